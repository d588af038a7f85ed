import { Refusal } from '../kernel/refusal.ts';

/**
 * Signing in with an account somebody has elsewhere: the OAuth code flow. We send the browser to the provider with a state, the
 * provider sends it back with a one-time code, we trade the code for a token and the token for who it is. An adapter must check
 * that token and person belong together, must not wait longer than 3 s, and refuses `session.social_code_expired` (expired, made
 * up or used already) and `session.social_down`. State and its one use are the caller's business.
 */
export type SocialProvider = 'wechat' | 'alipay';
export type SocialIdentity = {
  /** The provider's number for this person at our app; the same every time. */
  subject: string;
  name: string;
};

export type SocialAdapter = {
  authorizeUrl(about: { state: string; returnPath: string }): string;
  identify(code: string, now: Date): Promise<SocialIdentity>;
};

export type SocialGateway = {
  /** The providers offered in this city. */
  readonly providers: readonly SocialProvider[];
  /** Where the browser goes; refuses `session.social_unknown` for a provider that is not offered. */
  authorizeUrl(provider: SocialProvider, about: { state: string; returnPath: string }): string;
  /** Who gave the consent that `code` stands for. */
  identify(provider: SocialProvider, code: string, now: Date): Promise<SocialIdentity>;
};

declare module '../kernel/context.ts' {
  interface Gateways { social: SocialGateway }
}

export const providerNames: Record<SocialProvider, { zh: string; en: string }> = { wechat: { zh: '微信', en: 'WeChat' }, alipay: { zh: '支付宝', en: 'Alipay' } };

/** A request to a provider's server; rejects when nobody answered in time. */
export type Call = (request: { method: 'GET' | 'POST'; url: string; form?: Record<string, string> }) => Promise<{ status: number; text: string }>;

const ANSWER_MS = 3000;

export const callByFetch: Call = async ({ method, url, form }) => {
  const answer = await fetch(url, { method, signal: AbortSignal.timeout(ANSWER_MS), ...(form && { body: new URLSearchParams(form) }) });
  return { status: answer.status, text: await answer.text() };
};

/** The JSON that a provider answered; `session.social_down` when it is away, failing or speaks no JSON. */
export const askProvider = async (call: Call, provider: SocialProvider, request: Parameters<Call>[0]): Promise<{ body: Record<string, unknown>; text: string }> => {
  const answer = await call(request).catch(() => null);
  if (answer === null || answer.status !== 200) throw downRefusal(provider);
  try {
    return { body: JSON.parse(answer.text) as Record<string, unknown>, text: answer.text };
  } catch {
    throw downRefusal(provider);
  }
};

export const downRefusal = (provider: SocialProvider): Refusal =>
  new Refusal('session.social_down', { provider: providerNames[provider].zh, providerZh: providerNames[provider].zh, providerEn: providerNames[provider].en });

export const createSocialGateway = (adapters: Partial<Record<SocialProvider, SocialAdapter>>): SocialGateway => {
  const adapterOf = (provider: SocialProvider): SocialAdapter => {
    const adapter = adapters[provider];
    if (!adapter) throw new Refusal('session.social_unknown');
    return adapter;
  };
  return {
    providers: (['wechat', 'alipay'] as const).filter((provider) => adapters[provider]),
    authorizeUrl: (provider, about) => adapterOf(provider).authorizeUrl(about),
    identify: (provider, code, now) => adapterOf(provider).identify(code, now),
  };
};

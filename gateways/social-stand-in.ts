import { createHash, createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../kernel/clock.ts';
import { escapeHtml } from '../kernel/docs-page.ts';
import { createAlipayLogin } from './alipay-login.ts';
import { alipayPublicKey, signedParams } from './alipay-wire.ts';
import { createSocialGateway, providerNames, type Call, type SocialGateway, type SocialProvider } from './social.ts';
import { createWechatLogin } from './wechat-login.ts';

/** What the person does on the provider's page. All but the first two are the trouble real providers and forgers make. */
export const consents = ['agreed', 'declined', 'code_expired', 'code_used', 'provider_down', 'state_forged'] as const;
export type Consent = (typeof consents)[number];

const CODE_MS = 5 * 60_000;
const TOKEN_MS = 2 * 3_600_000;
const WECHAT = { appId: 'wx0000000000demo', secret: 'a secret between stand-in and adapter' };
const ALIPAY_APP_ID = '2021000000000000';

type Grant = { provider: SocialProvider; account: string; expiresAt: number; isUsed: boolean; isDown: boolean };

export type SocialStandIn = {
  gateway: SocialGateway;
  /** The person's choice on the provider's page; answers where the browser goes back to. */
  choose(provider: SocialProvider, about: { returnTo: string; state: string; account: string; consent: Consent }): string;
};

/** Making RSA keys takes a while: all stand-ins of one process share theirs. */
const makePair = () => generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
let shared: { app: ReturnType<typeof makePair>; alipay: ReturnType<typeof makePair> } | null = null;

/**
 * WeChat and Alipay in this process, spoken to by the very adapters that speak to the real ones: their page, their token and user
 * info endpoints with the real parameters, signatures and faults. Codes live five minutes and work once.
 */
export const createSocialStandIn = ({ clock }: { clock: Clock }): SocialStandIn => {
  const keys = (shared ??= { app: makePair(), alipay: makePair() });
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, { provider: SocialProvider; account: string; expiresAt: number }>();
  const subjectOf = (provider: SocialProvider, account: string): string => createHash('sha256').update(`${provider}:${account}`).digest('hex').slice(0, 28);

  /** 'down' stands for a provider that fails, null for a code that is worth nothing. */
  const redeem = (provider: SocialProvider, code: string): { token: string; account: string } | 'down' | 'used' | null => {
    const grant = codes.get(code);
    if (!grant || grant.provider !== provider || grant.expiresAt <= clock.now().getTime()) return null;
    if (grant.isDown) return 'down';
    if (grant.isUsed) return 'used';
    grant.isUsed = true;
    const token = randomBytes(24).toString('base64url');
    tokens.set(token, { provider, account: grant.account, expiresAt: clock.now().getTime() + TOKEN_MS });
    return { token, account: grant.account };
  };
  const holderOf = (provider: SocialProvider, token: string): string | null => {
    const found = tokens.get(token);
    return found?.provider === provider && found.expiresAt > clock.now().getTime() ? found.account : null;
  };
  const json = (body: unknown): { status: number; text: string } => ({ status: 200, text: JSON.stringify(body) });

  const answerAsWechat: Call = async ({ url }) => {
    const { pathname, searchParams: params } = new URL(url);
    if (pathname.endsWith('/sns/oauth2/access_token')) {
      if (params.get('appid') !== WECHAT.appId || params.get('secret') !== WECHAT.secret) return json({ errcode: 40125, errmsg: 'invalid appsecret' });
      const traded = redeem('wechat', params.get('code') ?? '');
      if (traded === 'down') return { status: 503, text: '' };
      if (traded === 'used') return json({ errcode: 40163, errmsg: 'code been used' });
      if (traded === null) return json({ errcode: 40029, errmsg: 'invalid code' });
      return json({ access_token: traded.token, expires_in: 7200, refresh_token: randomBytes(24).toString('base64url'), openid: subjectOf('wechat', traded.account), scope: 'snsapi_userinfo' });
    }
    const account = holderOf('wechat', params.get('access_token') ?? '');
    if (account === null || subjectOf('wechat', account) !== params.get('openid')) return json({ errcode: 40003, errmsg: 'invalid openid' });
    return json({ openid: subjectOf('wechat', account), nickname: account, sex: 0, privilege: [], unionid: `u${subjectOf('wechat', account)}` });
  };

  const answerAsAlipay: Call = async ({ form = {} }) => {
    const isOurs = createVerify('RSA-SHA256').update(signedParams(form)).verify(alipayPublicKey(keys.app.publicKey), form['sign'] ?? '', 'base64');
    if (!isOurs || form['app_id'] !== ALIPAY_APP_ID) return json({ error_response: { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-signature' } });
    const signed = (body: Record<string, string>): { status: number; text: string } => {
      const text = JSON.stringify(body);
      const sign = createSign('RSA-SHA256').update(text).sign(keys.alipay.privateKey, 'base64');
      return { status: 200, text: `{"${(form['method'] ?? '').replaceAll('.', '_')}_response":${text},"sign":"${sign}"}` };
    };
    if (form['method'] === 'alipay.system.oauth.token') {
      const traded = redeem('alipay', form['code'] ?? '');
      if (traded === 'down') return { status: 503, text: '' };
      if (traded === 'used' || traded === null) return json({ error_response: { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.code-invalid' } });
      return signed({ access_token: traded.token, expires_in: '7200', open_id: subjectOf('alipay', traded.account) });
    }
    const account = holderOf('alipay', form['auth_token'] ?? '');
    if (account === null) return signed({ code: '20001', msg: 'Insufficient Token Permissions', sub_code: 'aop.invalid-auth-token' });
    return signed({ code: '10000', msg: 'Success', open_id: subjectOf('alipay', account), nick_name: account });
  };

  // Addresses without a host: the browser stays at whatever name it knows this server by.
  const pageOf = (provider: SocialProvider) => ({ authorize: `/demo/social/${provider}`, returnOrigin: '' });
  const gateway = createSocialGateway({
    wechat: createWechatLogin(WECHAT, { ...pageOf('wechat'), api: 'https://wechat.invalid' }, answerAsWechat),
    alipay: createAlipayLogin({ appId: ALIPAY_APP_ID, privateKey: keys.app.privateKey, publicKey: keys.alipay.publicKey }, { ...pageOf('alipay'), api: 'https://alipay.invalid/gateway.do' }, answerAsAlipay),
  });

  return {
    gateway,
    choose: (provider, { returnTo, state, account, consent }) => {
      const back = (params: Record<string, string>): string => `${returnTo}?${new URLSearchParams(params)}`;
      if (consent === 'declined') return back({ state });
      const code = randomBytes(18).toString('base64url');
      const now = clock.now().getTime();
      for (const [old, { expiresAt }] of codes) if (expiresAt < now - CODE_MS) codes.delete(old);
      codes.set(code, { provider, account, expiresAt: now + (consent === 'code_expired' ? -1 : CODE_MS), isUsed: consent === 'code_used', isDown: consent === 'provider_down' });
      const returned = consent === 'state_forged' ? `${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}` : state;
      return back(provider === 'alipay' ? { auth_code: code, app_id: ALIPAY_APP_ID, state: returned } : { code, state: returned });
    },
  };
};

/** Back only to a page of this server: a stand-in must not become somebody's redirect. */
const isOwnPath = (path: string): boolean => /^\/(?!\/)[\w/-]*$/.test(path);
const isProvider = (text: string): text is SocialProvider => Object.hasOwn(providerNames, text);

/** `/demo/social/wechat`, `/demo/social/alipay`: the provider's page of consent. Exists only with the stand-in. */
export const mountSocialPage = (http: FastifyInstance, standIn: SocialStandIn): void => {
  const hidden = { schema: { hide: true } as object };
  http.get<{ Params: { provider: string }; Querystring: Record<string, string | undefined> }>('/demo/social/:provider', hidden, async (request, reply) => {
    const { provider } = request.params;
    const { redirect_uri: returnTo = '', state = '', lang } = request.query;
    if (!isProvider(provider) || !isOwnPath(returnTo)) return reply.callNotFound();
    const isEnglish = lang ? lang === 'en' : /^\s*en/i.test(request.headers['accept-language'] ?? '');
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(consentPage({ provider, returnTo, state }, isEnglish));
  });
  http.post<{ Params: { provider: string }; Body: Record<string, string | undefined> }>('/demo/social/:provider', hidden, async (request, reply) => {
    const { provider } = request.params;
    const { returnTo = '', state = '', account = '', consent = '' } = request.body ?? {};
    const chosen = consents.find((one) => one === consent);
    if (!isProvider(provider) || !isOwnPath(returnTo) || !chosen) return reply.callNotFound();
    return reply.redirect(standIn.choose(provider, { returnTo, state, account: account.trim().slice(0, 30) || defaultAccount(provider, false), consent: chosen }), 303);
  });
};

const defaultAccount = (provider: SocialProvider, isEnglish: boolean): string => (isEnglish ? `${providerNames[provider].en} friend` : `${providerNames[provider].zh}好友`);

const words: Record<Consent, { zh: string; en: string }> = {
  agreed: { zh: '同意并登录', en: 'Agree and sign in' }, declined: { zh: '不同意', en: 'Decline' }, code_expired: { zh: '授权码已过期', en: 'The code has expired' }, code_used: { zh: '授权码已用过', en: 'The code was used already' },
  provider_down: { zh: '对方服务故障', en: 'The provider is down' }, state_forged: { zh: '返回参数被篡改', en: 'The state is forged' },
};

const consentPage = ({ provider, returnTo, state }: { provider: SocialProvider; returnTo: string; state: string }, isEnglish: boolean): string => {
  const language = isEnglish ? 'en' : 'zh';
  const say = (zh: string, en: string): string => (isEnglish ? en : zh);
  const name = providerNames[provider][language];
  const choice = (consent: Consent, kind: string): string => `<button class="${kind}" name="consent" value="${consent}">${escapeHtml(words[consent][language])}</button>`;
  return `<!doctype html><html lang="${isEnglish ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${say(`${name}授权（演示）`, `${name} consent (demo)`)}</title><style>
body{margin:0;min-height:100dvh;background:#f6f4f0;color:#26302b;font:16px/1.5 "PingFang SC","HarmonyOS Sans","Noto Sans CJK SC",system-ui,sans-serif;display:grid;place-items:center}
main{box-sizing:border-box;width:min(24rem,calc(100vw - 2rem));background:#fff;border-radius:20px;padding:2rem 1.5rem;box-shadow:0 8px 30px #0001}
h1{font-size:1.25rem;margin:.25rem 0 1rem}.note{color:#5d6661;font-size:.875rem;margin:0}label{display:block;color:#5d6661;font-size:.875rem;margin:1rem 0 .25rem}
input{box-sizing:border-box;width:100%;min-height:48px;font:inherit;padding:0 .9rem;border:1px solid #c9cdc8;border-radius:12px}
button{display:block;width:100%;min-height:48px;margin:.6rem 0;border-radius:14px;border:0;font:inherit;cursor:pointer}
.agree{background:${provider === 'wechat' ? '#0b7a3e' : '#0b5fd0'};color:#fff;font-weight:600;margin-top:1.25rem}.quiet{background:#eef1ee;color:#26302b}details{margin-top:1rem}summary{cursor:pointer;color:#5d6661;font-size:.875rem;padding:.75rem 0}</style></head><body><main>
<p class="note">${say(`演示用的${name}，不会连到真的${name}`, `A stand-in for ${name}: nothing reaches the real one`)}</p><h1>${say('邻里申请获取您的昵称', 'Linli asks for your nickname')}</h1>
<form method="post" action="/demo/social/${provider}"><input type="hidden" name="returnTo" value="${escapeHtml(returnTo)}"><input type="hidden" name="state" value="${escapeHtml(state)}">
${choice('agreed', 'agree')}${choice('declined', 'quiet')}<details><summary>${say('换一个账号，或演练登录异常', 'Another account, or rehearse trouble')}</summary>
<label for="account">${say(`${name}昵称（不同昵称就是不同的人）`, `${name} nickname (another nickname is another person)`)}</label><input id="account" name="account" maxlength="30" value="${escapeHtml(defaultAccount(provider, isEnglish))}">
${consents.slice(2).map((consent) => choice(consent, 'quiet')).join('')}</details></form></main></body></html>`;
};

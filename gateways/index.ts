import type { FastifyInstance } from 'fastify';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config.ts';
import type { Gateways } from '../kernel/context.ts';
import { mountCashier } from './cashier-page.ts';
import { alipayAddresses, createAlipayLogin } from './alipay-login.ts';
import { createMailStandIn, type MailStandIn } from './mail.ts';
import { createMaps } from './maps.ts';
import { createPaymentStandIn, type Deliver, type PaymentStandIn } from './payment-stand-in.ts';
import { createPhoneLineStandIn, type PhoneLineStandIn } from './phone-line.ts';
import { createSmsStandIn, mountPhonePage, type SmsStandIn } from './sms.ts';
import { callByFetch, createSocialGateway, type SocialGateway } from './social.ts';
import { createSocialStandIn, mountSocialPage, type SocialStandIn } from './social-stand-in.ts';
import { createPhotoStorage } from './storage.ts';
import { createWechatLogin, wechatAddresses } from './wechat-login.ts';

/** The outside world played by this process: every gateway with real semantics and no network. */
export type StandIns = Gateways & {
  payment: PaymentStandIn;
  sms: SmsStandIn;
  mail: MailStandIn;
  /** The page of consent behind `social` where no real provider is set. */
  socialStandIn: SocialStandIn;
  phoneLine: PhoneLineStandIn;
  /**
   * The pages that belong to the stand-ins: the payer's cashier and the phone that receives our messages. Only in a demo:
   * whoever sees them can sign in as anybody.
   */
  mount(http: FastifyInstance, about: { isDemo: boolean }): void;
};

/**
 * A real adapter replaces one line here: it implements the same interface (`PaymentGateway`, `SmsGateway`, …) and is chosen
 * by its settings being present. See the head of each file for what the adapter must promise.
 */
export const standIns = (config: Pick<Config, 'dataFolder' | 'databaseUrl' | 'isDemo' | 'publicUrl' | 'wechat' | 'alipay'>, clock: Clock, options: { isJournalKept?: boolean } = {}): StandIns => {
  const folder = options.isJournalKept ? config.dataFolder : null;
  const payment = createPaymentStandIn({ clock, folder });
  const sms = createSmsStandIn({ clock, folder });
  const mail = createMailStandIn({ clock, folder });
  const socialStandIn = createSocialStandIn({ clock });
  return {
    payment, sms, mail, socialStandIn,
    social: socialOf(config, socialStandIn),
    phoneLine: createPhoneLineStandIn({ clock }),
    maps: createMaps(),
    storage: createPhotoStorage(config.dataFolder),
    mount: (http, { isDemo }) => {
      if (!isDemo) return;
      mountCashier(http, payment);
      mountPhonePage(http, sms, mail);
      mountSocialPage(http, socialStandIn);
    },
  };
};

/** The real providers that have settings; in a demo without any, the stand-in behind the same adapters; else none. */
const socialOf = ({ wechat, alipay, publicUrl, isDemo }: Pick<Config, 'isDemo' | 'publicUrl' | 'wechat' | 'alipay'>, standIn: SocialStandIn): SocialGateway => {
  if (isDemo && !wechat && !alipay) return standIn.gateway;
  return createSocialGateway({
    ...(wechat && { wechat: createWechatLogin(wechat, wechatAddresses(publicUrl), callByFetch) }),
    ...(alipay && { alipay: createAlipayLogin(alipay, alipayAddresses(publicUrl), callByFetch) }),
  });
};

const ANSWER_MS = 5000;

/** Carries the provider's notifies over HTTP to this server. */
export const deliverByFetch = (base: string): Deliver => async (path, headers, body) => {
  const answer = await fetch(base + path, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(ANSWER_MS) });
  return { status: answer.status, text: await answer.text() };
};

/** The same without a network, for tests and for building a demo city. */
export const deliverByInject = (http: FastifyInstance): Deliver => async (path, headers, body) => {
  const answer = await http.inject({ method: 'POST', url: path, headers: { ...headers, 'content-type': 'application/json' }, payload: body });
  return { status: answer.statusCode, text: answer.body };
};

export type { PaymentGateway, PaymentNotify, RefundResult } from './payment.ts';
export type { SmsGateway, SmsMessage } from './sms.ts';
export type { MailGateway } from './mail.ts';
export type { SocialGateway, SocialProvider } from './social.ts';
export type { PhoneLineGateway } from './phone-line.ts';
export type { MapsGateway, TravelMode } from './maps.ts';
export type { PhotoStorage, StoredPhoto } from './storage.ts';

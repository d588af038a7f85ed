import type { FastifyInstance } from 'fastify';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config.ts';
import type { Gateways } from '../kernel/context.ts';
import { mountCashier } from './cashier-page.ts';
import { alipayAddresses, createAlipayLogin } from './alipay-login.ts';
import { createInsurerStandIn, noInsurer, type InsurerStandIn } from './insurer.ts';
import { createInvoiceStandIn, noInvoices } from './invoice.ts';
import { createBankStandIn } from './bank.ts';
import { createCreditStandIn } from './credit.ts';
import { createMailStandIn, type MailStandIn } from './mail.ts';
import { createMaps } from './maps.ts';
import { ALIPAY_GATEWAY, createAlipayPay } from './alipay-pay.ts';
import { createPaySimulator, type Deliver, type PaySimulator, type SimulatorControls } from './pay-simulator/index.ts';
import { sendByFetch, type PaymentRail, type RailName } from './payment.ts';
import { createPhoneLineStandIn, type PhoneLineStandIn } from './phone-line.ts';
import { createSmsStandIn, mountPhonePage, type SmsStandIn } from './sms.ts';
import { callByFetch, createSocialGateway, type SocialGateway } from './social.ts';
import { createSocialStandIn, mountSocialPage, type SocialStandIn } from './social-stand-in.ts';
import { createSheets } from './sheets.ts';
import { createPhotoStorage } from './storage.ts';
import { createVideos } from './videos.ts';
import { createWechatLogin, wechatAddresses } from './wechat-login.ts';
import { createWechatPay, WECHAT_BASE } from './wechat-pay.ts';

/** The outside world played by this process: every gateway with real semantics and no network. */
export type StandIns = Gateways & {
  /** The rail that is meant when nobody chose, with what a payer and the providers can do in a demo. */
  payment: PaymentRail & SimulatorControls;
  sms: SmsStandIn;
  mail: MailStandIn;
  insurer: InsurerStandIn;
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
 * A real adapter replaces one line here: it implements the same interface (`PaymentRail`, `SmsGateway`, …) and is chosen
 * by its settings being present. See the head of each file for what the adapter must promise.
 */
export const standIns = (config: Pick<Config, 'dataFolder' | 'databaseUrl' | 'isDemo' | 'publicUrl' | 'wechat' | 'alipay' | 'wechatPay' | 'alipayPay'>, clock: Clock, options: { isJournalKept?: boolean } = {}): StandIns => {
  const folder = options.isJournalKept ? config.dataFolder : null;
  const simulator = createPaySimulator({ clock, folder, publicUrl: config.publicUrl });
  const rails = railsOf(config, simulator, clock);
  const first = rails.values().next().value ?? simulator.rails.get('wechat')!;
  // In a demo the very rail that the map holds; beside real rails the controls stand on an object of their own.
  const payment = Object.assign(rails === simulator.rails ? first : (Object.create(first) as PaymentRail), simulator.controls);
  const sms = createSmsStandIn({ clock, folder });
  const mail = createMailStandIn({ clock, folder });
  const socialStandIn = createSocialStandIn({ clock });
  return {
    rails, payment, sms, mail, socialStandIn,
    social: socialOf(config, socialStandIn),
    phoneLine: createPhoneLineStandIn({ clock }),
    maps: createMaps(),
    bank: createBankStandIn(),
    credit: createCreditStandIn(),
    sheets: createSheets(config.dataFolder),
    storage: createPhotoStorage(config.dataFolder),
    videos: createVideos(config.dataFolder),
    insurer: config.isDemo ? createInsurerStandIn({ clock, folder }) : noInsurer,
    invoice: config.isDemo ? createInvoiceStandIn({ clock, folder }) : noInvoices,
    mount: (http, { isDemo }) => {
      if (!isDemo) return;
      mountCashier(http, simulator.controls);
      simulator.mount(http);
      mountPhonePage(http, sms, mail);
      mountSocialPage(http, socialStandIn);
    },
  };
};

/** The real rails that have settings; in a demo without any, the simulated ones behind the same adapters; else none, and nothing can be paid. */
const railsOf = ({ wechatPay, alipay, alipayPay, publicUrl, isDemo }: Pick<Config, 'isDemo' | 'publicUrl' | 'alipay' | 'wechatPay' | 'alipayPay'>, simulator: PaySimulator, clock: Clock): ReadonlyMap<RailName, PaymentRail> => {
  if (isDemo && !wechatPay && !alipayPay) return simulator.rails;
  const outside = { publicUrl, send: sendByFetch, clock };
  return new Map<RailName, PaymentRail>([
    ...(wechatPay ? [['wechat', createWechatPay({ account: wechatPay, base: wechatPay.base ?? WECHAT_BASE, ...outside })] as const] : []),
    ...(alipay && alipayPay ? [['alipay', createAlipayPay({ account: { ...alipay, sellerId: alipayPay.sellerId }, base: alipayPay.base ?? ALIPAY_GATEWAY, ...outside })] as const] : []),
  ]);
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
  const answer = await fetch(base + path, { method: 'POST', headers, body, signal: AbortSignal.timeout(ANSWER_MS) });
  return { status: answer.status, text: await answer.text() };
};

/** The same without a network, for tests and for building a demo city. */
export const deliverByInject = (http: FastifyInstance): Deliver => async (path, headers, body) => {
  const answer = await http.inject({ method: 'POST', url: path, headers, payload: body });
  return { status: answer.statusCode, text: answer.body };
};

export type { PaymentRail, RailNotify, RefundResult } from './payment.ts';
export type { SmsGateway, SmsMessage } from './sms.ts';
export type { MailGateway } from './mail.ts';
export type { SocialGateway, SocialProvider } from './social.ts';
export type { PhoneLineGateway } from './phone-line.ts';
export type { InsurerGateway } from './insurer.ts';
export type { InvoiceGateway } from './invoice.ts';
export type { MapsGateway, TravelMode } from './maps.ts';
export type { PhotoStorage, StoredPhoto } from './storage.ts';
export type { StoredVideo, VideoGateway } from './videos.ts';

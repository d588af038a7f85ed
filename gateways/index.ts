import type { FastifyInstance } from 'fastify';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config.ts';
import type { Gateways } from '../kernel/context.ts';
import { mountCashier } from './cashier-page.ts';
import { createMaps } from './maps.ts';
import { createPaymentStandIn, type Deliver, type PaymentStandIn } from './payment-stand-in.ts';
import { createPhoneLineStandIn, type PhoneLineStandIn } from './phone-line.ts';
import { createSmsStandIn, mountPhonePage, type SmsStandIn } from './sms.ts';
import { createPhotoStorage } from './storage.ts';

/** The outside world played by this process: every gateway with real semantics and no network. */
export type StandIns = Gateways & {
  payment: PaymentStandIn;
  sms: SmsStandIn;
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
export const standIns = (config: Pick<Config, 'dataFolder' | 'databaseUrl'>, clock: Clock, options: { isJournalKept?: boolean } = {}): StandIns => {
  const folder = options.isJournalKept ? config.dataFolder : null;
  const payment = createPaymentStandIn({ clock, folder });
  const sms = createSmsStandIn({ clock, folder });
  return {
    payment, sms,
    phoneLine: createPhoneLineStandIn({ clock }),
    maps: createMaps(),
    storage: createPhotoStorage(config.dataFolder),
    mount: (http, { isDemo }) => {
      if (!isDemo) return;
      mountCashier(http, payment);
      mountPhonePage(http, sms);
    },
  };
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
export type { PhoneLineGateway } from './phone-line.ts';
export type { MapsGateway, TravelMode } from './maps.ts';
export type { PhotoStorage, StoredPhoto } from './storage.ts';

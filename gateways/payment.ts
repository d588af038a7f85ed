/**
 * Moving money over a rail: WeChat Pay v3 or Alipay. Whoever calls knows this page only; the adapters (`wechat-pay.ts`,
 * `alipay-pay.ts`) speak the providers' own protocols and keep these promises: every call is idempotent by our number;
 * amounts are whole fen; an answer or notify that is not signed by the provider is never believed; a call that got no clear
 * answer throws `RailTrouble` and may be made again under the same number; a refusal that will not change is an answer.
 */
export type PaymentRail = {
  /** The rail's name in addresses, accounts and payments. */
  readonly provider: RailName;
  /** Our merchant number at the provider; a notify for another one is not ours. */
  readonly merchantId: string;
  /** Where a payer can be; the first is meant when nothing is said. */
  readonly scenes: readonly PayScene[];
  readonly limits: RailLimits;

  /** The same `outTradeNo` told in the same way answers the same; told with another amount, end or scene, or closed meanwhile, it throws `OrderTaken`. */
  createOrder(order: NewOrder): Promise<OrderStart>;
  queryOrder(outTradeNo: string): Promise<PaymentState | null>;
  /** After this nobody can pay it; a payment already made stays made, and the answer says so. */
  closeOrder(outTradeNo: string): Promise<PaymentState | null>;
  /** Parts of a payment, together never more than was paid. The same `outRefundNo` answers the same. */
  refund(refund: NewRefund): Promise<RefundResult>;
  queryRefund(outRefundNo: string, outTradeNo: string): Promise<RefundResult | null>;

  /** Gives parts of a paid order to others (分账). Without receivers and final: only sets free what is left for us. */
  share(share: NewShare): Promise<ShareResult>;
  queryShare(outShareNo: string, outTradeNo: string): Promise<ShareResult | null>;
  /** Fetches a part back from a receiver (分账回退), as must be done before refunding what was shared. Persons give nothing back. */
  returnShare(back: { outTradeNo: string; outShareNo: string; outReturnNo: string; account: string; amountFen: number; words: string }): Promise<ReturnResult>;

  /** Sends money to a person. On WeChat she confirms it within 24 hours in her own WeChat. */
  transfer(transfer: NewTransfer): Promise<TransferResult>;
  queryTransfer(outTransferNo: string): Promise<TransferResult | null>;
  /** What the payee's own app needs so that she can take a transfer that waits for her; null where nothing is to be taken. */
  takeWith(given: string): Record<string, string> | null;
  /** Calls off a transfer nobody has confirmed yet; the answer says what became of it. */
  cancelTransfer(outTransferNo: string): Promise<TransferResult | null>;

  /** The provider's books of a finished day (Beijing), `YYYY-MM-DD`; empty when nothing happened. Ready from about 10 in the next morning. */
  downloadBill(day: string): Promise<BillRow[]>;

  /** Who sent this, and what does it say? Refuses `payments.notify_forged` or `payments.notify_stale`; throws on what is signed but no sense. */
  verifyNotify(headers: NotifyHeaders, rawBody: string, now: Date): Promise<RailNotify>;
  /** What the provider wants to hear. Anything but the yes makes it call again. */
  notifyAnswer(isAccepted: boolean, message: string): { contentType: string; body: string };
};

export const railNames = ['wechat', 'alipay'] as const;
export type RailName = (typeof railNames)[number];
export const railWords: Record<RailName, { zh: string; en: string }> = { wechat: { zh: '微信支付', en: 'WeChat Pay' }, alipay: { zh: '支付宝', en: 'Alipay' } };

/** jsapi: inside WeChat · h5: a phone's browser · native, precreate: a code to scan · page: a computer's browser · app: a native app. */
export type PayScene = 'jsapi' | 'h5' | 'native' | 'page' | 'app' | 'precreate';

/** What the provider allows; whole per cent, counts and days. */
export type RailLimits = { maxSharePercent: number; maxReceivers: number; maxSharesPerOrder: number; freezeDays: number; maxTransferFen: number; confirmHours: number };

export type NewOrder = {
  outTradeNo: string; amountFen: number; description: string; expiresAt: Date; notifyPath: string; returnPath?: string; scene?: PayScene; payerOpenId?: string; payerIp?: string;
  /** Keeps the money where it can be shared until a final share; without it nothing can be shared. */
  isToShare?: boolean;
};
/** What the payer's device needs; what a scene does not use is null. `cashierPath` may be a whole address. */
export type OrderStart = { cashierPath: string | null; codeUrl: string | null; clientParams: Record<string, string> | null };
/** `payerAccount`: the provider's name for whose account paid, where it says so; one person has one of them with us. */
export type PaymentState = { state: 'open' | 'paid' | 'closed'; outTradeNo: string; amountFen: number; paidAt: Date | null; transactionId: string | null; payerAccount?: string };

export type NewRefund = { outTradeNo: string; outRefundNo: string; amountFen: number; reason: string; notifyPath: string; returns?: { account: string; amountFen: number }[] };
export type RefundResult = { state: 'processing' | 'succeeded' | 'refused'; outRefundNo: string; outTradeNo: string; amountFen: number; succeededAt: Date | null; why?: string };

export type ShareReceiver = { account: string; kind: 'merchant' | 'person'; name?: string; amountFen: number; words: string };
export type NewShare = { outTradeNo: string; outShareNo: string; receivers: ShareReceiver[]; isFinal: boolean; words?: string };
/** `railNo` is the provider's number of the share; each receiver's part succeeds or fails by itself. */
export type ShareResult = {
  state: 'processing' | 'finished' | 'refused'; outShareNo: string; outTradeNo: string; railNo: string | null; why?: string;
  receivers: { account: string; amountFen: number; state: 'pending' | 'succeeded' | 'failed'; at: Date | null; why?: string }[];
};
export type ReturnResult = { state: 'processing' | 'succeeded' | 'refused'; outReturnNo: string; amountFen: number; railNo: string | null; why?: string };

export type NewTransfer = { outTransferNo: string; payeeOpenId: string; payeeName: string; amountFen: number; words: string; notifyPath: string };
export type TransferState = 'waitConfirm' | 'processing' | 'succeeded' | 'failed' | 'cancelled' | 'expired';
/** `package` is what the payee's WeChat needs for her confirmation; `takeWith` makes of it what her page hands over. */
export type TransferResult = { state: TransferState; outTransferNo: string; railNo: string | null; amountFen: number; at: Date; package: string | null; why?: string };

/** One line of the provider's books. `outNo` is ours (payment, refund, share or transfer number), `railNo` theirs; amounts are more than zero. */
export type BillRow = { kind: 'paid' | 'refunded' | 'shared' | 'transferred'; outNo: string; railNo: string; amountFen: number; feeFen: number; at: Date };

/** `notifyId`: the same fact told again carries the same id. `currency` is CNY or nothing of ours. */
type Told = { notifyId: string; merchantId: string; amountFen: number; currency: string; at: Date };
export type PaymentNotify = Told & { kind: 'payment.paid'; outTradeNo: string; transactionId: string; payerAccount?: string };
export type RefundNotify = Told & { kind: 'refund.succeeded' | 'refund.failed'; outTradeNo: string; transactionId: string; outRefundNo: string };
export type ShareNotify = Told & { kind: 'share.succeeded'; outShareNo: string; transactionId: string; account: string };
export type TransferNotify = Told & { kind: 'transfer.ended'; outTransferNo: string; railNo: string; state: TransferState };
/** A fact that is signed and ours but asks nothing of us, as Alipay's closed trades: answered, kept, not acted on. */
export type OtherNotify = Told & { kind: 'other'; outTradeNo: string; what: string };
export type RailNotify = PaymentNotify | RefundNotify | ShareNotify | TransferNotify | OtherNotify;

export type NotifyHeaders = Record<string, string | string[] | undefined>;

/** No clear answer: the call may have been carried out or not. Make it again under the same number, or ask. */
export class RailTrouble extends Error {
  readonly code: string;
  constructor(provider: RailName, code: string, about = '') {
    super(`${provider} ${code}${about && `: ${about}`}`);
    this.code = code;
  }
}

/** The provider has an order of this number that was told otherwise: its answer may have been lost, its end have passed. Close it and take another number. */
export class OrderTaken extends Error {
  constructor(provider: RailName, outTradeNo: string) { super(`${provider} has another order ${outTradeNo}`); }
}

declare module '../kernel/context.ts' {
  interface Gateways {
    /** The rails of this city by name. */
    rails: ReadonlyMap<RailName, PaymentRail>;
    /** The rail that is meant when nobody chose. */
    payment: PaymentRail;
  }
}

/** Notifies are believed this long around their own time. */
export const NOTIFY_WINDOW_MS = 5 * 60_000;

/** A request to a provider's server; rejects when nobody answered in time. */
export type Send = (request: { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; body: string }) => Promise<RailAnswer>;
export type RailAnswer = { status: number; headers: Record<string, string>; bytes: Buffer };

const ANSWER_MS = 8000;

export const sendByFetch: Send = async ({ method, url, headers, body }) => {
  const answer = await fetch(url, { method, headers, redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS), ...(method === 'POST' && { body }) });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes: Buffer.from(await answer.arrayBuffer()) };
};

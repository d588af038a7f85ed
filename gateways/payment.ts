import { createPublicKey, createSign, createVerify, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';

/**
 * Collecting money. The shape follows WeChat Pay v3: an order with our number, an asynchronous notify signed with the
 * provider's key, a query for when the notify is lost, refunds with our number. A real adapter must keep these promises:
 * every call is idempotent by our number; `verifyNotify` checks the certificate serial and the ±5 min window; amounts are fen.
 */
export type PaymentGateway = {
  /** The rail's own name, in addresses, accounts and payments: `demo` for the stand-in, `wechat` or `alipay` for the real ones. */
  readonly provider: string;
  /** Our merchant number at the provider; a notify for another one is not ours. */
  readonly merchantId: string;
  /** The same `outTradeNo` with the same amount answers the same; with another amount it throws. */
  createOrder(order: { outTradeNo: string; amountFen: number; description: string; expiresAt: Date; notifyPath: string; returnPath?: string }): Promise<{ tradeNo: string; cashierPath: string }>;
  queryOrder(outTradeNo: string): Promise<PaymentState | null>;
  /** After this nobody can pay it; a payment already made stays made, and the answer says so. */
  closeOrder(outTradeNo: string): Promise<PaymentState | null>;
  /** Parts of a payment, together never more than was paid. The same `outRefundNo` answers the same. */
  refund(refund: { outTradeNo: string; outRefundNo: string; amountFen: number; reason: string; notifyPath: string }): Promise<RefundResult>;
  queryRefund(outRefundNo: string): Promise<RefundResult | null>;
  /** Who sent this, and what does it say? Refuses `payments.notify_forged` or `payments.notify_stale`. */
  verifyNotify(headers: NotifyHeaders, rawBody: string, now: Date): PaymentNotify;
};

export type PaymentState = { state: 'open' | 'paid' | 'closed'; tradeNo: string; outTradeNo: string; amountFen: number; refundedFen: number; paidAt: Date | null; transactionId: string | null };
export type RefundResult = { state: 'processing' | 'succeeded' | 'refused'; outRefundNo: string; outTradeNo: string; amountFen: number; succeededAt: Date | null; why?: 'more_than_paid' | 'not_paid' | 'order_unknown' };

export type PaymentNotify = {
  /** The same fact told again carries the same id. */
  notifyId: string;
  kind: 'payment.paid' | 'refund.succeeded';
  merchantId: string; outTradeNo: string; tradeNo: string; transactionId: string; amountFen: number; at: Date;
  outRefundNo: string | null;
};

export type NotifyHeaders = Record<string, string | string[] | undefined>;

declare module '../kernel/context.ts' {
  interface Gateways { payment: PaymentGateway }
}

export const NOTIFY_WINDOW_MS = 5 * 60_000;

export type ProviderKey = { serial: string; privateKey: KeyObject; publicKey: KeyObject };

export const makeProviderKey = (): ProviderKey => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { serial: randomBytes(10).toString('hex').toUpperCase(), privateKey, publicKey };
};

export const publicKeyOf = (privateKey: KeyObject): KeyObject => createPublicKey(privateKey);

const signedText = (timestamp: string, nonce: string, body: string): string => `${timestamp}\n${nonce}\n${body}\n`;

/** The headers of a notify, signed over time, nonce and body. */
export const signNotify = (key: ProviderKey, body: string, at: Date): Record<string, string> => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const nonce = randomBytes(16).toString('hex');
  const signature = createSign('RSA-SHA256').update(signedText(timestamp, nonce, body)).sign(key.privateKey, 'base64');
  return { 'pay-timestamp': timestamp, 'pay-nonce': nonce, 'pay-serial': key.serial, 'pay-signature': signature };
};

/** Checks serial, signature and window, in this order, and reads the body only then. */
export const openNotify = (key: Pick<ProviderKey, 'serial' | 'publicKey'>, headers: NotifyHeaders, rawBody: string, now: Date): PaymentNotify => {
  const [timestamp, nonce, serial, signature] = ['timestamp', 'nonce', 'serial', 'signature'].map((name) => {
    const value = headers[`pay-${name}`];
    if (typeof value !== 'string' || value === '') throw new Refusal('payments.notify_forged');
    return value;
  }) as [string, string, string, string];
  if (serial !== key.serial) throw new Refusal('payments.notify_forged');
  // Node decodes base64 leniently: the same bytes written another way are not what the provider sent.
  if (Buffer.from(signature, 'base64').toString('base64') !== signature) throw new Refusal('payments.notify_forged');
  if (!createVerify('RSA-SHA256').update(signedText(timestamp, nonce, rawBody)).verify(key.publicKey, signature, 'base64')) throw new Refusal('payments.notify_forged');
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - now.getTime()) > NOTIFY_WINDOW_MS) throw new Refusal('payments.notify_stale');
  const body = JSON.parse(rawBody) as Omit<PaymentNotify, 'at'> & { at: string };
  return { ...body, at: new Date(body.at) };
};

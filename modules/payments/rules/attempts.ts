/** Zero orders are paid by no rail; every other payment carries the name of the gateway's (`provider`). */
export const NO_PROVIDER = 'none';

/** Where the provider sends its notifies. */
export const notifyPath = (provider: string): string => `/api/payments/notify/${provider}`;

/**
 * Our number of a payment at the provider: city, order number, attempt. The same attempt always has the same number, so a
 * repeated call opens nothing twice. 6–32 letters and digits, as the rails demand.
 */
export const tradeNoOf = (cityId: string, orderNo: string, attempt: number): string => `${cityId}${orderNo.replace(/\W/g, '')}${String(attempt).padStart(2, '0')}`;

/** Our number of something that is paid and is no order: a letter, the day in Beijing, a running number. */
export const chargeNumber = (now: Date, running: number): string => `C${new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')}-${String(running).padStart(4, '0')}`;

/** A payment is asked about once it has been open this long without a notify. */
export const ASK_AFTER_SECONDS = 60;
/** A closed payment is asked about once more, for money that was under way when it was closed. */
export const ASK_CLOSED_AFTER_SECONDS = 300;

/** One attempt stands open at the provider no longer than this, however long its order may be paid; then another is opened. Open ones are asked about every minute. */
const LONGEST_ATTEMPT_MS = 2 * 3_600_000;
/** When an attempt made now ends: with the order's time to pay, two hours at most. */
export const attemptEnds = (payBefore: Date, now: Date): Date => new Date(Math.min(payBefore.getTime(), now.getTime() + LONGEST_ATTEMPT_MS));

/** When to try a refund again after so many attempts: a minute, doubling, at most six hours. */
export const nextTryAt = (attempts: number, now: Date): Date => new Date(now.getTime() + Math.min(60 * 2 ** Math.max(0, attempts - 1), 6 * 3600) * 1000);

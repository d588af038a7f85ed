import type { Bilingual, TenderKind } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type RefundRow = {
  id: string; paymentId: string | null; tenderId: string | null; orderId: string | null; chargeId: string | null; refundNo: string; amountFen: number; status: 'requested' | 'succeeded' | 'failed'; reasonKey: string;
  wordsZh: string; wordsEn: string; requestedAt: Date; arrivedAt: Date | null; attempts: number; lastError: string | null;
};

const columns = sql`id, payment_id, tender_id, order_id, charge_id, refund_no, amount_fen, status, reason_key, words_zh, words_en, requested_at, arrived_at, attempts, last_error`;

/** Notes the wish once per payment and reason; false when it stood there already. */
export const addRefund = async (tx: Tx, cityId: string, refund: { id: string; paymentId: string; orderId: string | null; chargeId: string | null; refundNo: string; amountFen: number; reasonKey: string; words: Bilingual; requestedAt: Date }): Promise<boolean> =>
  (await run(tx, sql`
    insert into payments.refund (city_id, id, payment_id, order_id, charge_id, refund_no, amount_fen, status, reason_key, words_zh, words_en, requested_at)
    values (${cityId}, ${refund.id}, ${refund.paymentId}, ${refund.orderId}, ${refund.chargeId}, ${refund.refundNo}, ${refund.amountFen}, 'requested', ${refund.reasonKey}, ${refund.words.zh}, ${refund.words.en}, ${refund.requestedAt})
    on conflict on constraint one_refund_per_reason do nothing`)) > 0;

export const findRefund = (tx: Tx, cityId: string, refundId: string): Promise<RefundRow | undefined> =>
  maybe(tx, sql`select ${columns} from payments.refund where city_id = ${cityId} and id = ${refundId}`);

export const refundOfNo = (tx: Tx, cityId: string, refundNo: string): Promise<RefundRow | undefined> =>
  maybe(tx, sql`select ${columns} from payments.refund where city_id = ${cityId} and refund_no = ${refundNo}`);

export const lockRefund = (tx: Tx, cityId: string, refundId: string): Promise<RefundRow> =>
  one(tx, sql`select ${columns} from payments.refund where city_id = ${cityId} and id = ${refundId} for update`);

export const refundsOfOrder = (tx: Tx, cityId: string, orderId: string): Promise<(RefundRow & { tenderKind: TenderKind | null })[]> =>
  many(tx, sql`
    select ${columns}, (select kind from payments.tender t where t.city_id = r.city_id and t.id = r.tender_id) as tender_kind from payments.refund r where city_id = ${cityId} and order_id = ${orderId} order by requested_at, id`);

/** What was asked back of a payment and has not failed. */
export const refundWishedFen = async (tx: Tx, cityId: string, paymentId: string): Promise<number> =>
  (await one<{ fen: number }>(tx, sql`select coalesce(sum(amount_fen), 0)::bigint as fen from payments.refund where city_id = ${cityId} and payment_id = ${paymentId} and status <> 'failed'`)).fen;

export const markRefundArrived = (tx: Tx, cityId: string, refundId: string, arrivedAt: Date): Promise<number> =>
  run(tx, sql`update payments.refund set status = 'succeeded', arrived_at = ${arrivedAt}, attempts = attempts + 1, last_error = null where city_id = ${cityId} and id = ${refundId}`);

export const markRefundTried = (tx: Tx, cityId: string, refundId: string, status: 'requested' | 'failed', lastError: string | null): Promise<number> =>
  run(tx, sql`update payments.refund set status = ${status}, attempts = attempts + 1, last_error = ${lastError} where city_id = ${cityId} and id = ${refundId}`);

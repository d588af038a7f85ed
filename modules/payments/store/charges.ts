import type { Bilingual, ChargeKind } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type ChargeRow = {
  id: string; no: string; kind: ChargeKind; refId: string; payerId: string; householdId: string | null; merchantId: string | null; orderId: string | null; amountFen: number; wordsZh: string; wordsEn: string;
  status: 'open' | 'paid' | 'closed'; createdAt: Date; payBefore: Date; paidAt: Date | null;
};

const columns = sql`id, no, kind, ref_id, payer_id, household_id, merchant_id, order_id, amount_fen, words_zh, words_en, status, created_at, pay_before, paid_at`;

export const nextChargeNo = async (tx: Tx): Promise<number> => (await one<{ n: number }>(tx, sql`select nextval('payments.charge_seq') as n`)).n;

/** False when the same thing is charged for already. */
export const addCharge = async (tx: Tx, cityId: string, c: Omit<ChargeRow, 'wordsZh' | 'wordsEn' | 'status' | 'paidAt'> & { words: Bilingual }): Promise<boolean> => (await run(tx, sql`
  insert into payments.charge (city_id, id, no, kind, ref_id, payer_id, household_id, merchant_id, order_id, amount_fen, words_zh, words_en, status, created_at, pay_before)
  values (${cityId}, ${c.id}, ${c.no}, ${c.kind}, ${c.refId}, ${c.payerId}, ${c.householdId}, ${c.merchantId}, ${c.orderId}, ${c.amountFen}, ${c.words.zh}, ${c.words.en}, 'open', ${c.createdAt}, ${c.payBefore})
  on conflict do nothing`)) > 0;

export const findCharge = (tx: Tx, cityId: string, chargeId: string): Promise<ChargeRow | undefined> => maybe(tx, sql`select ${columns} from payments.charge where city_id = ${cityId} and id = ${chargeId}`);
export const lockChargeRow = (tx: Tx, cityId: string, chargeId: string): Promise<ChargeRow | undefined> => maybe(tx, sql`select ${columns} from payments.charge where city_id = ${cityId} and id = ${chargeId} for update`);
export const liveCharge = (tx: Tx, cityId: string, kind: ChargeKind, refId: string): Promise<ChargeRow | undefined> =>
  maybe(tx, sql`select ${columns} from payments.charge where city_id = ${cityId} and kind = ${kind} and ref_id = ${refId} and status <> 'closed'`);

export const markChargePaid = (tx: Tx, cityId: string, chargeId: string, paidAt: Date): Promise<number> => run(tx, sql`update payments.charge set status = 'paid', paid_at = ${paidAt} where city_id = ${cityId} and id = ${chargeId}`);
export const markChargeClosed = (tx: Tx, cityId: string, chargeId: string, at: Date): Promise<number> => run(tx, sql`update payments.charge set status = 'closed', ended_at = ${at} where city_id = ${cityId} and id = ${chargeId} and status = 'open'`);

export type ChargeRefund = { id: string; amountFen: number; status: 'requested' | 'succeeded' | 'failed'; wordsZh: string; wordsEn: string; requestedAt: Date; arrivedAt: Date | null };
/** What goes or went back of the money that was the charge's; late and double payments are not. */
export const refundsOfCharge = (tx: Tx, cityId: string, chargeId: string): Promise<ChargeRefund[]> => many(tx, sql`
  select id, amount_fen, status, words_zh, words_en, requested_at, arrived_at from payments.refund where city_id = ${cityId} and charge_id = ${chargeId} order by requested_at, id`);

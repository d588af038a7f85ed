import type { Bilingual } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { RailName } from '../rules/payouts.ts';
import type { RailShareState } from '../rules/rail-share.ts';

export type ReceiverRow = { merchantId: string; rail: RailName; account: string; holderName: string; setAt: Date };
export const saveReceiver = (tx: Tx, cityId: string, r: ReceiverRow & { byName: string }): Promise<number> => run(tx, sql`
  insert into payments.rail_receiver (city_id, merchant_id, rail, account, holder_name, set_at, set_by_name) values (${cityId}, ${r.merchantId}, ${r.rail}, ${r.account}, ${r.holderName}, ${r.setAt}, ${r.byName})
  on conflict (city_id, merchant_id, rail) do update set account = excluded.account, holder_name = excluded.holder_name, set_at = excluded.set_at, set_by_name = excluded.set_by_name`);
export const receiversOf = (tx: Tx, cityId: string, merchantId: string): Promise<ReceiverRow[]> => many(tx, sql`select merchant_id, rail, account, holder_name, set_at from payments.rail_receiver where city_id = ${cityId} and merchant_id = ${merchantId} order by rail`);

export const markToShare = (tx: Tx, cityId: string, paymentId: string): Promise<number> => run(tx, sql`update payments.payment set is_to_share = true where city_id = ${cityId} and id = ${paymentId}`);
export const isToShare = async (tx: Tx, cityId: string, paymentId: string): Promise<boolean> => (await one<{ is: boolean }>(tx, sql`select is_to_share as is from payments.payment where city_id = ${cityId} and id = ${paymentId}`)).is;

export type RailShareRow = {
  id: string; orderId: string; orderNo: string; paymentId: string; tradeNo: string; merchantId: string; rail: RailName; account: string; shareNo: string; amountFen: number; recalledFen: number; state: RailShareState; whyZh: string; whyEn: string; attempts: number; dueAt: Date; createdAt: Date; endedAt: Date | null;
};
const columns = sql`s.id, s.order_id, o.no as order_no, s.payment_id, p.trade_no, s.merchant_id, s.rail, s.account, s.share_no, s.amount_fen, s.recalled_fen, s.state, s.why_zh, s.why_en, s.attempts, s.due_at, s.created_at, s.ended_at`;
const from = sql`payments.rail_share s join payments.payment p on p.city_id = s.city_id and p.id = s.payment_id join orders."order" o on o.city_id = s.city_id and o.id = s.order_id`;

/** False when the order has one already. */
export const addRailShare = async (tx: Tx, cityId: string, s: Pick<RailShareRow, 'id' | 'orderId' | 'paymentId' | 'merchantId' | 'rail' | 'account' | 'shareNo' | 'amountFen' | 'state' | 'dueAt' | 'createdAt' | 'endedAt'> & { why: Bilingual }): Promise<boolean> => (await run(tx, sql`
  insert into payments.rail_share (city_id, id, order_id, payment_id, merchant_id, rail, account, share_no, amount_fen, state, why_zh, why_en, due_at, created_at, ended_at)
  values (${cityId}, ${s.id}, ${s.orderId}, ${s.paymentId}, ${s.merchantId}, ${s.rail}, ${s.account}, ${s.shareNo}, ${s.amountFen}, ${s.state}, ${s.why.zh}, ${s.why.en}, ${s.dueAt}, ${s.createdAt}, ${s.endedAt}) on conflict do nothing`)) > 0;
export const lockRailShare = async (tx: Tx, cityId: string, shareId: string): Promise<RailShareRow | undefined> => {
  await maybe(tx, sql`select id from payments.rail_share where city_id = ${cityId} and id = ${shareId} for update`);
  return maybe(tx, sql`select ${columns} from ${from} where s.city_id = ${cityId} and s.id = ${shareId}`);
};
export const railShareOfOrder = (tx: Tx, cityId: string, orderId: string): Promise<RailShareRow | undefined> => maybe(tx, sql`select ${columns} from ${from} where s.city_id = ${cityId} and s.order_id = ${orderId}`);
export const railShareOfNo = (tx: Tx, cityId: string, shareNo: string): Promise<{ id: string } | undefined> => maybe(tx, sql`select id from payments.rail_share where city_id = ${cityId} and share_no = ${shareNo}`);
export const railSharesOf = (tx: Tx, cityId: string, merchantId: string): Promise<RailShareRow[]> => many(tx, sql`select ${columns} from ${from} where s.city_id = ${cityId} and s.merchant_id = ${merchantId} order by s.created_at desc, s.id desc limit 200`);
export const moveRailShare = (tx: Tx, cityId: string, shareId: string, to: { state: RailShareState; why: Bilingual; dueAt: Date; endedAt: Date | null; isTried: boolean }): Promise<number> => run(tx, sql`
  update payments.rail_share set state = ${to.state}, why_zh = ${to.why.zh}, why_en = ${to.why.en}, due_at = ${to.dueAt}, ended_at = ${to.endedAt}, attempts = attempts + ${to.isTried ? 1 : 0} where city_id = ${cityId} and id = ${shareId}`);

export type RecallRow = { id: string; shareId: string; paymentId: string; returnNo: string; amountFen: number };
export const addRecall = async (tx: Tx, cityId: string, r: RecallRow & { at: Date }): Promise<void> => {
  await run(tx, sql`insert into payments.rail_recall (city_id, id, share_id, payment_id, return_no, amount_fen, state, created_at) values (${cityId}, ${r.id}, ${r.shareId}, ${r.paymentId}, ${r.returnNo}, ${r.amountFen}, 'wanted', ${r.at})`);
  await run(tx, sql`update payments.rail_share set recalled_fen = recalled_fen + ${r.amountFen} where city_id = ${cityId} and id = ${r.shareId}`);
};
export const recallsWanted = (tx: Tx, cityId: string, paymentId: string): Promise<RecallRow[]> => many(tx, sql`select id, share_id, payment_id, return_no, amount_fen from payments.rail_recall where city_id = ${cityId} and payment_id = ${paymentId} and state = 'wanted' order by created_at, id for update`);
export const endRecall = (tx: Tx, cityId: string, recallId: string, to: { state: 'arrived' | 'refused'; why: string; at: Date }): Promise<number> => run(tx, sql`update payments.rail_recall set state = ${to.state}, why = ${to.why}, ended_at = ${to.at} where city_id = ${cityId} and id = ${recallId} and state = 'wanted'`);

/** What a settled order gave its merchant. */
export const merchantPartOf = async (tx: Tx, cityId: string, orderId: string, merchantId: string): Promise<number> => (await one<{ fen: number }>(tx, sql`
  select coalesce(-sum(p.amount_fen), 0)::bigint as fen from payments.ledger_transaction t join payments.ledger_posting p on p.city_id = t.city_id and p.transaction_id = t.id
  where t.city_id = ${cityId} and t.business_key = ${`settled:${orderId}`} and p.account = ${`liability:merchant:${merchantId}`}`)).fen;

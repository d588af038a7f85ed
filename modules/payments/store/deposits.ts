import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { CaseState } from '../rules/deposit.ts';

export type CaseRow = {
  id: string; merchantId: string; orderId: string | null; amountFen: number; words: string; state: CaseState; proposedBy: string; proposedByName: string; proposedAt: Date; decidedBy: string | null; decidedByName: string | null; decidedAt: Date | null; decisionWords: string;
  appealUntil: Date | null; appealedAt: Date | null; appealWords: string; appealDecidedByName: string | null; appealDecisionWords: string; endedAt: Date | null;
};
const columns = sql`id, merchant_id, order_id, amount_fen, words, state, proposed_by, proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at, decision_words, appeal_until, appealed_at, appeal_words, appeal_decided_by_name, appeal_decision_words, ended_at`;

export const addCase = (tx: Tx, cityId: string, c: Pick<CaseRow, 'id' | 'merchantId' | 'orderId' | 'amountFen' | 'words' | 'proposedBy' | 'proposedByName' | 'proposedAt'>): Promise<number> => run(tx, sql`
  insert into payments.deposit_case (city_id, id, merchant_id, order_id, amount_fen, words, state, proposed_by, proposed_by_name, proposed_at)
  values (${cityId}, ${c.id}, ${c.merchantId}, ${c.orderId}, ${c.amountFen}, ${c.words}, 'proposed', ${c.proposedBy}, ${c.proposedByName}, ${c.proposedAt})`);
export const casesOfMerchant = (tx: Tx, cityId: string, merchantId: string): Promise<CaseRow[]> => many(tx, sql`select ${columns} from payments.deposit_case where city_id = ${cityId} and merchant_id = ${merchantId} order by proposed_at desc, id desc`);
export const lockCase = (tx: Tx, cityId: string, caseId: string): Promise<CaseRow | undefined> => maybe(tx, sql`select ${columns} from payments.deposit_case where city_id = ${cityId} and id = ${caseId} for update`);

export const decideCase = (tx: Tx, cityId: string, caseId: string, d: { state: 'decided' | 'dropped'; by: string; byName: string; at: Date; words: string; appealUntil: Date | null }): Promise<number> => run(tx, sql`
  update payments.deposit_case set state = ${d.state}, decided_by = ${d.by}, decided_by_name = ${d.byName}, decided_at = ${d.at}, decision_words = ${d.words}, appeal_until = ${d.appealUntil}, ended_at = ${d.state === 'dropped' ? d.at : null} where city_id = ${cityId} and id = ${caseId}`);
export const appealCase = (tx: Tx, cityId: string, caseId: string, at: Date, words: string): Promise<number> => run(tx, sql`update payments.deposit_case set state = 'appealed', appealed_at = ${at}, appeal_words = ${words} where city_id = ${cityId} and id = ${caseId}`);
export const endCase = (tx: Tx, cityId: string, caseId: string, e: { state: 'taken' | 'dropped'; at: Date; byName: string | null; words: string }): Promise<number> => run(tx, sql`
  update payments.deposit_case set state = ${e.state}, ended_at = ${e.at}, appeal_decided_by_name = ${e.byName}, appeal_decision_words = ${e.words} where city_id = ${cityId} and id = ${caseId}`);

export type LeaveRow = { leftAt: Date; refundFrom: Date; returnedAt: Date | null };
export const findLeave = (tx: Tx, cityId: string, merchantId: string): Promise<LeaveRow | undefined> => maybe(tx, sql`select left_at, refund_from, returned_at from payments.deposit_leave where city_id = ${cityId} and merchant_id = ${merchantId}`);
export const noteLeave = (tx: Tx, cityId: string, merchantId: string, leftAt: Date, refundFrom: Date): Promise<number> => run(tx, sql`insert into payments.deposit_leave (city_id, merchant_id, left_at, refund_from) values (${cityId}, ${merchantId}, ${leftAt}, ${refundFrom}) on conflict do nothing`);
export const markReturned = (tx: Tx, cityId: string, merchantId: string, at: Date): Promise<number> => run(tx, sql`update payments.deposit_leave set returned_at = ${at} where city_id = ${cityId} and merchant_id = ${merchantId}`);

export type DepositCharge = { id: string; no: string; status: 'open' | 'paid'; amountFen: number };
/** The deposits of a merchant that are open or were paid, newest first. */
export const depositCharges = (tx: Tx, cityId: string, merchantId: string): Promise<DepositCharge[]> => many(tx, sql`
  select id, no, status, amount_fen from payments.charge where city_id = ${cityId} and kind = 'deposit' and merchant_id = ${merchantId} and status <> 'closed' order by created_at desc, id desc`);
export const countDepositCharges = async (tx: Tx, cityId: string, merchantId: string): Promise<number> => (await one<{ n: number }>(tx, sql`select count(*)::int as n from payments.charge where city_id = ${cityId} and kind = 'deposit' and merchant_id = ${merchantId}`)).n;

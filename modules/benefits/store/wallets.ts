import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Plan } from '../rules/stored.ts';

export const plansOf = (tx: Tx, cityId: string): Promise<Plan[]> => many(tx, sql`select pay_fen, bonus_fen from benefits.top_up_plan where city_id = ${cityId} order by pay_fen`);
export const replacePlans = async (tx: Tx, cityId: string, plans: readonly Plan[], at: Date, by: string): Promise<void> => {
  await run(tx, sql`delete from benefits.top_up_plan where city_id = ${cityId}`);
  await run(tx, sql`
    insert into benefits.top_up_plan (city_id, pay_fen, bonus_fen, changed_at, changed_by)
    select ${cityId}, p.pay_fen, p.bonus_fen, ${at}, ${by} from jsonb_to_recordset(${JSON.stringify(plans.map(({ payFen, bonusFen }) => ({ pay_fen: payFen, bonus_fen: bonusFen })))}::jsonb) as p(pay_fen bigint, bonus_fen bigint)`);
};

export type TopUpRow = { id: string; householdId: string; payerId: string; chargeId: string; amountFen: number; bonusFen: number; state: 'waiting' | 'paid' | 'closed'; createdAt: Date; paidAt: Date | null };
const columns = sql`id, household_id, payer_id, charge_id, amount_fen, bonus_fen, state, created_at, paid_at`;
export const addTopUp = (tx: Tx, cityId: string, t: Omit<TopUpRow, 'state' | 'paidAt'>): Promise<number> => run(tx, sql`
  insert into benefits.top_up (city_id, id, household_id, payer_id, charge_id, amount_fen, bonus_fen, state, created_at)
  values (${cityId}, ${t.id}, ${t.householdId}, ${t.payerId}, ${t.chargeId}, ${t.amountFen}, ${t.bonusFen}, 'waiting', ${t.createdAt})`);
export const lockTopUp = (tx: Tx, cityId: string, id: string): Promise<TopUpRow | undefined> => maybe(tx, sql`select ${columns} from benefits.top_up where city_id = ${cityId} and id = ${id} for update`);
export const markTopUp = (tx: Tx, cityId: string, id: string, state: 'paid' | 'closed', paidAt: Date | null): Promise<number> => run(tx, sql`update benefits.top_up set state = ${state}, paid_at = ${paidAt} where city_id = ${cityId} and id = ${id} and state = 'waiting'`);
/** Paid ones of a household, the latest first. */
export const paidTopUps = (tx: Tx, cityId: string, householdId: string): Promise<TopUpRow[]> => many(tx, sql`select ${columns} from benefits.top_up where city_id = ${cityId} and household_id = ${householdId} and state = 'paid' order by paid_at desc, id desc`);

export const addStoredRefund = (tx: Tx, cityId: string, r: { id: string; householdId: string; amountFen: number; lapsedBonusFen: number; reason: string; askedBy: string; at: Date }): Promise<number> => run(tx, sql`
  insert into benefits.stored_refund (city_id, id, household_id, amount_fen, lapsed_bonus_fen, reason, asked_by, at) values (${cityId}, ${r.id}, ${r.householdId}, ${r.amountFen}, ${r.lapsedBonusFen}, ${r.reason}, ${r.askedBy}, ${r.at})`);

export type Movement = { postingId: number; at: Date; account: string; kind: string; wordsZh: string; wordsEn: string; orderId: string | null; amountFen: number };
/** What went into accounts of the ledger (more than zero) and out of them, the latest first. */
export const movementsOf = (tx: Tx, cityId: string, accounts: readonly string[], limit: number): Promise<Movement[]> => many(tx, sql`
  select p.posting_id, p.at, p.account, p.kind, t.words_zh, t.words_en, t.order_id, -p.amount_fen as amount_fen
  from payments.ledger_posting p join payments.ledger_transaction t on t.city_id = p.city_id and t.id = p.transaction_id
  where p.city_id = ${cityId} and p.account = any(${accounts as string[]}::text[]) order by p.posting_id desc limit ${limit}`);

/** What accounts hold that we owe. */
export const heldBy = async (tx: Tx, cityId: string, accounts: readonly string[]): Promise<Map<string, number>> =>
  new Map((await many<{ account: string; fen: number }>(tx, sql`select account, (-sum(amount_fen))::bigint as fen from payments.ledger_posting where city_id = ${cityId} and account = any(${accounts as string[]}::text[]) group by account`)).map(({ account, fen }) => [account, fen]));

import type { Bilingual } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Held, PartyKind, PayoutState, RailName } from '../rules/payouts.ts';

export type Party = { partyKind: PartyKind; partyId: string };
export type PayeeRow = Party & { rail: RailName; account: string; holderName: string; changedAt: Date; blockedAt: Date | null; blockedReason: string };
export type PayoutRow = Party & {
  id: string; day: string; cutOff: Date; grossFen: number; taxFen: number; netFen: number; taxWordsZh: string; taxWordsEn: string; state: PayoutState; rail: RailName; account: string; holderName: string; transferNo: string;
  railNo: string | null; package: string | null; why: string; attempts: number; createdAt: Date; confirmBy: Date | null; endedAt: Date | null; reissueOf: string | null; isReissued: boolean; isPayeeBlocked: boolean; isCarried: boolean; partyName: string;
};

export const payeeOf = (tx: Tx, cityId: string, { partyKind, partyId }: Party): Promise<PayeeRow | undefined> =>
  maybe(tx, sql`select party_kind, party_id, rail, account, holder_name, changed_at, blocked_at, blocked_reason from payments.payee where city_id = ${cityId} and party_kind = ${partyKind} and party_id = ${partyId}`);

/** A new account lifts no block. */
export const savePayee = (tx: Tx, cityId: string, payee: Party & { rail: RailName; account: string; holderName: string; at: Date; by: string }): Promise<number> => run(tx, sql`
  insert into payments.payee (city_id, party_kind, party_id, rail, account, holder_name, changed_at, changed_by)
  values (${cityId}, ${payee.partyKind}, ${payee.partyId}, ${payee.rail}, ${payee.account}, ${payee.holderName}, ${payee.at}, ${payee.by})
  on conflict (city_id, party_kind, party_id) do update set rail = excluded.rail, account = excluded.account, holder_name = excluded.holder_name, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);

export const setBlocked = (tx: Tx, cityId: string, { partyKind, partyId }: Party, blocked: { at: Date; reason: string; by: string } | null): Promise<number> => run(tx, sql`
  update payments.payee set blocked_at = ${blocked?.at ?? null}, blocked_reason = ${blocked?.reason ?? ''}, blocked_by = ${blocked?.by ?? ''}
  where city_id = ${cityId} and party_kind = ${partyKind} and party_id = ${partyId}`);

/** What came back, and tax that came back with it, was earned long ago: the next payout takes it along. */
const returning = sql`('payoutReturned', 'taxReturned')`;

/** What each party holds, or one party, seen from the cut-offs of workers and merchants. Accounts with nothing are left out. */
export const heldBy = (tx: Tx, cityId: string, cutOffs: Record<PartyKind, Date>, only?: Party): Promise<(Party & Held & { partyName: string })[]> => many(tx, sql`
  with line as (
    select a.party_kind, a.party_id, p.amount_fen, p.kind, t.order_id, p.at >= case a.party_kind when 'worker' then ${cutOffs.worker}::timestamptz else ${cutOffs.merchant}::timestamptz end as is_fresh
    from payments.ledger_account a
    join payments.ledger_posting p on p.city_id = a.city_id and p.account = a.account
    join payments.ledger_transaction t on t.city_id = p.city_id and t.id = p.transaction_id
    where a.city_id = ${cityId} and a.account = 'liability:' || a.party_kind || ':' || a.party_id and a.party_kind in ('worker', 'merchant')
      ${only ? sql`and a.party_kind = ${only.partyKind} and a.party_id = ${only.partyId}` : sql``}),
  held as (
    select l.party_kind, l.party_id, -sum(l.amount_fen) as balance_fen, -coalesce(sum(l.amount_fen) filter (where l.is_fresh and l.amount_fen < 0 and l.kind not in ${returning}), 0) as fresh_fen,
      greatest(0, -coalesce(sum(l.amount_fen) filter (where not l.is_fresh and o.open_complaint_count > 0), 0)) as frozen_fen
    from line l left join orders."order" o on o.city_id = ${cityId} and o.id = l.order_id
    group by l.party_kind, l.party_id)
  select h.party_kind, h.party_id, h.balance_fen::bigint, h.fresh_fen::bigint, h.frozen_fen::bigint, coalesce(p.name, m.name, h.party_id) as party_name
  from held h
  left join workers.worker w on h.party_kind = 'worker' and w.city_id = ${cityId} and w.id = h.party_id left join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  left join alliance.merchant m on h.party_kind = 'merchant' and m.city_id = ${cityId} and m.id = h.party_id
  where h.balance_fen <> 0 order by h.party_kind, h.party_id`);

const columns = sql`o.id, o.party_kind, o.party_id, to_char(o.day, 'YYYY-MM-DD') as day, o.cut_off, o.gross_fen, o.tax_fen, o.net_fen, o.tax_words_zh, o.tax_words_en, o.state, o.rail, o.account, o.holder_name, o.transfer_no, o.rail_no,
  o.package, o.why, o.attempts, o.created_at, o.confirm_by, o.ended_at, o.reissue_of,
  exists (select 1 from payments.payout n where n.city_id = o.city_id and n.reissue_of = o.id) as is_reissued,
  exists (select 1 from payments.payee y where y.city_id = o.city_id and y.party_kind = o.party_kind and y.party_id = o.party_id and y.blocked_at is not null) as is_payee_blocked,
  o.state in ('failed', 'expired') and exists (select 1 from payments.payout l where l.city_id = o.city_id and l.party_kind = o.party_kind and l.party_id = o.party_id and l.created_at >= o.ended_at and l.reissue_of is distinct from o.id) as is_carried, coalesce(p.name, m.name, o.party_id) as party_name`;
const from = sql`payments.payout o
  left join workers.worker w on o.party_kind = 'worker' and w.city_id = o.city_id and w.id = o.party_id left join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  left join alliance.merchant m on o.party_kind = 'merchant' and m.city_id = o.city_id and m.id = o.party_id`;

/** False when the party has one open already. */
export const addPayout = async (tx: Tx, cityId: string, p: Party & Pick<PayoutRow, 'id' | 'day' | 'cutOff' | 'grossFen' | 'taxFen' | 'netFen' | 'rail' | 'account' | 'holderName' | 'transferNo' | 'createdAt' | 'reissueOf'> & { taxWords: Bilingual }): Promise<boolean> =>
  (await run(tx, sql`
    insert into payments.payout (city_id, id, party_kind, party_id, day, cut_off, gross_fen, tax_fen, net_fen, tax_words_zh, tax_words_en, state, rail, account, holder_name, transfer_no, created_at, reissue_of)
    values (${cityId}, ${p.id}, ${p.partyKind}, ${p.partyId}, ${p.day}::date, ${p.cutOff}, ${p.grossFen}, ${p.taxFen}, ${p.netFen}, ${p.taxWords.zh}, ${p.taxWords.en}, 'sending', ${p.rail}, ${p.account}, ${p.holderName}, ${p.transferNo}, ${p.createdAt}, ${p.reissueOf})
    on conflict do nothing`)) > 0;

export const findPayout = (tx: Tx, cityId: string, payoutId: string): Promise<PayoutRow | undefined> => maybe(tx, sql`select ${columns} from ${from} where o.city_id = ${cityId} and o.id = ${payoutId}`);
export const payoutOfTransfer = (tx: Tx, cityId: string, transferNo: string): Promise<{ id: string } | undefined> => maybe(tx, sql`select id from payments.payout where city_id = ${cityId} and transfer_no = ${transferNo}`);
/** Locks the row until commit. */
export const lockPayout = async (tx: Tx, cityId: string, payoutId: string): Promise<PayoutRow> => {
  await one(tx, sql`select id from payments.payout where city_id = ${cityId} and id = ${payoutId} for update`);
  return (await findPayout(tx, cityId, payoutId))!;
};
export const movePayout = (tx: Tx, cityId: string, payoutId: string, to: { state: PayoutState; railNo: string | null; package: string | null; why: string; confirmBy: Date | null; endedAt: Date | null }): Promise<number> => run(tx, sql`
  update payments.payout set state = ${to.state}, rail_no = coalesce(${to.railNo}, rail_no), package = ${to.package}, why = ${to.why}, confirm_by = coalesce(${to.confirmBy}, confirm_by), ended_at = ${to.endedAt}
  where city_id = ${cityId} and id = ${payoutId}`);
export const countAttempt = (tx: Tx, cityId: string, payoutId: string, why: string): Promise<number> => run(tx, sql`update payments.payout set attempts = attempts + 1, why = ${why} where city_id = ${cityId} and id = ${payoutId}`);

/** Newest first, from after the payout the cursor names. */
export const listPayoutRows = (tx: Tx, cityId: string, { state, party, cursor, limit }: { state?: string | undefined; party?: Partial<Party> | undefined; cursor?: string | undefined; limit: number }): Promise<PayoutRow[]> => many(tx, sql`
  select ${columns} from ${from} where o.city_id = ${cityId}
    ${state === undefined ? sql`` : sql`and o.state = ${state}`} ${party?.partyId === undefined ? sql`` : sql`and o.party_id = ${party.partyId}`} ${party?.partyKind === undefined ? sql`` : sql`and o.party_kind = ${party.partyKind}`}
    ${cursor === undefined ? sql`` : sql`and (o.created_at, o.id) < (select created_at, id from payments.payout c where c.city_id = ${cityId} and c.id = ${cursor})`}
  order by o.created_at desc, o.id desc limit ${limit}`);

export const addWithholding = (tx: Tx, cityId: string, w: { workerId: string; payoutId: string; isReturn: boolean; month: string; incomeFen: number; exemptFen: number; taxFen: number; at: Date }): Promise<number> => run(tx, sql`
  insert into payments.withholding (city_id, worker_id, payout_id, is_return, month, income_fen, exempt_fen, tax_fen, at)
  values (${cityId}, ${w.workerId}, ${w.payoutId}, ${w.isReturn}, ${w.month}, ${w.incomeFen}, ${w.exemptFen}, ${w.taxFen}, ${w.at}) on conflict do nothing`);
/** Takes back what a payout that came back had counted. */
export const returnWithholding = (tx: Tx, cityId: string, payoutId: string, at: Date): Promise<number> => run(tx, sql`
  insert into payments.withholding (city_id, worker_id, payout_id, is_return, month, income_fen, exempt_fen, tax_fen, at)
  select city_id, worker_id, payout_id, true, month, -income_fen, -exempt_fen, -tax_fen, ${at} from payments.withholding where city_id = ${cityId} and payout_id = ${payoutId} and not is_return on conflict do nothing`);
/** Month by month of a year, `YYYY`; months whose payouts all came back are left out. */
export const withheldInYear = (tx: Tx, cityId: string, workerId: string, year: string): Promise<{ month: string; incomeFen: number; exemptFen: number; taxFen: number }[]> => many(tx, sql`
  select month, sum(income_fen)::bigint as income_fen, sum(exempt_fen)::bigint as exempt_fen, sum(tax_fen)::bigint as tax_fen from payments.withholding
  where city_id = ${cityId} and worker_id = ${workerId} and month like ${`${year}-%`} group by month having sum(income_fen) > 0 order by month`);
/** Materials she was given money for and an insurer’s payment, and a subsidy of the state for her training (no income from the platform), and referral rewards (taxed on their own), less what earlier payouts have counted of it. */
export const uncountedMaterialsFen = async (tx: Tx, cityId: string, workerId: string): Promise<number> => (await one<{ fen: number }>(tx, sql`
  select greatest(0, coalesce((select -sum(amount_fen) from payments.ledger_posting where city_id = ${cityId} and account = ${`liability:worker:${workerId}`} and kind in ('materials', 'insuranceClaim', 'referral', 'referralTax', 'trainingSubsidy', 'subsidyClawedBack')), 0)
    - coalesce((select sum(exempt_fen) from payments.withholding where city_id = ${cityId} and worker_id = ${workerId}), 0))::bigint as fen`)).fen;

/** What each worker was paid in months of a span (`YYYY-MM`, both included), and withheld. */
export const withheldBetween = (tx: Tx, cityId: string, from: string, to: string): Promise<{ workerId: string; name: string; incomeFen: number; exemptFen: number; taxFen: number; payouts: number }[]> => many(tx, sql`
  select h.worker_id, coalesce(p.name, h.worker_id) as name, sum(h.income_fen)::bigint as income_fen, sum(h.exempt_fen)::bigint as exempt_fen, sum(h.tax_fen)::bigint as tax_fen, (count(*) filter (where not h.is_return) - count(*) filter (where h.is_return))::int as payouts
  from payments.withholding h left join workers.worker w on w.city_id = h.city_id and w.id = h.worker_id left join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  where h.city_id = ${cityId} and h.month >= ${from} and h.month <= ${to} group by h.worker_id, p.name having sum(h.income_fen) > 0 order by sum(h.income_fen) desc, h.worker_id`);

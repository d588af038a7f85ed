import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type TipRow = { id: string; orderId: string; workerId: string; payerId: string; chargeId: string; amountFen: number; words: string; state: 'open' | 'paid' | 'closed' | 'takenBack'; createdAt: Date; paidAt: Date | null };
const tipColumns = sql`id, order_id, worker_id, payer_id, charge_id, amount_fen, words, state, created_at, paid_at`;

export const addTip = (tx: Tx, cityId: string, t: Omit<TipRow, 'state' | 'paidAt'>): Promise<number> => run(tx, sql`
  insert into payments.tip (city_id, id, order_id, worker_id, payer_id, charge_id, amount_fen, words, state, created_at)
  values (${cityId}, ${t.id}, ${t.orderId}, ${t.workerId}, ${t.payerId}, ${t.chargeId}, ${t.amountFen}, ${t.words}, 'open', ${t.createdAt})`);
export const tipsOfOrder = (tx: Tx, cityId: string, orderId: string): Promise<TipRow[]> => many(tx, sql`select ${tipColumns} from payments.tip where city_id = ${cityId} and order_id = ${orderId} order by created_at, id`);
export const lockTip = (tx: Tx, cityId: string, tipId: string): Promise<TipRow | undefined> => maybe(tx, sql`select ${tipColumns} from payments.tip where city_id = ${cityId} and id = ${tipId} for update`);
export const markTipPaid = (tx: Tx, cityId: string, tipId: string, at: Date): Promise<number> => run(tx, sql`update payments.tip set state = 'paid', paid_at = ${at} where city_id = ${cityId} and id = ${tipId} and state = 'open'`);
export const markTipClosed = (tx: Tx, cityId: string, tipId: string): Promise<number> => run(tx, sql`update payments.tip set state = 'closed' where city_id = ${cityId} and id = ${tipId} and state = 'open'`);
export const markTipTakenBack = (tx: Tx, cityId: string, tipId: string, at: Date, words: string): Promise<number> => run(tx, sql`update payments.tip set state = 'takenBack', taken_back_at = ${at}, taken_back_words = ${words} where city_id = ${cityId} and id = ${tipId}`);

/** Whether what came to her account at an instant went out with a payout that has not come back. */
export const wasPaidOut = async (tx: Tx, cityId: string, workerId: string, at: Date): Promise<boolean> => (await one<{ was: boolean }>(tx, sql`
  select exists (select 1 from payments.payout where city_id = ${cityId} and party_kind = 'worker' and party_id = ${workerId} and state not in ('failed', 'expired') and cut_off > ${at}) as was`)).was;

export type CoachingRow = { id: string; coachId: string; newcomerId: string; day: string; minutes: number; amountFen: number; words: string; notedByName: string; notedAt: Date };
/** False when this day's session was noted before. */
export const addCoaching = async (tx: Tx, cityId: string, c: CoachingRow): Promise<boolean> => (await run(tx, sql`
  insert into payments.coaching (city_id, id, coach_id, newcomer_id, day, minutes, amount_fen, words, noted_by_name, noted_at)
  values (${cityId}, ${c.id}, ${c.coachId}, ${c.newcomerId}, ${c.day}::date, ${c.minutes}, ${c.amountFen}, ${c.words}, ${c.notedByName}, ${c.notedAt}) on conflict do nothing`)) > 0;
export const coachings = (tx: Tx, cityId: string): Promise<(CoachingRow & { coachName: string; newcomerName: string })[]> => many(tx, sql`
  select c.id, c.coach_id, c.newcomer_id, to_char(c.day, 'YYYY-MM-DD') as day, c.minutes, c.amount_fen, c.words, c.noted_by_name, c.noted_at, coalesce(p.name, c.coach_id) as coach_name, coalesce(q.name, c.newcomer_id) as newcomer_name
  from payments.coaching c
  left join workers.worker w on w.city_id = c.city_id and w.id = c.coach_id left join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  left join workers.worker n on n.city_id = c.city_id and n.id = c.newcomer_id left join accounts.person q on q.city_id = n.city_id and q.id = n.person_id
  where c.city_id = ${cityId} order by c.day desc, c.noted_at desc limit 500`);

export type CampaignRow = { id: string; nameZh: string; nameEn: string; fromDay: string; toDay: string; kind: 'amount' | 'percent'; value: number; families: string[]; madeAt: Date; madeByName: string; endedAt: Date | null };
const campaignColumns = sql`c.id, c.name_zh, c.name_en, to_char(c.from_day, 'YYYY-MM-DD') as from_day, to_char(c.to_day, 'YYYY-MM-DD') as to_day, c.kind, c.value, c.families, c.made_at, c.made_by_name, c.ended_at`;
export const addCampaign = (tx: Tx, cityId: string, c: CampaignRow): Promise<number> => run(tx, sql`
  insert into payments.holiday_campaign (city_id, id, name_zh, name_en, from_day, to_day, kind, value, families, made_at, made_by_name)
  values (${cityId}, ${c.id}, ${c.nameZh}, ${c.nameEn}, ${c.fromDay}::date, ${c.toDay}::date, ${c.kind}, ${c.value}, ${c.families}::text[], ${c.madeAt}, ${c.madeByName})`);
export const endCampaign = (tx: Tx, cityId: string, campaignId: string, at: Date): Promise<number> => run(tx, sql`update payments.holiday_campaign set ended_at = ${at} where city_id = ${cityId} and id = ${campaignId} and ended_at is null`);
export const campaignsOn = (tx: Tx, cityId: string, day: string, family: string): Promise<CampaignRow[]> => many(tx, sql`
  select ${campaignColumns} from payments.holiday_campaign c where c.city_id = ${cityId} and ${day}::date between c.from_day and c.to_day and c.ended_at is null and (c.families = '{}' or ${family} = any(c.families)) order by c.id`);
/** Newest first, with how many visits got it and what that has cost. */
export const campaigns = (tx: Tx, cityId: string): Promise<(CampaignRow & { visits: number; costFen: number })[]> => many(tx, sql`
  select ${campaignColumns}, count(t.id)::int as visits, coalesce(sum(p.amount_fen), 0)::bigint as cost_fen
  from payments.holiday_campaign c
  left join payments.ledger_transaction t on t.city_id = c.city_id and t.kind = 'holiday' and t.business_key like 'holiday:' || c.id || ':%'
  left join payments.ledger_posting p on p.city_id = t.city_id and p.transaction_id = t.id and p.amount_fen > 0
  where c.city_id = ${cityId} group by c.city_id, c.id order by c.made_at desc, c.id desc limit 200`);

/** The city's day of a worker's first settled visit with a household. */
export const firstVisitDay = async (tx: Tx, cityId: string, workerId: string, householdId: string): Promise<string | null> => (await one<{ day: string | null }>(tx, sql`
  select to_char(min(starts_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from orders."order" where city_id = ${cityId} and worker_id = ${workerId} and household_id = ${householdId} and status = 'settled'`)).day;

/** What a settled order earned its worker; materials are no pay. */
export const earnedOfOrder = async (tx: Tx, cityId: string, orderId: string, workerId: string): Promise<number> => (await one<{ fen: number }>(tx, sql`
  select coalesce(-sum(p.amount_fen), 0)::bigint as fen from payments.ledger_transaction t join payments.ledger_posting p on p.city_id = t.city_id and p.transaction_id = t.id
  where t.city_id = ${cityId} and t.business_key = ${`settled:${orderId}`} and p.account = ${`liability:worker:${workerId}`} and p.kind <> 'materials'`)).fen;

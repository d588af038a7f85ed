import type { Bilingual, PlanCause, planStates } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Basis, Diff } from '../rules/plan.ts';

export type PlanState = (typeof planStates)[number];
/** A move as it is kept: instants as text, because it lives in jsonb. */
export type MoveRow = {
  orderId: string; orderNo: string; itemName: Bilingual; estateName: string; startAt: string; newStartAt: string | null; fromWorker: { workerId: string; name: string } | null; toWorker: { workerId: string; name: string } | null;
  arriveAt: string; lateMinutes: number; why: Bilingual;
};
export type LeftRow = { orderId: string; orderNo: string; itemName: Bilingual; estateName: string; startAt: string; why: Bilingual; nearest: { startAt: string; worker: { workerId: string; name: string } } | null };
/** What was carried out: who had it, whether she had said yes, and who has it now. */
export type DoneRow = { orderId: string; fromWorkerId: string | null; wasAccepted: boolean; toWorkerId: string };
export type PlanRow = {
  id: string; districtId: string; day: string; state: PlanState; cause: PlanCause; causeZh: string; causeEn: string; askedAt: Date; readyAt: Date | null; endedAt: Date | null; byId: string | null; byName: string | null; tries: number;
  seconds: number; visits: number; workersConsidered: number; diff: Diff | null; moves: MoveRow[]; leftOpen: LeftRow[]; wordsZh: string; wordsEn: string; basis: Basis; done: DoneRow[]; undoUntil: Date | null;
};

export const planById = (tx: Tx, cityId: string, planId: string): Promise<PlanRow | undefined> => maybe(tx, sql<PlanRow>`select * from dispatch.plan where city_id = ${cityId} and id = ${planId}`);
export const lockPlan = (tx: Tx, cityId: string, planId: string): Promise<PlanRow | undefined> => maybe(tx, sql<PlanRow>`select * from dispatch.plan where city_id = ${cityId} and id = ${planId} for update`);
/** The plan of a cell that is being thought about or waits for the desk; there is one at most. */
export const openPlanOf = (tx: Tx, cityId: string, districtId: string, day: string): Promise<PlanRow | undefined> => maybe(tx, sql<PlanRow>`
  select * from dispatch.plan where city_id = ${cityId} and district_id = ${districtId} and day = ${day} and state in ('thinking', 'ready') for update`);
export const plansWhere = (tx: Tx, cityId: string, filter: { day: string | null; districtId: string | null }): Promise<PlanRow[]> => many(tx, sql<PlanRow>`
  select * from dispatch.plan where city_id = ${cityId} and (${filter.day}::date is null or day = ${filter.day}::date) and (${filter.districtId}::text is null or district_id = ${filter.districtId}) order by asked_at desc, id desc limit 50`);

/** When a cell was last thought about, whatever came of it. */
export const lastAsked = async (tx: Tx, cityId: string, districtId: string, day: string): Promise<Date | null> =>
  (await maybe<{ at: Date | null }>(tx, sql`select max(asked_at) as at from dispatch.plan where city_id = ${cityId} and district_id = ${districtId} and day = ${day}`))?.at ?? null;

export const insertPlan = (tx: Tx, cityId: string, p: Pick<PlanRow, 'id' | 'districtId' | 'day' | 'cause' | 'causeZh' | 'causeEn' | 'askedAt' | 'byId' | 'byName' | 'tries'>): Promise<number> => run(tx, sql`
  insert into dispatch.plan (city_id, id, district_id, day, state, cause, cause_zh, cause_en, asked_at, by_id, by_name, tries)
  values (${cityId}, ${p.id}, ${p.districtId}, ${p.day}, 'thinking', ${p.cause}, ${p.causeZh}, ${p.causeEn}, ${p.askedAt}, ${p.byId}, ${p.byName}, ${p.tries})`);

export const writeFound = (tx: Tx, cityId: string, planId: string, f: { state: 'ready' | 'nothing'; at: Date; seconds: number; visits: number; workersConsidered: number; diff: Diff; moves: readonly MoveRow[]; left: readonly LeftRow[]; words: Bilingual; basis: Basis }): Promise<number> => run(tx, sql`
  update dispatch.plan set state = ${f.state}, ready_at = ${f.at}, seconds = ${f.seconds}, visits = ${f.visits}, workers_considered = ${f.workersConsidered}, diff = ${JSON.stringify(f.diff)}::jsonb, moves = ${JSON.stringify(f.moves)}::jsonb,
    left_open = ${JSON.stringify(f.left)}::jsonb, words_zh = ${f.words.zh}, words_en = ${f.words.en}, basis = ${JSON.stringify(f.basis)}::jsonb
  where city_id = ${cityId} and id = ${planId}`);
export const endPlan = (tx: Tx, cityId: string, planId: string, state: PlanState, at: Date, words: Bilingual): Promise<number> => run(tx, sql`
  update dispatch.plan set state = ${state}, ended_at = ${at}, words_zh = ${words.zh}, words_en = ${words.en}, undo_until = null where city_id = ${cityId} and id = ${planId}`);
export const writeCommitted = (tx: Tx, cityId: string, planId: string, c: { at: Date; done: readonly DoneRow[]; words: Bilingual; undoUntil: Date; byName: string | null }): Promise<number> => run(tx, sql`
  update dispatch.plan set state = 'committed', ended_at = ${c.at}, done = ${JSON.stringify(c.done)}::jsonb, words_zh = ${c.words.zh}, words_en = ${c.words.en}, undo_until = ${c.undoUntil}, by_name = coalesce(${c.byName}, by_name) where city_id = ${cityId} and id = ${planId}`);

/** Live offers, the last yes of the worker it stands with, the desk's last own decision and the last move by a plan, of many orders. */
export type StandingRow = { orderId: string; hasOffer: boolean; answeredAt: Date | null; decidedByDeskAt: Date | null; movedByPlanAt: Date | null };
export const standingsOf = (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<StandingRow[]> => many(tx, sql<StandingRow>`
  select o.id as order_id, exists (select from dispatch.offer f where f.city_id = ${cityId} and f.order_id = o.id and f.state = 'live') as has_offer,
    (select max(f.ended_at) from dispatch.offer f where f.city_id = ${cityId} and f.order_id = o.id and f.state = 'accepted' and not f.is_assigned) as answered_at,
    (select max(d.at) from dispatch.decision d where d.city_id = ${cityId} and d.order_id = o.id and d.kind = 'assign' and d.actor_id is not null) as decided_by_desk_at,
    (select max(d.at) from dispatch.decision d where d.city_id = ${cityId} and d.order_id = o.id and d.kind in ('plan', 'repair', 'undo')) as moved_by_plan_at
  from unnest(${orderIds}::text[]) as o(id)`);
export const declinedByMany = async (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<Map<string, string[]>> => grouped(await many<{ key: string; workerId: string }>(tx, sql`
  select distinct order_id as key, worker_id from dispatch.offer where city_id = ${cityId} and order_id = any(${orderIds}::text[]) and state in ('refused', 'expired')`));
export const servedBeforeMany = async (tx: Tx, cityId: string, householdIds: readonly string[]): Promise<Map<string, string[]>> => grouped(await many<{ key: string; workerId: string }>(tx, sql`
  select household_id as key, worker_id from orders."order" where city_id = ${cityId} and household_id = any(${householdIds}::text[]) and status in ('confirmed', 'settled') and worker_id is not null group by household_id, worker_id order by max(starts_at) desc`));
const grouped = (rows: readonly { key: string; workerId: string }[]): Map<string, string[]> => new Map([...Map.groupBy(rows, ({ key }) => key)].map(([key, some]) => [key, some.map(({ workerId }) => workerId)]));

/** Active workers whose radius reaches a box of homes, the nearest to its middle first, and whoever is named. */
export const workersAround = async (tx: Tx, cityId: string, about: { west: number; east: number; south: number; north: number; named: readonly string[]; limit: number }): Promise<string[]> => (await many<{ id: string }>(tx, sql`
  select id from (
    select w.id, w.id = any(${about.named}::text[]) as is_named, abs(w.home_lon - ${(about.west + about.east) / 2}::float8) * 0.72 + abs(w.home_lat - ${(about.south + about.north) / 2}::float8) as far
    from workers.worker w where w.city_id = ${cityId} and w.status <> 'left' and (w.id = any(${about.named}::text[]) or (w.status = 'active'
      and w.home_lon between ${about.west}::float8 - w.travel_radius_meters / 80000.0 and ${about.east}::float8 + w.travel_radius_meters / 80000.0
      and w.home_lat between ${about.south}::float8 - w.travel_radius_meters / 111000.0 and ${about.north}::float8 + w.travel_radius_meters / 111000.0))
  ) near order by is_named desc, far, id limit ${about.limit}`)).map(({ id }) => id);

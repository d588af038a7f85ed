import { maybe, many, run, sql, type Tx } from '../../../kernel/database.ts';

export type WeightsRow = {
  version: number; at: Date; source: 'learned' | 'manual' | 'reverted'; weights: Record<string, number>; precisionOf: Record<string, number>; usual: Record<string, number>; bias: number; reviews: number; formulaVersion: string;
  orderId: string | null; decisionId: string | null; outcome: number | null; byId: string | null; words: string;
};
const columns = sql`version, at, source, weights, precision_of, usual, bias, reviews, formula_version, order_id, decision_id, outcome, by_id, words`;

export const latestWeights = (tx: Tx, cityId: string): Promise<WeightsRow | undefined> =>
  maybe(tx, sql<WeightsRow>`select ${columns} from dispatch.weights where city_id = ${cityId} order by version desc limit 1`);
export const weightsAt = (tx: Tx, cityId: string, version: number): Promise<WeightsRow | undefined> =>
  maybe(tx, sql<WeightsRow>`select ${columns} from dispatch.weights where city_id = ${cityId} and version = ${version}`);
/** The newest versions first. */
export const weightsHistory = (tx: Tx, cityId: string, limit: number): Promise<(WeightsRow & { byName: string | null; orderNo: string | null })[]> => many(tx, sql<WeightsRow & { byName: string | null; orderNo: string | null }>`
  select v.version, v.at, v.source, v.weights, v.precision_of, v.usual, v.bias, v.reviews, v.formula_version, v.order_id, v.decision_id, v.outcome, v.by_id, v.words, p.name as by_name, o.no as order_no
  from dispatch.weights v
  left join accounts.person p on p.city_id = v.city_id and p.id = v.by_id
  left join orders."order" o on o.city_id = v.city_id and o.id = v.order_id
  where v.city_id = ${cityId} order by v.version desc limit ${limit}`);

/** Adds a version; 0 rows when this order has taught its lesson already. */
export const insertWeights = (tx: Tx, cityId: string, row: WeightsRow): Promise<number> => run(tx, sql`
  insert into dispatch.weights (city_id, version, at, source, weights, precision_of, usual, bias, reviews, formula_version, order_id, decision_id, outcome, by_id, words)
  values (${cityId}, ${row.version}, ${row.at}, ${row.source}, ${JSON.stringify(row.weights)}::jsonb, ${JSON.stringify(row.precisionOf)}::jsonb, ${JSON.stringify(row.usual)}::jsonb, ${row.bias}, ${row.reviews},
    ${row.formulaVersion}, ${row.orderId}, ${row.decisionId}, ${row.outcome}, ${row.byId}, ${row.words})
  on conflict do nothing`);

export type LessonRow = {
  workerId: string; householdStars: number; workerStars: number | null; complaintCount: number; minutesLate: number; decisionId: string | null; field: { keys: string[]; rows: [string, ...number[]][] } | null;
};
/** What an order's two reviews and its course say, with the decision that sent this worker; nothing before the family has spoken. */
export const lessonOf = (tx: Tx, cityId: string, orderId: string): Promise<LessonRow | undefined> => maybe(tx, sql<LessonRow>`
  select o.worker_id, ((r.skill + r.communication + r.attitude) / 3.0)::float8 as household_stars, h.stars::float8 as worker_stars, o.complaint_count, greatest(0, extract(epoch from o.arrived_at - o.starts_at) / 60)::float8 as minutes_late,
    d.id as decision_id, d.field
  from orders."order" o
  join orders.review r on r.city_id = o.city_id and r.order_id = o.id
  left join orders.household_review h on h.city_id = o.city_id and h.order_id = o.id
  left join lateral (
    select id, field from dispatch.decision where city_id = o.city_id and order_id = o.id and worker_id = o.worker_id and kind in ('offer', 'grab', 'assign') order by at desc, id desc limit 1
  ) d on true
  where o.city_id = ${cityId} and o.id = ${orderId}`);

export type FrozenDecision = { id: string; orderId: string; at: Date; kind: string; workerId: string | null; formulaVersion: string; weightsVersion: number; wordsZh: string; wordsEn: string; field: LessonRow['field'] };
export const frozenDecision = (tx: Tx, cityId: string, decisionId: string): Promise<FrozenDecision | undefined> => maybe(tx, sql<FrozenDecision>`
  select id, order_id, at, kind, worker_id, formula_version, weights_version, words_zh, words_en, field from dispatch.decision where city_id = ${cityId} and id = ${decisionId}`);

import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type MarkKind = 'complaint' | 'noShow' | 'doorLocked';
export type MarkRow = { id: string; workerId: string; kind: MarkKind; orderId: string; aboutZh: string; aboutEn: string; at: Date; excusedAt: Date | null; excusedByName: string | null; excusedWords: string };
const columns = sql`m.id, m.worker_id, m.kind, m.order_id, m.about_zh, m.about_en, m.at, m.excused_at, p.name as excused_by_name, m.excused_words`;
const rows = sql`workers.mark m left join accounts.person p on p.city_id = m.city_id and p.id = m.excused_by`;

/** Adds a mark and its weight (times the day's factor), once per order and kind; tells whether it was new. */
export const insertMark = async (tx: Tx, cityId: string, mark: { id: string; workerId: string; kind: MarkKind; orderId: string; aboutZh: string; aboutEn: string; at: Date }, weight: number): Promise<boolean> => {
  const added = await run(tx, sql`
    insert into workers.mark (city_id, id, worker_id, kind, order_id, about_zh, about_en, at) values (${cityId}, ${mark.id}, ${mark.workerId}, ${mark.kind}, ${mark.orderId}, ${mark.aboutZh}, ${mark.aboutEn}, ${mark.at})
    on conflict on constraint one_mark_per_order do nothing`);
  if (added > 0) await addCredit(tx, cityId, mark.workerId, weight);
  return added > 0;
};
export const addCredit = (tx: Tx, cityId: string, workerId: string, weight: number): Promise<number> =>
  run(tx, sql`update workers.worker set credit_weight = greatest(0, credit_weight + ${weight}) where city_id = ${cityId} and id = ${workerId}`);

export const marksOf = (tx: Tx, cityId: string, workerId: string): Promise<MarkRow[]> => many(tx, sql<MarkRow>`select ${columns} from ${rows} where m.city_id = ${cityId} and m.worker_id = ${workerId} order by m.at desc, m.id desc limit 50`);
export const lockMark = (tx: Tx, cityId: string, markId: string): Promise<MarkRow | undefined> => maybe(tx, sql<MarkRow>`select ${columns} from ${rows} where m.city_id = ${cityId} and m.id = ${markId} for update of m`);
export const excuseMark = (tx: Tx, cityId: string, markId: string, by: { personId: string | null; words: string; at: Date }): Promise<number> =>
  run(tx, sql`update workers.mark set excused_at = ${by.at}, excused_by = ${by.personId}, excused_words = ${by.words} where city_id = ${cityId} and id = ${markId}`);

/** Marks of one visit, locked until commit. */
export const lockMarksOfOrder = (tx: Tx, cityId: string, workerId: string, orderId: string): Promise<MarkRow[]> =>
  many(tx, sql<MarkRow>`select ${columns} from ${rows} where m.city_id = ${cityId} and m.worker_id = ${workerId} and m.order_id = ${orderId} order by m.id for update of m`);
export const countMarkAgain = (tx: Tx, cityId: string, markId: string): Promise<number> =>
  run(tx, sql`update workers.mark set excused_at = null, excused_by = null, excused_words = '' where city_id = ${cityId} and id = ${markId}`);

export const setSafety = (tx: Tx, cityId: string, workerId: string, safety: 'green' | 'yellow' | 'red', at: Date): Promise<number> =>
  run(tx, sql`update workers.worker set safety = ${safety}, safety_since = ${at} where city_id = ${cityId} and id = ${workerId}`);
/** Those who are sent out at all, a page at a time by id. */
export const activeIds = async (tx: Tx, cityId: string, after: string, limit: number): Promise<string[]> =>
  (await many<{ id: string }>(tx, sql`select id from workers.worker where city_id = ${cityId} and status = 'active' and id > ${after} order by id limit ${limit}`)).map(({ id }) => id);

/** Workers whose sums are not what their marks add up to. */
export const countMarkFaults = (tx: Tx, cityId: string, epoch: Date, halfLifeSeconds: number, weights: Record<MarkKind, number>): Promise<{ looked: number; faults: number }> => one(tx, sql<{ looked: number; faults: number }>`
  select count(*)::int as looked, count(*) filter (where abs(w.credit_weight - coalesce(m.total, 0)) > 1e-6 * greatest(1, w.credit_weight))::int as faults
  from workers.worker w
  left join (
    select worker_id, sum(power(2, extract(epoch from at - ${epoch}::timestamptz)::float8 / ${halfLifeSeconds}::float8) * case kind when 'complaint' then ${weights.complaint}::float8 when 'noShow' then ${weights.noShow}::float8 else ${weights.doorLocked}::float8 end) as total
    from workers.mark where city_id = ${cityId} and excused_at is null group by worker_id
  ) m on m.worker_id = w.id where w.city_id = ${cityId}`);

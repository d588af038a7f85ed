import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Source } from '../rules/signals.ts';

export type SignalRow = { source: Source; module: string; wordsZh: string; wordsEn: string; at: Date; mendedAt: Date | null };
/** Answers how many were new: what happened counts once for a module, however often it is told. Modules that are not there are left out. */
export const insertSignals = (tx: Tx, cityId: string, about: { source: Source; refId: string; workerId: string; at: Date }, rows: readonly { module: string; words: { zh: string; en: string } }[]): Promise<number> => run(tx, sql`
  insert into learning.signal (city_id, source, ref_id, module, worker_id, words_zh, words_en, at)
  select ${cityId}, ${about.source}, ${about.refId}, r.module, ${about.workerId}, r.words->>'zh', r.words->>'en', ${about.at} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (module text, words jsonb)
  join learning.module m on m.city_id = ${cityId} and m.code = r.module on conflict do nothing`);
export const signalsOf = (tx: Tx, cityId: string, workerId: string, since: Date): Promise<SignalRow[]> => many(tx, sql<SignalRow>`
  select source, module, words_zh, words_en, at, mended_at from learning.signal where city_id = ${cityId} and worker_id = ${workerId} and at >= ${since} order by at desc, module limit 50`);
/** The review of an order as it was written, with the service it was about. */
export const reviewOf = (tx: Tx, cityId: string, orderId: string): Promise<{ workerId: string; itemId: string | null; skill: number; communication: number; attitude: number; words: string } | undefined> => maybe(tx, sql`
  select r.worker_id, (select e.item_id from workers.calendar_entry e where e.city_id = r.city_id and e.order_id = r.order_id and e.state = 'done' limit 1) as item_id, r.skill, r.communication, r.attitude, r.words
  from workers.rating r where r.city_id = ${cityId} and r.order_id = ${orderId}`);
export const clausesOf = (tx: Tx, cityId: string, clauseIds: readonly string[]): Promise<{ zh: string; en: string }[]> => many(tx, sql`
  select text_zh as zh, text_en as en from standards.clause where city_id = ${cityId} and id = any(${[...clauseIds]}::text[]) order by position, id`);
export const inspectedItem = async (tx: Tx, cityId: string, orderId: string): Promise<string | null> => (await maybe<{ itemId: string }>(tx, sql`select item_id from standards.visit where city_id = ${cityId} and order_id = ${orderId}`))?.itemId ?? null;

export type WeakRow = { module: string; signals: number; reviews: number; complaints: number; inspections: number; workers: number; mended: number; wordsZh: string; wordsEn: string; lastAt: Date };
/** Modules that feedback has asked for since a moment, the most asked for first; mended are workers of whom nothing is open any more. Read from one index. */
export const weakModules = (tx: Tx, cityId: string, since: Date): Promise<WeakRow[]> => many(tx, sql<WeakRow>`
  with each as (select module, worker_id, max(at) as last_at, count(*)::int as signals, (count(*) filter (where source = 'review'))::int as reviews, (count(*) filter (where source = 'complaint'))::int as complaints, (count(*) filter (where source = 'inspection'))::int as inspections,
    bool_and(mended_at is not null) as is_mended from learning.signal where city_id = ${cityId} and at >= ${since} group by module, worker_id),
  summed as (select module, sum(signals)::int as signals, sum(reviews)::int as reviews, sum(complaints)::int as complaints, sum(inspections)::int as inspections, count(*)::int as workers, (count(*) filter (where is_mended))::int as mended, max(last_at) as last_at from each group by module)
  select s.*, last.words_zh, last.words_en from summed s
  cross join lateral (select words_zh, words_en from learning.signal x where x.city_id = ${cityId} and x.at = s.last_at and x.module = s.module limit 1) last
  order by s.workers desc, s.signals desc, s.module`);
/** She has learned it again: what was asked of her so far is mended. */
export const mendSignals = (tx: Tx, cityId: string, workerId: string, module: string, at: Date): Promise<number> => run(tx, sql`
  update learning.signal set mended_at = ${at} where city_id = ${cityId} and worker_id = ${workerId} and module = ${module} and mended_at is null and at <= ${at}`);
/** Versions published since a moment that name what they answer. */
export const answeringVersions = (tx: Tx, cityId: string, since: Date): Promise<{ module: string; lessonId: string; version: number; titleZh: string; titleEn: string; publishedAt: Date; words: string }[]> => many(tx, sql`
  select l.module, l.id as lesson_id, v.version, v.title_zh, v.title_en, v.published_at, v.because->>'words' as words from learning.lesson l join learning.lesson_version v on v.city_id = l.city_id and v.lesson_id = l.id
  where l.city_id = ${cityId} and v.because is not null and v.published_at >= ${since} order by v.published_at desc, l.id`);
/** How much feedback a module had since a moment. */
export const countSignals = (tx: Tx, cityId: string, module: string, since: Date): Promise<{ source: Source; n: number }[]> => many(tx, sql`
  select source, count(*)::int as n from learning.signal where city_id = ${cityId} and at >= ${since} and module = ${module} group by source order by source`);

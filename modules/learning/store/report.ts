import { many, maybe, one, sql, type Tx } from '../../../kernel/database.ts';

export type LineRow = {
  workerId: string; name: string; maskedPhone: string; modulesFinished: number; lessonsFinished: number; secondsDone: number; lastAt: Date; startedAt: Date; moduleStartedAt: Date | null; moduleLastAt: Date | null; moduleSeconds: number | null; moduleFinishedAt: Date | null;
};
type Wish = { module: string | null; isFinished: boolean | null; q: string | null; before: { at: Date; id: string } | null; limit: number };

/**
 * A page of learners, who learned last first. The limit is written out: a plan for any limit reckons with a tenth of all and sorts them. The page is cut on one narrow index and only its rows are joined with names; a name is looked up by its letters first.
 */
export const listLearners = (tx: Tx, cityId: string, { module, isFinished, q, before, limit }: Wish): Promise<LineRow[]> => {
  const from = module === null ? sql`learning.learner` : sql`learning.module_progress`;
  const finished = module === null ? sql`(t.core_finished_at is not null)` : sql`(t.finished_at is not null)`;
  const conditions = [
    sql`t.city_id = ${cityId}`,
    ...(module === null ? [] : [sql`t.module = ${module}`]),
    ...(isFinished === null ? [] : [sql`${finished} = ${isFinished}`]),
    ...(q === null ? [] : [sql`t.worker_id in (select w.id from workers.worker w where w.city_id = ${cityId} and (w.name_letters @> workers.letter_pairs(${q}) or (w.reading >= ${q.toLowerCase()} and w.reading < ${`${q.toLowerCase()}\u{10ffff}`})))`]),
    ...(before === null ? [] : [sql`(t.last_at, t.worker_id) < (${before.at}::timestamptz, ${before.id})`]),
  ];
  return many(tx, sql<LineRow>`
    with page as materialized (select t.worker_id, t.last_at from ${from} t where ${sql.join(conditions, sql` and `)} order by t.last_at desc, t.worker_id desc limit ${sql.lit(limit)})
    select l.worker_id, p.name, p.phone_masked as masked_phone, l.modules_finished, l.lessons_finished, l.seconds_done, page.last_at, l.started_at, m.started_at as module_started_at, m.last_at as module_last_at, m.seconds_done as module_seconds, m.finished_at as module_finished_at
    from page join learning.learner l on l.city_id = ${cityId} and l.worker_id = page.worker_id join workers.worker w on w.city_id = ${cityId} and w.id = page.worker_id join accounts.person p on p.city_id = ${cityId} and p.id = w.person_id
    left join learning.module_progress m on m.city_id = ${cityId} and m.worker_id = page.worker_id and m.module = ${module}
    order by page.last_at desc, page.worker_id desc`);
};

export const learnerTotals = (tx: Tx, cityId: string): Promise<{ learners: number; coreFinished: number; lessonsFinished: number; seconds: number }> => one(tx, sql`
  select count(*)::int as learners, count(core_finished_at)::int as core_finished, coalesce(sum(lessons_finished), 0)::int as lessons_finished, coalesce(sum(seconds_done), 0)::bigint as seconds from learning.learner where city_id = ${cityId}`);

/** Where a counter is not what it counts: a learner's sums, a module's. */
export const countFaults = (tx: Tx, cityId: string): Promise<{ looked: number; faults: number }> => one(tx, sql<{ looked: number; faults: number }>`
  with lessons as (select worker_id, module, count(finished_at)::int as finished, sum(seconds_done)::int as seconds from learning.lesson_progress where city_id = ${cityId} group by worker_id, module),
    modules as (select m.worker_id, count(m.finished_at)::int as finished, coalesce(sum(m.lessons_finished), 0)::int as lessons, coalesce(sum(m.seconds_done), 0)::int as seconds,
      count(*) filter (where m.lessons_finished <> coalesce(l.finished, 0) or m.seconds_done <> coalesce(l.seconds, 0))::int as off
      from learning.module_progress m left join lessons l on l.worker_id = m.worker_id and l.module = m.module where m.city_id = ${cityId} group by m.worker_id),
    counted as (select module, count(*)::int as started, count(finished_at)::int as finished from learning.module_progress where city_id = ${cityId} group by module)
  select (select count(*) from learning.learner where city_id = ${cityId})::int as looked, (
    (select count(*) from learning.learner l left join modules m on m.worker_id = l.worker_id where l.city_id = ${cityId}
      and (l.modules_finished, l.lessons_finished, l.seconds_done, 0) is distinct from (coalesce(m.finished, 0), coalesce(m.lessons, 0), coalesce(m.seconds, 0), coalesce(m.off, 0)))
    + (select count(*) from learning.module m left join counted c on c.module = m.code where m.city_id = ${cityId} and (m.started, m.finished) is distinct from (coalesce(c.started, 0), coalesce(c.finished, 0))))::int as faults`);
/** Lessons finished with fewer different seconds than it takes, or whose seconds are not those of their pieces. */
export const countUnwatched = (tx: Tx, cityId: string, percent: number): Promise<{ looked: number; faults: number }> => one(tx, sql<{ looked: number; faults: number }>`
  select count(*)::int as looked, count(*) filter (where (p.finished_at is not null and p.seconds_done < ceil(v.seconds * ${percent}::numeric / 100)) or p.seconds_done > v.seconds
    or p.seconds_done <> coalesce((select sum(case when n % 2 = 0 then s else -s end) from unnest(p.segments) with ordinality as u (s, n)), 0))::int as faults
  from learning.lesson_progress p join learning.lesson_version v on v.city_id = p.city_id and v.lesson_id = p.lesson_id and v.version = p.version where p.city_id = ${cityId}`);
export const countLessonFaults = async (tx: Tx, cityId: string): Promise<number> => (await maybe<{ n: number }>(tx, sql`
  with counted as (select l.module, count(*)::int as lessons, sum(v.seconds)::int as seconds from learning.lesson l join learning.lesson_version v on v.city_id = l.city_id and v.lesson_id = l.id and v.state = 'published'
    where l.city_id = ${cityId} and l.retired_at is null group by l.module)
  select (select count(*) from learning.lesson_version v where v.city_id = ${cityId} and v.learners <> (select count(*) from learning.lesson_progress p where p.city_id = v.city_id and p.lesson_id = v.lesson_id and p.version = v.version))::int + count(*)::int as n
  from learning.module m left join counted c on c.module = m.code where m.city_id = ${cityId} and (m.lesson_count, m.seconds) is distinct from (coalesce(c.lessons, 0), coalesce(c.seconds, 0))`))!.n;

import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Grouping, SeedModule } from '../rules/modules.ts';
import type { SeedLesson } from '../rules/lessons.ts';

export type ModuleRow = { code: string; grouping: Grouping; place: number; titleZh: string; titleEn: string; aboutZh: string; aboutEn: string; isOpen: boolean; lessonCount: number; seconds: number; started: number; finished: number };
const moduleColumns = sql`code, grouping, place, title_zh, title_en, about_zh, about_en, is_open, lesson_count, seconds, started, finished`;
export const modulesOf = (tx: Tx, cityId: string): Promise<ModuleRow[]> => many(tx, sql<ModuleRow>`select ${moduleColumns} from learning.module where city_id = ${cityId} order by place, code`);
export const findModule = (tx: Tx, cityId: string, code: string): Promise<ModuleRow | undefined> => maybe(tx, sql<ModuleRow>`select ${moduleColumns} from learning.module where city_id = ${cityId} and code = ${code}`);
export const insertOwnModule = (tx: Tx, cityId: string, m: { code: string; titleZh: string; titleEn: string; aboutZh: string; aboutEn: string; at: Date }): Promise<number> => run(tx, sql`
  insert into learning.module (city_id, code, grouping, place, title_zh, title_en, about_zh, about_en, made_at)
  select ${cityId}, ${m.code}, 'own', coalesce(max(place), 0) + 1, ${m.titleZh}, ${m.titleEn}, ${m.aboutZh}, ${m.aboutEn}, ${m.at}::timestamptz from learning.module where city_id = ${cityId} on conflict do nothing`);
export const updateModule = (tx: Tx, cityId: string, code: string, m: Pick<ModuleRow, 'titleZh' | 'titleEn' | 'aboutZh' | 'aboutEn' | 'isOpen'>): Promise<number> => run(tx, sql`
  update learning.module set title_zh = ${m.titleZh}, title_en = ${m.titleEn}, about_zh = ${m.aboutZh}, about_en = ${m.aboutEn}, is_open = ${m.isOpen} where city_id = ${cityId} and code = ${code}`);

/** What is not there yet, modules and lessons alike; what somebody has edited or taken out stays as it is. Answers how many lessons are new. */
export const insertSeeds = async (tx: Tx, cityId: string, modules: readonly SeedModule[], lessons: readonly SeedLesson[], about: { at: Date; byName: string }): Promise<number> => {
  const rows = modules.map(({ code, grouping, title, about: words }, index) => ({ code, grouping, place: index + 1, title_zh: title.zh, title_en: title.en, about_zh: words.zh, about_en: words.en }));
  await run(tx, sql`insert into learning.module (city_id, code, grouping, place, title_zh, title_en, about_zh, about_en, made_at)
    select ${cityId}, code, grouping, place, title_zh, title_en, about_zh, about_en, ${about.at}::timestamptz from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (code text, grouping text, place int, title_zh text, title_en text, about_zh text, about_en text) on conflict do nothing`);
  const texts = lessons.map(({ lessonId, module, place, title, intro, steps, safety, readAloud, seconds }) => ({ id: lessonId, module, place, title_zh: title.zh, title_en: title.en, intro, steps, safety, read_aloud: readAloud, seconds }));
  const fresh = await many<{ id: string }>(tx, sql`insert into learning.lesson (city_id, id, module, place)
    select ${cityId}, id, module, place from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as r (id text, module text, place int) on conflict do nothing returning id`);
  if (fresh.length === 0) return 0;
  const ids = new Set(fresh.map(({ id }) => id));
  await run(tx, sql`insert into learning.lesson_version (city_id, lesson_id, version, state, title_zh, title_en, intro, steps, safety, read_aloud, seconds, made_at, made_by_name, published_at)
    select ${cityId}, id, 1, 'published', title_zh, title_en, intro, array(select jsonb_array_elements_text(steps)), array(select jsonb_array_elements_text(safety)), read_aloud, seconds, ${about.at}::timestamptz, ${about.byName}, ${about.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(texts.filter(({ id }) => ids.has(id)))}::jsonb) as r (id text, title_zh text, title_en text, intro text, steps jsonb, safety jsonb, read_aloud text, seconds int)`);
  for (const module of new Set(lessons.filter(({ lessonId }) => ids.has(lessonId)).map((one) => one.module))) await recountModule(tx, cityId, module);
  return fresh.length;
};
export const countSeeds = async (tx: Tx, cityId: string, ids: readonly string[]): Promise<number> => (await one<{ n: number }>(tx, sql`select count(*)::int as n from learning.lesson where city_id = ${cityId} and id = any(${[...ids]}::text[])`)).n;

/** Lessons that are open in a module, and what they take together. */
export const recountModule = (tx: Tx, cityId: string, code: string): Promise<number> => run(tx, sql`
  update learning.module m set (lesson_count, seconds) = (select count(*), coalesce(sum(v.seconds), 0) from learning.lesson l join learning.lesson_version v on v.city_id = l.city_id and v.lesson_id = l.id and v.state = 'published'
    where l.city_id = m.city_id and l.module = m.code and l.retired_at is null) where m.city_id = ${cityId} and m.code = ${code}`);
export const countStarted = (tx: Tx, cityId: string, code: string): Promise<number> => run(tx, sql`update learning.module set started = started + 1 where city_id = ${cityId} and code = ${code}`);
export const countFinished = (tx: Tx, cityId: string, code: string, by: 1 | -1 = 1): Promise<number> => run(tx, sql`update learning.module set finished = finished + ${by}::int where city_id = ${cityId} and code = ${code}`);

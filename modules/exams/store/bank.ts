import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Option, QuestionFacts, QuestionKind } from '../rules/questions.ts';
import type { Flag } from '../rules/statistics.ts';

export type QuestionRow = {
  id: string; code: string; topic: string; state: 'active' | 'retired'; flag: Flag; currentVersion: number; version: number; kind: QuestionKind; difficulty: number; stemZh: string; stemEn: string; options: Option[]; rightCodes: string[]; whyZh: string; whyEn: string;
  picture: string | null; pictureAltZh: string; pictureAltEn: string; madeAt: Date; madeByName: string; answers: number; rights: number; rest: number; restSquared: number; restOfRight: number; picks: { code: string; picks: number }[];
};
const columns = sql`q.id, q.code, q.topic, q.state, q.flag, q.version as current_version, v.version, v.kind, v.difficulty, v.stem_zh, v.stem_en, v.options, v.right_codes, v.why_zh, v.why_en, v.picture, v.picture_alt_zh, v.picture_alt_en, v.made_at, v.made_by_name,
  coalesce(s.answers, 0) as answers, coalesce(s.rights, 0) as rights, coalesce(s.rest, 0) as rest, coalesce(s.rest_squared, 0) as rest_squared, coalesce(s.rest_of_right, 0) as rest_of_right,
  coalesce((select jsonb_agg(jsonb_build_object('code', p.code, 'picks', p.picks) order by p.code) from exams.question_pick p where p.city_id = v.city_id and p.question_id = v.question_id and p.version = v.version), '[]'::jsonb) as picks`;
const rows = sql`exams.question q join exams.question_version v on v.city_id = q.city_id and v.question_id = q.id left join exams.question_sum s on s.city_id = v.city_id and s.question_id = v.question_id and s.version = v.version`;

export const findQuestion = (tx: Tx, cityId: string, id: string): Promise<QuestionRow | undefined> => maybe(tx, sql<QuestionRow>`select ${columns} from ${rows} where q.city_id = ${cityId} and q.id = ${id} and v.version = q.version`);
export const versionsOf = (tx: Tx, cityId: string, id: string): Promise<QuestionRow[]> => many(tx, sql<QuestionRow>`select ${columns} from ${rows} where q.city_id = ${cityId} and q.id = ${id} and v.version < q.version order by v.version desc`);
export const lockQuestion = async (tx: Tx, cityId: string, id: string): Promise<QuestionRow | undefined> => {
  await run(tx, sql`select id from exams.question where city_id = ${cityId} and id = ${id} for update`);
  return findQuestion(tx, cityId, id);
};
export const byCodes = (tx: Tx, cityId: string, codes: readonly string[]): Promise<QuestionRow[]> => many(tx, sql<QuestionRow>`select ${columns} from ${rows} where q.city_id = ${cityId} and q.code = any(${codes}::text[]) and v.version = q.version`);

export type BankWish = { topic: string | null; kind: string | null; state: 'active' | 'retired'; q: string | null; isFlagged: boolean; after: { topic: string; id: string } | null; limit: number };
export const listQuestions = (tx: Tx, cityId: string, w: BankWish): Promise<QuestionRow[]> => many(tx, sql<QuestionRow>`
  select ${columns} from ${rows} where q.city_id = ${cityId} and q.state = ${w.state} and v.version = q.version ${w.topic === null ? sql`` : sql`and q.topic = ${w.topic}`} ${w.kind === null ? sql`` : sql`and q.kind = ${w.kind}`}
    ${w.q === null ? sql`` : sql`and (v.stem_zh ilike ${`%${w.q}%`} or v.stem_en ilike ${`%${w.q}%`} or q.code ilike ${`%${w.q}%`})`} ${w.isFlagged ? sql`and q.flag not in ('few', 'fine')` : sql``}
    ${w.after === null ? sql`` : sql`and (q.topic, q.id) > (${w.after.topic}, ${w.after.id})`}
  order by q.topic, q.id limit ${w.limit}`);

export type New = QuestionFacts & { id: string; version: number; madeAt: Date; madeByName: string };
/** All of them at once: a bank is put in whole. */
export const insertQuestions = (tx: Tx, cityId: string, list: readonly { id: string; code: string; topic: string; kind: QuestionKind; difficulty: number }[]): Promise<number> => run(tx, sql`
  insert into exams.question (city_id, id, code, topic, kind, difficulty, version) select ${cityId}, one.id, one.code, one.topic, one.kind, one.difficulty, 1
  from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as one(id text, code text, topic text, kind text, difficulty int)`);
export const insertVersions = (tx: Tx, cityId: string, list: readonly New[]): Promise<number> => run(tx, sql`
  insert into exams.question_version (city_id, question_id, version, kind, difficulty, stem_zh, stem_en, options, right_codes, why_zh, why_en, picture, picture_alt_zh, picture_alt_en, made_at, made_by_name)
  select ${cityId}, one.id, one.version, one.kind, one.difficulty, one."stemZh", one."stemEn", one.options, array(select jsonb_array_elements_text(one."rightCodes")), one."whyZh", one."whyEn", one.picture, one."pictureAltZh", one."pictureAltEn", one."madeAt", one."madeByName"
  from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as one(id text, version int, kind text, difficulty int, "stemZh" text, "stemEn" text, options jsonb, "rightCodes" jsonb, "whyZh" text, "whyEn" text, picture text, "pictureAltZh" text, "pictureAltEn" text, "madeAt" timestamptz, "madeByName" text)`);
export const raiseVersion = (tx: Tx, cityId: string, q: { id: string; version: number; topic: string; kind: string; difficulty: number }): Promise<number> => run(tx, sql`
  update exams.question set version = ${q.version}, topic = ${q.topic}, kind = ${q.kind}, difficulty = ${q.difficulty}, flag = 'few' where city_id = ${cityId} and id = ${q.id} and version = ${q.version} - 1`);
export const setState = (tx: Tx, cityId: string, id: string, state: 'active' | 'retired'): Promise<number> => run(tx, sql`update exams.question set state = ${state} where city_id = ${cityId} and id = ${id}`);

export type TopicCount = { topic: string; active: number; retired: number; flagged: number };
export const countByTopic = (tx: Tx, cityId: string): Promise<TopicCount[]> => many(tx, sql<TopicCount>`
  select topic, count(*) filter (where state = 'active')::int as active, count(*) filter (where state = 'retired')::int as retired, count(*) filter (where state = 'active' and flag not in ('few', 'fine'))::int as flagged from exams.question where city_id = ${cityId} group by topic order by topic`);
/** What may be asked on some topics, by id so that a seed always draws the same. */
export const drawable = (tx: Tx, cityId: string, topics: readonly string[]): Promise<{ id: string; topic: string; difficulty: number; version: number }[]> => many(tx, sql<{ id: string; topic: string; difficulty: number; version: number }>`
  select id, topic, difficulty, version from exams.question where city_id = ${cityId} and state = 'active' and topic = any(${topics}::text[]) order by topic, id`);
export type Asked = Pick<QuestionRow, 'id' | 'version' | 'kind' | 'stemZh' | 'stemEn' | 'options' | 'rightCodes' | 'whyZh' | 'whyEn' | 'picture' | 'pictureAltZh' | 'pictureAltEn'>;
export const versionsAt = (tx: Tx, cityId: string, ids: readonly string[], versions: readonly number[]): Promise<Asked[]> => many(tx, sql<Asked>`
  select v.question_id as id, v.version, v.kind, v.stem_zh, v.stem_en, v.options, v.right_codes, v.why_zh, v.why_en, v.picture, v.picture_alt_zh, v.picture_alt_en
  from exams.question_version v join unnest(${ids}::text[], ${versions}::int[]) as wanted(id, version) on v.question_id = wanted.id and v.version = wanted.version where v.city_id = ${cityId}`);

/** Adds a judged attempt to the sums of its questions, in one order whoever counts. Items nobody answered say nothing about a question. */
export const addToSums = (tx: Tx, cityId: string, attemptId: string): Promise<number> => run(tx, sql`
  insert into exams.question_sum as s (city_id, question_id, version, answers, rights, rest, rest_squared, rest_of_right)
  select i.city_id, i.question_id, i.version, 1, i.is_right::int, r.rest, r.rest * r.rest, r.rest * i.is_right::int from exams.attempt_item i join exams.attempt a on a.city_id = i.city_id and a.id = i.attempt_id
    cross join lateral (select (a.right_count - i.is_right::int)::float8 / greatest(a.item_count - 1, 1) as rest) r
  where i.city_id = ${cityId} and i.attempt_id = ${attemptId} and i.answer is not null order by i.question_id, i.version
  on conflict (city_id, question_id, version) do update set answers = s.answers + 1, rights = s.rights + excluded.rights, rest = s.rest + excluded.rest, rest_squared = s.rest_squared + excluded.rest_squared, rest_of_right = s.rest_of_right + excluded.rest_of_right`);
export const addToPicks = (tx: Tx, cityId: string, attemptId: string): Promise<number> => run(tx, sql`
  insert into exams.question_pick as p (city_id, question_id, version, code, picks)
  select i.city_id, i.question_id, i.version, picked.code, 1 from exams.attempt_item i join exams.question_version v on v.city_id = i.city_id and v.question_id = i.question_id and v.version = i.version cross join lateral unnest(i.answer) as picked(code)
  where i.city_id = ${cityId} and i.attempt_id = ${attemptId} and v.kind <> 'order' order by i.question_id, i.version, picked.code
  on conflict (city_id, question_id, version, code) do update set picks = p.picks + 1`);
export const sumsOf = (tx: Tx, cityId: string, attemptId: string): Promise<{ id: string; flag: Flag; answers: number; rights: number; rest: number; restSquared: number; restOfRight: number }[]> => many(tx, sql<{ id: string; flag: Flag; answers: number; rights: number; rest: number; restSquared: number; restOfRight: number }>`
  select q.id, q.flag, s.answers, s.rights, s.rest, s.rest_squared, s.rest_of_right from exams.attempt_item i join exams.question q on q.city_id = i.city_id and q.id = i.question_id and q.version = i.version
    join exams.question_sum s on s.city_id = i.city_id and s.question_id = i.question_id and s.version = i.version where i.city_id = ${cityId} and i.attempt_id = ${attemptId} order by q.id`);
export const setFlag = (tx: Tx, cityId: string, id: string, flag: Flag): Promise<number> => run(tx, sql`update exams.question set flag = ${flag} where city_id = ${cityId} and id = ${id}`);
export const isPictureOfQuestion = async (tx: Tx, cityId: string, picture: string): Promise<boolean> => (await maybe(tx, sql`select 1 from exams.question_version where city_id = ${cityId} and picture = ${picture} limit 1`)) !== undefined;

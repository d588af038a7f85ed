import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type AttemptRow = {
  id: string; paper: string; workerId: string | null; merchantId: string | null; personId: string; seed: number; passPercent: number; itemCount: number; state: 'open' | 'judged'; startedAt: Date; endsAt: Date; judgedAt: Date | null; closedBy: 'self' | 'clock' | null;
  rightCount: number | null; scorePercent: number | null; isPassed: boolean | null; leftCount: number;
};
const columns = sql`a.id, a.paper, a.worker_id, a.merchant_id, a.person_id, a.seed, a.pass_percent, a.item_count, a.state, a.started_at, a.ends_at, a.judged_at, a.closed_by, a.right_count, a.score_percent, a.is_passed, a.left_count`;
type New = Pick<AttemptRow, 'id' | 'paper' | 'workerId' | 'merchantId' | 'personId' | 'seed' | 'passPercent' | 'itemCount' | 'startedAt' | 'endsAt'>;

export const insertAttempt = (tx: Tx, cityId: string, a: New): Promise<number> => run(tx, sql`
  insert into exams.attempt (city_id, id, paper, worker_id, merchant_id, person_id, seed, pass_percent, item_count, started_at, ends_at)
  values (${cityId}, ${a.id}, ${a.paper}, ${a.workerId}, ${a.merchantId}, ${a.personId}, ${a.seed}, ${a.passPercent}, ${a.itemCount}, ${a.startedAt}, ${a.endsAt})`);
export const insertItems = (tx: Tx, cityId: string, attemptId: string, items: readonly { no: number; questionId: string; version: number; topic: string; optionOrder: readonly string[] }[]): Promise<number> => run(tx, sql`
  insert into exams.attempt_item (city_id, attempt_id, no, question_id, version, topic, option_order)
  select ${cityId}, ${attemptId}, one.no, one."questionId", one.version, one.topic, array(select jsonb_array_elements_text(one."optionOrder")) from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as one(no int, "questionId" text, version int, topic text, "optionOrder" jsonb)`);
export const findAttempt = (tx: Tx, cityId: string, id: string): Promise<AttemptRow | undefined> => maybe(tx, sql<AttemptRow>`select ${columns} from exams.attempt a where a.city_id = ${cityId} and a.id = ${id}`);
export const lockAttempt = (tx: Tx, cityId: string, id: string): Promise<AttemptRow | undefined> => maybe(tx, sql<AttemptRow>`select ${columns} from exams.attempt a where a.city_id = ${cityId} and a.id = ${id} for update`);
export const openAttempts = (tx: Tx, cityId: string, personId: string): Promise<AttemptRow[]> => many(tx, sql<AttemptRow>`select ${columns} from exams.attempt a where a.city_id = ${cityId} and a.person_id = ${personId} and a.state = 'open'`);
/** The subject's attempts since an instant, the newest first. */
export const attemptsSince = (tx: Tx, cityId: string, subject: Subject, since: Date): Promise<AttemptRow[]> => many(tx, sql<AttemptRow>`
  select ${columns} from exams.attempt a where a.city_id = ${cityId} and ${ofSubject(subject)} and a.started_at > ${since} order by a.started_at desc`);
export type Subject = { workerId: string; merchantId: null } | { workerId: null; merchantId: string };
const ofSubject = (subject: Subject) => (subject.workerId !== null ? sql`a.worker_id = ${subject.workerId}` : sql`a.merchant_id = ${subject.merchantId}`);
/** Per paper the last judged attempt and whether any was passed. */
export const lastJudged = (tx: Tx, cityId: string, subject: Subject): Promise<(AttemptRow & { isEverPassed: boolean })[]> => many(tx, sql<AttemptRow & { isEverPassed: boolean }>`
  select distinct on (a.paper) ${columns}, bool_or(a.is_passed) over (partition by a.paper) as is_ever_passed from exams.attempt a where a.city_id = ${cityId} and ${ofSubject(subject)} and a.state = 'judged' order by a.paper, a.judged_at desc, a.id desc`);

export type ItemRow = { no: number; questionId: string; version: number; topic: string; optionOrder: string[]; answer: string[] | null; answerVersion: number; answeredAt: Date | null; isRight: boolean | null };
export const itemsOf = (tx: Tx, cityId: string, attemptId: string): Promise<ItemRow[]> => many(tx, sql<ItemRow>`
  select no, question_id, version, topic, option_order, answer, answer_version, answered_at, is_right from exams.attempt_item where city_id = ${cityId} and attempt_id = ${attemptId} order by no`);
/** The higher version stays; a repeat and one that comes late change nothing. */
export const saveAnswer = (tx: Tx, cityId: string, attemptId: string, a: { no: number; version: number; answer: readonly string[] | null; at: Date }): Promise<number> => run(tx, sql`
  update exams.attempt_item set answer = ${a.answer}::text[], answer_version = ${a.version}, answered_at = ${a.at} where city_id = ${cityId} and attempt_id = ${attemptId} and no = ${a.no} and answer_version < ${a.version}`);
export const markItems = (tx: Tx, cityId: string, attemptId: string, rightNos: readonly number[]): Promise<number> => run(tx, sql`update exams.attempt_item set is_right = (no = any(${rightNos}::int[])) where city_id = ${cityId} and attempt_id = ${attemptId}`);
export const closeAttempt = (tx: Tx, cityId: string, id: string, j: { at: Date; closedBy: 'self' | 'clock'; rightCount: number; scorePercent: number; isPassed: boolean }): Promise<number> => run(tx, sql`
  update exams.attempt set state = 'judged', judged_at = ${j.at}, closed_by = ${j.closedBy}, right_count = ${j.rightCount}, score_percent = ${j.scorePercent}, is_passed = ${j.isPassed} where city_id = ${cityId} and id = ${id} and state = 'open'`);

export const countNotes = async (tx: Tx, cityId: string, attemptId: string): Promise<number> => (await maybe<{ n: number }>(tx, sql`select count(*)::int as n from exams.attempt_note where city_id = ${cityId} and attempt_id = ${attemptId}`))!.n;
export const insertNotes = (tx: Tx, cityId: string, attemptId: string, at: Date, notes: readonly { no: number; kind: string; phoneAt: string | null; seconds: number | null }[]): Promise<number> => run(tx, sql`
  insert into exams.attempt_note (city_id, attempt_id, no, kind, at, phone_at, seconds) select ${cityId}, ${attemptId}, one.no, one.kind, ${at}::timestamptz, one."phoneAt", one.seconds
  from jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) as one(no int, kind text, "phoneAt" timestamptz, seconds int) on conflict do nothing`);
export const countLeft = (tx: Tx, cityId: string, attemptId: string): Promise<number> => run(tx, sql`
  update exams.attempt set left_count = (select count(*)::int from exams.attempt_note n where n.city_id = ${cityId} and n.attempt_id = ${attemptId} and n.kind = 'left') where city_id = ${cityId} and id = ${attemptId}`);
export type NoteRow = { no: number; kind: 'left' | 'returned' | 'offline' | 'online' | 'pasted' | 'copied' | 'resized' | 'reloaded'; at: Date; phoneAt: Date | null; seconds: number | null };
export const notesOf = (tx: Tx, cityId: string, attemptId: string): Promise<NoteRow[]> => many(tx, sql<NoteRow>`select no, kind, at, phone_at, seconds from exams.attempt_note where city_id = ${cityId} and attempt_id = ${attemptId} order by at, no`);

export type ListedRow = AttemptRow & { personName: string; subjectName: string };
export type ListWish = { paper: string | null; isPassed: boolean | null; workerId: string | null; personId: string | null; attemptId: string | null; before: { at: Date; id: string } | null; limit: number };
/** Names are looked up for the page only; every wish has an index in the order of the list. */
export const listAttempts = (tx: Tx, cityId: string, w: ListWish): Promise<ListedRow[]> => many(tx, sql<ListedRow>`
  select ${columns}, p.name as person_name, coalesce(m.name, p.name) as subject_name from (
    select * from exams.attempt l where l.city_id = ${cityId} ${w.attemptId === null ? sql`` : sql`and l.id = ${w.attemptId}`} ${w.paper === null ? sql`` : sql`and l.paper = ${w.paper}`} ${w.isPassed === null ? sql`` : sql`and l.state = 'judged' and l.is_passed = ${w.isPassed}`}
      ${w.workerId === null ? sql`` : sql`and l.worker_id = ${w.workerId}`} ${w.personId === null ? sql`` : sql`and l.person_id = ${w.personId}`} ${w.before === null ? sql`` : sql`and (l.started_at, l.id) < (${w.before.at}::timestamptz, ${w.before.id})`}
    order by l.started_at desc, l.id desc limit ${w.limit}) a
  join accounts.person p on p.city_id = a.city_id and p.id = a.person_id left join alliance.merchant m on m.city_id = a.city_id and m.id = a.merchant_id order by a.started_at desc, a.id desc`);

/** Whether this is the first time the attempt is counted. */
export const takeForCounting = (tx: Tx, cityId: string, id: string, at: Date): Promise<number> => run(tx, sql`update exams.attempt set counted_at = ${at} where city_id = ${cityId} and id = ${id} and state = 'judged' and counted_at is null`);
export const addToPaper = (tx: Tx, cityId: string, a: { paper: string; scorePercent: number; isPassed: boolean }): Promise<number> => run(tx, sql`
  insert into exams.paper_sum as s (city_id, paper, attempts, passed, percents) values (${cityId}, ${a.paper}, 1, ${a.isPassed ? 1 : 0}, ${a.scorePercent})
  on conflict (city_id, paper) do update set attempts = s.attempts + 1, passed = s.passed + excluded.passed, percents = s.percents + excluded.percents`);
export const paperSums = (tx: Tx, cityId: string): Promise<{ paper: string; attempts: number; passed: number; percents: number }[]> => many(tx, sql<{ paper: string; attempts: number; passed: number; percents: number }>`select paper, attempts, passed, percents from exams.paper_sum where city_id = ${cityId}`);
/** Attempts whose time is over and which nobody has closed: a timer that was lost. */
export const forgottenAttempts = (tx: Tx, cityId: string, before: Date, limit: number): Promise<{ id: string }[]> => many(tx, sql<{ id: string }>`select id from exams.attempt where city_id = ${cityId} and state = 'open' and ends_at < ${before} order by ends_at limit ${limit}`);

import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { demand } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { seedBank } from '../rules/bank.ts';
import { isSame, judgeOptions, type ReadQuestion } from '../rules/import.ts';
import { MERCHANT_TOPIC, papersOf, specialtyTopics, topicName } from '../rules/papers.ts';
import { faultOf, lettered, pickOf, type QuestionFacts } from '../rules/questions.ts';
import { difficultyOf, discriminationOf, flagOf, flagWords } from '../rules/statistics.ts';
import { paperSums } from '../store/attempts.ts';
import * as store from '../store/bank.ts';
import { keepPicture, pictureOf } from './pictures.ts';
import { syllabusOf } from './syllabus.ts';

type Exams = typeof contract.exams;
type QuestionView = OutputOf<Exams['saveQuestion']>;

const questionView = (row: store.QuestionRow, topicNameOf: QuestionView['topicName']): QuestionView => {
  const flag = flagOf(row);
  return {
    questionId: row.id, version: row.version, state: row.state, topic: row.topic, topicName: topicNameOf, kind: row.kind, difficulty: row.difficulty, stem: { zh: row.stemZh, en: row.stemEn }, picture: pictureOf(row),
    options: row.options.map(({ code, zh, en }) => ({ code, text: { zh, en }, isRight: row.rightCodes.includes(code) })), why: { zh: row.whyZh, en: row.whyEn }, madeAt: row.madeAt.toISOString(), madeByName: row.madeByName,
    statistics: { answers: row.answers, p: difficultyOf(row), discrimination: discriminationOf(row), picks: pickOf(row.kind) === 'order' ? [] : row.options.map(({ code }) => ({ code, share: row.answers === 0 ? 0 : (row.picks.find((pick) => pick.code === code)?.picks ?? 0) / row.answers })), flag, words: flagWords[flag] },
  };
};

/** Everything a question may be about, by code. */
export const topicCodes = async (ctx: Ctx): Promise<string[]> => [...new Set([...(await syllabusOf(ctx)).names.keys(), ...Object.values(specialtyTopics).map(({ topic }) => topic), MERCHANT_TOPIC])];

export const topics = async (ctx: Ctx): Promise<OutputOf<Exams['topics']>> => {
  const { names } = await syllabusOf(ctx);
  const counts = new Map((await store.countByTopic(ctx.tx, ctx.cityId)).map((row) => [row.topic, row]));
  return { items: [...new Set([...await topicCodes(ctx), ...counts.keys()])].map((code) => ({ code, name: topicName(code, names), active: counts.get(code)?.active ?? 0, retired: counts.get(code)?.retired ?? 0, flagged: counts.get(code)?.flagged ?? 0 })) };
};

export const questions = async (ctx: Ctx, { topic, kind, state, q, isFlagged, cursor, limit }: ParsedOf<Exams['questions']>): Promise<OutputOf<Exams['questions']>> => {
  const [afterTopic, afterId] = cursor?.split(' ') ?? [];
  const rows = await store.listQuestions(ctx.tx, ctx.cityId, { topic: topic ?? null, kind: kind ?? null, state, q: q?.trim() || null, isFlagged: isFlagged === true, after: afterTopic !== undefined && afterId !== undefined ? { topic: afterTopic, id: afterId } : null, limit: limit + 1 });
  const { names } = await syllabusOf(ctx);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map((row) => questionView(row, topicName(row.topic, names))), nextCursor: last ? `${last.topic} ${last.id}` : null };
};

/** Refuses `exams.question_unknown`. */
export const question = async (ctx: Ctx, { questionId }: { questionId: string }): Promise<OutputOf<Exams['question']>> => {
  const row = (await store.findQuestion(ctx.tx, ctx.cityId, questionId)) ?? refuse('exams.question_unknown');
  const name = topicName(row.topic, (await syllabusOf(ctx)).names);
  return { ...questionView(row, name), versions: (await store.versionsOf(ctx.tx, ctx.cityId, questionId)).map((one) => questionView(one, name)) };
};

/** A question is never changed, it gets a version more: attempts under way and the statistics of the old one stay. Refuses `exams.question_unknown`, `exams.question_wrong`, and of pictures `media.not_an_image`, `media.too_large`. */
export const saveQuestion = async (ctx: Ctx, wish: ParsedOf<Exams['saveQuestion']>): Promise<QuestionView> => {
  demand(ctx, ['operator', 'trainer']);
  const earlier = wish.questionId === undefined ? undefined : (await store.lockQuestion(ctx.tx, ctx.cityId, wish.questionId)) ?? refuse('exams.question_unknown');
  if (!(await topicCodes(ctx)).includes(wish.topic)) refuse('exams.question_wrong', { whyZh: '没有这个知识点', whyEn: 'there is no such topic' }, 'topic');
  const { options, rightCodes } = lettered(wish.options);
  const facts: QuestionFacts = {
    kind: wish.kind, difficulty: wish.difficulty, stemZh: wish.stem.zh, stemEn: wish.stem.en, options: wish.kind === 'judge' ? judgeOptions : options, rightCodes: wish.kind === 'order' ? options.map(({ code }) => code) : rightCodes, whyZh: wish.why.zh, whyEn: wish.why.en,
    picture: await keepPicture(ctx, wish.imageBase64, earlier?.picture ?? null), pictureAltZh: wish.pictureAlt.zh, pictureAltEn: wish.pictureAlt.en,
  };
  const fault = faultOf(facts);
  if (fault) refuse('exams.question_wrong', { whyZh: fault.zh, whyEn: fault.en });
  const id = earlier?.id ?? ctx.newId('qst');
  if (!earlier) await add(ctx, [{ ...facts, id, code: id, topic: wish.topic }]);
  else if (!isSame(earlier, facts) || earlier.topic !== wish.topic) await change(ctx, earlier, { ...facts, topic: wish.topic });
  return questionView((await store.findQuestion(ctx.tx, ctx.cityId, id))!, topicName(wish.topic, (await syllabusOf(ctx)).names));
};

const add = async (ctx: Ctx, list: readonly (QuestionFacts & { id: string; code: string; topic: string })[]): Promise<void> => {
  await store.insertQuestions(ctx.tx, ctx.cityId, list.map(({ id, code, topic, kind, difficulty }) => ({ id, code, topic, kind, difficulty })));
  await store.insertVersions(ctx.tx, ctx.cityId, list.map((facts) => ({ ...facts, version: 1, madeAt: ctx.now, madeByName: ctx.actor.name })));
};
const change = async (ctx: Ctx, earlier: store.QuestionRow, facts: QuestionFacts & { topic: string }): Promise<void> => {
  const version = earlier.version + 1;
  await store.insertVersions(ctx.tx, ctx.cityId, [{ ...facts, id: earlier.id, version, madeAt: ctx.now, madeByName: ctx.actor.name }]);
  await store.raiseVersion(ctx.tx, ctx.cityId, { id: earlier.id, version, topic: facts.topic, kind: facts.kind, difficulty: facts.difficulty });
};

/** Refuses `exams.question_unknown`. */
export const retireQuestion = async (ctx: Ctx, { questionId, isRetired }: ParsedOf<Exams['retireQuestion']>): Promise<QuestionView> => {
  demand(ctx, ['operator', 'trainer']);
  const row = (await store.lockQuestion(ctx.tx, ctx.cityId, questionId)) ?? refuse('exams.question_unknown');
  await store.setState(ctx.tx, ctx.cityId, questionId, isRetired ? 'retired' : 'active');
  return questionView({ ...row, state: isRetired ? 'retired' : 'active' }, topicName(row.topic, (await syllabusOf(ctx)).names));
};

/** A question without a number of its own goes by what it asks, so that the same table twice is the same bank. */
const codeOf = (row: ReadQuestion): string => (row.code === '' ? `${row.topic}-${sha256(`${row.kind}:${row.stemZh}`).slice(0, 12)}` : row.code);
const BATCH = 500;

/** Puts questions into the bank: new ones are added, changed ones get a version, the same stay. A dry run only counts. */
export const mergeQuestions = async (ctx: Ctx, { rows, isDryRun }: { rows: readonly ReadQuestion[]; isDryRun: boolean }): Promise<{ added: number; changed: number; unchanged: number }> => {
  await lockFor(ctx.tx, `question-bank:${ctx.cityId}`);
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const wanted = [...new Map(rows.map((row) => [codeOf(row), row])).entries()];
  counts.unchanged += rows.length - wanted.length;
  for (let from = 0; from < wanted.length; from += BATCH) {
    const batch = wanted.slice(from, from + BATCH);
    const known = new Map((await store.byCodes(ctx.tx, ctx.cityId, batch.map(([code]) => code))).map((row) => [row.code, row]));
    const fresh = batch.filter(([code]) => !known.has(code));
    const changed = batch.filter(([code, row]) => known.has(code) && (!isSame(known.get(code)!, row) || known.get(code)!.topic !== row.topic));
    counts.added += fresh.length;
    counts.changed += changed.length;
    counts.unchanged += batch.length - fresh.length - changed.length;
    if (isDryRun) continue;
    if (fresh.length > 0) await add(ctx, fresh.map(([code, row]) => ({ ...row, code, id: ctx.newId('qst') })));
    for (const [code, row] of changed) await change(ctx, known.get(code)!, row);
  }
  return counts;
};

/** The bank every city begins with; what a city has changed since stays changed. */
export const installQuestions = async (ctx: Ctx): Promise<{ added: number }> => {
  const known = new Set((await store.byCodes(ctx.tx, ctx.cityId, seedBank.map(({ code }) => code))).map(({ code }) => code));
  return mergeQuestions(ctx, { rows: seedBank.filter(({ code }) => !known.has(code)), isDryRun: false });
};

/** Every night: a city opened before, or by an older edition, gets what it lacks. */
export const completeBank = async (ctx: Ctx): Promise<void> => { await installQuestions(ctx); };

export const paperReport = async (ctx: Ctx): Promise<OutputOf<Exams['paperReport']>> => {
  const syllabus = await syllabusOf(ctx);
  const bank = new Map((await store.countByTopic(ctx.tx, ctx.cityId)).map(({ topic, active }) => [topic, active]));
  const sums = new Map((await paperSums(ctx.tx, ctx.cityId)).map((row) => [row.paper, row]));
  return {
    items: papersOf(syllabus).map(({ paper, kind, title, itemCount, minutes, passPercent, parts: asked }) => {
      const parts = asked.map(({ topic, asks }) => ({ code: topic, name: topicName(topic, syllabus.names), asks, inBank: bank.get(topic) ?? 0 }));
      const { attempts, passed, percents } = sums.get(paper) ?? { attempts: 0, passed: 0, percents: 0 };
      return { paper, kind, title, itemCount, minutes, passPercent, parts, isEnough: parts.every(({ asks, inBank }) => inBank >= asks), attempts, passed, passRate: attempts === 0 ? null : passed / attempts, meanPercent: attempts === 0 ? null : percents / attempts };
    }),
  };
};

import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { noteStage, workerOf } from '../../workers/index.ts';
import { isOver, remainingSeconds, sayResult, scoreOf, triesLeft } from '../rules/attempts.ts';
import { paperOf, topicName } from '../rules/papers.ts';
import { isRight, pickOf, readAnswer, shownCode } from '../rules/questions.ts';
import { sayTime } from '../rules/times.ts';
import * as store from '../store/attempts.ts';
import { versionsAt, type Asked } from '../store/bank.ts';
import { settleCertificates } from './certify.ts';
import { pictureOf } from './pictures.ts';
import { syllabusOf } from './syllabus.ts';

type Exams = typeof contract.exams;
export type AttemptView = OutputOf<Exams['start']>;
type Answer = ParsedOf<Exams['answer']>['answers'][number];

type AskedItem = store.ItemRow & { text: Asked };
/** Questions as they were asked, each in the version of the attempt. */
export const askedItems = async (ctx: Ctx, attemptId: string): Promise<AskedItem[]> => {
  const items = await store.itemsOf(ctx.tx, ctx.cityId, attemptId);
  const texts = new Map((await versionsAt(ctx.tx, ctx.cityId, items.map(({ questionId }) => questionId), items.map(({ version }) => version))).map((text) => [text.id, text]));
  return items.map((item) => ({ ...item, text: texts.get(item.questionId)! }));
};
export const optionWords = ({ text }: AskedItem, codes: readonly string[]): { zh: string; en: string }[] => codes.map((code) => text.options.find((option) => option.code === code)!).map(({ zh, en }) => ({ zh, en }));

/** What she sees: nothing of the bank's letters, nothing of what is right. */
export const attemptView = async (ctx: Ctx, row: store.AttemptRow): Promise<AttemptView> => {
  const items = await askedItems(ctx, row.id);
  const title = paperOf(row.paper, await syllabusOf(ctx))?.title ?? { zh: row.paper, en: row.paper };
  return {
    attemptId: row.id, paper: row.paper, title, state: row.state, startedAt: row.startedAt.toISOString(), endsAt: row.endsAt.toISOString(), serverNow: ctx.now.toISOString(), remainingSeconds: row.state === 'judged' ? 0 : remainingSeconds(row.endsAt, ctx.now),
    itemCount: row.itemCount, answeredCount: items.filter(({ answer }) => answer !== null).length,
    items: row.state === 'judged' ? [] : items.map((item) => ({
      no: item.no, kind: item.text.kind, pick: pickOf(item.text.kind), stem: { zh: item.text.stemZh, en: item.text.stemEn }, picture: pictureOf(item.text), version: item.answerVersion,
      options: item.optionOrder.map((code) => ({ code: shownCode(item.optionOrder, code), text: optionWords(item, [code])[0]! })), answer: shownAnswer(item),
    })),
  };
};
const shownAnswer = ({ answer, optionOrder }: store.ItemRow): string[] | null => answer?.map((code) => shownCode(optionOrder, code)) ?? null;

const own = (ctx: Ctx, row: store.AttemptRow | undefined): store.AttemptRow => (row && row.personId === ctx.actor.personId ? row : refuse('exams.attempt_unknown'));

export const attempt = async (ctx: Ctx, { attemptId }: { attemptId: string }): Promise<AttemptView> => attemptView(ctx, own(ctx, await store.findAttempt(ctx.tx, ctx.cityId, attemptId)));

/** Refuses `exams.attempt_over` and `exams.time_over`; by the clock of the server, with half a minute for what is on its way. */
const demandOpen = (ctx: Ctx, row: store.AttemptRow): void => {
  if (row.state === 'judged' && row.closedBy === 'clock') refuse('exams.time_over', { at: sayTime(row.endsAt) });
  if (row.state === 'judged') refuse('exams.attempt_over', { at: sayTime(row.judgedAt!), score: row.scorePercent! });
  if (isOver(row.endsAt, ctx.now)) refuse('exams.time_over', { at: sayTime(row.endsAt) });
};

/** An empty answer takes an earlier one back. Refuses `exams.item_unknown`, `exams.answer_wrong`. */
const save = async (ctx: Ctx, row: store.AttemptRow, answers: readonly Answer[]): Promise<void> => {
  if (answers.length === 0) return;
  const items = new Map((await askedItems(ctx, row.id)).map((item) => [item.no, item]));
  for (const { no, version, answer } of answers) {
    const item = items.get(no) ?? refuse('exams.item_unknown', { no }, 'answers');
    const codes = readAnswer(item.text.kind, item.optionOrder, answer) ?? refuse('exams.answer_wrong', item.text.kind === 'order' ? { no, whyZh: '请把每一步都排进去', whyEn: 'put every step in order' } : { no, whyZh: '只能选题目里有的选项', whyEn: 'choose from the options shown' }, 'answers');
    await store.saveAnswer(ctx.tx, ctx.cityId, row.id, { no, version, answer: codes.length === 0 ? null : codes, at: ctx.now });
  }
};

/** Saves answers; the higher version of an item stays. Refuses `exams.attempt_unknown`, `exams.attempt_over`, `exams.time_over`, `exams.item_unknown`, `exams.answer_wrong`. */
export const answer = async (ctx: Ctx, { attemptId, answers }: ParsedOf<Exams['answer']>): Promise<OutputOf<Exams['answer']>> => {
  const row = own(ctx, await store.lockAttempt(ctx.tx, ctx.cityId, attemptId));
  demandOpen(ctx, row);
  await save(ctx, row, answers);
  const items = await store.itemsOf(ctx.tx, ctx.cityId, attemptId);
  const asked = new Set(answers.map(({ no }) => no));
  return {
    saved: items.filter(({ no }) => asked.has(no)).map((item) => ({ no: item.no, version: item.answerVersion, answer: shownAnswer(item) })), answeredCount: items.filter((item) => item.answer !== null).length,
    serverNow: ctx.now.toISOString(), remainingSeconds: remainingSeconds(row.endsAt, ctx.now),
  };
};

/** Hands in, once. Refuses what `answer` refuses: a second submit is `exams.attempt_over`, a late one `exams.time_over`. */
export const submit = async (ctx: Ctx, { attemptId, answers }: ParsedOf<Exams['submit']>): Promise<OutputOf<Exams['submit']>> => {
  const row = own(ctx, await store.lockAttempt(ctx.tx, ctx.cityId, attemptId));
  demandOpen(ctx, row);
  await save(ctx, row, answers);
  await judge(ctx, row, 'self');
  return result(ctx, { attemptId });
};

/** The time is over: what was saved by then is judged. Does nothing to an attempt that is judged. */
export const closeAttempt = async (ctx: Ctx, { attemptId }: { attemptId: string }): Promise<void> => {
  const row = await store.lockAttempt(ctx.tx, ctx.cityId, attemptId);
  if (row?.state === 'open' && isOver(row.endsAt, ctx.now)) await judge(ctx, row, 'clock');
};
const FORGOTTEN_MS = 5 * 60_000;
/** Attempts whose timer was lost, as after a restore from a backup. */
export const closeForgotten = async (ctx: Ctx): Promise<void> => {
  for (const { id } of await store.forgottenAttempts(ctx.tx, ctx.cityId, new Date(ctx.now.getTime() - FORGOTTEN_MS), 200)) await closeAttempt(ctx, { attemptId: id });
};

/** Judges, says so, and gives the certificate when this was what it still took; all in one transaction. */
const judge = async (ctx: Ctx, row: store.AttemptRow, closedBy: 'self' | 'clock'): Promise<void> => {
  const rightNos = (await askedItems(ctx, row.id)).filter(({ text, answer: given }) => isRight(text.kind, text.rightCodes, given)).map(({ no }) => no);
  const { scorePercent, isPassed } = scoreOf(rightNos.length, row.itemCount, row.passPercent);
  await store.markItems(ctx.tx, ctx.cityId, row.id, rightNos);
  await store.closeAttempt(ctx.tx, ctx.cityId, row.id, { at: ctx.now, closedBy, rightCount: rightNos.length, scorePercent, isPassed });
  await ctx.emit('exam.judged', { attemptId: row.id, paper: row.paper, workerId: row.workerId, merchantId: row.merchantId, scorePercent, isPassed, personIds: [row.personId] });
  if (!isPassed || row.workerId === null) return;
  if (row.paper === 'core') await noteStage(ctx, { workerId: row.workerId, stage: 'examined' });
  if (!row.paper.startsWith('quiz-')) await settleCertificates(ctx, { workerId: (await workerOf(ctx, row.workerId)).id });
};

/** How it went; a quiz explains every question, an exam names the topics only. Refuses `exams.attempt_unknown`, `exams.not_judged`. */
export const result = async (ctx: Ctx, { attemptId }: { attemptId: string }): Promise<OutputOf<Exams['result']>> => {
  const row = own(ctx, await store.findAttempt(ctx.tx, ctx.cityId, attemptId));
  if (row.state !== 'judged') refuse('exams.not_judged');
  const syllabus = await syllabusOf(ctx);
  const rule = paperOf(row.paper, syllabus);
  const items = await askedItems(ctx, attemptId);
  const subject: store.Subject = row.workerId !== null ? { workerId: row.workerId, merchantId: null } : { workerId: null, merchantId: row.merchantId! };
  const hours = rule?.tries.hours ?? 24;
  const recent = (await store.attemptsSince(ctx.tx, ctx.cityId, subject, new Date(ctx.now.getTime() - hours * 3_600_000))).filter(({ paper }) => paper === row.paper);
  const tries = rule ? triesLeft(recent.map(({ startedAt }) => startedAt), rule.tries, ctx.now) : { left: 0, nextAt: null };
  const topics = [...Map.groupBy(items, ({ topic }) => topic)].map(([code, list]) => ({ code, name: topicName(code, syllabus.names), right: list.filter((item) => item.isRight).length, of: list.length }));
  return {
    attemptId, paper: row.paper, title: rule?.title ?? { zh: row.paper, en: row.paper }, isPassed: row.isPassed!, scorePercent: row.scorePercent!, passPercent: row.passPercent, rightCount: row.rightCount!, itemCount: row.itemCount, startedAt: row.startedAt.toISOString(),
    judgedAt: row.judgedAt!.toISOString(), closedBy: row.closedBy!, topics, tries: { left: tries.left, nextAt: tries.nextAt?.toISOString() ?? null },
    words: sayResult({ isPassed: row.isPassed!, scorePercent: row.scorePercent!, passPercent: row.passPercent, closedBy: row.closedBy!, next: nextWords(row, topics, tries) }),
    review: row.paper.startsWith('quiz-') ? items.map((item) => ({ no: item.no, stem: { zh: item.text.stemZh, en: item.text.stemEn }, picture: pictureOf(item.text), isRight: item.isRight!, yours: optionWords(item, item.answer ?? []), right: optionWords(item, item.text.rightCodes), why: { zh: item.text.whyZh, en: item.text.whyEn } })) : [],
  };
};

const nextWords = (row: store.AttemptRow, topics: readonly { name: { zh: string; en: string }; right: number; of: number }[], tries: { left: number; nextAt: Date | null }): { zh: string; en: string } => {
  if (row.isPassed) return row.merchantId !== null ? { zh: '接着看入驻进度。', en: 'See your way into the alliance next.' } : row.paper.startsWith('quiz-') ? { zh: '看看讲解，再学下一课。', en: 'Read why, then go on learning.' } : { zh: '到“我的证书”看下一步。', en: 'See My certificates for the next step.' };
  const weak = [...topics].sort((a, b) => a.right / a.of - b.right / b.of)[0];
  const again = tries.left > 0 ? { zh: `还可以再考 ${tries.left} 次。`, en: `${tries.left} tries are left.` } : { zh: `${sayTime(tries.nextAt ?? row.endsAt)} 以后可以再考。`, en: `You may try again after ${sayTime(tries.nextAt ?? row.endsAt)}.` };
  return topics.length > 1 && weak ? { zh: `先复习“${weak.name.zh}”。${again.zh}`, en: `Go over “${weak.name.en}” first. ${again.en}` } : { zh: `先复习再考。${again.zh}`, en: `Go over it first. ${again.en}` };
};

const MOST_NOTES = 300;
/** Kept as told, for people to look at; past a number nothing more is kept, and nothing of it stops an exam. Refuses `exams.attempt_unknown`. */
export const noteIntegrity = async (ctx: Ctx, { attemptId, notes }: ParsedOf<Exams['noteIntegrity']>): Promise<{ ok: true }> => {
  const row = own(ctx, await store.lockAttempt(ctx.tx, ctx.cityId, attemptId));
  const room = MOST_NOTES - await store.countNotes(ctx.tx, ctx.cityId, row.id);
  const fresh = [...new Map(notes.map((note) => [note.no, note])).values()].slice(0, Math.max(0, room));
  if (row.state === 'open' && fresh.length > 0) {
    await store.insertNotes(ctx.tx, ctx.cityId, row.id, ctx.now, fresh.map(({ no, kind, phoneAt, seconds }) => ({ no, kind, phoneAt: phoneAt ?? null, seconds: seconds ?? null })));
    await store.countLeft(ctx.tx, ctx.cityId, row.id);
  }
  return { ok: true };
};

import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import { integrityWords } from '../rules/attempts.ts';
import { paperOf, type Syllabus } from '../rules/papers.ts';
import { flagOf } from '../rules/statistics.ts';
import * as store from '../store/attempts.ts';
import * as bank from '../store/bank.ts';
import { askedItems, optionWords } from './attempts.ts';
import { syllabusOf } from './syllabus.ts';

type Exams = typeof contract.exams;
type RowView = OutputOf<Exams['attemptList']>['items'][number];

const rowView = (row: store.ListedRow, syllabus: Syllabus): RowView => ({
  attemptId: row.id, paper: row.paper, title: paperOf(row.paper, syllabus)?.title ?? { zh: row.paper, en: row.paper }, workerId: row.workerId, merchantId: row.merchantId, subjectName: row.subjectName, personName: row.personName, state: row.state, startedAt: row.startedAt.toISOString(),
  judgedAt: row.judgedAt?.toISOString() ?? null, closedBy: row.closedBy, scorePercent: row.scorePercent, isPassed: row.isPassed, leftCount: row.leftCount,
});
const page = async (ctx: Ctx, wish: Omit<store.ListWish, 'before' | 'attemptId'>, cursor: string | undefined): Promise<{ items: RowView[]; nextCursor: string | null }> => {
  const rows = await store.listAttempts(ctx.tx, ctx.cityId, { ...wish, attemptId: null, before: placeOf(cursor), limit: wish.limit + 1 });
  const syllabus = await syllabusOf(ctx);
  const last = rows.length > wish.limit ? rows[wish.limit - 1] : undefined;
  return { items: rows.slice(0, wish.limit).map((row) => rowView(row, syllabus)), nextCursor: last ? `${last.startedAt.toISOString()} ${last.id}` : null };
};

export const myAttempts = (ctx: Ctx, { paper, cursor, limit }: ParsedOf<Exams['myAttempts']>): Promise<OutputOf<Exams['myAttempts']>> => page(ctx, { paper: paper ?? null, isPassed: null, workerId: null, personId: ctx.actor.personId, limit }, cursor);
export const attemptList = (ctx: Ctx, { paper, isPassed, workerId, cursor, limit }: ParsedOf<Exams['attemptList']>): Promise<OutputOf<Exams['attemptList']>> => page(ctx, { paper: paper ?? null, isPassed: isPassed ?? null, workerId: workerId ?? null, personId: null, limit }, cursor);

/** One attempt as it was answered. Refuses `exams.attempt_unknown`. */
export const attemptReport = async (ctx: Ctx, { attemptId }: { attemptId: string }): Promise<OutputOf<Exams['attemptReport']>> => {
  const [row] = await store.listAttempts(ctx.tx, ctx.cityId, { paper: null, isPassed: null, workerId: null, personId: null, attemptId, before: null, limit: 1 });
  if (!row) return refuse('exams.attempt_unknown');
  const notes = await store.notesOf(ctx.tx, ctx.cityId, attemptId);
  return {
    ...rowView(row, await syllabusOf(ctx)),
    // While it is open nobody is shown what is right: the paper is still being sat.
    items: row.state === 'open' ? [] : (await askedItems(ctx, attemptId)).map((item) => ({ no: item.no, questionId: item.questionId, version: item.version, stem: { zh: item.text.stemZh, en: item.text.stemEn }, isRight: item.isRight ?? false, yours: optionWords(item, item.answer ?? []), right: optionWords(item, item.text.rightCodes), answeredAt: item.answeredAt?.toISOString() ?? null })),
    notes: notes.map(({ kind, at, phoneAt, seconds }) => ({ kind, words: integrityWords[kind], at: at.toISOString(), phoneAt: phoneAt?.toISOString() ?? null, seconds })),
  };
};

/** Adds a judged attempt to the numbers of its paper and questions, once however often it is told. */
export const countAttempt = async (ctx: Ctx, { attemptId }: { attemptId: string }): Promise<void> => {
  if ((await store.takeForCounting(ctx.tx, ctx.cityId, attemptId, ctx.now)) === 0) return;
  const row = (await store.findAttempt(ctx.tx, ctx.cityId, attemptId))!;
  await bank.addToSums(ctx.tx, ctx.cityId, attemptId);
  await bank.addToPicks(ctx.tx, ctx.cityId, attemptId);
  for (const sums of await bank.sumsOf(ctx.tx, ctx.cityId, attemptId)) {
    const flag = flagOf(sums);
    if (flag !== sums.flag) await bank.setFlag(ctx.tx, ctx.cityId, sums.id, flag);
  }
  await store.addToPaper(ctx.tx, ctx.cityId, { paper: row.paper, scorePercent: row.scorePercent!, isPassed: row.isPassed! });
};

import type { Bilingual, EventPayload, OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { itemBriefs } from '../../catalog/index.ts';
import { workerOf } from '../../workers/index.ts';
import { signalsOfComplaint, signalsOfInspection, signalsOfReview, type Signal, type Source } from '../rules/signals.ts';
import { modulesOf } from '../store/modules.ts';
import { findLearner, lockLearner } from '../store/progress.ts';
import * as store from '../store/signals.ts';
import { reckonPath } from './path.ts';

type Learning = typeof contract.learning;
const DAY_MS = 86_400_000;
/** What a version names as its grounds is counted over so many days. */
const GROUNDS_DAYS = 90;

const familyOf = async (ctx: Ctx, itemId: string | null): Promise<string | null> => (itemId === null ? null : (await itemBriefs(ctx, [itemId])).get(itemId)?.family ?? null);

/** Keeps what was asked for; who has begun to learn gets her path anew. */
const keep = async (ctx: Ctx, { source, refId, workerId, signals, because }: { source: Source; refId: string; workerId: string; signals: readonly Signal[]; because: Bilingual }): Promise<void> => {
  const fresh = signals.length === 0 ? 0 : await store.insertSignals(ctx.tx, ctx.cityId, { source, refId, workerId, at: ctx.now }, signals);
  // A review moves the means of the last ten even where it asks for nothing by itself.
  if ((fresh === 0 && source !== 'review') || !(await findLearner(ctx.tx, ctx.cityId, workerId))) return;
  await lockLearner(ctx.tx, ctx.cityId, workerId, ctx.now);
  await reckonPath(ctx, await workerOf(ctx, workerId), because);
};

/** A family has spoken. */
export const weighReview = async (ctx: Ctx, { orderId, workerId }: EventPayload<'order.reviewed'>): Promise<void> => {
  const review = await store.reviewOf(ctx.tx, ctx.cityId, orderId);
  const signals = review === undefined || review.workerId !== workerId ? [] : signalsOfReview({ ...review, family: await familyOf(ctx, review.itemId) });
  await keep(ctx, { source: 'review', refId: orderId, workerId, signals, because: { zh: '有了新评价', en: 'A new review' } });
};
/** A complaint was judged; only an upheld one asks for anything. */
export const weighComplaint = async (ctx: Ctx, { ticketId, workerId, isUpheld, topics, family }: EventPayload<'complaint.judged'>): Promise<void> => {
  if (isUpheld) await keep(ctx, { source: 'complaint', refId: ticketId, workerId, signals: signalsOfComplaint({ topics: topics ?? [], family: family ?? null }), because: { zh: '一件投诉核实属实', en: 'A complaint was upheld' } });
};
/** An inspection found that a visit did not keep what a standard asks. */
export const weighBreach = async (ctx: Ctx, { sampleId, orderId, workerId, clauseIds }: EventPayload<'standard.breached'>): Promise<void> => keep(ctx, {
  source: 'inspection', refId: sampleId, workerId, signals: signalsOfInspection({ clauses: await store.clausesOf(ctx.tx, ctx.cityId, clauseIds), family: await familyOf(ctx, await store.inspectedItem(ctx.tx, ctx.cityId, orderId)) }), because: { zh: '检查发现没做到', en: 'An inspection found something not kept' },
});

/** What reviews, upheld complaints and inspections of the last days say is weak, from whom, and what has been done about it. */
export const weakModules = async (ctx: Ctx, { days }: { days: '30' | '90' }): Promise<OutputOf<Learning['weakModules']>> => {
  const since = new Date(ctx.now.getTime() - Number(days) * DAY_MS);
  const names = new Map((await modulesOf(ctx.tx, ctx.cityId)).map((row) => [row.code, { zh: row.titleZh, en: row.titleEn || row.titleZh }]));
  const answers = Map.groupBy(await store.answeringVersions(ctx.tx, ctx.cityId, since), ({ module }) => module);
  return {
    items: (await store.weakModules(ctx.tx, ctx.cityId, since)).map((row) => ({
      module: row.module, title: names.get(row.module) ?? { zh: row.module, en: row.module }, signals: row.signals, reviews: row.reviews, complaints: row.complaints, inspections: row.inspections, workers: row.workers, mended: row.mended, last: { words: { zh: row.wordsZh, en: row.wordsEn }, at: row.lastAt.toISOString() },
      answers: (answers.get(row.module) ?? []).map(({ lessonId, version, titleZh, titleEn, publishedAt, words }) => ({ lessonId, version, title: { zh: titleZh, en: titleEn || titleZh }, publishedAt: publishedAt.toISOString(), words })),
    })),
  };
};

/** What a version answers, with the feedback there was when it was written. */
export const groundsFor = async (ctx: Ctx, module: string, words: string) => {
  const counted = await store.countSignals(ctx.tx, ctx.cityId, module, new Date(ctx.now.getTime() - GROUNDS_DAYS * DAY_MS));
  const of = (source: Source): number => counted.find((one) => one.source === source)?.n ?? 0;
  return { words, days: GROUNDS_DAYS, reviews: of('review'), complaints: of('complaint'), inspections: of('inspection'), at: ctx.now.toISOString() };
};

import { beginLearning, defaultWeights, dimensionKeys, formulaVersion, learn, outcomeOf, rankField } from '@linli/planner';
import type { DimensionKey, Learned, Lesson, Weights } from '@linli/planner';
import type { OutputOf, contract } from '@linli/contract';
import { forget, once } from '../../../kernel/context.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { settingsOf } from '../../accounts/index.ts';
import { workerNames } from '../../workers/index.ts';
import { dimensionLabels, LESSON_PATIENCE_HOURS } from '../rules.ts';
import * as store from '../store/weights.ts';

type Dispatch = typeof contract.dispatch;
/** The weights a ranking is made with; version 0 are the published ones. */
export type WeightsInForce = { version: number; weights: Weights };

const learnedFrom = (row: store.WeightsRow): Learned => ({ weights: row.weights as Weights, precision: row.precisionOf as Weights, usual: row.usual as Weights, bias: row.bias, reviews: row.reviews });
/** Learned under another formula they would weigh dimensions that meant something else: the published ones hold until something is learned anew. */
const usable = (row: store.WeightsRow | undefined): store.WeightsRow | undefined => (row?.formulaVersion === formulaVersion ? row : undefined);

export const weightsInForce = (ctx: Ctx): Promise<WeightsInForce> => once(ctx, 'dispatch.weights', async () => {
  if ((await settingsOf(ctx)).learnWeights === 0) return { version: 0, weights: defaultWeights };
  const row = usable(await store.latestWeights(ctx.tx, ctx.cityId));
  return row ? { version: row.version, weights: row.weights as Weights } : { version: 0, weights: defaultWeights };
});

/** Versions are given out one after the other: `last` was read under the lock. */
async function addVersion(ctx: Ctx, last: store.WeightsRow | undefined, learned: Learned, about: Pick<store.WeightsRow, 'source' | 'words'> & Partial<store.WeightsRow>): Promise<number> {
  const version = (last?.version ?? 0) + 1;
  await store.insertWeights(ctx.tx, ctx.cityId, {
    version, at: ctx.now, weights: learned.weights, precisionOf: learned.precision, usual: learned.usual, bias: learned.bias, reviews: learned.reviews, formulaVersion, orderId: null, decisionId: null, outcome: null, byId: ctx.actor.personId, ...about,
  });
  forget(ctx, 'dispatch.weights');
  return version;
}
const lockWeights = (ctx: Ctx): Promise<void> => lockFor(ctx.tx, `dispatch-weights ${ctx.cityId}`);

/** The dimensions of one worker in a frozen field. */
function scoresIn(field: store.LessonRow['field'], workerId: string): Lesson['scores'] | null {
  const row = field?.rows.find(([id]) => id === workerId);
  if (!field || !row || dimensionKeys.some((key) => !field.keys.includes(key))) return null;
  return Object.fromEntries(field.keys.map((key, at) => [key, row[at + 1] as number])) as Record<DimensionKey, number>;
}

/**
 * What an order teaches, once both sides have spoken; the family's word alone counts after three days. Safe to run twice: an order teaches once.
 * A decision without frozen dimensions (made by hand on the phone) teaches nothing.
 */
export async function learnFromOrder(ctx: Ctx, { orderId, isPatienceOver = false }: { orderId: string; isPatienceOver?: boolean }): Promise<void> {
  if ((await settingsOf(ctx)).learnWeights === 0) return;
  const told = await store.lessonOf(ctx.tx, ctx.cityId, orderId);
  if (!told) return;
  if (told.workerStars === null && !isPatienceOver) {
    await ctx.schedule({ name: 'dispatch.learnAlone', key: orderId, at: new Date(ctx.now.getTime() + LESSON_PATIENCE_HOURS * 3_600_000), payload: { orderId } });
    return;
  }
  const scores = scoresIn(told.field, told.workerId);
  if (!scores) return;
  await lockWeights(ctx);
  const outcome = outcomeOf({ householdStars: told.householdStars, workerStars: told.workerStars, hadComplaint: told.complaintCount > 0, minutesLate: told.minutesLate });
  const newest = await store.latestWeights(ctx.tx, ctx.cityId);
  const last = usable(newest);
  const learned = learn(last ? learnedFrom(last) : beginLearning(defaultWeights), { scores, outcome }, { published: defaultWeights });
  await addVersion(ctx, newest, learned, { source: 'learned', words: '', orderId, decisionId: told.decisionId, outcome, byId: null });
}

const asList = (weights: Record<string, number>) => dimensionKeys.map((key) => ({ key, label: dimensionLabels[key] ?? { zh: key, en: key }, weight: Math.round((weights[key] ?? 0) * 10_000) / 10_000 }));

/** The weights in force, the published ones beside, and every change with what it was learned from. */
export async function viewWeights(ctx: Ctx): Promise<OutputOf<Dispatch['viewWeights']>> {
  const now = await weightsInForce(ctx);
  const history = await store.weightsHistory(ctx.tx, ctx.cityId, 50);
  return {
    formulaVersion, version: now.version, isLearning: (await settingsOf(ctx)).learnWeights !== 0, inForce: asList(now.weights), published: asList(defaultWeights), reviews: usable(history[0])?.reviews ?? 0,
    history: history.map((row) => ({
      version: row.version, at: row.at.toISOString(), source: row.source, formulaVersion: row.formulaVersion, orderId: row.orderId, orderNo: row.orderNo, decisionId: row.decisionId, outcome: row.outcome, byName: row.byName, words: row.words, weights: asList(row.weights),
    })),
  };
}

/** Back to an earlier version (0: the published weights) with what had been learned by then; the history stays. */
export async function revertWeights(ctx: Ctx, { version, reason }: { version: number; reason: string }): Promise<OutputOf<Dispatch['viewWeights']>> {
  await lockWeights(ctx);
  const row = version === 0 ? null : await store.weightsAt(ctx.tx, ctx.cityId, version);
  if (row === undefined) refuse('dispatch.weights_unknown', { version }, 'version');
  if (row && row.formulaVersion !== formulaVersion) refuse('dispatch.weights_old', { version, formula: row.formulaVersion }, 'version');
  await addVersion(ctx, await store.latestWeights(ctx.tx, ctx.cityId), row ? learnedFrom(row) : beginLearning(defaultWeights), { source: 'reverted', words: reason });
  return viewWeights(ctx);
}

/** Weights set by hand, taken as shares of their sum; learning goes on from there. Every dimension has to be named. */
export async function setWeights(ctx: Ctx, { weights, reason }: { weights: Record<string, number>; reason: string }): Promise<OutputOf<Dispatch['viewWeights']>> {
  const missing = dimensionKeys.find((key) => weights[key] === undefined);
  if (missing) refuse('dispatch.weights_missing', { missingZh: dimensionLabels[missing]!.zh, missingEn: dimensionLabels[missing]!.en }, 'weights');
  const sum = dimensionKeys.reduce((total, key) => total + weights[key]!, 0);
  if (!(sum > 0)) refuse('dispatch.weights_missing', { missingZh: '至少一项大于 0', missingEn: 'at least one above zero' }, 'weights');
  await lockWeights(ctx);
  const newest = await store.latestWeights(ctx.tx, ctx.cityId);
  const last = usable(newest);
  const before = last ? learnedFrom(last) : beginLearning(defaultWeights);
  await addVersion(ctx, newest, { ...before, weights: Object.fromEntries(dimensionKeys.map((key) => [key, weights[key]! / sum])) as Weights }, { source: 'manual', words: reason });
  return viewWeights(ctx);
}

const only = (key: DimensionKey): Weights => Object.fromEntries(dimensionKeys.map((one) => [one, one === key ? 1 : 0])) as Weights;
/** A policy's weights: `published`, `learned`, `version:N`, or one dimension by its key (`route` is nearest first, `rating` best rated first). */
async function weightsOfPolicy(ctx: Ctx, policy: string): Promise<Weights> {
  if (policy === 'published') return defaultWeights;
  if (policy === 'learned') return (usable(await store.latestWeights(ctx.tx, ctx.cityId))?.weights as Weights | undefined) ?? defaultWeights;
  const version = /^version:(\d{1,9})$/.exec(policy)?.[1];
  if (version !== undefined) return ((await store.weightsAt(ctx.tx, ctx.cityId, Number(version))) ?? refuse('dispatch.weights_unknown', { version }, 'policy')).weights as Weights;
  const key = policy === 'nearest' ? 'route' : dimensionKeys.find((one) => one === policy);
  return key ? only(key) : refuse('dispatch.policy_unknown', { policy, known: ['published', 'learned', 'version:N', 'nearest', ...dimensionKeys].join(', ') }, 'policy');
}

/** A decision taken again from its frozen field under another policy: whom it would have sent, and the first five. */
export async function replayDecision(ctx: Ctx, { decisionId, policy }: { decisionId: string; policy: string }): Promise<OutputOf<Dispatch['replayDecision']>> {
  const frozen = (await store.frozenDecision(ctx.tx, ctx.cityId, decisionId)) ?? refuse('dispatch.decision_unknown');
  const weights = await weightsOfPolicy(ctx, policy);
  const { field } = frozen;
  const order = field ? dimensionKeys.map((key) => field.keys.indexOf(key)) : [];
  const rows = field ? field.rows.map(([workerId, ...scores]) => ({ workerId, scores: order.map((at) => scores[at] ?? 0) })) : [];
  const ranked = rankField(rows, weights).slice(0, 5);
  const names = await workerNames(ctx, [...ranked.map(({ workerId }) => workerId), ...(frozen.workerId ? [frozen.workerId] : [])]);
  const named = (workerId: string): { workerId: string; name: string } => ({ workerId, name: names.get(workerId) ?? workerId });
  const first = ranked[0];
  return {
    decisionId, at: frozen.at.toISOString(), words: { zh: frozen.wordsZh, en: frozen.wordsEn }, formulaVersion: frozen.formulaVersion, weightsVersion: frozen.weightsVersion, policy, fieldSize: rows.length,
    taken: frozen.workerId ? named(frozen.workerId) : null, wouldTake: first ? named(first.workerId) : null, isSame: first !== undefined && first.workerId === frozen.workerId,
    ranking: ranked.map(({ workerId, score }) => ({ ...named(workerId), score })),
  };
}

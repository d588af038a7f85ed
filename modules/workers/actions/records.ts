import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { isInForce } from '../rules/papers.ts';
import { ladderLevel, overallScore, ratingFactor } from '../rules/profile.ts';
import * as store from '../store/workers.ts';
import { tellChange, workerOf, type WorkerFacts } from './facts.ts';

/** Raises a worker to the rung of the ladder that her record has earned. */
export const climbLadder = async (ctx: Ctx, workerId: string): Promise<void> => climb(ctx, await workerOf(ctx, workerId));

/** The same for a worker in hand, as she stands now. */
export const climb = async (ctx: Ctx, worker: WorkerFacts): Promise<void> => {
  const today = cityDay(ctx.now);
  const workerId = worker.id;
  const kindsInForce = (await store.papersOf(ctx.tx, ctx.cityId, [workerId])).filter((paper) => isInForce(paper, today)).map(({ kind }) => kind);
  const level = ladderLevel(worker, kindsInForce, ctx.now);
  if (level !== worker.level) await store.setLevel(ctx.tx, ctx.cityId, workerId, level);
};

export type NewRating = { workerId: string; orderId: string; itemName: Bilingual; skill: number; communication: number; attitude: number; words: string; weight: number; isNeighbour: boolean };
/** Adds a household's review of an order to the worker's rating, with its weight; the same order counts once. */
export const recordRating = async (ctx: Ctx, rating: NewRating): Promise<void> => {
  const isNew = await store.insertRating(ctx.tx, ctx.cityId, { ...rating, id: ctx.newId('rat'), at: ctx.now }, overallScore(rating), ratingFactor(ctx.now));
  if (!isNew) return;
  const worker = await workerOf(ctx, rating.workerId);
  await climb(ctx, worker);
  await tellChange(ctx, worker, 'rating');
};

/** Counts a visit served and its minutes. */
export const recordVisit = async (ctx: Ctx, { workerId, minutes }: { workerId: string; minutes: number }): Promise<void> => {
  await store.addVisit(ctx.tx, ctx.cityId, workerId, Math.max(0, Math.round(minutes)));
  await climbLadder(ctx, workerId);
};

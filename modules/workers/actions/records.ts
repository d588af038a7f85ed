import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { overallScore, ratingFactor } from '../rules/profile.ts';
import * as store from '../store/workers.ts';
import { tellChange, workerOf } from './facts.ts';
import { climb } from './ladder.ts';
import { noteStage } from './stages.ts';

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
  const worker = await workerOf(ctx, workerId);
  await climb(ctx, worker);
  if (worker.visitsDone === 1) await noteStage(ctx, { workerId, stage: 'firstOrder' });
};

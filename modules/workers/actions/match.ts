import { traitsOf } from '@linli/contract';
import type { Allergen, OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { mannerView, saveWorkerWish, workerWishes } from '../../accounts/index.ts';
import * as store from '../store/match.ts';
import { cardsOf, tellChange, workerOf, workerOfActor } from './facts.ts';
import { profileOf, type WorkerProfile } from './profiles.ts';

type Workers = typeof contract.workers;
type MannerView = OutputOf<Workers['myManner']>;

/** Favourite and blocked workers of a household, as a family sees them. */
export const myWishes = async (ctx: Ctx, { customerId }: { customerId?: string | undefined }): Promise<OutputOf<Workers['myWishes']>> => {
  const wishes = await workerWishes(ctx, { customerId });
  const cards = await cardsOf(ctx, wishes.map(({ workerId }) => workerId));
  return { items: wishes.flatMap(({ workerId, kind, reason, setAt }) => { const worker = cards.get(workerId); return worker ? [{ worker, kind, reason, setAt: setAt.toISOString() }] : []; }) };
};

/** Blocks, likes or forgets a worker. She is never told that a family blocked her. */
export const setWish = async (ctx: Ctx, wish: { workerId: string; kind: 'favourite' | 'blocked' | 'none'; reason: string; customerId?: string | undefined }): Promise<OutputOf<Workers['myWishes']>> => {
  await workerOf(ctx, wish.workerId);
  await saveWorkerWish(ctx, wish);
  return myWishes(ctx, wish);
};

/** The worker's own word on allergies, habits and the homes she is used to. */
export const setMatching = async (ctx: Ctx, matching: { allergies: Allergen[]; habits: Allergen[]; sceneSkills: string[] }): Promise<WorkerProfile> => {
  const worker = await workerOfActor(ctx);
  const once = <T>(some: readonly T[]): T[] => [...new Set(some)];
  await store.saveMatching(ctx.tx, ctx.cityId, worker.id, { allergies: once(matching.allergies), habits: once(matching.habits), sceneSkills: once(matching.sceneSkills) });
  await tellChange(ctx, worker, 'profile');
  return profileOf(ctx, worker.id);
};

export const myManner = async (ctx: Ctx): Promise<MannerView> => mannerView(await store.mannerOf(ctx.tx, ctx.cityId, (await workerOfActor(ctx)).id));

export const setManner = async (ctx: Ctx, { answers }: { answers: number[] }): Promise<MannerView> => {
  await store.saveManner(ctx.tx, ctx.cityId, (await workerOfActor(ctx)).id, { answers, traits: traitsOf(answers), consentedAt: ctx.now });
  return myManner(ctx);
};

/** Deletes answers, traits and consent. */
export const forgetManner = async (ctx: Ctx): Promise<MannerView> => {
  await store.removeManner(ctx.tx, ctx.cityId, (await workerOfActor(ctx)).id);
  return mannerView(undefined);
};

/** Workers who will not go to this household. System use. */
export const workersBlocking = (ctx: Ctx, householdId: string): Promise<string[]> => store.workersBlocking(ctx.tx, ctx.cityId, householdId);

/** The same for many households; one that nobody avoids has no entry. */
export const workersBlockingMany = async (ctx: Ctx, householdIds: readonly string[]): Promise<Map<string, string[]>> => {
  const rows = Map.groupBy(await store.blocksOfMany(ctx.tx, ctx.cityId, householdIds), ({ householdId }) => householdId);
  return new Map([...rows].map(([householdId, blocks]) => [householdId, blocks.map(({ workerId }) => workerId)]));
};

/** A worker will not go to this household again, and why; without a reason she takes it back. The caller knows that she has to do with it. */
export const blockHousehold = async (ctx: Ctx, { workerId, householdId, reason }: { workerId: string; householdId: string; reason: string | null }): Promise<void> => {
  if (reason === null) await store.removeHouseholdBlock(ctx.tx, ctx.cityId, workerId, householdId);
  else await store.saveHouseholdBlock(ctx.tx, ctx.cityId, { workerId, householdId, reason, at: ctx.now });
  await tellChange(ctx, await workerOf(ctx, workerId), 'profile');
};

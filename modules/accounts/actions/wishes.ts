import type { Traits } from '@linli/contract';
import { traitsOf } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { mannerView, type MannerView } from '../rules/manner.ts';
import * as store from '../store/wishes.ts';
import { customerOf } from './households.ts';
import { actingPersonId } from './login.ts';
import { findPersonOr404, householdOf } from './people.ts';

export type WorkerWishRow = store.WishRow;

/** Whom a household wishes and whom it never wants again; the customer's, where the desk names one. */
export const workerWishes = async (ctx: Ctx, { customerId }: { customerId?: string | undefined }): Promise<WorkerWishRow[]> =>
  store.wishesOf(ctx.tx, ctx.cityId, (await findPersonOr404(ctx, customerOf(ctx, customerId))).householdId);

/** Remembers a household's wish about a worker, who is known to exist; `none` forgets it. */
export const saveWorkerWish = async (ctx: Ctx, wish: { workerId: string; kind: store.WishKind | 'none'; reason: string; customerId?: string | undefined }): Promise<void> => {
  const { householdId } = await findPersonOr404(ctx, customerOf(ctx, wish.customerId));
  if (wish.kind === 'none') await store.removeWish(ctx.tx, ctx.cityId, householdId, wish.workerId);
  else await store.saveWish(ctx.tx, ctx.cityId, householdId, { workerId: wish.workerId, kind: wish.kind, reason: wish.reason, setAt: ctx.now, setBy: actingPersonId(ctx) });
};

/** What a match asks of a household: whom it wishes, whom it does not want, and the manner it likes. System use. */
export const matchWishes = async (ctx: Ctx, householdId: string): Promise<{ favourites: string[]; blocked: string[]; traits: Traits | null }> => {
  const wishes = await store.wishesOf(ctx.tx, ctx.cityId, householdId);
  const of = (kind: store.WishKind): string[] => wishes.filter((wish) => wish.kind === kind).map(({ workerId }) => workerId);
  return { favourites: of('favourite'), blocked: of('blocked'), traits: (await store.mannerOf(ctx.tx, ctx.cityId, householdId))?.traits ?? null };
};

/** The same for many households at once; every one asked for has an answer. */
export const matchWishesOfMany = async (ctx: Ctx, householdIds: readonly string[]): Promise<Map<string, Awaited<ReturnType<typeof matchWishes>>>> => {
  const wishes = Map.groupBy(await store.wishesOfMany(ctx.tx, ctx.cityId, householdIds), ({ householdId }) => householdId);
  const traits = new Map((await store.mannersOfMany(ctx.tx, ctx.cityId, householdIds)).map((row) => [row.householdId, row.traits]));
  const of = (householdId: string, kind: store.WishKind): string[] => (wishes.get(householdId) ?? []).filter((wish) => wish.kind === kind).map(({ workerId }) => workerId);
  return new Map(householdIds.map((householdId) => [householdId, { favourites: of(householdId, 'favourite'), blocked: of(householdId, 'blocked'), traits: traits.get(householdId) ?? null }]));
};

const ownHousehold = (ctx: Ctx): Promise<string> => householdOf(ctx, actingPersonId(ctx));

export const myManner = async (ctx: Ctx): Promise<MannerView> => mannerView(await store.mannerOf(ctx.tx, ctx.cityId, await ownHousehold(ctx)));

export const setManner = async (ctx: Ctx, { answers }: { answers: number[] }): Promise<MannerView> => {
  await store.saveManner(ctx.tx, ctx.cityId, await ownHousehold(ctx), { answers, traits: traitsOf(answers), consentedBy: actingPersonId(ctx), consentedAt: ctx.now });
  return myManner(ctx);
};

/** Deletes answers, traits and consent. */
export const forgetManner = async (ctx: Ctx): Promise<MannerView> => {
  await store.removeManner(ctx.tx, ctx.cityId, await ownHousehold(ctx));
  return mannerView(undefined);
};

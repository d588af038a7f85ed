import { cityRoles, deskRoles, merchantRoles, type Bilingual, type OrderStatus } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import { forget, once, type Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { settingsOf } from '../../accounts/index.ts';
import { actingPart, nextStatus, type No, type Part, type Verb } from '../rules.ts';
import { maskName } from '../rules/masks.ts';
import type { OrderFacts, Policy } from '../rules/order.ts';
import { refuseVerb, type Terms } from '../rules/terms.ts';
import { actorLabel } from '../rules/words.ts';
import { addEntry } from '../store/history.ts';
import { audienceOf, changeOrder, findOrder, hasRedo, lockRow, lockRows, placesOf } from '../store/orders.ts';
import { householdReviewed, reviewsOf } from '../store/reviews.ts';

/** Throws the refusal a rule answered; goes on when it answered none. */
export const insist = (no: No | null): void => { if (no) refuse(no.code, no.params, no.field); };

/** Who the acting person is to orders at large: looked up once, asked for each order. */
export type Viewer = { isSystem: boolean; personId: string | null; householdId: string | null; workerId: string | null };

export const viewerOf = async (ctx: Ctx): Promise<Viewer> => {
  const { kind, personId } = ctx.actor;
  if (kind !== 'person' || personId === null) return { isSystem: kind === 'system', personId: null, householdId: null, workerId: null };
  return once(ctx, `orders.viewer:${personId}`, async () => {
    const { householdId, workerId } = await placesOf(ctx.tx, ctx.cityId, personId);
    return { isSystem: false, personId, householdId, workerId: holds(ctx.actor, 'worker') ? workerId : null };
  });
};

type Place = Pick<OrderFacts, 'householdId' | 'workerId' | 'merchantId' | 'holderMerchantId' | 'placedBy'>;

/** The parts the actor has in one order; none means it is none of their business. */
export const partsIn = (ctx: Ctx, viewer: Viewer, order: Place): Part[] => {
  if (viewer.isSystem) return ['system'];
  if (viewer.personId === null) return [];
  const isMerchants = [order.merchantId, order.holderMerchantId].some((merchantId) => merchantId !== null && holds(ctx.actor, merchantRoles, merchantId));
  const isDesk = holds(ctx.actor, deskRoles) || (order.placedBy === viewer.personId && holds(ctx.actor, 'stationStaff'));
  return [
    ...(viewer.householdId === order.householdId ? ['household' as const] : []),
    ...(viewer.workerId !== null && viewer.workerId === order.workerId ? ['worker' as const] : []),
    ...(isMerchants ? ['merchant' as const] : []),
    ...(isDesk ? ['desk' as const] : []),
    ...(holds(ctx.actor, cityRoles) ? ['watch' as const] : []),
  ];
};

export const policyOf = (ctx: Ctx): Promise<Policy> => settingsOf(ctx);

/** Only what the verb's terms look at is read. */
const termsOf = async (ctx: Ctx, orderId: string, verb: Verb): Promise<Terms> => ({
  now: ctx.now,
  policy: await policyOf(ctx),
  isReviewed: verb === 'review' && (await reviewsOf(ctx.tx, ctx.cityId, [orderId])).has(orderId),
  isHouseholdReviewed: verb === 'reviewHousehold' && (await householdReviewed(ctx.tx, ctx.cityId, [orderId])).has(orderId),
  hasRedo: verb === 'redo' && (await hasRedo(ctx.tx, ctx.cityId, orderId)),
});

export type Opened = { order: OrderFacts; parts: Part[]; part: Part; terms: Terms };

/**
 * The beginning of every move: locks the order, sees who acts (strangers get `orders.order_unknown`, as for an id that does
 * not exist) and refuses what FLOW or the terms do not allow.
 */
export const openOrder = async (ctx: Ctx, orderId: string, verb: Verb): Promise<Opened> => begin(ctx, await locked(ctx, orderId), verb);

/** The same look without the lock, for previews. */
export const peekOrder = async (ctx: Ctx, orderId: string, verb: Verb): Promise<Opened> => begin(ctx, await findOrder(ctx.tx, ctx.cityId, orderId), verb);

const begin = async (ctx: Ctx, found: OrderFacts | undefined, verb: Verb): Promise<Opened> => {
  const order = found ?? refuse('orders.order_unknown');
  const parts = partsIn(ctx, await viewerOf(ctx), order);
  if (parts.length === 0) refuse('orders.order_unknown');
  const terms = await termsOf(ctx, order.id, verb);
  insist(refuseVerb(verb, order, parts, terms));
  return { order, parts, part: actingPart(verb, parts) ?? 'system', terms };
};

/** Locked once, the row is nobody else's until the end of the transaction: who locks it again is given what is known. */
const locked = (ctx: Ctx, orderId: string): Promise<OrderFacts | undefined> => once(ctx, lockedKey(orderId), () => lockRow(ctx.tx, ctx.cityId, orderId));
const lockedKey = (orderId: string): string => `orders.locked:${orderId}`;

/** Writes the named columns of a locked order. */
export const amend = async (ctx: Ctx, orderId: string, patch: Partial<OrderFacts>): Promise<void> => {
  await changeOrder(ctx.tx, ctx.cityId, orderId, patch);
  forget(ctx, lockedKey(orderId));
};

/** Something outside of `amend` wrote to the order in this transaction. */
export const forgetLocked = (ctx: Ctx, orderId: string): void => forget(ctx, lockedKey(orderId));

/** The order for the system's own moves (doors for modules to the right, timers): locked, unknown ids refused. */
export const lockOrder = async (ctx: Ctx, orderId: string): Promise<OrderFacts> => (await locked(ctx, orderId)) ?? refuse('orders.order_unknown');

/** Many at once, in one order whoever asks; unknown ids refused. */
export const lockOrders = async (ctx: Ctx, orderIds: readonly string[]): Promise<Map<string, OrderFacts>> => {
  const ids = [...new Set(orderIds)].sort();
  const rows = new Map((ids.length === 0 ? [] : await lockRows(ctx.tx, ctx.cityId, ids)).map((row) => [row.id, row]));
  const orders = new Map<string, OrderFacts>();
  for (const id of ids) orders.set(id, (await once(ctx, lockedKey(id), async () => rows.get(id))) ?? refuse('orders.order_unknown'));
  return orders;
};

/** For doors: which part the acting person has in this verb; the system where none is named. */
export const partFor = async (ctx: Ctx, verb: Verb, order: OrderFacts): Promise<Part> => actingPart(verb, partsIn(ctx, await viewerOf(ctx), order)) ?? 'system';

/**
 * Moves an order along FLOW: writes the new status with what changes with it and adds the entry to the history. The caller
 * has locked the order. Refuses `orders.wrong_state` where FLOW has no such way, whatever was checked before.
 */
export const move = async (ctx: Ctx, order: OrderFacts, verb: Verb, part: Part, change: { patch?: Partial<OrderFacts>; words: Bilingual }): Promise<OrderFacts> => {
  const to = nextStatus(verb, order.status) ?? refuseMove(order, verb);
  const patch: Partial<OrderFacts> = { ...change.patch, status: to, changedAt: ctx.now };
  await amend(ctx, order.id, patch);
  await record(ctx, order.id, verb, part, order.status, to, change.words);
  return { ...order, ...patch };
};

const refuseMove = (order: OrderFacts, verb: Verb): never => { throw new Error(`${verb} does not lead on from ${order.status} (order ${order.no})`); };

/** Adds an entry to the history of a locked or new order. */
export const record = (ctx: Ctx, orderId: string, verb: Verb, part: Part, from: OrderStatus | null, to: OrderStatus, words: Bilingual): Promise<void> => addEntry(ctx.tx, ctx.cityId, {
  orderId, at: ctx.now, verb, fromStatus: from, toStatus: to, actorId: ctx.actor.personId, actorKind: part, label: actorLabel(part, maskName(ctx.actor.kind === 'person' ? ctx.actor.name : '')), words,
});

/** The head of every event of an order: the persons who see the change live, and the merchant whose staff do. */
export const about = async (ctx: Ctx, order: OrderFacts, alsoWorkerId: string | null = null): Promise<{ orderId: string; personIds: string[]; merchantId: string | null }> => ({
  orderId: order.id,
  personIds: await audienceOf(ctx.tx, ctx.cityId, order.householdId, [order.workerId, alsoWorkerId].filter((id) => id !== null)),
  merchantId: order.merchantId ?? order.holderMerchantId,
});

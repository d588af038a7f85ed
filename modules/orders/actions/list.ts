import { cityRoles, type contract, type OutputOf, type ParsedOf } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf } from '../../accounts/index.ts';
import { myMerchantId } from '../../alliance/index.ts';
import { DAY_MS, addMilliseconds, type OrderFacts } from '../rules/order.ts';
import { cursorOf, groups, openStatuses, placeOf, searchKind } from '../rules/pages.ts';
import { findOrder, workerIdOf } from '../store/orders.ts';
import { openDemandRows, ordersByStart, pageOfOrders, type Filter } from '../store/search.ts';
import { partsIn, policyOf, viewerOf } from './open.ts';
import { summariesFor, viewsFor, type OrderSummary, type OrderView } from './view.ts';

type Orders = typeof contract.orders;
type Paged<Item> = { items: Item[]; nextCursor: string | null };

/** Cuts the one row too many off a page and says where the next begins. */
const cut = <Row extends { id: string; placedAt: Date }>(rows: Row[], limit: number): { rows: Row[]; nextCursor: string | null } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last ? cursorOf({ at: last.placedAt, id: last.id }) : null };
};

const pageOfSummaries = async (ctx: Ctx, filter: Filter, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<Paged<OrderSummary>> => {
  const { rows, nextCursor } = cut(await pageOfOrders(ctx.tx, ctx.cityId, filter, { after: placeOf(cursor), limit }), limit);
  return { items: await summariesFor(ctx, rows), nextCursor };
};

/** Orders of my household, newest first. */
export const list: Action<ParsedOf<Orders['list']>, Paged<OrderSummary>> = async (ctx, { filter, ...page }) => {
  const householdId = await householdOf(ctx, ctx.actor.personId ?? refuse('access.sign_in'));
  const { reviewDays } = await policyOf(ctx);
  const narrowed: Record<typeof filter, Filter> = {
    all: {}, open: { statuses: openStatuses }, done: { statuses: ['confirmed', 'settled', 'cancelled', 'noShow'] },
    toReview: { statuses: ['confirmed', 'settled'], toReviewSince: addMilliseconds(ctx.now, -reviewDays * DAY_MS) },
  };
  return pageOfSummaries(ctx, { householdId, ...narrowed[filter] }, page);
};

/**
 * The desk's search: order number, name, the last four digits of a phone, estate. A merchant's people find what their merchant
 * serves or holds, by number, service or estate.
 */
export const search: Action<ParsedOf<Orders['search']>, Paged<OrderSummary>> = async (ctx, { q, status, group, from, to, merchantId, workerId, customerId, family, ...page }) => {
  const isCity = holds(ctx.actor, cityRoles);
  const scope = isCity ? merchantId : await myMerchantId(ctx);
  const sought = q === undefined || q.trim() === '' ? null : searchKind(q);
  const statuses = status ? [status] : group ? groups[group] : undefined;
  const filter: Filter = {
    isNameSearched: isCity,
    ...(scope !== undefined && { merchantId: scope }), ...(statuses && { statuses }), ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }),
    ...(workerId && { workerId }), ...(customerId && { customerId }), ...(family && { family }),
    ...(sought?.kind === 'number' && { number: sought.words }), ...(sought?.kind === 'phoneTail' && { phoneTail: sought.words }), ...(sought?.kind === 'text' && { text: sought.words }),
  };
  return pageOfSummaries(ctx, filter, page);
};

const MOST_VISITS = 200;
/** What a worker sees of her days: from acceptance on, also what was called off; offers are asked for elsewhere. */
const visitStatuses = ['accepted', 'onTheWay', 'checklistConfirmed', 'inService', 'finished', 'confirmed', 'settled', 'cancelled', 'noShow'];

export const myVisits: Action<ParsedOf<Orders['myVisits']>, { items: OrderView[] }> = async (ctx, { from, to }) => {
  const workerId = await workerIdOf(ctx.tx, ctx.cityId, ctx.actor.personId ?? refuse('access.sign_in'));
  if (workerId === null) return { items: [] };
  const rows = await ordersByStart(ctx.tx, ctx.cityId, { workerId, statuses: visitStatuses, from: new Date(from), to: new Date(to) }, MOST_VISITS);
  return { items: await viewsFor(ctx, rows) };
};

/** What still looks for a time or a worker, for everyone to see: service, district and hour, nothing personal. */
export const openDemands: Action<ParsedOf<Orders['openDemands']>, OutputOf<Orders['openDemands']>> = async (ctx, { family, hasSlot, cursor, limit }) => {
  const filter = { now: ctx.now, ...(family && { family }), ...(hasSlot !== undefined && { hasSlot }) };
  const { rows, nextCursor } = cut(await openDemandRows(ctx.tx, ctx.cityId, filter, { after: placeOf(cursor), limit }), limit);
  return {
    nextCursor,
    items: rows.map((row) => ({
      orderId: row.id, itemName: { zh: row.itemNameZh, en: row.itemNameEn }, icon: row.icon, districtName: row.districtName, startAt: row.startsAt?.toISOString() ?? null,
      durationMinutes: row.durationMinutes, quantity: row.quantity, unitLabel: { zh: row.unitLabelZh, en: row.unitLabelEn }, postedAt: row.placedAt.toISOString(),
    })),
  };
};

/** An order as it is stored, for other modules acting as the system. Refuses `orders.order_unknown`. */
export const orderFacts = async (ctx: Ctx, orderId: string): Promise<OrderFacts> => (await findOrder(ctx.tx, ctx.cityId, orderId)) ?? refuse('orders.order_unknown');

const MOST_FACTS = 3000;
type FactsFilter = Pick<Filter, 'orderIds' | 'workerId' | 'merchantId' | 'servingMerchantId' | 'districtId' | 'statuses' | 'from' | 'to'>;
/** Orders as they are stored, by their start. System use. */
export const ordersWhere = (ctx: Ctx, filter: FactsFilter): Promise<OrderFacts[]> => ordersByStart(ctx.tx, ctx.cityId, filter, MOST_FACTS);

/** An order's facts for an actor it concerns; to all others it is unknown (`orders.order_unknown`). */
export const orderForViewer = async (ctx: Ctx, orderId: string): Promise<OrderFacts> => {
  const order = await orderFacts(ctx, orderId);
  if (partsIn(ctx, await viewerOf(ctx), order).length === 0) refuse('orders.order_unknown');
  return order;
};

const MOST_SUMMARIES = 500;
type SummaryFilter = Pick<Filter, 'orderIds' | 'householdId' | 'customerId' | 'workerId' | 'merchantId' | 'statuses' | 'family' | 'from' | 'to'> & { status?: string; limit?: number };

/** Orders by their start, soonest first, one line each, masked for the actor. Scope is the caller's business. */
export const summariesOf = async (ctx: Ctx, { status, limit = MOST_SUMMARIES, ...filter }: SummaryFilter): Promise<OrderSummary[]> =>
  summariesFor(ctx, await ordersByStart(ctx.tx, ctx.cityId, { ...filter, ...(status !== undefined && { statuses: [status] }) }, Math.min(limit, MOST_SUMMARIES)));


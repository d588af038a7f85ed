import type { contract, OutputOf } from '@linli/contract';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { sign } from '../../../kernel/crypto.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { cardsOf } from '../../workers/index.ts';
import { statusLabelOf, type Part } from '../rules.ts';
import { areaAddress, isEntryShown, maskName, sightOf } from '../rules/masks.ts';
import { HOUR_MS, type OrderFacts, type Policy } from '../rules/order.ts';
import { autoConfirmAtOf, canOf, isLateNow, redoUntilOf } from '../rules/terms.ts';
import { allianceSteps } from '../rules/steps.ts';
import { nextStepOf } from '../rules/words.ts';
import { entriesOf, type Entry } from '../store/history.ts';
import { facesOf, findOrder } from '../store/orders.ts';
import { reviewsOf } from '../store/reviews.ts';
import { seriesOfOrders } from '../store/series.ts';
import { checklistsOf, photosOf, type PhotoRow } from '../store/visit.ts';
import { partsIn, policyOf, viewerOf } from './open.ts';

export type OrderView = OutputOf<typeof contract.orders.get>;
export type OrderSummary = OutputOf<typeof contract.orders.list>['items'][number];

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const group = <Row extends { orderId: string }>(rows: readonly Row[]): Map<string, Row[]> => Map.groupBy(rows, (row) => row.orderId);

/** What every row of a page shares, read in a handful of queries however long the page is. */
type Around = {
  now: Date; policy: Policy; partsOf(order: OrderFacts): Part[];
  workers: Awaited<ReturnType<typeof cardsOf>>; merchants: Awaited<ReturnType<typeof merchantBriefs>>;
};

const lookAround = async (ctx: Ctx, orders: readonly OrderFacts[]): Promise<Around> => {
  const viewer = await viewerOf(ctx);
  const only = (ids: (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];
  return {
    now: ctx.now,
    policy: await policyOf(ctx),
    partsOf: (order) => partsIn(ctx, viewer, order),
    workers: await cardsOf(ctx, only(orders.map((order) => order.workerId))),
    merchants: await merchantBriefs(ctx, only(orders.flatMap((order) => [order.merchantId, order.holderMerchantId]))),
  };
};

const merchantOf = (order: OrderFacts, around: Around): { merchantId: string | null; merchantName: string | null } => {
  const merchantId = order.merchantId ?? order.holderMerchantId;
  return { merchantId, merchantName: merchantId === null ? null : (around.merchants.get(merchantId)?.name ?? null) };
};

const summaryOf = (order: OrderFacts, around: Around): OrderSummary => {
  const parts = around.partsOf(order);
  const sight = sightOf(order, parts, around.now);
  const workerName = order.workerId === null ? null : (around.workers.get(order.workerId)?.name ?? null);
  const viewer = parts.includes('household') ? 'household' : parts.includes('worker') ? 'worker' : 'staff';
  return {
    orderId: order.id, no: order.no, workOrderNo: order.workOrderNo, status: order.status, statusLabel: statusLabelOf(order),
    nextStep: nextStepOf(order, viewer, { workerName, autoConfirmAt: autoConfirmAtOf(order, around.policy), now: around.now }),
    itemId: order.itemId, itemName: { zh: order.itemNameZh, en: order.itemNameEn }, icon: order.icon, family: order.family, channel: order.channel,
    startAt: iso(order.startsAt), endAt: iso(order.endsAt), durationMinutes: order.durationMinutes, quantity: order.quantity, unitLabel: { zh: order.unitLabelZh, en: order.unitLabelEn },
    estateName: order.estateName, districtName: order.districtName, address: sight.hasAddress ? order.addressFull : areaAddress(order), lon: order.lon, lat: order.lat,
    customerId: order.customerId, customerName: sight.hasFullName ? order.contactName : maskName(order.contactName), workerId: order.workerId, workerName, ...merchantOf(order, around),
    totalFen: order.totalFen, workerPayFen: sight.hasWorkerPay ? order.workerPayFen : null, isLate: isLateNow(order, around.now, around.policy), placedAt: order.placedAt.toISOString(),
  };
};

/** One line per order, masked for the actor. */
export const summariesFor = async (ctx: Ctx, orders: readonly OrderFacts[]): Promise<OrderSummary[]> => {
  if (orders.length === 0) return [];
  const around = await lookAround(ctx, orders);
  return orders.map((order) => summaryOf(order, around));
};

/** Photo addresses open for so long; a page that stays open longer asks for the order again. */
const PHOTO_PASS_HOURS = 2;

/** The address of a photo with a pass that stands for the right to see it, so that a plain <img> can show it. */
const photoUrl = (ctx: Ctx, photoId: string): string => {
  const until = Math.floor(ctx.now.getTime() / 1000) + (PHOTO_PASS_HOURS * HOUR_MS) / 1000;
  return `/api/photos/${photoId}?pass=${until}.${sign(ctx.settings.secret, passText(photoId, until))}`;
};
export const passText = (photoId: string, until: number): string => `photo:${photoId}:${until}`;

const photoView = (ctx: Ctx, order: OrderFacts, photo: PhotoRow): OrderView['photos'][number] => ({
  photoId: photo.id, node: photo.node, nodeText: order.photoNodes.find(({ code }) => code === photo.node)?.text ?? { zh: photo.node, en: photo.node },
  area: photo.area, url: photoUrl(ctx, photo.id), at: photo.at.toISOString(),
});

const entryView = (entry: Entry): OrderView['history'][number] => ({
  at: entry.at.toISOString(), verb: entry.verb, from: entry.fromStatus, to: entry.toStatus,
  actorLabel: { zh: entry.actorLabelZh, en: entry.actorLabelEn }, words: { zh: entry.wordsZh, en: entry.wordsEn },
});

/** Whole orders as the actor may see them: masks, what may be done and why not, history, the seven steps. */
export const viewsFor = async (ctx: Ctx, orders: readonly OrderFacts[]): Promise<OrderView[]> => {
  if (orders.length === 0) return [];
  const ids = orders.map((order) => order.id);
  const around = await lookAround(ctx, orders);
  const faces = await facesOf(ctx.tx, ctx.cityId, ids);
  const entries = group(await entriesOf(ctx.tx, ctx.cityId, ids));
  const checklists = group(await checklistsOf(ctx.tx, ctx.cityId, ids));
  const photos = group(await photosOf(ctx.tx, ctx.cityId, ids));
  const reviews = await reviewsOf(ctx.tx, ctx.cityId, ids);
  const series = await seriesOfOrders(ctx.tx, ctx.cityId, ids);
  return orders.map((order) => {
    const parts = around.partsOf(order);
    const sight = sightOf(order, parts, around.now);
    const summary = summaryOf(order, around);
    const face = faces.get(order.id);
    const history = entries.get(order.id) ?? [];
    const review = reviews.get(order.id);
    return {
      ...summary, homeScene: order.homeScene, note: order.note, memberNames: (face?.memberNames ?? []).map((name) => (sight.hasFullName ? name : maskName(name))),
      quote: order.quote, paidFen: order.paidFen, refundedFen: order.refundedFen, payBefore: order.status === 'held' ? iso(order.payBefore) : null,
      worker: order.workerId === null ? null : (around.workers.get(order.workerId) ?? null),
      workerPhone: sight.hasWorkerPhone ? (face?.workerPhone ?? null) : null, customerPhone: sight.hasCustomerPhone ? (face?.customerPhone ?? null) : null,
      doorCode: sight.hasDoorCode ? order.doorCode : null,
      checklist: (checklists.get(order.id) ?? []).map((item) => ({ code: item.code, text: { zh: item.textZh, en: item.textEn }, isRequired: item.isRequired, isDone: item.doneAt !== null, doneAt: iso(item.doneAt) })),
      checklistVersion: order.checklistVersion, photos: (photos.get(order.id) ?? []).map((photo) => photoView(ctx, order, photo)), requiredPhotoNodes: order.photoNodes,
      arrivedAt: iso(order.arrivedAt), startedAt: iso(order.startedAt), finishedAt: iso(order.finishedAt), confirmedAt: iso(order.confirmedAt), settledAt: iso(order.settledAt), closedAt: iso(order.closedAt),
      autoConfirmAt: iso(autoConfirmAtOf(order, around.policy)), redoOf: order.redoOf, redoUntil: iso(redoUntilOf(order)),
      seriesId: sight.hasDoorCode || parts.includes('desk') ? (series.get(order.id) ?? null) : null,
      history: history.filter((entry) => isEntryShown(entry.verb, parts)).map(entryView),
      allianceSteps: allianceSteps(order, { paidAt: history.find((entry) => entry.verb === 'pay')?.at ?? null, merchantName: summary.merchantName }).map((step) => ({ ...step, at: iso(step.at) })),
      review: review && sight.hasReview ? { skill: review.skill, communication: review.communication, attitude: review.attitude, words: review.words, isNeighbour: review.isNeighbour, weight: review.weight, at: review.at.toISOString() } : null,
      can: canOf(order, parts, { now: ctx.now, policy: around.policy, isReviewed: review !== undefined, isHouseholdReviewed: face?.isHouseholdReviewed ?? false, hasRedo: (face?.redoId ?? null) !== null }),
    };
  });
};

/** One order as the actor may see it. Refuses `orders.order_unknown` to anyone it does not concern. */
export const viewOrder = async (ctx: Ctx, orderId: string): Promise<OrderView> => showOrder(ctx, (await findOrder(ctx.tx, ctx.cityId, orderId)) ?? refuse('orders.order_unknown'));

/** The same of an order in hand, as it stands after the change just made. */
export const showOrder = async (ctx: Ctx, order: OrderFacts): Promise<OrderView> => {
  if (partsIn(ctx, await viewerOf(ctx), order).length === 0) refuse('orders.order_unknown');
  return (await viewsFor(ctx, [order]))[0]!;
};

export const get: Action<{ orderId: string }, OrderView> = (ctx, { orderId }) => viewOrder(ctx, orderId);

/** Answers with the order as its caller may see it after the change; whoever acts inside the program does not pay for a view nobody looks at. */
export const shown = <I>(action: Action<I, OrderFacts>): Action<I, OrderView> => async (ctx, input) => showOrder(ctx, await action(ctx, input));

import type { contract, Bilingual, InputOf, Quote } from '@linli/contract';
import { demand } from '../../../kernel/access.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { blindIndex } from '../../../kernel/crypto.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { addressFor, membersNamed } from '../../accounts/index.ts';
import { locate } from '../../alliance/index.ts';
import { itemOf, quoteFor } from '../../catalog/index.ts';
import { bindHold, holdOf, workerOf } from '../../workers/index.ts';
import type { Part } from '../rules.ts';
import { MINUTE_MS, addMilliseconds, type OrderFacts } from '../rules/order.ts';
import { doorCodeFrom, orderNumber, refuseHold, refusePrice, refuseStart } from '../rules/place.ts';
import { historyWords, sayStart, sayUntil } from '../rules/words.ts';
import { insertOrder, nextRunning } from '../store/orders.ts';
import { insertChecklist } from '../store/visit.ts';
import { withMembership } from './discount.ts';
import { about, insist, move, openOrder, policyOf, record } from './open.ts';
import { becomePaid } from './pay.ts';

type Placing = Omit<InputOf<typeof contract.orders.place>, 'note' | 'memberIds' | 'channel'> & { note?: string | undefined; memberIds?: string[] | undefined; channel?: OrderFacts['channel'] | undefined; payBefore?: Date | undefined };

/**
 * What a held time costs: the level of the worker counts only when the household chose her; the fastest worker is the
 * platform's choice and costs nothing extra. `dispatch` shows holds by the same rule.
 */
export const quoteHeld = async (ctx: Ctx, { itemId, quantity, startAt, workerId, isChosen }: { itemId: string; quantity: number; startAt: Date; workerId: string; isChosen: boolean }): Promise<Quote> =>
  quoteFor(ctx, { itemId, quantity, startAt, ...(isChosen && { workerLevel: (await workerOf(ctx, workerId)).level }) });

/** The customer an order is for: oneself, or for desk and station staff the one they name. */
const customerFor = (ctx: Ctx, named: string | undefined): { customerId: string; part: Part } => {
  if (named === undefined || named === ctx.actor.personId) return { customerId: ctx.actor.personId ?? refuse('access.sign_in'), part: 'household' };
  demand(ctx, ['agent', 'dispatcher', 'operator', 'stationStaff']);
  return { customerId: named, part: ctx.actor.kind === 'system' ? 'system' : 'desk' };
};

/** A code for the door that nobody can derive from an id: keyed with the secret of the installation. */
export const newDoorCode = (ctx: Ctx): string => doorCodeFrom(blindIndex(ctx.settings.secret, ctx.newId('door')));

/**
 * Places an order. With a hold the price is computed anew for the held time, compared with what the screen showed, frozen, and
 * the order waits for payment until `payBefore`; without one, or for a service that is only taken as a demand, it is a posted
 * demand (draft), also where the district is not open yet: the desk takes it from there. `payBefore` is named by a series, whose orders are made long before. The checklist, photo nodes and cancellation tiers are frozen as they are now.
 */
export const place: Action<Placing, OrderFacts> = async (ctx, input) => {
  const { customerId, part } = customerFor(ctx, input.customerId);
  const address = await addressFor(ctx, { addressId: input.addressId, ...(part !== 'household' && { customerId }) });
  if (!address.isCustomerCallable) refuse('accounts.phone_missing');
  const item = await itemOf(ctx, input.itemId);
  const district = await locate(ctx, { lon: address.lon, lat: address.lat });
  if (!district?.isOpen && input.holdId !== undefined) refuse('orders.address_closed', { area: district?.districtName ?? `${address.districtName}${address.estateName}` }, 'addressId');
  const memberIds = [...new Set(input.memberIds ?? [])];
  await membersNamed(ctx, { householdId: address.householdId, memberIds });
  const wishedAt = input.startAt === undefined ? undefined : new Date(input.startAt);
  const hold = input.holdId !== undefined && item.bookingMode === 'slot' ? await findHold(ctx, input.holdId, { ...input, customerId, startAt: wishedAt }) : null;
  if (!hold && wishedAt) insist(refuseStart(wishedAt, ctx.now, await policyOf(ctx)));
  const startAt = hold?.startAt ?? wishedAt;
  const quote = hold ? await quoteHeld(ctx, { ...input, ...hold }) : await quoteFor(ctx, { itemId: input.itemId, quantity: input.quantity, ...(startAt && { startAt }) });
  insist(refusePrice(quote.totalFen, input.expectedTotalFen));

  const order: OrderFacts = {
    id: ctx.newId('ord'), no: orderNumber(ctx.now, await nextRunning(ctx.tx)), workOrderNo: null, status: 'draft', channel: input.channel ?? 'h5',
    customerId, householdId: address.householdId, addressId: address.addressId, estateId: address.estateId, placedBy: ctx.actor.personId ?? 'system',
    itemId: item.itemId, itemNameZh: item.name.zh, itemNameEn: item.name.en, icon: item.icon, family: item.family,
    quantity: input.quantity, unitLabelZh: item.unitLabel.zh, unitLabelEn: item.unitLabel.en, durationMinutes: quote.durationMinutes,
    startsAt: startAt ?? null, endsAt: startAt ? addMilliseconds(startAt, quote.durationMinutes * MINUTE_MS) : null,
    lon: address.lon, lat: address.lat, districtId: district?.districtId ?? null, districtName: district?.districtName ?? address.districtName, estateName: address.estateName, addressFull: address.full, homeScene: address.homeScene,
    contactName: address.contactName, note: input.note ?? '', memberIds,
    quote, totalFen: quote.totalFen, paidFen: 0, refundedFen: 0, holdId: null, isWorkerChosen: false,
    holderMerchantId: null, merchantId: null, workerId: null, workerPayFen: null,
    doorCode: newDoorCode(ctx), doorCodeTries: 0, checklistVersion: item.checklistVersion, photoNodes: item.photoNodes, cancelTiers: quote.cancelTiers, redoHours: item.redoHours,
    payBefore: null, arrivedAt: null, arrivalReason: '', startedAt: null, finishedAt: null, undoneReason: '',
    confirmedAt: null, isAutoConfirmed: false, settledAt: null, followedUpAt: null, closedAt: null, complaintCount: 0, openComplaintCount: 0, redoOf: null, safety: null,
    placedAt: ctx.now, changedAt: ctx.now,
  };
  await writePlaced(ctx, order, part, item.checklist, historyWords.place);
  if (hold) return takeHold(ctx, order, part, hold.holdId, quote, input.payBefore);
  await ctx.emit('order.drafted', { ...(await about(ctx, order)), channel: order.channel });
  return order;
};

/** Writes a new order with its frozen checklist and the first entry of its history. */
export const writePlaced = async (ctx: Ctx, order: OrderFacts, part: Part, checklist: Parameters<typeof insertChecklist>[3], words: Bilingual): Promise<void> => {
  await insertOrder(ctx.tx, ctx.cityId, order);
  await insertChecklist(ctx.tx, ctx.cityId, order.id, checklist);
  await record(ctx, order.id, 'place', part, null, 'draft', words);
};

type Wanted = { customerId: string; itemId: string; addressId: string; quantity: number; startAt?: Date | undefined };

/** The hold a customer brings. Another customer's is as unknown as one that ran out: `orders.hold_expired`. */
export const findHold = async (ctx: Ctx, holdId: string, wanted: Wanted): Promise<{ holdId: string; workerId: string; startAt: Date; isChosen: boolean }> => {
  const hold = await holdOf(ctx, holdId);
  if (!hold || hold.customerId !== wanted.customerId || hold.orderId !== null || hold.state !== 'held' || (hold.expiresAt && hold.expiresAt <= ctx.now)) refuse('orders.hold_expired');
  insist(refuseHold(hold, wanted));
  return hold;
};

/**
 * Gives a draft its held time: the hold is bound to the order and lives until `payBefore`. An order that owes nothing (a free
 * redo) is paid at once. A member's discount is taken off here: nobody is asked to agree to a lower price than was shown.
 */
export const takeHold = async (ctx: Ctx, order: OrderFacts, part: Part, holdId: string, listed: Quote, payUntil?: Date): Promise<OrderFacts> => {
  const quote = order.redoOf === null ? await withMembership(ctx, order.householdId, listed) : listed;
  const payBefore = payUntil ?? addMilliseconds(ctx.now, (await policyOf(ctx)).payMinutes * MINUTE_MS);
  const bound = await bindHold(ctx, { holdId, orderId: order.id, customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity, expiresAt: payBefore });
  const start = sayStart(bound.startAt);
  const held = await move(ctx, order, 'hold', part, {
    patch: { holdId, isWorkerChosen: bound.isChosen, startsAt: bound.startAt, endsAt: bound.endAt, quote, totalFen: quote.totalFen, durationMinutes: quote.durationMinutes, payBefore },
    words: { zh: `选定 ${start.zh}，请在 ${sayUntil(payBefore, ctx.now).zh} 前支付`, en: `Chose ${start.en}; to be paid before ${sayUntil(payBefore, ctx.now).en}` },
  });
  if (held.totalFen === 0) return becomePaid(ctx, held, 0);
  await ctx.schedule({ name: 'orders.expireHold', key: order.id, at: payBefore, payload: { orderId: order.id } });
  await ctx.emit('order.held', { ...(await about(ctx, held)), payBefore: payBefore.toISOString() });
  return held;
};

/** Gives a posted demand a held slot; the price is the one of that time and is shown before it is paid. */
export const hold: Action<{ orderId: string; holdId: string }, OrderFacts> = async (ctx, { orderId, holdId }) => {
  const { order, part } = await openOrder(ctx, orderId, 'hold');
  const hold = await findHold(ctx, holdId, { customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity });
  const quote = order.redoOf === null ? await quoteHeld(ctx, { itemId: order.itemId, quantity: order.quantity, ...hold }) : order.quote;
  return takeHold(ctx, order, part, holdId, quote);
};

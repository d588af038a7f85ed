import type { contract, InputOf } from '@linli/contract';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { equalInConstantTime } from '../../../kernel/crypto.ts';
import { refuse, refuseKept } from '../../../kernel/refusal.ts';
import '../../../gateways/storage.ts';
import { recordVisit, serveTime } from '../../workers/index.ts';
import { MOST_DOOR_CODE_TRIES, doorCodeLocked, refuseDoorCode } from '../rules/door-code.ts';
import { HOUR_MS, addMilliseconds, minutesBetween, type OrderFacts } from '../rules/order.ts';
import { distanceMeters, refuseCheckIn, refuseFinish, refusePhoto } from '../rules/photos.ts';
import { historyWords, sayArrival, sayLength } from '../rules/words.ts';
import { checklistsOf, insertPhoto, photosOf, tickRows } from '../store/visit.ts';
import { about, amend, insist, move, openOrder, record } from './open.ts';

type Orders = typeof contract.orders;
type Given<V extends keyof Orders> = InputOf<Orders[V]>;

/** accepted → onTheWay. Refuses `orders.too_early_to_depart`. */
export const depart: Action<{ orderId: string }, OrderFacts> = async (ctx, { orderId }) => {
  const { order, part } = await openOrder(ctx, orderId, 'depart');
  const departed = await move(ctx, order, 'depart', part, { words: historyWords.depart });
  await ctx.emit('order.departed', { ...(await about(ctx, departed)), workerId: departed.workerId! });
  return departed;
};

/**
 * The worker is at the door: near enough by her position, or with a reason that is kept; a phone that knows no position sends the
 * reason alone. Refuses `orders.too_far_from_home`, `orders.position_missing`.
 */
export const checkIn: Action<{ orderId: string; lon?: number | undefined; lat?: number | undefined; reason?: string | undefined }, OrderFacts> = async (ctx, { orderId, lon, lat, reason = '' }) => {
  const { order, part, terms } = await openOrder(ctx, orderId, 'checkIn');
  const distance = lon === undefined || lat === undefined ? null : distanceMeters(order, { lon, lat });
  insist(refuseCheckIn(distance, terms.policy.checkInRadiusMeters, reason));
  const isFar = distance === null || distance > terms.policy.checkInRadiusMeters;
  const arrived = await move(ctx, order, 'checkIn', part, { patch: { arrivedAt: ctx.now, arrivalReason: isFar ? reason : '' }, words: sayArrival(ctx.now, order.startsAt!, distance, isFar ? reason : '') });
  await ctx.emit('order.arrived', { ...(await about(ctx, arrived)), workerId: arrived.workerId! });
  return arrived;
};

/**
 * The family agrees to scope and standard in the version it was shown: in its own app, through the desk, or by reading out the
 * door code to the worker. Refuses `orders.not_arrived`, `orders.checklist_stale`, `orders.door_code_wrong`, `orders.door_code_locked`.
 */
export const confirmChecklist: Action<Given<'confirmChecklist'>, OrderFacts> = async (ctx, { orderId, checklistVersion, doorCode }) => {
  const { order, part } = await openOrder(ctx, orderId, 'confirmChecklist');
  if (checklistVersion !== order.checklistVersion) refuse('orders.checklist_stale', { version: order.checklistVersion });
  if (part === 'worker') await demandDoorCode(ctx, order, doorCode);
  const byCode = part === 'worker' ? { zh: '，由客户确认码确认', en: ', by the household’s door code' } : { zh: '', en: '' };
  const confirmed = await move(ctx, order, 'confirmChecklist', part, { words: { zh: `${historyWords.confirmChecklist.zh}（第 ${checklistVersion} 版）${byCode.zh}`, en: `${historyWords.confirmChecklist.en} (version ${checklistVersion})${byCode.en}` } });
  await ctx.emit('order.checklistConfirmed', await about(ctx, confirmed));
  return confirmed;
};

/**
 * The household's four digits. A wrong try stays counted although the call is refused; after MOST_DOOR_CODE_TRIES the code opens
 * nothing for the rest of this visit, and the desk and the household see it.
 */
const demandDoorCode = async (ctx: Ctx, order: OrderFacts, code: string | undefined): Promise<void> => {
  const isLocked = order.doorCodeTries >= MOST_DOOR_CODE_TRIES;
  if (!isLocked && code !== undefined && equalInConstantTime(code, order.doorCode)) return;
  insist(refuseDoorCode(order.doorCodeTries));
  if (code === undefined) refuse('orders.door_code_wrong', { left: MOST_DOOR_CODE_TRIES - order.doorCodeTries }, 'doorCode');
  const tries = order.doorCodeTries + 1;
  await amend(ctx, order.id, { doorCodeTries: tries, changedAt: ctx.now });
  if (tries === MOST_DOOR_CODE_TRIES) await record(ctx, order.id, 'confirmChecklist', 'worker', order.status, order.status, doorCodeLocked);
  await ctx.emit('order.progressed', { ...(await about(ctx, order)), what: 'doorCode' });
  if (tries === MOST_DOOR_CODE_TRIES && order.workerId !== null) await ctx.emit('order.doorLocked', { ...(await about(ctx, order)), workerId: order.workerId, isHeld: order.safety !== null });
  const no = refuseDoorCode(tries) ?? { code: 'orders.door_code_wrong' as const, params: { left: MOST_DOOR_CODE_TRIES - tries } };
  refuseKept(no.code, no.params, 'doorCode');
};

/** checklistConfirmed → inService: never before the family has agreed. */
export const startService: Action<{ orderId: string }, OrderFacts> = async (ctx, { orderId }) => {
  const { order, part } = await openOrder(ctx, orderId, 'startService');
  const started = await move(ctx, order, 'startService', part, { patch: { startedAt: ctx.now }, words: historyWords.startService });
  await ctx.emit('order.started', await about(ctx, started));
  return started;
};

/** Ticks an item of the frozen checklist, or takes the tick back. Refuses `orders.item_unknown`. */
export const tickItem: Action<Given<'tickItem'>, OrderFacts> = async (ctx, { orderId, code, isDone }) => {
  const { order } = await openOrder(ctx, orderId, 'tickItem');
  const codes = [code].flat();
  if ((await tickRows(ctx.tx, ctx.cityId, orderId, codes, isDone ? ctx.now : null)) < new Set(codes).size) refuse('orders.item_unknown');
  await amend(ctx, orderId, { changedAt: ctx.now });
  await ctx.emit('order.progressed', { ...(await about(ctx, order)), what: 'item' });
  return { ...order, changedAt: ctx.now };
};

/**
 * A photo at one of the service's nodes, of a public area only; the storage keeps the picture without its metadata. Refuses
 * `orders.photo_node_unknown`, `orders.private_area`, `media.not_an_image`, `media.too_large`.
 */
export const addPhoto: Action<Given<'addPhoto'>, OrderFacts> = async (ctx, { orderId, node, area, imageBase64 }) => {
  const { order } = await openOrder(ctx, orderId, 'addPhoto');
  insist(refusePhoto({ node, area }, order.photoNodes));
  // Named by its content: a retried transaction finds the same file again, and a rolled-back one leaves a file nobody names.
  const { photoId: storageKey } = await ctx.gateways.storage.put(imageBase64);
  await insertPhoto(ctx.tx, ctx.cityId, { id: ctx.newId('photo'), orderId, node, area, storageKey, takenBy: order.workerId!, at: ctx.now });
  await amend(ctx, orderId, { changedAt: ctx.now });
  await ctx.emit('order.progressed', { ...(await about(ctx, order)), what: 'photo' });
  return { ...order, changedAt: ctx.now };
};

/**
 * inService → finished, with every required item ticked and every node photographed, or a reason for what is not. Her calendar
 * is free from now on; the family has `autoConfirmHours` to object. Refuses `orders.items_undone`, `orders.photos_missing`.
 */
export const finish: Action<{ orderId: string; note?: string | undefined; undoneReason?: string | undefined }, OrderFacts> = async (ctx, { orderId, note = '', undoneReason = '' }) => {
  const { order, part, terms } = await openOrder(ctx, orderId, 'finish');
  const items = await checklistsOf(ctx.tx, ctx.cityId, [orderId]);
  const photos = await photosOf(ctx.tx, ctx.cityId, [orderId]);
  insist(refuseFinish(items, order.photoNodes, photos.map((photo) => photo.node), undoneReason));
  const minutes = Math.max(1, Math.round(minutesBetween(order.startedAt!, ctx.now)));
  const length = sayLength(minutes);
  const undone = undoneReason === '' ? { zh: '', en: '' } : { zh: `；未完成原因：${undoneReason}`, en: `; left undone: ${undoneReason}` };
  const said = note === '' ? { zh: '', en: '' } : { zh: `；${note}`, en: `; ${note}` };
  const finished = await move(ctx, order, 'finish', part, {
    patch: { finishedAt: ctx.now, undoneReason }, words: { zh: `完工，用时 ${length.zh}${said.zh}${undone.zh}`, en: `Finished after ${length.en}${said.en}${undone.en}` },
  });
  await serveTime(ctx, { orderId, endAt: ctx.now });
  await recordVisit(ctx, { workerId: order.workerId!, minutes });
  await ctx.schedule({ name: 'orders.autoConfirm', key: orderId, at: addMilliseconds(ctx.now, terms.policy.autoConfirmHours * HOUR_MS), payload: { orderId } });
  await ctx.emit('order.finished', { ...(await about(ctx, finished)), workerId: finished.workerId! });
  return finished;
};

import type { EventPayload, OutputOf, contract } from '@linli/contract';
import { blindIndex } from '../../../kernel/crypto.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { callablePhone, contactPhone, settingOf } from '../../accounts/index.ts';
import { orderFacts } from '../../orders/index.ts';
import { POOR_STARS, afterCall, followUpDueAt, systemTicketWords } from '../rules.ts';
import { addCall, listCallRows } from '../store/calls.ts';
import { addFollowUp, findFollowUp, listFollowUpRows, lockFollowUp, recordCall } from '../store/follow-ups.ts';
import { complain } from './ticket.ts';
import { cursorAt, cursorOf, cursorParts, followUpView, type FollowUpView } from './view.ts';

/** A household accepted a visit: it is rung some hours later, by day, once per order. */
export const planFollowUp = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = await orderFacts(ctx, orderId);
  const followUpId = ctx.newId('fup');
  const dueAt = followUpDueAt(order.confirmedAt ?? ctx.now, await settingOf(ctx, 'followUpHours'));
  const isNew = await addFollowUp(ctx.tx, ctx.cityId, { id: followUpId, orderId, customerId: order.customerId, dueAt });
  if (isNew) await ctx.emit('followUp.due', { followUpId, orderId, personIds: [], merchantId: null });
};

/** Follow-ups: those to be rung by their time, the others newest first. */
export const listFollowUps: Action<{ state: 'due' | 'done' | 'unreachable'; cursor?: string | undefined; limit: number }, OutputOf<typeof contract.support.listFollowUps>> = async (ctx, { state, cursor, limit }) => {
  const [atText, id] = cursorParts(cursor, 2) ?? [];
  const at = cursorAt(atText);
  const rows = await listFollowUpRows(ctx.tx, ctx.cityId, { state, after: at === null || id === undefined ? null : { at, id }, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => followUpView(row, ctx.now)),
    nextCursor: rows.length > limit && last ? cursorOf([(state === 'due' ? last.dueAt : (last.doneAt ?? last.dueAt)).toISOString(), last.id]) : null,
  };
};

const openFollowUp = async (ctx: Ctx, followUpId: string) => {
  const followUp = (await lockFollowUp(ctx.tx, ctx.cityId, followUpId)) ?? refuse('support.follow_up_unknown');
  return followUp.state === 'due' ? followUp : refuse('support.follow_up_over');
};

/** The same fingerprint a person's number has, so that calls are found by caller. */
const fingerprintOf = (ctx: Ctx, phone: string): string => blindIndex(ctx.settings.secret, `phone:${ctx.cityId}:${phone}`);

/** Rings the customer for the acting agent through a masked number; neither learns the other's. */
export const callCustomer: Action<{ followUpId: string }, OutputOf<typeof contract.support.callCustomer>> = async (ctx, { followUpId }) => {
  const followUp = await openFollowUp(ctx, followUpId);
  const phone = await callablePhone(ctx, followUp.customerId);
  const agentId = ctx.actor.personId ?? 'system';
  const { dialNumber } = await ctx.gateways.phoneLine.placeCall({ agentId, to: phone, reason: `follow-up ${followUpId}` });
  const callId = ctx.newId('cal');
  await addCall(ctx.tx, ctx.cityId, {
    id: callId, at: ctx.now, direction: 'outbound', phoneMasked: maskPhone(phone), phoneHash: fingerprintOf(ctx, phone), agentId, orderId: followUp.orderId, words: '', dialNumber,
  });
  return { dialNumber, callId };
};

type Recorded = { followUpId: string; isReached: boolean; satisfaction?: number | undefined; isArrivedOnTime?: boolean | undefined; isScopeDone?: boolean | undefined; isExtraCharged?: boolean | undefined; words: string };

/**
 * Notes the survey, or that nobody answered; the third unanswered call gives the follow-up up. A finished one is never
 * written again. A poor answer becomes a complaint. Refuses `support.follow_up_over`, `support.satisfaction_missing`.
 */
export const recordFollowUp: Action<Recorded, FollowUpView> = async (ctx, { followUpId, isReached, satisfaction, isArrivedOnTime, isScopeDone, isExtraCharged, words }) => {
  const { tx, cityId, now } = ctx;
  const followUp = await openFollowUp(ctx, followUpId);
  if (isReached && satisfaction === undefined) refuse('support.satisfaction_missing', {}, 'satisfaction');
  const next = afterCall({ attempts: followUp.attempts, isReached, now });
  const survey = isReached
    ? { satisfaction: satisfaction ?? null, isArrivedOnTime: isArrivedOnTime ?? null, isScopeDone: isScopeDone ?? null, isExtraCharged: isExtraCharged ?? null, words }
    : { satisfaction: null, isArrivedOnTime: null, isScopeDone: null, isExtraCharged: null, words };
  await recordCall(tx, cityId, followUpId, { ...survey, ...next, agentId: ctx.actor.personId, doneAt: next.state === 'due' ? null : now });
  if (next.state !== 'due') await ctx.emit('followUp.done', { followUpId, orderId: followUp.orderId, isReached, personIds: [], merchantId: null });
  if (isReached && satisfaction !== undefined && satisfaction <= POOR_STARS) await complain(ctx, { orderId: followUp.orderId, words: systemTicketWords.poorFollowUp(satisfaction, words) });
  return followUpView((await findFollowUp(tx, cityId, followUpId))!, now);
};

/** Notes that somebody called us. The number is kept masked, with a keyed fingerprint to find it again. */
export const logCall: Action<{ phone: string; words: string; orderId?: string | undefined }, { ok: true }> = async (ctx, { phone, words, orderId }) => {
  if (orderId !== undefined) await orderFacts(ctx, orderId);
  await addCall(ctx.tx, ctx.cityId, {
    id: ctx.newId('cal'), at: ctx.now, direction: 'inbound', phoneMasked: maskPhone(phone), phoneHash: fingerprintOf(ctx, phone), agentId: ctx.actor.personId ?? 'system',
    orderId: orderId ?? null, words, dialNumber: null,
  });
  return { ok: true };
};

/** The desk rang somebody through a masked number: kept in its log, without the number. */
export const logDeskCall = async (ctx: Ctx, { phone, orderId, words, dialNumber }: { phone: string; orderId: string | null; words: string; dialNumber: string }): Promise<void> => {
  await addCall(ctx.tx, ctx.cityId, { id: ctx.newId('cal'), at: ctx.now, direction: 'outbound', phoneMasked: maskPhone(phone), phoneHash: fingerprintOf(ctx, phone), agentId: ctx.actor.personId ?? 'system', orderId, words, dialNumber });
};

/** Worker and household of a visit rang each other through a masked number: the desk's log shows that they did, not what they said. */
export const logMaskedCall = async (ctx: Ctx, { orderId, callerId, calleeId, dialNumber }: EventPayload<'order.called'>): Promise<void> => {
  const order = await orderFacts(ctx, orderId);
  const isToHousehold = calleeId === order.customerId;
  const phone = isToHousehold ? await contactPhone(ctx, order.addressId) : await callablePhone(ctx, calleeId);
  await addCall(ctx.tx, ctx.cityId, {
    id: ctx.newId('cal'), at: ctx.now, direction: 'outbound', phoneMasked: maskPhone(phone), phoneHash: fingerprintOf(ctx, phone), agentId: callerId, orderId,
    words: isToHousehold ? '家政员拨打客户（隐私号）' : '客户拨打家政员（隐私号）', dialNumber,
  });
};

/** Calls of the desk, newest first. */
export const listCalls: Action<{ cursor?: string | undefined; limit: number }, OutputOf<typeof contract.support.listCalls>> = async (ctx, { cursor, limit }) => {
  const [atText, id] = cursorParts(cursor, 2) ?? [];
  const at = cursorAt(atText);
  const rows = await listCallRows(ctx.tx, ctx.cityId, { before: at === null || id === undefined ? null : { at, id }, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({ callId: row.id, at: row.at.toISOString(), direction: row.direction, maskedPhone: row.phoneMasked, agentName: row.agentName ?? '', orderNo: row.orderNo, words: row.words })),
    nextCursor: rows.length > limit && last ? cursorOf([last.at.toISOString(), last.id]) : null,
  };
};

import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Action } from '../../../kernel/context.ts';
import { isConflict } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { LONGEST_SHIFT_HOURS, gapsBetween, isTooLong } from '../rules/duty.ts';
import * as store from '../store/duty.ts';

type Support = typeof contract.support;

const DAY_MS = 86_400_000;
const shiftView = (row: store.ShiftRow): OutputOf<Support['addShift']> => ({ shiftId: row.id, personId: row.personId, personName: row.personName, rank: row.rank, fromAt: row.fromAt.toISOString(), untilAt: row.untilAt.toISOString(), note: row.note });

/** Who is on call in the days asked for, and the hours without anybody first in line. */
export const dutyRoster: Action<ParsedOf<Support['dutyRoster']>, OutputOf<Support['dutyRoster']>> = async (ctx, { from, days }) => {
  const start = from === undefined ? ctx.now : new Date(from);
  const until = new Date(start.getTime() + days * DAY_MS);
  const shifts = await store.shiftsBetween(ctx.tx, ctx.cityId, start, until);
  const now = await store.onCallAt(ctx.tx, ctx.cityId, ctx.now);
  // What is over needs nobody any more.
  const first = start < ctx.now ? ctx.now : start;
  const gaps = first < until ? gapsBetween(shifts.filter(({ rank }) => rank === 1), first, until) : [];
  return {
    shifts: shifts.map(shiftView), gaps: gaps.map(({ fromAt, untilAt }) => ({ fromAt: fromAt.toISOString(), untilAt: untilAt.toISOString() })),
    now: now.map(({ personId, personName, rank }) => ({ personId, personName, rank })), isFallback: !now.some(({ rank }) => rank === 1), people: await store.deskPeople(ctx.tx, ctx.cityId),
  };
};

/** Puts somebody of the desk on call. Refuses `support.shift_order`, `_past`, `_long`, `_overlap`, `_person`. */
export const addShift: Action<ParsedOf<Support['addShift']>, OutputOf<Support['addShift']>> = async (ctx, { personId, rank, fromAt, untilAt, note }) => {
  // Nobody is put on call for what is over: a shift of the running hour begins now.
  const span = { fromAt: new Date(Math.max(Date.parse(fromAt), ctx.now.getTime())), untilAt: new Date(untilAt) };
  if (span.untilAt <= span.fromAt) refuse('support.shift_order', {}, 'untilAt');
  if (span.untilAt <= ctx.now) refuse('support.shift_past', {}, 'untilAt');
  if (isTooLong(span)) refuse('support.shift_long', { hours: LONGEST_SHIFT_HOURS }, 'untilAt');
  const person = (await store.deskPeople(ctx.tx, ctx.cityId)).find((one) => one.personId === personId) ?? refuse('support.shift_person', {}, 'personId');
  const id = ctx.newId('shf');
  try {
    await store.insertShift(ctx.tx, ctx.cityId, { id, personId, rank, ...span, note, madeBy: ctx.actor.personId, madeAt: ctx.now });
  } catch (error) {
    if (isConflict(error, 'on_call_once')) refuse('support.shift_overlap', { name: person.name }, 'fromAt');
    throw error;
  }
  return shiftView({ id, personId, personName: person.name, rank, ...span, note });
};

/** Takes a shift off the roster; one that runs ends now, so that who was on call stays readable. */
export const removeShift: Action<{ shiftId: string }, { ok: true }> = async (ctx, { shiftId }) => {
  const shift = (await store.lockShift(ctx.tx, ctx.cityId, shiftId)) ?? refuse('support.shift_unknown');
  if (shift.untilAt <= ctx.now) refuse('support.shift_past');
  if (shift.fromAt < ctx.now) await store.endShift(ctx.tx, ctx.cityId, shiftId, ctx.now);
  else await store.deleteShift(ctx.tx, ctx.cityId, shiftId);
  return { ok: true };
};

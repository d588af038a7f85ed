import { describe, expect, test } from 'vitest';
import { changedSince, firmness, orderPrint, roundsFor, sayMove, sayPlan, underWay, workerPrint } from './plan.ts';
import type { Standing } from './plan.ts';

const at = (clock: string): Date => new Date(`2026-11-23T${clock}:00Z`);
const now = at('04:00');
const today = new Date('2026-11-22T16:00:00Z');
const free: Standing = { status: 'accepted', startsAt: at('08:00'), workerId: 'wrk_1', isWorkerChosen: false, hasOffer: false, answeredAt: null, decidedByDeskAt: null, movedByPlanAt: null };

describe('how firmly a visit stands with its worker', () => {
  test.each<[string, Partial<Standing>, ReturnType<typeof firmness>]>([
    ['nothing speaks for keeping it', {}, 'free'],
    ['nobody has it', { workerId: null, isWorkerChosen: true }, 'free'],
    ['on her way', { status: 'onTheWay' }, 'frozen'], ['at the door', { status: 'checklistConfirmed' }, 'frozen'], ['at work', { status: 'inService' }, 'frozen'],
    ['the family asked for her', { isWorkerChosen: true }, 'pinned'],
    ['the desk decided today', { decidedByDeskAt: at('01:00') }, 'pinned'], ['the desk decided yesterday', { decidedByDeskAt: new Date('2026-11-22T15:59:00Z') }, 'free'],
    ['she is being asked', { hasOffer: true, status: 'assigned' }, 'held'],
    ['she said yes ten minutes ago', { answeredAt: at('03:50') }, 'held'], ['she said yes eleven minutes ago', { answeredAt: at('03:49') }, 'free'],
    ['a plan moved it half an hour ago', { movedByPlanAt: at('03:30') }, 'held'], ['a plan moved it before that', { movedByPlanAt: at('03:29') }, 'free'],
    ['she is about to leave', { startsAt: at('04:20') }, 'held'], ['not yet', { startsAt: at('04:21') }, 'free'],
  ])('%s', (_name, change, wanted) => expect(firmness({ ...free, ...change }, now, today)).toBe(wanted));
});

test('a visit under way is expected to take its time, and never to be over already', () => {
  const order = { status: 'inService' as const, startsAt: at('02:00'), startedAt: at('02:10'), durationMinutes: 120 };
  expect(underWay(order, at('03:00'))).toEqual({ startAt: at('02:10').getTime(), endAt: at('04:10').getTime() });
  expect(underWay(order, at('05:00')).endAt).toBe(at('05:05').getTime());
  expect(underWay({ ...order, status: 'onTheWay', startedAt: null }, at('02:30')).startAt).toBe(at('02:30').getTime());
});

test('a print changes with what a plan rests on, and with nothing else', () => {
  const order = { status: 'accepted' as const, workerId: 'wrk_1', startsAt: at('08:00'), endsAt: at('10:00') };
  const [from, to] = [at('00:00').getTime(), at('16:00').getTime()];
  const view = { admitted: true, availability: [{ startAt: from, endAt: to }], commitments: [{ id: 'e1', startAt: at('03:00').getTime(), endAt: at('03:30').getTime() }] };
  const basis = { orders: { o: orderPrint(order) }, workers: { w: workerPrint(view, from, to) } };
  const then = (orderNow: Partial<typeof order>, viewNow: Partial<typeof view>) => changedSince(basis, { orders: { o: orderPrint({ ...order, ...orderNow }) }, workers: { w: workerPrint({ ...view, ...viewNow }, from, to) } });
  // A visit that runs over ends later with every minute.
  expect(then({}, { commitments: [{ ...view.commitments[0]!, endAt: at('03:50').getTime() }] })).toEqual({ orderIds: [], workerIds: [] });
  expect(then({ workerId: 'wrk_2' }, {})).toEqual({ orderIds: ['o'], workerIds: [] });
  expect(then({}, { commitments: [...view.commitments, { id: 'e2', startAt: at('06:00').getTime(), endAt: at('07:00').getTime() }] })).toEqual({ orderIds: [], workerIds: ['w'] });
  expect(then({}, { admitted: false }).workerIds).toEqual(['w']);
  expect(changedSince(basis, { orders: {}, workers: {} })).toEqual({ orderIds: ['o'], workerIds: ['w'] });
});

describe('why a visit changes hands', () => {
  const place = (late: number, way: number) => ({ lateSeconds: late * 60, detourSeconds: way * 60 });
  test.each([
    ['nobody had it', null, null, place(0, 6), '原来没有人，马一顺路只多走 6 分钟，能准时到'],
    ['she cannot be there', '王一', null, place(4, 6), '王一按现在的安排赶不到，马一多走 6 分钟，最多晚 4 分钟'],
    ['she would be late', '王一', place(25, 3), place(0, 9), '王一要晚到 25 分钟，马一能准时到'],
    ['it is out of her way', '王一', place(0, 18), place(0, 6), '去这一家，王一要多走 18 分钟，马一只要 6 分钟'],
    ['she is needed elsewhere', '王一', place(0, 3), place(0, 6), '让王一腾出时间去幸福花园，整体更省时间'],
  ])('%s', (_name, from, before, after, zh) => expect(sayMove({ from, to: '马一', before, after, madeRoomFor: '幸福花园' }).zh).toBe(zh));
});

test('a plan says what it brings, the dearest first', () => {
  const same = { before: 0, after: 0 };
  const diff = { travelMeters: same, travelMinutes: { before: 90, after: 70 }, lateMinutes: { before: 25, after: 0 }, unassigned: { before: 2, after: 1 }, workers: same, moved: 3 };
  expect(sayPlan(diff).zh).toBe('3 单换人：多安排 1 单，少晚到 25 分钟，少走 20 分钟路');
  expect(sayPlan({ ...diff, travelMinutes: { before: 70, after: 90 }, unassigned: same, lateMinutes: same }).zh).toBe('3 单换人：多走 20 分钟路');
});

test('the search grows with the day and has an end', () => expect([roundsFor(1), roundsFor(50), roundsFor(5000)]).toEqual([4000, 40_000, 400_000]));

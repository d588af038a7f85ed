import { afterAll, expect, test } from 'vitest';
import { defaultWeights } from './index.ts';
import { planDay } from './plan-day.ts';
import type { PlanVisit } from './plan-day.ts';
import { at, need, offset, visit as commitment, worker } from './sample.ts';
import { PlanThread } from './threads/off-thread.ts';

const thread = new PlanThread();
afterAll(() => thread.close());
const options = { from: at(0), to: at(24), now: at(7), weights: defaultWeights, gainToMove: 300, iterations: 2000, seconds: 5 };
/** Each lives where the other works: a swap saves both the way across the town. */
const crossed = () => {
  const [one, two] = [worker({ workerId: 'wrk_1', home: offset(0) }), worker({ workerId: 'wrk_2', home: offset(6000) })];
  const visits: PlanVisit[] = [
    { visitId: 'far', workerId: 'wrk_1', need: need({ startAt: at(10), durationMinutes: 120, at: offset(6000), requiredPapers: [] }) },
    { visitId: 'near', workerId: 'wrk_2', need: need({ startAt: at(10), durationMinutes: 120, at: offset(0), requiredPapers: [] }) },
  ];
  return { visits, workers: [one, two] };
};
const moved = ({ visits }: ReturnType<typeof planDay>): string[] => visits.filter(({ before, after }) => before?.workerId !== after?.workerId).map(({ visitId, after }) => `${visitId}→${after?.workerId ?? 'nobody'}`);

test('two who work before each other’s door change places, and the thread answers the same', async () => {
  const { visits, workers } = crossed();
  const found = planDay(visits, workers, options);
  expect(moved(found)).toEqual(['far→wrk_2', 'near→wrk_1']);
  expect(found.before.travelMeters).toBeGreaterThan(10 * found.after.travelMeters);
  expect(found.visits[0]!.before!.detourSeconds).toBeGreaterThan(found.visits[0]!.after!.detourSeconds + 600);
  expect({ ...await thread.day(visits, workers, options), seconds: 0 }).toEqual({ ...found, seconds: 0 });
});

test('nobody is moved for less than the gain asked', () => {
  const { visits, workers } = crossed();
  expect(moved(planDay(visits, workers, { ...options, gainToMove: 20_000 }))).toEqual([]);
});

test('what is held stays while its hour can be kept, and is free once it cannot', () => {
  const { visits, workers } = crossed();
  const held = visits.map((one) => ({ ...one, isHeldUnlessLate: true }));
  expect(moved(planDay(held, workers, options))).toEqual([]);
  // Her visit before runs until half past eleven: an hour and a half too late for this one.
  const running: PlanVisit = { visitId: 'running', workerId: 'wrk_1', need: need({ startAt: at(8), durationMinutes: 60, at: offset(0), requiredPapers: [] }), started: { startAt: at(8), endAt: at(11, 30) } };
  const spare = worker({ workerId: 'wrk_3', home: offset(5500) });
  const found = planDay([held[0]!, running], [workers[0]!, spare], { ...options, now: at(9, 30) });
  expect(moved(found)).toEqual(['far→wrk_3']);
  expect([found.before.lateSeconds > 5000, found.after.lateSeconds]).toEqual([true, 0]);
});

test('slow streets make a day late that was in time', () => {
  const busy = worker({ workerId: 'wrk_1', home: offset(0), commitments: [commitment(at(8), at(10), offset(0), 'hold')] });
  const visits: PlanVisit[] = [{ visitId: 'v', workerId: 'wrk_1', need: need({ startAt: at(10, 30), durationMinutes: 60, at: offset(4000), requiredPapers: [] }), isPinned: true }];
  expect(planDay(visits, [busy], options).before.lateSeconds).toBe(0);
  expect(planDay(visits, [busy], { ...options, factor: 3 }).before.lateSeconds).toBeGreaterThan(0);
});

test('a visit nobody can come to in time is left open, and so is one its only worker is ruled out for', () => {
  const busy = worker({ workerId: 'wrk_1', home: offset(0), commitments: [commitment(at(10), at(12), offset(0), 'elsewhere')] });
  const visits: PlanVisit[] = [{ visitId: 'v', workerId: null, need: need({ startAt: at(10), durationMinutes: 60, at: offset(500), requiredPapers: [] }) }];
  const whoComes = (some: PlanVisit[], who: typeof busy, mostLateSeconds?: number) => planDay(some, [who], { ...options, ...(mostLateSeconds !== undefined && { mostLateSeconds }) }).visits[0]!.after?.workerId ?? null;
  expect([whoComes(visits, busy), whoComes(visits, busy, 1800)]).toEqual(['wrk_1', null]);
  const free = { ...busy, commitments: [] };
  expect([whoComes(visits, free, 1800), whoComes([{ ...visits[0]!, notBy: ['wrk_1'] }], free)]).toEqual(['wrk_1', null]);
});

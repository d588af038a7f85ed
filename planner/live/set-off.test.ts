import { expect, test } from 'vitest';
import type { Problem } from '../problem.ts';
import { dropVisit, isStarted, openDay, setEnd, setOff, unbind } from './day.ts';
import { ejectInto, insertAll, openVisits } from './mend.ts';
import { bestOffers } from './insert.ts';

/** Places on a line, one worker from place 0; tasks at 10, 20 and 30. */
function line(count: number, extra: Partial<Problem> = {}): Problem {
  const places = count + 1;
  const time = Float64Array.from({ length: places * places }, (_, at) => 10 * Math.abs(Math.floor(at / places) - at % places));
  return {
    places, travel: [{ time, distance: time }], weights: { travelTime: 1, lateness: 5 }, workers: [{ id: 'w0', start: 0, end: null, shifts: [{ from: 0, to: 500 }] }],
    tasks: Array.from({ length: count }, (_, at) => ({ id: `t${at}`, visitId: `v${at}`, place: at + 1, duration: 20, windows: [{ from: 100 * at, to: 100 * at + 80 }], dropCost: 1e6 })), ...extra,
  };
}

test('who has set off for a task is bound to it, sooner than the plan thought', () => {
  const { day } = openDay(line(3), null);
  insertAll(day, openVisits(day));
  expect(isStarted(day, day.taskIndex.get('t1')!)).toBe(false);
  expect(setOff(day, 't1', 40)).toBe(true);
  expect(isStarted(day, day.taskIndex.get('t0')!)).toBe(true);
  expect(isStarted(day, day.taskIndex.get('t1')!)).toBe(true);
  expect(isStarted(day, day.taskIndex.get('t2')!)).toBe(false);
  expect(setOff(day, 't1', 41)).toBe(true);
  // A visit bound stays when it is called off; the later ones go on from its end.
  expect(dropVisit(day, 'v1')).toEqual(['t1']);
  expect(setEnd(day, 't0', 30)).toBe(true);
  expect(() => setOff(day, 't9', 0)).toThrow(/not planned/);
});

test('a binding that came to nothing is undone from the last task backwards', () => {
  const { day } = openDay(line(3), null);
  insertAll(day, openVisits(day));
  setOff(day, 't1', 40);
  expect(unbind(day, 't0')).toBe(false);
  expect(unbind(day, 't1')).toBe(true);
  expect(isStarted(day, day.taskIndex.get('t1')!)).toBe(false);
  expect(dropVisit(day, 'v1')).toEqual([]);
  expect(day.startAt[day.taskIndex.get('t2')!]).toBeGreaterThanOrEqual(200);
  expect(() => unbind(day, 't9')).toThrow(/not planned/);
});

test('ejection takes no way in that is dearer than asked for', () => {
  // Two promised tasks (soft due times) fill the only worker's afternoon; a third fits only if somebody is very late.
  const problem = line(2);
  problem.tasks = [{ ...problem.tasks[0]!, windows: [{ from: 0, to: 10 }], duration: 400, isDueSoft: true }, { ...problem.tasks[1]!, windows: [{ from: 0, to: 60 }] }];
  const { day } = openDay(problem, null);
  insertAll(day, [day.visitIndex.get('v0')!]);
  const visit = day.visitIndex.get('v1')!;
  const { costs } = bestOffers(day, day.visitTasks[visit]!, 1);
  expect(costs[0]!).toBeGreaterThan(100);
  expect(ejectInto(day, visit, 2, 100)).toBe(false);
  expect(day.legOf[day.taskIndex.get('t0')!]).toBe(0);
  expect(day.legOf[day.taskIndex.get('t1')!]).toBe(-1);
  expect(ejectInto(day, visit, 2)).toBe(true);
});

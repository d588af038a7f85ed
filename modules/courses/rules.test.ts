import { describe, expect, test } from 'vitest';
import { isTooEarly, isTooLate, minutesThere, saidAt } from './rules/attendance.ts';
import { checklistFor } from './rules/checklists.ts';
import { areDaysRight, closesBy, daysFrom, instantOf, needsWaiver, outcomeOf, percentOf, weekdayOf } from './rules/cohorts.ts';
import { layPlan, minutesOf, type PlanLine } from './rules/plan.ts';
import { areaRules, clothFor, mayUse, tools } from './rules/tools.ts';

test('days of a cohort: thirty as a rule, shorter with a reason, never longer than a year', () => {
  expect(daysFrom('2026-12-01', '2026-12-30')).toBe(30);
  expect(needsWaiver('2026-12-01', '2026-12-30', 30)).toBe(false);
  expect(needsWaiver('2026-12-01', '2026-12-29', 30)).toBe(true);
  for (const [from, to, isRight] of [['2026-12-01', '2026-12-01', true], ['2026-11-30', '2026-12-30', false], ['2026-12-02', '2026-12-01', false], ['2026-12-01', '2027-12-02', false], ['2026-12-01', '2027-12-01', true]] as const) expect(areDaysRight(from, to, '2026-12-01'), `${from} ${to}`).toBe(isRight);
  expect([weekdayOf('2026-11-22'), weekdayOf('2026-11-23')]).toEqual([7, 1]);
  expect(instantOf('2026-11-23', '09:30').toISOString()).toBe('2026-11-23T01:30:00.000Z');
  // The last mark for a session of the 30th may come on the 2nd at the latest hour of that session; the cohort closes on the day after.
  expect([closesBy('2026-11-30', '2026-12-03'), closesBy('2026-11-30', '2026-12-04')]).toEqual([false, true]);
});

test('eighty per cent and not a minute less', () => {
  expect([percentOf(0, 0), percentOf(799, 1000), percentOf(800, 1000), percentOf(1200, 1000)]).toEqual([null, 79, 80, 100]);
  expect([outcomeOf(799, 1000), outcomeOf(800, 1000), outcomeOf(0, 0)]).toEqual(['incomplete', 'finished', 'incomplete']);
});

describe('a plan laid over days', () => {
  const plan: PlanLine[] = [
    { kind: 'class', module: 'safety', title: '安全', minutes: 90 }, { kind: 'simulation', module: 'basicCleaning', title: '厨房', minutes: 120 }, { kind: 'case', module: 'communication', title: '沟通', minutes: 60 }, { kind: 'simulation', module: 'basicCleaning', title: '卫生间', minutes: 240 },
  ];
  const about = { startsOn: '2026-11-21', endsOn: '2026-11-24', notBefore: new Date('2026-11-20T00:00:00Z'), from: '09:00', weekdays: [1, 2, 3, 4, 5], minutesPerDay: 300 };
  const times = (found: ReturnType<typeof layPlan>): string[] => found.sessions.map(({ startAt }) => new Date(startAt.getTime() + 8 * 3_600_000).toISOString().slice(5, 16));
  test('in order, on weekdays, with a noon and no more than the day holds', () => {
    const found = layPlan(plan, about);
    expect(times(found)).toEqual(['11-23T09:00', '11-23T13:30', '11-23T15:40', '11-24T09:00']);
    expect(found.leftMinutes).toBe(0);
    expect(minutesOf(plan)).toEqual({ theory: 150, practice: 360 });
  });
  test('what does not fit is said, and nothing is laid into the past', () => {
    expect(layPlan(plan, { ...about, endsOn: '2026-11-23' }).leftMinutes).toBe(240);
    expect(layPlan(plan, { ...about, notBefore: new Date('2026-11-23T05:00:00Z') }).sessions[0]!.startAt.toISOString()).toBe('2026-11-24T01:00:00.000Z');
  });
});

test('a mark is judged by when it came; the phone’s clock only says which of two is later', () => {
  const [from, to] = [new Date('2026-11-23T01:00:00Z'), new Date('2026-11-23T03:00:00Z')];
  expect([isTooEarly(from, new Date('2026-11-23T00:29:59Z')), isTooEarly(from, new Date('2026-11-23T00:30:00Z'))]).toEqual([true, false]);
  expect([isTooLate(to, new Date('2026-11-26T03:00:00Z')), isTooLate(to, new Date('2026-11-26T03:00:01Z'))]).toEqual([false, true]);
  expect(saidAt(new Date('2030-01-01T00:00:00Z'), to)).toEqual(to);
  expect(saidAt(from, to)).toEqual(from);
  for (const [state, said, minutes] of [['present', 5, 120], ['absent', 90, 0], ['excused', undefined, 0], ['late', 100, 100], ['late', undefined, null], ['leftEarly', 121, null]] as const) expect(minutesThere(state, said, 120), state).toBe(minutes);
});

test('six tools, each for its own places, and a cloth that was in the toilet never reaches a kitchen', () => {
  expect(Object.keys(tools)).toEqual(['tileBrush', 'squeegee', 'floorWiper', 'dustPaper', 'stainPaste', 'stainCleaner']);
  expect([mayUse('floorWiper', 'floor'), mayUse('floorWiper', 'kitchen'), mayUse('stainCleaner', 'toilet'), mayUse('stainCleaner', 'kitchen')]).toEqual([true, false, true, false]);
  expect(clothFor.toilet).not.toBe(clothFor.kitchen);
  expect(Object.entries(clothFor).filter(([, colour]) => colour === clothFor.toilet)).toHaveLength(1);
  expect(Object.entries(clothFor).filter(([, colour]) => colour === clothFor.kitchen)).toHaveLength(1);
  expect(areaRules.find(({ area }) => area === 'kitchen')!.tools.map(({ code }) => code)).toEqual(['tileBrush', 'stainPaste']);
});

test('every core module has a checklist of its own, any other the general one', () => {
  const general = checklistFor('homeRepair').map(({ code }) => code);
  for (const module of ['basicCleaning', 'cooking', 'infantCare', 'elderCare']) expect(checklistFor(module).map(({ code }) => code)).not.toEqual(general);
  expect(general).toEqual(['listens', 'order', 'safety']);
});

import { describe, expect, it } from 'vitest';
import type { OrderStatus } from '@linli/contract';
import { gapMinutes, planDay } from './day-plan.ts';

const today = '2026-11-22';
const visit = (name: string, status: OrderStatus, startAt: string, workerPayFen = 10_000) =>
  ({ name, status, startAt, endAt: new Date(Date.parse(startAt) + 7_200_000).toISOString(), arrivedAt: null, workerPayFen });
const names = (visits: readonly { name: string }[]): string[] => visits.map((one) => one.name);

describe('the plan of a day', () => {
  it('what runs comes before what starts earlier but is not begun', () => {
    const plan = planDay([visit('late', 'accepted', '2026-11-22T01:00:00Z'), visit('running', 'inService', '2026-11-22T04:00:00Z')], today);
    expect(plan.next?.name).toBe('running');
  });
  it('a night visit of yesterday that still runs is next, though not of today', () => {
    const plan = planDay([visit('night', 'inService', '2026-11-21T14:00:00Z'), visit('noon', 'accepted', '2026-11-22T04:00:00Z')], today);
    expect(plan.next?.name).toBe('night');
    expect(names(plan.today)).toEqual(['noon']);
  });
  it('offers are not visits yet, cancelled ones stay in sight but earn nothing', () => {
    const plan = planDay([visit('offer', 'assigned', '2026-11-22T02:00:00Z'), visit('done', 'finished', '2026-11-22T01:00:00Z', 9000), visit('gone', 'cancelled', '2026-11-22T03:00:00Z'), visit('soon', 'accepted', '2026-11-22T07:00:00Z', 8000)], today);
    expect(names(plan.today)).toEqual(['done', 'gone', 'soon']);
    expect([plan.earnedFen, plan.expectedFen]).toEqual([9000, 8000]);
  });
  it('tomorrow is next when today is over, the rest is later', () => {
    const plan = planDay([visit('b', 'accepted', '2026-11-24T02:00:00Z'), visit('a', 'accepted', '2026-11-23T02:00:00Z'), visit('done', 'settled', '2026-11-22T01:00:00Z')], today);
    expect(plan.next?.name).toBe('a');
    expect(names(plan.later)).toEqual(['b']);
  });
  it('the gap runs from end to start', () => expect(gapMinutes(visit('a', 'accepted', '2026-11-22T01:00:00Z'), visit('b', 'accepted', '2026-11-22T04:00:00Z'))).toBe(60));
});

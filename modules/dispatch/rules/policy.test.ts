import { describe, expect, test } from 'vitest';
import type { ServiceFamily } from '@linli/contract';
import { answerBy, batchEnd, builtInPolicy, hallFrom, isInHall, policyInForce, promisedArrival, sayOnTime, sayPolicy } from './policy.ts';

const built = builtInPolicy({ offerMinutesUrgent: 3, offerMinutesScheduled: 30 });
const scope = (name: string, family: ServiceFamily | null, itemId: string | null, districtId: string | null) => ({ name, family, itemId, districtId });

describe('which policy holds', () => {
  const all = [scope('city', null, null, null), scope('city in A', null, null, 'A'), scope('cleaning', 'cleaning', null, null), scope('cleaning in A', 'cleaning', null, 'A'), scope('windows', null, 'windows', null), scope('windows in A', null, 'windows', 'A')];
  test.each([
    ['windows', 'A', 'windows in A'], ['windows', 'B', 'windows'], ['daily', 'A', 'cleaning in A'], ['daily', 'B', 'cleaning'], ['daily', null, 'cleaning'],
  ])('of %s in %s: %s', (itemId, districtId, name) => expect(policyInForce(all, { family: 'cleaning', itemId, districtId })?.name).toBe(name));
  test('another family has the city’s, and its district’s before it', () => {
    expect(policyInForce(all, { family: 'repair', itemId: 'plumbing', districtId: 'B' })?.name).toBe('city');
    expect(policyInForce(all, { family: 'repair', itemId: 'plumbing', districtId: 'A' })?.name).toBe('city in A');
    expect(policyInForce([all[4]!], { family: 'repair', itemId: 'plumbing', districtId: 'A' })).toBeNull();
  });
});

test('a policy is one sentence in both languages', () => {
  expect(sayPolicy(built).zh).toBe('从最合适的开始，一次问一位家政员；限急单 3 分钟、预约单 30 分钟内答复；没人在考虑时可以抢单；每人最多同时考虑 3 单（客户点名的另算）；500 米内刚完工的人优先；当天有变化时算出更好的安排，由调度决定；换人至少要省 5 分钟。');
  expect(sayPolicy({ ...built, mode: 'merchant', overflowMinutes: 20, grabAfterMinutes: null, fillerMeters: 0, livePlan: 'off' }).zh).toBe('由片区的商户派自己的人；片区商户 20 分钟没派出人就转邻近商户，再转全城；不进抢单大厅；当天计划不自动重排。');
  expect(sayPolicy({ ...built, livePlan: 'commit', gainToMoveMinutes: 8 }).en).toContain('visits are given to others at once; a change of worker must save 8 min');
  expect(sayPolicy({ ...built, mode: 'offerBest', offerCount: 4, oneHour: { reachMinutes: 15, doorMinutes: 60 } }).en).toContain('The best 4 workers are asked at once');
  expect(sayPolicy({ ...built, mode: 'offerBest', offerCount: 4, oneHour: { reachMinutes: 15, doorMinutes: 60 } }).zh).toContain('承诺 15 分钟响应、60 分钟到门口');
});

describe('clocks', () => {
  const at = (iso: string): Date => new Date(`2026-11-23T${iso}Z`);
  test('the hall opens by policy, never for what waits elsewhere', () => {
    const opened = at('01:00');
    expect([hallFrom(built, opened, at('02:00')), hallFrom({ ...built, grabAfterMinutes: 45 }, opened, at('02:00')), hallFrom({ ...built, mode: 'household' }, opened, at('02:00')), hallFrom({ ...built, mode: 'grab', grabAfterMinutes: null }, opened, at('02:00'))])
      .toEqual([opened, at('01:45'), null, at('02:00')]);
    for (const [stage, isThere] of [['asking', true], ['hall', true], ['batch', false], ['merchant', false], ['household', false]] as const) expect(isInHall({ stage, hallFrom: opened }, opened)).toBe(isThere);
    expect([isInHall({ stage: 'asking', hallFrom: null }, opened), isInHall({ stage: 'asking', hallFrom: at('01:01') }, opened)]).toEqual([false, false]);
  });
  test('a merchant’s time to answer leaves half an hour for others, and a minute at least', () => {
    expect([answerBy(at('01:00'), at('09:00'), 30), answerBy(at('01:00'), at('01:50'), 30), answerBy(at('01:00'), at('01:10'), 30)]).toEqual([at('01:30'), at('01:20'), at('01:01')]);
  });
  test('orders of one window meet at its end', () => {
    expect([batchEnd(at('01:00:00'), 20), batchEnd(at('01:00:19'), 20), batchEnd(at('01:00:20'), 20)]).toEqual([at('01:00:20'), at('01:00:20'), at('01:00:40')]);
  });
  test('a promise is rounded up to what can be kept', () => expect(promisedArrival(at('01:10').getTime(), 8 * 60)).toEqual(at('01:25')));
});

test('a record too short to mean anything says so instead of a percentage', () => {
  const record = { promised: 4, reachedInTime: 4, atDoor: 4, atDoorInTime: 4, days: 30, reachMinutes: 15, doorMinutes: 60 };
  expect(sayOnTime(record).zh).toContain('不够看出');
  expect(sayOnTime({ ...record, promised: 0 }).zh).toBe('近 30 天还没有承诺过上门时间');
  expect(sayOnTime({ ...record, promised: 8, atDoorInTime: 6, reachedInTime: 8 }).zh).toContain('75% 在 60 分钟内到门口');
});

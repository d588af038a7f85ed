import { explainWorker } from '@linli/planner';
import type { Need } from '@linli/planner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { mount as catalog } from '../catalog/index.ts';
import { mount, moveTime, serveTime, workerViews } from './index.ts';

let city: Harness;
let operator: Person;
let phones = 13600000000;
/** Beijing, Wednesday 25 November 2026, 10:00. */
const START = '2026-11-25T02:00:00Z';
const at = (day: number, clock: string): Date => new Date(`2026-11-${day}T${clock}:00+08:00`);
beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, mount], at: START, runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: true });
  operator = await city.signIn('13900000001', '王主任');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(operator.me.personId);
});
afterAll(() => city.close());

const hire = async (): Promise<Person & { workerId: string }> => {
  const phone = String(phones++);
  const { workerId } = await operator.client.workers.register({ phone, name: '李秀兰', homeLon: 87.6, homeLat: 43.8, homeArea: '南湖', weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })), skills: [{ code: 'cleaning', level: 3 }] });
  return { ...await city.signIn(phone), workerId };
};
let orders = 0;
const book = async (workerId: string, startAt: Date, endAt: Date): Promise<string> => {
  const orderId = `ord_${++orders}`;
  await city.act('system', moveTime, { orderId, workerId, startAt, endAt, customerId: 'per_lin', itemId: 'daily-cleaning', addressId: 'adr_1', quantity: 3, lon: 87.6, lat: 43.8 });
  return orderId;
};
const need = (startAt: Date, durationMinutes: number, own: string[] = []): Need => ({
  startAt: startAt.getTime(), durationMinutes, at: { lon: 87.6, lat: 43.8 }, requiredSkills: [], requiredPapers: [], healthClass: 'A', homeScene: { hasBaby: false, hasPet: false, hasElder: false, homeType: 'flat' },
  territoryMerchantId: null, preferredWorkerIds: [], servedBeforeWorkerIds: [], blockedWorkerIds: [], refusedWorkerIds: [], ownCommitmentIds: own,
});
/** The rules about hours that a visit would break, as dispatch would judge it now. */
const broken = async (workerId: string, startAt: Date, durationMinutes: number): Promise<string[]> => {
  const [view] = await city.act('system', workerViews, { from: startAt, to: startAt, workerIds: [workerId] });
  return explainWorker(need(startAt, durationMinutes), view!, { now: city.clock.now().getTime() }).blockers.map(({ rule }) => rule).filter((rule) => ['dailyHours', 'weeklyHours', 'rest'].includes(rule));
};

test('the week counts what was served on Monday and what is booked for Sunday; beyond the city’s limit nothing is given, and she reads it', async () => {
  const worker = await hire();
  for (const day of [23, 24]) await city.act('system', serveTime, { orderId: await book(worker.workerId, at(day, '08:00'), at(day, '18:00')), endAt: at(day, '18:00') });
  for (const day of [26, 27, 28]) await book(worker.workerId, at(day, '08:00'), at(day, '18:00'));
  const fifty = await worker.client.workers.myHours({});
  expect([fifty.days.map(({ minutes }) => minutes / 60), fifty.minutes / 60, fifty.state]).toEqual([[10, 10, 0, 10, 10, 10, 0], 50, 'long']);
  expect(fifty.words.zh).toBe('这一周已排 50 小时，超过了 44 小时，累了就把不想接的时间设为休息');
  expect([await broken(worker.workerId, at(29, '09:00'), 600), await broken(worker.workerId, at(29, '09:00'), 601)]).toEqual([[], ['dailyHours', 'weeklyHours']]);
  await book(worker.workerId, at(29, '08:00'), at(29, '18:00'));
  expect([await broken(worker.workerId, at(25, '14:00'), 60), await broken(worker.workerId, at(30, '14:00'), 60)]).toEqual([['weeklyHours'], []]);
  expect(await worker.client.workers.myHours({})).toMatchObject({ state: 'full', minutes: 3600, words: { zh: '这一周已排 60 小时，到了每周 60 小时的上限，下周一之前不再给您派新单' } });
  await operator.client.accounts.changeSetting({ key: 'weekHoursMost', value: 62 });
  expect(await broken(worker.workerId, at(25, '14:00'), 60)).toEqual([]);
  await operator.client.accounts.changeSetting({ key: 'weekHoursMost', value: 60 });
});

test('after a late evening the next day begins eleven hours later, before an early morning the day ends eleven hours before; the city may set it', async () => {
  const worker = await hire();
  const late = await book(worker.workerId, at(25, '19:00'), at(25, '23:00'));
  await book(worker.workerId, at(28, '06:00'), at(28, '08:00'));
  expect([await broken(worker.workerId, at(26, '09:59'), 60), await broken(worker.workerId, at(26, '10:00'), 60), await broken(worker.workerId, at(27, '18:01'), 60), await broken(worker.workerId, at(27, '18:00'), 60)]).toEqual([['rest'], [], ['rest'], []]);
  expect(await worker.client.workers.myHours({})).toMatchObject({ nextStartFrom: at(26, '10:00').toISOString(), restWords: { zh: '收工后至少休息 11 小时再派第二天的单：明天最早 10:00 开工' } });
  // Served earlier than booked: the rest begins when she was done.
  city.clock.set(at(25, '22:00'));
  await city.act('system', serveTime, { orderId: late, endAt: at(25, '21:30') });
  expect(await broken(worker.workerId, at(26, '08:30'), 60)).toEqual([]);
  await operator.client.accounts.changeSetting({ key: 'restHours', value: 12 });
  expect(await broken(worker.workerId, at(26, '08:30'), 60)).toEqual(['rest']);
  await operator.client.accounts.changeSetting({ key: 'restHours', value: 11 });
  city.clock.set(START);
});

test('the visit that is being moved does not stand in its own way, today either', async () => {
  const worker = await hire();
  const orderId = await book(worker.workerId, at(25, '12:00'), at(25, '18:00'));
  const [view] = await city.act('system', workerViews, { from: at(25, '12:00'), to: at(25, '12:00'), workerIds: [worker.workerId] });
  const entry = view!.commitments[0]!.id;
  const judge = (own: string[]): string[] => explainWorker(need(at(25, '13:00'), 360, own), view!, { now: city.clock.now().getTime() }).blockers.map(({ rule }) => rule);
  expect([judge([entry]).includes('dailyHours'), judge([]).includes('dailyHours'), orderId]).toEqual([false, true, orderId]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHarness } from '../../kernel/harness.ts';
import type { Harness, Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { mount as orders } from '../orders/index.ts';
import { mount as payments } from '../payments/index.ts';
import { mount as workers } from '../workers/index.ts';
import { mount as dispatch } from './index.ts';

/** Beijing, Monday 23 November 2026, 08:00. Two estates 1.6 km apart, three workers who walk, one of whom does not clean. */
const START = '2026-11-23T00:00:00Z';
const centre = { lon: 87.6, lat: 43.8 };
const itemId = 'daily-cleaning';
const at = (day: number, hour: number): string => new Date(Date.parse('2026-11-22T16:00:00Z') + day * 86_400_000 + hour * 3_600_000).toISOString();
let city: Harness;
let desk: Person;
let estateIds: [near: string, far: string];
type Worker = Person & { workerId: string };
let [ayi, second, nanny]: Worker[] = [];
let nextPhone = 13_600_000_000;
const phone = (): string => String(nextPhone++);

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, orders, payments, dispatch], at: START });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await city.act('system', installCatalogue, {});
  desk = await city.signIn(phone(), '沈平');
  for (const role of ['operator', 'dispatcher'] as const) await city.act('system', giveRole, { personId: desk.me.personId, role, scopeType: 'city', scopeId: '650100' });
  await desk.client.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring: [[87.56, 43.77], [87.64, 43.77], [87.64, 43.83], [87.56, 43.83]], isOpen: true });
  const estate = { streetCode: '650102002', communityName: '红山社区', buildings: ['1号楼'] };
  ({ estateIds } = await desk.client.accounts.addEstates({ estates: [{ ...estate, ...centre, name: '红山花园' }, { ...estate, lon: centre.lon + 0.02, lat: centre.lat, name: '燕儿窝小区' }] }) as { estateIds: [string, string] });
  ayi = await hire('王秀兰', 'cleaning');
  second = await hire('马玉梅', 'cleaning');
  nanny = await hire('古丽', 'windowCleaning');
}, 60_000);
afterAll(() => city.close());

async function hire(name: string, skill: string): Promise<Worker> {
  const number = phone();
  const { workerId } = await desk.client.workers.register({
    phone: number, name, homeLon: centre.lon + 0.002, homeLat: centre.lat, homeArea: '红山花园', travelMode: 'walk', skills: [{ code: skill, level: 3 }], weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '20:00' })),
  });
  for (const kind of ['identity', 'health', 'background', 'insurance'] as const) {
    await desk.client.workers.submitPaper({ workerId, kind, number: kind === 'identity' ? '650102199003078517' : `NO${number}`, ...(kind === 'health' ? { healthClass: 'B' as const } : {}), validFrom: '2026-07-01', validUntil: '2027-06-30', isSeen: true });
  }
  await desk.client.workers.admit({ workerId });
  const person = await city.signIn(number);
  await person.client.workers.setOnline({ isOnline: true });
  return { ...person, workerId };
}

/** A visit she has said yes to. */
async function visit(startAt: string, worker: Worker, estateId = estateIds[0]): Promise<string> {
  const { workerId } = worker;
  const home = await city.signIn(phone(), '林女士');
  const { addressId } = await home.client.accounts.addAddress({ estateId, building: '1号楼' });
  const hold = await home.client.dispatch.holdSlot({ itemId, addressId, quantity: 2, startAt, workerId });
  const { orderId } = await home.client.orders.place({ holdId: hold.holdId, itemId, addressId, quantity: 2, startAt });
  const payment = await home.client.payments.start({ orderId });
  await city.gateways.payment.choose(payment.tradeNo, 'paid');
  await city.drain();
  const offer = (await worker.client.dispatch.listOffers({})).items.find((one) => one.orderId === orderId)!;
  await worker.client.dispatch.acceptOffer({ offerId: offer.offerId });
  return orderId;
}
const check = (orderId: string, { workerId }: Worker) => desk.client.dispatch.checkMove({ orderId, workerId });

describe('may this order be given to her', () => {
  test('yes: nothing stands in the way, she is in time, and nothing has changed by asking', async () => {
    const orderId = await visit(at(1, 9), ayi!);
    expect(await check(orderId, second!)).toMatchObject({ isAllowed: true, isHers: false, workerName: '马玉梅', blockers: [], cautions: [], help: null, lateMinutes: 0, displaced: [] });
    expect(await check(orderId, ayi!)).toMatchObject({ isAllowed: true, isHers: true });
    expect((await desk.client.orders.get({ orderId })).workerId).toBe(ayi!.workerId);
    await desk.client.dispatch.assign({ orderId, workerId: second!.workerId, reason: '离得近' });
  });

  test('no: her visit at that time is named, with what would help, and assigning says the same', async () => {
    const orderId = await visit(at(2, 9), ayi!);
    const hers = await visit(at(2, 10), second!);
    const answer = await check(orderId, second!);
    expect(answer).toMatchObject({ isAllowed: false, help: { zh: expect.stringContaining('改派给别人') as string } });
    expect(answer.blockers.map(({ rule }) => rule)).toEqual(['overlap']);
    expect(answer.displaced.map((order) => order.orderId)).toEqual([hers]);
    await expect(desk.client.dispatch.assign({ orderId, workerId: second!.workerId, reason: '试试' })).rejects.toMatchObject({ code: 'dispatch.slot_taken' });
  });

  test('too little time to come from the visit before: that visit is named, and so are the minutes she would be late', async () => {
    const orderId = await visit(at(3, 12), ayi!, estateIds[1]);
    const before = await visit(at(3, 10), second!);
    const answer = await check(orderId, second!);
    expect([answer.isAllowed, answer.blockers.map(({ rule }) => rule), answer.displaced.map((order) => order.orderId)]).toEqual([false, ['travelIn'], [before]]);
    // She is free at twelve and it starts at twelve: the whole way is her delay.
    expect(answer.travelMinutes).toBeGreaterThan(10);
    expect(answer.lateMinutes).toBe(answer.travelMinutes);
    expect(answer.blockers[0]!.reason.zh).toContain('中间只有 0 分钟');
  });

  test('who lacks the skill cannot be sent whatever the desk says; who is off duty or said no may be, with a caution', async () => {
    const orderId = await visit(at(0, 9.5), ayi!);
    expect((await check(orderId, nanny!)).blockers.map(({ rule }) => rule)).toContain('skillLevel');
    await second!.client.workers.setOnline({ isOnline: false });
    const answer = await check(orderId, second!);
    expect([answer.isAllowed, answer.cautions.map(({ rule }) => rule)]).toEqual([true, ['online']]);
    await second!.client.workers.setOnline({ isOnline: true });
  });

  test('an order that is over can be given to nobody, and the reason names its state', async () => {
    const orderId = await visit(at(4, 9), ayi!);
    await desk.client.orders.cancel({ orderId, reason: '客户不要了' });
    const answer = await check(orderId, second!);
    expect([answer.isAllowed, answer.blockers[0]!.rule, answer.blockers[0]!.reason.zh]).toEqual([false, 'state', '这一单现在是“已取消”，不能再改派']);
    expect(await desk.client.dispatch.listMoves({ orderId })).toEqual({ orderId, allowed: [], blocked: [] });
  });

  test('an unknown order or worker is refused by name; families may not ask', async () => {
    const orderId = await visit(at(5, 9), ayi!);
    await expect(desk.client.dispatch.checkMove({ orderId, workerId: 'wrk_nobody' })).rejects.toMatchObject({ code: 'workers.worker_unknown' });
    await expect(desk.client.dispatch.checkMove({ orderId: 'ord_nothing', workerId: ayi!.workerId })).rejects.toMatchObject({ code: 'orders.order_unknown' });
    await expect(ayi!.client.dispatch.checkMove({ orderId, workerId: second!.workerId })).rejects.toMatchObject({ status: 403 });
  });
});

test('the whole field of an order: who may have it best first, the first rule against the others, and each says what a single check says', async () => {
  const orderId = await visit(at(6, 9), ayi!);
  await visit(at(6, 9), second!);
  const { allowed, blocked } = await desk.client.dispatch.listMoves({ orderId });
  expect(allowed.map(({ name }) => name)).toEqual(['王秀兰']);
  expect(blocked.map(({ workerId, rule }) => [workerId, rule])).toEqual([[second!.workerId, 'overlap']]);
  for (const { workerId } of allowed) expect((await desk.client.dispatch.checkMove({ orderId, workerId })).isAllowed).toBe(true);
});

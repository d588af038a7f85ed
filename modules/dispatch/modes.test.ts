import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DispatchPolicy, RefusalError } from '@linli/contract';
import type { Harness, Person } from '../../kernel/harness.ts';
import { openTown, type Home, type Town, type TownWorker } from '../../kernel/harness-town.ts';
import { expireOffer } from './actions/answers.ts';
import { overflow } from './actions/merchant.ts';
import { mount } from './index.ts';

/** Beijing, Monday 08:00. Two districts side by side, a holder each, workers of both who live close enough to serve either. */
const START = '2026-11-23T00:00:00Z';
const itemId = 'daily-cleaning';
let town: Town;
let city: Harness;
let operator: Person;
let merchants: Town['merchants'];
let districts: string[];
let staff: Worker[][];
type Worker = TownWorker;
const homes = [{ lon: 87.6, lat: 43.8 }, { lon: 87.66, lat: 43.8 }];
let hired = 0;
const hire = (name: string, place: number, merchantId?: string): Promise<Worker> =>
  town.hire(name, { ...(merchantId && { merchantId }), lon: homes[place]!.lon + 0.0005 * (++hired % 9), lat: 43.801, travelRadiusMeters: 20_000 });

beforeAll(async () => {
  town = await openTown({
    at: START, districts: [{ name: '天山片区', west: 87.565, east: 87.625, merchant: '天山家政' }, { name: '水磨沟片区', west: 87.63, east: 87.69, merchant: '水磨沟家政' }], estates: homes.map((at, i) => ({ name: `花园${i}`, ...at })),
  });
  ({ city, operator, merchants, districts } = town);
  staff = [];
  for (const [i, names] of [['王一', '王二', '王三'], ['马一', '马二']].entries()) {
    staff.push([]);
    for (const name of names) staff[i]!.push(await hire(name, i, merchants[i]!.merchantId));
  }
}, 90_000);
afterAll(() => city.close());
afterEach(async () => {
  await city.drain();
  for (const { version, family, itemId: item, districtId } of (await operator.client.dispatch.listPolicies({})).items) {
    if (version > 0) await operator.client.dispatch.removePolicy({ ...(family && { family }), ...(item && { itemId: item }), ...(districtId && { districtId }), reason: '测试结束' });
  }
});

const at = (day: number, hour: number): string => town.at(day, hour);
async function write(change: Partial<DispatchPolicy>, scope: { itemId?: string; districtId?: string; family?: 'cleaning' } = {}) {
  const [city0] = (await operator.client.dispatch.listPolicies({})).items;
  return operator.client.dispatch.setPolicy({ ...scope, policy: { ...city0!.policy, ...change }, reason: '试一试' });
}
const household = (place = 0): Promise<Home> => town.household('林女士', place);
const paid = (home: Home, startAt: string, workerId?: string): Promise<string> => town.paid(home, startAt, workerId);
const offersOf = async (worker: Worker, orderId: string) => (await worker.client.dispatch.listOffers({})).items.filter((o) => o.orderId === orderId);
const stateOf = (home: Home, orderId: string) => home.client.orders.get({ orderId });
const kindsOf = async (orderId: string) => (await operator.client.dispatch.decisions({ orderId })).items.map(({ kind }) => kind);
const codesOf = (results: PromiseSettledResult<unknown>[]): string[] => results.map((r) => (r.status === 'fulfilled' ? 'ok' : (r.reason as RefusalError).code)).sort();

describe('policies', () => {
  test('are written, told in a sentence, kept in versions, and the most specific one holds', async () => {
    expect((await operator.client.dispatch.policyFor({ itemId })).version).toBe(0);
    await write({ mode: 'grab' }, { family: 'cleaning' });
    const here = await write({ mode: 'offerBest', offerCount: 2 }, { itemId, districtId: districts[0]! });
    expect(here.scope.zh).toBe('日常保洁 · 天山片区');
    expect([(await operator.client.dispatch.policyFor({ itemId, districtId: districts[0]! })).policy.mode, (await operator.client.dispatch.policyFor({ itemId })).policy.mode]).toEqual(['offerBest', 'grab']);
    await operator.client.dispatch.removePolicy({ itemId, districtId: districts[0]!, reason: '不好用' });
    const { items, history } = await operator.client.dispatch.listPolicies({});
    expect([items.length, history[0]!.isRemoved, history[1]!.words.zh.startsWith('同时问最合适的 2 位')]).toEqual([2, true, true]);
    await expect(operator.client.dispatch.removePolicy({ itemId, reason: '再撤' })).rejects.toMatchObject({ code: 'dispatch.policy_missing' });
    await expect(write({}, { itemId, family: 'cleaning' })).rejects.toMatchObject({ code: 'dispatch.policy_scope_wrong' });
    await expect(write({}, { districtId: 'dis_none' })).rejects.toMatchObject({ code: 'alliance.district_unknown' });
    await expect(merchants[0]!.owner.client.dispatch.setPolicy({ policy: items[0]!.policy, reason: '我也想' })).rejects.toMatchObject({ code: 'access.forbidden' });
  });
});

describe('urgent', () => {
  test('orders of one window are matched together, each worker to one', async () => {
    await write({ batchSeconds: 60 });
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      const home = await household();
      const hold = await home.client.dispatch.holdSlot({ itemId, addressId: home.addressId, quantity: 2, startAt: at(0, 11.8) });
      const order = await home.client.orders.place({ holdId: hold.holdId, itemId, addressId: home.addressId, quantity: 2, startAt: at(0, 11.8) });
      await city.gateways.payment.choose((await home.client.payments.start({ orderId: order.orderId })).tradeNo, 'paid');
      ids.push(order.orderId);
    }
    await city.drain();
    expect((await Promise.all(ids.map((orderId) => operator.client.orders.get({ orderId })))).map(({ status }) => status)).toEqual(['paid', 'paid', 'paid']);
    await city.pass({ minutes: 1 });
    const views = await Promise.all(ids.map((orderId) => operator.client.orders.get({ orderId })));
    expect(views.map(({ status }) => status)).toEqual(['assigned', 'assigned', 'assigned']);
    expect(new Set(views.map(({ workerId }) => workerId)).size).toBe(3);
    const { items } = await operator.client.dispatch.decisions({ orderId: ids[0]! });
    expect([items.at(-1)!.kind, items.at(-1)!.words.zh.includes('3 张急单一起匹配'), items.at(-1)!.dimensions.length > 5]).toEqual(['batch', true, true]);
    expect((await operator.client.dispatch.replayDecision({ decisionId: items.at(-1)!.decisionId, policy: 'published' })).fieldSize).toBe(3);
  });
  test('an arrival is promised from where workers are, kept with the order, and counted', async () => {
    const home = await household();
    expect((await home.client.dispatch.promiseArrival({ itemId, addressId: home.addressId, quantity: 2 })).promise).toBeNull();
    await write({ oneHour: { reachMinutes: 15, doorMinutes: 60 } }, { itemId });
    const { promise, onTime } = await home.client.dispatch.promiseArrival({ itemId, addressId: home.addressId, quantity: 2 });
    expect(Date.parse(promise!.promisedAt) - city.clock.now().getTime()).toBeLessThanOrEqual(60 * 60_000);
    expect(onTime).toMatchObject({ promised: 0, isEnough: false });
    await expect(home.client.dispatch.holdSlot({ itemId, addressId: home.addressId, quantity: 2, startAt: new Date(city.clock.now().getTime() + 60_000).toISOString() })).rejects.toMatchObject({ code: 'orders.too_soon' });
    const orderId = await paid(home, promise!.startAt);
    const { workerId } = await stateOf(home, orderId);
    const worker = staff.flat().find((one) => one.workerId === workerId)!;
    expect(await home.client.dispatch.trackOrder({ orderId })).toMatchObject({ promisedAt: promise!.promisedAt, words: { zh: expect.stringContaining('承诺最迟') as string } });
    await city.pass({ minutes: 2 });
    await worker.client.dispatch.acceptOffer({ offerId: (await offersOf(worker, orderId))[0]!.offerId });
    await city.drain();
    await worker.client.orders.depart({ orderId });
    city.clock.set(promise!.promisedAt);
    await worker.client.orders.checkIn({ orderId, ...homes[0]! });
    expect(await city.client().dispatch.onTimeRecord({ itemId })).toMatchObject({ promised: 1, reachedInTime: 1, atDoor: 1, atDoorInTime: 1, keptPromise: 1 });

    // Done here, an open order in the same estate that begins soon and fits is hers to take first.
    await operator.client.dispatch.removePolicy({ itemId, reason: '只剩全市的' });
    await write({ mode: 'grab' });
    const neighbour = await household();
    const next = await paid(neighbour, at(0, 9.5));
    await home.client.orders.confirmChecklist({ orderId, checklistVersion: (await stateOf(home, orderId)).checklistVersion });
    await worker.client.orders.startService({ orderId });
    await worker.client.orders.finish({ orderId, undoneReason: '客户要求提前结束' });
    await city.drain();
    const [filler] = await offersOf(worker, next);
    expect(filler).toMatchObject({ isFiller: true });
    expect(await kindsOf(next)).toContain('filler');
  });
});

describe('several asked at once', () => {
  test('the first yes wins under the lock, the others’ offers end and they are told once', async () => {
    await write({ mode: 'offerBest', offerCount: 3 });
    const home = await household();
    const orderId = await paid(home, at(1, 9));
    expect((await stateOf(home, orderId)).status).toBe('paid');
    const asked = (await Promise.all(staff[0]!.map(async (worker) => ({ worker, offer: (await offersOf(worker, orderId))[0] })))).filter(({ offer }) => offer);
    expect(asked).toHaveLength(3);
    expect(asked[0]!.offer!.isShared).toBe(true);
    const results = await Promise.allSettled(asked.map(({ worker, offer }) => worker.client.dispatch.acceptOffer({ offerId: offer!.offerId })));
    expect(codesOf(results)).toEqual(['dispatch.offer_over', 'dispatch.offer_over', 'ok']);
    await city.drain();
    const winner = asked.find((_, i) => results[i]!.status === 'fulfilled')!.worker;
    expect(await stateOf(home, orderId)).toMatchObject({ status: 'accepted', workerId: winner.workerId });
    for (const { worker } of asked.filter((one) => one.worker !== winner)) expect(city.gateways.sms.inbox(worker.phone).filter(({ template }) => template === 'offer_withdrawn')).toHaveLength(1);
    expect((await kindsOf(orderId)).filter((kind) => kind === 'withdrawn')).toHaveLength(2);
  });
  test('a worker who says yes to two orders of one hour gets one, and nobody else is harmed', async () => {
    await write({ mode: 'offerBest', offerCount: 3 });
    const [a, b] = [await household(), await household()];
    const [one, two] = [await paid(a, at(2, 9)), await paid(b, at(2, 9))];
    // Whoever was kept for one of them is taken then; the third is asked about both.
    const asked = await Promise.all(staff[0]!.map(async (worker) => ({ worker, offers: [...await offersOf(worker, one), ...await offersOf(worker, two)] })));
    const { worker, offers } = asked.find((row) => row.offers.length === 2)!;
    const results = await Promise.allSettled(offers.map(({ offerId }) => worker.client.dispatch.acceptOffer({ offerId })));
    const codes = codesOf(results);
    expect([codes.filter((code) => code === 'ok').length, codes.every((code) => ['ok', 'dispatch.slot_taken'].includes(code))]).toEqual([1, true]);
    const open = results[0]!.status === 'fulfilled' ? [b, two] as const : [a, one] as const;
    expect((await stateOf(open[0], open[1])).status).toBe('paid');
  });
  test('she is asked about no more orders at once than the policy allows', async () => {
    await write({ mode: 'offerBest', offerCount: 3, maxLiveOffers: 1 });
    const [a, b] = [await household(), await household()];
    const [one, two] = [await paid(a, at(3, 9)), await paid(b, at(3, 14))];
    for (const worker of staff[0]!) expect((await offersOf(worker, one)).length + (await offersOf(worker, two)).length).toBeLessThanOrEqual(1);
  });
  test('whom a family asks for by name is asked, however many other offers she has open', async () => {
    await write({ mode: 'offerBest', offerCount: 3, maxLiveOffers: 1 });
    const [a, b] = [await household(), await household()];
    await paid(a, at(1, 12));
    const openOf = async (her: (typeof staff)[0][0]) => (await her.client.dispatch.listOffers({})).items.length;
    const worker = (await Promise.all(staff[0]!.map(async (her) => ({ her, open: await openOf(her) })))).find(({ open }) => open > 0)!.her;
    const three = await paid(b, at(1, 16), worker.workerId);
    expect(await offersOf(worker, three)).toHaveLength(1);
    expect(await stateOf(b, three)).toMatchObject({ status: 'assigned', workerId: worker.workerId });
    await b.client.orders.cancel({ orderId: three });
    await city.drain();
  });
  test('refused by one it waits for the others, refused by all it is looked for anew', async () => {
    await write({ mode: 'offerBest', offerCount: 2, grabAfterMinutes: 30 });
    const home = await household();
    const orderId = await paid(home, at(4, 9));
    for (let round = 0; round < 2; round++) {
      for (const worker of staff[0]!) {
        const [offer] = await offersOf(worker, orderId);
        if (offer) await worker.client.dispatch.refuseOffer({ offerId: offer.offerId, reason: 'timeClash' });
      }
    }
    await city.drain();
    expect((await kindsOf(orderId)).filter((kind) => kind === 'refused').length).toBe(3);
    expect((await stateOf(home, orderId)).status).toBe('paid');
  });
});

describe('races', () => {
  test('cancelled while she says yes: one of both happens, never half', async () => {
    await write({ mode: 'offerBest', offerCount: 3 });
    for (let hour = 9; hour <= 13; hour += 2) {
      const home = await household();
      const orderId = await paid(home, at(5, hour));
      const asked = (await Promise.all(staff[0]!.map(async (worker) => ({ worker, offer: (await offersOf(worker, orderId))[0] })))).filter(({ offer }) => offer);
      const results = await Promise.allSettled([home.client.orders.cancel({ orderId }), ...asked.map(({ worker, offer }) => worker.client.dispatch.acceptOffer({ offerId: offer!.offerId }))]);
      expect(results[0]!.status).toBe('fulfilled');
      expect(codesOf(results.slice(1)).every((code) => code === 'ok' || code === 'dispatch.offer_over')).toBe(true);
      await city.drain();
      expect((await stateOf(home, orderId)).status).toBe('cancelled');
      for (const worker of staff[0]!) expect(await offersOf(worker, orderId)).toEqual([]);
    }
  });
  test('an offer that runs out while she says yes: hers or the next one’s, with one answer on record', async () => {
    const home = await household();
    const orderId = await paid(home, at(6, 9), staff[0]![0]!.workerId);
    const [offer] = await offersOf(staff[0]![0]!, orderId);
    city.clock.set(offer!.expiresAt);
    const [accepted] = await Promise.allSettled([staff[0]![0]!.client.dispatch.acceptOffer({ offerId: offer!.offerId }), city.act('system', expireOffer, { offerId: offer!.offerId })]);
    expect(codesOf([accepted])).toEqual(['dispatch.offer_over']);
    await city.drain();
    const view = await stateOf(home, orderId);
    expect([view.status, view.workerId === staff[0]![0]!.workerId]).toEqual(['assigned', false]);
    const { items } = await staff[0]![0]!.client.workers.myResponses({});
    expect(items.filter((r) => r.orderId === orderId).map(({ kind }) => kind)).toEqual(['expired']);
  });
  test('she says yes in the very moment in which it runs out: accepted or expired, and her record says the same', async () => {
    const [worker] = staff[0]!;
    for (let hour = 9; hour <= 15; hour += 3) {
      const home = await household();
      const orderId = await paid(home, at(7, hour), worker!.workerId);
      const [offer] = await offersOf(worker!, orderId);
      city.clock.set(new Date(Date.parse(offer!.expiresAt) - 1));
      const yes = worker!.client.dispatch.acceptOffer({ offerId: offer!.offerId });
      await new Promise((resolve) => setTimeout(resolve, hour));
      city.clock.set(offer!.expiresAt);
      const [accepted, lapsed] = await Promise.allSettled([yes, city.act('system', expireOffer, { offerId: offer!.offerId })]);
      expect(lapsed.status).toBe('fulfilled');
      const [code] = codesOf([accepted]);
      const [answer, ...more] = (await worker!.client.workers.myResponses({})).items.filter((r) => r.orderId === orderId);
      expect([['ok', 'accepted', 'accepted'], ['dispatch.offer_over', 'expired', 'paid'], ['dispatch.offer_over', 'expired', 'assigned']]).toContainEqual([code, answer!.kind, (await stateOf(home, orderId)).status]);
      expect(more).toEqual([]);
      await city.drain();
    }
  });
  test('the holder assigns while its time runs out: it keeps the order, or has lost it, and is told which', async () => {
    await write({ mode: 'merchant', overflowMinutes: 20 });
    for (const hour of [9, 12, 15]) {
      const home = await household();
      const orderId = await paid(home, at(8, hour));
      const { until } = (await merchants[0]!.owner.client.dispatch.listWaiting({})).items.find((w) => w.order.orderId === orderId)!;
      city.clock.set(until!);
      const [assigned] = await Promise.allSettled([merchants[0]!.owner.client.dispatch.assign({ orderId, workerId: staff[0]![1]!.workerId, reason: '我们去' }), city.act('system', overflow, { orderId })]);
      await city.drain();
      const gone = (await operator.client.dispatch.listDiversions({})).items.filter((d) => d.orderId === orderId).length;
      expect([['ok', 0], ['orders.order_unknown', 1], ['access.forbidden', 1]]).toContainEqual([codesOf([assigned])[0], gone]);
    }
  });
});

describe('assigned at once', () => {
  test('it is hers and she is told; until the clock ends she may give it back, then it stays', async () => {
    await write({ mode: 'auto' });
    const home = await household();
    const orderId = await paid(home, at(9, 9));
    const first = await stateOf(home, orderId);
    expect(first.status).toBe('accepted');
    const worker = staff.flat().find(({ workerId }) => workerId === first.workerId)!;
    expect(city.gateways.sms.inbox(worker.phone)[0]!.template).toBe('visit_given');
    const [given] = await offersOf(worker, orderId);
    expect(given).toMatchObject({ state: 'accepted', isAssigned: true });
    expect((await worker.client.dispatch.refuseOffer({ offerId: given!.offerId, reason: 'illness' })).isExcused).toBe(true);
    await city.drain();
    const second = await stateOf(home, orderId);
    expect([second.status, second.workerId === first.workerId]).toEqual(['accepted', false]);
    const next = staff.flat().find(({ workerId }) => workerId === second.workerId)!;
    const [hers] = await offersOf(next, orderId);
    await city.pass({ minutes: 31 });
    await expect(next.client.dispatch.refuseOffer({ offerId: hers!.offerId, reason: 'illness' })).rejects.toMatchObject({ code: 'dispatch.offer_over' });
    expect((await next.client.workers.myResponses({})).items.find((r) => r.orderId === orderId)!.kind).toBe('accepted');
  });
});

describe('the grab hall', () => {
  test('holds what its policy sends there at once, and refuses what waits elsewhere', async () => {
    await write({ mode: 'grab' });
    const home = await household();
    const orderId = await paid(home, at(10, 9));
    expect([(await stateOf(home, orderId)).status, await kindsOf(orderId)]).toEqual(['paid', ['hall']]);
    const entry = (await staff[1]![0]!.client.dispatch.listPool({})).items.find((one) => one.orderId === orderId)!;
    expect(entry.isFeasible).toBe(true);
    const everybody = staff.flat();
    const results = await Promise.allSettled(everybody.map((worker) => worker.client.dispatch.grab({ orderId })));
    expect(codesOf(results)).toEqual([...everybody.slice(1).map(() => 'dispatch.already_taken'), 'ok']);
    await operator.client.dispatch.setPolicy({ policy: { ...(await operator.client.dispatch.policyFor({ itemId })).policy, mode: 'merchant' }, reason: '商户派' });
    const other = await paid(await household(), at(10, 15));
    expect((await staff[1]![0]!.client.dispatch.listPool({})).items.map((one) => one.orderId)).not.toContain(other);
    await expect(staff[1]![0]!.client.dispatch.grab({ orderId: other })).rejects.toMatchObject({ code: 'dispatch.not_in_hall' });
  });
  test('opens only after the minutes the policy says', async () => {
    await write({ grabAfterMinutes: 90 });
    const home = await household();
    const orderId = await paid(home, at(11, 9));
    const pool = async (worker: Worker) => (await worker.client.dispatch.listPool({})).items.find((one) => one.orderId === orderId);
    // Whoever is asked says no, in whatever order they are asked, until nobody is.
    for (let isAsked = true; isAsked;) {
      isAsked = false;
      for (const worker of staff.flat()) {
        const [offer] = await offersOf(worker, orderId);
        if (!offer) continue;
        isAsked = true;
        await worker.client.dispatch.refuseOffer({ offerId: offer.offerId, reason: 'overDistance' });
        await city.drain();
      }
    }
    expect((await stateOf(home, orderId)).status).toBe('paid');
    const late = await hire('刘四', 0);
    await late.client.workers.setAvailability({ weekly: [{ weekday: 7, from: '08:00', to: '09:00' }] });
    expect(await pool(late)).toBeUndefined();
    await expect(late.client.dispatch.grab({ orderId })).rejects.toMatchObject({ code: 'dispatch.not_in_hall' });
    await city.pass({ minutes: 91 });
    expect(await pool(late)).toMatchObject({ isFeasible: false });
    await operator.client.workers.suspend({ workerId: late.workerId, reason: '只帮一天', evidence: '排班记录' });
  });
});

describe('the merchant sends its own', () => {
  test('sees what waits with its own people and reasons; assigning takes it off the list', async () => {
    await write({ mode: 'merchant', overflowMinutes: 30 });
    const home = await household();
    const orderId = await paid(home, at(12, 9));
    const { items } = await merchants[0]!.owner.client.dispatch.listWaiting({});
    const waiting = items.find((w) => w.order.orderId === orderId)!;
    expect(waiting.candidates.map((c) => c.worker.name).sort()).toEqual(['王一', '王三', '王二']);
    expect(waiting.candidates[0]!.dimensions.length).toBeGreaterThan(5);
    expect((await merchants[1]!.owner.client.dispatch.listWaiting({})).items).toEqual([]);
    expect(city.gateways.sms.inbox(merchants[0]!.owner.phone)[0]!.template).toBe('order_waits');
    await merchants[0]!.owner.client.dispatch.assign({ orderId, workerId: staff[0]![0]!.workerId, reason: '离得近' });
    await city.drain();
    expect((await merchants[0]!.owner.client.dispatch.listWaiting({})).items.map((w) => w.order.orderId)).not.toContain(orderId);
    await city.pass({ minutes: 29 });
    expect((await operator.client.dispatch.listDiversions({})).items.map((d) => d.orderId)).not.toContain(orderId);
  });
  test('without an answer it goes to the neighbour once, then to the city; each loss stands in the ledger with its amount', async () => {
    await write({ mode: 'merchant', overflowMinutes: 30 });
    const home = await household();
    const orderId = await paid(home, at(13, 9));
    await city.pass({ minutes: 31 });
    expect((await merchants[0]!.owner.client.dispatch.listWaiting({})).items.map((w) => w.order.orderId)).not.toContain(orderId);
    await expect(merchants[0]!.owner.client.dispatch.assign({ orderId, workerId: staff[0]![0]!.workerId, reason: '来晚了' })).rejects.toMatchObject({ code: 'orders.order_unknown' });
    const handed = (await merchants[1]!.owner.client.dispatch.listWaiting({})).items.find((w) => w.order.orderId === orderId)!;
    expect([handed.isHandedOn, handed.candidates.map((c) => c.worker.name).sort()]).toEqual([true, ['马一', '马二']]);
    const [lost] = (await merchants[0]!.owner.client.dispatch.listDiversions({})).items.filter((d) => d.orderId === orderId);
    expect([lost!.toMerchantName, lost!.waitedMinutes >= 30, lost!.lostFen > 0]).toEqual(['水磨沟家政', true, true]);
    expect(city.gateways.sms.inbox(merchants[0]!.owner.phone)[0]!.template).toBe('order_lost');
    expect((await merchants[1]!.owner.client.dispatch.listDiversions({})).items.map((d) => d.orderId)).not.toContain(orderId);
    await merchants[1]!.owner.client.dispatch.handOn({ orderId, reason: '人手不够' });
    await city.drain();
    expect((await stateOf(home, orderId)).status).toBe('assigned');
    expect((await operator.client.dispatch.listDiversions({})).items.filter((d) => d.orderId === orderId).map((d) => [d.reason, d.toMerchantName]).sort()).toEqual([['handedOn', null], ['noAnswer', '水磨沟家政']]);
    await expect(merchants[1]!.owner.client.dispatch.handOn({ orderId, reason: '再转' })).rejects.toMatchObject({ code: 'orders.order_unknown' });
  });
});

test('under household nobody but the chosen worker is asked', async () => {
  await write({ mode: 'household' });
  const home = await household();
  const chosen = staff[0]![2]!;
  const orderId = await paid(home, at(14, 9), chosen.workerId);
  const [offer] = await offersOf(chosen, orderId);
  await chosen.client.dispatch.refuseOffer({ offerId: offer!.offerId, reason: 'familyMatter' });
  await city.drain();
  expect([(await stateOf(home, orderId)).status, (await kindsOf(orderId)).at(-1)]).toEqual(['paid', 'none']);
  expect((await operator.client.dispatch.decisions({ orderId })).items.at(-1)!.words.zh).toContain('不问别人');
  await expect(staff[0]![0]!.client.dispatch.grab({ orderId })).rejects.toMatchObject({ code: 'dispatch.not_in_hall' });
});

describe('refusals', () => {
  test('each is on record; an appeal that is upheld takes it off the numbers, once', async () => {
    const worker = staff[0]![1]!;
    const refuseOne = async (day: number, reason: 'payTooLow' | 'illness') => {
      const orderId = await paid(await household(), at(day, 9), worker.workerId);
      await worker.client.dispatch.refuseOffer({ offerId: (await offersOf(worker, orderId))[0]!.offerId, reason, words: '真的不行' });
      await city.drain();
      return (await worker.client.workers.myResponses({})).items.find((r) => r.orderId === orderId)!;
    };
    const before = (await worker.client.workers.myResponses({})).numbers;
    const costly = await refuseOne(15, 'payTooLow');
    const free = await refuseOne(16, 'illness');
    expect([costly.weighsPercent, free.weighsPercent, costly.about.zh.includes('日常保洁')]).toEqual([100, 0, true]);
    expect((await worker.client.workers.myResponses({})).numbers.refusedUnexcused).toBe(before.refusedUnexcused + 1);
    await expect(worker.client.workers.appealResponse({ responseId: free.responseId, words: '不服' })).rejects.toMatchObject({ code: 'workers.appeal_pointless' });
    await expect(staff[0]![0]!.client.workers.appealResponse({ responseId: costly.responseId, words: '替她' })).rejects.toMatchObject({ code: 'workers.response_unknown' });
    await worker.client.workers.appealResponse({ responseId: costly.responseId, words: '客户临时加了两个房间' });
    await expect(worker.client.workers.appealResponse({ responseId: costly.responseId, words: '再来' })).rejects.toMatchObject({ code: 'workers.appeal_once' });
    const [appeal] = (await operator.client.workers.listAppeals({})).items;
    expect(appeal).toMatchObject({ responseId: costly.responseId, workerName: '王二', appeal: { words: '客户临时加了两个房间', state: 'open' } });
    await operator.client.workers.decideAppeal({ responseId: costly.responseId, isAccepted: true, words: '情况属实' });
    await expect(operator.client.workers.decideAppeal({ responseId: costly.responseId, isAccepted: false, words: '改主意' })).rejects.toMatchObject({ code: 'workers.appeal_over' });
    const after = (await worker.client.workers.myResponses({}));
    expect([after.numbers.refusedUnexcused, after.numbers.refusedExcused, after.numbers.weighedRefusals]).toEqual([before.refusedUnexcused, before.refusedExcused + 2, before.weighedRefusals]);
    expect(after.items.find((r) => r.responseId === costly.responseId)!.appeal).toMatchObject({ state: 'accepted', decisionWords: '情况属实' });
    await city.drain();
    expect(city.gateways.sms.inbox(worker.phone)[0]!.template).toBe('appeal_accepted');
  });
});

test('every invariant holds at the end', async () => {
  await city.drain();
  expect((await city.app.verify()).filter((check) => !check.ok)).toEqual([]);
});

test('who said yes and is replaced later ends in that moment, which explains itself', async () => {
  await write({ mode: 'offerOne' });
  const home = await household();
  const worker = staff[0]![0]!, other = staff[0]![1]!;
  const orderId = await paid(home, at(13, 18), worker.workerId);
  await city.pass({ minutes: 3 });
  await worker.client.dispatch.acceptOffer({ offerId: (await offersOf(worker, orderId))[0]!.offerId });
  await city.pass({ minutes: 7 });
  await operator.client.dispatch.assign({ orderId, workerId: other.workerId, reason: '客户要求换人', isAcceptedByPhone: true });
  const found = await mount.checks!.find(({ name }) => name.includes('explains itself'))!.run(city.database.kysely, '650100', city.clock.now());
  expect(found).toMatchObject({ ok: true });
  await home.client.orders.cancel({ orderId });
  await city.drain();
});

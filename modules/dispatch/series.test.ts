import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Harness, Person } from '../../kernel/harness.ts';
import { openTown, type Town } from '../../kernel/harness-town.ts';
import { giveRole } from '../accounts/index.ts';

/** Beijing, Monday 23 November 2026, 08:00. Two workers who work all day, families that want the same again. */
const START = '2026-11-23T00:00:00Z';
let town: Town;
let city: Harness;
let desk: Person;
let li: Person & { workerId: string };
let wang: Person & { workerId: string };
const phone = (): string => town.phone();

beforeAll(async () => {
  town = await openTown({ at: START });
  ({ city, operator: desk } = town);
  li = await town.hire('李桂兰', { level: 2 });
  wang = await town.hire('王秀英', { level: 2 });
}, 60_000);
afterAll(() => city.close());

const settle = (name: string) => town.household(name);

const wish = (household: { addressId: string }, patch: object = {}) => ({ itemId: 'daily-cleaning', addressId: household.addressId, quantity: 3, rule: 'FREQ=WEEKLY;BYDAY=TH', firstDay: '2026-11-26', startTime: '14:00', workerMode: 'kept' as const, workerId: li.workerId, ...patch });
const pay = (household: Person, orderId: string): Promise<void> => town.pay(household, orderId);
const inbox = (person: Person, template: string) => city.gateways.sms.inbox(person.phone).filter((message) => message.template === template);

describe('a family makes its visit recurring', () => {
  test('orders of the next two weeks are made at once for the kept worker, each to be paid until a day before', async () => {
    const lin = await settle('林小满');
    const preview = await lin.client.orders.previewSeries(wish(lin));
    expect([preview.words.zh, preview.conflicts.filter(({ isStopping }) => isStopping)]).toEqual(['每周四 14:00，固定李桂兰，节假日不来', []]);
    const { seriesId } = await lin.client.orders.createSeries(wish(lin));
    await city.drain();
    const view = await lin.client.orders.seriesView({ seriesId });
    expect(view.upcoming.slice(0, 3).map(({ day, state, orderStatus, workerName, payBefore }) => [day, state, orderStatus, workerName, payBefore])).toEqual([
      ['2026-11-26', 'ordered', 'held', '李桂兰', '2026-11-25T06:00:00.000Z'], ['2026-12-03', 'ordered', 'held', '李桂兰', '2026-12-02T06:00:00.000Z'], ['2026-12-10', 'planned', null, '李桂兰', null],
    ]);
    expect(view.upcoming[0]!.totalFen).toBe(preview.priceFen);
    expect(inbox(lin, 'series_order')).toHaveLength(2);
    await pay(lin, view.upcoming[0]!.orderId!);
    expect((await lin.client.orders.get({ orderId: view.upcoming[0]!.orderId! })).workerName).toBe('李桂兰');
    await lin.client.orders.endSeries({ seriesId, paidOrders: 'cancel' });
    await city.drain();
  });

  test('unpaid recurring orders leave room for a single one', async () => {
    const zhao = await settle('赵敏');
    const { seriesId } = await zhao.client.orders.createSeries(wish(zhao, { rule: 'FREQ=DAILY', firstDay: '2026-11-25', startTime: '09:00', visitLimit: 5 }));
    await city.drain();
    expect((await zhao.client.orders.seriesView({ seriesId })).unpaidCount).toBe(5);
    const { addressId } = zhao;
    expect((await zhao.client.dispatch.holdSlot({ itemId: 'daily-cleaning', addressId, quantity: 3, startAt: '2026-11-24T06:00:00Z' })).holdId).toBeTruthy();
    const change = await zhao.client.orders.endSeries({ seriesId, isPreview: true });
    expect([change.isSaved, change.diff.length, change.keptFen]).toEqual([false, 5, 0]);
    await zhao.client.orders.endSeries({ seriesId });
    await city.drain();
  });

  test('the order just booked becomes the first visit and is not made twice', async () => {
    const sun = await settle('孙丽');
    const hold = await sun.client.dispatch.holdSlot({ itemId: 'daily-cleaning', addressId: sun.addressId, quantity: 3, startAt: '2026-11-27T02:00:00Z', workerId: wang.workerId });
    const order = await sun.client.orders.place({ holdId: hold.holdId, itemId: 'daily-cleaning', addressId: sun.addressId, quantity: 3, startAt: hold.startAt });
    const { seriesId } = await sun.client.orders.createSeries({ ...wish(sun, { rule: 'FREQ=WEEKLY;BYDAY=FR', firstDay: '2026-11-27', startTime: '10:00', workerId: wang.workerId }), firstOrderId: order.orderId });
    await city.drain();
    const { items } = await sun.client.orders.list({ filter: 'open' });
    expect(items).toHaveLength(2);
    expect((await sun.client.orders.seriesView({ seriesId })).upcoming[0]!.orderId).toBe(order.orderId);
    await expect(sun.client.orders.createSeries({ ...wish(sun, { rule: 'FREQ=WEEKLY;BYDAY=FR', firstDay: '2026-11-27', startTime: '10:00' }), firstOrderId: order.orderId })).rejects.toMatchObject({ code: 'orders.order_unknown' });
    await sun.client.orders.endSeries({ seriesId });
    await city.drain();
  });
});

describe('the worker cannot come', () => {
  test('a kept one: the conflict is listed with other workers before saving, the visit waits, the family is told once; a preferred one is replaced', async () => {
    await li.client.workers.addException({ startAt: '2026-12-03T00:00:00Z', endAt: '2026-12-04T00:00:00Z', isAvailable: false });
    const chen = await settle('陈晨');
    const kept = wish(chen, { firstDay: '2026-12-03', visitLimit: 1, startTime: '16:00' });
    const { conflicts } = await chen.client.orders.previewSeries(kept);
    expect(conflicts[0]).toMatchObject({ kind: 'workerAway', isStopping: true, otherWorkers: [{ workerId: wang.workerId, name: '王秀英' }] });
    const { seriesId } = await chen.client.orders.createSeries(kept);
    await city.drain();
    expect((await chen.client.orders.seriesView({ seriesId })).upcoming[0]).toMatchObject({ state: 'conflict', orderId: null });
    await city.pass({ hours: 30 });
    expect(inbox(chen, 'series_conflict')).toHaveLength(1);
    const [visit] = (await chen.client.orders.seriesView({ seriesId })).upcoming;
    const change = await chen.client.orders.editSeries({ seriesId, scope: 'this', visitId: visit!.visitId, workerId: wang.workerId });
    await city.drain();
    expect([change.conflicts, change.diff.map(({ effect }) => effect)]).toEqual([[], ['workerChanged']]);
    expect((await chen.client.orders.seriesView({ seriesId })).upcoming[0]).toMatchObject({ state: 'ordered', workerName: '王秀英' });
    await chen.client.orders.endSeries({ seriesId });

    const other = await chen.client.orders.createSeries({ ...kept, workerMode: 'preferred' });
    await city.drain();
    expect((await chen.client.orders.seriesView({ seriesId: other.seriesId })).upcoming[0]).toMatchObject({ state: 'ordered' });
    const order = await chen.client.orders.get({ orderId: (await chen.client.orders.seriesView({ seriesId: other.seriesId })).upcoming[0]!.orderId! });
    await pay(chen, order.orderId);
    expect((await chen.client.orders.get({ orderId: order.orderId })).workerName).toBe('王秀英');
    await chen.client.orders.endSeries({ seriesId: other.seriesId, paidOrders: 'cancel' });
    await city.drain();
  });
});

describe('money', () => {
  test('skipping a paid visit costs what the preview said, by the ordinary rule, and the visit is not made again', async () => {
    const zhou = await settle('周静');
    const { seriesId } = await zhou.client.orders.createSeries(wish(zhou, { firstDay: '2026-11-28', rule: 'FREQ=WEEKLY;BYDAY=SA', startTime: '09:00', visitLimit: 1, workerId: wang.workerId }));
    await city.drain();
    const [visit] = (await zhou.client.orders.seriesView({ seriesId })).upcoming;
    await pay(zhou, visit!.orderId!);
    const ordinary = await zhou.client.orders.cancelPreview({ orderId: visit!.orderId! });
    const preview = await zhou.client.orders.skipVisit({ seriesId, visitId: visit!.visitId, isPreview: true });
    expect([preview.refundFen, preview.keptFen, preview.isSaved]).toEqual([ordinary.refundFen, ordinary.keptFen, false]);
    expect((await zhou.client.orders.get({ orderId: visit!.orderId! })).status).not.toBe('cancelled');
    await zhou.client.orders.skipVisit({ seriesId, visitId: visit!.visitId });
    await city.drain();
    expect((await zhou.client.orders.get({ orderId: visit!.orderId! })).status).toBe('cancelled');
    expect((await zhou.client.orders.seriesView({ seriesId })).upcoming[0]).toMatchObject({ state: 'skipped', orderId: null });
    await zhou.client.orders.unskipVisit({ seriesId, visitId: visit!.visitId });
    await city.drain();
    expect((await zhou.client.orders.seriesView({ seriesId })).upcoming[0]).toMatchObject({ state: 'ordered', orderStatus: 'held' });
    await zhou.client.orders.endSeries({ seriesId });
    await city.drain();
  });

  test('a cashier that was opened and left does not stay open for days: a later one takes the money', async () => {
    const shi = await settle('史云');
    const { seriesId } = await shi.client.orders.createSeries(wish(shi, { rule: 'FREQ=WEEKLY;BYDAY=MO', firstDay: '2026-11-30', startTime: '08:00', visitLimit: 1, workerId: wang.workerId }));
    await city.drain();
    const orderId = (await shi.client.orders.seriesView({ seriesId })).upcoming[0]!.orderId!;
    const first = await shi.client.payments.start({ orderId });
    expect(Date.parse(first.expiresAt) - city.clock.now().getTime()).toBe(2 * 3_600_000);
    await city.pass({ hours: 3 });
    const second = await shi.client.payments.start({ orderId });
    expect(second.paymentId).not.toBe(first.paymentId);
    await city.gateways.payment.choose(second.tradeNo, 'paid');
    await city.drain();
    expect((await shi.client.orders.get({ orderId })).paidFen).toBeGreaterThan(0);
    await shi.client.orders.endSeries({ seriesId, paidOrders: 'cancel' });
    await city.drain();
  });

  test('two visits in a row that nobody paid for pause the series; resumed, it goes on', async () => {
    const wu = await settle('吴芳');
    const { seriesId } = await wu.client.orders.createSeries(wish(wu, { rule: 'FREQ=DAILY', firstDay: '2026-11-28', startTime: '18:00', workerMode: 'none', workerId: undefined, quantity: 2, daysAhead: 3, holidayRule: 'serve' }));
    await city.drain();
    await city.pass({ days: 6 });
    const paused = await wu.client.orders.seriesView({ seriesId });
    expect([paused.state, inbox(wu, 'series_paused').length, inbox(wu, 'series_unpaid').length]).toEqual(['paused', 1, 3]);
    expect(paused.upcoming.filter(({ state }) => state === 'planned')).toEqual([]);
    const { series } = await wu.client.orders.resumeSeries({ seriesId });
    expect(series!.state).toBe('active');
    await wu.client.orders.endSeries({ seriesId });
    await city.drain();
  });
});

describe('who may', () => {
  test('a stranger finds nothing, the desk says why, an ended series stays ended, one who only looks may not change', async () => {
    const feng = await settle('冯雪');
    const stranger = await settle('卫平');
    const { seriesId } = await feng.client.orders.createSeries(wish(feng, { firstDay: '2027-03-04', workerMode: 'none', workerId: undefined }));
    await expect(stranger.client.orders.seriesView({ seriesId })).rejects.toMatchObject({ code: 'orders.series_unknown' });
    await expect(stranger.client.orders.pauseSeries({ seriesId, from: '2027-03-01' })).rejects.toMatchObject({ code: 'orders.series_unknown' });
    await expect(stranger.client.orders.listSeries({ scope: 'city' })).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(stranger.client.orders.createSeries(wish(feng))).rejects.toMatchObject({ code: 'accounts.address_unknown' });
    await expect(desk.client.orders.pauseSeries({ seriesId, from: '2027-03-01' })).rejects.toMatchObject({ code: 'orders.series_reason_missing' });
    await desk.client.orders.pauseSeries({ seriesId, from: '2027-03-01', to: '2027-03-14', reason: '客户来电出门' });
    const view = await feng.client.orders.seriesView({ seriesId });
    expect(view.upcoming.slice(0, 3).map(({ state }) => state)).toEqual(['skipped', 'skipped', 'planned']);
    expect(view.history.at(-1)).toMatchObject({ verb: 'pause', reason: '客户来电出门', actorLabel: { zh: '平台客服 沈*' } });
    expect((await desk.client.orders.listSeries({ scope: 'city', q: '冯' })).items.map((item) => item.seriesId)).toEqual([seriesId]);
    const auditor = await city.signIn(phone(), '审计员');
    await city.act('system', giveRole, { personId: auditor.me.personId, role: 'auditor', scopeType: 'city', scopeId: '650100' });
    city.app.forgetIdentity(auditor.me.personId);
    expect(await auditor.client.orders.seriesView({ seriesId })).toMatchObject({ customerName: '冯*', maskedPhone: '', address: '天山区红山花园附近' });
    await expect(auditor.client.orders.endSeries({ seriesId })).rejects.toMatchObject({ code: 'access.forbidden' });
    await feng.client.orders.endSeries({ seriesId });
    await expect(feng.client.orders.resumeSeries({ seriesId })).rejects.toMatchObject({ code: 'orders.series_over' });
  });
  test('a rule nobody can keep, a missing worker and a closed estate are refused by name', async () => {
    const he = await settle('何清');
    await expect(he.client.orders.previewSeries(wish(he, { rule: 'FREQ=HOURLY;INTERVAL=2' }))).rejects.toMatchObject({ code: 'orders.series_rule_wrong' });
    const talked = (await he.client.catalog.listItems({})).items.find((item) => item.bookingMode === 'demand')!;
    await expect(he.client.orders.previewSeries(wish(he, { itemId: talked.itemId, quantity: talked.minQuantity }))).rejects.toMatchObject({ code: 'orders.series_rule_wrong', field: 'itemId' });
    await expect(he.client.orders.previewSeries(wish(he, { workerId: undefined }))).rejects.toMatchObject({ code: 'orders.series_worker_missing' });
    await expect(he.client.orders.previewSeries(wish(he, { firstDay: '2026-11-01', endsOn: '2026-11-02' }))).rejects.toMatchObject({ code: 'orders.series_empty' });
  });
});

test('two hands at once: one order begins one series, one pause of a time wins, and every visit stays once', async () => {
  const qian = await settle('钱玲');
  const at = '2026-12-15T02:00:00.000Z';
  const hold = await qian.client.dispatch.holdSlot({ itemId: 'daily-cleaning', addressId: qian.addressId, quantity: 3, startAt: at });
  const order = await qian.client.orders.place({ holdId: hold.holdId, itemId: 'daily-cleaning', addressId: qian.addressId, quantity: 3, startAt: at });
  const wanted = { ...wish(qian, { rule: 'FREQ=WEEKLY;BYDAY=TU', firstDay: '2026-12-15', startTime: '10:00', workerMode: 'none', workerId: undefined, visitLimit: 20 }), firstOrderId: order.orderId };
  const made = await Promise.allSettled([1, 2, 3, 4].map(() => qian.client.orders.createSeries(wanted)));
  const won = made.filter((one) => one.status === 'fulfilled');
  expect(won).toHaveLength(1);
  expect(made.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as { code: string }).code)).toEqual(['orders.order_unknown', 'orders.order_unknown', 'orders.order_unknown']);
  const { seriesId } = won[0]!.value;
  const { upcoming } = await qian.client.orders.seriesView({ seriesId });
  const hands = await Promise.allSettled([
    qian.client.orders.pauseSeries({ seriesId, from: '2027-01-10', to: '2027-01-20' }), qian.client.orders.pauseSeries({ seriesId, from: '2027-01-15', to: '2027-01-30' }),
    qian.client.orders.skipVisit({ seriesId, visitId: upcoming[8]!.visitId }), qian.client.orders.editSeries({ seriesId, scope: 'all', startTime: '11:00' }), city.drain(),
  ]);
  expect(hands.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  await city.drain();
  const after = await qian.client.orders.seriesView({ seriesId });
  expect([after.pauses.length, new Set(after.upcoming.map(({ day }) => day)).size, after.upcoming.length]).toEqual([1, 20, 20]);
  expect(after.upcoming.find(({ visitId }) => visitId === upcoming[8]!.visitId)?.state).toBe('skipped');
  await qian.client.orders.endSeries({ seriesId });
  await city.drain();
});

test('every invariant holds afterwards', async () => {
  await city.drain();
  expect((await city.app.verify()).filter((check) => !check.ok)).toEqual([]);
});

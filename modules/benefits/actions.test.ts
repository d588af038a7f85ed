import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { licenceChecksum, mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { acceptByWorker, assignWorker, discountOrder, mount as orders, orderFacts, type OrderView } from '../orders/index.ts';
import { addTender, chart, heldTenders, moved, mount as payments, postTransaction, previewSplit } from '../payments/index.ts';
import { installPlans, mount as promotions } from '../promotions/index.ts';
import { holdTime, moveTime, mount as workers } from '../workers/index.ts';
import { mount as benefits } from './index.ts';
import { endPacks, installPackOffers } from './actions/packs.ts';
import { topUp as topUpOf } from './actions/stored.ts';

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const home = { lon: 87.6177, lat: 43.7928 };
const cleaning = 'daily-cleaning', elderCare = 'elder-care';

let city: Harness;
let lin: Person, stranger: Person, operator: Person, finance: Person, li: Person;
let addressId: string, liId: string, merchantId: string;

/** One open district held by one merchant; 李 works for it and is always free. */
beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, promotions, workers, orders, payments, benefits], at: '2026-11-02T00:00:00Z', runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: false });
  await city.act('system', installCatalogue as never, {});
  const staff = async (phone: string, name: string, role: 'operator' | 'finance'): Promise<Person> => {
    const person = await city.signIn(phone, name);
    await city.act('system', giveRole, { personId: person.me.personId, role, scopeType: 'city', scopeId: city.app.config.cityId });
    return person;
  };
  [operator, finance] = [await staff('13900000001', '沈平', 'operator'), await staff('13900000003', '钱会计', 'finance')];
  await city.drain();
  const hq = operator.client;
  const ring: [number, number][] = [[home.lon - 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat + 0.02], [home.lon - 0.02, home.lat + 0.02]];
  const { districtId } = await hq.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring, isOpen: true });
  const { items: streets } = await hq.accounts.listDivisions({ parent: '650102' });
  const { estateIds } = await hq.accounts.addEstates({ estates: [{ streetCode: streets[0]!.code, communityName: '团结社区', buildings: ['1号楼'], name: '幸福花园', ...home }] });
  const stem = '91650100MA0000001';
  merchantId = (await hq.alliance.admitMerchant({ name: '安心家政', licenceNo: stem + licenceChecksum(stem), ownerName: '马老板', ownerPhone: '13700000001', families: ['cleaning', 'elderCare'], commissionBasisPoints: 800, workerShareBasisPoints: 7000 })).merchantId;
  await hq.alliance.assignTerritory({ districtId, family: 'cleaning', merchantId });
  liId = (await hq.workers.register({ phone: '13600000001', name: '李桂兰', merchantId, homeLon: home.lon, homeLat: home.lat, homeArea: '天山区', skills: [{ code: 'cleaning', level: 3 }, { code: 'elderCare', level: 3 }], weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })) })).workerId;
  await city.drain();
  [li, lin, stranger] = [await city.signIn('13600000001'), await city.signIn('13800000001', '林小满'), await city.signIn('13800000003', '钱多多')];
  addressId = (await lin.client.accounts.addAddress({ estateId: estateIds[0]!, building: '1号楼', room: '502' })).addressId;
  await stranger.client.accounts.addAddress({ estateId: estateIds[0]!, building: '1号楼', room: '101' });
}, 180_000);
afterAll(() => city.close());

/** Whatever a test does, the money holds. */
afterEach(async () => {
  const failed = (await city.app.verify()).filter((check) => !check.ok);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
  const { sumFen } = await finance.client.payments.trialBalance({});
  if (sumFen !== 0) throw new Error(`the ledger is off by ${sumFen} fen`);
});

const everybody = (): Person[] => [lin, stranger, operator, finance, li];
/** Moves on to a moment; whoever's session has run out by then signs in again. */
const setTo = async (at: Date): Promise<void> => {
  if (at <= city.clock.now()) return;
  city.clock.set(at);
  await city.drain();
  for (const person of everybody()) if (await person.client.accounts.me({}).then(() => false, () => true)) Object.assign(person, await city.signIn(person.phone));
};
const later = (ms: number): Promise<void> => setTo(new Date(city.clock.now().getTime() + ms));

let lastStart = 0;
const placeHeld = async ({ itemId = cleaning, quantity = 3, memberIds = [] }: { itemId?: string; quantity?: number; memberIds?: string[] } = {}): Promise<OrderView> => {
  const startAt = new Date((lastStart = Math.max(lastStart + 4 * HOUR, Math.floor(city.clock.now().getTime() / HOUR) * HOUR + 26 * HOUR)));
  const holdId = await city.act('system', holdTime, { workerId: liId, startAt, endAt: new Date(startAt.getTime() + quantity * HOUR), expiresAt: new Date(city.clock.now().getTime() + 10 * MINUTE), customerId: lin.me.personId, itemId, addressId, quantity, ...home, isChosen: false });
  return lin.client.orders.place({ holdId, itemId, addressId, quantity, memberIds });
};
const payCharge = async (chargeId: string, person = lin): Promise<string> => {
  const { tradeNo } = await person.client.payments.startCharge({ chargeId });
  await city.gateways.payment.choose(tradeNo, 'paid');
  await city.drain();
  return tradeNo;
};
const payRest = async ({ orderId }: { orderId: string }): Promise<void> => {
  const payment = await lin.client.payments.start({ orderId });
  if (payment.status === 'created') await city.gateways.payment.choose(payment.tradeNo, 'paid');
  await city.drain();
};
const topUp = async (amountFen: number): Promise<void> => { await payCharge((await lin.client.benefits.topUp({ amountFen })).chargeId); };
const wallet = () => lin.client.benefits.wallet({});
const sendBack = async (): Promise<void> => { await city.drain(); await later(10_000); };
const heldBy = async (account: string): Promise<number> => 0 - ((await finance.client.payments.trialBalance({})).accounts.find((a) => a.account === account)?.balanceFen ?? 0);
const serve = async ({ orderId }: { orderId: string }): Promise<void> => {
  await city.act('system', async (ctx, input: { orderId: string }) => {
    const order = await orderFacts(ctx, input.orderId);
    const { workerPayFen } = await previewSplit(ctx, { ...order, workerId: liId, merchantId });
    await moveTime(ctx, { orderId: order.id, workerId: liId, startAt: order.startsAt!, endAt: order.endsAt!, customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity, lon: order.lon, lat: order.lat });
    await assignWorker(ctx, { orderId: order.id, workerId: liId, merchantId, workerPayFen, words: { zh: '已派', en: 'Offered' } });
    await acceptByWorker(ctx, { orderId: order.id, workerId: liId });
  }, { orderId });
  const { startAt, endAt, checklistVersion, checklist, requiredPhotoNodes } = await lin.client.orders.get({ orderId });
  await setTo(new Date(Date.parse(startAt!) - 40 * MINUTE));
  await li.client.orders.depart({ orderId });
  await li.client.orders.checkIn({ orderId, ...home });
  await lin.client.orders.confirmChecklist({ orderId, checklistVersion });
  await li.client.orders.startService({ orderId });
  await li.client.orders.tickItem({ orderId, code: checklist.map(({ code }) => code), isDone: true });
  for (const { code, area } of requiredPhotoNodes) await li.client.orders.addPhoto({ orderId, node: code, area, imageBase64: jpeg });
  await setTo(new Date(Date.parse(endAt!)));
  await li.client.orders.finish({ orderId });
};
const confirm = async ({ orderId }: { orderId: string }): Promise<void> => { await lin.client.orders.confirm({ orderId }); await city.drain(); };
const jpeg = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z';

test('money put in is the household’s with its bonus, once, whoever tells of it how often', async () => {
  await expect(city.act('system', topUpOf, { amountFen: 20_000 })).rejects.toMatchObject({ code: 'benefits.no_household' });
  await expect(lin.client.benefits.topUp({ amountFen: 500_001 })).rejects.toMatchObject({ code: 'benefits.top_up_too_large', zh: '一次最多充 ¥5000.00' });
  const { chargeId, bonusFen } = await lin.client.benefits.topUp({ amountFen: 50_000 });
  expect(bonusFen).toBe(2_000);
  await expect(stranger.client.payments.startCharge({ chargeId })).rejects.toMatchObject({ code: 'payments.charge_unknown' });
  const payment = await lin.client.payments.startCharge({ chargeId });
  expect(payment).toMatchObject({ orderId: null, chargeId, amountFen: 50_000, status: 'created' });
  expect((await lin.client.payments.startCharge({ chargeId })).tradeNo, 'the open one is answered').toBe(payment.tradeNo);
  await city.gateways.payment.choose(payment.tradeNo, 'paid_twice_notified');
  await city.drain();
  expect(await wallet()).toMatchObject({ storedFen: 50_000, bonusFen: 2_000, totalFen: 52_000, refund: { amountFen: 50_000, lapsingBonusFen: 2_000, needsReason: false } });
  expect((await wallet()).movements.map(({ part, amountFen }) => [part, amountFen])).toEqual([['bonus', 2_000], ['stored', 50_000]]);
  expect(await lin.client.payments.charge({ chargeId })).toMatchObject({ status: 'paid', amountFen: 50_000, words: { zh: '充值 ¥500.00' } });
  await expect(lin.client.payments.startCharge({ chargeId })).rejects.toMatchObject({ code: 'payments.charge_over' });
  expect(await heldBy(`liability:charge:${chargeId}`)).toBe(0);
  const { items } = await finance.client.payments.listPayments({});
  expect(items.find(({ tradeNo }) => tradeNo === payment.tradeNo)!.orderNo).toMatch(/^C20261102-\d{4}$/);
});

test('a charge that is not paid in time is closed; money that comes after all goes back', async () => {
  const { chargeId } = await lin.client.benefits.topUp({ amountFen: 10_000 });
  const { tradeNo } = await lin.client.payments.startCharge({ chargeId });
  await city.gateways.payment.choose(tradeNo, 'notify_lost');
  const { storedFen } = await wallet();
  await later(3 * HOUR);
  await sendBack();
  expect((await lin.client.payments.charge({ chargeId }))).toMatchObject({ status: 'closed', refunds: [{ amountFen: 10_000, status: 'succeeded' }] });
  expect((await wallet()).storedFen).toBe(storedFen);
  const other = await lin.client.benefits.topUp({ amountFen: 10_000 });
  await later(3 * HOUR);
  expect((await lin.client.payments.charge({ chargeId: other.chargeId })).status).toBe('closed');
  await expect(lin.client.payments.startCharge({ chargeId: other.chargeId })).rejects.toMatchObject({ code: 'payments.charge_over' });
});

test('balance and rail pay one order; cancelling gives each its part back and says so', async () => {
  const order = await placeHeld();
  const before = await wallet();
  await city.act('system', async (ctx) => addTender(ctx, { orderId: order.orderId, kind: 'stored', from: chart.stored((await orderFacts(ctx, order.orderId)).householdId), amountFen: 3_000, words: { zh: '余额支付', en: 'From the balance' } }), {});
  const payment = await lin.client.payments.start({ orderId: order.orderId });
  expect(payment.amountFen).toBe(order.totalFen - 3_000);
  await city.gateways.payment.choose(payment.tradeNo, 'paid');
  await city.drain();
  expect(await lin.client.orders.get({ orderId: order.orderId })).toMatchObject({ status: 'paid', paidFen: order.totalFen });
  expect(await lin.client.payments.listTenders({ orderId: order.orderId })).toMatchObject({ items: [{ way: 'stored', amountFen: 3_000 }, { way: 'rail', amountFen: order.totalFen - 3_000 }], leftFen: 0 });
  const { refundFen } = await lin.client.orders.cancelPreview({ orderId: order.orderId });
  await lin.client.orders.cancel({ orderId: order.orderId });
  await sendBack();
  const toStored = Math.floor((3_000 * refundFen) / order.totalFen);
  const { items } = await lin.client.payments.listRefunds({ orderId: order.orderId });
  expect(items.map(({ way, amountFen, status }) => [way, amountFen, status]).toSorted()).toEqual([['rail', refundFen - toStored, 'succeeded'], ['stored', toStored, 'succeeded']]);
  expect(items[0]!.words.zh).toContain(`退回余额 ¥${(toStored / 100).toFixed(2)}`);
  expect(items[0]!.words.zh).toContain(`原路退回 ¥${((refundFen - toStored) / 100).toFixed(2)}`);
  expect((await wallet()).storedFen).toBe(before.storedFen - 3_000 + toStored);
  expect((await lin.client.orders.get({ orderId: order.orderId })).refundedFen).toBe(refundFen);
});

test('an order that ends unpaid gives everything back, once; beyond what is left or there, nothing is taken', async () => {
  const before = await wallet();
  const order = await placeHeld();
  const { orderId } = order;
  await lin.client.benefits.useTenders({ orderId, useStored: true });
  const seen = await lin.client.benefits.checkout({ orderId });
  expect(seen).toMatchObject({ leftFen: 0, chosen: { useStored: true }, totalFen: order.totalFen });
  expect((await wallet()).totalFen).toBe(before.totalFen - order.totalFen);
  await expect(city.act('system', async (ctx) => addTender(ctx, { orderId, kind: 'cash', from: chart.cash('st'), amountFen: 1, words: { zh: '现金', en: 'Cash' } }), {})).rejects.toMatchObject({ code: 'payments.tender_too_large' });
  await later(30 * MINUTE);
  expect((await lin.client.orders.get({ orderId })).status).toBe('cancelled');
  expect(await wallet()).toMatchObject({ storedFen: before.storedFen, bonusFen: before.bonusFen });
  expect(await lin.client.payments.listRefunds({ orderId })).toEqual({ items: [] });
  await expect(lin.client.benefits.useTenders({ orderId, useStored: true })).rejects.toMatchObject({ code: 'orders.wrong_state' });
});

test('choosing again closes the open payment; what is paid by then counts, and an outdated payment goes back', async () => {
  const order = await placeHeld();
  const { orderId } = order;
  const first = await lin.client.payments.start({ orderId });
  expect(first.amountFen).toBe(order.totalFen);
  const chosen = await lin.client.benefits.useTenders({ orderId, useStored: true });
  expect(chosen.leftFen).toBe(0);
  expect((await lin.client.payments.get({ paymentId: first.paymentId })).status).toBe('closed');
  await lin.client.benefits.useTenders({ orderId });
  const second = await lin.client.payments.start({ orderId });
  expect(second.amountFen).toBe(order.totalFen);
  await lin.client.benefits.useTenders({ orderId, useStored: true });
  const free = await lin.client.payments.start({ orderId });
  expect(free).toMatchObject({ amountFen: 0, status: 'paid', rail: 'none' });
  expect(await lin.client.orders.get({ orderId })).toMatchObject({ status: 'paid', paidFen: order.totalFen });
  await city.drain();
  const { refundFen } = await lin.client.orders.cancelPreview({ orderId });
  await lin.client.orders.cancel({ orderId });
  await sendBack();
  const { items } = await lin.client.payments.listRefunds({ orderId });
  expect(items.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(refundFen);
  expect(items.map(({ way }) => way).toSorted()).toEqual(['bonus', 'stored']);
});

test('two orders at once cannot spend the same balance', async () => {
  const { totalFen } = await wallet();
  const [a, b] = [await placeHeld({ quantity: 3 }), await placeHeld({ quantity: 3 })];
  const answers = await Promise.all([a, b].map(({ orderId }) => lin.client.benefits.useTenders({ orderId, useStored: true })));
  const spent = answers.reduce((sum, { totalFen: of, leftFen }) => sum + of - leftFen, 0);
  expect(spent).toBe(Math.min(totalFen, a.totalFen + b.totalFen));
  expect((await wallet()).totalFen).toBe(totalFen - spent);
  await later(30 * MINUTE);
  expect((await wallet()).totalFen).toBe(totalFen);
});

test('seven days without a reason, later with one; the principal goes back by its payments, the bonus lapses', async () => {
  await later(8 * DAY);
  const before = await wallet();
  expect(before.refund).toMatchObject({ amountFen: before.storedFen, needsReason: true });
  await expect(lin.client.benefits.refundStored({})).rejects.toMatchObject({ code: 'benefits.reason_needed' });
  await topUp(10_000);
  expect((await wallet()).refund.needsReason).toBe(false);
  const breakage = await heldBy('income:breakage');
  const answers = await Promise.allSettled([lin.client.benefits.refundStored({}), lin.client.benefits.refundStored({})]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'benefits.nothing_left' } });
  await sendBack();
  expect(await wallet()).toMatchObject({ storedFen: 0, bonusFen: 0 });
  expect(await heldBy('income:breakage') - breakage).toBe(before.bonusFen);
  for (const account of (await finance.client.payments.trialBalance({})).accounts) if (account.account.startsWith('liability:charge:')) expect(account.balanceFen).toBe(0);
});

test('plans are data: who pays in more is given no less', async () => {
  await expect(operator.client.benefits.setTopUpPlans({ plans: [{ payFen: 10_000, bonusFen: 500 }, { payFen: 20_000, bonusFen: 400 }] })).rejects.toMatchObject({ code: 'benefits.plan_wrong' });
  await operator.client.benefits.setTopUpPlans({ plans: [{ payFen: 10_000, bonusFen: 300 }] });
  expect(await lin.client.benefits.topUp({ amountFen: 99_900 })).toMatchObject({ bonusFen: 300 });
  expect((await wallet()).plans).toEqual([{ payFen: 10_000, bonusFen: 300 }]);
});

test('a pack pays labour at its own price, is refunded less what was used, and is never forfeited', async () => {
  const item = await lin.client.catalog.getItem({ itemId: cleaning });
  const offer = { itemId: cleaning, name: { zh: '日常保洁 10 小时', en: '10 hours of cleaning' }, units: 10, validMonths: 6 };
  await expect(operator.client.benefits.savePackOffer({ ...offer, units: 500, priceFen: 500_001 })).rejects.toMatchObject({ code: 'benefits.pack_too_large' });
  await expect(operator.client.benefits.savePackOffer({ ...offer, priceFen: 1000, validMonths: 13 })).rejects.toMatchObject({ code: 'benefits.pack_too_long' });
  await expect(operator.client.benefits.savePackOffer({ ...offer, priceFen: item.unitPriceFen * 10 + 1 })).rejects.toMatchObject({ code: 'benefits.pack_too_dear' });
  const unitFen = Math.floor(item.unitPriceFen * 0.8);
  const { offerId } = await operator.client.benefits.savePackOffer({ ...offer, priceFen: unitFen * 10 + 7 });
  const { packId, chargeId, amountFen } = await lin.client.benefits.buyPack({ offerId });
  await payCharge(chargeId);
  expect((await lin.client.benefits.packs({})).items[0]).toMatchObject({ packId, state: 'active', units: 10, unitsLeft: 10, leftFen: amountFen, unitPriceFen: unitFen });

  const order = await placeHeld({ quantity: 3 });
  const { orderId } = order;
  await expect(stranger.client.benefits.checkout({ orderId })).rejects.toMatchObject({ code: 'orders.order_unknown' });
  const used = await lin.client.benefits.useTenders({ orderId, packId });
  const discountFen = 3 * (item.unitPriceFen - unitFen);
  expect(used).toMatchObject({ totalFen: order.totalFen - discountFen, leftFen: order.totalFen - 3 * item.unitPriceFen, chosen: { packId }, discounts: [{ label: { zh: '服务包优惠' }, amountFen: discountFen }] });
  expect((await lin.client.benefits.useTenders({ orderId })).totalFen, 'and taken off again').toBe(order.totalFen);
  await lin.client.benefits.useTenders({ orderId, packId });
  await payRest(order);
  await serve(order);
  await confirm(order);
  expect(await lin.client.orders.get({ orderId })).toMatchObject({ status: 'settled' });
  const { transactions } = await finance.client.payments.ledgerOfOrder({ orderId });
  expect(transactions.find(({ kind }) => kind === 'settled')!.postings.find(({ account }) => account === 'expense:subsidy')!.amountFen, 'the platform bears the pack’s discount').toBe(discountFen);

  const [pack] = (await lin.client.benefits.packs({})).items;
  expect(pack).toMatchObject({ unitsLeft: 7, leftFen: amountFen - 3 * unitFen, refund: { amountFen: amountFen - 3 * unitFen } });
  const back = await lin.client.benefits.refundPack({ packId });
  expect(back).toMatchObject({ state: 'refunded', leftFen: 0 });
  await sendBack();
  expect((await lin.client.payments.charge({ chargeId })).refunds).toMatchObject([{ amountFen: amountFen - 3 * unitFen, status: 'succeeded' }]);
  await expect(lin.client.benefits.refundPack({ packId })).rejects.toMatchObject({ code: 'benefits.pack_over' });

  const second = await lin.client.benefits.buyPack({ offerId });
  await payCharge(second.chargeId);
  await later(10 * DAY);
  await expect(lin.client.benefits.refundPack({ packId: second.packId })).rejects.toMatchObject({ code: 'benefits.reason_needed' });
  await expect(stranger.client.benefits.refundPack({ packId: second.packId, reason: '不是我的' })).rejects.toMatchObject({ code: 'benefits.pack_unknown' });
  const { storedFen } = await wallet();
  await later(190 * DAY);
  await city.act('system', endPacks as never, {});
  await city.act('system', endPacks as never, {});
  expect((await lin.client.benefits.packs({})).items.find((each) => each.packId === second.packId)).toMatchObject({ state: 'expired', leftFen: 0 });
  expect((await wallet()).storedFen, 'never forfeited').toBe(storedFen + second.amountFen);
  await lin.client.benefits.refundStored({ reason: '不再需要' });
  await sendBack();
  expect((await wallet()).storedFen).toBe(0);
});

test('the elder’s voucher pays half of what counts, to its month’s end, and is claimed only with its proof and after the sample', async () => {
  const { memberId } = await lin.client.accounts.addMember({ name: '林老太', relation: 'elder', birthYear: 1944 });
  const first = new Date(city.clock.now().getTime());
  // The first of the next month, so that the month has room.
  await setTo(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1, 1)));
  const day = city.clock.now().toISOString().slice(0, 10);
  const year = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  // The desk finds her by her own name, a housemate's, or the whole number; not by a part of it.
  const wanted = { memberId, name: '林老太', birthYear: 1944, householdOf: lin.me.name, isEligible: false };
  for (const q of ['林老太', lin.me.name, lin.phone]) expect((await operator.client.benefits.findElders({ q })).items[0]).toMatchObject(wanted);
  expect((await operator.client.benefits.findElders({ q: lin.phone.slice(0, 8) })).items).toEqual([]);
  await expect(lin.client.benefits.findElders({ q: '林老太' })).rejects.toMatchObject({ code: 'access.forbidden' });
  await expect(lin.client.benefits.grantEligibility({ memberId, level: 'severe', evidence: 'x', validFrom: day, validTo: year })).rejects.toMatchObject({ code: 'access.forbidden' });
  await expect(operator.client.benefits.grantEligibility({ memberId, level: 'severe', evidence: '评估书 2027-031', validFrom: year, validTo: day })).rejects.toMatchObject({ code: 'benefits.eligibility_span' });
  const { eligibilityId } = await operator.client.benefits.grantEligibility({ memberId, level: 'severe', evidence: '评估书 2027-031', validFrom: day, validTo: year });
  await expect(operator.client.benefits.grantEligibility({ memberId, level: 'total', evidence: '重复', validFrom: day, validTo: year })).rejects.toMatchObject({ code: 'benefits.eligibility_twice' });
  expect((await lin.client.benefits.myVouchers({})).items).toMatchObject([{ memberName: '林老太', monthlyFen: 80_000, leftFen: 80_000 }]);

  const plain = await placeHeld({ itemId: elderCare });
  expect((await lin.client.benefits.checkout({ orderId: plain.orderId })).voucher).toMatchObject({ isUsable: false, why: { zh: '下单时没有选择林老太' } });
  await expect(lin.client.benefits.useTenders({ orderId: plain.orderId, useVoucher: true })).rejects.toMatchObject({ code: 'benefits.not_usable' });

  const order = await placeHeld({ itemId: elderCare, memberIds: [memberId], quantity: 3 });
  const { orderId } = order;
  const half = Math.floor(order.totalFen / 2);
  expect(await lin.client.benefits.useTenders({ orderId, useVoucher: true })).toMatchObject({ leftFen: order.totalFen - half, voucher: { amountFen: half } });
  await payRest(order);
  expect((await lin.client.benefits.myVouchers({})).items[0]).toMatchObject({ usedFen: half, leftFen: 80_000 - half });
  const month = day.slice(0, 7);
  expect((await finance.client.benefits.voucherClaims({ month })).items.find((each) => each.orderId === orderId)).toMatchObject({ state: 'lacking' });
  await expect(finance.client.benefits.claimVouchers({ month })).rejects.toMatchObject({ code: 'benefits.claim_nothing' });
  await serve(order);
  await confirm(order);
  const ready = (await finance.client.benefits.voucherClaims({ month })).items.find((each) => each.orderId === orderId);
  expect(ready).toMatchObject({ state: 'ready', lacks: [] });
  expect((await finance.client.benefits.markVoucherClaims({ month })).items.find((each) => each.orderId === orderId)).toMatchObject({ state: 'toInspect', isSampled: true });
  await expect(finance.client.benefits.claimVouchers({ month })).rejects.toMatchObject({ code: 'benefits.sample_open' });
  await operator.client.benefits.inspectVoucherClaim({ orderId, isFine: true, words: '上门核实，老人在家' });
  expect(await finance.client.benefits.claimVouchers({ month })).toMatchObject({ claimedFen: half, claimableFen: 0, items: expect.arrayContaining([expect.objectContaining({ orderId, state: 'claimed', batch: `V${month.replace('-', '')}-1` })]) });
  const file = await finance.client.benefits.exportVoucherClaims({ month, format: 'csv' });
  expect(Buffer.from(file.base64, 'base64').toString()).toMatch(new RegExp(`林老太.*${half / 100}.*已申报`));
  expect(await heldBy('asset:voucher')).toBe(-half);
  await operator.client.benefits.endEligibility({ eligibilityId, reason: '搬去养老院' });
  expect((await lin.client.benefits.myVouchers({})).items).toEqual([]);
});

test('money that came by voucher goes back to the voucher', async () => {
  const { items } = await lin.client.accounts.listMembers({});
  const { memberId } = items.find(({ name }) => name === '林老太')!;
  const day = city.clock.now().toISOString().slice(0, 10);
  await operator.client.benefits.grantEligibility({ memberId, level: 'total', evidence: '评估书', validFrom: day, validTo: `${Number(day.slice(0, 4)) + 1}${day.slice(4)}` });
  const order = await placeHeld({ itemId: elderCare, memberIds: [memberId], quantity: 3 });
  const before = { voucher: await heldBy('asset:voucher'), left: (await lin.client.benefits.myVouchers({})).items[0]!.leftFen };
  expect(before.left, 'what another eligibility of this month used stays used').toBeLessThan(80_000);
  await lin.client.benefits.useTenders({ orderId: order.orderId, useVoucher: true });
  await payRest(order);
  await lin.client.orders.cancel({ orderId: order.orderId });
  await sendBack();
  const kept = before.voucher - await heldBy('asset:voucher');
  const { items: refunds } = await lin.client.payments.listRefunds({ orderId: order.orderId });
  expect(refunds.map(({ way }) => way).toSorted()).toEqual(['rail', 'voucher']);
  expect((await lin.client.benefits.myVouchers({})).items[0]!.leftFen).toBe(before.left - kept);
});

test('a discount borne by merchant and fund is taken from them at settlement; a fund that is short is made up for by the platform', async () => {
  const fill = (amountFen: number, key: string) => city.act('system', (ctx) => postTransaction(ctx, moved({ businessKey: key, kind: 'funded', orderId: null, words: { zh: '合作基金入账', en: 'Fund paid in' } }, [{ from: chart.channel('wechat'), to: chart.fund('brand'), amountFen: -0 + amountFen, kind: 'funded' }])), {});
  await fill(500, 'fund:1');
  const order = await placeHeld();
  const { orderId } = order;
  const line = { source: 'brand:x', label: { zh: '品牌券', en: 'Brand coupon' }, detail: { zh: '', en: '' }, amountFen: 2_000, bearers: { platformFen: 400, merchantFen: 800, fundFen: 800, fundId: 'brand' } };
  await expect(city.act('system', (ctx) => discountOrder(ctx, { orderId, lines: [{ ...line, amountFen: 2_001 }] }), {})).rejects.toThrow('not borne whole');
  expect((await city.act('system', (ctx) => discountOrder(ctx, { orderId, lines: [line] }), {})).totalFen).toBe(order.totalFen - 2_000);
  await city.act('system', (ctx) => discountOrder(ctx, { orderId, lines: [line] }), {});
  await payRest(order);
  await serve(order);
  await confirm(order);
  const { transactions } = await finance.client.payments.ledgerOfOrder({ orderId });
  const fen = (account: string): number => transactions.find(({ kind }) => kind === 'settled')!.postings.filter((posting) => posting.account === account).reduce((sum, { amountFen }) => sum + amountFen, 0);
  expect({ fund: fen('liability:fund:brand'), subsidy: fen('expense:subsidy') }).toEqual({ fund: 500, subsidy: 700 });
  const labourFen = order.quote.lines.filter(({ kind }) => ['labour', 'skillPremium', 'urgent', 'night'].includes(kind)).reduce((sum, { amountFen }) => sum + amountFen, 0);
  expect(0 - fen('income:commission'), 'commission on the labour less what the merchant bears').toBe(Math.floor((labourFen - 800) * 0.08));
  expect(await city.act('system', (ctx) => heldTenders(ctx, orderId), {})).toEqual([]);
});

test('coupon, voucher and balance on one order, each counted of what those before it left; taken off again the coupon comes free', async () => {
  const { memberId } = (await lin.client.accounts.listMembers({})).items.find(({ name }) => name === '林老太')!;
  await setTo(new Date(Date.UTC(city.clock.now().getUTCFullYear(), city.clock.now().getUTCMonth() + 1, 1, 1)));
  await topUp(5_000);
  const { campaignId } = await operator.client.promotions.makeCampaign({ nameZh: '银龄券', nameEn: 'Elders', kind: 'spendOff', amountFen: 2_000, minSpendFen: 5_000, closesAt: new Date(city.clock.now().getTime() + 20 * DAY).toISOString(), platformPercent: 60, merchantPercent: 40 });
  const { couponId } = await lin.client.promotions.claim({ campaignId });
  const order = await placeHeld({ itemId: elderCare, memberIds: [memberId], quantity: 3 });
  const { orderId } = order;
  expect((await lin.client.benefits.checkout({ orderId })).coupons).toMatchObject([{ couponId, amountFen: 2_000, isUsable: true }]);
  const used = await lin.client.benefits.useTenders({ orderId, couponId, useVoucher: true, useStored: true });
  const totalFen = order.totalFen - 2_000, voucherFen = Math.floor(totalFen / 2), storedFen = (await wallet()).bonusFen;
  expect(used).toMatchObject({ totalFen, chosen: { couponId, useVoucher: true, useStored: true }, discounts: [{ label: { zh: '银龄券' }, amountFen: 2_000 }], voucher: { amountFen: voucherFen } });
  expect(used.used.map(({ way }) => way)).toEqual(expect.arrayContaining(['voucher', 'stored']));
  expect(used.leftFen).toBe(totalFen - voucherFen - 5_000 - (used.used.find(({ way }) => way === 'bonus')?.amountFen ?? 0));
  expect(storedFen).toBe(0);
  expect((await lin.client.benefits.useTenders({ orderId })).totalFen).toBe(order.totalFen);
  expect((await lin.client.promotions.myCoupons({})).items.find((each) => each.couponId === couponId)!.state).toBe('free');
  await lin.client.benefits.useTenders({ orderId, couponId, useVoucher: true, useStored: true });
  await payRest(order);
  expect((await lin.client.promotions.myCoupons({ isUsable: 'false' })).items.find((each) => each.couponId === couponId)).toMatchObject({ state: 'spent', discountFen: 2_000 });
  await serve(order);
  await confirm(order);
  const { transactions } = await finance.client.payments.ledgerOfOrder({ orderId });
  expect(transactions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['tendered', 'received', 'settled']));
  expect(transactions.find(({ kind }) => kind === 'settled')!.postings.find(({ account }) => account === 'expense:subsidy')!.amountFen, 'the merchant bears its two fifths').toBe(1_200);
});

test('a payment that was closed on our side only and is paid after another choice goes back whole', async () => {
  await topUp(30_000);
  const order = await placeHeld();
  const { orderId } = order;
  const { tradeNo } = await lin.client.payments.start({ orderId });
  city.gateways.payment.setDown(true);
  expect((await lin.client.benefits.useTenders({ orderId, useStored: true })).leftFen).toBe(0);
  city.gateways.payment.setDown(false);
  await city.gateways.payment.choose(tradeNo, 'paid');
  await sendBack();
  expect((await lin.client.orders.get({ orderId })).status, 'it is not paid by money of another amount').toBe('held');
  expect((await lin.client.payments.listRefunds({ orderId })).items).toMatchObject([{ way: 'rail', amountFen: order.totalFen, status: 'succeeded', words: { zh: expect.stringContaining('付款到账前订单金额或付款方式已改') } }]);
  await payRest(order);
  expect(await lin.client.orders.get({ orderId })).toMatchObject({ status: 'paid', paidFen: order.totalFen, refundedFen: 0 });
  await lin.client.orders.cancel({ orderId });
  await sendBack();
});

test('points pay like money, never beyond what is there; an account that is short says so', async () => {
  const { householdId } = lin.me;
  await city.act('system', (ctx) => postTransaction(ctx, moved({ businessKey: 'points:test', kind: 'pointsEarned', orderId: null, words: { zh: '积分', en: 'Points' } }, [{ from: chart.loyalty(), to: chart.points(householdId!), amountFen: 300, kind: 'pointsEarned' }])), {});
  const { orderId, totalFen } = await placeHeld();
  const { balanceFen } = (await lin.client.benefits.checkout({ orderId })).points;
  expect(balanceFen, 'with what earlier visits earned').toBeGreaterThanOrEqual(300);
  await expect(lin.client.benefits.useTenders({ orderId, pointsFen: balanceFen + 1 })).rejects.toMatchObject({ code: 'benefits.points_too_many', zh: `最多可用积分抵 ¥${(balanceFen / 100).toFixed(2)}` });
  expect((await lin.client.benefits.useTenders({ orderId, pointsFen: 250 })).leftFen).toBe(totalFen - 250);
  expect((await lin.client.benefits.checkout({ orderId })).points, 'what the order holds may be chosen anew').toMatchObject({ balanceFen, mostFen: balanceFen });
  await expect(city.act('system', (ctx) => addTender(ctx, { orderId, kind: 'points', from: chart.points(householdId!), amountFen: balanceFen - 249, words: { zh: '积分', en: 'Points' } }), {})).rejects.toMatchObject({ code: 'payments.tender_short', params: { left: ((balanceFen - 250) / 100).toFixed(2) } });
  await expect(lin.client.benefits.useTenders({ orderId, packId: 'pck_none' })).rejects.toMatchObject({ code: 'benefits.pack_unknown' });
  await expect(lin.client.benefits.useTenders({ orderId, couponId: 'cpn_none' })).rejects.toMatchObject({ code: 'promotions.coupon_unknown' });
  expect((await lin.client.benefits.checkout({ orderId })).leftFen, 'a refused choice leaves the former').toBe(totalFen - 250);
  await later(30 * MINUTE);
});

test('a part of a settled order goes back by all the ways it came, twice if need be', async () => {
  await topUp(5_000);
  const order = await placeHeld();
  const { orderId } = order;
  await city.act('system', async (ctx) => addTender(ctx, { orderId, kind: 'stored', from: chart.stored(lin.me.householdId!), amountFen: 4_000, words: { zh: '余额支付', en: 'From the balance' } }), {});
  await payRest(order);
  await serve(order);
  await confirm(order);
  const before = await wallet();
  const { proposalId } = await finance.client.payments.proposeRefund({ orderId, kind: 'goodwill', amountFen: 1_001, reason: '地板有水渍' });
  await operator.client.payments.decideRefund({ proposalId, isApproved: true });
  await sendBack();
  const tenders = (await lin.client.payments.listTenders({ orderId })).items;
  const { items } = await lin.client.payments.listRefunds({ orderId });
  expect(items.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(1_001);
  for (const { way, amountFen } of tenders.filter((tender) => tender.way !== 'rail')) expect(items.find((refund) => refund.way === way)?.amountFen ?? 0).toBe(Math.floor((amountFen * 1_001) / order.totalFen));
  expect((await wallet()).totalFen - before.totalFen).toBe(items.reduce((sum, { way, amountFen }) => (way === 'rail' ? sum : sum + amountFen), 0));
  await expect(finance.client.payments.proposeRefund({ orderId, kind: 'longTerm', servedDays: 0, reason: '再退' })).rejects.toMatchObject({ code: 'payments.refund_too_large' });
});

test('a city starts with packs below its list price, once', async () => {
  expect(await city.act('system', installPackOffers as never, {})).toEqual({ installed: 3 });
  expect(await city.act('system', installPackOffers as never, {})).toEqual({ installed: 0 });
  const { items } = await lin.client.benefits.packOffers({ itemId: cleaning });
  expect(items.filter(({ offerId }) => offerId.startsWith('pack-')).map(({ units, unitPriceFen, listUnitPriceFen, priceFen }) => [units, unitPriceFen < listUnitPriceFen, priceFen <= 500_000])).toEqual([[10, true, true], [30, true, true]]);
});

test('five orders race for one pack and one month of a voucher: no unit and no fen is used twice', async () => {
  const { memberId } = (await lin.client.accounts.listMembers({})).items.find(({ name }) => name === '林老太')!;
  await setTo(new Date(Date.UTC(city.clock.now().getUTCFullYear(), city.clock.now().getUTCMonth() + 1, 1, 1)));
  const item = await lin.client.catalog.getItem({ itemId: elderCare });
  const { offerId } = await operator.client.benefits.savePackOffer({ itemId: elderCare, name: { zh: '照护 7 小时', en: '7 hours of care' }, units: 7, priceFen: 7 * (item.unitPriceFen - 500), validMonths: 3 });
  const { packId, chargeId } = await lin.client.benefits.buyPack({ offerId });
  await payCharge(chargeId);
  const [elder] = (await operator.client.benefits.listEligibilities({ memberId })).items;
  await operator.client.benefits.endEligibility({ eligibilityId: elder!.eligibilityId, reason: '复评' });
  const day = city.clock.now().toISOString().slice(0, 10);
  await operator.client.benefits.grantEligibility({ memberId, level: 'total', evidence: '复评书', validFrom: day, validTo: `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`, monthlyFen: 9_000 });
  const placed: OrderView[] = [];
  for (let n = 0; n < 5; n++) placed.push(await placeHeld({ itemId: elderCare, memberIds: [memberId], quantity: 3 }));
  const answers = await Promise.allSettled(placed.flatMap(({ orderId }) => [lin.client.benefits.useTenders({ orderId, packId, useVoucher: true }), lin.client.benefits.useTenders({ orderId, packId, useVoucher: true })]));
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'benefits.not_usable' });
  const given = await Promise.all(placed.map(({ orderId }) => lin.client.payments.listTenders({ orderId })));
  const sum = (wanted: string): number => given.flatMap(({ items }) => items).reduce((total, { way, amountFen }) => (way === wanted ? total + amountFen : total), 0);
  expect(sum('pack')).toBe(7 * (item.unitPriceFen - 500));
  expect(sum('voucher')).toBeLessThanOrEqual(9_000);
  expect((await lin.client.benefits.packs({})).items.find((pack) => pack.packId === packId)).toMatchObject({ unitsLeft: 0, leftFen: 0 });
  await later(30 * MINUTE);
  expect((await lin.client.benefits.packs({})).items.find((pack) => pack.packId === packId)).toMatchObject({ unitsLeft: 7 });
  expect((await lin.client.benefits.myVouchers({})).items[0]!.leftFen).toBe(9_000);
});

test('a member’s price stands without asking; a coupon that stands alone takes its place, the fee stays free', async () => {
  await city.act('system', installPlans as never, {});
  const [plan] = (await lin.client.benefits.membership({})).plans;
  const { chargeId } = await lin.client.benefits.buyMembership({ planId: plan!.planId });
  await payCharge(chargeId);
  const { orderId } = await placeHeld();
  await city.drain();
  const seen = await lin.client.benefits.checkout({ orderId });
  expect(seen.discounts.map(({ source }) => source.split(':')[0])).toEqual(['membership', 'membershipFee']);
  expect(seen.totalFen).toBe(seen.listFen - seen.discounts.reduce((sum, { amountFen }) => sum + amountFen, 0));
  expect((await lin.client.payments.start({ orderId })).amountFen).toBe(seen.totalFen);
  const { campaignId } = await operator.client.promotions.makeCampaign({ nameZh: '满减券', nameEn: 'Off', kind: 'amountOff', amountFen: 3_000, closesAt: new Date(city.clock.now().getTime() + 20 * DAY).toISOString(), stacking: 'alone' });
  const { couponId } = await lin.client.promotions.claim({ campaignId });
  const used = await lin.client.benefits.useTenders({ orderId, couponId });
  expect(used.discounts.map(({ source }) => source.split(':')[0])).toEqual(['membershipFee', 'coupon']);
  await payRest({ orderId });
  expect((await lin.client.orders.get({ orderId })).status).toBe('paid');
});

test('a price that changed while a payment was open is paid by a new one', async () => {
  const { orderId, totalFen } = await placeHeld();
  const first = await lin.client.payments.start({ orderId });
  await city.act('system', (ctx) => discountOrder(ctx, { orderId, lines: [{ source: 'brand:y', label: { zh: '立减', en: 'Off' }, detail: { zh: '', en: '' }, amountFen: 100, bearers: { platformFen: 100, merchantFen: 0, fundFen: 0 } }] }), {});
  const quoted = (await lin.client.orders.get({ orderId })).totalFen;
  const second = await lin.client.payments.start({ orderId });
  expect([first.amountFen, second.amountFen]).toEqual([totalFen, quoted]);
  expect(second.paymentId).not.toBe(first.paymentId);
  expect((await lin.client.payments.get({ paymentId: first.paymentId })).status).toBe('closed');
});

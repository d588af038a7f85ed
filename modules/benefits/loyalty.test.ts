import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { openSessionOf } from '../accounts/actions/login.ts';
import { ensurePerson, giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { licenceChecksum, mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { acceptByWorker, assignWorker, mount as orders, orderFacts, type OrderView } from '../orders/index.ts';
import { addTender, chart, mount as payments, previewSplit } from '../payments/index.ts';
import { installPlans, mount as promotions } from '../promotions/index.ts';
import { holdTime, moveTime, mount as workers } from '../workers/index.ts';
import { lapsePoints } from './actions/points.ts';
import { mount as benefits } from './index.ts';

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const itemId = 'daily-cleaning';
const home = { lon: 87.6177, lat: 43.7928 };
let city: Harness;
let operator: Person, finance: Person, lin: Person, li: Person, zhao: Person;
let estateId: string;
const workerIds = new Map<Person, string>();
const homes = new Map<Person, string>();

/** Somebody who comes in, or comes back after a session ran out. */
const enter = async (phone: string, name: string): Promise<Person> => {
  const { personId, isNew } = await city.act('system', ensurePerson, { phone, name });
  const { token, me } = await city.act('system', openSessionOf, { personId, isNew, seed: phone });
  return { client: city.client(token), me, token, phone };
};
const people: Person[] = [];
let phones = 13_800_000_000;
const family = async (name: string, room: string): Promise<Person> => {
  const person = await enter(String(phones++), name);
  people.push(person);
  homes.set(person, (await person.client.accounts.addAddress({ estateId, building: '1号楼', room })).addressId);
  return person;
};

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, promotions, workers, orders, payments, benefits], at: '2026-11-22T00:00:00Z', runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: false });
  await city.act('system', installCatalogue as never, {});
  await city.act('system', installPlans as never, {});
  const staff = async (phone: string, name: string, role: 'operator' | 'finance'): Promise<Person> => {
    const person = await enter(phone, name);
    await city.act('system', giveRole, { personId: person.me.personId, role, scopeType: 'city', scopeId: city.app.config.cityId });
    people.push(person);
    return person;
  };
  [operator, finance] = [await staff('13900000001', '沈平', 'operator'), await staff('13900000003', '钱会计', 'finance')];
  await city.drain();
  const hq = operator.client;
  const ring: [number, number][] = [[home.lon - 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat + 0.02], [home.lon - 0.02, home.lat + 0.02]];
  const district = await hq.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring, isOpen: true });
  const { items: streets } = await hq.accounts.listDivisions({ parent: '650102' });
  estateId = (await hq.accounts.addEstates({ estates: [{ streetCode: streets[0]!.code, communityName: '团结社区', buildings: ['1号楼'], name: '幸福花园', ...home }] })).estateIds[0]!;
  const { merchantId } = await hq.alliance.admitMerchant({ name: '安心家政', licenceNo: `91650100MA0000001${licenceChecksum('91650100MA0000001')}`, ownerName: '马老板', ownerPhone: '13700000001', families: ['cleaning'], commissionBasisPoints: 800, workerShareBasisPoints: 7000 });
  await hq.alliance.assignTerritory({ districtId: district.districtId, family: 'cleaning', merchantId });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
  const hire = async (phone: string, name: string): Promise<Person> => {
    const { workerId } = await hq.workers.register({ phone, name, homeLon: home.lon, homeLat: home.lat, homeArea: '天山区', skills: [{ code: 'cleaning', level: 2 }], weekly });
    await city.drain();
    const person = await enter(phone, name);
    people.push(person);
    workerIds.set(person, workerId);
    return person;
  };
  [li, zhao] = [await hire('13600000001', '李桂兰'), await hire('13600000002', '赵秀英')];
  lin = await family('林小满', '502');
}, 180_000);
afterAll(() => city.close());

/** Whatever a test does, the money holds. */
afterEach(async () => {
  await city.drain();
  const failed = (await city.app.verify()).filter((check) => !check.ok);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
  const { sumFen } = await finance.client.payments.trialBalance({});
  if (sumFen !== 0) throw new Error(`the ledger is off by ${sumFen} fen`);
});

const setTo = async (at: Date): Promise<void> => {
  if (at > city.clock.now()) { city.clock.set(at); await city.drain(); }
  for (const person of people) if (await person.client.accounts.me({}).then(() => false, () => true)) Object.assign(person, await enter(person.phone, ''));
};
const settle = async (): Promise<void> => { await city.drain(); await setTo(new Date(city.clock.now().getTime() + 10_000)); };

let lastStart = 0;
const held = async (by: Person, worker = li, quantity = 3): Promise<OrderView> => {
  const startAt = new Date((lastStart = Math.max(lastStart + 4 * HOUR, Math.floor(city.clock.now().getTime() / HOUR) * HOUR + 26 * HOUR)));
  const addressId = homes.get(by)!;
  const holdId = await city.act('system', holdTime, { workerId: workerIds.get(worker)!, startAt, endAt: new Date(startAt.getTime() + quantity * HOUR), expiresAt: new Date(city.clock.now().getTime() + 10 * MINUTE), customerId: by.me.personId, itemId, addressId, quantity, ...home, isChosen: false });
  const order = await by.client.orders.place({ holdId, itemId, addressId, quantity });
  await city.drain();
  return by.client.orders.get({ orderId: order.orderId });
};
const pay = async (by: Person, { orderId }: { orderId: string }, payerOpenId?: string): Promise<OrderView> => {
  const { tradeNo } = await by.client.payments.start({ orderId, ...(payerOpenId !== undefined && { rail: 'wechat', scene: 'jsapi', payerOpenId }) });
  await city.gateways.payment.choose(tradeNo, 'paid');
  await city.drain();
  return by.client.orders.get({ orderId });
};
const assign = ({ orderId }: { orderId: string }, worker = li) => city.act('system', async (ctx, input: { orderId: string }) => {
  const order = await orderFacts(ctx, input.orderId);
  const workerId = workerIds.get(worker)!;
  const { workerPayFen } = await previewSplit(ctx, { ...order, workerId, merchantId: null });
  await moveTime(ctx, { orderId: order.id, workerId, startAt: order.startsAt!, endAt: order.endsAt!, customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity, lon: order.lon, lat: order.lat });
  await assignWorker(ctx, { orderId: order.id, workerId, merchantId: null, workerPayFen, words: { zh: '已派给家政员', en: 'Offered' } });
  await acceptByWorker(ctx, { orderId: order.id, workerId });
}, { orderId });
/** The whole way to the settled order; the worker comes `lateMinutes` after the start. */
const serve = async (by: Person, order: OrderView, worker = li, lateMinutes = -40): Promise<OrderView> => {
  const { orderId } = order;
  await assign(order, worker);
  const { checklistVersion, startAt, endAt } = await by.client.orders.get({ orderId });
  await setTo(new Date(Date.parse(startAt!) + Math.min(lateMinutes, 0) * MINUTE));
  await worker.client.orders.depart({ orderId });
  await setTo(new Date(Date.parse(startAt!) + lateMinutes * MINUTE));
  await worker.client.orders.checkIn({ orderId, ...home });
  await by.client.orders.confirmChecklist({ orderId, checklistVersion });
  await worker.client.orders.startService({ orderId });
  await setTo(new Date(Date.parse(endAt!)));
  await worker.client.orders.finish({ orderId, undoneReason: '客户要求提前结束' });
  await by.client.orders.confirm({ orderId });
  await city.drain();
  return by.client.orders.get({ orderId });
};
const served = async (by: Person, worker = li, lateMinutes = -40): Promise<OrderView> => serve(by, await pay(by, await held(by, worker)), worker, lateMinutes);
const heldBy = async (account: string): Promise<number> => 0 - ((await finance.client.payments.trialBalance({})).accounts.find((one) => one.account === account)?.balanceFen ?? 0);

test('a settled order earns points for what was paid, once; they are a debt of ours', async () => {
  const before = (await lin.client.benefits.points({})).points;
  const order = await served(lin);
  const { points, movements, words } = await lin.client.benefits.points({});
  expect(points - before).toBe(Math.floor(order.paidFen / 100));
  expect(movements[0]).toMatchObject({ kind: 'pointsEarned', orderId: order.orderId, points: points - before });
  expect(words.zh).toBe(`${points} 积分，可抵 ¥${(points / 100).toFixed(2)}；每消费 100 元得 100 积分`);
  expect(await heldBy(`liability:points:${lin.me.householdId}`)).toBe(points);
});

const payCharge = async (by: Person, chargeId: string): Promise<void> => {
  await city.gateways.payment.choose((await by.client.payments.startCharge({ chargeId })).tradeNo, 'paid');
  await city.drain();
};

test('a membership is paid for once, doubles the points, and a second is refused while it runs', async () => {
  const by = await family('会员家', '601');
  const { plans, current } = await by.client.benefits.membership({});
  expect([current, plans.map(({ name }) => name.zh)]).toEqual([null, ['季度会员', '年度会员']]);
  const bought = await by.client.benefits.buyMembership({ planId: 'member-quarter' });
  expect(await by.client.benefits.buyMembership({ planId: 'member-quarter' })).toEqual(bought);
  const other = await by.client.benefits.buyMembership({ planId: 'member-year' });
  expect(other.chargeId).not.toBe(bought.chargeId);
  await payCharge(by, other.chargeId);
  expect((await by.client.benefits.membership({})).current).toMatchObject({ state: 'running', planId: 'member-year', priceFen: 12_800 });
  await expect(by.client.benefits.buyMembership({ planId: 'member-year' })).rejects.toMatchObject({ code: 'benefits.member_already' });
  // The first was given up for the second; whoever pays it all the same gets the money back.
  await payCharge(by, bought.chargeId);
  await settle();
  expect((await by.client.payments.charge({ chargeId: bought.chargeId })).refunds).toMatchObject([{ amountFen: 3900, status: 'succeeded' }]);
  const order = await served(by);
  expect((await by.client.benefits.points({})).points).toBe(Math.floor(order.paidFen / 100) * 3);
});

test('given up within a week a membership pays back the days not begun, after that no more', async () => {
  const by = await family('反悔家', '602'), stayer = await family('留下家', '603');
  for (const person of [by, stayer]) await payCharge(person, (await person.client.benefits.buyMembership({ planId: 'member-year' })).chargeId);
  const { current } = await stayer.client.benefits.membership({});
  const before = await heldBy('income:membership');
  await setTo(new Date(city.clock.now().getTime() + 3 * DAY));
  const { drop, current: mine } = await by.client.benefits.membership({});
  expect(drop).toMatchObject({ refundFen: 12_659, words: { zh: '会员费 ¥128.00，共 365 天，已用 4 天，退 361 天 ¥126.59，原路退回' } });
  await expect(stayer.client.benefits.dropMembership({ membershipId: mine!.membershipId })).rejects.toMatchObject({ code: 'benefits.membership_unknown' });
  const twice = await Promise.allSettled([1, 2].map(() => by.client.benefits.dropMembership({ membershipId: mine!.membershipId })));
  expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await settle();
  expect(before - await heldBy('income:membership')).toBe(12_659);
  expect((await by.client.benefits.membership({})).history).toMatchObject([{ state: 'dropped', refundFen: 12_659 }]);
  await setTo(new Date(city.clock.now().getTime() + 4 * DAY));
  expect((await stayer.client.benefits.membership({})).drop).toBeNull();
  await expect(stayer.client.benefits.dropMembership({ membershipId: current!.membershipId })).rejects.toMatchObject({ code: 'benefits.drop_too_late' });
});

const invited = async (by: Person, name: string, room: string): Promise<Person> => {
  const { code } = await by.client.promotions.myReferral({});
  const person = await family(name, room);
  await person.client.promotions.bindReferral({ code });
  return person;
};

test('a recommended household’s first settled order rewards the referrer with a coupon, the second with nothing more', async () => {
  const by = await family('推荐家', '701');
  const referee = await invited(by, '新客家', '702');
  await served(referee);
  expect((await by.client.promotions.myCoupons({})).items).toMatchObject([{ source: 'referral', amountFen: 2000 }]);
  await served(referee);
  expect((await by.client.promotions.myCoupons({})).items).toHaveLength(1);
});

test('in points or in money the reward is posted, money with its tax; one account behind both is looked at first', async () => {
  await operator.client.promotions.saveProgramme({ referrerKind: 'household', refereeKind: 'household', rewardKind: 'points', rewardFen: 1500 });
  const by = await family('积分家', '703');
  await served(await invited(by, '被荐家', '704'));
  expect((await by.client.benefits.points({})).movements[0]).toMatchObject({ points: 1500, words: { zh: '推荐被**的奖励' } });
  await operator.client.promotions.saveProgramme({ referrerKind: 'household', refereeKind: 'household', rewardKind: 'cash', rewardFen: 3000 });
  const rich = await family('现金家', '705'), twin = await invited(rich, '同一家', '706');
  await pay(rich, await held(rich), 'o_same');
  await serve(twin, await pay(twin, await held(twin), 'o_same'));
  const [review] = (await finance.client.promotions.referrals({ state: 'review' })).items;
  expect(review!.findings.map(({ kind }) => kind)).toEqual(['samePayment']);
  expect(await heldBy(`liability:stored:${rich.me.householdId}`)).toBe(0);
  const tax = await heldBy('liability:tax');
  await finance.client.promotions.decideReferral({ referralId: review!.referralId, isApproved: true, words: '夫妻两户' });
  await city.drain();
  expect([await heldBy(`liability:stored:${rich.me.householdId}`), await heldBy('liability:tax') - tax]).toEqual([2400, 600]);
  expect((await rich.client.benefits.wallet({})).movements.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(2400);
});

test('a worker’s colleague serves her first order: the reward stands on her account with its tax, and no wage tax counts it again', async () => {
  const { code } = await li.client.promotions.myReferral({});
  const joined = await enter('13600000009', '孙丽');
  people.push(joined);
  await joined.client.promotions.bindReferral({ code });
  const { workerId } = await operator.client.workers.register({ phone: '13600000009', name: '孙丽', homeLon: home.lon, homeLat: home.lat, homeArea: '天山区', skills: [{ code: 'cleaning', level: 2 }], weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })) });
  workerIds.set(joined, workerId);
  await city.drain();
  const before = await heldBy(`liability:worker:${workerIds.get(li)}`);
  await served(lin, Object.assign(joined, await enter(joined.phone, '')));
  expect(await heldBy(`liability:worker:${workerIds.get(li)}`) - before).toBe(8000);
  expect((await li.client.promotions.myReferral({})).items).toMatchObject([{ refereeKind: 'worker', state: 'rewarded', rewardFen: 10_000, taxFen: 2000 }]);
});

test('a worker who comes late or not at all owes the household a coupon, once, of what was paid', async () => {
  const by = await family('等人家', '801');
  const late = await served(by, zhao, 16);
  expect((await by.client.promotions.myCoupons({})).items).toMatchObject([{ source: 'compensation', amountFen: Math.floor(late.paidFen / 10), givenWhy: { zh: expect.stringContaining('迟到') } }]);
  await served(by, zhao, 15);
  expect((await by.client.promotions.myCoupons({})).items).toHaveLength(1);
  const order = await pay(by, await held(by, zhao));
  await assign(order, zhao);
  await setTo(new Date(Date.parse(order.startAt!) + 20 * MINUTE));
  await by.client.orders.reportNoShow({ orderId: order.orderId, who: 'worker' });
  await settle();
  const coupons = (await by.client.promotions.myCoupons({})).items;
  expect(coupons.find(({ givenWhy }) => givenWhy.zh.includes('未上门'))).toMatchObject({ amountFen: Math.floor(order.totalFen / 5) });
});

test('a partner’s money is entered once by its slip', async () => {
  const enterSlip = () => finance.client.benefits.payIntoFund({ fundId: 'fund_brand', amountFen: 100_000, slipNo: 'ICBC-1', words: '洗衣液品牌' });
  const answers = await Promise.allSettled([enterSlip(), enterSlip()]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'benefits.slip_used' } });
  expect((await finance.client.benefits.funds({})).items).toEqual([{ fundId: 'fund_brand', balanceFen: 100_000, paidInFen: 100_000, usedFen: 0 }]);
});

const soon = (days: number): string => new Date(city.clock.now().getTime() + days * DAY).toISOString();
const coupon = async (by: Person, about: Partial<Parameters<typeof operator.client.promotions.makeCampaign>[0]> = {}): Promise<{ couponId: string; campaignId: string }> => {
  const { campaignId } = await operator.client.promotions.makeCampaign({ nameZh: '开春大扫除', nameEn: 'Spring cleaning', kind: 'amountOff', amountFen: 2000, closesAt: soon(30), ...about });
  return { campaignId, couponId: (await by.client.promotions.claim({ campaignId })).couponId };
};
const campaignOf = async (campaignId: string) => (await finance.client.promotions.campaigns({})).items.find((one) => one.campaignId === campaignId)!;

test('a coupon at the checkout: chosen, changed, given back; what it costs falls on its bearers when the order is settled', async () => {
  const by = await family('用券家', '901');
  const { couponId, campaignId } = await coupon(by, { platformPercent: 50, merchantPercent: 0, fundPercent: 50, fundId: 'fund_brand', budgetFen: 100_000 });
  const small = await coupon(by, { kind: 'percentOff', amountFen: 0, percent: 5 });
  const order = await held(by);
  const { orderId, totalFen: listFen } = order;
  const before = await by.client.benefits.checkout({ orderId });
  expect(before.coupons.map(({ couponId: id, isUsable }) => [id, isUsable])).toEqual([[couponId, true], [small.couponId, true]]);
  const chosen = await by.client.benefits.useTenders({ orderId, couponId });
  expect(chosen).toMatchObject({ listFen, totalFen: listFen - 2000, leftFen: listFen - 2000, chosen: { couponId }, discounts: [{ source: `coupon:${couponId}`, amountFen: 2000 }] });
  expect((await by.client.benefits.useTenders({ orderId, couponId: small.couponId })).totalFen).toBe(listFen - before.coupons[1]!.amountFen);
  expect(await campaignOf(campaignId)).toMatchObject({ held: 0, heldFen: 0 });
  expect((await by.client.benefits.useTenders({ orderId })).totalFen).toBe(listFen);
  await expect(lin.client.benefits.useTenders({ orderId, couponId })).rejects.toMatchObject({ code: 'orders.order_unknown' });
  await expect(by.client.benefits.useTenders({ orderId, couponId: 'cpn_none' })).rejects.toMatchObject({ code: 'promotions.coupon_unknown' });
  await by.client.benefits.useTenders({ orderId, couponId });
  const [subsidy, fund] = [await heldBy('expense:subsidy'), await heldBy('liability:fund:fund_brand')];
  expect((await serve(by, await pay(by, order))).paidFen).toBe(listFen - 2000);
  expect([subsidy - await heldBy('expense:subsidy'), fund - await heldBy('liability:fund:fund_brand')]).toEqual([1000, 1000]);
  expect(await campaignOf(campaignId)).toMatchObject({ spent: 1, costFen: 2000, borne: { platformFen: 1000, merchantFen: 0, fundFen: 1000 } });
  expect((await finance.client.benefits.funds({})).items).toMatchObject([{ fundId: 'fund_brand', usedFen: 1000 }]);
});

test('an order not paid in time gives its coupon back; of two orders that choose it at once one has it', async () => {
  const by = await family('抢着用', '902');
  const { couponId } = await coupon(by);
  const [one, two] = [await held(by), await held(by, zhao)];
  const answers = await Promise.allSettled([one, two].map(({ orderId }) => by.client.benefits.useTenders({ orderId, couponId })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'promotions.coupon_unusable' } });
  await city.pass({ minutes: 20 });
  expect((await by.client.promotions.myCoupons({})).items).toMatchObject([{ couponId, state: 'free', discountFen: 0 }]);
});

test('a member sees the member’s price when placing; a coupon comes after it or in its place, never for less', async () => {
  const by = await family('老会员', '903');
  await payCharge(by, (await by.client.benefits.buyMembership({ planId: 'member-year' })).chargeId);
  const order = await held(by);
  const { orderId, quote } = order;
  const sum = (kinds: string[]): number => quote.lines.reduce((all, { kind, amountFen, source }) => (kinds.includes(kind) && source === undefined ? all + amountFen : all), 0);
  const spendFen = sum(['labour', 'skillPremium', 'urgent', 'night', 'materials']), feeFen = sum(['platformFee']), listFen = spendFen + feeFen + sum(['insurance']);
  const memberFen = Math.floor((spendFen * 8) / 100);
  expect(order.totalFen).toBe(listFen - memberFen - feeFen);
  expect(quote.lines.filter(({ source }) => source !== undefined).map(({ label }) => label.zh)).toEqual(['会员优惠', '会员免平台服务费']);
  const beside = await coupon(by, { kind: 'percentOff', amountFen: 0, percent: 10, stacking: 'withMembership' });
  const instead = await coupon(by, { amountFen: memberFen + 500 }), tooSmall = await coupon(by, { amountFen: memberFen });
  expect((await by.client.benefits.useTenders({ orderId, couponId: beside.couponId })).totalFen).toBe(listFen - memberFen - feeFen - Math.floor((spendFen - memberFen) / 10));
  expect((await by.client.benefits.useTenders({ orderId, couponId: instead.couponId })).totalFen).toBe(listFen - feeFen - memberFen - 500);
  await expect(by.client.benefits.useTenders({ orderId, couponId: tooSmall.couponId })).rejects.toMatchObject({ code: 'promotions.coupon_unusable', zh: '这张优惠券用不了：会员优惠减得更多，不能同时用' });
  expect(await by.client.benefits.checkout({ orderId }), 'a refused choice changes nothing').toMatchObject({ chosen: { couponId: instead.couponId }, totalFen: listFen - feeFen - memberFen - 500 });
  await serve(by, await pay(by, order));
});

test('a whole order may be covered: coupon, points and what is stored; nothing is left for the rail', async () => {
  const by = await family('全抵家', '904');
  await payCharge(by, (await by.client.benefits.topUp({ amountFen: 50_000 })).chargeId);
  await served(by);
  const { points } = await by.client.benefits.points({});
  const { couponId } = await coupon(by);
  const { orderId, totalFen } = await held(by);
  const chosen = await by.client.benefits.useTenders({ orderId, couponId, pointsFen: points, useStored: true });
  expect(chosen).toMatchObject({ totalFen: totalFen - 2000, leftFen: 0 });
  expect(chosen.used.map(({ way }) => way)).toEqual(['points', 'stored', 'bonus']);
  const { status } = await by.client.payments.start({ orderId });
  expect(status).toBe('paid');
  await city.drain();
  expect((await by.client.promotions.myCoupons({})).items).toMatchObject([{ couponId, state: 'spent', orderId }]);
  // Called off more than a day ahead everything is given back, each part the way it came, and the coupon with it.
  await by.client.orders.cancel({ orderId, reason: '临时有事' });
  await settle();
  expect((await by.client.benefits.points({})).points).toBe(points);
  expect((await by.client.promotions.myCoupons({})).items).toMatchObject([{ couponId, state: 'free', orderId: null }]);
});

test('points lapse at the end of the year after, the oldest spent first; what is not owed any more is income', async () => {
  const { points } = await lin.client.benefits.points({});
  const account = `liability:points:${lin.me.householdId}`;
  const order = await held(lin);
  const used = 100;
  await city.act('system', addTender, { orderId: order.orderId, kind: 'points' as const, from: chart.points(lin.me.householdId!), amountFen: used, words: { zh: '积分抵扣', en: 'Points' } });
  expect((await lin.client.benefits.points({})).points).toBe(points - used);
  await city.pass({ minutes: 20 });
  expect((await lin.client.benefits.points({})).points, 'not paid in time: they are back').toBe(points);
  await setTo(new Date('2027-12-31T15:59:00Z'));
  expect((await lin.client.benefits.points({})).expiring).toEqual({ points, lastDay: '2027-12-31' });
  await city.act('system', lapsePoints as never, {});
  expect(await heldBy(account)).toBe(points);
  await setTo(new Date('2027-12-31T16:10:00Z'));
  const before = await heldBy('income:breakage');
  const all = (await finance.client.payments.trialBalance({})).accounts.filter((one) => one.account.startsWith('liability:points:')).reduce((sum, { balanceFen }) => sum - balanceFen, 0);
  await city.act('system', lapsePoints as never, {});
  await city.act('system', lapsePoints as never, {});
  expect([await heldBy(account), await heldBy('income:breakage') - before]).toEqual([0, all]);
  expect((await lin.client.benefits.points({})).movements[0]).toMatchObject({ kind: 'pointsLapsed', points: -points });
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../../kernel/context.ts';
import { one, sql } from '../../kernel/database.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { openSessionOf } from '../accounts/actions/login.ts';
import { countOrder, ensurePerson, giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { completeReferral, couponsFor, giveCoupon, holdCoupon, mount as promotions, takeReward, type CouponOrder } from './index.ts';

const DAY = 86_400_000;
let city: Harness;
let operator: Person;
let finance: Person;
let agent: Person;
let lin: Person;

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, promotions], at: '2026-11-22T00:00:00Z' });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: false });
  await city.act('system', installCatalogue as never, {});
  const staff = async (phone: string, name: string, role: 'operator' | 'agent' | 'finance'): Promise<Person> => {
    const person = await city.signIn(phone, name);
    await city.act('system', giveRole, { personId: person.me.personId, role, scopeType: 'city', scopeId: city.app.config.cityId });
    return person;
  };
  [operator, agent, finance] = [await staff('13900000001', '沈平', 'operator'), await staff('13900000002', '何婷', 'agent'), await staff('13900000003', '钱会计', 'finance')];
  await city.drain();
  lin = await city.signIn('13800000001', '林小满');
}, 120_000);
afterAll(() => city.close());

/** Whatever a test does, the promises hold. */
afterEach(async () => {
  await city.drain();
  const failed = (await city.app.verify()).filter((check) => !check.ok);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
});

let phones = 13_700_000_000;
/** Somebody new, or somebody whose session ran out; hundreds of them, so the codes by SMS are left out. */
const enter = async (phone: string, name: string): Promise<Person> => {
  const { personId, isNew } = await city.act('system', ensurePerson, { phone, name });
  const { token, me } = await city.act('system', openSessionOf, { personId, isNew, seed: phone });
  return { client: city.client(token), me, token, phone };
};
const comer = (name = '新客'): Promise<Person> => enter(String(phones++), name);
const soon = (days: number): string => new Date(city.clock.now().getTime() + days * DAY).toISOString();
type Wish = Parameters<typeof operator.client.promotions.makeCampaign>[0];
const campaign = (about: Partial<Wish> = {}) => operator.client.promotions.makeCampaign({ nameZh: '开春大扫除', nameEn: 'Spring cleaning', kind: 'amountOff', amountFen: 2000, closesAt: soon(10), ...about });
const seen = async (campaignId: string) => (await finance.client.promotions.campaigns({})).items.find((one) => one.campaignId === campaignId)!;
let orders = 0;
const orderOf = (person: Person, about: Partial<Omit<CouponOrder, 'orderId'>> = {}): CouponOrder & { orderId: string } => ({
  householdId: person.me.householdId!, orderId: `ord_${++orders}`, itemId: 'daily-cleaning', family: 'cleaning', districtId: null,
  lines: [{ kind: 'labour', label: { zh: '人工', en: 'Labour' }, detail: { zh: '', en: '' }, amountFen: 20_000 }], ...about,
});
const hold = (couponId: string, order: CouponOrder & { orderId: string }) => city.act('system', holdCoupon, { couponId, order });
const say = (event: 'order.paid' | 'order.cancelled' | 'order.noShow', payload: object) => city.act('system', async (ctx: Ctx) => { await ctx.emit(event, { personIds: [], ...payload } as never); }, {}).then(() => city.drain());
const paid = (orderId: string) => say('order.paid', { orderId, startAt: soon(1) });
const cancelled = (orderId: string, about: { paidFen: number; refundFen: number; ruleKey: string }) => say('order.cancelled', { orderId, workerId: null, workerPayFen: 0, ruleZh: '', ruleEn: '', ...about });
const mine = async (person: Person) => (await person.client.promotions.myCoupons({})).items;

test('two hundred families want the last thirty: thirty have one, the others are told, nothing is issued twice', async () => {
  const { campaignId } = await campaign({ stock: 30 });
  const racers = await Promise.all(Array.from({ length: 200 }, () => comer('抢券')));
  const answers = await Promise.allSettled(racers.map((racer) => racer.client.promotions.claim({ campaignId })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
  expect(new Set(answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : [])))).toEqual(new Set(['promotions.out_of_stock']));
  expect(await seen(campaignId)).toMatchObject({ stock: 30, issued: 30, given: 30 });
  await operator.client.promotions.addStock({ campaignId, more: 1 });
  const loser = racers[answers.findIndex(({ status }) => status === 'rejected')]!;
  await loser.client.promotions.claim({ campaignId });
  expect(await seen(campaignId)).toMatchObject({ stock: 31, issued: 31 });
}, 240_000);

test('one household asking ten times at once has what it may have', async () => {
  const { campaignId } = await campaign({ mostPerHousehold: 2 });
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => lin.client.promotions.claim({ campaignId })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'promotions.had_enough', zh: '每家最多领 2 张，您家已经领过了' } });
  expect((await lin.client.promotions.offers({})).items.find((offer) => offer.campaignId === campaignId)!.can.claim).toEqual({ isAllowed: false, why: { zh: '已领取', en: 'taken' } });
});

test('a code is good once, however many type it at the same moment; those on paper are never worth nothing', async () => {
  const { campaignId } = await campaign({ way: 'code', stock: 3 });
  const { codes } = await operator.client.promotions.makeCodes({ campaignId, name: '社区活动', size: 3 });
  await expect(operator.client.promotions.makeCodes({ campaignId, name: '再来', size: 1 })).rejects.toMatchObject({ code: 'promotions.out_of_stock' });
  await expect(lin.client.promotions.claim({ campaignId })).rejects.toMatchObject({ code: 'promotions.campaign_unknown' });
  const people = await Promise.all([comer('甲'), comer('乙'), comer('丙'), comer('丁')]);
  const answers = await Promise.allSettled(people.map(({ client }) => client.promotions.redeemCode({ code: ` ${codes[0]!.toLowerCase().slice(0, 6)}-${codes[0]!.slice(6)}` })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'promotions.code_used' } });
  await expect(lin.client.promotions.redeemCode({ code: 'AAAAAAAAAAAA' })).rejects.toMatchObject({ code: 'promotions.code_unknown' });
  expect((await operator.client.promotions.listCodes({ campaignId })).items).toMatchObject([{ name: '社区活动', size: 3, used: 1 }]);
  expect(await seen(campaignId)).toMatchObject({ issued: 3, given: 1 });
});

test('who may open campaigns, and those that would be wrong', async () => {
  await expect(lin.client.promotions.makeCampaign({ nameZh: '自己发', nameEn: 'Mine', kind: 'amountOff', amountFen: 1, closesAt: soon(1) })).rejects.toMatchObject({ code: 'access.forbidden' });
  await expect(campaign({ platformPercent: 60, merchantPercent: 30 })).rejects.toMatchObject({ code: 'promotions.campaign_wrong' });
  await expect(campaign({ itemIds: ['nothing-like-it'] })).rejects.toMatchObject({ code: 'catalog.item_unknown' });
  await expect(campaign({ districtIds: ['dst_none'] })).rejects.toMatchObject({ code: 'alliance.district_unknown' });
  const { campaignId } = await campaign();
  await operator.client.promotions.setCampaignState({ campaignId, state: 'paused' });
  await expect(lin.client.promotions.claim({ campaignId })).rejects.toMatchObject({ code: 'promotions.campaign_closed', zh: '这个优惠活动现在不能领：活动暂停中' });
  await operator.client.promotions.setCampaignState({ campaignId, state: 'ended' });
  await expect(operator.client.promotions.setCampaignState({ campaignId, state: 'open' })).rejects.toMatchObject({ code: 'promotions.campaign_over' });
});

test('an order holds a coupon, one at a time, and what it costs falls on whom the campaign names', async () => {
  const { campaignId } = await campaign({ platformPercent: 60, merchantPercent: 40, mostPerHousehold: 2 });
  const [first, second] = [await lin.client.promotions.claim({ campaignId }), await lin.client.promotions.claim({ campaignId })];
  const order = orderOf(lin);
  const held = await hold(first.couponId, order);
  expect(held).toMatchObject({ discountFen: 2000, bearers: { platformFen: 1200, merchantFen: 800, fundFen: 0 } });
  await expect(hold(first.couponId, orderOf(lin))).rejects.toMatchObject({ code: 'promotions.coupon_unusable', params: { whyZh: '正用在另一张待付款的订单上' } });
  await hold(second.couponId, order);
  expect((await mine(lin)).find(({ couponId }) => couponId === first.couponId)).toMatchObject({ state: 'free', discountFen: 0 });
  await paid(order.orderId);
  await paid(order.orderId);
  expect(await seen(campaignId)).toMatchObject({ spent: 1, held: 0, costFen: 2000, borne: { platformFen: 1200, merchantFen: 800, fundFen: 0 } });
  expect((await finance.client.promotions.redemptions({ campaignId })).items).toMatchObject([{ couponId: second.couponId, orderId: order.orderId, discountFen: 2000 }]);
  const stranger = await comer('路人');
  await expect(hold(first.couponId, orderOf(stranger))).rejects.toMatchObject({ code: 'promotions.coupon_unknown' });
});

test('of two orders that reach for one coupon at once one holds it', async () => {
  const { campaignId } = await campaign();
  const { couponId } = await lin.client.promotions.claim({ campaignId });
  const answers = await Promise.allSettled([hold(couponId, orderOf(lin)), hold(couponId, orderOf(lin)), hold(couponId, orderOf(lin))]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('the coupons for an order: those that fit first, the others with the reason', async () => {
  const family = await comer('齐家');
  const small = await campaign({ amountFen: 500 }), big = await campaign({ kind: 'percentOff', amountFen: 0, percent: 20, capFen: 3000 }), other = await campaign({ families: ['repair'] }), dear = await campaign({ kind: 'spendOff', amountFen: 5000, minSpendFen: 30_000 });
  for (const { campaignId } of [small, big, other, dear]) await family.client.promotions.claim({ campaignId });
  const found = await city.act('system', couponsFor, orderOf(family));
  expect(found.map(({ discountFen, why }) => [discountFen, why?.zh ?? null])).toEqual([[3000, null], [500, null], [0, expect.any(String)], [0, expect.any(String)]]);
  expect(new Set(found.map(({ why }) => why?.zh))).toEqual(new Set([undefined, '不适用于这项服务', '还差 ¥100.00 才能用']));
});

test('a fund’s coupons stop at its budget, and what comes back can be used again', async () => {
  const { campaignId } = await campaign({ platformPercent: 0, fundPercent: 100, fundId: 'fund_brand', budgetFen: 3000, mostPerHousehold: 3 });
  const [first, second] = [await lin.client.promotions.claim({ campaignId }), await lin.client.promotions.claim({ campaignId })];
  const order = orderOf(lin);
  await hold(first.couponId, order);
  await expect(hold(second.couponId, orderOf(lin))).rejects.toMatchObject({ code: 'promotions.budget_spent' });
  await cancelled(order.orderId, { paidFen: 0, refundFen: 0, ruleKey: 'unpaid' });
  expect(await hold(second.couponId, orderOf(lin))).toMatchObject({ bearers: { fundFen: 2000, fundId: 'fund_brand' } });
});

test.each([
  ['not paid in time', { paidFen: 0, refundFen: 0, ruleKey: 'unpaid' }, 'free', 0],
  ['called off early, all given back', { paidFen: 18_000, refundFen: 18_000, ruleKey: 'before24h' }, 'free', 0],
  ['force majeure', { paidFen: 18_000, refundFen: 18_000, ruleKey: 'forceMajeure' }, 'free', 7],
  ['called off late by the family', { paidFen: 18_000, refundFen: 9000, ruleKey: 'onTheWay' }, 'spent', 0],
] as const)('%s: the coupon is %s after', async (_name, end, state, graceDays) => {
  const { campaignId } = await campaign({ closesAt: soon(2) });
  const { couponId, expiresAt } = await lin.client.promotions.claim({ campaignId });
  const order = orderOf(lin);
  await hold(couponId, order);
  if (end.paidFen > 0) await paid(order.orderId);
  await cancelled(order.orderId, end);
  const after = (await mine(lin)).find((coupon) => coupon.couponId === couponId)!;
  expect(after).toMatchObject({ state, orderId: state === 'spent' ? order.orderId : null });
  expect(after.expiresAt).toBe(graceDays > 0 ? soon(graceDays) : expiresAt);
});

test('a no-show of the worker gives it back, the family’s own does not', async () => {
  const { campaignId } = await campaign({ mostPerHousehold: 2 });
  for (const [who, state] of [['worker', 'free'], ['customer', 'spent']] as const) {
    const { couponId } = await lin.client.promotions.claim({ campaignId });
    const order = orderOf(lin);
    await hold(couponId, order);
    await paid(order.orderId);
    await say('order.noShow', { orderId: order.orderId, who, workerId: null, refundFen: 0, workerPayFen: 0, paidFen: 18_000 });
    expect((await mine(lin)).find((coupon) => coupon.couponId === couponId)!.state).toBe(state);
  }
});

test('what is not used in time is over by the hour; what an order holds is judged when it lets go', async () => {
  const family = await comer('迟来');
  const { campaignId } = await campaign({ closesAt: soon(1), mostPerHousehold: 2 });
  const [first, second] = [await family.client.promotions.claim({ campaignId }), await family.client.promotions.claim({ campaignId })];
  const order = orderOf(family);
  await hold(first.couponId, order);
  await city.pass({ minutes: 25 * 60 });
  const states = async () => Object.fromEntries((await mine(family)).map(({ couponId, state }) => [couponId, state]));
  expect(await states()).toEqual({ [first.couponId]: 'held', [second.couponId]: 'expired' });
  await cancelled(order.orderId, { paidFen: 0, refundFen: 0, ruleKey: 'unpaid' });
  expect(await states()).toEqual({ [first.couponId]: 'expired', [second.couponId]: 'expired' });
});

test('a coupon by rule is given once however often it is asked for', async () => {
  const family = await comer('补偿');
  const give = () => city.act('system', giveCoupon, { key: 'late' as const, householdId: family.me.householdId!, sourceKey: 'late:ord_x', amountFen: 1800, words: { zh: '迟到补偿', en: 'Late' } });
  const given = await Promise.allSettled([give(), give(), give()]);
  expect(given.filter((answer) => answer.status === 'fulfilled' && answer.value.isNew)).toHaveLength(1);
  expect(await mine(family)).toMatchObject([{ amountFen: 1800, source: 'compensation', givenWhy: { zh: '迟到补偿' } }]);
  const desk = await campaign();
  expect(await agent.client.promotions.giveCoupon({ campaignId: desk.campaignId, householdId: family.me.householdId!, words: '电话里答应的' })).toMatchObject({ source: 'gift', state: 'free' });
});

/** Signs up by somebody's code; on her own device unless told otherwise. */
const invited = async (by: Person, { name = '新邻居', deviceId }: { name?: string; deviceId?: string } = {}): Promise<Person> => {
  const { code } = await by.client.promotions.myReferral({});
  const person = await comer(name);
  await person.client.promotions.bindReferral({ code: code.toLowerCase(), deviceId: deviceId ?? `device-${person.me.personId}` });
  return person;
};
const complete = (person: Person, as: 'household' | 'worker' = 'household', orderId = `ord_${++orders}`) => city.act('system', completeReferral, { as, householdId: person.me.householdId!, personId: person.me.personId, orderId });
const rewardOf = async (by: Person, at = 0) => (await by.client.promotions.myReferral({})).items[at]!;

test('a household that was recommended completes its first order: one coupon, once, whoever asks', async () => {
  const by = await comer('推荐人');
  const referee = await invited(by);
  expect((await referee.client.promotions.myReferral({})).boundTo).toBe('推**');
  expect(await mine(referee)).toMatchObject([{ source: 'gift', amountFen: 1000 }]);
  await Promise.all([complete(referee), complete(referee)]);
  const { referralId, state } = await rewardOf(by);
  expect(state).toBe('due');
  const taken = await Promise.all([1, 2, 3].map(() => city.act('system', takeReward, { referralId })));
  expect(taken.filter((one) => one !== null)).toHaveLength(1);
  expect(await rewardOf(by)).toMatchObject({ state: 'rewarded', rewardKind: 'coupon', rewardFen: 2000, words: { zh: '奖励已发：¥20.00 优惠券' } });
  expect((await mine(by)).filter(({ source }) => source === 'referral')).toMatchObject([{ amountFen: 2000, givenWhy: { zh: '感谢您推荐新**' } }]);
  await complete(referee);
  expect((await by.client.promotions.myReferral({})).items).toHaveLength(1);
});

test('who recommended a household is said once, in time, before its first order, and never oneself', async () => {
  const by = await comer('老客'), other = await comer('别人');
  const [code, otherCode] = [(await by.client.promotions.myReferral({})).code, (await other.client.promotions.myReferral({})).code];
  await expect(by.client.promotions.bindReferral({ code })).rejects.toMatchObject({ code: 'promotions.referral_self' });
  await expect(by.client.promotions.bindReferral({ code: 'ZZZZZZZZ' })).rejects.toMatchObject({ code: 'promotions.referral_code_unknown' });
  const referee = await comer('双料');
  const answers = await Promise.allSettled([referee.client.promotions.bindReferral({ code }), referee.client.promotions.bindReferral({ code: otherCode })]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'promotions.referral_bound' } });
  const busy = await comer('已下单');
  await city.act('system', async (ctx: Ctx) => { await countOrder(ctx, busy.me.personId); }, {});
  await expect(busy.client.promotions.bindReferral({ code })).rejects.toMatchObject({ code: 'promotions.referral_late' });
  const slow = await comer('拖拉');
  expect((await slow.client.promotions.myReferral({})).canBindUntil).not.toBeNull();
  await city.pass({ minutes: 72 * 60 });
  await expect((await enter(slow.phone, '')).client.promotions.bindReferral({ code })).rejects.toMatchObject({ code: 'promotions.referral_late' });
});

/** What finance sees of the recommendation of `by`, newest first. */
const found = async (by: Person) => {
  const { referralId } = await rewardOf(by);
  return (await finance.client.promotions.referrals({})).items.find((one) => one.referralId === referralId)!;
};
const sharePayment = (people: Person[]) => Promise.all(people.map(({ me }) => city.act('system', async (ctx: Ctx) => { await ctx.emit('payment.received', { paymentId: 'pay_1', orderId: 'ord_1', personIds: [me.personId], payerAccount: 'o_same' }); }, {}))).then(() => city.drain());

test('the same device, payment account or a ring is named and waits for finance; each is paid or declined by a person with the reason', async () => {
  Object.assign(finance, await enter(finance.phone, ''));
  const by = await comer('精明');
  await by.client.promotions.noteDevice({ deviceId: 'phone-1' });
  const twin = await invited(by, { deviceId: 'phone-1' });
  await complete(twin);
  expect(await found(by)).toMatchObject({ state: 'review', findings: [{ kind: 'sameDevice' }] });
  expect(await city.act('system', takeReward, { referralId: (await rewardOf(by)).referralId })).toBeNull();

  const payer = await comer('代付'), paidFor = await invited(payer);
  await sharePayment([payer, paidFor]);
  await complete(paidFor);
  const { referralId } = await found(payer);
  expect((await found(payer)).findings).toMatchObject([{ kind: 'samePayment', words: { zh: '两个账号用同一个支付账户付款' } }]);
  await expect(finance.client.promotions.decideReferral({ referralId, isApproved: false })).rejects.toMatchObject({ code: 'promotions.reason_missing' });
  await expect((await enter(operator.phone, '')).client.promotions.decideReferral({ referralId, isApproved: true })).rejects.toMatchObject({ code: 'access.forbidden' });
  const decisions = await Promise.allSettled([finance.client.promotions.decideReferral({ referralId, isApproved: false, words: '同一人付款' }), finance.client.promotions.decideReferral({ referralId, isApproved: true, words: '家人代付' })]);
  expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(decisions.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'promotions.referral_decided' } });

  const [a, b] = [await comer('环甲'), await comer('环乙')];
  await a.client.promotions.bindReferral({ code: (await b.client.promotions.myReferral({})).code });
  await b.client.promotions.bindReferral({ code: (await a.client.promotions.myReferral({})).code });
  await complete(a);
  await complete(b);
  expect([(await found(b)).findings, (await found(a)).findings].flat().map(({ kind }) => kind)).toEqual(['ring', 'ring']);
});

test('one address behind two households is found, however the room is written', async () => {
  const hq = (await enter(operator.phone, '')).client;
  const { items: streets } = await hq.accounts.listDivisions({ parent: '650102' });
  const { estateIds: [estateId] } = await hq.accounts.addEstates({ estates: [{ streetCode: streets[0]!.code, communityName: '团结社区', buildings: ['1号楼'], name: '幸福花园', lon: 87.6177, lat: 43.7928 }] });
  const by = await comer('甲家'), referee = await invited(by), neighbour = await invited(by, { name: '隔壁' });
  await by.client.accounts.addAddress({ estateId: estateId!, building: '1号楼', room: '502A' });
  await referee.client.accounts.addAddress({ estateId: estateId!, building: '1号楼', room: '502a' });
  await neighbour.client.accounts.addAddress({ estateId: estateId!, building: '1号楼', room: '503' });
  await complete(referee);
  await complete(neighbour);
  const states = (await finance.client.promotions.referrals({})).items.filter((one) => [referee, neighbour].some(({ me }) => me.name === one.refereeName));
  expect(states.map(({ refereeName, state, findings }) => [refereeName, state, findings.map(({ kind }) => kind)])).toEqual(expect.arrayContaining([['新邻居', 'review', ['sameAddress']], ['隔壁', 'due', []]]));
});

test('a worker earns money for a colleague, taxed; a household cannot recommend a worker; who changes the programme changes what comes after', async () => {
  const worker = await comer('李桂兰'), colleague = await comer('赵秀英');
  for (const { me } of [worker, colleague]) await city.act('system', giveRole, { personId: me.personId, role: 'worker', scopeType: 'self', scopeId: me.personId });
  await colleague.client.promotions.bindReferral({ code: (await worker.client.promotions.myReferral({})).code });
  await complete(colleague, 'worker');
  expect(await rewardOf(worker)).toMatchObject({ state: 'due', rewardKind: 'cash', rewardFen: 10_000, taxFen: 2000 });
  expect(await city.act('system', takeReward, { referralId: (await rewardOf(worker)).referralId })).toMatchObject({ kind: 'cash', rewardFen: 10_000, taxFen: 2000, referrerKind: 'worker' });
  expect((await worker.client.promotions.myReferral({})).earnedFen).toBe(8000);
  const hq = (await enter(operator.phone, '')).client;
  await expect(hq.promotions.saveProgramme({ referrerKind: 'household', refereeKind: 'worker', rewardKind: 'cash', rewardFen: 1000 })).rejects.toMatchObject({ code: 'promotions.programme_wrong' });
  await hq.promotions.saveProgramme({ referrerKind: 'household', refereeKind: 'household', rewardKind: 'points', rewardFen: 1500 });
  const by = await comer('换法'), referee = await invited(by);
  await complete(referee);
  expect(await rewardOf(by)).toMatchObject({ rewardKind: 'points', rewardFen: 1500 });
});

test('the invariants see what is wrong', async () => {
  const { campaignId } = await campaign({ stock: 5 });
  await one(city.database.kysely, sql`update promotions.campaign set issued = 3 where id = ${campaignId} returning id`);
  expect((await city.app.verify()).filter((check) => !check.ok)).toMatchObject([{ name: 'coupons issued = coupons and codes, within stock', count: 1 }]);
  await expect(one(city.database.kysely, sql`update promotions.campaign set issued = 6 where id = ${campaignId} returning id`)).rejects.toThrow('stock_not_exceeded');
  await one(city.database.kysely, sql`update promotions.campaign set issued = 0 where id = ${campaignId} returning id`);
});

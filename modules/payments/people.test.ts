import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Harness, Person } from '../../kernel/harness.ts';
import { home, openMoneyTown, type MoneyTown } from '../../kernel/harness-money.ts';
import { giveRole } from '../accounts/index.ts';
import type { OrderView } from '../orders/index.ts';
import { mount as support } from '../support/index.ts';
import { rewardWorker } from './index.ts';
import { tradeNoOf } from './rules/attempts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const itemId = 'daily-cleaning';

let town: MoneyTown;
let city: Harness;
let lin: Person;
let stranger: Person;
let finance: Person;
let operator: Person;
let agent: Person;
let li: Person;
let zhao: Person;
let merchantId: string;
let liId: string;
let zhaoId: string;
let placeHeld: MoneyTown['placeHeld'];
let paid: MoneyTown['paid'];
let assign: MoneyTown['assign'];
let setTo: MoneyTown['setTo'];
let stationId: string;
let owner: Person;
let clerk: Person;
let second: Person;

beforeAll(async () => {
  town = await openMoneyTown({ more: [support] });
  ({ city, lin, stranger, finance, operator, agent, li, zhao, merchantId, liId, zhaoId, placeHeld, paid, assign, setTo } = town);
  const { stationId: id } = await operator.client.alliance.addStation({ name: '团结路服务站', kind: 'community', address: '团结路 1 号', ...home });
  stationId = id;
  clerk = await town.signIn('13900000009', '站长老周');
  await city.act('system', giveRole, { personId: clerk.me.personId, role: 'stationStaff', scopeType: 'station', scopeId: stationId });
  second = await town.staff('13900000008', '吴复核', 'operator');
  owner = await town.signIn('13700000001');
  await city.drain();
}, 180_000);
afterAll(() => city.close());
/** Whatever a test does, the money holds. */
afterEach(() => town.proveMoney());

/** `done` of the items on the list are ticked. */
const serve = async (order: OrderView, worker: Person, done: number): Promise<void> => {
  const { orderId, checklistVersion, startAt, endAt } = order;
  await setTo(new Date(Date.parse(startAt!) - 40 * MINUTE));
  await worker.client.orders.depart({ orderId });
  await worker.client.orders.checkIn({ orderId, ...home });
  await lin.client.orders.confirmChecklist({ orderId, checklistVersion });
  await worker.client.orders.startService({ orderId });
  const codes = order.checklist.slice(0, done).map(({ code }) => code);
  if (codes.length > 0) await worker.client.orders.tickItem({ orderId, code: codes, isDone: true });
  await setTo(new Date(Date.parse(endAt!)));
  await worker.client.orders.finish({ orderId, undoneReason: '客户要求提前结束' });
};
const confirm = async ({ orderId }: { orderId: string }): Promise<void> => { await lin.client.orders.confirm({ orderId }); await city.drain(); };

/** An order served with the first `done` items ticked, waiting for the family's word. */
const served = async (done: number, workerId = liId): Promise<OrderView> => {
  const order = await paid({ workerId });
  await assign(order, workerId);
  await serve(await lin.client.orders.get({ orderId: order.orderId }), workerId === liId ? li : zhao, done);
  return lin.client.orders.get({ orderId: order.orderId });
};
const heldBy = async (account: string): Promise<number> => 0 - ((await finance.client.payments.trialBalance({})).accounts.find((a) => a.account === account)?.balanceFen ?? 0);
/** A visit from booking to settlement, everything done. */
const settledVisit = async (workerId = liId): Promise<OrderView> => {
  const order = await served(99, workerId);
  await confirm(order);
  return lin.client.orders.get({ orderId: order.orderId });
};
const payCharge = async (payer: Person, chargeId: string): Promise<void> => {
  await city.gateways.payment.choose((await payer.client.payments.startCharge({ chargeId })).tradeNo, 'paid');
  await city.drain();
};
const linesOf = async (person: Person, kind: string): Promise<number[]> => (await person.client.payments.workerStatement({ from: '2026-11-01', to: '2028-12-31' })).lines.filter((line) => line.kind === kind).map(({ amountFen }) => amountFen);

test('a service’s plan is split from the next order on; one placed before keeps the agreement', async () => {
  const before = await served(99);
  const { items: stations } = await lin.client.alliance.listStations({});
  expect(stations.map((s) => s.stationId)).toEqual([stationId]);
  const parties = [{ party: 'worker' as const, basisPoints: 7000 }, { party: 'station' as const, partyId: stationId, basisPoints: 600 }, { party: 'merchant' as const, basisPoints: 2400 }];
  const write = (commissionBasisPoints: number, shares: { party: 'worker' | 'station' | 'merchant'; partyId?: string; basisPoints: number }[] = parties) => operator.client.payments.setSharePlan({ scope: 'item', scopeId: itemId, commissionBasisPoints, parties: shares, reason: '服务站参与社区服务' });
  await expect(write(450)).rejects.toMatchObject({ code: 'payments.commission_out_of_range', zh: '佣金只能是 5.0% 到 8.0%，不能是 4.5%' });
  await expect(write(600, parties.slice(0, 2))).rejects.toMatchObject({ code: 'payments.shares_not_whole' });
  await expect(write(600, [parties[0]!, { ...parties[1]!, partyId: 'sta_none' }, parties[2]!])).rejects.toMatchObject({ code: 'payments.share_party_wrong' });
  expect((await write(600)).words.zh).toBe('服务费先扣平台佣金 6%，剩下的家政员 70%、服务站 6%、商户 24%，零头归商户');
  await confirm(before);
  expect(await heldBy(`liability:station:${stationId}`)).toBe(0);

  const after = await settledVisit();
  const labour = after.quote.lines.filter(({ kind }) => kind === 'labour').reduce((sum, { amountFen }) => sum + amountFen, 0);
  const rest = labour - Math.floor(labour * 0.06);
  expect(await heldBy(`liability:station:${stationId}`)).toBe(Math.floor(rest * 0.06));
  const shares = await lin.client.payments.sharesOfOrder({ orderId: after.orderId });
  expect(shares.words.zh).toContain(`服务站 ¥${(Math.floor(rest * 0.06) / 100).toFixed(2)}`);
  expect(shares.lines.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(after.totalFen);
  expect((await lin.client.payments.sharesOfOrder({ orderId: before.orderId })).rule.zh).toContain('佣金 8%');
  await expect(stranger.client.payments.sharesOfOrder({ orderId: after.orderId })).rejects.toMatchObject({ code: 'orders.order_unknown' });
  await operator.client.payments.endSharePlan({ scope: 'item', scopeId: itemId, reason: '试行结束' });
  expect((await operator.client.payments.listSharePlans({})).items.map(({ version, isInForce }) => [version, isInForce])).toEqual([[2, false], [1, false]]);
});

test('a tip is the worker’s whole; it is taken back until she is paid, and after that by a complaint alone', async () => {
  const early = await paid({});
  await expect(lin.client.payments.giveTip({ orderId: early.orderId, amountFen: 2000 })).rejects.toMatchObject({ code: 'payments.tip_too_early' });
  await lin.client.orders.cancel({ orderId: early.orderId });
  const { orderId } = await settledVisit();
  await expect(lin.client.payments.giveTip({ orderId, amountFen: 60_000 })).rejects.toMatchObject({ code: 'payments.tip_too_large' });
  await expect(stranger.client.payments.giveTip({ orderId, amountFen: 2000 })).rejects.toMatchObject({ code: 'orders.order_unknown' });
  const before = await heldBy(`liability:worker:${liId}`);
  const tip = await lin.client.payments.giveTip({ orderId, amountFen: 2000, words: '辛苦了' });
  expect((await lin.client.payments.giveTip({ orderId, amountFen: 2000 })).tipId).toBe(tip.tipId);
  await payCharge(lin, tip.chargeId);
  expect(await heldBy(`liability:worker:${liId}`)).toBe(before + 2000);
  expect((await li.client.payments.listTips({ orderId })).items).toMatchObject([{ amountFen: 2000, words: '辛苦了', state: 'paid' }]);
  await expect(stranger.client.payments.takeBackTip({ tipId: tip.tipId, words: '误付' })).rejects.toMatchObject({ code: 'payments.tip_unknown' });
  expect(await lin.client.payments.takeBackTip({ tipId: tip.tipId, words: '多付了一笔' })).toMatchObject({ state: 'takenBack', canTakeBack: false });
  await expect(lin.client.payments.takeBackTip({ tipId: tip.tipId, words: '再退' })).rejects.toMatchObject({ code: 'payments.tip_not_paid' });
  await city.drain();
  await setTo(new Date(city.clock.now().getTime() + 10_000));
  expect(await heldBy(`liability:worker:${liId}`)).toBe(before);
  expect((await lin.client.payments.charge({ chargeId: tip.chargeId })).refunds).toMatchObject([{ amountFen: 2000, status: 'succeeded' }]);

  const other = await lin.client.payments.giveTip({ orderId, amountFen: 3000 });
  await payCharge(lin, other.chargeId);
  await li.client.payments.setMyPayee({ rail: 'alipay', account: '2088000000000001', holderName: '李桂兰' });
  await setTo(new Date(city.clock.now().getTime() + 2 * DAY));
  await finance.client.payments.runPayouts({});
  await city.drain();
  await expect(lin.client.payments.takeBackTip({ tipId: other.tipId, words: '后悔了' })).rejects.toMatchObject({ code: 'payments.tip_paid_out' });
  await expect(agent.client.payments.takeBackTip({ tipId: other.tipId, words: '客户后悔' })).rejects.toMatchObject({ code: 'payments.tip_paid_out' });
  const { ticketId } = await lin.client.support.raiseTicket({ kind: 'complaint', orderId, words: '被要求给感谢金' });
  await city.drain();
  expect(await agent.client.payments.takeBackTip({ tipId: other.tipId, words: '投诉属实' })).toMatchObject({ state: 'takenBack' });
  expect(await heldBy('expense:compensation')).toBeLessThanOrEqual(-3000);
  await agent.client.support.moveTicket({ ticketId, state: 'closed', words: '已退还感谢金', isUpheld: true });
  await city.drain();
});

test('coaching is paid once a day for each newcomer, under its own name', async () => {
  const day = new Date(city.clock.now().getTime() + 8 * HOUR).toISOString().slice(0, 10);
  const note = (about: object = {}) => operator.client.payments.noteCoaching({ coachId: liId, newcomerId: zhaoId, day, minutes: 90, words: '厨房深度清洁', ...about });
  expect(await note()).toMatchObject({ coachName: '李桂兰', newcomerName: '赵秀英', amountFen: 5000 });
  await expect(note()).rejects.toMatchObject({ code: 'payments.coaching_twice' });
  await expect(note({ newcomerId: liId })).rejects.toMatchObject({ code: 'payments.coaching_wrong' });
  await expect(note({ day: '2026-01-01' })).rejects.toMatchObject({ code: 'payments.coaching_wrong' });
  expect(await linesOf(li, 'coaching')).toEqual([5000]);
  expect(await operator.client.payments.listCoaching({})).toMatchObject({ sumFen: 5000 });
});

test('a referral reward is gross with its own tax, once, and no payout taxes it again', async () => {
  const reward = () => city.act('system', rewardWorker, { workerId: zhaoId, amountFen: 10_001, refId: 'ref_1', words: { zh: '推荐新家庭', en: 'A new family' } });
  expect(await reward()).toEqual({ taxFen: 2000, isNew: true });
  expect(await reward()).toEqual({ taxFen: 2000, isNew: false });
  expect([await linesOf(zhao, 'referral'), await linesOf(zhao, 'referralTax')]).toEqual([[10_001], [-2000]]);
  await zhao.client.payments.setMyPayee({ rail: 'alipay', account: '2088000000000002', holderName: '赵秀英' });
  await setTo(new Date(city.clock.now().getTime() + 2 * DAY));
  await finance.client.payments.runPayouts({});
  await city.drain();
  expect((await zhao.client.payments.myPayouts({})).items[0]).toMatchObject({ grossFen: 8001, taxFen: 0 });
  expect((await zhao.client.payments.myTax({ year: '2026' })).months.at(-1)).toMatchObject({ incomeFen: 0, taxFen: 0 });
});

test('a holiday adds to each visit of its days, a year with one family once', async () => {
  const today = new Date(city.clock.now().getTime() + 8 * HOUR).toISOString().slice(0, 10);
  await expect(operator.client.payments.startHolidayCampaign({ nameZh: '春节补贴', nameEn: 'New Year', fromDay: '2026-02-10', toDay: '2026-02-20', kind: 'amount', value: 3000 })).rejects.toMatchObject({ code: 'payments.campaign_wrong' });
  const campaign = await operator.client.payments.startHolidayCampaign({ nameZh: '春节补贴', nameEn: 'New Year', fromDay: today, toDay: '2026-12-20', kind: 'percent', value: 20, families: ['cleaning'] });
  const visit = await settledVisit(zhaoId);
  const [holiday] = await linesOf(zhao, 'holiday');
  const pay = (await zhao.client.payments.workerStatement({ from: '2026-11-01', to: '2028-12-31' })).lines.filter((line) => line.orderId === visit.orderId && ['labour', 'skillPremium', 'urgent', 'night'].includes(line.kind)).reduce((sum, line) => sum + line.amountFen, 0);
  expect(holiday).toBe(Math.floor((pay * 20) / 100));
  expect((await zhao.client.payments.listHolidayCampaigns({})).items[0]).toMatchObject({ visits: 1, costFen: holiday, words: { zh: `${today} 至 2026-12-20，每次上门平台补贴服务报酬的 20%` } });
  await operator.client.payments.endHolidayCampaign({ campaignId: campaign.campaignId });
  await settledVisit(zhaoId);
  expect(await linesOf(zhao, 'holiday')).toEqual([holiday]);

  expect(await linesOf(zhao, 'loyaltyBonus')).toEqual([]);
  const firstStart = Date.parse(visit.startAt!);
  await setTo(new Date(firstStart + 363 * DAY));
  town.startFrom(new Date(firstStart + 364 * DAY));
  await settledVisit(zhaoId);
  expect(await linesOf(zhao, 'loyaltyBonus'), 'day 365 is too early').toEqual([]);
  town.startFrom(new Date(firstStart + 365 * DAY + HOUR));
  await settledVisit(zhaoId);
  await settledVisit(zhaoId);
  expect(await linesOf(zhao, 'loyaltyBonus'), 'day 366, once').toEqual([20_000]);
}, 60_000);

test('an order the rail knows with another end, its answer having been lost, is closed there and opened under the next number', async () => {
  const order = await placeHeld({ workerId: zhaoId });
  const first = tradeNoOf(city.app.config.cityId, order.no, 1), rail = city.gateways.rails.get('wechat')!;
  await rail.createOrder({ outTradeNo: first, amountFen: order.totalFen, description: '日常保洁', expiresAt: new Date(city.clock.now().getTime() + 3 * MINUTE), notifyPath: '/api/payments/notify/wechat', scene: 'h5' });
  const payment = await lin.client.payments.start({ orderId: order.orderId, rail: 'wechat', scene: 'h5' });
  expect(payment.tradeNo).toBe(tradeNoOf(city.app.config.cityId, order.no, 2));
  expect(await rail.queryOrder(first)).toMatchObject({ state: 'closed' });
  const again = await lin.client.payments.start({ orderId: order.orderId, rail: 'wechat', scene: 'native' });
  expect(again.tradeNo).toBe(tradeNoOf(city.app.config.cityId, order.no, 3));
  await city.gateways.payment.choose(again.tradeNo, 'paid');
  await city.drain();
  expect(await lin.client.orders.get({ orderId: order.orderId })).toMatchObject({ paidFen: order.totalFen });
  await lin.client.orders.cancel({ orderId: order.orderId });
  await city.drain();
});

test('cash at a station: numbers without holes, change, a counted drawer, the bank', async () => {
  const order = await placeHeld({ workerId: zhaoId });
  const { orderId, totalFen } = order;
  const take = (about: object, person = clerk) => person.client.payments.takeCash({ stationId, receivedFen: 100_000, ...about } as never);
  await expect(take({ orderId }, stranger)).rejects.toMatchObject({ status: 403 });
  await expect(take({})).rejects.toMatchObject({ code: 'payments.cash_for_what' });
  await expect(take({ orderId, receivedFen: totalFen - 1 })).rejects.toMatchObject({ code: 'payments.cash_short' });
  const first = await take({ orderId });
  expect(first).toMatchObject({ amountFen: totalFen, changeFen: 100_000 - totalFen, stationName: '团结路服务站' });
  expect(first.no).toMatch(/-00001$/);
  await city.drain();
  expect((await lin.client.orders.get({ orderId }))).toMatchObject({ paidFen: totalFen });
  await expect(take({ orderId })).rejects.toMatchObject({ code: 'orders.wrong_state' });

  const visit = await settledVisit(zhaoId);
  const tip = await lin.client.payments.giveTip({ orderId: visit.orderId, amountFen: 1500 });
  expect((await take({ chargeId: tip.chargeId, receivedFen: 2000 })).no).toMatch(/-00002$/);
  await city.drain();
  expect((await zhao.client.payments.listTips({ orderId: visit.orderId })).items).toMatchObject([{ state: 'paid' }]);

  const heldFen = totalFen + 1500;
  expect(await clerk.client.payments.cashDesk({ stationId })).toMatchObject({ heldFen, isCountedToday: false });
  const count = (countedFen: number, words = '') => clerk.client.payments.countCash({ stationId, countedFen, words });
  await expect(count(heldFen - 100)).rejects.toMatchObject({ code: 'payments.difference_unsaid' });
  const counted = await count(heldFen - 100, '找零时多找了一元');
  expect(counted).toMatchObject({ heldFen: heldFen - 100, isCountedToday: true, counts: [{ differenceFen: -100 }] });
  await expect(count(heldFen)).rejects.toMatchObject({ code: 'payments.count_twice' });
  await expect(clerk.client.payments.bankCash({ stationId, amountFen: heldFen, bankRef: 'ICBC-1' })).rejects.toMatchObject({ code: 'payments.drawer_short' });
  expect(await clerk.client.payments.bankCash({ stationId, amountFen: heldFen - 100, bankRef: 'ICBC-1' })).toMatchObject({ heldFen: 0, handovers: [{ bankRef: 'ICBC-1' }] });
  await lin.client.orders.cancel({ orderId });
  await city.drain();
  expect(await heldBy(`liability:escrow:${orderId}`)).toBe(0);
});

test('three families and a double press at one drawer in the same moment: each number once, none left out', async () => {
  const orders = [await placeHeld({ workerId: zhaoId }), await placeHeld({ workerId: zhaoId }), await placeHeld({ workerId: zhaoId })];
  const last = Number((await clerk.client.payments.cashDesk({ stationId })).receipts[0]!.no.slice(-5));
  const answers = await Promise.allSettled([...orders, orders[0]!].map(({ orderId, totalFen }) => clerk.client.payments.takeCash({ stationId, orderId, receivedFen: totalFen })));
  const numbers = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [Number(answer.value.no.slice(-5))] : []));
  expect(numbers.sort((a, b) => a - b)).toEqual([last + 1, last + 2, last + 3]);
  expect(answers.flatMap((answer) => (answer.status === 'rejected' ? [(answer.reason as { code: string }).code] : []))).toEqual(['orders.wrong_state']);
  await city.drain();
  for (const { orderId } of orders) await lin.client.orders.cancel({ orderId });
  await city.drain();
});

test('a merchant’s part goes over the rail on its day, within what the rail shares, and comes back for a refund', async () => {
  const sharesOf = async () => (await owner.client.payments.railShares({ merchantId })).items;
  const early = await served(99);
  await owner.client.payments.setReceiver({ merchantId, rail: 'wechat', account: '1900000201', holderName: '安心家政' });
  await confirm(early);
  expect((await sharesOf())[0]).toMatchObject({ orderId: early.orderId, state: 'byPayout', words: { zh: '付款时还没有微信支付分账账户，改由打款' } });

  const visit = await settledVisit();
  const [share] = await sharesOf();
  expect(share).toMatchObject({ orderId: visit.orderId, state: 'queued', amountFen: expect.any(Number) });
  const channel = await heldBy('asset:channel:wechat'), onTheWay = await heldBy('liability:payout');
  const account = `liability:merchant:${merchantId}`, before = await heldBy(account);
  await setTo(new Date(Date.parse(share!.dueAt) - MINUTE));
  expect((await sharesOf())[0]).toMatchObject({ state: 'queued' });
  await setTo(new Date(Date.parse(share!.dueAt) + 20 * MINUTE));
  expect((await sharesOf())[0]).toMatchObject({ state: 'arrived', words: { zh: '分账已到账' } });
  expect([await heldBy(account), await heldBy('asset:channel:wechat'), await heldBy('liability:payout')]).toEqual([before - share!.amountFen, channel + share!.amountFen, onTheWay]);

  await setTo(new Date(city.clock.now().getTime() + HOUR));
  await owner.client.payments.setMerchantPayee({ merchantId, rail: 'alipay', account: '2088000000009999', holderName: '安心家政' });
  await finance.client.payments.runPayouts({});
  await setTo(new Date(city.clock.now().getTime() + HOUR));
  const [code] = visit.checklist;
  const proposal = await agent.client.payments.proposeRefund({ orderId: visit.orderId, kind: 'undoneItems', codes: [code!.code], reason: '经核实漏做一项' });
  if (proposal.state === 'proposed') await finance.client.payments.decideRefund({ proposalId: proposal.proposalId, isApproved: true, words: '同意' });
  await city.drain();
  await setTo(new Date(city.clock.now().getTime() + HOUR));
  expect((await lin.client.payments.listRefunds({ orderId: visit.orderId })).items).toMatchObject([{ status: 'succeeded', amountFen: proposal.amountFen }]);
  const recalled = (await sharesOf())[0]!.recalledFen;
  expect(recalled).toBeGreaterThan(0);
  const { transactions } = await finance.client.payments.ledgerOfOrder({ orderId: visit.orderId });
  expect(transactions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['shareStarted', 'shareArrived', 'recallStarted', 'givenBack', 'recallEnded', 'refunded']));
  const given = transactions.find(({ kind }) => kind === 'givenBack')!.postings.find((posting) => posting.account === account);
  expect(given?.amountFen, 'the merchant bears its own part, out of what came back').toBe(recalled);

  const plan = { scope: 'item' as const, scopeId: itemId, commissionBasisPoints: 600, reason: '商户自带耗材' };
  await operator.client.payments.setSharePlan({ ...plan, parties: [{ party: 'worker', basisPoints: 6000 }, { party: 'merchant', basisPoints: 4000 }] });
  const large = await settledVisit();
  expect((await sharesOf())[0]).toMatchObject({ orderId: large.orderId, state: 'byPayout', words: { zh: expect.stringMatching(/^应分 ¥[\d.]+，超过微信支付每单最多 30%（¥[\d.]+），改由打款$/) } });
  await operator.client.payments.endSharePlan({ scope: 'item', scopeId: itemId, reason: '恢复' });

  const disputed = await settledVisit();
  await lin.client.support.raiseTicket({ kind: 'complaint', orderId: disputed.orderId, words: '有划痕' });
  await setTo(new Date(Date.parse((await sharesOf())[0]!.dueAt) + 20 * MINUTE));
  expect((await sharesOf())[0]).toMatchObject({ orderId: disputed.orderId, state: 'queued', words: { zh: '有投诉未结，结案后再分账' } });
}, 60_000);

test('at Alipay what was shared comes back along with the refund', async () => {
  await owner.client.payments.setReceiver({ merchantId, rail: 'alipay', account: '2088101117955611', holderName: '安心家政' });
  const held = await placeHeld();
  const { orderId } = held;
  await city.gateways.payment.choose((await lin.client.payments.start({ orderId, rail: 'alipay', scene: 'precreate' })).tradeNo, 'paid');
  await city.drain();
  await assign(held);
  await serve(await lin.client.orders.get({ orderId }), li, 99);
  await confirm({ orderId });
  const shareOfIt = async () => (await owner.client.payments.railShares({ merchantId })).items.find((item) => item.orderId === orderId)!;
  const waiting = await shareOfIt();
  expect(waiting).toMatchObject({ rail: 'alipay', state: 'queued' });
  await setTo(new Date(Date.parse(waiting.dueAt) + 30 * MINUTE));
  expect(await shareOfIt()).toMatchObject({ state: 'arrived' });
  await setTo(new Date(city.clock.now().getTime() + HOUR));
  await finance.client.payments.runPayouts({});
  await setTo(new Date(city.clock.now().getTime() + HOUR));
  const { proposalId } = await agent.client.payments.proposeRefund({ orderId, kind: 'goodwill', amountFen: held.totalFen, reason: '服务很不满意' });
  await finance.client.payments.decideRefund({ proposalId, isApproved: true, words: '同意' });
  await city.drain();
  await setTo(new Date(city.clock.now().getTime() + HOUR));
  expect((await lin.client.payments.listRefunds({ orderId })).items).toMatchObject([{ status: 'succeeded', amountFen: held.totalFen }]);
  // A gesture is the platform's: what the rail had to fetch back for it stays owed to the merchant.
  expect(await shareOfIt()).toMatchObject({ recalledFen: waiting.amountFen });
  const { transactions } = await finance.client.payments.ledgerOfOrder({ orderId });
  expect(transactions.filter(({ kind }) => kind === 'recallEnded').flatMap(({ postings }) => postings).find(({ account }) => account === 'asset:channel:alipay')?.amountFen).toBe(waiting.amountFen);
  expect(transactions.flatMap(({ postings }) => postings).filter(({ account }) => account === `liability:merchant:${merchantId}`).reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(-waiting.amountFen);
}, 60_000);

test('a guarantee is kept apart, taken of by a decided case alone, and goes back 90 days after leaving', async () => {
  const { requiredFen, chargeId, words } = await owner.client.payments.payDeposit({ merchantId });
  expect({ requiredFen, zh: words.zh }).toEqual({ requiredFen: 500_000, zh: '保证金应交 ¥5000.00，已交 ¥0.00，还差 ¥5000.00' });
  expect((await owner.client.payments.payDeposit({ merchantId })).chargeId).toBe(chargeId);
  await payCharge(owner, chargeId!);
  expect(await heldBy(`liability:deposit:${merchantId}`)).toBe(500_000);
  await expect(owner.client.payments.payDeposit({ merchantId })).rejects.toMatchObject({ code: 'payments.deposit_whole' });

  const propose = (amountFen: number) => finance.client.payments.proposeDeduction({ merchantId, amountFen, words: '三次爽约，赔付家庭' });
  await expect(propose(500_001)).rejects.toMatchObject({ code: 'payments.deposit_short' });
  const caseId = (await propose(80_000)).cases[0]!.caseId;
  await expect(propose(420_001)).rejects.toMatchObject({ code: 'payments.deposit_short' });
  await expect(finance.client.payments.decideDeduction({ caseId, isApproved: true, words: '同意' })).rejects.toMatchObject({ code: 'payments.proposal_own' });
  expect((await operator.client.payments.decideDeduction({ caseId, isApproved: true, words: '证据齐全' })).cases[0]).toMatchObject({ state: 'decided' });
  expect(await heldBy(`liability:deposit:${merchantId}`), 'nothing is taken while it may be appealed').toBe(500_000);
  expect((await owner.client.payments.appealDeduction({ caseId, words: '其中一次是客户改期' })).cases[0]).toMatchObject({ state: 'appealed' });
  await setTo(new Date(city.clock.now().getTime() + 8 * DAY));
  expect(await heldBy(`liability:deposit:${merchantId}`)).toBe(500_000);
  await expect(operator.client.payments.decideAppeal({ caseId, isUpheld: true, words: '维持' })).rejects.toMatchObject({ code: 'payments.proposal_own' });
  expect((await second.client.payments.decideAppeal({ caseId, isUpheld: false, words: '记录显示客户改期' })).cases[0]).toMatchObject({ state: 'dropped' });

  const other = (await propose(30_000)).cases[0]!.caseId;
  await second.client.payments.decideDeduction({ caseId: other, isApproved: true, words: '属实' });
  await setTo(new Date(city.clock.now().getTime() + 7 * DAY));
  await city.drain();
  expect(await heldBy(`liability:deposit:${merchantId}`), 'nobody appealed in seven days').toBe(470_000);
  await expect(owner.client.payments.appealDeduction({ caseId: other, words: '晚了' })).rejects.toMatchObject({ code: 'payments.case_over' });

  await expect(finance.client.payments.returnDeposit({ merchantId })).rejects.toMatchObject({ code: 'payments.deposit_too_early', zh: '保证金还不能退：商户还没有退出' });
  await operator.client.alliance.exitMerchant({ merchantId, reason: '经营调整' });
  await city.drain();
  await expect(operator.client.alliance.resumeMerchant({ merchantId })).rejects.toMatchObject({ code: 'alliance.merchant_unknown' });
  await expect(finance.client.payments.returnDeposit({ merchantId })).rejects.toMatchObject({ code: 'payments.deposit_too_early' });
  await setTo(new Date(city.clock.now().getTime() + 90 * DAY));
  await city.drain();
  await setTo(new Date(city.clock.now().getTime() + 10_000));
  expect(await heldBy(`liability:deposit:${merchantId}`)).toBe(0);
  expect((await owner.client.payments.charge({ chargeId: chargeId! })).refunds).toMatchObject([{ amountFen: 470_000, status: 'succeeded' }]);
  expect((await owner.client.payments.deposit({ merchantId })).words.zh).toContain('退还');
}, 60_000);

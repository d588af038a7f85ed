import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ACCOUNT_WRONG_FEN, ANSWER_LOST_FEN } from '../../gateways/pay-simulator/index.ts';
import { one, sql } from '../../kernel/database.ts';
import type { Harness, Person } from '../../kernel/harness.ts';
import { home, openMoneyTown, type MoneyTown } from '../../kernel/harness-money.ts';
import type { OrderView } from '../orders/index.ts';
import { mount as support } from '../support/index.ts';
import { cancelled, postTransaction, received } from './index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let town: MoneyTown;
let city: Harness;
let lin: Person;
let stranger: Person;
let finance: Person;
let operator: Person;
let agent: Person;
let li: Person;
let zhao: Person;
let liId: string;
let zhaoId: string;
let paid: MoneyTown['paid'];
let assign: MoneyTown['assign'];
let setTo: MoneyTown['setTo'];

beforeAll(async () => {
  town = await openMoneyTown({ more: [support] });
  ({ city, lin, stranger, finance, operator, agent, li, zhao, liId, zhaoId, paid, assign, setTo } = town);
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
/** Until the provider has sent everything back. */
const sendBack = async (): Promise<void> => { await city.drain(); await setTo(new Date(city.clock.now().getTime() + 10_000)); };
const heldBy = async (account: string): Promise<number> => 0 - ((await finance.client.payments.trialBalance({})).accounts.find((a) => a.account === account)?.balanceFen ?? 0);
const labourOfOrder = (order: OrderView): number => order.quote.lines.filter(({ kind }) => ['labour', 'skillPremium', 'urgent', 'night'].includes(kind)).reduce((sum, { amountFen }) => sum + amountFen, 0);

test('the family is shown and given its share of what was not ticked, before anything is split; everybody bears a part', async () => {
  const order = await served(4);
  const { orderId, checklist } = order;
  const share = Math.floor((labourOfOrder(order) * (checklist.length - 4)) / checklist.length);
  const preview = await lin.client.payments.previewPartRefund({ orderId, kind: 'undoneItems' });
  expect(preview).toMatchObject({ refundFen: share, mostFen: order.totalFen });
  expect(preview.words.zh).toContain(`清单 ${checklist.length} 项中有 ${checklist.length - 4} 项未做`);
  expect(preview.bearers.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(share);
  expect(preview.bearers.map(({ label }) => label.zh)).toEqual(expect.arrayContaining(['家政员', '商户', '平台佣金']));
  await operator.client.accounts.changeSetting({ key: 'refundAloneFen', value: 100_000 });
  const before = await heldBy(`liability:worker:${liId}`);
  const proposal = await lin.client.payments.proposeRefund({ orderId, kind: 'undoneItems', reason: '窗户没擦' });
  expect(proposal).toMatchObject({ state: 'approved', amountFen: share, decidedByName: '' });
  await sendBack();
  await confirm(order);
  expect(await lin.client.orders.get({ orderId })).toMatchObject({ status: 'settled', refundedFen: share });
  const { transactions } = await finance.client.payments.ledgerOfOrder({ orderId });
  expect(transactions.map(({ kind }) => kind)).toEqual(['received', 'refunded', 'settled']);
  const wholePay = (await agent.client.orders.get({ orderId })).workerPayFen!;
  expect(await heldBy(`liability:worker:${liId}`) - before, 'her pay shrank by her part').toBe(wholePay - preview.bearers.find(({ label }) => label.zh === '家政员')!.amountFen);
  await expect(lin.client.payments.proposeRefund({ orderId, kind: 'undoneItems', reason: '再退一次' })).rejects.toMatchObject({ code: 'payments.refund_twice' });
});

test('a large one waits for a second person; of two clerks at once one decides and the other is told who', async () => {
  await operator.client.accounts.changeSetting({ key: 'refundAloneFen', value: 0 });
  const order = await served(0);
  const { orderId } = order;
  await confirm(order);
  const heldByWorker = await heldBy(`liability:worker:${liId}`);
  const { proposalId, state, canDecide } = await agent.client.payments.proposeRefund({ orderId, kind: 'undoneItems', codes: order.checklist.slice(0, 2).map(({ code }) => code), reason: '回访核实' });
  expect({ state, canDecide }).toEqual({ state: 'proposed', canDecide: false });
  await expect(agent.client.payments.decideRefund({ proposalId, isApproved: true })).rejects.toMatchObject({ code: 'access.forbidden' });
  const answers = await Promise.allSettled([finance.client.payments.decideRefund({ proposalId, isApproved: true }), operator.client.payments.decideRefund({ proposalId, isApproved: false, words: '不同意' })]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'payments.proposal_over' } });
  const [decided] = (await finance.client.payments.listRefundProposals({})).items;
  await sendBack();
  const isApproved = decided!.state === 'approved';
  expect(await heldBy(`liability:worker:${liId}`) < heldByWorker).toBe(isApproved);
  expect((await lin.client.orders.get({ orderId })).refundedFen).toBe(isApproved ? decided!.amountFen : 0);
});

test('nobody checks a refund of her own, and more than was paid never goes back', async () => {
  const order = await served(7);
  const { orderId, totalFen } = order;
  const { proposalId } = await finance.client.payments.proposeRefund({ orderId, kind: 'goodwill', amountFen: totalFen, reason: '地板划伤' });
  await expect(finance.client.payments.decideRefund({ proposalId, isApproved: true })).rejects.toMatchObject({ code: 'payments.proposal_own' });
  await expect(agent.client.payments.proposeRefund({ orderId, kind: 'goodwill', amountFen: 1, reason: '再补一分' })).rejects.toMatchObject({ code: 'payments.refund_twice' });
  await operator.client.payments.decideRefund({ proposalId, isApproved: true });
  await expect(agent.client.payments.proposeRefund({ orderId, kind: 'longTerm', servedDays: 0, reason: '没开始' })).rejects.toMatchObject({ code: 'payments.refund_too_large', zh: '最多还能退 ¥0.00' });
  await sendBack();
  expect(await heldBy('expense:compensation'), 'a gesture is the platform’s alone').toBe(-totalFen);
  await confirm(order);
  expect((await lin.client.orders.get({ orderId })).status).toBe('settled');
});

test('without a merchant worker and commission bear it alone', async () => {
  const { orderId } = await served(5, zhaoId);
  const { bearers } = await lin.client.payments.previewPartRefund({ orderId, kind: 'undoneItems' });
  expect(bearers.map(({ label }) => label.zh).filter((zh) => zh !== '平台赔付')).toEqual(['家政员', '平台佣金']);
  await confirm({ orderId });
});

test('before the visit is done, with nothing undone, without the days, or as a stranger: a clear no', async () => {
  const order = await paid();
  await expect(lin.client.payments.previewPartRefund({ orderId: order.orderId, kind: 'undoneItems' })).rejects.toMatchObject({ code: 'payments.refund_too_early' });
  await assign(order);
  const whole = await lin.client.orders.get({ orderId: order.orderId });
  await serve(whole, li, whole.checklist.length);
  const { orderId } = order;
  await expect(lin.client.payments.proposeRefund({ orderId, kind: 'undoneItems', reason: '都没做' })).rejects.toMatchObject({ code: 'payments.refund_nothing' });
  await expect(lin.client.payments.proposeRefund({ orderId, kind: 'goodwill', amountFen: 100, reason: '补偿我' })).rejects.toMatchObject({ code: 'access.forbidden' });
  await expect(agent.client.payments.proposeRefund({ orderId, kind: 'longTerm', reason: '提前结束' })).rejects.toMatchObject({ code: 'payments.refund_incomplete', field: 'servedDays' });
  for (const call of ['previewPartRefund', 'proposeRefund'] as const) await expect(stranger.client.payments[call]({ orderId, kind: 'undoneItems', reason: '?' })).rejects.toMatchObject({ code: 'orders.order_unknown' });
  await confirm(order);
});

test('an open complaint keeps the money where it is; closing it settles the order', async () => {
  const order = await served(99);
  const { orderId } = order;
  const { ticketId } = await lin.client.support.raiseTicket({ kind: 'complaint', orderId, words: '地板有水渍' });
  await confirm(order);
  expect((await lin.client.orders.get({ orderId })).status, 'not settled while it is open').toBe('confirmed');
  expect(await heldBy(`liability:escrow:${orderId}`)).toBe(order.totalFen);
  await agent.client.support.moveTicket({ ticketId, state: 'closed', words: '已重新擦干' });
  await city.drain();
  expect((await lin.client.orders.get({ orderId })).status).toBe('settled');
  expect(await heldBy(`liability:escrow:${orderId}`)).toBe(0);
});

/** The next morning's run, and whatever answers come. */
const nextMorning = async (): Promise<void> => {
  await setTo(new Date(Math.ceil((city.clock.now().getTime() - 2 * HOUR) / DAY) * DAY + 2 * HOUR));
  await finance.client.payments.runPayouts({});
  await city.drain();
};
const transferOf = async (payoutId: string): Promise<string> => (await one<{ no: string }>(city.database.kysely, sql`select transfer_no as no from payments.payout where id = ${payoutId}`)).no;
const earned = async (workerId: string): Promise<void> => { await confirm(await served(99, workerId)); };

test('what was settled goes out the next morning, less the tax; the worker takes it and the ledger says so', async () => {
  await earned(zhaoId);
  const before = await zhao.client.payments.myPayouts({});
  expect(before.expected).toMatchObject({ payee: null, onTheWayFen: 0 });
  expect(before.expected.words.zh).toContain('请先填收款账户');
  await expect(zhao.client.payments.setMyPayee({ rail: 'wechat', account: 'o_zhao_0001', holderName: '别人' })).rejects.toMatchObject({ code: 'payments.payee_name_differs', field: 'holderName' });
  expect(await zhao.client.payments.setMyPayee({ rail: 'wechat', account: 'o_zhao_0001', holderName: '赵秀英' })).toMatchObject({ maskedAccount: '****0001', isBlocked: false });
  const { balanceFen } = before.expected;
  await nextMorning();
  const [payout] = (await zhao.client.payments.myPayouts({})).items;
  expect(payout).toMatchObject({ state: 'waitConfirm', grossFen: balanceFen, taxFen: 0, netFen: balanceFen, stateWords: { zh: '等您确认收款' } });
  expect(payout!.taxWords.zh).toContain('不扣税');
  expect((await finance.client.payments.runPayouts({})).started, 'a second run sends nothing twice').toBe(0);
  expect(await heldBy(`liability:worker:${zhaoId}`)).toBe(0);
  city.gateways.payment.answerTransfer(await transferOf(payout!.payoutId), true);
  await city.pass({ seconds: 5 });
  expect((await zhao.client.payments.myPayouts({})).items[0]).toMatchObject({ state: 'arrived', stateWords: { zh: '已到账' } });
  expect(await heldBy('liability:payout')).toBe(0);
  const { earnedFen, paidOutFen, balanceFen: left } = await zhao.client.payments.workerStatement({ from: '2026-11-01', to: '2027-12-31' });
  expect({ earnedFen, paidOutFen, left }).toEqual({ earnedFen: balanceFen, paidOutFen: balanceFen, left: 0 });
});

test('not taken within a day: owed again, told, and sent again once', async () => {
  await earned(zhaoId);
  const { expected: { balanceFen } } = await zhao.client.payments.myPayouts({});
  await nextMorning();
  const { payoutId } = (await zhao.client.payments.myPayouts({})).items[0]!;
  await expect(zhao.client.payments.reissuePayout({ payoutId })).rejects.toMatchObject({ code: 'payments.payout_not_over' });
  await setTo(new Date(city.clock.now().getTime() + 25 * HOUR));
  const expired = await zhao.client.payments.myPayouts({});
  expect(expired.items[0]).toMatchObject({ state: 'expired', canReissue: true });
  expect(expired.expected.balanceFen).toBe(balanceFen);
  await expect(li.client.payments.reissuePayout({ payoutId })).rejects.toMatchObject({ code: 'payments.payout_unknown' });
  const again = await zhao.client.payments.reissuePayout({ payoutId });
  await city.drain();
  expect(again).toMatchObject({ grossFen: balanceFen, state: 'sending' });
  await expect(zhao.client.payments.reissuePayout({ payoutId })).rejects.toMatchObject({ code: 'payments.payout_reissued' });
  city.gateways.payment.answerTransfer(await transferOf(again.payoutId), true);
  await city.pass({ seconds: 5 });
  expect((await zhao.client.payments.myPayouts({})).items[0]).toMatchObject({ state: 'arrived' });
});

test('what came back twice is offered once: the later payout had taken it along', async () => {
  await earned(zhaoId);
  const { expected: { balanceFen } } = await zhao.client.payments.myPayouts({});
  for (let i = 0; i < 2; i++) {
    await nextMorning();
    await setTo(new Date(city.clock.now().getTime() + 25 * HOUR));
  }
  const { items: [last, first] } = await zhao.client.payments.myPayouts({});
  expect([first, last]).toMatchObject([{ state: 'expired', grossFen: balanceFen, canReissue: false, isCarried: true }, { state: 'expired', grossFen: balanceFen, canReissue: true, isCarried: false }]);
  const again = await zhao.client.payments.reissuePayout({ payoutId: last!.payoutId });
  await city.drain();
  city.gateways.payment.answerTransfer(await transferOf(again.payoutId), true);
  await city.pass({ seconds: 5 });
});

test('a blocked party is not paid, keeps every fen, and is paid once the block is lifted', async () => {
  await earned(zhaoId);
  await finance.client.payments.blockPayee({ partyKind: 'worker', partyId: zhaoId, reason: '身份待核实' });
  const { expected: { balanceFen } } = await zhao.client.payments.myPayouts({});
  await setTo(new Date(city.clock.now().getTime() + 20 * HOUR));
  const { left } = await finance.client.payments.runPayouts({});
  expect(left.find(({ partyId }) => partyId === zhaoId)).toMatchObject({ dueFen: balanceFen, why: { zh: '已暂停打款：身份待核实' } });
  expect(await heldBy(`liability:worker:${zhaoId}`)).toBe(balanceFen);
  await finance.client.payments.unblockPayee({ partyKind: 'worker', partyId: zhaoId });
  await finance.client.payments.runPayouts({});
  await city.drain();
  expect((await zhao.client.payments.myPayouts({})).items[0]).toMatchObject({ state: 'waitConfirm', grossFen: balanceFen });
});

test('money of an order with an open complaint stays back until it is closed', async () => {
  await setTo(new Date(city.clock.now().getTime() + 26 * HOUR));
  const order = await served(99, zhaoId);
  await confirm(order);
  const { ticketId } = await lin.client.support.raiseTicket({ kind: 'complaint', orderId: order.orderId, words: '柜子划伤' });
  await setTo(new Date(city.clock.now().getTime() + 24 * HOUR));
  const { expected } = await zhao.client.payments.myPayouts({});
  expect(expected.frozenFen).toBe((await agent.client.orders.get({ orderId: order.orderId })).workerPayFen);
  expect(expected.words.zh).toContain('有投诉未结');
  expect(expected.dueFen).toBe(expected.balanceFen - expected.frozenFen - expected.freshFen);
  await agent.client.support.moveTicket({ ticketId, state: 'closed', words: '查明与服务无关' });
  expect((await zhao.client.payments.myPayouts({})).expected.frozenFen).toBe(0);
});

test('a wrong account fails and leaves the money here; an answer that was lost is asked for again, never sent twice', async () => {
  const pay = async (orderId: string, fen: number): Promise<void> => {
    await city.act('system', postTransaction, received({ orderId, orderNo: orderId, provider: 'wechat', tradeNo: orderId, amountFen: fen }));
    await city.act('system', postTransaction, cancelled({ orderId, orderNo: orderId, paidFen: fen, refundFen: 0, workerPayFen: fen, workerId: liId, merchantId: null }));
  };
  await li.client.payments.setMyPayee({ rail: 'alipay', account: '13600000001', holderName: '李桂兰' });
  await setTo(new Date(city.clock.now().getTime() + 26 * HOUR));
  await finance.client.payments.runPayouts({});
  await city.drain();
  for (const [fen, state] of [[ACCOUNT_WRONG_FEN, 'failed'], [ANSWER_LOST_FEN, 'arrived']] as const) {
    const heldFen = await heldBy(`liability:worker:${liId}`);
    await pay(`ord_sentinel_${fen}`, fen - heldFen);
    await setTo(new Date(city.clock.now().getTime() + 26 * HOUR));
    await finance.client.payments.runPayouts({});
    await city.drain();
    await setTo(new Date(city.clock.now().getTime() + 2 * HOUR));
    const { items, expected } = await li.client.payments.myPayouts({});
    expect(items[0], `${fen} fen`).toMatchObject({ grossFen: fen, state });
    expect(expected.balanceFen).toBe(state === 'failed' ? fen : 0);
    if (state === 'failed') await finance.client.payments.blockPayee({ partyKind: 'worker', partyId: liId, reason: '账户有误' });
    await finance.client.payments.unblockPayee({ partyKind: 'worker', partyId: liId });
  }
  expect(city.gateways.payment.records().transfers.filter(({ amountFen }) => amountFen === ANSWER_LOST_FEN)).toHaveLength(1);
});

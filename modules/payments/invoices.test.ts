import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { INVOICE_LOST_TITLE, INVOICE_REFUSED_TITLE, INVOICE_SLOW_TITLE } from '../../gateways/invoice.ts';
import { openTown, type Home, type Town, type TownWorker } from '../../kernel/harness-town.ts';
import type { Person } from '../../kernel/harness.ts';
import { unzip } from '../../kernel/zip.ts';
import { giveRole } from '../accounts/index.ts';
import { licenceChecksum } from '../alliance/index.ts';
import { addTender, chart, openCharge } from './index.ts';

let town: Town;
let finance: Person;
let family: Home;
let worker: TownWorker;
let stranger: Home;
let day = 0;
const stem = '91650100MA0000009';
const company = { titleKind: 'company' as const, title: '天山贸易有限公司', taxNo: stem + licenceChecksum(stem) };

beforeAll(async () => {
  town = await openTown({ at: '2026-11-01T00:00:00Z', districts: [{ name: '天山片区', west: 87.56, east: 87.64, merchant: '安心家政' }], runsSchedules: false });
  finance = await town.city.signIn(town.phone(), '钱会计');
  await town.city.act('system', giveRole, { personId: finance.me.personId, role: 'finance', scopeType: 'city', scopeId: '650100' });
  town.city.app.forgetIdentity(finance.me.personId);
  worker = await town.hire('李桂兰', { merchantId: town.merchants[0]!.merchantId });
  [family, stranger] = [await town.household('林女士'), await town.household('赵先生')];
}, 180_000);
afterAll(() => town.city.close());
afterEach(async () => {
  const failed = (await town.city.app.verify()).filter((check) => !check.ok);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
});

const everybody = (): Person[] => [finance, family, worker, stranger];
const served = async (): Promise<string> => {
  day += 1;
  const orderId = await town.paid(family, town.at(day, 10), worker.workerId);
  await town.serve(family, worker, orderId);
  await town.moveTo(town.city.clock.now().toISOString(), everybody());
  return orderId;
};
/** Timers that are due, and some hours of repeats. */
const wait = (hours = 1): Promise<void> => town.moveTo(new Date(town.city.clock.now().getTime() + hours * 3_600_000).toISOString(), everybody());
const invoiceOf = async (orderId: string) => (await family.client.payments.invoiceOfOrder({ orderId })).items;

test('a finished order is invoiced for what was paid, delivered with its files, and told', async () => {
  const paid = await town.paid(family, town.at(9, 18), worker.workerId);
  await expect(family.client.payments.requestInvoice({ orderId: paid, ...company })).rejects.toMatchObject({ code: 'payments.invoice_too_early' });
  const orderId = await served(), { totalFen } = (await family.client.orders.get({ orderId })).quote;
  expect(await family.client.payments.invoiceOfOrder({ orderId })).toMatchObject({ canRequest: true, amountFen: totalFen, taxFen: 0, rate: '免税', items: [] });
  await expect(stranger.client.payments.requestInvoice({ orderId, ...company })).rejects.toMatchObject({ code: 'orders.order_unknown' });
  await expect(family.client.payments.requestInvoice({ orderId, ...company, taxNo: '' })).rejects.toMatchObject({ code: 'payments.tax_number_missing', field: 'taxNo' });
  await expect(family.client.payments.requestInvoice({ orderId, ...company, taxNo: '91650100MA0000009A' })).rejects.toMatchObject({ code: 'payments.tax_number_wrong' });
  const asked = await family.client.payments.requestInvoice({ orderId, ...company });
  expect(asked).toMatchObject({ state: 'requested', number: null, amountFen: totalFen });
  await expect(family.client.payments.requestInvoice({ orderId, titleKind: 'person', title: '林女士' })).rejects.toMatchObject({ code: 'payments.invoice_twice' });
  await wait();
  const [invoice] = await invoiceOf(orderId);
  expect(invoice).toMatchObject({ state: 'delivered', number: expect.stringMatching(/^\d{20}$/), title: '天山贸易有限公司' });
  const text = Buffer.from((await family.client.payments.invoiceFile({ invoiceId: invoice!.invoiceId, kind: 'xml' })).base64, 'base64').toString('utf8');
  expect(text).toContain(`<TotalTaxIncludedAmount>${(totalFen / 100).toFixed(2)}</TotalTaxIncludedAmount>`);
  expect(text).toContain(`<BuyerIdNum>${company.taxNo}</BuyerIdNum>`);
  expect(Buffer.from((await finance.client.payments.invoiceFile({ invoiceId: invoice!.invoiceId })).base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  await expect(stranger.client.payments.invoiceFile({ invoiceId: invoice!.invoiceId })).rejects.toMatchObject({ code: 'payments.invoice_unknown' });
  expect((await family.client.payments.invoiceOfOrder({ orderId })).lastTitle).toMatchObject({ title: '天山贸易有限公司' });
});

test('a refused title may be asked for anew; a lost or late answer issues once', async () => {
  const orderId = await served();
  await family.client.payments.requestInvoice({ orderId, ...company, title: INVOICE_REFUSED_TITLE });
  await wait();
  expect(await invoiceOf(orderId)).toMatchObject([{ state: 'refused', why: { zh: '税号与名称不符' }, number: null }]);
  await family.client.payments.requestInvoice({ orderId, ...company, title: INVOICE_LOST_TITLE });
  await wait(0);
  expect((await invoiceOf(orderId))[1]).toMatchObject({ state: 'requested' });
  await wait();
  expect((await invoiceOf(orderId))[1]).toMatchObject({ state: 'delivered' });
  const other = await served();
  await family.client.payments.requestInvoice({ orderId: other, ...company, title: INVOICE_SLOW_TITLE });
  await wait(8);
  expect(await invoiceOf(other)).toMatchObject([{ state: 'delivered' }]);
  const numbers = (await finance.client.payments.listInvoices({})).items.flatMap(({ number }) => number ?? []);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('a part refund after the invoice takes that part back by a red letter, once; one before it is never in it', async () => {
  const orderId = await served();
  const agent = town.operator;
  const refund = async (order: string): Promise<number> => {
    const { checklist } = await family.client.orders.get({ orderId: order });
    const { amountFen } = await agent.client.payments.proposeRefund({ orderId: order, kind: 'undoneItems', codes: [checklist[0]!.code], reason: '漏做' });
    await wait();
    return amountFen;
  };
  await family.client.payments.requestInvoice({ orderId, titleKind: 'person', title: '林女士' });
  await wait();
  const backFen = await refund(orderId);
  const [invoice, red] = await invoiceOf(orderId);
  expect(invoice).toMatchObject({ state: 'delivered', redFen: backFen });
  expect(red).toMatchObject({ state: 'delivered', amountFen: -backFen, redOf: invoice!.number });
  expect(Buffer.from((await family.client.payments.invoiceFile({ invoiceId: red!.invoiceId, kind: 'xml' })).base64, 'base64').toString('utf8')).toContain(`<TotalTaxIncludedAmount>-${(backFen / 100).toFixed(2)}</TotalTaxIncludedAmount>`);

  const early = await served(), { totalFen } = (await family.client.orders.get({ orderId: early })).quote;
  // Asked back, not there yet: it is out of the invoice already, and arrives after it.
  const { checklist } = await family.client.orders.get({ orderId: early });
  const { amountFen: earlyFen } = await agent.client.payments.proposeRefund({ orderId: early, kind: 'undoneItems', codes: [checklist[0]!.code], reason: '漏做' });
  expect((await family.client.payments.listRefunds({ orderId: early })).items).toMatchObject([{ status: 'requested' }]);
  expect(await family.client.payments.requestInvoice({ orderId: early, titleKind: 'person', title: '林女士' })).toMatchObject({ amountFen: totalFen - earlyFen });
  await wait(3);
  expect(await invoiceOf(early)).toHaveLength(1);
});

test('what a voucher paid is in no invoice, and its part of a refund in no red letter', async () => {
  day += 1;
  const wish = { itemId: town.itemId, addressId: family.addressId, quantity: 2, startAt: town.at(day, 10) };
  const { holdId } = await family.client.dispatch.holdSlot({ ...wish, workerId: worker.workerId });
  const { orderId, quote: { totalFen } } = await family.client.orders.place({ ...wish, holdId });
  await town.city.act('system', addTender as never, { orderId, kind: 'voucher', refId: 'elder', from: chart.voucher(), amountFen: 2000, words: { zh: '养老消费券', en: 'Elder voucher' } });
  await town.pay(family, orderId);
  await town.serve(family, worker, orderId);
  await town.moveTo(town.city.clock.now().toISOString(), everybody());
  expect(await family.client.payments.invoiceOfOrder({ orderId })).toMatchObject({ amountFen: totalFen - 2000, parts: [{ amountFen: totalFen - 2000 }, { label: { zh: '养老消费券（不开票）' }, amountFen: 2000 }] });
  await family.client.payments.requestInvoice({ orderId, ...company });
  await wait();
  const { checklist } = await family.client.orders.get({ orderId });
  const { amountFen } = await town.operator.client.payments.proposeRefund({ orderId, kind: 'undoneItems', codes: [checklist[0]!.code], reason: '漏做' });
  await wait();
  const [invoice, red, ...more] = await invoiceOf(orderId);
  const railFen = (await family.client.payments.listRefunds({ orderId })).items.find(({ way }) => way === 'rail')!.amountFen;
  expect(railFen).toBeLessThan(amountFen);
  expect([invoice!.redFen, red!.amountFen, more]).toEqual([railFen, -railFen, []]);
});

test('finance takes a wrong title back wholly, and a new one is issued', async () => {
  const orderId = await served();
  const { invoiceId } = await family.client.payments.requestInvoice({ orderId, titleKind: 'person', title: '林小姐' });
  await expect(finance.client.payments.redLetterInvoice({ invoiceId, reason: '抬头错' })).rejects.toMatchObject({ code: 'payments.invoice_not_issued' });
  await wait();
  await finance.client.payments.redLetterInvoice({ invoiceId, reason: '抬头错' });
  await expect(finance.client.payments.redLetterInvoice({ invoiceId, reason: '抬头错' })).rejects.toMatchObject({ code: 'payments.invoice_over' });
  await wait();
  expect((await invoiceOf(orderId))[0]).toMatchObject({ state: 'redLettered' });
  await family.client.payments.requestInvoice({ orderId, ...company });
  await wait();
  expect((await invoiceOf(orderId)).map(({ state }) => state)).toEqual(['redLettered', 'delivered', 'delivered']);
});

test('of many who ask at once one invoice and one receipt come out, and no number is lost', async () => {
  const orderId = await served();
  const asked = await Promise.allSettled(Array.from({ length: 6 }, (_, at) => family.client.payments.requestInvoice({ orderId, titleKind: 'person', title: `林女士${at}` })));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(asked.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []))).toEqual(Array.from({ length: 5 }, () => 'payments.invoice_twice'));
  await wait();
  expect(await invoiceOf(orderId)).toHaveLength(1);
});

test('wages that arrived and money taken in have one numbered receipt each', async () => {
  await worker.client.payments.setMyPayee({ rail: 'alipay', account: 'li@example.com', holderName: '李桂兰' });
  await wait(48);
  await finance.client.payments.runPayouts({});
  await wait(30);
  const payout = (await worker.client.payments.myPayouts({})).items[0]!;
  expect(payout.state).toBe('arrived');
  const [receipt, ...again] = await Promise.all(Array.from({ length: 5 }, () => worker.client.payments.makeReceipt({ kind: 'wage', refId: payout.payoutId })));
  expect(new Set([receipt, ...again].map((one) => one!.no)).size).toBe(1);
  expect(receipt).toMatchObject({ no: 'SJ2026-000001', amountFen: payout.netFen, partyName: '李桂兰' });
  expect((await finance.client.payments.makeReceipt({ kind: 'wage', refId: payout.payoutId })).no).toBe(receipt!.no);
  await expect(family.client.payments.makeReceipt({ kind: 'wage', refId: payout.payoutId })).rejects.toMatchObject({ code: 'payments.receipt_not_yet' });
  const chargeId = await town.city.act('system', openCharge as never, { kind: 'topUp', payerId: family.me.personId, refId: 'x', amountFen: 5000, words: { zh: '充值', en: 'Top-up' } }) as string;
  await expect(family.client.payments.makeReceipt({ kind: 'charge', refId: chargeId })).rejects.toMatchObject({ code: 'payments.receipt_not_yet' });
  await town.city.gateways.payment.choose((await family.client.payments.startCharge({ chargeId })).tradeNo, 'paid');
  await wait();
  expect(await family.client.payments.makeReceipt({ kind: 'charge', refId: chargeId })).toMatchObject({ no: 'SJ2026-000002', amountFen: 5000, partyName: '林女士' });
  await expect(stranger.client.payments.makeReceipt({ kind: 'charge', refId: chargeId })).rejects.toMatchObject({ code: 'payments.charge_unknown' });
  expect((await finance.client.payments.listReceipts({})).items.map(({ no }) => no)).toEqual(['SJ2026-000002', 'SJ2026-000001']);
});

test('the evidence pack proves the month with agreements, payments, training, registry and income', async () => {
  const month = { month: '2026-11' };
  const verdict = await finance.client.payments.exemption(month);
  const profit = await finance.client.payments.profit({ from: '2026-11', to: '2026-11' });
  expect(verdict).toMatchObject({ incomeFen: profit.incomeFen[0], exemptFen: profit.incomeFen[0], agreements: day, workers: 1, paidWorkers: 1, trainedWorkers: 1, registeredWorkers: 1, gaps: [] });
  const files = new Map(unzip(Buffer.from((await finance.client.payments.exportExemption(month)).base64, 'base64')).map(({ name, bytes }) => [name.toString('utf8'), bytes.toString('utf8')]));
  expect([...files.keys()]).toEqual(['0-说明.txt', '1-三方协议.csv', '2-报酬发放.csv', '3-培训.csv', '4-登记.csv', '5-收入.csv']);
  expect(files.get('0-说明.txt')).toContain('公告 2026 年第 7 号');
  expect(files.get('1-三方协议.csv')!.trim().split('\r\n')).toHaveLength(day + 1);
  expect(files.get('1-三方协议.csv')).not.toContain('林女士');
  expect(files.get('4-登记.csv')).not.toContain('11010519491231002X');
  const owner = await town.city.signIn(town.merchants[0]!.owner.phone);
  const mine = await owner.client.payments.exemption({ ...month, merchantId: town.merchants[0]!.merchantId });
  expect(mine.incomeFen).toBeGreaterThan(0);
  await expect(owner.client.payments.exemption(month)).rejects.toMatchObject({ code: 'alliance.merchant_unknown' });
  expect(await finance.client.payments.exemption({ month: '2026-10' })).toMatchObject({ incomeFen: 0, agreements: 0, gaps: [] });
});

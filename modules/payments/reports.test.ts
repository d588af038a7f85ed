import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTown, type Home, type Town, type TownWorker } from '../../kernel/harness-town.ts';
import type { Person } from '../../kernel/harness.ts';
import { unzip } from '../../kernel/zip.ts';
import { giveRole } from '../accounts/index.ts';
import { postTransaction, received } from './index.ts';

let town: Town;
let finance: Person;
let family: Home;
let worker: TownWorker;
let orderId: string;

const csv = (file: { base64: string }): string[][] => Buffer.from(file.base64, 'base64').toString('utf8').replace('\uFEFF', '').trim().split('\r\n').map((line) => line.split(','));

/** One visit served and settled, one paid. */
beforeAll(async () => {
  town = await openTown({ at: '2026-11-22T00:00:00Z', districts: [{ name: '天山片区', west: 87.56, east: 87.64, merchant: '-安心家政' }] });
  const { city } = town;
  finance = await city.signIn(town.phone(), '钱会计');
  await city.act('system', giveRole, { personId: finance.me.personId, role: 'finance', scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(finance.me.personId);
  [worker, family] = [await town.hire('李桂兰', { merchantId: town.merchants[0]!.merchantId }), await town.household()];
  orderId = await town.paid(family, town.at(1, 10), worker.workerId);
  await town.paid(family, town.at(2, 10), worker.workerId);
  await town.serve(family, worker, orderId);
  Object.assign(finance, await city.signIn(finance.phone));
}, 180_000);
afterAll(() => town.city.close());

test('the month’s profit is the trial balance’s income less its expense', async () => {
  expect((await family.client.orders.get({ orderId })).status).toBe('settled');
  const report = await finance.client.payments.profit({ from: '2026-11', to: '2026-11' });
  const { accounts } = await finance.client.payments.trialBalance({});
  const booked = accounts.filter(({ kind }) => kind === 'income' || kind === 'expense').reduce((sum, { balanceFen }) => sum - balanceFen, 0);
  expect(booked).toBeGreaterThan(0);
  expect(report.totalProfitFen).toBe(booked);
  expect((await finance.client.payments.profit({ from: '2026-12', to: '2026-12' })).totalProfitFen).toBe(0);
  await expect(finance.client.payments.profit({ from: '2024-01', to: '2026-12' })).rejects.toMatchObject({ code: 'payments.months_too_many' });
  await expect(family.client.payments.profit({})).rejects.toMatchObject({ code: 'access.forbidden' });
});

test('cash is what the rails hold, and what is owed and own sum to it', async () => {
  const cash = await finance.client.payments.cash({ from: '2026-11-01', to: '2026-11-30' });
  const { accounts } = await finance.client.payments.trialBalance({});
  const sum = (kind: string): number => accounts.filter((row) => row.kind === kind).reduce((total, { balanceFen }) => total + balanceFen, 0);
  expect(cash).toMatchObject({ openingFen: 0, closingFen: sum('asset'), owedFen: -sum('liability') });
  expect(cash.places.find(({ account }) => account === 'asset:channel:wechat')).toMatchObject({ place: 'rail', name: { zh: '微信支付' } });
  expect(cash.places[0]!.byKind).toEqual([{ kind: 'received', words: { zh: '客户付款', en: 'Paid by customers' }, amountFen: cash.inFen }, { kind: 'railFee', words: { zh: '渠道手续费', en: 'Fees of the rail' }, amountFen: -cash.outFen }]);
});

test('an account is read posting by posting, page by page, to the trial balance’s figure', async () => {
  const about = { account: `liability:worker:${worker.workerId}`, from: '2026-11-01', to: '2026-11-30' };
  const whole = await finance.client.payments.accountLedger(about);
  expect(whole).toMatchObject({ party: '李桂兰', openingFen: 0 });
  expect(whole.lines.at(-1)!.balanceFen).toBe(whole.closingFen);
  const channel = { account: 'asset:channel:wechat', from: '2026-11-01', to: '2026-11-30' };
  const first = await finance.client.payments.accountLedger({ ...channel, limit: 1 });
  const second = await finance.client.payments.accountLedger({ ...channel, limit: 1, cursor: first.nextCursor! });
  expect(second.lines[0]!.balanceFen).toBe(first.lines[0]!.balanceFen + second.lines[0]!.amountFen);
  const rest = await finance.client.payments.accountLedger({ ...channel, cursor: second.nextCursor! });
  expect(rest).toMatchObject({ nextCursor: null, closingFen: rest.lines.at(-1)!.balanceFen });
  await expect(finance.client.payments.accountLedger({ ...about, account: 'liability:nobody' })).rejects.toMatchObject({ code: 'payments.account_unknown' });
});

test('a budget stands against what was, and is taken away again', async () => {
  const before = (await finance.client.payments.budget({})).lines.find(({ account }) => account === 'income:commission')!;
  const report = await finance.client.payments.setBudget({ month: '2026-11', account: 'income:commission', amountFen: before.actualFen + 100, note: '旺季' });
  expect(report.lines.find(({ account }) => account === 'income:commission')).toMatchObject({ differenceFen: -100, isGood: false, note: '旺季', setByName: '钱会计' });
  await expect(finance.client.payments.setBudget({ month: '2026-11', account: 'asset:channel:wechat', amountFen: 1 })).rejects.toMatchObject({ code: 'payments.budget_not_here' });
  const cleared = await finance.client.payments.setBudget({ month: '2026-11', account: 'income:commission', amountFen: null });
  expect(cleared.lines.every(({ budgetFen }) => budgetFen === null)).toBe(true);
});

test('exports hold every posting, balance, and let no name run', async () => {
  await town.city.act('system', postTransaction, received({ orderId: 'import_x', orderNo: '=cmd|calc', provider: 'wechat', tradeNo: 'x1', amountFen: 100 }));
  const span = { from: '2026-11-01', to: '2026-11-30', format: 'csv' as const };
  const ledger = csv(await finance.client.payments.exportLedger(span));
  const money = (rows: string[][], column: number): number => rows.slice(1).reduce((sum, row) => sum + Math.round(Number(row[column]) * 100), 0);
  expect(money(ledger, 8)).toBe(money(ledger, 9));
  expect(money(ledger, 8)).toBeGreaterThan(0);
  const merchant = await town.merchants[0]!.owner.client.payments.exportMerchantStatement({ merchantId: town.merchants[0]!.merchantId, ...span });
  expect(merchant.fileName).toBe('安心家政-对账单-2026-11-01-2026-11-30.csv');
  const balances = Buffer.from((await finance.client.payments.exportBalances({ format: 'csv' })).base64, 'base64').toString('utf8');
  expect(balances).toContain('"\'-安心家政"');
  expect(balances).not.toMatch(/(^|,)"?=/m);
  const mine = csv(await worker.client.payments.exportMyStatement(span));
  expect(mine.at(-1)![5]).toBe((Math.abs((await worker.client.payments.workerStatement(span)).balanceFen) / 100).toFixed(2));
  for (const name of ['exportProfit', 'exportCash', 'exportLedger'] as const) {
    const file = await finance.client.payments[name]({ from: name === 'exportProfit' ? '2026-11' : '2026-11-01', to: name === 'exportProfit' ? '2026-11' : '2026-11-30', format: 'xlsx', language: 'en' });
    expect(unzip(Buffer.from(file.base64, 'base64')).some((part) => part.name.toString() === 'xl/worksheets/sheet1.xml')).toBe(true);
  }
  await expect(family.client.payments.exportLedger(span)).rejects.toMatchObject({ code: 'access.forbidden' });
});

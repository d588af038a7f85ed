import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Day, Fen, Id, Instant, Note } from './shapes.ts';

/** A file to be kept: the caller turns `base64` into bytes and saves them under `fileName`. */
export const SavedFile = z.object({ fileName: z.string(), contentType: z.string(), base64: z.string(), rowCount: z.int() }).meta({ id: 'SavedFile' });
const Format = z.enum(['csv', 'xlsx']).default('xlsx');
const Language = z.enum(['zh', 'en']).default('zh');
const asFile = { format: Format, language: Language };
export const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/).meta({ description: 'A month of the city, e.g. 2026-11' });
const Span = { from: Day.optional(), to: Day.optional() };
const readers = ['finance', 'operator', 'auditor'] as const;

/** What was earned and spent, account by account and month by month; income and expense are both more than zero. */
export const ProfitLine = z.object({ account: z.string(), kind: z.enum(['income', 'expense']), name: Bilingual, fenByMonth: z.array(Fen), totalFen: Fen });
export const Profit = z.object({ months: z.array(Month), lines: z.array(ProfitLine), incomeFen: z.array(Fen), expenseFen: z.array(Fen), profitFen: z.array(Fen), totalProfitFen: Fen, words: Bilingual }).meta({ id: 'Profit' });

/** Where the money lies: with a rail, in a cash desk, at the bank, or to be collected. */
export const CashPlace = z.object({
  account: z.string(), place: z.enum(['rail', 'cashDesk', 'bank', 'voucher', 'other']), name: Bilingual, openingFen: Fen, inFen: Fen, outFen: Fen, closingFen: Fen,
  byKind: z.array(z.object({ kind: z.string(), words: Bilingual, amountFen: Fen })), byDay: z.array(z.object({ day: Day, inFen: Fen, outFen: Fen, closingFen: Fen })),
});
export const Cash = z.object({ from: Day, to: Day, places: z.array(CashPlace), openingFen: Fen, inFen: Fen, outFen: Fen, closingFen: Fen, owedFen: Fen.meta({ description: 'Owed to families, workers, merchants and all others at the end of the span' }), ownFen: Fen.meta({ description: 'What would be left after paying all that is owed' }) }).meta({ id: 'Cash' });

export const BudgetLine = z.object({
  account: z.string(), kind: z.enum(['income', 'expense']), name: Bilingual, budgetFen: Fen.nullable(), actualFen: Fen, differenceFen: Fen.nullable().meta({ description: 'Actual less budget' }), percentUsed: z.int().nullable(),
  isGood: z.boolean().nullable().meta({ description: 'More income or less expense than planned' }), note: z.string(), setByName: z.string().nullable(), setAt: Instant.nullable(),
});
export const Budget = z.object({ from: Month, to: Month, lines: z.array(BudgetLine), budgetProfitFen: Fen, actualProfitFen: Fen, words: Bilingual }).meta({ id: 'Budget' });

export const AccountLine = z.object({ postingId: z.int(), transactionId: Id, at: Instant, kind: z.string(), words: Bilingual, orderId: Id.nullable(), orderNo: z.string().nullable(), amountFen: Fen, balanceFen: Fen });
export const AccountLedger = z.object({ account: z.string(), name: Bilingual, party: z.string().nullable(), from: Day, to: Day, openingFen: Fen, closingFen: Fen, lines: z.array(AccountLine), nextCursor: z.string().nullable() }).meta({ id: 'AccountLedger' });

export const exportEndpoints = {
  accountLedger: query({
    path: '/api/ledger/accounts', who: [...readers], summary: 'Every posting of one account with the balance after it, oldest first: what stands behind a figure of the trial balance, the profit or the cash. Debits are more than zero',
    input: z.object({ account: z.string().min(1).max(160), ...Span, cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(1000).default(200) }), output: AccountLedger, refusals: ['payments.account_unknown'],
  }),
  exportMyStatement: query({ path: '/api/work/statement/file', who: ['worker'], summary: 'My statement as a file', input: z.object({ ...Span, ...asFile }), output: SavedFile }),
  exportMerchantStatement: query({ path: '/api/merchants/:merchantId/statement/file', who: ['merchantOwner', ...readers], summary: 'A merchant’s statement as a file', input: z.object({ merchantId: Id, ...Span, ...asFile }), output: SavedFile, refusals: ['alliance.merchant_unknown'] }),
  exportAccount: query({ path: '/api/ledger/accounts/file', who: [...readers], summary: 'Every posting of one account of the ledger as a file', input: z.object({ account: z.string().min(1).max(160), ...Span, ...asFile }), output: SavedFile, refusals: ['payments.account_unknown', 'payments.export_too_long'] }),
  exportBalances: query({ path: '/api/ledger/balances/file', who: [...readers], summary: 'The trial balance as a file', input: z.object(asFile), output: SavedFile }),
  exportLedger: query({ path: '/api/ledger/file', who: [...readers], summary: 'Every transaction of a span with all its postings, as a file', input: z.object({ ...Span, ...asFile }), output: SavedFile, refusals: ['payments.export_too_long'] }),
  profit: query({ path: '/api/ledger/profit', who: [...readers], summary: 'Profit and loss by month; unnamed, this month and the five before it', input: z.object({ from: Month.optional(), to: Month.optional() }), output: Profit, refusals: ['payments.months_too_many'] }),
  exportProfit: query({ path: '/api/ledger/profit/file', who: [...readers], summary: 'Profit and loss as a file', input: z.object({ from: Month.optional(), to: Month.optional(), ...asFile }), output: SavedFile, refusals: ['payments.months_too_many'] }),
  cash: query({ path: '/api/ledger/cash', who: [...readers], summary: 'Money per rail, cash desk and bank over a span, day by day', input: z.object(Span), output: Cash }),
  exportCash: query({ path: '/api/ledger/cash/file', who: [...readers], summary: 'The cash view as a file', input: z.object({ ...Span, ...asFile }), output: SavedFile }),
  budget: query({ path: '/api/ledger/budget', who: [...readers], summary: 'Budget against actual, summed over months; unnamed, this month', input: z.object({ from: Month.optional(), to: Month.optional() }), output: Budget, refusals: ['payments.months_too_many'] }),
  setBudget: command({
    path: '/api/ledger/budget', who: ['finance', 'operator'], summary: 'Plan a month’s income or expense on an account; without an amount the plan is taken away',
    input: z.object({ month: Month, account: z.string().min(1).max(160), amountFen: z.int().min(0).max(100_000_000_000).nullable(), note: Note(200).default('') }), output: Budget, refusals: ['payments.account_unknown', 'payments.budget_not_here'],
  }),
};

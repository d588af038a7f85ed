import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { sheetFile, type Cell, type SheetFormat } from '../../../kernel/sheet.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { dayOf, momentOf, spanOf } from '../rules/statement.ts';
import { kindWords } from '../rules/words.ts';
import { openingFenOf } from '../store/ledger.ts';
import * as store from '../store/reports.ts';
import { trialBalance } from './ledger.ts';
import { accountOf, cash, profit } from './reports.ts';
import { merchantStatement, workerStatement } from './statement.ts';

type Payments = typeof contract.payments;
type SavedFile = OutputOf<Payments['exportBalances']>;
type Language = 'zh' | 'en';
type Wish = { format: SheetFormat; language: Language };

/** More than this is not put into one answer. */
const MOST_ROWS = 50_000;

const heads: Record<Language, (zh: string, en: string) => string> = { zh: (zh) => zh, en: (_zh, en) => en };
const yuan = (fen: number): Cell => ({ fen });
const kinds: Record<string, Bilingual> = { asset: { zh: '资产', en: 'Asset' }, liability: { zh: '负债', en: 'Liability' }, income: { zh: '收入', en: 'Income' }, expense: { zh: '支出', en: 'Expense' }, equity: { zh: '权益', en: 'Equity' } };

const statementFile = (statement: OutputOf<Payments['workerStatement']>, name: string, { format, language }: Wish): SavedFile => {
  const say = heads[language];
  let balanceFen = statement.openingFen;
  const opening: Cell[] = [statement.from, say('期初余额', 'Opening balance'), '', '', null, yuan(statement.openingFen)];
  return sheetFile(`${name}-${statement.from}-${statement.to}`, format, {
    name: say('对账单', 'Statement'), columns: [say('时间', 'Time'), say('项目', 'Kind'), say('服务', 'Service'), say('订单', 'Order'), say('金额（元）', 'Amount (yuan)'), say('余额（元）', 'Balance (yuan)')],
    rows: [opening, ...statement.lines.map((line): Cell[] => [momentOf(new Date(line.at)), line.words[language], line.itemName?.[language] ?? '', line.orderNo ?? '', yuan(line.amountFen), yuan(balanceFen += line.amountFen)])],
  });
};

export const exportMyStatement = async (ctx: Ctx, { format, language, ...span }: ParsedOf<Payments['exportMyStatement']>): Promise<SavedFile> =>
  statementFile(await workerStatement(ctx, span), heads[language]('我的收入', 'my-income'), { format, language });

export async function exportMerchantStatement(ctx: Ctx, { format, language, ...wish }: ParsedOf<Payments['exportMerchantStatement']>): Promise<SavedFile> {
  const statement = await merchantStatement(ctx, wish);
  const name = (await merchantBriefs(ctx, [wish.merchantId])).get(wish.merchantId)?.name ?? wish.merchantId;
  return statementFile(statement, `${fileWord(name)}-${heads[language]('对账单', 'statement')}`, { format, language });
}

/** A name as a part of a file's name: nothing in it leads to another folder or hides the file. */
const fileWord = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'file';

async function insistItFits(ctx: Ctx, span: { startAt: Date; endAt: Date }, account?: string): Promise<void> {
  const rows = await store.countPostings(ctx.tx, ctx.cityId, span, account);
  if (rows > MOST_ROWS) refuse('payments.export_too_long', { rows, most: MOST_ROWS });
}

/** One account with the balance after each posting. Refuses `payments.account_unknown`, `payments.export_too_long`. */
export async function exportAccount(ctx: Ctx, { account, format, language, ...wish }: ParsedOf<Payments['exportAccount']>): Promise<SavedFile> {
  const { tx, cityId } = ctx;
  const found = await accountOf(ctx, account), span = spanOf(wish, ctx.now), say = heads[language];
  await insistItFits(ctx, span, account);
  let balanceFen = await openingFenOf(tx, cityId, account, span.startAt);
  const opening: Cell[] = [span.from, say('期初余额', 'Opening balance'), '', '', null, null, yuan(balanceFen)];
  const rows = await store.postingsOfAccount(tx, cityId, account, { ...span, after: null, limit: MOST_ROWS });
  return sheetFile(`${fileWord(found.party ?? found[language === 'zh' ? 'nameZh' : 'nameEn'])}-${span.from}-${span.to}`, format, {
    name: say('明细账', 'Account'), columns: [say('时间', 'Time'), say('摘要', 'Words'), say('项目', 'Kind'), say('订单', 'Order'), say('借方（元）', 'Debit (yuan)'), say('贷方（元）', 'Credit (yuan)'), say('余额（元，借正贷负）', 'Balance (yuan, debits above zero)')],
    rows: [opening, ...rows.map((row): Cell[] => [momentOf(row.at), language === 'zh' ? row.wordsZh : row.wordsEn, kindWords(row.kind)[language], row.orderNo ?? '', ...sides(row.amountFen), yuan(balanceFen += row.amountFen)])],
  });
}

const sides = (amountFen: number): [Cell, Cell] => (amountFen > 0 ? [yuan(amountFen), null] : [null, yuan(-amountFen)]);

export async function exportBalances(ctx: Ctx, { format, language }: ParsedOf<Payments['exportBalances']>): Promise<SavedFile> {
  const { accounts, sumFen } = await trialBalance(ctx, {}), say = heads[language];
  return sheetFile(`${say('试算平衡表', 'trial-balance')}-${dayOf(ctx.now)}`, format, {
    name: say('试算平衡表', 'Trial balance'), columns: [say('科目编号', 'Account'), say('类别', 'Class'), say('科目', 'Name'), say('对象', 'Party'), say('借方余额（元）', 'Debit balance (yuan)'), say('贷方余额（元）', 'Credit balance (yuan)')],
    rows: [
      ...accounts.map((row): Cell[] => [row.account, kinds[row.kind]![language], row.name[language], row.party ?? '', ...sides(row.balanceFen)]),
      [say('合计', 'Sum'), '', '', '', yuan(accounts.reduce((sum, { balanceFen }) => sum + Math.max(0, balanceFen), 0)), yuan(accounts.reduce((sum, { balanceFen }) => sum + Math.max(0, -balanceFen), 0))],
      [say('借贷差额', 'Difference'), '', '', '', yuan(sumFen), null],
    ],
  });
}

/** Refuses `payments.export_too_long`. */
export async function exportLedger(ctx: Ctx, { format, language, ...wish }: ParsedOf<Payments['exportLedger']>): Promise<SavedFile> {
  const span = spanOf(wish, ctx.now), say = heads[language];
  await insistItFits(ctx, span);
  const rows = await store.postingsBetween(ctx.tx, ctx.cityId, span);
  return sheetFile(`${say('分录', 'ledger')}-${span.from}-${span.to}`, format, {
    name: say('分录', 'Ledger'), columns: [say('时间', 'Time'), say('交易', 'Transaction'), say('业务键', 'Business key'), say('摘要', 'Words'), say('订单', 'Order'), say('科目编号', 'Account'), say('科目', 'Name'), say('对象', 'Party'), say('借方（元）', 'Debit (yuan)'), say('贷方（元）', 'Credit (yuan)')],
    rows: rows.map((row): Cell[] => [momentOf(row.at), row.transactionId, row.businessKey, language === 'zh' ? row.wordsZh : row.wordsEn, row.orderNo ?? '', row.account, language === 'zh' ? row.nameZh : row.nameEn, row.party ?? '', ...sides(row.amountFen)]),
  });
}

/** Refuses `payments.months_too_many`. */
export async function exportProfit(ctx: Ctx, { format, language, ...wish }: ParsedOf<Payments['exportProfit']>): Promise<SavedFile> {
  const report = await profit(ctx, wish), say = heads[language];
  const sum = (title: string, fen: readonly number[]): Cell[] => [title, '', ...fen.map(yuan), yuan(fen.reduce((total, one) => total + one, 0))];
  return sheetFile(`${say('损益表', 'profit-and-loss')}-${report.months[0]!}-${report.months.at(-1)!}`, format, {
    name: say('损益表', 'Profit and loss'), columns: [say('科目', 'Account'), say('类别', 'Class'), ...report.months, say('合计（元）', 'Sum (yuan)')],
    rows: [...report.lines.map((line): Cell[] => [line.name[language], kinds[line.kind]![language], ...line.fenByMonth.map(yuan), yuan(line.totalFen)]), sum(say('收入合计', 'Income'), report.incomeFen), sum(say('支出合计', 'Expense'), report.expenseFen), sum(say('盈余', 'Profit'), report.profitFen)],
  });
}

export async function exportCash(ctx: Ctx, { format, language, ...wish }: ParsedOf<Payments['exportCash']>): Promise<SavedFile> {
  const report = await cash(ctx, wish), say = heads[language];
  return sheetFile(`${say('资金', 'cash')}-${report.from}-${report.to}`, format, {
    name: say('资金', 'Cash'), columns: [say('账户', 'Place'), say('日期', 'Day'), say('收入（元）', 'In (yuan)'), say('付出（元）', 'Out (yuan)'), say('余额（元）', 'Balance (yuan)')],
    rows: [
      ...report.places.flatMap((place): Cell[][] => [
        [place.name[language], say('期初', 'Opening'), null, null, yuan(place.openingFen)],
        ...place.byDay.map((one): Cell[] => [place.name[language], one.day, yuan(one.inFen), yuan(one.outFen), yuan(one.closingFen)]),
      ]),
      [say('合计', 'Sum'), `${report.from} – ${report.to}`, yuan(report.inFen), yuan(report.outFen), yuan(report.closingFen)],
    ],
  });
}

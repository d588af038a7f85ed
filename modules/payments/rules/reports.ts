import type { Bilingual } from '@linli/contract';
import { startOfDay } from './statement.ts';
import { kindWords, yuan } from './words.ts';

/** Profit and loss, cash and budget out of sums of postings. Pure; money in fen, debits more than zero where a sum comes from the ledger. */

export const MOST_MONTHS = 24;
const USUAL_MONTHS = 6;

const addMonths = (month: string, months: number): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
};

/** Months from one to another, both included, however they are named. Null where they are too many. `usual`: how many are meant when none is named. */
export function monthsBetween({ from, to }: { from?: string | undefined; to?: string | undefined }, today: string, usual = USUAL_MONTHS): string[] | null {
  const last = to ?? (from === undefined ? today.slice(0, 7) : addMonths(from, usual - 1));
  const first = from ?? addMonths(last, 1 - usual);
  const [low, high] = first <= last ? [first, last] : [last, first];
  const months = [low];
  while (months.at(-1)! < high && months.length <= MOST_MONTHS) months.push(addMonths(months.at(-1)!, 1));
  return months.length > MOST_MONTHS ? null : months;
}
export const instantsOf = (months: readonly string[]): { startAt: Date; endAt: Date } => ({ startAt: startOfDay(`${months[0]!}-01`), endAt: startOfDay(`${addMonths(months.at(-1)!, 1)}-01`) });

type Earned = { account: string; kind: 'income' | 'expense'; nameZh: string; nameEn: string; month: string | null; fen: number };
const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((fen, at) => fen + b[at]!);
const total = (sums: readonly number[]): number => sums.reduce((sum, fen) => sum + fen, 0);

/** Every account of income and expense over the months; an income is a credit in the ledger and more than zero here. */
export function profitOf(months: readonly string[], rows: readonly Earned[]) {
  const none = months.map(() => 0);
  const lines = new Map<string, { account: string; kind: 'income' | 'expense'; name: Bilingual; fenByMonth: number[]; totalFen: number }>();
  for (const { account, kind, nameZh, nameEn, month, fen } of rows) {
    const line = lines.get(account) ?? { account, kind, name: { zh: nameZh, en: nameEn }, fenByMonth: [...none], totalFen: 0 };
    const at = month === null ? -1 : months.indexOf(month);
    if (at >= 0) line.fenByMonth[at] = line.fenByMonth[at]! + (kind === 'income' ? 0 - fen : fen);
    line.totalFen = total(line.fenByMonth);
    lines.set(account, line);
  }
  const sumOf = (kind: 'income' | 'expense'): number[] => [...lines.values()].filter((line) => line.kind === kind).reduce((sum, line) => plus(sum, line.fenByMonth), none);
  const incomeFen = sumOf('income'), expenseFen = sumOf('expense');
  const profitFen = incomeFen.map((fen, at) => fen - expenseFen[at]!), totalProfitFen = total(profitFen);
  return { months: [...months], lines: [...lines.values()], incomeFen, expenseFen, profitFen, totalProfitFen, words: sayProfit(months, total(incomeFen), total(expenseFen)) };
}

const sayProfit = (months: readonly string[], incomeFen: number, expenseFen: number): Bilingual => {
  const span = months.length === 1 ? months[0]! : `${months[0]!} – ${months.at(-1)!}`;
  const rest = incomeFen - expenseFen;
  return { zh: `${span}：收入 ${yuan(incomeFen)}，支出 ${yuan(expenseFen)}，${rest < 0 ? `亏损 ${yuan(-rest)}` : `盈余 ${yuan(rest)}`}`, en: `${span}: income ${yuan(incomeFen)}, expense ${yuan(expenseFen)}, ${rest < 0 ? `a loss of ${yuan(-rest)}` : `${yuan(rest)} left`}` };
};

export type Place = 'rail' | 'cashDesk' | 'bank' | 'voucher' | 'other';
/** What kind of place an asset is, by its code. */
export const placeOf = (account: string): Place => {
  if (account.startsWith('asset:channel:')) return 'rail';
  if (account.startsWith('asset:cash:')) return 'cashDesk';
  if (account === 'asset:bank' || account.startsWith('asset:bank:')) return 'bank';
  return account === 'asset:voucher' ? 'voucher' : 'other';
};

type Moved = { account: string; nameZh: string; nameEn: string; day: string | null; kind: string | null; inFen: number; outFen: number };
/** Each place with what it held, what came and went by kind and by day, and what it holds. `nameOf` may say a place's name better than its account does. */
export function cashOf({ from, to }: { from: string; to: string }, rows: readonly Moved[], before: ReadonlyMap<string, number>, owedFen: number, nameOf: (account: string, name: Bilingual) => Bilingual) {
  const places = [...new Set(rows.map(({ account }) => account))].map((account) => {
    const own = rows.filter((row) => row.account === account), openingFen = before.get(account) ?? 0;
    const byKind = new Map<string, number>(), byDay = new Map<string, { inFen: number; outFen: number }>();
    for (const { day, kind, inFen, outFen } of own) {
      if (day === null || kind === null) continue;
      byKind.set(kind, (byKind.get(kind) ?? 0) + inFen - outFen);
      const sums = byDay.get(day) ?? { inFen: 0, outFen: 0 };
      byDay.set(day, { inFen: sums.inFen + inFen, outFen: sums.outFen + outFen });
    }
    let heldFen = openingFen;
    const days = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, { inFen, outFen }]) => ({ day, inFen, outFen, closingFen: (heldFen += inFen - outFen) }));
    const sum = (of: 'inFen' | 'outFen'): number => own.reduce((fen, row) => fen + row[of], 0);
    return {
      account, place: placeOf(account), name: nameOf(account, { zh: own[0]!.nameZh, en: own[0]!.nameEn }), openingFen, inFen: sum('inFen'), outFen: sum('outFen'), closingFen: heldFen,
      byKind: [...byKind].map(([kind, amountFen]) => ({ kind, words: kindWords(kind), amountFen })), byDay: days,
    };
  });
  const sum = (of: 'openingFen' | 'inFen' | 'outFen' | 'closingFen'): number => total(places.map((place) => place[of]));
  return { from, to, places, openingFen: sum('openingFen'), inFen: sum('inFen'), outFen: sum('outFen'), closingFen: sum('closingFen'), owedFen, ownFen: sum('closingFen') - owedFen };
}

type Planned = { account: string; amountFen: number; note: string; setByName: string; setAt: Date };
/** Plan against what was, account by account; what nobody planned has no difference. */
export function budgetOf(months: readonly string[], { lines, totalProfitFen }: ReturnType<typeof profitOf>, plans: readonly Planned[]) {
  const rows = lines.map(({ account, kind, name, totalFen }) => {
    const plan = plans.find((row) => row.account === account);
    const differenceFen = plan ? totalFen - plan.amountFen : null;
    return {
      account, kind, name, budgetFen: plan?.amountFen ?? null, actualFen: totalFen, differenceFen, percentUsed: plan && plan.amountFen > 0 ? Math.round((totalFen * 100) / plan.amountFen) : null,
      isGood: differenceFen === null ? null : kind === 'income' ? differenceFen >= 0 : differenceFen <= 0, note: plan?.note ?? '', setByName: plan?.setByName ?? null, setAt: plan?.setAt.toISOString() ?? null,
    };
  });
  const budgetProfitFen = total(rows.map(({ kind, budgetFen }) => (kind === 'income' ? 1 : -1) * (budgetFen ?? 0)));
  const over = rows.filter(({ isGood }) => isGood === false).length, planned = plans.length;
  return {
    from: months[0]!, to: months.at(-1)!, lines: rows, budgetProfitFen, actualProfitFen: totalProfitFen,
    words: planned === 0 ? { zh: '还没有定预算', en: 'Nothing is planned yet' } : { zh: `${planned} 个科目有预算，${over === 0 ? '都在预算之内' : `${over} 个没达到预算`}`, en: `${planned} accounts are planned, ${over === 0 ? 'all within their plan' : `${over} off their plan`}` },
  };
}

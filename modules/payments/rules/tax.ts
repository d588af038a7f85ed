import type { Bilingual } from '@linli/contract';
import { yuan } from './words.ts';

/**
 * Income tax a platform withholds from workers it pays, in fen. Cumulative withholding of labour income (State Taxation Administration,
 * announcement 16 of 2025, in force from 2025-10-01; bands of the yearly rates). Pure.
 */

/** Yearly taxable income up to `toFen`, the rate above the former band, and the quick deduction. */
const bands: readonly { toFen: number; percent: number; quickFen: number }[] = [
  { toFen: 3_600_000, percent: 3, quickFen: 0 },
  { toFen: 14_400_000, percent: 10, quickFen: 252_000 },
  { toFen: 30_000_000, percent: 20, quickFen: 1_692_000 },
  { toFen: 42_000_000, percent: 25, quickFen: 3_192_000 },
  { toFen: 66_000_000, percent: 30, quickFen: 5_292_000 },
  { toFen: 96_000_000, percent: 35, quickFen: 8_592_000 },
  { toFen: Infinity, percent: 45, quickFen: 18_192_000 },
];

/** Costs that labour income is taken to have, in percent of it. */
const COST_PERCENT = 20;
/** Free of tax for each month in a row that the platform has paid the worker in this year. */
export const MONTHLY_FREE_FEN = 500_000;

export type YearSoFar = {
  /** All she was paid by the platform this year, the payment at hand included. */
  incomeFen: number;
  /** Months in a row, this one included, in which the platform has had her on its books. */
  months: number;
  /** Income that the law exempts, and other deductions she has declared. */
  exemptFen?: number; otherFen?: number;
  /** Withheld already this year. */
  withheldFen: number;
};
export type Withheld = { taxFen: number; taxableFen: number; dueFen: number; percent: number; quickFen: number; words: Bilingual };

const bandOf = (taxableFen: number): (typeof bands)[number] => bands.find(({ toFen }) => taxableFen <= toFen)!;

/** Percent of an amount, to the nearest fen, half up: what tax forms do. */
const percentOf = (fen: number, percent: number): number => Math.round((fen * percent) / 100);

/**
 * What is to be withheld now: the year's tax so far less what was withheld, never below zero. A worker who earned less later gets nothing back
 * from the platform; the yearly settlement with the tax office does that.
 */
export function withholdCumulatively({ incomeFen, months, exemptFen = 0, otherFen = 0, withheldFen }: YearSoFar): Withheld {
  assertFen({ incomeFen, exemptFen, otherFen, withheldFen });
  if (!Number.isInteger(months) || months < 1 || months > 12) throw new Error(`a year has 1 to 12 months, not ${months}`);
  const costFen = percentOf(incomeFen, COST_PERCENT);
  const freeFen = MONTHLY_FREE_FEN * months;
  const taxableFen = Math.max(0, incomeFen - costFen - exemptFen - freeFen - otherFen);
  const { percent, quickFen } = bandOf(taxableFen);
  const dueFen = Math.max(0, percentOf(taxableFen, percent) - quickFen);
  const taxFen = Math.max(0, dueFen - withheldFen);
  const other = exemptFen + otherFen;
  return {
    taxFen, taxableFen, dueFen, percent, quickFen,
    words: {
      zh: taxableFen === 0
        ? `今年累计收入 ${yuan(incomeFen)}，减去 20% 费用和每月 5,000 元（${months} 个月）${other > 0 ? `、其他扣除 ${yuan(other)}` : ''}后没有应税收入，不扣税`
        : `今年累计收入 ${yuan(incomeFen)} − 20% 费用 ${yuan(costFen)} − ${months} 个月减除 ${yuan(freeFen)}${other > 0 ? ` − 其他扣除 ${yuan(other)}` : ''} = ${yuan(taxableFen)}，税率 ${percent}%${quickFen > 0 ? `，速算扣除 ${yuan(quickFen)}` : ''}，累计税 ${yuan(dueFen)}，已扣 ${yuan(withheldFen)}，本次扣 ${yuan(taxFen)}`,
      en: taxableFen === 0
        ? `Income this year ${yuan(incomeFen)}; after 20 % costs and ¥5,000 for each of ${months} months${other > 0 ? ` and other deductions of ${yuan(other)}` : ''} nothing is taxable: no tax`
        : `Income this year ${yuan(incomeFen)} − 20 % costs ${yuan(costFen)} − ${months} months’ allowance ${yuan(freeFen)}${other > 0 ? ` − other deductions ${yuan(other)}` : ''} = ${yuan(taxableFen)} at ${percent} %${quickFen > 0 ? ` less ${yuan(quickFen)}` : ''}: ${yuan(dueFen)} due, ${yuan(withheldFen)} withheld before, ${yuan(taxFen)} now`,
    },
  };
}

/** Labour income paid outside of a platform, one payment at a time: ¥800 or 20 % costs, then 20 / 30 / 40 %. */
export function withholdOnce(incomeFen: number): number {
  assertFen({ incomeFen });
  const taxableFen = incomeFen <= 400_000 ? Math.max(0, incomeFen - 80_000) : incomeFen - percentOf(incomeFen, 20);
  if (taxableFen <= 2_000_000) return percentOf(taxableFen, 20);
  return taxableFen <= 5_000_000 ? percentOf(taxableFen, 30) - 200_000 : percentOf(taxableFen, 40) - 700_000;
}

/** Small taxpayers pay no VAT on a month's sales up to this. */
export const VAT_FREE_MONTH_FEN = 10_000_000;

/** Why a worker's income needs no report for a quarter, or null: it does. Regulations of the State Council no. 810 (2025), article on relief. */
export function reportExemption({ taxFen, family }: { taxFen: number; family: 'domestic' | 'delivery' | 'transport' | 'other' }): Bilingual | null {
  if (family === 'other' || taxFen > 0) return null;
  return { zh: '家政等便民劳务从业人员，享受优惠或无需纳税，收入可不报送', en: 'Workers in domestic service, delivery or transport who owe no tax: income need not be reported' };
}

function assertFen(amounts: Record<string, number>): void {
  for (const [name, fen] of Object.entries(amounts)) if (!Number.isSafeInteger(fen) || fen < 0) throw new Error(`${name} is whole fen from 0, not ${fen}`);
}

/** Beijing months, `YYYY-MM`, in which she was paid: how many in a row end with this one, within its year. */
export function monthsInARow(paidMonths: readonly string[], month: string): number {
  const paid = new Set(paidMonths);
  let count = 1;
  for (let m = Number(month.slice(5)) - 1; m >= 1 && paid.has(`${month.slice(0, 5)}${String(m).padStart(2, '0')}`); m--) count += 1;
  return count;
}

/** First and last month of a quarter `YYYY-Qn`, the first day after it, and the day its report is due: the last of the month that follows. */
export function quarterOf(quarter: string): { from: string; to: string; overOn: string; dueBy: string } {
  const year = Number(quarter.slice(0, 4)), first = (Number(quarter.slice(6)) - 1) * 3;
  const month = (at: number): string => new Date(Date.UTC(year, at, 1)).toISOString().slice(0, 7);
  return { from: month(first), to: month(first + 2), overOn: `${month(first + 3)}-01`, dueBy: new Date(Date.UTC(year, first + 4, 0)).toISOString().slice(0, 10) };
}

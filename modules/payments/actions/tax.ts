import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { workerOfActor } from '../../workers/index.ts';
import { dayOf } from '../rules/statement.ts';
import { quarterOf, reportExemption } from '../rules/tax.ts';
import { yuan } from '../rules/words.ts';
import { withheldBetween, withheldInYear } from '../store/payouts.ts';

type Payments = typeof contract.payments;

/** The quarter's report. Refuses `payments.quarter_not_over`. */
export async function taxReport(ctx: Ctx, { quarter }: ParsedOf<Payments['taxReport']>): Promise<OutputOf<Payments['taxReport']>> {
  const { from, to, overOn, dueBy } = quarterOf(quarter);
  if (dayOf(ctx.now) < overOn) refuse('payments.quarter_not_over', { quarter, from: overOn });
  const rows = (await withheldBetween(ctx.tx, ctx.cityId, from, to)).map((row) => {
    const exemption = reportExemption({ taxFen: row.taxFen, family: 'domestic' });
    return { ...row, exemption, isReported: exemption === null };
  });
  const sum = (of: 'incomeFen' | 'taxFen'): number => rows.reduce((total, row) => total + row[of], 0);
  const reported = rows.filter(({ isReported }) => isReported).length;
  return { quarter, from, to, dueBy, rows, incomeFen: sum('incomeFen'), taxFen: sum('taxFen'), reported, left: rows.length - reported };
}

/** A worker's own year. */
export async function myTax(ctx: Ctx, { year }: ParsedOf<Payments['myTax']>): Promise<OutputOf<Payments['myTax']>> {
  const months = await withheldInYear(ctx.tx, ctx.cityId, (await workerOfActor(ctx)).id, year);
  const incomeFen = months.reduce((sum, row) => sum + row.incomeFen - row.exemptFen, 0), taxFen = months.reduce((sum, row) => sum + row.taxFen, 0);
  return {
    year, incomeFen, taxFen, months: months.map((row) => ({ month: row.month, incomeFen: row.incomeFen - row.exemptFen, taxFen: row.taxFen })),
    words: taxFen === 0 ? { zh: `${year} 年收入 ${yuan(incomeFen)}，不用交个税`, en: `${yuan(incomeFen)} in ${year}: no income tax` } : { zh: `${year} 年收入 ${yuan(incomeFen)}，已代扣个税 ${yuan(taxFen)}；次年 3 月起可在个税 App 汇算，多退少补`, en: `${yuan(incomeFen)} in ${year}, ${yuan(taxFen)} withheld; from March of the next year it is settled in the tax app` },
  };
}

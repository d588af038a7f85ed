import { z } from 'zod';
import { query } from './endpoint.ts';
import { Bilingual, Fen, Id } from './shapes.ts';

/** What the platform reports to the tax office of a quarter (State Council regulations no. 810 of 2025), and what it withheld. */
export const TaxReportRow = z.object({ workerId: Id, name: z.string(), incomeFen: Fen, exemptFen: Fen.meta({ description: 'Materials bought for families: no income' }), taxFen: Fen, payouts: z.int(), isReported: z.boolean(), exemption: Bilingual.nullable().meta({ description: 'Why the income need not be reported' }) });
export const TaxReport = z.object({ quarter: z.string(), from: z.string(), to: z.string(), dueBy: z.string().meta({ description: 'Last day of the month after the quarter' }), rows: z.array(TaxReportRow), incomeFen: Fen, taxFen: Fen, reported: z.int(), left: z.int() }).meta({ id: 'TaxReport' });
export const TaxYear = z.object({ year: z.string(), incomeFen: Fen, taxFen: Fen, months: z.array(z.object({ month: z.string(), incomeFen: Fen, taxFen: Fen })), words: Bilingual }).meta({ id: 'TaxYear' });

export const taxEndpoints = {
  taxReport: query({ path: '/api/tax/quarters/:quarter', who: ['finance', 'operator', 'auditor'], summary: 'A quarter’s report, worker by worker, with the reason where none is due', input: z.object({ quarter: z.string().regex(/^20\d\d-Q[1-4]$/) }), output: TaxReport, refusals: ['payments.quarter_not_over'] }),
  myTax: query({ path: '/api/work/tax/:year', who: ['worker'], summary: 'What was withheld of my income this year, month by month', input: z.object({ year: z.string().regex(/^20\d\d$/) }), output: TaxYear }),
};

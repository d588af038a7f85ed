import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Day, Fen, Id, Instant, Page, Text, pageOf } from './shapes.ts';

/** The providers' books against ours: missing with them, extra with them, or other in amount, fee or date. */
export const Reconciliation = z.object({ rail: z.string(), day: Day, at: Instant, rows: z.int(), oursFen: Fen, theirsFen: Fen, feeFen: Fen, differences: z.int(), open: z.int() }).meta({ id: 'Reconciliation' });
export const Difference = z.object({
  differenceId: Id, rail: z.string(), day: Day, kind: z.enum(['missing', 'extra', 'amount', 'fee', 'date']), rowKind: z.enum(['paid', 'refunded', 'transferred']), outNo: z.string(), oursFen: Fen.nullable(), theirsFen: Fen.nullable(), openFen: Fen.meta({ description: 'What stands in the suspense account for it' }),
  words: Bilingual, foundAt: Instant, state: z.enum(['open', 'explained', 'writtenOff']), resolvedAt: Instant.nullable(), resolvedBy: z.string().nullable(), resolution: z.string(), isOverdue: z.boolean().meta({ description: 'Open for more than a day' }),
}).meta({ id: 'Difference' });

export const bookEndpoints = {
  reconcile: command({ path: '/api/books/reconcile', who: ['finance', 'operator'], isIdempotent: false, summary: 'Fetch the provider’s books of a finished day and compare them now; what runs by itself every morning', input: z.object({ rail: z.enum(['wechat', 'alipay']), day: Day }), output: Reconciliation, refusals: ['payments.day_not_over', 'payments.rail_unknown', 'payments.rail_down'] }),
  listReconciliations: query({ path: '/api/books', who: ['finance', 'operator', 'auditor'], summary: 'Days compared, newest first', input: z.object({}), output: z.object({ items: z.array(Reconciliation), suspenseFen: Fen }) }),
  listDifferences: query({ path: '/api/books/differences', who: ['finance', 'operator', 'auditor'], summary: 'Differences, open ones first', input: z.object({ state: z.enum(['open', 'explained', 'writtenOff']).optional(), ...Page }), output: pageOf(Difference) }),
  resolveDifference: command({
    path: '/api/books/differences/:differenceId/resolve', who: ['finance', 'operator'], summary: 'Say what a difference was: explained takes it out of the suspense account as if it had not been, written off books it as a loss or a gain', input: z.object({ differenceId: Id, how: z.enum(['explained', 'writtenOff']), words: Text(200) }), output: Difference,
    refusals: ['payments.difference_unknown', 'payments.difference_over'],
  }),
};

import type { OutputOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { workerOfActor } from '../../workers/index.ts';
import { chart, type Account } from '../rules/postings.ts';
import { buildStatement, spanOf } from '../rules/statement.ts';
import { openingFenOf, statementPostings } from '../store/ledger.ts';

type Statement = OutputOf<typeof contract.payments.workerStatement>;
type Span = { from?: string | undefined; to?: string | undefined };

const statementOf = async ({ tx, cityId, now }: Ctx, account: Account, wish: Span): Promise<Statement> => {
  const span = spanOf(wish, now);
  const openingFen = 0 - (await openingFenOf(tx, cityId, account.code, span.startAt));
  return buildStatement({ from: span.from, to: span.to, openingFen, rows: await statementPostings(tx, cityId, account.code, span) });
};

/** What the acting worker earned, line by line; the current week unless a span is named. */
export const workerStatement: Action<Span, Statement> = async (ctx, span) => statementOf(ctx, chart.worker((await workerOfActor(ctx)).id), span);

/** A merchant's statement, for its owner and the city's finance. Foreign merchants answer like unknown ones. */
export const merchantStatement: Action<Span & { merchantId: string }, Statement> = async (ctx, { merchantId, ...span }) => {
  const known = (await merchantBriefs(ctx, [merchantId])).has(merchantId);
  const isMine = holds(ctx.actor, ['merchantOwner', 'finance', 'operator', 'auditor'], merchantId);
  if (!known || !isMine) refuse('alliance.merchant_unknown');
  return statementOf(ctx, chart.merchant(merchantId), span);
};

import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { listStations } from '../../alliance/index.ts';
import { budgetOf, cashOf, instantsOf, MOST_MONTHS, monthsBetween, placeOf, profitOf } from '../rules/reports.ts';
import { dayOf, spanOf } from '../rules/statement.ts';
import { railWords } from '../rules/words.ts';
import { openingFenOf } from '../store/ledger.ts';
import * as store from '../store/reports.ts';

type Payments = typeof contract.payments;
type Months = { from?: string | undefined; to?: string | undefined };

const monthsOf = (ctx: Ctx, wish: Months, usual?: number): string[] => monthsBetween(wish, dayOf(ctx.now), usual) ?? refuse('payments.months_too_many', { most: MOST_MONTHS });

/** Profit and loss by month. Refuses `payments.months_too_many`. */
export async function profit(ctx: Ctx, wish: Months): Promise<OutputOf<Payments['profit']>> {
  const months = monthsOf(ctx, wish);
  return profitOf(months, await store.earnedByMonth(ctx.tx, ctx.cityId, instantsOf(months)));
}

/** Where the money lies and how it came there. Rails and cash desks are called what people call them. */
export async function cash(ctx: Ctx, wish: Months): Promise<OutputOf<Payments['cash']>> {
  const { tx, cityId } = ctx;
  const span = spanOf(wish, ctx.now);
  const stations = new Map((await listStations(ctx)).items.map(({ stationId, name }) => [stationId, name]));
  const nameOf = (account: string, name: Bilingual): Bilingual => {
    const last = account.split(':').at(-1)!, station = stations.get(last);
    return placeOf(account) === 'rail' ? railWords(last) : placeOf(account) === 'cashDesk' && station !== undefined ? { zh: `${station}现金`, en: `Cash at ${station}` } : name;
  };
  return cashOf(span, await store.moneyMoved(tx, cityId, span), await store.assetsBefore(tx, cityId, span.startAt), await store.owedFen(tx, cityId, span.endAt), nameOf);
}

/** Budget against actual. Refuses `payments.months_too_many`. */
export async function budget(ctx: Ctx, wish: Months): Promise<OutputOf<Payments['budget']>> {
  const months = monthsOf(ctx, wish, 1);
  return budgetOf(months, profitOf(months, await store.earnedByMonth(ctx.tx, ctx.cityId, instantsOf(months))), await store.budgetBetween(ctx.tx, ctx.cityId, months[0]!, months.at(-1)!));
}

/** Plans a month of an account, or takes its plan away. Refuses `payments.account_unknown`, `payments.budget_not_here`. */
export async function setBudget(ctx: Ctx, { month, account, amountFen, note }: ParsedOf<Payments['setBudget']>): Promise<OutputOf<Payments['budget']>> {
  const { kind } = await accountOf(ctx, account);
  if (kind !== 'income' && kind !== 'expense') refuse('payments.budget_not_here', {}, 'account');
  if (amountFen === null) await store.dropBudget(ctx.tx, ctx.cityId, month, account);
  else await store.saveBudget(ctx.tx, ctx.cityId, { month, account, amountFen, note, by: ctx.actor.personId ?? '', byName: ctx.actor.name, at: ctx.now });
  return budget(ctx, { from: month, to: month });
}

export const accountOf = async (ctx: Ctx, account: string): Promise<store.AccountRow> => (await store.findAccount(ctx.tx, ctx.cityId, account)) ?? refuse('payments.account_unknown', { account }, 'account');

/** One account, posting by posting with the balance after each. Refuses `payments.account_unknown`. */
export async function accountLedger(ctx: Ctx, { account, cursor, limit, ...wish }: ParsedOf<Payments['accountLedger']>): Promise<OutputOf<Payments['accountLedger']>> {
  const { tx, cityId } = ctx;
  const found = await accountOf(ctx, account), span = spanOf(wish, ctx.now);
  const after = cursor !== undefined && /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;
  const rows = await store.postingsOfAccount(tx, cityId, account, { ...span, after, limit: limit + 1 });
  const openingFen = await openingFenOf(tx, cityId, account, span.startAt);
  let balanceFen = after === null ? openingFen : await store.balanceAfter(tx, cityId, account, after);
  const page = rows.slice(0, limit);
  return {
    account, name: { zh: found.nameZh, en: found.nameEn }, party: found.party, from: span.from, to: span.to, openingFen, closingFen: await openingFenOf(tx, cityId, account, span.endAt),
    lines: page.map((row) => ({ postingId: row.postingId, transactionId: row.transactionId, at: row.at.toISOString(), kind: row.kind, words: { zh: row.wordsZh, en: row.wordsEn }, orderId: row.orderId, orderNo: row.orderNo, amountFen: row.amountFen, balanceFen: (balanceFen += row.amountFen) })),
    nextCursor: rows.length > limit ? String(page.at(-1)!.postingId) : null,
  };
}

import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { railWords, type RailName } from '../../../gateways/payment.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { feesTaken, suspended } from '../rules/postings.ts';
import { compareDay, openFenOf, sayDifference, type RowKind } from '../rules/reconcile.ts';
import { dayOf, startOfDay } from '../rules/statement.ts';
import * as store from '../store/books.ts';
import { postTransaction } from './ledger.ts';

type Payments = typeof contract.payments;
const DAY_MS = 86_400_000;
const AGAIN_MS = 30 * 60_000;
const compared: readonly string[] = ['paid', 'refunded', 'transferred'] satisfies RowKind[];

/** Every morning: yesterday's books of each rail, each on its own, so that one provider's trouble holds up nothing else. */
export async function reconcileEveryMorning(ctx: Ctx): Promise<void> {
  const day = dayOf(new Date(ctx.now.getTime() - DAY_MS));
  for (const rail of ctx.gateways.rails.keys()) await ctx.schedule({ name: 'payments.reconcile', key: `${rail} ${day}`, at: ctx.now, payload: { rail, day } });
}

/** Timer: as long as the provider does not hand its books over it is asked again every half hour. */
export async function reconcileByTimer(ctx: Ctx, about: { rail: RailName; day: string }): Promise<void> {
  const rows = await fetchBill(ctx, about);
  if (rows) await compare(ctx, about, rows);
  else await ctx.schedule({ name: 'payments.reconcile', key: `${about.rail} ${about.day}`, at: new Date(ctx.now.getTime() + AGAIN_MS), payload: about });
}

export async function reconcile(ctx: Ctx, about: ParsedOf<Payments['reconcile']>): Promise<OutputOf<Payments['reconcile']>> {
  if (about.day >= dayOf(ctx.now)) refuse('payments.day_not_over', {}, 'day');
  if (!ctx.gateways.rails.has(about.rail)) refuse('payments.rail_unknown');
  const rows = await fetchBill(ctx, about) ?? refuse('payments.rail_down', { railZh: railWords[about.rail].zh, railEn: railWords[about.rail].en });
  await compare(ctx, about, rows);
  return reconciliationView((await store.listReconciliationRows(ctx.tx, ctx.cityId, { limit: 1, only: about }))[0]!);
}

type Fetched = Parameters<typeof store.saveBill>[3];
const fetchBill = async (ctx: Ctx, { rail, day }: { rail: RailName; day: string }): Promise<Fetched | null> =>
  ctx.gateways.rails.get(rail)!.downloadBill(day).then((rows) => rows.flatMap(({ kind, ...row }) => (compared.includes(kind) ? [{ ...row, kind: kind as RowKind, day }] : [])), () => null);

/** Compares a day and keeps what it found: done again it changes nothing that was judged. */
async function compare(ctx: Ctx, { rail, day }: { rail: RailName; day: string }, fetched: Fetched): Promise<void> {
  const { tx, cityId, now } = ctx;
  await store.saveBill(tx, cityId, rail, fetched);
  const about = { rail, day, from: startOfDay(day), to: new Date(startOfDay(day).getTime() + DAY_MS) };
  const [ours, theirs] = [await store.ownOf(tx, cityId, about), await store.billOf(tx, cityId, about)];
  const [own, foreign] = [new Set(ours.map(({ outNo }) => outNo)), new Set(theirs.map(({ outNo }) => outNo))];
  const theirOthers = await store.billElsewhere(tx, cityId, about, [...own].filter((outNo) => !foreign.has(outNo)));
  const ourOthers = await store.ownElsewhere(tx, cityId, about, [...foreign].filter((outNo) => !own.has(outNo)));
  const found = compareDay(day, { ours, theirs, ourOthers, theirOthers });
  const known = new Map((await store.differencesOfLines(tx, cityId, rail, found.map(({ outNo }) => outNo))).map((d) => [`${d.rowKind} ${d.outNo}`, d]));
  for (const difference of found) {
    const earlier = known.get(`${difference.rowKind} ${difference.outNo}`);
    if (earlier && (earlier.state !== 'open' || earlier.kind === difference.kind)) continue;
    const id = earlier?.id ?? ctx.newId('dif'), openFen = difference.kind === 'fee' ? 0 : openFenOf(difference), words = sayDifference(difference);
    // A day later what was missing may turn out to stand on another day: what was put aside for it goes back.
    if (earlier && earlier.openFen !== 0) await postTransaction(ctx, suspended({ id: `${id}:${earlier.kind}:back`, rail, openFen: -earlier.openFen, words }));
    if (openFen !== 0) await postTransaction(ctx, suspended({ id: `${id}:${difference.kind}`, rail, openFen, words }));
    await store.saveDifference(tx, cityId, { ...difference, id, rail, openFen, wordsZh: words.zh, wordsEn: words.en, foundAt: now, suspenseId: openFen === 0 ? null : `${id}:${difference.kind}` });
  }
  const sum = (rows: readonly { kind: RowKind; amountFen: number }[]): number => rows.reduce((total, row) => total + (row.kind === 'paid' ? row.amountFen : -row.amountFen), 0);
  const feeFen = theirs.reduce((total, row) => total + row.feeFen, 0);
  if (feeFen !== 0) await postTransaction(ctx, feesTaken({ rail, day, feeFen }));
  await store.saveReconciliation(tx, cityId, { rail, day, at: now, rows: theirs.length, oursFen: sum(ours), theirsFen: sum(theirs), feeFen, differences: found.length });
  await ctx.emit('payment.reconciled', { rail, day, differences: found.length, personIds: [], merchantId: null });
}

const reconciliationView = ({ at, ...row }: store.ReconciliationRow): OutputOf<Payments['reconcile']> => ({ ...row, at: at.toISOString() });
const SHOWN_DAYS = 90;
export const listReconciliations = async (ctx: Ctx): Promise<OutputOf<Payments['listReconciliations']>> =>
  ({ items: (await store.listReconciliationRows(ctx.tx, ctx.cityId, { limit: SHOWN_DAYS })).map(reconciliationView), suspenseFen: await store.suspenseFen(ctx.tx, ctx.cityId) });

const differenceView = (ctx: Ctx, d: store.DifferenceRow): OutputOf<Payments['resolveDifference']> => ({
  differenceId: d.id, rail: d.rail, day: d.day, kind: d.kind, rowKind: d.rowKind, outNo: d.outNo, oursFen: d.oursFen, theirsFen: d.theirsFen, openFen: d.openFen, words: { zh: d.wordsZh, en: d.wordsEn }, foundAt: d.foundAt.toISOString(), state: d.state,
  resolvedAt: d.resolvedAt?.toISOString() ?? null, resolvedBy: d.resolvedBy, resolution: d.resolution, isOverdue: d.state === 'open' && ctx.now.getTime() - d.foundAt.getTime() > DAY_MS,
});

export async function listDifferences(ctx: Ctx, { state, cursor, limit }: ParsedOf<Payments['listDifferences']>): Promise<OutputOf<Payments['listDifferences']>> {
  const rows = await store.listDifferenceRows(ctx.tx, ctx.cityId, { state, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return { items: page.map((row) => differenceView(ctx, row)), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}

export async function resolveDifference(ctx: Ctx, { differenceId, how, words }: ParsedOf<Payments['resolveDifference']>): Promise<OutputOf<Payments['resolveDifference']>> {
  const d = await store.lockDifference(ctx.tx, ctx.cityId, differenceId) ?? refuse('payments.difference_unknown');
  if (d.state !== 'open') refuse('payments.difference_over', { name: d.resolvedBy ?? '' });
  const said = { zh: words, en: words };
  if (d.openFen !== 0) await postTransaction(ctx, suspended({ id: `${d.id}:${how}`, rail: d.rail, openFen: -d.openFen, words: said, isWrittenOff: how === 'writtenOff' }));
  await store.resolve(ctx.tx, ctx.cityId, d.id, { state: how, at: ctx.now, by: ctx.actor.name, words });
  return differenceView(ctx, (await store.lockDifference(ctx.tx, ctx.cityId, d.id))!);
}

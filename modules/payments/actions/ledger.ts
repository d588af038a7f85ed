import type { OutputOf, contract } from '@linli/contract';
import { lockFor } from '../../../kernel/database.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { orderFacts } from '../../orders/index.ts';
import { guardedDebits, type LedgerEntry } from '../rules/postings.ts';
import { addPostings, addTransactions, balancesOf, openAccounts, postingsOfOrder, refundableOf, transactionsOfKeys, trialBalanceRows } from '../store/ledger.ts';

export type Posted = { transactionId: string | null; isNew: boolean };
/** An entry that was not posted: so much was asked of an account that holds less. */
export type Overdrawn = { overdrawn: { code: string; amountFen: number; heldFen: number } };

/**
 * Posts an entry once: a second one with the same business key finds the first and changes nothing. Money is taken from a
 * party only under the lock of its account and never beyond what is there, and no order gets back more than was received for it; that
 * would be a fault of ours, so it throws.
 */
export const postTransaction = async (ctx: Ctx, entry: LedgerEntry): Promise<Posted> => {
  const [posted] = await postTransactions(ctx, [entry]);
  if (!posted || 'overdrawn' in posted) throw new Error(`${entry.businessKey} takes ${posted?.overdrawn.amountFen} fen from ${posted?.overdrawn.code}, which holds ${posted?.overdrawn.heldFen}`);
  return posted;
};

/** Posts entries in their order, in as many statements as one takes. An entry that would overdraw a party is left out and said so; the others stand. */
export async function postTransactions(ctx: Ctx, entries: readonly LedgerEntry[]): Promise<(Posted | Overdrawn)[]> {
  const { tx, cityId, now } = ctx;
  const guarded = [...new Set(entries.flatMap((entry) => guardedDebits(entry).map(({ code }) => code)))];
  await lockFor(tx, ...guarded.map((code) => `ledger:${cityId}:${code}`));
  const known = await transactionsOfKeys(tx, cityId, entries.map(({ businessKey }) => businessKey));
  const balances = guarded.length > 0 ? await balancesOf(tx, cityId, guarded) : new Map<string, number>();
  const refunded = entries.flatMap(({ kind, orderId }) => (kind === 'refunded' && orderId !== null ? [orderId] : []));
  const refundable = refunded.length > 0 ? await refundableOf(tx, cityId, [...new Set(refunded)]) : new Map<string, number>();
  const fresh: { id: string; entry: LedgerEntry }[] = [];
  const posted = entries.map((entry): Posted | Overdrawn => {
    const earlier = known.get(entry.businessKey);
    if (earlier !== undefined) return { transactionId: earlier, isNew: false };
    if (entry.postings.length === 0) return { transactionId: null, isNew: true };
    const tooMuch = guardedDebits(entry).map(({ code, amountFen }) => ({ code, amountFen, heldFen: 0 - (balances.get(code) ?? 0) })).find(({ amountFen, heldFen }) => amountFen > heldFen);
    if (tooMuch) return { overdrawn: tooMuch };
    const backFen = backOf(entry), leftFen = refundable.get(entry.orderId ?? '') ?? 0;
    if (entry.kind === 'refunded' && backFen > leftFen) return { overdrawn: { code: `refunds of ${entry.orderId}`, amountFen: backFen, heldFen: leftFen } };
    if (entry.orderId !== null) refundable.set(entry.orderId, leftFen - backFen);
    for (const { account: { code, party }, amountFen } of entry.postings) if (party) balances.set(code, (balances.get(code) ?? 0) + amountFen);
    const id = ctx.newId('ltx');
    known.set(entry.businessKey, id);
    fresh.push({ id, entry });
    return { transactionId: id, isNew: true };
  });
  if (fresh.length === 0) return posted;
  await openAccounts(tx, cityId, fresh.flatMap(({ entry }) => entry.postings.map(({ account }) => account)), now);
  const added = await addTransactions(tx, cityId, fresh, now);
  if (added.size < fresh.length) return repost(ctx, entries, fresh.filter(({ id }) => !added.has(id)).map(({ entry }) => entry.businessKey));
  await addPostings(tx, cityId, fresh, now);
  return posted;
}

/** How much of what was received for its order an entry sends back; less than zero: how much it takes in. */
const backOf = ({ kind, postings }: LedgerEntry): number => (kind === 'refunded' || kind === 'received' ? postings.reduce((sum, { account, amountFen }) => (account.party?.kind === 'order' ? sum + amountFen : sum), 0) : 0);

/** Somebody used these keys between our look and our word (no lock covers an entry that takes from nobody). What we had begun is ours to finish. */
async function repost(ctx: Ctx, entries: readonly LedgerEntry[], taken: readonly string[]): Promise<(Posted | Overdrawn)[]> {
  if (entries.length === 1) return [{ transactionId: (await transactionsOfKeys(ctx.tx, ctx.cityId, taken)).get(taken[0]!) ?? null, isNew: false }];
  throw new Error(`${taken.join(', ')} was posted by somebody else meanwhile`);
}

/** Every account with its balance (debits more than zero); the sum is zero. Emptied accounts of orders and parties are left out. */
export const trialBalance: Action<object, OutputOf<typeof contract.payments.trialBalance>> = async (ctx) => {
  const rows = await trialBalanceRows(ctx.tx, ctx.cityId);
  return {
    sumFen: rows.reduce((sum, row) => sum + row.balanceFen, 0),
    accounts: rows.map((row) => ({ account: row.account, kind: row.kind, name: { zh: row.nameZh, en: row.nameEn }, party: row.party, balanceFen: row.balanceFen })),
  };
};

/** Every posting an order caused, transaction by transaction. Refuses `orders.order_unknown`. */
export const ledgerOfOrder: Action<{ orderId: string }, OutputOf<typeof contract.payments.ledgerOfOrder>> = async (ctx, { orderId }) => {
  await orderFacts(ctx, orderId);
  const rows = await postingsOfOrder(ctx.tx, ctx.cityId, orderId);
  const transactions = new Map<string, OutputOf<typeof contract.payments.ledgerOfOrder>['transactions'][number]>();
  for (const row of rows) {
    const transaction = transactions.get(row.transactionId) ?? {
      transactionId: row.transactionId, at: row.at.toISOString(), kind: row.kind, businessKey: row.businessKey, words: { zh: row.wordsZh, en: row.wordsEn }, postings: [],
    };
    transaction.postings.push({ account: row.account, name: { zh: row.nameZh, en: row.nameEn }, amountFen: row.amountFen });
    transactions.set(row.transactionId, transaction);
  }
  return { transactions: [...transactions.values()] };
};

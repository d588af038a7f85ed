import type { OutputOf, contract } from '@linli/contract';
import { lockFor } from '../../../kernel/database.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { orderFacts } from '../../orders/index.ts';
import { guardedDebits, type LedgerEntry } from '../rules/postings.ts';
import { addPostings, addTransaction, balancesOf, openAccounts, postingsOfOrder, transactionOfKey, trialBalanceRows } from '../store/ledger.ts';

/**
 * Posts an entry once: a second one with the same business key finds the first and changes nothing. Money is taken from a
 * party only under the lock of its account and never beyond what is there; that would be a fault of ours, so it throws.
 */
export const postTransaction = async (ctx: Ctx, entry: LedgerEntry): Promise<{ transactionId: string | null; isNew: boolean }> => {
  const { tx, cityId, now } = ctx;
  const debits = guardedDebits(entry);
  await lockFor(tx, ...debits.map(({ code }) => `ledger:${cityId}:${code}`));
  const earlier = await transactionOfKey(tx, cityId, entry.businessKey);
  if (earlier) return { transactionId: earlier.id, isNew: false };
  if (entry.postings.length === 0) return { transactionId: null, isNew: true };

  const balances = await balancesOf(tx, cityId, debits.map(({ code }) => code));
  for (const { code, amountFen } of debits) {
    const heldFen = -(balances.get(code) ?? 0);
    if (amountFen > heldFen) throw new Error(`${entry.businessKey} takes ${amountFen} fen from ${code}, which holds ${heldFen}`);
  }
  await openAccounts(tx, cityId, entry.postings.map((posting) => posting.account), now);
  const transactionId = ctx.newId('ltx');
  if (!(await addTransaction(tx, cityId, transactionId, entry, now))) {
    return { transactionId: (await transactionOfKey(tx, cityId, entry.businessKey))?.id ?? null, isNew: false };
  }
  await addPostings(tx, cityId, transactionId, entry, now);
  return { transactionId, isNew: true };
};

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

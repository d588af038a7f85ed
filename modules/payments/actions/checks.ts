import type { Check } from '../../../kernel/module.ts';
import type { Tx } from '../../../kernel/database.ts';
import { acceptedNotifiesWithoutPosting, overdrawnParties, paidOrdersWithoutPostings, settledOrdersUnsplit, unbalancedTransactions, type Finding } from '../store/checks.ts';

const check = (name: string, find: (tx: Tx, cityId: string) => Promise<Finding>, wrongly: string): Check => ({
  name,
  run: async (tx, cityId) => {
    const { seen, wrong, example } = await find(tx, cityId);
    return wrong === 0 ? { ok: true, count: seen } : { ok: false, count: wrong, detail: `${wrong} of ${seen} ${wrongly}, for one ${example}` };
  },
});

/** What must hold of the money at any moment. */
export const checks: readonly Check[] = [
  check('ledger sums to zero', unbalancedTransactions, 'transactions do not balance'),
  check('every paid order has its postings', paidOrdersWithoutPostings, 'paid orders lack the posting of their payment'),
  check('every settled order is fully split', settledOrdersUnsplit, 'settled orders have an escrow that is not empty, or were never split'),
  check('no negative party balance', overdrawnParties, 'accounts of orders, workers and merchants are overdrawn'),
  check('every accepted notify has one posting', acceptedNotifiesWithoutPosting, 'notified trades are not matched by one posting'),
];

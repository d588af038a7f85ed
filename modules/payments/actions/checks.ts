import type { Check } from '../../../kernel/module.ts';
import type { Tx } from '../../../kernel/database.ts';
import { acceptedNotifiesWithoutPosting, depositsAmiss, invoicesAmiss, overdrawnParties, paidOrdersNotWhole, paidOrdersWithoutPostings, receiptHoles, receiptsWithHoles, settledOrdersUnsplit, sharesNotPosted, tendersNotPosted, tipsNotWhole, unbalancedTransactions, type Finding } from '../store/checks.ts';

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
  check('no negative party balance', overdrawnParties, 'accounts of a party are overdrawn'),
  check('tenders and rail are what an order was paid', paidOrdersNotWhole, 'paid orders were paid another sum by rail and tenders together'),
  check('every tender has its postings', tendersNotPosted, 'tenders differ from their postings'),
  check('invoices and red letters agree', invoicesAmiss, 'invoices differ from their red letters or exceed what was paid'),
  check('receipts are numbered without a hole', receiptHoles, 'years have a hole in their receipts'),
  check('every accepted notify has one posting', acceptedNotifiesWithoutPosting, 'notified trades are not matched by one posting'),
  check('cash receipts have no holes', receiptsWithHoles, 'stations lack a number among their receipts'),
  check('every tip is the worker’s whole', tipsNotWhole, 'tips differ from what their worker was credited with'),
  check('every guarantee held is what the ledger holds', depositsAmiss, 'guarantees differ from the ledger'),
  check('every share over a rail has its postings', sharesNotPosted, 'shares differ from what left the channel for them'),
];

import type { Tx } from '../../../kernel/database.ts';
import type { Check } from '../../../kernel/module.ts';
import { brokenHistories, brokenSeriesVisits, deadWithEntry, liveWithoutEntry, overlappingEntries, unpaidVisits, type Finding } from '../store/checks.ts';

const check = (name: string, find: (tx: Tx, cityId: string, now: Date) => Promise<Finding>): Check => ({
  name,
  run: async (tx, cityId, now) => {
    const { looked, broken, example } = await find(tx, cityId, now);
    return broken === 0 ? { ok: true, count: looked } : { ok: false, count: broken, detail: `for example ${example}` };
  },
});

/** What must hold of every order at any moment. */
export const checks: Check[] = [
  check('no overlapping live visits', overlappingEntries),
  check('every live order has its calendar entry and worker', liveWithoutEntry),
  check('no time is kept for an order that is over', deadWithEntry),
  check('status history ends at the order status', brokenHistories),
  check('every visit was paid in full before it went on', unpaidVisits),
  check('every ordered visit of a series has its living order at its time', brokenSeriesVisits),
];

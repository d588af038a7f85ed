import type { Check } from '../../../kernel/module.ts';
import { confirmedWithoutFollowUp } from '../store/checks.ts';

/** The reaction that plans a follow-up is given this long. */
const PATIENCE_MS = 60_000;

/** What must hold of the call desk at any moment. */
export const checks: readonly Check[] = [{
  name: 'every confirmed order has a follow-up',
  run: async (tx, cityId, now) => {
    const { seen, wrong, example } = await confirmedWithoutFollowUp(tx, cityId, new Date(now.getTime() - PATIENCE_MS));
    return wrong === 0 ? { ok: true, count: seen } : { ok: false, count: wrong, detail: `${wrong} of ${seen} accepted orders have nobody to follow them up, for one ${example}` };
  },
}];

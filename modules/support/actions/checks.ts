import type { Check } from '../../../kernel/module.ts';
import { confirmedWithoutFollowUp } from '../store/checks.ts';
import { countLeftAlone, countPlacesKept } from '../store/sos.ts';

/** The reaction that plans a follow-up is given this long. */
const PATIENCE_MS = 60_000;
/** Places are forgotten by the hour. */
const SWEEP_MS = 2 * 3_600_000;

/** What must hold of the call desk at any moment. */
export const checks: readonly Check[] = [{
  name: 'every confirmed order has a follow-up',
  run: async (tx, cityId, now) => {
    const { seen, wrong, example } = await confirmedWithoutFollowUp(tx, cityId, new Date(now.getTime() - PATIENCE_MS));
    return wrong === 0 ? { ok: true, count: seen } : { ok: false, count: wrong, detail: `${wrong} of ${seen} accepted orders have nobody to follow them up, for one ${example}` };
  },
}, {
  name: 'every call for help was taken, or told to the end of the chain',
  run: async (tx, cityId, now) => {
    const { seen, wrong, example } = await countLeftAlone(tx, cityId, new Date(now.getTime() - 2 * PATIENCE_MS));
    return wrong === 0 ? { ok: true, count: seen } : { ok: false, count: wrong, detail: `${wrong} of ${seen} calls for help were left alone, for one ${example}` };
  },
}, {
  name: 'no place of a call for help is kept beyond its time',
  run: async (tx, cityId, now) => {
    const { seen, wrong } = await countPlacesKept(tx, cityId, new Date(now.getTime() - SWEEP_MS));
    return { ok: wrong === 0, count: wrong === 0 ? seen : wrong };
  },
}];

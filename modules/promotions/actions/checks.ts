import type { Tx } from '../../../kernel/database.ts';
import type { Check } from '../../../kernel/module.ts';
import { budgetOff, householdsOff, rewardsOff, stockOff, type Finding } from '../store/checks.ts';

const check = (name: string, find: (tx: Tx, cityId: string) => Promise<Finding>, wrongly: string): Check => ({
  name,
  run: async (tx, cityId) => {
    const { seen, wrong, example } = await find(tx, cityId);
    return wrong === 0 ? { ok: true, count: seen } : { ok: false, count: wrong, detail: `${wrong} of ${seen} ${wrongly}, for one ${example}` };
  },
});

/** What must hold of coupons and recommendations at any moment. */
export const checks: readonly Check[] = [
  check('coupons issued = coupons and codes, within stock', stockOff, 'campaigns have issued another number than there is, or more than their stock'),
  check('campaign budgets = discounts bound', budgetOff, 'campaigns have bound another sum than their coupons'),
  check('no household has more coupons than it may', householdsOff, 'households have had more of a campaign than they may'),
  check('one reward per recommended household', rewardsOff, 'rewards were paid twice or past a finding nobody decided'),
];

import type { Check } from '../../../kernel/module.ts';
import type { Tx } from '../../../kernel/database.ts';
import { coversAmiss, insuranceNotPosted } from '../store/insurance-checks.ts';
import { lapsedBefore } from '../rules/points.ts';
import { packsNotWhole, topUpsNotPosted, vouchersBeyondMonth, type Finding } from '../store/checks.ts';
import { placesBeyondQuota, subsidiesNotPosted, subsidiesTwice } from '../store/subsidy-checks.ts';
import { couponsNotInOrders, membershipsNotPosted, pointsOff, rewardsNotPosted } from '../store/loyalty.ts';

const DAY_MS = 86_400_000;
const check = (name: string, find: (tx: Tx, cityId: string, now: Date) => Promise<Finding>, wrongly: string): Check => ({
  name,
  run: async (tx, cityId, now) => {
    const { seen, wrong, example } = await find(tx, cityId, now);
    return wrong === 0 ? { ok: true, count: seen } : { ok: false, count: wrong, detail: `${wrong} of ${seen} ${wrongly}, for one ${example}` };
  },
});

/** What must hold of what families hold here, at any moment. */
export const checks: readonly Check[] = [
  check('every top-up is in its wallet', topUpsNotPosted, 'top-ups differ from what the ledger put into the wallet'),
  check('every pack holds its price less what was used', packsNotWhole, 'packs hold another sum than was paid, used and given back'),
  check('every visit’s insurance fits its order', coversAmiss, 'covers name another worker or time than their order, or were not voided'),
  check('premiums and claims are posted', insuranceNotPosted, 'policies and claims differ from the ledger'),
  check('no voucher pays beyond its month', vouchersBeyondMonth, 'elders’ months were paid more by voucher than they had'),
  check('points = earned - used - lapsed', (tx, cityId, now) => pointsOff(tx, cityId, lapsedBefore(new Date(now.getTime() - DAY_MS))), 'households hold other points than they earned and used, or points that should have lapsed'),
  check('every reward for a recommendation is posted with its tax', rewardsNotPosted, 'rewards differ from what the ledger paid'),
  check('every membership fee is posted', membershipsNotPosted, 'memberships differ from what the ledger took in'),
  check('no subsidy is claimed twice for a person and certificate', subsidiesTwice, 'certificates carry two claims, or are not of the claim’s worker and kind'),
  check('subsidies = what the ledger passed on and fetched back', subsidiesNotPosted, 'claims or programmes differ from the ledger'),
  check('no programme gives more places than its year has', placesBeyondQuota, 'years have more places in use than they have'),
  check('coupons = discounts in their orders', couponsNotInOrders, 'orders list another discount than their coupon gave'),
];

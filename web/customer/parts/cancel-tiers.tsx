import type { View } from '../../shared/api.ts';
import { useSay } from '../../shared/i18n.ts';
import css from './cancel-tiers.module.css';

type Tier = View<'catalog', 'getItem'>['cancelTiers'][number];

/** The rules of cancelling, in words and as bars of what comes back; `nowPercent` marks the one that holds now. */
export function CancelTiers({ tiers, nowPercent, label }: { tiers: readonly Tier[]; nowPercent?: number; label?: string }) {
  const say = useSay();
  return (
    <ul className={css.tiers} aria-label={label}>
      {tiers.map((tier) => <li key={tier.hoursBefore} data-now={nowPercent === tier.refundPercent || undefined}><span>{say(tier.label)}</span><i aria-hidden="true"><b style={{ width: `${tier.refundPercent}%` }} /></i></li>)}
    </ul>
  );
}

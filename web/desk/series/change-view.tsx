import type { View } from '../../shared/api.ts';
import css from '../../shared/desk/parts.module.css';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { seriesText } from './series.text.ts';

export type Change = View<'orders', 'editSeries'>;
export const weekdayKeys = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const mostShown = 8;

type Conflict = Change['conflicts'][number];
export function ConflictList({ conflicts }: { conflicts: readonly Conflict[] }) {
  const { t, say } = useText(seriesText);
  if (conflicts.length === 0) return null;
  const sorted = [...conflicts].sort((a, b) => Number(b.isStopping) - Number(a.isStopping));
  return (
    <div className={css.stack} data-testid="series-conflicts"><b>{t('conflictTitle')}</b>
      <ul>{sorted.slice(0, mostShown).map((one) => <li key={`${one.day} ${one.kind}`} className={one.isStopping ? css.danger : css.quiet}>{say(one.words)} · {say(one.wayOut)}{one.otherWorkers.length > 0 ? ` · ${one.otherWorkers.map(({ name }) => name).join(' ')}` : ''}</li>)}</ul>
      {sorted.length > mostShown ? <span className={css.quiet}>{t('moreDiff', { count: sorted.length - mostShown })}</span> : null}
    </div>
  );
}

/** What a change would do, with money and conflicts. */
export function ChangeView({ change }: { change: Change }) {
  const { t, say } = useText(seriesText);
  return (
    <div className={css.stack} data-testid="series-diff">
      <b>{change.diff.length === 0 ? t('nothing') : t('whatHappens')}</b>
      <ul>{change.diff.slice(0, mostShown).map((one, index) => <li key={one.visitId ?? index}>{say(one.words)}</li>)}</ul>
      {change.diff.length > mostShown ? <span className={css.quiet}>{t('moreDiff', { count: change.diff.length - mostShown })}</span> : null}
      {change.diff.length > 0 ? <span className={change.keptFen > 0 ? css.warm : css.quiet}>{change.refundFen + change.keptFen > 0 ? t('money', { refund: formatMoney(change.refundFen), kept: formatMoney(change.keptFen) }) : t('noMoney')}</span> : null}
      <ConflictList conflicts={change.conflicts} />
    </div>
  );
}

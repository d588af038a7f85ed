import type { View } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Notice } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from './series.module.css';
import { seriesText } from './series.text.ts';

export type Series = View<'orders', 'seriesView'>;
export type Visit = Series['upcoming'][number];
export type Change = View<'orders', 'editSeries'>;
export type Conflict = Change['conflicts'][number];
export const weekdayKeys = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const mostShown = 6;

/** What stands in the way, each with the way out; what only has to be known comes last. */
export function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }) {
  const { t, say } = useText(seriesText);
  const { time } = useFormat();
  if (conflicts.length === 0) return null;
  const sorted = [...conflicts].sort((a, b) => Number(b.isStopping) - Number(a.isStopping));
  return (
    <div className={css.stack} data-testid="series-conflicts">
      <b>{t('conflictTitle')}</b>
      <ul className={css.list}>
        {sorted.slice(0, mostShown).map((one) => (
          <li key={`${one.day} ${one.kind}`} className={one.isStopping ? css.conflict : css.plain}>
            <span>{say(one.words)}</span>
            <small>{say(one.wayOut)}{one.otherWorkers.length > 0 ? ` · ${t('others', { names: one.otherWorkers.map(({ name }) => name).join(' ') })}` : ''}{one.freeStartAt && one.otherWorkers.length > 0 ? ` · ${t('free', { time: time(one.freeStartAt) })}` : ''}</small>
          </li>
        ))}
      </ul>
      {sorted.length > mostShown ? <p className={css.soft}>{t('more', { count: sorted.length - mostShown })}</p> : null}
    </div>
  );
}

/** What a change would do, visit by visit, with what comes back and what is kept. */
export function Diff({ change }: { change: Change }) {
  const { t, say } = useText(seriesText);
  const hasFee = change.refundFen > 0 || change.keptFen > 0;
  return (
    <div className={css.stack} data-testid="series-diff">
      {change.diff.length === 0 ? <p className={css.soft}>{t('noDiff')}</p> : <b>{t('diff')}</b>}
      <ul className={css.list}>{change.diff.slice(0, mostShown).map((one, index) => <li key={one.visitId ?? index} className={css.plain}>{say(one.words)}</li>)}</ul>
      {change.diff.length > mostShown ? <p className={css.soft}>{t('moreDiff', { count: change.diff.length - mostShown })}</p> : null}
      {change.diff.length > 0 ? <Notice tone={change.keptFen > 0 ? 'warm' : 'jade'}>{hasFee ? t('refund', { refund: formatMoney(change.refundFen), kept: formatMoney(change.keptFen) }) : t('noFee')}</Notice> : null}
      <Conflicts conflicts={change.conflicts} />
    </div>
  );
}

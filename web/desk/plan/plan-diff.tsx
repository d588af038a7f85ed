import type { View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from './plan.module.css';
import { planText } from './plan.text.ts';

type Diff = NonNullable<View<'dispatch', 'getPlan'>['diff']>;
const keys = ['travelMeters', 'travelMinutes', 'lateMinutes', 'unassigned', 'workers'] as const;

/** What a plan changes, a figure each: now and then, and a bar of both. */
export function PlanFigures({ diff }: { diff: Diff }) {
  const { t } = useText(planText);
  const { distance, duration } = useFormat();
  const say = (key: (typeof keys)[number], value: number): string => (key === 'travelMeters' ? distance(value) : key === 'unassigned' ? t('orders', { count: value }) : key === 'workers' ? t('people', { count: value }) : value < 60 ? t('minutes', { count: value }) : value < 600 ? duration(value) : t('hours', { count: Math.round(value / 60) }));
  return (
    <div className={css.diff} data-testid="plan-diff">
      {keys.map((key) => {
        const { before, after } = diff[key];
        const most = Math.max(before, after, 1);
        const change = after - before;
        return (
          <div key={key} className={css.figure} data-better={change === 0 ? undefined : change < 0} data-figure={key}>
            <span>{t(key)}</span>
            <b><span className="visually-hidden">{t('before')} </span>{say(key, before)} → <span className="visually-hidden">{t('after')} </span>{say(key, after)}</b>
            {before + after > 0 ? <div className={css.bars} aria-hidden="true"><i style={{ width: `${(before / most) * 100}%` }} /><i style={{ width: `${(after / most) * 100}%` }} /></div> : null}
            <em>{change === 0 ? t('same') : t(change < 0 ? 'less' : 'more', { amount: say(key, Math.abs(change)) })}</em>
          </div>
        );
      })}
    </div>
  );
}

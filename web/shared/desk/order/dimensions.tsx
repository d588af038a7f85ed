import type { View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import css from './order.module.css';
import { orderText } from './order.text.ts';

type Dimension = View<'dispatch', 'candidates'>['candidates'][number]['dimensions'][number];

const percentOf = (score: number): number => Math.round(Math.max(0, Math.min(1, score)) * 100);
const Track = ({ score, title }: { score: number; title: string }) => <div className={css.track} data-low={score < 0.5} role="img" aria-label={title}><i style={{ width: `${percentOf(score)}%` }} /></div>;

/** All dimensions at a glance: a bar each, the reason on hover. */
export function DimensionBars({ of }: { of: readonly Dimension[] }) {
  const { say } = useText(orderText);
  return (
    <div className={css.bars}>
      {of.map((one) => (
        <div key={one.key} className={css.bar} title={`${say(one.label)} ${percentOf(one.score)} · ${say(one.reason)}`}>
          <span>{say(one.label)}</span><Track score={one.score} title={`${say(one.label)} ${percentOf(one.score)}`} />
        </div>
      ))}
    </div>
  );
}

/** The same with the sentence that explains each and what it weighs. */
export function DimensionReasons({ of }: { of: readonly Dimension[] }) {
  const { t, say } = useText(orderText);
  return (
    <div className={css.reasons}>
      {of.map((one) => (
        <div key={one.key} className={css.reason}>
          <span>{say(one.label)}<small>{t('weight', { percent: Math.round(one.weight * 100) })}</small></span>
          <Track score={one.score} title={`${say(one.label)} ${percentOf(one.score)}`} />
          <span>{say(one.reason)}</span>
        </div>
      ))}
    </div>
  );
}

/** The dimensions that speak most for or against somebody, as one line. */
export const mainReasons = (of: readonly Dimension[], count = 3): Dimension[] =>
  [...of].sort((a, b) => Math.abs(b.score - 0.5) * b.weight - Math.abs(a.score - 0.5) * a.weight).slice(0, count);

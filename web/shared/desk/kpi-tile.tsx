import type { ReactNode } from 'react';
import { Link } from 'wouter';
import css from './kpi-tile.module.css';

type Props = {
  label: ReactNode; value: ReactNode; unit?: string; note?: ReactNode;
  /** danger and warm only when somebody should act. */
  tone?: 'jade' | 'warm' | 'danger' | 'grey';
  /** The course of the figure so far, oldest first. */
  spark?: readonly number[];
  href?: string;
};

/** One figure of the day; with `href` a tap shows what it is made of. */
export function KpiTile({ label, value, unit, note, tone = 'grey', spark, href }: Props) {
  const inner = (
    <>
      {spark && spark.length > 1 ? <Spark points={spark} /> : null}
      <span className={css.label}>{label}</span>
      <span className={css.value}>{value}{unit ? <small>{unit}</small> : null}</span>
      {note ? <span className={css.note}>{note}</span> : null}
    </>
  );
  return href === undefined ? <div className={css.tile} data-tone={tone}>{inner}</div> : <Link href={href} className={css.tile} data-tone={tone}>{inner}</Link>;
}
export const KpiRow = ({ children }: { children: ReactNode }) => <div className={css.row}>{children}</div>;

/** A line without axes; the figure beside it says the number. */
export function Spark({ points, className = css.spark }: { points: readonly number[]; className?: string | undefined }) {
  const top = Math.max(...points, 1);
  const path = points.map((point, index) => `${((index / (points.length - 1)) * 100).toFixed(1)},${(36 - (point / top) * 30).toFixed(1)}`);
  return (
    <svg className={className} viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true">
      <polygon points={`0,40 ${path.join(' ')} 100,40`} fill="var(--jade-50)" />
      <polyline points={path.join(' ')} fill="none" stroke="var(--jade-300)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** Columns of a day or a week with their figure on hover: `bars` from left to right, `limit` drawn as the outline behind (capacity). */
export function BarChart({ bars, heightPixels = 120, label }: { bars: readonly { key: string; value: number; limit?: number; title: string; label?: string }[]; heightPixels?: number; label: string }) {
  const top = Math.max(1, ...bars.map((bar) => Math.max(bar.value, bar.limit ?? 0)));
  return (
    <div role="img" aria-label={`${label}: ${bars.map((bar) => bar.title).join('; ')}`} style={{ display: 'flex', alignItems: 'flex-end', justifyContent: 'space-between', gap: 6, height: heightPixels }}>
      {bars.map((bar) => (
        <div key={bar.key} title={bar.title} style={{ flex: 1, minWidth: 0, maxWidth: 40, height: '100%', display: 'flex', flexDirection: 'column', justifyContent: 'flex-end', gap: 4 }}>
          <div style={{ position: 'relative', flex: 1 }}>
            {bar.limit === undefined ? null : <div style={{ position: 'absolute', insetInline: 0, bottom: 0, height: `${(bar.limit / top) * 100}%`, borderRadius: '5px 5px 2px 2px', background: 'var(--sunk)' }} />}
            <div style={{ position: 'absolute', insetInline: 0, bottom: 0, height: `${(bar.value / top) * 100}%`, minHeight: bar.value > 0 ? 2 : 0, borderRadius: '5px 5px 2px 2px', background: bar.limit !== undefined && bar.value > bar.limit ? 'var(--apricot-500)' : 'var(--jade-500)' }} />
          </div>
          <span style={{ fontSize: 11, lineHeight: '14px', color: 'var(--ink-500)', textAlign: 'center', whiteSpace: 'nowrap', height: 14 }}>{bar.label}</span>
        </div>
      ))}
    </div>
  );
}

import { formatMoney, formatWeekday } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { useFormat } from '../../shared/use-format.ts';
import { incomeText } from '../pages/income.text.ts';
import css from './day-bars.module.css';

const height = 128;
const plot = 96;

/** Income by day as bars: a week shows weekday and yuan under and over each bar, a month every fifth day. */
export function DayBars({ days, today }: { days: readonly { day: string; amountFen: number }[]; today: string }) {
  const { t, locale } = useText(incomeText);
  const format = useFormat();
  const isWeek = days.length <= 7;
  const step = isWeek ? 48 : 11;
  const bar = isWeek ? 30 : 8;
  const top = Math.max(1, ...days.map((day) => day.amountFen));
  const width = days.length * step;
  const words = days.filter((day) => day.amountFen !== 0).map((day) => t('dayBar', { day: format.nearDay(day.day), amount: formatMoney(day.amountFen) })).join(', ');
  return (
    <svg className={css.bars} viewBox={`0 0 ${width} ${height + 22}`} role="img" aria-label={words}>
      <line x1="0" x2={width} y1={height} y2={height} stroke="var(--line-strong)" />
      {days.map(({ day, amountFen }, index) => {
        const high = amountFen <= 0 ? 0 : Math.max(3, (amountFen / top) * plot);
        const x = index * step + (step - bar) / 2;
        const isLabelled = isWeek || Number(day.slice(8)) % 5 === 0 || day.endsWith('-01');
        return (
          <g key={day} data-today={day === today || undefined} className={css.day}>
            {high > 0 ? <path d={`M${x} ${height}v${-(high - Math.min(high, bar / 2))}q0 ${-Math.min(high, bar / 2)} ${bar / 2} ${-Math.min(high, bar / 2)}t${bar / 2} ${Math.min(high, bar / 2)}v${high - Math.min(high, bar / 2)}z`} /> : <rect x={x} y={height - 2} width={bar} height="2" rx="1" className={css.none} />}
            {isWeek && high > 0 ? <text x={x + bar / 2} y={height - high - 7} className={css.value}>{Math.round(amountFen / 100)}</text> : null}
            {isLabelled ? <text x={x + bar / 2} y={height + 17} className={css.label} style={isWeek ? undefined : { fontSize: 10 }}>{isWeek ? formatWeekday(day, locale) : Number(day.slice(8))}</text> : null}
          </g>
        );
      })}
    </svg>
  );
}

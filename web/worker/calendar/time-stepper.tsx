import { Minus, Plus } from 'lucide-react';
import { useText } from '../../shared/i18n.ts';
import { calendarText } from './calendar.text.ts';
import css from './calendar.module.css';
import { clockOf } from './day-hours.ts';

const step = 30;

/** A time of day in half hours; `value` in minutes, 0–1440. */
export function TimeStepper({ label, value, min = 0, max = 1440, onChange }: { label: string; value: number; min?: number; max?: number; onChange: (minutes: number) => void }) {
  const { t } = useText(calendarText);
  return (
    <div className={css.time} role="group" aria-label={label}>
      <span>{label}</span>
      <button type="button" aria-label={`${label} · ${t('earlier')}`} disabled={value <= min} onClick={() => onChange(value - step)}><Minus size={22} strokeWidth={2.4} /></button>
      <output aria-live="polite">{clockOf(value)}</output>
      <button type="button" aria-label={`${label} · ${t('later')}`} disabled={value >= max} onClick={() => onChange(value + step)}><Plus size={22} strokeWidth={2.4} /></button>
    </div>
  );
}

import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { addDays, dayOf } from '../format.ts';
import { useText } from '../i18n.ts';
import { useFormat } from '../use-format.ts';
import css from './day-picker.module.css';
import { deskText } from './text.ts';
import { useOpen } from './use-open.ts';
import { useShortcut } from './use-shortcut.ts';

/** The city day named in the address (`?day=2026-11-22`), today without one. */
export function useDay(now: Date): [day: string, go: (day: string) => void] {
  const { param, setParam } = useOpen();
  const today = dayOf(now);
  const asked = param('day') ?? '';
  return [/^\d{4}-\d\d-\d\d$/.test(asked) ? asked : today, (next) => setParam('day', next === today ? null : next)];
}

/** The day before, the day after, any day, today; `[` and `]` do the same. */
export function DayPicker({ day, today, onChange }: { day: string; today: string; onChange: (day: string) => void }) {
  const { t } = useText(deskText);
  const { day: sayDay } = useFormat();
  useShortcut('[', () => onChange(addDays(day, -1)), t('dayBefore'));
  useShortcut(']', () => onChange(addDays(day, 1)), t('dayAfter'));
  return (
    <div className={css.tools}>
      <Button icon={<ChevronLeft size={16} />} aria-label={t('dayBefore')} title="[" onClick={() => onChange(addDays(day, -1))} />
      <DatePicker aria-label={t('chooseDay')} allowClear={false} inputReadOnly value={dayjs(day)} format={() => sayDay(day)} onChange={(value: dayjs.Dayjs | null) => { if (value) onChange(value.format('YYYY-MM-DD')); }} placement="bottomRight" className={css.picker!} />
      <Button icon={<ChevronRight size={16} />} aria-label={t('dayAfter')} title="]" onClick={() => onChange(addDays(day, 1))} />
      <Button disabled={day === today} onClick={() => onChange(today)}>{t('today')}</Button>
    </div>
  );
}

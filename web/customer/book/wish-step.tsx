import { useState } from 'react';
import { addDays, dayOf, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, DayStrip } from '../../shared/kit/index.ts';
import { bookText } from './book.text.ts';

const daysAhead = 21;

/** The day a long service should start, or any; a consultant settles the rest. The value is an instant of that day's morning. */
export function WishStep({ value, onChange }: { value: string | null; onChange: (startAt: string | null) => void }) {
  const { t } = useText(bookText);
  const [today] = useState(() => dayOf(new Date()));
  const days = Array.from({ length: daysAhead }, (_, index) => ({ day: addDays(today, index + 2), isFree: true }));
  return (
    <>
      <DayStrip days={days} value={value === null ? null : dayOf(value)} onChange={(day) => onChange(instantAt(day, '09:00'))} />
      <Button kind={value === null ? 'soft' : 'quiet'} size="small" onClick={() => onChange(null)} aria-pressed={value === null}>{t('wishedAny')}</Button>
    </>
  );
}

import { addDays } from '../../shared/format.ts';

export type Span = 'thisWeek' | 'lastWeek' | 'thisMonth';

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** First and last day of a span, both included; a week runs from Monday to Sunday. */
export function spanOf(span: Span, today: string): { from: string; to: string } {
  if (span === 'thisMonth') {
    const from = `${today.slice(0, 8)}01`;
    return { from, to: addDays(`${addDays(from, 31).slice(0, 8)}01`, -1) };
  }
  const monday = addDays(today, 1 - weekdayOf(today) - (span === 'lastWeek' ? 7 : 0));
  return { from: monday, to: addDays(monday, 6) };
}

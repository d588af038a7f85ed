import { addDays, dayOf, formatTime } from '../shared/format.ts';
import { useFormat } from '../shared/use-format.ts';

/** Day and hours apart, so that a line breaks between them: `今天` `14:00–17:00` for the days around today, else the day in full. */
export function useNearWindow(): (startAt: string, endAt: string) => [day: string, hours: string] {
  const { day: sayDay, nearDay, timeWindow } = useFormat();
  return (startAt, endAt) => {
    const today = dayOf(new Date());
    const day = dayOf(startAt);
    if (day !== dayOf(endAt)) return [timeWindow(startAt, endAt), ''];
    const isNear = [today, addDays(today, 1), addDays(today, 2)].includes(day);
    return [isNear ? nearDay(startAt) : sayDay(startAt), `${formatTime(startAt)}–${formatTime(endAt)}`];
  };
}

import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { addDays, dayOf, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Screen, SkeletonScreen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../calendar/calendar.module.css';
import { calendarText, weekdayShortKeys } from '../calendar/calendar.text.ts';
import { clipToDay, isOnDay, openHours } from '../calendar/day-hours.ts';
import { DayPanel } from '../calendar/day-panel.tsx';
import { WeekEditor } from '../calendar/week-editor.tsx';
import { WeekHours } from '../calendar/week-hours.tsx';
import { weekdayOf } from '../income/span.ts';
import { WorkerTabs } from '../tabs.tsx';
import { useNow } from '../use-now.ts';

const dayCount = 14;
type Busy = View<'workers', 'myCalendar'>['busy'][number];

/** When I work: two weeks to touch, and the usual week below. */
export function Calendar() {
  const { t, say, locale } = useText(calendarText);
  const today = dayOf(useNow(60));
  const calendar = useView(['workers', 'myCalendar', today], () => api.workers.myCalendar({ from: today, days: dayCount }), { live: ['worker', 'order', 'offer'] });
  // The calendar names what is planned in Chinese alone; the visits themselves have both names.
  const visits = useView(['orders', 'myVisits', 'calendar', today], () => api.orders.myVisits({ from: instantAt(today, '00:00'), to: instantAt(addDays(today, dayCount), '00:00') }), { isReady: locale !== 'zh', live: ['order'] });
  const nameOf = (busy: Busy): string => {
    if (locale === 'zh') return busy.label;
    const visit = visits.value?.items.find((one) => one.orderId === busy.orderId);
    return visit ? `${say(visit.itemName)} · ${say(visit.statusLabel)}` : t('planned');
  };
  const [picked, setPicked] = useState<string | null>(null);
  const day = picked !== null && picked >= today ? picked : today;
  return (
    <Screen title={t('title')} tabs={<WorkerTabs at="/calendar" />}>
      <Faces of={calendar} loading={<SkeletonScreen />}>
        {(found) => (
          <>
            <p className={css.quiet}>{t('lead')}</p>
            <Strip today={today} day={day} calendar={found} onPick={setPicked} />
            <DayPanel key={day} day={day} calendar={found} nameOf={nameOf} />
            <WeekHours today={today} />
            <WeekEditor rules={found.weekly} />
          </>
        )}
      </Faces>
    </Screen>
  );
}

/** Two rows of seven days; each shows its hours as a bar from 6 to 24 and how many visits it holds. */
function Strip({ today, day, calendar, onPick }: { today: string; day: string; calendar: View<'workers', 'myCalendar'>; onPick: (day: string) => void }) {
  const { t } = useText(calendarText);
  const format = useFormat();
  const days = Array.from({ length: dayCount }, (_, index) => addDays(today, index));
  return (
    <div className={css.strip} role="radiogroup" aria-label={t('days')}>
      {days.slice(0, 7).map((one) => <span key={one} className={css.stripHead} aria-hidden="true">{t(weekdayShortKeys[weekdayOf(one) - 1]!)}</span>)}
      {days.map((one) => {
        const open = openHours(one, calendar.weekly, calendar.exceptions);
        const visits = calendar.busy.filter((busy) => busy.orderId !== null && isOnDay(busy, one));
        const words = visits.length > 0 ? t('visitsShort', { count: visits.length }) : open.length === 0 ? t('off') : '';
        return (
          <button key={one} type="button" role="radio" aria-checked={one === day} aria-label={[format.day(one), words].filter(Boolean).join(' ')} className={css.day} data-off={open.length === 0 || undefined} data-testid="calendar-pick" onClick={() => onPick(one)}>
            <b>{Number(one.slice(8))}</b>
            <small>{words || ' '}</small>
            <span className={css.bar} aria-hidden="true">
              {open.map((hours) => <i key={`o${hours.from}`} style={place(hours)} />)}
              {visits.map((visit) => { const hours = clipToDay(visit, one)!; return <i key={visit.startAt} data-busy="" style={place(hours)} />; })}
            </span>
          </button>
        );
      })}
    </div>
  );
}
const from = 360;
const percent = (minutes: number): number => Math.max(0, Math.min(100, ((minutes - from) / (1440 - from)) * 100));
const place = (hours: { from: number; to: number }): { left: string; width: string } => ({ left: `${percent(hours.from)}%`, width: `${Math.max(0, percent(hours.to) - percent(hours.from))}%` });

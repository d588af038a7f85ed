import { CalendarClock, CalendarOff } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, SectionTitle, Sheet, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { Unsent } from '../unsent.tsx';
import css from './calendar.module.css';
import { calendarText } from './calendar.text.ts';
import { clipToDay, clockOf, openHours, todayChoices } from './day-hours.ts';

/** Today's hours on the first screen: one tap opens the choices, the next one sets them. */
export function TodayHours({ today, now }: { today: string; now: Date }) {
  const { t } = useText(calendarText);
  const calendar = useView(['workers', 'myCalendar', 'today', today], () => api.workers.myCalendar({ from: today, days: 1 }), { live: ['worker', 'order', 'offer'] });
  const [isOpen, setOpen] = useState(false);
  const remove = useCommand(api.workers.removeException, { onDone: () => showToast(t('removed')) });
  const add = useCommand(api.workers.addException, {
    onDone: ({ exceptionId, isAvailable, startAt, endAt }) => {
      setOpen(false);
      const hours = clipToDay({ startAt, endAt }, today)!;
      showToast(isAvailable ? t('todayLonger', { time: clockOf(hours.to) }) : t('todayUntil', { time: clockOf(hours.from) }), { undo: { label: t('undo'), run: () => void remove.run({ exceptionId }) } });
    },
  });
  if (!calendar.value) return null;
  const { weekly, exceptions, busy } = calendar.value;
  const open = openHours(today, weekly, exceptions);
  const minute = Math.floor((now.getTime() - Date.parse(instantAt(today, '00:00'))) / 60_000);
  const choices = todayChoices(open, busy.flatMap((one) => clipToDay(one, today) ?? []).filter((one) => one.to > minute), minute);
  const put = (from: number, to: number, isAvailable: boolean): void => void add.run({ startAt: instantAt(today, clockOf(from)), endAt: instantAt(today, clockOf(to)), isAvailable, reason: '' });
  const closes = open.at(-1)?.to ?? 0;
  const words = open.length === 0 || closes <= minute ? t('todayOver') : t('open', { hours: open.map((one) => `${clockOf(one.from)}–${clockOf(one.to)}`).join(' · ') });
  return (
    <>
      <Card>
        <div className={css.today} data-testid="today-hours">
          <span>{words}</span>
          <Button kind="soft" icon={<CalendarClock size={20} aria-hidden="true" />} data-testid="today-change" onClick={() => setOpen(true)}>{t('todayChange')}</Button>
        </div>
      </Card>
      <Sheet isOpen={isOpen} title={t('todayTitle')} onClose={() => setOpen(false)}>
        <div className={css.stack}>
          {choices.restFrom === null ? null : (
            <Button kind="secondary" size="large" isWide isBusy={add.isRunning} icon={<CalendarOff size={22} aria-hidden="true" />} data-testid="today-rest" onClick={() => put(choices.restFrom!, 1440, false)}>
              {choices.restFrom > minute ? t('todayRestAfter', { time: clockOf(choices.restFrom) }) : t('todayRest')}
            </Button>
          )}
          {choices.until.length === 0 ? null : <><SectionTitle>{t('todayUntilTitle')}</SectionTitle><div className={css.hourChoices}>{choices.until.map((at) => <Button key={at} kind="soft" disabled={add.isRunning} data-testid="today-until" onClick={() => put(at, 1440, false)}>{clockOf(at)}</Button>)}</div></>}
          {choices.longer.length === 0 ? null : <><SectionTitle>{t('todayLongerTitle')}</SectionTitle><div className={css.hourChoices}>{choices.longer.map((at) => <Button key={at} kind="soft" disabled={add.isRunning} data-testid="today-longer" onClick={() => put(Math.min(1380, Math.max(closes, Math.floor(minute / 30) * 30)), at, true)}>{clockOf(at)}</Button>)}</div></>}
          <p className={css.quiet}>{t('todayNote')}</p>
          <Unsent refusal={add.refusal} onRetry={() => setOpen(true)} />
        </div>
      </Sheet>
    </>
  );
}

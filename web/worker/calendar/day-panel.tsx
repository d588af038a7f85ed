import { CalendarOff, CalendarPlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { formatTime, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import type { RefusalError } from '../../shared/refusal.ts';
import { isTransient } from '../../shared/refusal.ts';
import { Button, Card, Notice, Sheet, showRefusal, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { DeskCall } from '../desk-call.tsx';
import { Unsent } from '../unsent.tsx';
import css from './calendar.module.css';
import { calendarText } from './calendar.text.ts';
import { type Hours, clipToDay, clockOf, isOnDay, minutesOf, openHours } from './day-hours.ts';
import { TimeStepper } from './time-stepper.tsx';

type MyCalendar = View<'workers', 'myCalendar'>;
const parts = { restAll: { from: '00:00', to: '24:00' }, restMorning: { from: '00:00', to: '13:00' }, restAfternoon: { from: '13:00', to: '24:00' } } as const;
/** A rest is offered where it takes something away, half a day only where it leaves something. */
function isWorthwhile(part: keyof typeof parts, open: readonly Hours[]): boolean {
  const off = { from: minutesOf(parts[part].from), to: minutesOf(parts[part].to) };
  const isTouched = open.some((one) => one.from < off.to && one.to > off.from);
  return isTouched && (part === 'restAll' || open.some((one) => one.from < off.from || one.to > off.to));
}
const sayHours = (hours: readonly Hours[]): string => hours.map((one) => `${clockOf(one.from)}–${clockOf(one.to)}`).join(' · ');

/** One day: when she is open, what is planned, and the second tap that changes it. */
export function DayPanel({ day, calendar, nameOf }: { day: string; calendar: MyCalendar; nameOf: (busy: MyCalendar['busy'][number]) => string }) {
  const { t, locale } = useText(calendarText);
  const format = useFormat();
  const [refused, setRefused] = useState<RefusalError | null>(null);
  const [extra, setExtra] = useState<Hours | null>(null);
  const remove = useCommand(api.workers.removeException, { onDone: () => showToast(t('removed')) });
  const add = useCommand(api.workers.addException, {
    isQuiet: true,
    onDone: (exception) => {
      setExtra(null);
      showToast(t(exception.isAvailable ? 'extraDone' : 'restDone', { day: format.nearDay(day) }), { undo: { label: t('undo'), run: () => void remove.run({ exceptionId: exception.exceptionId }) } });
    },
    onRefused: (why) => { if (why.code === 'workers.exception_over_visit') setRefused(why); else if (!isTransient(why)) showRefusal(why); },
  });
  const open = openHours(day, calendar.weekly, calendar.exceptions);
  const busy = calendar.busy.filter((one) => isOnDay(one, day));
  const exceptions = calendar.exceptions.filter((one) => isOnDay(one, day));
  const put = (from: string, to: string, isAvailable: boolean): void => {
    setRefused(null);
    void add.run({ startAt: instantAt(day, from), endAt: instantAt(day, to), isAvailable, reason: '' });
  };
  const [last, setLast] = useState<(() => void) | null>(null);
  const act = (run: () => void): void => { setLast(() => run); run(); };
  return (
    <Card title={format.nearDay(day) === format.day(day) ? format.day(day) : `${format.nearDay(day)} · ${format.day(day)}`}>
      <div className={css.stack} data-testid="calendar-day">
        <p className={css.hours} data-open={open.length > 0 || undefined}>{open.length > 0 ? t('open', { hours: sayHours(open) }) : t('closed')}</p>
        {busy.length > 0 ? (
          <ul className={css.busy} aria-label={t('busy')}>
            {busy.map((one) => { const words = <><b>{formatTime(one.startAt)}–{formatTime(one.endAt)}</b> {nameOf(one)}</>; return <li key={one.startAt + one.label}>{one.orderId ? <Link href={`/visits/${one.orderId}`}>{words}</Link> : <span>{words}</span>}</li>; })}
          </ul>
        ) : <p className={css.quiet}>{t('nothingBusy')}</p>}
        {exceptions.map((one) => {
          const hours = clipToDay(one, day)!;
          const span = hours.from === 0 && hours.to === 1440 ? t('allDay') : sayHours([hours]);
          return (
            <div key={one.exceptionId} className={css.exception} data-kind={one.isAvailable ? 'extra' : 'off'}>
              <span>{t(one.isAvailable ? 'exceptionOn' : 'exceptionOff', { hours: span })}</span>
              <Button kind="quiet" icon={<Trash2 size={19} aria-hidden="true" />} isBusy={remove.isRunning} data-testid="exception-remove" onClick={() => void remove.run({ exceptionId: one.exceptionId })}>{t('remove')}</Button>
            </div>
          );
        })}
        {refused ? <Notice tone="warm"><b>{t('refusedTitle')}</b><br />{refused[locale]}<br />{t('refusedWhat')}<br /><DeskCall /></Notice> : null}
        <Unsent refusal={add.refusal} onRetry={() => last?.()} />
        <div className={css.actions}>
          {(Object.keys(parts) as (keyof typeof parts)[]).filter((part) => isWorthwhile(part, open)).map((part) => <Button key={part} kind={part === 'restAll' ? 'secondary' : 'soft'} icon={part === 'restAll' ? <CalendarOff size={20} aria-hidden="true" /> : undefined} isBusy={add.isRunning && part === 'restAll'} disabled={add.isRunning} data-testid={`calendar-${part}`} onClick={() => act(() => put(parts[part].from, parts[part].to, false))}>{t(part)}</Button>)}
          <Button kind="soft" icon={<CalendarPlus size={20} aria-hidden="true" />} data-testid="calendar-extra" onClick={() => setExtra({ from: open.length > 0 ? Math.min(1320, open.at(-1)!.to) : 540, to: open.length > 0 ? Math.min(1440, open.at(-1)!.to + 120) : 1080 })}>{t('extra')}</Button>
        </div>
      </div>
      <Sheet isOpen={extra !== null} title={`${t('extraTitle')} · ${format.nearDay(day)}`} onClose={() => setExtra(null)}
        bar={<Button size="large" isWide isBusy={add.isRunning} data-testid="extra-save" onClick={() => { if (extra) act(() => put(clockOf(extra.from), clockOf(extra.to), true)); }}>{t('extraGo')}</Button>}>
        {extra ? (
          <div className={css.range}>
            <TimeStepper label={t('from')} value={extra.from} max={extra.to - 30} onChange={(from) => setExtra({ ...extra, from })} />
            <TimeStepper label={t('to')} value={extra.to} min={extra.from + 30} onChange={(to) => setExtra({ ...extra, to })} />
          </div>
        ) : null}
        <Unsent refusal={add.refusal} onRetry={() => last?.()} />
      </Sheet>
    </Card>
  );
}

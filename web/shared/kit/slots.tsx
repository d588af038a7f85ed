import { useId } from 'react';
import { formatMonth, formatNearDay, formatTime, formatWeekday, minuteOfDay } from '../format.ts';
import { useText } from '../i18n.ts';
import css from './slots.module.css';
import { kitText } from './text.ts';

/** Days to choose from, as little doors; a day without a free time is closed. `days` are city days `YYYY-MM-DD`. */
export function DayStrip({ days, value, onChange }: { days: readonly { day: string; isFree: boolean }[]; value: string | null; onChange: (day: string) => void }) {
  const { t, locale } = useText(kitText);
  const name = useId();
  return (
    <fieldset className={css.group}>
      <legend className="visually-hidden">{t('chooseDay')}</legend>
      <div className={css.days} tabIndex={days.some((one) => one.isFree) ? undefined : 0}>
        {days.map(({ day, isFree }) => {
          const near = formatNearDay(day, locale);
          const isNear = near.length <= 9 && !/\d/.test(near);
          return (
            <label key={day} className={css.day}>
              <input type="radio" name={name} checked={day === value} disabled={!isFree} onChange={() => onChange(day)} />
              <span>{isNear ? near : formatWeekday(day, locale)}</span>
              <b>{Number(day.slice(8))}</b>
              <span>{isFree ? formatMonth(day, locale) : t('full')}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

export type Slot = { startAt: string; endAt: string; workerCount?: number; isUrgent?: boolean; isTaken?: boolean };
/** The start times of one day, in morning, afternoon and evening. `value` is the chosen `startAt`. */
export function SlotGrid({ slots, value, onChange }: { slots: readonly Slot[]; value: string | null; onChange: (slot: Slot) => void }) {
  const { t } = useText(kitText);
  const name = useId();
  const parts = [
    { key: 'morning', label: t('morning'), from: 0, to: 720 }, { key: 'afternoon', label: t('afternoon'), from: 720, to: 1080 }, { key: 'evening', label: t('evening'), from: 1080, to: 1440 },
  ].map((part) => ({ ...part, slots: slots.filter((slot) => minuteOfDay(slot.startAt) >= part.from && minuteOfDay(slot.startAt) < part.to) })).filter((part) => part.slots.length > 0);
  if (parts.length === 0) return <p className={css.none}>{t('noSlot')}</p>;
  return (
    <div>
      {parts.map((part) => (
        <section key={part.key} className={css.part}>
          <h3>{part.label}</h3>
          <div className={css.grid}>
            {part.slots.map((slot) => (
              <label key={slot.startAt} className={css.slot}>
                <input type="radio" name={name} checked={slot.startAt === value} disabled={slot.isTaken} onChange={() => onChange(slot)} />
                <b>{formatTime(slot.startAt)}</b>
                <span>{slot.isTaken ? t('full') : slot.isUrgent ? <em>{t('slotUrgent')}</em> : slot.workerCount === undefined ? `–${formatTime(slot.endAt)}` : t('slotsLeft', { count: slot.workerCount })}</span>
              </label>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

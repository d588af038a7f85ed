import { useId, useState } from 'react';
import type { View } from '../../shared/api.ts';
import { cx } from '../../shared/class-names.ts';
import { formatMoney, formatTime, minuteOfDay } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, DayStrip } from '../../shared/kit/index.ts';
import css from './slot-picker.module.css';
import { slotText } from './slot-picker.text.ts';

export type Slots = View<'dispatch', 'listSlots'>;
export type Slot = Slots['days'][number]['slots'][number];
type DaySlots = Slots['days'][number];

const parts = [{ key: 'morning', from: 0, to: 720 }, { key: 'afternoon', from: 720, to: 1080 }, { key: 'evening', from: 1080, to: 1440 }] as const;
/** From 20:00 to 07:00 a visit costs more. */
const isNight = (startAt: string): boolean => minuteOfDay(startAt) >= 1200 || minuteOfDay(startAt) < 420;
/** When most homes want somebody to come. */
const isUsual = (startAt: string): boolean => minuteOfDay(startAt) >= 480 && minuteOfDay(startAt) <= 1080;
/** Whole yuan where there are no fen: a grid of prices must be read at a glance. */
const shortMoney = (fen: number): string => formatMoney(fen).replace(/\.00$/, '');

type Props = {
  days: readonly DaySlots[]; day: string | null; value: string | null;
  onDay: (day: string) => void; onChange: (slot: Slot) => void;
  /** Shown below the days: leads to the following ones. */
  onLater?: (() => void) | undefined; onEarlier?: (() => void) | undefined;
  /** The price stays as paid when an order only moves. */
  hasPrice?: boolean; isStale?: boolean;
};
/** Days and free times of one day, each with its price; only what can be had is shown. */
export function SlotPicker({ days, day, value, onDay, onChange, onLater, onEarlier, hasPrice = true, isStale = false }: Props) {
  const { t } = useText(slotText);
  const name = useId();
  const [isNightOpen, setNightOpen] = useState(false);
  const free = days.find((one) => one.day === day)?.slots ?? [];
  // Who needs the night finds it; everyone else is spared a page of it.
  const ordinary = free.filter((slot) => !isNight(slot.startAt) || slot.startAt === value);
  const slots = isNightOpen || ordinary.length === 0 ? free : ordinary;
  return (
    <div className={cx(css.picker, isStale && css.stale)}>
      <DayStrip days={days.map((one) => ({ day: one.day, isFree: one.slots.length > 0 }))} value={day} onChange={onDay} />
      {slots.length === 0 ? (days.some((one) => one.slots.length > 0) ? <p className={css.none}>{t('noSlotDay')}</p> : null) : (
        <fieldset className={css.group}>
          <legend className="visually-hidden">{t('times')}</legend>
          {parts.map((part) => ({ ...part, slots: slots.filter((slot) => minuteOfDay(slot.startAt) >= part.from && minuteOfDay(slot.startAt) < part.to) })).filter((part) => part.slots.length > 0).map((part) => (
            <div key={part.key} className={css.part}>
              <p>{t(part.key)}</p>
              <div className={css.grid}>
                {part.slots.map((slot) => (
                  <label key={slot.startAt} className={css.slot} data-testid="slot">
                    <input type="radio" name={name} checked={slot.startAt === value} onChange={() => onChange(slot)} />
                    <b>{formatTime(slot.startAt)}</b>
                    <span>{slot.isUrgent ? <em>{t('urgent')}</em> : null}{hasPrice ? shortMoney(slot.totalFen) : slot.isUrgent ? '' : `–${formatTime(slot.endAt)}`}</span>
                  </label>
                ))}
              </div>
            </div>
          ))}
        </fieldset>
      )}
      {slots.length < free.length ? <Button kind="quiet" size="small" onClick={() => setNightOpen(true)}>{t(hasPrice ? 'nightSlots' : 'nightSlotsPaid', { count: free.length - slots.length })}</Button> : null}
      {onLater || onEarlier ? <div className={css.ways}>{onEarlier ? <Button kind="quiet" size="small" onClick={onEarlier}>{t('earlierDays')}</Button> : null}{onLater ? <Button kind="quiet" size="small" onClick={onLater}>{t('laterDays')}</Button> : null}</div> : null}
    </div>
  );
}

const everySlot = (days: readonly DaySlots[]): Slot[] => days.flatMap((one) => one.slots);

/** The slot to stand on: the wished one, else the one nearest to it, else the first without a surcharge, by daylight if there is one. */
export function chooseSlot(days: readonly DaySlots[], wish: string | null): Slot | null {
  const slots = everySlot(days);
  if (slots.length === 0) return null;
  if (wish !== null) return nearestSlots(days, wish, 1)[0] ?? null;
  const cheapestFen = Math.min(...slots.map((slot) => slot.totalFen));
  const cheapest = slots.filter((slot) => slot.totalFen === cheapestFen);
  return cheapest.find((slot) => isUsual(slot.startAt)) ?? cheapest[0]!;
}
/** The slots nearest to an instant, nearest first. */
export function nearestSlots(days: readonly DaySlots[], at: string, count: number): Slot[] {
  const wished = Date.parse(at);
  return everySlot(days).sort((a, b) => Math.abs(Date.parse(a.startAt) - wished) - Math.abs(Date.parse(b.startAt) - wished)).slice(0, count);
}

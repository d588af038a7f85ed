import { Button, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { mainReasons } from '../../shared/desk/order/dimensions.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import { serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { addDays, dayOf, formatNearDay, formatTime, instantAt, today } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, Bone, Notice, Stars } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from './book.module.css';
import { bookText } from './book.text.ts';
import type { Call, Item } from './use-call.ts';

/** What: any service by its name, the usual quantity is there already. */
export function ServiceStep({ call, items }: { call: Call; items: readonly Item[] }) {
  const { t, say, locale } = useText(bookText);
  const { duration, money } = useFormat();
  const { item, quantity } = call;
  const families = [...new Set(items.map(({ family }) => family))];
  return (
    <Panel title={`3 · ${t('service')}`} note={item && call.quote.value ? `${t('lasts', { duration: duration(call.quote.value.durationMinutes) })} · ${t('crew', { count: item.crewSize })}` : undefined}>
      <div className={css.line}>
        <Select<string>
          autoFocus showSearch optionFilterProp="title" style={{ flex: '1 1 240px' }} size="large" disabled={call.order !== null} aria-label={t('service')} placeholder={t('servicePlaceholder')} value={item?.itemId ?? null} data-testid="book-service" defaultActiveFirstOption
          onChange={(itemId) => { const next = items.find((one) => one.itemId === itemId); if (next) call.chooseItem(next); }}
          options={families.map((family) => ({ label: serviceFamilyText[locale][family], options: items.filter((one) => one.family === family).map((one) => ({ value: one.itemId, title: `${one.name.zh} ${one.name.en}`, label: `${say(one.name)} · ${t('from', { price: money(one.fromPriceFen) })}` })) }))}
        />
        {item ? <InputNumber size="large" disabled={call.order !== null} aria-label={t('quantity')} min={item.minQuantity} max={item.maxQuantity} step={item.stepQuantity} precision={Number.isInteger(quantity) ? 0 : 1} value={quantity} onChange={(value) => { if (value !== null) call.setQuantity(value); }} suffix={say(item.unitLabel)} style={{ width: 130 }} data-testid="book-quantity" /> : null}
      </div>
      <Input value={call.note} maxLength={500} disabled={call.order !== null} onChange={(event) => call.setNote(event.target.value)} placeholder={t('noteLabel')} aria-label={t('noteLabel')} />
    </Panel>
  );
}

/** When: the earliest free time is chosen already. */
export function TimeStep({ call }: { call: Call }) {
  const { t, say, locale } = useText(bookText);
  const { slots, startAt } = call;
  const days = slots.value?.days ?? [];
  const [shownDay, setShownDay] = useState<string | null>(null);
  const day = days.find((one) => one.day === shownDay) ?? days.find((one) => startAt !== null && one.day === dayOf(startAt)) ?? days.find((one) => one.slots.length > 0);
  const isFirstWeek = call.fromDay === today();
  return (
    <Panel title={`4 · ${t('time')}`} note={startAt ? `${formatNearDay(startAt, locale)} ${formatTime(startAt)}` : undefined} aside={slots.value && !call.order ? <Button size="small" onClick={() => { setShownDay(null); call.moveDays(isFirstWeek ? 7 : -7); }}>{t(isFirstWeek ? 'moreDays' : 'fewerDays')}</Button> : null}>
      {slots.refusal ? <ByHand call={call} why={slots.refusal[locale]} /> : slots.value === undefined ? <><p className={css.quiet}>{t('loadingSlots')}</p><Bone height={36} /></> : (
        <>
          <div className={css.days} role="group" aria-label={t('chooseDay')}>
            {days.map((one) => <button key={one.day} type="button" className={css.day} aria-pressed={one.day === day?.day} disabled={one.slots.length === 0} onClick={() => { setShownDay(one.day); const first = one.slots[0]; if (first) call.setStartAt(first.startAt); }}>{formatNearDay(one.day, locale)}<small>{one.slots.length}</small></button>)}
          </div>
          {day ? (
            <div className={css.slots} data-testid="book-slots">
              {day.slots.map((slot) => <button key={slot.startAt} type="button" className={css.slot} aria-pressed={slot.startAt === startAt} disabled={call.order !== null} onClick={() => call.setStartAt(slot.startAt)}><b>{formatTime(slot.startAt)}</b><small>{t('slotWorkers', { count: slot.workerCount })}</small></button>)}
            </div>
          ) : <Notice tone="warm">{say(slots.value.nobody) || t('noSlots')} <Button size="small" onClick={() => void call.placeOrder(true)} loading={call.isPlacing} data-testid="book-demand">{t('postDemand')}</Button></Notice>}
        </>
      )}
    </Panel>
  );
}

const clocks = Array.from({ length: 28 }, (_, index) => `${String(8 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`);

/** The list of free times did not open: the agent names the time, the hold says whether somebody can come. */
function ByHand({ call, why }: { call: Call; why: string }) {
  const { t } = useText(bookText);
  const [day, setDay] = useState(addDays(today(), 1));
  const [clock, setClock] = useState<string | null>(null);
  const choose = (nextDay: string, next: string | null): void => { setDay(nextDay); setClock(next); if (next) call.setStartAt(instantAt(nextDay, next)); };
  return (
    <>
      <Notice tone="warm">{why}</Notice>
      <p className={css.quiet}>{t('manualNote')}</p>
      <div className={css.line}>
        <DatePicker aria-label={t('chooseDay')} allowClear={false} value={dayjs(day)} minDate={dayjs()} onChange={(value) => { if (value) choose(value.format('YYYY-MM-DD'), clock); }} />
        <Select<string> showSearch aria-label={t('chooseTime')} placeholder={t('chooseTime')} style={{ width: 110 }} value={clock} onChange={(value) => choose(day, value)} options={clocks.map((value) => ({ value, label: value }))} />
        <Button onClick={() => void call.placeOrder(true)} loading={call.isPlacing}>{t('postDemand')}</Button>
      </div>
    </>
  );
}

/** By whom: the fastest unless the caller names somebody. */
export function WorkerStep({ call }: { call: Call }) {
  const { t, say } = useText(bookText);
  const { suggestions, workerId } = call;
  if (call.startAt === null) return null;
  const pick = (id: string | null): void => { if (!call.order) call.setWorkerId(id); };
  return (
    <Panel title={`5 · ${t('worker')}`}>
      <div className={css.workers} role="radiogroup" aria-label={t('worker')} data-testid="book-workers">
        <button type="button" role="radio" aria-checked={workerId === null} className={css.pick} style={{ gridTemplateColumns: 'minmax(0, 1fr)' }} onClick={() => pick(null)}><b>{t('fastest')}</b><small>{t('fastestNote')}</small></button>
        {suggestions.value?.items.map(({ worker, score, dimensions }) => (
          <button key={worker.workerId} type="button" role="radio" aria-checked={worker.workerId === workerId} className={css.pick} onClick={() => pick(worker.workerId)}>
            <Avatar name={worker.name} photo={worker.photo} sizePixels={30} />
            <span><b>{worker.name}</b> <Stars rating={worker.rating} sizePixels={13} /> <small>{t('score', { score: Math.round(score) })}</small></span>
            <small>{mainReasons(dimensions, 2).map(({ reason }) => say(reason)).join(' · ')}</small>
          </button>
        ))}
      </div>
    </Panel>
  );
}

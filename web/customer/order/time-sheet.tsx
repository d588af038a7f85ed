import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { addDays, dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, EmptyState, ErrorState, Notice, Sheet, SkeletonScreen, Switch, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import { type Slot, SlotPicker } from '../parts/slot-picker.tsx';
import css from './order.module.css';
import { sheetText } from './sheets.text.ts';

const daysShown = 7;

/** Another time for an order that is paid, or the first time for a posted demand. */
export function TimeSheet({ order, onClose, onHeld }: { order: Order; onClose: () => void; onHeld: (order: Order) => void }) {
  const { t, say } = useText(sheetText);
  const { instant } = useFormat();
  const isMove = order.status !== 'draft';
  const isHerFree = order.worker !== null && (order.worker.level < 3 || order.quote.lines.some((line) => line.kind === 'skillPremium'));
  const [isHers, setHers] = useState(isMove && isHerFree);
  const [today] = useState(() => dayOf(new Date()));
  const [fromDay, setFromDay] = useState(today);
  const [day, setDay] = useState<string | null>(null);
  const [slot, setSlot] = useState<Slot | null>(null);
  const workerId = isHers ? order.workerId : null;
  const again = useView(['orders', 'rebook', order.orderId], () => api.orders.rebook({ orderId: order.orderId }), { live: false, staleSeconds: 600 });
  const addressId = again.value?.addressId;
  const wish = { itemId: order.itemId, addressId: addressId ?? '', quantity: order.quantity };
  const slots = useView(['dispatch', 'listSlots', wish, workerId, fromDay], () => api.dispatch.listSlots({ ...wish, from: fromDay, days: daysShown, ...(workerId && { workerId }) }), { isReady: addressId !== undefined, live: ['order'], staleSeconds: 10 });
  // A paid order keeps its price, so it may not move into a dearer hour.
  const days = (slots.value?.days ?? []).map((one) => ({ ...one, slots: isMove ? one.slots.filter((free) => free.totalFen <= order.totalFen) : one.slots }));
  const hold = useCommand(api.dispatch.holdSlot, { isQuiet: true, refreshes: [], onRefused: () => { setSlot(null); slots.reload(); } });
  const move = useCommand(api.orders.reschedule, { isQuiet: true, onDone: () => { showToast(t('moved')); onClose(); } });
  const take = useCommand(api.orders.hold, { isQuiet: true, onDone: onHeld });

  const submit = async (): Promise<void> => {
    if (!slot) return;
    const held = await hold.run({ ...wish, startAt: slot.startAt, ...(workerId && { workerId }) });
    if (held) await (isMove ? move : take).run({ orderId: order.orderId, holdId: held.holdId });
  };
  const refusal = hold.refusal ?? move.refusal ?? take.refusal;
  const shownDay = day ?? days.find((one) => one.slots.length > 0)?.day ?? null;
  const failed = again.refusal ?? slots.refusal;
  return (
    <Sheet isOpen isFull title={t(isMove ? 'moveTitle' : 'chooseTitle')} onClose={onClose}
      bar={<Button size="large" isWide data-testid="time-confirm" disabled={slot === null} isBusy={hold.isRunning || move.isRunning || take.isRunning} onClick={() => void submit()}>{slot ? t(isMove ? 'moveConfirm' : 'chooseConfirm', { time: instant(slot.startAt) }) : t('pickTime')}</Button>}>
      <div className={css.sheetStack}>
        {isMove ? <p className={css.soft}>{t('moveLead')}</p> : null}
        {refusal ? <Notice tone="danger">{refusal.code === 'dispatch.slot_taken' ? t('taken') : say(refusal)}</Notice> : null}
        {isMove && isHerFree && order.worker ? <Switch label={t('sameWorker', { name: order.worker.name })} note={t('sameWorkerNote')} isOn={isHers} onChange={(isOn) => { setHers(isOn); setSlot(null); }} /> : null}
        {failed ? <ErrorState refusal={failed} onRetry={slots.reload} /> : !slots.value ? <SkeletonScreen /> : days.every((one) => one.slots.length === 0)
          ? <EmptyState title={t('none')} art="calm" action={<Button kind="secondary" onClick={() => { setFromDay(addDays(fromDay, daysShown)); setDay(null); }}>{t('later')}</Button>}>{say(slots.value.nobody)}</EmptyState>
          : <SlotPicker days={days} day={shownDay} value={slot?.startAt ?? null} hasPrice={!isMove} isStale={slots.isRefreshing && slots.value === undefined} onDay={setDay} onChange={setSlot}
              onLater={() => { setFromDay(addDays(fromDay, daysShown)); setDay(null); }} onEarlier={fromDay > today ? () => { setFromDay(today); setDay(null); } : undefined} />}
      </div>
    </Sheet>
  );
}

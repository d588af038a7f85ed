import { useEffect } from 'react';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Sheet } from '../../shared/kit/index.ts';
import type { RefusalError } from '../../shared/refusal.ts';
import { useFormat } from '../../shared/use-format.ts';
import { type Slot, nearestSlots } from '../parts/slot-picker.tsx';
import css from './book.module.css';
import { bookText } from './book.text.ts';
import type { Plan } from './use-plan.ts';

type Props = { plan: Plan; refusal: RefusalError | null; isBusy: boolean; onClose: () => void; onTake: (slot: Slot) => void; onDemand: () => void };

const goneCodes: readonly string[] = ['dispatch.slot_taken', 'orders.hold_expired', 'orders.hold_mismatch', 'orders.too_soon', 'orders.too_far'];

/** Why it could not be booked, and the way on: never a dead end. */
export function RefusalSheet({ plan, refusal, isBusy, onClose, onTake, onDemand }: Props) {
  const { t, say } = useText(bookText);
  const code = refusal?.code ?? '';
  const isGone = goneCodes.includes(code);
  const { reloadSlots, reloadQuote } = plan;
  useEffect(() => {
    if (code === '') return;
    // The wishes stay; what is free and what it costs is asked anew.
    reloadSlots();
    if (code === 'orders.price_changed') reloadQuote();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- once per refusal
  }, [code]);
  if (!refusal) return null;
  if (isGone) return <TakenSheet plan={plan} refusal={refusal} isBusy={isBusy} onClose={onClose} onTake={onTake} onDemand={onDemand} />;
  const isUnsuitable = code === 'dispatch.worker_unsuitable' || code === 'workers.worker_unknown';
  const title = isUnsuitable ? t('unsuitableTitle') : code === 'orders.price_changed' ? t('priceTitle') : code === 'dispatch.too_many_holds' ? t('tooManyTitle') : t('refusedTitle');
  const bar = isUnsuitable ? <Button size="large" isWide onClick={() => { plan.chooseWorker(null); onClose(); }}>{t('anyone')}</Button>
    : code === 'dispatch.too_many_holds' ? <ButtonLink href="/orders" size="large" isWide>{t('seeOrders')}</ButtonLink>
      : <Button size="large" isWide onClick={onClose}>{code === 'orders.price_changed' ? t('priceOk') : t('tryAgain')}</Button>;
  return <Sheet isOpen title={title} onClose={onClose} bar={bar}><p className={css.refusal} role="alert">{say(refusal)}</p></Sheet>;
}

/** Somebody was faster: the nearest free times, each one tap from the cashier. */
function TakenSheet({ plan, isBusy, onClose, onTake, onDemand }: Omit<Props, 'refusal'> & { refusal: RefusalError }) {
  const { t } = useText(bookText);
  const { timeWindow, money } = useFormat();
  const taken = plan.wish ?? plan.slot?.startAt ?? null;
  const near = plan.slots && taken !== null ? nearestSlots(plan.slots.days, taken, 5).filter((slot) => slot.startAt !== taken).slice(0, 4) : [];
  return (
    <Sheet isOpen title={t('takenTitle')} onClose={onClose} bar={near.length > 0 ? <Button kind="secondary" size="large" isWide onClick={onClose}>{t('otherTimes')}</Button> : <Button size="large" isWide isBusy={isBusy} onClick={onDemand}>{t('postDemand')}</Button>}>
      <p className={css.refusal} role="alert">{near.length > 0 ? t('takenLead') : t('takenNone')}</p>
      {near.map((slot) => (
        <button key={slot.startAt} type="button" className={css.near} disabled={isBusy} data-testid="near-slot" onClick={() => onTake(slot)}>
          <b>{timeWindow(slot.startAt, slot.endAt)}</b><span>{money(slot.totalFen)}</span>
        </button>
      ))}
      {plan.workerId ? <Button kind="secondary" isWide onClick={() => { plan.chooseWorker(null); onClose(); }}>{t('sameTimeAnyone')}</Button> : null}
    </Sheet>
  );
}

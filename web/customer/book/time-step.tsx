import { useState } from 'react';
import { dayOf, minuteOfDay } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ErrorState, Notice, SkeletonScreen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { SlotPicker } from '../parts/slot-picker.tsx';
import css from './book.module.css';
import { bookText } from './book.text.ts';
import type { Plan } from './use-plan.ts';

/** Feasible times only, each with its price; the nearest ordinary one is chosen already. */
export function TimeStep({ plan, onPostDemand, isPosting }: { plan: Plan; onPostDemand: () => void; isPosting: boolean }) {
  const { t, say } = useText(bookText);
  const { timeWindow, instant, time, duration } = useFormat();
  const [emptyDay, setEmptyDay] = useState<string | null>(null);
  const { slots, slot } = plan;
  if (plan.address === null) return <p className={css.soft}>{t('timeFirst')}</p>;
  if (plan.slotsRefusal) return <ErrorState refusal={plan.slotsRefusal} onRetry={plan.reloadSlots} />;
  if (!slots) return <><p className={css.soft} role="status">{t('loadingTimes')}</p><SkeletonScreen /></>;
  const day = emptyDay ?? (slot ? dayOf(slot.startAt) : null);

  /** Another day keeps the hour as near as it can. */
  const chooseDay = (next: string): void => {
    const there = slots.days.find((one) => one.day === next)?.slots ?? [];
    const minute = slot ? minuteOfDay(slot.startAt) : 600;
    const best = [...there].sort((a, b) => Math.abs(minuteOfDay(a.startAt) - minute) - Math.abs(minuteOfDay(b.startAt) - minute))[0];
    setEmptyDay(best ? null : next);
    if (best) plan.chooseSlot(best);
  };
  return (
    <>
      {plan.isWorkerGone ? <Notice tone="warm">{t('workerGone')}</Notice> : null}
      {plan.isMoved && plan.wish ? <Notice tone="warm">{t('moved', { time: instant(plan.wish) })}</Notice> : null}
      {plan.worker ? <Notice tone="jade">{t('onlyHers', { name: plan.worker.name })} <button type="button" onClick={() => plan.chooseWorker(null)}>{t('anyone')}</button></Notice> : null}
      {plan.promise ? <Notice tone="jade"><b>{say(plan.promise.words)}</b>{plan.promise.onTime.isEnough ? <><br />{say(plan.promise.onTime.words)}</> : null}<br />{slot?.startAt === plan.promise.startAt ? t('promiseChosen') : <button type="button" data-testid="choose-promise" onClick={() => { const first = slots.days.flatMap((one) => one.slots).find(({ startAt }) => startAt === plan.promise!.startAt); if (first) { setEmptyDay(null); plan.chooseSlot(first); } }}>{t('choosePromise')}</button>}</Notice> : null}
      {slot === null ? (
        <div className={css.nobody}>
          <h3>{t('nobodyTitle')}</h3>
          <p>{say(slots.nobody)}</p>
          {plan.workerId ? <Button kind="secondary" onClick={() => plan.chooseWorker(null)}>{t('anyone')}</Button> : null}
          <Button kind="secondary" isBusy={isPosting} onClick={onPostDemand}>{t('postDemand')}</Button>
        </div>
      ) : null}
      <SlotPicker days={slots.days} day={day} value={slot?.startAt ?? null} isStale={plan.isStale} onDay={chooseDay} onChange={plan.chooseSlot} onLater={plan.laterDays} onEarlier={plan.hasEarlierDays ? plan.earlierDays : undefined} />
      {slot ? <p className={css.chosenTime} aria-live="polite"><b>{timeWindow(slot.startAt, slot.endAt)}</b><span>{t('ends', { time: time(slot.endAt), duration: duration(slots.durationMinutes) })}</span></p> : null}
    </>
  );
}

import { Check, CircleDashed } from 'lucide-react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Card, Notice, Progress } from '../../shared/kit/index.ts';
import { type Parcel, deliverAgain, post, useParcels } from '../outbox.ts';
import type { Visit } from '../use-work.ts';
import css from './visit.module.css';
import { visitText } from './visit.text.ts';

type Item = Visit['checklist'][number] & { isPending: boolean };

/** The checklist as she left it: what waits in the post counts already. */
export function tickedItems(visit: Visit, parcels: readonly Parcel[]): Item[] {
  return visit.checklist.map((item) => {
    const wish = parcels.findLast((parcel) => parcel.kind === 'tick' && parcel.subject === item.code);
    return { ...item, isDone: wish ? wish.isDone : item.isDone, isPending: wish !== undefined };
  });
}

/** What will be done, to be read together with the family. */
export function ChecklistPreview({ visit }: { visit: Visit }) {
  const { t, say } = useText(visitText);
  return (
    <Card title={t('willDo')}>
      <ol className={css.preview}>
        {visit.checklist.map((item) => <li key={item.code}><CircleDashed size={20} aria-hidden="true" /><span>{say(item.text)}</span>{item.isRequired ? <b>{t('required')}</b> : null}</li>)}
      </ol>
    </Card>
  );
}

/** Big rows to tick, and how far she is. */
export function Checklist({ visit }: { visit: Visit }) {
  const { t, say } = useText(visitText);
  const parcels = useParcels(visit.orderId);
  const items = tickedItems(visit, parcels);
  const left = items.filter((item) => item.isRequired && !item.isDone).length;
  const tick = (item: Item): void => {
    const isDone = !item.isDone;
    post({ orderId: visit.orderId, kind: 'tick', subject: item.code, isDone, preview: null, send: (idempotencyKey) => api.orders.tickItem({ orderId: visit.orderId, code: item.code, isDone }, { idempotencyKey }) });
  };
  return (
    <Card isFlush>
      <div className={css.progress}>
        <Progress label={t('progress')} done={items.filter((item) => item.isDone).length} total={items.length} />
        <small>{left > 0 ? t('left', { count: left }) : t('allDone')}</small>
      </div>
      <ul className={css.ticks} aria-label={t('tapToTick')}>
        {items.map((item) => (
          <li key={item.code}>
            <button type="button" role="checkbox" aria-checked={item.isDone} className={css.tick} data-testid="tick" data-done={item.isDone || undefined} onClick={() => tick(item)}>
              <span className={css.box} aria-hidden="true"><Check size={24} strokeWidth={3.2} /></span>
              <span className={css.tickText}>{say(item.text)}<small>{item.isRequired ? t('required') : t('optional')}{item.isPending && parcels.some((parcel) => parcel.isStuck) ? ` · ${t('pending')}` : ''}</small></span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What the network still owes: seen, and sent again by itself or at a tap. */
export function PostNotice({ orderId }: { orderId: string }) {
  const { t } = useText(visitText);
  const parcels = useParcels(orderId);
  if (!parcels.some((parcel) => parcel.isStuck)) return null;
  return <Notice tone="warm">{t('stuck', { count: parcels.length })} <button type="button" className={css.sendNow} data-testid="post-retry" onClick={deliverAgain}>{t('sendNow')}</button></Notice>;
}

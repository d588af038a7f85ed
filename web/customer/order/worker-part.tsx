import { BadgeCheck, PhoneCall, Search } from 'lucide-react';
import { Link } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, Bone, Card, IconTile, Stars, Tag } from '../../shared/kit/index.ts';
import { MiniMap } from '../../shared/map/mini-map.tsx';
import { useMaskedCall } from '../../shared/use-masked-call.ts';
import { useView } from '../../shared/use-view.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import { text } from '../text.ts';
import { WishButtons } from '../wishes/wish-buttons.tsx';
import css from './order.module.css';
import { orderText } from './order.text.ts';

/** Who comes: nobody yet, asked, or the worker with her badge and a protected call. */
export function WorkerPart({ order }: { order: Order }) {
  const { t } = useText(orderText);
  const common = useText(text);
  const { worker } = order;
  const call = useMaskedCall(order.orderId);
  if (order.status === 'paid' || (order.status === 'assigned' && !worker)) return <Card><div className={css.finding}><IconTile tone="warm"><Search size={22} /></IconTile><span><b>{t('finding')}</b><small>{t('findingLead')}</small></span></div></Card>;
  if (!worker) return null;
  return (
    <Card title={order.status === 'assigned' ? t('asked', { name: worker.name }) : t('worker')}>
      <div className={css.worker}>
        <Avatar name={worker.name} photo={worker.photo} sizePixels={60} />
        <div className={css.workerMain}>
          <Link href={`/workers/${worker.workerId}`} className={css.workerName}>{worker.name}</Link>
          <span className={css.facts}><Stars rating={worker.rating} count={worker.ratingCount} sizePixels={14} /><span>{common.t('levelOf', { level: worker.level })}</span><span>{common.t('visitsDone', { count: worker.visitsDone })}</span></span>
          <span className={css.tags}><Tag tone="jade" icon={<BadgeCheck size={14} />}>{t('verified')}</Tag></span>
          {worker.merchantId ? <Link className={css.merchant} href={`/merchants/${worker.merchantId}`}>{worker.merchantName}</Link> : null}
        </div>
        {order.can['call']?.isAllowed ? <button type="button" className={css.call} aria-busy={call.isRunning} aria-label={t('callWorker', { name: worker.name })} data-testid="order-call" onClick={call.ring}><PhoneCall size={22} /></button> : null}
      </div>
      {order.status === 'assigned' ? <p className={css.soft}>{t('askedLead')}</p> : order.can['call']?.isAllowed ? <p className={css.soft}>{common.t('call')} · {call.dialNumber ?? common.t('callNote')}</p> : null}
      {order.finishedAt ? <WishButtons worker={worker} /> : null}
    </Card>
  );
}

/** Where she is while on the way; read again as she moves. */
export function TrackPart({ order }: { order: Order }) {
  const { say } = useText(orderText);
  const isMoving = order.status === 'onTheWay';
  const track = useView(['dispatch', 'trackOrder', order.orderId], () => api.dispatch.trackOrder({ orderId: order.orderId }), { isReady: isMoving, live: ['worker.moved', 'order'], everySeconds: 10, staleSeconds: 2, isKept: false });
  if (!isMoving) return null;
  if (!track.value) return track.refusal ? null : <Bone height={180} radius="var(--radius-l)" />;
  const { home, worker, distanceMeters } = track.value;
  return (
    <Card isFlush>
      <div className={css.map}><MiniMap home={home} worker={worker} distanceMeters={distanceMeters} isArrived={order.arrivedAt !== null} /></div>
      <p className={css.mapWords} aria-live="polite">{say(track.value.words)}</p>
    </Card>
  );
}

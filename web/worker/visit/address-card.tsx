import { Copy, MapPinned } from 'lucide-react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Notice, showToast } from '../../shared/kit/index.ts';
import { MiniMap } from '../../shared/map/mini-map.tsx';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { isUnderWay } from '../next-step.ts';
import type { Visit } from '../use-work.ts';
import { opensAt } from './masked.ts';
import css from './visit.module.css';
import { visitText } from './visit.text.ts';

/** Where to go: the whole address within her hours, the estate before; on the way the distance and the arrival. */
export function AddressCard({ visit }: { visit: Visit }) {
  const { t } = useText(visitText);
  const format = useFormat();
  const isOnTheWay = isUnderWay(visit);
  const track = useView(['dispatch', 'trackOrder', visit.orderId], () => api.dispatch.trackOrder({ orderId: visit.orderId }), { isReady: isOnTheWay, everySeconds: 30, live: ['worker.moved', 'order'] });
  const maskedUntil = opensAt(visit);
  const way = isOnTheWay ? track.value : undefined;
  const copy = (): void => {
    const done = navigator.clipboard?.writeText(visit.address);
    if (done) done.then(() => showToast(t('copied')), () => showToast(t('copyFailed'), { tone: 'warm' }));
    else showToast(t('copyFailed'), { tone: 'warm' });
  };
  return (
    <Card>
      <div className={css.stack}>
        <p className={css.address} data-testid="visit-address">{visit.address}</p>
        {maskedUntil ? <Notice tone="sky">{t('addressMasked', { time: `${format.nearDay(maskedUntil)} ${format.time(maskedUntil)}` })}</Notice> : (
          <div className={css.two}>
            <a className={css.wayButton} href={`geo:${visit.lat},${visit.lon}?q=${visit.lat},${visit.lon}(${encodeURIComponent(visit.estateName)})`}><MapPinned size={20} aria-hidden="true" />{t('openMap')}</a>
            <Button kind="secondary" icon={<Copy size={19} aria-hidden="true" />} onClick={copy}>{t('copy')}</Button>
          </div>
        )}
        {way && way.distanceMeters !== null && way.etaAt ? <p className={css.eta}>{t('away', { distance: format.distance(way.distanceMeters), time: format.time(way.etaAt) })}</p> : null}
        {isOnTheWay ? <MiniMap home={visit} worker={way?.worker ?? null} distanceMeters={way?.distanceMeters ?? null} heightPixels={150} /> : null}
      </div>
    </Card>
  );
}

import { Check, Phone } from 'lucide-react';
import type { View } from '../../shared/api.ts';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Avatar, Photo, PhotoGrid, PriceLines, Stars, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { Facts, Panel } from '../parts/panel.tsx';
import css from '../parts/parts.module.css';
import { useMerchant, useOpen } from '../use-merchant.ts';
import orderCss from './order.module.css';
import { orderText } from './order.text.ts';

export type Order = View<'orders', 'get'>;

/** The whole order on one page. */
export function Overview({ order }: { order: Order }) {
  const { t, say } = useText(orderText);
  const { timeWindow, duration, money, instant } = useFormat();
  const { merchantId } = useMerchant();
  const done = order.checklist.filter(({ isDone }) => isDone).length;
  return (
    <div className={css.stack}>
      <div className={orderCss.headline}>
        <b>{order.startAt && order.endAt ? timeWindow(order.startAt, order.endAt) : t('noTime')}</b>
        <p>{say(order.itemName)} · {order.quantity} {say(order.unitLabel)}{order.quantity * 60 === order.durationMinutes ? '' : ` · ${duration(order.durationMinutes)}`} · <Amount fen={order.totalFen} /></p>
        <p className={css.line}><Tag tone={order.merchantId === merchantId ? 'jade' : 'sky'}>{order.merchantId === merchantId ? t('own') : order.merchantId === null ? t('territory') : t('other', { name: order.merchantName ?? '' })}</Tag><span><span className={css.quiet}>{t('next')}</span> {say(order.nextStep)}</span></p>
      </div>
      <Steps of={order.allianceSteps} />
      <div className={css.two}>
        <Panel title={t('customer')}>
          <Facts of={[
            [t('customer'), <b key="c" className={css.strong}>{order.customerName}</b>], [t('phone'), order.customerPhone ? <Dial key="p" of={order.customerPhone} /> : null], [t('address'), order.address],
            [t('scene'), <Scene key="s" of={order.homeScene} />], [t('sceneNote'), order.homeScene.note], [t('note'), order.note], [t('placed'), instant(order.placedAt)],
          ]} />
        </Panel>
        <WorkerPanel order={order} />
      </div>
      <Panel title={t('quote')} note={order.paidFen > 0 ? t('paid', { amount: money(order.paidFen) }) + (order.refundedFen > 0 ? ` · ${t('refunded', { amount: money(order.refundedFen) })}` : '') : undefined}><PriceLines lines={order.quote.lines} totalFen={order.quote.totalFen} /></Panel>
      <div className={css.two}>
        <Panel title={t('checklist')} note={t('checklistDone', { done, total: order.checklist.length })}>
          <ul>{order.checklist.map((item) => <li key={item.code} className={orderCss.check} data-done={item.isDone}><span aria-hidden="true">{item.isDone ? '✓' : '○'}</span>{say(item.text)}</li>)}</ul>
        </Panel>
        <Panel title={t('photos')} note={String(order.photos.length)}>
          {order.photos.length === 0 ? <p className={css.quiet}>{t('noPhotos')}</p> : <PhotoGrid>{order.photos.map((photo) => <Photo key={photo.photoId} url={photo.url} area={say(photo.nodeText)} />)}</PhotoGrid>}
        </Panel>
      </div>
      {order.review ? (
        <Panel title={t('review')}>
          <Facts of={[[t('skill'), <Stars key="s" rating={order.review.skill} isFull />], [t('communication'), <Stars key="c" rating={order.review.communication} isFull />], [t('attitude'), <Stars key="a" rating={order.review.attitude} isFull />]]} />
          {order.review.words ? <p>{order.review.words}</p> : null}
        </Panel>
      ) : null}
    </div>
  );
}

/** Numbers come masked from the server; a whole one can be dialled. */
function Dial({ of }: { of: string }) {
  const { t } = useText(orderText);
  const digits = of.replaceAll(' ', '');
  return /^\d{11}$/.test(digits) ? <a href={`tel:${digits}`} className={css.tags}><Phone size={14} aria-label={t('call')} />{of}</a> : <span>{of}</span>;
}

function Steps({ of }: { of: Order['allianceSteps'] }) {
  const { t, say, locale } = useText(orderText);
  const current = of.find(({ isDone }) => !isDone)?.step;
  return (
    <ol className={orderCss.steps} aria-label={t('steps')} data-testid="alliance-steps">
      {of.map((step) => (
        <li key={step.step} className={orderCss.step} data-done={step.isDone} data-now={step.step === current}>
          <b>{step.isDone ? <Check size={13} strokeWidth={3} aria-hidden="true" /> : `${step.step}.`} {say(step.label)}</b><span>{say(step.words)}</span>{step.at ? <time dateTime={step.at}>{formatStamp(step.at, locale)}</time> : null}
        </li>
      ))}
    </ol>
  );
}

function Scene({ of }: { of: Order['homeScene'] }) {
  const { t } = useText(orderText);
  return <span className={css.tags}>{t(of.homeType)} · {t('area', { area: of.areaSquareMeters })}{of.hasBaby ? <Tag tone="warm">{t('baby')}</Tag> : null}{of.hasPet ? <Tag tone="warm">{t('pet')}</Tag> : null}{of.hasElder ? <Tag tone="warm">{t('elder')}</Tag> : null}</span>;
}

function WorkerPanel({ order }: { order: Order }) {
  const { t, locale } = useText(orderText);
  const { openWorker } = useOpen();
  const { merchantId } = useMerchant();
  const stamp = (at: string | null): string | null => (at ? formatStamp(at, locale) : null);
  const { worker } = order;
  const who = worker ? <><Avatar name={worker.name} photo={worker.photo} sizePixels={38} /><span className={orderCss.who}><span>{worker.name} <Stars rating={worker.rating} count={worker.ratingCount} sizePixels={14} /></span><small>{t('level', { level: worker.level })} · {worker.merchantName ?? '—'}</small></span></> : null;
  return (
    <Panel title={t('worker')}>
      {!worker ? <p className={css.warm}>{t('noWorker')}</p> : worker.merchantId === merchantId ? <button type="button" className={css.line} onClick={() => openWorker(worker.workerId)}>{who}</button> : <div className={css.line}>{who}</div>}
      <Facts of={[[t('phone'), order.workerPhone ? <Dial key="p" of={order.workerPhone} /> : null], [t('arrived'), stamp(order.arrivedAt)], [t('started'), stamp(order.startedAt)], [t('finished'), stamp(order.finishedAt)]]} />
    </Panel>
  );
}

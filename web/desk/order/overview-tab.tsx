import { Check, Phone } from 'lucide-react';
import type { View } from '../../shared/api.ts';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Avatar, Photo, PhotoGrid, PriceLines, Stars, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import deskCss from '../parts/desk.module.css';
import { Facts, Panel } from '../parts/panel.tsx';
import { useOpen } from '../use-desk.ts';
import css from './order.module.css';
import { orderText } from './order.text.ts';

export type Order = View<'orders', 'get'>;
const channels = { h5: 'h5', wechat: 'wechat', phone: 'phoneChannel', sms: 'sms', station: 'station' } as const;

/** The whole order on one page: what, when, where, for whom, by whom, how far, at what price. */
export function OverviewTab({ order }: { order: Order }) {
  const { t, say, locale } = useText(orderText);
  const { timeWindow, duration, money, instant } = useFormat();
  return (
    <div className={css.stack}>
      <div className={css.headline}>
        <b>{order.startAt && order.endAt ? timeWindow(order.startAt, order.endAt) : t('noTime')}</b>
        <p>{say(order.itemName)} · {order.quantity} {say(order.unitLabel)} · {order.quantity * 60 === order.durationMinutes ? '' : `${duration(order.durationMinutes)} · `}<Amount fen={order.totalFen} /> · {order.estateName}</p>
        <p><span className={deskCss.quiet}>{t('next')}</span> {say(order.nextStep)}{order.status === 'held' && order.payBefore ? ` · ${t('payBefore', { time: formatStamp(order.payBefore, locale) })}` : ''}</p>
      </div>
      <AllianceSteps steps={order.allianceSteps} />
      <div className={deskCss.two}>
        <Panel title={t('customer')}>
          <Facts of={[
            [t('customer'), <span key="c" className={deskCss.strong}>{order.customerName}</span>],
            [t('phone'), order.customerPhone ? <PhoneNumber key="p" of={order.customerPhone} /> : null],
            [t('address'), order.address],
            [t('scene'), <Scene key="s" of={order.homeScene} />],
            [t('sceneNote'), order.homeScene.note],
            [t('note'), order.note],
            [t('members'), order.memberNames.join(', ')],
            [t('channel'), t(channels[order.channel])],
            [t('placed'), instant(order.placedAt)],
          ]} />
        </Panel>
        <WorkerPanel order={order} />
      </div>
      <Panel title={t('quote')} note={order.paidFen > 0 ? t('paidSoFar', { amount: money(order.paidFen) }) + (order.refundedFen > 0 ? ` · ${t('refundedSoFar', { amount: money(order.refundedFen) })}` : '') : undefined}>
        <PriceLines lines={order.quote.lines} totalFen={order.quote.totalFen} />
      </Panel>
      <Work order={order} />
    </div>
  );
}

/** Numbers come masked from the server; a whole one can be dialled. */
export function PhoneNumber({ of }: { of: string }) {
  const { t } = useText(orderText);
  return /^\d{11}$/.test(of.replaceAll(' ', '')) ? <a href={`tel:${of.replaceAll(' ', '')}`} className={deskCss.tags}><Phone size={14} aria-label={t('call')} />{of}</a> : <span>{of}</span>;
}

function AllianceSteps({ steps }: { steps: Order['allianceSteps'] }) {
  const { t, say, locale } = useText(orderText);
  const current = steps.find(({ isDone }) => !isDone)?.step;
  return (
    <ol className={css.steps} aria-label={t('steps')} data-testid="alliance-steps">
      {steps.map((step) => (
        <li key={step.step} className={css.step} data-done={step.isDone} data-now={step.step === current}>
          <b>{step.isDone ? <Check size={13} strokeWidth={3} aria-hidden="true" /> : `${step.step}.`} {say(step.label)}</b>
          <span>{say(step.words)}</span>
          {step.at ? <time dateTime={step.at}>{formatStamp(step.at, locale)}</time> : null}
        </li>
      ))}
    </ol>
  );
}

export function Scene({ of }: { of: Order['homeScene'] }) {
  const { t } = useText(orderText);
  return (
    <span className={deskCss.tags}>
      {t(of.homeType)} · {t('area', { area: of.areaSquareMeters })}
      {of.hasBaby ? <Tag tone="warm">{t('baby')}</Tag> : null}{of.hasPet ? <Tag tone="warm">{t('pet')}</Tag> : null}{of.hasElder ? <Tag tone="warm">{t('elder')}</Tag> : null}
    </span>
  );
}

function WorkerPanel({ order }: { order: Order }) {
  const { t, locale } = useText(orderText);
  const { openWorker, openOrder } = useOpen();
  const stamp = (at: string | null): string | null => (at ? formatStamp(at, locale) : null);
  const { worker } = order;
  return (
    <Panel title={t('worker')}>
      {worker ? (
        <button type="button" className={css.head} onClick={() => openWorker(worker.workerId)}>
          <Avatar name={worker.name} photo={worker.photo} sizePixels={38} />
          <span className={css.who}><span className={deskCss.strong}>{worker.name} <Stars rating={worker.rating} count={worker.ratingCount} sizePixels={14} /></span><small>{t('level', { level: worker.level })} · {worker.merchantName ?? '—'}</small></span>
        </button>
      ) : <p className={deskCss.warm}>{t('noWorker')}</p>}
      <Facts of={[
        [t('phone'), order.workerPhone ? <PhoneNumber key="p" of={order.workerPhone} /> : null],
        [t('merchant'), order.merchantName],
        [t('arrived'), stamp(order.arrivedAt)], [t('started'), stamp(order.startedAt)], [t('finished'), stamp(order.finishedAt)],
        [t('redoOf'), order.redoOf ? <button key="r" type="button" className={deskCss.link} onClick={() => openOrder(order.redoOf!)}>{t('history')}</button> : null],
      ]} />
    </Panel>
  );
}

function Work({ order }: { order: Order }) {
  const { t, say } = useText(orderText);
  const done = order.checklist.filter(({ isDone }) => isDone).length;
  return (
    <>
      <div className={deskCss.two}>
        <Panel title={t('checklist')} note={t('checklistDone', { done, total: order.checklist.length })}>
          <ul className={css.reasons}>
            {order.checklist.map((item) => <li key={item.code} className={css.check} data-done={item.isDone}><span aria-hidden="true">{item.isDone ? '✓' : '○'}</span>{say(item.text)}</li>)}
          </ul>
        </Panel>
        <Panel title={t('photos')} note={String(order.photos.length)}>
          {order.photos.length === 0 ? <p className={deskCss.quiet}>{t('noPhotos')}</p> : <PhotoGrid>{order.photos.map((photo) => <Photo key={photo.photoId} url={photo.url} area={say(photo.nodeText)} />)}</PhotoGrid>}
        </Panel>
      </div>
      {order.review ? (
        <Panel title={t('review')} note={order.review.isNeighbour ? t('neighbour') : undefined}>
          <Facts of={[[t('skill'), <Stars key="s" rating={order.review.skill} isFull />], [t('communication'), <Stars key="c" rating={order.review.communication} isFull />], [t('attitude'), <Stars key="a" rating={order.review.attitude} isFull />]]} />
          {order.review.words ? <p>{order.review.words}</p> : null}
        </Panel>
      ) : null}
    </>
  );
}

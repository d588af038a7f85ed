import { Check, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatStamp } from '../../format.ts';
import { useText } from '../../i18n.ts';
import { Amount, Avatar, Photo, PhotoGrid, PriceLines, Stars, Tag } from '../../kit/index.ts';
import { useFormat } from '../../use-format.ts';
import { Facts, Panel } from '../panel.tsx';
import css from '../parts.module.css';
import { useOpen } from '../use-open.ts';
import type { Order } from './order-drawer.tsx';
import orderCss from './order.module.css';
import { orderText } from './order.text.ts';

const channels = { h5: 'h5', wechat: 'wechat', phone: 'phoneChannel', sms: 'sms', station: 'station' } as const;

/** The whole order on one page: what, when, where, for whom, by whom, how far, at what price. `mark` says what the order is to this app. */
export function Overview({ order, mark, mayOpenWorker = true }: { order: Order; mark?: ReactNode; mayOpenWorker?: boolean }) {
  const { t, say, locale } = useText(orderText);
  const { timeWindow, duration, money, instant } = useFormat();
  return (
    <div className={css.stack}>
      <div className={orderCss.headline}>
        <b>{order.startAt && order.endAt ? timeWindow(order.startAt, order.endAt) : t('noTime')}</b>
        <p>{say(order.itemName)} · {order.quantity} {say(order.unitLabel)} · {order.quantity * 60 === order.durationMinutes ? '' : `${duration(order.durationMinutes)} · `}<Amount fen={order.totalFen} /> · {order.estateName}</p>
        <p className={css.line}>{mark}<span><span className={css.quiet}>{t('next')}</span> {say(order.nextStep)}{order.status === 'held' && order.payBefore ? ` · ${t('payBefore', { time: formatStamp(order.payBefore, locale) })}` : ''}</span></p>
      </div>
      <AllianceSteps of={order} />
      <div className={css.two}>
        <Panel title={t('customer')}>
          <Facts of={[
            [t('customer'), <span key="c" className={css.strong}>{order.customerName}</span>],
            [t('phone'), order.customerPhone ? <PhoneNumber key="p" of={order.customerPhone} /> : null],
            [t('address'), order.address],
            [t('scene'), <Scene key="s" of={order.homeScene} />],
            [t('sceneNote'), order.homeScene.note],
            [t('note'), order.note],
            [t('members'), order.memberNames.join(locale === 'zh' ? '、' : ', ')],
            [t('channel'), t(channels[order.channel])],
            [t('placed'), instant(order.placedAt)],
          ]} />
        </Panel>
        <WorkerPanel order={order} mayOpen={mayOpenWorker} />
      </div>
      <Panel title={t('quote')} note={order.paidFen > 0 ? t('paidSoFar', { amount: money(order.paidFen) }) + (order.refundedFen > 0 ? ` · ${t('refundedSoFar', { amount: money(order.refundedFen) })}` : '') : undefined}>
        <PriceLines lines={order.quote.lines} totalFen={order.quote.totalFen} />
      </Panel>
      <Work order={order} />
    </div>
  );
}

/** Numbers come masked from the server; a whole one can be dialled. */
function PhoneNumber({ of }: { of: string }) {
  const { t } = useText(orderText);
  const digits = of.replaceAll(' ', '');
  return /^\d{11}$/.test(digits) ? <a href={`tel:${digits}`} className={css.tags}><Phone size={14} aria-label={t('call')} />{of}</a> : <span>{of}</span>;
}

/** Such an order waits for nothing and for nobody. */
const isBrokenOff = ({ status }: Order): boolean => status === 'cancelled' || status === 'noShow';

function AllianceSteps({ of }: { of: Order }) {
  const { t, say, locale } = useText(orderText);
  const { allianceSteps: steps } = of;
  const current = isBrokenOff(of) ? undefined : steps.find(({ isDone }) => !isDone)?.step;
  return (
    <ol className={orderCss.steps} aria-label={t('steps')} data-testid="alliance-steps">
      {steps.map((step) => (
        <li key={step.step} className={orderCss.step} data-done={step.isDone} data-now={step.step === current}>
          <b>{step.isDone ? <Check size={13} strokeWidth={3} aria-hidden="true" /> : `${step.step}.`} {say(step.label)}</b>
          <span>{say(step.words)}</span>
          {step.at ? <time dateTime={step.at}>{formatStamp(step.at, locale)}</time> : null}
        </li>
      ))}
    </ol>
  );
}

function Scene({ of }: { of: Order['homeScene'] }) {
  const { t } = useText(orderText);
  return (
    <span className={css.tags}>
      {t(of.homeType)} · {t('area', { area: of.areaSquareMeters })}
      {of.hasBaby ? <Tag tone="warm">{t('baby')}</Tag> : null}{of.hasPet ? <Tag tone="warm">{t('pet')}</Tag> : null}{of.hasElder ? <Tag tone="warm">{t('elder')}</Tag> : null}
    </span>
  );
}

function WorkerPanel({ order, mayOpen }: { order: Order; mayOpen: boolean }) {
  const { t, locale } = useText(orderText);
  const { openWorker, openOrder } = useOpen();
  const stamp = (at: string | null): string | null => (at ? formatStamp(at, locale) : null);
  const { worker } = order;
  const who = worker ? <><Avatar name={worker.name} photo={worker.photo} sizePixels={38} /><span className={orderCss.who}><span>{worker.name} <Stars rating={worker.rating} count={worker.ratingCount} sizePixels={14} /></span><small>{t('level', { level: worker.level })} · {worker.merchantName ?? '—'}</small></span></> : null;
  return (
    <Panel title={t('worker')}>
      {!worker ? <p className={isBrokenOff(order) ? css.quiet : css.warm}>{t('noWorker')}</p> : mayOpen ? <button type="button" className={orderCss.person} onClick={() => openWorker(worker.workerId)}>{who}</button> : <div className={orderCss.head}>{who}</div>}
      <Facts of={[
        [t('phone'), order.workerPhone ? <PhoneNumber key="p" of={order.workerPhone} /> : null],
        [t('arrived'), stamp(order.arrivedAt)], [t('started'), stamp(order.startedAt)], [t('finished'), stamp(order.finishedAt)],
        [t('redoOf'), order.redoOf ? <button key="r" type="button" className={css.link} onClick={() => openOrder(order.redoOf!)}>{t('formerOrder')}</button> : null],
      ]} />
    </Panel>
  );
}

function Work({ order }: { order: Order }) {
  const { t, say } = useText(orderText);
  const done = order.checklist.filter(({ isDone }) => isDone).length;
  return (
    <>
      <div className={css.two}>
        <Panel title={t('checklist')} note={t('checklistDone', { done, total: order.checklist.length })}>
          <ul className={orderCss.reasons}>
            {order.checklist.map((item) => <li key={item.code} className={orderCss.check} data-done={item.isDone}><span aria-hidden="true">{item.isDone ? '✓' : '○'}</span>{say(item.text)}</li>)}
          </ul>
        </Panel>
        <Panel title={t('photos')} note={String(order.photos.length)}>
          {order.photos.length === 0 ? <p className={css.quiet}>{t('noPhotos')}</p> : <PhotoGrid>{order.photos.map((photo) => <Photo key={photo.photoId} url={photo.url} area={say(photo.nodeText)} />)}</PhotoGrid>}
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

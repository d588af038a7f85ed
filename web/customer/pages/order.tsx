import { CalendarClock, Clock3, CircleX, HandHeart, MessageSquareWarning, Phone, ReceiptText, RefreshCw, RotateCcw, Undo2, UserX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../shared/api.ts';
import { formatCountdown, formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Card, EmptyState, Faces, Notice, OrderStatusPill, SkeletonScreen, Stars, Timeline } from '../../shared/kit/index.ts';
import { SosRow } from '../../shared/sos/sos-link.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useMaskedCall } from '../../shared/use-masked-call.ts';
import { useFormat } from '../../shared/use-format.ts';
import { RequireSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { CancelSheet } from '../order/cancel-sheet.tsx';
import { ChecklistPart } from '../order/checklist-part.tsx';
import { CoverPart } from '../order/cover-part.tsx';
import { MoneyPart } from '../order/money-part.tsx';
import css from '../order/order.module.css';
import { orderText } from '../order/order.text.ts';
import { InvoiceSheet } from '../order/invoice-sheet.tsx';
import { paperText } from '../order/paper.text.ts';
import { TipSheet } from '../order/tip-sheet.tsx';
import { RefundSheet } from '../order/refund-sheet.tsx';
import { refundText } from '../order/refund.text.ts';
import { type Stop, progressOf } from '../order/progress.ts';
import { TimeSheet } from '../order/time-sheet.tsx';
import { NoShowDialog, RedoSheet, ReviewSheet, TicketSheet } from '../order/word-sheets.tsx';
import { TrackPart, WorkerPart } from '../order/worker-part.tsx';
import { type Order as OrderView, PaySheet } from '../parts/pay-sheet.tsx';
import { SeriesHint } from '../series/series-hint.tsx';
import { SceneTags } from '../parts/scene-fields.tsx';
import { text } from '../text.ts';
import { useIsWide } from '../use-is-wide.ts';
import { useNow } from '../use-now.ts';
import { useUnit } from '../use-quantity.ts';

type Sheet = 'tip' | 'invoice' | 'refund' | 'pay' | 'time' | 'cancel' | 'redo' | 'noShow' | 'ticket' | 'review';

/** One order as it lives: what is going on, what comes next, and everything one may do about it. */
export default function Order({ orderId }: { orderId: string }) {
  const common = useText(text);
  return <RequireSession title={common.t('loginFirst')} lead={common.t('loginLead')}><LiveOrder orderId={orderId} /></RequireSession>;
}

function LiveOrder({ orderId }: { orderId: string }) {
  const { t, say } = useText(orderText);
  const order = useView(['orders', 'get', orderId], () => api.orders.get({ orderId }), { live: { subject: orderId }, everySeconds: 30, staleSeconds: 2, isKept: false });
  if (order.refusal?.status === 404) return <Frame title={t('title')} back="/orders"><EmptyState title={say(order.refusal)} art="search" action={<ButtonLink href="/orders" size="large">{t('toOrders')}</ButtonLink>} /></Frame>;
  if (!order.value) return <Frame title={t('title')} back="/orders"><Faces of={order} loading={<SkeletonScreen />}>{() => null}</Faces></Frame>;
  return <OrderBody order={order.value} />;
}

function OrderBody({ order }: { order: OrderView }) {
  const { t } = useText(orderText);
  const { instant, nearDay, time } = useFormat();
  const near = (at: string): string => `${nearDay(at)} ${time(at)}`;
  const isWide = useIsWide();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const close = (): void => setSheet(null);
  const may = (verb: string): boolean => order.can[verb]?.isAllowed === true;
  const isAtDoor = may('confirmChecklist');
  const confirmChecklist = useCommand(api.orders.confirmChecklist);
  const call = useMaskedCall(order.orderId);
  const confirm = useCommand(api.orders.confirm, { onDone: () => setSheet('review') });

  const action = may('pay') ? <Button size="large" isWide data-testid="order-pay" onClick={() => setSheet('pay')}>{t('pay', { amount: formatMoney(order.totalFen) })}</Button>
    : may('hold') ? <Button size="large" isWide data-testid="order-time" onClick={() => setSheet('time')}>{t('chooseTime')}</Button>
      : may('confirmChecklist') ? <Button size="large" isWide data-testid="order-confirm-checklist" isBusy={confirmChecklist.isRunning} onClick={() => void confirmChecklist.run({ orderId: order.orderId, checklistVersion: order.checklistVersion })}>{t('confirmChecklist')}</Button>
        : may('confirm') ? <Button size="large" isWide data-testid="order-confirm" isBusy={confirm.isRunning} onClick={() => void confirm.run({ orderId: order.orderId })}>{t('confirmWork')}</Button>
          : may('review') ? <Button size="large" isWide kind="warm" data-testid="order-review" onClick={() => setSheet('review')}>{t('review')}</Button>
            : order.status === 'cancelled' || order.status === 'noShow' || order.confirmedAt ? <ButtonLink size="large" isWide href={`/book/${order.itemId}?again=${order.orderId}`} icon={<RefreshCw size={20} />} data-testid="order-rebook">{t('rebook')}</ButtonLink>
              : may('call') && order.worker ? <button type="button" className={css.tel} aria-busy={call.isRunning} onClick={call.ring}><Phone size={20} aria-hidden="true" />{t('callWorker', { name: order.worker.name })}</button> : null;

  return (
    <Frame title={t('title')} back="/orders" width="wide" {...(!isWide && action !== null && { bar: action })}>
      <div className={css.layout}>
        <div className={css.main}>
          <Head order={order} />
          {order.redoOf ? <Notice tone="jade">{t('redoOf')} <Link href={`/orders/${order.redoOf}`}>{t('seeFirst')}</Link>{order.status === 'draft' ? <><br />{t('redoLead')}</> : null}</Notice> : null}
          {order.status === 'draft' && !order.redoOf ? <Notice tone="jade"><b>{t('demandTitle')}</b><br />{t('demandLead')}</Notice> : null}
          {order.status === 'finished' ? <Notice tone="warm"><b>{t('finishedTitle')}</b><br />{t('finishedLead', { time: order.autoConfirmAt ? instant(order.autoConfirmAt) : '' })}</Notice> : null}
          {isWide && action ? <div className={css.primary}>{action}</div> : null}
          {isAtDoor ? <ChecklistPart order={order} /> : <TrackPart order={order} />}
          <WorkerPart order={order} />
          <SeriesHint order={order} />
          {order.doorCode && (order.status === 'accepted' || order.status === 'onTheWay') ? <Card face="warm"><div className={css.code}><span>{t('doorCode')}</span><b>{order.doorCode}</b></div><p className={css.soft}>{t('doorCodeLead')}</p></Card> : null}
          {isAtDoor ? null : <ChecklistPart order={order} />}
          <Review order={order} />
          <Help order={order} onOpen={setSheet} />
        </div>
        <div className={css.aside}>
          <Card title={t('timeline')}><Timeline label={t('timeline')} steps={progressOf(order).map((step) => ({ key: step.stop, title: t(stopWords(step.stop, order)), state: step.state, at: step.at, ...(step.at && { atText: near(step.at) }) }))} /></Card>
          <MoneyPart order={order} />
          <CoverPart order={order} />
          <Details order={order} />
          <Record order={order} />
        </div>
      </div>
      {sheet === 'pay' ? <PaySheet order={order} onClose={close} onPaid={close} /> : null}
      {sheet === 'time' ? <TimeSheet order={order} onClose={close} onHeld={(held) => setSheet(held.status === 'held' ? 'pay' : null)} /> : null}
      {sheet === 'cancel' ? <CancelSheet order={order} onClose={close} /> : null}
      {sheet === 'tip' ? <TipSheet order={order} onClose={close} /> : null}
      {sheet === 'invoice' ? <InvoiceSheet order={order} onClose={close} /> : null}
      {sheet === 'refund' ? <RefundSheet order={order} onClose={close} onRedo={() => setSheet('redo')} /> : null}
      {sheet === 'redo' ? <RedoSheet order={order} onClose={close} /> : null}
      {sheet === 'ticket' ? <TicketSheet order={order} onClose={close} /> : null}
      {sheet === 'noShow' ? <NoShowDialog order={order} onClose={close} /> : null}
      {sheet === 'review' ? <ReviewSheet order={order} onClose={close} /> : null}
    </Frame>
  );
}

const stopWords = (stop: Stop | 'broken', order: OrderView) => {
  const words = { placed: 'tlPlaced', paid: 'tlPaid', accepted: 'tlAccepted', departed: 'tlDeparted', arrived: 'tlArrived', started: 'tlStarted', finished: 'tlFinished', confirmed: 'tlConfirmed' } as const;
  return stop === 'broken' ? (order.status === 'noShow' ? 'tlNoShow' : 'tlCancelled') : words[stop];
};

/** What is going on in one sentence, and how long there is. */
function Head({ order }: { order: OrderView }) {
  const { t, say } = useText(orderText);
  const { timeWindow } = useFormat();
  return (
    <header className={css.head} aria-live="polite">
      <span className={css.headLine}><OrderStatusPill status={order.status} label={order.statusLabel} isLate={order.isLate} />{order.status === 'held' && order.payBefore ? <Countdown until={order.payBefore} /> : null}</span>
      <h2 data-testid="order-headline">{say(order.nextStep) || say(order.statusLabel)}</h2>
      <span className={css.headLine}>{say(order.itemName)}{order.startAt && order.endAt ? ` · ${timeWindow(order.startAt, order.endAt)}` : ''}</span>
      <span className="visually-hidden">{t('no', { no: order.no })}</span>
    </header>
  );
}
function Countdown({ until }: { until: string }) {
  const { t } = useText(orderText);
  const { instant } = useFormat();
  const now = useNow(1);
  const left = Date.parse(until) - now.getTime();
  const isOver = left <= 0;
  // A recurring visit may be paid for days: then the day says more than a clock that runs.
  if (left > 86_400_000) return <span className={css.countdown}><Clock3 size={16} aria-hidden="true" />{t('payUntil', { time: instant(until) })}</span>;
  return <span className={css.countdown} role="timer" aria-live="off"><Clock3 size={16} aria-hidden="true" />{isOver ? t('payOver') : t('payLeft', { left: formatCountdown(until, now) })}</span>;
}

function Review({ order }: { order: OrderView }) {
  const { t } = useText(orderText);
  const { review } = order;
  if (!review) return null;
  return (
    <Card title={t('yourReview')}>
      <div className={css.review}>
        {(['skill', 'communication', 'attitude'] as const).map((key) => <div key={key}><span>{t(key)}</span><Stars rating={review[key]} isFull /></div>)}
        {review.words ? <p>{review.words}</p> : null}
        {review.isNeighbour ? <small className={css.soft}>{t('neighbour', { weight: review.weight })}</small> : null}
      </div>
    </Card>
  );
}

/** What one may do beside the main thing; what is not possible now says why. */
function Help({ order, onOpen }: { order: OrderView; onOpen: (sheet: Sheet) => void }) {
  const { t, say } = useText(orderText);
  const refund = useText(refundText);
  const paper = useText(paperText);
  const city = useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });
  const isOver = order.status === 'cancelled' || order.status === 'noShow';
  const isServed = order.finishedAt !== null;
  const action = (verb: string, sheet: Sheet, icon: ReactNode, words: string): ReactNode => {
    const can = order.can[verb];
    return can ? <button key={verb} type="button" className={css.helpAction} disabled={!can.isAllowed} data-testid={`order-${sheet}-open`} onClick={() => onOpen(sheet)}><span>{icon}{words}</span>{can.isAllowed ? null : <small>{say(can.why)}</small>}</button> : null;
  };
  return (
    <Card title={t('help')}>
      <div className={css.help}>
        {order.worker && !isOver ? <SosRow orderId={order.orderId} /> : null}
        {!isOver && !isServed && order.status !== 'draft' && order.status !== 'held' ? action('reschedule', 'time', <CalendarClock size={19} />, t('reschedule')) : null}
        {!isOver && !isServed ? action('cancel', 'cancel', <CircleX size={19} />, t('cancel')) : null}
        {isServed ? action('redo', 'redo', <RotateCcw size={19} />, t('redo')) : null}
        {isServed && order.paidFen > order.refundedFen && order.checklist.some(({ isDone }) => !isDone) ? <button type="button" className={css.helpAction} data-testid="order-refund-open" onClick={() => onOpen('refund')}><span><Undo2 size={19} />{refund.t('open')}</span></button> : null}
        {order.confirmedAt && order.worker ? <button type="button" className={css.helpAction} data-testid="order-tip-open" onClick={() => onOpen('tip')}><span><HandHeart size={19} />{paper.t('tip')}</span></button> : null}
        {isServed && order.paidFen > 0 ? <button type="button" className={css.helpAction} data-testid="order-invoice-open" onClick={() => onOpen('invoice')}><span><ReceiptText size={19} />{paper.t('invoice')}</span></button> : null}
        {order.can['reportNoShow']?.isAllowed ? action('reportNoShow', 'noShow', <UserX size={19} />, t('noShow')) : null}
        <button type="button" className={css.helpAction} onClick={() => onOpen('ticket')}><span><MessageSquareWarning size={19} />{t('complain')}</span></button>
        {isServed && order.can['review']?.isAllowed ? <Link className={css.helpAction} href={`/book/${order.itemId}?again=${order.orderId}`}><span><RefreshCw size={19} />{t('rebook')}</span></Link> : null}
        {city.value?.hotline ? <a className={css.helpAction} href={`tel:${city.value.hotline}`}><span><Phone size={19} />{t('hotline', { phone: city.value.hotline })}</span></a> : null}
      </div>
    </Card>
  );
}

function Details({ order }: { order: OrderView }) {
  const { t } = useText(orderText);
  const { timeWindow, instant } = useFormat();
  const unitOf = useUnit();
  const rows: [string, ReactNode][] = [
    ...(order.startAt && order.endAt ? [[t('when'), timeWindow(order.startAt, order.endAt)] as [string, ReactNode]] : []),
    [t('where'), order.address], [t('quantity'), `${order.quantity} ${unitOf(order.unitLabel, order.quantity)}`], [t('scene'), <SceneTags key="scene" scene={order.homeScene} />],
    ...(order.memberNames.length > 0 ? [[t('members'), order.memberNames.join(' · ')] as [string, ReactNode]] : []),
    ...(order.note ? [[t('note'), order.note] as [string, ReactNode]] : []),
    ...(order.merchantId && order.merchantName ? [[t('merchant'), <Link key="merchant" href={`/merchants/${order.merchantId}`}>{order.merchantName}</Link>] as [string, ReactNode]] : []),
    [t('placedAt'), instant(order.placedAt)],
  ];
  return <Card title={t('details')} aside={t('no', { no: order.no })}><dl className={css.details}>{rows.map(([name, value]) => [<dt key={`${name} name`}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}</dl></Card>;
}

/** The seven steps of the alliance and every move of the order, for who wants to know exactly. */
function Record({ order }: { order: OrderView }) {
  const { t, say } = useText(orderText);
  const { instant, nearDay, time } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const steps = order.allianceSteps;
  // A broken order waits for nothing any more.
  const isBroken = order.status === 'cancelled' || order.status === 'noShow';
  const next = isBroken ? -1 : steps.findIndex((step) => !step.isDone);
  return (
    <Card title={t('history')}>
      <div className={css.record}>
        <div><h3>{t('steps')}</h3><Timeline label={t('steps')} steps={steps.map((step, index) => ({ key: String(step.step), title: say(step.label), note: say(step.words), state: step.isDone ? 'done' : index === next ? 'now' : 'next', at: step.at, ...(step.at && { atText: `${nearDay(step.at)} ${time(step.at)}` }) }))} /></div>
        <button type="button" className={css.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t('allHistory')}</button>
        {isOpen ? <ul className={css.entries}>{order.history.map((entry, index) => <li key={index}><span>{say(entry.words)}</span><small>{instant(entry.at)}</small><small>{say(entry.actorLabel)}</small></li>)}</ul> : null}
      </div>
    </Card>
  );
}

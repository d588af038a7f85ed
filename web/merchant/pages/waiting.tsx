import { Button, Popconfirm } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { mainReasons } from '../../shared/desk/order/dimensions.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Avatar, EmptyState, Faces, SkeletonList, Stars, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { useView } from '../../shared/use-view.ts';
import { useWaiting } from '../use-waiting.ts';
import pageCss from './pages.module.css';
import { waitingText } from './waiting.text.ts';

type Waiting = View<'dispatch', 'listWaiting'>['items'][number];

/** Orders that wait for this merchant to send its own, the soonest first, each with who could go and why; and what was lost. */
export default function WaitingPage() {
  const { t } = useText(waitingText);
  const found = useWaiting();
  return (
    <Page title={t('title')} note={t('note')}>
      <Faces of={found} loading={<SkeletonList count={3} />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('empty')} art="calm">{t('emptyNote')}</EmptyState>}>
        {({ items }) => <div className={css.stack} data-testid="waiting">{items.map((one) => <WaitingCard key={one.order.orderId} of={one} />)}</div>}
      </Faces>
      <Lost />
    </Page>
  );
}

function WaitingCard({ of: { order, since, until, isHandedOn, candidates, whyNobody } }: { of: Waiting }) {
  const { t, say } = useText(waitingText);
  const { nearDay, time, relative } = useFormat();
  const { openOrder } = useOpen();
  const now = useNow(30);
  const isShort = until !== null && Date.parse(until) - now.getTime() < 5 * 60_000;
  const handOn = useCommand(api.dispatch.handOn, { refreshes: [['dispatch']], onDone: () => showToast(t('gone')) });
  return (
    <Panel
      title={<>{order.startAt ? `${nearDay(order.startAt)} ${time(order.startAt)} ` : ''}{say(order.itemName)}</>}
      note={`${order.estateName} · ${order.customerName} · ${t('since', { time: relative(since) })}`}
      aside={<>{isHandedOn ? <Tag tone="sky">{t('handedOn')}</Tag> : null}<Tag tone={isShort ? 'danger' : 'warm'}>{until ? t('until', { time: time(until) }) : t('noLimit')}</Tag><Amount fen={order.totalFen} /></>}
    >
      {candidates.length === 0 ? <p className={css.warm}><b>{t('nobody')}</b> {whyNobody.map(say).join('；')} {t('nobodyNote')}</p> : null}
      {candidates.slice(0, 3).map((candidate, index) => <Own key={candidate.worker.workerId} orderId={order.orderId} of={candidate} isFirst={index === 0} />)}
      <div className={css.line}>
        <Button onClick={() => openOrder(order.orderId, 'candidates')}>{t('others')}</Button>
        <Popconfirm title={t('handOnAsk')} description={t('handOnNote')} okText={t('confirm')} cancelText={t('cancel')} onConfirm={() => void handOn.run({ orderId: order.orderId, reason: t('handOnWhy') })}>
          <Button type={candidates.length === 0 ? 'primary' : 'text'} loading={handOn.isRunning} data-testid="hand-on">{t('handOn')}</Button>
        </Popconfirm>
      </div>
    </Panel>
  );
}

function Own({ orderId, of, isFirst }: { orderId: string; of: Waiting['candidates'][number]; isFirst: boolean }) {
  const { t, say } = useText(waitingText);
  const { worker } = of;
  const assign = useCommand(api.dispatch.assign, { refreshes: [['dispatch'], ['orders']], onDone: () => showToast(t('sent', { name: worker.name })) });
  return (
    <div className={pageCss.own} data-testid="waiting-candidate">
      <Avatar name={worker.name} photo={worker.photo} sizePixels={36} />
      <span className={css.cell}>
        <span className={css.line}><b className={css.strong}>{worker.name}</b><Stars rating={worker.rating} count={worker.ratingCount} sizePixels={14} />{of.isHeld ? <Tag tone="warm">{t('held')}</Tag> : null}</span>
        <small>{t('score', { score: Math.round(of.score) })} · {t('travel', { minutes: of.travelMinutes })}</small>
      </span>
      <Button type={isFirst ? 'primary' : 'default'} loading={assign.isRunning} data-testid="waiting-send" onClick={() => void assign.run({ orderId, workerId: worker.workerId, reason: t('why') })}>{t('send')}</Button>
      <small className={`${css.wide} ${css.quiet}`}>{mainReasons(of.dimensions).map(({ reason }) => say(reason)).join(' · ')}</small>
    </div>
  );
}

function Lost() {
  const { t, say } = useText(waitingText);
  const { instant } = useFormat();
  const found = useView(['dispatch', 'listDiversions'], () => api.dispatch.listDiversions({}), { live: ['dispatch'], everySeconds: 300 });
  return (
    <Panel title={t('lost')} note={t('lostNote')}>
      <Faces of={found} isEmpty={({ items }) => items.length === 0} empty={<p className={css.quiet}>{t('noLost')}</p>}>
        {({ items }) => <div className={css.stack} data-testid="lost-orders">{items.slice(0, 20).map((one) => <div key={one.orderId} className={css.pair}><span className={css.cell}><span>{say(one.itemName)} · {say(one.words)}</span><small>{instant(one.at)} · {one.orderNo}</small></span><span>{t('lostFen')} <Amount fen={one.lostFen} /></span></div>)}</div>}
      </Faces>
    </Panel>
  );
}

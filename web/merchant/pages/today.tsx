import type { OrderStatus } from '@linli/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { ExceptionCard } from '../../shared/desk/exception-card.tsx';
import { BarChart, KpiRow, KpiTile } from '../../shared/desk/kpi-tile.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useIsPhone } from '../../shared/desk/use-is-phone.ts';
import { useOpen } from '../../shared/desk/use-open.ts';
import { addDays, dayOf, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, OrderStatusPill, SkeletonList, SkeletonScreen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { useView } from '../../shared/use-view.ts';
import { useBoard, useMerchant } from '../use-merchant.ts';
import pageCss from './pages.module.css';
import { pagesText } from './pages.text.ts';

type Board = View<'insights', 'merchantBoard'>;
type Exception = Board['exceptions'][number];
const shownAtFirst = 6;

/** What waits for the owner comes first, then what runs, then how the week goes. */
export function TodayPage() {
  const { t } = useText(pagesText);
  const { day } = useFormat();
  const board = useBoard();
  const now = useNow(60);
  const burning = board.value?.exceptions.filter(({ severity }) => severity === 'now').length ?? 0;
  return (
    <Page title={t('today')} note={`${day(now)}${burning > 0 ? ` · ${t('burning', { count: burning })}` : ''}`}>
      <Faces of={board} loading={<SkeletonScreen />}>
        {(value) => (
          <>
            <div className={css.wideLeft}>
              <Exceptions of={value.exceptions} />
              <div className={css.stack}><UpNext /><Volume of={value.volumeByDay} /></div>
            </div>
            <Figures of={value} />
          </>
        )}
      </Faces>
    </Page>
  );
}

function Exceptions({ of }: { of: readonly Exception[] }) {
  const { t } = useText(pagesText);
  const [isAll, setAll] = useState(false);
  const isPhone = useIsPhone();
  const first = isPhone ? 3 : shownAtFirst;
  if (of.length === 0) return <Panel title={t('exceptions')}><EmptyState title={t('calm')} art="calm">{t('calmNote')}</EmptyState></Panel>;
  return (
    <section className={css.stack} aria-label={t('exceptions')} data-testid="exceptions">
      <h2 className={pageCss.heading}>{t('exceptions')} <span className={css.quiet}>{of.length}</span></h2>
      {(isAll ? of : of.slice(0, first)).map((one) => <OneException key={`${one.kind} ${one.paperId ?? one.subjectId}`} of={one} />)}
      {of.length > first ? <Button onClick={() => setAll(!isAll)}>{isAll ? t('showFewer') : t('showAll', { count: of.length })}</Button> : null}
    </section>
  );
}

function OneException({ of }: { of: Exception }) {
  const { t } = useText(pagesText);
  const { openOrder } = useOpen();
  const [, navigate] = useLocation();
  const open = (): void => { if (of.orderId) openOrder(of.orderId); else if (of.kind === 'paperExpiring') navigate(`/staff?paper=${of.paperId}`); };
  const act = (): void => (of.action === 'assign' && of.orderId ? openOrder(of.orderId, 'candidates') : open());
  return <ExceptionCard exception={of} onOpen={open} action={<Button type={of.action === 'assign' ? 'primary' : 'default'} data-testid={`exception-${of.action}`} onClick={act}>{t(of.action)}</Button>} />;
}

const over: readonly OrderStatus[] = ['draft', 'held', 'finished', 'confirmed', 'settled', 'cancelled', 'noShow'];
const isAhead = ({ status }: { status: OrderStatus }): boolean => !over.includes(status);

/** What runs now and starts until tomorrow night. */
function UpNext() {
  const { t, say } = useText(pagesText);
  const { nearDay, time } = useFormat();
  const { openOrder } = useOpen();
  const { merchantId } = useMerchant();
  const day = dayOf(useNow(300));
  const found = useView(['orders', 'search', 'next', merchantId, day], () => api.orders.search({ from: instantAt(day, '00:00'), to: instantAt(addDays(day, 1), '24:00'), limit: 60 }), { live: ['order', 'offer', 'dispatch'] });
  return (
    <Panel title={t('upNext')} aside={<Link href="/orders" className={css.link!}>{t('seeOrders')}</Link>}>
      <Faces of={found} loading={<SkeletonList count={4} />} isEmpty={({ items }) => !items.some(isAhead)} empty={<p className={css.quiet}>{t('noNext')}</p>}>
        {({ items }) => (
          <div className={pageCss.next}>
            {items.filter(isAhead).sort((a, b) => (a.startAt ?? '').localeCompare(b.startAt ?? '')).slice(0, 6).map((order) => (
              <button key={order.orderId} type="button" className={pageCss.nextRow} onClick={() => openOrder(order.orderId)}>
                <span className={pageCss.nextTime}>{order.startAt ? <><b>{time(order.startAt)}</b><small>{nearDay(order.startAt)}</small></> : '—'}</span>
                <span className={css.cell}><span>{say(order.itemName)} · {order.estateName}</span><small>{order.workerName ?? say(order.nextStep)}</small></span>
                <OrderStatusPill status={order.status} label={order.statusLabel} isLate={order.isLate} />
              </button>
            ))}
          </div>
        )}
      </Faces>
    </Panel>
  );
}

function Figures({ of }: { of: Board }) {
  const { t } = useText(pagesText);
  return (
    <div className={pageCss.figures}>
      <KpiRow>
        <KpiTile label={t('earned')} value={<Amount fen={of.earnedThisWeekFen} />} tone="jade" href="/statement" />
        <KpiTile label={t('running')} value={of.runningNow} href="/orders?group=running" />
        <KpiTile label={t('unassigned')} value={of.unassigned} tone={of.unassigned > 0 ? 'warm' : 'grey'} href="/orders?status=paid" />
        <KpiTile label={t('ordersToday')} value={of.ordersToday} href="/day" />
        <KpiTile label={t('onlineNow')} value={of.workersOnline} href="/staff?online=true" />
        <KpiTile label={t('completion')} value={Math.round(of.completionPercent)} unit="%" note={t('sevenDays')} />
        <KpiTile label={t('satisfaction')} value={of.satisfaction > 0 ? of.satisfaction.toFixed(1) : t('noRating')} {...(of.satisfaction > 0 && { unit: '/ 5' })} note={t('thirtyDays')} />
      </KpiRow>
    </div>
  );
}

function Volume({ of }: { of: Board['volumeByDay'] }) {
  const { t } = useText(pagesText);
  const { day, money } = useFormat();
  const isPhone = useIsPhone();
  const shown = isPhone ? of.slice(-14) : of;
  const step = Math.max(1, Math.ceil(shown.length / (isPhone ? 5 : 15)));
  return (
    <Panel title={t('volume')} note={t('volumeNote', { days: shown.length, count: shown.reduce((sum, { orders }) => sum + orders, 0), amount: money(shown.reduce((sum, { amountFen }) => sum + amountFen, 0)) })}>
      <BarChart label={t('volume')} heightPixels={120} bars={shown.map((one, index) => ({ key: one.day, value: one.orders, title: t('volumeBar', { day: day(one.day), count: one.orders, amount: money(one.amountFen) }), label: index % step === 0 ? `${Number(one.day.slice(5, 7))}/${Number(one.day.slice(8))}` : '' }))} />
    </Panel>
  );
}

import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../shared/api.ts';
import { cx } from '../../shared/class-names.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Card, EmptyState, Faces, Notice, OrderStatusPill, SkeletonScreen, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { RequireSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import type { Series as SeriesOf, Visit } from '../series/change-parts.tsx';
import css from '../series/series.module.css';
import { seriesText } from '../series/series.text.ts';
import { EditSheet, EndSheet, PauseSheet, SkipSheet } from '../series/sheets.tsx';
import { text } from '../text.ts';
import { stateTones } from './series-list.tsx';

type Open = { kind: 'skip' | 'edit'; visit: Visit } | { kind: 'editAll' | 'pause' | 'end' };
const visitTones = { planned: 'grey', ordered: 'jade', skipped: 'grey', moved: 'sky', conflict: 'danger' } as const;
const mostShown = 12;

/** One series: its sentence, the visits to come with what can be done to each, pause and end. */
export default function SeriesPage({ seriesId }: { seriesId: string }) {
  const { t, say } = useText(seriesText);
  const common = useText(text);
  const series = useView(['orders', 'seriesView', seriesId], () => api.orders.seriesView({ seriesId }), { live: ['series', 'order', 'payment'], isKept: false });
  return (
    <RequireSession title={common.t('loginFirst')} lead={common.t('loginLead')}>
      {series.value ? <Body series={series.value} /> : <Frame title={t('one')} back="/series">{series.refusal?.status === 404 ? <EmptyState title={say(series.refusal)} art="search" /> : <Faces of={series} loading={<SkeletonScreen />}>{() => null}</Faces>}</Frame>}
    </RequireSession>
  );
}

function Body({ series }: { series: SeriesOf }) {
  const { t, say } = useText(seriesText);
  const { day } = useFormat();
  const [open, setOpen] = useState<Open | null>(null);
  const [isAllShown, setAllShown] = useState(false);
  const close = (): void => setOpen(null);
  const isOver = series.state === 'ended';
  const shown = isAllShown ? series.upcoming : series.upcoming.slice(0, mostShown);
  return (
    <Frame title={t('one')} back="/series" width="reading" {...(!isOver && { bar: <div className={css.bar}><Button kind="secondary" size="large" data-testid="series-pause" onClick={() => setOpen({ kind: 'pause' })}>{t(series.state === 'paused' ? 'resume' : 'pause')}</Button><Button size="large" data-testid="series-edit" onClick={() => setOpen({ kind: 'editAll' })}>{t('editAll')}</Button></div> })}>
      <Card>
        <div className={css.head}>
          <span className={css.marks}><b>{say(series.itemName)}</b><StatusPill tone={stateTones[series.state]}>{say(series.stateLabel)}</StatusPill></span>
          <h2>{say(series.words)}</h2>
          <p className={css.soft}>{series.address}</p>
          <p className={css.soft}>{t('price', { amount: formatMoney(series.priceFen) })}</p>
          {series.nextId ? <Notice tone="sky">{t('continued', { day: series.endsOn ? day(series.endsOn) : '' })} <Link href={`/series/${series.nextId}`}>{t('seeNext')}</Link></Notice> : null}
          {series.previousId ? <Link className={css.soft} href={`/series/${series.previousId}`}>{t('seePrevious')}</Link> : null}
        </div>
      </Card>
      <Card title={t('upcoming')}>
        {series.upcoming.length === 0 ? <p className={css.soft}>{t('noUpcoming')}</p> : <div className={css.visits}>{shown.map((visit) => <VisitRow key={visit.visitId} visit={visit} isOver={isOver} onOpen={setOpen} />)}</div>}
        {shown.length < series.upcoming.length ? <Button kind="quiet" isWide onClick={() => setAllShown(true)}>{t('more', { count: series.upcoming.length - shown.length })}</Button> : null}
      </Card>
      <p className={css.soft}>{t('payLead', { days: series.daysAhead })}</p>
      <p className={css.soft}>{say(series.holidayWords)}</p>
      {series.past.length > 0 ? <Card title={t('past')}><div className={css.visits}>{series.past.slice(0, mostShown).map((visit) => <VisitRow key={visit.visitId} visit={visit} isOver onOpen={setOpen} />)}</div></Card> : null}
      {isOver ? null : <Button kind="quiet" isWide data-testid="series-end" onClick={() => setOpen({ kind: 'end' })}>{t('endTitle')}</Button>}
      {open?.kind === 'skip' ? <SkipSheet series={series} visit={open.visit} onClose={close} /> : null}
      {open?.kind === 'edit' ? <EditSheet series={series} visit={open.visit} onClose={close} /> : null}
      {open?.kind === 'editAll' ? <EditSheet series={series} visit={null} onClose={close} /> : null}
      {open?.kind === 'pause' ? <PauseSheet series={series} onClose={close} /> : null}
      {open?.kind === 'end' ? <EndSheet series={series} onClose={close} /> : null}
    </Frame>
  );
}

function VisitRow({ visit, isOver, onOpen }: { visit: Visit; isOver: boolean; onOpen: (open: Open) => void }) {
  const { t, say } = useText(seriesText);
  const { day, time, instant } = useFormat();
  const isOff = visit.state === 'skipped';
  return (
    <div className={cx(css.visit, isOff && css.off)} data-testid="series-visit">
      <span className={css.visitHead}><b>{day(visit.startAt)} {time(visit.startAt)}</b>{visit.orderStatus && visit.orderStatusLabel ? <OrderStatusPill status={visit.orderStatus} label={visit.orderStatusLabel} /> : <StatusPill tone={visitTones[visit.state]}>{say(visit.stateLabel)}</StatusPill>}</span>
      {visit.words || visit.workerName ? <span className={css.soft}>{[isOff ? null : visit.workerName, visit.words ? say(visit.words) : null].filter(Boolean).join(' · ')}</span> : null}
      {visit.payBefore ? <span className={css.soft}>{t('payBefore', { time: instant(visit.payBefore) })}</span> : null}
      {isOver && !visit.orderId ? null : (
        <span className={css.acts}>
          {visit.orderId ? <ButtonLink kind={visit.orderStatus === 'held' ? 'primary' : 'secondary'} href={`/orders/${visit.orderId}`}>{visit.orderStatus === 'held' ? t('pay', { amount: formatMoney(visit.totalFen ?? 0) }) : t('seeOrder')}</ButtonLink> : null}
          {isOver ? null : <Button kind="secondary" data-testid="series-skip" onClick={() => onOpen({ kind: 'skip', visit })}>{t(isOff ? 'restore' : 'skipOne')}</Button>}
          {isOver || isOff ? null : <Button kind="secondary" data-testid="series-change" onClick={() => onOpen({ kind: 'edit', visit })}>{t('change')}</Button>}
        </span>
      )}
    </div>
  );
}

import { Button } from 'antd';
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { View } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { ExceptionCard } from '../../shared/desk/exception-card.tsx';
import { BarChart, KpiRow, KpiTile } from '../../shared/desk/kpi-tile.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import parts from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useShortcut } from '../../shared/desk/use-shortcut.ts';
import { today } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Avatar, EmptyState, Faces, SkeletonList, SkeletonScreen } from '../../shared/kit/index.ts';
import { CityMap, type MapMarker } from '../../shared/map/city-map.tsx';
import { useFormat } from '../../shared/use-format.ts';
import { RaiseTicket } from '../order/order-acts.tsx';
import { stationMarkers, visitMarkers, workerMarkers } from '../parts/markers.ts';
import { useCalm } from '../parts/use-calm.ts';
import { useCore } from '../parts/use-core.ts';
import { useBoard, useDistricts, useLiveMap, useStations } from '../use-desk.ts';
import css from './board.module.css';
import { boardText } from './board.text.ts';

type Board = View<'insights', 'board'>;
type Exception = Board['exceptions'][number];
type Severity = Exception['severity'];

/** The first screen: what needs a hand, the city beside it, the day in figures below. */
export function BoardPage() {
  const { t } = useText(boardText);
  const { day } = useFormat();
  const board = useBoard();
  const burning = board.value?.exceptions.filter(({ severity }) => severity === 'now').length ?? 0;
  return (
    <Page title={t('title')} note={`${day(`${today()}T12:00:00+08:00`)}${burning > 0 ? ` · ${t('nowNote', { count: burning })}` : ''}`}>
      <div className={css.grid}>
        <Faces of={board} loading={<SkeletonList count={5} />}>{(value) => <Exceptions of={value.exceptions} />}</Faces>
        <BoardMap />
      </div>
      <Faces of={board} loading={<SkeletonScreen />}>{(value) => <><Figures kpis={value.kpis} /><Lower board={value} /></>}</Faces>
    </Page>
  );
}

const keyOf = (one: Exception): string => `${one.kind} ${one.paperId ?? one.subjectId}`;
/** Cards drawn at first; more come as the list is read, by wheel or by keys. */
const cardsAtOnce = 30;
const severities = ['now', 'soon', 'watch'] as const;

function Exceptions({ of }: { of: readonly Exception[] }) {
  const { t } = useText(boardText);
  const [severity, setSeverity] = useState<Severity | null>(null);
  const wanted = useMemo(() => (severity === null ? of : of.filter((one) => one.severity === severity)), [of, severity]);
  const calm = useCalm(wanted, keyOf);
  const box = useRef<HTMLDivElement>(null);
  const [most, setMost] = useState(cardsAtOnce);
  const readOn = (): void => { if (most < calm.rows.length) setMost(most + cardsAtOnce); };
  const step = (by: 1 | -1): void => {
    const buttons = [...(box.current?.querySelectorAll<HTMLElement>('article') ?? [])].map((card) => card.querySelector<HTMLElement>('[data-act]') ?? card.querySelector<HTMLElement>('button'));
    const at = buttons.findIndex((button) => button?.closest('article')?.contains(document.activeElement));
    if (at >= buttons.length - 3) readOn();
    (buttons[at === -1 ? 0 : Math.max(0, Math.min(buttons.length - 1, at + by))])?.focus();
  };
  useShortcut('j', () => step(1), t('next'));
  useShortcut('k', () => step(-1), t('previous'));
  const arrows = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    step(event.key === 'ArrowDown' ? 1 : -1);
  };
  // Another filter is another list: it starts over, whoever stands in it.
  const choose = (next: Severity | null): void => {
    setSeverity(next);
    setMost(cardsAtOnce);
    calm.release();
  };
  return (
    <section className={css.exceptions} aria-label={t('exceptions')}>
      <div className={css.head}>
        <h2>{t('exceptions')}</h2>
        <button type="button" className={parts.chip} aria-pressed={severity === null} onClick={() => choose(null)}>{t('all')} {of.length}</button>
        {severities.map((one) => <button key={one} type="button" className={parts.chip} aria-pressed={severity === one} onClick={() => choose(one)}>{t(one)} {of.filter((exception) => exception.severity === one).length}</button>)}
        <span className={parts.keyboard}>{t('keys')}</span>
      </div>
      {calm.waiting > 0 ? <button type="button" className={css.waiting} onClick={calm.release}>{t('waiting', { count: calm.waiting })}</button> : null}
      {calm.rows.length === 0 ? <EmptyState title={t('calm')} art="calm">{t('calmNote')}</EmptyState> : (
        <div ref={box} className={css.list} data-testid="exceptions" role="group" aria-label={t('exceptions')} tabIndex={0} onKeyDown={arrows} {...calm.hold}
          onScroll={({ currentTarget: list }) => { if (list.scrollTop + list.clientHeight > list.scrollHeight - 600) readOn(); }}
        >
          {calm.rows.slice(0, most).map(({ key, value, isGone }) => <div key={key} className={isGone ? css.gone : undefined}><OneException of={value} isGone={isGone} /></div>)}
        </div>
      )}
    </section>
  );
}

/** A card with the one thing to do about it. */
function OneException({ of, isGone }: { of: Exception; isGone: boolean }) {
  const { t, say } = useText(boardText);
  const { openOrder, openWorker } = useOpen();
  const [, navigate] = useLocation();
  const open = (): void => {
    if (of.kind === 'ticketOverdue') navigate(`/tickets?ticket=${of.subjectId}`);
    else if (of.kind === 'followUpOverdue') navigate(`/follow-ups?followUp=${of.subjectId}`);
    else if (of.kind === 'planReady') navigate(`/plan?plan=${of.subjectId}`);
    else if (of.kind === 'paperExpiring') openWorker(of.subjectId);
    else if (of.orderId) openOrder(of.orderId);
  };
  const act = (): void => (of.action === 'assign' && of.orderId ? openOrder(of.orderId, 'candidates') : open());
  const word = of.kind === 'ticketOverdue' ? t('ticket') : of.kind === 'followUpOverdue' ? t('followUp') : of.kind === 'paperExpiring' ? t('paper') : t(of.action);
  const action = isGone ? <span>{t('over')}</span>
    : of.kind === 'paymentAlarm' ? <RaiseTicket label={t('toFinance')} kind="incident" words={t('alarmWords', { words: say(of.words) })} />
      : <Button data-act data-testid={`exception-${of.action}`} type={of.action === 'assign' ? 'primary' : 'default'} onClick={(event: MouseEvent) => { event.stopPropagation(); act(); }}>{word}</Button>;
  return <ExceptionCard exception={of} action={action} {...(of.kind === 'paymentAlarm' ? {} : { onOpen: open })} />;
}

function BoardMap() {
  const { t, say } = useText(boardText);
  const { openOrder, openWorker, orderId, workerId } = useOpen();
  const live = useLiveMap();
  const districts = useDistricts();
  const stations = useStations();
  const { shownDistricts, isNear } = useCore(districts.value?.items);
  const markers = useMemo(() => [
    ...stationMarkers(stations.value?.items ?? []), ...workerMarkers(live.value?.workers.filter(({ state }) => state !== 'offline') ?? []), ...visitMarkers(live.value?.visits ?? [], say),
  ].filter(isNear), [live.value, stations.value, say, isNear]);
  const pick = (marker: MapMarker): void => { if (marker.kind === 'visit') openOrder(marker.id); else if (marker.kind === 'worker') openWorker(marker.id); };
  return (
    <section className={css.side} aria-label={t('liveMap')}>
      <div className={css.head}><h2>{t('liveMap')}</h2><span>{live.value ? t('mapNote', { workers: markers.filter(({ kind }) => kind === 'worker').length, visits: markers.filter(({ kind }) => kind === 'visit').length }) : ''}</span><Link href="/map" className={parts.link!}>{t('wholeMap')}</Link></div>
      <CityMap districts={shownDistricts} markers={markers} selectedId={orderId ?? workerId} onPick={pick} heightPixels={410} />
    </section>
  );
}

function Figures({ kpis }: { kpis: Board['kpis'] }) {
  const { t } = useText(boardText);
  const percent = (value: number): string => `${Math.round(value)}`;
  return (
    <div className={css.figures}><KpiRow>
      <KpiTile label={t('ordersToday')} value={kpis.ordersToday} href="/day" />
      <KpiTile label={t('runningNow')} value={kpis.runningNow} href="/orders?group=running" />
      <KpiTile label={t('unassigned')} value={kpis.unassigned} tone={kpis.unassigned > 0 ? 'warm' : 'grey'} href="/orders?group=open&status=paid" />
      <KpiTile label={t('onlineWorkers')} value={kpis.onlineWorkers} note={t('idleNote', { count: kpis.idleWorkers })} href="/workers?online=true" />
      <KpiTile label={t('revenue')} value={<span style={{ fontSize: 22 }}><Amount fen={kpis.revenueTodayFen} /></span>} tone="jade" />
      <KpiTile label={t('auto')} value={percent(kpis.autoAssignedPercent)} unit="%" note={t('week')} />
      <KpiTile label={t('completion')} value={percent(kpis.completionPercent)} unit="%" note={t('week')} />
      <KpiTile label={t('onTime')} value={percent(kpis.onTimePercent)} unit="%" note={t('week')} />
      <KpiTile label={t('satisfaction')} value={kpis.satisfaction > 0 ? kpis.satisfaction.toFixed(1) : t('noRating')} {...(kpis.satisfaction > 0 && { unit: '/ 5' })} note={t('month')} />
    </KpiRow></div>
  );
}

function Lower({ board }: { board: Board }) {
  const { t } = useText(boardText);
  const { duration } = useFormat();
  const { openWorker } = useOpen();
  return (
    <div className={css.lower}>
      <Panel title={t('byHour')} note={t('byHourNote')}>
        <BarChart label={t('byHour')} heightPixels={140} bars={board.byHour.map(({ hour, visits, capacity }) => ({ key: String(hour), value: visits, limit: capacity, title: t('hour', { hour, visits, capacity }), label: String(hour) }))} />
      </Panel>
      <Panel title={t('idle')} note={String(board.kpis.idleWorkers)}>
        {board.idleWorkers.length === 0 ? <p>{t('noIdle')}</p> : (
          <div className={css.idle} data-testid="idle-workers">
            {board.idleWorkers.map((worker) => (
              <button key={worker.workerId} type="button" onClick={() => openWorker(worker.workerId)}><Avatar name={worker.name} sizePixels={32} /><span><b>{worker.name}</b><small>{worker.areaLabel} · {worker.idleMinutes < 1440 ? t('idleFor', { duration: duration(worker.idleMinutes) }) : t('idleDays', { days: Math.floor(worker.idleMinutes / 1440) })}</small></span></button>
            ))}
          </div>
        )}
      </Panel>
    </div>
  );
}

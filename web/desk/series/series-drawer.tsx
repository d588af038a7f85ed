import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { HistoryTimeline } from '../../shared/desk/history-timeline.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, OrderStatusPill, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { useHolds } from '../use-desk.ts';
import { todayPlus } from './bulk-modal.tsx';
import { type Change, ChangeView } from './change-view.tsx';
import { seriesText } from './series.text.ts';

type Series = View<'orders', 'seriesView'>;
type Visit = Series['upcoming'][number];
type Act = { title: string; ask: (isPreview: boolean) => Promise<Change> };
export const stateTones = { active: 'jade', paused: 'warm', ended: 'grey' } as const;
const visitTones = { planned: 'grey', ordered: 'jade', skipped: 'grey', moved: 'sky', conflict: 'danger' } as const;
const mostShown = 16;

/** One series beside the list: its visits, what may be done to it with a reason, its record. */
export function SeriesDrawer({ seriesId, onClose }: { seriesId: string; onClose: () => void }) {
  const { t } = useText(seriesText);
  const series = useView(['orders', 'seriesView', seriesId], () => api.orders.seriesView({ seriesId }), { live: ['series', 'order'], isKept: false });
  return (
    <DeskDrawer isOpen title={series.value ? `${series.value.customerName} · ${t('drawer')}` : t('drawer')} onClose={onClose} widthPixels={640}>
      <Faces of={series}>{(value) => <Body series={value} />}</Faces>
    </DeskDrawer>
  );
}

function Body({ series }: { series: Series }) {
  const { t, say } = useText(seriesText);
  const { day } = useFormat();
  const { setParam } = useOpen();
  const mayAct = useHolds()('agent', 'dispatcher', 'operator') && series.state !== 'ended';
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState(todayPlus(1));
  const [to, setTo] = useState(todayPlus(14));
  const [act, setAct] = useState<Act | null>(null);
  const { seriesId } = series;
  const words = reason.trim();
  const begin = (next: Act): void => { if (words === '') showToast(t('needReason'), { tone: 'warm' }); else setAct(next); };
  return (
    <div className={css.stack} data-testid="series-drawer">
      <Panel title={say(series.itemName)} aside={<StatusPill tone={stateTones[series.state]}>{say(series.stateLabel)}</StatusPill>}>
        <b>{say(series.words)}</b>
        <Facts of={[[t('customer'), series.customerName], [t('phone'), series.maskedPhone], [t('address'), series.address], [t('price'), formatMoney(series.priceFen)], [t('ahead'), t('days', { count: series.daysAhead })], [t('until'), series.endsOn ? day(series.endsOn) : t('open')]]} />
        <span className={css.line}>{series.previousId ? <Button size="small" type="link" onClick={() => setParam('series', series.previousId)}>{t('seePrevious')}</Button> : null}{series.nextId ? <Button size="small" type="link" onClick={() => setParam('series', series.nextId)}>{t('seeNext')}</Button> : null}</span>
      </Panel>
      {mayAct ? (
        <Panel title={t('reason')}>
          <Input value={reason} maxLength={200} aria-label={t('reason')} placeholder={t('reasonHint')} onChange={(event) => setReason(event.target.value)} data-testid="series-reason" />
          <span className={css.line}>
            {series.state === 'paused' ? <Button onClick={() => begin({ title: t('resume'), ask: (isPreview) => api.orders.resumeSeries({ seriesId, reason: words, isPreview }) })}>{t('resume')}</Button> : <>
              <Input type="date" style={{ width: 150 }} aria-label={t('pauseFrom')} value={from} min={todayPlus(0)} onChange={(event) => setFrom(event.target.value)} />
              <Input type="date" style={{ width: 150 }} aria-label={t('pauseTo')} title={t('pauseTo')} value={to} min={from} onChange={(event) => setTo(event.target.value)} />
              <Button data-testid="series-pause" onClick={() => begin({ title: t('pause'), ask: (isPreview) => api.orders.pauseSeries({ seriesId, from, ...(to !== '' && { to }), reason: words, isPreview }) })}>{t('pause')}</Button>
            </>}
            <Button danger onClick={() => begin({ title: t('end'), ask: (isPreview) => api.orders.endSeries({ seriesId, reason: words, isPreview }) })}>{t('end')}</Button>
          </span>
        </Panel>
      ) : null}
      <Panel title={t('visits')} note={t('upcoming', { count: series.upcomingCount })}>
        {series.upcoming.slice(0, mostShown).map((visit) => <VisitLine key={visit.visitId} visit={visit} {...(mayAct && { onSkip: () => begin({ title: t(visit.state === 'skipped' ? 'restore' : 'skip'), ask: (isPreview) => (visit.state === 'skipped' ? api.orders.unskipVisit : api.orders.skipVisit)({ seriesId, visitId: visit.visitId, reason: words, isPreview }) }) })} />)}
        <span className={css.quiet}>{say(series.holidayWords)}</span>
      </Panel>
      {series.past.length > 0 ? <Panel title={t('past')}>{series.past.slice(0, mostShown).map((visit) => <VisitLine key={visit.visitId} visit={visit} />)}</Panel> : null}
      <Panel title={t('history')}><HistoryTimeline entries={[...series.history].reverse().map((entry) => ({ ...entry, words: entry.reason === '' ? entry.words : { zh: `${entry.words.zh}（${entry.reason}）`, en: `${entry.words.en} (${entry.reason})` } }))} /></Panel>
      {act ? <ActModal act={act} onClose={() => setAct(null)} /> : null}
    </div>
  );
}

function VisitLine({ visit, onSkip }: { visit: Visit; onSkip?: () => void }) {
  const { t, say } = useText(seriesText);
  const { instant } = useFormat();
  const { openOrder } = useOpen();
  return (
    <span className={css.line} data-testid="series-visit">
      <span className={css.strong} style={{ minWidth: 200 }}>{instant(visit.startAt)}</span>
      {visit.orderStatus && visit.orderStatusLabel ? <OrderStatusPill status={visit.orderStatus} label={visit.orderStatusLabel} /> : <StatusPill tone={visitTones[visit.state]}>{say(visit.stateLabel)}</StatusPill>}
      <span className={css.quiet}>{[visit.state === 'skipped' ? null : visit.workerName, visit.words ? say(visit.words) : null].filter(Boolean).join(' · ')}</span>
      <span className={css.atEnd}>{visit.orderId ? <Button size="small" onClick={() => openOrder(visit.orderId!)}>{t('order')}</Button> : null} {onSkip ? <Button size="small" onClick={onSkip}>{t(visit.state === 'skipped' ? 'restore' : 'skip')}</Button> : null}</span>
    </span>
  );
}

function ActModal({ act, onClose }: { act: Act; onClose: () => void }) {
  const { t } = useText(seriesText);
  const preview = useView(['orders', 'seriesPreview', act.title], () => act.ask(true), { live: false, staleSeconds: 0, isKept: false });
  const save = useCommand(() => act.ask(false), { onDone: () => { showToast(t('done')); onClose(); } });
  return <Modal open title={act.title} onCancel={onClose} okText={t('confirm')} cancelText={t('back')} confirmLoading={save.isRunning} okButtonProps={{ disabled: preview.value === undefined }} onOk={() => void save.run({})}><Faces of={preview}>{(change) => <ChangeView change={change} />}</Faces></Modal>;
}

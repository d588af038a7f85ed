import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, type Input as In, type View } from '../../shared/api.ts';
import css from '../../shared/desk/parts.module.css';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { type Change, weekdayCodes, weekdayKeys } from './change-view.tsx';
import { seriesText } from './series.text.ts';

export type SeriesRow = View<'orders', 'listSeries'>['items'][number];
type Outcome = { row: SeriesRow; change: Change | null; why: { zh: string; en: string } | null };
const times = Array.from({ length: 29 }, (_, index) => `${String(7 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`);
export const todayPlus = (days: number): string => new Date(Date.now() + (8 + days * 24) * 3_600_000).toISOString().slice(0, 10);

/** Worker, time or weekday of several series at once, from a day on; each is shown before anything is saved. */
export function BulkModal({ rows, onClose }: { rows: readonly SeriesRow[]; onClose: () => void }) {
  const { t, say } = useText(seriesText);
  const [from, setFrom] = useState(todayPlus(1));
  const [time, setTime] = useState<string | null>(null);
  const [weekday, setWeekday] = useState<string | null>(null);
  const [workerId, setWorkerId] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [paidOrders, setPaidOrders] = useState<'keep' | 'cancel'>('keep');
  const [reason, setReason] = useState('');
  const [outcomes, setOutcomes] = useState<Outcome[] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const found = useView(['workers', 'search', 'series', words], () => api.workers.search({ status: 'active', ...(words && { q: words }) }), { live: false, staleSeconds: 60 });
  const isAnything = time !== null || weekday !== null || workerId !== null;

  const ask = async (row: SeriesRow, isPreview: boolean): Promise<Outcome> => {
    const view = await api.orders.seriesView({ seriesId: row.seriesId });
    const visit = view.upcoming.find((one) => one.day >= from);
    if (!visit) return { row, change: null, why: null };
    const input: In<'orders', 'editSeries'> = {
      seriesId: row.seriesId, scope: 'following', visitId: visit.visitId, ...(time && { startTime: time }), ...(weekday && { rule: row.rule.replace(/BYDAY=[A-Z,]+/, `BYDAY=${weekday}`) }), ...(workerId && { workerId }), paidOrders, reason: reason.trim(), isPreview,
    };
    return api.orders.editSeries(input).then((change) => ({ row, change, why: null }), (error: { zh: string; en: string }) => ({ row, change: null, why: error }));
  };
  const run = async (isPreview: boolean): Promise<void> => {
    setBusy(true);
    const done: Outcome[] = [];
    for (const row of rows) done.push(await ask(row, isPreview));
    setBusy(false);
    setOutcomes(done);
    if (isPreview) return;
    showToast(t('saved', { count: done.filter(({ change }) => change?.isSaved).length }));
    if (done.every(({ why }) => why === null)) onClose();
  };
  const touch = <T,>(set: (value: T) => void) => (value: T): void => { setOutcomes(null); set(value); };
  return (
    <Modal
      open title={t('bulkTitle', { count: rows.length })} onCancel={onClose} width={680} okText={outcomes ? t('save') : t('preview')} cancelText={t('back')} confirmLoading={isBusy}
      okButtonProps={{ disabled: !isAnything || reason.trim() === '' }} onOk={() => void run(outcomes === null)}
    >
      <div className={css.form}>
        <div className={css.two}>
          <label>{t('from')}<Input type="date" value={from} min={todayPlus(0)} onChange={(event) => touch(setFrom)(event.target.value)} /></label>
          <label>{t('newWorker')}<Select<string> allowClear showSearch filterOption={false} aria-label={t('newWorker')} placeholder={t('same')} value={workerId} onSearch={setWords} onChange={(value) => touch(setWorkerId)(value ?? null)} options={(found.value?.items ?? []).map((one) => ({ value: one.workerId, label: `${one.name} · ${one.homeArea}` }))} /></label>
          <label>{t('time')}<Select<string> allowClear showSearch aria-label={t('time')} placeholder={t('same')} value={time} onChange={(value) => touch(setTime)(value ?? null)} options={times.map((value) => ({ value, label: value }))} /></label>
          <label>{t('weekday')}<Select<string> allowClear aria-label={t('weekday')} placeholder={t('same')} value={weekday} onChange={(value) => touch(setWeekday)(value ?? null)} options={weekdayCodes.map((value, index) => ({ value, label: t(weekdayKeys[index]!) }))} /></label>
          <label>{t('paid')}<Select<'keep' | 'cancel'> aria-label={t('paid')} value={paidOrders} onChange={touch(setPaidOrders)} options={(['keep', 'cancel'] as const).map((value) => ({ value, label: t(value) }))} /></label>
          <label>{t('reason')}<Input value={reason} maxLength={200} placeholder={t('reasonHint')} onChange={(event) => setReason(event.target.value)} /></label>
        </div>
        {outcomes ? <ul data-testid="series-bulk-outcome">{outcomes.map(({ row, change, why }) => (
          <li key={row.seriesId} className={why || change?.conflicts.some(({ isStopping }) => isStopping) ? css.danger : undefined}>
            {change ? `${t('willChange', { name: row.customerName, count: change.diff.filter(({ effect }) => effect !== 'orderKept').length, conflicts: change.conflicts.filter(({ isStopping }) => isStopping).length })} · ${change.refundFen + change.keptFen > 0 ? t('money', { refund: formatMoney(change.refundFen), kept: formatMoney(change.keptFen) }) : t('noMoney')}` : t('refusedSome', { name: row.customerName, why: why ? say(why) : t('nothing') })}
          </li>
        ))}</ul> : null}
      </div>
    </Modal>
  );
}

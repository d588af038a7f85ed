import { type ReactNode, useState } from 'react';
import { api } from '../../shared/api.ts';
import { addDays, dayOf, formatTime, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Chips, Faces, Segmented, Sheet, SkeletonScreen, Switch, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { type Change, Diff, type Series, type Visit, weekdayCodes, weekdayKeys } from './change-parts.tsx';
import css from './series.module.css';
import { seriesText } from './series.text.ts';

type Ask = (isPreview: boolean) => Promise<Change>;
type SheetProps = { title: string; about: readonly unknown[]; ask: Ask | null; onClose: () => void; isDanger?: boolean; doneWords?: string; children?: ReactNode };

/** One change of a series: what is chosen, what it would do, and one button that does it. */
function ChangeSheet({ title, about, ask, onClose, isDanger = false, doneWords, children }: SheetProps) {
  const { t } = useText(seriesText);
  const preview = useView(['orders', 'seriesPreview', ...about], () => ask!(true), { isReady: ask !== null, live: false, staleSeconds: 0, isKept: false });
  const save = useCommand(() => ask!(false), { onDone: () => { showToast(doneWords ?? t('done')); onClose(); } });
  return (
    <Sheet isOpen title={title} onClose={onClose} bar={<div className={css.bar}>
      <Button kind="secondary" size="large" onClick={onClose}>{t('keep')}</Button>
      <Button kind={isDanger ? 'danger' : 'primary'} size="large" data-testid="series-save" isBusy={save.isRunning} disabled={ask === null || preview.value === undefined} onClick={() => void save.run({})}>{t('save')}</Button>
    </div>}>
      <div className={css.stack}>
        {children}
        {ask === null ? <p className={css.soft}>{t('chooseFirst')}</p> : <Faces of={preview} loading={<SkeletonScreen />}>{(change) => <Diff change={change} />}</Faces>}
      </div>
    </Sheet>
  );
}

export function SkipSheet({ series, visit, onClose }: { series: Series; visit: Visit; onClose: () => void }) {
  const { t } = useText(seriesText);
  const ref = { seriesId: series.seriesId, visitId: visit.visitId };
  const isBack = visit.state === 'skipped';
  return <ChangeSheet title={t(isBack ? 'unskipTitle' : 'skipTitle')} about={[ref, isBack]} ask={(isPreview) => (isBack ? api.orders.unskipVisit : api.orders.skipVisit)({ ...ref, isPreview })} onClose={onClose} doneWords={t(isBack ? 'done' : 'skipped')} />;
}

const pauses = { one1: 6, two: 13, four: 27 } as const;

export function PauseSheet({ series, onClose }: { series: Series; onClose: () => void }) {
  const { t } = useText(seriesText);
  const { day } = useFormat();
  const [length, setLength] = useState<keyof typeof pauses | 'openPause'>('two');
  const [paidOrders, setPaidOrders] = useState<'keep' | 'cancel'>('keep');
  const [from] = useState(() => addDays(dayOf(new Date()), 1));
  const isPaused = series.state === 'paused';
  const input = { seriesId: series.seriesId, from, ...(length !== 'openPause' && { to: addDays(from, pauses[length]) }), paidOrders };
  if (isPaused) return <ChangeSheet title={t('resumeTitle')} about={['resume', series.seriesId]} ask={(isPreview) => api.orders.resumeSeries({ seriesId: series.seriesId, isPreview })} onClose={onClose} />;
  return (
    <ChangeSheet title={t('pauseTitle')} about={['pause', input]} ask={(isPreview) => api.orders.pauseSeries({ ...input, isPreview })} onClose={onClose}>
      <Chips label={t('pauseFrom', { day: day(from) })} isLabelShown value={length} onChange={(value) => value && setLength(value)} choices={(['one1', 'two', 'four', 'openPause'] as const).map((value) => ({ value, label: t(value) }))} />
      <PaidSwitch value={paidOrders} onChange={setPaidOrders} />
    </ChangeSheet>
  );
}

function PaidSwitch({ value, onChange }: { value: 'keep' | 'cancel'; onChange: (value: 'keep' | 'cancel') => void }) {
  const { t } = useText(seriesText);
  return <Switch label={t('paidCancel')} note={value === 'cancel' ? t('paidLead') : t('paidKeep')} isOn={value === 'cancel'} onChange={(isOn) => onChange(isOn ? 'cancel' : 'keep')} />;
}

export function EndSheet({ series, onClose }: { series: Series; onClose: () => void }) {
  const { t } = useText(seriesText);
  const [paidOrders, setPaidOrders] = useState<'keep' | 'cancel'>('keep');
  const input = { seriesId: series.seriesId, paidOrders };
  return <ChangeSheet title={t('endTitle')} about={['end', input]} ask={(isPreview) => api.orders.endSeries({ ...input, isPreview })} onClose={onClose} isDanger><p className={css.soft}>{t('endLead')}</p><PaidSwitch value={paidOrders} onChange={setPaidOrders} /></ChangeSheet>;
}

const hours = Array.from({ length: 12 }, (_, index) => `${String(index + 8).padStart(2, '0')}:00`);
const nearDays = [-3, -2, -1, 0, 1, 2, 3];

/** Another time, day or worker: of one visit, of it and all later ones, or of all to come. */
export function EditSheet({ series, visit, onClose }: { series: Series; visit: Visit | null; onClose: () => void }) {
  const { t, say } = useText(seriesText);
  const { day: sayDay } = useFormat();
  const [scope, setScope] = useState<'this' | 'following' | 'all'>(visit ? 'this' : 'all');
  const [time, setTime] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const [weekday, setWeekday] = useState<(typeof weekdayCodes)[number] | null>(null);
  const [workerId, setWorkerId] = useState<string | null>(null);
  const [paidOrders, setPaidOrders] = useState<'keep' | 'cancel'>('keep');
  const [today] = useState(() => dayOf(new Date()));
  const shown = visit ?? series.upcoming[0] ?? null;
  const suggested = useView(['dispatch', 'suggestWorkers', series.seriesId, shown?.startAt], () => api.dispatch.suggestWorkers({ itemId: series.itemId, addressId: series.addressId, quantity: series.quantity, startAt: shown!.startAt }), { isReady: shown !== null, live: false, staleSeconds: 120 });
  const isThis = scope === 'this' && visit !== null;
  const isWeekly = /FREQ=WEEKLY/.test(series.rule);
  const weekdayNow = weekdayCodes.find((code) => new RegExp(`BYDAY=${code}$`).test(series.rule)) ?? null;
  const startAt = isThis && (time !== null || day !== null) ? instantAt(day ?? dayOf(visit.startAt), time ?? formatTime(visit.startAt)) : null;
  const rule = !isThis && weekday !== null && weekday !== weekdayNow ? series.rule.replace(/BYDAY=[A-Z,]+/, `BYDAY=${weekday}`) : null;
  const isAnything = startAt !== null || rule !== null || (!isThis && time !== null) || workerId !== null;
  const input = {
    seriesId: series.seriesId, scope: visit ? scope : ('all' as const), ...(visit && scope !== 'all' && { visitId: visit.visitId }), ...(startAt !== null && { startAt: new Date(startAt).toISOString() }), ...(!isThis && time !== null && { startTime: time }), ...(rule !== null && { rule }), ...(workerId !== null && { workerId }), paidOrders,
  };
  const others = (suggested.value?.items ?? []).filter(({ worker }) => worker.workerId !== series.workerId);
  return (
    <ChangeSheet title={t(visit ? 'changeTitle' : 'editTitle')} about={['edit', input]} ask={isAnything ? (isPreview) => api.orders.editSeries({ ...input, isPreview }) : null} onClose={onClose}>
      {visit ? <Segmented label={t('scope')} value={scope} onChange={setScope} choices={(['this', 'following', 'all'] as const).map((value) => ({ value, label: t(value) }))} /> : <p className={css.soft}>{say(series.words)}</p>}
      {isThis ? <Chips label={t('day')} isLabelShown isScrolling canClear value={day ?? dayOf(visit.startAt)} onChange={setDay} choices={nearDays.map((near) => addDays(dayOf(visit.startAt), near)).filter((value) => value > today).map((value) => ({ value, label: sayDay(value) }))} />
        : isWeekly ? <Chips label={t('weekday')} isLabelShown isScrolling value={weekday ?? weekdayNow} onChange={setWeekday} choices={weekdayCodes.map((value, index) => ({ value, label: t(weekdayKeys[index]!) }))} /> : null}
      <Chips label={t('time')} isLabelShown value={time ?? (shown ? formatTime(shown.startAt) : series.startTime)} onChange={setTime} choices={[...new Set([...hours, series.startTime])].sort().map((value) => ({ value, label: value }))} />
      {others.length > 0 ? <Chips label={t('worker')} isLabelShown isScrolling value={workerId ?? 'same'} onChange={(value) => setWorkerId(value === 'same' ? null : value)} choices={[{ value: 'same', label: t('sameWorker') }, ...others.map(({ worker }) => ({ value: worker.workerId, label: worker.name }))]} /> : null}
      {series.upcoming.some(({ orderStatus }) => orderStatus !== null && orderStatus !== 'held') ? <PaidSwitch value={paidOrders} onChange={setPaidOrders} /> : null}
    </ChangeSheet>
  );
}

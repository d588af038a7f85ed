import { Button, Segmented, Select } from 'antd';
import { type PointerEvent, useMemo, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DayPicker, useDay } from '../../shared/desk/day-picker.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { type Carry, useCarry } from '../../shared/desk/gantt-carry.ts';
import { GanttDay, type GanttBar, type GanttRow } from '../../shared/desk/gantt-day.tsx';
import { AssignBar } from '../../shared/desk/order/assign-bar.tsx';
import { useCandidates } from '../../shared/desk/order/candidates.tsx';
import { undoLast } from '../../shared/desk/undo.ts';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useShortcut } from '../../shared/desk/use-shortcut.ts';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { useView } from '../../shared/use-view.ts';
import { CarryGhost, CarryTray } from '../day/carry-parts.tsx';
import moveCss from '../day/move.module.css';
import { moveText } from '../day/move.text.ts';
import { useDrop } from '../day/use-drop.tsx';
import { useVerdicts } from '../day/use-moves.ts';
import { text } from '../text.ts';
import { useDistricts } from '../use-desk.ts';
import css from './day.module.css';
import { dayText } from './day.text.ts';

type Plan = View<'dispatch', 'dayPlan'>;
type Waiting = Plan['unassigned'][number];
const ghostPrefix = 'proposed ';
/** What may still be given to somebody else. */
const movableStatuses: readonly (string | null)[] = ['paid', 'assigned', 'accepted', 'onTheWay', 'checklistConfirmed'];
const isMovable = (bar: GanttBar): boolean => bar.orderId !== null && bar.kind !== 'exception' && movableStatuses.includes(bar.status) && !bar.id.startsWith(ghostPrefix);

/** The day of every worker; an order that waits is chosen above and given to a row below. */
export default function DayPage() {
  const { t, say } = useText(dayText);
  const common = useText(text).t;
  const now = useNow();
  const [day, go] = useDay(now);
  const { param, setParam, openOrder, openWorker } = useOpen();
  const districts = useDistricts();
  const [districtId, words] = [param('district'), param('q')];
  const plan = useView(['dispatch', 'dayPlan', day, districtId, words], () => api.dispatch.dayPlan({ day, ...(districtId && { districtId }), ...(words && { q: words }) }), { live: ['order', 'offer', 'worker', 'dispatch'] });
  const [pickedId, setPickedId] = useState<string | null>(null);
  const [target, setTarget] = useState<{ workerId: string; name: string } | null>(null);
  const picked = plan.value?.unassigned.find((order) => order.orderId === pickedId) ?? null;
  const found = useCandidates(picked?.orderId ?? null);
  const pick = (order: Waiting | null): void => { setPickedId(order?.orderId === pickedId ? null : (order?.orderId ?? null)); setTarget(null); };
  const isAll = param('rows') === 'all';
  const proposed = useProposedRows(plan.value?.rows, picked, picked ? found.value : undefined);
  const busy = useMemo(() => proposed.filter(({ bars }) => bars.length > 0), [proposed]);
  // A name, or an order to give away, looks among everybody.
  const rows = isAll || picked || words || busy.length === 0 ? proposed : busy;
  const choose = (row: Pick<GanttRow, 'workerId' | 'name'>): void => {
    if (!picked) return openWorker(row.workerId);
    const isFit = found.value?.candidates.some(({ worker }) => worker.workerId === row.workerId);
    if (isFit) setTarget({ workerId: row.workerId, name: row.name });
    else showToast(t('cannot', { name: row.name, why: whyOf(found.value, row.workerId) ?? t('noReason') }), { tone: 'warm' });
  };
  const open = (bar: GanttBar, row: GanttRow): void => {
    if (bar.id.startsWith(ghostPrefix)) choose(row);
    else if (bar.orderId) openOrder(bar.orderId);
  };
  const { carry, verdicts, words: carryWords, best, isAsked, dialogs } = useCarrying(plan.value);
  useDayKeys();
  const whyOf = (value: typeof found.value, workerId: string): string | null => {
    const reason = value?.blocked.find(({ worker }) => worker.workerId === workerId)?.blockers[0]?.reason;
    return reason ? say(reason) : null;
  };
  return (
    <Page title={t('title')} aside={<DayPicker day={day} today={dayOf(now)} onChange={go} />}>
      <FilterBar search={{ value: words ?? '', onChange: (next) => setParam('q', next === '' ? null : next), placeholder: t('search') }}>
        <Select allowClear style={{ width: 150 }} aria-label={common('district')} placeholder={common('allDistricts')} value={districtId} onChange={(value) => setParam('district', value ?? null)} options={(districts.value?.items ?? []).map((district) => ({ value: district.districtId, label: district.name }))} />
        <Segmented<string> aria-label={t('rows')} value={isAll ? 'all' : 'busy'} onChange={(value) => setParam('rows', value === 'all' ? 'all' : null)} options={[{ value: 'busy', label: t('busy') }, { value: 'all', label: t('everybody') }]} />
        <span className={css.count}>{plan.value ? `${t('workers', { shown: rows.length, count: plan.value.workerCount })}${plan.value.rows.length < plan.value.workerCount && !districtId && !words ? ` · ${t('tooMany')}` : ''}` : ''}</span>
      </FilterBar>
      <Faces of={plan} loading={<SkeletonScreen />}>
        {(value) => (
          <>
            <Strip orders={value.unassigned} pickedId={picked?.orderId ?? null} onPick={pick} carry={carry} />
            {picked ? (
              <div className={css.bar} data-testid="day-assign">
                <div>
                  <b>{say(picked.itemName)} · {picked.estateName}</b>
                  <p>{found.value === undefined ? t('searching') : found.value.candidates.length === 0 ? t('nobodyFits') : target ? t('suits', { count: found.value.candidates.length }) : `${t('suits', { count: found.value.candidates.length })} · ${t('picking')}`}</p>
                  <Button size="small" onClick={() => openOrder(picked.orderId, 'candidates')}>{t('openOrder')}</Button><Button size="small" type="text" onClick={() => pick(null)}>{t('stop')}</Button>
                </div>
                {target ? <AssignBar order={picked} worker={target} onDone={() => pick(null)} onCancel={() => setTarget(null)} /> : null}
              </div>
            ) : null}
            <div className={moveCss.stage}>
              <GanttDay day={day} rows={rows} now={now} selectedId={null} onOpen={open} onOpenRow={choose} carry={carry} isMovable={isMovable} verdicts={verdicts} heightPixels={`calc(100dvh - ${picked ? (target ? 488 : 372) : value.unassigned.length > 0 ? 312 : 262}px)`} />
              <CarryTray carry={carry} best={best} isAsked={isAsked} />
            </div>
          </>
        )}
      </Faces>
      <CarryGhost carry={carry} words={carryWords} />
      {dialogs}
    </Page>
  );
}

/** A visit carried over the picture: who may have it, what a drop does. */
function useCarrying(plan: Plan | undefined) {
  const nameOf = (workerId: string): string => plan?.rows.find((row) => row.workerId === workerId)?.name ?? '';
  const statusOf = (orderId: string) => plan?.rows.flatMap(({ bars }) => bars).find((bar) => bar.orderId === orderId)?.status ?? 'paid';
  const { drop, dialogs } = useDrop(nameOf, statusOf);
  const [bestIds, setBestIds] = useState<readonly string[]>([]);
  const carry = useCarry(drop, bestIds);
  const found = useVerdicts(carry.carried, carry.target);
  const ids = found.best.map(({ workerId }) => workerId);
  if (ids.join() !== bestIds.join()) setBestIds(ids);
  return { carry, dialogs, ...found };
}

/** The keys of the day: what they do stands under `?`. */
function useDayKeys(): void {
  const { t } = useText(moveText);
  const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();
  useShortcut('m', () => focus('[data-bar][data-movable]'), t('keyLift'));
  useShortcut('↑ ↓', () => undefined, t('keyArrows'));
  useShortcut('Enter', () => undefined, t('keyDrop'));
  useShortcut('Esc', () => undefined, t('keyLet'));
  useShortcut('Ctrl Z', () => void undoLast(), t('keyUndo'));
  useShortcut('u', () => focus('[data-testid=unassigned] button'), t('keyWaiting'));
}

function Strip({ orders, pickedId, onPick, carry }: { orders: readonly Waiting[]; pickedId: string | null; onPick: (order: Waiting) => void; carry: Carry }) {
  const { t, say } = useText(dayText);
  const { time } = useFormat();
  if (orders.length === 0) return <p className={css.calm}>{t('allAssigned')}</p>;
  const item = (order: Waiting) => ({ orderId: order.orderId, startAt: order.startAt!, endAt: order.endAt!, label: `${say(order.itemName)} · ${order.estateName}`, fromWorkerId: null });
  return (
    <div className={css.strip} role="group" aria-label={t('unassigned', { count: orders.length })} data-testid="unassigned">
      {orders.map((order) => (
        <button key={order.orderId} type="button" className={css.order} aria-pressed={order.orderId === pickedId} onClick={() => onPick(order)} title={t('pickNote')}
          onPointerDown={(event: PointerEvent) => { if (order.startAt) carry.press(event, item(order)); }}
          onKeyDown={(event) => { if (event.key === 'm' && order.startAt) { event.preventDefault(); carry.lift(item(order)); } }}
        >
          <b>{order.startAt ? time(order.startAt) : '—'} {say(order.itemName)}</b><span>{order.estateName} · {order.customerName}</span>
        </button>
      ))}
    </div>
  );
}

/** With an order chosen, those who fit come first with a proposed bar at its time; everyone else says why not. */
function useProposedRows(rows: Plan['rows'] | undefined, order: Waiting | null, found: View<'dispatch', 'candidates'> | undefined): GanttRow[] {
  const { t, say } = useText(dayText);
  const { distance } = useFormat();
  return useMemo(() => {
    if (!rows) return [];
    if (!order || !found || order.startAt === null || order.endAt === null) return rows;
    const fit = new Map(found.candidates.map((candidate) => [candidate.worker.workerId, candidate]));
    const blocked = new Map(found.blocked.map(({ worker, blockers }) => [worker.workerId, blockers[0]?.reason]));
    const span = { startAt: order.startAt, endAt: order.endAt };
    const proposed = rows.map((row): { row: GanttRow; score: number } => {
      const candidate = fit.get(row.workerId);
      if (!candidate) return { row: { ...row, merchantName: blocked.has(row.workerId) ? t('blocked', { why: say(blocked.get(row.workerId)) }) : row.merchantName }, score: -1 };
      const words = t('ghost', { item: say(order.itemName) });
      const bar: GanttBar = { id: ghostPrefix + row.workerId, orderId: order.orderId, kind: 'hold', status: null, ...span, label: { zh: words, en: words }, isLate: false };
      return { row: { ...row, merchantName: t('fits', { score: Math.round(candidate.score), distance: distance(candidate.travelMeters) }), bars: [...row.bars, bar] }, score: candidate.score };
    });
    return proposed.sort((a, b) => b.score - a.score).map(({ row }) => row);
  }, [rows, order, found, t, say, distance]);
}

import type { OrderStatus } from '@linli/contract';
import { TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, memo, useEffect, useMemo, useRef } from 'react';
import { dayOf, formatTime } from '../format.ts';
import { type Bilingual, useText } from '../i18n.ts';
import { EmptyState } from '../kit/faces.tsx';
import { orderTone } from '../kit/order-status.tsx';
import { type Tone, toneStyle } from '../tokens.ts';
import type { Carry } from './gantt-carry.ts';
import css from './gantt-day.module.css';
import { type GanttSpan, minutesInto, packLanes, placeSpan, shownHours } from './gantt-layout.ts';
import { deskText } from './text.ts';
import { useIsPhone } from './use-is-phone.ts';

export type GanttBar = GanttSpan & { id: string; orderId: string | null; kind: 'hold' | 'visit' | 'exception'; status: OrderStatus | null; label: Bilingual | null; isLate: boolean };
export type GanttRow = { workerId: string; name: string; merchantName: string | null; isOnline: boolean; availability: readonly GanttSpan[]; bars: readonly GanttBar[] };
type Props = {
  /** The city day `YYYY-MM-DD`. */
  day: string;
  rows: readonly GanttRow[];
  now: Date;
  onOpen: (bar: GanttBar, row: GanttRow) => void;
  onOpenRow?: (row: GanttRow) => void;
  selectedId?: string | null;
  heightPixels?: number | string;
  /** Bars can be carried to another row: by the pointer, or by `m` on a bar. */
  carry?: Carry;
  isMovable?: (bar: GanttBar) => boolean;
  /** While something is carried: whether each worker may have it; who is not in it is out of reach. Null: not known yet. */
  verdicts?: ReadonlyMap<string, boolean> | null;
};

/** The day of every worker as one picture: white is free to take work, bars are visits in the colour of their state, hatched is held or away. Arrows move between bars, Enter opens. */
export function GanttDay({ day, rows, now, onOpen, onOpenRow, selectedId, heightPixels = 'calc(100dvh - 240px)', carry, isMovable, verdicts }: Props) {
  const { t, say } = useText(deskText);
  const box = useRef<HTMLDivElement>(null);
  const [startHour, endHour] = useMemo(() => shownHours(day, rows.flatMap((row) => row.bars)), [day, rows]);
  const hours = endHour - startHour;
  const nowPlace = dayOf(now) === day ? ((minutesInto(day, now) - startHour * 60) / (hours * 60)) * 100 : -1;
  const isNowShown = nowPlace >= 0 && nowPlace <= 100;
  const isEmpty = rows.length === 0;
  const isPlaced = useRef('');
  // Opened where the day stands: a narrow screen shows three hours of it. Later the reader's own place is kept.
  useEffect(() => {
    const scroller = box.current;
    const lane = scroller?.querySelector<HTMLElement>('[data-lane]');
    if (!scroller || !lane || !isNowShown || isPlaced.current === day) return;
    isPlaced.current = day;
    scroller.scrollLeft = (nowPlace / 100) * lane.offsetWidth - (scroller.clientWidth - lane.offsetLeft) / 2;
  }, [day, nowPlace, isNowShown, isEmpty]);
  const press = carry && isMovable ? (event: PointerEvent<HTMLElement>, bar: GanttBar, row: GanttRow): void => {
    const lane = event.currentTarget.closest<HTMLElement>('[data-lane]');
    if (bar.orderId !== null && lane && isMovable(bar)) carry.press(event, { orderId: bar.orderId, startAt: bar.startAt, endAt: bar.endAt, label: say(bar.label), fromWorkerId: row.workerId }, (hours * 60) / lane.offsetWidth);
  } : undefined;
  const carried = carry?.carried ?? null;
  // Rows are many and a carry moves often: what they are given stays the same until it says something new.
  const latest = useRef({ onOpen, onOpenRow, press });
  latest.current = { onOpen, onOpenRow, press };
  const calls = useMemo(() => ({
    onOpen: (bar: GanttBar, row: GanttRow) => latest.current.onOpen(bar, row), onOpenRow: (row: GanttRow) => latest.current.onOpenRow?.(row), press: (event: PointerEvent<HTMLElement>, bar: GanttBar, row: GanttRow) => latest.current.press?.(event, bar, row),
  }), []);
  if (isEmpty) return <div className={css.gantt}><EmptyState title={t('ganttEmpty')} art="calm" /></div>;

  const first = rows.findIndex((row) => row.bars.some((bar) => placeSpan(day, bar, startHour, endHour)));
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const bar = (event.target as HTMLElement).closest<HTMLElement>('[data-bar]');
    if (bar && event.key === 'm' && carry) {
      const found = rows[Number(bar.dataset.row)]?.bars.find(({ id }) => id === bar.dataset.bar);
      if (!found || !isMovable?.(found) || found.orderId === null) return;
      event.preventDefault();
      carry.lift({ orderId: found.orderId, startAt: found.startAt, endAt: found.endAt, label: say(found.label), fromWorkerId: rows[Number(bar.dataset.row)]!.workerId });
      return;
    }
    if (!bar || !['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    nextBar(box.current!, bar, event.key)?.focus();
  };
  return (
    <div>
      <div ref={box} data-gantt-scroll data-carrying={carried !== null || undefined} className={css.gantt} style={{ '--hours': hours, maxHeight: heightPixels } as Record<string, string | number>} onKeyDown={move} role="group" aria-label={`${day} · ${t('ganttKeys')}`}>
        <div className={css.inner}>
          <div className={css.head}>
            <span className={css.corner}>{t('workers')} {rows.length}</span>
            <span className={css.hours} aria-hidden="true">
              {Array.from({ length: hours + 1 }, (_, index) => <span key={index} style={{ left: `${(index / hours) * 100}%` }}>{String(startHour + index).padStart(2, '0')}:00</span>)}
              {isNowShown ? <b style={{ left: `${nowPlace}%` }}>{formatTime(now)}</b> : null}
            </span>
          </div>
          {rows.map((row, rowIndex) => <Row
              key={row.workerId} {...{ row, rowIndex, day, startHour, endHour, selectedId, calls, isTabStop: rowIndex === first, isNamed: onOpenRow !== undefined, carriedId: carried?.orderId ?? null, movable: isMovable }}
              verdict={carried === null ? null : row.workerId === carried.fromWorkerId ? 'own' : !verdicts ? 'unknown' : verdicts.get(row.workerId) === true ? 'yes' : 'no'}
              shift={carried !== null && carry?.target.workerId === row.workerId ? carry.target.shiftMinutes : null} carriedSpan={carried !== null && carry?.target.workerId === row.workerId ? `${carried.startAt} ${carried.endAt}` : null}
            />)}
          {isNowShown ? <div className={css.now} aria-hidden="true"><i style={{ left: `${nowPlace}%` }} /></div> : null}
        </div>
      </div>
      <Legend />
    </div>
  );
}

type Calls = { onOpen: Props['onOpen']; onOpenRow: (row: GanttRow) => void; press: (event: PointerEvent<HTMLElement>, bar: GanttBar, row: GanttRow) => void };
type RowProps = {
  row: GanttRow; rowIndex: number; day: string; startHour: number; endHour: number; selectedId: string | null | undefined; calls: Calls; isNamed: boolean; isTabStop: boolean; movable: Props['isMovable'];
  carriedId: string | null; verdict: 'yes' | 'no' | 'own' | 'unknown' | null;
  /** The carry stands on this row, so many minutes off its time; and its span. */
  shift: number | null; carriedSpan: string | null;
};
const Row = memo(function Row({ row, rowIndex, day, startHour, endHour, selectedId, calls, isNamed, isTabStop, movable, carriedId, verdict, shift, carriedSpan }: RowProps) {
  const { t, say } = useText(deskText);
  const laneHeight = useIsPhone() ? 46 : 32;
  const { lanes, laneCount } = packLanes(row.bars);
  const inner = (
    <>
      <span className={css.dot} data-online={row.isOnline} role="img" aria-label={row.isOnline ? t('online') : t('offline')} />
      <span><b title={row.name}>{row.name}</b>{row.merchantName ? <small title={row.merchantName}>{row.merchantName}</small> : null}</span>
    </>
  );
  let shown = 0;
  return (
    <div className={css.row} style={{ minHeight: laneCount * laneHeight + 8 }} data-worker={row.workerId} data-worker-row data-verdict={verdict ?? undefined} data-target={shift !== null || undefined}>
      {isNamed ? <button type="button" className={css.name} onClick={() => calls.onOpenRow(row)}>{inner}</button> : <div className={css.name}>{inner}</div>}
      <div className={css.lane} data-lane>
        {row.availability.map((span) => {
          const place = placeSpan(day, span, startHour, endHour);
          return place ? <span key={span.startAt} className={css.free} style={{ left: `${place.left}%`, width: `${place.width}%`, '--hour-width': `${10000 / (place.width * (endHour - startHour))}%` } as Record<string, string>} /> : null;
        })}
        {row.bars.map((bar, index) => {
          const place = placeSpan(day, bar, startHour, endHour);
          if (!place) return null;
          const tone: Tone = bar.kind !== 'visit' || bar.status === null ? 'grey' : orderTone(bar.status);
          const words = t('bars', { name: row.name, from: formatTime(bar.startAt), to: formatTime(bar.endAt), label: say(bar.label) || t(bar.kind) });
          shown += 1;
          return (
            <button
              key={bar.id} type="button" className={css.bar} data-bar={bar.id} data-order={bar.orderId ?? undefined} data-row={rowIndex} data-movable={movable?.(bar) || undefined} data-carried={(carriedId !== null && bar.orderId === carriedId) || undefined} data-kind={bar.kind} data-late={bar.isLate} data-solid={bar.kind === 'visit' && (bar.status === 'inService' || bar.status === 'checklistConfirmed')}
              data-cut-before={place.isCutBefore} data-cut-after={place.isCutAfter} aria-current={bar.id === selectedId || undefined} tabIndex={isTabStop && shown === 1 ? 0 : -1} title={bar.isLate ? `${words} · ${t('late')}` : words} aria-label={bar.isLate ? `${words} · ${t('late')}` : words}
              style={{ ...toneStyle(tone), left: `${place.left}%`, width: `calc(${place.width}% - 2px)`, top: lanes[index]! * laneHeight + 5 }} onClick={() => calls.onOpen(bar, row)} onPointerDown={(event) => calls.press(event, bar, row)}
            >
              {bar.isLate ? <TriangleAlert size={14} aria-hidden="true" style={{ flex: 'none' }} /> : null}
              <span>{say(bar.label) || t(bar.kind)}</span>
            </button>
          );
        })}
        {shift !== null && carriedSpan !== null ? <Landing {...{ day, startHour, endHour, shift, carriedSpan }} isGood={verdict !== 'no' && shift === 0} /> : null}
      </div>
    </div>
  );
});

/** Where the carried visit would lie. */
function Landing({ day, startHour, endHour, shift, carriedSpan, isGood }: { day: string; startHour: number; endHour: number; shift: number; carriedSpan: string; isGood: boolean }) {
  const [from, to] = carriedSpan.split(' ').map((at) => new Date(Date.parse(at) + shift * 60_000).toISOString()) as [string, string];
  const place = placeSpan(day, { startAt: from, endAt: to }, startHour, endHour);
  return place ? <span className={css.landing} data-landing data-good={isGood} style={{ left: `${place.left}%`, width: `calc(${place.width}% - 2px)` }}>{formatTime(from)}</span> : null;
}

/** The bar before or after in the same row, or the nearest in time in the next row that has one. */
function nextBar(box: HTMLElement, from: HTMLElement, key: string): HTMLElement | undefined {
  const bars = [...box.querySelectorAll<HTMLElement>('[data-bar]')];
  const row = Number(from.dataset.row);
  const left = (bar: HTMLElement): number => Number.parseFloat(bar.style.left);
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const side = bars.filter((bar) => Number(bar.dataset.row) === row && (key === 'ArrowLeft' ? left(bar) < left(from) : left(bar) > left(from))).sort((a, b) => left(a) - left(b));
    return key === 'ArrowLeft' ? side.at(-1) : side[0];
  }
  const rows = [...new Set(bars.map((bar) => Number(bar.dataset.row)))].filter((other) => (key === 'ArrowDown' ? other > row : other < row)).sort((a, b) => a - b);
  const target = key === 'ArrowDown' ? rows[0] : rows.at(-1);
  return bars.filter((bar) => Number(bar.dataset.row) === target).sort((a, b) => Math.abs(left(a) - left(from)) - Math.abs(left(b) - left(from)))[0];
}

function Legend() {
  const { t } = useText(deskText);
  const looks: readonly { key: 'free' | 'assigned' | 'visit' | 'hold' | 'exception' | 'late'; kind?: string; isSolid?: boolean; isLate?: boolean; tone: Tone }[] = [
    { key: 'assigned', tone: 'warm' }, { key: 'visit', isSolid: true, tone: 'jade' }, { key: 'late', isLate: true, tone: 'danger' }, { key: 'hold', kind: 'hold', tone: 'warm' }, { key: 'exception', kind: 'exception', tone: 'grey' },
  ];
  return (
    <div className={css.legend}>
      <span><i className={css.bar} style={{ background: 'var(--paper)', boxShadow: 'inset 0 0 0 1px var(--line-strong)' }} />{t('free')}</span>
      {looks.map((look) => <span key={look.key}><i className={css.bar} data-kind={look.kind} data-solid={look.isSolid} data-late={look.isLate} style={toneStyle(look.tone)} />{t(look.key)}</span>)}
    </div>
  );
}

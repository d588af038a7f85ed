import { Button } from 'antd';
import { ArrowRight } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { View } from '../../shared/api.ts';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from './plan.module.css';
import { planText } from './plan.text.ts';

type Plan = View<'dispatch', 'getPlan'>;
export type Move = Plan['moves'][number];
export type Left = Plan['left'][number];

/** The visits that change, each from whom to whom and why. With `off`, what is in it stays as it is; arrows go from tick to tick. */
export function MovesList({ moves, off, onChange }: { moves: readonly Move[]; off?: ReadonlySet<string>; onChange?: (off: ReadonlySet<string>) => void }) {
  const { t, say } = useText(planText);
  const { time, nearDay } = useFormat();
  const { openOrder } = useOpen();
  const toggle = (orderId: string): void => {
    const next = new Set(off);
    if (!next.delete(orderId)) next.add(orderId);
    onChange?.(next);
  };
  const arrows = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const ticks = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-move] input')];
    const at = ticks.indexOf(event.target as HTMLElement);
    if (at === -1) return;
    event.preventDefault();
    ticks[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  };
  return (
    <div className={css.list} role="group" aria-label={t('moves', { count: moves.length })} onKeyDown={arrows} data-testid="plan-moves">
      <div className={css.listHead}>
        <h3>{t('moves', { count: moves.length })}</h3>{onChange ? <small>{t('movesNote')}</small> : null}
        {onChange ? <label><input type="checkbox" checked={off?.size === 0} onChange={() => onChange(off?.size === 0 ? new Set(moves.map(({ orderId }) => orderId)) : new Set())} />{t('chooseAll')}</label> : null}
      </div>
      {moves.map((move) => (
        <div key={move.orderId} className={css.move} data-move={move.orderId} data-plain={onChange === undefined || undefined} data-off={off?.has(move.orderId) || undefined}>
          {onChange ? <label><input type="checkbox" checked={!off?.has(move.orderId)} onChange={() => toggle(move.orderId)} aria-label={`${t('move')} ${time(move.startAt)} ${say(move.itemName)} ${move.estateName}`} /></label> : null}
          <span>{nearDay(move.startAt)} {time(move.startAt)}{move.newStartAt ? <><br /><b>{t('newTime', { time: `${nearDay(move.newStartAt)} ${time(move.newStartAt)}` })}</b></> : null}</span>
          <span>{say(move.itemName)}<br /><small>{move.estateName} · {move.orderNo}</small></span>
          <span className={css.swap}>{move.fromWorker?.name ?? t('nobody')}<ArrowRight size={15} aria-label="→" /><b>{move.toWorker?.name ?? t('nobody')}</b><small>{t('arrive', { time: time(move.arriveAt) })}{move.lateMinutes > 0 ? ` · ${t('late', { minutes: move.lateMinutes })}` : ''}</small></span>
          <span className={css.why}><small>{say(move.why)}</small></span>
          <span><Button size="small" onClick={() => openOrder(move.orderId)}>{t('open')}</Button></span>
        </div>
      ))}
    </div>
  );
}

/** What could not be placed: the rule that binds and the nearest hour at which somebody could. */
export function LeftList({ left }: { left: readonly Left[] }) {
  const { t, say } = useText(planText);
  const { time, nearDay } = useFormat();
  const { openOrder } = useOpen();
  if (left.length === 0) return null;
  return (
    <div className={css.list} data-testid="plan-left">
      <div className={css.listHead}><h3>{t('left', { count: left.length })}</h3><small>{t('leftNote')}</small></div>
      {left.map((one) => (
        <div key={one.orderId} className={css.leftRow}>
          <span>{nearDay(one.startAt)} {time(one.startAt)} {say(one.itemName)}<br /><small className={css.quiet}>{one.estateName} · {one.orderNo}</small></span>
          <span>{say(one.why)}</span>
          <span className={css.quiet}>{one.nearest ? t('nearest', { time: `${nearDay(one.nearest.startAt)} ${time(one.nearest.startAt)}`, name: one.nearest.worker.name }) : t('noNearest')}</span>
          <span><Button size="small" onClick={() => openOrder(one.orderId, 'candidates')}>{t('open')}</Button></span>
        </div>
      ))}
    </div>
  );
}

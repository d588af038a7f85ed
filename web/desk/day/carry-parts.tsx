import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { Carry } from '../../shared/desk/gantt-carry.ts';
import { useText } from '../../shared/i18n.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from './move.module.css';
import { moveText } from './move.text.ts';
import type { Allowed } from './use-moves.ts';

/** The picture of what is carried with what would happen to it here; a screen reader hears the same. */
export function CarryGhost({ carry, words }: { carry: Carry; words: { text: string; isGood: boolean } }) {
  const { t } = useText(moveText);
  const { time } = useFormat();
  const { carried, ghost, target } = carry;
  const [host] = useState(() => document.body);
  return createPortal(
    <>
      <div className="visually-hidden" role="status" aria-live="assertive" data-testid="carry-said">{carried ? (target.workerId === carried.fromWorkerId && target.shiftMinutes === 0 ? t('carrying', { label: carried.label, time: time(carried.startAt) }) : words.text) : ''}</div>
      <div ref={ghost} className={css.ghost} data-good={words.isGood} hidden={carried === null} aria-hidden="true" data-testid="carry-ghost">
        {carried ? <><b>{time(carried.startAt)} {carried.label}</b><span>{words.text}</span></> : null}
      </div>
    </>, host);
}

/** The best candidates as places to drop on, whether or not their rows are in view. Digits choose them. */
export function CarryTray({ carry, best, isAsked }: { carry: Carry; best: readonly Allowed[]; isAsked: boolean }) {
  const { t } = useText(moveText);
  if (!carry.carried) return null;
  return (
    <div className={css.tray} data-testid="carry-tray">
      <b>{t('tray')}</b>
      {best.map((one, index) => (
        <span key={one.workerId} className={css.chip} data-worker={one.workerId} data-target={carry.target.workerId === one.workerId || undefined}>
          {carry.carried?.how === 'keys' ? <kbd>{index + 1}</kbd> : null}{one.name}<small>{one.caution ? '' : t('score', { score: Math.round(one.score) })}</small>
        </span>
      ))}
      <small>{!isAsked ? t('looking') : best.length === 0 ? t('trayNobody') : carry.carried.how === 'keys' ? t('trayKeys') : ''}</small>
    </div>
  );
}

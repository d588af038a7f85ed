import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import parts from '../../shared/desk/parts.module.css';
import { showUndo } from '../../shared/desk/undo.ts';
import { useShortcut } from '../../shared/desk/use-shortcut.ts';
import { useText } from '../../shared/i18n.ts';
import { StatusPill, showToast } from '../../shared/kit/index.ts';
import type { Tone } from '../../shared/tokens.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { LeftList, MovesList } from './moves-list.tsx';
import { PlanFigures } from './plan-diff.tsx';
import css from './plan.module.css';
import { planText } from './plan.text.ts';

export type Plan = View<'dispatch', 'getPlan'>;
export const planTones: Record<Plan['state'], Tone> = { thinking: 'sky', ready: 'warm', committed: 'jade', stale: 'warm', discarded: 'grey', undone: 'grey', nothing: 'jade' };

/** One plan: while it is thought about, its difference, what it moves, and the decision about it. `onAgain` has it worked out for how things stand now. */
export function PlanCard({ plan, now, mayDecide, isAsking, onAgain }: { plan: Plan; now: Date; mayDecide: boolean; isAsking: boolean; onAgain: () => void }) {
  const { t, say } = useText(planText);
  const { instant } = useFormat();
  const [off, setOff] = useState<ReadonlySet<string>>(() => new Set());
  const undo = useCommand(api.dispatch.undoPlan, { onDone: () => showToast(t('undoneToast')) });
  const commit = useCommand(api.dispatch.commitPlan, { isQuiet: true, onDone: (done) => showUndo(t('committedToast', { count: plan.moves.length - off.size }), () => void undo.run({ planId: done.planId })) });
  const discard = useCommand(api.dispatch.discardPlan);
  const chosen = plan.moves.filter(({ orderId }) => !off.has(orderId)).map(({ orderId }) => orderId);
  const isReady = plan.state === 'ready' && mayDecide;
  const carryOut = (): void => { if (isReady && chosen.length > 0 && !commit.isRunning) void commit.run({ planId: plan.planId, ...(off.size > 0 && { orderIds: chosen }) }); };
  useShortcut('c', carryOut, t('keyCommit'));
  useShortcut('x', () => { if (isReady || plan.state === 'thinking') void discard.run({ planId: plan.planId }); }, t('keyDiscard'));
  const mayUndo = mayDecide && plan.state === 'committed' && plan.undoUntil !== null && new Date(plan.undoUntil) > now;
  const refusal = commit.refusal;
  return (
    <section className={css.card} aria-label={`${plan.districtName} ${plan.day}`} data-testid="plan" data-state={plan.state}>
      <div className={css.head}>
        <h2>{plan.districtName}</h2><StatusPill tone={planTones[plan.state]}>{t(plan.state)}</StatusPill>
        <small>{say(plan.cause.words)} · {plan.byName ? t('by', { name: plan.byName }) : t('bySystem')} · {instant(plan.askedAt)}{plan.readyAt ? ` · ${t('took', { seconds: plan.seconds.toFixed(1) })} · ${t('visits', { visits: plan.visits, workers: plan.workersConsidered })}` : ''}</small>
      </div>
      {plan.state === 'thinking' ? <Thinking since={plan.askedAt} /> : <p className={css.words} role="status">{say(plan.words)}</p>}
      {refusal || (plan.state === 'stale' && mayDecide) ? (
        <div className={css.stale} role="alert" data-testid="plan-stale">
          <b>{refusal ? say(refusal) : t('staleTitle')}</b><span>{t('staleNote')}</span>
          <span><Button type="primary" loading={isAsking} onClick={() => { commit.reset(); onAgain(); }} data-testid="plan-again">{t('again')}</Button></span>
        </div>
      ) : null}
      {plan.diff && plan.state !== 'nothing' ? <PlanFigures diff={plan.diff} /> : null}
      {plan.moves.length > 0 ? <MovesList moves={plan.moves} {...(isReady && { off, onChange: setOff })} /> : null}
      <LeftList left={plan.left} />
      {isReady ? (
        <div className={css.bar}>
          <Button type="primary" size="large" loading={commit.isRunning} disabled={chosen.length === 0} onClick={carryOut} data-testid="plan-commit">{t('commit', { count: chosen.length })} <kbd className={parts.keyboard}>c</kbd></Button>
          <Button size="large" loading={discard.isRunning} onClick={() => void discard.run({ planId: plan.planId })} data-testid="plan-discard">{t('discard')}</Button>
          <span>{off.size > 0 ? `${t('chosen', { count: chosen.length, all: plan.moves.length })} · ${t('partWarn')}` : ''}</span>
        </div>
      ) : mayUndo ? (
        <div className={css.bar}>
          <Button loading={undo.isRunning} onClick={() => void undo.run({ planId: plan.planId })} data-testid="plan-undo">{t('undo')}</Button><span>{t('undoUntil', { time: instant(plan.undoUntil!) })}</span>
          <Link href={`/day?day=${plan.day}&district=${plan.districtId}`} className={parts.link!}>{t('toDay')}</Link>
        </div>
      ) : null}
    </section>
  );
}

function Thinking({ since }: { since: string }) {
  const { t } = useText(planText);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = Date.parse(since);
    const tick = (): void => setSeconds(Math.max(0, Math.round((Date.now() - began) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [since]);
  return <div className={css.thinking} data-testid="plan-thinking"><div className={css.track} role="progressbar" aria-label={t('thinking')}><i /></div><p className={css.quiet} aria-live="off">{t('thinking')} · {t('thinkingFor', { seconds })}</p></div>;
}

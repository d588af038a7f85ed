import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Dialog, Notice, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from '../learn.module.css';
import type { Application } from '../use-learner.ts';
import { statusText } from './status.text.ts';

export const isOver = (application: Application | null | undefined): boolean => application?.state === 'refused' || application?.state === 'withdrawn';
/** Whose application is over, or who is at a new one: there is no next check for her. One who was hired another way works on whatever she once began here. */
export const isApplying = (application: Application | null | undefined): boolean => (application !== null && application !== undefined && ((isOver(application) && application.workerId !== null) || (application.state === 'draft' && application.earlier.length > 0)));

/** Why it is over, and the way back in: a new application, filled in as this one was. */
export function Over({ of }: { of: Application }) {
  const { t } = useText(statusText);
  const [, navigate] = useLocation();
  const begin = useCommand(api.workers.saveApplication, { onDone: () => navigate('/apply?from=start') });
  const isRefused = of.state === 'refused';
  return (
    <Card title={t(isRefused ? 'refused' : 'withdrawn')}>
      <div className={css.wide} data-testid="application-over">
        {isRefused ? <Notice tone="warm">{t('refusedLead', { words: of.refusedWords })}</Notice> : null}
        <p>{t(isRefused ? 'againLead' : 'withdrawnLead')}</p>
        <Button size="large" isWide isBusy={begin.isRunning} data-testid="apply-again" onClick={() => void begin.run({})}>{t('applyAgain')}</Button>
      </div>
    </Card>
  );
}

/** What she applied for before, with the reason where she was turned down. */
export function Earlier({ of }: { of: Application }) {
  const { t } = useText(statusText);
  const { day } = useFormat();
  if (of.earlier.length === 0) return null;
  return <Card title={t('earlier')}><ul className={css.stack}>{of.earlier.map((one) => <li key={one.at}>{day(one.at)} · {t(one.state)}{one.words ? <><br /><small className={css.soft}>{t('refusedLead', { words: one.words })}</small></> : null}</li>)}</ul></Card>;
}

/** Taking the application back, as long as she is not admitted. */
export function Withdraw({ of }: { of: Application }) {
  const { t } = useText(statusText);
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useCommand(api.workers.withdrawApplication, { onDone: () => { showToast(t('withdrawDone')); navigate('/', { replace: true }); } });
  if (!of.canWithdraw) return null;
  return (
    <>
      <Button kind="quiet" isWide data-testid="withdraw" onClick={() => setAsking(true)}>{t('withdraw')}</Button>
      <Dialog isOpen={isAsking} title={t('withdrawAsk')} confirm={t('withdrawYes')} cancel={t('withdrawNo')} isDanger isBusy={withdraw.isRunning} onConfirm={() => void withdraw.run({})} onClose={() => setAsking(false)}>{t('withdrawLead')}</Dialog>
    </>
  );
}

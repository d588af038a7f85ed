import { TimerReset } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Dialog, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { todayText } from '../pages/today.text.ts';
import css from './visit.module.css';

/** Visits I shall be late for as things stand, each with one question; nothing while I am in time. */
export function LateCards() {
  const { t, say } = useText(todayText);
  const format = useFormat();
  const risks = useView(['dispatch', 'myLateRisks'], () => api.dispatch.myLateRisks({}), { live: ['visit', 'order'], everySeconds: 120 });
  const [asked, setAsked] = useState<string | null>(null);
  const answer = useCommand(api.dispatch.answerLateRisk, {
    onDone: ({ items }, { orderId, answer: said }) => { setAsked(null); showToast(t(said === 'onMyWay' ? 'lateSaid' : items.some((one) => one.orderId === orderId) ? 'lateUnderway' : 'lateGiven')); },
  });
  return (
    <>
      {(risks.value?.items ?? []).map((risk) => (
        <Card key={risk.orderId} face="warm">
          <div className={css.late} data-testid="late-card">
            <b><TimerReset size={24} aria-hidden="true" />{t('lateTitle')}</b>
            <Link href={`/visits/${risk.orderId}`}>{t('lateFor', { time: format.time(risk.startAt), item: say(risk.itemName), estate: risk.estateName })}</Link>
            <p>{risk.answer === 'onMyWay' ? t('lateSaid') : risk.answer === 'cannot' ? t('lateUnderway') : say(risk.words)}</p>
            <div>
              <Button size="large" isWide isBusy={answer.isRunning && asked === null} disabled={risk.answer === 'onMyWay'} data-testid="late-on-my-way" onClick={() => void answer.run({ orderId: risk.orderId, answer: 'onMyWay' })}>{t('lateOnMyWay')}</Button>
              <Button kind="secondary" size="large" isWide disabled={answer.isRunning || risk.answer === 'cannot'} data-testid="late-cannot" onClick={() => setAsked(risk.orderId)}>{t('lateCannot')}</Button>
            </div>
          </div>
        </Card>
      ))}
      <Dialog isOpen={asked !== null} title={t('lateSure')} cancel={t('lateBack')} confirm={t('lateCannot')} isBusy={answer.isRunning} onConfirm={() => { if (asked) void answer.run({ orderId: asked, answer: 'cannot' }); }} onClose={() => setAsked(null)}>{t('lateSureLead')}</Dialog>
    </>
  );
}

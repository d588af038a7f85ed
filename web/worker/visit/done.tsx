import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Card, Notice, Segmented, StarsInput, TextArea, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { DeskCall } from '../desk-call.tsx';
import { Unsent } from '../unsent.tsx';
import type { Visit } from '../use-work.ts';
import css from './visit.module.css';
import { visitText } from './visit.text.ts';

/** What she earned and when it comes. */
export function DonePanel({ visit }: { visit: Visit }) {
  const { t } = useText(visitText);
  const format = useFormat();
  const minutes = visit.startedAt && visit.finishedAt ? Math.max(1, Math.round((Date.parse(visit.finishedAt) - Date.parse(visit.startedAt)) / 60_000)) : null;
  return (
    <section className={css.done} data-testid="visit-done">
      <h2>{t('doneTitle')}</h2>
      <p className={css.donePay}><small>{t('donePay')}</small><Amount fen={visit.workerPayFen ?? 0} /></p>
      <p><b>{t(visit.status === 'settled' ? 'doneSettled' : visit.status === 'confirmed' ? 'doneConfirmed' : 'doneTwo')}</b></p>
      {visit.autoConfirmAt ? <p>{t('doneAuto', { time: `${format.nearDay(visit.autoConfirmAt)} ${format.time(visit.autoConfirmAt)}` })}</p> : null}
      {minutes === null ? null : <p>{t('doneUsed', { span: format.duration(minutes) })}</p>}
    </section>
  );
}

/** Her word on the household, asked while it is fresh. */
export function RateHousehold({ visit }: { visit: Visit }) {
  const { t } = useText(visitText);
  const [stars, setStars] = useState(0);
  const [scene, setScene] = useState<'same' | 'different'>('same');
  const [safety, setSafety] = useState<'safe' | 'unsafe'>('safe');
  const [words, setWords] = useState('');
  const [isSent, setSent] = useState(false);
  const review = useCommand(api.orders.reviewHousehold, { onDone: () => { setSent(true); showToast(t('rateDone')); } });
  const run = (): void => void review.run({ orderId: visit.orderId, stars, isSceneAsDeclared: scene === 'same', isSafe: safety === 'safe', words: words.trim() });
  if (isSent || visit.can['reviewHousehold']?.isAllowed !== true) return null;
  return (
    <Card title={t('rateTitle')}>
      <div className={css.stack}>
        <p className={css.quiet}>{t('rateLead')}</p>
        <StarsInput label={t('rateStars')} value={stars} onChange={setStars} />
        <div><p className={css.question}>{t('rateScene')}</p><Segmented label={t('rateScene')} value={scene} onChange={setScene} choices={[{ value: 'same', label: t('rateSame') }, { value: 'different', label: t('rateDifferent') }]} /></div>
        <div><p className={css.question}>{t('rateSafe')}</p><Segmented label={t('rateSafe')} value={safety} onChange={setSafety} choices={[{ value: 'safe', label: t('rateIsSafe') }, { value: 'unsafe', label: t('rateUnsafe') }]} /></div>
        {safety === 'unsafe' ? <Notice tone="warm">{t('rateUnsafeNote')} <DeskCall /></Notice> : null}
        <TextArea label={t('rateWords')} isOptional maxLength={300} value={words} onChange={setWords} />
        <Unsent refusal={review.refusal} onRetry={run} />
        <Button kind="secondary" size="large" isWide isBusy={review.isRunning} disabled={stars === 0} data-testid="rate-send" onClick={run}>{t(stars === 0 ? 'rateNeeds' : 'rateSend')}</Button>
      </div>
    </Card>
  );
}

/** Cancelled, or nobody was there: what happened, and what she is paid for it. */
export function BrokenPanel({ visit }: { visit: Visit }) {
  const { t, say } = useText(visitText);
  const format = useFormat();
  const last = visit.history.at(-1);
  return (
    <Card>
      <div className={css.stack}>
        <h2>{t(visit.status === 'noShow' ? 'noShow' : 'cancelled')}</h2>
        {last ? <p>{t('endedBy', { time: format.instant(last.at), who: say(last.actorLabel) })}</p> : null}
        <p>{t('brokenPay')}</p>
        <DeskCall label={t('help')} />
      </div>
    </Card>
  );
}

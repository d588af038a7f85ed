import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { isSystem } from '../../shared/by-name.text.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Dialog, EmptyState, Faces, Notice, SkeletonScreen, StatusPill, TextInput, Timeline, showToast } from '../../shared/kit/index.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useSession } from '../../shared/use-session.tsx';
import { DepositPanel } from '../pages/deposit.tsx';
import { useMerchant } from '../use-merchant.ts';
import { AccountCheck } from './account-check.tsx';
import { ExamPanel } from './exam.tsx';
import { FirmForm } from './firm-form.tsx';
import css from './joining.module.css';
import { joiningText } from './joining.text.ts';
import { Ledger } from './ledger.tsx';
import { PaperList } from './paper-list.tsx';
import { Trainings } from './trainings.tsx';
import { type Joining, useJoining } from './use-joining.ts';

/** From the first word to the last yuan of the guarantee: where the firm stands, and the one next step. */
export default function JoiningPage() {
  const { t } = useText(joiningText);
  const joining = useJoining();
  return <Page title={t(joining.value && ['active', 'suspended', 'exiting', 'exited'].includes(joining.value.stage) ? 'membership' : 'title')}><Faces of={joining} loading={<SkeletonScreen />}>{(value) => (value === null ? <Begin /> : <Way of={value} />)}</Faces></Page>;
}

function Begin() {
  const { t } = useText(joiningText);
  const { signOut } = useSession();
  const [isBegun, setBegun] = useState(false);
  if (isBegun) return <FirmForm of={null} />;
  return <EmptyState title={t('title')} action={<div className={css.actions}><Button size="large" data-testid="joining-begin" onClick={() => setBegun(true)}>{t('begin')}</Button><Button kind="quiet" onClick={signOut}>{t('other')}</Button></div>}>{t('beginNote')}</EmptyState>;
}

const isOver = (stage: Joining['stage']): boolean => stage === 'refused' || stage === 'withdrawn' || stage === 'exited';

function Way({ of }: { of: Joining }) {
  const { isOwner } = useMerchant();
  const { stage } = of;
  const [isAnew, setAnew] = useState(false);
  if (isAnew) return <FirmForm of={null} />;
  const isFilling = stage === 'draft';
  const isMine = of.merchantId === null || isOwner;
  return (
    <div className={css.way} data-testid="joining" data-stage={stage}>
      <NextStep of={of} onAnew={() => setAnew(true)} />
      {isFilling ? <><FirmForm key={of.licenceNo} of={of} /><PaperList of={of} /><AccountCheck of={of} /><Submit of={of} /></> : null}
      {stage === 'depositDue' && isOwner ? <DepositPanel /> : null}
      {stage === 'training' && isOwner ? <Trainings of={of} /> : null}
      {(stage === 'exam' || stage === 'training') && isOwner ? <ExamPanel of={of} /> : null}
      {of.trial && stage === 'trial' ? <TrialPanel of={of.trial} /> : null}
      {of.scorecard && !isOver(stage) ? <ScorePanel of={of.scorecard} grade={of.grade} /> : null}
      {of.merchantId !== null && !isFilling ? <Ledger merchantId={of.merchantId} /> : null}
      {!isFilling && !isOver(stage) && isMine ? <PaperList of={of} /> : null}
      {isOwner && ['exam', 'trial', 'active', 'suspended'].includes(stage) ? <Trainings of={of} /> : null}
      {isMine && ['review', 'depositDue'].includes(stage) && of.depositHeldFen === 0 ? <Withdraw /> : null}
      {isOwner && ['trial', 'active', 'suspended'].includes(stage) ? <ComplaintPhone key={of.complaintPhone} of={of} /> : null}
      {isOwner && (of.leave || ['trial', 'active', 'suspended', 'exiting', 'exited'].includes(stage)) ? <Leaving of={of} /> : null}
      <Steps of={of} />
    </div>
  );
}

const tones = { owner: 'warm', platform: 'sky', time: 'jade' } as const;

function NextStep({ of, onAnew }: { of: Joining; onAnew: () => void }) {
  const { t, say } = useText(joiningText);
  const who = { owner: t('ownerDoes'), platform: t('platformDoes'), time: t('timeDoes') }[of.next.who];
  return (
    <section className={css.next} data-who={of.next.who} aria-live="polite">
      <div className={css.nextHead}><b>{of.name || t('firm')}</b><StatusPill tone={of.stage === 'refused' || of.stage === 'suspended' ? 'danger' : tones[of.next.who]}>{say(of.stageName)}</StatusPill></div>
      <small>{t('nextStep')} · {who}</small>
      <p data-testid="joining-next">{say(of.next.words)}</p>
      {isOver(of.stage) ? <div className={css.actions}>{of.stage === 'refused' ? <span>{of.steps.at(-1)?.words}</span> : null}<Button onClick={onAnew}>{t('anew')}</Button></div> : null}
    </section>
  );
}

function Submit({ of }: { of: Joining }) {
  const { t, locale, say } = useText(joiningText);
  const submit = useCommand(api.alliance.submitJoining, { isQuiet: true, onDone: () => showToast(t('submitted')) });
  return (
    <Panel title={t('submit')} note={of.missing.length > 0 ? t('missing', { count: of.missing.length }) : ''}>
      {of.missing.length > 0 ? <p className={partCss.lead}>{of.missing.map(({ words }) => say(words)).join(locale === 'zh' ? '、' : ', ')}</p> : null}
      {submit.refusal ? <Notice tone="warm">{submit.refusal[locale]}</Notice> : null}
      <Button isWide size="large" disabled={of.missing.length > 0} isBusy={submit.isRunning} data-testid="joining-submit" onClick={() => void submit.run({})}>{t('submit')}</Button>
    </Panel>
  );
}

function Withdraw() {
  const { t } = useText(joiningText);
  const [isSure, setSure] = useState(false);
  const withdraw = useCommand(api.alliance.withdrawJoining, { onDone: () => setSure(false) });
  return (
    <div className={css.actions}>
      <Button kind="quiet" onClick={() => setSure(true)}>{t('withdraw')}</Button>
      <Dialog isOpen={isSure} title={t('withdraw')} onClose={() => setSure(false)} confirm={t('yes')} cancel={t('no')} isDanger isBusy={withdraw.isRunning} onConfirm={() => void withdraw.run({})}>{t('withdrawSure')}</Dialog>
    </div>
  );
}

function TrialPanel({ of }: { of: NonNullable<Joining['trial']> }) {
  const { t, say } = useText(joiningText);
  return <Panel title={t('trial')} note={say(of.words)}><div className={css.parts}><div data-main><small>{t('trialDays')}</small><b>{t('days', { count: of.daysLeft })}</b></div><div><small>{t('perDay')}</small><b>{t('orders', { count: of.ordersPerDay })}</b></div></div></Panel>;
}

function ScorePanel({ of, grade }: { of: NonNullable<Joining['scorecard']>; grade: Joining['grade'] }) {
  const { t, say } = useText(joiningText);
  return (
    <Panel title={t('score')} note={say(of.words)}>
      <div className={css.parts}>
        <div data-main><small>{t('completion')}</small><b>{of.completionPercent === null ? t('none') : `${of.completionPercent}%`}</b></div><div><small>{t('complaints')}</small><b>{of.complaints}</b></div>
        <div><small>{t('rating')}</small><b>{of.rating}</b></div><div><small>{t('response')}</small><b>{of.responseMinutes === null ? t('none') : t('minutes', { count: of.responseMinutes })}</b></div>
        {grade ? <div><small>{t('grade')}</small><b>{grade.grade}</b></div> : null}
      </div>
    </Panel>
  );
}

function ComplaintPhone({ of }: { of: Joining }) {
  const { t, locale } = useText(joiningText);
  const [phone, setPhone] = useState(of.complaintPhone);
  const set = useCommand(api.alliance.setComplaintPhone, { isQuiet: true, onDone: () => showToast(t('phoneSaved')) });
  return (
    <Panel title={t('complaintPhone')} note={t('complaintHint')}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); void set.run({ merchantId: of.merchantId!, complaintPhone: phone }); }}>
        <TextInput label={t('complaintPhone')} isLabelHidden inputMode="tel" value={phone} maxLength={20} wrong={set.refusal?.[locale] ?? null} onChange={(text) => setPhone(text.replace(/[^0-9-]/g, ''))} />
        <div className={css.actions}><Button type="submit" kind="secondary" disabled={phone.length < 5 || phone === of.complaintPhone} isBusy={set.isRunning}>{t('save')}</Button></div>
      </form>
    </Panel>
  );
}

function Leaving({ of }: { of: Joining }) {
  const { t, locale } = useText(joiningText);
  const { day } = useFormat();
  const [isAsking, setAsking] = useState(false);
  const [words, setWords] = useState('');
  const merchantId = of.merchantId!;
  const ask = useCommand(api.alliance.askToLeave, { isQuiet: true, onDone: () => setAsking(false) });
  const stay = useCommand(api.alliance.stay);
  if (of.leave) {
    const { leftAt, refundFrom, depositReturnedAt, returnedFen } = of.leave;
    return (
      <Panel title={t('left')}>
        <Facts of={[[t('leaveWhy'), of.leave.words], [t('leftOn'), leftAt ? day(leftAt) : null], [t('refundFrom'), depositReturnedAt === null && refundFrom && of.depositHeldFen > 0 ? day(`${refundFrom}T00:00:00+08:00`) : null], [t('returned'), returnedFen === null ? null : <Amount key="r" fen={returnedFen} />]]} />
        {of.stage === 'exiting' ? <div className={css.actions}><Button kind="secondary" isBusy={stay.isRunning} data-testid="joining-stay" onClick={() => void stay.run({ merchantId })}>{t('stay')}</Button></div> : null}
      </Panel>
    );
  }
  return (
    <Panel title={t('leave')} note={t('leaveNote')}>
      {isAsking ? (
        <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); if (words.trim() !== '') void ask.run({ merchantId, words: words.trim() }); }}>
          <TextInput label={t('leaveWhy')} value={words} maxLength={300} wrong={ask.refusal?.[locale] ?? null} data-testid="leave-words" onChange={setWords} />
          <div className={css.actions}><Button type="submit" kind="danger" disabled={words.trim() === ''} isBusy={ask.isRunning} data-testid="leave-send">{t('leaveAsk')}</Button><Button kind="secondary" onClick={() => setAsking(false)}>{t('no')}</Button></div>
        </form>
      ) : <div className={css.actions}><Button kind="quiet" data-testid="leave-open" onClick={() => setAsking(true)}>{t('leaveAsk')}</Button></div>}
    </Panel>
  );
}

function Steps({ of }: { of: Joining }) {
  const { t, say } = useText(joiningText);
  const { instant } = useFormat();
  return (
    <Panel title={t('timeline')}>
      <Timeline label={t('timeline')} steps={of.steps.map((step, index) => ({ key: `${index}`, title: say(step.name), note: step.words, state: step.until === null ? 'now' as const : 'done' as const, at: step.at, atText: t('by', { name: isSystem(step.byName) ? t('bySystem') : step.byName, time: instant(step.at) }) }))} />
    </Panel>
  );
}

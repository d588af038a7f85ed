import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import { Amount, Faces, Notice, SkeletonList, StatusPill, showToast } from '../../kit/index.ts';
import type { Tone } from '../../tokens.ts';
import { useCommand } from '../../use-command.ts';
import { useFormat } from '../../use-format.ts';
import { useView } from '../../use-view.ts';
import { Panel } from '../panel.tsx';
import css from '../parts.module.css';
import { ReasonLine } from '../reason-line.tsx';
import { useHolds } from '../use-param.ts';
import peopleCss from './people.module.css';
import { peopleText } from './people.text.ts';

type Conduct = View<'workers', 'conductOf'>['items'][number];
export type ConductKind = Conduct['kind'];
const kinds = ['reward', 'warning', 'retrain', 'suspend', 'remove'] as const satisfies readonly ConductKind[];
const kindWords = { reward: 'reward', warning: 'warning', retrain: 'retrain', suspend: 'suspend', remove: 'remove_' } as const;
const quick = { reward: ['qPraise'], warning: ['qLate', 'qHygiene'], retrain: ['qHygiene', 'qComplaint'], suspend: ['qComplaint', 'qNoShow', 'qPapers'], remove: ['qComplaint', 'qNoShow'] } as const;
export const appealWords = { open: 'appealOpen', accepted: 'appealAccepted', rejected: 'appealRejected' } as const;
const CORE = 'core';

export const toneOf = ({ kind, state }: Pick<Conduct, 'kind' | 'state'>): Tone => (kind === 'reward' ? 'jade' : state !== 'standing' ? 'grey' : kind === 'warning' || kind === 'retrain' ? 'warm' : 'danger');
const useLadder = (workerId: string) => useView(['workers', 'getLadder', workerId], () => api.workers.getLadder({ workerId }), { live: ['worker', 'certificate'] });

/** The ledger of a worker's rewards and steps; an operator writes into it and ends what stands. `begin` opens the form with a kind. */
export function ConductPanel({ workerId, begin = null, onDone, canRecord = true }: { workerId: string; begin?: ConductKind | null; onDone?: () => void; canRecord?: boolean }) {
  const { t } = useText(peopleText);
  const isOperator = useHolds()('operator') && canRecord;
  const [isOpen, setOpen] = useState(false);
  const found = useView(['workers', 'conductOf', workerId], () => api.workers.conductOf({ workerId }), { live: ['worker'] });
  const close = (): void => { setOpen(false); onDone?.(); };
  const isWriting = isOperator && (isOpen || begin !== null);
  return (
    <Panel title={t('conduct')} note={t('conductNote')} aside={isOperator && !isWriting ? <Button size="small" data-testid="conduct-add" onClick={() => setOpen(true)}>{t('record')}</Button> : null}>
      {isWriting ? <Form key={begin ?? 'any'} workerId={workerId} begin={begin ?? 'warning'} onClose={close} /> : null}
      <Faces of={found} loading={<SkeletonList count={1} />} isEmpty={({ items }) => items.length === 0} empty={<p className={css.quiet}>{t('none')}</p>}>
        {({ items }) => <div data-testid="conduct">{items.map((one) => <Entry key={one.conductId} of={one} mayEnd={isOperator} />)}</div>}
      </Faces>
    </Panel>
  );
}

function Entry({ of, mayEnd }: { of: Conduct; mayEnd: boolean }) {
  const { t, say } = useText(peopleText);
  const { day } = useFormat();
  const [isEnding, setEnding] = useState(false);
  const end = useCommand(api.workers.endConduct, { onDone: () => { showToast(t('endedDone')); setEnding(false); } });
  return (
    <div className={peopleCss.entry}>
      <span className={peopleCss.head}>
        <b className={css.strong}>{say(of.kindName)}{of.amountFen ? <> · <Amount fen={of.amountFen} /></> : null}</b>
        <span className={css.line}>{of.kind === 'reward' ? null : <StatusPill tone={toneOf(of)}>{t(of.state)}</StatusPill>}{mayEnd && of.state === 'standing' && !isEnding ? <Button size="small" data-testid="conduct-end" onClick={() => setEnding(true)}>{t('endIt')}</Button> : null}</span>
      </span>
      <p>{of.reason}</p>
      {of.evidence ? <small>{t('evidenceIs', { words: of.evidence })}</small> : null}
      <small>{[day(of.at), of.byName, of.endedAt && of.state !== 'standing' ? t('ended', { date: day(of.endedAt) }) : of.until ? t('until', { date: day(of.until) }) : '', of.endWords].filter(Boolean).join(' · ')}</small>
      {of.appeal ? <Notice tone={of.appeal.state === 'accepted' ? 'jade' : of.appeal.state === 'open' ? 'warm' : 'sky'}><b>{t(appealWords[of.appeal.state])}</b> {of.appeal.words}{of.appeal.decisionWords ? <p>{of.appeal.decisionWords}</p> : null}</Notice> : null}
      {isEnding ? <ReasonLine label={t('endWhy')} quick={[t('endWhy1'), t('endWhy2')]} confirm={t('endIt')} isBusy={end.isRunning} onSend={(words) => void end.run({ conductId: of.conductId, words })} onCancel={() => setEnding(false)} /> : null}
    </div>
  );
}

function Form({ workerId, begin, onClose }: { workerId: string; begin: ConductKind; onClose: () => void }) {
  const { t, say, locale } = useText(peopleText);
  const [kind, setKind] = useState<ConductKind>(begin);
  const [reason, setReason] = useState('');
  const [evidence, setEvidence] = useState('');
  const [yuan, setYuan] = useState<number | null>(null);
  const [days, setDays] = useState<number | null>(null);
  const [certificateKind, setCertificate] = useState<string>(CORE);
  const ladder = useLadder(workerId);
  const send = useCommand(api.workers.recordConduct, { isQuiet: true, onDone: () => { showToast(t('recorded')); onClose(); } });
  const isFull = reason.trim() !== '' && (kind === 'reward' || evidence.trim() !== '');
  const others = (ladder.value?.certificates ?? []).filter((one) => one.kind !== CORE);
  const run = (): void => void send.run({
    workerId, kind, reason: reason.trim(), ...(kind === 'reward' ? (yuan ? { amountFen: Math.round(yuan * 100) } : {}) : { evidence: evidence.trim() }), ...((kind === 'suspend' || kind === 'warning') && days ? { days } : {}), ...(kind === 'retrain' && { certificateKind }),
  });
  return (
    <form className={css.form} data-testid="conduct-form" onSubmit={(event) => { event.preventDefault(); if (isFull) run(); }}>
      <div className={css.line} role="group" aria-label={t('kind')}>{kinds.map((one) => <button key={one} type="button" className={css.chip} aria-pressed={kind === one} data-testid={`conduct-${one}`} onClick={() => { setKind(one); send.reset(); }}>{t(kindWords[one])}</button>)}</div>
      {kind === 'retrain' ? <Notice tone="warm">{t('retrainNote')}</Notice> : kind === 'remove' ? <Notice tone="danger">{t('removeNote')}</Notice> : null}
      <div className={css.line} role="group" aria-label={t('reason')}>{quick[kind].map((key) => <button key={key} type="button" className={css.chip} aria-pressed={reason === t(key)} onClick={() => setReason(t(key))}>{t(key)}</button>)}</div>
      <Input autoFocus value={reason} maxLength={300} aria-label={t('reason')} placeholder={t('reason')} data-testid="conduct-reason" onChange={(event) => setReason(event.target.value)} />
      {kind === 'reward' ? <label>{t('amountYuan')}<InputNumber min={0} max={10_000} precision={2} value={yuan} onChange={setYuan} style={{ width: 200 }} /></label> : <Input value={evidence} maxLength={200} aria-label={t('evidence')} placeholder={t('evidence')} data-testid="conduct-evidence" onChange={(event) => setEvidence(event.target.value)} />}
      {kind === 'suspend' || kind === 'warning' ? <label>{t('days')}<InputNumber min={1} max={365} precision={0} value={days} placeholder={t(kind === 'suspend' ? 'daysOpen' : 'daysWarning')} onChange={setDays} style={{ width: 240 }} /></label> : null}
      {kind === 'retrain' ? <label>{t('certificate')}<Select value={certificateKind} onChange={setCertificate} style={{ maxWidth: 320 }} options={[{ value: CORE, label: t('core') }, ...others.map((one) => ({ value: one.kind, label: say(one.title) }))]} /></label> : null}
      {send.refusal ? <span className={css.wrong} role="alert">{send.refusal[locale]}</span> : null}
      <div className={css.line}><Button type="primary" htmlType="submit" danger={kind === 'suspend' || kind === 'remove'} disabled={!isFull} loading={send.isRunning} data-testid="conduct-save">{t(kindWords[kind])}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>
    </form>
  );
}

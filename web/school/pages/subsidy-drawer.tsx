import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useByName } from '../../shared/by-name.text.ts';
import { ActButton } from '../../shared/desk/act-button.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Notice, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { subsidyText, subsidyTones } from './subsidies.text.ts';

type Claim = View<'benefits', 'getSubsidy'>;
const kinds = ['exam', 'group', 'fee', 'other'] as const;

/** One claim: what of its pack is there, where it has come, and the one next step. */
export function SubsidyDrawer({ claimId, onClose }: { claimId: string; onClose: () => void }) {
  const { t } = useText(subsidyText);
  const found = useView(['benefits', 'getSubsidy', claimId], () => api.benefits.getSubsidy({ claimId }), { live: ['subsidy', 'certificate'] });
  const value = found.value;
  return (
    <DeskDrawer isOpen onClose={onClose} title={value ? <span className={partCss.line}><span>{value.workerName} · {value.no}</span><StatusPill tone={subsidyTones[value.state]}>{t(value.state)}</StatusPill></span> : t('title')}>
      <Faces of={found} loading={<SkeletonList count={4} />}>{(claim) => <Body claim={claim} />}</Faces>
    </DeskDrawer>
  );
}

function Body({ claim }: { claim: Claim }) {
  const { t, say } = useText(subsidyText);
  const { money, day, instant } = useFormat();
  const by = useByName();
  const photo = useCommand(api.benefits.subsidyPhoto, { refreshes: [], onDone: saveFile });
  return (
    <div className={partCss.stack} data-testid="subsidy-drawer">
      <Notice tone={claim.state === 'clawedBack' || claim.state === 'refused' ? 'danger' : 'sky'}>{say(claim.words)}</Notice>
      <NextStep claim={claim} />
      <Panel title={t('pack')}>
        <div className={partCss.stack}>
          {claim.pack.map((one) => (
            <div key={one.kind} className={partCss.pair}>
              <span className={partCss.cell}><span>{say(one.name)}{one.value ? ` · ${one.value}` : ''}</span>{one.isThere ? null : <small className={partCss.warm}>{say(one.words)}</small>}</span>
              <StatusPill tone={one.isThere ? 'jade' : 'warm'}>{t(one.isThere ? 'there' : 'missing')}</StatusPill>
            </div>
          ))}
        </div>
      </Panel>
      {claim.state === 'draft' ? <AddProof claim={claim} /> : null}
      <Panel title={t('documents')}>
        {claim.documents.length === 0 ? <p className={partCss.quiet}>{t('noDocuments')}</p> : claim.documents.map((one) => (
          <div key={one.documentId} className={partCss.pair}>
            <span className={partCss.cell}><span>{t(one.kind === 'fee' ? 'feeDoc' : one.kind)} {one.note}</span><small>{one.byName} · {instant(one.at)}</small></span>
            {one.photoId ? <Button size="small" loading={photo.isRunning} onClick={() => void photo.run({ claimId: claim.claimId, photoId: one.photoId! })}>{t('photo')}</Button> : null}
          </div>
        ))}
      </Panel>
      <Panel title={t('claims')}>
        <Facts of={[
          [t('programme'), say(claim.programmeName)], [t('amount'), money(claim.amountFen)], [t('fee'), claim.courseFeeFen === null ? null : money(claim.courseFeeFen)], [t('learnerPays'), claim.learnerPaysFen === null ? null : money(claim.learnerPaysFen)],
          [t('certificate'), `${say(claim.certificateTitle)} ${claim.certificateNumber}`], [t('idNumber'), claim.maskedIdNumber], [t('claimUntil'), day(claim.claimUntil)], [t('payTo'), t(claim.payTo === 'worker' ? 'toWorker' : 'toSchool')], [t('officeNo'), claim.officeNo], [t('paidOn'), claim.paidAt === null ? null : instant(claim.paidAt)],
        ]} />
      </Panel>
      <Panel title={t('history')}>{claim.steps.map((step) => <div key={step.state} className={partCss.pair}><span>{say(step.name)}{step.words ? ` · ${step.words}` : ''}</span><small className={partCss.quiet}>{by(step.byName)} · {instant(step.at)}</small></div>)}</Panel>
    </div>
  );
}

/** What can be done now; saying no asks why. */
function NextStep({ claim }: { claim: Claim }) {
  const { t } = useText(subsidyText);
  const [asking, setAsking] = useState<'refuse' | 'clawBack' | null>(null);
  const { claimId, state, can } = claim;
  const done = (words: string) => ({ onDone: () => { showToast(words); setAsking(null); } });
  const submit = useCommand(api.benefits.submitSubsidy, done(t('submitted2')));
  const withdraw = useCommand(api.benefits.withdrawSubsidy, done(t('withdrawn2')));
  const decide = useCommand(api.benefits.decideSubsidies, done(t('decided')));
  const clawBack = useCommand(api.benefits.clawBackSubsidy, done(t('clawed')));
  if (asking === 'refuse') return <Panel title={t('refuseWhy')}><ReasonLine label={t('refuseWhy')} quick={[t('r1'), t('r2')]} confirm={t('refuse')} isBusy={decide.isRunning} isDanger onSend={(words) => void decide.run({ claimIds: [claimId], isAccepted: false, words })} onCancel={() => setAsking(null)} /></Panel>;
  if (asking === 'clawBack') return <Panel title={t('clawBackWhy')}><ReasonLine label={t('clawBackWhy')} quick={[t('r1'), t('r3')]} confirm={t('clawBack')} isBusy={clawBack.isRunning} isDanger onSend={(words) => void clawBack.run({ claimId, words })} onCancel={() => setAsking(null)} /></Panel>;
  return (
    <div className={partCss.line}>
      {state === 'draft' ? <ActButton can={can['submit']} type="primary" loading={submit.isRunning} data-testid="subsidy-submit" onClick={() => void submit.run({ claimId })}>{t('submit')}</ActButton> : null}
      {state === 'submitted' ? <><ActButton can={can['decide']} type="primary" loading={decide.isRunning} data-testid="subsidy-accept" onClick={() => void decide.run({ claimIds: [claimId], isAccepted: true })}>{t('accept')}</ActButton><ActButton can={can['decide']} danger onClick={() => setAsking('refuse')}>{t('refuse')}</ActButton></> : null}
      {state === 'paid' ? <ActButton can={can['clawBack']} danger onClick={() => setAsking('clawBack')}>{t('clawBack')}</ActButton> : null}
      {state === 'draft' || state === 'submitted' ? <ActButton can={can['withdraw']} loading={withdraw.isRunning} onClick={() => void withdraw.run({ claimId })}>{t('withdraw')}</ActButton> : null}
    </div>
  );
}

/** A proof the desk saw on paper, and her declaration. */
function AddProof({ claim }: { claim: Claim }) {
  const { t } = useText(subsidyText);
  const holds = useHolds();
  const [kind, setKind] = useState<(typeof kinds)[number]>('exam');
  const [note, setNote] = useState('');
  const add = useCommand(api.benefits.addSubsidyDocument, { onDone: () => { showToast(t('added')); setNote(''); } });
  const declare = useCommand(api.benefits.draftSubsidy, { onDone: () => showToast(t('declared')) });
  const isUndeclared = claim.pack.some((one) => one.kind === 'declaration' && !one.isThere);
  if (!holds('operator')) return null;
  return (
    <Panel title={t('addSeen')}>
      <div className={partCss.form}>
        <Select aria-label={t('addSeen')} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(value === 'fee' ? 'feeDoc' : value) }))} />
        <Input aria-label={t('seenWords')} placeholder={t('seenWords')} value={note} maxLength={200} data-testid="proof-words" onChange={(event) => setNote(event.target.value)} />
        <div className={partCss.line}>
          <Button disabled={note.trim() === ''} loading={add.isRunning} data-testid="proof-add" onClick={() => void add.run({ claimId: claim.claimId, kind, note: note.trim() })}>{t('addSeen')}</Button>
          {isUndeclared ? <Button loading={declare.isRunning} data-testid="subsidy-declare" onClick={() => void declare.run({ programmeId: claim.programmeId, certificateId: claim.certificateId, declares: true })}>{t('declare')}</Button> : null}
        </div>
      </div>
    </Panel>
  );
}

import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useByName } from '../../shared/by-name.text.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Faces, Notice, Sheet, SkeletonScreen, StatusPill, Tag, Timeline, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { joiningText } from './joining.text.ts';
import { MerchantLedger } from './merchant-ledger.tsx';
import { grades, stageTone } from './joining-stages.ts';

type Joining = View<'alliance', 'getJoining'>;
type Paper = Joining['papers'][number];
const tones = { missing: 'grey', submitted: 'warm', passed: 'jade', failed: 'danger', lapsed: 'danger' } as const;

/** One firm's whole way: what it handed in, what the platform decides, and everything that was decided before. */
export function JoiningDrawer({ joiningId, onClose }: { joiningId: string; onClose: () => void }) {
  const { t, say } = useText(joiningText);
  const found = useView(['alliance', 'getJoining', joiningId], () => api.alliance.getJoining({ joiningId }), { live: ['alliance'], isKept: false });
  const { value } = found;
  return (
    <DeskDrawer isOpen onClose={onClose} widthPixels={640} title={value ? <span className={partCss.line}><span>{value.name || t('firm')}</span><StatusPill tone={stageTone(value.stage)}>{say(value.stageName)}</StatusPill></span> : t('firm')}>
      <Faces of={found} loading={<SkeletonScreen />}>{(shown) => <Body of={shown} />}</Faces>
    </DeskDrawer>
  );
}

function Body({ of: found }: { of: Joining }) {
  const { t, say } = useText(joiningText);
  const by = useByName();
  const of = { ...found, steps: found.steps.map((step) => ({ ...step, byName: by(step.byName) })) };
  const family = useText(serviceFamilyText).t;
  const { instant, day } = useFormat();
  return (
    <div className={partCss.stack} data-testid="joining-drawer">
      <Notice tone={of.waitsForPlatform ? 'warm' : 'sky'}>{say(of.next.words)}</Notice>
      <Decisions of={of} />
      <Papers of={of} />
      <Panel title={t('facts')}>
        <Facts of={[
          [t('via'), t(of.via)], [t('owner'), `${of.contactName} ${of.maskedPhone}`], [t('scope'), of.businessScope], [t('address'), of.address], [t('complaintPhone'), of.complaintPhone], [t('families'), <span key="f" className={partCss.tags}>{of.families.map((one) => <Tag key={one}>{family(one)}</Tag>)}</span>],
          [t('deposit'), <Amount key="d" fen={of.depositHeldFen} />], [t('terms'), of.terms ? t('termsLine', { platform: of.terms.commissionBasisPoints / 100, worker: of.terms.workerShareBasisPoints / 100 }) : null],
          [t('training'), of.topics.map(({ name, doneAt }) => `${say(name)}${doneAt ? ' ✓' : ''}`).join(' · ')], [t('exam'), say(of.exam.words)], [t('leave'), of.leave ? `${of.leave.words}${of.leave.depositReturnedAt ? ` · ${day(of.leave.depositReturnedAt)}` : ''}` : null],
        ]} />
      </Panel>
      {of.scorecard ? <Panel title={t('score')} note={say(of.scorecard.words)}><Facts of={[[t('completion'), of.scorecard.completionPercent === null ? t('notYet') : `${of.scorecard.completionPercent}%`], [t('complaints'), String(of.scorecard.complaints)], [t('rating'), String(of.scorecard.rating)], ['', of.scorecard.responseMinutes === null ? null : t('response', { count: of.scorecard.responseMinutes })]]} /></Panel> : null}
      {of.merchantId ? <Grade of={of} /> : null}
      {of.merchantId ? <MerchantLedger merchantId={of.merchantId} /> : null}
      <Panel title={t('steps')}><Timeline label={t('steps')} steps={of.steps.map((step, index) => ({ key: `${index}`, title: say(step.name), note: step.words, state: step.until === null ? 'now' as const : 'done' as const, at: step.at, atText: `${step.byName} · ${instant(step.at)}` }))} /></Panel>
    </div>
  );
}

function Papers({ of }: { of: Joining }) {
  const { t, say } = useText(joiningText);
  return (
    <Panel title={t('papers')} note={t('papersNote')}>
      {of.papers.map((paper) => (
        <div key={paper.kind} className={partCss.stack} data-testid={`judge-${paper.kind}`}>
          <div className={partCss.pair}><span className={partCss.cell}><b className={partCss.strong}>{say(paper.name)}</b><small>{[paper.holderName, paper.shown, paper.validUntil, paper.checkedByName ? t('checkedBy', { name: paper.checkedByName }) : ''].filter(Boolean).join(' · ') || say(paper.asks)}</small></span><StatusPill tone={tones[paper.state]}>{say(paper.words)}</StatusPill></div>
          {paper.renewal ? <div className={partCss.pair} data-testid={`renewal-${paper.kind}`}><span className={partCss.cell}><span>{t('renewal')}</span><small>{[paper.renewal.holderName, paper.renewal.shown, [paper.renewal.validFrom, paper.renewal.validUntil].filter(Boolean).join(' – '), paper.renewal.checkedByName ? t('checkedBy', { name: paper.renewal.checkedByName }) : ''].filter(Boolean).join(' · ')}</small></span><StatusPill tone={tones[paper.renewal.state]}>{say(paper.renewal.words)}</StatusPill></div> : null}
          <Judge of={of} paper={paper} />
        </div>
      ))}
    </Panel>
  );
}

function Judge({ of, paper }: { of: Joining; paper: Paper }) {
  const { t, locale } = useText(joiningText);
  const [words, setWords] = useState<string | null>(null);
  const [isLooking, setLooking] = useState(false);
  // It is the renewal that is looked at and judged, as long as there is one.
  const isRenewal = paper.renewal !== null && paper.renewal.state !== 'passed';
  const { state, hasPhoto, checkedAt } = isRenewal ? paper.renewal! : paper;
  const photo = useView(['alliance', 'joiningPhoto', of.joiningId, paper.kind, isRenewal, checkedAt], () => api.alliance.joiningPhoto({ joiningId: of.joiningId, kind: paper.kind, ...(isRenewal && { isRenewal: 'true' as const }) }), { isReady: isLooking, live: false });
  const judge = useCommand(api.alliance.judgePaper, { isQuiet: true, onDone: () => setWords(null) });
  const { joiningId } = of;
  const mayJudge = paper.kind !== 'account' && (state === 'submitted' || (state !== 'missing' && state !== 'lapsed' && of.stage === 'review'));
  return (
    <>
      <div className={partCss.line}>
        {hasPhoto ? <Button size="small" onClick={() => setLooking(true)}>{t('photo')}</Button> : null}
        {mayJudge && state !== 'passed' ? <OperatorButton size="small" type="primary" loading={judge.isRunning} data-testid={`pass-${paper.kind}`} onClick={() => void judge.run({ joiningId, kind: paper.kind, isPassed: true })}>{t('pass')}</OperatorButton> : null}
        {mayJudge && words === null ? <OperatorButton size="small" onClick={() => setWords('')}>{t('fail')}</OperatorButton> : null}
      </div>
      {words !== null ? <div className={partCss.form}><Input autoFocus value={words} maxLength={200} aria-label={t('why')} placeholder={t('why')} onChange={(event) => setWords(event.target.value)} /><div className={partCss.line}><Button danger disabled={words.trim() === ''} loading={judge.isRunning} onClick={() => void judge.run({ joiningId, kind: paper.kind, isPassed: false, words: words.trim() })}>{t('confirm')}</Button><Button onClick={() => setWords(null)}>{t('cancel')}</Button></div></div> : null}
      {judge.refusal ? <p className={partCss.wrong} role="alert">{judge.refusal[locale]}</p> : null}
      <Sheet isOpen={isLooking} title={t('photo')} onClose={() => setLooking(false)}>{photo.value ? <img alt={t('photo')} style={{ maxWidth: '100%' }} src={`data:${photo.value.contentType};base64,${photo.value.imageBase64}`} /> : null}</Sheet>
    </>
  );
}

/** What the platform may decide at this stage, with the words it owes. */
function Decisions({ of }: { of: Joining }) {
  const { t, locale } = useText(joiningText);
  const { joiningId, stage } = of;
  const [words, setWords] = useState('');
  const [commission, setCommission] = useState(8);
  const [share, setShare] = useState(70);
  const done = { isQuiet: true, onDone: () => { setWords(''); showToast(t('done')); } };
  const approve = useCommand(api.alliance.approveJoining, done);
  const back = useCommand(api.alliance.sendJoiningBack, done);
  const turnDown = useCommand(api.alliance.refuseJoining, done);
  const decide = useCommand(api.alliance.decideTrial, done);
  const exit = useCommand(api.alliance.exitMerchant, done);
  if (stage !== 'review' && stage !== 'trial' && stage !== 'exiting') return null;
  const refusal = [approve, back, turnDown, decide, exit].map((one) => one.refusal).find((one) => one !== null);
  const said = words.trim();
  const isReady = of.papers.every(({ state }) => state === 'passed');
  const isOver = stage === 'trial' && of.next.todo === 'judgeTrial';
  return (
    <Panel title={t(stage === 'review' ? 'approve' : stage === 'trial' ? 'decideTrial' : 'confirmExit')} note={stage === 'review' ? t('approveNote') : stage === 'exiting' ? t('exitNote') : ''}>
      <div className={partCss.form} data-testid="joining-decisions">
        {stage === 'review' ? (
          <div className={partCss.two}>
            <label>{t('commission')}<InputNumber min={5} max={8} step={0.5} value={commission} onChange={(value) => setCommission(value ?? 8)} style={{ width: '100%' }} /></label>
            <label>{t('share')}<InputNumber min={50} max={95} value={share} onChange={(value) => setShare(value ?? 70)} style={{ width: '100%' }} /></label>
          </div>
        ) : null}
        <Input value={words} maxLength={200} aria-label={t('why')} placeholder={t('why')} data-testid="decision-words" onChange={(event) => setWords(event.target.value)} />
        {refusal ? <p className={partCss.wrong} role="alert">{refusal[locale]}</p> : null}
        <div className={partCss.line}>
          {stage === 'review' ? <>
            <OperatorButton type="primary" disabled={!isReady} loading={approve.isRunning} data-testid="joining-approve" onClick={() => void approve.run({ joiningId, commissionBasisPoints: Math.round(commission * 100), workerShareBasisPoints: Math.round(share * 100) })}>{t('approve')}</OperatorButton>
            <OperatorButton disabled={said === ''} loading={back.isRunning} onClick={() => void back.run({ joiningId, words: said })}>{t('sendBack')}</OperatorButton>
            <OperatorButton danger disabled={said === ''} loading={turnDown.isRunning} onClick={() => void turnDown.run({ joiningId, words: said })}>{t('refuse')}</OperatorButton>
          </> : null}
          {stage === 'trial' ? <>
            {isOver ? <><OperatorButton type="primary" disabled={said === ''} loading={decide.isRunning} data-testid="trial-pass" onClick={() => void decide.run({ joiningId, outcome: 'pass', words: said })}>{t('trialPass')}</OperatorButton><OperatorButton disabled={said === '' || (of.trial?.rounds ?? 1) > 1} onClick={() => void decide.run({ joiningId, outcome: 'extend', words: said })}>{t('trialExtend')}</OperatorButton></> : null}
            <OperatorButton danger disabled={said === ''} onClick={() => void decide.run({ joiningId, outcome: 'fail', words: said })}>{t('trialFail')}</OperatorButton>
          </> : null}
          {stage === 'exiting' ? <OperatorButton danger type="primary" disabled={said === ''} loading={exit.isRunning} data-testid="exit-confirm" onClick={() => void exit.run({ merchantId: of.merchantId!, reason: said })}>{t('confirmExit')}</OperatorButton> : null}
        </div>
      </div>
    </Panel>
  );
}

function Grade({ of }: { of: Joining }) {
  const { t, locale } = useText(joiningText);
  const [isOpen, setOpen] = useState(false);
  const [grade, setGrade] = useState<(typeof grades)[number]>('AAA');
  const [issuer, setIssuer] = useState('');
  const [certificateNo, setNo] = useState('');
  const [issuedOn, setIssued] = useState('');
  const [expiresOn, setExpires] = useState('');
  const set = useCommand(api.alliance.setGrade, { isQuiet: true, onDone: () => { setOpen(false); showToast(t('done')); } });
  const isFull = issuer.trim() !== '' && certificateNo.trim() !== '' && issuedOn !== '' && expiresOn !== '';
  return (
    <Panel title={t('grade')} note={t('gradeNote')} aside={isOpen ? null : <OperatorButton size="small" onClick={() => setOpen(true)}>{t('setGrade')}</OperatorButton>}>
      {of.grade ? <Facts of={[[of.grade.grade, `${of.grade.issuer} · ${of.grade.certificateNo}`], [t('expiresOn'), `${of.grade.expiresOn}${of.grade.isInForce ? '' : ` · ${t('expired')}`}`]]} /> : <p className={partCss.quiet}>{t('notYet')}</p>}
      {isOpen ? (
        <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); if (isFull) void set.run({ merchantId: of.merchantId!, grade, issuer: issuer.trim(), certificateNo: certificateNo.trim(), issuedOn, expiresOn }); }}>
          <div className={partCss.two}>
            <label>{t('grade')}<Select value={grade} onChange={setGrade} options={grades.map((value) => ({ value, label: value }))} /></label><label>{t('certificateNo')}<Input value={certificateNo} maxLength={40} onChange={(event) => setNo(event.target.value)} /></label>
            <label>{t('issuer')}<Input value={issuer} maxLength={60} onChange={(event) => setIssuer(event.target.value)} /></label><label>{t('issuedOn')}<Input type="date" value={issuedOn} onChange={(event) => setIssued(event.target.value)} /></label><label>{t('expiresOn')}<Input type="date" value={expiresOn} onChange={(event) => setExpires(event.target.value)} /></label>
          </div>
          {set.refusal ? <p className={partCss.wrong} role="alert">{set.refusal[locale]}</p> : null}
          <div className={partCss.line}><Button type="primary" htmlType="submit" disabled={!isFull} loading={set.isRunning}>{t('confirm')}</Button><Button onClick={() => setOpen(false)}>{t('cancel')}</Button></div>
        </form>
      ) : null}
    </Panel>
  );
}

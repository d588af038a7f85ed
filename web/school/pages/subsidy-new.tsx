import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Faces, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { WorkerPicker } from '../parts/worker-picker.tsx';
import { subsidyText } from './subsidies.text.ts';

type Chance = View<'benefits', 'subsidyChances'>['chances'][number];

/** What a learner may claim, with every reason for and against; and her attendance of a course held elsewhere. */
export function NewSubsidy({ onOpen, onClose }: { onOpen: (claimId: string) => void; onClose: () => void }) {
  const { t } = useText(subsidyText);
  const [workerId, setWorkerId] = useState<string | null>(null);
  return (
    <DeskDrawer isOpen title={t('newClaim')} onClose={onClose}>
      <div className={partCss.stack}>
        <div className={partCss.form}><label>{t('forWhom')}<WorkerPicker label={t('forWhom')} value={workerId} onChange={setWorkerId} testId="subsidy-worker" /></label></div>
        {workerId === null ? null : <Chances key={workerId} workerId={workerId} onOpen={onOpen} />}
      </div>
    </DeskDrawer>
  );
}

function Chances({ workerId, onOpen }: { workerId: string; onOpen: (claimId: string) => void }) {
  const { t } = useText(subsidyText);
  const found = useView(['benefits', 'subsidyChances', workerId], () => api.benefits.subsidyChances({ workerId }), { live: ['subsidy', 'certificate'] });
  return (
    <>
      <Faces of={found} loading={<SkeletonList count={3} />}>
        {({ chances }) => (chances.length === 0 ? <Panel title={t('chances')}><p className={partCss.quiet}>{t('noChances')}</p></Panel> : chances.map((one) => <ChancePanel key={`${one.programmeId}${one.certificateId}`} chance={one} onOpen={onOpen} />))}
      </Faces>
      <Attendance workerId={workerId} />
    </>
  );
}

function ChancePanel({ chance, onOpen }: { chance: Chance; onOpen: (claimId: string) => void }) {
  const { t, say } = useText(subsidyText);
  const { money } = useFormat();
  const [yuan, setYuan] = useState<number | null>(null);
  const draft = useCommand(api.benefits.draftSubsidy, { onDone: (made) => { showToast(t('begun')); onOpen(made.claimId); } });
  const isFull = chance.amountFen === null, isRange = !isFull && chance.leastFen < chance.mostFen;
  const sum = isRange ? `${money(chance.leastFen)} – ${money(chance.mostFen)}` : chance.amountFen === null ? t('atMost', { amount: money(chance.mostFen) }) : money(chance.amountFen);
  const begin = (): void => void draft.run({ programmeId: chance.programmeId, certificateId: chance.certificateId, ...(yuan !== null && { [isFull ? 'courseFeeFen' : 'askedFen']: Math.round(yuan * 100) }) });
  return (
    <Panel title={say(chance.programmeName)} note={sum} aside={<StatusPill tone={chance.isEligible ? 'jade' : 'warm'}>{t(chance.isEligible ? 'reasonsOk' : 'reasonsNot')}</StatusPill>}>
      <p className={partCss.lead}>{say(chance.certificateTitle)} {chance.certificateNumber}</p>
      <p className={chance.isEligible ? partCss.lead : partCss.warm} data-testid="chance-words">{say(chance.words)}</p>
      <div className={partCss.tags}>{chance.reasons.map((one) => <StatusPill key={one.rule} tone={one.isMet ? 'jade' : 'warm'}>{say(one.words)}</StatusPill>)}</div>
      {chance.claimId ? <div className={partCss.line}><Button onClick={() => onOpen(chance.claimId!)}>{t('open')}</Button></div> : chance.isEligible ? (
        <div className={partCss.line}>
          {isFull || isRange ? <InputNumber aria-label={t(isFull ? 'feeYuan' : 'askedYuan')} placeholder={t(isFull ? 'feeYuan' : 'askedYuan')} min={1} precision={2} value={yuan} onChange={setYuan} style={{ width: 180 }} /> : null}
          <Button type="primary" disabled={isFull && yuan === null} loading={draft.isRunning} data-testid="subsidy-begin" onClick={begin}>{t('begin')}</Button>
        </div>
      ) : null}
    </Panel>
  );
}

function Attendance({ workerId }: { workerId: string }) {
  const { t, say } = useText(subsidyText);
  const [kind, setKind] = useState('core');
  const [course, setCourse] = useState('');
  const [endedOn, setEnded] = useState('');
  const [percent, setPercent] = useState<number | null>(null);
  const [sheet, setSheet] = useState('');
  const kinds = useView(['training', 'certificateKinds'], () => api.training.certificateKinds({}), { live: false, staleSeconds: 3600 });
  const save = useCommand(api.benefits.noteAttendance, { onDone: () => { showToast(t('attended')); setSheet(''); } });
  const isFull = course.trim() !== '' && endedOn !== '' && percent !== null && sheet.trim() !== '';
  return (
    <Panel title={t('attendance')} note={t('attendanceNote')}>
      <div className={partCss.form}>
        <div className={partCss.two}>
          <label>{t('kind')}<Select value={kind} onChange={setKind} aria-label={t('kind')} options={(kinds.value?.items ?? []).map((one) => ({ value: one.kind, label: say(one.title) }))} /></label>
          <label>{t('course')}<Input value={course} maxLength={80} data-testid="attendance-course" onChange={(event) => setCourse(event.target.value)} /></label>
          <label>{t('endedOn')}<Input type="date" value={endedOn} data-testid="attendance-day" onChange={(event) => setEnded(event.target.value)} /></label>
          <label>{t('percent')}<InputNumber min={0} max={100} value={percent} data-testid="attendance-percent" onChange={setPercent} style={{ width: '100%' }} /></label>
        </div>
        <label>{t('sheet')}<Input value={sheet} maxLength={200} data-testid="attendance-sheet" onChange={(event) => setSheet(event.target.value)} /></label>
        <div className={partCss.line}><Button disabled={!isFull} loading={save.isRunning} data-testid="attendance-save" onClick={() => { if (isFull) void save.run({ workerId, kind, course: course.trim(), endedOn, percent, words: sheet.trim() }); }}>{t('attendance')}</Button></div>
      </div>
    </Panel>
  );
}

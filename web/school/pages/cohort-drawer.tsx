import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Notice, SkeletonScreen, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { TimeInput } from '../parts/day-input.tsx';
import { LearnerPicker } from '../parts/learner-picker.tsx';
import { OperatorButton } from '../parts/role-button.tsx';
import { coursesText } from './courses.text.ts';
import { type Cohort, cohortTones } from './use-courses.ts';

type Enrolment = View<'courses', 'listEnrolments'>['items'][number];
const enrolmentTones = { waiting: 'warm', enrolled: 'sky', finished: 'jade', incomplete: 'danger', dropped: 'grey' } as const satisfies Record<Enrolment['state'], string>;

/** One class: its people with their attendance, its timetable, and how it ends. */
export function CohortDrawer({ cohortId, onClose }: { cohortId: string; onClose: () => void }) {
  const { t, say } = useText(coursesText);
  const { day } = useFormat();
  const [isCancelling, setCancelling] = useState(false);
  const found = useView(['courses', 'getCohort', cohortId], () => api.courses.getCohort({ cohortId }), { live: ['cohort', 'enrolment', 'session'], isKept: false });
  const finish = useCommand(api.courses.finishCohort, { onDone: () => showToast(t('finishDone')) });
  const cancel = useCommand(api.courses.cancelCohort, { onDone: () => { showToast(t('cancelDone')); setCancelling(false); } });
  const held = found.value;
  const isOn = held?.state === 'planned' || held?.state === 'running';
  return (
    <DeskDrawer isOpen widthPixels={720} onClose={onClose} title={held ? <span className={partCss.line}><span>{held.name}</span><StatusPill tone={cohortTones[held.state]}>{say(held.stateName)}</StatusPill></span> : t('cohort')} aside={isOn ? <span className={partCss.line}>{held?.state === 'running' ? <OperatorButton loading={finish.isRunning} onClick={() => void finish.run({ cohortId })}>{t('finish')}</OperatorButton> : null}<OperatorButton danger onClick={() => setCancelling(true)}>{t('cancelIt')}</OperatorButton></span> : null}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <div className={partCss.stack} data-testid="cohort-drawer">
            {isCancelling ? <Panel title={t('cancelWhy')}><ReasonLine label={t('cancelWhy')} quick={[t('s1'), t('s2')]} confirm={t('cancelIt')} isDanger isBusy={cancel.isRunning} onSend={(reason) => void cancel.run({ cohortId, reason })} onCancel={() => setCancelling(false)} /></Panel> : null}
            {shown.waiverReason ? <Notice tone="warm">{t('shortBy', { words: shown.waiverReason, name: shown.waivedByName ?? '' })}</Notice> : null}
            <Panel title={shown.courseTitle}>
              <Facts of={[[t('startsOn'), `${day(shown.startsOn)} → ${day(shown.endsOn)}`], [t('intake'), say(shown.intakeName)], [t('seats'), `${t('seatsOf', { enrolled: shown.enrolled + shown.finished + shown.incomplete, seats: shown.seats })}${shown.waiting > 0 ? ` · ${t('waiting', { count: shown.waiting })}` : ''}`], [t('trainer'), shown.trainerName], [t('partner'), shown.partnerName], [t('finished'), shown.state === 'finished' ? t('endings', { finished: shown.finished, incomplete: shown.incomplete }) : null]]} />
              {isOn ? <Resize of={shown} /> : null}
            </Panel>
            {isOn ? <LayPlan of={shown} /> : null}
            <Learners of={shown} isOn={isOn} />
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}

function Resize({ of }: { of: Cohort }) {
  const { t } = useText(coursesText);
  const [seats, setSeats] = useState(of.seats);
  const resize = useCommand(api.courses.resizeCohort, { onDone: () => showToast(t('resized')) });
  return <div className={partCss.line}><InputNumber aria-label={t('seats')} min={1} max={500} value={seats} onChange={(value) => setSeats(value ?? 1)} /><OperatorButton size="small" disabled={seats === of.seats} loading={resize.isRunning} onClick={() => void resize.run({ cohortId: of.cohortId, seats })}>{t('resize')}</OperatorButton></div>;
}

/** Lays the course's plan over the class's days. */
function LayPlan({ of }: { of: Cohort }) {
  const { t, locale } = useText(coursesText);
  const holds = useHolds();
  const [from, setFrom] = useState('09:00');
  const [minutesPerDay, setMinutes] = useState(360);
  const lay = useCommand(api.courses.planCohort, { isQuiet: true, onDone: (made) => showToast(t('laid', { count: made.items.length })) });
  if (!holds('operator', 'trainer')) return null;
  return (
    <Panel title={t('layPlan')} note={t('layNote')}>
      <div className={partCss.line}>
        <label className={partCss.line}>{t('from')}<TimeInput value={from} onChange={(next) => { setFrom(next); lay.reset(); }} /></label>
        <label className={partCss.line}>{t('perDay')}<InputNumber min={30} max={480} step={30} value={minutesPerDay} onChange={(value) => { setMinutes(value ?? 360); lay.reset(); }} /></label>
        <Button loading={lay.isRunning} data-testid="lay-plan" onClick={() => void lay.run({ cohortId: of.cohortId, from, minutesPerDay })}>{t('layPlan')}</Button>
      </div>
      {lay.refusal ? <span className={partCss.wrong} role="alert">{lay.refusal[locale]}</span> : null}
    </Panel>
  );
}

function Learners({ of, isOn }: { of: Cohort; isOn: boolean }) {
  const { t, say } = useText(coursesText);
  const holds = useHolds();
  const [workerId, setWorker] = useState<string | null>(null);
  const [dropping, setDropping] = useState<Enrolment | null>(null);
  const found = usePages(['courses', 'listEnrolments', of.cohortId], (cursor) => api.courses.listEnrolments({ cohortId: of.cohortId, ...(cursor && { cursor }) }), { live: ['cohort', 'enrolment', 'session'] });
  const enrol = useCommand(api.courses.enrol, { onDone: () => { showToast(t('enrolled')); setWorker(null); } });
  const drop = useCommand(api.courses.dropOut, { onDone: () => { showToast(t('dropDone')); setDropping(null); } });
  const mayEdit = isOn && holds('operator', 'trainer');
  const state = (row: Enrolment) => <StatusPill tone={enrolmentTones[row.state]}>{row.waitingNo ? t('waits', { no: row.waitingNo }) : say(row.stateName)}</StatusPill>;
  const act = (row: Enrolment) => (mayEdit && (row.state === 'enrolled' || row.state === 'waiting') ? <Button size="small" onClick={() => setDropping(row)}>{t('drop')}</Button> : null);
  const columns = [
    { title: t('learner'), key: 'name', width: 140, render: (_: unknown, row: Enrolment) => <b className={partCss.strong}>{row.workerName}</b> },
    { title: t('state'), key: 'state', width: 140, render: (_: unknown, row: Enrolment) => state(row) },
    { title: t('attendance'), key: 'attendance', width: 110, align: 'right' as const, render: (_: unknown, row: Enrolment) => (row.attendancePercent === null ? '—' : <span className={row.attendancePercent < 80 ? partCss.danger : ''}>{row.attendancePercent}%</span>) },
    { title: '', key: 'act', width: 90, render: (_: unknown, row: Enrolment) => act(row) },
  ];
  return (
    <Panel title={t('learners')}>
      {mayEdit ? <div className={partCss.line}><div style={{ flex: 1, minWidth: 180 }}><LearnerPicker label={t('learner')} value={workerId} onChange={setWorker} /></div><Button type="primary" disabled={!workerId} loading={enrol.isRunning} onClick={() => { if (workerId) void enrol.run({ cohortId: of.cohortId, workerId }); }}>{t('enrol')}</Button></div> : null}
      {dropping ? <ReasonLine label={`${dropping.workerName} · ${t('dropWhy')}`} quick={[t('d1'), t('d2'), t('d3')]} confirm={t('drop')} isDanger isBusy={drop.isRunning} onSend={(reason) => void drop.run({ enrolmentId: dropping.enrolmentId, reason })} onCancel={() => setDropping(null)} /> : null}
      <DenseTable<Enrolment> of={found} rowKey={(row) => row.enrolmentId} columns={columns} card={(row) => ({ title: row.workerName, aside: state(row), note: row.attendancePercent === null ? null : `${t('attendance')} ${row.attendancePercent}%`, act: act(row) })} empty={<p className={partCss.none}>{t('noLearners')}</p>} />
    </Panel>
  );
}

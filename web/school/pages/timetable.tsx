import { Button, Input, InputNumber, Select } from 'antd';
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { useHolds, useParam } from '../../shared/desk/use-param.ts';
import { addDays, dayOf, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, Notice, SkeletonScreen, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { DayInput, TimeInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { dayNow, isAhead } from '../parts/now.ts';
import { text } from '../text.ts';
import { campusText } from './campus.text.ts';
import { coursesText } from './courses.text.ts';
import { LiveSlots } from './live-slots.tsx';
import { MoveSession } from './move-session.tsx';
import { useRooms, useTrainers } from './use-courses.ts';
import css from './timetable.module.css';

type Session = View<'courses', 'listSessions'>['items'][number];
const kindTones = { class: 'jade', simulation: 'sky', case: 'warm', live: 'danger' } as const satisfies Record<Session['kind'], string>;

/** The week in columns: who teaches what where, and what still waits for marks. */
export default function TimetablePage() {
  const { t } = useText(coursesText);
  const words = useText(text).t;
  const { nearDay, time, day: sayDay } = useFormat();
  const { param, setParam } = useParam();
  const holds = useHolds();
  const today = dayNow();
  const from = /^\d{4}-\d\d-\d\d$/.test(param('from') ?? '') ? param('from')! : today;
  const trainerId = param('trainer');
  const trainers = useTrainers();
  const [doing, setDoing] = useState<Session | 'new' | null>(null);
  const [moving, setMoving] = useState<Session | null>(null);
  const found = useView(['courses', 'listSessions', from, trainerId], () => api.courses.listSessions({ from, days: 7, ...(trainerId && { trainerId }) }), { live: ['session', 'cohort'] });
  const days = Array.from({ length: 7 }, (_, index) => addDays(from, index));
  const go = (days: number): void => setParam('from', addDays(from, days));
  return (
    <Page title={words('timetable')} note={t('week', { from: sayDay(from) })} aside={holds('operator', 'trainer') ? <Button type="primary" icon={<Plus size={16} />} data-testid="session-add" onClick={() => setDoing('new')}>{t('addSession')}</Button> : null}>
      <div className={partCss.line}>
        <Button icon={<ChevronLeft size={16} />} aria-label="-7" onClick={() => go(-7)} />
        <DayInput label={t('when')} value={from} onChange={(next) => setParam('from', next)} />
        <Button icon={<ChevronRight size={16} />} aria-label="+7" onClick={() => go(7)} />
        <Button disabled={from === today} onClick={() => setParam('from', null)}>{t('today')}</Button>
        <Select aria-label={t('trainer')} value={trainerId ?? ''} onChange={(next) => setParam('trainer', next)} style={{ minWidth: 140 }} options={[{ value: '', label: t('allTrainers') }, ...(trainers.value?.items ?? []).map((one) => ({ value: one.personId, label: one.name }))]} />
      </div>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <>
            {shown.weekWarnings.map((one) => <Notice key={`${one.roomId} ${one.weekFrom}`} tone="warm">{one.roomName} <SayWords of={one.words} /></Notice>)}
            {shown.items.length === 0 ? <EmptyState title={t('noSessions')} art="calm" /> : (
              <div className={css.week} data-testid="timetable">
                {days.map((one) => (
                  <section key={one} className={css.day} data-today={one === today}>
                    <h2>{nearDay(one)}</h2>
                    {shown.items.filter((session) => dayOf(session.startAt) === one).map((session) => (
                      <button key={session.sessionId} type="button" className={css.session} data-over={session.state === 'cancelled'} onClick={() => setDoing(session)}>
                        <span className={css.line}><b>{time(session.startAt)}–{time(session.endAt)}</b><Tag tone={kindTones[session.kind]}>{t(session.kind)}</Tag></span>
                        <span>{session.title}</span>
                        <small>{session.trainerName} · {session.roomName ?? t('live')}</small>
                        {session.learners > 0 ? <small>{t('marked', { marked: session.marked, count: session.learners })}</small> : null}
                      </button>
                    ))}
                  </section>
                ))}
              </div>
            )}
          </>
        )}
      </Faces>
      {holds('operator', 'trainer') ? <Unmarked onOpen={setDoing} /> : null}
      <LiveSlots />
      {doing === 'new' ? <NewSession day={from} onClose={() => setDoing(null)} /> : moving ? <MoveSession key={moving.sessionId} of={moving} onClose={() => setMoving(null)} /> : doing ? <SessionDrawer key={doing.sessionId} of={doing} onMove={() => { setMoving(doing); setDoing(null); }} onClose={() => setDoing(null)} /> : null}
    </Page>
  );
}

function SayWords({ of }: { of: { zh: string; en: string } }) {
  const { say } = useText(coursesText);
  return say(of);
}

function Unmarked({ onOpen }: { onOpen: (session: Session) => void }) {
  const { t } = useText(coursesText);
  const { instant } = useFormat();
  const found = usePages(['courses', 'unmarkedSessions'], (cursor) => api.courses.unmarkedSessions({ limit: 10, ...(cursor && { cursor }) }), { live: ['session'] });
  if ((found.value ?? []).length === 0) return null;
  return (
    <Panel title={t('unmarked')}>
      {found.value!.map((one) => <div key={one.sessionId} className={partCss.pair}><button type="button" className={partCss.link} onClick={() => onOpen(one)}>{one.title} · {instant(one.startAt)}</button><span className={partCss.warm}>{t('marked', { marked: one.marked, count: one.learners })}</span></div>)}
    </Panel>
  );
}

function SessionDrawer({ of, onMove, onClose }: { of: Session; onMove: () => void; onClose: () => void }) {
  const { t } = useText(coursesText);
  const campus = useText(campusText).t;
  const { timeWindow } = useFormat();
  const holds = useHolds();
  const [isCancelling, setCancelling] = useState(false);
  const found = useView(['courses', 'getSession', of.sessionId], () => api.courses.getSession({ sessionId: of.sessionId }), { live: ['session'], isKept: false });
  const cancel = useCommand(api.courses.cancelSession, { onDone: () => { showToast(t('sessionCancelled')); onClose(); } });
  const mayCancel = of.state === 'planned' && isAhead(of.startAt) && holds('operator', 'trainer');
  return (
    <DeskDrawer isOpen title={of.title} widthPixels={520} onClose={onClose} aside={mayCancel ? <span className={partCss.line}><Button data-testid="session-move" onClick={onMove}>{campus('move')}</Button><Button danger onClick={() => setCancelling(true)}>{t('cancelSession')}</Button></span> : null}>
      <div className={partCss.stack}>
        {isCancelling ? <ReasonLine label={t('cancelSessionWhy')} quick={[t('s1'), t('s2'), t('s3')]} confirm={t('cancelSession')} isDanger isBusy={cancel.isRunning} onSend={(reason) => void cancel.run({ sessionId: of.sessionId, reason })} onCancel={() => setCancelling(false)} /> : null}
        {of.cancelWords ? <Notice tone="danger">{of.cancelWords}</Notice> : null}
        <Panel title={timeWindow(of.startAt, of.endAt)} note={[of.trainerName, of.roomName, of.cohortName].filter(Boolean).join(' · ')}>
          <Faces of={found} loading={<SkeletonScreen />}>{(sheet) => (sheet.seats.length === 0 ? <p className={partCss.quiet}>{t('noLearners')}</p> : sheet.seats.map((seat) => <div key={seat.workerId} className={partCss.pair}><span>{seat.workerName}</span><SeatState of={seat} /></div>))}</Faces>
        </Panel>
      </div>
    </DeskDrawer>
  );
}
function SeatState({ of }: { of: View<'courses', 'getSession'>['seats'][number] }) {
  const { say } = useText(coursesText);
  return <StatusPill tone={of.state === 'present' ? 'jade' : of.state === 'absent' ? 'danger' : of.state === 'expected' ? 'grey' : 'warm'}>{say(of.stateName)}</StatusPill>;
}

function NewSession({ day, onClose }: { day: string; onClose: () => void }) {
  const { t, say } = useText(coursesText);
  const rooms = useRooms();
  const trainers = useTrainers();
  const cohorts = useView(['courses', 'cohorts', 'picker'], async () => (await Promise.all([api.courses.listCohorts({ state: 'running', limit: 100 }), api.courses.listCohorts({ state: 'planned', limit: 100 })])).flatMap(({ items }) => items), { live: false });
  const modules = useView(['learning', 'listModules'], () => api.learning.listModules({}), { live: false, staleSeconds: 60 });
  const [cohortId, setCohort] = useState<string | null>(null);
  const [kind, setKind] = useState<Session['kind']>('class');
  const [module, setModule] = useState('basicCleaning');
  const [title, setTitle] = useState('');
  const [on, setOn] = useState(day);
  const [at, setAt] = useState('09:00');
  const [minutes, setMinutes] = useState(90);
  const [roomId, setRoom] = useState<string | null>(null);
  const [trainerId, setTrainer] = useState<string | null>(null);
  const [watchUrl, setWatch] = useState('');
  const save = useCommand(api.courses.addSession, { isQuiet: true, onDone: () => { showToast(t('sessionSaved')); onClose(); } });
  const startAt = instantAt(on, at);
  const isFull = cohortId !== null && title.trim() !== '';
  const send = (): void => { if (cohortId) void save.run({ cohortId, kind, module, title: title.trim(), startAt, endAt: new Date(new Date(startAt).getTime() + minutes * 60_000).toISOString(), ...(roomId && { roomId }), ...(trainerId && { trainerId }), ...(watchUrl.trim() && { watchUrl: watchUrl.trim() }) }); };
  return (
    <FormDrawer title={t('addSession')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} onSave={send} onClose={onClose} testId="session-save">
      <label>{t('cohort')}<Select aria-label={t('cohort')} value={cohortId} onChange={setCohort} options={(cohorts.value ?? []).map((one) => ({ value: one.cohortId, label: one.name }))} /></label>
      <div className={partCss.two}>
        <label>{t('kind')}<Select aria-label={t('kind')} value={kind} onChange={setKind} options={(['class', 'simulation', 'case', 'live'] as const).map((value) => ({ value, label: t(value) }))} /></label>
        <label>{t('module')}<Select aria-label={t('module')} value={module} onChange={setModule} options={(modules.value?.items ?? []).map((one) => ({ value: one.module, label: say(one.title) }))} /></label>
      </div>
      <label>{t('title')}<Input value={title} maxLength={60} onChange={(event) => setTitle(event.target.value)} /></label>
      <div className={partCss.two}>
        <label>{t('when')}<DayInput value={on} onChange={setOn} /></label>
        <label>{t('from')}<TimeInput value={at} onChange={setAt} /></label>
        <label>{t('minutes')}<InputNumber min={15} max={480} step={15} value={minutes} onChange={(value) => setMinutes(value ?? 60)} style={{ width: '100%' }} /></label>
        <label>{t('room')}<Select aria-label={t('room')} allowClear value={roomId} onChange={(next?: string) => setRoom(next ?? null)} options={(rooms.value?.items ?? []).map((one) => ({ value: one.roomId, label: one.name }))} /></label>
      </div>
      <label>{t('trainer')}<Select aria-label={t('trainer')} allowClear value={trainerId} onChange={(next?: string) => setTrainer(next ?? null)} options={(trainers.value?.items ?? []).map((one) => ({ value: one.personId, label: one.name }))} /></label>
      {kind === 'live' ? <label>{t('watch')}<Input value={watchUrl} maxLength={300} onChange={(event) => setWatch(event.target.value)} /></label> : null}
    </FormDrawer>
  );
}

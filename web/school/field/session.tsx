import type { ReactNode } from 'react';
import { useState } from 'react';
import { useText } from '../../shared/i18n.ts';
import { newKey } from '../../shared/intent.ts';
import { Avatar, Button, Card, EmptyState, Faces, Notice, Screen, Segmented, SkeletonList, Stepper, Tag } from '../../shared/kit/index.ts';
import { cx } from '../../shared/class-names.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { stampNow } from '../parts/now.ts';
import css from './field.module.css';
import { fieldText } from './field.text.ts';
import { type AttendanceMark, type ChecklistMark, usePost } from './outbox.ts';
import { Unsent } from './unsent.tsx';
import { type Sheet, seatAsMarked, useSheets } from './use-field.ts';

const states = ['present', 'late', 'leftEarly', 'absent', 'excused'] as const satisfies readonly AttendanceMark['state'][];
const tones = { present: 'jade', late: 'warm', leftEarly: 'warm', absent: 'danger', excused: 'warm' } as const;
const levels = ['notYet', 'withHelp', 'alone'] as const satisfies readonly ChecklistMark['level'][];

/** One class in the hand: who is here, and what each can do by now. */
export function SessionPage({ sessionId }: { sessionId: string }) {
  const { t } = useText(fieldText);
  const found = useSheets();
  const sheet = found.value?.value.items.find((one) => one.sessionId === sessionId);
  return (
    <Screen title={sheet?.title ?? t('attendance')} back="/m">
      <Unsent keptAt={found.value?.keptAt ?? null} />
      <Faces of={found} loading={<SkeletonList count={6} hasAvatar />}>{() => (sheet ? <SheetBody of={sheet} /> : <EmptyState title={t('notFound')}>{t('notFoundNote')}</EmptyState>)}</Faces>
    </Screen>
  );
}

function SheetBody({ of }: { of: Sheet }) {
  const { t, say } = useText(fieldText);
  const { timeWindow, instant } = useFormat();
  const [view, setView] = useState<'attendance' | 'checklist'>('attendance');
  const isClosed = useNow(60) > new Date(of.marksUntil);
  if (of.seats.length === 0) return <EmptyState title={t('noSeats')} art="calm" />;
  return (
    <>
      <p className={css.quiet}>{timeWindow(of.startAt, of.endAt)} · {of.roomName ?? say(of.kindName)} · {t('learners', { count: of.seats.length })}<br />{t(isClosed ? 'closed' : 'until', { time: instant(of.marksUntil) })}</p>
      {of.state === 'cancelled' ? <Notice tone="danger">{t('cancelled')} {of.cancelWords}</Notice> : null}
      <Segmented label={t('attendance')} value={view} onChange={setView} choices={[{ value: 'attendance', label: t('attendance') }, { value: 'checklist', label: t('checklist') }]} />
      {view === 'attendance' ? <Attendance of={of} isClosed={isClosed} /> : <Checklist of={of} isClosed={isClosed} />}
    </>
  );
}

function Attendance({ of, isClosed }: { of: Sheet; isClosed: boolean }) {
  const { t } = useText(fieldText);
  const { post, parcels } = usePost();
  const seats = of.seats.map((seat) => seatAsMarked(seat, of.sessionId, parcels));
  const open = seats.filter((seat) => seat.state === 'expected');
  const mark = (workerId: string, name: string, state: AttendanceMark['state'], minutes?: number): void => {
    const markId = newKey();
    const isPart = state === 'late' || state === 'leftEarly';
    post({ kind: 'attendance', subject: `${of.sessionId} ${workerId}`, name, mark: { markId, sessionId: of.sessionId, workerId, state, at: stampNow(), ...(isPart && { minutes: minutes ?? Math.max(0, of.minutes - 15) }) } }, markId);
  };
  return (
    <Card>
      {open.length > 1 ? <Button kind="soft" isWide data-testid="all-present" onClick={() => { for (const seat of open) mark(seat.workerId, seat.workerName, 'present'); }}>{t('allPresent')}</Button> : null}
      <div data-testid="attendance">
        {seats.map((seat) => (
          <section key={seat.workerId} className={css.learner} data-testid="learner" data-state={seat.state}>
            <div className={css.head}><Avatar name={seat.workerName} photo={seat.photo} sizePixels={40} /><span className={css.name}><b>{seat.workerName}</b><small>{t(seat.state)}</small></span>{seat.isWaiting ? <Tag tone="warm">{t('waits')}</Tag> : null}</div>
            <div className={css.marks} role="group" aria-label={t('attendanceOf', { name: seat.workerName })}>
              {states.map((state) => <button key={state} type="button" className={css.mark} data-tone={tones[state]} data-testid={`mark-${state}`} aria-pressed={seat.state === state} disabled={isClosed} onClick={() => mark(seat.workerId, seat.workerName, state)}>{t(state)}</button>)}
            </div>
            {seat.state === 'late' || seat.state === 'leftEarly' ? <div className={css.minutes}><span>{t('minutes')}</span><Stepper label={t('minutes')} value={seat.minutes} min={0} max={of.minutes} step={5} unit={t('minutesUnit')} onChange={(minutes) => mark(seat.workerId, seat.workerName, seat.state as 'late', minutes)} /></div> : null}
          </section>
        ))}
      </div>
    </Card>
  );
}

function Checklist({ of, isClosed }: { of: Sheet; isClosed: boolean }) {
  const { t } = useText(fieldText);
  const { post, parcels } = usePost();
  const [chosen, setChosen] = useState(of.seats[0]!.workerId);
  if (of.checklist.length === 0) return <EmptyState title={t('noChecklist')} art="calm" />;
  const seat = seatAsMarked(of.seats.find((one) => one.workerId === chosen) ?? of.seats[0]!, of.sessionId, parcels);
  const mark = (code: string, level: ChecklistMark['level']): void => {
    const markId = newKey();
    post({ kind: 'checklist', subject: `${of.sessionId} ${seat.workerId} ${code}`, name: seat.workerName, mark: { markId, sessionId: of.sessionId, workerId: seat.workerId, code, level, at: stampNow() } }, markId);
  };
  return (
    <>
      <Notice tone="sky">{t('checklistNote')}</Notice>
      <Learners label={t('pickLearner')}>{of.seats.map((one) => <button key={one.workerId} type="button" className={css.mark} style={{ paddingInline: 14 }} aria-pressed={one.workerId === seat.workerId} onClick={() => setChosen(one.workerId)}>{one.workerName}</button>)}</Learners>
      <Card title={seat.workerName} {...(seat.isWaiting && { aside: <Tag tone="warm">{t('waits')}</Tag> })}>
        <div data-testid="checklist">
          {of.checklist.map((item) => {
            const level = seat.items.find((one) => one.code === item.code)?.level;
            return (
              <section key={item.code} className={css.item}>
                <div className={css.itemHead}><span>{item.words}</span></div>
                <div className={cx(css.marks, css.three)} role="group" aria-label={item.words}>{levels.map((one) => <button key={one} type="button" className={css.mark} data-tone={one === 'notYet' ? 'warm' : 'jade'} data-testid={`level-${one}`} aria-pressed={level === one} disabled={isClosed} onClick={() => mark(item.code, one)}>{t(one)}</button>)}</div>
              </section>
            );
          })}
        </div>
      </Card>
    </>
  );
}

const Learners = ({ label, children }: { label: string; children: ReactNode }) => <div role="group" aria-label={label} style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>{children}</div>;

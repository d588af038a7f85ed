import { BedDouble, CalendarDays, Layers, Radio, Users, Wrench } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, ButtonLink, CanButton, Card, Dialog, EmptyState, Faces, List, Notice, Row, Screen, SectionTitle, SkeletonScreen, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useMe } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { useIsWorker } from '../use-learner.ts';
import { classesText } from './classes.text.ts';
import { ContactSheet } from './contact-sheet.tsx';

type Training = View<'courses', 'myTraining'>;
type Enrolment = Training['enrolments'][number];
type Cohort = View<'courses', 'openCohorts'>['items'][number];
const levelTones = { notYet: 'warm', withHelp: 'sky', alone: 'jade' } as const;

/** Classes with a seat in a room: mine, those to join, the weekly live lessons and the groups. */
export default function Classes() {
  const { t } = useText(classesText);
  const isReady = useIsWorker();
  const mine = useView(['courses', 'myTraining'], () => api.courses.myTraining({}), { isReady, live: ['course', 'worker'] });
  const open = useView(['courses', 'openCohorts'], () => api.courses.openCohorts({}), { live: ['course'] });
  const taken = new Set(mine.value?.enrolments.filter(({ state }) => state === 'enrolled' || state === 'waiting').map(({ cohortId }) => cohortId));
  return (
    <Screen title={t('title')} back="/study">
      {isReady ? <Faces of={mine} loading={<SkeletonScreen />}>{(training) => <Mine of={training} />}</Faces> : null}
      <List><Row start={<Layers size={22} color="var(--jade-600)" />} title={t('areas')} note={t('areasNote')} href="/areas" /></List>
      <SectionTitle>{t('open')}</SectionTitle>
      <Faces of={open} loading={<SkeletonScreen />} isEmpty={({ items }) => items.every(({ cohortId }) => taken.has(cohortId))} empty={<EmptyState title={t('openNone')} art="calm" />}>
        {({ items }) => <>{items.filter(({ cohortId }) => !taken.has(cohortId)).map((cohort) => <CohortCard key={cohort.cohortId} of={cohort} />)}</>}
      </Faces>
      <Live joined={new Set(mine.value?.sessions.filter(({ state }) => state === 'expected').map(({ sessionId }) => sessionId))} />
      <Groups />
      <Abilities />
    </Screen>
  );
}

function Mine({ of }: { of: Training }) {
  const { t, say } = useText(classesText);
  const { timeWindow, day } = useFormat();
  return (
    <>
      {of.enrolments.length > 0 ? <SectionTitle>{t('mine')}</SectionTitle> : <Notice tone="sky">{t('mineNone')}</Notice>}
      {of.enrolments.map((one) => <EnrolmentCard key={one.enrolmentId} of={one} />)}
      {of.sessions.length > 0 ? (
        <>
          <SectionTitle>{t('sessions')}</SectionTitle>
          <List>{of.sessions.map((one) => <Row key={one.sessionId} start={<CalendarDays size={22} color="var(--jade-600)" />} title={timeWindow(one.startAt, one.endAt)} note={`${one.title} · ${say(one.kindName)} · ${t('trainer', { name: one.trainerName })}${one.roomName ? ` · ${one.roomName} ${one.address}` : ''}`} end={one.state === 'expected' ? undefined : <Tag tone={one.state === 'present' ? 'jade' : 'warm'}>{say(one.stateName)}</Tag>} />)}</List>
        </>
      ) : null}
      {of.stays.length + of.kits.length > 0 ? (
        <List>
          {of.stays.map((stay) => <Row key={stay.stayId} start={<BedDouble size={22} color="var(--apricot-600)" />} title={t('bedOf', { dormitory: stay.dormitoryName, bed: stay.bedName })} note={`${t('days', { from: day(stay.fromDay), until: day(stay.untilDay) })} · ${stay.address} · ${say(stay.costBearerName)}`} end={stay.feeFen > 0 ? <Amount fen={stay.feeFen} /> : undefined} />)}
          {of.kits.map((kit) => <Row key={kit.issueId} start={<Wrench size={22} color="var(--apricot-600)" />} title={kit.kitName} note={say(kit.words)} href="/areas" />)}
        </List>
      ) : null}
    </>
  );
}

function EnrolmentCard({ of }: { of: Enrolment }) {
  const { t, say } = useText(classesText);
  const { duration } = useFormat();
  const [isAsking, setAsking] = useState(false);
  const drop = useCommand(api.courses.dropOut, { onDone: () => setAsking(false) });
  return (
    <Card title={of.courseTitle} aside={<Tag tone={of.state === 'enrolled' || of.state === 'finished' ? 'jade' : 'warm'}>{say(of.stateName)}</Tag>}>
      <div className={css.stack}>
        <p className={css.soft}>{[of.cohortName, of.waitingNo ? t('waitingNo', { no: of.waitingNo }) : null, of.attendancePercent === null ? null : t('attendance', { percent: of.attendancePercent }), of.attendedMinutes > 0 ? t('attended', { time: duration(of.attendedMinutes) }) : null].filter(Boolean).join(' · ')}</p>
        {of.endWords ? <p>{of.endWords}</p> : null}
        {of.state === 'enrolled' || of.state === 'waiting' ? <Button kind="quiet" onClick={() => setAsking(true)}>{t('drop')}</Button> : null}
      </div>
      <Dialog isOpen={isAsking} title={t('dropAsk')} confirm={t('drop')} cancel={t('keep')} isDanger isBusy={drop.isRunning} onClose={() => setAsking(false)} onConfirm={() => void drop.run({ enrolmentId: of.enrolmentId })}>{t('dropLead')}</Dialog>
    </Card>
  );
}

function CohortCard({ of }: { of: Cohort }) {
  const { t, say } = useText(classesText);
  const { day } = useFormat();
  const enrol = useCommand(api.courses.enrol, { onDone: ({ state }) => showToast(t(state === 'waiting' ? 'waiting' : 'enrolled')) });
  return (
    <Card title={of.courseTitle} aside={of.priceFen === 0 ? <Tag tone="jade">{t('free')}</Tag> : <Amount fen={of.priceFen} />}>
      <div className={css.stack}>
        <p>{of.name} · {say(of.intakeName)}</p>
        <p className={css.soft}>{t('days', { from: day(of.startsOn), until: day(of.endsOn) })} · {of.freeSeats > 0 ? t('seats', { count: of.freeSeats }) : t('full')}{of.trainerName ? ` · ${t('trainer', { name: of.trainerName })}` : ''}</p>
        <Button isBusy={enrol.isRunning} kind={of.freeSeats > 0 ? 'primary' : 'secondary'} onClick={() => void enrol.run({ cohortId: of.cohortId })}>{t(of.freeSeats > 0 ? 'enrol' : 'wait')}</Button>
      </div>
    </Card>
  );
}

function Live({ joined }: { joined: ReadonlySet<string> }) {
  const { t } = useText(classesText);
  const { timeWindow } = useFormat();
  const [now] = useState(() => Date.now());
  const found = useView(['courses', 'liveSlots'], () => api.courses.liveSlots({}), { live: ['course'], staleSeconds: 60 });
  const join = useCommand(api.courses.joinLive, { onDone: ({ watchUrl }) => { window.open(watchUrl, '_blank', 'noreferrer'); } });
  const leave = useCommand(api.courses.leaveLive, { onDone: () => showToast(t('liveLeft')) });
  const items = found.value?.items.filter(({ isOn, nextSession }) => isOn && nextSession !== null) ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <SectionTitle>{t('live')}</SectionTitle>
      {items.map(({ liveSlotId, title, trainerName, nextSession }) => {
        const { sessionId, startAt, endAt } = nextSession!;
        const isIn = joined.has(sessionId);
        return (
          <Card key={liveSlotId}>
            <div className={css.row}>
              <span className={css.grow}><b className={css.titled}><Radio size={17} aria-hidden="true" /> {title}</b>{isIn ? <> <Tag tone="jade">{t('liveJoined')}</Tag></> : null}<br /><small className={css.soft}>{timeWindow(startAt, endAt)} · {t('trainer', { name: trainerName })}</small></span>
              {isIn && new Date(startAt).getTime() > now ? <Button kind="quiet" isBusy={leave.isRunning} data-testid="live-leave" onClick={() => void leave.run({ sessionId })}>{t('liveLeave')}</Button> : null}
              <Button kind="soft" isBusy={join.isRunning} data-testid="live-join" onClick={() => void join.run({ sessionId })}>{t('watch')}</Button>
            </div>
          </Card>
        );
      })}
    </>
  );
}

function Groups() {
  const { t, say } = useText(classesText);
  const { instant } = useFormat();
  const { personId } = useMe();
  const [joining, setJoining] = useState<string | null>(null);
  const found = useView(['courses', 'listGroups'], () => api.courses.listGroups({}), { live: ['course'] });
  const items = found.value?.items.filter(({ isOver }) => !isOver) ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <SectionTitle>{t('groups')}</SectionTitle>
      {items.map((group) => (
        <Card key={group.groupId}>
          <div className={css.row} data-testid={`group-${group.groupId}`}>
            <span className={css.grow}><b className={css.titled}><Users size={17} aria-hidden="true" /> {group.name}</b><br /><small className={css.soft}>{[say(group.kindName), group.nativePlace, t('members', { count: group.memberCount }), group.nextMeetingAt ? t('meeting', { time: instant(group.nextMeetingAt) }) : null, group.words].filter(Boolean).join(' · ')}</small></span>
            {group.isMember || group.counsellorId === personId ? <ButtonLink kind="soft" href={`/groups/${group.groupId}`}>{t('openGroup')}</ButtonLink> : <CanButton can={group.can['join'] ?? { isAllowed: true, why: null }} kind="soft" onClick={() => setJoining(group.groupId)}>{t('join')}</CanButton>}
          </div>
        </Card>
      ))}
      {joining ? <ContactSheet groupId={joining} now={null} onClose={() => setJoining(null)} /> : null}
    </>
  );
}

function Abilities() {
  const { t, say } = useText(classesText);
  const isReady = useIsWorker();
  const items = useView(['courses', 'myChecklist'], () => api.courses.myChecklist({}), { isReady, live: ['course'] }).value?.items ?? [];
  if (items.length === 0) return null;
  return <><SectionTitle>{t('checklist')}</SectionTitle><List>{items.map((one) => <Row key={one.module + one.code} title={one.itemWords} note={[t('trainer', { name: one.trainerName }), one.words].filter(Boolean).join(' · ')} end={<Tag tone={levelTones[one.level]}>{say(one.levelName)}</Tag>} />)}</List></>;
}

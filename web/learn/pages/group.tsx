import { CalendarDays, UserRound } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Dialog, Faces, List, Notice, Row, Screen, SectionTitle, SkeletonScreen, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useMe } from '../../shared/use-session.tsx';
import { usePages, useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { ContactSheet } from './contact-sheet.tsx';
import { GroupNotes } from './group-notes.tsx';
import { groupText } from './group.text.ts';
import { MeetingSheet } from './meeting-sheet.tsx';

type Group = View<'courses', 'groupPage'>;
type Meeting = Group['meetings'][number];

/** One group from the inside: its people, when it meets, and who opened its notes. */
export default function GroupPage({ groupId }: { groupId: string }) {
  const { t, say } = useText(groupText);
  const { workerId } = useMe();
  const found = useView(['courses', 'groupPage', groupId], () => api.courses.groupPage({ groupId }), { live: ['course'] });
  return (
    <Screen title={found.value?.name ?? t('title')} back="/classes">
      <Faces of={found} loading={<SkeletonScreen />}>
        {(group) => (
          <>
            {group.isOver ? <Notice tone="warm">{t('over')}</Notice> : null}
            <p className={css.soft}>{[say(group.kindName), group.nativePlace, group.leaderName ? t('leadBy', { name: group.leaderName }) : t('noLeader'), group.counsellorName ? t('counselBy', { name: group.counsellorName }) : null].filter(Boolean).join(' · ')}</p>
            {group.words ? <p>{group.words}</p> : null}
            <Meetings of={group} />
            <Members of={group} />
            {group.can['readNotes']?.isAllowed ? <GroupNotes groupId={group.groupId} /> : null}
            <Readers groupId={group.groupId} />
            {group.isMember && !group.isOver && group.leaderId !== workerId ? <Leave of={group} /> : null}
          </>
        )}
      </Faces>
    </Screen>
  );
}

function Meetings({ of }: { of: Group }) {
  const { t } = useText(groupText);
  const { instant, duration } = useFormat();
  const [isCalling, setCalling] = useState(false);
  const [asking, setAsking] = useState<Meeting | null>(null);
  const [now] = useState(() => Date.now());
  const cancel = useCommand(api.courses.cancelMeeting, { onDone: () => { showToast(t('cancelDone')); setAsking(null); } });
  const mayCall = of.can['callMeeting']?.isAllowed === true;
  const ahead = of.meetings.filter((one) => new Date(one.startAt).getTime() > now).toReversed();
  const past = of.meetings.filter((one) => new Date(one.startAt).getTime() <= now).slice(0, 5);
  return (
    <>
      <SectionTitle>{t('meetings')}</SectionTitle>
      {ahead.length === 0 ? <p className={css.soft}>{t('noMeetings')}</p> : ahead.map((one) => (
        <Card key={one.meetingId} face={one.isCancelled ? 'plain' : 'jade'}>
          <div className={css.stack}>
            <span className={css.row}><b className={css.grow}>{one.topic}</b>{one.isCancelled ? <Tag tone="grey">{t('cancelled')}</Tag> : one.isCounselling ? <Tag tone="warm">{t('isCounselling')}</Tag> : null}</span>
            <span>{instant(one.startAt)} · {duration(one.minutes)} · {one.place}</span>
            {mayCall && !one.isCancelled ? <Button kind="quiet" onClick={() => setAsking(one)}>{t('cancel')}</Button> : null}
          </div>
        </Card>
      ))}
      {mayCall ? <Button kind="primary" icon={<CalendarDays size={20} aria-hidden="true" />} data-testid="meeting-call" onClick={() => setCalling(true)}>{t('call')}</Button> : null}
      {past.length > 0 ? <><SectionTitle>{t('past')}</SectionTitle><List>{past.map((one) => <Row key={one.meetingId} title={one.topic} note={`${instant(one.startAt)} · ${one.place}`} end={one.isCancelled ? <Tag tone="grey">{t('cancelled')}</Tag> : undefined} />)}</List></> : null}
      {isCalling ? <MeetingSheet groupId={of.groupId} onClose={() => setCalling(false)} /> : null}
      {asking ? <Dialog isOpen title={t('cancelAsk')} confirm={t('cancel')} cancel={t('keep')} isDanger isBusy={cancel.isRunning} onClose={() => setAsking(null)} onConfirm={() => void cancel.run({ meetingId: asking.meetingId })}>{t('cancelLead')}</Dialog> : null}
    </>
  );
}

function Members({ of }: { of: Group }) {
  const { t } = useText(groupText);
  const { workerId } = useMe();
  const [isChanging, setChanging] = useState(false);
  const me = of.members.find((one) => one.workerId === workerId);
  return (
    <>
      <SectionTitle>{t('members')} · {t('memberCount', { count: of.memberCount })}</SectionTitle>
      <List>
        {of.members.map((one) => {
          const phone = /^\+?[\d -]{7,16}$/.test(one.contact) ? one.contact.replace(/[ -]/g, '') : null;
          return <Row key={one.workerId} start={<UserRound size={22} color="var(--jade-600)" aria-hidden="true" />} title={one.workerId === workerId ? `${one.name} (${t('me')})` : one.name} note={phone ? <a className={css.link} href={`tel:${phone}`}>{one.contact}</a> : one.contact || t('noContact')} end={one.isLeader ? <Tag tone="jade">{t('leader')}</Tag> : undefined} />;
        })}
      </List>
      {me && !of.isOver ? <Button kind="soft" onClick={() => setChanging(true)}>{t('change')}</Button> : null}
      {isChanging && me ? <ContactSheet groupId={of.groupId} now={me.contact} onClose={() => setChanging(false)} /> : null}
    </>
  );
}

/** Members see who opened the notes of their talks, and why. */
function Readers({ groupId }: { groupId: string }) {
  const { t } = useText(groupText);
  const { instant } = useFormat();
  const found = usePages(['courses', 'groupNoteReads', groupId], (cursor) => api.courses.groupNoteReads({ groupId, limit: 10, ...(cursor && { cursor }) }), { live: ['course'] });
  const items = found.value ?? [];
  return (
    <>
      <SectionTitle>{t('readers')}</SectionTitle>
      {items.length === 0 ? <p className={css.soft}>{t('noReaders')}</p> : <List>{items.map((one) => <Row key={one.readId} title={t('readLine', { name: one.readerName, count: one.notes, why: one.why })} note={instant(one.at)} />)}</List>}
      {found.hasMore ? <Button kind="quiet" isBusy={found.isLoadingMore} onClick={() => void found.loadMore()}>…</Button> : null}
    </>
  );
}

function Leave({ of }: { of: Group }) {
  const { t } = useText(groupText);
  const [isAsking, setAsking] = useState(false);
  const leave = useCommand(api.courses.leaveGroup, { onDone: () => { window.history.back(); } });
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>{t('leave')}</Button>
      <Dialog isOpen={isAsking} title={t('leaveAsk')} confirm={t('leave')} cancel={t('stay')} isDanger isBusy={leave.isRunning} onClose={() => setAsking(false)} onConfirm={() => void leave.run({ groupId: of.groupId })}>{t('leaveLead')}</Dialog>
    </>
  );
}

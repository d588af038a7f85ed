import { Button, Input } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { useText } from '../../shared/i18n.ts';
import { Notice, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { CounsellorPicker } from '../parts/counsellor-picker.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { LearnerPicker } from '../parts/learner-picker.tsx';
import { isAhead } from '../parts/now.ts';
import { campusText } from './campus.text.ts';
import { coursesText } from './courses.text.ts';

type GroupPage = View<'courses', 'groupPage'>;

/** Who leads and who counsels from now on. Her own members stand first, because a leader comes from among them. */
export function GroupPeople({ of, onClose }: { of: GroupPage; onClose: () => void }) {
  const { t } = useText(campusText);
  const [leaderId, setLeader] = useState<string | null>(of.leaderId);
  const [counsellorId, setCounsellor] = useState<string | null>(of.counsellorId);
  const save = useCommand(api.courses.setGroupPeople, { isQuiet: true, onDone: () => { showToast(t('peopleSaved')); onClose(); } });
  return (
    <FormDrawer title={`${of.name} · ${t('setPeople')}`} isFull isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} testId="group-people-save" onSave={() => void save.run({ groupId: of.groupId, leaderId, counsellorId })}>
      <label>{t('leader')}<LearnerPicker label={t('leader')} value={leaderId} known={of.members.map(({ workerId, name }) => ({ value: workerId, label: name }))} onChange={setLeader} /></label>
      {leaderId ? <span><Button size="small" onClick={() => setLeader(null)}>{t('nobody')}</Button></span> : null}
      <label>{t('counsellor')}<CounsellorPicker label={t('counsellor')} placeholder={t('nobody')} value={counsellorId} known={of.counsellorId && of.counsellorName ? { personId: of.counsellorId, name: of.counsellorName } : null} onChange={setCounsellor} /></label>
    </FormDrawer>
  );
}

/** Meetings to come and past; one that is ahead can be called off. */
export function GroupMeetings({ of }: { of: GroupPage }) {
  const { t } = useText(coursesText);
  const campus = useText(campusText).t;
  const { instant } = useFormat();
  const cancel = useCommand(api.courses.cancelMeeting, { onDone: () => showToast(campus('meetingCancelled')) });
  const mayCancel = of.can['callMeeting']?.isAllowed === true;
  if (of.meetings.length === 0) return <p className={partCss.quiet}>{t('noMeetings')}</p>;
  return of.meetings.map((one) => (
    <div key={one.meetingId} className={partCss.pair}>
      <span className={partCss.cell}><span>{one.topic} {one.isCounselling ? <Tag tone="warm">{t('isCounselling')}</Tag> : null}</span><small>{instant(one.startAt)} · {one.place}</small></span>
      {one.isCancelled ? <StatusPill tone="grey">{campus('cancelled')}</StatusPill> : mayCancel && isAhead(one.startAt) ? <Button size="small" loading={cancel.isRunning} onClick={() => void cancel.run({ meetingId: one.meetingId })}>{campus('cancelMeeting')}</Button> : null}
    </div>
  ));
}

/** Only leader and counsellor reach this; opening the notes asks why, and that is kept for the members. */
export function GroupNotes({ of }: { of: GroupPage }) {
  const { t } = useText(campusText);
  const { instant } = useFormat();
  const [isAsking, setAsking] = useState(false);
  const [words, setWords] = useState('');
  const [notes, setNotes] = useState<View<'courses', 'readGroupNotes'>['items'] | null>(null);
  const read = useCommand(api.courses.readGroupNotes, { onDone: ({ items }) => { setNotes(items); setAsking(false); }, refreshes: [['courses', 'groupNoteReads']] });
  const write = useCommand(api.courses.writeGroupNote, { onDone: () => { showToast(t('noteSaved')); setWords(''); }, refreshes: [] });
  return (
    <Panel title={t('notes')} aside={isAsking ? null : <Button size="small" onClick={() => setAsking(true)}>{t('openNotes')}</Button>}>
      <Notice tone="sky">{t('notesSealed')}</Notice>
      {isAsking ? <ReasonLine label={t('why')} quick={[t('why1'), t('why2')]} confirm={t('openNotes')} isBusy={read.isRunning} onSend={(why) => void read.run({ groupId: of.groupId, why: why.slice(0, 100) })} onCancel={() => setAsking(false)} /> : null}
      {notes ? notes.length === 0 ? <p className={partCss.quiet}>{t('noNotes')}</p> : notes.map((note) => <p key={note.noteId}>{note.words}<br /><small className={partCss.quiet}>{instant(note.at)} · {note.byName}</small></p>) : null}
      <label className={partCss.label}>{t('noteWords')}<Input.TextArea value={words} rows={3} maxLength={2000} onChange={(event) => setWords(event.target.value)} /></label>
      <span><Button disabled={words.trim() === ''} loading={write.isRunning} onClick={() => void write.run({ groupId: of.groupId, words: words.trim() })}>{t('writeNote')}</Button></span>
    </Panel>
  );
}

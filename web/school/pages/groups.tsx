import { Button, Input, InputNumber, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useHolds, useParam } from '../../shared/desk/use-param.ts';
import { addDays, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, Notice, SkeletonScreen, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { DayInput, TimeInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { LearnerPicker } from '../parts/learner-picker.tsx';
import { dayNow } from '../parts/now.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { CounsellorPicker } from '../parts/counsellor-picker.tsx';
import { campusText } from './campus.text.ts';
import { coursesText } from './courses.text.ts';
import { GroupMeetings, GroupNotes, GroupPeople } from './group-people.tsx';

type Group = View<'courses', 'listGroups'>['items'][number];
const kinds = ['peerSupport', 'fellowTownsmen'] as const satisfies readonly Group['kind'][];

/** Groups in which learners help each other. What they say stays with leader and counsellor; the desk sees members and meetings. */
export default function GroupsPage() {
  const { t, say } = useText(coursesText);
  const words = useText(text).t;
  const { instant } = useFormat();
  const holds = useHolds();
  const { param, open } = useParam();
  const [isAdding, setAdding] = useState(false);
  const found = useView(['courses', 'listGroups'], () => api.courses.listGroups({}), { live: ['group', 'course'] });
  const columns = [
    { title: t('name'), key: 'name', width: 250, render: (_: unknown, row: Group) => <span className={partCss.cell}><span><b className={partCss.strong}>{row.name}</b> {row.isOver ? <Tag>{t('over')}</Tag> : null}</span><small>{row.words}</small></span> },
    { title: t('kind'), key: 'kind', width: 160, render: (_: unknown, row: Group) => <span className={partCss.cell}><span>{say(row.kindName)}</span><small>{row.nativePlace}</small></span> },
    { title: t('leader'), key: 'leader', width: 110, render: (_: unknown, row: Group) => row.leaderName ?? '—' },
    { title: t('counsellor'), key: 'counsellor', width: 110, render: (_: unknown, row: Group) => row.counsellorName ?? '—' },
    { title: t('learners'), key: 'members', width: 80, render: (_: unknown, row: Group) => t('members', { count: row.memberCount }) },
    { title: t('next'), key: 'next', width: 170, render: (_: unknown, row: Group) => (row.nextMeetingAt ? instant(row.nextMeetingAt) : '—') },
  ];
  const add = holds('operator', 'trainer') ? <Button type="primary" icon={<Plus size={16} />} data-testid="group-add" onClick={() => setAdding(true)}>{t('addGroup')}</Button> : null;
  return (
    <Page title={words('groups')} note={t('notesNote')} aside={add}>
      <div data-testid="groups"><DenseTable<Group> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.groupId} columns={columns} onOpen={(row) => open('group', row.groupId)} openKey={param('group')} card={(row) => ({ title: row.name, aside: t('members', { count: row.memberCount }), note: <><span>{say(row.kindName)}</span><span>{row.leaderName}</span></> })} empty={<EmptyState title={t('noGroups')} art="calm" action={add} />} /></div>
      {isAdding ? <NewGroup onClose={() => setAdding(false)} /> : param('group') ? <GroupDrawer key={param('group')} groupId={param('group')!} onClose={() => open('group', null)} /> : null}
    </Page>
  );
}

function GroupDrawer({ groupId, onClose }: { groupId: string; onClose: () => void }) {
  const { t } = useText(coursesText);
  const { instant } = useFormat();
  const holds = useHolds();
  const [isCalling, setCalling] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const campus = useText(campusText).t;
  const found = useView(['courses', 'groupPage', groupId], () => api.courses.groupPage({ groupId }), { live: ['group', 'course'], isKept: false });
  const mayRead = holds('auditor') || found.value?.can['readNotes']?.isAllowed === true;
  const reads = usePages(['courses', 'groupNoteReads', groupId], (cursor) => api.courses.groupNoteReads({ groupId, ...(cursor && { cursor }) }), { live: ['group'], isReady: mayRead });
  const close = useCommand(api.courses.closeGroup, { onDone: () => showToast(t('groupClosed')) });
  return (
    <DeskDrawer isOpen title={found.value?.name ?? t('groups')} widthPixels={520} onClose={onClose} aside={found.value && !found.value.isOver ? <OperatorButton danger loading={close.isRunning} onClick={() => void close.run({ groupId })}>{t('closeGroup')}</OperatorButton> : null}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <div className={partCss.stack}>
            <Notice tone="sky">{t('notesNote')}</Notice>
            <Panel title={campus('leads')} aside={shown.isOver ? null : <OperatorButton size="small" data-testid="group-people" onClick={() => setChanging(true)}>{campus('setPeople')}</OperatorButton>}>
              <Facts of={[[t('leader'), shown.leaderName ?? campus('nobody')], [t('counsellor'), shown.counsellorName ?? campus('nobody')]]} />
            </Panel>
            <Panel title={t('learners')} note={t('members', { count: shown.memberCount })}>{shown.members.map((one) => <div key={one.workerId} className={partCss.pair}><span>{one.name} {one.isLeader ? <Tag tone="jade">{t('leader')}</Tag> : null}</span><span className={partCss.quiet}>{one.contact}</span></div>)}</Panel>
            <Panel title={t('meetings')} aside={shown.isOver ? null : <Button size="small" onClick={() => setCalling(true)}>{t('callMeeting')}</Button>}>
              <GroupMeetings of={shown} />
            </Panel>
            {shown.can['readNotes']?.isAllowed ? <GroupNotes of={shown} /> : null}
            {mayRead ? <Panel title={t('readers')}>{(reads.value ?? []).length === 0 ? <p className={partCss.quiet}>{t('noReaders')}</p> : reads.value!.map((one) => <div key={one.readId} className={partCss.pair}><span>{one.readerName} {one.why}</span><span className={partCss.quiet}>{instant(one.at)}</span></div>)}</Panel> : null}
          </div>
        )}
      </Faces>
      {isCalling ? <NewMeeting groupId={groupId} onClose={() => setCalling(false)} /> : isChanging && found.value ? <GroupPeople of={found.value} onClose={() => setChanging(false)} /> : null}
    </DeskDrawer>
  );
}

function NewGroup({ onClose }: { onClose: () => void }) {
  const { t } = useText(coursesText);
  const [kind, setKind] = useState<Group['kind']>('peerSupport');
  const [name, setName] = useState('');
  const [nativePlace, setPlace] = useState('');
  const [words, setWords] = useState('');
  const [leaderId, setLeader] = useState<string | null>(null);
  const [counsellorId, setCounsellor] = useState<string | null>(null);
  const campus = useText(campusText).t;
  const save = useCommand(api.courses.openGroup, { isQuiet: true, onDone: () => { showToast(t('groupSaved')); onClose(); } });
  return (
    <FormDrawer title={t('addGroup')} isFull={name.trim() !== '' && (kind === 'peerSupport' || nativePlace.trim() !== '')} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} onSave={() => void save.run({ kind, name: name.trim(), nativePlace: nativePlace.trim(), words: words.trim(), ...(leaderId && { leaderId }), ...(counsellorId && { counsellorId }) })}>
      <label>{t('kind')}<Select aria-label={t('kind')} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(value) }))} /></label>
      <label>{t('name')}<Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} /></label>
      <label>{t('nativePlace')}<Input value={nativePlace} maxLength={40} onChange={(event) => setPlace(event.target.value)} /></label>
      <label>{t('words')}<Input value={words} maxLength={200} onChange={(event) => setWords(event.target.value)} /></label>
      <label>{t('leader')}<LearnerPicker label={t('leader')} value={leaderId} onChange={setLeader} /></label>
      <label>{t('counsellor')}<CounsellorPicker label={t('counsellor')} placeholder={campus('nobody')} value={counsellorId} onChange={setCounsellor} /></label>
    </FormDrawer>
  );
}

function NewMeeting({ groupId, onClose }: { groupId: string; onClose: () => void }) {
  const { t } = useText(coursesText);
  const [day, setDay] = useState(addDays(dayNow(), 1));
  const [time, setTime] = useState('19:00');
  const [minutes, setMinutes] = useState(60);
  const [place, setPlace] = useState('');
  const [topic, setTopic] = useState('');
  const [isCounselling, setCounselling] = useState(false);
  const save = useCommand(api.courses.callMeeting, { isQuiet: true, onDone: () => { showToast(t('meetingSaved')); onClose(); } });
  return (
    <FormDrawer title={t('callMeeting')} isFull={place.trim() !== '' && topic.trim() !== ''} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} onSave={() => void save.run({ groupId, startAt: instantAt(day, time), minutes, place: place.trim(), topic: topic.trim(), isCounselling })}>
      <label>{t('topic')}<Input value={topic} maxLength={60} onChange={(event) => setTopic(event.target.value)} /></label>
      <label>{t('place')}<Input value={place} maxLength={60} onChange={(event) => setPlace(event.target.value)} /></label>
      <div className={partCss.two}>
        <label>{t('when')}<DayInput value={day} onChange={setDay} /></label>
        <label>{t('from')}<TimeInput value={time} onChange={setTime} /></label>
        <label>{t('minutes')}<InputNumber min={15} max={240} step={15} value={minutes} onChange={(value) => setMinutes(value ?? 60)} style={{ width: '100%' }} /></label>
      </div>
      <Toggle label={t('isCounselling')} isOn={isCounselling} onChange={setCounselling} />
    </FormDrawer>
  );
}

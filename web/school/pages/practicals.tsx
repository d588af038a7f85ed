import { Button, Input, InputNumber, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { useHolds, useParam } from '../../shared/desk/use-param.ts';
import { addDays, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { DayInput, TimeInput } from '../parts/day-input.tsx';
import { dayNow } from '../parts/now.ts';
import { text } from '../text.ts';
import { examsText } from './exams.text.ts';

type Slot = View<'exams', 'openSlots'>['items'][number];
type Seat = View<'exams', 'seatList'>['items'][number];
const seatTones = { booked: 'warm', passed: 'jade', failed: 'danger', cancelled: 'grey', absent: 'grey' } as const;

/** When practicals take place, who examines, and how they went. */
export default function PracticalsPage() {
  const { t, say } = useText(examsText);
  const words = useText(text).t;
  const { nearDay, time } = useFormat();
  const { param, setParam } = useParam();
  const holds = useHolds();
  const [doing, setDoing] = useState<Slot | 'new' | null>(null);
  const isSeats = param('tab') === 'seats';
  const found = usePages(['exams', 'openSlots'], (cursor) => api.exams.openSlots({ isAll: 'true', from: dayNow(), ...(cursor && { cursor }) }), { live: ['exam', 'practical'], isReady: !isSeats });
  const pill = (row: Slot) => (row.state === 'cancelled' ? <StatusPill tone="grey">{t('cancelled')}</StatusPill> : <StatusPill tone={row.freeCount > 0 ? 'jade' : 'warm'}>{t(row.freeCount > 0 ? 'openSlot' : 'full')}</StatusPill>);
  const columns = [
    { title: t('startAt'), key: 'at', width: 190, render: (_: unknown, row: Slot) => <span className={partCss.cell}><b className={partCss.strong}>{nearDay(row.startAt)}</b><small>{time(row.startAt)}–{time(row.endAt)}</small></span> },
    { title: t('slotKind'), key: 'kind', width: 220, render: (_: unknown, row: Slot) => say(row.title) },
    { title: t('place'), key: 'place', width: 200, render: (_: unknown, row: Slot) => <span className={partCss.cell}>{row.place}</span> },
    { title: t('examiner'), key: 'examiner', width: 110, render: (_: unknown, row: Slot) => row.examinerName },
    { title: t('capacity'), key: 'seats', width: 110, render: (_: unknown, row: Slot) => t('bookedOf', { booked: row.bookedCount, capacity: row.capacity }) },
    { title: t('result'), key: 'state', width: 110, render: (_: unknown, row: Slot) => pill(row) },
  ];
  const card = (row: Slot): RowCard => ({ title: `${nearDay(row.startAt)} ${say(row.title)}`, aside: pill(row), note: <><span>{time(row.startAt)}–{time(row.endAt)}</span><span>{row.place}</span><span>{row.examinerName}</span><span>{t('bookedOf', { booked: row.bookedCount, capacity: row.capacity })}</span></> });
  const add = holds('operator', 'trainer') ? <Button type="primary" icon={<Plus size={16} />} data-testid="slot-add" onClick={() => setDoing('new')}>{t('addSlot')}</Button> : null;
  return (
    <Page title={words('practicals')} aside={add}>
      <FilterBar<'slots' | 'seats'> segments={{ value: isSeats ? 'seats' : 'slots', onChange: (next) => setParam('tab', next === 'slots' ? null : next), choices: [{ value: 'slots', label: t('slots') }, { value: 'seats', label: t('seats') }] }} />
      {isSeats ? <Seats /> : <div data-testid="slots"><DenseTable<Slot> of={found} rowKey={(row) => row.slotId} columns={columns} card={card} onOpen={(row) => setDoing(row)} openKey={doing && doing !== 'new' ? doing.slotId : null} empty={<EmptyState title={t('noSlots')} art="calm" action={add}>{t('noSlotsNote')}</EmptyState>} /></div>}
      {doing === 'new' ? <NewSlot onClose={() => setDoing(null)} /> : doing ? <SlotDrawer key={doing.slotId} of={doing} onClose={() => setDoing(null)} /> : null}
    </Page>
  );
}

function Seats() {
  const { t, say } = useText(examsText);
  const { instant } = useFormat();
  const { param, setParam } = useParam();
  const state = param('state') as Seat['state'] | null;
  const found = usePages(['exams', 'seatList', state], (cursor) => api.exams.seatList({ ...(state && { state }), ...(cursor && { cursor }) }), { live: ['exam', 'practical'] });
  const pill = (row: Seat) => <StatusPill tone={seatTones[row.state]}>{t(row.state)}{row.outcome && !row.outcome.isAbsent ? ` ${row.outcome.scorePercent}%` : ''}</StatusPill>;
  const columns = [
    { title: t('who'), key: 'who', width: 140, render: (_: unknown, row: Seat) => <b className={partCss.strong}>{row.workerName}</b> },
    { title: t('slotKind'), key: 'kind', width: 220, render: (_: unknown, row: Seat) => <span className={partCss.cell}><span>{say(row.title)}</span><small>{row.place}</small></span> },
    { title: t('when'), key: 'at', width: 190, render: (_: unknown, row: Seat) => instant(row.startAt) },
    { title: t('result'), key: 'state', width: 140, render: (_: unknown, row: Seat) => pill(row) },
    { title: t('examiner'), key: 'examiner', width: 240, render: (_: unknown, row: Seat) => <span className={partCss.cell}><span>{row.outcome?.examinerName ?? row.examinerName}</span><small>{row.outcome ? `${t('signedAt')} ${instant(row.outcome.receivedAt)}${row.outcome.phoneAt ? ` · ${t('phoneAt')} ${instant(row.outcome.phoneAt)}` : ''}` : ''} {row.outcome?.words}</small></span> },
  ];
  return (
    <>
      <Select aria-label={t('result')} value={state ?? ''} onChange={(next) => setParam('state', next)} style={{ width: 180 }} options={[{ value: '', label: t('allResults') }, ...(['booked', 'passed', 'failed', 'absent', 'cancelled'] as const).map((value) => ({ value, label: t(value) }))]} />
      <div data-testid="seats"><DenseTable<Seat> of={found} rowKey={(row) => row.seatId} columns={columns} card={(row) => ({ title: row.workerName, aside: pill(row), note: <><span>{say(row.title)}</span><span>{instant(row.startAt)}</span></> })} empty={<EmptyState title={t('noSeats')} art="calm" />} /></div>
    </>
  );
}

function SlotDrawer({ of, onClose }: { of: Slot; onClose: () => void }) {
  const { t, say } = useText(examsText);
  const { instant } = useFormat();
  const holds = useHolds();
  const examiners = useView(['exams', 'examiners'], () => api.exams.examiners({}), { live: false, staleSeconds: 60 });
  const cancel = useCommand(api.exams.cancelSlot, { onDone: () => { showToast(t('cancelledDone')); onClose(); } });
  const change = useCommand(api.exams.changeExaminer, { onDone: () => { showToast(t('examinerChanged')); onClose(); } });
  return (
    <DeskDrawer isOpen title={`${say(of.title)} · ${instant(of.startAt)}`} widthPixels={480} onClose={onClose}>
      <div className={partCss.stack}>
        <Panel title={of.place} note={t('bookedOf', { booked: of.bookedCount, capacity: of.capacity })}><p>{t('examiner')} {of.examinerName}{of.cancelWords ? ` · ${of.cancelWords}` : ''}</p></Panel>
        {of.state === 'open' && holds('operator') ? <Panel title={t('changeExaminer')}><Select aria-label={t('changeExaminer')} placeholder={t('examiner')} loading={change.isRunning} options={(examiners.value?.items ?? []).map((one) => ({ value: one.personId, label: one.name }))} onChange={(examinerId: string) => void change.run({ slotId: of.slotId, examinerId })} /></Panel> : null}
        {of.state === 'open' && holds('operator', 'trainer') ? <Panel title={t('cancelSlot')}><ReasonLine label={t('cancelWhy')} quick={[t('c1'), t('c2'), t('c3')]} confirm={t('cancelSlot')} isDanger hasFocus={false} isBusy={cancel.isRunning} onSend={(said) => void cancel.run({ slotId: of.slotId, words: said })} onCancel={onClose} /></Panel> : null}
      </div>
    </DeskDrawer>
  );
}

function NewSlot({ onClose }: { onClose: () => void }) {
  const { t, say, locale } = useText(examsText);
  const words = useText(text).t;
  const rubrics = useView(['exams', 'rubrics'], () => api.exams.rubrics({}), { live: false, staleSeconds: 3600 });
  const examiners = useView(['exams', 'examiners'], () => api.exams.examiners({}), { live: false, staleSeconds: 60 });
  const [kind, setKind] = useState('practical');
  const [place, setPlace] = useState('');
  const [examinerId, setExaminer] = useState<string | null>(null);
  const [day, setDay] = useState(addDays(dayNow(), 1));
  const [time, setTime] = useState('09:00');
  const [minutes, setMinutes] = useState(180);
  const [capacity, setCapacity] = useState(6);
  const save = useCommand(api.exams.addSlot, { isQuiet: true, onDone: () => { showToast(t('slotSaved')); onClose(); } });
  const isFull = place.trim() !== '' && examinerId !== null;
  const send = (): void => { if (isFull) void save.run({ kind, place: place.trim(), examinerId, startAt: instantAt(day, time), minutes, capacity }); };
  return (
    <DeskDrawer isOpen title={t('addSlot')} widthPixels={480} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" disabled={!isFull} loading={save.isRunning} data-testid="slot-save" onClick={send}>{words('save')}</Button><Button onClick={onClose}>{words('cancel')}</Button></div>}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <label>{t('slotKind')}<Select aria-label={t('slotKind')} value={kind} onChange={setKind} options={(rubrics.value?.items ?? []).map((one) => ({ value: one.kind, label: say(one.title) }))} /></label>
        <label>{t('place')}<Input value={place} maxLength={80} placeholder={t('pickPlace')} data-testid="slot-place" onChange={(event) => { setPlace(event.target.value); save.reset(); }} /></label>
        <label>{t('examiner')}<Select aria-label={t('examiner')} value={examinerId} data-testid="slot-examiner" options={(examiners.value?.items ?? []).map((one) => ({ value: one.personId, label: one.name }))} onChange={(next: string) => { setExaminer(next); save.reset(); }} /></label>
        <div className={partCss.two}>
          <label>{t('startAt')}<DayInput value={day} onChange={setDay} /></label>
          <label>{t('when')}<TimeInput value={time} onChange={setTime} /></label>
          <label>{t('length')}<InputNumber min={15} max={600} step={15} value={minutes} onChange={(value) => setMinutes(value ?? 60)} style={{ width: '100%' }} /></label>
          <label>{t('capacity')}<InputNumber min={1} max={50} value={capacity} onChange={(value) => setCapacity(value ?? 1)} style={{ width: '100%' }} /></label>
        </div>
        {save.refusal ? <span className={partCss.wrong} role="alert">{save.refusal[locale]}</span> : null}
      </form>
    </DeskDrawer>
  );
}

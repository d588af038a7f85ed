import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useHolds } from '../../shared/desk/use-param.ts';
import { addDays } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, Progress, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { DayInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { LearnerPicker } from '../parts/learner-picker.tsx';
import { dayNow } from '../parts/now.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { coursesText } from './courses.text.ts';
import { useRooms } from './use-courses.ts';
import { campusText } from './campus.text.ts';
import { DormitoryForm } from './dormitory-form.tsx';
import { RoomCost } from './room-cost.tsx';

export type Room = View<'courses', 'listRooms'>['items'][number];
type Dormitory = View<'courses', 'listDormitories'>['items'][number];
type Stay = View<'courses', 'listStays'>['items'][number];
const bearers = ['platform', 'learner', 'merchant', 'sponsor', 'government'] as const satisfies readonly Stay['costBearer'][];
const kinds = ['classroom', 'multimedia', 'townshipBase', 'practicePoint'] as const satisfies readonly Room['kind'][];

/** Where is taught, and where learners sleep. */
export default function RoomsPage() {
  const { t, say } = useText(coursesText);
  const words = useText(text).t;
  const found = useRooms();
  const [doing, setDoing] = useState<Room | 'new' | null>(null);
  const [paying, setPaying] = useState<Room | null>(null);
  const act = (row: Room) => <OperatorButton size="small" onClick={() => setPaying(row)}>{t('cost')}</OperatorButton>;
  const columns = [
    { title: t('rooms'), key: 'name', width: 250, render: (_: unknown, row: Room) => <span className={partCss.cell}><b className={partCss.strong}>{row.name}</b><small>{row.address}</small></span> },
    { title: t('kind'), key: 'kind', width: 120, render: (_: unknown, row: Room) => say(row.kindName) },
    { title: t('seatCount'), key: 'seats', dataIndex: 'seats', width: 70, align: 'right' as const },
    { title: t('dayCost'), key: 'day', width: 110, align: 'right' as const, render: (_: unknown, row: Room) => <Amount fen={row.dayCostFen} /> },
    { title: t('spent'), key: 'spent', width: 120, align: 'right' as const, render: (_: unknown, row: Room) => <Amount fen={row.spentFen} /> },
    { title: t('state'), key: 'state', width: 90, render: (_: unknown, row: Room) => <StatusPill tone={row.isOpen ? 'jade' : 'grey'}>{t(row.isOpen ? 'isOpen' : 'closed')}</StatusPill> },
    { title: '', key: 'act', width: 100, render: (_: unknown, row: Room) => act(row) },
  ];
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="room-add" onClick={() => setDoing('new')}>{t('addRoom')}</OperatorButton>;
  return (
    <Page title={words('rooms')} aside={add}>
      <div data-testid="rooms"><DenseTable<Room> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.roomId} columns={columns} onOpen={setDoing} card={(row) => ({ title: row.name, aside: say(row.kindName), note: <><span>{t('seatCount')} {row.seats}</span><span>{row.address}</span></>, act: act(row) })} empty={<EmptyState title={t('noRooms')} art="calm" action={add} />} /></div>
      <Dormitories />
      {doing ? <RoomForm key={doing === 'new' ? 'new' : doing.roomId} of={doing === 'new' ? null : doing} onClose={() => setDoing(null)} /> : paying ? <RoomCost of={paying} onClose={() => setPaying(null)} /> : null}
    </Page>
  );
}

function RoomForm({ of, onClose }: { of: Room | null; onClose: () => void }) {
  const { t } = useText(coursesText);
  const [kind, setKind] = useState<Room['kind']>(of?.kind ?? 'classroom');
  const [name, setName] = useState(of?.name ?? '');
  const [address, setAddress] = useState(of?.address ?? '');
  const [seats, setSeats] = useState(of?.seats ?? 30);
  const [dayCost, setDayCost] = useState((of?.dayCostFen ?? 0) / 100);
  const [isOpen, setOpen] = useState(of?.isOpen ?? true);
  const save = useCommand(api.courses.saveRoom, { isQuiet: true, onDone: () => { showToast(t('roomSaved')); onClose(); } });
  return (
    <FormDrawer title={of?.name ?? t('addRoom')} isFull={name.trim() !== ''} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} testId="room-save" onSave={() => void save.run({ ...(of && { roomId: of.roomId, ...(of.lon !== null && of.lat !== null && { lon: of.lon, lat: of.lat }) }), kind, name: name.trim(), address: address.trim(), seats, dayCostFen: Math.round(dayCost * 100), isOpen })}>
      <label>{t('kind')}<Select aria-label={t('kind')} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(value) }))} /></label>
      <label>{t('name')}<Input value={name} maxLength={60} data-testid="room-name" onChange={(event) => setName(event.target.value)} /></label>
      <label>{t('address')}<Input value={address} maxLength={120} onChange={(event) => setAddress(event.target.value)} /></label>
      <div className={partCss.two}>
        <label>{t('seatCount')}<InputNumber min={1} max={500} value={seats} onChange={(value) => setSeats(value ?? 1)} style={{ width: '100%' }} /></label>
        <label>{t('dayCost')}<InputNumber min={0} max={100000} value={dayCost} onChange={(value) => setDayCost(value ?? 0)} style={{ width: '100%' }} /></label>
      </div>
      <Toggle label={t('isOpen')} isOn={isOpen} onChange={setOpen} />
    </FormDrawer>
  );
}

function Dormitories() {
  const { t, say } = useText(coursesText);
  const holds = useHolds();
  const today = dayNow();
  const found = useView(['courses', 'listDormitories', today], () => api.courses.listDormitories({ fromDay: today, untilDay: addDays(today, 1) }), { live: ['stay', 'course'] });
  const campus = useText(campusText).t;
  const [isComing, setComing] = useState(false);
  const stays = usePages(['courses', 'listStays', today, isComing], (cursor) => api.courses.listStays({ ...(isComing ? { after: today } : { on: today }), ...(cursor && { cursor }) }), { live: ['stay', 'course'] });
  const [doing, setDoing] = useState<Dormitory | 'new' | 'stay' | null>(null);
  const { day } = useFormat();
  const end = useCommand(api.courses.endStay, { onDone: () => showToast(t('left')) });
  const mayEdit = holds('operator', 'trainer');
  const act = (row: Stay) => (mayEdit && row.endedOn === null ? <Button size="small" loading={end.isRunning} onClick={() => void end.run({ stayId: row.stayId, lastDay: row.fromDay > today ? row.fromDay : today })}>{t('leave')}</Button> : null);
  const columns = [
    { title: t('learner'), key: 'name', width: 140, render: (_: unknown, row: Stay) => <b className={partCss.strong}>{row.workerName}</b> },
    { title: t('bed'), key: 'bed', width: 210, render: (_: unknown, row: Stay) => `${row.dormitoryName} ${row.bedName}` },
    { title: t('fromDay'), key: 'days', width: 220, render: (_: unknown, row: Stay) => <span className={partCss.cell}><span>{day(row.fromDay)} → {day(row.untilDay)}</span><small>{t('nights', { count: row.nights })}</small></span> },
    { title: t('price'), key: 'fee', width: 120, align: 'right' as const, render: (_: unknown, row: Stay) => <span className={partCss.cell}><Amount fen={row.feeFen} /><small>{say(row.costBearerName)}</small></span> },
    { title: '', key: 'act', width: 90, render: (_: unknown, row: Stay) => act(row) },
  ];
  return (
    <Panel title={t('dormitories')} aside={<><OperatorButton size="small" onClick={() => setDoing('new')}>{t('addDormitory')}</OperatorButton>{mayEdit ? <Button size="small" type="primary" onClick={() => setDoing('stay')}>{t('allot')}</Button> : null}</>}>
      <Faces of={found} loading={<SkeletonList count={2} />}>
        {({ items }) => (items.length === 0 ? <p className={partCss.quiet}>{t('noDormitories')}</p> : items.map((one) => (
          <div key={one.dormitoryId} className={partCss.pair}><span className={partCss.cell}><button type="button" className={partCss.link} onClick={() => setDoing(one)}>{one.name}</button><small>{one.address} · {t('nightFee')} {(one.nightFeeFen / 100).toFixed(2)}</small><Progress label={one.name} done={one.beds.length - one.freeBeds} total={Math.max(1, one.beds.length)} /></span><span className={one.freeBeds === 0 ? partCss.warm : ''}>{t('freeBeds', { free: one.freeBeds, all: one.beds.length })}</span></div>
        )))}
      </Faces>
      <div className={partCss.line}><h3 className={partCss.strong}>{t('stays')}</h3><Segmented<'now' | 'coming'> aria-label={t('stays')} value={isComing ? 'coming' : 'now'} onChange={(next) => setComing(next === 'coming')} options={[{ value: 'now', label: campus('now') }, { value: 'coming', label: campus('coming') }]} /></div>
      <DenseTable<Stay> of={stays} rowKey={(row) => row.stayId} columns={columns} card={(row) => ({ title: row.workerName, aside: row.bedName, note: `${day(row.fromDay)} → ${day(row.untilDay)}`, act: act(row) })} empty={<p className={partCss.none}>{isComing ? campus('noComing') : t('noStays')}</p>} />
      {doing === 'stay' ? <AllotBed of={found.value?.items ?? []} onClose={() => setDoing(null)} /> : doing ? <DormitoryForm key={doing === 'new' ? 'new' : doing.dormitoryId} of={doing === 'new' ? null : doing} onClose={() => setDoing(null)} /> : null}
    </Panel>
  );
}

function AllotBed({ of, onClose }: { of: readonly Dormitory[]; onClose: () => void }) {
  const { t } = useText(coursesText);
  const campus = useText(campusText).t;
  const [costBearer, setBearer] = useState<Stay['costBearer']>('platform');
  const today = dayNow();
  const [workerId, setWorker] = useState<string | null>(null);
  const [dormitoryId, setDormitory] = useState<string | null>(of[0]?.dormitoryId ?? null);
  const [bedId, setBed] = useState<string | null>(null);
  const [fromDay, setFrom] = useState(today);
  const [untilDay, setUntil] = useState(addDays(today, 30));
  // Which beds are free in those days, not tonight.
  const isSpan = untilDay > fromDay;
  const free = useView(['courses', 'listDormitories', fromDay, untilDay], () => api.courses.listDormitories({ fromDay, untilDay }), { isReady: isSpan, live: ['stay', 'course'] });
  const save = useCommand(api.courses.allotBed, { isQuiet: true, onDone: (stay) => { showToast(t('allotted', { bed: stay.bedName })); onClose(); } });
  return (
    <FormDrawer title={t('allot')} isFull={workerId !== null && dormitoryId !== null} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} onSave={() => { if (workerId && dormitoryId) void save.run({ workerId, dormitoryId, fromDay, untilDay, costBearer, ...(bedId && { bedId }) }); }}>
      <label>{t('learner')}<LearnerPicker label={t('learner')} value={workerId} onChange={setWorker} /></label>
      <label>{t('dormitories')}<Select aria-label={t('dormitories')} value={dormitoryId} onChange={(next: string) => { setDormitory(next); setBed(null); }} options={of.map((one) => ({ value: one.dormitoryId, label: one.name }))} /></label>
      <label>{t('bed')}<Select aria-label={t('bed')} allowClear placeholder={t('pickBed')} value={bedId} onChange={(next?: string) => setBed(next ?? null)} options={(free.value?.items.find((one) => one.dormitoryId === dormitoryId)?.beds ?? []).filter((bed) => bed.isFree).map((bed) => ({ value: bed.bedId, label: bed.name }))} /></label>
      <div className={partCss.two}>
        <label>{t('fromDay')}<DayInput value={fromDay} onChange={setFrom} /></label>
        <label>{t('untilDay')}<DayInput value={untilDay} onChange={setUntil} /></label>
      </div>
      <label>{campus('bearer')}<Select aria-label={campus('bearer')} value={costBearer} onChange={setBearer} options={bearers.map((value) => ({ value, label: campus(value) }))} /></label>
    </FormDrawer>
  );
}

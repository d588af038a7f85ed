import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { addDays } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { DayInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { dayNow } from '../parts/now.ts';
import { campusText } from './campus.text.ts';
import { coursesText } from './courses.text.ts';
import { type Cohort, useRooms, useTrainers } from './use-courses.ts';

/** A class of a course; shorter than its standard days only with a reason. */
export function NewCohort({ onClose }: { onClose: () => void }) {
  const { t } = useText(coursesText);
  const campus = useText(campusText).t;
  const [q, setQ] = useState('');
  const courses = useView(['courses', 'listCourses', 'picker', q], () => api.courses.listCourses({ state: 'open', limit: 50, ...(q && { q }) }), { live: ['course'] });
  const partners = useView(['courses', 'listPartners'], () => api.courses.listPartners({}), { live: false, staleSeconds: 60 });
  const rooms = useRooms();
  const trainers = useTrainers();
  const today = dayNow();
  const [courseId, setCourse] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [intake, setIntake] = useState<Cohort['intake']>('new');
  const [startsOn, setStarts] = useState(addDays(today, 7));
  const [endsOn, setEnds] = useState(addDays(today, 36));
  const [waiverReason, setWaiver] = useState('');
  const [seats, setSeats] = useState(30);
  const [roomId, setRoom] = useState<string | null>(null);
  const [trainerId, setTrainer] = useState<string | null>(null);
  const [partnerId, setPartner] = useState<string | null>(null);
  const save = useCommand(api.courses.openCohort, { isQuiet: true, onDone: () => { showToast(t('cohortSaved')); onClose(); } });
  const isFull = courseId !== null && name.trim() !== '';
  const send = (): void => { if (courseId) void save.run({ courseId, name: name.trim(), intake, startsOn, endsOn, waiverReason: waiverReason.trim(), seats, ...(roomId && { roomId }), ...(trainerId && { trainerId }), ...(partnerId && { partnerId }) }); };
  return (
    <FormDrawer title={t('addCohort')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} onSave={send} onClose={onClose} testId="cohort-save">
      <label>{t('course')}<Select aria-label={t('course')} placeholder={campus('pickCourse')} value={courseId} showSearch={{ filterOption: false, onSearch: (next) => setQ(next.trim()) }} onChange={setCourse} options={(courses.value?.items ?? []).map((one) => ({ value: one.courseId, label: one.title }))} /></label>
      <label>{t('name')}<Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} /></label>
      <label>{t('intake')}<Select aria-label={t('intake')} value={intake} onChange={setIntake} options={(['new', 'inService'] as const).map((value) => ({ value, label: t(value) }))} /></label>
      <div className={partCss.two}>
        <label>{t('startsOn')}<DayInput value={startsOn} onChange={setStarts} /></label>
        <label>{t('endsOn')}<DayInput value={endsOn} onChange={setEnds} /></label>
        <label>{t('seats')}<InputNumber min={1} max={500} value={seats} onChange={(value) => setSeats(value ?? 1)} style={{ width: '100%' }} /></label>
        <label>{t('room')}<Select aria-label={t('room')} allowClear value={roomId} onChange={(next?: string) => setRoom(next ?? null)} options={(rooms.value?.items ?? []).map((one) => ({ value: one.roomId, label: `${one.name} · ${one.seats}` }))} /></label>
      </div>
      <label>{t('trainer')}<Select aria-label={t('trainer')} allowClear value={trainerId} onChange={(next?: string) => setTrainer(next ?? null)} options={(trainers.value?.items ?? []).map((one) => ({ value: one.personId, label: one.name }))} /></label>
      <label>{t('partner')}<Select aria-label={t('partner')} allowClear placeholder={campus('noPartner')} value={partnerId} onChange={(next?: string) => setPartner(next ?? null)} options={(partners.value?.items ?? []).filter((one) => one.isInForce).map((one) => ({ value: one.partnerId, label: one.name }))} /></label>
      <label>{t('waiver')}<Input value={waiverReason} maxLength={200} placeholder={t('waiverNote')} onChange={(event) => setWaiver(event.target.value)} /></label>
    </FormDrawer>
  );
}

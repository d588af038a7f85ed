import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { addDays } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { DayInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { dayNow } from '../parts/now.ts';
import { coursesText } from './courses.text.ts';
import { type Cohort, useCourses, useRooms, useTrainers } from './use-courses.ts';


/** A class of a course; shorter than its standard days only with a reason. */
export function NewCohort({ onClose }: { onClose: () => void }) {
  const { t } = useText(coursesText);
  const courses = useCourses();
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
  const save = useCommand(api.courses.openCohort, { isQuiet: true, onDone: () => { showToast(t('cohortSaved')); onClose(); } });
  const isFull = courseId !== null && name.trim() !== '';
  const send = (): void => { if (courseId) void save.run({ courseId, name: name.trim(), intake, startsOn, endsOn, waiverReason: waiverReason.trim(), seats, ...(roomId && { roomId }), ...(trainerId && { trainerId }) }); };
  return (
    <FormDrawer title={t('addCohort')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} onSave={send} onClose={onClose} testId="cohort-save">
      <label>{t('course')}<Select aria-label={t('course')} value={courseId} onChange={setCourse} options={(courses.value?.items ?? []).filter((one) => one.state === 'open').map((one) => ({ value: one.courseId, label: one.title }))} /></label>
      <label>{t('name')}<Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} /></label>
      <label>{t('intake')}<Select aria-label={t('intake')} value={intake} onChange={setIntake} options={(['new', 'inService'] as const).map((value) => ({ value, label: t(value) }))} /></label>
      <div className={partCss.two}>
        <label>{t('startsOn')}<DayInput value={startsOn} onChange={setStarts} /></label>
        <label>{t('endsOn')}<DayInput value={endsOn} onChange={setEnds} /></label>
        <label>{t('seats')}<InputNumber min={1} max={500} value={seats} onChange={(value) => setSeats(value ?? 1)} style={{ width: '100%' }} /></label>
        <label>{t('room')}<Select aria-label={t('room')} allowClear value={roomId} onChange={(next?: string) => setRoom(next ?? null)} options={(rooms.value?.items ?? []).map((one) => ({ value: one.roomId, label: `${one.name} · ${one.seats}` }))} /></label>
      </div>
      <label>{t('trainer')}<Select aria-label={t('trainer')} allowClear value={trainerId} onChange={(next?: string) => setTrainer(next ?? null)} options={(trainers.value?.items ?? []).map((one) => ({ value: one.personId, label: one.name }))} /></label>
      <label>{t('waiver')}<Input value={waiverReason} maxLength={200} placeholder={t('waiverNote')} onChange={(event) => setWaiver(event.target.value)} /></label>
    </FormDrawer>
  );
}

import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { dayOf, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Notice, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { DayInput, TimeInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { campusText } from './campus.text.ts';
import { useRooms, useTrainers } from './use-courses.ts';

type Session = View<'courses', 'listSessions'>['items'][number];

/** Another time, room or trainer for a session that is still to come; the server says who or what stands in the way. */
export function MoveSession({ of, onClose }: { of: Session; onClose: () => void }) {
  const { t } = useText(campusText);
  const { time } = useFormat();
  const rooms = useRooms();
  const trainers = useTrainers();
  const [on, setOn] = useState(dayOf(of.startAt));
  const [at, setAt] = useState(time(of.startAt));
  const [minutes, setMinutes] = useState(of.minutes);
  const [roomId, setRoom] = useState<string | null>(of.roomId);
  const [trainerId, setTrainer] = useState(of.trainerId);
  const move = useCommand(api.courses.moveSession, { isQuiet: true, onDone: () => { showToast(t('moved')); onClose(); } });
  const startAt = instantAt(on, at);
  const send = (): void => void move.run({ sessionId: of.sessionId, startAt, endAt: new Date(new Date(startAt).getTime() + minutes * 60_000).toISOString(), ...(roomId && { roomId }), trainerId });
  return (
    <FormDrawer title={`${of.title} · ${t('move')}`} isFull isBusy={move.isRunning} refusal={move.refusal} onSave={send} onClose={onClose} testId="session-move-save">
      <Notice tone="sky">{t('moveNote')}</Notice>
      <div className={partCss.two}>
        <label>{t('on')}<DayInput value={on} onChange={setOn} /></label>
        <label>{t('from')}<TimeInput value={at} onChange={setAt} /></label>
        <label>{t('minutes')}<InputNumber min={15} max={480} step={15} value={minutes} onChange={(value) => setMinutes(value ?? of.minutes)} style={{ width: '100%' }} /></label>
        {of.roomId === null ? null : <label>{t('room')}<Select aria-label={t('room')} value={roomId} onChange={setRoom} options={(rooms.value?.items ?? []).filter((one) => one.isOpen).map((one) => ({ value: one.roomId, label: `${one.name} · ${one.seats}` }))} /></label>}
      </div>
      <label>{t('trainer')}<Select aria-label={t('trainer')} value={trainerId} onChange={setTrainer} options={(trainers.value?.items ?? []).map((one) => ({ value: one.personId, label: one.name }))} /></label>
    </FormDrawer>
  );
}

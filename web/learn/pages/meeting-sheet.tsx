import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { addDays, dayOf, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Chips, DayStrip, Sheet, Switch, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import css from '../learn.module.css';
import { groupText } from './group.text.ts';

const times = ['09:00', '10:30', '14:00', '15:30', '18:30', '19:30', '20:30'] as const;
const lengths = { '30': 'half', '60': 'hour', '90': 'hourHalf', '120': 'twoHours' } as const;

/** A meeting is called with a few taps: day, hour, how long, where and what about. */
export function MeetingSheet({ groupId, onClose }: { groupId: string; onClose: () => void }) {
  const { t } = useText(groupText);
  const [days] = useState(() => Array.from({ length: 21 }, (_, ahead) => ({ day: addDays(dayOf(new Date()), ahead + 1), isFree: true })));
  const [day, setDay] = useState(days[0]!.day);
  const [time, setTime] = useState<(typeof times)[number] | null>('19:30');
  const [minutes, setMinutes] = useState<keyof typeof lengths | null>('60');
  const [topic, setTopic] = useState('');
  const [place, setPlace] = useState('');
  const [isCounselling, setCounselling] = useState(false);
  const call = useCommand(api.courses.callMeeting, { isQuiet: true, onDone: () => { showToast(t('called')); onClose(); } });
  const isFull = topic.trim() !== '' && place.trim() !== '' && time !== null && minutes !== null;
  const send = (): void => { if (isFull) void call.run({ groupId, startAt: instantAt(day, time), minutes: Number(minutes), place: place.trim(), topic: topic.trim(), isCounselling }); };
  return (
    <Sheet isOpen isFull title={t('call')} onClose={onClose} bar={<Button size="large" isWide disabled={!isFull} isBusy={call.isRunning} data-testid="meeting-send" onClick={send}>{t('send')}</Button>}>
      <div className={css.wide}>
        <TextInput label={t('topic')} placeholder={t('topicHint')} value={topic} onChange={setTopic} maxLength={60} />
        <TextInput label={t('place')} placeholder={t('placeHint')} value={place} onChange={setPlace} maxLength={60} wrong={call.refusal} />
        <div className={css.stack}><b>{t('day')}</b><DayStrip days={days} value={day} onChange={setDay} /></div>
        <Chips label={t('time')} isLabelShown value={time} onChange={setTime} choices={times.map((value) => ({ value, label: value }))} />
        <Chips label={t('minutes')} isLabelShown value={minutes} onChange={setMinutes} choices={(Object.keys(lengths) as (keyof typeof lengths)[]).map((value) => ({ value, label: t(lengths[value]) }))} />
        <Switch label={t('isCounselling')} note={t('counselNote')} isOn={isCounselling} onChange={setCounselling} />
      </div>
    </Sheet>
  );
}

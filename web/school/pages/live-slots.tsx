import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useText } from '../../shared/i18n.ts';
import { Faces, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { TimeInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { coursesText } from './courses.text.ts';
import { useTrainers } from './use-courses.ts';

type Slot = View<'courses', 'liveSlots'>['items'][number];

/** The live lessons of every week. */
export function LiveSlots() {
  const { t } = useText(coursesText);
  const words = useText(text).t;
  const found = useView(['courses', 'liveSlots'], () => api.courses.liveSlots({}), { live: ['session', 'course'] });
  const [doing, setDoing] = useState<Slot | 'new' | null>(null);
  const weekday = (slot: Slot): string => t(`weekday${slot.weekday}` as 'weekday1');
  return (
    <Panel title={t('liveSlots')} aside={<OperatorButton size="small" onClick={() => setDoing('new')}>{t('addLive')}</OperatorButton>}>
      <Faces of={found} loading={<SkeletonList count={1} />}>
        {({ items }) => (items.length === 0 ? <p className={partCss.quiet}>{t('noLive')}</p> : items.map((slot) => (
          <div key={slot.liveSlotId} className={partCss.pair}><span className={partCss.cell}><span>{weekday(slot)} {slot.from} · {slot.title}</span><small>{slot.trainerName}</small></span><span className={partCss.line}><StatusPill tone={slot.isOn ? 'jade' : 'grey'}>{t(slot.isOn ? 'on' : 'off')}</StatusPill><Button size="small" onClick={() => setDoing(slot)}>{words('edit')}</Button></span></div>
        )))}
      </Faces>
      {doing ? <LiveForm key={doing === 'new' ? 'new' : doing.liveSlotId} of={doing === 'new' ? null : doing} onClose={() => setDoing(null)} /> : null}
    </Panel>
  );
}

function LiveForm({ of, onClose }: { of: Slot | null; onClose: () => void }) {
  const { t, say } = useText(coursesText);
  const trainers = useTrainers();
  const modules = useView(['learning', 'listModules'], () => api.learning.listModules({}), { live: false, staleSeconds: 60 });
  const [title, setTitle] = useState(of?.title ?? '');
  const [module, setModule] = useState(of?.module ?? 'communication');
  const [weekday, setWeekday] = useState(of?.weekday ?? 5);
  const [from, setFrom] = useState(of?.from ?? '20:00');
  const [minutes, setMinutes] = useState(of?.minutes ?? 60);
  const [trainerId, setTrainer] = useState<string | null>(of?.trainerId ?? null);
  const [watchUrl, setWatch] = useState(of?.watchUrl ?? '');
  const [isOn, setOn] = useState(of?.isOn ?? true);
  const save = useCommand(api.courses.saveLiveSlot, { isQuiet: true, onDone: () => { showToast(t('liveSaved')); onClose(); } });
  const isFull = title.trim() !== '' && trainerId !== null && watchUrl.trim() !== '';
  return (
    <FormDrawer title={t('liveSlots')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} onSave={() => { if (trainerId) void save.run({ ...(of && { liveSlotId: of.liveSlotId }), title: title.trim(), module, weekday, from, minutes, trainerId, watchUrl: watchUrl.trim(), isOn }); }}>
      <label>{t('title')}<Input value={title} maxLength={60} onChange={(event) => setTitle(event.target.value)} /></label>
      <div className={partCss.two}>
        <label>{t('when')}<Select aria-label={t('when')} value={weekday} onChange={setWeekday} options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: t(`weekday${value}` as 'weekday1') }))} /></label>
        <label>{t('from')}<TimeInput value={from} onChange={setFrom} /></label>
        <label>{t('minutes')}<InputNumber min={15} max={240} step={15} value={minutes} onChange={(value) => setMinutes(value ?? 60)} style={{ width: '100%' }} /></label>
        <label>{t('module')}<Select aria-label={t('module')} value={module} onChange={setModule} options={(modules.value?.items ?? []).map((one) => ({ value: one.module, label: say(one.title) }))} /></label>
      </div>
      <label>{t('trainer')}<Select aria-label={t('trainer')} value={trainerId} onChange={setTrainer} options={(trainers.value?.items ?? []).map((one) => ({ value: one.personId, label: one.name }))} /></label>
      <label>{t('watch')}<Input value={watchUrl} maxLength={300} onChange={(event) => setWatch(event.target.value)} /></label>
      <Toggle label={t('on')} isOn={isOn} onChange={setOn} />
    </FormDrawer>
  );
}

import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import parts from '../../shared/desk/parts.module.css';
import { addDays, dayOf, instantAt, minuteOfDay } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Notice, SkeletonScreen, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useNow } from '../../shared/use-now.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../sos/sos-desk.module.css';
import { sosDeskText } from '../sos/sos-desk.text.ts';
import { useHolds } from '../use-desk.ts';

type Roster = View<'support', 'dutyRoster'>;
const shownDays = 7;
const hourChoices = [4, 6, 8, 10, 12, 24];
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Who is on call in the next seven days, hour gaps named, and a line to add somebody. */
export default function DutyPage() {
  const { t } = useText(sosDeskText);
  const now = useNow(60);
  const today = dayOf(now);
  const from = new Date(instantAt(today, '00:00')).toISOString();
  const roster = useView(['support', 'dutyRoster', today], () => api.support.dutyRoster({ from, days: shownDays }), { everySeconds: 60 });
  return <Page title={t('roster')} note={t('rosterNote')}><Faces of={roster} loading={<SkeletonScreen />}>{(found) => <Body of={found} now={now.getTime()} />}</Faces></Page>;
}

function Body({ of, now }: { of: Roster; now: number }) {
  const { t } = useText(sosDeskText);
  const { nearDay, weekday, time, instant } = useFormat();
  const mayEdit = useHolds()('dispatcher', 'operator');
  const remove = useCommand(api.support.removeShift, { refreshes: [['support']], onDone: () => showToast(t('removed')) });
  const today = dayOf(new Date(now));
  const days = Array.from({ length: shownDays }, (_, index) => addDays(today, index));
  return (
    <>
      <Notice tone={of.gaps.length > 0 ? 'warm' : 'jade'}>{of.now.length > 0 ? `${t('onCall', { names: of.now.map(({ personName }) => personName).join('、') })} · ` : ''}{of.gaps.length > 0 ? t('gaps', { count: of.gaps.length }) : t('noGaps')}</Notice>
      {mayEdit ? <AddShift people={of.people} now={now} /> : <p className={parts.quiet}>{t('readOnly')}</p>}
      <div className={css.days} data-testid="duty-days">
        {days.map((day, index) => {
          const noon = instantAt(day, '12:00');
          const shifts = of.shifts.filter(({ fromAt, untilAt }) => dayOf(fromAt) === day || (day === today && dayOf(fromAt) < day && Date.parse(untilAt) > now));
          const gaps = of.gaps.filter(({ fromAt, untilAt }) => dayOf(fromAt) <= day && (dayOf(untilAt) > day || (dayOf(untilAt) === day && time(untilAt) !== '00:00')));
          return (
            <Panel key={day} title={nearDay(noon)} note={index < 3 ? weekday(noon) : null}>
              {shifts.length === 0 ? <span className={parts.quiet}>{t('noShifts')}</span> : null}
              {shifts.map((one) => {
                const isRunning = Date.parse(one.fromAt) <= now && Date.parse(one.untilAt) > now;
                return (
                  <div key={one.shiftId} className={css.shift}>
                    <span><b>{one.personName}</b><small>{time(one.fromAt)}–{dayOf(one.untilAt) === dayOf(one.fromAt) ? time(one.untilAt) : instant(one.untilAt)}</small></span>
                    <Tag tone={isRunning ? 'jade' : 'grey'}>{isRunning ? t('running') : one.rank === 1 ? t('rank1') : t('rank2')}</Tag>
                    {mayEdit && Date.parse(one.untilAt) > now ? <Button size="small" type="text" loading={remove.isRunning} onClick={() => void remove.run({ shiftId: one.shiftId })}>{isRunning ? t('endNow') : t('remove')}</Button> : null}
                  </div>
                );
              })}
              {gaps.map((gap) => <p key={gap.fromAt} className={css.gap}>{t('gapAt', { from: dayOf(gap.fromAt) < day ? '00:00' : time(gap.fromAt), until: dayOf(gap.untilAt) > day ? '24:00' : time(gap.untilAt) })}</p>)}
            </Panel>
          );
        })}
      </div>
    </>
  );
}

function AddShift({ people, now }: { people: Roster['people']; now: number }) {
  const { t, say } = useText(sosDeskText);
  const { day: sayDay } = useFormat();
  const today = dayOf(new Date(now));
  const [personId, setPersonId] = useState<string | null>(null);
  const [rank, setRank] = useState(1);
  const [day, setDay] = useState(today);
  const [hour, setHour] = useState(() => Math.floor(minuteOfDay(new Date(now)) / 60));
  const [hours, setHours] = useState(12);
  const add = useCommand(api.support.addShift, { isQuiet: true, refreshes: [['support']], onDone: () => showToast(t('saved')) });
  const save = (): void => {
    const fromAt = new Date(instantAt(day, clock(hour)));
    void add.run({ personId: personId!, rank, fromAt: fromAt.toISOString(), untilAt: new Date(fromAt.getTime() + hours * 3_600_000).toISOString() });
  };
  return (
    <Panel title={t('addShift')}>
      <div className={css.add}>
        <label>{t('person')}<Select aria-label={t('person')} data-testid="duty-person" showSearch optionFilterProp="label" value={personId} onChange={setPersonId} options={people.map((one) => ({ value: one.personId, label: one.name }))} /></label>
        <label>{t('rank')}<Select aria-label={t('rank')} value={rank} onChange={setRank} options={[{ value: 1, label: t('rank1') }, { value: 2, label: t('rank2') }]} /></label>
        <label>{t('day')}<DatePicker aria-label={t('day')} allowClear={false} inputReadOnly minDate={dayjs(today)} value={dayjs(day)} format={() => sayDay(instantAt(day, '12:00'))} onChange={(value: dayjs.Dayjs | null) => { if (value) setDay(value.format('YYYY-MM-DD')); }} /></label>
        <label>{t('from')}<Select aria-label={t('from')} value={hour} onChange={setHour} options={Array.from({ length: 24 }, (_, value) => ({ value, label: clock(value) }))} /></label>
        <label>{t('hours')}<Select aria-label={t('hours')} value={hours} onChange={setHours} options={hourChoices.map((value) => ({ value, label: t('hoursOf', { count: value }) }))} /></label>
        <Button type="primary" disabled={personId === null} loading={add.isRunning} data-testid="duty-save" onClick={save}>{t('save')}</Button>
      </div>
      {add.refusal ? <p className={parts.wrong} role="alert">{say(add.refusal)}</p> : null}
    </Panel>
  );
}

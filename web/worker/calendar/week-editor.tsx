import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { cx } from '../../shared/class-names.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Switch, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { Unsent } from '../unsent.tsx';
import css from './calendar.module.css';
import { calendarText, weekdayKeys, weekdayShortKeys } from './calendar.text.ts';
import { type Hours, type Rule, clockOf, minutesOf } from './day-hours.ts';
import { TimeStepper } from './time-stepper.tsx';

type Week = readonly (readonly Hours[])[];
const usual: Hours = { from: 540, to: 1080 };

const weekOf = (rules: readonly Rule[]): Week =>
  weekdayKeys.map((_, index) => rules.filter((rule) => rule.weekday === index + 1).map((rule) => ({ from: minutesOf(rule.from), to: minutesOf(rule.to) })).sort((a, b) => a.from - b.from));
const rulesOf = (week: Week): Rule[] => week.flatMap((ranges, index) => ranges.map((range) => ({ weekday: index + 1, from: clockOf(range.from), to: clockOf(range.to) })));
const isSound = (week: Week): boolean => week.every((ranges) => ranges.every((range, index) => range.from < range.to && (index === 0 || ranges[index - 1]!.to <= range.from)));

/** The week's template: a weekday, on or off, from when to when. */
export function WeekEditor({ rules }: { rules: readonly Rule[] }) {
  const { t, locale } = useText(calendarText);
  const [edited, setEdited] = useState<Week | null>(null);
  const [at, setAt] = useState(0);
  const save = useCommand(api.workers.setAvailability, { onDone: () => { setEdited(null); showToast(t('saved')); } });
  const week = edited ?? weekOf(rules);
  const ranges = week[at]!;
  const put = (next: readonly Hours[]): void => setEdited(week.map((one, index) => (index === at ? next : one)));
  const copyTo = (count: number): void => setEdited(week.map((one, index) => (index < count ? ranges : one)));
  const weekday = t(weekdayKeys[at]!);
  const run = (): void => void save.run({ weekly: rulesOf(week) });
  return (
    <Card title={t('week')} {...(edited && { aside: t('unsaved') })}>
      <div className={css.stack}>
        <p className={css.quiet}>{t('weekLead')}</p>
        <div className={css.weekdays} role="radiogroup" aria-label={t('week')}>
          {week.map((one, index) => (
            <button key={weekdayKeys[index]} type="button" role="radio" aria-checked={index === at} aria-label={t(weekdayKeys[index]!)} className={cx(css.weekday, one.length > 0 && css.on)} onClick={() => setAt(index)}>
              <b style={locale === 'en' ? { fontSize: '0.875rem' } : undefined}>{t(weekdayShortKeys[index]!)}</b><small>{one.length > 0 ? clockOf(one[0]!.from).replace(':00', '') : t('off')}</small>
            </button>
          ))}
        </div>
        <Switch label={<b>{t(ranges.length > 0 ? 'worksOn' : 'restsOn', { weekday })}</b>} isOn={ranges.length > 0} onChange={(isOn) => put(isOn ? [usual] : [])} />
        {ranges.map((range, index) => (
          <div key={index} className={css.range}>
            <TimeStepper label={t('from')} value={range.from} min={ranges[index - 1]?.to ?? 0} max={range.to - 30} onChange={(from) => put(ranges.map((one, other) => (other === index ? { ...one, from } : one)))} />
            <TimeStepper label={t('to')} value={range.to} min={range.from + 30} max={ranges[index + 1]?.from ?? 1440} onChange={(to) => put(ranges.map((one, other) => (other === index ? { ...one, to } : one)))} />
            {ranges.length > 1 ? <Button kind="quiet" icon={<Trash2 size={19} aria-hidden="true" />} onClick={() => put(ranges.filter((_, other) => other !== index))}>{t('removeRange')}</Button> : null}
          </div>
        ))}
        {ranges.length > 0 && ranges.length < 3 && ranges.at(-1)!.to <= 1380 ? <Button kind="quiet" icon={<Plus size={19} aria-hidden="true" />} onClick={() => put([...ranges, { from: Math.min(ranges.at(-1)!.to + 30, 1380), to: Math.min(ranges.at(-1)!.to + 150, 1440) }])}>{t('addRange')}</Button> : null}
        <div className={css.two}>
          <Button kind="soft" onClick={() => copyTo(5)}>{t('sameWeekdays')}</Button>
          <Button kind="soft" onClick={() => copyTo(7)}>{t('sameAll')}</Button>
        </div>
        {isSound(week) ? null : <p role="alert" className={css.wrong}>{t('wrong')}</p>}
        <Unsent refusal={save.refusal} onRetry={run} />
        {edited ? (
          <>
            <Button size="large" isWide isBusy={save.isRunning} disabled={!isSound(week)} data-testid="week-save" onClick={run}>{t('save')}</Button>
            <Button kind="quiet" isWide onClick={() => setEdited(null)}>{t('reset')}</Button>
          </>
        ) : null}
      </div>
    </Card>
  );
}

import { api } from '../../shared/api.ts';
import { formatWeekday } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Card } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from './calendar.module.css';
import { calendarText } from './calendar.text.ts';

/** My hours of this week against what nobody may plan beyond, and when tomorrow may begin. */
export function WeekHours({ today }: { today: string }) {
  const { t, say, locale } = useText(calendarText);
  const format = useFormat();
  const hours = useView(['workers', 'myHours', today], () => api.workers.myHours({}), { live: ['worker', 'order', 'offer'] });
  if (!hours.value) return null;
  const { days, minutes, maxMinutesPerDay, weekHoursMost, state, words, restWords } = hours.value;
  const most = Math.max(maxMinutesPerDay, ...days.map((day) => day.minutes));
  const spoken = days.filter((day) => day.minutes > 0).map((day) => `${formatWeekday(day.day, locale)} ${format.duration(day.minutes)}`).join(locale === 'zh' ? '、' : ', ');
  return (
    <Card title={t('hoursTitle')} aside={t('hoursOf', { hours: Math.round(minutes / 6) / 10, most: weekHoursMost })}>
      <div className={css.stack} data-testid="week-hours" data-state={state}>
        <div className={css.weekHours} role="img" aria-label={spoken || t('hoursNone')}>
          {days.map((day) => (
            <span key={day.day} data-today={day.day === today || undefined}>
              <small>{day.minutes > 0 ? Math.round(day.minutes / 6) / 10 : ' '}</small>
              <i data-full={day.minutes >= maxMinutesPerDay || undefined} style={{ height: `${day.minutes === 0 ? 3 : Math.max(6, Math.round((day.minutes / most) * 64))}px` }} data-none={day.minutes === 0 || undefined} />
              <b>{formatWeekday(day.day, locale)}</b>
            </span>
          ))}
        </div>
        <p className={css.weekWords}>{say(words)}</p>
        <p className={css.quiet}>{say(restWords)}</p>
        <p className={css.quiet}>{t('hoursDay', { span: format.duration(maxMinutesPerDay) })}</p>
      </div>
    </Card>
  );
}

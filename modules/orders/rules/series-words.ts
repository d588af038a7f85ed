import type { Bilingual } from '@linli/contract';
import { Frequency, RRule } from './series-rrule.ts';
import { clockOf, minuteOfDay, type HolidayRule, type SeriesFacts, type SeriesState, type VisitState, type WorkerMode } from './series.ts';
import { sayStart } from './words.ts';

/** How series speak to people: the rule in a sentence, states, what a change does. */

const weekdays: Bilingual[] = [{ zh: '周一', en: 'Monday' }, { zh: '周二', en: 'Tuesday' }, { zh: '周三', en: 'Wednesday' }, { zh: '周四', en: 'Thursday' }, { zh: '周五', en: 'Friday' }, { zh: '周六', en: 'Saturday' }, { zh: '周日', en: 'Sunday' }];
const join = (words: readonly Bilingual[]): Bilingual => ({ zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') });
const ordinal = (n: number): Bilingual => (n < 0 ? { zh: '最后一个', en: 'last' } : { zh: `第 ${n} 个`, en: ['first', 'second', 'third', 'fourth', 'fifth'][n - 1] ?? `${n}th` });

/** 每周四 14:00 / every Thursday at 14:00 */
export const sayRule = ({ rule, startMinute, firstDay }: Pick<SeriesFacts, 'rule' | 'startMinute' | 'firstDay'>): Bilingual => {
  const { freq, interval = 1, byweekday, bymonthday, bysetpos } = RRule.parseString(rule);
  const { DAILY, WEEKLY } = Frequency;
  const time = clockOf(startMinute);
  const picked = [byweekday ?? []].flat().map((day) => (typeof day === 'object' ? { index: day.weekday, n: day.n } : { index: Number(day), n: undefined }));
  const first = (new Date(`${firstDay}T00:00:00Z`).getUTCDay() + 6) % 7;
  const days = (picked.length > 0 ? picked : [{ index: first, n: undefined }]).sort((a, b) => a.index - b.index);
  const positions = [bysetpos ?? []].flat();
  const named = join(days.map(({ index, n }) => {
    const place = n ?? positions[0];
    const day = weekdays[index]!;
    return freq !== DAILY && freq !== WEEKLY && place ? { zh: `${ordinal(place).zh}${day.zh}`, en: `${ordinal(place).en} ${day.en}` } : day;
  }));
  if (freq === DAILY) {
    const only = picked.length > 0 ? { zh: `（${named.zh}）`, en: ` (${named.en})` } : { zh: '', en: '' };
    return { zh: `${interval === 1 ? '每天' : `每 ${interval} 天`}${only.zh} ${time}`, en: `every ${interval === 1 ? 'day' : `${interval} days`}${only.en} at ${time}` };
  }
  if (freq === WEEKLY) return { zh: `${interval === 1 ? '每' : `每 ${interval} 周的`}${named.zh} ${time}`, en: `every ${interval === 1 ? '' : `${interval} weeks on `}${named.en} at ${time}` };
  const each = interval === 1 ? { zh: '每月', en: 'every month' } : { zh: `每 ${interval} 个月`, en: `every ${interval} months` };
  if (picked.length > 0) return { zh: `${each.zh}${named.zh} ${time}`, en: `${each.en} on the ${named.en} at ${time}` };
  const dates = [bymonthday ?? Number(firstDay.slice(8))].flat();
  return { zh: `${each.zh} ${dates.join('、')} 日 ${time}`, en: `${each.en} on day ${dates.join(', ')} at ${time}` };
};

const holidayWords: Record<HolidayRule, Bilingual> = {
  serve: { zh: '节假日照常', en: 'also on public holidays' }, skip: { zh: '节假日不来', en: 'not on public holidays' },
  nextDay: { zh: '遇节假日顺延', en: 'after a holiday instead of on it' }, dayBefore: { zh: '遇节假日提前', en: 'before a holiday instead of on it' },
};
const sayWorker = (mode: WorkerMode, name: string | null): Bilingual => (mode === 'none' || name === null ? { zh: '每次安排最合适的家政员', en: 'the best worker each time' }
  : mode === 'kept' ? { zh: `固定${name}`, en: `always ${name}` } : { zh: `优先${name}`, en: `${name} if she can` });

/** The whole series in one sentence. */
export const saySeries = (series: Pick<SeriesFacts, 'rule' | 'startMinute' | 'firstDay' | 'holidayRule' | 'workerMode' | 'endsOn' | 'visitLimit'>, workerName: string | null): Bilingual => {
  const [rule, worker, holiday] = [sayRule(series), sayWorker(series.workerMode, workerName), holidayWords[series.holidayRule]];
  const end = series.endsOn !== null ? { zh: `，到 ${series.endsOn} 为止`, en: `, until ${series.endsOn}` } : series.visitLimit !== null ? { zh: `，共 ${series.visitLimit} 次`, en: `, ${series.visitLimit} times` } : { zh: '', en: '' };
  return { zh: `${rule.zh}，${worker.zh}，${holiday.zh}${end.zh}`, en: `${rule.en[0]!.toUpperCase()}${rule.en.slice(1)}, ${worker.en}, ${holiday.en}${end.en}` };
};

export const seriesStateLabels: Record<SeriesState, Bilingual> = { active: { zh: '进行中', en: 'Active' }, paused: { zh: '已暂停', en: 'Paused' }, ended: { zh: '已结束', en: 'Ended' } };
export const visitStateLabels: Record<VisitState, Bilingual> = {
  planned: { zh: '已计划', en: 'Planned' }, ordered: { zh: '已下单', en: 'Ordered' }, skipped: { zh: '不来', en: 'Skipped' }, moved: { zh: '已改期', en: 'Moved' }, conflict: { zh: '有冲突', en: 'Conflict' },
};
export const actorLabels: Record<'household' | 'desk' | 'system', Bilingual> = { household: { zh: '客户', en: 'Household' }, desk: { zh: '平台客服', en: 'Desk' }, system: { zh: '系统', en: 'System' } };

/** 周四 14:00 → 周五 14:00 style: a start with its day, or only the hour where the day stays. */
export const sayMove = (before: Date, after: Date): Bilingual => {
  const [from, to] = [sayStart(before), sayStart(after)];
  return { zh: `${from.zh} 改到 ${to.zh}`, en: `${from.en} moves to ${to.en}` };
};

export const sayPaused: Bilingual = { zh: '暂停期间不来', en: 'Within the pause' };
export const saySkippedByHand: Bilingual = { zh: '这次不来', en: 'Left out this time' };
export const sayUnpaid: Bilingual = { zh: '未按时支付，这次取消', en: 'Not paid in time; this one is off' };
export const sayCancelled: Bilingual = { zh: '订单已取消', en: 'The order was cancelled' };
export const sayHolidaySkipped = (name: Bilingual): Bilingual => ({ zh: `${name.zh}，这次不来`, en: `${name.en}: left out` });
export const sayHolidayMoved = (name: Bilingual, to: Date): Bilingual => ({ zh: `${name.zh}，改到 ${sayStart(to).zh}`, en: `${name.en}: moved to ${sayStart(to).en}` });

/** Whether a visit lies in the night, where work costs more: before 07:00 or from 20:00. */
export const isOutsideDay = (startsAt: Date, durationMinutes: number): boolean => {
  const start = minuteOfDay(startsAt);
  return start < 7 * 60 || start + durationMinutes > 22 * 60;
};

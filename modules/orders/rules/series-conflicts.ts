import type { Bilingual } from '@linli/contract';
import { MINUTE_MS, type Policy } from './order.ts';
import { holidayOn, makeUpWorkdayOn } from './series-holidays.ts';
import { dayOf, instantOf, minuteOfDay, PAY_UNTIL_HOURS, type SeriesFacts, type VisitFacts } from './series.ts';
import { isOutsideDay } from './series-words.ts';
import { sayStart, sayTime } from './words.ts';

export type ConflictKind = 'workerTaken' | 'workerAway' | 'holiday' | 'makeUpWorkday' | 'tooSoon' | 'outsideHours' | 'districtClosed';
export type Conflict = { visitId: string; day: string; startAt: Date; kind: ConflictKind; isStopping: boolean; words: Bilingual; wayOut: Bilingual; freeStartAt: Date | null };

type Span = { startAt: number; endAt: number };
/** A worker's time as the rules need it, in epoch milliseconds: what she offers, and what of it is claimed. */
export type WorkerTime = { workerId: string; name: string; availability: readonly Span[]; commitments: readonly (Span & { id: string })[] };

/** Between two homes there is a way: a claim that ends later than this before the visit counts as in its way. Dispatch reckons the real way. */
const WAY_MINUTES = 15;
const STEP_MINUTES = 30;
const [OPENS_MINUTE, CLOSES_MINUTE] = [7 * 60, 22 * 60];

/** Whether she offers the whole of that time. */
const isOffered = (time: WorkerTime, startAt: number, endAt: number): boolean => time.availability.some((span) => span.startAt <= startAt && span.endAt >= endAt);
/** Whether another visit of hers lies in that time or too close to it. */
const isClaimed = (time: WorkerTime, startAt: number, endAt: number, ignored: ReadonlySet<string>): boolean =>
  time.commitments.some((claim) => !ignored.has(claim.id) && claim.startAt < endAt + WAY_MINUTES * MINUTE_MS && claim.endAt > startAt - WAY_MINUTES * MINUTE_MS);
export const isFree = (time: WorkerTime, startAt: Date, endAt: Date, ignored: ReadonlySet<string> = new Set()): boolean =>
  isOffered(time, startAt.getTime(), endAt.getTime()) && !isClaimed(time, startAt.getTime(), endAt.getTime(), ignored);

/** The free start of that day nearest to the wished one, on whole half hours between 07:00 and 22:00. */
export const nearestFree = (time: WorkerTime, startAt: Date, durationMinutes: number, earliest: Date, ignored: ReadonlySet<string>): Date | null => {
  const wished = minuteOfDay(startAt);
  const starts: Date[] = [];
  for (let minute = OPENS_MINUTE; minute + durationMinutes <= CLOSES_MINUTE; minute += STEP_MINUTES) starts.push(instantOf(dayOf(startAt), minute));
  const free = starts.filter((start) => start >= earliest && isFree(time, start, new Date(start.getTime() + durationMinutes * MINUTE_MS), ignored));
  return free.sort((a, b) => Math.abs(minuteOfDay(a) - wished) - Math.abs(minuteOfDay(b) - wished))[0] ?? null;
};

type About = { now: Date; policy: Policy; timeOf(workerId: string): WorkerTime | undefined; isDistrictOpen: boolean; ignoredClaims: ReadonlySet<string> };
type Found = Omit<Conflict, 'visitId' | 'day' | 'startAt'>;

const ofWorker = (series: SeriesFacts, visit: VisitFacts, workerId: string, about: About): Found | null => {
  const time = about.timeOf(workerId);
  const isKept = series.workerMode === 'kept' || visit.ownWorkerId !== null;
  const at = sayStart(visit.startsAt);
  if (!time) return { kind: 'workerAway', isStopping: isKept, words: { zh: `${at.zh} 原定家政员已不在岗`, en: `${at.en}: the worker no longer works here` }, wayOut: { zh: '请换一位家政员', en: 'Choose another worker' }, freeStartAt: null };
  const [from, to] = [visit.startsAt.getTime(), visit.endsAt.getTime()];
  const isAway = !isOffered(time, from, to);
  if (!isAway && !isClaimed(time, from, to, about.ignoredClaims)) return null;
  const earliest = new Date(about.now.getTime() + about.policy.minLeadMinutes * MINUTE_MS);
  const freeStartAt = nearestFree(time, visit.startsAt, series.durationMinutes, earliest, about.ignoredClaims);
  const free = freeStartAt && sayTime(freeStartAt);
  const other = isKept ? { zh: '换一位家政员，或跳过这次', en: 'choose another worker or leave it out' } : { zh: '不改的话会安排别的家政员', en: 'left as it is, another worker will come' };
  return {
    kind: isAway ? 'workerAway' : 'workerTaken', isStopping: isKept,
    words: isAway ? { zh: `${at.zh} ${time.name}不上班`, en: `${at.en}: ${time.name} does not work then` } : { zh: `${at.zh} ${time.name}已有别的安排`, en: `${at.en}: ${time.name} has another visit` },
    wayOut: free ? { zh: `她当天 ${free} 有空；或${other.zh}`, en: `She is free at ${free} that day; or ${other.en}` } : { zh: `她当天没有空；可以${other.zh}`, en: `She has no time that day; ${other.en}` }, freeStartAt,
  };
};

const ofHoliday = (series: SeriesFacts, visit: VisitFacts): Found | null => {
  const holiday = holidayOn(visit.day);
  if (holiday && visit.reason !== 'paused') {
    const words = visit.reason === 'holiday' ? { zh: `${sayStart(instantOf(visit.day, series.startMinute)).zh} 是${visit.wordsZh}`, en: `${sayStart(instantOf(visit.day, series.startMinute)).en} is ${visit.wordsEn}` }
      : { zh: `${sayStart(visit.startsAt).zh} 是${holiday.name.zh}，照常上门`, en: `${sayStart(visit.startsAt).en} is ${holiday.name.en}; the visit takes place` };
    const wayOut = visit.state === 'skipped' ? { zh: '想照常来，把这次恢复即可', en: 'Take this visit back in if it should take place' } : { zh: '不想来可以跳过这次', en: 'Leave it out if you would rather not' };
    return { kind: 'holiday', isStopping: false, words, wayOut, freeStartAt: null };
  }
  const worked = visit.state === 'skipped' ? null : makeUpWorkdayOn(visit.day);
  return worked && {
    kind: 'makeUpWorkday', isStopping: false, freeStartAt: null, words: { zh: `${sayStart(visit.startsAt).zh} 调休上班（${worked.name.zh}），家里可能没人`, en: `${sayStart(visit.startsAt).en} is a make-up workday (${worked.name.en}); perhaps nobody is at home` },
    wayOut: { zh: '可以把这次改到别的时间', en: 'This visit can be moved' },
  };
};

const ofTime = (series: SeriesFacts, visit: VisitFacts, about: About): Found[] => {
  const found: Found[] = [];
  const at = sayStart(visit.startsAt);
  const leadMs = about.policy.minLeadMinutes * MINUTE_MS;
  if (visit.startsAt.getTime() < about.now.getTime() + leadMs) {
    found.push({ kind: 'tooSoon', isStopping: true, freeStartAt: null, words: { zh: `${at.zh} 太近，来不及安排`, en: `${at.en} is too soon to be arranged` }, wayOut: { zh: '这次会跳过；可以单独下一个即时单', en: 'It is left out; place a single order if you need it' } });
  } else if (visit.startsAt.getTime() < about.now.getTime() + PAY_UNTIL_HOURS * 3_600_000 + leadMs && visit.orderId === null) {
    found.push({ kind: 'tooSoon', isStopping: false, freeStartAt: null, words: { zh: `${at.zh} 就在眼前，下单后请尽快支付`, en: `${at.en} is close: please pay soon after the order is made` }, wayOut: { zh: `之后的每次可在开始前 ${PAY_UNTIL_HOURS} 小时付清`, en: `Later ones may be paid until ${PAY_UNTIL_HOURS} h before they start` } });
  }
  if (isOutsideDay(visit.startsAt, series.durationMinutes)) {
    found.push({ kind: 'outsideHours', isStopping: false, freeStartAt: null, words: { zh: `${at.zh} 在 7:00–22:00 之外，能来的人少，夜间加价`, en: `${at.en} lies outside 07:00–22:00: few can come and the night costs more` }, wayOut: { zh: '可以改到白天', en: 'Move it into the day' } });
  }
  return found;
};

/**
 * What stands in the way of visits to come that have no order yet, soonest first: the worker taken or away, holidays and
 * make-up workdays, too close to now, outside the day's hours, a closed district. Each with the way out.
 */
export const conflictsOf = (series: SeriesFacts, visits: readonly VisitFacts[], about: About): Conflict[] => visits.flatMap((visit): Conflict[] => {
  if (visit.startsAt <= about.now || visit.orderId !== null || visit.reason === 'hand' || visit.reason === 'unpaid' || visit.reason === 'cancelled') return [];
  const found: (Found | null)[] = [ofHoliday(series, visit)];
  if (visit.state !== 'skipped') {
    if (!about.isDistrictOpen) found.push({ kind: 'districtClosed', isStopping: true, freeStartAt: null, words: { zh: '这个片区暂停服务', en: 'The district is closed at present' }, wayOut: { zh: '换一个地址，或先暂停', en: 'Choose another address, or pause' } });
    found.push(...ofTime(series, visit, about));
    const workerId = visit.ownWorkerId ?? series.workerId;
    if (workerId !== null) found.push(ofWorker(series, visit, workerId, about));
  }
  return found.filter((conflict) => conflict !== null).map((conflict) => ({ visitId: visit.id, day: visit.day, startAt: visit.startsAt, ...conflict }));
});

/** Visits that cannot be made as they stand are marked with what is in their way. */
export const markConflicts = (visits: readonly VisitFacts[], conflicts: readonly Conflict[]): VisitFacts[] => {
  const stopping = new Map(conflicts.filter(({ isStopping }) => isStopping).map((conflict) => [conflict.visitId, conflict]));
  return visits.map((visit): VisitFacts => {
    const conflict = stopping.get(visit.id);
    if (conflict && ['planned', 'moved', 'conflict'].includes(visit.state)) return { ...visit, state: 'conflict', reason: visit.reason === 'nobody' ? 'nobody' : 'blocked', wordsZh: `${conflict.words.zh}；${conflict.wayOut.zh}`, wordsEn: `${conflict.words.en}; ${conflict.wayOut.en}` };
    return visit;
  });
};

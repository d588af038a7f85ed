import { dayOf, minuteOfDay } from '../format.ts';

export type GanttSpan = { startAt: string; endAt: string };
/** Where a span lies on the shown part of the day, in percent of its width; null when it lies outside. */
export type GanttPlace = { left: number; width: number; isCutBefore: boolean; isCutAfter: boolean };

/** Minutes after the midnight that opens `day`; negative on the days before, over 1440 on the days after. */
export function minutesInto(day: string, at: string | Date): number {
  return minuteOfDay(at) + Math.round((Date.parse(dayOf(at)) - Date.parse(day)) / 86_400_000) * 1440;
}

export function placeSpan(day: string, span: GanttSpan, startHour: number, endHour: number): GanttPlace | null {
  const [from, to, opens, closes] = [minutesInto(day, span.startAt), minutesInto(day, span.endAt), startHour * 60, endHour * 60];
  const left = Math.max(from, opens);
  const right = Math.min(to, closes);
  if (right <= left) return null;
  return { left: ((left - opens) / (closes - opens)) * 100, width: ((right - left) / (closes - opens)) * 100, isCutBefore: from < opens, isCutAfter: to > closes };
}

/** Puts overlapping bars (a hold beside a visit) into lanes below one another: the lane of each bar, in the order given. */
export function packLanes(spans: readonly GanttSpan[]): { lanes: number[]; laneCount: number } {
  const order = spans.map((_, index) => index).sort((a, b) => spans[a]!.startAt.localeCompare(spans[b]!.startAt));
  const free: number[] = [];
  const lanes = spans.map(() => 0);
  for (const index of order) {
    const from = Date.parse(spans[index]!.startAt);
    let lane = free.findIndex((until) => until <= from);
    if (lane === -1) lane = free.push(0) - 1;
    free[lane] = Date.parse(spans[index]!.endAt);
    lanes[index] = lane;
  }
  return { lanes, laneCount: Math.max(1, free.length) };
}

/** The hours to show: the usual day widened to what lies outside it, whole hours. */
export function shownHours(day: string, spans: readonly GanttSpan[], usual: readonly [number, number] = [8, 21]): [number, number] {
  let [start, end] = usual;
  for (const span of spans) {
    start = Math.min(start, Math.floor(minutesInto(day, span.startAt) / 60));
    end = Math.max(end, Math.ceil(minutesInto(day, span.endAt) / 60));
  }
  return [Math.max(0, start), Math.min(24, end)];
}

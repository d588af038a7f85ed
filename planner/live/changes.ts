/**
 * Changing a live day's order, written down leg by leg so that a trial can be taken back to the bit. Nothing is timed here (see `timing.ts`).
 */
import { METRICS } from './columns.ts';
import type { LegRecord, LiveDay } from './columns.ts';

export function beginTrial(day: LiveDay): void {
  day.log = [];
}

/** Keeps the changes. */
export function keepTrial(day: LiveDay): void {
  for (const record of day.log!) day.spare.push(record);
  day.log = null;
}

/** Takes every change since `beginTrial` back, to the bit. */
export function undoTrial(day: LiveDay): void {
  restore(day, day.log!);
  day.spare.push(...day.log!);
  day.log = null;
}

/** A journal spans many trials (kept ones too) and may lie inside another. */
export function openJournal(day: LiveDay): void {
  day.journals.push(new Map());
}
/** Ends the innermost journal; unless `isKept`, every leg stands again as it was when the journal was opened. */
export function closeJournal(day: LiveDay, isKept: boolean): void {
  const journal = day.journals.pop()!;
  if (!isKept) restore(day, [...journal.values()]);
}

function restore(day: LiveDay, records: readonly LegRecord[]): void {
  const { seq, width } = day;
  for (const { leg } of records) {
    for (let k = 0; k < day.legCount[leg]!; k++) { const task = seq[leg * width + k]!; day.legOf[task] = -1; day.bound[task] = -Infinity; }
    day.taskCount[day.legWorker[leg]!]! -= day.legCount[leg]!;
  }
  for (const record of records) {
    const { leg, count } = record;
    day.taskCount[day.legWorker[leg]!]! += count;
    day.legCount[leg] = count;
    for (let k = 0; k < count; k++) {
      const task = record.seq[k]!;
      seq[leg * width + k] = task;
      day.legOf[task] = leg;
      day.startAt[task] = record.startAt[k]!;
      day.arriveAt[task] = record.arriveAt[k]!;
      day.endAt[task] = record.endAt[k]!;
      day.latestAt[task] = record.latestAt[k]!;
      day.bound[task] = record.bound[k]!;
      day.slotFree[leg * width + k] = record.free[k]!;
      day.slotLatest[leg * width + k] = record.latestAt[k]!;
    }
    for (let i = 0; i < METRICS; i++) day.metrics[leg * METRICS + i] = record.metrics[i]!;
    if (record.slots) day.breakSlots[leg]!.set(record.slots);
    day.isCoupled[leg] = record.isCoupled;
  }
}

/** Writes a leg down as it is, once a trial and once a journal. */
export function write(day: LiveDay, leg: number): void {
  for (const journal of day.journals) if (!journal.has(leg)) journal.set(leg, recordOf(day, leg));
  if (day.log === null) return;
  for (const record of day.log) if (record.leg === leg) return;
  day.log.push(recordOf(day, leg));
}

function recordOf(day: LiveDay, leg: number): LegRecord {
  const { width } = day;
  const record: LegRecord = day.spare.pop() ?? {
    leg, count: 0, seq: new Int32Array(width), startAt: new Float64Array(width), arriveAt: new Float64Array(width), endAt: new Float64Array(width), latestAt: new Float64Array(width),
    bound: new Float64Array(width), free: new Float64Array(width), metrics: new Float64Array(METRICS), slots: null, isCoupled: 0,
  };
  const count = day.legCount[leg]!;
  record.leg = leg;
  record.count = count;
  for (let k = 0; k < count; k++) {
    const task = day.seq[leg * width + k]!;
    record.seq[k] = task;
    record.startAt[k] = day.startAt[task]!;
    record.arriveAt[k] = day.arriveAt[task]!;
    record.endAt[k] = day.endAt[task]!;
    record.latestAt[k] = day.latestAt[task]!;
    record.bound[k] = day.bound[task]!;
    record.free[k] = day.slotFree[leg * day.width + k]!;
  }
  for (let i = 0; i < METRICS; i++) record.metrics[i] = day.metrics[leg * METRICS + i]!;
  record.slots = day.breakSlots[leg]?.slice() ?? null;
  record.isCoupled = day.isCoupled[leg]!;
  return record;
}

/** The legs a trial has touched so far. */
export const touchedLegs = (day: LiveDay): readonly LegRecord[] => day.log ?? [];

/** Puts an unassigned task at `position` of a leg without timing it. */
export function put(day: LiveDay, task: number, leg: number, position: number): void {
  write(day, leg);
  const count = day.legCount[leg]!;
  if (count === day.width) widen(day);
  const row = leg * day.width;
  for (let k = count; k > position; k--) day.seq[row + k] = day.seq[row + k - 1]!;
  day.seq[row + position] = task;
  day.legCount[leg] = count + 1;
  day.taskCount[day.legWorker[leg]!]! += 1;
  day.legOf[task] = leg;
  day.bound[task] = -Infinity;
  day.startAt[task] = -Infinity;
}

/** Takes a task out of its leg without timing it; answers the leg. */
export function pull(day: LiveDay, task: number): number {
  const leg = day.legOf[task]!;
  write(day, leg);
  const row = leg * day.width;
  const count = day.legCount[leg]!;
  let k = 0;
  while (day.seq[row + k] !== task) k++;
  for (; k < count - 1; k++) day.seq[row + k] = day.seq[row + k + 1]!;
  day.legCount[leg] = count - 1;
  day.taskCount[day.legWorker[leg]!]! -= 1;
  day.legOf[task] = -1;
  day.bound[task] = -Infinity;
  return leg;
}

export const positionOf = (day: LiveDay, task: number): number => {
  const row = day.legOf[task]! * day.width;
  let k = 0;
  while (day.seq[row + k] !== task) k++;
  return k;
};

/** A worker with more tasks than any before: all rows become twice as wide. Records of another width are forgotten. */
function widen(day: LiveDay): void {
  const wide = new Int32Array(day.legs * day.width * 2);
  const free = new Float64Array(wide.length);
  const latest = new Float64Array(wide.length);
  for (let leg = 0; leg < day.legs; leg++) {
    const from = leg * day.width;
    wide.set(day.seq.subarray(from, from + day.width), from * 2);
    free.set(day.slotFree.subarray(from, from + day.width), from * 2);
    latest.set(day.slotLatest.subarray(from, from + day.width), from * 2);
  }
  day.seq = wide;
  day.slotFree = free;
  day.slotLatest = latest;
  day.width *= 2;
  day.spare = [];
  for (const record of [...day.log ?? [], ...day.journals.flatMap((journal) => [...journal.values()])]) {
    for (const key of ['startAt', 'arriveAt', 'endAt', 'latestAt', 'bound', 'free'] as const) { const column = new Float64Array(day.width); column.set(record[key]); record[key] = column; }
    const column = new Int32Array(day.width);
    column.set(record.seq);
    record.seq = column;
  }
}

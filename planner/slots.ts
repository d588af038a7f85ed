import { frameNeed, openAttempt, tryStart, tryWorker } from './attempt.ts';
import { holdsForDay, holdsForStart, holdsForWorker, keepsTerritory } from './rules.ts';
import { PlannerInputError } from './types.ts';
import type { FreeStart, Grid, NeedWithoutStart, PlanningOptions, WorkerView } from './types.ts';
import { MINUTE_MS, dayOf } from './wording.ts';

/** A month in five-minute steps; a larger grid is a mistake in the caller's units. */
const MAX_STARTS = 10_000;

/**
 * Start times `from`, `from + step`, … before `to` that at least one worker can serve, with who (sorted by workerId).
 * Agrees with `rankCandidates` at every start, territory included; asks each rule only as often as its answer can change.
 * Pass `now` when the grid begins near it: without it past and unreachable starts are offered. Throws PlannerInputError on a senseless grid.
 */
export function feasibleStarts(need: NeedWithoutStart, workers: readonly WorkerView[], grid: Grid, options: PlanningOptions = {}): FreeStart[] {
  const stepMs = grid.stepMinutes * MINUTE_MS;
  if (!Number.isFinite(grid.from) || !Number.isFinite(grid.to)) throw new PlannerInputError('grid', `grid runs from ${grid.from} to ${grid.to}; both must be epoch milliseconds`);
  if (!(stepMs > 0)) throw new PlannerInputError('stepMinutes', `stepMinutes is ${grid.stepMinutes}; it must be above zero`);
  const count = Math.max(0, Math.ceil((grid.to - grid.from) / stepMs));
  if (count > MAX_STARTS) throw new PlannerInputError('grid', `grid has ${count} starts; at most ${MAX_STARTS}, perhaps the units are seconds`);

  const frame = frameNeed(need, options);
  const attempt = openAttempt(frame);
  const everyone: string[][] = Array.from({ length: count }, () => []);
  // Whom territory leaves if the holder can serve, and whether it can.
  const kept: string[][] = Array.from({ length: count }, () => []);
  const isHolderFree = new Uint8Array(count);
  const inOrder = [...workers].sort((a, b) => (a.workerId < b.workerId ? -1 : a.workerId > b.workerId ? 1 : 0));

  for (const worker of inOrder) {
    tryWorker(attempt, worker);
    if (!holdsForWorker(attempt)) continue;
    const isHolder = need.territoryMerchantId !== null && worker.merchantId === need.territoryMerchantId;
    const isKept = keepsTerritory(need, worker);
    let knownDay = NaN;
    let isDayOpen = false;
    for (let i = 0; i < count; i++) {
      tryStart(attempt, grid.from + i * stepMs);
      const day = dayOf(attempt.startAt, frame.zoneOffsetMs);
      const isOneDay = dayOf(attempt.endAt - 1, frame.zoneOffsetMs) === day;
      if (!isOneDay || day !== knownDay) {
        isDayOpen = holdsForDay(attempt);
        knownDay = isOneDay ? day : NaN;
      }
      if (!isDayOpen || !holdsForStart(attempt)) continue;
      everyone[i]!.push(worker.workerId);
      if (isKept) kept[i]!.push(worker.workerId);
      if (isHolder) isHolderFree[i] = 1;
    }
  }

  const free: FreeStart[] = [];
  for (let i = 0; i < count; i++) {
    const workerIds = isHolderFree[i] ? kept[i]! : everyone[i]!;
    if (workerIds.length > 0) free.push({ startAt: grid.from + i * stepMs, workerIds });
  }
  return free;
}

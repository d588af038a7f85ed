import { addedSeconds, frameNeed, openAttempt, tryStart, tryWorker } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { countBroken, findBlockers, keepsTerritory, territory } from './rules.ts';
import { bareScores, defaultWeights, dimensionKeys, minutesOnDay, partScore, toShares, totalScore, writeDimensions } from './score.ts';
import type { Pool } from './score.ts';
import { PlannerInputError } from './types.ts';
import type { Blocked, Blocker, Candidate, ExplainOptions, FieldRow, Need, PlanningOptions, Weights, WorkerView } from './types.ts';

/** A feasible worker before anything is written out about them. */
type Standing = { worker: WorkerView; part: number; minutes: number; score: number };

const byId = (a: WorkerView, b: WorkerView): number => (a.workerId < b.workerId ? -1 : a.workerId > b.workerId ? 1 : 0);

/**
 * Every worker is either a candidate, best first, or blocked by every rule that stands in the way.
 *
 * Candidates: score (0..100) falling, ties by workerId; `limit` keeps the best so many and writes only their reasons.
 * Blocked: fewest obstacles first (who would be possible if one thing changed), then workerId; `blockedLimit` likewise.
 * If the district's holder has a feasible worker of its own, all other feasible workers are blocked by territory.
 * Pure: the same input gives the same output, in whatever order the workers come. Throws PlannerInputError on a need, weight or span that makes no sense.
 */
export function rankCandidates(need: Need, workers: readonly WorkerView[], options: PlanningOptions = {}): { candidates: Candidate[]; blocked: Blocked[]; field: FieldRow[] } {
  const shares = toShares(options.weights ?? defaultWeights);
  const limit = demandLimit('limit', options.limit);
  const blockedLimit = demandLimit('blockedLimit', options.blockedLimit);
  const attempt = openNeed(need, options);
  const feasible: Standing[] = [];
  // One list per number of broken rules: nearest first without comparing two thousand pairs.
  const byObstacles: WorkerView[][] = [];
  for (const worker of workers) {
    tryWorker(attempt, worker);
    const broken = countBroken(attempt, blockedLimit === 0 ? 1 : Infinity);
    if (broken === 0) feasible.push(standOf(attempt, shares));
    else (byObstacles[broken] ??= []).push(worker);
  }
  const { standings, others } = keepTerritory(need, feasible);
  const pool = { medianMinutes: medianOf(standings.map((standing) => standing.minutes)) };
  for (const standing of standings) standing.score = totalScore(standing.part, standing.minutes, pool, shares);
  standings.sort((a, b) => b.score - a.score || byId(a.worker, b.worker));
  const candidates = withinLimit(standings, limit, need.heldWorkerId ?? null).map((standing) => writeCandidate(attempt, standing, pool, shares));
  const field = options.withField ? standings.map(({ worker }) => { tryWorker(attempt, worker); return { workerId: worker.workerId, scores: bareScores(attempt, pool) }; }) : [];

  if (others.length > 0) (byObstacles[1] ??= []).push(...others);
  const blocked: Blocked[] = [];
  for (const some of byObstacles) {
    if (!some || blocked.length >= blockedLimit) continue;
    some.sort(byId);
    for (const worker of some.slice(0, blockedLimit - blocked.length)) blocked.push({ workerId: worker.workerId, blockers: writeBlockers(attempt, worker) });
  }
  return { candidates, blocked, field };
}

/** The best `limit`, best first; whose time is kept for this need is never cut off, as the visit is promised with her. */
function withinLimit(standings: readonly Standing[], limit: number, heldWorkerId: string | null): readonly Standing[] {
  const held = standings.findIndex(({ worker }) => worker.workerId === heldWorkerId);
  return held < limit || limit === 0 ? standings.slice(0, limit) : [...standings.slice(0, limit - 1), standings[held]!];
}

/**
 * A decision taken again: the same field under other weights, best first (score 0..100, ties by workerId). The scores are those frozen when it was
 * taken, so nothing that happened since changes the answer.
 */
export function rankField(field: readonly FieldRow[], weights: Weights): { workerId: string; score: number }[] {
  const shares = toShares(weights);
  return field.map(({ workerId, scores }) => ({ workerId, score: Math.round(dimensionKeys.reduce((sum, key, at) => sum + shares[key] * (scores[at] ?? 0), 0) * 10_000) / 100 }))
    .sort((a, b) => b.score - a.score || (a.workerId < b.workerId ? -1 : 1));
}


/**
 * One worker's side of the same question. Without `options.pool` the worker stands alone: territory is not judged (nobody knows whether the
 * holder could come) and fairness compares the worker with themselves. With it, the answer is the one `rankCandidates` gives.
 */
export function explainWorker(need: Need, worker: WorkerView, options: ExplainOptions = {}): { candidate: Candidate | null; blockers: Blocker[] } {
  const shares = toShares(options.weights ?? defaultWeights);
  const attempt = openNeed(need, options);
  tryWorker(attempt, worker);
  const blockers = findBlockers(attempt);
  if (blockers.length > 0) return { candidate: null, blockers };

  const own = standOf(attempt, shares);
  const feasible: Standing[] = [own];
  for (const other of options.pool ?? []) {
    if (other.workerId === worker.workerId) continue;
    tryWorker(attempt, other);
    if (countBroken(attempt, 1) === 0) feasible.push(standOf(attempt, shares));
  }
  const { standings, others } = options.pool ? keepTerritory(need, feasible) : { standings: feasible, others: [] };
  if (others.includes(worker)) return { candidate: null, blockers: writeBlockers(attempt, worker) };
  const pool = { medianMinutes: medianOf(standings.map((standing) => standing.minutes)) };
  own.score = totalScore(own.part, own.minutes, pool, shares);
  return { candidate: writeCandidate(attempt, own, pool, shares), blockers: [] };
}

function openNeed(need: Need, options: PlanningOptions): Attempt {
  if (!Number.isFinite(need.startAt)) throw new PlannerInputError('startAt', `startAt is ${need.startAt}; it must be epoch milliseconds`);
  const attempt = openAttempt(frameNeed(need, options));
  tryStart(attempt, need.startAt);
  return attempt;
}

function demandLimit(field: string, limit: number = Infinity): number {
  if (limit >= 0) return limit;
  throw new PlannerInputError(field, `${field} is ${limit}; it must be zero or more`);
}

function standOf(attempt: Attempt, shares: Weights): Standing {
  return { worker: attempt.worker, part: partScore(attempt, shares), minutes: minutesOnDay(attempt), score: 0 };
}

/** The feasible who may serve this district, and those who would but for its holder. */
function keepTerritory(need: Need, feasible: Standing[]): { standings: Standing[]; others: WorkerView[] } {
  const holder = need.territoryMerchantId;
  if (holder === null || !feasible.some(({ worker }) => worker.merchantId === holder)) return { standings: feasible, others: [] };
  const standings: Standing[] = [];
  const others: WorkerView[] = [];
  for (const standing of feasible) if (keepsTerritory(need, standing.worker)) standings.push(standing); else others.push(standing.worker);
  return { standings, others };
}

/** The sentences of a worker known to be blocked; where no rule of their own is broken it is the territory. */
function writeBlockers(attempt: Attempt, worker: WorkerView): Blocker[] {
  tryWorker(attempt, worker);
  const blockers = findBlockers(attempt);
  return blockers.length > 0 ? blockers : [{ rule: 'territory', reason: territory(attempt)!() }];
}

function medianOf(values: number[]): number {
  if (values.length === 0) return 0;
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

function writeCandidate(attempt: Attempt, { worker, score }: Standing, pool: Pool, shares: Weights): Candidate {
  tryWorker(attempt, worker);
  const added = addedSeconds(attempt);
  return {
    workerId: worker.workerId, score, dimensions: writeDimensions(attempt, pool, shares),
    travelInMeters: Math.round(attempt.metersIn), travelInSeconds: attempt.secondsIn, addedSeconds: added,
    previousId: attempt.previous < 0 ? null : attempt.commitments[attempt.previous]!.id,
    nextId: attempt.next < 0 ? null : attempt.commitments[attempt.next]!.id,
  };
}

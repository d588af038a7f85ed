/** Puts missing jobs back, one after the other, each where it is cheapest; a job that may be left out stays out where that is cheaper. */
import { FAR } from '../compile.ts';
import type { Random } from '../routes/random.ts';
import { guidedCost } from './cost.ts';
import type { Insertion } from './insertion.ts';
import type { Ruin } from './ruin.ts';
import { BAD, type State } from './state.ts';
import { settle } from './timing.ts';

/** Jobs left out before that a repair tries to take in, on average. */
const OLD_TRIED = 4;

export class Recreate {
  readonly state: State;
  readonly random: Random;
  private readonly insertion: Insertion;
  private readonly ruin: Ruin;
  private readonly jobs: Int32Array;
  private readonly isFresh: Uint8Array;
  private readonly rank: Float64Array;
  private readonly width: Float64Array;
  private readonly homeWay: Float64Array;

  constructor(state: State, random: Random, insertion: Insertion, ruin: Ruin) {
    this.state = state;
    this.random = random;
    this.insertion = insertion;
    this.ruin = ruin;
    const { c } = state;
    this.jobs = new Int32Array(c.jobs);
    this.isFresh = new Uint8Array(c.jobs);
    this.rank = new Float64Array(c.jobs);
    this.width = new Float64Array(c.tasks);
    this.homeWay = new Float64Array(c.tasks);
    for (let task = 0; task < c.tasks; task++) {
      for (let at = c.windowAt[task]!; at < c.windowAt[task + 1]!; at++) this.width[task]! += c.windowTo[at]! - c.windowFrom[at]!;
      this.homeWay[task] = c.tours === 0 ? 0 : c.time[c.startPlace[0]! * c.places + c.place[task]!]!;
    }
  }

  /** Inserts every missing job that can be (`all`: also those that were missing before the ruin). */
  recreate(blink: number): void {
    const { state, jobs, rank } = this;
    const { c } = state;
    let count = 0;
    for (let job = 0; job < c.jobs; job++) if (state.missing[job]! > 0) jobs[count++] = job;
    count = this.thin(count);
    const dice = this.random.below(10);
    for (let at = 0; at < count; at++) rank[jobs[at]!] = this.rankOf(jobs[at]!, dice);
    for (let at = 1; at < count; at++) {
      const job = jobs[at]!;
      let to = at;
      while (to > 0 && rank[jobs[to - 1]!]! > rank[job]!) { jobs[to] = jobs[to - 1]!; to--; }
      jobs[to] = job;
    }
    this.insertion.closed = this.ruin.emptied;
    for (let at = 0; at < count; at++) this.insertJob(jobs[at]!, blink);
    this.insertion.closed = -1;
  }

  /** Of the jobs that were left out before already, keeps a few at random: trying them all every time costs more than it finds. */
  private thin(count: number): number {
    const { jobs, random, ruin } = this;
    const { c } = this.state;
    const share = OLD_TRIED / Math.max(1, count - ruin.takenCount);
    if (share >= 1) return count;
    for (let at = 0; at < ruin.takenCount; at++) this.isFresh[c.jobOf[c.unitTasks[c.unitAt[ruin.taken[at]!]!]!]!] = 1;
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const job = jobs[at]!;
      if (this.isFresh[job] === 1 || c.dropPrice[job]! >= FAR || random.real() < share) jobs[kept++] = job;
      this.isFresh[job] = 0;
    }
    return kept;
  }

  /** Order of insertion, smallest first: at random, pairs first, far or near first, early first, narrow windows first. */
  private rankOf(job: number, dice: number): number {
    const { c } = this.state;
    const unit = c.jobUnits[c.jobAt[job]!]!, task = c.unitTasks[c.unitAt[unit]!]!;
    const size = c.unitAt[unit + 1]! - c.unitAt[unit]!;
    if (dice < 3) return this.random.real();
    if (dice < 5) return -size + this.random.real();
    if (dice === 5) return -this.homeWay[task]!;
    if (dice === 6) return this.homeWay[task]!;
    if (dice === 7) return c.earliest[task]!;
    if (dice === 8) return this.width[task]!;
    return c.toursAt[task + 1]! - c.toursAt[task]! + this.random.real();
  }

  /** Inserts the missing units of a job, or none of them. */
  insertJob(job: number, blink: number): boolean {
    const { state } = this;
    const { c } = state;
    const before = guidedCost(state), bad = state.sum[BAD]!;
    state.mark();
    let isDone = true;
    for (let at = c.jobAt[job]!; isDone && at < c.jobAt[job + 1]!; at++) {
      const unit = c.jobUnits[at]!;
      if (state.tour[c.unitTasks[c.unitAt[unit]!]!]! < 0) isDone = this.insertion.insert(unit, blink);
    }
    if (isDone && state.sum[BAD]! <= bad && (c.dropPrice[job]! >= FAR || guidedCost(state) <= before)) { state.keep(); return true; }
    state.rollback();
    for (let at = c.jobAt[job]!; at < c.jobAt[job + 1]!; at++) {
      const unit = c.jobUnits[at]!, lead = c.unitTasks[c.unitAt[unit]!]!;
      if (state.tour[lead]! >= 0 && c.frozenTour[lead]! < 0) this.ruin.take(unit);
    }
    settle(state, FAR, FAR);
    return false;
  }
}

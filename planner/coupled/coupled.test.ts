/** The coupled search: its state against recomputation and against the plan judge, undo, determinism, and proven optima where the instances are there. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { instancesFolder, readText } from '../bench/family.ts';
import { compile, FAR } from '../compile.ts';
import { evaluatePlan } from '../evaluate.ts';
import { checkHhcrsp } from '../formats/check/hhcrsp.ts';
import { checkUhhc } from '../formats/check/uhhc.ts';
import { readHhcrsp, writeHhcrsp } from '../formats/hhcrsp.ts';
import { readUhhc, writeUhhc } from '../formats/uhhc.ts';
import { bestByEnumeration } from '../live/naive.ts';
import { randomProblem } from '../live/random-problem.ts';
import type { Problem } from '../problem.ts';
import { Random } from '../routes/random.ts';
import { solve } from '../solve.ts';
import { stopping } from '../stopping.ts';
import { wallClock } from '../threads/clock.ts';
import { costOf } from './cost.ts';
import { Elite, fromMessage, toMessage } from './elite.ts';
import { solveCoupled } from './index.ts';
import { Insertion } from './insertion.ts';
import { rekey } from './keys.ts';
import { Moves } from './moves.ts';
import { Recreate } from './recreate.ts';
import { Ruin } from './ruin.ts';
import { randomDay } from './sample-days.ts';
import { placeFrozen } from './search.ts';
import { BAD, MUST, State } from './state.ts';
import { settle } from './timing.ts';
import { writePlan } from './written.ts';

const solveFor = (problem: Problem, iterations: number, seed = 1) => solveCoupled(problem, { seed, stop: { iterations } }, stopping({ iterations }, () => 0));

function begin(problem: Problem, seed: number) {
  const state = new State(compile(problem)), random = new Random(seed);
  placeFrozen(state);
  const insertion = new Insertion(state, random), ruin = new Ruin(state, random), recreate = new Recreate(state, random, insertion, ruin);
  recreate.recreate(0);
  return { state, random, insertion, ruin, recreate, order: Int32Array.from({ length: state.c.units }, (_, unit) => unit) };
}

/** Everything that undo has to bring back. */
function fingerprint(state: State): string {
  const hash = createHash('sha1');
  for (const list of [state.next, state.prev, state.tour, state.rest, state.bad, state.start, state.late, state.wait, state.key, state.hold, state.field, state.missing]) hash.update(list);
  // Whether the largest lateness must be looked up again is no part of the plan.
  return hash.update(state.sum.slice(0, 10)).digest('hex');
}

describe('state', () => {
  test.each([[{}], [{ isTimed: false }], [{ isHard: true }], [{ isHard: true, isTimed: false, hasFrozen: true }], [{ hasFrozen: true }]])('25,000 random changes %o: undo is exact, sums equal recomputation', (kind) => {
    let made = 0, compared = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const { state, random, ruin, recreate, order } = begin(randomDay(seed, kind), seed);
      const moves = new Moves(state, random), other = new State(state.c), elite = new Elite(state);
      for (let step = 0; step < 2500; step++) {
        const before = step % 10 === 0 ? fingerprint(state) : '';
        state.mark();
        let isMade = true;
        if (step % 50 === 49) { ruin.ruin(4); settle(state, FAR, FAR); recreate.recreate(0.02); }
        else isMade = moves.change() && settle(state, FAR, FAR);
        if (isMade && state.sum[BAD]! === 0 && step % 10 !== 0 && random.real() < 0.5) { state.keep(); made++; if (made % 40 === 0) rekey(state, order); }
        else {
          state.rollback();
          if (before) expect(fingerprint(state)).toBe(before);
        }
        if (step % 100 === 99) {
          elite.save(state, costOf(state));
          elite.restore(other);
          compared++;
          expect(costOf(other)).toBeCloseTo(costOf(state), 6);
          expect(Array.from(other.start.subarray(0, state.n)).map((start, task) => (state.tour[task]! < 0 ? 0 : start))).toEqual(Array.from(state.start.subarray(0, state.n)).map((start, task) => (state.tour[task]! < 0 ? 0 : start)));
        }
      }
    }
    expect(made).toBeGreaterThan(1000);
    expect(compared).toBe(250);
  }, 60_000);

  test('a plan handed to another island arrives as it was', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { state, random } = begin(randomDay(seed, { isHard: seed % 3 === 0, isTimed: seed % 4 !== 0 }), seed);
      const moves = new Moves(state, random), elite = new Elite(state), other = new State(state.c);
      for (let step = 0; step < 300; step++) {
        state.mark();
        if (moves.change() && settle(state, FAR, FAR) && state.sum[BAD]! === 0) state.keep();
        else state.rollback();
      }
      elite.save(state, costOf(state));
      const message = toMessage(elite, state);
      const words = [message.tasks, message.workers, message.starts, message.absent].reduce((sum, list) => sum + list.length, 0);
      expect(words).toBeLessThanOrEqual(5 * state.n + 2 * state.c.breakFrom.length);
      fromMessage(message, other).restore(other);
      expect(costOf(other)).toBeCloseTo(costOf(state), 6);
      expect(Array.from(other.next)).toEqual(Array.from(state.next));
    }
  });

  test('an insertion costs exactly what was promised where time is not paid', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { state, ruin, recreate, insertion } = begin(randomDay(seed, { isTimed: false, isHard: seed % 2 === 0 }), seed);
      if (!state.isPlain) continue;
      for (let round = 0; round < 40; round++) {
        ruin.ruin(5);
        settle(state, FAR, FAR);
        for (let at = 0; at < ruin.takenCount; at++) {
          const before = costOf(state), unit = ruin.taken[at]!, gain = state.dropGain(unit);
          if (insertion.insert(unit, 0)) expect(costOf(state) - before + gain).toBeCloseTo(insertion.price(), 6);
        }
        recreate.recreate(0);
      }
    }
  });
});

describe('plans', () => {
  test('every plan is what the judge says it is', () => {
    let feasible = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const problem = randomDay(seed, { isHard: seed % 3 === 0, isTimed: seed % 4 !== 0, hasFrozen: seed % 2 === 0 });
      const plan = solveFor(problem, 400, seed);
      const verdict = evaluatePlan(problem, plan);
      if (!plan.isFeasible) continue;
      feasible++;
      expect(verdict.faults.map(({ reason }) => `${seed}: ${reason.en}`)).toEqual([]);
      // Free time at home counts as a break for the judge; the search takes its breaks on the way.
      expect(verdict.cost).toBeLessThanOrEqual(plan.cost + 1e-6);
      if ((verdict.parts.missedBreak ?? 0) === (plan.parts.missedBreak ?? 0)) expect(plan.cost).toBeCloseTo(verdict.cost, 6);
    }
    expect(feasible).toBeGreaterThan(40);
  }, 30_000);

  test('same seed and iterations, same plan; a warm start is never worse than what it begins with', () => {
    for (const seed of [3, 4, 8]) {
      const problem = randomDay(seed, { isTimed: seed !== 8 });
      const { seconds: _a, ...first } = solveFor(problem, 600, seed), { seconds: _b, ...second } = solveFor(problem, 600, seed);
      expect(second).toEqual(first);
      const warm = solveCoupled(problem, { seed: 9, stop: { iterations: 1 }, begin: { ...first } }, stopping({ iterations: 1 }, () => 0));
      if (first.isFeasible) expect(warm.cost).toBeLessThanOrEqual(first.cost + 1e-6);
    }
  });

  test('nothing to do, nobody to do it, nobody who may', () => {
    const day = randomDay(1, { isTimed: false });
    expect(solveFor({ ...day, tasks: [], links: [], apart: [] }, 10)).toMatchObject({ isFeasible: true, routes: [] });
    const alone = solveFor({ ...day, workers: [] }, 10);
    expect(alone.isFeasible).toBe(false);
    expect(alone.unassigned).toHaveLength(day.tasks.length);
    const blocked = day.tasks[0]!;
    const without = solveFor({ ...day, tasks: day.tasks.map((task) => (task === blocked ? { ...task, needs: [{ skill: 'nobody', level: 1 }] } : task)) }, 50);
    expect(without.unassigned.map(({ taskId }) => taskId)).toContain(blocked.id);
  });
});

describe('tiny days', () => {
  test('two workers and four visits end at the best of all plans', () => {
    for (const seed of [...Array.from({ length: 30 }, (_, at) => at + 1), 80, 139, 144]) {
      const problem = randomProblem(seed, { workers: 2, tasks: 4, hasBreaks: false, hasShifts: false, hasLinks: seed % 3 === 0, isMetric: true });
      const plan = solveFor(problem, 3000), best = bestByEnumeration(problem).cost;
      // Where nothing serves all that must be done, enumeration finds no plan; where waiting on purpose pays, the search may be below it.
      if (best < Infinity) expect({ seed, isFeasible: plan.isFeasible, isBest: plan.cost <= best + 1e-6 }).toEqual({ seed, isFeasible: true, isBest: true });
    }
  }, 20_000);
});

describe('two islands', () => {
  test('same seed and iterations, same plan; no worse than one of them alone', () => {
    for (const seed of [2, 4]) {
      const problem = randomDay(seed, { isTimed: seed !== 4 });
      const run = (threads: number) => solve(problem, { seed, threads, stop: { iterations: 3000 } });
      const { seconds: _a, ...first } = run(2), { seconds: _b, ...second } = run(2);
      expect(second).toEqual(first);
      expect(evaluatePlan(problem, first).faults).toEqual([]);
      expect(first.cost).toBeLessThanOrEqual(run(1).cost * 1.1);
    }
  }, 20_000);
});

const folder = instancesFolder();
const has = (family: string): boolean => folder !== null && existsSync(join(folder, family));
if (!has('hhcrsp-mankowska') || !has('uhhc')) process.stderr.write('coupled.test.ts: no public instances (set LINLI_INSTANCES): proven optima are not tested\n');

describe.skipIf(!has('hhcrsp-mankowska'))('proven optima of Mankowska’s instances', () => {
  const dir = join(folder ?? '', 'hhcrsp-mankowska');
  const proven: [string, number][] = [['10_1', 218.1987], ['10_2', 246.6267], ['10_3', 305.8583], ['10_4', 186.8967], ['10_5', 189.5433], ['25_1', 428.0967], ['25_2', 476.049], ['25_4', 411.296]];
  test.each(proven)('%s', (name, optimum) => {
    const file = readdirSync(dir).find((one) => one.startsWith(`InstanzCPLEX_HCSRP_${name}.`))!;
    const text = readText(join(dir, file));
    const stop = { seconds: 6, target: optimum + 0.01 };
    const plan = solveCoupled(readHhcrsp(text), { stop, seed: 2 }, stopping(stop, wallClock));
    const verdict = checkHhcrsp(text, writeHhcrsp(plan));
    expect(verdict.faults).toEqual([]);
    // The published values were computed with distances rounded to three decimals.
    expect(Math.abs(verdict.objective - optimum) / optimum).toBeLessThan(1e-4);
    expect(plan.cost).toBeCloseTo(verdict.objective, 6);
  }, 20_000);
});

describe.skipIf(!has('uhhc'))('UHHC', () => {
  test.each([['bazirha/D1', 769], ['bazirha/D5', 777], ['small/instance-000', Infinity], ['validation/i-134', 15820]])('%s reaches %d and passes the checker', (name, target) => {
    const text = readText(join(folder!, 'uhhc', `${name}.json.gz`));
    const stop = { seconds: 4, target: target === Infinity ? 0 : target, ...(target === Infinity ? { iterations: 400_000 } : {}) };
    const problem = readUhhc(text);
    const plan = solveCoupled(problem, { stop, seed: 1 }, stopping(stop, wallClock));
    const verdict = checkUhhc(text, writeUhhc(plan));
    expect(verdict.faults).toEqual([]);
    expect(verdict.objective).toBeLessThanOrEqual(target);
    expect(evaluatePlan(problem, plan).faults).toEqual([]);
    expect(plan.cost).toBeCloseTo(verdict.objective, 6);
    expect(plan.isFeasible && plan.unassigned.every(({ visitId }) => problem.tasks.find((task) => task.visitId === visitId)!.dropCost !== Infinity)).toBe(true);
  }, 20_000);
});

test('the price of must-be-done jobs outweighs everything else', () => {
  const state = new State(compile(randomDay(5)));
  expect(state.sum[MUST]!).toBeGreaterThan(0);
  expect(writePlan(state).isFeasible).toBe(false);
});

/**
 * How long 500 visits wait for their first feasible plan, from the problem to the first `onBetter`: `node planner/bench/first-plan.ts [--visits N]`.
 * One JSON line; seconds this thread computes, first run (nothing compiled yet) and median of the next nine, as shares of the allowed 50 ms.
 * Exits 1 when a median is above it.
 */
import { parseArgs } from 'node:util';
import type { Problem, TaskInput, WorkerInput } from '../problem.ts';
import { seeded } from '../sample.ts';
import { solve } from '../solve.ts';

const ALLOWED = 0.05;

/** A town of visits in a plane of 20 km, seconds and metres. `differ`: every worker has a home, skills and a price of its own. */
function town(visits: number, differ: boolean): Problem {
  const random = seeded(7);
  const workers = Math.ceil(visits / 4);
  const places = visits + workers;
  const x = Array.from({ length: places }, () => random() * 20_000);
  const y = Array.from({ length: places }, () => random() * 20_000);
  const distance = new Float64Array(places * places);
  for (let a = 0; a < places; a++) for (let b = 0; b < places; b++) distance[a * places + b] = Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
  const time = distance.map((metres) => (metres === 0 ? 0 : Math.round(metres / 5)));
  const crew: WorkerInput[] = Array.from({ length: workers }, (_, at) => {
    const home = visits + (differ ? at : 0);
    return { id: `w${at}`, start: home, end: home, shifts: [{ from: 28_800, to: 72_000 }], ...(differ ? { skills: { repair: at % 3 }, fixedCost: 100 * (at % 5) } : {}) };
  });
  const tasks: TaskInput[] = Array.from({ length: visits }, (_, at) => {
    const from = 30_000 + Math.floor(random() * 25_000);
    const needs = differ && at % 5 === 0 ? { needs: [{ skill: 'repair', level: 1 + (at % 2) }] } : {};
    return { id: `t${at}`, visitId: `t${at}`, place: at, duration: 3600, windows: [{ from, to: from + 7200 }], ...needs };
  });
  return { places, travel: [{ time, distance }], workers: crew, tasks, weights: { distance: 1 } };
}

function firstPlan(problem: Problem): number {
  let first = Infinity;
  solve(problem, { stop: { seconds: 0.4 }, onBetter: ({ seconds }) => (first = Math.min(first, seconds)) }, 'compute');
  return first;
}

const { values } = parseArgs({ options: { visits: { type: 'string', default: '500' } } });
const rows = [false, true].map((differ) => {
  const problem = town(Number(values.visits), differ);
  const [cold, ...rest] = Array.from({ length: 10 }, () => firstPlan(problem));
  const median = rest.sort((a, b) => a - b)[4]!;
  return { workers: differ ? 'all different' : 'equal', coldShare: cold! / ALLOWED, share: median / ALLOWED };
});
process.stdout.write(`${JSON.stringify({ visits: Number(values.visits), allowedSeconds: ALLOWED, rows })}\n`);
if (rows.some(({ share }) => share > 1)) process.exitCode = 1;

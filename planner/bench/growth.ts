/**
 * How the time for a day grows with the city: the same density of homes and workers, 500, 2,000 and 10,000 visits, planned by cells, the same number
 * of iterations a visit. Beside it, where one matrix still fits, one search over the whole city with as many iterations.
 * `node planner/bench/growth.ts [--sizes 500,2000,10000] [--per-visit 300] [--threads 2] [--whole 2000] [--seed N] [--smoke]` prints a JSON line per size;
 * exits 1 when a plan has a fault or, with --smoke, when a visit of the large town costs four times the small town's.
 */
import { parseArgs } from 'node:util';
import { evaluatePlan } from '../evaluate.ts';
import { planeWays, timeBetween, distanceBetween, wayBetween } from '../live/ways.ts';
import type { Ways } from '../live/ways.ts';
import type { Problem, Solved } from '../problem.ts';
import { seeded } from '../sample.ts';
import { solveByCells } from '../cells/index.ts';
import { solve } from '../solve.ts';
import { DETOUR_FACTOR, DOOR_SECONDS, SPEED_METERS_PER_SECOND } from '../travel.ts';

const HOUR = 3600;
const { values } = parseArgs({
  options: {
    sizes: { type: 'string' }, 'per-visit': { type: 'string' }, threads: { type: 'string', default: '2' }, whole: { type: 'string' }, seed: { type: 'string', default: '7' }, smoke: { type: 'boolean', default: false },
  },
});
const sizes = (values.sizes ?? (values.smoke ? '300,1200' : '500,2000,10000')).split(',').map(Number);
const perVisit = Number(values['per-visit'] ?? (values.smoke ? 60 : 300));
const wholeUpTo = Number(values.whole ?? (values.smoke ? 0 : 2000));
const threads = Number(values.threads);

/** A fifth as many workers as visits on a square that grows with them: 25 visits a square kilometre, e-bikes, one skill in five rare. */
function town(visits: number, seed: number): { problem: Problem; ways: Ways } {
  const random = seeded(seed);
  const workers = Math.ceil(visits / 5);
  const side = Math.sqrt(visits / 25) * 1000;
  const points = Array.from({ length: workers + visits }, () => ({ x: random() * side, y: random() * side }));
  const problem: Problem = {
    places: points.length, travel: [], weights: { travelTime: 1 },
    workers: Array.from({ length: workers }, (_, w) => ({ id: `w${w}`, start: w, end: w, shifts: [{ from: 8 * HOUR, to: 20 * HOUR }], skills: { clean: 1 + Math.floor(random() * 4), ...(random() < 0.4 ? { cook: 1 } : {}) } })),
    tasks: Array.from({ length: visits }, (_, t) => {
      const from = 8 * HOUR + Math.floor(random() * 18) * 1800;
      const duration = 1800 * (2 + Math.floor(random() * 3));
      return {
        id: `t${t}`, visitId: `t${t}`, place: workers + t, duration, windows: [{ from, to: from + HOUR }], dropCost: 20_000,
        needs: [random() < 0.2 ? { skill: 'cook', level: 1 } : { skill: 'clean', level: 1 + Math.floor(random() * 3) }],
      };
    }),
  };
  return { problem, ways: planeWays(points, [SPEED_METERS_PER_SECOND.ebike], { detour: DETOUR_FACTOR, door: DOOR_SECONDS }) };
}

function withMatrix(problem: Problem, ways: Ways): Problem {
  const { places } = problem;
  const time = Float64Array.from({ length: places * places }, (_, at) => timeBetween(ways, 0, Math.floor(at / places), at % places));
  return { ...problem, travel: [{ time, distance: Float64Array.from({ length: places * places }, (_, at) => distanceBetween(ways, 0, Math.floor(at / places), at % places)) }] };
}

const round = (value: number, digits = 3): number => Math.round(value * 10 ** digits) / 10 ** digits;
const told = (plan: Solved, visits: number, seconds: number): object => ({
  seconds: round(seconds), millisecondsAVisit: round(1000 * seconds / visits), travelMinutesAVisit: round((plan.parts.travelTime ?? 0) / 60 / Math.max(1, visits - plan.unassigned.length)), unassigned: plan.unassigned.length,
});
const eachVisit: number[] = [];
let faults = 0;
for (const visits of sizes) {
  const { problem, ways } = town(visits, Number(values.seed));
  const rounds: { round: number; cost: number; seconds: number }[] = [];
  const began = performance.now();
  const plan = solveByCells(problem, ways, { seed: 1, threads, stop: { iterations: perVisit * visits }, onBetter: ({ round: number, cost, seconds }) => rounds.push({ round: number, cost, seconds: round(seconds) }) });
  const seconds = (performance.now() - began) / 1000;
  eachVisit.push(seconds / visits);
  faults += evaluatePlan(problem, plan, wayBetween(ways)).faults.length;
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  let whole: object | null = null;
  if (visits <= wholeUpTo) {
    const start = performance.now();
    const other = solve(withMatrix(problem, ways), { seed: 1, threads, stop: { iterations: Math.ceil(perVisit * visits / threads) } });
    whole = told(other, visits, (performance.now() - start) / 1000);
  }
  console.log(JSON.stringify({ bench: 'growth', visits, workers: problem.workers.length, threads, iterationsAVisit: perVisit, byCells: told(plan, visits, seconds), againstSmallest: round(eachVisit.at(-1)! / eachVisit[0]!), peakMemoryMb: memory, rounds, whole }));
}
if (faults > 0) console.error(`${faults} faults`);
process.exitCode = faults > 0 || (values.smoke && eachVisit.at(-1)! > 4 * eachVisit[0]!) ? 1 : 0;

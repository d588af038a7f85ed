/**
 * Online planning on public streams: `npm run -s planner:bench-online -- [--family lackner|mdrp] [--rounds N] [--all] [--seed N]`; one JSON line a run.
 * lackner: requests of a Solomon instance come in while vehicles drive; insertion at once, ejection where nothing fits, a few rounds of ruin and
 * recreate after each arrival; the gap is to the best distance known for the static instance (hindsight). mdrp: real order streams and shifts of
 * MDRPLib as urgent home service; insertion at once against windows of `--window` minutes settled by assignBatch.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { resolve } from 'node:path';
import { evaluatePlan } from '../evaluate.ts';
import { readLackner } from '../formats/lackner.ts';
import { homeServiceDay, readMdrp } from '../formats/mdrp.ts';
import { assignBatch } from '../live/assign.ts';
import { METRICS, DISTANCE, TRAVEL } from '../live/columns.ts';
import type { LiveDay } from '../live/columns.ts';
import { addVisit, advance, openDay, planOf, problemOf } from '../live/day.ts';
import { bestOffers } from '../live/insert.ts';
import { ejectInto, improve, insertAll, openVisits } from '../live/mend.ts';
import { tryAll } from '../live/trial.ts';
import { wayBetween } from '../live/ways.ts';
import { instancesFolder, readCsv } from './family.ts';

const option = (name: string, otherwise: number): number => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? otherwise : Number(process.argv[at + 1]); };
const familyAt = process.argv.indexOf('--family');
const family = familyAt < 0 ? null : process.argv[familyAt + 1];
const seed = option('seed', 1);
const isAll = process.argv.includes('--all');
const print = (row: object): void => console.log(JSON.stringify(row));
const round = (value: number, digits = 3): number => Math.round(value * 10 ** digits) / 10 ** digits;

function quantiles(times: number[]): { p50: number; p95: number; p99: number; count: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: times.length };
}
const total = (day: LiveDay, metric: number): number => { let sum = 0; for (let leg = 0; leg < day.legs; leg++) sum += day.metrics[leg * METRICS + metric]!; return sum; };
const faultsOf = (day: LiveDay): number => evaluatePlan(problemOf(day), planOf(day), wayBetween(day.ways)).faults.filter(({ rule }) => rule !== 'mustServe').length;
const unpack = (path: string): string => gunzipSync(readFileSync(path)).toString('utf8');

function lackner(dir: string): void {
  const best = new Map(readCsv(resolve(dir, 'solomon', 'best_distance_double.csv')).map((row) => [row['instance']!, Number(row['distance_double'])]));
  const folder = resolve(dir, 'dvrptw-lackner');
  const names = readdirSync(folder).filter((name) => /^[CR]+\d+\.txt\.gz$/.test(name)).map((name) => name.replace('.txt.gz', '')).filter((name, index) => isAll || index % 8 === 0);
  const gaps = new Map<string, { gap: number[]; lost: number; asked: number }>();
  for (const name of names) {
    for (const known of ['90_10', '50_50', '10_90']) {
      const path = resolve(folder, `${name}_einf_${known}_in.txt.gz`);
      if (!existsSync(path)) continue;
      const read = readLackner(unpack(resolve(folder, `${name}.txt.gz`)), unpack(path));
      // The files give the fleet of the best static plan; a day that nobody knows beforehand gets Solomon's own 25 vehicles, so that all can be served.
      const problem = { ...read, workers: Array.from({ length: option('vehicles', 25) }, (_, index) => ({ ...read.workers[0]!, id: String(index + 1) })) };
      const isKnown = (task: { releasedAt?: number }): boolean => task.releasedAt === undefined || task.releasedAt <= 0;
      const { day } = openDay({ ...problem, tasks: problem.tasks.filter(isKnown) }, null);
      insertAll(day, openVisits(day));
      improve(day, { seed, iterations: option('rounds', 300) * 20, isBold: true });
      const times: number[] = [];
      let lost = 0;
      const coming = problem.tasks.filter((task) => !isKnown(task)).sort((a, b) => a.releasedAt! - b.releasedAt!);
      for (const task of coming) {
        advance(day, task.releasedAt!);
        const numbers = addVisit(day, [task]);
        const began = performance.now();
        const { offers } = bestOffers(day, numbers, 1);
        times.push(performance.now() - began);
        const isIn = (offers.length > 0 && tryAll(day, offers[0]!, true) !== null) || ejectInto(day, day.visitOf[numbers[0]!]!, 2);
        if (!isIn) lost += 1;
        improve(day, { seed: seed + numbers[0]!, iterations: option('rounds', 300), isBold: true });
      }
      const unserved = openVisits(day).length;
      const gap = 100 * (total(day, DISTANCE) / best.get(name)! - 1);
      // The list itself tells how much of the day was not known before.
      const dynamism = coming.length / problem.tasks.length;
      const key = `${Math.round(dynamism * 10) * 10} %`;
      const row = gaps.get(key) ?? { gap: [], lost: 0, asked: 0 };
      if (unserved === 0) row.gap.push(gap);
      row.lost += unserved;
      row.asked += problem.tasks.length;
      gaps.set(key, row);
      print({ family: 'lackner', name, dynamism: round(dynamism, 2), distance: round(total(day, DISTANCE), 1), hindsight: best.get(name), gapPercent: round(gap, 2), unserved, lostAtFirst: lost,
        faults: faultsOf(day), insertMs: quantiles(times) });
    }
  }
  for (const [dynamism, { gap, lost, asked }] of gaps) print({ family: 'lackner', dynamism, instancesServedWhole: gap.length, meanGapPercent: round(gap.reduce((sum, one) => sum + one,
    0) / Math.max(1, gap.length), 2), unserved: lost, requests: asked });
}

function mdrp(dir: string): void {
  const folder = resolve(dir, 'mdrp-grubhub');
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const window = option('window', 2);
  for (const name of isAll ? names : names.slice(0, 3)) {
    const text = (file: string): string => { const path = resolve(folder, name, file); return existsSync(path) ? readFileSync(path, 'utf8') : unpack(`${path}.gz`); };
    const tables = readMdrp({ orders: text('orders.txt'), couriers: text('couriers.txt'), restaurants: text('restaurants.txt'), parameters: text('instance_parameters.txt') });
    for (const policy of ['insert', 'batch'] as const) {
      const { problem, ways, arrivals } = homeServiceDay(tables, { seed });
      const { day } = openDay(problem, null, { ways });
      const times: number[] = [];
      const confirmed: number[] = [];
      let open: { at: number; task: number }[] = [];
      const settle = (now: number): void => {
        const began = performance.now();
        // Every open request's nearest workers; whoever is in nobody's list is too far to matter.
        const found = open.map(({ task }) => bestOffers(day, [task], 24));
        const workers = [...new Set(found.flatMap(({ offers }) => offers.map(([offer]) => day.legWorker[offer!.leg]!)))];
        const column = new Map(workers.map((worker, index) => [worker, index]));
        const costs = open.map(() => new Float64Array(workers.length).fill(Infinity));
        found.forEach(({ offers, costs: prices }, row) => offers.forEach(([offer], index) => { costs[row]![column.get(day.legWorker[offer!.leg]!)!] = prices[index]!; }));
        const { columnOf } = assignBatch(costs);
        open = open.filter(({ at, task }, row) => {
          const worker = columnOf[row]! < 0 ? -1 : workers[columnOf[row]!]!;
          const offers = found[row]!.offers.find(([offer]) => day.legWorker[offer!.leg] === worker);
          if (offers && tryAll(day, offers, true) !== null) { confirmed.push((now - at) * 60); return false; }
          return day.closeTo[task]! > now;
        });
        times.push(performance.now() - began);
      };
      let next = 0;
      for (let at = 0; at < arrivals.length; ) {
        const now = policy === 'insert' ? arrivals[at]!.at : (next = Math.max(next + window, Math.ceil(arrivals[at]!.at / window) * window));
        advance(day, now);
        if (policy === 'batch') {
          for (; at < arrivals.length && arrivals[at]!.at <= now; at++) open.push({ at: arrivals[at]!.at, task: addVisit(day, [arrivals[at]!.task])[0]! });
          if (open.length > 0) settle(now);
          continue;
        }
        const task = addVisit(day, [arrivals[at]!.task]);
        const began = performance.now();
        const { offers } = bestOffers(day, task, 1);
        const isIn = offers.length > 0 && tryAll(day, offers[0]!, true) !== null;
        times.push(performance.now() - began);
        if (isIn) confirmed.push(times.at(-1)! / 1000);
        at += 1;
      }
      for (let now = next + window; open.length > 0; now += window) { advance(day, now); settle(now); }
      const served = arrivals.length - openVisits(day).length;
      print({
        family: 'mdrp', name, policy, windowMinutes: policy === 'batch' ? window : 0, orders: arrivals.length, workers: problem.workers.length, served,
          servedPercent: round(100 * served / arrivals.length, 1),
        travelMinutesEach: round(total(day, TRAVEL) / Math.max(1, served), 2), decisionMs: quantiles(times), clickToConfirmSeconds: quantiles(confirmed), faults: faultsOf(day),
      });
    }
  }
}

const dir = instancesFolder();
if (dir === null) print({ bench: 'online', skipped: 'no public instances: set LINLI_INSTANCES to their folder' });
else {
  if (family === null || family === 'lackner') lackner(dir);
  if (family === null || family === 'mdrp') mdrp(dir);
}

/**
 * Whole families of public instances against their best known values and the peers' recorded rows.
 * `npm run -s planner:bench -- --family solomon [--seconds S|published] [--seeds K] [--threads T] [--only A,B] [--clock wall|compute] [--smoke] [--json] [--chart FILE]`
 * `--seconds published` runs every instance as long as the family's published solver took on it, and prints that solver's row beside ours.
 * `--chart FILE` draws quality against time. `--smoke` alone runs a few instances of every family. Exits 1 when a plan is infeasible or, with --smoke, when the mean gap leaves the family's band.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { SolveClock } from '../solve.ts';
import { solve } from '../solve.ts';
import { chart } from './chart.ts';
import { instancesFolder, readText, type Family, type Instance, type Published } from './family.ts';

/** Shares of the allowance at which the anytime curves are read, evenly in the logarithm; the printed row shows every sixth. */
const CHECKPOINTS = Array.from({ length: 25 }, (_, at) => 10 ** (-3 + at / 8));
export type Run = { instance: string; className: string; seed: number; objective: number; gap: number; feasible: boolean; faults: string[]; iterations: number; seconds: number; anytime: number[] };
export type Row = { className: string; instances: number; min: number; median: number; mean: number; max: number; atBest: number };

/** Every family registered in this folder: files `family-*.ts`, default export one family or a list. */
export async function findFamilies(): Promise<Family[]> {
  const files = readdirSync(import.meta.dirname).flatMap((file) => /^family-(\w+)\.ts$/.exec(file)?.[1] ?? []).sort();
  const found = await Promise.all(files.map(async (name) => (await import(`./family-${name}.ts`)) as { default: Family | Family[] }));
  return found.flatMap(({ default: family }) => family);
}

/** Percent above the best known value; a plan that is infeasible counts as infinitely far. */
export const gapOf = (value: number, best: number): number => (value / best - 1) * 100;

function runOne(family: Family, instance: Instance, best: number, asked: { seconds: number; seed: number; threads: number; clock: SolveClock }): Run {
  const text = readText(instance.path);
  const problem = family.read(text, instance);
  const found: { at: number; cost: number }[] = [];
  const onBetter = ({ cost, seconds }: { cost: number; seconds: number }): number => found.push({ at: seconds, cost });
  const plan = solve(problem, { seed: asked.seed, threads: asked.threads, stop: { seconds: asked.seconds }, onBetter }, asked.clock);
  const verdict = family.check?.(text, plan, instance);
  const objective = verdict?.objective ?? family.objective(plan);
  const faults = [...plan.faults, ...(verdict?.faults ?? [])];
  const scale = plan.cost === 0 ? 1 : objective / plan.cost;
  const anytime = CHECKPOINTS.map((share) => {
    const last = found.findLast(({ at }) => at <= share * asked.seconds);
    return last ? gapOf(last.cost * scale, best) : Infinity;
  });
  return {
    instance: instance.name, className: instance.className, seed: asked.seed, objective, gap: faults.length > 0 ? Infinity : gapOf(objective, best),
    feasible: faults.length === 0, faults, iterations: plan.iterations, seconds: plan.seconds, anytime,
  };
}

/** Gaps by class and over all; an instance counts with the mean of its seeds for the mean, each run for min, median and max. */
export function tabulate(runs: readonly Run[]): Row[] {
  const classes = [...new Set(runs.map(({ className }) => className))];
  return [...classes, 'all'].map((className) => {
    const own = runs.filter((run) => className === 'all' || run.className === className);
    const gaps = own.map(({ gap }) => gap).sort((a, b) => a - b);
    const median = gaps.length % 2 === 1 ? gaps[(gaps.length - 1) / 2]! : (gaps[gaps.length / 2 - 1]! + gaps[gaps.length / 2]!) / 2;
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    return { className, instances: new Set(own.map(({ instance }) => instance)).size, min: gaps[0]!, median, mean, max: gaps.at(-1)!, atBest: gaps.filter((gap) => gap < 0.001).length };
  });
}

/** Mean gap of each class at every checkpoint, and over all. */
const curvesOf = (runs: readonly Run[]): { name: string; gaps: number[] }[] => [...new Set(runs.map(({ className }) => className)), 'all'].map((name) => {
  const own = runs.filter(({ className }) => name === 'all' || className === name);
  return { name, gaps: CHECKPOINTS.map((_, at) => own.reduce((sum, { anytime }) => sum + anytime[at]!, 0) / own.length) };
});

const percent = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(3)).padStart(9);

/** The published solver's mean and best beside our mean and best of the same instance; a mark says which of them we reach. */
function printPublished(published: Map<string, Published>, runs: readonly Run[]): void {
  process.stdout.write(`instance    seconds   their mean  their best     our mean    our best\n`);
  for (const name of new Set(runs.map(({ instance }) => instance))) {
    const own = runs.filter(({ instance }) => instance === name), their = published.get(name);
    if (!their) continue;
    const mean = own.reduce((sum, { objective }) => sum + objective, 0) / own.length, best = Math.min(...own.map(({ objective }) => objective));
    const columns = [their.mean, their.best, mean, best].map((value) => value.toFixed(1).padStart(12)).join('');
    const isBroken = own.some(({ feasible }) => !feasible);
    const mark = isBroken ? 'INFEASIBLE' : best < their.best - 1e-6 ? 'below their best' : best <= their.best + 1e-6 ? 'their best' : mean < their.mean ? 'below their mean' : 'ABOVE their mean';
    process.stdout.write(`${name.padEnd(11)}${their.seconds.toFixed(1).padStart(8)}${columns}  ${mark}\n`);
  }
}

function print(family: Family, rows: Row[], runs: readonly Run[], seconds: number | 'published'): void {
  process.stdout.write(`${family.name}, ${seconds === 'published' ? 'the published solver’s time' : `${seconds} s`}, gaps in percent\nclass     runs at best      min   median     mean      max\n`);
  for (const row of rows) {
    const count = runs.filter((run) => row.className === 'all' || run.className === row.className).length;
    process.stdout.write(`${row.className.padEnd(9)} ${String(count).padStart(4)} ${String(row.atBest).padStart(7)}${percent(row.min)}${percent(row.median)}${percent(row.mean)}${percent(row.max)}\n`);
  }
  const meanAt = (at: number): number => runs.reduce((sum, run) => sum + run.anytime[at]!, 0) / runs.length;
  const shown = CHECKPOINTS.map((share, at) => ({ share, at })).filter(({ at }) => at % 6 === 0);
  process.stdout.write(`anytime: ${shown.map(({ share, at }) => `${seconds === 'published' ? `${(share * 100).toFixed(1)} %` : `${(share * seconds).toFixed(2)} s`}: ${meanAt(at).toFixed(3)} %`).join(', ')}\n`);
  for (const peer of family.peers) process.stdout.write(`${peer.name}, ${peer.seconds} s: ${Object.entries(peer.gaps).map(([name, gap]) => `${name} ${gap}`).join('  ')}\n`);
}

/** Runs the command line; the exit code. */
export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args, options: {
      family: { type: 'string' }, seconds: { type: 'string' }, seeds: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' }, threads: { type: 'string', default: '1' },
      only: { type: 'string' }, clock: { type: 'string', default: 'wall' }, smoke: { type: 'boolean', default: false }, json: { type: 'boolean', default: false },
      chart: { type: 'string' },
    },
  });
  const families = await findFamilies();
  const dir = instancesFolder();
  if (values.smoke && !values.family) {
    if (!dir) process.stdout.write('找不到算例，跳过 / no instances found, nothing to smoke-test: set LINLI_INSTANCES\n');
    let worst = 0;
    for (const { name } of dir ? families : []) worst = Math.max(worst, await bench([...args, '--family', name]));
    return worst;
  }
  const family = families.find(({ name }) => name === values.family);
  if (!family) throw new Error(`没有这个算例族 / no such family: ${values.family ?? ''}. 可选 / one of: ${families.map(({ name }) => name).join(', ')}`);
  if (!dir) throw new Error('找不到算例，请设置 LINLI_INSTANCES / no instances found: set LINLI_INSTANCES');
  const seconds = values.seconds === 'published' ? 'published' : Number(values.seconds ?? (values.smoke ? family.smoke.seconds : 10));
  const published = family.published?.(dir) ?? new Map<string, Published>();
  const only = values.only?.split(',') ?? (values.smoke ? family.smoke.names : null);
  const best = family.best(dir);
  const instances = family.instances(dir).filter(({ name }) => only === null || only.includes(name));
  if (instances.length === 0) throw new Error(`没有算例 / no instances: ${values.only ?? values.family}`);
  const runs: Run[] = [];
  for (const instance of instances) {
    const time = seconds === 'published' ? published.get(instance.name)?.seconds : seconds;
    if (time === undefined) throw new Error(`没有公布的用时 / no published time is on record: ${instance.name}`);
    for (let k = 0; k < Number(values.seeds); k++) {
      const clock = values.clock === 'compute' ? 'compute' : 'wall';
      const run = runOne(family, instance, best.get(instance.name) ?? NaN, { seconds: time, seed: Number(values.seed) + k, threads: Number(values.threads), clock });
      runs.push(run);
      if (!values.json) process.stdout.write(`${run.instance} seed ${run.seed}: ${run.objective.toFixed(3)} gap ${run.gap.toFixed(3)} %${run.feasible ? '' : ` INFEASIBLE ${run.faults[0]}`}\n`);
    }
  }
  const rows = tabulate(runs);
  if (values.json) process.stdout.write(`${JSON.stringify({ family: family.name, seconds, clock: values.clock, threads: Number(values.threads), rows, peers: family.peers, published: Object.fromEntries(published), runs })}\n`);
  else {
    print(family, rows, runs, seconds);
    if (published.size > 0) printPublished(published, runs);
  }
  if (values.chart) {
    const most = seconds === 'published' ? Math.max(...runs.map((run) => run.seconds)) : seconds;
    writeFileSync(values.chart, chart(`${family.name}: mean gap to the best known, ${values.threads} thread, up to ${most.toFixed(0)} s`, most, CHECKPOINTS, curvesOf(runs), family.peers));
  }
  const mean = rows.at(-1)!.mean;
  // A family without known bests has no gap to judge: only its plans are checked.
  const isGood = runs.every(({ feasible }) => feasible) && (!values.smoke || !(mean > family.smoke.band));
  if (!isGood) process.stderr.write(`${family.name}: mean gap ${mean.toFixed(3)} %, band ${family.smoke.band} %\n`);
  return isGood ? 0 : 1;
}

if (import.meta.main) process.exitCode = await bench(process.argv.slice(2));

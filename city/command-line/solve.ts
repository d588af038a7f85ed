import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Plan, Problem } from '../../planner/problem.ts';
import { solve } from '../../planner/solve.ts';

type Reading = { problem: Problem; write(plan: Plan): string; objectiveOf(plan: Plan): number; /** Where each place lies, if the format says so. */ places?: { x: number; y: number }[] };
type Asked = { text: string; objective: string; workerText: string | null };

/** Formats are loaded when asked for: each reads its own text and writes the solution files of its own field. */
const formats: Record<string, (asked: Asked) => Promise<Reading>> = {
  solomon: async ({ text, objective }) => {
    const { parseSolomon, readSolomon, writeSolomon } = await import('../../planner/formats/solomon.ts');
    const convention = objective === 'native' ? 'distance' : objective;
    if (convention !== 'distance' && convention !== 'hierarchical' && convention !== 'dimacs') {
      return wrong(`--objective ${objective} 不认识`, `unknown --objective ${objective}: distance, hierarchical or dimacs`);
    }
    const { x, y } = parseSolomon(text);
    return { problem: readSolomon(text, convention), write: writeSolomon, objectiveOf: (plan) => plan.parts.distance ?? 0, places: x.map((at, place) => ({ x: at, y: y[place]! })) };
  },
  trsp: async ({ text }) => {
    const { readTrsp, writeTrsp } = await import('../../planner/formats/trsp.ts');
    return native(readTrsp(text), writeTrsp);
  },
  kovacs: async ({ text, workerText }) => {
    const { readKovacs, writeKovacs } = await import('../../planner/formats/kovacs.ts');
    return native(readKovacs(text, workerText ?? wrong('缺少 --workers（技术员文件）', '--workers (the technicians file) is missing')), writeKovacs);
  },
  hhcrsp: (asked) => fromModule(asked, '../../planner/formats/hhcrsp.ts', 'Hhcrsp'),
  uhhc: (asked) => fromModule(asked, '../../planner/formats/uhhc.ts', 'Uhhc'),
  br: (asked) => fromModule(asked, '../../planner/formats/bredstrom.ts', 'Bredstrom'),
  linli: async ({ text }) => {
    let problem: Problem;
    try {
      // JSON knows neither infinity nor typed arrays: "Infinity" is written as a word, matrices as lists.
      problem = JSON.parse(text, (key, value: unknown) => {
        if (value === 'Infinity') return Infinity;
        return (key === 'time' || key === 'distance') && Array.isArray(value) ? Float64Array.from(value as number[]) : value;
      }) as Problem;
    } catch (error) {
      return wrong(`不是 JSON：${String(error)}`, `not JSON: ${String(error)}`);
    }
    const isComplete = Array.isArray(problem?.tasks) && Array.isArray(problem.workers) && Array.isArray(problem.travel) && typeof problem.weights === 'object';
    if (!isComplete) return wrong('缺少 tasks、workers、travel 或 weights', 'tasks, workers, travel or weights are missing');
    return native(problem, (plan) => `${JSON.stringify(plan)}\n`);
  },
};

const native = (problem: Problem, write: (plan: Plan) => string): Reading => ({ problem, write, objectiveOf: ({ cost }) => cost });

async function fromModule({ text }: Asked, path: string, name: string): Promise<Reading> {
  const module = (await import(path)) as Record<string, unknown>;
  const read = module[`read${name}`] as (text: string) => Problem;
  const write = module[`write${name}`] as (plan: Plan, problem: Problem) => string;
  const problem = read(text);
  return native(problem, (plan) => write(plan, problem));
}

function wrong(zh: string, en: string): never {
  throw Object.assign(new TypeError(`${zh}\n${en}`), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' });
}

const numberOf = (name: string, text: string, least: number): number => {
  const value = Number(text);
  return Number.isFinite(value) && value >= least ? value : wrong(`--${name} 须为不小于 ${least} 的数，现为 ${text}`, `--${name} must be a number of ${least} or more, got ${text}`);
};

/**
 * `linli solve --format F --file FILE [--objective O] [--seconds S | --iterations N] [--seed N] [--threads T] [--out SOLUTION] [--html PAGE] [--json]`:
 * plans a public instance or a Problem in JSON (`linli`). Exit code 1 when no feasible plan was found.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args, options: {
      format: { type: 'string' }, file: { type: 'string' }, workers: { type: 'string' }, objective: { type: 'string', default: 'native' },
      seconds: { type: 'string' }, iterations: { type: 'string' }, seed: { type: 'string', default: '1' }, threads: { type: 'string', default: '1' },
      out: { type: 'string' }, html: { type: 'string' }, json: { type: 'boolean', default: false },
    },
  });
  const format = formats[values.format ?? ''] ?? wrong(`--format 须为 ${Object.keys(formats).join('、')} 之一`, `--format must be one of ${Object.keys(formats).join(', ')}`);
  const file = values.file ?? wrong('缺少 --file', '--file is missing');
  const reading = await format({ text: readText(file), objective: values.objective, workerText: values.workers === undefined ? null : readText(values.workers) });
  const { problem, write, objectiveOf } = reading;
  const instance = basename(file).replace(/\.[^.]+?(?:\.gz)?$/, '');
  const stop = {
    ...(values.iterations === undefined ? { seconds: numberOf('seconds', values.seconds ?? '10', 0) } : values.seconds === undefined ? {} : { seconds: numberOf('seconds', values.seconds, 0) }),
    ...(values.iterations === undefined ? {} : { iterations: numberOf('iterations', values.iterations, 0) }),
  };
  const plan = solve(problem, { seed: numberOf('seed', values.seed, 0), threads: numberOf('threads', values.threads, 1), stop });
  if (values.out) writeFileSync(values.out, write(plan));
  if (values.html) writeFileSync(values.html, await draw(reading, plan, instance));
  const line = {
    instance, feasible: plan.isFeasible, objective: round(objectiveOf(plan)),
    distance: round(plan.parts.distance ?? plan.routes.reduce((sum, route) => sum + route.distance, 0)),
    vehicles: plan.routes.length, unassigned: plan.unassigned.length, iterations: plan.iterations, seconds: round(plan.seconds),
    routes: plan.routes.map(({ workerId, stops }) => ({ worker: workerId, tasks: stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : [])) })),
  };
  if (values.json) process.stdout.write(`${JSON.stringify(line)}\n`);
  else {
    process.stdout.write(`${line.instance}: ${line.objective}  路线 routes ${line.vehicles}  未排 unassigned ${line.unassigned}  ${line.seconds} s\n`);
    for (const fault of plan.faults) process.stdout.write(`✗ ${fault}\n`);
  }
  return plan.isFeasible ? 0 : 1;
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

function readText(path: string): string {
  try {
    return path.endsWith('.gz') ? gunzipSync(readFileSync(path)).toString('utf8') : readFileSync(path, 'utf8');
  } catch {
    return wrong(`读不到文件 ${path}`, `cannot read ${path}`);
  }
}

async function draw({ problem, places }: Reading, plan: Plan, title: string): Promise<string> {
  const { picture } = await import('../../planner/picture.ts');
  return picture(problem, plan, places ? { title, places } : { title });
}

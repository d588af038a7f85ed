/**
 * Technician routing and scheduling: Pillac, Guéret & Medaglia, Optimization Letters 7 (2013). 25 workers with homes, skills, tools and spare
 * parts; 100 requests. Objective: total working time (travel + waiting + tasks of all workers).
 * Left out: a worker without a tool or part may pass by the depot once to fetch it. That is a stop nobody asked for, which may or may not be made and
 * after which the worker can do more; the model's tools (papers) and parts (capacity) hold for a whole shift, so it has no word for it. Here the worker
 * must have everything from the start: a plan of ours is a plan of theirs, and where a request needs the pass it stays unassigned.
 */
import { PlannerInputError } from '../types.ts';
import type { Plan, Problem, TaskInput, WorkerInput } from '../problem.ts';

type Row = { id: number; x: number; y: number; from: number; to: number; service: number; skills: number[]; tools: number[]; parts: number[] };

const refuse = (field: string, zh: string, en: string): never => {
  throw new PlannerInputError(field, `${zh} / ${en}`);
};

const listOf = (text: string): number[] => (text.trim() === '' ? [] : text.split(',').map(Number));

function readRow(line: string, at: number): Row {
  const match = /^([\d.\s+-]+)\[([^\]]*)\]\s*\[([^\]]*)\]\s*\[([^\]]*)\]\s*$/.exec(line);
  const numbers = match?.[1]!.trim().split(/\s+/).map(Number) ?? [];
  const lists = match ? [listOf(match[2]!), listOf(match[3]!), listOf(match[4]!)] as const : null;
  if (!lists || numbers.length !== 6 || [...numbers, ...lists.flat()].some((value) => !Number.isFinite(value))) {
    return refuse(`line ${at}`, `第 ${at} 行须是六个数和三个方括号：${line}`, `line ${at} must be six numbers and three bracketed lists: ${line}`);
  }
  const [id, x, y, from, to, service] = numbers as [number, number, number, number, number, number];
  if (from > to) refuse(`line ${at}`, `第 ${at} 行的时间窗先关后开：${from} > ${to}`, `line ${at}: the window closes before it opens: ${from} > ${to}`);
  if (service < 0) refuse(`line ${at}`, `第 ${at} 行的服务时间不能为负`, `line ${at}: the service time may not be negative`);
  return { id, x, y, from, to, service, skills: lists[0], tools: lists[1], parts: lists[2] };
}

/** The instance as a Problem; task ids are the requests' numbers, worker ids the technicians'. */
export function readTrsp(text: string): Problem {
  const lines = text.split(/\r?\n/);
  const head = lines.findIndex((line) => /^CREW COUNT/i.test(line.trim()));
  if (head < 0) refuse('INFO', '缺少 "CREW COUNT" 一行，这不是 TRSP 格式', 'no line "CREW COUNT": this is not a TRSP file');
  const crew = Number((lines[head + 1] ?? '').trim().split(/\s+/)[0]);
  if (!(Number.isInteger(crew) && crew >= 0)) refuse('CREW COUNT', `人数须为非负整数，现为 ${crew}`, `the crew must be a whole number, 0 or more, got ${crew}`);
  const table = lines.findIndex((line) => /^ID\s+X\s+Y/i.test(line.trim()));
  if (table < 0) refuse('ID', '缺少 "ID X Y" 一行', 'no line "ID X Y"');
  const rows = lines.flatMap((line, at) => (at > table && line.trim() !== '' ? [readRow(line.trim(), at + 1)] : []));
  if (rows.length < crew + 1) refuse('ID', `只有 ${rows.length} 行，少于 1 个仓库和 ${crew} 个人`, `${rows.length} rows, fewer than the depot and ${crew} workers`);
  const places = rows.length;
  const matrix = new Float64Array(places * places);
  for (const [a, from] of rows.entries()) for (const [b, to] of rows.entries()) matrix[a * places + b] = Math.sqrt((from.x - to.x) ** 2 + (from.y - to.y) ** 2);
  const workers: WorkerInput[] = rows.slice(1, crew + 1).map((row, at) => ({
    id: String(row.id), start: at + 1, end: at + 1, shifts: [{ from: row.from, to: row.to }], skills: Object.fromEntries(row.skills.map((skill) => [String(skill), 1])),
    papers: row.tools.map((tool) => `tool ${tool}`), capacity: row.parts,
  }));
  const tasks: TaskInput[] = rows.slice(crew + 1).map((row, at) => ({
    id: String(row.id), visitId: String(row.id), place: crew + 1 + at, duration: row.service, windows: [{ from: row.from, to: row.to }],
    needs: row.skills.map((skill) => ({ skill: String(skill), level: 1 })), papers: row.tools.map((tool) => `tool ${tool}`), load: row.parts,
  }));
  return { places, travel: [{ time: matrix, distance: matrix }], workers, tasks, weights: { duration: 1 } };
}

/** `Route #<worker>: request …` lines and `Cost` (total working time). */
export function writeTrsp(plan: Plan): string {
  const lines = plan.routes.map((route) => `Route #${route.workerId}: ${route.stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : [])).join(' ')}`);
  return `${lines.join('\n')}\nCost ${Number((plan.parts.duration ?? 0).toFixed(4))}\n`;
}

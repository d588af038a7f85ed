/**
 * Service technician routing and scheduling: Kovacs, Parragh, Doerner & Hartl, Journal of Scheduling 15 (2012). Tasks ask for skills at levels,
 * may be outsourced for 200 + (Σ d_sl)^1.5, and all workers start at the depot. Objective: distance + outsourcing.
 * `noTeam` files only. In the `Team` files crews are formed for the day: who rides with whom is decided with the routes, and a crew's skills add up.
 * The model's workers and their skills are given, so it has no word for that (a visit for several people is each coming on their own); they are refused.
 */
import { PlannerInputError } from '../types.ts';
import type { Plan, Problem, TaskInput, WorkerInput } from '../problem.ts';

const refuse = (field: string, zh: string, en: string): never => {
  throw new PlannerInputError(field, `${zh} / ${en}`);
};

const numbersOf = (line: string, at: number, what: string): number[] => {
  const row = line.trim().split(/\s+/).map(Number);
  if (row.some((value) => !Number.isFinite(value))) {
    refuse(`${what} line ${at}`, `${what} 第 ${at} 行有不是数的内容：${line}`, `${what} line ${at} holds something that is no number: ${line}`);
  }
  return row;
};

/** Both files of an instance as a Problem; ids are the files' own numbers. Throws PlannerInputError on team instances and unreadable lines. */
export function readKovacs(taskText: string, workerText: string): Problem {
  const workerLines = workerText.split(/\r?\n/);
  const workerHead = workerLines.findIndex((line) => /^ID\s+domain1/i.test(line.trim()));
  if (workerHead < 0) refuse('technicians', '技术员文件缺少 "ID domain1" 一行', 'the technicians file has no line "ID domain1"');
  const crew = workerLines.flatMap((line, at) => (at > workerHead && line.trim() !== '' ? [numbersOf(line, at + 1, 'technicians')] : []));
  const lines = taskText.split(/\r?\n/);
  const head = lines.findIndex((line) => /^CUST\s*NO/i.test(line.trim()));
  if (head < 0) refuse('CUST NO.', '任务文件缺少 "CUST NO." 一行', 'the task file has no line "CUST NO."');
  const columns = [...lines[head]!.matchAll(/\bd(\d)(\d)\b/g)].map(([, skill, level]) => ({ skill: skill!, level: Number(level) }));
  if (columns.length === 0) refuse('CUST NO.', '任务文件没有技能要求的列 d11 …', 'the task file has no columns d11 … of required skills');
  const rows = lines.flatMap((line, at) => (at > head && line.trim() !== '' ? [{ at: at + 1, row: numbersOf(line, at + 1, 'tasks') }] : []));
  if (rows.length === 0) refuse('CUST NO.', '没有仓库一行', 'there is no depot row');
  for (const { at, row } of rows) {
    if (row.length !== 8 + columns.length) {
      refuse(`tasks line ${at}`, `第 ${at} 行应有 ${8 + columns.length} 个数，现有 ${row.length}`, `line ${at} should have ${8 + columns.length} numbers, has ${row.length}`);
    }
    if (row[4]! > row[5]!) refuse(`tasks line ${at}`, `第 ${at} 行的时间窗先关后开`, `line ${at}: the window closes before it opens`);
    if (row.slice(8).some((count) => count > 1)) {
      refuse(`tasks line ${at}`, `第 ${at} 行要多名技术员：班组实例不支持`, `line ${at} needs several technicians at once: team instances are not supported`);
    }
  }
  const places = rows.length;
  const matrix = new Float64Array(places * places);
  for (const [a, { row: from }] of rows.entries()) {
    for (const [b, { row: to }] of rows.entries()) matrix[a * places + b] = Math.sqrt((from[1]! - to[1]!) ** 2 + (from[2]! - to[2]!) ** 2);
  }
  const depot = rows[0]!.row;
  const workers: WorkerInput[] = crew.map(([id, ...levels]) => ({
    id: String(id), start: 0, end: 0, shifts: [{ from: depot[4]!, to: depot[5]! }], skills: Object.fromEntries(levels.map((level, at) => [String(at + 1), level])),
  }));
  const tasks: TaskInput[] = rows.slice(1).map(({ row }, at) => {
    const asked = columns.filter((_, column) => row[8 + column]! > 0);
    const skills = [...new Set(asked.map(({ skill }) => skill))];
    return {
      id: String(row[0]), visitId: String(row[0]), place: at + 1, duration: row[6]!, windows: [{ from: row[4]!, to: row[5]! }], dropCost: 200 + asked.length ** 1.5,
      needs: skills.map((skill) => ({ skill, level: Math.max(...asked.filter((one) => one.skill === skill).map(({ level }) => level)) })),
    };
  });
  return { places, travel: [{ time: matrix, distance: matrix }], workers, tasks, weights: { distance: 1 } };
}

/** `Route #<worker>: task …` lines, an `Outsourced:` line and `Cost`. */
export function writeKovacs(plan: Plan): string {
  const lines = plan.routes.map((route) => `Route #${route.workerId}: ${route.stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : [])).join(' ')}`);
  return `${lines.join('\n')}\nOutsourced: ${plan.unassigned.map(({ taskId }) => taskId).join(' ')}\nCost ${Number(plan.cost.toFixed(4))}\n`;
}

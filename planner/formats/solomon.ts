/**
 * Vehicle routing with time windows: Solomon (1987) and Gehring & Homberger (1999).
 * Text: name; VEHICLE NUMBER CAPACITY; rows CUST NO., XCOORD., YCOORD., DEMAND, READY TIME, DUE DATE, SERVICE TIME; row 0 is the depot.
 * READY and DUE bound the start of service, the depot's DUE the return.
 */
import { PlannerInputError } from '../types.ts';
import type { Plan, Problem, TaskInput, TravelMatrix, WorkerInput } from '../problem.ts';

/**
 * Three conventions that must never be mixed (they differ by 0.2–1.2 %):
 * `hierarchical`: fewest vehicles, then distance, in doubles; `distance`: distance only, in doubles;
 * `dimacs`: distance only, every arc cut to one decimal, and the cut value is the travel time too (12th DIMACS challenge, 2021–22).
 */
export type SolomonObjective = 'hierarchical' | 'distance' | 'dimacs';

export type SolomonInstance = { name: string; vehicles: number; capacity: number; x: number[]; y: number[]; demand: number[]; ready: number[]; due: number[]; service: number[] };

/** More than any saving of distance is worth: one vehicle less always wins. Distances of the family stay below 10^6. */
export const VEHICLE_PRICE = 1e6;

const refuse = (field: string, zh: string, en: string): never => {
  throw new PlannerInputError(field, `${zh} / ${en}`);
};

/** The numbers of a file. Throws PlannerInputError naming the line that cannot be read. */
export function parseSolomon(text: string): SolomonInstance {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const name = lines.find((line) => line !== '') ?? refuse('file', '文件是空的', 'the file is empty');
  const head = lines.findIndex((line) => /^NUMBER\s+CAPACITY/i.test(line));
  if (head < 0) refuse('VEHICLE', '缺少 "NUMBER CAPACITY" 一行，这不是 Solomon 格式', 'no line "NUMBER CAPACITY": this is not a Solomon file');
  const [vehicles = NaN, capacity = NaN] = (lines.slice(head + 1).find((line) => line !== '') ?? '').split(/\s+/).map(Number);
  if (!(Number.isInteger(vehicles) && vehicles > 0)) refuse('NUMBER', `车辆数须为正整数，现为 ${vehicles}`, `the number of vehicles must be a positive integer, got ${vehicles}`);
  if (!(capacity >= 0)) refuse('CAPACITY', `载量须为非负数，现为 ${capacity}`, `the capacity must be 0 or more, got ${capacity}`);
  const table = lines.findIndex((line) => /^CUST\s*NO/i.test(line));
  if (table < 0) refuse('CUSTOMER', '缺少 "CUST NO." 一行', 'no line "CUST NO."');
  const instance: SolomonInstance = { name, vehicles, capacity, x: [], y: [], demand: [], ready: [], due: [], service: [] };
  lines.forEach((line, at) => {
    if (at <= table || line === '') return;
    const row = line.split(/\s+/).map(Number);
    if (row.length !== 7 || row.some((value) => !Number.isFinite(value))) refuse(`line ${at + 1}`, `第 ${at + 1} 行须是七个数：${line}`, `line ${at + 1} must be seven numbers: ${line}`);
    const [id, x, y, demand, ready, due, service] = row as [number, number, number, number, number, number, number];
    if (id !== instance.x.length) refuse(`line ${at + 1}`, `第 ${at + 1} 行的编号应为 ${instance.x.length}，现为 ${id}`, `line ${at + 1} should have number ${instance.x.length}, got ${id}`);
    if (demand < 0 || service < 0) refuse(`line ${at + 1}`, `第 ${at + 1} 行的需求和服务时间不能为负`, `line ${at + 1}: demand and service may not be negative`);
    if (ready > due) refuse(`line ${at + 1}`, `第 ${at + 1} 行的时间窗先关后开：${ready} > ${due}`, `line ${at + 1}: the window closes before it opens: ${ready} > ${due}`);
    instance.x.push(x);
    instance.y.push(y);
    instance.demand.push(demand);
    instance.ready.push(ready);
    instance.due.push(due);
    instance.service.push(service);
  });
  if (instance.x.length === 0) refuse('CUSTOMER', '没有仓库一行', 'there is no depot row');
  return instance;
}

/** The instance as a Problem. Task ids are the customers' numbers, worker ids the vehicles' from 1. */
export function readSolomon(text: string, objective: SolomonObjective = 'distance'): Problem {
  const { vehicles, capacity, x, y, demand, ready, due, service } = parseSolomon(text);
  const places = x.length;
  const matrix = new Float64Array(places * places);
  for (let a = 0; a < places; a++) {
    for (let b = 0; b < places; b++) {
      const length = Math.sqrt((x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2);
      matrix[a * places + b] = objective === 'dimacs' ? Math.floor(10 * length) / 10 : length;
    }
  }
  const travel: TravelMatrix[] = [{ time: matrix, distance: matrix }];
  const shift = { from: ready[0]!, to: due[0]! };
  const workers: WorkerInput[] = Array.from({ length: vehicles }, (_, at) => ({ id: String(at + 1), start: 0, end: 0, shifts: [shift], capacity: [capacity] }));
  const tasks: TaskInput[] = [];
  for (let at = 1; at < places; at++) {
    tasks.push({ id: String(at), visitId: String(at), place: at, duration: service[at]!, windows: [{ from: ready[at]!, to: due[at]! }], load: [demand[at]!] });
  }
  return { places, travel, workers, tasks, weights: objective === 'hierarchical' ? { distance: 1, workers: VEHICLE_PRICE } : { distance: 1 } };
}

/** The plan as `Route #k: i j …` lines and `Cost c` (the distance), the form VRPTW solutions are exchanged in. */
export function writeSolomon(plan: Plan): string {
  const lines = plan.routes.map((route, at) => `Route #${at + 1}: ${route.stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : [])).join(' ')}`);
  return `${lines.join('\n')}\nCost ${Number((plan.parts.distance ?? 0).toFixed(4))}\n`;
}

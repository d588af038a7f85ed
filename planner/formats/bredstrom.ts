/**
 * Visits by pairs after Bredström and Rönnqvist (EJOR 191, 2008), in the three-day version "ConVRPTW-Syn" (AMPL data): hard windows of the start,
 * pairs that start together with two people, a preference of every person for every visit. One Problem is one day; `days` counts them.
 */
import { PlannerInputError } from '../types.ts';
import type { Link, Plan, Problem, TaskInput } from '../problem.ts';

const refuse = (field: string, zh: string, en: string): never => {
  throw new PlannerInputError(field, `${zh} / ${en}`);
};

type Table = Map<number, Map<number, number>>;
/** The numbers of a file. */
export type Bredstrom = { staff: number; days: number; horizon: number; pairs: [number, number][]; visits: number[]; duration: Table; travel: Table; needed: Table; from: Table; to: Table; preference: Table };
/** What is minimised: the way, the (signed) preferences, or the largest difference of working time; weights may be mixed. */
export type BredstromObjective = 'travel' | 'preference' | 'fairness';

/** Reads the data file. Throws PlannerInputError naming the part that is missing. */
export function parseBredstrom(text: string): Bredstrom {
  const statements = text.replaceAll(/#.*$/gm, '').split(';').map((part) => part.trim());
  const after = (start: RegExp, name: string): string => {
    const found = statements.find((part) => start.test(part)) ?? refuse(name, `缺少 ${name}`, `${name} is missing`);
    return found.slice(found.indexOf('=') + 1).trim();
  };
  const scalar = (name: string): number => {
    const value = Number(after(new RegExp(`^param\\s+${name}\\s*:?=`), name));
    return Number.isFinite(value) ? value : refuse(name, `${name} 不是数`, `${name} is no number`);
  };
  const set = (name: string): number[] => after(new RegExp(`^set\\s+${name}\\s*:?=`), name).split(/[\s,]+/).filter(Boolean).map(Number);
  const table = (name: string): Table => {
    const found = statements.find((part) => new RegExp(`^param\\s+${name}\\s*:`).test(part)) ?? refuse(name, `缺少表 ${name}`, `table ${name} is missing`);
    const [head = '', ...rows] = found.slice(found.indexOf(':') + 1).split('\n');
    const columns = head.replace(':=', '').trim().split(/\s+/).map(Number);
    return new Map(rows.map((row) => row.trim().split(/\s+/).map(Number)).filter((row) => row.length > columns.length).map(([index, ...values]) => [index!, new Map(columns.map((column, at) => [column, values[at]!]))]));
  };
  const pairs = [...after(/^set\s+Shared_Visited/, 'Shared_Visited').matchAll(/\(\s*(\d+)\s*,\s*(\d+)\s*\)/g)].map((found): [number, number] => [Number(found[1]), Number(found[2])]);
  return {
    staff: scalar('kn'), days: scalar('dn'), horizon: scalar('T'), pairs, // Some files list a visit in both sets.
    visits: [...new Set([...set('N1'), ...set('N2')])].sort((a, b) => a - b),
    duration: table('s_id'), travel: table('t_ij'), needed: table('w_id'), from: table('e_id'), to: table('l_id'), preference: table('prefer_id'),
  };
}

/** One day (from 1) as a Problem; place 0 is the depot, staff are k1, k2 …, visits v1, v2 …. Halves of a pair are one visit. */
export function readBredstrom(text: string, day = 1, objective: BredstromObjective = 'travel'): Problem {
  const data = parseBredstrom(text);
  const get = (table: Table, row: number, column: number): number => table.get(row)?.get(column) ?? refuse(`[${row}, ${column}]`, '表中缺一个数', 'a number is missing in a table');
  const places = Math.max(...data.travel.keys()) + 1;
  const time = new Float64Array(places * places);
  for (const from of data.travel.keys()) for (const to of data.travel.keys()) time[from * places + to] = from === to ? 0 : get(data.travel, from, to);
  // Both halves of a pair are at one place, between which the files put 10,000.
  for (const [a, b] of data.pairs) time[a * places + b] = time[b * places + a] = 0;
  const pairOf = new Map(data.pairs.flatMap(([a, b]) => [[a, a], [b, a]] as const));
  const today = data.visits.filter((visit) => get(data.needed, visit, day) === 1);
  const tasks = today.map((visit): TaskInput => ({
    id: `v${visit}`, visitId: `v${pairOf.get(visit) ?? visit}`, place: visit, duration: get(data.duration, visit, day), windows: [{ from: get(data.from, visit, day), to: get(data.to, visit, day) }],
    costBy: objective === 'preference' ? Object.fromEntries(Array.from({ length: data.staff }, (_, at) => [`k${at + 1}`, get(data.preference, visit, at + 1)])) : {},
  }));
  const here = new Set(today);
  const links = data.pairs.filter(([a, b]) => here.has(a) && here.has(b)).map(([a, b]): Link => ({ before: `v${a}`, after: `v${b}`, minGap: 0, maxGap: 0 }));
  return {
    places, travel: [{ time, distance: time }], tasks, links,
    weights: objective === 'travel' ? { travelTime: 1 } : objective === 'fairness' ? { workRange: 1 } : {},
    workers: Array.from({ length: data.staff }, (_, at) => ({ id: `k${at + 1}`, start: 0, end: 0, shifts: [{ from: 0, to: data.horizon }] })),
  };
}

/** A plan as lines `k1: v3@120 v5@200 …` (visit and start). */
export function writeBredstrom(plan: Plan): string {
  return `${plan.routes.map(({ workerId, stops }) => `${workerId}: ${stops.flatMap((stop) => (stop.kind === 'task' ? [`${stop.taskId}@${stop.startAt}`] : [])).join(' ')}`).join('\n')}\n`;
}

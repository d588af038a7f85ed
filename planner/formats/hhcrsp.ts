/**
 * Home health care routing and scheduling (Mankowska, Meisel and Bierwirth, Health Care Manag. Sci. 17, 2014): every service by one
 * qualified person, some households need two at once or one after the other. Minimise (distance + total tardiness + largest tardiness) / 3;
 * beginning early is forbidden, late is not. Reads the authors' text and the JSON of the later collections.
 */
import { PlannerInputError } from '../types.ts';
import type { Link, Plan, Problem, TaskInput, TravelMatrix } from '../problem.ts';

const refuse = (field: string, zh: string, en: string): never => {
  throw new PlannerInputError(field, `${zh} / ${en}`);
};

/** Task id of one service at one household. */
export const taskIdOf = (patient: string, service: string): string => `${patient}|${service}`;

type Household = { id: string; from: number; to: number; services: { id: string; duration: number }[]; minGap: number; maxGap: number };
type Instance = { workers: { id: string; skills: string[] }[]; households: Household[]; distances: number[][] };

/** A text or JSON instance as a Problem; place 0 is the depot. Throws PlannerInputError naming what cannot be read. */
export function readHhcrsp(text: string): Problem {
  const { workers, households, distances } = text.trimStart().startsWith('{') ? parseJson(text) : parseText(text);
  const places = distances.length;
  if (households.length >= places) refuse('distances', `距离矩阵只有 ${places} 行，少于客户数加一`, `the matrix has ${places} rows for ${households.length} households and a depot`);
  const time = new Float64Array(places * places);
  distances.forEach((row, from) => {
    if (row.length < places || row.some((value) => !(value >= 0))) refuse(`distances[${from}]`, '距离须为非负数，矩阵须为方阵', 'distances must be 0 or more and the matrix square');
    time.set(row.slice(0, places), from * places);
  });
  const travel: TravelMatrix = { time, distance: time };
  const links: Link[] = [];
  const tasks = households.flatMap(({ id, from, to, services, minGap, maxGap }, index) => {
    const own = services.map((service): TaskInput => ({
      id: taskIdOf(id, service.id), visitId: id, place: index + 1, duration: service.duration, windows: [{ from, to }], isDueSoft: true, needs: [{ skill: service.id, level: 1 }],
    }));
    if (services.length > 1) links.push({ before: own[0]!.id, after: own[1]!.id, minGap, maxGap });
    return own;
  });
  const third = 1 / 3;
  return {
    places, travel: [travel], tasks, links, weights: { distance: third, lateness: third, worstLateness: third },
    workers: workers.map(({ id, skills }) => ({ id, start: 0, end: 0, shifts: [{ from: 0, to: Infinity }], skills: Object.fromEntries(skills.map((skill) => [skill, 1])) })),
  };
}

/** Sections of the text format by name, as lists of words. */
function sections(text: string): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  let current: string[][] = [];
  for (const line of text.split(/\r?\n/)) {
    const words = line.trim().split(/\s+/).filter((word) => word !== '');
    if (words.length === 1 && /^[A-Za-z]/.test(words[0]!)) found.set(words[0]!, (current = []));
    else if (words.length > 0) current.push(words);
  }
  return found;
}

function parseText(text: string): Instance {
  const found = sections(text);
  const numbers = (name: string): number[] => {
    const rows = found.get(name) ?? refuse(name, `缺少 ${name} 一节`, `section ${name} is missing`);
    const list = rows.flat().map(Number);
    if (list.some((value) => !Number.isFinite(value))) refuse(name, `${name} 一节里有不是数的内容`, `section ${name} holds something that is no number`);
    return list;
  };
  const table = (name: string, rows: number, columns: number): number[][] => {
    const list = numbers(name);
    if (list.length < rows * columns) refuse(name, `${name} 一节须有 ${rows * columns} 个数，现有 ${list.length}`, `section ${name} must hold ${rows * columns} numbers, has ${list.length}`);
    return Array.from({ length: rows }, (_, row) => list.slice(row * columns, (row + 1) * columns));
  };
  const nodes = numbers('nbNodes')[0]!, vehicles = numbers('nbVehi')[0]!, kinds = numbers('nbServi')[0]!;
  const required = table('r', nodes, kinds), skills = table('a', vehicles, kinds);
  // Processing times are given for every vehicle and are the same for all: the first row of each block counts.
  const processing = table('p', nodes * vehicles, kinds);
  const [least, most, from, to] = ['mind', 'maxd', 'e', 'l'].map((name) => table(name, 1, nodes)[0]!) as [number[], number[], number[], number[]];
  const distances = table('d', nodes, nodes);
  return {
    workers: skills.map((row, index) => ({ id: `c${index + 1}`, skills: row.flatMap((has, kind) => (has === 1 ? [`s${kind + 1}`] : [])) })),
    households: Array.from({ length: nodes - 2 }, (_, index) => index + 1).map((node) => ({
      id: `p${node}`, from: from[node]!, to: to[node]!, minGap: least[node]!, maxGap: most[node]!,
      services: required[node]!.flatMap((needs, kind) => (needs === 1 ? [{ id: `s${kind + 1}`, duration: processing[node * vehicles]![kind]! }] : [])),
    })),
    distances: distances.slice(0, nodes - 1).map((row) => row.slice(0, nodes - 1)),
  };
}

type Json = {
  patients: { id: string; time_window: [number, number]; required_caregivers: { service: string; duration?: number }[]; synchronization?: { type: string; distance?: [number, number] } }[];
  services?: { id: string; default_duration?: number }[];
  caregivers: { id: string; abilities: string[] }[];
  distances: number[][];
};

function parseJson(text: string): Instance {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return refuse('file', '文件不是有效的 JSON', 'the file is no valid JSON');
  }
  for (const field of ['patients', 'caregivers', 'distances'] as const) if (!Array.isArray(json[field])) refuse(field, `缺少数组 ${field}`, `array ${field} is missing`);
  return {
    workers: json.caregivers.map(({ id, abilities }) => ({ id, skills: abilities })),
    households: json.patients.map(({ id, time_window: [from, to], required_caregivers: required, synchronization: sync }) => ({
      id,
      // Some collections carry windows such as 401.99999999999994 and mean the whole number below: their own evaluator cuts them.
      from: Math.floor(from), to: Math.floor(to), minGap: sync?.type === 'sequential' ? sync.distance![0] : 0, maxGap: sync?.type === 'sequential' ? sync.distance![1] : 0,
      services: required.map(({ service, duration }) => ({ id: service, duration: duration ?? json.services?.find((one) => one.id === service)?.default_duration ?? 0 })),
    })),
    distances: json.distances,
  };
}

/** A plan in the collections' solution format: arrival_time is the start of the service, departure_time its end. */
export function writeHhcrsp(plan: Plan): string {
  const routes = plan.routes.map((route) => ({
    caregiver_id: route.workerId,
    locations: route.stops.flatMap((stop) => {
      if (stop.kind !== 'task') return [];
      const [patient, service] = stop.taskId.split('|');
      return [{ patient, service, arrival_time: stop.startAt, departure_time: stop.endAt }];
    }),
  }));
  return `${JSON.stringify({ routes }, null, 1)}\n`;
}

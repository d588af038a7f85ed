/**
 * Unified home health care (Ceschia, Da Ros, Di Gaspero, Mancini, Maniezzo, Montemanni, Rosati and Schaerf, ITOR 2026): skills, several depots,
 * shifts, lunch, one or two windows, preferences, incompatibilities, optional patients, pairs and sequences; every instance has its own weights.
 */
import { PlannerInputError } from '../types.ts';
import type { Link, Plan, Problem, TaskInput, Weights, WorkerInput } from '../problem.ts';

const refuse = (field: string, zh: string, en: string): never => {
  throw new PlannerInputError(field, `${zh} / ${en}`);
};

type Price = number | 'HARD' | undefined;
type Span = { start: number; end: number };
type Json = {
  metadata: { time_window_met?: string; origin?: string; cost_components?: Record<string, Price> };
  distances: number[][];
  terminal_points: { id: string; distance_matrix_index: number }[];
  caregivers: { id: string; abilities: string[]; departing_point: string; arrival_point?: string; working_shift?: Span; lunch_break?: boolean }[];
  patients: {
    id: string; distance_matrix_index: number; required_services: { service: string; duration?: number }[]; time_windows: Span[]; optional?: boolean;
    synchronization?: { type: string; distance?: { min: number; max: number } | [number, number] | number }; preferred_caregivers?: string[]; incompatible_caregivers?: string[];
  }[];
  services?: { id: string; default_duration?: number }[];
  lunch_breaks?: { start: number; end: number; min_duration: number };
};

/** Components of the family's cost this model has no weight for. */
const UNKNOWN = ['workload_balance', 'max_waiting_time', 'working_time', 'tw_max_dev_in_time', 'tw_max_dev_in_desired_time'];

/**
 * A UHHC instance as a Problem. Throws PlannerInputError naming what cannot be read or has no counterpart. Lunch lasts exactly its least
 * duration, as in every published solution; `isLunchElastic` lets it fill idle time inside its span, which the family's validator accepts too.
 */
export function readUhhc(text: string, { isLunchElastic = false }: { isLunchElastic?: boolean } = {}): Problem {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return refuse('file', '文件不是有效的 JSON', 'the file is no valid JSON');
  }
  for (const field of ['distances', 'terminal_points', 'caregivers', 'patients'] as const) if (!Array.isArray(json[field])) refuse(field, `缺少数组 ${field}`, `array ${field} is missing`);
  const prices = json.metadata.cost_components ?? {};
  for (const name of UNKNOWN) if (prices[name] !== undefined && prices[name] !== 0) refuse(`cost_components.${name}`, `不支持成本项 ${name}`, `cost component ${name} is not supported`);
  const places = json.distances.length;
  const time = new Float64Array(places * places);
  json.distances.forEach((row, from) => {
    if (row.length !== places || row.some((value) => !(value >= 0))) refuse(`distances[${from}]`, '距离矩阵须为方阵且非负', 'the matrix must be square and 0 or more');
    time.set(row, from * places);
  });
  const isMetAtEnd = json.metadata.time_window_met === 'at_service_end';
  const terminals = new Map(json.terminal_points.map((point) => [point.id, point.distance_matrix_index]));
  const links: Link[] = [];
  const tasks = json.patients.flatMap((patient) => readPatient(patient, json, prices, links));
  const price = (name: string): number | undefined => (typeof prices[name] === 'number' ? prices[name] : undefined);
  const weights: Weights = {
    travelTime: price('travel_time') ?? 0, lateness: price('total_tardiness') ?? 0, worstLateness: price('highest_tardiness') ?? 0, waiting: price('total_waiting_time') ?? 0,
    overtime: price('total_extra_time') ?? 0, worstIdle: price('max_idle_time') ?? 0, unpreferred: price('caregiver_preferences') ?? 0,
  };
  // Only with a price may lunch be missed.
  if (price('missed_lunch_break') !== undefined) weights.missedBreak = price('missed_lunch_break')!;
  const hard = Object.entries({ unpreferred: 'caregiver_preferences', waiting: 'total_waiting_time', worstIdle: 'max_idle_time' }).flatMap(([own, name]) => (prices[name] === 'HARD' ? [own as keyof Weights] : []));
  return {
    places, travel: [{ time, distance: time }], tasks, links, weights, hard, isWindowMetAtEnd: isMetAtEnd,
    workers: json.caregivers.map((caregiver): WorkerInput => {
      const place = (id: string): number => terminals.get(id) ?? refuse('terminal_points', `没有地点 ${id}`, `there is no terminal ${id}`);
      const shift = caregiver.working_shift ?? { start: 0, end: Infinity };
      const lunch = caregiver.lunch_break ? json.lunch_breaks : undefined;
      return {
        id: caregiver.id, start: place(caregiver.departing_point), end: place(caregiver.arrival_point ?? caregiver.departing_point),
        shifts: [{ from: shift.start, to: shift.end, isEndSoft: prices['total_extra_time'] !== 'HARD' }], skills: Object.fromEntries(caregiver.abilities.map((skill) => [skill, 1])),
        // Where windows are met at the start, so is lunch's: the family's validator asks only that it begins by the end of its span.
        breaks: lunch ? [{ from: lunch.start, to: lunch.end + (isMetAtEnd ? 0 : lunch.min_duration), duration: lunch.min_duration, ...(isLunchElastic ? {} : { longest: lunch.min_duration }) }] : [],
        leaves: json.metadata.origin?.startsWith('bazirha') ? 'shiftStart' : 'latest',
      };
    }),
  };
}

function readPatient(patient: Json['patients'][number], json: Json, prices: Record<string, Price>, links: Link[]): TaskInput[] {
  const { id, required_services: required, synchronization: sync } = patient;
  const isQualificationHard = typeof prices['qualification'] !== 'number', isBlockHard = typeof prices['incompabilities'] !== 'number';
  const own = required.map(({ service, duration }): TaskInput => {
    const costBy: Record<string, number> = {};
    for (const caregiver of json.caregivers) {
      const cost = (isQualificationHard || caregiver.abilities.includes(service) ? 0 : prices['qualification'] as number)
        + (isBlockHard || !patient.incompatible_caregivers?.includes(caregiver.id) ? 0 : prices['incompabilities'] as number);
      if (cost > 0) costBy[caregiver.id] = cost;
    }
    return {
      id: `${id}|${service}`, visitId: id, place: patient.distance_matrix_index, duration: duration ?? json.services?.find((one) => one.id === service)?.default_duration ?? 0,
      windows: patient.time_windows.map(({ start, end }) => ({ from: start, to: end })), isDueSoft: prices['total_tardiness'] !== 'HARD' && prices['highest_tardiness'] !== 'HARD',
      needs: isQualificationHard ? [{ skill: service, level: 1 }] : [], blocked: isBlockHard ? patient.incompatible_caregivers ?? [] : [], preferred: patient.preferred_caregivers ?? [],
      dropCost: patient.optional && typeof prices['optional_patients'] === 'number' ? prices['optional_patients'] : Infinity, costBy,
    };
  });
  if (own.length > 1 && sync && sync.type !== 'independent') {
    const gap = sync.distance ?? 0;
    const [minGap, maxGap] = sync.type === 'simultaneous' ? [0, 0] : typeof gap === 'number' ? [gap, gap] : Array.isArray(gap) ? gap : [gap.min, gap.max];
    links.push({ before: own[0]!.id, after: own[1]!.id, minGap, maxGap });
  }
  return own;
}

/**
 * A plan in the family's solution format; lunch stands in the order of the route with the household it is taken at. With the problem, caregivers without
 * work are listed too: their whole shift is idle, and the family's validator counts only who is listed.
 */
export function writeUhhc(plan: Plan, problem?: Problem): string {
  const routes = plan.routes.map(({ workerId, stops }) => ({
    caregiver_id: workerId,
    locations: stops.flatMap((stop, at) => {
      if (stop.kind === 'home') return [];
      const times = { arrival_time: stop.startAt, departure_time: stop.endAt, start_service_time: stop.startAt, end_service_time: stop.endAt };
      if (stop.kind === 'task') {
        const [patient, service] = stop.taskId.split('|');
        return [{ patient, service, ...times }];
      }
      const before = stops[at - 1], behind = stops[at + 1];
      const isThere = behind?.kind === 'task' && (before?.kind !== 'task' || stop.startAt >= behind.arriveAt - 1e-6);
      const host = isThere ? behind : before;
      return [{ patient: host?.kind === 'task' ? host.taskId.split('|')[0] : '', service: 'lunch_break', ...times }];
    }),
  }));
  const used = new Set(plan.routes.map(({ workerId }) => workerId));
  const unused = (problem?.workers ?? []).filter(({ id }) => !used.has(id)).map(({ id }) => ({ caregiver_id: id }));
  return `${JSON.stringify({ cost_components: {}, global_ordering: [], routes: [...routes, ...unused] }, null, 1)}\n`;
}

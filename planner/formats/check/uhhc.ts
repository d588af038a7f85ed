/**
 * Recomputes a UHHC solution from the instance's text and the solution's text alone: its own parsing and arithmetic, nothing shared with the
 * reader or the search. As in the family's own validator, lunch begins (time windows met at the start) or ends (at the end) by the end of its
 * span. Stricter in two points: the two people of a pair differ, and services last exactly as long as asked.
 */
type Row = Record<string, unknown>;
type Stay = { patient: string; service: string; from: number; to: number };
export type UhhcVerdict = { feasible: boolean; faults: string[]; objective: number; parts: Record<string, number> };

const EPS = 1e-6;
const number = (value: unknown): number => (typeof value === 'number' ? value : NaN);

/** Feasibility, cost components (unweighted) and cost of a solution. */
export function checkUhhc(instanceText: string, solutionText: string): UhhcVerdict {
  const instance = JSON.parse(instanceText) as Row, solution = JSON.parse(solutionText) as Row;
  const faults: string[] = [];
  const meta = instance['metadata'] as Row, prices = (meta['cost_components'] ?? {}) as Row;
  const distances = instance['distances'] as number[][];
  const patients = new Map((instance['patients'] as Row[]).map((patient) => [patient['id'] as string, patient]));
  const caregivers = instance['caregivers'] as Row[];
  const terminals = new Map((instance['terminal_points'] as Row[]).map((point) => [point['id'] as string, number(point['distance_matrix_index'])]));
  const lunch = instance['lunch_breaks'] as { start: number; end: number; min_duration: number } | undefined;
  const isAtEnd = meta['time_window_met'] === 'at_service_end', isFromShift = String(meta['origin']).startsWith('bazirha');
  const parts: Record<string, number> = {
    travel_time: 0, total_tardiness: 0, highest_tardiness: 0, total_waiting_time: 0, total_extra_time: 0, max_idle_time: 0, caregiver_preferences: 0, optional_patients: 0,
    missed_lunch_break: 0, incompabilities: 0, qualification: 0,
  };
  const more = (name: string, amount: number): void => void (parts[name] = parts[name]! + amount);
  const done = new Map<string, { who: string; from: number }>();
  const routes = new Map((solution['routes'] as Row[]).map((route) => [route['caregiver_id'] as string, route]));
  for (const id of routes.keys()) if (!caregivers.some((one) => one['id'] === id)) faults.push(`no caregiver ${id}`);

  for (const caregiver of caregivers) {
    const id = caregiver['id'] as string, shift = caregiver['working_shift'] as { start: number; end: number } | undefined;
    const stays = ((routes.get(id)?.['locations'] ?? []) as Row[]).filter((row) => row['patient'] !== undefined).map((row): Stay => ({
      patient: row['patient'] as string, service: row['service'] as string, from: number(row['start_service_time'] ?? row['arrival_time'] ?? row['start_time']),
      to: number(row['end_service_time'] ?? row['departure_time'] ?? row['end_time']),
    })).sort((a, b) => a.from - b.from || a.to - b.to);
    if (stays.length === 0) {
      parts['max_idle_time'] = Math.max(parts['max_idle_time']!, shift ? shift.end - shift.start : 0);
      if (caregiver['lunch_break'] === true) more('missed_lunch_break', 1);
      continue;
    }
    const placeOf = (stay: Stay): number => number(patients.get(stay.patient)?.['distance_matrix_index']);
    const home = terminals.get(caregiver['departing_point'] as string)!, end = terminals.get((caregiver['arrival_point'] ?? caregiver['departing_point']) as string)!;
    const out = distances[home]![placeOf(stays[0]!)]!;
    const leave = isFromShift && shift ? shift.start : stays[0]!.from - out;
    if (shift && leave < shift.start - EPS) faults.push(`${id} leaves at ${leave}, before the shift`);
    let place = home, free = leave, idle = shift ? Math.max(0, leave - shift.start) : 0, hasLunch = false;
    stays.forEach((stay, at) => {
      const patient = patients.get(stay.patient);
      if (!patient) { faults.push(`${id}: no patient ${stay.patient}`); return; }
      const way = distances[place]![placeOf(stay)]!;
      const arrival = free + way;
      more('travel_time', way);
      if (stay.from < arrival - EPS) faults.push(`${id} is at ${stay.patient} at ${arrival} and begins at ${stay.from}`);
      const waiting = Math.max(0, stay.from - arrival);
      idle += waiting;
      if (!(at === 1 && stays[0]!.service === 'lunch_break')) more('total_waiting_time', waiting);
      place = placeOf(stay);
      free = stay.to;
      if (stay.service === 'lunch_break') {
        if (!lunch || caregiver['lunch_break'] !== true || hasLunch) faults.push(`${id} has a lunch that is not due`);
        else if (stay.from < lunch.start - EPS || (isAtEnd ? stay.to : stay.from) > lunch.end + EPS || stay.to - stay.from < lunch.min_duration - EPS) faults.push(`${id} has lunch from ${stay.from} to ${stay.to}`);
        hasLunch = true;
      } else checkStay(id, stay, patient);
    });
    const back = distances[place]![end]!;
    more('travel_time', back);
    const come = free + back;
    if (shift) {
      more('total_extra_time', Math.max(0, come - shift.end));
      idle += Math.max(0, shift.end - come);
      parts['max_idle_time'] = Math.max(parts['max_idle_time']!, idle);
    }
    if (caregiver['lunch_break'] === true && !hasLunch) more('missed_lunch_break', 1);

    function checkStay(who: string, stay: Stay, patient: Row): void {
      const key = `${stay.patient}|${stay.service}`;
      const asked = (patient['required_services'] as Row[]).find((one) => one['service'] === stay.service);
      if (!asked) { faults.push(`${stay.patient} does not ask for ${stay.service}`); return; }
      if (done.has(key)) faults.push(`${key} is done twice`);
      done.set(key, { who, from: stay.from });
      const span = asked['duration'] ?? (instance['services'] as Row[] | undefined)?.find((one) => one['id'] === stay.service)?.['default_duration'];
      if (Math.abs(stay.to - stay.from - number(span)) > EPS) faults.push(`${key} lasts ${stay.to - stay.from}`);
      if (!(caregiver['abilities'] as string[]).includes(stay.service)) more('qualification', 1);
      if ((patient['incompatible_caregivers'] as string[] | undefined)?.includes(who)) more('incompabilities', 1);
      const preferred = patient['preferred_caregivers'] as string[] | undefined;
      if (preferred && !preferred.includes(who)) more('caregiver_preferences', 1);
      const spans = patient['time_windows'] as { start: number; end: number }[];
      const own = spans.findLast((one) => one.start <= stay.from + EPS);
      if (!own) { faults.push(`${key} begins at ${stay.from}, before every window`); return; }
      const late = Math.max(0, (isAtEnd ? stay.to : stay.from) - own.end);
      more('total_tardiness', late);
      parts['highest_tardiness'] = Math.max(parts['highest_tardiness']!, late);
    }
  }

  for (const [id, patient] of patients) {
    const asked = (patient['required_services'] as Row[]).map((one) => done.get(`${id}|${one['service'] as string}`));
    const here = asked.filter((one) => one !== undefined);
    if (here.length === 0) {
      if (patient['optional'] !== true) faults.push(`${id} is not served`);
      more('optional_patients', 1);
      continue;
    }
    if (here.length < asked.length) { faults.push(`${id} is served in part`); continue; }
    const sync = patient['synchronization'] as Row | undefined;
    if (asked.length < 2 || !sync) continue;
    if (new Set(here.map((one) => one.who)).size < 2) faults.push(`${id} has one caregiver for two services`);
    if (sync['type'] === 'independent') continue;
    const apart = here[1]!.from - here[0]!.from;
    const span = sync['distance'] as Row | number[] | number | undefined;
    const [least, most] = sync['type'] === 'simultaneous' ? [0, 0] : typeof span === 'number' ? [span, span] : Array.isArray(span) ? [span[0]!, span[1]!] : [number(span?.['min']), number(span?.['max'])];
    if (!(apart >= least - EPS && apart <= most + EPS)) faults.push(`${id}: services ${apart} apart, must be ${least} to ${most}`);
  }
  const mustBeZero = (name: string): boolean => prices[name] === 'HARD' || ((name === 'qualification' || name === 'incompabilities') && prices[name] === undefined);
  let objective = 0;
  for (const [name, amount] of Object.entries(parts)) {
    if (mustBeZero(name) && amount > EPS) faults.push(`${name} is ${amount} and must be 0`);
    if (typeof prices[name] === 'number') objective += prices[name] * amount;
  }
  if (prices['missed_lunch_break'] === undefined && lunch && parts['missed_lunch_break']! > 0) faults.push('a lunch is missed');
  return { feasible: faults.length === 0, faults, objective, parts };
}

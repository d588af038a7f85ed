/**
 * Recomputes an HHCRSP solution (Mankowska's objective) from the instance's text and the solution's text alone: its own parsing and arithmetic,
 * nothing shared with the reader or the search.
 */
export type HhcrspVerdict = { feasible: boolean; faults: string[]; objective: number; distance: number; totalTardiness: number; maxTardiness: number };

type Asked = { from: number; to: number; services: { id: string; duration: number }[]; gap: [number, number] | null };
type Read = { skills: Map<string, Set<string>>; patients: Map<string, Asked>; rowOf: Map<string, number>; ways: number[][] };

const EPS = 1e-3;

/** Distance, tardiness and faults; times may differ by 1e-3 (the collections round distances to three decimals). */
export function checkHhcrsp(instanceText: string, solutionText: string): HhcrspVerdict {
  const { skills, patients, rowOf, ways } = instanceText.trimStart().startsWith('{') ? fromJson(instanceText) : fromText(instanceText);
  const faults: string[] = [];
  const begun = new Map<string, { who: string; at: number }>();
  let distance = 0, totalTardiness = 0, maxTardiness = 0;
  const routes = (JSON.parse(solutionText) as { routes: { caregiver_id: string; locations?: { patient: string; service: string; arrival_time: number; departure_time: number }[] }[] }).routes;
  for (const { caregiver_id: who, locations = [] } of routes) {
    const can = skills.get(who);
    if (!can) { faults.push(`no caregiver ${who}`); continue; }
    let row = 0, free = 0;
    for (const { patient, service, arrival_time: start, departure_time: end } of locations) {
      const asked = patients.get(patient), own = asked?.services.find((one) => one.id === service);
      if (!asked || !own) { faults.push(`${patient} does not ask for ${service}`); continue; }
      const to = rowOf.get(patient)!, key = `${patient}|${service}`;
      distance += ways[row]![to]!;
      if (start < free + ways[row]![to]! - EPS) faults.push(`${who} cannot be at ${key} by ${start}`);
      if (start < asked.from - EPS) faults.push(`${key} begins at ${start}, before ${asked.from}`);
      if (Math.abs(end - start - own.duration) > EPS) faults.push(`${key} lasts ${end - start}`);
      if (!can.has(service)) faults.push(`${who} is not qualified for ${key}`);
      if (begun.has(key)) faults.push(`${key} is done twice`);
      begun.set(key, { who, at: start });
      const late = Math.max(0, start - asked.to);
      totalTardiness += late;
      maxTardiness = Math.max(maxTardiness, late);
      row = to;
      free = end;
    }
    distance += ways[row]![0]!;
  }
  for (const [id, { services, gap }] of patients) {
    const own = services.map((service) => begun.get(`${id}|${service.id}`));
    if (own.some((one) => one === undefined)) { faults.push(`${id} is not served in full`); continue; }
    if (own.length < 2) continue;
    if (own[0]!.who === own[1]!.who) faults.push(`${id} has one caregiver for two services`);
    const apart = own[1]!.at - own[0]!.at;
    if (gap && (apart < gap[0] - EPS || apart > gap[1] + EPS)) faults.push(`${id}: services ${apart} apart, must be ${gap[0]} to ${gap[1]}`);
  }
  return { feasible: faults.length === 0, faults, objective: (distance + totalTardiness + maxTardiness) / 3, distance, totalTardiness, maxTardiness };
}

function fromText(text: string): Read {
  const parts = text.split(/^([A-Za-z]+)\s*$/m);
  const list = (name: string): number[] => (parts[parts.indexOf(name) + 1] ?? '').trim().split(/\s+/).map(Number);
  const [n, m, k] = [list('nbNodes')[0]!, list('nbVehi')[0]!, list('nbServi')[0]!];
  const [need, can, times, from, to, least, most, far] = ['r', 'a', 'p', 'e', 'l', 'mind', 'maxd', 'd'].map(list) as [number[], number[], number[], number[], number[], number[], number[], number[]];
  const skills = new Map<string, Set<string>>();
  for (let v = 0; v < m; v++) skills.set(`c${v + 1}`, new Set(Array.from({ length: k }, (_, s) => s).filter((s) => can[v * k + s] === 1).map((s) => `s${s + 1}`)));
  const patients = new Map<string, Asked>(), rowOf = new Map<string, number>();
  for (let i = 1; i <= n - 2; i++) {
    const services = Array.from({ length: k }, (_, s) => s).filter((s) => need[i * k + s] === 1).map((s) => ({ id: `s${s + 1}`, duration: times[i * m * k + s]! }));
    patients.set(`p${i}`, { from: from[i]!, to: to[i]!, services, gap: services.length > 1 ? [least[i]!, most[i]!] : null });
    rowOf.set(`p${i}`, i);
  }
  return { skills, patients, rowOf, ways: Array.from({ length: n }, (_, i) => far.slice(i * n, (i + 1) * n)) };
}

function fromJson(text: string): Read {
  const json = JSON.parse(text) as {
    patients: { id: string; time_window: number[]; required_caregivers: { service: string; duration: number }[]; synchronization?: { type: string; distance?: number[] } }[];
    caregivers: { id: string; abilities: string[] }[]; distances: number[][];
  };
  const patients = new Map(json.patients.map((patient): [string, Asked] => {
    const sync = patient.synchronization;
    const gap: [number, number] | null = !sync ? null : sync.type === 'simultaneous' ? [0, 0] : [sync.distance![0]!, sync.distance![1]!];
    return [patient.id, { from: Math.floor(patient.time_window[0]!), to: Math.floor(patient.time_window[1]!), services: patient.required_caregivers.map((one) => ({ id: one.service, duration: one.duration })), gap }];
  }));
  return { skills: new Map(json.caregivers.map((one) => [one.id, new Set(one.abilities)])), patients, rowOf: new Map(json.patients.map((patient, at) => [patient.id, at + 1])), ways: json.distances };
}

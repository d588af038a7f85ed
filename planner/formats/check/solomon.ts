/**
 * Recomputes a Solomon-format solution from the instance's text and the solution's text alone: its own parsing, its own arithmetic, nothing shared
 * with the reader or the search.
 */
export type Verdict = { feasible: boolean; faults: string[]; objective: number; distance: number; vehicles: number; unassigned: number };

/** `objective`: see formats/solomon.ts. The objective of `hierarchical` is the distance; compare `vehicles` first. Window slack 1e-6. */
export function checkSolomon(instanceText: string, solutionText: string, objective: 'hierarchical' | 'distance' | 'dimacs' = 'distance'): Verdict {
  const rows = instanceText.split('\n').map((line) => (line.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number));
  const [fleet = 0, capacity = 0] = rows.find((row, at) => row.length === 2 && /CAPACITY/i.test(instanceText.split('\n')[at - 1] ?? '')) ?? [];
  const nodes = rows.filter((row) => row.length === 7);
  const faults: string[] = [];
  const seen = new Set<number>();
  const way = (a: number[], b: number[]): number => {
    // Not Math.hypot: it answers 518.9999999999999 for (495, 156), which is exactly 519, and the cut would take a tenth away.
    const length = Math.sqrt((a[1]! - b[1]!) * (a[1]! - b[1]!) + (a[2]! - b[2]!) * (a[2]! - b[2]!));
    return objective === 'dimacs' ? Math.floor(length * 10) / 10 : length;
  };
  const routes = solutionText.split('\n').filter((line) => /^Route\s*#/i.test(line)).map((line) => line.slice(line.indexOf(':') + 1).trim().split(/\s+/).filter(Boolean).map(Number));
  let distance = 0;
  routes.forEach((route, at) => {
    const name = `route ${at + 1}`;
    const depot = nodes[0]!;
    let here = depot;
    let clock = depot[4]!;
    let load = 0;
    for (const id of route) {
      const there = nodes[id];
      if (!there || id <= 0) { faults.push(`${name}: no customer ${id}`); continue; }
      if (seen.has(id)) faults.push(`${name}: customer ${id} twice`);
      seen.add(id);
      distance += way(here, there);
      clock += way(here, there);
      if (clock > there[5]! + 1e-6) faults.push(`${name}: customer ${id} at ${clock}, due ${there[5]}`);
      clock = Math.max(clock, there[4]!) + there[6]!;
      load += there[3]!;
      here = there;
    }
    distance += way(here, depot);
    clock += way(here, depot);
    if (clock > depot[5]! + 1e-6) faults.push(`${name}: back at ${clock}, due ${depot[5]}`);
    if (load > capacity) faults.push(`${name}: load ${load} of ${capacity}`);
  });
  if (routes.length > fleet) faults.push(`${routes.length} routes, ${fleet} vehicles`);
  const unassigned = nodes.length - 1 - seen.size;
  if (unassigned > 0) faults.push(`${unassigned} customers in no route`);
  const said = /^Cost\s+(\S+)/im.exec(solutionText);
  if (said && Math.abs(Number(said[1]) - distance) > 0.01) faults.push(`says cost ${said[1]}, is ${distance}`);
  return { feasible: faults.length === 0, faults, objective: distance, distance, vehicles: routes.length, unassigned };
}

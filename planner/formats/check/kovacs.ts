/** Recomputes a STRSP solution without teams from both instance texts; shares nothing with reader or search. */
import type { Verdict } from './solomon.ts';

/** Objective: distance + outsourcing (200 + (Σ d_sl)^1.5 for each task in no route). */
export function checkKovacs(taskText: string, workerText: string, solutionText: string): Verdict {
  const all = taskText.split('\n').map((line) => line.trim());
  const title = all.find((line) => line.startsWith('CUST NO.')) ?? '';
  const asked = title.split(/\s+/).filter((word) => /^d\d\d$/.test(word));
  const rows = new Map(all.slice(all.indexOf(title) + 1).filter(Boolean).map((line) => line.split(/\s+/).map(Number)).map((row) => [row[0]!, row]));
  const crewLines = workerText.slice(workerText.indexOf('domain1')).split('\n').slice(1).filter((line) => line.trim() !== '');
  const crew = new Map(crewLines.map((line) => line.trim().split(/\s+/).map(Number)).map((row) => [row[0]!, row]));
  const [depotId, depot] = [...rows][0]!;
  const faults: string[] = [];
  const seen = new Set<number>();
  const used = new Set<number>();
  let distance = 0;
  const routes = [...solutionText.matchAll(/^Route\s*#(\d+):(.*)$/gm)];
  for (const [, who, list] of routes) {
    const worker = crew.get(Number(who));
    if (!worker || used.has(Number(who))) { faults.push(`worker ${who} unknown or twice`); continue; }
    used.add(Number(who));
    let clock = depot[4]!;
    let here = depot;
    for (const id of [...list!.trim().split(/\s+/).filter(Boolean).map(Number), depotId]) {
      const row = rows.get(id);
      if (!row) { faults.push(`no task ${id}`); continue; }
      const way = Math.hypot(here[1]! - row[1]!, here[2]! - row[2]!);
      distance += way;
      clock += way;
      if (clock > row[5]! + 1e-6) faults.push(`worker ${who} is late at ${id}`);
      clock = Math.max(clock, row[4]!) + row[6]!;
      here = row;
      if (id === depotId) continue;
      if (seen.has(id)) faults.push(`task ${id} twice`);
      seen.add(id);
      asked.forEach((name, at) => {
        if (row[8 + at]! > 0 && worker[Number(name[1])]! < Number(name[2])) faults.push(`worker ${who} has domain ${name[1]} below ${name[2]} for ${id}`);
      });
    }
  }
  const left = [...rows].filter(([id]) => id !== depotId && !seen.has(id));
  const outsourced = left.reduce((sum, [, row]) => sum + 200 + row.slice(8).reduce((total, count) => total + count, 0) ** 1.5, 0);
  return { feasible: faults.length === 0, faults, objective: distance + outsourced, distance, vehicles: routes.length, unassigned: left.length };
}

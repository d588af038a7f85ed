/** Recomputes a TRSP solution (`Route #<worker>: request …`) from the instance's text alone; shares nothing with reader or search. */
import type { Verdict } from './solomon.ts';

/** Objective: total working time, each worker leaving as late as costs nothing. Without passes by the depot. Window slack 1e-6. */
export function checkTrsp(instanceText: string, solutionText: string): Verdict {
  const body = instanceText.slice(instanceText.search(/^ID\s+X/m)).split('\n').slice(1).filter((line) => line.includes('['));
  const rows = body.map((line) => {
    const [left = '', ...lists] = line.split('[');
    return { n: left.trim().split(/\s+/).map(Number), of: lists.map((list) => list.slice(0, list.indexOf(']')).split(',').filter((part) => part.trim() !== '').map(Number)) };
  });
  const crew = Number((/CREW COUNT[^\n]*\n\s*(\d+)/.exec(instanceText) ?? [])[1] ?? 0);
  const faults: string[] = [];
  const seen = new Set<number>();
  let objective = 0;
  let distance = 0;
  const routes = [...solutionText.matchAll(/^Route\s*#(\d+):(.*)$/gm)].map((match) => ({ id: Number(match[1]), stops: match[2]!.trim().split(/\s+/).filter(Boolean).map(Number) }));
  for (const { id, stops } of routes) {
    const home = rows[id];
    if (!home || id < 1 || id > crew) { faults.push(`no worker ${id}`); continue; }
    const stock = [...home.of[2]!];
    const legs: { way: number; open: number; due: number; service: number }[] = [];
    let here = home.n;
    for (const stop of [...stops, id]) {
      const row = rows[stop]!;
      const isHome = stop === id;
      const way = Math.hypot(here[1]! - row.n[1]!, here[2]! - row.n[2]!);
      distance += way;
      legs.push({ way, open: row.n[3]!, due: row.n[4]!, service: isHome ? 0 : row.n[5]! });
      here = row.n;
      if (isHome) continue;
      if (seen.has(stop)) faults.push(`request ${stop} twice`);
      seen.add(stop);
      if (!row.of[0]!.every((skill) => home.of[0]!.includes(skill))) faults.push(`worker ${id} lacks a skill for ${stop}`);
      if (!row.of[1]!.every((tool) => home.of[1]!.includes(tool))) faults.push(`worker ${id} lacks a tool for ${stop}`);
      row.of[2]!.forEach((parts, kind) => (stock[kind] = (stock[kind] ?? 0) - parts));
    }
    if (stock.some((left) => left < 0)) faults.push(`worker ${id} runs out of parts`);
    // The last moment to leave is found from the end backwards, the moment of return from the earliest departure on.
    const run = (leave: number): { end: number; late: number } => legs.reduce((at, leg) => {
      const start = Math.max(at.end + leg.way, leg.open);
      return { end: start + leg.service, late: Math.max(at.late, start - leg.due) };
    }, { end: leave, late: 0 });
    const earliest = run(home.n[3]!);
    if (earliest.late > 1e-6) faults.push(`worker ${id} is ${earliest.late} late`);
    let latest = Infinity;
    for (const leg of [...legs].reverse()) latest = Math.min(latest - leg.service, leg.due) - leg.way;
    let leave = home.n[3]!;
    // The end does not move while the departure eats up waiting only: the amount is the least slack on the way.
    let slack = Infinity;
    let waited = 0;
    let clock = leave;
    for (const leg of legs) {
      const arrive = clock + leg.way;
      waited += Math.max(0, leg.open - arrive);
      clock = Math.max(arrive, leg.open) + leg.service;
      slack = Math.min(slack, waited + Math.max(0, leg.due - Math.max(arrive, leg.open)));
    }
    leave = Math.min(latest, leave + Math.min(waited, slack));
    objective += run(leave).end - leave;
  }
  const unassigned = rows.length - 1 - crew - seen.size;
  if (unassigned > 0) faults.push(`${unassigned} requests in no route`);
  return { feasible: faults.length === 0, faults, objective, distance, vehicles: routes.length, unassigned };
}

/** Recomputes a day of a Bredström–Rönnqvist plan from the file's text and the plan's text alone; shares nothing with the reader or the search. */
export type BredstromVerdict = { feasible: boolean; faults: string[]; travel: number; preference: number; fairness: number };

const EPS = 1e-6;

/** Ways, preferences and the largest difference of working time (ways and visits) among staff with visits; faults of the day. */
export function checkBredstrom(instanceText: string, planText: string, day = 1): BredstromVerdict {
  const rowsOf = (name: string): number[][] => (new RegExp(`param ${name}:[^\\n]*\\n([^;]*);`).exec(instanceText)?.[1] ?? '').trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const cell = (rows: number[][], row: number, column: number): number => rows.find((one) => one[0] === row)?.[column] ?? NaN;
  const one = (name: string): number => Number(new RegExp(`param ${name}\\s*:?=\\s*([-\\d.]+)`).exec(instanceText)?.[1]);
  const [ways, lasts, needs, from, to, likes] = ['t_ij', 's_id', 'w_id', 'e_id', 'l_id', 'prefer_id'].map(rowsOf) as [number[][], number[][], number[][], number[][], number[][], number[][]];
  const pairs = [...(/Shared_Visited\s*:?=([^;]*);/.exec(instanceText)?.[1] ?? '').matchAll(/\((\d+),\s*(\d+)\)/g)].map((found) => [Number(found[1]), Number(found[2])] as const);
  const between = (a: number, b: number): number => (a === b || pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a)) ? 0 : cell(ways, a, b + 1));
  const faults: string[] = [];
  const begun = new Map<number, { who: number; at: number }>();
  const work: number[] = [];
  let travel = 0, preference = 0;
  for (const line of planText.trim().split('\n')) {
    const [name = '', list = ''] = line.split(':');
    const who = Number(name.trim().slice(1));
    if (!(who >= 1 && who <= one('kn'))) { faults.push(`no staff ${name}`); continue; }
    let place = 0, free = 0, busy = 0;
    for (const word of list.trim().split(/\s+/).filter(Boolean)) {
      const [visit = NaN, at = NaN] = word.slice(1).split('@').map(Number);
      const way = between(place, visit);
      if (at < free + way - EPS) faults.push(`k${who} cannot be at v${visit} by ${at}`);
      if (!(at >= cell(from, visit, day) - EPS && at <= cell(to, visit, day) + EPS)) faults.push(`v${visit} begins at ${at}, outside its window`);
      if (begun.has(visit)) faults.push(`v${visit} is done twice`);
      if (cell(needs, visit, day) !== 1) faults.push(`v${visit} is not asked for on day ${day}`);
      begun.set(visit, { who, at });
      travel += way;
      preference += cell(likes, visit, who);
      busy += way + cell(lasts, visit, day);
      free = at + cell(lasts, visit, day);
      place = visit;
    }
    if (place === 0) continue;
    travel += between(place, 0);
    if (free + between(place, 0) > one('T') + EPS) faults.push(`k${who} is home after ${one('T')}`);
    work.push(busy + between(place, 0));
  }
  for (const [visit = 0] of needs) if (cell(needs, visit, day) === 1 && !begun.has(visit)) faults.push(`v${visit} is not done`);
  for (const [a, b] of pairs) {
    const left = begun.get(a), right = begun.get(b);
    if (!left || !right) continue;
    if (left.who === right.who) faults.push(`v${a} and v${b} have one person`);
    if (Math.abs(left.at - right.at) > EPS) faults.push(`v${a} and v${b} begin ${right.at - left.at} apart`);
  }
  return { feasible: faults.length === 0, faults, travel, preference, fairness: work.length > 0 ? Math.max(...work) - Math.min(...work) : 0 };
}

/**
 * Who is likely to stand beside a task in a good plan: near in place and possible in time. On large problems only positions beside these are
 * tried (granular neighbourhoods: Toth and Vigo 2003, with the measure of Vidal et al. 2013 for windows).
 */
import { FAR, type Compiled } from '../compile.ts';

/** From so many tasks on, so many neighbours on each side. */
export const reach = { from: 120, width: 40, wait: 0.02, late: 1 };

/** By task, `width` each: the likeliest to be served right before it, and right after it. */
export type Kin = { before: Int32Array; after: Int32Array; width: number };

/** Likeliest neighbours by the way between them, waiting at a fiftieth of it and lateness in full, at the best start the windows allow. */
export function likeliest(c: Compiled, most: number): Kin {
  const width = Math.min(most, c.tasks - 1);
  const kin: Kin = { before: new Int32Array(c.tasks * width), after: new Int32Array(c.tasks * width), width };
  const last = (task: number): number => (c.windowAt[task + 1]! > c.windowAt[task]! ? c.windowTo[c.windowAt[task + 1]! - 1]! : FAR);
  const apart = (from: number, to: number): number => {
    const way = c.time[c.place[from]! * c.places + c.place[to]!]!, done = c.durationBy[from * c.workers]! + way;
    const wait = c.earliest[to]! - (last(from) + done), late = c.earliest[from]! + done - last(to);
    return way + (wait > 0 ? reach.wait * wait : 0) + (late > 0 ? reach.late * late : 0);
  };
  const far = new Float64Array(c.tasks);
  const nearest = (list: Int32Array, task: number, isBefore: boolean): void => {
    for (let other = 0; other < c.tasks; other++) far[other] = other === task ? FAR * 2 : isBefore ? apart(other, task) : apart(task, other);
    const order = Array.from({ length: c.tasks }, (_, other) => other).toSorted((a, b) => far[a]! - far[b]! || a - b);
    for (let at = 0; at < width; at++) list[task * width + at] = order[at]!;
  };
  for (let task = 0; task < c.tasks; task++) { nearest(kin.before, task, true); nearest(kin.after, task, false); }
  return kin;
}

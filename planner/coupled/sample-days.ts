/** Random coupled days for tests: pairs, sequences, precedence, two windows, breaks, two shifts, limits, levels, optional visits, frozen parts. */
import type { Link, Problem, TaskInput, WorkerInput } from '../problem.ts';
import { Random } from '../routes/random.ts';

/** A day by its seed; whole numbers, so that sums are exact. `isHard`: windows and shift ends are rules. */
export function randomDay(seed: number, { isHard = false, isTimed = true, hasFrozen = false }: { isHard?: boolean; isTimed?: boolean; hasFrozen?: boolean } = {}): Problem {
  const random = new Random(seed);
  const whole = (from: number, to: number): number => from + random.below(to - from + 1);
  const places = whole(6, 14), workerCount = whole(3, 6), visits = whole(8, 18);
  const x = Array.from({ length: places }, () => whole(0, 60)), y = Array.from({ length: places }, () => whole(0, 60));
  const time = Float64Array.from({ length: places * places }, (_, at) => {
    const from = Math.floor(at / places), to = at % places;
    return from === to ? 0 : Math.ceil(Math.hypot(x[from]! - x[to]!, y[from]! - y[to]!)) + (from > to ? 1 : 0);
  });
  const workers = Array.from({ length: workerCount }, (_, at): WorkerInput => ({
    id: `w${at}`, start: at % 3 === 2 ? null : whole(0, places - 1), end: at % 4 === 3 ? null : whole(0, places - 1),
    shifts: at % 3 === 1 ? [{ from: 0, to: 290, isEndSoft: !isHard }, { from: 340, to: 700, isEndSoft: !isHard }] : [{ from: whole(0, 60), to: whole(420, 640), isEndSoft: !isHard }],
    breaks: isTimed && at % 2 === 0 && at % 3 !== 1 ? [{ from: 200, to: 380, duration: 30, longest: at % 4 === 0 ? 30 : 60 }] : [],
    skills: { a: whole(1, 3), ...(at % 2 === 0 ? { b: 1 } : { c: 2 }) }, maxTasks: isTimed && at % 5 === 0 ? 7 : Infinity, fixedCost: at % 2 === 0 ? 5 : 0,
  }));
  const tasks: TaskInput[] = [];
  const links: Link[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const from = whole(0, 400), kind = random.below(6);
    const windows = isTimed && visit % 4 === 1 ? [{ from, to: from + 60 }, { from: from + 130, to: from + 220 }] : [{ from, to: from + whole(60, 160) }];
    const make = (part: number): TaskInput => ({
      id: `t${visit}.${part}`, visitId: `v${visit}`, place: visit % places, duration: whole(5, 40), windows, isDueSoft: !isHard, needs: visit % 3 === 0 ? [{ skill: 'a', level: whole(1, 2) }] : [],
      dropCost: visit % 3 === 0 ? whole(60, 200) : isHard ? 900 : Infinity, preferred: visit % 5 === 0 ? ['w0', 'w1'] : [], costBy: { w1: visit % 3 },
    });
    tasks.push(make(0));
    if (kind > 2) continue;
    tasks.push(make(1));
    if (kind === 0) links.push({ before: `t${visit}.0`, after: `t${visit}.1`, minGap: 0, maxGap: 0 });
    if (kind === 1) links.push({ before: `t${visit}.0`, after: `t${visit}.1`, minGap: whole(5, 20), maxGap: whole(25, 60) });
  }
  for (let visit = 0; visit + 3 < visits; visit += 5) links.push({ before: `t${visit}.0`, after: `t${visit + 3}.0`, minGap: whole(0, 30), maxGap: Infinity });
  const done = tasks.find(({ id }) => id === 't1.0')!;
  const hasPair = links.some(({ before, after }) => before === done.id || after === done.id);
  return {
    places, travel: [{ time, distance: time }], workers, tasks, links, apart: [['v0', 'v1']],
    weights: {
      travelTime: 2, lateness: isHard ? 0 : 3, worstLateness: isHard ? 0 : 4, overtime: isHard ? 0 : 2, unpreferred: 7, workers: 3,
      ...(isTimed ? { waiting: 1, worstIdle: 5, workRange: 1, missedBreak: 50 } : {}),
    },
    ...(hasFrozen && !hasPair && !tasks.some(({ id }) => id === 't1.1') ? { frozen: [{ workerId: 'w0', done: [{ taskId: 't1.0', startAt: 90 }], freeAt: 150 }] } : {}),
  };
}

/** A live city for the benches: workers with a day of visits already planned, all seeded. Seconds since midnight, metres. */
import type { LiveDay } from '../live/columns.ts';
import { addVisit, openDay, place } from '../live/day.ts';
import { addPlace, planeWays } from '../live/ways.ts';
import type { Ways } from '../live/ways.ts';
import type { Link, Problem, TaskInput, Weights } from '../problem.ts';
import { DETOUR_FACTOR, DOOR_SECONDS, SPEED_METERS_PER_SECOND } from '../travel.ts';

export type CityWish = { workers: number; visitsEach: number; hasBreaks?: boolean; pairShare?: number; weights?: Weights; side?: number };
const HOUR = 3600;

/** Every worker starts with `visitsEach` visits, by insertion at their own leg's end; a share of the visits is for two people who start together. */
export function liveCity(random: () => number, wish: CityWish): { day: LiveDay; ways: Ways; ask: (isPair: boolean) => { tasks: TaskInput[]; links: Link[] } } {
  const { workers, visitsEach, hasBreaks = false, pairShare = 0, side = 16_000, weights = { distance: 0.001, travelTime: 0.01, waiting: 0.002, lateness: 0.05, overtime: 0.02, unpreferred: 5,
    moved: 5 } } = wish;
  const point = (): { x: number; y: number } => ({ x: random() * side, y: random() * side });
  const homes = Array.from({ length: workers }, point);
  const ways = planeWays(homes, [SPEED_METERS_PER_SECOND.ebike, SPEED_METERS_PER_SECOND.car], { detour: DETOUR_FACTOR, door: DOOR_SECONDS });
  const problem: Problem = {
    places: workers, travel: [], tasks: [], weights,
    workers: homes.map((_, index) => ({
      id: `w${index}`, start: index, end: index, mode: index % 4 === 0 ? 1 : 0, shifts: [{ from: 8 * HOUR, to: 20 * HOUR, isEndSoft: index % 5 === 0 }],
        skills: { cleaning: random() < 0.85 ? 1 + Math.floor(random() * 5) : 0 },
      breaks: hasBreaks ? [{ from: 11 * HOUR, to: 14 * HOUR, duration: 1800 }] : [], maxTasks: visitsEach + 3, maxWork: 11 * HOUR,
    })),
  };
  const { day } = openDay(problem, null, { ways });
  let made = 0;
  const visit = (from: number, width: number, duration: number, at: { x: number; y: number }, people: number): { tasks: TaskInput[]; links: Link[] } => {
    const number = made++;
    const spot = addPlace(ways, at.x, at.y);
    const tasks = Array.from({ length: people }, (_, part): TaskInput => ({
      id: `v${number}.${part}`, visitId: `v${number}`, place: spot, duration, windows: [{ from, to: from + width }], needs: [{ skill: 'cleaning', level: 1 + Math.floor(random() * 2) }], dropCost: 500,
    }));
    return { tasks, links: people > 1 ? [{ before: tasks[0]!.id, after: tasks[1]!.id, minGap: 0, maxGap: 0 }] : [] };
  };
  const slot = 12 * HOUR / visitsEach;
  for (let k = 0; k < visitsEach; k++) {
    for (let worker = 0; worker < workers; worker++) {
      const isPair = random() < pairShare && worker + 1 < workers;
      const from = 8 * HOUR + slot * k + Math.floor(random() * slot * 0.3);
      const near = { x: clamp(homes[worker]!.x + (random() - 0.5) * 5000, side), y: clamp(homes[worker]!.y + (random() - 0.5) * 5000, side) };
      const { tasks, links } = visit(from, 2400, Math.floor(slot * (0.25 + random() * 0.25)), near, isPair ? 2 : 1);
      const numbers = addVisit(day, tasks.map((task) => ({ ...task, needs: [] })), links);
      numbers.forEach((task, part) => { const leg = day.firstLeg[worker + part]!; place(day, task, leg, day.legCount[leg]!); });
    }
  }
  const ask = (isPair: boolean): { tasks: TaskInput[]; links: Link[] } =>
    visit(8 * HOUR + Math.floor(random() * 20) * 1800, 3600 + Math.floor(random() * 3) * 1800, 1800 + 1800 * Math.floor(random() * 3), point(), isPair ? 2 : 1);
  return { day, ways, ask };
}

const clamp = (value: number, side: number): number => Math.max(0, Math.min(side, value));

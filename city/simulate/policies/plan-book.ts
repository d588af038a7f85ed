/**
 * The planner's live day plans, one for each day, kept in step with the calendars: what the policies on `planner/live` have in common.
 * An order stands in a plan only while it has people (or is being tried); its window is hard until it is promised and soft after, so that a day
 * that runs late is still a plan, dear by its lateness.
 */
import type { LiveDay } from '../../../planner/live/columns.ts';
import { addVisit, advance, dropVisit, isStarted, openDay, setEnd, setOff, unbind } from '../../../planner/live/day.ts';
import { beginTrial, keepTrial, positionOf, undoTrial } from '../../../planner/live/changes.ts';
import { retime } from '../../../planner/live/timing.ts';
import { addPlace, planeWays } from '../../../planner/live/ways.ts';
import type { Problem, TaskInput, Weights } from '../../../planner/problem.ts';
import { DETOUR_FACTOR, DOOR_SECONDS, SPEED_METERS_PER_SECOND } from '../../../planner/travel.ts';
import type { Order } from '../demand.ts';
import type { Ask, Desk } from '../policy.ts';
import { DAY } from '../town.ts';
import { isAble } from './calendar.ts';

export type BookSettings = {
  /** Reckoned after every job for what ways and jobs take longer, seconds. */
  slack: number;
  /** All ways are reckoned so many times as long as the map says. */
  wayFactor: number;
  weights: Weights;
};
/** More than anything else together: what stands in the plan stays in it. */
const NEVER = 1e7;

export class PlanBook {
  readonly days = new Map<number, LiveDay>();
  /** Who refused which order. */
  readonly refused = new Map<string, Set<string>>();
  readonly settings: BookSettings;
  private readonly service = new Set<string>();

  constructor(settings: BookSettings) { this.settings = settings; }

  dayOf(desk: Desk, number: number): LiveDay {
    const known = this.days.get(number);
    if (known) return known;
    const present = desk.workers.filter((worker) => desk.shift(worker.id, number) !== null);
    const { wayFactor, weights } = this.settings;
    const ways = planeWays(present.map(({ home }) => home), [SPEED_METERS_PER_SECOND.ebike / wayFactor, SPEED_METERS_PER_SECOND.car / wayFactor],
      { detour: DETOUR_FACTOR, door: Math.round(DOOR_SECONDS * wayFactor) });
    const problem: Problem = {
      places: present.length, travel: [], tasks: [], weights,
      workers: present.map((worker, index) => ({
        id: worker.id, start: index, end: null, mode: worker.mode === 'car' ? 1 : 0, shifts: [{ ...desk.shift(worker.id, number)!, isEndSoft: true }], skills: { ...worker.skills },
      })),
    };
    const { day } = openDay(problem, null, { ways });
    this.days.set(number, day);
    return day;
  }

  /** Time passes in the plan of today; what runs over is reckoned to end in ten minutes. */
  refresh(desk: Desk, number: number): LiveDay {
    const day = this.dayOf(desk, number);
    if (Math.floor(desk.now / DAY) !== number) return day;
    for (let leg = 0; leg < day.legs; leg++) {
      const frozen = day.legFrozen[leg]!;
      if (frozen === 0) continue;
      const task = day.seq[leg * day.width + frozen - 1]!;
      const id = day.tasks[task]!.id;
      if (this.service.has(id) && day.endAt[task]! < desk.now + 300) setEnd(day, id, desk.now + 600);
      else if (this.isUnderWay(id) && day.endAt[task]! < desk.now + day.duration[task]!) setEnd(day, id, desk.now + day.duration[task]!);
    }
    advance(day, desk.now);
    return day;
  }

  private readonly underWay = new Set<string>();
  private isUnderWay(taskId: string): boolean { return this.underWay.has(taskId) && !this.service.has(taskId); }

  /** Puts an order's tasks into its day, nobody's yet. Workers out of reach or who refused are shut out. */
  enter(desk: Desk, order: Order, dropCost: number): number[] {
    const day = this.dayOf(desk, order.day);
    const place = addPlace(day.ways, order.at.x, order.at.y);
    const refused = this.refused.get(order.id);
    const blocked = day.workerIds.filter((id) => refused?.has(id) || !isAble(desk, desk.worker(id), order));
    const isPreferredHere = order.preferredWorkerId !== null && day.workerIndex.has(order.preferredWorkerId) && desk.shift(order.preferredWorkerId, order.day) !== null;
    const tasks = Array.from({ length: order.people }, (_, part): TaskInput => ({
      id: `${order.id}/${part}`, visitId: order.id, place, duration: order.plannedSeconds + this.settings.slack, windows: [order.window], blocked, dropCost, isDueSoft: false,
      needs: [{ skill: order.skill, level: order.level }], ...(isPreferredHere ? { preferred: [order.preferredWorkerId!] } : {}),
    }));
    return addVisit(day, tasks, order.people === 2 ? [{ before: `${order.id}/0`, after: `${order.id}/1`, minGap: 0, maxGap: 0 }] : []);
  }

  /** Takes an order out of its day's plan (refused, cancelled, open again). Who is on the way stays bound until told free. */
  remove(order: Pick<Order, 'id' | 'day'>): void {
    const day = this.days.get(order.day);
    if (!day?.visitIndex.has(order.id)) return;
    for (const task of day.visitTasks[day.visitIndex.get(order.id)!]!) {
      const { id } = day.tasks[task]!;
      if (day.legOf[task]! >= 0 && isStarted(day, task) && !this.underWay.has(id)) unbind(day, id);
    }
    dropVisit(day, order.id);
  }

  refuse(orderId: string, workerId: string): void {
    const set = this.refused.get(orderId);
    if (set) set.add(workerId); else this.refused.set(orderId, new Set([workerId]));
  }
  shutOut(day: LiveDay, task: number, workerId: string): void {
    const worker = day.workerIndex.get(workerId)!;
    const set = day.blocked[task];
    if (set) set.add(worker); else day.blocked[task] = new Set([worker]);
  }

  /** What a worker would be asked: the start, and where the plan says she comes from. */
  askOf(desk: Desk, day: LiveDay, task: number): Ask {
    const leg = day.legOf[task]!;
    const workerId = day.workerIds[day.legWorker[leg]!]!;
    const position = positionOf(day, task);
    const startAt = day.startAt[task]!;
    if (position === 0) {
      const number = Math.floor(day.openFrom[task]! / DAY);
      return { workerId, startAt, after: { at: desk.placeOf(workerId, number), endAt: null } };
    }
    const before = day.seq[leg * day.width + position - 1]!;
    return { workerId, startAt, after: { at: { x: day.ways.x[day.place[before]!]!, y: day.ways.y[day.place[before]!]! }, endAt: day.endAt[before]! - this.settings.slack } };
  }

  /** From now on the window is a promise: late is dear, not impossible. */
  promise(day: LiveDay, tasks: readonly number[]): void {
    for (const task of tasks) { day.isSoft[task] = true; day.tasks[task] = { ...day.tasks[task]!, dropCost: NEVER }; }
    const legs = [...new Set(tasks.map((task) => day.legOf[task]!))];
    beginTrial(day);
    if (retime(day, legs, false)) keepTrial(day); else undoTrial(day);
  }

  /** Writes the plan's starts into the calendars. */
  sync(desk: Desk, day: LiveDay): void {
    for (let leg = 0; leg < day.legs; leg++) {
      const workerId = day.workerIds[day.legWorker[leg]!]!;
      for (let k = day.legFrozen[leg]!; k < day.legCount[leg]!; k++) {
        const task = day.seq[leg * day.width + k]!;
        const orderId = day.visitIds[day.visitOf[task]!]!;
        if (desk.peopleOf(orderId).includes(workerId)) desk.retime(orderId, workerId, day.startAt[task]!);
      }
    }
  }

  /** The task of an order that this worker has; -1: none. */
  taskOf(order: Order, workerId: string): number {
    const day = this.days.get(order.day);
    const visit = day?.visitIndex.get(order.id);
    if (!day || visit === undefined) return -1;
    return day.visitTasks[visit]!.find((task) => day.legOf[task]! >= 0 && day.workerIds[day.legWorker[day.legOf[task]!]!] === workerId) ?? -1;
  }

  leftFor(desk: Desk, order: Order, workerId: string): void {
    const day = this.dayOf(desk, order.day);
    const task = this.taskOf(order, workerId);
    if (task < 0) return;
    const { id } = day.tasks[task]!;
    this.underWay.add(id);
    setOff(day, id, desk.now);
    // One of two is on the way: the other comes too, whatever the plan's link says, and is not exchanged any more.
    for (const mate of day.visitTasks[day.visitOf[task]!]!) { day.linksOf[mate] = []; if (day.legOf[mate]! >= 0) day.pin[mate] = day.legWorker[day.legOf[mate]!]!; }
  }
  begun(desk: Desk, order: Order): void {
    const day = this.dayOf(desk, order.day);
    const visit = day.visitIndex.get(order.id);
    if (visit === undefined) return;
    for (const task of day.visitTasks[visit]!) {
      const { id } = day.tasks[task]!;
      this.service.add(id);
      if (day.legOf[task]! >= 0 && isStarted(day, task)) setEnd(day, id, desk.now + day.duration[task]!);
    }
  }
  freed(desk: Desk, order: Order, workerId: string): void {
    const day = this.days.get(order.day);
    if (!day) return;
    const worker = day.workerIndex.get(workerId);
    if (worker === undefined) return;
    // A called-off order is out of the index, but its bound task still stands in the route.
    for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) {
      for (let k = 0; k < day.legFrozen[leg]!; k++) {
        const task = day.seq[leg * day.width + k]!;
        if (day.visitIds[day.visitOf[task]!] !== order.id) continue;
        const { id } = day.tasks[task]!;
        this.service.delete(id);
        this.underWay.delete(id);
        day.endAt[task] = Math.max(day.startAt[task]!, -Infinity);
        if (day.taskIndex.get(id) === task) { day.startAt[task] = Math.min(day.startAt[task]!, desk.now); setEnd(day, id, desk.now); }
        else day.endAt[task] = desk.now;
      }
    }
  }
  lost(desk: Desk, workerId: string, number: number): void {
    const day = this.days.get(number);
    const worker = day?.workerIndex.get(workerId);
    if (day && worker !== undefined) day.isLost[worker] = 1;
  }
}

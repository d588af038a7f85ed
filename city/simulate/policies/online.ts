/**
 * Linli online: every order is put at once where it adds least to the live day plans (`bestOffers`: exact over all positions, windows kept by all),
 * its people are asked, and it is promised. Nobody who has been promised is exchanged, unless there is no room (`ejectInto`: one job finds another
 * worker who says yes, and makes room).
 */
import type { LiveDay } from '../../../planner/live/columns.ts';
import { closeJournal, openJournal } from '../../../planner/live/changes.ts';
import { remove } from '../../../planner/live/day.ts';
import { bestOffers } from '../../../planner/live/insert.ts';
import { ejectInto } from '../../../planner/live/mend.ts';
import { tryAll } from '../../../planner/live/trial.ts';
import type { Order } from '../demand.ts';
import type { Desk, Policy, PolicyEvent } from '../policy.ts';
import { isAble } from './calendar.ts';
import { PlanBook } from './plan-book.ts';
import type { BookSettings } from './plan-book.ts';

export type OnlineSettings = BookSettings & {
  asks: number;
  /** Dearest way in that is still taken, in cost (seconds of way): beyond, somebody else's promise would be broken. */
  dearest: number;
  /** Depth of ejection chains, 0: none; and how many are tried, each without those who refused before. */
  depth: number; ejections: number;
  /** Exchanges one promised job may see, and seconds before its start in which there is none. */
  moves: number; still: number;
  /** Jobs that may change hands in one exchange: all their new people must say yes. */
  most: number;
};

/** What one promised job may still be put through. */
export class OnlineDesk {
  readonly book: PlanBook;
  readonly settings: OnlineSettings;
  readonly moved = new Map<string, number>();

  constructor(settings: OnlineSettings) { this.settings = settings; this.book = new PlanBook(settings); }

  hear(event: PolicyEvent, desk: Desk): void {
    const { book } = this;
    if (event.kind === 'closed') { book.remove(desk.order(event.orderId)); this.retry(desk, desk.order(event.orderId).day); }
    if (event.kind === 'open') book.remove(desk.order(event.orderId));
    if (event.kind === 'setOff') book.leftFor(desk, desk.order(event.orderId), event.workerId);
    if (event.kind === 'started') book.begun(desk, desk.order(event.orderId));
    if (event.kind === 'free') {
      const order = desk.order(event.orderId);
      book.freed(desk, order, event.workerId);
      book.sync(desk, book.refresh(desk, order.day));
    }
    if (event.kind === 'sick') book.lost(desk, event.workerId, event.day);
  }

  /** Orders of a day that wait get another try, longest waiting first. */
  retry(desk: Desk, number?: number, depth = 0): void {
    for (const orderId of desk.waiting()) if (number === undefined || desk.order(orderId).day === number) this.serve(desk, desk.order(orderId), depth);
  }

  /** Finds people for an order and promises them. `depth`: how far others may be moved for it. `only`: nobody but this worker, and only once. */
  serve(desk: Desk, order: Order, depth: number, only?: string): boolean {
    const { book, settings } = this;
    if (desk.workers.filter((worker) => isAble(desk, worker, order)).length < order.people) { desk.note(order.id, 'noneQualified'); return false; }
    const day = book.refresh(desk, order.day);
    const tasks = book.enter(desk, order, settings.dearest);
    let hasAsked = false;
    if (only !== undefined) for (const task of tasks) day.pin[task] = day.workerIndex.get(only)!;
    for (let asked = 0; asked < (only === undefined ? settings.asks : 1); asked++) {
      const { offers, costs } = bestOffers(day, tasks, 1, 40);
      if (offers.length === 0 || costs[0]! > settings.dearest || tryAll(day, offers[0]!, true) === null) break;
      hasAsked = true;
      const asks = tasks.map((task) => book.askOf(desk, day, task));
      const answers = desk.ask(order.id, asks);
      if (answers.every(Boolean)) {
        if (!desk.assign(order.id, asks)) { book.remove(order); return false; }
        for (const task of tasks) day.pin[task] = -1;
        book.promise(day, tasks);
        book.sync(desk, day);
        return true;
      }
      remove(day, tasks);
      this.refusals(day, order.id, tasks, asks.filter((_, at) => !answers[at]).map(({ workerId }) => workerId));
    }
    desk.note(order.id, hasAsked ? 'allRefused' : 'noneFree');
    if (depth > 0 && this.makeRoom(desk, day, order, tasks, depth)) return true;
    book.remove(order);
    return false;
  }

  refusals(day: LiveDay, orderId: string, tasks: readonly number[], workerIds: readonly string[]): void {
    for (const workerId of workerIds) {
      this.book.refuse(orderId, workerId);
      for (const task of tasks) this.book.shutOut(day, task, workerId);
    }
  }

  /** Jobs that may not be exchanged (moved often enough, about to begin) are pinned to whom they have. */
  hold(desk: Desk, day: LiveDay): void {
    for (let leg = 0; leg < day.legs; leg++) {
      for (let k = day.legFrozen[leg]!; k < day.legCount[leg]!; k++) {
        const task = day.seq[leg * day.width + k]!;
        const isHeld = (this.moved.get(day.tasks[task]!.visitId) ?? 0) >= this.settings.moves || day.startAt[task]! - desk.now < this.settings.still || day.linksOf[task]!.length > 0;
        day.before[task] = day.legWorker[leg]!;
        day.pin[task] = isHeld ? day.legWorker[leg]! : -1;
      }
    }
  }

  /**
   * Lets `change` rearrange the day, then asks everybody who would get a job of somebody else; `more` may ask for what is new. Unless all say yes, the
   * day is as it was, and who refused is not asked for that job again. Answers the jobs moved, or null.
   */
  exchange(desk: Desk, day: LiveDay, change: () => boolean, most: number, more: () => boolean = () => true): number | null {
    this.hold(desk, day);
    openJournal(day);
    const isChanged = change();
    const moves: { task: number; orderId: string; from: string; to: string }[] = [];
    if (isChanged) {
      day.before.forEach((worker, task) => {
        const leg = day.legOf[task]!;
        if (worker < 0 || leg < 0 || day.isGone[task] || day.legWorker[leg] === worker) return;
        moves.push({ task, orderId: day.tasks[task]!.visitId, from: day.workerIds[worker]!, to: day.workerIds[day.legWorker[leg]!]! });
      });
    }
    let isAgreed = isChanged && moves.length <= most;
    // All are asked at once: a refusal then costs no time, and every one is remembered for the next try.
    for (const { task, orderId } of isAgreed ? moves : []) {
      const ask = this.book.askOf(desk, day, task);
      if (desk.ask(orderId, [ask])[0]) continue;
      this.refusals(day, orderId, [task], [ask.workerId]);
      isAgreed = false;
    }
    isAgreed &&= more();
    closeJournal(day, isAgreed);
    day.before.fill(-1);
    if (!isAgreed) return null;
    for (const { orderId, from, to, task } of moves) {
      desk.move(orderId, from, to, day.startAt[task]!);
      this.moved.set(orderId, (this.moved.get(orderId) ?? 0) + 1);
    }
    this.book.sync(desk, day);
    return moves.length;
  }

  /** Further ways to make room, after ejection has found none. */
  searches(_desk: Desk, _day: LiveDay, _visit: number): (() => boolean)[] {
    return [];
  }

  makeRoom(desk: Desk, day: LiveDay, order: Order, tasks: readonly number[], depth: number): boolean {
    const visit = day.visitIndex.get(order.id)!;
    const confirm = (): boolean => {
      const asks = tasks.map((task) => this.book.askOf(desk, day, task));
      const answers = desk.ask(order.id, asks);
      if (answers.every(Boolean)) return desk.assign(order.id, asks);
      this.refusals(day, order.id, tasks, asks.filter((_, at) => !answers[at]).map(({ workerId }) => workerId));
      return false;
    };
    const ejection = (): boolean => ejectInto(day, visit, depth, this.settings.dearest);
    const searches = this.searches(desk, day, visit);
    const ways = [...Array.from({ length: this.settings.ejections }, () => ejection), ...searches];
    for (let at = 0; at < ways.length; at++) {
      let isFound = false;
      if (this.exchange(desk, day, () => (isFound = ways[at]!()), this.settings.most, confirm) !== null) {
        this.book.promise(day, tasks);
        this.book.sync(desk, day);
        return true;
      }
      // Another try is for another set of people; a search that found no room at all would find none again.
      if (isFound) continue;
      if (at >= this.settings.ejections) return false;
      at = this.settings.ejections - 1;
    }
    return false;
  }
}

export function online(settings: OnlineSettings): Policy {
  const own = new OnlineDesk(settings);
  let ticks = 0;
  return {
    name: 'online',
    tell(event: PolicyEvent, desk: Desk): void {
      own.hear(event, desk);
      if (event.kind === 'placed' || event.kind === 'open') own.serve(desk, desk.order(event.orderId), settings.depth);
      if (event.kind === 'tick' && ++ticks % 2 === 0) own.retry(desk);
    },
  };
}

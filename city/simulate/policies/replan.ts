/**
 * Linli online, re-planned while it is lived: urgent orders of half a minute are matched together (`assignBatch`), what finds no room gets a short ruin
 * and recreate around it, and every day's plan is improved again and again. Stability: a move must save more than `weights.moved`, a job changes hands
 * `moves` times at most and not in its last hour, its new worker must say yes, and nobody is exchanged for what has begun.
 */
import type { LiveDay } from '../../../planner/live/columns.ts';
import { assignBatch } from '../../../planner/live/assign.ts';
import { bestOffers } from '../../../planner/live/insert.ts';
import { improve } from '../../../planner/live/mend.ts';
import type { Desk, Policy, PolicyEvent } from '../policy.ts';
import { DAY, HOUR } from '../town.ts';
import { OnlineDesk } from './online.ts';
import type { OnlineSettings } from './online.ts';

export type ReplanSettings = OnlineSettings & {
  /** Rounds of ruin and recreate: every ten minutes for today and every hour for each day ahead; for one order without room. */
  rounds: number; roomRounds: number;
  batchSeconds: number;
  /** Searches for one order without room, each without those who refused before. */
  roomTries: number;
  /** Ticks (five minutes) after which waiting orders are searched room for again. */
  retryTicks: number;
};

class ReplanDesk extends OnlineDesk {
  readonly own: ReplanSettings;
  private seeds = 0;

  constructor(settings: ReplanSettings) { super(settings); this.own = settings; }

  /** Short searches around the order; kept if they place it for less than its price. */
  override searches(desk: Desk, day: LiveDay, visit: number): (() => boolean)[] {
    const search = (): boolean => {
      improve(day, { seed: desk.seed * 1000 + this.seeds++, iterations: this.own.roomRounds, near: [visit], keepGoing: () => !this.isPlaced(day, visit) });
      return this.isPlaced(day, visit);
    };
    return this.own.roomRounds > 0 ? Array.from({ length: this.own.roomTries }, () => search) : [];
  }
  private readonly isPlaced = (day: LiveDay, visit: number): boolean => day.visitTasks[visit]!.every((task) => day.legOf[task]! >= 0);

  /** Small bites, each agreed or refused as a whole: a refusal then costs little. */
  roll(desk: Desk, number: number, rounds: number): void {
    const day = this.book.refresh(desk, number);
    for (let done = 0; done < rounds; done += 20) {
      this.exchange(desk, day, () => { improve(day, { seed: desk.seed * 1000 + this.seeds++, iterations: 20 }); return true; }, this.settings.most);
    }
  }

  /** Urgent orders of one batch: as many as possible at least cost, each worker one; the rest one by one. */
  batch(desk: Desk, orderIds: readonly string[]): void {
    const singles = orderIds.map((id) => desk.order(id)).filter((order) => order.people === 1);
    if (singles.length > 1) {
      const number = singles[0]!.day;
      const day = this.book.refresh(desk, number);
      const rows = singles.filter((order) => order.day === number);
      const tasks = rows.map((order) => this.book.enter(desk, order, this.settings.dearest)[0]!);
      const found = tasks.map((task) => bestOffers(day, [task], 12));
      const workers = [...new Set(found.flatMap(({ offers }) => offers.map(([offer]) => day.legWorker[offer!.leg]!)))];
      const costs = found.map(({ offers, costs: prices }) => {
        const row = new Float64Array(workers.length).fill(Infinity);
        offers.forEach(([offer], at) => { if (prices[at]! <= this.settings.dearest) row[workers.indexOf(day.legWorker[offer!.leg]!)] = prices[at]!; });
        return row;
      });
      const { columnOf } = assignBatch(costs);
      // In the order of the matching's price: each then goes first to whom the matching gave it, by shutting out nobody else but in that one trial.
      const first = rows.map((order, row) => ({ order, workerId: columnOf[row]! >= 0 ? day.workerIds[workers[columnOf[row]!]!]! : null }));
      for (const order of rows) this.book.remove(order);
      for (const { order, workerId } of first) if (workerId !== null) this.serve(desk, order, 0, workerId);
    }
    for (const orderId of orderIds) if (desk.waiting().includes(orderId)) this.serve(desk, desk.order(orderId), this.settings.depth);
  }
}

export function replan(settings: ReplanSettings): Policy {
  const own = new ReplanDesk(settings);
  const urgent: string[] = [];
  let ticks = 0;
  return {
    name: 'replan',
    tell(event: PolicyEvent, desk: Desk): void {
      own.hear(event, desk);
      if (event.kind === 'placed' && desk.order(event.orderId).lead === 'urgent' && settings.batchSeconds > 0) {
        urgent.push(event.orderId);
        if (urgent.length === 1) desk.wake(settings.batchSeconds, 'batch');
      } else if (event.kind === 'placed' || event.kind === 'open') own.serve(desk, desk.order(event.orderId), settings.depth);
      if (event.kind === 'woken') { const ids = urgent.splice(0); own.batch(desk, ids.filter((id) => desk.waiting().includes(id))); }
      if (event.kind !== 'tick') return;
      ticks += 1;
      const today = Math.floor(desk.now / DAY);
      const hour = (desk.now - today * DAY) / HOUR;
      if (ticks % 2 === 0 && hour > 6.6 && hour < 20 && own.book.days.has(today)) own.roll(desk, today, settings.rounds);
      if (ticks % 12 === 0) for (const number of own.book.days.keys()) if (number > today) own.roll(desk, number, settings.rounds);
      if (ticks % 2 === 0) own.retry(desk, undefined, ticks % settings.retryTicks === 0 ? settings.depth : 0);
    },
  };
}

/**
 * Judges a run from its truth log alone: nobody in two places, everybody able, asked and on duty, nothing lost and nothing done twice. Shares no state
 * with the world or the policies; ways and lengths are drawn again and compared.
 */
import type { Order } from './demand.ts';
import { DAY, distanceMeters } from './town.ts';
import type { Place, WorkerProfile } from './town.ts';
import { fateOf, isSick, trueDuration, trueWay } from './truth.ts';
import type { LogLine, Outcome } from './world.ts';

export type Evidence = {
  seed: number; orders: readonly Order[]; workers: readonly WorkerProfile[]; log: readonly LogLine[];
  /** What hindsight may know: realised lengths (a shift is then filled by these), or all, so that workers set out before an order is placed. */
  knows?: 'lengths' | 'all';
};

/** How late past the window a start may be (the household is gone after), and how far past the shift a promise may plan. Seconds. */
const GONE_AFTER = 3600;
const OVER = 60;

type Trace = { placed: number; ended: number; people: string[]; yes: Set<string>; arrived: Set<string>; startedAt: number | null; window: Order['window']; outcome: Outcome | null };
type Whereabouts = { place: Place; day: number; at: string | null; phase: 'idle' | 'way' | 'door'; since: number };

/** Sentences, one for each fault; empty: the run stands. */
export function judgeRun({ seed, orders, workers, log, knows }: Evidence): string[] {
  const faults: string[] = [];
  const byId = new Map(orders.map((order) => [order.id, order]));
  const people = new Map(workers.map((worker) => [worker.id, worker]));
  const traces = new Map<string, Trace>(orders.map(({ id, window }) => [id, { placed: 0, ended: 0, people: [], yes: new Set(), arrived: new Set(), startedAt: null, window, outcome: null }]));
  const stands = new Map<string, Whereabouts>(workers.map(({ id, home }) => [id, { place: home, day: -1, at: null, phase: 'idle', since: -Infinity }]));
  let last = -Infinity;
  for (const line of log) {
    const { at, kind, orderId, workerIds } = line;
    const blame = (what: string): void => { faults.push(`${kind} ${orderId} ${workerIds.join('+')} at ${at}: ${what}`); };
    if (at < last) blame('time runs backwards');
    last = at;
    if (kind === 'sick') continue;
    const order = byId.get(orderId);
    const trace = traces.get(orderId);
    if (!order || !trace) { blame('no such order'); continue; }
    if (trace.ended > 0 && !['arrived', 'free'].includes(kind)) blame('after its end');
    for (const id of workerIds) if (!people.has(id)) blame(`no worker ${id}`);
    switch (kind) {
      case 'placed': trace.placed += 1; break;
      case 'asked': if (line.isYes) trace.yes.add(workerIds[0]!); break;
      case 'rescheduled': trace.window = fateOf(seed, order).reschedule?.window ?? trace.window; break;
      case 'released': trace.people = []; trace.yes.clear(); break;
      case 'assigned':
        if (trace.people.length > 0) blame('it has people already');
        trace.people = workerIds;
        for (const id of workerIds) judgePromise(order, people.get(id)!, trace, line.startAt!, blame);
        if (line.startAt! + (knows ? trueDuration(seed, order) : order.plannedSeconds) > order.day * DAY + Math.min(...workerIds.map((id) => people.get(id)!.shift.to)) + OVER) blame('planned past the shift');
        break;
      case 'moved': {
        const [from, to] = [workerIds[0]!, workerIds[1]!];
        if (!trace.people.includes(from)) blame(`${from} does not have it`);
        if (stands.get(from)!.at === orderId) blame(`${from} is already under way`);
        trace.people = trace.people.map((id) => (id === from ? to : id));
        judgePromise(order, people.get(to)!, trace, line.startAt!, blame);
        break;
      }
      case 'setOff': {
        const worker = people.get(workerIds[0]!)!;
        const where = stands.get(worker.id)!;
        if (where.phase !== 'idle') blame(`still busy with ${where.at}`);
        if (!trace.people.includes(worker.id)) blame('has not got this order');
        if (trace.placed === 0 && knows !== 'all') blame('before it is placed');
        if (at < order.day * DAY + worker.shift.from) blame('before the shift');
        if (isSick(seed, worker, order.day)) blame('is ill that day');
        const from = where.day === order.day ? where.place : worker.home;
        Object.assign(where, { at: orderId, phase: 'way', since: at, place: from, day: order.day });
        break;
      }
      case 'arrived': {
        const worker = people.get(workerIds[0]!)!;
        const where = stands.get(worker.id)!;
        if (where.phase !== 'way' || where.at !== orderId) blame('was not on the way there');
        if (at - where.since !== trueWay(seed, order, where.place, worker.mode, where.since)) blame('the way took another time than it takes');
        where.phase = 'door';
        where.place = order.at;
        trace.arrived.add(worker.id);
        break;
      }
      case 'started':
        if (trace.startedAt !== null) blame('a second time');
        trace.startedAt = at;
        if (workerIds.length !== order.people || new Set(workerIds).size !== order.people) blame(`needs ${order.people} different people`);
        for (const id of workerIds) if (!trace.arrived.has(id) || stands.get(id)!.at !== orderId) blame(`${id} is not there`);
        if (at < trace.window.from || at > trace.window.to + GONE_AFTER) blame('outside the window and the hour after it');
        break;
      case 'free': {
        const where = stands.get(workerIds[0]!)!;
        if (where.at !== orderId || where.phase !== 'door') blame('was not there');
        Object.assign(where, { at: null, phase: 'idle', place: order.at, day: order.day });
        break;
      }
      case 'ended':
        trace.ended += 1;
        trace.outcome = line.outcome!;
        if (line.outcome === 'served' && trace.startedAt === null) blame('served without a start');
        if (line.outcome === 'served' && at - trace.startedAt! !== trueDuration(seed, order)) blame('took another time than it takes');
        if (line.outcome !== 'served' && trace.startedAt !== null) blame('started, but not served');
        break;
    }
  }
  for (const [id, { placed, ended }] of traces) if (placed !== 1 || ended !== 1) faults.push(`order ${id} was placed ${placed} times and ended ${ended} times`);
  for (const [id, { phase, at }] of stands) if (phase !== 'idle') faults.push(`worker ${id} never came back from ${at}`);
  return faults;
}

function judgePromise(order: Order, worker: WorkerProfile, trace: Trace, startAt: number, blame: (what: string) => void): void {
  if (!trace.yes.has(worker.id)) blame(`${worker.id} did not say yes`);
  if ((worker.skills[order.skill] ?? 0) < order.level) blame(`${worker.id} lacks the skill or level`);
  if (distanceMeters(worker.home, order.at) > worker.radiusMeters) blame(`${worker.id} does not go that far`);
  if (worker.daysOff.includes(order.day % 7)) blame(`${worker.id} has a day off`);
  if (startAt < order.day * DAY + worker.shift.from || startAt > order.day * DAY + worker.shift.to) blame(`${worker.id} is not on shift at the planned start`);
}

/** The plan that a log amounts to: who had each order last, and how it ended. Reading the log twice gives the same. */
export function replay(log: readonly LogLine[]): Map<string, { people: string[]; outcome: Outcome | null }> {
  const plan = new Map<string, { people: string[]; outcome: Outcome | null }>();
  for (const { kind, orderId, workerIds, outcome } of log) {
    if (kind === 'placed' && !plan.has(orderId)) plan.set(orderId, { people: [], outcome: null });
    const one = plan.get(orderId) ?? { people: [], outcome: null };
    if (kind === 'assigned') plan.set(orderId, { ...one, people: [...workerIds] });
    if (kind === 'moved') plan.set(orderId, { ...one, people: one.people.map((id) => (id === workerIds[0] ? workerIds[1]! : id)) });
    if (kind === 'released') plan.set(orderId, { ...one, people: [] });
    if (kind === 'ended') plan.set(orderId, { ...one, outcome: outcome! });
  }
  return plan;
}

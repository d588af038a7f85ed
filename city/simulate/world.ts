/**
 * The town lived through, under one policy: a clock of events, workers who do what stands next in their calendars, households who wait or go.
 * The policy is told what a dispatcher would know and decides; the truth is drawn (`truth.ts`) and written down (`log`) for the referee.
 *
 * Answers to offers are computed at once and their seconds are charged to the household's waiting and to the earliest departure; no other event
 * comes between the asking and the answer (seconds in an app, minutes on the phone). That is the one simplification of time here.
 */
import type { Order } from './demand.ts';
import type { Ask, Desk, Entry, Foresight, LastTry, Policy, PolicyEvent } from './policy.ts';
import { EventQueue } from './queue.ts';
import { DAY, HOUR, distanceMeters, estimatedWay, isOnDuty } from './town.ts';
import type { Place, WorkerProfile } from './town.ts';
import { SICK_CALL, TIME_OUT, fateOf, grabSeconds, isSick, mood, responseSeconds, trueDuration, trueWay, willing } from './truth.ts';
import type { Fate } from './truth.ts';

export type Outcome = 'served' | 'cancelled' | 'noShow' | 'unserved';
export type Reason = LastTry | 'late';
/** One line of the truth log. */
export type LogLine = { at: number; kind: 'placed' | 'asked' | 'assigned' | 'moved' | 'released' | 'rescheduled' | 'setOff' | 'arrived' | 'started' | 'free' | 'ended' | 'sick';
  orderId: string; workerIds: string[]; startAt?: number; isYes?: boolean; outcome?: Outcome };

export type OrderRecord = {
  order: Order; fate: Fate; phase: 'unplaced' | 'waiting' | 'confirmed' | 'inService' | 'ended'; people: string[]; arrived: string[]; promised: string[]; accepted: Set<string>;
  /** The household's clock: answers so far. */
  clock: number; confirmedAt: number | null; readyAt: number; startedAt: number | null; endedAt: number | null; outcome: Outcome | null; reason: Reason | null; lastTry: LastTry;
  offers: number; yes: number; waySeconds: number; wayMeters: number; isMovedByPolicy: boolean; isMovedBySickness: boolean; isByHand: boolean;
  /** How many workers saw it when it was first shown in a hall. */
  shown: number | null;
};
type WorkerState = { profile: WorkerProfile; place: Place; placeDay: number; current: string | null; version: number; days: Entry[][]; lostDays: Set<number> };
type Event =
  | { kind: 'place' | 'cancel' | 'reschedule' | 'patience' | 'gone' | 'start' | 'end' | 'noShow'; orderId: string }
  | { kind: 'setOff'; workerId: string; version: number; orderId: string } | { kind: 'arrive'; workerId: string; orderId: string }
  | { kind: 'morning'; day: number } | { kind: 'tick' } | { kind: 'wake'; note: string };

export type Run = {
  orders: Map<string, OrderRecord>; log: LogLine[]; workers: readonly WorkerProfile[]; days: number;
  /** Milliseconds of the machine's clock: one for each order decided, one for each tick. */
  decisionMs: number[]; tickMs: number[];
  isPresent(workerId: string, day: number): boolean;
};
export type WorldWish = { seed: number; days: number; orders: readonly Order[]; workers: readonly WorkerProfile[]; clock: () => number };

/** How long past the window a household waits for somebody who is late, and a worker for a household that is not there. */
export const HOUSEHOLD_WAITS = HOUR;
const WORKER_WAITS = 20 * 60;
const TICK = 300;

/** Lives through all days under one policy. Throws if the policy breaks a rule of the desk (assigns who did not say yes, moves who is on the way). */
export function live(policy: Policy, { seed, days, orders, workers, clock }: WorldWish): Run {
  const queue = new EventQueue<Event>();
  const records = new Map<string, OrderRecord>(orders.map((order) => [order.id, {
    order: { ...order }, fate: fateOf(seed, order), phase: 'unplaced', people: [], arrived: [], promised: [], accepted: new Set(), clock: -Infinity, confirmedAt: null, readyAt: -Infinity,
    startedAt: null, endedAt: null, outcome: null, reason: null, lastTry: 'notTried', offers: 0, yes: 0, waySeconds: 0, wayMeters: 0, isMovedByPolicy: false, isMovedBySickness: false, isByHand: false,
    shown: null,
  }]));
  const states = new Map<string, WorkerState>(workers.map((profile) => [profile.id, {
    profile, place: profile.home, placeDay: -1, current: null, version: 0, days: Array.from({ length: days }, () => []), lostDays: new Set(),
  }]));
  const waiting = new Set<string>();
  const log: LogLine[] = [];
  const isPresent = (workerId: string, day: number): boolean => { const { profile } = stateOf(workerId); return isOnDuty(profile, day) && !isSick(seed, profile, day); };
  const run: Run = { orders: records, log, workers, days, decisionMs: [], tickMs: [], isPresent };
  let now = -Infinity;

  const recordOf = (orderId: string): OrderRecord => records.get(orderId) ?? fail(`there is no order ${orderId}`);
  const stateOf = (workerId: string): WorkerState => states.get(workerId) ?? fail(`there is no worker ${workerId}`);
  const write = (kind: LogLine['kind'], orderId: string, workerIds: readonly string[], more: Partial<LogLine> = {}): void => { log.push({ at: now, kind, orderId, workerIds: [...workerIds], ...more }); };

  function tell(event: PolicyEvent): void {
    const began = clock();
    policy.tell(event, desk);
    const took = clock() - began;
    if (event.kind === 'tick') run.tickMs.push(took); else if (event.kind === 'placed' || event.kind === 'open' || event.kind === 'woken') run.decisionMs.push(took);
  }

  // ---- What the desk offers.
  const desk: Desk = {
    get now() { return now; },
    seed, workers,
    order: (orderId) => recordOf(orderId).order,
    worker: (workerId) => stateOf(workerId).profile,
    shift(workerId, day) {
      const { profile, lostDays } = stateOf(workerId);
      return isOnDuty(profile, day) && !lostDays.has(day) ? { from: day * DAY + profile.shift.from, to: day * DAY + profile.shift.to } : null;
    },
    calendar: (workerId, day) => stateOf(workerId).days[day] ?? [],
    placeOf(workerId, day) { const { profile, place, placeDay } = stateOf(workerId); return placeDay === day ? place : profile.home; },
    waiting: () => [...waiting],
    peopleOf: (orderId) => recordOf(orderId).people,
    ask(orderId, asks, by = 'app') {
      const record = recordOf(orderId);
      let longest = 0;
      const answers = asks.map((ask) => {
        const state = stateOf(ask.workerId);
        const seconds = responseSeconds(seed, record.order, state.profile, state.current !== null) * (by === 'phone' ? 3 : 1);
        const isYes = policy.foresee ? truth.accepts(record.order, state.profile) : seconds <= TIME_OUT * (by === 'phone' ? 3 : 1) && isWilling(record, state, ask);
        longest = Math.max(longest, Math.min(seconds, TIME_OUT * (by === 'phone' ? 3 : 1)));
        answered(record, ask, isYes);
        return isYes;
      });
      charge(record, longest);
      return answers;
    },
    post(orderId, asks, round) {
      const record = recordOf(orderId);
      if (round === 0) record.shown = asks.length;
      const takers = asks.flatMap((ask) => {
        const state = stateOf(ask.workerId);
        if (!isWilling(record, state, ask)) { record.offers += 1; return []; }
        return [{ workerId: ask.workerId, seconds: grabSeconds(seed, record.order, state.profile, round) * (state.current === null ? 1 : 2), ask }];
      }).sort((a, b) => a.seconds - b.seconds);
      const taken = takers.slice(0, record.order.people);
      for (const { ask } of taken) answered(record, ask, true);
      record.offers += takers.length - taken.length;
      if (taken.length === record.order.people) charge(record, taken.at(-1)!.seconds);
      return takers.map(({ workerId, seconds }) => ({ workerId, seconds }));
    },
    spend: (orderId, seconds) => charge(recordOf(orderId), seconds),
    assign(orderId, people, isByHand = false) {
      const record = recordOf(orderId);
      const at = Math.max(now, record.clock);
      if (record.phase === 'ended' || (record.phase !== 'unplaced' && at > record.fate.patienceUntil)) return false;
      if (record.phase === 'confirmed' || record.phase === 'inService') fail(`order ${orderId} has its people already`);
      if (people.length !== record.order.people || new Set(people.map(({ workerId }) => workerId)).size !== people.length) fail(`order ${orderId} needs ${record.order.people} different people`);
      if (record.phase === 'unplaced' && !policy.foresee) fail(`order ${orderId} is not placed yet`);
      for (const { workerId } of people) if (!record.accepted.has(workerId)) fail(`${workerId} did not say yes to ${orderId}`);
      record.people = people.map(({ workerId }) => workerId);
      if (record.phase === 'waiting') record.phase = 'confirmed';
      if (record.confirmedAt === null) { record.confirmedAt = Math.max(at, record.order.placedAt); record.isByHand = isByHand; }
      record.readyAt = Math.max(at, policy.foresee ? -Infinity : record.order.placedAt);
      if (record.promised.length > 0 && record.people.some((id) => !record.promised.includes(id))) record.isMovedBySickness = true;
      record.promised = record.people;
      waiting.delete(orderId);
      write('assigned', orderId, record.people, { startAt: people[0]!.startAt });
      for (const { workerId, startAt } of people) enter(record, workerId, startAt);
      return true;
    },
    move(orderId, fromWorkerId, toWorkerId, startAt) {
      const record = recordOf(orderId);
      if (record.phase !== 'confirmed') fail(`order ${orderId} is not confirmed`);
      if (!record.people.includes(fromWorkerId) || record.people.includes(toWorkerId)) fail(`order ${orderId} cannot go from ${fromWorkerId} to ${toWorkerId}`);
      if (!record.accepted.has(toWorkerId)) fail(`${toWorkerId} did not say yes to ${orderId}`);
      if (entryOf(record, fromWorkerId).isBound) fail(`${fromWorkerId} is already on the way to ${orderId}`);
      leave(record, fromWorkerId);
      record.people = record.people.map((id) => (id === fromWorkerId ? toWorkerId : id));
      record.isMovedByPolicy = record.people.some((id) => !record.promised.includes(id));
      record.readyAt = Math.max(record.readyAt, now, record.clock);
      write('moved', orderId, [fromWorkerId, toWorkerId], { startAt });
      enter(record, toWorkerId, startAt);
    },
    retime(orderId, workerId, startAt) {
      const record = recordOf(orderId);
      const entry = entryOf(record, workerId);
      if (entry.isBound || entry.startAt === startAt) return;
      leave(record, workerId);
      enter(record, workerId, startAt);
    },
    note(orderId, lastTry) { recordOf(orderId).lastTry = lastTry; },
    wake: (seconds, note) => queue.push(now + Math.ceil(seconds), { kind: 'wake', note }),
  };

  function charge(record: OrderRecord, seconds: number): void { record.clock = Math.max(record.clock, now) + Math.ceil(seconds); }
  function answered(record: OrderRecord, { workerId, startAt }: Ask, isYes: boolean): void {
    record.offers += 1;
    if (isYes) { record.yes += 1; record.accepted.add(workerId); }
    write('asked', record.order.id, [workerId], { startAt, isYes });
  }
  function isWilling({ order }: OrderRecord, state: WorkerState, { workerId, startAt, after }: Ask): boolean {
    const before = [...state.days[order.day]!].filter((entry) => entry.startAt < startAt && entry.orderId !== order.id).at(-1);
    const from = after?.at ?? (before ? recordOf(before.orderId).order.at : desk.placeOf(workerId, order.day));
    const endAt = after ? after.endAt : before?.endAt ?? null;
    const way = estimatedWay(from, order.at, state.profile.mode);
    const home = startAt + order.plannedSeconds + estimatedWay(order.at, state.profile.home, state.profile.mode);
    const chance = willing(seed, order, state.profile, {
      wayMinutes: way / 60, waitMinutes: endAt === null ? 0 : Math.max(0, startAt - way - endAt) / 60, isFavourite: order.preferredWorkerId === workerId,
      overrunMinutes: Math.max(0, home - order.day * DAY - state.profile.shift.to) / 60,
    });
    return mood(seed, order, state.profile) < chance;
  }

  // ---- Calendars.
  const entryOf = ({ order }: OrderRecord, workerId: string): Entry => stateOf(workerId).days[order.day]!.find(({ orderId }) => orderId === order.id) ?? fail(`${order.id} is not in the calendar of ${workerId}`);
  function enter({ order }: OrderRecord, workerId: string, startAt: number): void {
    const entries = stateOf(workerId).days[order.day]!;
    let at = entries.length;
    while (at > 0 && entries[at - 1]!.startAt > startAt && !entries[at - 1]!.isBound) at -= 1;
    entries.splice(at, 0, { orderId: order.id, startAt, endAt: startAt + order.plannedSeconds, isBound: false });
    goOn(workerId);
  }
  function leave(record: OrderRecord, workerId: string): void {
    const entries = stateOf(workerId).days[record.order.day]!;
    entries.splice(entries.indexOf(entryOf(record, workerId)), 1);
    goOn(workerId);
  }

  /** When an idle worker sets off for what stands next: in good time for the window, at once if it is open, never before the shift or the confirmation. */
  function goOn(workerId: string): void {
    const state = stateOf(workerId);
    state.version += 1;
    const day = Math.floor(now / DAY);
    const next = state.days[day]?.[0];
    if (state.current !== null || !next || now < day * DAY + SICK_CALL) return;
    const record = recordOf(next.orderId);
    const from = desk.placeOf(workerId, day);
    const at = Math.max(now, record.readyAt, day * DAY + state.profile.shift.from, record.order.window.from - estimatedWay(from, record.order.at, state.profile.mode));
    queue.push(at, { kind: 'setOff', workerId, version: state.version, orderId: next.orderId });
  }

  function free(workerId: string, { order }: OrderRecord): void {
    const state = stateOf(workerId);
    const entries = state.days[order.day]!;
    const at = entries.findIndex(({ orderId }) => orderId === order.id);
    if (at >= 0) entries.splice(at, 1);
    state.current = null;
    state.place = order.at;
    state.placeDay = order.day;
    write('free', order.id, [workerId]);
    tell({ kind: 'free', orderId: order.id, workerId });
    goOn(workerId);
  }

  function finish(record: OrderRecord, outcome: Outcome, reason: Reason | null = null): void {
    if (record.phase === 'ended') fail(`order ${record.order.id} ends twice`);
    record.phase = 'ended';
    record.outcome = outcome;
    record.reason = reason;
    record.endedAt = now;
    waiting.delete(record.order.id);
    write('ended', record.order.id, record.people, { outcome });
    if (outcome !== 'served') {
      // Who has not left yet has the time back at once; who stands at the door too; who is on the way arrives in vain.
      const bound = record.people.filter((id) => entryOf(record, id).isBound);
      for (const id of record.people) if (!bound.includes(id)) leave(record, id);
      tell({ kind: 'closed', orderId: record.order.id });
      for (const id of bound) if (record.arrived.includes(id)) free(id, record);
    } else for (const id of record.people) free(id, record);
  }

  /** Takes everybody off a confirmed order, which waits again. */
  function reopen(record: OrderRecord, patienceUntil: number, because: 'sick' | 'rescheduled'): void {
    const { order } = record;
    write('released', order.id, record.people);
    for (const id of record.people) leave(record, id);
    record.people = [];
    record.phase = 'waiting';
    record.accepted.clear();
    record.lastTry = 'notTried';
    record.fate = { ...record.fate, patienceUntil };
    if (because === 'rescheduled') record.promised = [];
    waiting.add(order.id);
    queue.push(patienceUntil, { kind: 'patience', orderId: order.id });
    tell({ kind: 'open', orderId: order.id, because });
  }

  function happen(event: Event): void {
    if (event.kind === 'tick') return tell({ kind: 'tick' });
    if (event.kind === 'wake') return tell({ kind: 'woken', note: event.note });
    if (event.kind === 'morning') return morning(event.day);
    const record = recordOf(event.orderId);
    const { order, fate } = record;
    switch (event.kind) {
      case 'place':
        record.phase = record.people.length > 0 ? 'confirmed' : 'waiting';
        record.clock = now;
        write('placed', order.id, []);
        queue.push(fate.patienceUntil, { kind: 'patience', orderId: order.id });
        queue.push(order.window.to + HOUSEHOLD_WAITS, { kind: 'gone', orderId: order.id });
        if (fate.cancelAt !== null) queue.push(fate.cancelAt, { kind: 'cancel', orderId: order.id });
        if (fate.reschedule) queue.push(fate.reschedule.at, { kind: 'reschedule', orderId: order.id });
        if (record.phase === 'waiting') { waiting.add(order.id); tell({ kind: 'placed', orderId: order.id }); }
        return;
      case 'cancel':
        if (record.phase === 'waiting' || record.phase === 'confirmed') finish(record, 'cancelled');
        return;
      case 'reschedule':
        if ((record.phase !== 'waiting' && record.phase !== 'confirmed') || record.people.some((id) => entryOf(record, id).isBound)) return;
        record.order = { ...order, window: fate.reschedule!.window };
        write('rescheduled', order.id, []);
        queue.push(record.order.window.to + HOUSEHOLD_WAITS, { kind: 'gone', orderId: order.id });
        reopen(record, Math.min(now + 2 * HOUR, record.order.window.from), 'rescheduled');
        return;
      case 'patience':
        if (record.phase === 'waiting' && now >= fate.patienceUntil) finish(record, 'unserved', record.lastTry);
        return;
      case 'gone':
        if (record.phase !== 'ended' && record.phase !== 'inService' && now >= order.window.to + HOUSEHOLD_WAITS) finish(record, 'unserved', record.people.length > 0 ? 'late' : record.lastTry);
        return;
      case 'setOff': {
        const state = stateOf(event.workerId);
        if (state.version !== event.version || state.current !== null) return;
        const way = trueWay(seed, order, desk.placeOf(event.workerId, order.day), state.profile.mode, now);
        record.waySeconds += way;
        record.wayMeters += 1.3 * distanceMeters(desk.placeOf(event.workerId, order.day), order.at);
        state.current = order.id;
        entryOf(record, event.workerId).isBound = true;
        write('setOff', order.id, [event.workerId]);
        queue.push(now + way, { kind: 'arrive', workerId: event.workerId, orderId: order.id });
        return tell({ kind: 'setOff', orderId: order.id, workerId: event.workerId });
      }
      case 'arrive':
        write('arrived', order.id, [event.workerId]);
        record.arrived.push(event.workerId);
        if (record.phase === 'ended') return free(event.workerId, record);
        if (fate.isNoShow) { if (record.arrived.length === 1) queue.push(Math.max(now, order.window.from) + WORKER_WAITS, { kind: 'noShow', orderId: order.id }); }
        else if (record.arrived.length === order.people) queue.push(Math.max(now, order.window.from, order.placedAt), { kind: 'start', orderId: order.id });
        return;
      case 'noShow':
        if (record.phase !== 'ended') finish(record, 'noShow');
        return;
      case 'start':
        if (record.phase !== 'confirmed') return;
        record.phase = 'inService';
        record.startedAt = now;
        write('started', order.id, record.people);
        queue.push(now + trueDuration(seed, order), { kind: 'end', orderId: order.id });
        return tell({ kind: 'started', orderId: order.id });
      case 'end':
        return finish(record, 'served');
    }
  }

  function morning(day: number): void {
    for (const state of states.values()) {
      if (!isOnDuty(state.profile, day) || !isSick(seed, state.profile, day)) continue;
      state.lostDays.add(day);
      write('sick', '', [state.profile.id]);
      tell({ kind: 'sick', workerId: state.profile.id, day });
      const left = state.days[day]!.map(({ orderId }) => recordOf(orderId));
      for (const record of left) reopen(record, Math.max(now + 900, record.order.window.from), 'sick');
    }
    for (const { profile } of states.values()) goOn(profile.id);
  }

  for (const order of orders) queue.push(order.placedAt, { kind: 'place', orderId: order.id });
  for (let day = 0; day < days; day++) {
    queue.push(day * DAY + SICK_CALL, { kind: 'morning', day });
    for (let at = 6 * HOUR; at <= 22 * HOUR; at += TICK) queue.push(day * DAY + at, { kind: 'tick' });
  }
  const truth: Foresight = {
    orders, fate: (order) => fateOf(seed, order), duration: (order) => trueDuration(seed, order), isSick: (worker, day) => isSick(seed, worker, day),
    way: (order, from, worker, at) => trueWay(seed, order, from, worker.mode, at),
    accepts: (order, worker) => responseSeconds(seed, order, worker, false) <= TIME_OUT
      && mood(seed, order, worker) < willing(seed, order, worker, { wayMinutes: 15, waitMinutes: 0, overrunMinutes: 0, isFavourite: order.preferredWorkerId === worker.id }),
  };
  now = orders.length > 0 ? Math.min(0, orders[0]!.placedAt) : 0;
  policy.foresee?.(desk, truth);
  for (let next = queue.pop(); next !== null; next = queue.pop()) { now = next.at; happen(next.item); }
  return run;
}

function fail(message: string): never {
  throw new Error(message);
}

/** The door between the town and a dispatcher: what is told, what may be asked and decided. A policy sees nothing else of the town. */
import type { Order } from './demand.ts';
import type { Fate } from './truth.ts';
import type { Place, WorkerProfile } from './town.ts';

export type PolicyEvent =
  | { kind: 'placed'; orderId: string }
  /** A confirmed order lost its people: one fell ill, or the household moved the window (then also told while still waiting). */
  | { kind: 'open'; orderId: string; because: 'sick' | 'rescheduled' }
  /** Ended without service: cancelled, or the household went elsewhere. Workers on the way are told `free` when they are. */
  | { kind: 'closed'; orderId: string }
  | { kind: 'setOff' | 'free'; orderId: string; workerId: string }
  | { kind: 'started'; orderId: string }
  | { kind: 'sick'; workerId: string; day: number }
  /** Every five minutes from six to ten. */
  | { kind: 'tick' }
  | { kind: 'woken'; note: string };

/** One job in a worker's calendar, as planned. `isBound`: on the way, waiting at the door or at work. */
export type Entry = { orderId: string; startAt: number; endAt: number; isBound: boolean };
/** `after`: where and from when the worker would come, if the calendar does not say it yet. */
export type Ask = { workerId: string; startAt: number; after?: { at: Place; endAt: number | null } };
export type LastTry = 'noneQualified' | 'noneFree' | 'allRefused' | 'notTried';

export type Desk = {
  readonly now: number;
  readonly seed: number;
  readonly workers: readonly WorkerProfile[];
  order(orderId: string): Order;
  worker(workerId: string): WorkerProfile;
  /** The worker's hours that day in seconds since the first midnight; null on a day off, or once reported sick. */
  shift(workerId: string, day: number): { from: number; to: number } | null;
  calendar(workerId: string, day: number): readonly Entry[];
  /** Where the worker stands or will be when the job in hand ends: the last household, or home. */
  placeOf(workerId: string, day: number): Place;
  /** Orders that need people, in the order they were placed. */
  waiting(): readonly string[];
  /** Who has this order now. */
  peopleOf(orderId: string): readonly string[];
  /** Offers the job to these people at the same moment; answers come in seconds, which the household waits. */
  ask(orderId: string, asks: readonly Ask[], by?: 'app' | 'phone'): boolean[];
  /** Puts the order into the grab hall of these people: who would take it, first response first. The household waits until the last one taken. */
  post(orderId: string, asks: readonly Ask[], round: number): { workerId: string; seconds: number }[];
  /** The household has waited so many seconds more (a dispatcher thinks). */
  spend(orderId: string, seconds: number): void;
  /** Confirms. False: the household did not wait that long and has gone. Everybody named must have said yes. */
  assign(orderId: string, people: readonly { workerId: string; startAt: number }[], isByHand?: boolean): boolean;
  /** One person of a confirmed order gives it to another who said yes. */
  move(orderId: string, fromWorkerId: string, toWorkerId: string, startAt: number): void;
  /** A new planned start in the same calendar. */
  retime(orderId: string, workerId: string, startAt: number): void;
  /** What stood in the way at the last try: the reason, should the order end unserved. */
  note(orderId: string, lastTry: LastTry): void;
  /** `woken` is told so many seconds from now. */
  wake(seconds: number, note: string): void;
};

export type Foresight = { orders: readonly Order[]; fate(order: Order): Fate; way(order: Order, from: Place, worker: WorkerProfile, now: number): number; duration(order: Order): number;
  isSick(worker: WorkerProfile, day: number): boolean; accepts(order: Order, worker: WorkerProfile): boolean };

export type Policy = {
  readonly name: string;
  /** A person decides each order (its orders are not counted as assigned automatically). */
  readonly isByHand?: boolean;
  /** Only hindsight looks: everything that will happen, told before it does. */
  readonly foresee?: (desk: Desk, truth: Foresight) => void;
  tell(event: PolicyEvent, desk: Desk): void;
};

/** How a policy stands in the list: a fresh one for every run, and what a person should know about it. */
export type PolicyRow = { name: string; zh: string; en: string; isBound?: boolean; make(): Policy };

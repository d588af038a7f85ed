import type { EventName, EventPayload, Role } from '@linli/contract';
import type { Tx } from './database.ts';

/** The outside world. Every gateway adds itself here by declaration merging. */
export interface Gateways {}

export type Grant = { role: Role; scopeType: 'city' | 'merchant' | 'station' | 'self'; scopeId: string };

export type Actor = { kind: 'guest' | 'person' | 'system'; personId: string | null; name: string; grants: Grant[] };

/** What every action is given. Time, ids and the outside world come from here and nowhere else. */
export type Ctx = {
  tx: Tx;
  now: Date;
  cityId: string;
  actor: Actor;
  requestId: string;
  clientIp: string;
  /** `prefix_` and 26 characters, ordered by birth. */
  newId(prefix: string): string;
  /** Says what happened. Written to the outbox, with one job per reaction, in this transaction. */
  emit<N extends EventName>(name: N, payload: EventPayload<N>): Promise<void>;
  /** Wakes the `onTimer` reaction `name` at `at`. An unfired timer of the same name and key is replaced. */
  schedule(timer: { name: string; key: string; at: Date; payload: Record<string, unknown> }): Promise<void>;
  gateways: Gateways;
  settings: { publicUrl: string; isDemo: boolean; secret: string };
};

export type Action<I, O> = (ctx: Ctx, input: I) => Promise<O>;

export const guest: Actor = { kind: 'guest', personId: null, name: 'guest', grants: [] };

/** The system acting by itself; the name tells which part of it. */
export const systemActor = (name: string): Actor => ({ kind: 'system', personId: null, name, grants: [] });

/** What belongs to one running transaction but is no business of an action. Keyed by the transaction, which every copy of a Ctx shares. */
type Behind = { afterCommit: (() => unknown)[]; verifyAll: () => Promise<CheckResult[]>; known: Map<string, Promise<unknown>> };
export type CheckResult = { name: string; ok: boolean; count: number; detail?: string };
const behind = new WeakMap<Tx, Behind>();

export const setBehind = (tx: Tx, value: Omit<Behind, 'known'>): void => { behind.set(tx, { ...value, known: new Map() }); };

const behindOf = (ctx: Ctx): Behind => {
  const found = behind.get(ctx.tx);
  if (!found) throw new Error('this context was not made by the kernel');
  return found;
};

/** Runs `fn` once the transaction has been committed; never when it was rolled back. For caches only: a crash between the two loses it. */
export const afterCommit = (ctx: Ctx, fn: () => unknown): void => { behindOf(ctx).afterCommit.push(fn); };

/**
 * Asks once per transaction and answers the same thing to everyone who asks again: for what this transaction does not change
 * (who acts, the city's settings, a service). Whoever does change it calls `forget` with the same key.
 */
export const once = <T>(ctx: Ctx, key: string, ask: () => Promise<T>): Promise<T> => {
  const { known } = behindOf(ctx);
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer as Promise<T>;
};

export const forget = (ctx: Ctx, key: string): void => { behindOf(ctx).known.delete(key); };

/** Every check of the kernel and of all mounted modules, run in this transaction. */
export const verifyAll = (ctx: Ctx): Promise<CheckResult[]> => behindOf(ctx).verifyAll();

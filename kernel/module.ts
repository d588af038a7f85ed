import type { FastifyInstance } from 'fastify';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Action, Actor, Gateways } from './context.ts';
import type { Database, Tx } from './database.ts';
import type { Route } from './http.ts';
import type { Log } from './log.ts';
import type { Reaction } from './reactions.ts';

/** An invariant that `linli verify` counts: `count` is how many things were looked at when ok, and how many are broken when not. */
export type Check = { name: string; run(tx: Tx, cityId: string, now: Date): Promise<{ ok: boolean; count: number; detail?: string }> };

/** What a raw route gets beside the web server. `perform` runs an action like a command: transaction, audit, jobs. */
export type Deps = {
  config: Config; database: Database; clock: Clock; gateways: Gateways; log: Log;
  perform<I, O>(actor: Actor, action: Action<I, O>, input: I, about?: { name?: string; clientIp?: string }): Promise<O>;
  /** Runs an action that only reads. */
  read<I, O>(actor: Actor, action: Action<I, O>, input: I): Promise<O>;
  identify(token: string | null): Promise<Actor | null>;
  forgetIdentity(personId?: string): void;
};

/** A module's door to the kernel. */
export type Module = {
  name: string;
  routes?: readonly Route[];
  reactions?: readonly Reaction[];
  checks?: readonly Check[];
  /** Who a bearer token stands for. Exactly one module supplies it. */
  identify?: (tx: Tx, token: string, now: Date, about: { cityId: string; secret: string }) => Promise<Actor | null>;
  /** Plain routes outside the contract: a provider's callback, a demo page. */
  raw?: (http: FastifyInstance, deps: Deps) => void | Promise<void>;
};

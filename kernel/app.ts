import { events as contractEvents } from '@linli/contract';
import type { FastifyInstance } from 'fastify';
import { kernelChecks } from './checks.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { performCommand } from './command.ts';
import type { Config } from './config.ts';
import { systemActor, type Action, type Actor, type CheckResult, type Gateways } from './context.ts';
import { gatherStatistics, run, sql, type Database, type Tx } from './database.ts';
import { addHealth } from './health.ts';
import { mountRoutes } from './http.ts';
import { createIdentities } from './identity.ts';
import { randomIds, type Ids } from './ids.ts';
import type { Runner } from './job.ts';
import { createLive } from './live.ts';
import { createLog, type Log } from './log.ts';
import type { Check, Deps, Module } from './module.ts';
import type { EventSchemas } from './outbox.ts';
import { every, type Reaction } from './reactions.ts';
import { createServer } from './server.ts';
import { inTransaction, type Ground } from './transaction.ts';
import { createWork, indexReactions } from './work.ts';

export type App = {
  config: Config; database: Database; clock: Clock; ids: Ids; gateways: Gateways; runner: Runner; log: Log; http: FastifyInstance; modules: readonly Module[];
  /** Runs an action like a command: transaction, outbox, audit, jobs. */
  perform<I, O>(actor: Actor, action: Action<I, O>, input: I, about?: { name?: string; clientIp?: string }): Promise<O>;
  /** Runs an action that only reads. */
  read<I, O>(actor: Actor, action: Action<I, O>, input: I): Promise<O>;
  identify(token: string | null): Promise<Actor | null>;
  forgetIdentity(personId?: string): void;
  verify(): Promise<CheckResult[]>;
  /** Jobs and live messages start to flow. Call once, before listening. */
  start(): Promise<void>;
  drain(): Promise<number>;
  /** Stops taking requests, lets running jobs end, leaves the database open. */
  stop(): Promise<void>;
};

export type AppParts = {
  config: Config; database: Database; modules: readonly Module[]; gateways: Gateways; runner: Runner;
  clock?: Clock; ids?: Ids; log?: Log;
  /** Only for tests of the kernel: events beside those of the contract. */
  events?: EventSchemas;
};

const KEYS_KEPT_DAYS = 7;

const housekeeping: readonly Reaction[] = [
  every('kernel.forgetOldKeys', '17 3 * * *', (ctx) =>
    run(ctx.tx, sql`delete from kernel.idempotency where city_id = ${ctx.cityId} and created_at < ${new Date(ctx.now.getTime() - KEYS_KEPT_DAYS * 86_400_000)}`)),
];

/** The embedded database has no autovacuum: without it, plans would stand for ever on tables as empty as they were at the first start. */
const embeddedOnly: readonly Reaction[] = [every('kernel.gatherStatistics', '47 * * * *', (ctx) => gatherStatistics(ctx.tx))];

const runChecks = async (checks: readonly Check[], tx: Tx, cityId: string, now: Date): Promise<CheckResult[]> => {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const result = await check.run(tx, cityId, now);
    results.push({ name: check.name, ok: result.ok, count: result.count, ...(result.detail !== undefined && { detail: result.detail }) });
  }
  return results;
};

/** Puts modules, gateways, clock and runner together into one program: the same one in production, tests, demo and command line. */
export const createApp = async (parts: AppParts): Promise<App> => {
  const { config, database, modules, gateways, runner } = parts;
  const clock = parts.clock ?? systemClock;
  const log = parts.log ?? createLog(config.logLevel);
  const reactions = indexReactions([...housekeeping, ...(database.kind === 'pglite' ? embeddedOnly : []), ...modules.flatMap((module) => module.reactions ?? [])]);
  const checks = [...kernelChecks, ...modules.flatMap((module) => module.checks ?? [])];
  const ground: Ground = {
    config, database, clock, gateways, runner, log, ids: parts.ids ?? randomIds(), events: { ...contractEvents, ...parts.events },
    reactionsTo: (name) => reactions.byEvent.get(name) ?? [],
    runChecks: (tx, now) => runChecks(checks, tx, config.cityId, now),
  };
  const identities = createIdentities(findIdentify(modules, ground), clock);
  const http = await createServer(ground, identities);
  const live = createLive(http, ground, identities);
  addHealth(http, ground, live);

  const perform: App['perform'] = async (actor, action, input, about) =>
    (await performCommand(ground, { actor, action, input, name: about?.name ?? (action.name || 'action'), requestId: 'internal', clientIp: about?.clientIp ?? '' })) as never;
  const identify = (token: string | null): Promise<Actor | null> => identities.of(token);
  const read: App['read'] = (actor, action, input) => inTransaction(ground, { actor, requestId: 'internal', clientIp: '', isReadOnly: true }, (ctx) => action(ctx, input));
  const deps: Deps = { config, database, clock, gateways, log, perform, read, identify, forgetIdentity: identities.forget };
  for (const module of modules) {
    if (module.routes) mountRoutes(http, ground, module.name, module.routes);
    if (module.raw) await http.register(async (scope) => { await module.raw!(scope, deps); });
  }

  return {
    config, database, clock, ids: ground.ids, gateways, runner, log, http, modules, perform, identify, read,
    forgetIdentity: identities.forget,
    verify: () => inTransaction(ground, { actor: systemActor('verify'), requestId: 'verify', clientIp: '', isReadOnly: true }, (ctx) => ground.runChecks(ctx.tx, ctx.now)),
    start: async () => {
      const schedules = [...reactions.byName.values()].flatMap((reaction) => (reaction.kind === 'every' ? [{ name: reaction.name, cron: reaction.cron }] : []));
      await runner.start(createWork(ground, reactions.byName), schedules);
      await live.start();
      await http.ready();
    },
    drain: () => runner.drain(),
    stop: async () => {
      await http.close();
      await runner.stop();
      await live.stop();
    },
  };
};

const findIdentify = (modules: readonly Module[], { database, clock, config }: Ground) => {
  const suppliers = modules.filter((module) => module.identify);
  if (suppliers.length > 1) throw new Error(`only one module may say who a token is: ${suppliers.map((module) => module.name).join(', ')}`);
  const supplier = suppliers[0];
  return async (token: string): Promise<Actor | null> => (supplier ? supplier.identify!(database.kysely, token, clock.now(), { cityId: config.cityId, secret: config.secret }) : null);
};

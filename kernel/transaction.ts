import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { setBehind, type Actor, type CheckResult, type Ctx, type Gateways } from './context.ts';
import { isRetryable, type Database, type Tx } from './database.ts';
import type { Ids } from './ids.ts';
import type { Runner } from './job.ts';
import type { Log } from './log.ts';
import { createOutbox, type EventSchemas } from './outbox.ts';

/** What every transaction stands on. */
export type Ground = {
  config: Config; database: Database; clock: Clock; ids: Ids; gateways: Gateways; runner: Runner; log: Log; events: EventSchemas;
  reactionsTo(eventName: string): readonly string[];
  runChecks(tx: Tx, now: Date): Promise<CheckResult[]>;
};

export type About = { actor: Actor; requestId: string; clientIp: string; now?: Date; isReadOnly?: boolean };

const MOST_TRIES = 4;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/**
 * Runs `fn` with a context in one transaction and, after the commit, sets off what it caused. A deadlock or serialisation
 * failure is tried again up to three times: nothing of the first try has happened then. `last` runs after everything else was written.
 */
export const inTransaction = async <T>(ground: Ground, about: About, fn: (ctx: Ctx) => Promise<T>, last?: (ctx: Ctx, result: T) => Promise<void>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(ground, about, fn, last);
    } catch (error) {
      if (!isRetryable(error) || attempt >= MOST_TRIES) throw error;
      await pause(5 * 4 ** attempt * (0.5 + Math.random()));
    }
  }
};

const attemptOnce = async <T>(ground: Ground, about: About, fn: (ctx: Ctx) => Promise<T>, last?: (ctx: Ctx, result: T) => Promise<void>): Promise<T> => {
  const afterCommit: (() => unknown)[] = [];
  const { result, jobs } = await ground.database.transaction(async (tx) => {
    const now = about.now ?? ground.clock.now();
    const newId = (prefix: string): string => ground.ids.next(prefix, now);
    const outbox = createOutbox({
      tx, now, newId, cityId: ground.config.cityId, actor: about.actor, events: ground.events, reactionsTo: (name) => ground.reactionsTo(name), runner: ground.runner,
    });
    const refuseWriting = (what: string) => async (): Promise<never> => { throw new Error(`a query may not ${what}`); };
    const ctx: Ctx = {
      tx, now, newId, cityId: ground.config.cityId, actor: about.actor, requestId: about.requestId, clientIp: about.clientIp, gateways: ground.gateways,
      emit: about.isReadOnly ? refuseWriting('emit') : outbox.emit,
      schedule: about.isReadOnly ? refuseWriting('schedule') : outbox.schedule,
      settings: { publicUrl: ground.config.publicUrl, isDemo: ground.config.isDemo, secret: ground.config.secret },
    };
    setBehind(tx, { afterCommit, verifyAll: () => ground.runChecks(tx, now) });
    const value = await fn(ctx);
    if (!about.isReadOnly) await outbox.flush();
    await last?.(ctx, value);
    return { result: value, jobs: outbox.jobs };
  }, { isReadOnly: about.isReadOnly ?? false });
  if (jobs.length > 0) ground.runner.committed(jobs);
  for (const followUp of afterCommit) await followUp();
  return result;
};

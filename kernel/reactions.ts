import type { EventName, EventPayload } from '@linli/contract';
import type { Ctx } from './context.ts';

type Work = (ctx: Ctx, payload: any) => Promise<unknown>;

/** When X we do Y: an event, a timer or a schedule, and the one action it calls. `name` is `module.verb` and unique. */
export type Reaction =
  | { kind: 'event'; event: EventName; name: string; action: Work }
  | { kind: 'timer'; name: string; action: Work }
  | { kind: 'long'; name: string; read: Work; compute: (asked: any) => Promise<unknown>; write: (ctx: Ctx, payload: any, found: any) => Promise<unknown> }
  | { kind: 'every'; name: string; cron: string; action: (ctx: Ctx) => Promise<unknown> };

/**
 * Calls the action once for every such event, in a transaction of its own, acting as the system. A failure is tried again
 * with growing pauses; once it succeeded it never runs again for that event.
 */
export const when = <N extends EventName>(event: N, name: string, action: (ctx: Ctx, payload: EventPayload<N>) => Promise<unknown>): Reaction =>
  ({ kind: 'event', event, name, action });

/** Calls the action when a timer set by `ctx.schedule({ name, … })` is due. */
export const onTimer = (name: string, action: (ctx: Ctx, payload: any) => Promise<unknown>): Reaction => ({ kind: 'timer', name, action });

/**
 * A timer whose work takes long (a plan of a whole day). `read` asks in a short transaction what there is to do, null: nothing; `compute` thinks
 * outside of any transaction, on a thread of its own; `write` puts the outcome down in another one. Between the two the world may have moved on, so
 * `write` looks again. If the program dies meanwhile the timer is still there and all is done anew; a timer replaced meanwhile is not written.
 */
export const onLongTimer = <Asked, Found>(name: string, { read, compute, write }: {
  read: (ctx: Ctx, payload: any) => Promise<Asked | null>; compute: (asked: Asked) => Promise<Found>; write: (ctx: Ctx, payload: any, found: Found) => Promise<unknown>;
}): Reaction => ({ kind: 'long', name, read, compute, write });

/** Calls the action on a five-field cron schedule in the city's zone (Asia/Shanghai). */
export const every = (name: string, cron: string, action: (ctx: Ctx) => Promise<unknown>): Reaction => ({ kind: 'every', name, cron, action });

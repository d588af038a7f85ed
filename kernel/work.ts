import { maybe, sql, type Tx } from './database.ts';
import { systemActor } from './context.ts';
import { labelOf, type Job } from './job.ts';
import type { Reaction } from './reactions.ts';
import { inTransaction, type About, type Ground } from './transaction.ts';

/** Reactions of all modules by name and by event; a name taken twice is a bug shown at start. */
export const indexReactions = (reactions: readonly Reaction[]) => {
  const byName = new Map<string, Reaction>();
  const byEvent = new Map<string, string[]>();
  for (const reaction of reactions) {
    if (byName.has(reaction.name)) throw new Error(`two reactions are named ${reaction.name}`);
    byName.set(reaction.name, reaction);
    if (reaction.kind === 'event') byEvent.set(reaction.event, [...(byEvent.get(reaction.event) ?? []), reaction.name]);
  }
  return { byName, byEvent };
};

/**
 * Does one job in a transaction of its own. An event's reaction first claims its delivery row: already there means it was
 * done before, so at-least-once delivery still acts once. A timer is taken out of its table by version, so a replaced one is silent.
 */
export const createWork = (ground: Ground, byName: Map<string, Reaction>) => async (job: Job, now?: Date): Promise<void> => {
  const name = labelOf(job);
  const reaction = byName.get(name);
  if (!reaction) {
    ground.log.warn({ reaction: name }, 'a job names a reaction that no module has any more');
    return;
  }
  const about = { actor: systemActor(name), requestId: `job:${name}`, clientIp: '', ...(now && { now }) };
  if (reaction.kind === 'long') {
    if (job.kind === 'timer') await doLong(ground, about, reaction, job);
    return;
  }
  await inTransaction(ground, about, async (ctx) => {
    if (job.kind === 'every') {
      if (reaction.kind === 'every') await reaction.action(ctx);
      return;
    }
    if (reaction.kind === 'every') return;
    const payload = job.kind === 'event' ? await claimEvent(ctx.tx, ctx.cityId, job, ctx.now) : await claimTimer(ctx.tx, ctx.cityId, job);
    if (payload) await reaction.action(ctx, payload);
  });
};

/** Asked, computed and written in turn; the timer is taken out only with what was found, so that nothing is lost on the way. */
const doLong = async (ground: Ground, about: About, reaction: Extract<Reaction, { kind: 'long' }>, job: Extract<Job, { kind: 'timer' }>): Promise<void> => {
  const peeked = await inTransaction(ground, { ...about, isReadOnly: true }, async (ctx) => {
    const payload = await peekTimer(ctx.tx, ctx.cityId, job);
    return payload ? { payload, asked: await reaction.read(ctx, payload) } : null;
  });
  if (!peeked) return;
  const found = peeked.asked === null ? null : await reaction.compute(peeked.asked);
  await inTransaction(ground, about, async (ctx) => {
    const payload = await claimTimer(ctx.tx, ctx.cityId, job);
    if (payload && peeked.asked !== null) await reaction.write(ctx, payload, found);
  });
};

const peekTimer = async (tx: Tx, cityId: string, job: Extract<Job, { kind: 'timer' }>): Promise<Record<string, unknown> | null> => (await maybe<{ payload: Record<string, unknown> }>(tx, sql`
  select payload from kernel.timer where city_id = ${cityId} and name = ${job.name} and key = ${job.key} and version = ${job.version}`))?.payload ?? null;

type Claim<K extends Job['kind']> = (tx: Tx, cityId: string, job: Extract<Job, { kind: K }>, now: Date) => Promise<Record<string, unknown> | null>;

const claimEvent: Claim<'event'> = async (tx, cityId, job, now) => {
  const event = await maybe<{ payload: Record<string, unknown> }>(tx, sql`
    with first as (
      insert into kernel.delivery (city_id, event_id, reaction, at) values (${cityId}, ${job.eventId}, ${job.reaction}, ${now}) on conflict do nothing returning event_id
    )
    update kernel.outbox set pending = greatest(pending - 1, 0) where city_id = ${cityId} and id = (select event_id from first) returning payload`);
  return event?.payload ?? null;
};

const claimTimer = async (tx: Tx, cityId: string, job: Extract<Job, { kind: 'timer' }>): Promise<Record<string, unknown> | null> => {
  const timer = await maybe<{ payload: Record<string, unknown> }>(tx, sql`
    delete from kernel.timer where city_id = ${cityId} and name = ${job.name} and key = ${job.key} and version = ${job.version} returning payload`);
  return timer?.payload ?? null;
};

import type { EventName } from '@linli/contract';
import { z } from 'zod';
import type { Ctx } from './context.ts';
import { run, sql, type Tx } from './database.ts';
import type { Job, Runner } from './job.ts';

export type EventSchemas = Record<string, z.ZodType>;
export type Emitted = { id: string; name: string; subject: string | null; payload: Record<string, unknown>; at: Date; reactions: readonly string[] };

/** PostgreSQL refuses notifies of 8000 bytes and more; past this the listener looks the event up itself. */
const LARGEST_NOTIFY_BYTES = 7000;

/** The thing an event is about: `order.paid` is about its `orderId`. */
const subjectOf = (name: string, payload: Record<string, unknown>): string | null => {
  const own = payload[`${name.split('.')[0]}Id`] ?? payload['subjectId'] ?? Object.entries(payload).find(([key, value]) => key.endsWith('Id') && typeof value === 'string')?.[1];
  return typeof own === 'string' ? own : null;
};

/**
 * Collects what a transaction says and writes it in one go before the commit: outbox rows, the live notify and a job for
 * every reaction. Nothing of it exists when the transaction does not commit.
 */
export const createOutbox = (about: {
  tx: Tx; cityId: string; now: Date; actor: Ctx['actor']; newId(prefix: string): string; events: EventSchemas; reactionsTo(name: string): readonly string[]; runner: Runner;
}) => {
  const emitted: Emitted[] = [];
  const jobs: Job[] = [];
  return {
    jobs,
    async emit(name: EventName, payload: unknown): Promise<void> {
      const schema = about.events[name];
      if (!schema) throw new Error(`the contract knows no event ${name}`);
      const checked = schema.safeParse(payload);
      if (!checked.success) throw new Error(`event ${name} does not fit the contract: ${z.prettifyError(checked.error)}`);
      const fields = checked.data as Record<string, unknown>;
      const event = { id: about.newId('evt'), name, subject: subjectOf(name, fields), payload: fields, at: about.now, reactions: about.reactionsTo(name) };
      emitted.push(event);
      for (const reaction of event.reactions) jobs.push({ kind: 'event', eventId: event.id, reaction, at: about.now.toISOString() });
    },
    async schedule(timer: { name: string; key: string; at: Date; payload: Record<string, unknown> }): Promise<void> {
      const version = about.newId('tmr');
      await run(about.tx, sql`
        insert into kernel.timer (city_id, name, key, version, at, payload)
        values (${about.cityId}, ${timer.name}, ${timer.key}, ${version}, ${timer.at}, ${JSON.stringify(timer.payload)}::jsonb)
        on conflict (city_id, name, key) do update set version = excluded.version, at = excluded.at, payload = excluded.payload`);
      jobs.push({ kind: 'timer', name: timer.name, key: timer.key, version, at: timer.at.toISOString() });
    },
    async flush(): Promise<void> {
      if (emitted.length > 0) await writeEvents(about, emitted);
      if (jobs.length > 0) await about.runner.enqueue(about.tx, jobs);
    },
  };
};

const writeEvents = async (about: { tx: Tx; cityId: string; actor: Ctx['actor'] }, emitted: Emitted[]): Promise<void> => {
  const rows = emitted.map((event) => ({
    id: event.id, name: event.name, subject: event.subject, payload: event.payload, at: event.at.toISOString(), pending: event.reactions.length,
  }));
  const notifies = emitted.map((event) => {
    const whole = JSON.stringify({ id: event.id, name: event.name, subject: event.subject, at: event.at.toISOString(), personIds: event.payload['personIds'] ?? [], merchantId: event.payload['merchantId'] ?? null });
    return Buffer.byteLength(whole) <= LARGEST_NOTIFY_BYTES ? whole : JSON.stringify({ id: event.id });
  });
  await run(about.tx, sql`
    with written as (
      insert into kernel.outbox (city_id, id, name, subject, payload, actor_id, actor_name, at, pending)
      select ${about.cityId}, e.id, e.name, e.subject, e.payload, ${about.actor.personId}, ${about.actor.name}, e.at, e.pending
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id text, name text, subject text, payload jsonb, at timestamptz, pending integer)
    )
    select pg_notify('linli_live', line) from jsonb_array_elements_text(${JSON.stringify(notifies)}::jsonb) as line`);
};

import { deskRoles } from '@linli/contract';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { holds } from './access.ts';
import type { Actor } from './context.ts';
import { maybe, sql } from './database.ts';
import { bearerToken, type Identities } from './identity.ts';
import type { Ground } from './transaction.ts';

/** What a screen is told: that something happened to something. It then asks for what it may see. */
export type LiveMessage = { type: 'event'; id: string; name: string; subject: string | null; at: string };
type Notified = { id: string; name: string; subject: string | null; at: string; personIds: string[]; merchantId: string | null };
type Client = { socket: WebSocket; actor: Actor; token: string; isAlive: boolean };

const PING_MS = 25_000;
const MOST_PER_PERSON = 20;
/** A client that does not read its messages is let go rather than filling our memory. */
const MOST_BUFFERED_BYTES = 1024 * 1024;

/** Persons named by the event, the staff of its merchant, and the desk. Finance and auditors look at figures, not at live moves. */
export const maySee = (actor: Actor, event: Pick<Notified, 'personIds' | 'merchantId'>): boolean =>
  (actor.personId !== null && event.personIds.includes(actor.personId))
  || (event.merchantId !== null && actor.grants.some((grant) => grant.scopeType === 'merchant' && grant.scopeId === event.merchantId))
  || holds(actor, deskRoles);

export type Live = { start(): Promise<void>; stop(): Promise<void>; clientCount(): number; onEvent(fn: (event: { id: string; name: string; subject: string | null }) => void): void };

/** WebSocket `/api/live?token=`: pushes events to everyone who may see them, whichever node they happened on. */
export const createLive = (http: FastifyInstance, ground: Ground, identities: Identities): Live => {
  const clients = new Set<Client>();
  const watchers: ((event: { id: string; name: string; subject: string | null }) => void)[] = [];
  let unlisten: (() => Promise<void>) | null = null;
  let pinging: NodeJS.Timeout | null = null;

  http.register(async (scope) => {
    scope.get<{ Querystring: { token?: string } }>('/api/live', { websocket: true, schema: { hide: true } as object }, (socket, request) => {
      const token = bearerToken(request.headers.authorization) ?? String(request.query.token ?? '');
      socket.on('error', () => {});
      void admit(socket, token);
    });
  });

  const admit = async (socket: WebSocket, token: string): Promise<void> => {
    const actor = token === '' ? null : await identities.of(token).catch(() => null);
    if (!actor || actor.kind !== 'person') return socket.close(4401, 'sign in');
    if ([...clients].filter((client) => client.actor.personId === actor.personId).length >= MOST_PER_PERSON) return socket.close(4429, 'too many connections');
    const client: Client = { socket, actor, token, isAlive: true };
    clients.add(client);
    socket.on('pong', () => { client.isAlive = true; });
    socket.on('message', () => { client.isAlive = true; });
    socket.on('close', () => clients.delete(client));
    socket.send(JSON.stringify({ type: 'hello', at: ground.clock.now().toISOString() }));
  };

  const whole = async (payload: string): Promise<Notified | null> => {
    const message = JSON.parse(payload) as Partial<Notified> & { id: string };
    if (message.name !== undefined) return message as Notified;
    const row = await maybe<{ name: string; subject: string | null; at: Date; payload: { personIds?: string[]; merchantId?: string | null } }>(ground.database.kysely, sql`
      select name, subject, at, payload from kernel.outbox where city_id = ${ground.config.cityId} and id = ${message.id}`);
    return row ? { id: message.id, name: row.name, subject: row.subject, at: row.at.toISOString(), personIds: row.payload.personIds ?? [], merchantId: row.payload.merchantId ?? null } : null;
  };

  const push = async (payload: string): Promise<void> => {
    const event = await whole(payload);
    if (!event) return;
    if (event.name === 'person.grantsChanged') for (const personId of event.personIds.concat(event.subject ?? [])) identities.forget(personId);
    for (const watcher of watchers) watcher(event);
    const text = JSON.stringify({ type: 'event', id: event.id, name: event.name, subject: event.subject, at: event.at } satisfies LiveMessage);
    for (const client of clients) {
      if (!maySee(client.actor, event)) continue;
      if (client.socket.bufferedAmount > MOST_BUFFERED_BYTES) client.socket.terminate();
      else client.socket.send(text);
    }
  };

  /** Drops the dead, and those whose session ended or whose rights changed since they came. */
  const ping = async (): Promise<void> => {
    for (const client of clients) {
      if (!client.isAlive) { client.socket.terminate(); continue; }
      client.isAlive = false;
      client.socket.ping();
      const actor = await identities.of(client.token).catch(() => client.actor);
      if (actor?.kind === 'person') client.actor = actor;
      else client.socket.close(4401, 'session ended');
    }
  };

  return {
    start: async () => {
      unlisten = await ground.database.listen('linli_live', (payload) => { void push(payload).catch((error: unknown) => ground.log.warn({ err: error }, 'live')); });
      pinging = setInterval(() => void ping(), PING_MS);
      pinging.unref();
    },
    stop: async () => {
      if (pinging) clearInterval(pinging);
      for (const client of clients) client.socket.close(1001, 'the server restarts');
      clients.clear();
      await unlisten?.();
      unlisten = null;
    },
    clientCount: () => clients.size,
    onEvent: (fn) => { watchers.push(fn); },
  };
};

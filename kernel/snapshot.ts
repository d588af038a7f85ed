import { chmodSync, existsSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { Database } from './database.ts';

/** The newest link of each city's audit chain: two databases with the same heads tell the same story. */
export type AuditHead = { cityId: string; seq: number; hash: string; at: string };
/** What a database holds at one instant, by which a copy is compared. */
export type Count = { rows: Record<string, number>; auditHeads: AuditHead[]; migration: number };
export type Snapshot = Count & { takenAt: string; image: Buffer };

type Asks = { query(text: string): Promise<{ rows: Record<string, unknown>[] }> };

/** Counts every table of our own. The caller sees to it that nothing moves meanwhile. */
export const countAll = async (client: Asks): Promise<Count> => {
  const tables = (await client.query(`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') and schemaname <> 'pgboss' order by 1`)).rows.map((row) => String(row['name']));
  if (!tables.includes('kernel.audit_entry')) throw new Error('no Linli database');
  const counted = (await client.query(tables.map((name) => `select '${name}' as name, count(*)::int as n from ${name}`).join(' union all '))).rows;
  const heads = (await client.query('select distinct on (city_id) city_id, seq, hash, at from kernel.audit_entry order by city_id, seq desc')).rows;
  const [{ migration } = { migration: 0 }] = (await client.query('select max(number) as migration from kernel.migration')).rows;
  return {
    rows: Object.fromEntries(counted.map((row) => [String(row['name']), Number(row['n'])])),
    auditHeads: heads.map((row) => ({ cityId: String(row['city_id']), seq: Number(row['seq']), hash: String(row['hash']), at: (row['at'] as Date).toISOString() })),
    migration: Number(migration),
  };
};

/**
 * An image of the embedded database and what it holds, at one instant: the one session is held, so nothing is written between
 * counting and copying. The server answers nobody else for that long, about a second for each hundred megabytes.
 */
export const takeSnapshot = async (database: Database): Promise<Snapshot> => {
  const client = await database.pool.connect();
  try {
    const count = await countAll(client);
    const takenAt = new Date().toISOString();
    return { ...count, takenAt, image: Buffer.from(await (await database.dump()).arrayBuffer()) };
  } finally {
    await client.release();
  }
};

const socketOf = (folder: string): string => join(folder, 'backup.sock');
/** Longer addresses of sockets are cut off by the operating system. */
const LONGEST_SOCKET = 100;

/**
 * Lets a backup of this machine ask the process that holds the data folder for a snapshot. The socket lies in the folder, which
 * only its owner may enter; it answers one line of JSON and then the image.
 */
export const serveSnapshots = async (folder: string, database: Database): Promise<{ close(): Promise<void> }> => {
  const path = socketOf(folder);
  if (database.kind !== 'pglite' || path.length > LONGEST_SOCKET || process.platform === 'win32') return { close: async () => {} };
  // Left behind by a killed process; the lock of the folder says that it is ours now.
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (wish) => {
      void (async () => {
        try {
          const { image, ...head } = String(wish).startsWith('count') ? { ...(await countOf(database)), takenAt: new Date().toISOString(), image: Buffer.alloc(0) } : await takeSnapshot(database);
          socket.write(`${JSON.stringify({ ...head, bytes: image.length })}\n`);
          socket.end(image);
        } catch (error) {
          socket.end(`${JSON.stringify({ error: (error as Error).message })}\n`);
        }
      })();
    });
  });
  await new Promise<void>((resolve, reject) => { server.once('error', reject); server.listen(path, resolve); });
  chmodSync(path, 0o600);
  server.unref();
  return { close: () => new Promise((resolve) => { server.close(() => resolve()); }) };
};

const countOf = async (database: Database): Promise<Count> => {
  const client = await database.pool.connect();
  try { return await countAll(client); } finally { await client.release(); }
};

/** Asks the process that holds the folder; null when it offers no such door. */
export const askForSnapshot = (folder: string, wish: 'snapshot' | 'count' = 'snapshot'): Promise<Snapshot | null> => {
  if (!existsSync(socketOf(folder))) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const socket = connect(socketOf(folder));
    const parts: Buffer[] = [];
    socket.once('error', (error: NodeJS.ErrnoException) => (['ECONNREFUSED', 'ENOENT'].includes(error.code ?? '') ? resolve(null) : reject(error)));
    socket.once('connect', () => socket.write(`${wish}\n`));
    socket.on('data', (part) => parts.push(part as Buffer));
    socket.once('end', () => {
      const all = Buffer.concat(parts);
      const end = all.indexOf(10);
      const { error, bytes, ...head } = JSON.parse(all.subarray(0, Math.max(end, 0)).toString() || '{"error":"cut off"}') as Omit<Snapshot, 'image'> & { error?: string; bytes: number };
      const image = all.subarray(end + 1);
      if (error || image.length !== bytes) reject(new Error(error ?? 'the snapshot was cut off'));
      else resolve({ ...head, image });
    });
  });
};

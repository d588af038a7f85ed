/**
 * Runs the whole suite once more on a real PostgreSQL, where the races are. Uses TEST_DATABASE_URL when it is set; else starts
 * a throw-away server from the installed binaries on a free port, in a temporary folder, with fsync on, and stops it always.
 * Further arguments go to vitest: `npm run test:postgres -- modules/dispatch`.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 15_000;

type Server = { url: string; stop(): Promise<void> };

/** The folder with initdb and postgres of the newest installed version, or null. */
function findBinaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null;
}

/** PostgreSQL refuses to run as root: the user it runs as then, and undefined when we are somebody else anyway. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const entry = readFileSync('/etc/passwd', 'utf8').split('\n').find((line) => line.startsWith(`${name}:`))?.split(':');
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

// The shell outlives us by design: when our end of its standard input closes, even by kill -9, it stops the server and clears up.
const GUARD = 'folder=$1; shift; "$@" >"$folder/log" 2>&1 & server=$!; read -r _; kill -INT $server 2>/dev/null; wait $server; rm -rf "$folder"';

async function startServer(binaries: string): Promise<Server> {
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), 'linli-postgres-'));
  const [data, secret] = [join(folder, 'data'), join(folder, 'secret')];
  const password = randomBytes(16).toString('hex');
  mkdirSync(data);
  writeFileSync(secret, password);
  chmodSync(folder, 0o700);
  for (const path of user ? [folder, data, secret] : []) chownSync(path, user!.uid, user!.gid);
  const options = { ...user, cwd: folder, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC' } };
  try {
    execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'linli', '--auth=scram-sha-256', `--pwfile=${secret}`, '--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'], { ...options, stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb failed: ${(error as { stderr?: Buffer }).stderr?.toString().trim() ?? (error as Error).message}`);
  }
  const port = await freePort();
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: folder, fsync: 'on', max_connections: 200, timezone: 'UTC', deadlock_timeout: '1s', shared_buffers: '128MB' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', folder, join(binaries, 'postgres'), '-D', data, ...flags], { ...options, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const stop = async (): Promise<void> => {
    guard.stdin?.end();
    await ended(guard, STOP_WITHIN_MS);
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `postgres://linli:${password}@127.0.0.1:${port}`;
  try {
    await waitUntilReady(`${url}/postgres`, join(folder, 'log'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `${url}/linli_test`, stop };
}

async function waitUntilReady(url: string, log: string): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('create database linli_test');
      return;
    } catch (error) {
      const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
      if (Date.now() > deadline || /database system is shut down|could not|FATAL: {2}(?!the database system is starting up)/.test(said)) {
        throw new Error(`PostgreSQL did not start: ${(error as Error).message}\n${said.split('\n').slice(-12).join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** Waits for the end of the guard; kills it and its server when that takes too long. */
function ended(child: ChildProcess, withinMs: number): Promise<number> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode ?? 1);
    // The guard leads a process group of its own, so the server goes with it.
    const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), withinMs);
    child.once('exit', (code) => { clearTimeout(timer); resolve(code ?? 1); });
  });
}

/** Runs vitest against the database; a signal to us goes on to it, and its end is ours. */
async function runSuite(url: string): Promise<number> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: url } });
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal);
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

async function main(): Promise<number> {
  if (process.env.TEST_DATABASE_URL) return runSuite(process.env.TEST_DATABASE_URL);
  const binaries = findBinaries();
  if (!binaries) {
    const isNeeded = Boolean(process.env.CI);
    process.stderr.write(`${isNeeded ? 'FAILED' : 'SKIPPED'}: the suite on PostgreSQL. No PostgreSQL is installed and TEST_DATABASE_URL is not set.\n  Way out: apt-get install -y postgresql   or   TEST_DATABASE_URL=postgres://user:password@host/database npm run test:postgres\n`);
    return isNeeded ? 1 : 0;
  }
  const server = await startServer(binaries);
  process.stderr.write(`PostgreSQL from ${binaries} serves the suite at ${server.url.replace(/:[^:@/]+@/, ':…@')}\n`);
  try {
    return await runSuite(server.url);
  } finally {
    await server.stop();
  }
}

process.exitCode = await main();

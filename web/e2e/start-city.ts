import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { browserPath, isBrowserHere } from './city.ts';

const root = resolve(import.meta.dirname, '../..');
/** A first start migrates the database and builds the demo city: half a minute on a free machine, minutes on a crowded one. */
const longestStartMilliseconds = 420_000;

/** Starts one server with a demo city of its own for the whole run; with LINLI_E2E_URL the tests use a running one instead. */
export default async function startCity(): Promise<(() => Promise<void>) | undefined> {
  if (!isBrowserHere) {
    process.stdout.write(`browser tests skipped: ${browserPath} is missing (apt-get install -y chromium fonts-noto-cjk)\n`);
    return undefined;
  }
  if (process.env.LINLI_E2E_URL) return undefined;
  buildScreens();
  const folder = mkdtempSync(join(tmpdir(), 'linli-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['main.ts'], { cwd: root, env: { ...process.env, PORT: String(port), LINLI_DATA: folder, LINLI_DEMO: 'on', LINLI_RATE: '0', LINLI_LOG: 'warn' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (chunk: Buffer): void => { said = (said + chunk.toString()).slice(-4000); };
  server.stdout.on('data', hear);
  server.stderr.on('data', hear);
  let isStopping = false;
  server.once('exit', (code, signal) => { if (!isStopping) process.stderr.write(`the server ended by itself (${signal ?? code}):\n${said}\n`); });
  const stop = async (): Promise<void> => {
    isStopping = true;
    if (server.exitCode === null && server.signalCode === null) {
      const isOver = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await isOver;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + longestStartMilliseconds;
  while (!(await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false))) {
    if (server.exitCode !== null || server.signalCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`the server did not start:\n${said}`);
    }
    await new Promise((wait) => setTimeout(wait, 300));
  }
  process.env.LINLI_E2E_URL = url;
  return stop;
}

/** The tests look at what a person would be served: screens older than their source are built again. */
function buildScreens(): void {
  const web = join(root, 'web');
  const built = join(web, 'dist/.vite/manifest.json');
  const newest = ['customer', 'worker', 'desk', 'merchant', 'hq', 'learn', 'school', 'shared', 'public'].reduce((time, folder) => Math.max(time, newestIn(join(web, folder))), newestIn(join(root, 'contract')));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  // The test runner's NODE_ENV would make a development build: another React, and no page kept for a lost network.
  const run = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: web, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } });
  if (run.status !== 0) throw new Error(`the screens did not build:\n${run.stdout}\n${run.stderr}`);
}

const newestIn = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).reduce((time, entry) => (entry.isFile() ? Math.max(time, statSync(join(entry.parentPath, entry.name)).mtimeMs) : time), 0) : 0;

const freePort = (): Promise<number> => new Promise((done, failed) => {
  const probe = createServer();
  probe.once('error', failed);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => done(port));
  });
});

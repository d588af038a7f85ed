// Runs on any Node from 20 on, before anything is installed: plain JavaScript, no dependency, silent when there is nothing to do.
//   node bootstrap.mjs            installs exactly the lock file when it changed
//   node bootstrap.mjs --screens  also builds the screens when their sources changed
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const started = Date.now();
const seconds = () => ((Date.now() - started) / 1000).toFixed(0);

const stop = (zh, en) => {
  process.stderr.write(`\n✗ ${zh}\n  ${en}\n`);
  process.exit(1);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  stop(`需要 Node.js 20.19 或更新（现在是 ${process.versions.node}），请先升级：https://nodejs.org`, `Node.js 20.19 or newer is needed (this is ${process.versions.node}); please upgrade: https://nodejs.org`);

const sha256 = (value) => createHash('sha256').update(value).digest('hex');
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** The path with our own programs (Node 24 among them) first, or without them: `npm ci` must not run on a Node that it deletes. */
const ownPrograms = join(root, 'node_modules', '.bin');
const foreignPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ownPrograms).join(delimiter);
const ownPath = `${ownPrograms}${delimiter}${foreignPath}`;

/** Runs npm or vite; its own words are shown only when it fails. */
const run = (command, args, path, zh, en) => {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, PATH: path, npm_config_update_notifier: 'false' }, shell: process.platform === 'win32' });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error ? String(done.error) : ''}\n`);
  stop(zh, en);
};

const install = () => {
  const lock = join(root, 'package-lock.json');
  const stamp = join(root, 'node_modules', '.linli-stamp');
  const wanted = sha256(`${readFileSync(lock, 'utf8')}\n${process.platform}-${process.arch}`);
  if (read(stamp) === wanted) return;
  process.stderr.write('· 安装依赖（首次约 20 秒） / installing (about 20 s the first time) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], foreignPath, '安装依赖失败。请检查网络或 npm 镜像设置后再试', 'Installing failed. Check the network or the npm registry setting and try again');
  writeFileSync(stamp, wanted);
  process.stderr.write(` ${seconds()} s\n`);
};

/** Every source file below a folder, in a fixed order. */
const filesBelow = (folder) => readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
  if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name === 'e2e' || entry.name.startsWith('.') || /\.test\.tsx?$/.test(entry.name)) return [];
  const path = join(folder, entry.name);
  return entry.isDirectory() ? filesBelow(path) : [path];
});

const buildScreens = () => {
  if (!existsSync(join(root, 'web', 'vite.config.ts'))) return;
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['contract', 'web']) for (const file of filesBelow(join(root, folder))) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  const wanted = hash.digest('hex');
  const stamp = join(root, 'web', 'dist', '.stamp');
  if (read(stamp) === wanted) return;
  process.stderr.write('· 生成界面 / building the screens …');
  const before = Date.now();
  run('vite', ['build', 'web', '--logLevel', 'error'], ownPath, '生成界面失败', 'Building the screens failed');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  process.stderr.write(` ${((Date.now() - before) / 1000).toFixed(0)} s\n`);
};

install();
if (process.argv.includes('--screens')) buildScreens();

// The linux packages bring Node 24 along; elsewhere the system's own must be new enough.
if (!existsSync(join(ownPrograms, 'node')) && major < 24)
  stop(`在 ${process.platform}-${process.arch} 上请自行安装 Node.js 24（现在是 ${process.versions.node}）`, `On ${process.platform}-${process.arch} please install Node.js 24 yourself (this is ${process.versions.node})`);

/**
 * Builds the planner as a package of its own, plain JavaScript with types, for projects that are not this one:
 * `npm run build -w planner` writes planner/dist, which `npm pack ./planner/dist` packs. `node tools/build-planner.ts [--out FOLDER]`.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(import.meta.dirname, '..');

/** Writes the package into `out`, which is emptied first. Throws with the compiler's words when the sources do not compile. */
export function buildPlanner(out: string): void {
  rmSync(out, { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const built = spawnSync(process.execPath, [compiler, '-p', join(root, 'planner', 'tsconfig.build.json'), '--outDir', out], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`tsc: ${built.stdout}${built.stderr}`);
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'planner', 'package.json'), 'utf8')) as Record<string, string>;
  const entry = (path: string): object => ({ types: `./${path}.d.ts`, default: `./${path}.js` });
  const about = {
    name, version, license, type: 'module', description: 'Plans, inserts, repairs and explains the days of home-service workers: routes, synchronised visits, shifts, skills, wishes',
    engines: { node: '>=20' }, exports: { '.': entry('index'), './formats/*': entry('formats/*') },
  };
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
  copyFileSync(join(root, 'planner', 'README.md'), join(out, 'README.md'));
  copyFileSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  const out = resolve(values.out ?? join(root, 'planner', 'dist'));
  buildPlanner(out);
  process.stdout.write(`${out}\n`);
}

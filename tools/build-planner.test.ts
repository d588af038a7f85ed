import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildPlanner } from './build-planner.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-planner-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = `
import { evaluatePlan, insert, planeWays, solve, solveByCells, type Plan, type Problem } from '@linli/planner';
import { readSolomon } from '@linli/planner/formats/solomon';

const points = Array.from({ length: 24 }, (_, at) => ({ x: (at % 6) * 900, y: Math.floor(at / 6) * 900 }));
const ways = planeWays(points, [5]);
const time = Float64Array.from({ length: 24 * 24 }, (_, at) => Math.round(Math.hypot(points[Math.floor(at / 24)]!.x - points[at % 24]!.x, points[Math.floor(at / 24)]!.y - points[at % 24]!.y) / 5));
const problem: Problem = {
  places: 24, travel: [{ time, distance: time }], weights: { travelTime: 1 },
  workers: [0, 1, 2, 3].map((place) => ({ id: 'w' + place, start: place, end: place, shifts: [{ from: 0, to: 36_000 }], skills: { clean: 2 } })),
  tasks: Array.from({ length: 20 }, (_, at) => ({ id: 't' + at, visitId: 't' + at, place: at + 4, duration: 1800, windows: [{ from: 0, to: 30_000 }], needs: [{ skill: 'clean', level: 1 }], dropCost: 9000 })),
};
const plan: Plan = solve(problem, { seed: 1, threads: 2, stop: { iterations: 2000 } });
const cells: Plan = solveByCells({ ...problem, travel: [] }, ways, { seed: 1, threads: 2, stop: { iterations: 2000 }, cellSize: 6 });
const more: Problem = { ...problem, tasks: [...problem.tasks, { ...problem.tasks[0]!, id: 'new', visitId: 'new' }] };
const { candidates } = insert(more, { ...plan, unassigned: [...plan.unassigned, { taskId: 'new', visitId: 'new' }] }, 'new', { k: 2 });
console.log(JSON.stringify([evaluatePlan(problem, plan).isFeasible, cells.isFeasible, candidates.length, typeof readSolomon]));
`;

test('another project installs the built planner, compiles against its types and plans with two threads', { timeout: 120_000 }, () => {
  const installed = join(folder, 'node_modules', '@linli', 'planner');
  buildPlanner(installed);
  expect(existsSync(join(installed, 'LICENSE'))).toBe(true);
  // Nothing of this house, no tests, no benches.
  expect(existsSync(join(installed, 'bench'))).toBe(false);
  expect(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))).not.toHaveProperty('dependencies');
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'src', 'index.ts'), `${program}declare const console: { log(text: string): void };\n`);
  const compiler = resolve(import.meta.dirname, '..', 'node_modules', 'typescript', 'bin', 'tsc');
  const compiled = spawnSync(process.execPath, [compiler, '--strict', '--noUncheckedIndexedAccess', '--target', 'es2023', '--module', 'nodenext', '--types', '', '--outDir', 'out', 'src/index.ts'], { cwd: folder, encoding: 'utf8' });
  expect(`${compiled.stdout}${compiled.stderr}`).toBe('');
  const ran = spawnSync(process.execPath, ['out/index.js'], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  expect(ran.stderr).toBe('');
  expect(JSON.parse(ran.stdout)).toEqual([true, true, 2, 'function']);
});

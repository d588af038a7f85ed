import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instancesFolder } from '../bench/family.ts';
import { evaluatePlan } from '../evaluate.ts';
import { solveRoutes } from '../routes/index.ts';
import { stopping } from '../stopping.ts';
import { computeClock } from '../threads/clock.ts';
import { checkKovacs } from './check/kovacs.ts';
import { checkSolomon } from './check/solomon.ts';
import { checkTrsp } from './check/trsp.ts';
import { readKovacs, writeKovacs } from './kovacs.ts';
import { readSolomon, writeSolomon } from './solomon.ts';
import { readTrsp, writeTrsp } from './trsp.ts';

const dir = instancesFolder();
const has = (family: string): boolean => dir !== null && existsSync(join(dir, family));
const seconds = (limit: number): ReturnType<typeof stopping> => stopping({ seconds: limit }, computeClock);
const MISSING = 'instances are not here: set LINLI_INSTANCES';

const tiny = ['tiny', '', 'VEHICLE', 'NUMBER     CAPACITY', '  2         10', '', 'CUSTOMER', 'CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME', '',
  '0 0 0 0 0 100 0', '1 3 4 5 0 50 1', '2 6 8 5 20 60 2', '3 0 5 6 0 90 1'].join('\n');

test.each(['distance', 'hierarchical', 'dimacs'] as const)('Solomon reader, writer and checker agree (%s)', (objective) => {
  const problem = readSolomon(tiny, objective);
  const plan = solveRoutes(problem, { stop: { iterations: 500 } }, stopping({ iterations: 500 }, () => 0));
  const verdict = checkSolomon(tiny, writeSolomon(plan), objective);
  expect(verdict.faults).toEqual([]);
  expect(verdict.objective).toBeCloseTo(plan.parts.distance!, 6);
  expect(verdict.objective).toBe(30);
  expect(evaluatePlan(problem, plan).faults).toEqual([]);
});

test('DIMACS cuts every way to one decimal and travels by it', () => {
  const text = tiny.replace('3 0 5 6', '3 2 5 6');
  expect(readSolomon(text, 'dimacs').travel[0]!.time[3]).toBe(5.3);
  expect(readSolomon(text, 'distance').travel[0]!.time[3]).toBeCloseTo(Math.sqrt(29), 12);
});

test('reader and checker cut an exact length alike: (495, 156) is 519 away, not 518.9', () => {
  const text = tiny.replace('0 0 0 0 0 100 0', '0 0 0 0 0 9999 0').replace('1 3 4 5 0 50 1', '1 495 156 5 0 9000 1').split('\n2 6 8')[0]!;
  expect(readSolomon(text, 'dimacs').travel[0]!.time[1]).toBe(519);
  expect(checkSolomon(text, 'Route #1: 1\nCost 1038\n', 'dimacs')).toMatchObject({ faults: [], objective: 1038 });
});

test.each([
  ['Route #1: 1 2\nCost 20\n', '1 customers in no route'], ['Route #1: 1 2\nRoute #2: 3 1\n', 'customer 1 twice'], ['Route #1: 1 2 3\n', 'load 16 of 10'],
  ['Route #1: 1\nRoute #2: 2\nRoute #3: 3\n', '3 routes, 2 vehicles'], ['Route #1: 1 2\nRoute #2: 3\nCost 12\n', 'says cost 12'], ['Route #1: 1 2\nRoute #2: 3 9\n', 'no customer 9'],
])('the checker of Solomon finds the fault in %j', (solution, fault) => {
  expect(checkSolomon(tiny, solution).faults.join()).toContain(fault);
});

test('the checker of Solomon finds a visit that comes too late', () => {
  expect(checkSolomon(tiny.replace('1 3 4 5 0 50 1', '1 3 4 5 0 4 1'), 'Route #1: 1 2\nRoute #2: 3\n').faults.join()).toContain('customer 1 at 5, due 4');
});

test.each([
  ['', 'file'], ['hello', 'VEHICLE'], [tiny.replace('  2         10', '  x         10'), 'NUMBER'], [tiny.replace('  2         10', '  2         -1'), 'CAPACITY'],
  [tiny.replace('1 3 4 5 0 50 1', '1 3 4 5 0 50'), 'line 11'], [tiny.replace('1 3 4 5 0 50 1', '1 3 4 5 60 50 1'), 'line 11'], [tiny.replace('1 3 4 5 0 50 1', '1 3 4 NaN 0 50 1'), 'line 11'],
  [tiny.replace('1 3 4 5 0 50 1', '1 3 4 -5 0 50 1'), 'line 11'], [tiny.replace('2 6 8', '7 6 8'), 'line 12'], [tiny.slice(0, tiny.indexOf('CUST NO')), 'CUSTOMER'],
])('a bad Solomon file is refused by name: %#', (text, field) => {
  expect(() => readSolomon(text)).toThrowError(expect.objectContaining({ name: 'PlannerInputError', field }) as Error);
});

test.skipIf(!has('solomon'))(`C101, R101 and RC101 are solved to the best value known within seconds (${dir === null ? MISSING : 'public instances'})`, { timeout: 60_000 }, () => {
  // Iterations, not seconds: a busy machine is slower and finds the same.
  for (const [name, best, iterations] of [['C101', 828.937, 20_000], ['R101', 1642.877, 200_000], ['RC101', 1623.585, 300_000]] as const) {
    const text = readFileSync(join(dir!, 'solomon', `${name}.txt`), 'utf8');
    const plan = solveRoutes(readSolomon(text), { stop: { iterations } }, stopping({ iterations, target: best + 0.01 }, () => 0));
    const verdict = checkSolomon(text, writeSolomon(plan));
    expect(verdict.faults).toEqual([]);
    expect(verdict.objective).toBeLessThan(best + 0.01);
  }
});

test.skipIf(!has('solomon'))('the hierarchical objective finds the fewest vehicles of C101', { timeout: 30_000 }, () => {
  const text = readFileSync(join(dir!, 'solomon', 'C101.txt'), 'utf8');
  const plan = solveRoutes(readSolomon(text, 'hierarchical'), { stop: { seconds: 0.3 } }, seconds(0.3));
  expect(checkSolomon(text, writeSolomon(plan), 'hierarchical')).toMatchObject({ feasible: true, vehicles: 10 });
});

test.skipIf(!has('trsp-pillac'))('TRSP: reader, evaluator and checker agree on the working time', { timeout: 30_000 }, () => {
  const folder = join(dir!, 'trsp-pillac', 'crew25');
  for (const file of readdirSync(folder).filter((name) => /^(C101|R203)/.test(name))) {
    const text = readFileSync(join(folder, file), 'utf8');
    const problem = readTrsp(text);
    const plan = solveRoutes(problem, { stop: { seconds: 0.3 } }, seconds(0.3));
    const verdict = checkTrsp(text, writeTrsp(plan));
    expect(verdict.faults.filter((fault) => !fault.includes('in no route'))).toEqual([]);
    expect(verdict.objective).toBeCloseTo(plan.parts.duration!, 4);
    expect(evaluatePlan(problem, plan).faults.filter(({ rule }) => rule !== 'mustServe')).toEqual([]);
  }
});

test.skipIf(!has('strsp-kovacs'))('STRSP without teams: reader, evaluator and checker agree; team files are refused', { timeout: 30_000 }, () => {
  const folder = join(dir!, 'strsp-kovacs');
  const tasks = readFileSync(join(folder, 'tasks_noTeam', 'R101_5x4_noTeam.txt'), 'utf8');
  const crew = readFileSync(join(folder, 'technicians_noTeam', 'technicians_R101_5x4_noTeam.txt'), 'utf8');
  const problem = readKovacs(tasks, crew);
  const plan = solveRoutes(problem, { stop: { seconds: 0.4 } }, seconds(0.4));
  const verdict = checkKovacs(tasks, crew, writeKovacs(plan));
  expect(verdict.faults).toEqual([]);
  expect(verdict.objective).toBeCloseTo(plan.cost, 4);
  expect(evaluatePlan(problem, plan).faults).toEqual([]);
  expect(() => readKovacs(readFileSync(join(folder, 'tasks_Team', 'R101_5x4_Team.txt'), 'utf8'), crew)).toThrowError(/team/i);
});

test.each([
  ['', 'INFO'], ['CREW COUNT X\nx', 'CREW COUNT'], ['CREW COUNT\n1', 'ID'], ['CREW COUNT\n1\nID X Y\n0 1 2 3 [] [] []', 'line 4'],
  ['CREW COUNT\n2\nID X Y\n0 1 2 3 4 5 [] [] []', 'ID'],
])('a bad TRSP file is refused by name: %#', (text, field) => {
  expect(() => readTrsp(text)).toThrowError(expect.objectContaining({ name: 'PlannerInputError', field }) as Error);
});

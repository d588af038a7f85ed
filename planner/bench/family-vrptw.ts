/** Solomon (distance, doubles) and Gehring–Homberger (DIMACS convention, against the references of 2026-01 where there are any, else 2022-02). */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkSolomon } from '../formats/check/solomon.ts';
import { readSolomon, writeSolomon, type SolomonObjective } from '../formats/solomon.ts';
import { readCsv, type Family, type Instance, type Peer } from './family.ts';

const classOf = (name: string): string => /^(r?c?[12])/i.exec(name)?.[1]?.toUpperCase() ?? '';

function listed(dir: string, folder: string): Instance[] {
  return readdirSync(join(dir, folder)).filter((file) => /\.txt(\.gz)?$/.test(file) && /^r?c?[12]/i.test(file)).sort()
    .map((file) => ({ name: file.replace(/\.txt(\.gz)?$/, ''), className: classOf(file), path: join(dir, folder, file) }));
}

function vrptw(name: string, folder: string, convention: SolomonObjective, best: Family['best'], peers: Peer[], smoke: Family['smoke']): Family {
  return {
    name, instances: (dir) => listed(dir, folder), read: (text) => readSolomon(text, convention), objective: (plan) => plan.parts.distance ?? NaN, best, peers, smoke,
    check: (text, plan) => checkSolomon(text, writeSolomon(plan), convention),
  };
}

const solomonBest: Family['best'] = (dir) => new Map(readCsv(join(dir, 'solomon', 'best_distance_double.csv')).map((row) => [row['instance']!, Number(row['distance_double'])]));

const homberger: Family['best'] = (dir) => {
  const best = new Map<string, number>();
  const rows = readCsv(join(dir, 'gehring-homberger', 'bks.csv')).filter((row) => row['objective']?.startsWith('distance DIMACS'));
  for (const row of rows) if (!best.has(row['instance']!) || row['objective']!.includes('newer')) best.set(row['instance']!, Number(row['distance']));
  return best;
};

const measured = { C1: 0, C2: 0 };
export const families: Family[] = [
  vrptw('solomon', 'solomon', 'distance', solomonBest, [
    { name: 'HGS-DIMACS (C++)', seconds: 10, gaps: { ...measured, R1: 0.01, R2: 0, RC1: 0, RC2: 0, all: 0 } },
    { name: 'PyVRP (C++)', seconds: 10, gaps: { ...measured, R1: 0.11, R2: 0.2, RC1: 0.55, RC2: 0.31, all: 0.19 } },
    { name: 'VROOM -x5 (C++)', seconds: 1.4, gaps: { ...measured, R1: 1.02, R2: 4.08, RC1: 1.26, RC2: 2.71, all: 1.59 } },
    { name: 'VROOM -x0 (C++)', seconds: 0.16, gaps: { C1: 0.16, C2: 0.75, R1: 3.78, R2: 7.46, RC1: 4.6, RC2: 9.08, all: 4.36 } },
  ], { names: ['C101', 'C204', 'R101', 'R104', 'R203', 'RC101', 'RC204'], seconds: 2, band: 0.5 }),
  // The peers were measured on 12 (200) and 6 (1000) instances in doubles, against the best of their runs.
  vrptw('gh200', 'gehring-homberger/200', 'dimacs', homberger, [
    { name: 'HGS-DIMACS (C++)', seconds: 10, gaps: { all: 0.56 } }, { name: 'PyVRP (C++)', seconds: 10, gaps: { all: 0.85 } },
    { name: 'VROOM -x5 (C++)', seconds: 10, gaps: { all: 3.49 } },
  ], { names: ['c1_2_1', 'r1_2_1', 'rc2_2_1'], seconds: 4, band: 2 }),
  vrptw('gh400', 'gehring-homberger/400', 'dimacs', homberger, [], { names: ['c1_4_1', 'r1_4_1'], seconds: 6, band: 5 }),
  vrptw('gh1000', 'gehring-homberger/1000', 'dimacs', homberger, [
    { name: 'PyVRP (C++)', seconds: 60, gaps: { all: 1.11 } }, { name: 'HGS-DIMACS (C++)', seconds: 60, gaps: { all: 1.96 } },
    { name: 'VROOM -x5 (C++)', seconds: 200, gaps: { all: 5.23 } },
  ], { names: ['c1_10_1'], seconds: 10, band: 10 }),
];
export default families;

/** Home health care routing and scheduling: Mankowska's 35 and Kummer's 20 instances that are at hand, against the best values known in November 2026. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkHhcrsp } from '../formats/check/hhcrsp.ts';
import { readHhcrsp, writeHhcrsp } from '../formats/hhcrsp.ts';
import { readCsv, type Family, type Peer } from './family.ts';

/** Classes by the number of households: A 10, B 25, C 50, D 75, E 100, F 200, G 300, H 400. */
const classOf = (name: string): string => ({ 10: 'A', 25: 'B', 50: 'C', 75: 'D', 100: 'E', 200: 'F', 300: 'G', 400: 'H' })[Number(/HC(?:RSP|SRP)_(\d+)_/.exec(name)?.[1])] ?? '';

function family(name: string, folder: string, column: string, peers: Peer[], smoke: Family['smoke']): Family {
  return {
    name, peers, smoke,
    instances: (dir) => readdirSync(join(dir, folder)).filter((file) => /HC(?:RSP|SRP)_.*\.(?:txt|json)(?:\.gz)?$/.test(file))
      .map((file) => ({ name: file.replace(/\.(?:txt|json)(?:\.gz)?$/, ''), className: classOf(file), path: join(dir, folder, file) }))
      .sort((a, b) => a.className.localeCompare(b.className) || a.name.localeCompare(b.name)),
    read: (text) => readHhcrsp(text),
    objective: ({ cost }) => cost,
    best: (dir) => new Map(readCsv(join(dir, folder, 'bks.csv')).map((row) => [row['instance']!, Number(row[column])])),
    check: (text, plan) => checkHhcrsp(text, writeHhcrsp(plan)),
  };
}

const families: Family[] = [
  family('hhcrsp', 'hhcrsp-mankowska', 'best_cost_known_2026_11', [
    // Measured against the published best values, not the better ones of this column.
    { name: 'annealer with random keys (JavaScript)', seconds: 10, gaps: { A: 0, B: 0, C: 0.85, D: 0.44, E: 0.54, F: 1.5, G: 0.8 } },
  ], { names: ['InstanzCPLEX_HCSRP_10_1', 'InstanzCPLEX_HCSRP_25_1', 'InstanzCPLEX_HCSRP_50_4', 'InstanzCPLEX_HCSRP_75_5'], seconds: 3, band: 1.5 }),
  family('hhcrsp-kummer', 'hhcrsp-kummer', 'cost', [], { names: ['HHCRSP_25_5_70_1.0_R_C', 'HHCRSP_50_10_26_1.2_R_C'], seconds: 3, band: 2 }),
];
export default families;

/** Bredström and Rönnqvist's pairs, first of three days, by travel: no best values are published for this version, so the gap is to the runner's own earlier best. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkBredstrom } from '../formats/check/bredstrom.ts';
import { readBredstrom, writeBredstrom } from '../formats/bredstrom.ts';
import type { Family } from './family.ts';

const FOLDER = 'bredstrom-ronnqvist';

/** Travel of day 1 after 1 s on one thread (22 November 2026, 2 cores shared): a marker to notice a worse search by, no published value. */
const OWN: Record<string, number> = {
};

const family: Family = {
  name: 'bredstrom',
  instances: (dir) => readdirSync(join(dir, FOLDER)).filter((file) => file.endsWith('.dat')).sort()
    .map((file) => ({ name: file.replace('.dat', ''), className: /_(\d+)_\d+_\d+_\d+\.dat$/.exec(file)?.[1] ?? '', path: join(dir, FOLDER, file) })),
  read: (text) => readBredstrom(text), objective: ({ cost }) => cost, best: () => new Map(Object.entries(OWN)), peers: [],
  check: (text, plan) => {
    const { faults, travel } = checkBredstrom(text, writeBredstrom(plan));
    return { faults, objective: travel };
  },
  smoke: { names: ['case_1_20_4_2_2', 'case_1_50_10_5_2'], seconds: 1, band: 2 },
};
export default family;

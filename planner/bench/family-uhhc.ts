/**
 * Unified home health care: the validation instances and the converted ones of Bazirha that have a published value. The best value known is the
 * better of the published annealer's best and the published exact solver's; the annealer's mean is the row beside, at its own mean time.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkUhhc } from '../formats/check/uhhc.ts';
import { readUhhc, writeUhhc } from '../formats/uhhc.ts';
import { readCsv, type Family, type Instance, type Peer } from './family.ts';

const listed = (dir: string, folder: string, className: (name: string) => string): Instance[] => readdirSync(join(dir, 'uhhc', folder)).filter((file) => /\.json(?:\.gz)?$/.test(file)).sort()
  .map((file) => file.replace(/\.json(?:\.gz)?$/, '')).map((name) => ({ name, className: className(name), path: join(dir, 'uhhc', folder, `${name}.json.gz`) }));

/** Published annealer, mean of ten runs against the best known value, all validation instances at hand; seconds: mean of its means. */
const annealer: Peer = { name: 'published annealer (C++), mean of 10 runs', seconds: 64, gaps: { all: 11.98 } };

function family(name: string, folder: string, className: (name: string) => string, peers: Peer[], smoke: Family['smoke']): Family {
  const best = (dir: string): Map<string, number> => new Map(readCsv(join(dir, 'uhhc', 'bks.csv')).map((row) => [row['instance']!, Number(row['best_known'])]));
  const published: Family['published'] = (dir) => new Map(readCsv(join(dir, 'uhhc', 'bks.csv')).filter((row) => row['SA_mean']).map((row) => [
    row['instance']!, { mean: Number(row['SA_mean']), best: Number(row['best_cost_published_SA']), seconds: Number(row['SA_mean_time_s']) },
  ]));
  return {
    name, peers, smoke, best, published, instances: (dir) => listed(dir, folder, className).filter((instance) => best(dir).has(instance.name)), read: (text) => readUhhc(text),
    objective: ({ cost }) => cost, check: (text, plan) => checkUhhc(text, writeUhhc(plan)),
  };
}

const families: Family[] = [
  family('uhhc', 'validation', () => 'validation', [annealer], { names: ['i-116', 'i-134', 'i-235'], seconds: 5, band: 1 }),
  family('uhhc-bazirha', 'bazirha', (name) => name[0]!, [], { names: ['D1', 'D4', 'E1'], seconds: 3, band: 1 }),
];
export default families;

/** Every solution file of this folder against the independent checkers, where the instances are at hand. The README's table must say what they say. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findFamilies } from '../bench/families.ts';
import { instancesFolder, readText, type Instance } from '../bench/family.ts';
import { checkHhcrsp } from '../formats/check/hhcrsp.ts';
import { checkUhhc } from '../formats/check/uhhc.ts';

const dir = instancesFolder();
const names = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
const table = new Map(readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => names.includes(cells[1] ?? '')).map((cells) => [cells[1]!, { objective: Number(cells[2]), best: Number(cells[3]) }]));
if (!dir) process.stderr.write('records.test.ts: no public instances (set LINLI_INSTANCES): the solution files are not checked\n');

test('every file stands in the table, below the best value known', () => {
  expect([...table.keys()].toSorted()).toEqual(names.toSorted());
  for (const { objective, best } of table.values()) expect(objective).toBeLessThan(best);
});

describe.skipIf(!dir)('files', async () => {
  const found: (Instance & { family: string })[] = (await findFamilies()).filter(({ name }) => name === 'hhcrsp' || name === 'uhhc')
    .flatMap((family) => { try { return family.instances(dir!).map((instance) => ({ ...instance, family: family.name })); } catch { return []; } });
  test.each(names)('%s', (name) => {
    const instance = found.find((one) => one.name === name);
    if (!instance) { process.stderr.write(`records.test.ts: ${name} is not among the instances at hand and is not checked\n`); return; }
    const check = instance.family === 'uhhc' ? checkUhhc : checkHhcrsp;
    const { faults, objective } = check(readText(instance.path), readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8'));
    expect(faults).toEqual([]);
    expect(Math.round(objective * 1e4) / 1e4).toBe(table.get(name)!.objective);
  });
});

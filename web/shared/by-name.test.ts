import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isSystem } from './by-name.text.ts';

const root = resolve(import.meta.dirname, '../..');

test('every name the system signs with is known as its own', async () => {
  const { modules } = (await import(/* @vite-ignore */ resolve(root, 'modules/index.ts'))) as { modules: readonly { reactions?: readonly { name: string }[] }[] };
  const reactions = modules.flatMap((module) => (module.reactions ?? []).map(({ name }) => name));
  expect(reactions.length).toBeGreaterThan(100);
  // The drills and the checks sign nothing that is kept.
  const files = globSync(['modules/**/*.ts', 'city/*.ts', 'city/demo/*.ts', 'city/command-line/*.ts', 'kernel/*.ts'], { cwd: root }).filter((path) => !/\.test\.ts$|drill|harness|kernel\/app\.ts/.test(path));
  const actors = files.flatMap((path) => [...readFileSync(resolve(root, path), 'utf8').matchAll(/\bsystemActor\('([^']+)'\)/g)].map((match) => match[1]!));
  expect(actors).toContain('command line');
  expect([...reactions, ...actors].filter((name) => !isSystem(name))).toEqual([]);
});

test('a person is called by her name', () => {
  expect(['沈平', '阿** · 平台', '何**', 'John Smith', 'ann', 'J. Reyhan', '阿依古丽·买买提', ''].filter(isSystem)).toEqual([]);
});

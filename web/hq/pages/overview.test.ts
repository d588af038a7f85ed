import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkWords, overviewText } from './overview.text.ts';

type Checks = readonly { name: string }[];
/** The server's own code by its path: it is written for another machine than the screens', so their types leave it out. */
const serverOf = async <T>(path: string): Promise<T> => (await import(/* @vite-ignore */ resolve(import.meta.dirname, '../../..', path))) as T;

test('every check of the running system has words', async () => {
  const { kernelChecks } = await serverOf<{ kernelChecks: Checks }>('kernel/checks.ts');
  const { modules } = await serverOf<{ modules: readonly { name: string; checks?: Checks }[] }>('modules/index.ts');
  const checks = [{ name: 'kernel', checks: kernelChecks }, ...modules].flatMap((module) => (module.checks ?? []).map(({ name }) => ({ module: module.name, name })));
  expect(checks.length).toBeGreaterThan(60);
  const mute = checks.filter(({ name }) => !Object.hasOwn(checkWords, name) || !/\p{Script=Han}/u.test(overviewText.zh[checkWords[name]!]));
  expect(mute.map(({ module, name }) => `${module}: "${name}": add words and the name to web/hq/pages/overview.text.ts, in zh and en`)).toEqual([]);
});

test('no two checks read the same', () => {
  const words = Object.values(checkWords).map((key) => overviewText.zh[key]);
  expect(words.filter((one, at) => words.indexOf(one) !== at)).toEqual([]);
});

import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { contract, endpointTable } from '@linli/contract';
import { describe, expect, test } from 'vitest';
import { orderActions } from './audit-orders.text.ts';
import { peopleActions } from './audit-people.text.ts';
import { schoolActions } from './audit-school.text.ts';
import { subjectKey, subjectText } from './audit-subjects.text.ts';
import { actionKey, actionText, systemActions } from './audit.text.ts';

const root = resolve(import.meta.dirname, '../../..');
/** The source of the server, without its tests and drills. */
const sourcesOf = (...patterns: string[]): string[] => patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).filter((path) => !/\.test\.ts$|harness|fake-module|drill/.test(path)).map((path) => readFileSync(resolve(root, path), 'utf8'));
const found = (sources: readonly string[], pattern: RegExp): string[] => [...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1]!)))].sort();

const fileOf = (module: string): string => {
  if (['accounts', 'alliance', 'catalog', 'standards', 'promotions', 'workers'].includes(module)) return 'audit-people.text.ts';
  return ['training', 'learning', 'courses', 'exams'].includes(module) ? 'audit-school.text.ts' : 'audit-orders.text.ts';
};
const commands = Object.entries(contract).flatMap(([module, verbs]) => Object.entries(verbs).filter(([, { method }]) => method !== 'GET').map(([verb, { method, path }]) => ({ module, verb, name: `${module}.${verb}`, recorded: `${method} ${path}` })));
const isSaid = (recorded: string): boolean => {
  const key = actionKey(recorded, [endpointTable()]);
  return key !== null && /\p{Script=Han}/u.test(actionText.zh[key]) && actionText.en[key].trim() !== '';
};

describe('the audit trail says in words', () => {
  test('what every command of the contract does', () => {
    const mute = commands.filter(({ recorded }) => !isSaid(recorded)).map(({ name, module }) => `${name}: add it to web/hq/pages/${fileOf(module)}, in zh and en`);
    expect(mute).toEqual([]);
  });

  test('two commands of one verb apart', () => {
    const keyed = commands.map(({ name, recorded }) => ({ name, key: actionKey(recorded, [endpointTable()]) }));
    // A household and a worker answer the same questionnaire.
    const shared = keyed.filter(({ key }, at) => key !== null && !['setManner', 'forgetManner'].includes(key) && keyed.findIndex((one) => one.key === key) !== at).map(({ name }) => `${name} reads as another command does: give it a fuller key in web/hq/pages/audit.text.ts`);
    expect(shared).toEqual([]);
    const texts = [peopleActions, schoolActions, orderActions, systemActions].flatMap(({ zh }) => Object.keys(zh));
    expect(texts.filter((key, at) => texts.indexOf(key) !== at), 'a key that two text files have says the later one only').toEqual([]);
  });

  test('what the system, the command line and the demo city record by a name of its own', () => {
    const named = found(sourcesOf('modules/**/*.ts'), /\bperform\([^;]*?\{ name: '([^']+)'/g);
    expect(named, 'the places that record by name were not found').toContain('workers.importBatch');
    const acted = found(
      sourcesOf('city/*.ts', 'city/demo/*.ts', 'city/command-line/open.ts', 'city/command-line/replay.ts'),
      /\b(?:act|perform)\((?:[^(),]|\([^()]*(?:\([^()]*\))?[^()]*\))+, (\w+)(?:, |\))/g,
    ).filter((name) => name !== 'action' && name !== 'input');
    expect(acted, 'the actions of the demo city were not found').toEqual(expect.arrayContaining(['openCity', 'installStandards', 'noteLearned', 'place']));
    expect([...named, ...acted, 'payments.notify'].filter((name) => !isSaid(name)).map((name) => `${name}: add it to systemActions in web/hq/pages/audit.text.ts, in zh and en`)).toEqual([]);
  });

  test('what kind of thing every identifier names', () => {
    const prefixes = found(sourcesOf('modules/**/*.ts', 'kernel/*.ts'), /\bnewId\('(\w+)'\)/g);
    expect(prefixes.length).toBeGreaterThan(100);
    const mute = prefixes.filter((prefix) => !Object.hasOwn(subjectText.zh, prefix) || !/\p{Script=Han}/u.test(subjectText.zh[prefix as keyof typeof subjectText.zh]));
    expect(mute.map((prefix) => `${prefix}_…: add it to web/hq/pages/audit-subjects.text.ts, in zh and en`)).toEqual([]);
  });

  test('what a code names that came with the city', () => {
    expect(['fund-washing-liquid', 'pack-cleaning-10', 'member-year', 'given-late', 'visit-class-3', 'kit_standard', 'daily-cleaning', '650100'].map(subjectKey)).toEqual(['fund', 'pko', 'mbp', 'cmp', 'product', 'kit', null, null]);
  });
});

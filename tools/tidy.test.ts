import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lex } from './tidy/lex.ts';
import { goodTree, seeds, type Files } from './tidy/seeds.ts';
import { rules, tidy } from './tidy.ts';

const run = promisify(execFile);
let room: string;
let trees = 0;

beforeAll(() => { room = mkdtempSync(join(tmpdir(), 'linli-tidy-')); });
afterAll(() => { rmSync(room, { recursive: true, force: true }); });

/** Writes the good tree with some files changed or taken away; returns its folder. */
const plant = (changed: Files = {}): string => {
  const root = join(room, `tree-${(trees += 1)}`);
  for (const [path, content] of Object.entries({ ...goodTree, ...changed })) {
    if (content === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
};

test('the good tree is silent', async () => {
  expect(await tidy(plant())).toEqual([]);
});

test('every rule has a seeded fault', () => {
  expect([...new Set(seeds.map((seed) => seed.rule))].sort()).toEqual(Object.keys(rules).sort());
});

describe.each(Object.keys(rules))('%s is red on', (rule) => {
  test.each(seeds.filter((seed) => seed.rule === rule))('$because', async ({ files, at, line }) => {
    const faults = await tidy(plant(files));
    const hits = faults.filter((fault) => fault.rule === rule && fault.path === at && (line === undefined || fault.line === line));
    expect(hits, JSON.stringify(faults, null, 1)).not.toEqual([]);
    for (const fault of hits) {
      expect(fault.wrong).not.toBe('');
      expect(fault.instead).not.toBe('');
    }
  });
});

describe('what must stay allowed', () => {
  test.each<[string, Files]>([
    ['tests import anything', { 'modules/accounts/actions.test.ts': "import { insertOrder } from '../orders/store.ts';\nimport { solve } from '@linli/planner';\nexport const both = [insertOrder, solve, Date.now()];\n" }],
    ['a store takes a type from its rules', { 'modules/orders/store.ts': `import type { isLate } from './rules.ts';\n${goodTree['modules/orders/store.ts']}` }],
    ['a door mounts the checks of its store', { 'modules/accounts/index.ts': "import { checks } from './store.ts';\nexport const mount = { name: 'accounts', checks };\n" }],
    ['an alias named like a module to the left', { 'modules/orders/store.ts': `${goodTree['modules/orders/store.ts']}export const all = (tx: unknown) => one(tx, sql\`select accounts.id from accounts.person accounts\`);\n` }],
    ['type cycles', { 'kernel/first.ts': "import type { Second } from './second.ts';\nexport type First = Second;\n", 'kernel/second.ts': "import type { First } from './first.ts';\nexport type Second = First;\n" }],
    ['a door of a module in its own folder of verbs', { 'modules/orders/actions/cancel.ts': "import { isLate } from '../rules.ts';\nexport const cancelOrder = isLate;\n" }],
    ['signing out ends a session', { 'kernel/session.ts': `/** Signs out: ends ${'this'} ${'session'}. */\nexport const signOut = 1;\n` }],
    ['module augmentation', { 'gateways/sms.ts': "declare module '../kernel/context.ts' {\n  interface Gateways { sms: string }\n}\nexport {};\n" }],
    ['the word in a string is not code', { 'modules/orders/rules.ts': "export const words = 'await Date.now() and new Date()'; // Math.random\n" }],
    ['an awaited, returned or voided promise', { 'kernel/wait.ts': "import { one } from './database.ts';\nexport const wait = async () => {\n  await one(1, 2);\n  void one(1, 2);\n  return one(1, 2);\n};\n" }],
    ['a method named like an async function', { 'kernel/wait.ts': "import { one } from './database.ts';\nexport const wait = {\n  one(n: number) { return n; },\n};\nexport { one };\n" }],
    ['service families and HTTP clients', { 'contract/client.ts': 'export const serviceFamilies = 1;\nexport const createClient = 1;\nexport type Client = 1;\n' }],
    ['a heading link and a link to a folder', { 'README.md': '[a](#top) [b](modules/orders) [c](mailto:x@example.org)\n```\n[d](nowhere)\n```\n' }],
  ])('%s', async (_name, files) => {
    expect(await tidy(plant(files))).toEqual([]);
  });
});

test('reading source: comments, strings, templates, regular expressions, JSX text', () => {
  const source = "a('//x'); // y\nb(/'\\/[/]`/g, `t ${c('}')} u ${`v`}`); /* z\n*/ <p>don't</p>;\nd();";
  const { bare, code, templates } = lex(source);
  expect(code.length).toBe(source.length);
  expect(bare).toContain("a('//x');");
  expect(bare).not.toMatch(/y|z/);
  expect(code).toContain('c(');
  expect(code.split('\n').at(-1)).toBe('d();');
  expect(templates.map((template) => template.text)).toEqual(['t $? u $?', 'v']);
});

describe('the command', () => {
  const tool = join(import.meta.dirname, 'tidy.ts');
  test('is silent and ends with 0 on a good tree', async () => {
    expect(await run(process.execPath, [tool, plant()])).toMatchObject({ stdout: '', stderr: '' });
  });
  test('prints one line per fault and ends with 1', async () => {
    const root = plant({ 'kernel/helpers.ts': 'export const clock = 1;\n' });
    await expect(run(process.execPath, [tool, root])).rejects.toMatchObject({ code: 1, stdout: 'kernel/helpers.ts:1  "helpers.ts" is a drawer → name the file after what is in it\n' });
  });
});

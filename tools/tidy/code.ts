/** What may stand in a source file: purity, erasable syntax, awaited promises, words, length. */
import { closingAt, lineAt } from './lex.ts';
import { moduleOf, places, roomOf, type Rule, type Tree } from './tree.ts';

const IMPURE: [RegExp, string][] = [
  [/\b(?:async|await)\b/, 'read in the action and pass the value'],
  [/\bDate\.now\s*\(|\bperformance\.now\s*\(/, 'take `now` as an argument'],
  [/\bnew\s+Date\s*\(\s*\)/, 'take `now` as an argument'],
  [/\bMath\.random\b|\brandomUUID\b|\bcrypto\./, 'take the number or id as an argument'],
  [/\bsql\s*[<`]/, 'read in the store and pass the rows'],
  [/\bprocess\.|\bfetch\s*\(|\bset(?:Timeout|Interval)\s*\(/, 'a rule does nothing: return what should be done'],
];

/** Rule 3a. rules.ts is the law: the same input gives the same answer. */
export const keepRulesPure: Rule = ({ sources }) => {
  const faults: ReturnType<Rule> = [];
  for (const source of sources) {
    if (moduleOf(source.path) === null || roomOf(source.path) !== 'rules' || source.isTest) continue;
    for (const [pattern, instead] of IMPURE) {
      for (const { line, match } of places(source.code, pattern)) faults.push({ path: source.path, line, wrong: `\`${match[0].trim()}\` in a rule`, instead });
    }
  }
  return faults;
};

/** Rule 3b. Time, randomness and ids are injected everywhere in modules and in the planner. */
export const keepTimeInjected: Rule = ({ sources }) => {
  const faults: ReturnType<Rule> = [];
  for (const source of sources) {
    const isPlanner = source.path.startsWith('planner/') && !/^planner\/(?:bench|threads)\//.test(source.path);
    const isModule = moduleOf(source.path) !== null && roomOf(source.path) !== 'rules';
    if (source.isTest || (!isPlanner && !isModule)) continue;
    const instead = isPlanner ? 'take the clock, the seed or the stop function as an argument' : 'use ctx.now, ctx.newId or a seeded source';
    const pattern = /\bDate\.now\b|\bperformance\.now\b|\bnew\s+Date\s*\(\s*\)|\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/;
    for (const { line, match } of places(source.code, pattern)) faults.push({ path: source.path, line, wrong: `\`${match[0].trim()}\` is not injected`, instead });
  }
  return faults;
};

const NOT_ERASABLE: [RegExp, string, string][] = [
  [/(?:^|[\n;}])\s*(?:export\s+)?(?:declare\s+)?(?:const\s+)?enum\s+\w+\s*\{/, 'an enum', 'use a const array and a union of its values'],
  [/(?:^|[\n;}])\s*(?:export\s+)?(?:declare\s+)?(?:namespace|module)\s+[\w.]+\s*\{/, 'a namespace', 'use a file'],
  [/(?:^|\n)\s*@[A-Za-z_$][\w$.]*\s*(?:\(|\n|export\b|class\b)/, 'a decorator', 'call the function'],
  [/(?:^|\n)\s*(?:import\s+\w+\s*=|export\s*=)/, 'a CommonJS assignment', 'use import … from'],
];

/** Rule 10. Node strips types and runs the rest, so only syntax that can be erased. */
export const keepErasable: Rule = ({ sources }) => {
  const faults: ReturnType<Rule> = [];
  for (const { path, code } of sources) {
    if (!/\.tsx?$/.test(path)) continue;
    for (const [pattern, what, instead] of NOT_ERASABLE) {
      for (const { match } of places(code, pattern)) {
        faults.push({ path, line: lineAt(code, match.index + match[0].search(/[^\s;}]/)), wrong: `${what} cannot be erased`, instead });
      }
    }
    for (const { line, match } of places(code, /\bconstructor\s*(?=\()/)) {
      const openAt = match.index + match[0].length;
      if (/(?:[(,]\s*)(?:public|private|protected|readonly|override)\s+\w/.test(code.slice(openAt, closingAt(code, openAt)))) {
        faults.push({ path, line, wrong: 'a parameter property cannot be erased', instead: 'declare the field and assign it' });
      }
    }
  }
  return faults;
};

const KERNEL_PROMISES = ['emit', 'schedule'];

/** Per file, the names that stand for functions known to answer with a promise, its own and the imported ones. */
function findPromised({ sources, source: find }: Tree): Map<string, Set<string>> {
  const promised = new Map<string, Set<string>>();
  for (const source of sources) {
    const own = source.exported.filter((one) => one.isAsync).map((one) => one.name);
    const inner = [...source.code.matchAll(/\basync\s+function\s+(\w+)|\bconst\s+(\w+)\s*=\s*async\b/g)].map((match) => (match[1] ?? match[2])!);
    promised.set(source.path, new Set([...own, ...inner]));
  }
  // A function that hands on the promise of another one, which may do the same: three rounds reach door, action, store and kernel.
  for (let round = 0; round < 3; round += 1) {
    for (const source of sources) {
      const here = promised.get(source.path)!;
      for (const imported of source.imports) {
        const there = imported.target === null || !find(imported.target) ? undefined : promised.get(imported.target);
        for (const name of imported.names) if (there?.has(name)) here.add(name);
      }
      for (const { name, answersWith } of source.exported) if (answersWith !== null && here.has(answersWith)) here.add(name);
    }
  }
  return promised;
}

/**
 * Rule 16. A promise nobody waits for loses its error and outlives its transaction. Seen: a statement that calls a function
 * known to answer with a promise (async, declared so, or handing on such an answer; ctx.emit, ctx.schedule) without await, return or void.
 */
export const noFloatingPromises: Rule = (tree) => {
  const faults: ReturnType<Rule> = [];
  const promisedIn = findPromised(tree);
  for (const source of tree.sources) {
    if (source.isTest || source.path.startsWith('web/')) continue;
    const promised = promisedIn.get(source.path)!;
    const calls = /(?<=[;{})]\s*\n\s*)(?:(ctx)\.)?([A-Za-z_$][\w$]*)\s*(?:<[^()\n]*>)?(?=\()/;
    for (const { line, match } of places(source.code, calls)) {
      const name = match[2]!;
      if (match[1] ? !KERNEL_PROMISES.includes(name) : !promised.has(name)) continue;
      const close = closingAt(source.code, match.index + match[0].length);
      if (close < 0 || /^\s*[:{.]/.test(source.code.slice(close + 1, close + 20))) continue;
      faults.push({ path: source.path, line, wrong: `nobody waits for ${match[1] ? 'ctx.' : ''}${name}(…)`, instead: 'await it, return it, or write `void` and say why' });
    }
  }
  return faults;
};

// Built from parts, so that this file does not break its own rule.
const UNFINISHED = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`);
const OUTSIDE_WORDS = new RegExp(
  [`\\b${'sub'}${'agents?'}\\b`, `\\b${'clau'}${'de'}\\b`, `\\b${'anth'}${'ropic'}\\b`, `/${'work'}/(?:main|shared|brief)\\b`].join('|'),
  'i',
);
// A login has a session too: the words pass on a line that speaks of signing in or out.
const THIS_SESSION = new RegExp(`^(?!.*(?:sign|log ?in|log ?out|token|cookie|device|/session)).*\\b${'this'} ${'session'}\\b`, 'im');
const SHARED_FOLDER = new RegExp(`\\.\\./${'shared'}\\b`);
const IGNORED_TYPE = new RegExp(`@ts-(?:${'ign'}${'ore'}|${'no'}${'check'})\\b`);

/** Rule 9. The tree speaks of the product, is finished, and hides nothing from the compiler. */
export const keepWords: Rule = ({ texts, sources, house }) => {
  const faults: ReturnType<Rule> = [];
  for (const [path, text] of texts) {
    const refuse = (pattern: RegExp, wrong: (found: string) => string, instead: string): void => {
      for (const { line, match } of places(text, pattern)) faults.push({ path, line, wrong: wrong(match[0]), instead });
    };
    refuse(UNFINISHED, (found) => `"${found}" in the tree`, 'finish it, or write down in DECISIONS.md why not');
    refuse(OUTSIDE_WORDS, (found) => `"${found}" is not about the product`, 'speak of the product alone');
    refuse(THIS_SESSION, () => 'a line about the making of it', 'speak of the product alone (of a login: "this sign-in")');
    if (!path.startsWith('web/')) refuse(SHARED_FOLDER, (found) => `"${found}" points outside the product`, 'say it here or link a page of the tree');
    refuse(IGNORED_TYPE, (found) => `"${found}" silences the compiler`, 'fix the type, or use @ts-expect-error with a reason');
  }
  for (const source of sources) {
    if (!house.anyCastFiles.includes(source.path)) {
      for (const { line } of places(source.code, /\bas\s+any\b/)) faults.push({ path: source.path, line, wrong: 'a cast to any', instead: 'use unknown and narrow it, or a real type' });
    }
    if (!house.speakingFiles.some((place) => source.path === place || (place.endsWith('/') && source.path.startsWith(place)))) {
      for (const { line } of places(source.code, /\bconsole\.log\b/)) faults.push({ path: source.path, line, wrong: 'console.log', instead: 'use the logger of the kernel' });
    }
  }
  return faults;
};

const LONGEST = { product: 400, test: 600, main: 80 };

/** Rule 7. A file is read in one sitting. `longFiles` is a ratchet: a number there may only go down. */
export const keepFilesShort: Rule = ({ texts, house }) => {
  const faults: ReturnType<Rule> = [];
  for (const [path, text] of texts) {
    if (!/\.(ts|tsx|css|mjs|js)$/.test(path) || house.generatedFiles.includes(path)) continue;
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    const usual = path === 'main.ts' ? LONGEST.main : /\.test\.tsx?$/.test(path) ? LONGEST.test : LONGEST.product;
    const most = house.longFiles[path] ?? usual;
    if (lines > most) faults.push({ path, line: most + 1, wrong: `${lines} lines, ${most} allowed`, instead: 'split it by verb or by part' });
    else if (most > usual && lines < most) faults.push({ path, line: 1, wrong: `the ratchet allows ${most} lines, the file has ${lines}`, instead: `lower it to ${Math.max(lines, usual)} in tools/tidy.ts` });
  }
  return faults;
};

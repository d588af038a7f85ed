/** The tree as the rules see it: every text file read once, every source lexed once, every import resolved once. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closingAt, lex, lineAt, type Template } from './lex.ts';

/** What the house has decided; the values stand in tools/tidy.ts. */
export type House = {
  line: readonly string[];
  referenceTables: readonly string[];
  plannerCallers: readonly string[];
  pureLibraries: readonly string[];
  storeLibraries: Readonly<Record<string, readonly string[]>>;
  longFiles: Readonly<Record<string, number>>;
  generatedFiles: readonly string[];
  anyCastFiles: readonly string[];
  speakingFiles: readonly string[];
  foreignNames: readonly string[];
};

/** One broken rule at one place, with the way out. `rule` is stamped by the runner. */
export type Fault = { rule: string; path: string; line: number; wrong: string; instead: string };

export type Import = {
  specifier: string;
  line: number;
  /** imported names; `*` for a namespace, `default` for a default import */
  names: string[];
  isTypeOnly: boolean;
  /** path inside the tree, null for a package or a built-in */
  target: string | null;
};

/** `answersWith` is the function whose result an arrow function hands on: `(tx) => one(tx, …)` answers with `one`. */
export type Export = { name: string; line: number; isAsync: boolean; answersWith: string | null };

export type Source = {
  path: string;
  text: string;
  lineCount: number;
  bare: string;
  code: string;
  templates: Template[];
  imports: Import[];
  exported: Export[];
  /** a test, or the harness that tests run on: it may import anything */
  isTest: boolean;
};

/** What contract/index.ts exports, as far as the rules need it. */
export type LoadedContract = {
  contract: Record<string, Record<string, { method: string; path: string }>>;
  refusals: Record<string, { status: number; zh: string; en: string }>;
  events: Record<string, unknown>;
};

export type Tree = {
  root: string;
  house: House;
  paths: string[];
  texts: Map<string, string>;
  sources: Source[];
  source(path: string): Source | undefined;
  contract: LoadedContract | null;
  contractError: string | null;
};

export type Rule = (tree: Tree) => Omit<Fault, 'rule'>[];

const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'dist', '.linli', 'coverage']);
const SOURCE = /\.(ts|tsx|mjs|js)$/;
const TEXT = /\.(ts|tsx|mjs|js|css|json|md|sql|html|yml|yaml|sh|toml|svg|webmanifest)$|(^|\/)(run|LICENSE|NOTICE|\.gitignore|\.npmrc)$/;
const LARGEST_TEXT_BYTES = 1_000_000;

/** Reads a tree from disk; loads its contract when there is one, because the endpoints, refusals and events are values. */
export async function readTree(root: string, house: House): Promise<Tree> {
  const paths: string[] = [];
  walk(root, '', paths);
  paths.sort();
  const texts = new Map<string, string>();
  for (const path of paths) {
    if (TEXT.test(path) && statSync(join(root, path)).size <= LARGEST_TEXT_BYTES) texts.set(path, readFileSync(join(root, path), 'utf8'));
  }
  const known = new Set(paths);
  const sources = [...texts].filter(([path]) => SOURCE.test(path)).map(([path, text]) => readSource(path, text, known));
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const loaded = await loadContract(root);
  return { root, house, paths, texts, sources, source: (path) => byPath.get(path), ...loaded };
}

/** Which part of the house a path belongs to: `modules/orders`, `kernel`, `web/customer`, … and `root` for a file at the top. */
export function areaOf(path: string): string {
  const [first, second] = path.split('/');
  if (!path.includes('/')) return 'root';
  if (first === 'modules' || first === 'web') return path.split('/').length > 2 ? `${first}/${second}` : first!;
  return first!;
}

/** The module a path stands in, or null. */
export function moduleOf(path: string): string | null {
  return /^modules\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/** The room of a path inside its module: index, rules, store, actions, routes, reactions; `actions/cancel.ts` is in actions. */
export function roomOf(path: string): string {
  return (path.split('/')[2] ?? '').replace(/\.ts$/, '');
}

/** The ground tests stand on; nothing of the product may import it. */
export const isHarness = (path: string): boolean => /^kernel\/(?:harness|fake)(?:-[a-z-]+)?\.ts$/.test(path);

/** The bare package name of a specifier: `@scope/name/deep` → `@scope/name`. */
export function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** All places where a pattern stands in a text, as 1-based lines with the match. */
export function* places(text: string, pattern: RegExp): Generator<{ line: number; match: RegExpExecArray }> {
  const global = new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`);
  for (const match of text.matchAll(global)) yield { line: lineAt(text, match.index), match: match as RegExpExecArray };
}

function walk(root: string, folder: string, into: string[]): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(entry.name)) walk(root, path, into);
    } else if (entry.isFile() && !entry.name.endsWith('.log') && entry.name !== 'package-lock.json') into.push(path);
  }
}

function readSource(path: string, text: string, known: ReadonlySet<string>): Source {
  const lexed = lex(text);
  return {
    path,
    text,
    lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    ...lexed,
    imports: readImports(path, lexed.bare, lexed.code, known),
    exported: readExports(lexed.code),
    isTest: /\.test\.tsx?$/.test(path) || isHarness(path),
  };
}

function readImports(path: string, bare: string, code: string, known: ReadonlySet<string>): Import[] {
  const found: Import[] = [];
  const add = (index: number, quoteAt: number, clause: string, isTypeOnly: boolean): void => {
    const quote = code[quoteAt]!;
    const specifier = bare.slice(quoteAt + 1, code.indexOf(quote, quoteAt + 1));
    found.push({ specifier, line: lineAt(code, index), names: namesOf(clause), isTypeOnly, target: resolve(path, specifier, known) });
  };
  for (const match of code.matchAll(/(?<![\w$.])(?:import|export)\s+(type\s+(?!from\b)|)([\w$*{}\s,]*?)\s*\bfrom\s*(?=['"])/g)) {
    const clause = match[2]!;
    const inner = /^\{([\s\S]*)\}$/.exec(clause.trim())?.[1];
    const isEachType = inner !== undefined && inner.trim() !== '' && inner.split(',').every((name) => !name.trim() || /^type\s/.test(name.trim()));
    add(match.index, match.index + match[0].length, clause, match[1] !== '' || isEachType);
  }
  for (const match of code.matchAll(/(?<![\w$.])import\s*(?=['"])/g)) add(match.index, match.index + match[0].length, '', false);
  for (const match of code.matchAll(/(?<![\w$.])import\s*\(\s*(?=['"])/g)) {
    const close = code.indexOf(')', match.index);
    add(match.index, match.index + match[0].length, '*', /^\.(?!then\b|catch\b|finally\b)/.test(code.slice(close + 1)));
  }
  for (const match of code.matchAll(/\bnew\s+URL\s*\(\s*(?=['"])/g)) {
    const quoteAt = match.index + match[0].length;
    if (SOURCE.test(bare.slice(quoteAt + 1, code.indexOf(code[quoteAt]!, quoteAt + 1)))) add(match.index, quoteAt, '*', false);
  }
  return found.sort((a, b) => a.line - b.line);
}

function namesOf(clause: string): string[] {
  const inner = /\{([\s\S]*)\}/.exec(clause)?.[1] ?? '';
  const names = inner.split(',').map((name) => name.trim().replace(/^type\s+/, '').split(/\s+as\s+/)[0]!).filter(Boolean);
  const outside = clause.replace(/\{[\s\S]*\}/, '').replaceAll(',', ' ').trim();
  if (outside.startsWith('*')) names.push('*');
  else if (outside) names.push('default');
  return names;
}

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string | null {
  const workspace = /^@linli\/(contract|planner)(?:\/(.+))?$/.exec(specifier);
  if (workspace) {
    const folder = workspace[1]!;
    return workspace[2] ? `${folder}/${workspace[2]}` : [`${folder}/index.ts`, `${folder}/solve.ts`].find((path) => known.has(path)) ?? `${folder}/index.ts`;
  }
  if (!specifier.startsWith('.')) return null;
  const base = posix.join(posix.dirname(from), specifier.split('?')[0]!);
  return [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`].find((path) => known.has(path)) ?? base;
}

function readExports(code: string): Export[] {
  const found: Export[] = [];
  const declared = /\bexport\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(async\s+)?(function\s*\*?|const|let|var|class|type|interface)\s+([A-Za-z_$][\w$]*)/g;
  for (const match of code.matchAll(declared)) {
    const rest = code.slice(match.index + match[0].length, match.index + match[0].length + 400);
    const { isPromise, answersWith } = readArrow(code, match.index + match[0].length);
    const isAsync = Boolean(match[1]) || isPromise || /^\s*(?::\s*Action<[^=]*>\s*)?=\s*async\b/.test(rest);
    found.push({ name: match[3]!, line: lineAt(code, match.index), isAsync, answersWith });
  }
  for (const match of code.matchAll(/\bexport\s+(?:type\s+)?\{([^}]*)\}(?!\s*from)/g)) {
    for (const part of match[1]!.split(',')) {
      const name = part.trim().replace(/^type\s+/, '').split(/\s+as\s+/).at(-1);
      if (name) found.push({ name, line: lineAt(code, match.index), isAsync: false, answersWith: null });
    }
  }
  return found;
}

/** What stands after a declared name: `(…): Promise<…>`, or `= (…) => name(…`. */
function readArrow(code: string, nameEnd: number): { isPromise: boolean; answersWith: string | null } {
  const before = /^\s*(?:=\s*)?(?:<[^()=]*>)?\s*(?=\()/.exec(code.slice(nameEnd, nameEnd + 200));
  const close = before ? closingAt(code, nameEnd + before[0].length) : -1;
  if (close < 0) return { isPromise: false, answersWith: null };
  const after = code.slice(close + 1, close + 200);
  return { isPromise: /^\s*:\s*Promise\s*</.test(after), answersWith: /^\s*=>\s*([A-Za-z_$][\w$]*)\s*(?:<[^()]*>)?\s*\(/.exec(after)?.[1] ?? null };
}

async function loadContract(root: string): Promise<Pick<Tree, 'contract' | 'contractError'>> {
  const path = join(root, 'contract/index.ts');
  if (!existsSync(path)) return { contract: null, contractError: null };
  try {
    const loaded = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Partial<LoadedContract>;
    const missing = (['contract', 'refusals', 'events'] as const).filter((name) => !loaded[name]);
    if (missing.length > 0) return { contract: null, contractError: `does not export ${missing.join(', ')}` };
    return { contract: loaded as LoadedContract, contractError: null };
  } catch (error) {
    return { contract: null, contractError: `does not load: ${(error as Error).message.split('\n')[0]}` };
  }
}

/** Who may import whom: the line of modules, the rooms inside a module, the areas around them. */
import { areaOf, isHarness, moduleOf, packageOf, places, roomOf, type Import, type Rule, type Source, type Tree } from './tree.ts';

const ROOMS = ['index', 'rules', 'store', 'actions', 'routes', 'reactions'];
const ROOM_FOLDERS = ['rules', 'store', 'actions'];
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_DOOR_LINES = 40;

/** Rule 1. A module calls only modules to its left, and only through their door. */
export const keepTheLine: Rule = ({ sources, house }) => {
  const faults: ReturnType<Rule> = [];
  const order = (module: string): number => house.line.indexOf(module);
  for (const module of new Set(sources.map((source) => moduleOf(source.path)))) {
    if (module !== null && order(module) < 0) {
      const path = sources.find((source) => moduleOf(source.path) === module)!.path;
      faults.push({ path, line: 1, wrong: `module "${module}" does not stand on the line`, instead: 'give it its place in `line` in tools/tidy.ts' });
    }
  }
  for (const source of sources) {
    const from = moduleOf(source.path);
    if (from === null || source.isTest) continue;
    for (const imported of source.imports) {
      const to = imported.target === null ? null : moduleOf(imported.target);
      if (to === null || to === from) continue;
      if (order(to) > order(from)) {
        faults.push({ path: source.path, line: imported.line, wrong: `${from} imports ${to}, which stands to its right`, instead: `emit an event and let ${to} react to it` });
      } else if (imported.target !== `modules/${to}/index.ts`) {
        faults.push({ path: source.path, line: imported.line, wrong: `${from} enters ${to} past its door`, instead: `import from ../${to}/index.ts` });
      }
    }
  }
  return faults;
};

/** Rule 2a. A module has the six rooms and nothing else; a room may be absent, never renamed. */
export const keepSixRooms: Rule = ({ paths }) => {
  const faults: ReturnType<Rule> = [];
  for (const path of paths) {
    if (!path.startsWith('modules/') || path === 'modules/index.ts') continue;
    const [, module, ...rest] = path.split('/');
    const refuse = (wrong: string, instead: string): void => void faults.push({ path, line: 1, wrong, instead });
    const name = rest.at(-1)?.replace(/(\.test)?\.ts$/, '') ?? '';
    if (rest.length === 0) refuse(`${module} lies outside every module`, 'move it into the module that owns it');
    else if (!path.endsWith('.ts')) refuse('a module holds TypeScript only', 'move data to city/ or migrations/, screens to web/');
    else if (rest.length === 1 && !path.endsWith('.test.ts') && !ROOMS.includes(name)) refuse(`"${name}" is not a room`, `use one of ${ROOMS.join(', ')}`);
    else if (rest.length === 2 && !ROOM_FOLDERS.includes(rest[0]!)) refuse(`"${rest[0]}/" is not a room that may be a folder`, `only ${ROOM_FOLDERS.join('/, ')}/ may`);
    else if (rest.length === 2 && !KEBAB.test(name.replaceAll('.', '-'))) refuse(`"${name}" is not kebab-case`, 'name the file after its verb or question');
    else if (rest.length > 2) refuse('a room has no inner rooms', `put the file straight into ${rest[0]}/`);
  }
  return faults;
};

/** Rule 2b. What each room may import. Tests may import anything. */
export const keepRoomImports: Rule = ({ sources, house }) => {
  const faults: ReturnType<Rule> = [];
  for (const source of sources) {
    const module = moduleOf(source.path);
    if (module === null || source.isTest) continue;
    const room = roomOf(source.path);
    for (const imported of source.imports) {
      const instead = refuseRoomImport(module, room, imported, house);
      if (instead) faults.push({ path: source.path, line: imported.line, wrong: `${room} may not import ${imported.specifier}`, instead });
    }
  }
  return faults;
};

/** Why a room may not import something, as the way out; null when it may. Other modules are the business of keepTheLine. */
function refuseRoomImport(module: string, room: string, imported: Import, house: Tree['house']): string | null {
  const { target, specifier } = imported;
  if (target === null) {
    const npm = packageOf(specifier);
    if (room === 'store' && (house.storeLibraries[module] ?? []).some((allowed) => allowed === npm || allowed === specifier)) return null;
    if (npm === 'kysely') return room === 'store' ? null : 'ask a function of store.ts';
    if (house.pureLibraries.includes(npm)) return ['rules', 'actions'].includes(room) ? null : 'use the library in rules.ts or actions.ts';
    if (npm === 'zod') return 'shapes live in the contract: use InputOf, OutputOf or a shape of @linli/contract';
    return specifier.startsWith('node:') ? 'put what needs the machine into kernel/' : 'put it behind kernel/ or gateways/, or name it in `pureLibraries` in tools/tidy.ts';
  }
  const area = areaOf(target);
  const isOwn = moduleOf(target) === module;
  const targetRoom = roomOf(target);
  if (area === 'contract') return specifier.startsWith('.') ? "import from '@linli/contract'" : null;
  if (room === 'rules') return isOwn && targetRoom === 'rules' ? null : 'a rule imports the contract and other rules of its module; take the rest as arguments';
  if (area === 'kernel') return null;
  if (isOwn) {
    const allowed: Record<string, string[]> = {
      index: ['rules', 'actions', 'routes', 'reactions'],
      store: ['store'],
      actions: ['rules', 'store', 'actions'],
      routes: ['actions'],
      reactions: ['actions'],
    };
    if (allowed[room]?.includes(targetRoom)) return null;
    if (room === 'store' && targetRoom === 'rules' && imported.isTypeOnly) return null;
    // The invariants of `linli verify` are questions to the store and nothing else; the mount lists them.
    if (room === 'index' && targetRoom === 'store' && imported.names.join() === 'checks') return null;
    if (room === 'index' && targetRoom === 'store') return 'export it from actions; the door does not open on the store';
    return `${room} imports only ${allowed[room]?.join(', ') ?? 'nothing'} of its own module`;
  }
  if (moduleOf(target) !== null) return ['actions', 'reactions'].includes(room) ? null : 'only actions and reactions call other modules';
  if (area === 'gateways') return room === 'actions' ? null : 'only actions speak to gateways, through ctx.gateways';
  if (area === 'planner') {
    // Whoever stands left of the callers may fill in the planner's shapes without calling it.
    if (room === 'actions' && imported.isTypeOnly) return null;
    if (room === 'actions' && house.plannerCallers.includes(module)) return specifier.startsWith('.') ? "import from '@linli/planner'" : null;
    return `only the actions of ${house.plannerCallers.join(', ')} call the planner`;
  }
  return `modules know nothing of ${area}/`;
}

/** Rule 2c. A door names what it lets out: no logic, no `export *`, at most 40 lines. */
export const keepDoorsPlain: Rule = ({ sources }) => {
  const faults: ReturnType<Rule> = [];
  for (const source of sources) {
    if (!/^modules\/([^/]+\/)?index\.ts$/.test(source.path)) continue;
    if (source.lineCount > LONGEST_DOOR_LINES) {
      faults.push({ path: source.path, line: LONGEST_DOOR_LINES + 1, wrong: `a door of ${source.lineCount} lines`, instead: `keep it to ${LONGEST_DOOR_LINES}: export fewer actions` });
    }
    for (const { line } of places(source.code, /\bexport\s*\*/)) {
      faults.push({ path: source.path, line, wrong: '`export *` hides what the module lets out', instead: 'name each export' });
    }
    for (const { line, match } of places(source.code, /=>|\b(?:function|class|if|for|while|switch|await|async)\b/)) {
      faults.push({ path: source.path, line, wrong: `logic in a door (\`${match[0]}\`)`, instead: 'move it to actions.ts or rules.ts' });
    }
  }
  return faults;
};

/** Rule 2d. A route is one line per endpoint; what is decided is decided in the action. */
export const keepRoutesFlat: Rule = ({ sources }) => {
  const faults: ReturnType<Rule> = [];
  for (const source of sources) {
    if (moduleOf(source.path) === null || roomOf(source.path) !== 'routes' || source.isTest) continue;
    for (const { line, match } of places(source.code, /\b(?:if|switch|for|while)\s*\(/)) {
      faults.push({ path: source.path, line, wrong: `\`${match[0].replace(/\W+$/, '')}\` in routes`, instead: 'decide in the action and keep `on(contract.…, action)`' });
    }
  }
  return faults;
};

/** Rule 5. What each area outside the modules may import. */
export const keepAreas: Rule = ({ sources }) => {
  const faults: ReturnType<Rule> = [];
  for (const source of sources) {
    for (const imported of source.imports) {
      const instead = refuseAreaImport(source, imported);
      if (instead) faults.push({ path: source.path, line: imported.line, wrong: `${areaOf(source.path)} may not import ${imported.specifier}`, instead });
    }
  }
  return faults;
};

const TEST_LIBRARIES = ['vitest', 'fast-check'];
const WEB_BUILD = /^web\/(plugins|e2e)\/|^web\/[^/]+\.config\.ts$|\.test\.tsx?$/;

function refuseAreaImport(source: Source, { target, specifier }: Import): string | null {
  const from = areaOf(source.path);
  const to = target === null ? null : areaOf(target);
  const isBuiltIn = specifier.startsWith('node:');
  if (target !== null && isHarness(target) && !source.isTest && !/\.config\.ts$|^web\/e2e\//.test(source.path)) return 'the harness is for tests';
  if (from === 'kernel' && !source.isTest) {
    return to === null || to === 'kernel' || to === 'contract' ? null : 'the kernel is ground without business: let the caller hand it over';
  }
  if (from === 'gateways' && !source.isTest) {
    return to === null || ['gateways', 'kernel', 'contract'].includes(to) ? null : 'a gateway knows the outside world, the kernel and the contract only';
  }
  if (from === 'planner') {
    if (to === 'planner') return null;
    // Benches speak to a person, and planner/threads/ is where the planner meets the machine; everything else is computed from arguments.
    const isFree = source.isTest || /^planner\/(?:bench|threads)\//.test(source.path) || source.path.endsWith('.config.ts');
    if (isFree && to === null && (isBuiltIn || TEST_LIBRARIES.includes(packageOf(specifier)) || specifier.startsWith('vitest/'))) return null;
    return 'the planner imports nothing outside itself: take it as an argument';
  }
  if (from === 'contract') {
    if (to === 'contract') return specifier.startsWith('.') ? null : 'inside the contract use a relative path';
    if (to === null && (packageOf(specifier) === 'zod' || (source.isTest && (isBuiltIn || TEST_LIBRARIES.includes(specifier))))) return null;
    return 'the contract imports zod only';
  }
  if (from.startsWith('web')) return refuseWebImport(source, from, to, specifier);
  if (from === 'stories' && !source.isTest) {
    return to === null || to === 'stories' || to === 'contract' ? null : 'a story goes through the front door: use the typed client of @linli/contract';
  }
  return null;
}

function refuseWebImport(source: Source, from: string, to: string | null, specifier: string): string | null {
  if (WEB_BUILD.test(source.path)) return null;
  if (to === null) return specifier.startsWith('node:') ? 'screens run in a browser' : null;
  if (to === 'contract') return specifier.startsWith('.') ? "import from '@linli/contract'" : null;
  if (!to.startsWith('web')) return 'screens know the contract only: ask the server';
  if (from === 'web' || to === from || to === 'web/shared') return null;
  return from === 'web/shared' ? 'shared knows no app: take it as a prop' : 'an app imports itself and web/shared: move what is shared there';
}

/** Rule 15. No file can reach itself through what it imports at run time. */
export const noCycles: Rule = ({ sources, source: find }) => {
  const faults: ReturnType<Rule> = [];
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const visit = (source: Source): void => {
    state.set(source.path, 'open');
    trail.push(source.path);
    for (const imported of source.imports) {
      const next = imported.target === null || imported.isTypeOnly ? undefined : find(imported.target);
      if (!next) continue;
      if (state.get(next.path) === 'open') {
        const loop = [...trail.slice(trail.indexOf(next.path)), next.path];
        faults.push({ path: source.path, line: imported.line, wrong: `import cycle ${loop.join(' → ')}`, instead: 'move what both need to the file that needs less' });
      } else if (!state.has(next.path)) visit(next);
    }
    trail.pop();
    state.set(source.path, 'done');
  };
  for (const source of sources) if (!state.has(source.path)) visit(source);
  return faults;
};

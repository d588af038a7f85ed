/** What is promised is kept: every endpoint is mounted, every refusal named, every event emitted; the pages exist. */
import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { moduleOf, places, roomOf, type Rule, type Tree } from './tree.ts';

/** Rule 12a. Every endpoint of the contract is mounted once, in the routes of its own module. */
export const keepEndpointsMounted: Rule = ({ sources, contract, contractError, texts }) => {
  if (contractError) return [{ path: 'contract/index.ts', line: 1, wrong: `the contract ${contractError}`, instead: 'make it export contract, refusals and events' }];
  if (!contract) return [];
  const faults: ReturnType<Rule> = [];
  const mounted = new Set<string>();
  for (const source of sources) {
    if (moduleOf(source.path) === null || roomOf(source.path) !== 'routes' || source.isTest) continue;
    for (const { line, match } of places(source.code, /\bon\s*\(\s*contract\s*\.\s*(\w+)\s*\.\s*(\w+)/)) {
      const [, module = '', verb = ''] = match;
      const name = `${module}.${verb}`;
      if (!contract.contract[module]?.[verb]) faults.push({ path: source.path, line, wrong: `contract.${name} does not exist`, instead: `describe it in contract/${module}.ts` });
      else if (module !== moduleOf(source.path)) faults.push({ path: source.path, line, wrong: `contract.${name} is mounted by ${moduleOf(source.path)}`, instead: `mount it in modules/${module}/routes.ts` });
      else if (mounted.has(name)) faults.push({ path: source.path, line, wrong: `contract.${name} is mounted twice`, instead: 'keep one' });
      mounted.add(name);
    }
  }
  const addresses = new Map<string, string>();
  for (const [module, endpoints] of Object.entries(contract.contract)) {
    for (const [verb, endpoint] of Object.entries(endpoints)) {
      if (!endpoint?.method || !endpoint.path) continue;
      const { path, line } = whereIs(texts, [`contract/${module}.ts`], new RegExp(`\\b${verb}\\s*:`));
      const address = `${endpoint.method} ${endpoint.path.replace(/:\w+/g, ':')}`;
      const twin = addresses.get(address);
      if (twin) faults.push({ path, line, wrong: `contract.${module}.${verb} has the address of contract.${twin}`, instead: 'give each endpoint its own' });
      addresses.set(address, `${module}.${verb}`);
      if (!mounted.has(`${module}.${verb}`)) faults.push({ path, line, wrong: `contract.${module}.${verb} is not mounted`, instead: `add on(contract.${module}.${verb}, …) to modules/${module}/routes.ts` });
    }
  }
  return faults;
};

const SPEAKS = /^(modules|kernel|gateways)\//;

/** Rule 12b. Every refusal is named in the contract with zh and en, and every one named there can happen. */
export const keepRefusalsNamed: Rule = ({ sources, contract, texts }) => {
  if (!contract) return [];
  const faults: ReturnType<Rule> = [];
  const said = new Set<string>();
  for (const source of sources) {
    if (!SPEAKS.test(source.path) || source.isTest) continue;
    for (const { line, match } of places(source.bare, /\brefuse\s*\(\s*['"]([^'"]+)['"]/)) {
      if (!contract.refusals[match[1]!]) faults.push({ path: source.path, line, wrong: `refusal "${match[1]}" is not named`, instead: 'name it in contract/refusals.ts with zh and en' });
    }
    for (const match of source.bare.matchAll(/['"`]([a-z][\w.]*\.[a-z]\w*)['"`]/gi)) said.add(match[1]!);
  }
  for (const [code, refusal] of Object.entries(contract.refusals)) {
    const { path, line } = whereIs(texts, ['contract/refusals.ts'], new RegExp(`['"]${code.replace('.', '\\.')}['"]`));
    if (!/^[a-z]\w*\.[a-z]\w*$/i.test(code)) faults.push({ path, line, wrong: `refusal "${code}" has no noun or no reason`, instead: 'name it noun.reason' });
    for (const language of ['zh', 'en'] as const) {
      if (!refusal?.[language]?.trim()) faults.push({ path, line, wrong: `refusal "${code}" says nothing in ${language}`, instead: 'say what happened and what to do next' });
    }
    if (refusal?.zh && !/[\u4e00-\u9fff]/.test(refusal.zh)) faults.push({ path, line, wrong: `refusal "${code}" has no Chinese text`, instead: 'write zh in Chinese' });
    if (!said.has(code)) faults.push({ path, line, wrong: `refusal "${code}" can never happen`, instead: `refuse('${code}') where the rule breaks, or remove it` });
  }
  return faults;
};

/** Rule 12c. Every event emitted or awaited exists, and every event that exists is emitted. */
export const keepEventsEmitted: Rule = ({ sources, contract, texts }) => {
  if (!contract) return [];
  const faults: ReturnType<Rule> = [];
  const said = new Set<string>();
  for (const source of sources) {
    if (!SPEAKS.test(source.path) || source.isTest) continue;
    for (const { line, match } of places(source.bare, /\b(emit|when)\s*\(\s*['"]([^'"]+)['"]/)) {
      if (!contract.events[match[2]!]) faults.push({ path: source.path, line, wrong: `event "${match[2]}" does not exist`, instead: 'describe it in contract/events.ts' });
    }
    const withoutAwaited = source.bare.replace(/\bwhen\s*\(\s*['"][^'"]+['"]/g, '');
    for (const match of withoutAwaited.matchAll(/['"]([a-z]\w*\.[a-z]\w*)['"]/gi)) said.add(match[1]!);
  }
  for (const name of Object.keys(contract.events)) {
    if (said.has(name)) continue;
    const { path, line } = whereIs(texts, ['contract/events.ts'], new RegExp(`['"]${name.replace('.', '\\.')}['"]`));
    faults.push({ path, line, wrong: `event "${name}" is never emitted`, instead: 'emit it where it happens, or remove it' });
  }
  return faults;
};

function whereIs(texts: Tree['texts'], paths: string[], pattern: RegExp): { path: string; line: number } {
  for (const path of paths) {
    const text = texts.get(path);
    if (text === undefined) continue;
    const at = text.search(pattern);
    if (at >= 0) return { path, line: text.slice(0, at).split('\n').length };
  }
  return { path: 'contract/index.ts', line: 1 };
}

const PAGES = ['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'GLOSSARY.md', 'DECISIONS.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE'];

/** Rule 14. The pages exist, their links lead somewhere, and the architecture names every module there is. */
export const keepPages: Rule = ({ root, paths, texts }) => {
  const faults: ReturnType<Rule> = [];
  for (const page of PAGES) {
    const text = texts.get(page);
    if (text === undefined) {
      faults.push({ path: page, line: 1, wrong: 'this page is missing', instead: 'write it' });
      continue;
    }
    for (const { line, match } of places(text.replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, ' ')), /\]\(([^)\s]+)(?:\s+"[^"]*")?\)/)) {
      const link = match[1]!;
      if (/^(?:[a-z][a-z0-9+.-]*:|#)/i.test(link)) continue;
      const target = posix.join(dirname(page), decodeURI(link.split('#')[0]!));
      if (!existsSync(join(root, target))) faults.push({ path: page, line, wrong: `the link ${link} leads nowhere`, instead: 'correct or remove it' });
    }
  }
  const architecture = texts.get('ARCHITECTURE.md') ?? '';
  const modules = new Set(paths.map(moduleOf).filter((module) => module !== null));
  for (const module of architecture ? modules : []) {
    if (!new RegExp(`\\b${module}\\b`).test(architecture)) faults.push({ path: 'ARCHITECTURE.md', line: 1, wrong: `module ${module} is not mentioned`, instead: 'say in one line what it owns' });
  }
  return faults;
};

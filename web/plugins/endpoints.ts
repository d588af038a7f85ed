import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const web = resolve(import.meta.dirname, '..');
const contractFolder = resolve(web, '../contract');
/** What a phone may load; the desks' calls stay out of its first load. */
const phoneSources = ['{customer,worker,learn}/**/*.{ts,tsx}', 'shared/*.{ts,tsx}', 'shared/{kit,map,manner,papers,school,sos}/**/*.{ts,tsx}'];

type Table = Record<string, Record<string, string>>;

/**
 * `virtual:endpoints` and `virtual:endpoints/desk`: way and path of the endpoints of the contract, and nothing else. The first holds what the phone
 * apps call, the second the rest, which only desks load. The contract is read once, here in Node, so that neither zod nor the schemas travel to the
 * browser. A child process reads it because Node caches modules for good: in development a changed contract must be seen.
 */
export function endpoints(): Plugin {
  let isServing = false;
  return {
    name: 'linli-endpoints',
    configResolved(config) {
      isServing = config.command === 'serve';
    },
    resolveId: (id) => (/^virtual:endpoints(\/desk)?$/.test(id) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith('\0virtual:endpoints')) return undefined;
      const isDesk = id.endsWith('/desk');
      // While developing, a call typed a second ago must be there: the phones then know every endpoint.
      if (isServing) return `export default ${isDesk ? '{}' : JSON.stringify(readEndpoints())}`;
      const used = phoneCalls();
      return `export default ${JSON.stringify(pick(readEndpoints(), (call) => used.has(call) !== isDesk))}`;
    },
    configureServer(server) {
      server.watcher.add(contractFolder);
      server.watcher.on('change', (file) => {
        if (!file.startsWith(contractFolder)) return;
        const loaded = server.moduleGraph.getModuleById('\0virtual:endpoints');
        if (loaded) server.moduleGraph.invalidateModule(loaded);
        server.ws.send({ type: 'full-reload' });
      });
    },
  };
}

const pick = (table: Table, isWanted: (call: string) => boolean): Table => Object.fromEntries(Object.entries(table)
  .map(([module, verbs]) => [module, Object.fromEntries(Object.entries(verbs).filter(([verb]) => isWanted(`${module}.${verb}`)))] as const)
  .filter(([, verbs]) => Object.keys(verbs).length > 0));

/** Every `api.module.verb` the phone apps name; calls are written out, so a reading of the sources finds them all. */
function phoneCalls(): Set<string> {
  const files = phoneSources.flatMap((pattern) => globSync(pattern, { cwd: web })).filter((file) => !/\.test\.tsx?$/.test(file));
  const found = new Set<string>();
  for (const file of files) {
    const code = readFileSync(resolve(web, file), 'utf8');
    if (/\bapi(\.\w+)?\[|=\s*api(\.\w+)?\s*;/.test(code)) throw new Error(`${file}: write calls out as api.module.verb, else the phone's table misses them`);
    for (const [, module, verb] of code.matchAll(/\bapi\s*\.\s*(\w+)\s*\.\s*(\w+)/g)) found.add(`${module}.${verb}`);
  }
  return found;
}

const script = `
import { endpointTable } from ${JSON.stringify(resolve(contractFolder, 'index.ts'))};
const way = ({ method, isIdempotent, path }) => (method === 'GET' ? 'G' : isIdempotent ? 'I' : 'P') + path;
process.stdout.write(JSON.stringify(endpointTable(), (key, value) => (typeof value?.path === 'string' ? way(value) : value)));
`;

function readEndpoints(): Table {
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as Table;
}

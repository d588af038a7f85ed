import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const virtualId = 'virtual:endpoints';
const contractFolder = resolve(import.meta.dirname, '../../contract');

/**
 * `virtual:endpoints`: method, path and idempotency of every endpoint of the contract, and nothing else. The contract is
 * read once, here in Node, so that neither zod nor the schemas travel to the browser. A child process reads it because
 * Node caches modules for good: in development a changed contract must be seen.
 */
export function endpoints(): Plugin {
  return {
    name: 'linli-endpoints',
    resolveId: (id) => (id === virtualId ? `\0${virtualId}` : undefined),
    load(id) {
      if (id !== `\0${virtualId}`) return undefined;
      return `export default ${readEndpoints()}`;
    },
    configureServer(server) {
      server.watcher.add(contractFolder);
      server.watcher.on('change', (file) => {
        if (!file.startsWith(contractFolder)) return;
        const loaded = server.moduleGraph.getModuleById(`\0${virtualId}`);
        if (loaded) server.moduleGraph.invalidateModule(loaded);
        server.ws.send({ type: 'full-reload' });
      });
    },
  };
}

const script = `
import { endpointTable } from ${JSON.stringify(resolve(contractFolder, 'index.ts'))};
process.stdout.write(JSON.stringify(endpointTable()));
`;

function readEndpoints(): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { endpoints } from './plugins/endpoints.ts';
import { pages } from './plugins/pages.ts';

const apiTarget = process.env.LINLI_API ?? 'http://127.0.0.1:3000';
const page = (name: string) => resolve(import.meta.dirname, `${name}.html`);

/** Packages that must never ride along in the first load of a phone screen get a chunk of their own. */
const isPackage = (...names: string[]) => (id: string) => names.some((name) => id.includes(`/node_modules/${name}/`));

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  appType: 'mpa',
  plugins: [react(), endpoints(), pages()],
  server: {
    port: 5173,
    proxy: {
      '/api': { target: apiTarget, ws: true },
      '/demo': apiTarget,
      '/media': apiTarget,
    },
  },
  preview: { proxy: { '/api': { target: apiTarget, ws: true }, '/demo': apiTarget, '/media': apiTarget } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // MapLibre and antd are large by nature and load only at the desks; `plugins/budget.mjs` watches what the phones load.
    chunkSizeWarningLimit: 1400,
    rolldownOptions: {
      input: {
        customer: page('customer'), worker: page('worker'), desk: page('desk'), merchant: page('merchant'), hq: page('hq'), learn: page('learn'), school: page('school'),
        // The gallery is for developers; built only to check the desk chunks before an app uses them.
        ...(process.env.LINLI_GALLERY ? { gallery: page('gallery') } : {}),
      },
      output: {
        codeSplitting: {
          // Each group takes what its packages need unless a group of higher priority has it: antd does not drag react along.
          groups: [
            { name: 'react', priority: 30, test: isPackage('react', 'react-dom', 'scheduler') },
            { name: 'query', priority: 20, test: isPackage('@tanstack', 'wouter') },
            { name: 'antd', priority: 10, test: isPackage('antd', '@rc-component', '@ant-design', 'dayjs') },
          ],
        },
      },
    },
  },
});

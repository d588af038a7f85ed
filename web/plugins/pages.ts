import type { Connect, Plugin } from 'vite';

/** Which page answers which address; the server of the product maps the same way (`/work/…` → worker.html, all else → customer.html). */
const prefixes: readonly [prefix: string, html: string][] = [
  ['/work', '/worker.html'], ['/desk', '/desk.html'], ['/merchant', '/merchant.html'], ['/hq', '/hq.html'], ['/learn', '/learn.html'], ['/school', '/school.html'], ['/gallery', '/gallery.html'],
];
const notPages = /^\/(api|demo|media|@)|\.\w+($|\?)/;

const rewrite: Connect.NextHandleFunction = (request, _response, next) => {
  const url = request.url ?? '/';
  if (request.method === 'GET' && request.headers.accept?.includes('text/html') && !notPages.test(url)) {
    const path = url.split('?')[0]!;
    const match = prefixes.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
    request.url = match ? match[1] : '/customer.html';
  }
  next();
};

/** Serves the single-page apps in `vite` and `vite preview` under the addresses they have in production. */
export function pages(): Plugin {
  return {
    name: 'linli-pages',
    configureServer: (server) => { server.middlewares.use(rewrite); },
    configurePreviewServer: (server) => { server.middlewares.use(rewrite); },
  };
}

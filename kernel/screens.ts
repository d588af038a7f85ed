import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Refusal } from './refusal.ts';

const built = fileURLToPath(new URL('../web/dist', import.meta.url));

/** One page per app; everything below its prefix is routed in the browser. */
const apps: readonly [prefix: string, file: string][] = [
  ['/work', 'worker.html'], ['/desk', 'desk.html'], ['/merchant', 'merchant.html'], ['/hq', 'hq.html'], ['/learn', 'learn.html'], ['/school', 'school.html'],
  ['/station', 'station.html'],
];

/** Built screens: hashed assets may be kept for ever, pages are asked for anew each time. */
export const serveScreens = async (http: FastifyInstance): Promise<void> => {
  await http.register(serveStatic, {
    root: built, serve: false, etag: true, lastModified: true, cacheControl: false, dotfiles: 'ignore',
  });

  const sendPage = (file: string, reply: FastifyReply): FastifyReply => {
    if (!existsSync(join(built, file))) return reply.status(503).type('text/html; charset=utf-8').send(notBuilt);
    return reply.header('cache-control', 'no-cache').sendFile(file);
  };
  const hidden = { schema: { hide: true } as object };
  for (const [prefix, file] of apps) {
    http.get(prefix, hidden, async (_request, reply) => sendPage(file, reply));
    http.get(`${prefix}/*`, hidden, async (_request, reply) => sendPage(file, reply));
  }
  http.get('/', hidden, async (_request, reply) => sendPage('customer.html', reply));

  http.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]!;
    const isPage = request.method === 'GET' || request.method === 'HEAD';
    if (!isPage || /^\/(api|demo|openapi|healthz|readyz|metrics)(\/|$)/.test(path)) throw new Refusal('request.not_found', { path: path.slice(0, 100) });
    const file = fileIn(path);
    if (file) return reply.header('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache').sendFile(file);
    // A missing script must not be answered with a page: the browser would try to run it.
    if (/\.[a-z0-9]{2,5}$/i.test(path)) throw new Refusal('request.not_found', { path: path.slice(0, 100) });
    return sendPage('customer.html', reply);
  });
};

const fileIn = (path: string): string | null => {
  let name: string;
  try { name = decodeURIComponent(path).slice(1); } catch { return null; }
  if (name === '' || name.includes('\0') || name.split(/[\\/]/).some((part) => part === '..' || part.startsWith('.')) || !/\.[a-z0-9]+$/i.test(name)) return null;
  return existsSync(join(built, name)) ? name : null;
};

const notBuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>邻里 Linli</title>
<body style="font:16px/1.6 system-ui;max-width:32rem;margin:15vh auto;padding:0 1rem"><h1>界面还没有生成</h1><p>请运行 <code>npm start</code>（会自动生成界面）。接口已可用：<a href="/docs">/docs</a></p>
<p lang="en">The screens are not built yet: run <code>npm start</code>, which builds them. The API is up: <a href="/docs">/docs</a></p>`;

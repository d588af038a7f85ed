// Keeps the phone apps opening on a poor connection. Pages: network first, the last good copy when offline.
// Hashed files: cache first, they never change. Everything else, above all /api, is left to the network untouched.
const cacheName = 'linli-1';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    const app = ['/work', '/learn', '/school'].find((prefix) => url.pathname === prefix || url.pathname.startsWith(`${prefix}/`)) ?? '/';
    if (app === '/' && /^\/(desk|merchant|hq|api|demo|docs|media|gallery|healthz|readyz|metrics)(\/|$)|\.\w+$/.test(url.pathname)) return;
    event.respondWith(openPage(request, app));
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(openAsset(request));
  }
});

async function openPage(request, app) {
  const cache = await caches.open(cacheName);
  try {
    const fresh = await fetch(request);
    if (fresh.ok && !fresh.redirected && fresh.headers.get('content-type')?.includes('text/html')) await cache.put(app, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match(app);
    if (kept) return kept;
    throw error;
  }
}

async function openAsset(request) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) {
    await cache.put(request, fresh.clone());
    const entries = await cache.keys();
    // Old releases leave their files behind; 200 is several releases of one app.
    for (const old of entries.slice(0, Math.max(0, entries.length - 200))) await cache.delete(old);
  }
  return fresh;
}

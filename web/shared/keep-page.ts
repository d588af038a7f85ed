/** The store of `public/sw.js`. */
const storeName = 'linli-1';

/**
 * Puts the page and what it has loaded so far into the store of the service worker. On the very first visit the worker starts only after all that was
 * fetched, and a phone that then loses its network would find nothing.
 */
export async function keepPage(path: string): Promise<void> {
  if (!import.meta.env.PROD || !('caches' in window)) return;
  try {
    const store = await caches.open(storeName);
    const page = await fetch(path, { headers: { accept: 'text/html' } });
    if (page.ok) await store.put(path, page);
    for (const { name } of performance.getEntriesByType('resource')) {
      if (new URL(name).origin === location.origin && new URL(name).pathname.startsWith('/assets/') && !(await store.match(name))) await store.add(name);
    }
  } catch { /* no network yet: the next visit keeps it */ }
}

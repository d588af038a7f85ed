import './base.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { Boundary } from './boundary.tsx';
import { Toaster } from './kit/overlay.tsx';
import { connectLive } from './live.ts';
import { RefusalError, isTransient } from './refusal.ts';
import { appName, subscribeToken } from './session.ts';
import { SessionProvider } from './use-session.tsx';

/** Where each app lives; routes inside an app are relative to it. */
const bases = { customer: '', worker: '/work', desk: '/desk', merchant: '/merchant', hq: '/hq', learn: '/learn', school: '/school' } as const;

/** Puts an app on the page with everything it stands on: session, queries, live socket, routes below its base, toasts. `askAhead` may ask for what the first screen will ask for, before anything is drawn. */
export function startApp(app: ReactNode, askAhead?: (queries: QueryClient) => void): void {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        // A refusal will not change by asking again; a lost connection may.
        retry: (count, error) => count < 2 && error instanceof RefusalError && isTransient(error),
        retryDelay: (count) => 800 * 2 ** count,
        refetchOnWindowFocus: true,
        // Local servers answer although the browser believes itself offline.
        networkMode: 'always',
      },
    },
  });
  // One person's views must not be seen by the next.
  subscribeToken(() => {
    queries.removeQueries({ type: 'inactive' });
    void queries.resetQueries({ predicate: (query) => query.queryKey[1] !== 'demoPersons' });
  });
  askAhead?.(queries);
  connectLive(queries);
  registerWorker();
  openAtTop();

  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Router base={bases[appName] ?? ''}>
          <SessionProvider><Boundary>{app}</Boundary></SessionProvider>
          <Toaster />
        </Router>
      </QueryClientProvider>
    </StrictMode>,
  );
}

/** A new screen begins at its top; going back, the browser returns to where one was. The router announces each step as `pushState`. */
function openAtTop(): void {
  let path = location.pathname;
  window.addEventListener('pushState', () => {
    if (location.pathname !== path) scrollTo(0, 0);
    path = location.pathname;
  });
  window.addEventListener('popstate', () => {
    path = location.pathname;
  });
}

/** The built phone apps keep themselves for a poor connection, and so does the school's: training rooms and bases lie where there is none. */
function registerWorker(): void {
  const isKept = document.documentElement.dataset.face === 'h5' || appName === 'school';
  if (!import.meta.env.PROD || !isKept || !('serviceWorker' in navigator)) return;
  const register = (): void => void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  // An app whose parts come one after the other may start when the page has loaded already: that event does not come again.
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}

import { useSyncExternalStore } from 'react';

/** The apps keep their sessions apart, so that one browser can be a family, a worker and the desk at once. */
export type AppName = 'customer' | 'worker' | 'desk' | 'merchant' | 'hq' | 'learn' | 'school';
export const appName: AppName = ((typeof document !== 'undefined' && document.documentElement.dataset.app) || 'customer') as AppName;

/** Who learns is who works: one sign-in opens both apps. */
export const sessionName: AppName = appName === 'learn' ? 'worker' : appName;

const storageKey = `linli.token.${sessionName}`;
const listeners = new Set<() => void>();
let token: string | null = typeof localStorage !== 'undefined' ? localStorage.getItem(storageKey) : null;

/** Sent with calls but not yet the session of the app: a new person who still has to say a name. */
let trialToken: string | null = null;

export const readToken = (): string | null => trialToken ?? token;
export const tryToken = (next: string | null): void => {
  trialToken = next;
};

export function keepToken(next: string | null): void {
  trialToken = null;
  if (next === token) return;
  token = next;
  if (next === null) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, next);
  for (const listener of listeners) listener();
}

export const subscribeToken = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

// Signing out in one tab signs out the others.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', (event) => {
    if (event.key !== storageKey) return;
    token = event.newValue;
    for (const listener of listeners) listener();
  });
}

/** The token of the session, as a screen sees it. */
export const useToken = (): string | null => useSyncExternalStore(subscribeToken, () => token, () => null);

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type LiveEvent, type LiveWish, backoffMilliseconds, isTouched, readLiveEvent } from './live-match.ts';
import { readToken, subscribeToken } from './session.ts';

export type { LiveEvent, LiveWish } from './live-match.ts';
/** off = nobody signed in; live = connected; polling = the socket is down, views are read every 10 seconds. */
export type LiveState = 'off' | 'live' | 'polling';

const pollMilliseconds = 10_000;
/** Events of one step arrive in bursts; one reading answers them all. */
const gatherMilliseconds = 250;

let state: LiveState = 'off';
const stateListeners = new Set<() => void>();
const eventListeners = new Set<(event: LiveEvent) => void>();

function setState(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const listener of stateListeners) listener();
}

/** Connects the live socket of this app for good and keeps mounted views fresh. Called once by `startApp`. */
export function connectLive(queries: QueryClient): void {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let gatherTimer: ReturnType<typeof setTimeout> | undefined;
  let gathered: LiveEvent[] = [];

  const readAgain = (events: readonly LiveEvent[] | 'all'): void => {
    void queries.invalidateQueries({
      predicate: ({ meta }) => {
        const wish = meta?.live as LiveWish | undefined;
        return events === 'all' ? wish !== false : events.some((event) => isTouched(wish, event));
      },
    });
  };
  const hear = (message: MessageEvent): void => {
    const event = readLiveEvent(message.data);
    if (event === null) return;
    for (const listener of eventListeners) listener(event);
    gathered.push(event);
    gatherTimer ??= setTimeout(() => {
      const events = gathered;
      gathered = [];
      gatherTimer = undefined;
      readAgain(events);
    }, gatherMilliseconds);
  };
  const open = (): void => {
    clearTimeout(retryTimer);
    socket?.close();
    socket = null;
    const token = readToken();
    if (token === null) {
      setState('off');
      return;
    }
    const opened = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live?token=${encodeURIComponent(token)}`);
    socket = opened;
    opened.addEventListener('message', hear);
    opened.addEventListener('open', () => {
      // What happened while the line was down was missed.
      if (attempt > 0) readAgain('all');
      attempt = 0;
      setState('live');
    });
    opened.addEventListener('close', () => {
      if (socket !== opened) return;
      socket = null;
      setState('polling');
      retryTimer = setTimeout(open, backoffMilliseconds(attempt++, Math.random()));
    });
  };

  subscribeToken(() => {
    attempt = 0;
    open();
  });
  setInterval(() => {
    if (state === 'polling' && document.visibilityState === 'visible') readAgain('all');
  }, pollMilliseconds);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && state === 'polling') open();
  });
  // The network says so at once; the socket itself would notice only when it next has something to say.
  window.addEventListener('offline', () => {
    if (socket === null) return;
    const silent = socket;
    socket = null;
    silent.close();
    setState('polling');
    retryTimer = setTimeout(open, backoffMilliseconds(attempt++, Math.random()));
  });
  window.addEventListener('online', () => {
    if (state === 'polling') open();
  });
  open();
}

/** Whether the screen hears of changes as they happen. */
export const useLive = (): LiveState => useSyncExternalStore(
  (listener) => {
    stateListeners.add(listener);
    return () => void stateListeners.delete(listener);
  },
  () => state,
  () => 'off',
);

/** Runs `handler` for each live event while mounted, e.g. to sound a new offer. Views refresh by themselves; see `useView`. */
export function useLiveEvents(handler: (event: LiveEvent) => void): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    const listener = (event: LiveEvent): void => latest.current(event);
    eventListeners.add(listener);
    return () => void eventListeners.delete(listener);
  }, []);
}

/** Reads every live view again, e.g. on pulling a list. */
export function useRefreshAll(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries();
}

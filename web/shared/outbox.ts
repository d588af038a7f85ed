import { useSyncExternalStore } from 'react';
import { newKey } from './intent.ts';
import { type RefusalError, isTransient, toRefusal } from './refusal.ts';

/** What waits to be sent. Its key stays until the server has answered: sent twice, done once. `isStuck`: the network did not take it. */
export type Parcel<P> = P & { key: string; postedAt: string; isStuck: boolean };
/** Where parcels outlive a reload; without one they live as long as the page. */
export type Shelf<P> = { load: () => Parcel<P>[]; put: (parcel: Parcel<P>) => void; drop: (key: string) => void };

type Options<P, A> = {
  send: (parcel: Parcel<P>) => Promise<A>;
  shelf?: Shelf<P>;
  /** Whether a new wish takes the place of one that still waits. */
  replaces?: (next: P, waiting: P) => boolean;
  /** Waited for before the parcel goes, so that a screen never shows the state from before it. */
  onSent?: (answer: A, parcel: Parcel<P>) => unknown;
  onRefused?: (why: RefusalError, parcel: Parcel<P>) => void;
  retryMilliseconds?: number;
};
export type Outbox<P> = {
  parcels: () => readonly Parcel<P>[];
  subscribe: (listener: () => void) => () => void;
  post: (wish: P, key?: string) => Parcel<P>;
  /** Tries again what got stuck, with the same keys. */
  deliverAgain: () => void;
  /** Takes up what the shelf holds and hears the network come back; answers how to stop, so that nothing of one person is sent as another. */
  open: () => () => void;
};

/** Nobody is signed in, or too much came at once: the parcel is not at fault and waits. */
const isForLater = (why: RefusalError): boolean => isTransient(why) || why.status === 401 || why.status === 429;

/** Sends what a person did one after the other, in order, so that a lost connection loses none of it. A refused parcel is taken out and named. */
export function createOutbox<P extends object, A>({ send, shelf, replaces, onSent, onRefused, retryMilliseconds = 8000 }: Options<P, A>): Outbox<P> {
  const listeners = new Set<() => void>();
  let parcels: readonly Parcel<P>[] = [];
  let sending: string | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  const nextParcel = (): Parcel<P> | undefined => (isClosed ? undefined : parcels[0]);

  const publish = (next: readonly Parcel<P>[]): void => {
    parcels = next;
    for (const listener of listeners) listener();
  };
  const drop = (key: string): void => {
    shelf?.drop(key);
    publish(parcels.filter((parcel) => parcel.key !== key));
  };
  const deliverAgain = (): void => {
    clearTimeout(retryTimer);
    publish(parcels.map((parcel) => ({ ...parcel, isStuck: false })));
    void deliver();
  };
  async function deliver(): Promise<void> {
    if (sending !== null || isClosed) return;
    try {
      for (let first = nextParcel(); first; first = nextParcel()) {
        sending = first.key;
        try {
          const answer = await send(first);
          await onSent?.(answer, first);
          drop(first.key);
        } catch (thrown) {
          const why = toRefusal(thrown);
          if (isForLater(why)) {
            publish(parcels.map((parcel) => ({ ...parcel, isStuck: true })));
            clearTimeout(retryTimer);
            retryTimer = setTimeout(deliverAgain, retryMilliseconds);
            return;
          }
          drop(first.key);
          onRefused?.(why, first);
        }
      }
    } finally {
      sending = null;
    }
  }
  return {
    parcels: () => parcels,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    post(wish, key = newKey()) {
      const parcel: Parcel<P> = { ...wish, key, postedAt: new Date().toISOString(), isStuck: false };
      for (const other of parcels) if (replaces?.(wish, other) && other.key !== sending) shelf?.drop(other.key);
      publish([...parcels.filter((other) => !(replaces?.(wish, other) && other.key !== sending)), parcel]);
      shelf?.put(parcel);
      void deliver();
      return parcel;
    },
    deliverAgain,
    open() {
      isClosed = false;
      const known = new Set(parcels.map(({ key }) => key));
      publish([...(shelf?.load() ?? []).filter(({ key }) => !known.has(key)), ...parcels]);
      window.addEventListener('online', deliverAgain);
      deliverAgain();
      return () => {
        isClosed = true;
        window.removeEventListener('online', deliverAgain);
        clearTimeout(retryTimer);
      };
    },
  };
}

/** A shelf in the browser's own storage, one entry a parcel, so that two tabs do not overwrite each other. */
export function browserShelf<P extends object>(name: string): Shelf<P> {
  const prefix = `linli.outbox.${name}.`;
  return {
    load: () => Object.keys(localStorage).filter((entry) => entry.startsWith(prefix)).flatMap((entry) => {
      try { return [{ ...(JSON.parse(localStorage.getItem(entry)!) as Parcel<P>), isStuck: false }]; } catch { return []; }
    }).sort((a, b) => a.postedAt.localeCompare(b.postedAt)),
    put: (parcel) => localStorage.setItem(prefix + parcel.key, JSON.stringify(parcel)),
    drop: (key) => localStorage.removeItem(prefix + key),
  };
}

/** What has not reached the server yet, as a screen sees it. */
export const useParcelsOf = <P>(outbox: Outbox<P>): readonly Parcel<P>[] => useSyncExternalStore(outbox.subscribe, outbox.parcels, outbox.parcels);

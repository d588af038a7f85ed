import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { newKey } from '../shared/intent.ts';
import { isTransient, toRefusal } from '../shared/refusal.ts';
import { showRefusal } from '../shared/kit/index.ts';
import type { Visit } from './use-work.ts';

/**
 * Ticks and photos of a visit go through here, one after the other, so that a lost connection loses none of them. Each keeps
 * its key until the server has answered: sent twice, done once. `isDone` is the tick wanted; a photo has a preview.
 */
export type Parcel = { key: string; orderId: string; kind: 'tick' | 'photo'; subject: string; isDone: boolean; preview: string | null; isStuck: boolean; send: (key: string) => Promise<Visit> };

const retryMilliseconds = 8000;
const listeners = new Set<() => void>();
let parcels: readonly Parcel[] = [];
let isSending = false;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let queries: QueryClient | null = null;

function publish(next: readonly Parcel[]): void {
  parcels = next;
  for (const listener of listeners) listener();
}
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** What has not reached the server yet. */
export function useParcels(orderId: string): readonly Parcel[] {
  return useSyncExternalStore(subscribe, () => parcels).filter((parcel) => parcel.orderId === orderId);
}

/** Puts something in the post. A tick that still waits is replaced by the newer wish. */
export function post(parcel: Omit<Parcel, 'key' | 'isStuck'>): void {
  const isReplaced = (other: Parcel, index: number): boolean =>
    parcel.kind === 'tick' && other.kind === 'tick' && other.orderId === parcel.orderId && other.subject === parcel.subject && !(isSending && index === 0);
  publish([...parcels.filter((other, index) => !isReplaced(other, index)), { ...parcel, key: newKey(), isStuck: false }]);
  void deliver();
}

/** Tries again what got stuck, with the same keys. */
export function deliverAgain(): void {
  clearTimeout(retryTimer);
  publish(parcels.map((parcel) => ({ ...parcel, isStuck: false })));
  void deliver();
}

async function deliver(): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    for (let first = parcels[0]; first; first = parcels[0]) {
      const { key, orderId, send } = first;
      const drop = (): void => publish(parcels.filter((other) => other.key !== key));
      try {
        const visit = await send(key);
        queries?.setQueryData(['orders', 'get', orderId], visit);
        drop();
      } catch (thrown) {
        const why = toRefusal(thrown);
        if (isTransient(why)) {
          publish(parcels.map((parcel) => ({ ...parcel, isStuck: true })));
          clearTimeout(retryTimer);
          retryTimer = setTimeout(deliverAgain, retryMilliseconds);
          return;
        }
        drop();
        showRefusal(why);
        void queries?.invalidateQueries({ queryKey: ['orders', 'get', orderId] });
      }
    }
  } finally {
    isSending = false;
  }
}

/** Ties the outbox to the views of the app and to the return of the network. Mounted once. */
export function useOutbox(): void {
  const client = useQueryClient();
  useEffect(() => {
    queries = client;
    window.addEventListener('online', deliverAgain);
    return () => window.removeEventListener('online', deliverAgain);
  }, [client]);
}

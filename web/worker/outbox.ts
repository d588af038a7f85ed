import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Parcel as Posted, createOutbox, useParcelsOf } from '../shared/outbox.ts';
import { showRefusal } from '../shared/kit/index.ts';
import type { Visit } from './use-work.ts';

/** Ticks and photos of a visit. `isDone` is the tick wanted; a photo has a preview. */
type Wish = { orderId: string; kind: 'tick' | 'photo'; subject: string; isDone: boolean; preview: string | null; send: (key: string) => Promise<Visit> };
export type Parcel = Posted<Wish>;

let queries: QueryClient | null = null;
const outbox = createOutbox<Wish, Visit>({
  send: ({ send, key }) => send(key),
  // A tick that still waits is replaced by the newer wish.
  replaces: (next, waiting) => next.kind === 'tick' && waiting.kind === 'tick' && waiting.orderId === next.orderId && waiting.subject === next.subject,
  onSent: (visit, { orderId }) => queries?.setQueryData(['orders', 'get', orderId], visit),
  onRefused: (why, { orderId }) => {
    showRefusal(why);
    void queries?.invalidateQueries({ queryKey: ['orders', 'get', orderId] });
  },
});
export const { post, deliverAgain } = outbox;

/** What has not reached the server yet. */
export const useParcels = (orderId: string): readonly Parcel[] => useParcelsOf(outbox).filter((parcel) => parcel.orderId === orderId);

/** Ties the outbox to the views of the app and to the return of the network. Mounted once. */
export function useOutbox(): void {
  const client = useQueryClient();
  useEffect(() => {
    queries = client;
    return outbox.open();
  }, [client]);
}

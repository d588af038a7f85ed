import { type QueryKey, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { LiveWish } from './live-match.ts';
import { type RefusalError, toRefusal } from './refusal.ts';

type Options = {
  /** Which live events make the view be read again: all (left out), none (`false`), by name (`['order', 'visit']`), or about one subject. */
  live?: LiveWish;
  /** Ask only when true, e.g. once an address is chosen. */
  isReady?: boolean;
  /** How long an answer counts as fresh when the screen is opened again. */
  staleSeconds?: number;
  /** Read again at this pace, for what moves without events (a worker under way). */
  everySeconds?: number;
  /** Keep showing the answer to the former key while the next one loads (default true). Turn it off when the key is another thing, not another filter. */
  isKept?: boolean;
};
export type Viewed<T> = {
  value: T | undefined;
  refusal: RefusalError | null;
  /** Nothing to show yet and being asked. */
  isLoading: boolean;
  /** Something is shown and is being read again. */
  isRefreshing: boolean;
  reload: () => void;
};

/** Reads something and keeps it fresh: `const order = useView(['orders', 'view', id], () => api.orders.view({ orderId: id }), { live: { subject: id } })`. */
export function useView<T>(key: QueryKey, read: () => Promise<T>, options: Options = {}): Viewed<T> {
  const found = useQuery({
    queryKey: key,
    queryFn: read,
    meta: { live: options.live ?? true },
    enabled: options.isReady ?? true,
    staleTime: (options.staleSeconds ?? 5) * 1000,
    ...(options.everySeconds === undefined ? {} : { refetchInterval: options.everySeconds * 1000 }),
    ...(options.isKept === false ? {} : { placeholderData: keepPreviousData }),
  });
  return {
    value: found.data,
    // A failed re-reading leaves the last good answer on the screen.
    refusal: found.error && found.data === undefined ? toRefusal(found.error) : null,
    isLoading: found.isLoading,
    isRefreshing: found.isFetching && !found.isPending,
    reload: () => void found.refetch(),
  };
}

export type Paged<T> = Viewed<readonly T[]> & { hasMore: boolean; isLoadingMore: boolean; loadMore: () => void };

/** Reads a list page by page: `usePages(['orders', 'mine'], (cursor) => api.orders.listMine({ cursor }))`. */
export function usePages<T>(
  key: QueryKey,
  read: (cursor: string | undefined) => Promise<{ items: readonly T[]; nextCursor: string | null }>,
  options: Options = {},
): Paged<T> {
  const found = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    meta: { live: options.live ?? true },
    enabled: options.isReady ?? true,
    staleTime: (options.staleSeconds ?? 5) * 1000,
    ...(options.isKept === false ? {} : { placeholderData: keepPreviousData }),
  });
  return {
    value: found.data?.pages.flatMap((page) => page.items),
    refusal: found.error && found.data === undefined ? toRefusal(found.error) : null,
    isLoading: found.isLoading,
    isRefreshing: found.isFetching && !found.isPending && !found.isFetchingNextPage,
    reload: () => void found.refetch(),
    hasMore: found.hasNextPage,
    isLoadingMore: found.isFetchingNextPage,
    loadMore: () => void found.fetchNextPage(),
  };
}

import type { Role } from '@linli/contract';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSearchParams } from 'wouter';
import { api } from '../shared/api.ts';
import { useMe } from '../shared/use-session.tsx';
import { useView } from '../shared/use-view.ts';

/** Whether the person at the desk carries one of the roles. */
export function useHolds(): (...roles: readonly Role[]) => boolean {
  const { grants } = useMe();
  return (...roles) => grants.some(({ role }) => roles.includes(role));
}

export type OrderTab = 'overview' | 'candidates' | 'decisions' | 'money' | 'history';

/**
 * What lies open beside the list lives in the address (`?order=…&tab=…`, `?worker=…`), so that a link shows the same to a
 * colleague and Back closes the drawer.
 */
export function useOpen() {
  const [params, setParams] = useSearchParams();
  const change = (values: Record<string, string | null>, isReplacing = false): void => setParams((former) => {
    const next = new URLSearchParams(former);
    for (const [key, value] of Object.entries(values)) if (value === null) next.delete(key); else next.set(key, value);
    return next;
  }, { replace: isReplacing });
  return {
    orderId: params.get('order'),
    orderTab: (params.get('tab') ?? 'overview') as OrderTab,
    workerId: params.get('worker'),
    openOrder: (orderId: string, tab: OrderTab = 'overview') => change({ order: orderId, tab: tab === 'overview' ? null : tab, worker: null }, params.has('order')),
    showTab: (tab: OrderTab) => change({ tab: tab === 'overview' ? null : tab }, true),
    openWorker: (workerId: string) => change({ worker: workerId, order: null, tab: null }, params.has('worker')),
    close: () => change({ order: null, tab: null, worker: null }),
    param: (name: string) => params.get(name),
    setParam: (name: string, value: string | null) => change({ [name]: value }, true),
    setParams: (values: Record<string, string | null>) => change(values, true),
  };
}

/** The time, renewed every so many seconds. */
export function useNow(everySeconds = 30): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}

export const useDistricts = () => useView(['alliance', 'listDistricts'], () => api.alliance.listDistricts({}), { live: ['alliance'], staleSeconds: 600 });
export const useStations = () => useView(['alliance', 'listStations'], () => api.alliance.listStations({}), { live: ['alliance'], staleSeconds: 600 });
export const useCatalog = () => useView(['catalog', 'listItems'], () => api.catalog.listItems({}), { live: ['catalog'], staleSeconds: 600 });
export const useBoard = () => useView(['insights', 'board'], () => api.insights.board({}), { everySeconds: 60 });
/** Workers move often and quietly, so the map names `worker.moved` itself. */
export const useLiveMap = (districtId?: string | null) => useView(['dispatch', 'liveMap', districtId ?? ''], () => api.dispatch.liveMap(districtId ? { districtId } : {}), { live: ['worker.moved', 'worker', 'order', 'offer'], everySeconds: 30 });

const narrow = matchMedia('(max-width: 640px)');
const subscribeNarrow = (listener: () => void): (() => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};
/** Whether lists stack their columns, as on a phone. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribeNarrow, () => narrow.matches);

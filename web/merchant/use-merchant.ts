import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSearchParams } from 'wouter';
import { api } from '../shared/api.ts';
import { useMe } from '../shared/use-session.tsx';
import { useView } from '../shared/use-view.ts';

/** The merchant this person acts for, and whether as its owner: only the owner sees money and opens branches. */
export function useMerchant(): { merchantId: string; isOwner: boolean } {
  const { grants, merchantId } = useMe();
  const own = grants.find(({ role, scopeType }) => scopeType === 'merchant' && (role === 'merchantOwner' || role === 'merchantStaff'));
  return { merchantId: own?.scopeId ?? merchantId ?? '', isOwner: grants.some(({ role, scopeId }) => role === 'merchantOwner' && scopeId === own?.scopeId) };
}

export type OrderTab = 'overview' | 'candidates' | 'history';

/** What lies open beside the list lives in the address, so that Back closes it and a link shows the same to a colleague. */
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

const phoneWidth = typeof window === 'undefined' ? null : window.matchMedia('(max-width: 640px)');
const watchWidth = (listener: () => void): (() => void) => {
  phoneWidth?.addEventListener('change', listener);
  return () => phoneWidth?.removeEventListener('change', listener);
};
/** Whether the screen is held in a hand. */
export const useIsPhone = (): boolean => useSyncExternalStore(watchWidth, () => phoneWidth?.matches ?? false, () => false);

/** The time, renewed every so many seconds. */
export function useNow(everySeconds = 30): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}

export function useBoard() {
  const { merchantId } = useMerchant();
  return useView(['insights', 'merchantBoard', merchantId], () => api.insights.merchantBoard({ merchantId }), { everySeconds: 60, live: ['order', 'offer', 'dispatch', 'worker', 'payment'] });
}
export function useOwnMerchant() {
  const { merchantId } = useMerchant();
  return useView(['alliance', 'getMerchant', merchantId], () => api.alliance.getMerchant({ merchantId }), { live: ['alliance'], staleSeconds: 120 });
}
export const useSkills = () => useView(['workers', 'skillList'], () => api.workers.skillList({}), { live: false, staleSeconds: 3600 });

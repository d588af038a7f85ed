import { useSearchParams } from 'wouter';

export type OrderTab = 'overview' | 'candidates' | 'decisions' | 'money' | 'history';

/**
 * What lies open beside the list, and what filters it, lives in the address (`?order=…&tab=…`, `?worker=…`), so that a link
 * shows the same to a colleague and Back closes the drawer.
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

import { useEffect, useState } from 'react';
import { api } from '../shared/api.ts';
import { useView } from '../shared/use-view.ts';

export { useHolds, useParam } from '../shared/desk/use-param.ts';

export const useDistricts = () => useView(['alliance', 'listDistricts'], () => api.alliance.listDistricts({}), { live: ['alliance'], staleSeconds: 60 });
export const useStations = () => useView(['alliance', 'listStations'], () => api.alliance.listStations({}), { live: ['alliance'], staleSeconds: 60 });
export const useCity = () => useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });
/** Every merchant of the city; an alliance has dozens, a picker needs them all. */
export const useMerchants = () => useView(['alliance', 'listMerchants', 'all'], () => api.alliance.listMerchants({ limit: 200 }), { live: ['alliance'], staleSeconds: 60 });
export const usePrices = () => useView(['catalog', 'listPrices'], () => api.catalog.listPrices({}), { live: ['catalog'] });

/** Every service with the hidden ones, which the public list leaves out: the price book names them. */
export function useAllItems() {
  return useView(['catalog', 'all'], async () => {
    const [{ items, families }, prices] = await Promise.all([api.catalog.listItems({}), api.catalog.listPrices({})]);
    const shown = new Set(items.map(({ itemId }) => itemId));
    const hiddenIds = [...new Set(prices.items.map(({ itemId }) => itemId))].filter((itemId) => !shown.has(itemId));
    const hidden = await Promise.all(hiddenIds.map((itemId) => api.catalog.getItem({ itemId })));
    return { families, items: [...items, ...hidden] };
  }, { live: ['catalog'] });
}

/** The time, renewed every minute, so that a screen left open turns its day over. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

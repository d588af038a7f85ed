import type { Role } from '@linli/contract';
import { api } from '../shared/api.ts';
import { useMe } from '../shared/use-session.tsx';
import { useView } from '../shared/use-view.ts';

/** Whether the person at the desk carries one of the roles. */
export function useHolds(): (...roles: readonly Role[]) => boolean {
  const { grants } = useMe();
  return (...roles) => grants.some(({ role }) => roles.includes(role));
}

export const useDistricts = () => useView(['alliance', 'listDistricts'], () => api.alliance.listDistricts({}), { live: ['alliance'], staleSeconds: 600 });
export const useStations = () => useView(['alliance', 'listStations'], () => api.alliance.listStations({}), { live: ['alliance'], staleSeconds: 600 });
export const useCatalog = () => useView(['catalog', 'listItems'], () => api.catalog.listItems({}), { live: ['catalog'], staleSeconds: 600 });
export const useBoard = () => useView(['insights', 'board'], () => api.insights.board({}), { everySeconds: 60 });
/** Workers move often and quietly, so the map names `worker.moved` itself. */
export const useLiveMap = (districtId?: string | null) => useView(['dispatch', 'liveMap', districtId ?? ''], () => api.dispatch.liveMap(districtId ? { districtId } : {}), { live: ['worker.moved', 'worker', 'order', 'offer'], everySeconds: 30 });

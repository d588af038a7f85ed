import { api } from '../../api.ts';
import { useView } from '../../use-view.ts';

/** All skills there are, by code. */
export const useSkills = () => useView(['workers', 'skillList'], () => api.workers.skillList({}), { live: false, staleSeconds: 3600 });

import { api, type View } from '../../shared/api.ts';
import { useView } from '../../shared/use-view.ts';

export type Formula = View<'dispatch', 'myFormula'>;
export type DeclinedHome = View<'dispatch', 'myDeclinedHouseholds'>['items'][number];

export const useFormula = () => useView(['dispatch', 'myFormula'], () => api.dispatch.myFormula({}), { live: ['worker', 'order'], staleSeconds: 60 });
export const useDeclinedHomes = () => useView(['dispatch', 'myDeclinedHouseholds'], () => api.dispatch.myDeclinedHouseholds({}), { live: ['worker'], staleSeconds: 60 });
export const useManner = () => useView(['workers', 'myManner'], () => api.workers.myManner({}), { live: false, staleSeconds: 60 });

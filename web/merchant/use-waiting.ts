import { api } from '../shared/api.ts';
import { useView } from '../shared/use-view.ts';

/** What waits for this merchant to send somebody. */
export const useWaiting = () => useView(['dispatch', 'listWaiting'], () => api.dispatch.listWaiting({}), { live: ['dispatch', 'order', 'offer'], everySeconds: 60 });

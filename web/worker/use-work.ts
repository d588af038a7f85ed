import { api, type View } from '../shared/api.ts';
import { addDays, instantAt } from '../shared/format.ts';
import { useView } from '../shared/use-view.ts';

export type Visit = View<'orders', 'get'>;
export type Offer = View<'dispatch', 'listOffers'>['items'][number];
export type Profile = View<'workers', 'myProfile'>;

/** My visits from yesterday (a night shift may still run) to three days ahead of `today`. */
export const useVisits = (today: string) =>
  useView(['orders', 'myVisits', today], () => api.orders.myVisits({ from: instantAt(addDays(today, -1), '00:00'), to: instantAt(addDays(today, 3), '24:00') }), { live: ['order', 'offer'] });
/** Offers waiting for my answer. */
export const useOffers = () => useView(['dispatch', 'listOffers'], () => api.dispatch.listOffers({}), { live: ['offer', 'order'], everySeconds: 60 });
export const useProfile = () => useView(['workers', 'myProfile'], () => api.workers.myProfile({}), { live: ['worker'] });
export const useVisit = (orderId: string) => useView(['orders', 'get', orderId], () => api.orders.get({ orderId }), { live: { subject: orderId }, isKept: false });
export const useCity = () => useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });

import { api, type View } from '../../shared/api.ts';
import { useView } from '../../shared/use-view.ts';
import { useMerchant } from '../use-merchant.ts';

export type Joining = View<'alliance', 'getJoining'>;

/** The firm's way: of the merchant this person acts for, else the person's own application; null before the first word. */
export function useJoining() {
  const { merchantId } = useMerchant();
  return useView<Joining | null>(['alliance', 'joining', merchantId], async () => (merchantId === '' ? (await api.alliance.myJoining({})).joining : api.alliance.merchantJoining({ merchantId })), { live: ['alliance', 'deposit', 'exam'], everySeconds: 60 });
}

import { api } from '../shared/api.ts';
import { useMe } from '../shared/use-session.tsx';
import { useView } from '../shared/use-view.ts';

/** The merchant this person acts for, and whether as its owner: only the owner sees money and opens branches. */
export function useMerchant(): { merchantId: string; isOwner: boolean } {
  const { grants, merchantId } = useMe();
  const own = grants.find(({ role, scopeType }) => scopeType === 'merchant' && (role === 'merchantOwner' || role === 'merchantStaff'));
  return { merchantId: own?.scopeId ?? merchantId ?? '', isOwner: grants.some(({ role, scopeId }) => role === 'merchantOwner' && scopeId === own?.scopeId) };
}

export function useBoard() {
  const { merchantId } = useMerchant();
  return useView(['insights', 'merchantBoard', merchantId], () => api.insights.merchantBoard({ merchantId }), { everySeconds: 60, live: ['order', 'offer', 'dispatch', 'worker', 'payment'] });
}
export function useOwnMerchant(isReady = true) {
  const { merchantId } = useMerchant();
  return useView(['alliance', 'getMerchant', merchantId], () => api.alliance.getMerchant({ merchantId }), { live: ['alliance'], staleSeconds: 120, isReady });
}
export { useSkills } from '../shared/desk/people/use-skills.ts';

import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { wishesText } from './wishes.text.ts';

export type Wish = View<'workers', 'myWishes'>['items'][number];
type Kind = Wish['kind'] | 'none';

/** Favourites and blocked workers of my household; nothing for a guest. */
export const useWishes = () => {
  const { isSignedIn } = useSession();
  return useView(['workers', 'myWishes'], () => api.workers.myWishes({}), { isReady: isSignedIn, live: false, staleSeconds: 60 });
};

/** What my household wishes about one worker, and how to change it: one tap, with a way back. */
export function useWish({ workerId, name }: { workerId: string; name: string }) {
  const { t } = useText(wishesText);
  const { askSignIn } = useSession();
  const wish = useWishes().value?.items.find(({ worker }) => worker.workerId === workerId) ?? null;
  const set = useCommand(api.workers.setWish, { refreshes: [['workers', 'myWishes'], ['dispatch', 'suggestWorkers']] });
  const words = (kind: Kind, before: Kind): string => {
    if (kind === 'favourite') return t('favouriteDone');
    if (kind === 'blocked') return t('blockDone', { name });
    return before === 'blocked' ? t('unblocked', { name }) : t('favouriteOff');
  };
  const choose = async (kind: Kind): Promise<void> => {
    if (!(await askSignIn())) return;
    const before: { kind: Kind; reason: string } = { kind: wish?.kind ?? 'none', reason: wish?.reason ?? '' };
    if (await set.run({ workerId, kind })) showToast(words(kind, before.kind), { undo: { label: t('undo'), run: () => void set.run({ workerId, ...before }) } });
  };
  /** Adds the reason to a block that stands. */
  const giveReason = async (reason: string): Promise<void> => {
    if (await set.run({ workerId, kind: 'blocked', reason })) showToast(t('reasonSaved'));
  };
  return { wish, choose, giveReason, isRunning: set.isRunning };
}

import type { ReactNode } from 'react';
import { useText } from '../../shared/i18n.ts';
import { Button, EmptyState, SkeletonList } from '../../shared/kit/index.ts';
import { useSession } from '../../shared/use-session.tsx';
import { text } from '../text.ts';

/** What is personal, to whom it belongs; a guest keeps the tabs and is asked kindly. */
export function SignInFirst({ children }: { children: ReactNode }) {
  const { t } = useText(text);
  const { isSignedIn, me, askSignIn } = useSession();
  if (!isSignedIn) return <EmptyState title={t('loginFirst')} art="door" action={<Button size="large" onClick={() => void askSignIn()}>{t('signIn')}</Button>}>{t('loginLead')}</EmptyState>;
  return me ? children : <SkeletonList />;
}

import { type ReactNode, createContext, lazy, Suspense, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { api, type View } from './api.ts';
import { useText } from './i18n.ts';
import { orKeptValue } from './kept.ts';
import { SkeletonScreen } from './kit/faces.tsx';
import { Sheet } from './kit/overlay.tsx';
import { kitText } from './kit/text.ts';
import { appName, keepToken, useToken } from './session.ts';
import { useView } from './use-view.ts';

// A guest who only looks around never loads the form.
const SignIn = lazy(() => import('./sign-in.tsx').then((module) => ({ default: module.SignIn })));
const PhoneFirst = lazy(() => import('./phone-first.tsx'));

export type Me = View<'accounts', 'me'>;
type Session = {
  /** Who is signed in; null for a guest, undefined while it is being asked. */
  me: Me | null | undefined;
  isSignedIn: boolean;
  /** Opens the sign-in sheet when needed, with `isPhoneNeeded` also for the phone of who came by e-mail; answers whether all that is there afterwards. */
  askSignIn: (wish?: { isPhoneNeeded?: boolean }) => Promise<boolean>;
  signOut: () => void;
};
const SessionContext = createContext<Session | null>(null);

/** A training room may have no reception: who learns or teaches is still known there after a reload. */
const readMe = appName === 'school' || appName === 'learn' ? orKeptValue('me', () => api.accounts.me({})) : () => api.accounts.me({});

/** Who is using this app: `const { me, isSignedIn, askSignIn, signOut } = useSession()`. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs startApp');
  return session;
}
/** The signed-in person, below `RequireSession`. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error('useMe needs RequireSession');
  return me;
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const { t } = useText(kitText);
  const token = useToken();
  const [asking, setAsking] = useState<'signIn' | 'phone' | null>(null);
  const isPhoneWanted = useRef(false);
  const waiting = useRef<((isDone: boolean) => void)[]>([]);
  const asked = useView(['accounts', 'me', token], readMe, { isReady: token !== null, live: ['person', 'grant', 'session'], staleSeconds: 60, isKept: false });

  const settle = useCallback((isDone: boolean) => {
    setAsking(null);
    for (const resolve of waiting.current.splice(0)) resolve(isDone);
  }, []);
  const hasPhone = asked.value?.maskedPhone !== '';
  const askSignIn = useCallback((wish: { isPhoneNeeded?: boolean } = {}) => {
    isPhoneWanted.current = wish.isPhoneNeeded === true;
    if (token !== null && (hasPhone || !isPhoneWanted.current)) return Promise.resolve(true);
    setAsking(token === null ? 'signIn' : 'phone');
    return new Promise<boolean>((resolve) => waiting.current.push(resolve));
  }, [token, hasPhone]);
  const signOut = useCallback(() => {
    void api.accounts.signOut({}).catch(() => undefined);
    keepToken(null);
  }, []);
  const me = token === null ? null : asked.value;
  useEffect(() => {
    if (me) document.documentElement.toggleAttribute('data-elder', me.isElderMode && document.documentElement.dataset.face === 'h5');
  }, [me]);

  const session = useMemo(() => ({ me, isSignedIn: token !== null, askSignIn, signOut }), [me, token, askSignIn, signOut]);
  return (
    <SessionContext.Provider value={session}>
      {children}
      <Sheet isOpen={asking === 'signIn'} isFull title={t('signedOut')} onClose={() => settle(false)}>
        <Suspense fallback={<SkeletonScreen />}><SignIn isPage={false} onDone={(who) => (isPhoneWanted.current && who.maskedPhone === '' ? setAsking('phone') : settle(true))} /></Suspense>
      </Sheet>
      {asking === 'phone' ? <Suspense fallback={null}><PhoneFirst onDone={() => settle(true)} onClose={() => settle(false)} /></Suspense> : null}
    </SessionContext.Provider>
  );
}

/** Shows its children to a signed-in person, the sign-in page to everyone else. `title` and `lead` greet on that page. */
export function RequireSession({ title, lead, children }: { title?: string; lead?: string; children: ReactNode }) {
  const { me, isSignedIn } = useSession();
  if (!isSignedIn) return <Suspense fallback={<SkeletonScreen />}><SignIn {...(title && { title })} {...(lead && { lead })} /></Suspense>;
  if (!me) return <SkeletonScreen />;
  return children;
}

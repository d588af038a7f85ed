import { lazy, Suspense, type ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { dayOf } from '../shared/format.ts';
import { useText } from '../shared/i18n.ts';
import { Button, ButtonLink, EmptyState, Screen, SkeletonScreen, showToast } from '../shared/kit/index.ts';
import { useLiveEvents } from '../shared/live.ts';
import { RequireSession, useMe, useSession } from '../shared/use-session.tsx';
import { DeskCall } from './desk-call.tsx';
import { isUnderWay } from './next-step.ts';
import { ringBell } from './offer-bell.ts';
import { useOutbox } from './outbox.ts';
import { Today } from './pages/today.tsx';
import { usePositionReport } from './position.ts';
import { text } from './text.ts';
import { useNow } from './use-now.ts';
import { useCity, useVisits } from './use-work.ts';

const Offers = lazy(() => import('./pages/offers.tsx').then((module) => ({ default: module.Offers })));
const Visit = lazy(() => import('./pages/visit.tsx').then((module) => ({ default: module.VisitScreen })));
const Income = lazy(() => import('./pages/income.tsx').then((module) => ({ default: module.Income })));
const Payouts = lazy(() => import('./pages/payouts.tsx'));
const Calendar = lazy(() => import('./pages/calendar.tsx').then((module) => ({ default: module.Calendar })));
const Me = lazy(() => import('./pages/me.tsx').then((module) => ({ default: module.Me })));
const Matching = lazy(() => import('./pages/matching.tsx'));
const Manner = lazy(() => import('./pages/manner.tsx'));
const Formula = lazy(() => import('./pages/formula.tsx'));
const Homes = lazy(() => import('./pages/homes.tsx'));
const SosPost = lazy(() => import('../shared/sos/sos-post.tsx'));
const Sos = lazy(() => import('./pages/sos.tsx'));

const SocialReturn = lazy(() => import('../shared/social-return.tsx'));

/** The worker's app: sign in, then five first screens and the visit. */
export function App() {
  const { t } = useText(text);
  const [at] = useLocation();
  const provider = (['wechat', 'alipay'] as const).find((one) => at === `/sign-in/${one}`);
  if (provider) return <Suspense fallback={<SkeletonScreen />}><SocialReturn provider={provider} /></Suspense>;
  return (
    <RequireSession title={t('signInTitle')} lead={t('signInLead')}>
      <WorkersOnly>
        <Companion />
        <Suspense fallback={null}><SosPost /></Suspense>
        <Suspense fallback={<Screen title={t('app')} hasHeader={false}><SkeletonScreen /></Screen>}>
          <Switch>
            <Route path="/"><Today /></Route>
            <Route path="/offers"><Offers /></Route>
            <Route path="/visits/:orderId">{({ orderId }) => <Visit key={orderId} orderId={orderId} />}</Route>
            <Route path="/income"><Income /></Route>
            <Route path="/income/payouts"><Payouts /></Route>
            <Route path="/calendar"><Calendar /></Route>
            <Route path="/me"><Me /></Route>
            <Route path="/me/matching"><Matching /></Route>
            <Route path="/me/manner"><Manner /></Route>
            <Route path="/me/formula"><Formula /></Route>
            <Route path="/me/homes"><Homes /></Route>
            <Route path="/sos"><Sos /></Route>
            <Route><NotHere /></Route>
          </Switch>
        </Suspense>
      </WorkersOnly>
    </RequireSession>
  );
}

/** What runs beside every screen: the bell of new offers, the position on the way, the post of ticks and photos. */
function Companion() {
  const { t } = useText(text);
  const [at, navigate] = useLocation();
  const visits = useVisits(dayOf(useNow(60)));
  usePositionReport(visits.value?.items.some(isUnderWay) ?? false);
  useOutbox();
  useLiveEvents((event) => {
    if (event.name !== 'offer.made') return;
    ringBell();
    if (at !== '/offers') showToast(t('newOffer'), { tone: 'warm', undo: { label: t('look'), run: () => navigate('/offers') } });
  });
  return null;
}

/** A household's number opens no worker's app: says so and how to become one. */
function WorkersOnly({ children }: { children: ReactNode }) {
  const { t } = useText(text);
  const { signOut } = useSession();
  const me = useMe();
  const city = useCity();
  if (me.workerId !== null) return children;
  const hotline = city.value?.hotline ?? '';
  return (
    <Screen title={t('app')}>
      <EmptyState title={t('notWorker')} action={<>
        <Button size="large" onClick={() => location.assign('/learn')}>{t('apply')}</Button>
        <DeskCall />
        <Button kind="secondary" onClick={signOut}>{t('otherNumber')}</Button>
      </>}>{t('notWorkerLead', { hotline })}</EmptyState>
    </Screen>
  );
}

function NotHere() {
  const { t } = useText(text);
  return <Screen title={t('app')} back="/"><EmptyState title={t('notHere')} art="search" action={<ButtonLink href="/" size="large">{t('toToday')}</ButtonLink>} /></Screen>;
}

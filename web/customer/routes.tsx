import { Suspense, lazy, useLayoutEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { useText } from '../shared/i18n.ts';
import { SkeletonScreen } from '../shared/kit/index.ts';
import { Frame } from './frame.tsx';
import { Home } from './pages/home.tsx';
import { text } from './text.ts';

const Services = lazy(() => import('./pages/services.tsx'));
const Service = lazy(() => import('./pages/service.tsx'));
const Book = lazy(() => import('./pages/book.tsx'));
const Orders = lazy(() => import('./pages/orders.tsx'));
const Order = lazy(() => import('./pages/order.tsx'));
const Person = lazy(() => import('./pages/me.tsx'));
const Addresses = lazy(() => import('./pages/addresses.tsx'));
const Members = lazy(() => import('./pages/members.tsx'));
const MyWorkers = lazy(() => import('./pages/my-workers.tsx'));
const Manner = lazy(() => import('./pages/manner.tsx'));
const Wallet = lazy(() => import('./pages/wallet.tsx'));
const Coupons = lazy(() => import('./pages/coupons.tsx'));
const Referral = lazy(() => import('./pages/referral.tsx'));
const Packs = lazy(() => import('./pages/packs.tsx'));
const Points = lazy(() => import('./pages/points.tsx'));
const Membership = lazy(() => import('./pages/membership.tsx'));
const Charge = lazy(() => import('./pages/charge.tsx'));
const Join = lazy(() => import('./pages/join.tsx'));
const Tickets = lazy(() => import('./pages/tickets.tsx'));
const Worker = lazy(() => import('./pages/worker.tsx'));
const Merchant = lazy(() => import('./pages/merchant.tsx'));
const Stations = lazy(() => import('./pages/stations.tsx'));
const SocialReturn = lazy(() => import('../shared/social-return.tsx'));
const SeriesList = lazy(() => import('./pages/series-list.tsx'));
const Series = lazy(() => import('./pages/series.tsx'));
const NewSeries = lazy(() => import('./pages/series-new.tsx'));
const Verify = lazy(() => import('./pages/verify.tsx'));
const ScanCard = lazy(() => import('./pages/scan-card.tsx'));
const SosPost = lazy(() => import('../shared/sos/sos-post.tsx'));
const Sos = lazy(() => import('./pages/sos.tsx'));
const NotFound = lazy(() => import('./pages/not-found.tsx'));

/** Every address of the app of the household. */
export function App() {
  return (
    <>
      <ScrollToTop />
      <Suspense fallback={null}><SosPost /></Suspense>
      <Suspense fallback={<Opening />}>
        <Switch>
          <Route path="/"><Home /></Route>
          <Route path="/services"><Services /></Route>
          <Route path="/services/:itemId">{({ itemId }) => <Service key={itemId} itemId={itemId} />}</Route>
          <Route path="/book/:itemId">{({ itemId }) => <Book key={itemId} itemId={itemId} />}</Route>
          <Route path="/orders"><Orders /></Route>
          <Route path="/orders/:orderId">{({ orderId }) => <Order key={orderId} orderId={orderId} />}</Route>
          <Route path="/workers/:workerId">{({ workerId }) => <Worker key={workerId} workerId={workerId} />}</Route>
          <Route path="/merchants/:merchantId">{({ merchantId }) => <Merchant key={merchantId} merchantId={merchantId} />}</Route>
          <Route path="/stations"><Stations /></Route>
          <Route path="/me"><Person /></Route>
          <Route path="/me/addresses"><Addresses /></Route>
          <Route path="/me/members"><Members /></Route>
          <Route path="/me/wallet"><Wallet /></Route>
          <Route path="/me/packs"><Packs /></Route>
          <Route path="/me/points"><Points /></Route>
          <Route path="/me/membership"><Membership /></Route>
          <Route path="/me/coupons"><Coupons /></Route>
          <Route path="/me/referral"><Referral /></Route>
          <Route path="/charges/:chargeId">{({ chargeId }) => <Charge key={chargeId} chargeId={chargeId} />}</Route>
          <Route path="/join/:code">{({ code }) => <Join code={code} />}</Route>
          <Route path="/me/workers"><MyWorkers /></Route>
          <Route path="/me/manner"><Manner /></Route>
          <Route path="/sign-in/wechat"><SocialReturn provider="wechat" /></Route>
          <Route path="/sign-in/alipay"><SocialReturn provider="alipay" /></Route>
          <Route path="/me/tickets"><Tickets /></Route>
          <Route path="/series"><SeriesList /></Route>
          <Route path="/series/new/:orderId">{({ orderId }) => <NewSeries key={orderId} orderId={orderId} />}</Route>
          <Route path="/series/:seriesId">{({ seriesId }) => <Series key={seriesId} seriesId={seriesId} />}</Route>
          <Route path="/verify"><Verify number={null} /></Route>
          <Route path="/verify/:number">{({ number }) => <Verify key={number} number={decodeURIComponent(number)} />}</Route>
          <Route path="/card"><ScanCard /></Route>
          <Route path="/sos"><Sos /></Route>
          <Route><NotFound /></Route>
        </Switch>
      </Suspense>
    </>
  );
}

function Opening() {
  const { t } = useText(text);
  return <Frame title={t('brand')} back="/"><SkeletonScreen /></Frame>;
}

let isGoingBack = false;
if (typeof window !== 'undefined') window.addEventListener('popstate', () => { isGoingBack = true; });

/** A new page starts at its top; going back, the browser restores where one was. */
function ScrollToTop() {
  const [path] = useLocation();
  useLayoutEffect(() => {
    if (!isGoingBack) window.scrollTo(0, 0);
    isGoingBack = false;
  }, [path]);
  return null;
}

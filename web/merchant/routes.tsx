import { CalendarRange, ClipboardList, LayoutDashboard, ReceiptText, UserRoundCheck, Store, Users } from 'lucide-react';
import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Beside } from '../shared/desk/beside.tsx';
import { NotFound } from '../shared/desk/dead-ends.tsx';
import { DeskLayout } from '../shared/desk/desk-layout.tsx';
import { lazyLater, useWarm } from '../shared/desk/lazy-later.ts';
import { useText } from '../shared/i18n.ts';
import { SkeletonScreen } from '../shared/kit/index.ts';
import { RequireSession } from '../shared/use-session.tsx';
import { TodayPage } from './pages/today.tsx';
import { useWaiting } from './use-waiting.ts';
import { text } from './text.ts';
import { useBoard, useMerchant, useOwnMerchant } from './use-merchant.ts';

const Waiting = lazyLater(() => import('./pages/waiting.tsx'));
const Orders = lazyLater(() => import('./pages/orders.tsx'));
const Day = lazyLater(() => import('./pages/day.tsx'));
const Staff = lazyLater(() => import('./pages/staff.tsx'));
const Statement = lazyLater(() => import('./pages/statement.tsx'));
const Joining = lazyLater(() => import('./joining/joining.tsx'));
const Shop = lazyLater(() => import('./pages/shop.tsx'));
const OrderDrawer = lazyLater(() => import('./order/order-drawer.tsx'));
const WorkerDrawer = lazyLater(() => import('./staff/worker-drawer.tsx'));

/** The merchant's app: sign-in, merchant, frame, pages; an order or a worker opens beside any page. */
export function App() {
  const { t } = useText(text);
  return <RequireSession title={t('appTitle')} lead={t('appLead')}><RequireMerchant /></RequireSession>;
}

function RequireMerchant() {
  const { t } = useText(text);
  const { merchantId } = useMerchant();
  const shop = useOwnMerchant(merchantId !== '');
  if (merchantId !== '' && shop.value?.status !== 'joining') return <Frame />;
  // On the way in there is one page and nothing else to do.
  return <DeskLayout title={t('app')} nav={[]}><Suspense fallback={<SkeletonScreen />}><Joining /></Suspense></DeskLayout>;
}

function Frame() {
  useWarm();
  const { t } = useText(text);
  const { isOwner } = useMerchant();
  const board = useBoard();
  const waiting = useWaiting();
  const burning = board.value?.exceptions.filter(({ severity }) => severity === 'now').length ?? 0;
  return (
    <DeskLayout
      title={t('app')} roleName={t(isOwner ? 'owner' : 'staffRole')}
      nav={[
        { href: '/', label: t('today'), icon: <LayoutDashboard />, count: burning, shortcut: 'g t', group: t('groupWork') },
        { href: '/waiting', label: t('waiting'), icon: <UserRoundCheck />, count: waiting.value?.items.length ?? 0, shortcut: 'g n' },
        { href: '/orders', label: t('orders'), icon: <ClipboardList />, shortcut: 'g o' },
        { href: '/day', label: t('day'), icon: <CalendarRange />, shortcut: 'g d' },
        { href: '/staff', label: t('staff'), icon: <Users />, shortcut: 'g w', group: t('groupShop') },
        { href: '/statement', label: t('statement'), icon: <ReceiptText />, shortcut: 'g s' },
        { href: '/shop', label: t('shop'), icon: <Store />, shortcut: 'g h' },
      ]}
    >
      <Suspense fallback={<SkeletonScreen />}>
        <Switch>
          <Route path="/"><TodayPage /></Route>
          <Route path="/waiting"><Waiting /></Route>
          <Route path="/orders"><Orders /></Route>
          <Route path="/day"><Day /></Route>
          <Route path="/staff"><Staff /></Route>
          <Route path="/statement"><Statement /></Route>
          <Route path="/shop"><Shop /></Route>
          <Route path="/joining"><Joining /></Route>
          <Route><NotFound back={t('backToToday')} /></Route>
        </Switch>
      </Suspense>
      <Beside order={OrderDrawer} worker={WorkerDrawer} />
    </DeskLayout>
  );
}

import { Button } from 'antd';
import { CalendarRange, ClipboardList, LayoutDashboard, ReceiptText, Store, Users } from 'lucide-react';
import { Suspense, lazy } from 'react';
import { Link, Route, Switch } from 'wouter';
import { DeskLayout, Page } from '../shared/desk/desk-layout.tsx';
import { useText } from '../shared/i18n.ts';
import { EmptyState, SkeletonScreen } from '../shared/kit/index.ts';
import { RequireSession, useSession } from '../shared/use-session.tsx';
import { TodayPage } from './pages/today.tsx';
import { text } from './text.ts';
import { useBoard, useMerchant, useOpen } from './use-merchant.ts';

const Orders = lazy(() => import('./pages/orders.tsx'));
const Day = lazy(() => import('./pages/day.tsx'));
const Staff = lazy(() => import('./pages/staff.tsx'));
const Statement = lazy(() => import('./pages/statement.tsx'));
const Shop = lazy(() => import('./pages/shop.tsx'));
const OrderDrawer = lazy(() => import('./order/order-drawer.tsx'));
const WorkerDrawer = lazy(() => import('./staff/worker-drawer.tsx'));

/** The merchant's app: sign-in, merchant, frame, pages; an order or a worker opens beside any page. */
export function App() {
  const { t } = useText(text);
  return <RequireSession title={t('appTitle')} lead={t('appLead')}><RequireMerchant /></RequireSession>;
}

function RequireMerchant() {
  const { t } = useText(text);
  const { signOut } = useSession();
  const { merchantId } = useMerchant();
  if (merchantId !== '') return <Frame />;
  return <DeskLayout title={t('app')} nav={[]}><EmptyState title={t('notMerchant')} action={<Button type="primary" onClick={signOut}>{t('signOut')}</Button>}>{t('notMerchantNote')}</EmptyState></DeskLayout>;
}

function Frame() {
  const { t } = useText(text);
  const { isOwner } = useMerchant();
  const board = useBoard();
  const burning = board.value?.exceptions.filter(({ severity }) => severity === 'now').length ?? 0;
  return (
    <DeskLayout
      title={t('app')} roleName={t(isOwner ? 'owner' : 'staffRole')}
      nav={[
        { href: '/', label: t('today'), icon: <LayoutDashboard />, count: burning, shortcut: 'g t', group: t('groupWork') },
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
          <Route path="/orders"><Orders /></Route>
          <Route path="/day"><Day /></Route>
          <Route path="/staff"><Staff /></Route>
          <Route path="/statement"><Statement /></Route>
          <Route path="/shop"><Shop /></Route>
          <Route><NotFound /></Route>
        </Switch>
      </Suspense>
      <Beside />
    </DeskLayout>
  );
}

/** The drawer of the order or worker named in the address. */
function Beside() {
  const { orderId, workerId } = useOpen();
  return (
    <Suspense fallback={null}>
      {orderId ? <OrderDrawer key={orderId} orderId={orderId} /> : null}
      {!orderId && workerId ? <WorkerDrawer key={workerId} workerId={workerId} /> : null}
    </Suspense>
  );
}

function NotFound() {
  const { t } = useText(text);
  return <Page title={t('notFound')}><EmptyState title={t('notFound')} art="search" action={<Link href="/">{t('backToToday')}</Link>}>{t('notFoundNote')}</EmptyState></Page>;
}

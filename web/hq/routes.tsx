import { Button } from 'antd';
import { BadgeCheck, BookOpenCheck, CalendarClock, Landmark, LayoutDashboard, Map as MapIcon, MapPinHouse, Route as Route2, Scale, ScrollText, SlidersHorizontal, Store, Tags, Users } from 'lucide-react';
import { Suspense, lazy } from 'react';
import { Link, Route, Switch } from 'wouter';
import { api } from '../shared/api.ts';
import { DeskLayout, Page } from '../shared/desk/desk-layout.tsx';
import { useText } from '../shared/i18n.ts';
import { EmptyState, SkeletonScreen } from '../shared/kit/index.ts';
import { RequireSession, useSession } from '../shared/use-session.tsx';
import { useView } from '../shared/use-view.ts';
import { OverviewPage } from './pages/overview.tsx';
import { text } from './text.ts';
import { useHolds } from './use-hq.ts';

const Catalog = lazy(() => import('./pages/catalog.tsx'));
const Prices = lazy(() => import('./pages/prices.tsx'));
const Districts = lazy(() => import('./pages/districts.tsx'));
const Merchants = lazy(() => import('./pages/merchants.tsx'));
const Stations = lazy(() => import('./pages/stations.tsx'));
const People = lazy(() => import('./pages/people.tsx'));
const Workers = lazy(() => import('./pages/workers.tsx'));
const Lapses = lazy(() => import('./pages/lapses.tsx'));
const Policies = lazy(() => import('./pages/policies.tsx'));
const Settings = lazy(() => import('./pages/settings.tsx'));
const Weights = lazy(() => import('./pages/weights.tsx'));
const Money = lazy(() => import('./pages/money.tsx'));
const Audit = lazy(() => import('./pages/audit.tsx'));

/** The operator's app: everything the platform offers, allows and must account for. */
export function App() {
  const { t } = useText(text);
  return <RequireSession title={t('appTitle')} lead={t('appLead')}><RequireHq /></RequireSession>;
}

function RequireHq() {
  const { t } = useText(text);
  const { signOut } = useSession();
  const holds = useHolds();
  if (holds('operator', 'finance', 'auditor')) return <Frame />;
  return <DeskLayout title={t('app')} nav={[]}><EmptyState title={t('notHq')} action={<Button type="primary" onClick={signOut}>{t('signOut')}</Button>}>{t('notHqNote')}</EmptyState></DeskLayout>;
}

function Frame() {
  const { t } = useText(text);
  const holds = useHolds();
  const applied = useView(['workers', 'search', 'applied', 'count'], () => api.workers.search({ status: 'applied', limit: 100 }), { live: ['worker'], staleSeconds: 60 });
  return (
    <DeskLayout
      title={t('app')} roleName={t(holds('operator') ? 'operator' : holds('finance') ? 'finance' : 'auditor')}
      nav={[
        { href: '/', label: t('overview'), icon: <LayoutDashboard />, shortcut: 'g o', group: t('groupNow') },
        { href: '/workers', label: t('workers'), icon: <BadgeCheck />, count: applied.value?.items.length ?? 0, shortcut: 'g w' },
        { href: '/lapses', label: t('lapses'), icon: <CalendarClock />, shortcut: 'g x' },
        { href: '/catalog', label: t('catalog'), icon: <BookOpenCheck />, shortcut: 'g c', group: t('groupOffer') },
        { href: '/prices', label: t('prices'), icon: <Tags />, shortcut: 'g p' },
        { href: '/districts', label: t('districts'), icon: <MapIcon />, shortcut: 'g d', group: t('groupAlliance') },
        { href: '/merchants', label: t('merchants'), icon: <Store />, shortcut: 'g m' },
        { href: '/stations', label: t('stations'), icon: <MapPinHouse />, shortcut: 'g s' },
        { href: '/people', label: t('people'), icon: <Users />, shortcut: 'g u', group: t('groupPlatform') },
        { href: '/policies', label: t('policies'), icon: <Route2 />, shortcut: 'g i' },
        { href: '/settings', label: t('settings'), icon: <SlidersHorizontal />, shortcut: 'g r' },
        { href: '/weights', label: t('weights'), icon: <Scale />, shortcut: 'g e' },
        { href: '/money', label: t('money'), icon: <Landmark />, shortcut: 'g l' },
        ...(holds('operator', 'auditor') ? [{ href: '/audit', label: t('audit'), icon: <ScrollText />, shortcut: 'g a' }] : []),
      ]}
    >
      <Suspense fallback={<SkeletonScreen />}>
        <Switch>
          <Route path="/"><OverviewPage /></Route>
          <Route path="/catalog"><Catalog /></Route>
          <Route path="/prices"><Prices /></Route>
          <Route path="/districts"><Districts /></Route>
          <Route path="/merchants"><Merchants /></Route>
          <Route path="/stations"><Stations /></Route>
          <Route path="/people"><People /></Route>
          <Route path="/workers"><Workers /></Route>
          <Route path="/lapses"><Lapses /></Route>
          <Route path="/policies"><Policies /></Route>
          <Route path="/settings"><Settings /></Route>
          <Route path="/weights"><Weights /></Route>
          <Route path="/money"><Money /></Route>
          <Route path="/audit"><Audit /></Route>
          <Route><NotFound /></Route>
        </Switch>
      </Suspense>
    </DeskLayout>
  );
}

function NotFound() {
  const { t } = useText(text);
  return <Page title={t('notFound')}><EmptyState title={t('notFound')} art="search" action={<Link href="/">{t('back')}</Link>}>{t('notFoundNote')}</EmptyState></Page>;
}

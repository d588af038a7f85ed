import { Button } from 'antd';
import { CalendarRange, CalendarSync, ClipboardList, Clock4, LayoutDashboard, Map as MapIcon, PhoneCall, PhoneIncoming, Route as RouteIcon, Scale, Siren, TicketCheck, TriangleAlert, Users } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { api } from '../shared/api.ts';
import { Beside } from '../shared/desk/beside.tsx';
import { NotAllowed, NotFound } from '../shared/desk/dead-ends.tsx';
import { DeskLayout } from '../shared/desk/desk-layout.tsx';
import { useShortcut } from '../shared/desk/use-shortcut.ts';
import { lazyLater, useWarm } from '../shared/desk/lazy-later.ts';
import { useText } from '../shared/i18n.ts';
import { SkeletonScreen } from '../shared/kit/index.ts';
import { RequireSession } from '../shared/use-session.tsx';
import { useView } from '../shared/use-view.ts';
import { BoardPage } from './pages/board.tsx';
import { useRepair } from './plan/use-repair.ts';
import { AlarmBar, useAlarms } from './sos/alarm-bar.tsx';
import { text } from './text.ts';
import { useBoard, useHolds } from './use-desk.ts';

const Orders = lazyLater(() => import('./pages/orders.tsx'));
const Day = lazyLater(() => import('./pages/day.tsx'));
const PlanPage = lazyLater(() => import('./pages/plan.tsx'));
const RepairsPage = lazyLater(() => import('./pages/repairs.tsx'));
const RepairBeside = lazyLater(() => import('./plan/repair-dialog.tsx'));
const MapPage = lazyLater(() => import('./pages/map.tsx'));
const FollowUps = lazyLater(() => import('./pages/follow-ups.tsx'));
const Tickets = lazyLater(() => import('./pages/tickets.tsx'));
const Appeals = lazyLater(() => import('./pages/appeals.tsx'));
const SosPage = lazyLater(() => import('./pages/sos.tsx'));
const SosOne = lazyLater(() => import('./pages/sos-one.tsx'));
const Duty = lazyLater(() => import('./pages/duty.tsx'));
const Book = lazyLater(() => import('./pages/book.tsx'));
const Workers = lazyLater(() => import('./pages/workers.tsx'));
const SeriesPage = lazyLater(() => import('./pages/series.tsx'));
const OrderDrawer = lazyLater(() => import('./order/order-drawer.tsx'));
const WorkerDrawer = lazyLater(() => import('./parts/worker-drawer.tsx'));

/** The dispatch and call desk: sign-in, role, frame, pages; an order or a worker opens beside any page. */
export function App() {
  const { t } = useText(text);
  return <RequireSession title={t('deskTitle')} lead={t('deskLead')}><RequireDesk><Desk /></RequireDesk></RequireSession>;
}

function RequireDesk({ children }: { children: ReactNode }) {
  const { t } = useText(text);
  const holds = useHolds();
  if (holds('dispatcher', 'agent', 'operator', 'finance', 'auditor')) return children;
  return <NotAllowed app={t('desk')} title={t('notDesk')} note={t('notDeskNote')} />;
}

function Desk() {
  useWarm();
  const { t } = useText(text);
  const holds = useHolds();
  const [, navigate] = useLocation();
  const board = useBoard();
  const alarms = useAlarms();
  const repair = useRepair();
  const dueFollowUps = useView(['support', 'listFollowUps', 'due', 'count'], () => api.support.listFollowUps({ state: 'due', limit: 100 }), { live: ['followUp'], everySeconds: 120, isReady: holds('agent', 'dispatcher', 'operator', 'auditor') });
  const openAppeals = useView(['workers', 'listAppeals', 'open'], () => api.workers.listAppeals({ state: 'open', limit: 100 }), { live: ['worker.changed'], everySeconds: 120, isReady: holds('agent', 'dispatcher', 'operator') });
  const openSteps = useView(['workers', 'conductAppeals', 'open'], () => api.workers.conductAppeals({ state: 'open' }), { live: ['worker'], everySeconds: 120, isReady: holds('operator') });
  const openLevels = useView(['workers', 'listLadderAppeals', 'open'], () => api.workers.listLadderAppeals({ state: 'open', limit: 100 }), { live: ['worker'], everySeconds: 120, isReady: holds('operator') });
  useShortcut('n', () => navigate('/book'), t('newBooking'));
  const burning = board.value?.exceptions.filter(({ severity }) => severity === 'now').length ?? 0;
  const overdueTickets = board.value?.exceptions.filter(({ kind }) => kind === 'ticketOverdue').length ?? 0;
  const roleName = holds('dispatcher') ? t('dispatcher') : holds('agent') ? t('agent') : holds('operator') ? t('operator') : t('viewer');
  const mayCall = holds('agent', 'operator');
  return (
    <DeskLayout
      title={t('desk')} roleName={roleName}
      actions={mayCall ? <Button data-testid="new-booking" icon={<PhoneIncoming size={16} />} onClick={() => navigate('/book')}>{t('newBooking')}</Button> : null}
      nav={[
        { href: '/', label: t('board'), icon: <LayoutDashboard />, count: burning, shortcut: 'g b', group: t('groupDispatch') },
        { href: '/orders', label: t('orders'), icon: <ClipboardList />, shortcut: 'g o' },
        { href: '/day', label: t('day'), icon: <CalendarRange />, shortcut: 'g d' },
        { href: '/plan', label: t('plan'), icon: <RouteIcon />, shortcut: 'g l' },
        { href: '/repairs', label: t('repairs'), icon: <TriangleAlert />, shortcut: 'g r' },
        { href: '/series', label: t('series'), icon: <CalendarSync />, shortcut: 'g s' },
        { href: '/map', label: t('map'), icon: <MapIcon />, shortcut: 'g m' },
        { href: '/follow-ups', label: t('followUps'), icon: <PhoneCall />, count: dueFollowUps.value?.items.filter(({ isOverdue }) => isOverdue).length ?? 0, shortcut: 'g f', group: t('groupService') },
        { href: '/sos', label: t('sos'), icon: <Siren />, count: alarms.value?.items.length ?? 0, shortcut: 'g h' },
        { href: '/duty', label: t('duty'), icon: <Clock4 />, shortcut: 'g y' },
        { href: '/tickets', label: t('tickets'), icon: <TicketCheck />, count: overdueTickets, shortcut: 'g t' },
        { href: '/appeals', label: t('appeals'), icon: <Scale />, count: [openAppeals, openSteps, openLevels].reduce((sum, { value }) => sum + (value?.items.length ?? 0), 0), shortcut: 'g a' },
        ...(mayCall ? [{ href: '/book', label: t('book'), icon: <PhoneIncoming />, shortcut: 'g p' }] : []),
        { href: '/workers', label: t('workers'), icon: <Users />, shortcut: 'g w', group: t('groupPeople') },
      ]}
    >
      <AlarmBar />
      <Suspense fallback={<SkeletonScreen />}>
        <Switch>
          <Route path="/"><BoardPage /></Route>
          <Route path="/orders"><Orders /></Route>
          <Route path="/day"><Day /></Route>
          <Route path="/plan"><PlanPage /></Route>
          <Route path="/repairs"><RepairsPage /></Route>
          <Route path="/series"><SeriesPage /></Route>
          <Route path="/map"><MapPage /></Route>
          <Route path="/follow-ups"><FollowUps /></Route>
          <Route path="/sos"><SosPage /></Route>
          <Route path="/sos/:sosId">{({ sosId }) => <SosOne key={sosId} sosId={sosId} />}</Route>
          <Route path="/duty"><Duty /></Route>
          <Route path="/tickets"><Tickets /></Route>
          <Route path="/appeals"><Appeals /></Route>
          <Route path="/book"><Book /></Route>
          <Route path="/workers"><Workers /></Route>
          <Route><NotFound back={t('backToBoard')} /></Route>
        </Switch>
      </Suspense>
      <Beside order={OrderDrawer} worker={WorkerDrawer} />
      {repair.kind === null ? null : <Suspense fallback={null}><RepairBeside /></Suspense>}
    </DeskLayout>
  );
}

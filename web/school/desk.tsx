import { Award, BadgeCheck, BookOpen, BriefcaseBusiness, Brush, Building2, CalendarDays, ClipboardCheck, FileSpreadsheet, FileText, Funnel, GitCommitVertical, HandCoins, Handshake, HeartHandshake, LayoutDashboard, ListChecks, RefreshCw, School, ScrollText, Smartphone, UsersRound } from 'lucide-react';
import { Suspense, lazy } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { NotAllowed, NotFound } from '../shared/desk/dead-ends.tsx';
import { DeskLayout, type NavItem } from '../shared/desk/desk-layout.tsx';
import { useIsPhone } from '../shared/desk/use-is-phone.ts';
import { useHolds } from '../shared/desk/use-param.ts';
import { useText } from '../shared/i18n.ts';
import { SkeletonScreen } from '../shared/kit/index.ts';
import { OverviewPage } from './pages/overview.tsx';
import { text } from './text.ts';

const Recruiting = lazy(() => import('./pages/recruiting.tsx'));
const Applications = lazy(() => import('./pages/applications.tsx'));
const Posts = lazy(() => import('./pages/posts.tsx'));
const Imports = lazy(() => import('./pages/imports.tsx'));
const Certificates = lazy(() => import('./pages/certificates.tsx'));
const Retraining = lazy(() => import('./pages/retraining.tsx'));
const Mentors = lazy(() => import('./pages/mentors.tsx'));
const Subsidies = lazy(() => import('./pages/subsidies.tsx'));
const Standards = lazy(() => import('./pages/standards.tsx'));
const Log = lazy(() => import('./pages/log.tsx'));
const Modules = lazy(() => import('./pages/modules.tsx'));
const Courses = lazy(() => import('./pages/courses.tsx'));
const Timetable = lazy(() => import('./pages/timetable.tsx'));
const Rooms = lazy(() => import('./pages/rooms.tsx'));
const Kits = lazy(() => import('./pages/kits.tsx'));
const Groups = lazy(() => import('./pages/groups.tsx'));
const Partners = lazy(() => import('./pages/partners.tsx'));
const Questions = lazy(() => import('./pages/questions.tsx'));
const Papers = lazy(() => import('./pages/papers.tsx'));
const Practicals = lazy(() => import('./pages/practicals.tsx'));

/** The desk of the school, with the pages a person's roles open. */
export default function Desk() {
  const { t } = useText(text);
  const holds = useHolds();
  return holds('operator', 'trainer', 'examiner', 'finance') ? <Frame /> : <NotAllowed app={t('app')} title={t('notSchool')} note={t('notSchoolNote')} />;
}

function Frame() {
  const { t } = useText(text);
  const holds = useHolds();
  const isPhone = useIsPhone();
  const isOperator = holds('operator');
  const nav: NavItem[] = [
    { href: '/', label: t('overview'), icon: <LayoutDashboard />, shortcut: 'g o', group: t('groupNow') },
    { href: '/m', label: t('phonePages'), icon: <Smartphone />, shortcut: 'g m' },
    ...(isOperator ? [
      { href: '/applications', label: t('applications'), icon: <BadgeCheck />, shortcut: 'g a', group: t('groupRecruit') },
      { href: '/recruiting', label: t('recruiting'), icon: <Funnel />, shortcut: 'g r' },
      { href: '/posts', label: t('posts'), icon: <BriefcaseBusiness />, shortcut: 'g j' },
      { href: '/imports', label: t('imports'), icon: <FileSpreadsheet />, shortcut: 'g i' },
    ] : []),
    { href: '/timetable', label: t('timetable'), icon: <CalendarDays />, shortcut: 'g s', group: t('groupTeach') },
    { href: '/courses', label: t('courses'), icon: <School />, shortcut: 'g k' },
    { href: '/modules', label: t('modules'), icon: <BookOpen />, shortcut: 'g e' },
    { href: '/rooms', label: t('rooms'), icon: <Building2 />, shortcut: 'g b' },
    { href: '/kits', label: t('kits'), icon: <Brush />, shortcut: 'g w' },
    { href: '/groups', label: t('groups'), icon: <HeartHandshake />, shortcut: 'g h' },
    { href: '/partners', label: t('partners'), icon: <Handshake />, shortcut: 'g n' },
    { href: '/practicals', label: t('practicals'), icon: <ClipboardCheck />, shortcut: 'g x', group: t('groupExam') },
    { href: '/questions', label: t('questions'), icon: <ListChecks />, shortcut: 'g q' },
    { href: '/papers', label: t('papers'), icon: <FileText />, shortcut: 'g f' },
    ...(isOperator ? [
      { href: '/certificates', label: t('certificates'), icon: <Award />, shortcut: 'g c', group: t('groupCertify') },
      { href: '/retraining', label: t('retraining'), icon: <RefreshCw />, shortcut: 'g t' },
      { href: '/mentors', label: t('mentors'), icon: <UsersRound />, shortcut: 'g p' },
    ] : []),
    { href: '/subsidies', label: t('subsidies'), icon: <HandCoins />, shortcut: 'g y', ...(!isOperator && { group: t('groupCertify') }) },
    { href: '/standards', label: t('standards'), icon: <ScrollText />, shortcut: 'g d' },
    { href: '/log', label: t('log'), icon: <GitCommitVertical />, shortcut: 'g l' },
  ];
  return (
    <DeskLayout title={t('app')} roleName={t(isOperator ? 'operator' : holds('trainer') ? 'trainer' : holds('examiner') ? 'examiner' : 'finance')} nav={nav}>
      <Suspense fallback={<SkeletonScreen />}>
        <Switch>
          <Route path="/">{isPhone && !isOperator ? <Redirect to="/m" replace /> : <OverviewPage />}</Route>
          <Route path="/applications"><Applications /></Route>
          <Route path="/recruiting"><Recruiting /></Route>
          <Route path="/posts"><Posts /></Route>
          <Route path="/imports"><Imports /></Route>
          <Route path="/certificates"><Certificates /></Route>
          <Route path="/retraining"><Retraining /></Route>
          <Route path="/mentors"><Mentors /></Route>
          <Route path="/subsidies"><Subsidies /></Route>
          <Route path="/standards"><Standards /></Route>
          <Route path="/log"><Log /></Route>
          <Route path="/modules"><Modules /></Route>
          <Route path="/courses"><Courses /></Route>
          <Route path="/timetable"><Timetable /></Route>
          <Route path="/rooms"><Rooms /></Route>
          <Route path="/kits"><Kits /></Route>
          <Route path="/groups"><Groups /></Route>
          <Route path="/partners"><Partners /></Route>
          <Route path="/questions"><Questions /></Route>
          <Route path="/papers"><Papers /></Route>
          <Route path="/practicals"><Practicals /></Route>
          <Route><NotFound back={t('overview')} /></Route>
        </Switch>
      </Suspense>
    </DeskLayout>
  );
}

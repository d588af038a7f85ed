import { Award, BadgeCheck, BookOpen, BriefcaseBusiness, Brush, Building2, CalendarDays, ClipboardCheck, FileSpreadsheet, FileText, Funnel, GitCommitVertical, HandCoins, Handshake, HeartHandshake, LayoutDashboard, ListChecks, RefreshCw, School, ScrollText, Smartphone, UsersRound } from 'lucide-react';
import { Suspense, lazy } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { NotAllowed, NotFound } from '../shared/desk/dead-ends.tsx';
import { DeskLayout, Page, type NavItem } from '../shared/desk/desk-layout.tsx';
import { useIsPhone } from '../shared/desk/use-is-phone.ts';
import { useHolds } from '../shared/desk/use-param.ts';
import { useText } from '../shared/i18n.ts';
import { EmptyState, SkeletonScreen } from '../shared/kit/index.ts';
import { deskRoles, fieldRoles, pageRoles, type PagePath } from './access.ts';
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
  return holds(...deskRoles) ? <Frame /> : <NotAllowed app={t('app')} title={t('notSchool')} note={t('notSchoolNote')} />;
}

type Holds = ReturnType<typeof useHolds>;
const mayOpen = (holds: Holds, path: string): boolean => holds(...(pageRoles[`/${path.split('/')[1]!}` as PagePath] ?? deskRoles));
/** What the person's roles open, each group named once above its first page. */
const navFor = (holds: Holds, items: readonly NavItem[]): NavItem[] => items.filter(({ href }) => mayOpen(holds, href)).map(({ group, ...item }, index, shown) => (group === undefined || shown[index - 1]?.group === group ? item : { ...item, group }));

function Frame() {
  const { t } = useText(text);
  const holds = useHolds();
  const isPhone = useIsPhone();
  const [at] = useLocation();
  const isOperator = holds('operator');
  const nav = navFor(holds, [
    { href: '/', label: t('overview'), icon: <LayoutDashboard />, shortcut: 'g o', group: t('groupNow') },
    { href: '/m', label: t('phonePages'), icon: <Smartphone />, shortcut: 'g m', group: t('groupNow') },
    { href: '/applications', label: t('applications'), icon: <BadgeCheck />, shortcut: 'g a', group: t('groupRecruit') },
    { href: '/recruiting', label: t('recruiting'), icon: <Funnel />, shortcut: 'g r', group: t('groupRecruit') },
    { href: '/posts', label: t('posts'), icon: <BriefcaseBusiness />, shortcut: 'g j', group: t('groupRecruit') },
    { href: '/imports', label: t('imports'), icon: <FileSpreadsheet />, shortcut: 'g i', group: t('groupRecruit') },
    { href: '/timetable', label: t('timetable'), icon: <CalendarDays />, shortcut: 'g s', group: t('groupTeach') },
    { href: '/courses', label: t('courses'), icon: <School />, shortcut: 'g k', group: t('groupTeach') },
    { href: '/modules', label: t('modules'), icon: <BookOpen />, shortcut: 'g e', group: t('groupTeach') },
    { href: '/rooms', label: t('rooms'), icon: <Building2 />, shortcut: 'g b', group: t('groupTeach') },
    { href: '/kits', label: t('kits'), icon: <Brush />, shortcut: 'g w', group: t('groupTeach') },
    { href: '/groups', label: t('groups'), icon: <HeartHandshake />, shortcut: 'g h', group: t('groupTeach') },
    { href: '/partners', label: t('partners'), icon: <Handshake />, shortcut: 'g n', group: t('groupTeach') },
    { href: '/practicals', label: t('practicals'), icon: <ClipboardCheck />, shortcut: 'g x', group: t('groupExam') },
    { href: '/questions', label: t('questions'), icon: <ListChecks />, shortcut: 'g q', group: t('groupExam') },
    { href: '/papers', label: t('papers'), icon: <FileText />, shortcut: 'g f', group: t('groupExam') },
    { href: '/certificates', label: t('certificates'), icon: <Award />, shortcut: 'g c', group: t('groupCertify') },
    { href: '/retraining', label: t('retraining'), icon: <RefreshCw />, shortcut: 'g t', group: t('groupCertify') },
    { href: '/mentors', label: t('mentors'), icon: <UsersRound />, shortcut: 'g p', group: t('groupCertify') },
    { href: '/subsidies', label: t('subsidies'), icon: <HandCoins />, shortcut: 'g y', group: t('groupCertify') },
    { href: '/standards', label: t('standards'), icon: <ScrollText />, shortcut: 'g d', group: t('groupCertify') },
    { href: '/log', label: t('log'), icon: <GitCommitVertical />, shortcut: 'g l', group: t('groupCertify') },
  ]);
  return (
    <DeskLayout title={t('app')} roleName={t(isOperator ? 'operator' : holds('trainer') ? 'trainer' : holds('examiner') ? 'examiner' : holds('finance') ? 'finance' : holds('auditor') ? 'auditor' : holds('dispatcher') ? 'dispatcher' : 'agent')} nav={nav}>
      {mayOpen(holds, at) ? <Suspense fallback={<SkeletonScreen />}>
        <Switch>
          <Route path="/">{isPhone && !isOperator && holds(...fieldRoles) ? <Redirect to="/m" replace /> : <OverviewPage />}</Route>
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
      </Suspense> : <Page title={t('notYours')}><EmptyState title={t('notYours')} art="calm" action={<Link href="/">{t('overview')}</Link>}>{t('notYoursNote')}</EmptyState></Page>}
    </DeskLayout>
  );
}

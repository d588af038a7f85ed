import { Suspense, lazy } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { useText } from '../shared/i18n.ts';
import { ButtonLink, EmptyState, Screen, SkeletonScreen } from '../shared/kit/index.ts';
import { RequireSession } from '../shared/use-session.tsx';
import { Companion } from './companion.tsx';
import { Home } from './pages/home.tsx';
import { text } from './text.ts';

const Apply = lazy(() => import('./pages/apply.tsx'));
const Status = lazy(() => import('./pages/status.tsx'));
const Sign = lazy(() => import('./pages/sign.tsx'));
const Study = lazy(() => import('./pages/study.tsx'));
const ModulePage = lazy(() => import('./pages/module.tsx'));
const LessonPage = lazy(() => import('./pages/lesson.tsx'));
const Classes = lazy(() => import('./pages/classes.tsx'));
const Group = lazy(() => import('./pages/group.tsx'));
const Areas = lazy(() => import('./pages/areas.tsx'));
const Exams = lazy(() => import('./pages/exams.tsx'));
const Exam = lazy(() => import('./pages/exam.tsx'));
const ExamResult = lazy(() => import('./pages/exam-result.tsx'));
const Practical = lazy(() => import('./pages/practical.tsx'));
const Certificates = lazy(() => import('./pages/certificates.tsx'));
const Ladder = lazy(() => import('./pages/ladder.tsx'));
const Card = lazy(() => import('./pages/card.tsx'));
const Mentoring = lazy(() => import('./pages/mentoring.tsx'));
const Subsidies = lazy(() => import('./pages/subsidies.tsx'));
const Me = lazy(() => import('./pages/me.tsx'));
const SocialReturn = lazy(() => import('../shared/social-return.tsx'));

/** The learner's app: apply, be checked, learn, be examined, hold certificates. */
export function App() {
  const { t } = useText(text);
  const [at] = useLocation();
  const provider = (['wechat', 'alipay'] as const).find((one) => at === `/sign-in/${one}`);
  if (provider) return <Suspense fallback={<SkeletonScreen />}><SocialReturn provider={provider} /></Suspense>;
  return (
    <RequireSession title={t('signInTitle')} lead={t('signInLead')}>
      <Companion />
      <Suspense fallback={<Screen title={t('app')} hasHeader={false}><SkeletonScreen /></Screen>}>
        <Switch>
          <Route path="/"><Home /></Route>
          <Route path="/apply"><Apply /></Route>
          <Route path="/status"><Status /></Route>
          <Route path="/sign"><Sign /></Route>
          <Route path="/study"><Study /></Route>
          <Route path="/modules/:module">{({ module }) => <ModulePage key={module} module={module} />}</Route>
          <Route path="/lessons/:lessonId">{({ lessonId }) => <LessonPage key={lessonId} lessonId={lessonId} />}</Route>
          <Route path="/classes"><Classes /></Route>
          <Route path="/groups/:groupId">{({ groupId }) => <Group key={groupId} groupId={groupId} />}</Route>
          <Route path="/areas"><Areas /></Route>
          <Route path="/exams"><Exams /></Route>
          <Route path="/exams/:attemptId">{({ attemptId }) => <Exam key={attemptId} attemptId={attemptId} />}</Route>
          <Route path="/exams/:attemptId/result">{({ attemptId }) => <ExamResult key={attemptId} attemptId={attemptId} />}</Route>
          <Route path="/practical"><Practical /></Route>
          <Route path="/certificates"><Certificates /></Route>
          <Route path="/ladder"><Ladder /></Route>
          <Route path="/card"><Card /></Route>
          <Route path="/mentoring"><Mentoring /></Route>
          <Route path="/subsidies"><Subsidies /></Route>
          <Route path="/me"><Me /></Route>
          <Route><NotHere /></Route>
        </Switch>
      </Suspense>
    </RequireSession>
  );
}

function NotHere() {
  const { t } = useText(text);
  return <Screen title={t('app')} back="/"><EmptyState title={t('notHere')} art="search" action={<ButtonLink href="/" size="large">{t('toHome')}</ButtonLink>} /></Screen>;
}

import { Suspense, lazy } from 'react';
import { Redirect, useLocation } from 'wouter';
import { useHolds } from '../shared/desk/use-param.ts';
import { useText } from '../shared/i18n.ts';
import { SkeletonScreen } from '../shared/kit/index.ts';
import { RequireSession } from '../shared/use-session.tsx';
import { fieldRoles } from './access.ts';
import { text } from './text.ts';

// A phone in a training room never loads the tables of the desk.
const Desk = lazy(() => import('./desk.tsx'));
const Field = lazy(() => import('./field/routes.tsx'));

/** The school: the desk for recruiting, checking, teaching and certificates, and below `/m` the phone pages of who teaches and examines. */
export function App() {
  const { t } = useText(text);
  const [at] = useLocation();
  return (
    <RequireSession title={t('appTitle')} lead={t('appLead')}>
      <Suspense fallback={<SkeletonScreen />}>{at === '/m' || at.startsWith('/m/') ? <OnThePhone /> : <Desk />}</Suspense>
    </RequireSession>
  );
}

/** The phone pages are for who teaches and examines; everybody else's way leads to the desk, which says what is hers. */
function OnThePhone() {
  return useHolds()(...fieldRoles) ? <Field /> : <Redirect to="/" replace />;
}

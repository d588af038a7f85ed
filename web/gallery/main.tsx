import { lazy, Suspense } from 'react';
import { startApp } from '../shared/start.tsx';
import { RequireSession } from '../shared/use-session.tsx';
import { Phone } from './phone.tsx';

// Development only: every component in its states. `/gallery` is the phone kit, `/gallery/desk` the desk shell, `/gallery/sign-in` the form,
// `/gallery/session` the phone kit behind it.
const Desk = lazy(() => import('./desk.tsx').then((module) => ({ default: module.Desk })));
const SignIn = lazy(() => import('../shared/sign-in.tsx').then((module) => ({ default: module.SignIn })));
const isDesk = location.pathname.startsWith('/gallery/desk');
if (isDesk) document.documentElement.dataset.face = 'desk';
if (location.search.includes('elder')) document.documentElement.toggleAttribute('data-elder', true);

const isSession = location.pathname.startsWith('/gallery/session');

startApp(<Suspense>{isSession ? <RequireSession><Phone /></RequireSession> : isDesk ? <Desk /> : location.pathname.startsWith('/gallery/sign-in') ? <SignIn /> : <Phone />}</Suspense>);

import { Button } from 'antd';
import { useLocation } from 'wouter';
import { useText } from '../i18n.ts';
import { EmptyState } from '../kit/faces.tsx';
import { useSession } from '../use-session.tsx';
import { DeskLayout, Page } from './desk-layout.tsx';
import { deskText } from './text.ts';

/** No page has this address; `back` names the first page. */
export function NotFound({ back }: { back: string }) {
  const { t } = useText(deskText);
  const [, navigate] = useLocation();
  return <Page title={t('notFound')}><EmptyState title={t('notFound')} art="search" action={<Button type="primary" onClick={() => navigate('/')}>{back}</Button>}>{t('notFoundNote')}</EmptyState></Page>;
}

/** Somebody signed in whose roles do not open this app: why, and the way to another account. */
export function NotAllowed({ app, title, note }: { app: string; title: string; note: string }) {
  const { t } = useText(deskText);
  const { signOut } = useSession();
  return <DeskLayout title={app} nav={[]}><EmptyState title={title} action={<Button type="primary" onClick={signOut}>{t('otherAccount')}</Button>}>{note}</EmptyState></DeskLayout>;
}

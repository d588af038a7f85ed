import { CalendarDays, House, UserRound } from 'lucide-react';
import { type ComponentProps, useSyncExternalStore } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../shared/api.ts';
import { cx } from '../shared/class-names.ts';
import { useText } from '../shared/i18n.ts';
import { Avatar, Notice, Screen, TabBar } from '../shared/kit/index.ts';
import { LanguageSwitch } from '../shared/language.tsx';
import { useLive } from '../shared/live.ts';
import { useSession } from '../shared/use-session.tsx';
import { useView } from '../shared/use-view.ts';
import css from './frame.module.css';
import { text } from './text.ts';
import { useIsWide } from './use-is-wide.ts';

type FrameProps = ComponentProps<typeof Screen> & {
  /** First screens of a tab show the tab bar. */
  tab?: '/' | '/orders' | '/me';
  /** How much of a wide screen the page takes: lists read best in a column, shops and steps use two. */
  width?: 'column' | 'reading' | 'wide';
};

/** One page of the household: phone screen with tabs, on a wide window below a site header. */
export function Frame({ tab, width = 'reading', children, ...screen }: FrameProps) {
  const isWide = useIsWide();
  return (
    <div className={cx(css.page, css[width], tab !== undefined && css.isTab)}>
      {isWide ? <SiteHeader /> : null}
      <Screen {...screen} {...(tab !== undefined && !isWide && { tabs: <Tabs at={tab} /> })}>
        <ConnectionNotice />
        {children}
      </Screen>
    </div>
  );
}

const subscribeOnline = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};
/** Says so when what is shown may be old. */
function ConnectionNotice() {
  const { t } = useText(text);
  const isOnline = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  const live = useLive();
  if (!isOnline) return <Notice tone="warm">{t('offline')}</Notice>;
  return live === 'polling' ? <Notice tone="grey">{t('polling')}</Notice> : null;
}

/** How many orders are under way, for the tab. */
function useOpenCount(): number {
  const { isSignedIn } = useSession();
  const open = useView(['orders', 'list', 'open'], () => api.orders.list({ filter: 'open', limit: 20 }), { isReady: isSignedIn, live: ['order', 'payment'], staleSeconds: 30 });
  return isSignedIn ? (open.value?.items.length ?? 0) : 0;
}

function Tabs({ at }: { at: string }) {
  const { t } = useText(text);
  const count = useOpenCount();
  return (
    <TabBar at={at} tabs={[
      { href: '/', label: t('home'), icon: <House /> }, { href: '/orders', label: t('orders'), icon: <CalendarDays />, ...(count > 0 && { count }) }, { href: '/me', label: t('me'), icon: <UserRound /> },
    ]} />
  );
}

function SiteHeader() {
  const { t } = useText(text);
  const [path] = useLocation();
  const { me, isSignedIn, askSignIn } = useSession();
  const count = useOpenCount();
  const links = [['/', t('home')], ['/services', t('services')], ['/orders', t('orders')], ['/me', t('me')]] as const;
  const isAt = (href: string): boolean => (href === '/' ? path === '/' : path.startsWith(href));
  return (
    <header className={css.site}>
      <div className={css.siteInner}>
        <Link href="/" className={css.brand}><img src="/icon.svg" alt="" width={34} height={34} />{t('brand')}</Link>
        <nav className={css.nav}>
          {links.map(([href, label]) => <Link key={href} href={href} aria-current={isAt(href) ? 'page' : undefined}>{label}{href === '/orders' && count > 0 ? <em>{count}</em> : null}</Link>)}
        </nav>
        <LanguageSwitch className={css.language} />
        {isSignedIn ? <Link href="/me" className={css.person}><Avatar name={me?.name || '·'} sizePixels={32} />{me?.name}</Link> : <button type="button" className={css.person} onClick={() => void askSignIn()}>{t('signIn')}</button>}
      </div>
    </header>
  );
}

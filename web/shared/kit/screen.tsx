import { ChevronLeft } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { cx } from '../class-names.ts';
import { useText } from '../i18n.ts';
import { IconButton } from './button.tsx';
import css from './screen.module.css';
import { kitText } from './text.ts';

type ScreenProps = {
  /** The document's title and, with `back`, the centred title of the header. */
  title: string;
  /** Where the back arrow leads when there is no history; left out on the first screens of a tab, whose title stands large at the left. */
  back?: string;
  /** Replaces the header's title, e.g. by a search field. */
  header?: ReactNode;
  /** Icon buttons at the right of the header. */
  actions?: ReactNode;
  /** The sticky bar with the one primary action. */
  bar?: ReactNode;
  /** The tab bar of first screens. */
  tabs?: ReactNode;
  /** No side padding, for pictures from edge to edge. */
  isFlush?: boolean;
  hasHeader?: boolean;
  children: ReactNode;
};

/** One phone screen: header, scrolling body, one action in thumb's reach. */
export function Screen({ title, back, header, actions, bar, tabs, isFlush = false, hasHeader = true, children }: ScreenProps) {
  useEffect(() => {
    document.title = `${title} · 邻里`;
  }, [title]);
  return (
    <div className={css.screen}>
      {hasHeader ? (
        <header className={css.header}>
          {back === undefined ? null : <BackButton to={back} />}
          {header ?? <h1 className={cx(css.title, back === undefined && css.lead)} style={back === undefined ? { textAlign: 'start' } : undefined}>{title}</h1>}
          <div className={css.end}>{actions}</div>
        </header>
      ) : null}
      <main className={cx(css.body, isFlush && css.flush)}>{children}</main>
      {bar ? <div className={css.bar}>{bar}</div> : null}
      {tabs}
    </div>
  );
}

/** Goes where the person came from, or to `to` when the screen was opened directly. */
export function BackButton({ to }: { to: string }) {
  const { t } = useText(kitText);
  const [, navigate] = useLocation();
  const goBack = (): void => {
    if (stepsInside > 0) history.back();
    else navigate(to, { replace: true });
  };
  return <IconButton label={t('back')} onClick={goBack}><ChevronLeft size={26} strokeWidth={1.9} /></IconButton>;
}
/** Steps taken inside the app since it was opened; `history.length` would also count the sites before it. */
let stepsInside = 0;
if (typeof window !== 'undefined') {
  window.addEventListener('pushState', () => { stepsInside += 1; });
  window.addEventListener('popstate', () => { stepsInside = Math.max(0, stepsInside - 1); });
}

export type Tab = { href: string; label: string; icon: ReactNode; count?: number };
/** The tabs at the foot of first screens; `at` is the href of the open one. */
export function TabBar({ tabs, at }: { tabs: readonly Tab[]; at: string }) {
  const { t } = useText(kitText);
  return (
    <nav className={css.tabs} aria-label={t('mainTabs')}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} className={css.tab} aria-current={tab.href === at ? 'page' : undefined}>
          <span className={css.face}>
            {tab.icon}
            {tab.count ? <span className={css.count}>{tab.count > 99 ? '99+' : tab.count}</span> : null}
          </span>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

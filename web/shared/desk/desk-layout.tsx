import './calls.ts';
import { Drawer, Dropdown, Modal, Tooltip } from 'antd';
import { ChevronDown, Keyboard, Languages, LayoutGrid, LogOut } from 'lucide-react';
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Boundary } from '../boundary.tsx';
import { cx } from '../class-names.ts';
import { setLocale, useText } from '../i18n.ts';
import { Avatar } from '../kit/marks.tsx';
import { useLive } from '../live.ts';
import { useSession } from '../use-session.tsx';
import css from './desk-layout.module.css';
import { deskText } from './text.ts';
import { DeskTheme } from './theme.tsx';
import { useIsPhone } from './use-is-phone.ts';
import { useShortcut, useShortcuts } from './use-shortcut.ts';

/** `group` starts a named group above the item; `shortcut` is a sequence such as `g o`. */
export type NavItem = { href: string; label: string; icon: ReactNode; count?: number; shortcut?: string; group?: string };
type Props = { title: string; nav: readonly NavItem[]; actions?: ReactNode; roleName?: string; children: ReactNode };

/** The frame of a desk: navigation at the left, person, language and live state above, the page in between. */
export function DeskLayout({ title, nav, actions, roleName, children }: Props) {
  const { t, locale } = useText(deskText);
  const { me, signOut } = useSession();
  const [place] = useLocation();
  const [isListing, setListing] = useState(false);
  const isPhone = useIsPhone();
  useShortcut('?', () => setListing(true), t('shortcuts'));
  useEffect(() => {
    document.title = `${title} · 邻里`;
  }, [title]);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    main.current?.scrollTo(0, 0);
  }, [place]);
  const current = [...nav].sort((a, b) => b.href.length - a.href.length).find(({ href }) => place === href || (href !== '/' && place.startsWith(`${href}/`)))?.href;
  return (
    <DeskTheme>
      <div className={css.desk}>
        <div className={css.brand}><img src="/icon.svg" alt="" /><div>邻里<small>{title}</small></div></div>
        <header className={css.top}>
          <div className={css.spring}>{actions}</div>
          <LiveMark />
          <button type="button" className={cx(css.plain, css.hideSmall)} onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')} lang={locale === 'zh' ? 'en' : 'zh-CN'}><Languages size={16} aria-hidden="true" />{locale === 'zh' ? 'English' : '中文'}</button>
          <Dropdown
            trigger={['click']}
            menu={{ items: [
              // A hand has no keyboard, and the button for the language has no room beside it.
              isPhone ? { key: 'language', label: locale === 'zh' ? 'English' : '中文', icon: <Languages size={16} />, onClick: () => setLocale(locale === 'zh' ? 'en' : 'zh') } : { key: 'keys', label: t('shortcuts'), icon: <Keyboard size={16} />, onClick: () => setListing(true) },
              { key: 'out', label: t('signOut'), icon: <LogOut size={16} />, onClick: signOut },
            ] }}
          >
            <button type="button" className={css.plain}><span className="visually-hidden">{t('person')} </span>
              <Avatar name={me?.name ?? '?'} sizePixels={28} />
              <span className={css.hideSmall}>{me?.name}{roleName ? ` · ${roleName}` : ''}</span>
              <ChevronDown size={15} aria-hidden="true" />
            </button>
          </Dropdown>
        </header>
        <nav className={css.nav} aria-label={t('nav')}>
          {(isPhone && nav.length > handful ? nav.slice(0, handful - 1) : nav).map((item) => <NavLink key={item.href} item={item} isCurrent={item.href === current} />)}
          {isPhone && nav.length > handful ? <MoreNav nav={nav} first={handful - 1} current={current} /> : null}
        </nav>
        <main ref={main} className={css.main}><Boundary key={place}>{children}</Boundary></main>
      </div>
      <ShortcutList isOpen={isListing} onClose={() => setListing(false)} />
    </DeskTheme>
  );
}

/** Places that fit side by side under a thumb; more of them move behind the last. */
const handful = 5;

/** All places of the desk in one sheet: a row that scrolls sideways hides what it holds. */
function MoreNav({ nav, first, current }: { nav: readonly NavItem[]; first: number; current: string | undefined }) {
  const { t } = useText(deskText);
  const [isOpen, setOpen] = useState(false);
  const hidden = nav.slice(first);
  const count = hidden.reduce((sum, item) => sum + (item.count ?? 0), 0);
  return (
    <>
      <button type="button" className={css.item} aria-expanded={isOpen} aria-current={hidden.some(({ href }) => href === current) ? 'page' : undefined} data-testid="nav-more" onClick={() => setOpen(true)}>
        <LayoutGrid /><span>{t('more')}</span>{count > 0 ? <span className={css.count}>{count > 99 ? '99+' : count}</span> : null}
      </button>
      <Drawer open={isOpen} onClose={() => setOpen(false)} placement="bottom" title={t('more')} size="auto" styles={{ body: { padding: '8px 12px 20px' } }}>
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- a chosen link closes the sheet; the links themselves are reached by keys */}
        <div className={css.sheet} onClick={(event) => { if (event.target instanceof Element && event.target.closest('a')) setOpen(false); }}>
          {nav.map((item) => (
            <Fragment key={item.href}>
              {item.group ? <div className={css.sheetGroup}>{item.group}</div> : null}
              <Link href={item.href} className={css.sheetItem} aria-current={item.href === current ? 'page' : undefined}>{item.icon}<span>{item.label}</span>{item.count ? <span className={css.count}>{item.count > 99 ? '99+' : item.count}</span> : null}</Link>
            </Fragment>
          ))}
        </div>
      </Drawer>
    </>
  );
}

function NavLink({ item, isCurrent }: { item: NavItem; isCurrent: boolean }) {
  return (
    <>
      {item.group ? <div className={css.group}>{item.group}</div> : null}
      <Link href={item.href} className={css.item} aria-current={isCurrent ? 'page' : undefined} title={item.shortcut ? `${item.label} (${item.shortcut})` : item.label}>
        {item.icon}
        <span>{item.label}</span>
        {item.count ? <span className={css.count}>{item.count > 99 ? '99+' : item.count}</span> : null}
      </Link>
      {item.shortcut ? <GoShortcut keys={item.shortcut} href={item.href} label={item.label} /> : null}
    </>
  );
}
function GoShortcut({ keys, href, label }: { keys: string; href: string; label: string }) {
  const [, navigate] = useLocation();
  useShortcut(keys, () => navigate(href), label);
  return null;
}

/** Whether the desk hears changes as they happen. */
export function LiveMark() {
  const { t } = useText(deskText);
  const state = useLive();
  return (
    <Tooltip title={state === 'live' ? t('liveNote') : state === 'polling' ? t('pollingNote') : undefined}>
      <span className={css.live} data-state={state} role="status"><i aria-hidden="true" />{t(state)}</span>
    </Tooltip>
  );
}

function ShortcutList({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useText(deskText);
  const shortcuts = useShortcuts();
  return (
    <Modal open={isOpen} onCancel={onClose} footer={null} title={t('shortcuts')} width={420}>
      <p style={{ color: 'var(--ink-600)', marginBottom: 16 }}>{t('shortcutsLead')}</p>
      <div className={css.keys}>
        {shortcuts.map(({ keys, label }) => <Keys key={`${keys} ${label}`} keys={keys} label={label} />)}
      </div>
    </Modal>
  );
}
const Keys = ({ keys, label }: { keys: string; label: string }) => (
  <>
    <span>{keys.split(' ').map((key, index) => <kbd key={index} style={{ marginInlineEnd: 4 }}>{key}</kbd>)}</span>
    <span>{label}</span>
  </>
);

/** One page of a desk: its heading, what one can do, its content. */
export function Page({ title, note, aside, children }: { title: string; note?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <div className={css.page}>
      <div className={css.head}><h1>{title}</h1>{note ? <p>{note}</p> : null}{aside ? <div>{aside}</div> : null}</div>
      {children}
    </div>
  );
}

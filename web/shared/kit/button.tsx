import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import { cx } from '../class-names.ts';
import { useSay } from '../i18n.ts';
import type { Bilingual } from '../i18n.ts';
import css from './button.module.css';

type Face = {
  kind?: 'primary' | 'secondary' | 'soft' | 'quiet' | 'warm' | 'danger';
  size?: 'small' | 'medium' | 'large';
  isWide?: boolean;
  icon?: ReactNode;
};
type ButtonProps = Face & ButtonHTMLAttributes<HTMLButtonElement> & { isBusy?: boolean };

const faceOf = ({ kind = 'primary', size = 'medium', isWide }: Face, className?: string): string =>
  cx(css.button, css[kind], size !== 'medium' && css[size], isWide && css.wide, className);

/** A button; `isBusy` keeps its width, shows a turning ring and takes no second tap. */
export function Button({ kind, size, isWide, icon, isBusy = false, disabled, children, className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} disabled={disabled || isBusy} aria-busy={isBusy || undefined} className={faceOf({ ...(kind && { kind }), ...(size && { size }), ...(isWide && { isWide }) }, className)}>
      {isBusy ? <span className={css.spinner} aria-hidden="true" /> : icon}
      {children}
    </button>
  );
}

/** A link with the face of a button; `href` is inside the app. */
export function ButtonLink({ kind, size, isWide, icon, children, href, className, ...rest }: Face & { href: string; children: ReactNode; className?: string } & Omit<ComponentProps<'a'>, 'href'>) {
  return (
    <Link {...rest} href={href} className={faceOf({ ...(kind && { kind }), ...(size && { size }), ...(isWide && { isWide }) }, className)}>
      {icon}
      {children}
    </Link>
  );
}

/** A button that the server allows or not: when `can` says no it stays in sight, disabled, with the reason below. */
export function CanButton({ can, ...button }: ButtonProps & { can: { isAllowed: boolean; why: Bilingual | null } | undefined }) {
  const say = useSay();
  const isAllowed = can?.isAllowed ?? false;
  return (
    <span style={button.isWide ? { display: 'block', width: '100%', minWidth: 0 } : { display: 'inline-block' }}>
      <Button {...button} disabled={!isAllowed || button.disabled} />
      {!isAllowed && can?.why ? <small className={css.why}>{say(can.why)}</small> : null}
    </span>
  );
}

/** A round button that is only an icon; `label` speaks for it. */
export function IconButton({ label, badge, children, className, type = 'button', ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { label: string; badge?: number; children: ReactNode }) {
  return (
    <button {...rest} type={type} aria-label={badge ? `${label} (${badge})` : label} title={label} className={cx(css.icon, className)}>
      {children}
      {badge ? <span className={css.badge} aria-hidden="true">{badge > 99 ? '99+' : badge}</span> : null}
    </button>
  );
}

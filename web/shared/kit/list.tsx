import { Check, ChevronRight } from 'lucide-react';
import { Children, type ReactNode } from 'react';
import { Link } from 'wouter';
import { cx } from '../class-names.ts';
import css from './list.module.css';

type CardProps = {
  title?: ReactNode;
  /** Small print at the right of the title. */
  aside?: ReactNode;
  /** warm for a person's moment, jade for good news, flat where many cards lie together. */
  face?: 'plain' | 'flat' | 'warm' | 'jade';
  isFlush?: boolean;
  href?: string;
  onPress?: () => void;
  className?: string;
  children: ReactNode;
};
/** A sheet of paper on the page; with `href` or `onPress` all of it is one target. */
export function Card({ title, aside, face = 'plain', isFlush = false, href, onPress, className, children }: CardProps) {
  const name = cx(css.card, !isFlush && css.padded, face !== 'plain' && css[face], className);
  const inner = (
    <>
      {title ? <div className={css.cardHead}><h2>{title}</h2>{aside ? <span>{aside}</span> : null}</div> : null}
      {children}
    </>
  );
  if (href !== undefined) return <Link href={href} className={name}>{inner}</Link>;
  if (onPress) return <button type="button" className={name} onClick={onPress}>{inner}</button>;
  return <section className={name}>{inner}</section>;
}

/** The name of a group of cards or rows, with an optional link at its right. */
export function SectionTitle({ children, more }: { children: ReactNode; more?: ReactNode }) {
  return <div className={css.section}><h2>{children}</h2>{more}</div>;
}

/** Rows on one card, parted by hairlines. */
export function List({ children, label }: { children: ReactNode; label?: string }) {
  return <ul className={css.list} aria-label={label}>{Children.toArray(children).map((child, index) => <li key={index}>{child}</li>)}</ul>;
}

type RowProps = {
  title: ReactNode;
  note?: ReactNode;
  /** An icon, avatar or tile. */
  start?: ReactNode;
  end?: ReactNode;
  href?: string;
  onPress?: () => void;
  /** For a row that is one choice of several: says whether it is the chosen one. */
  isSelected?: boolean;
};
/** One line of a list; with `href` or `onPress` the whole line is the target and shows a chevron. */
export function Row({ title, note, start, end, href, onPress, isSelected }: RowProps) {
  const isChoice = isSelected !== undefined;
  const inner = (
    <>
      {start}
      <span className={css.main}>
        <span className={css.rowTitle}>{title}</span>
        {note ? <span className={css.note}>{note}</span> : null}
      </span>
      {end === undefined ? null : <span className={css.end}>{end}</span>}
      {isChoice ? (isSelected ? <Check size={20} className={css.chevron} color="var(--jade-600)" strokeWidth={2.4} /> : null) : href || onPress ? <ChevronRight size={18} className={css.chevron} aria-hidden="true" /> : null}
    </>
  );
  const name = cx(css.row, isSelected && css.isSelected);
  if (href !== undefined) return <Link href={href} className={name}>{inner}</Link>;
  if (onPress) return <button type="button" className={name} onClick={onPress} aria-pressed={isSelected}>{inner}</button>;
  return <div className={name}>{inner}</div>;
}

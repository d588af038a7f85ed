import type { ReactNode } from 'react';
import css from './parts.module.css';

/** A quiet box with a heading: what it is, how much of it, what one can do. */
export function Panel({ title, note, aside, children }: { title: ReactNode; note?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.panel}>
      <header className={css.panelHead}><h2>{title}</h2>{note ? <span>{note}</span> : null}{aside ? <div>{aside}</div> : null}</header>
      {children}
    </section>
  );
}

/** Pairs of a word and what is so; pairs without a value are left out. */
export function Facts({ of }: { of: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className={css.facts}>
      {of.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([label, value]) => (
        <div key={label} style={{ display: 'contents' }}><dt>{label}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}

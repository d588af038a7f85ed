import { BellRing, CircleAlert, Eye } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../class-names.ts';
import { formatRelative } from '../format.ts';
import { type Bilingual, useText } from '../i18n.ts';
import { type Tone, toneStyle } from '../tokens.ts';
import css from './exception-card.module.css';
import { deskText } from './text.ts';

type Exception = { severity: 'now' | 'soon' | 'watch'; title: Bilingual; words: Bilingual; since: string };
const looks = { now: { tone: 'danger', Icon: CircleAlert, word: 'severityNow' }, soon: { tone: 'warm', Icon: BellRing, word: 'severitySoon' }, watch: { tone: 'grey', Icon: Eye, word: 'severityWatch' } } as const satisfies Record<Exception['severity'], { tone: Tone; Icon: typeof Eye; word: string }>;

/** Something that wants a hand: what, why, since when, and the one thing to do about it. */
export function ExceptionCard({ exception, onOpen, action, isFresh = false }: { exception: Exception; onOpen?: () => void; action?: ReactNode; isFresh?: boolean }) {
  const { t, say, locale } = useText(deskText);
  const { tone, Icon, word } = looks[exception.severity];
  return (
    <article className={cx(css.card, isFresh && 'is-fresh')} data-severity={exception.severity} style={toneStyle(tone)}>
      <span className={css.mark} aria-hidden="true"><Icon size={18} /></span>
      <span className={css.title}>
        <span className={css.severity}>{t(word)}</span>
        {onOpen ? <button type="button" className={css.open} onClick={onOpen}>{say(exception.title)}</button> : say(exception.title)}
        <time className={css.since} dateTime={exception.since}>{formatRelative(exception.since, locale)}</time>
      </span>
      <span className={css.words}>{say(exception.words)}</span>
      {action ? <span className={css.act}>{action}</span> : null}
    </article>
  );
}

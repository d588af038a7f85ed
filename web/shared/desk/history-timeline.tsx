import { useByName } from '../by-name.text.ts';
import { formatStamp } from '../format.ts';
import { type Bilingual, useText } from '../i18n.ts';
import { type Tone, toneStyle } from '../tokens.ts';
import css from './history-timeline.module.css';
import { deskText } from './text.ts';

type Entry = { at: string; words: Bilingual; actorLabel?: Bilingual | null; tone?: Tone };

/** Everything that happened, oldest first as the server sends it: when, what, by whom. */
export function HistoryTimeline({ entries }: { entries: readonly Entry[] }) {
  const { t, say, locale } = useText(deskText);
  const by = useByName();
  if (entries.length === 0) return <p style={{ color: 'var(--ink-500)' }}>{t('noHistory')}</p>;
  return (
    <ol className={css.list} aria-label={t('history')}>
      {entries.map((entry, index) => (
        <li key={index} className={css.entry}>
          <time className={css.at} dateTime={entry.at}>{formatStamp(entry.at, locale)}</time>
          <span className={css.dot} style={entry.tone ? toneStyle(entry.tone) : undefined} aria-hidden="true" />
          <span>{say(entry.words)}{say(entry.actorLabel) ? <span className={css.by}>{by(say(entry.actorLabel))}</span> : null}</span>
        </li>
      ))}
    </ol>
  );
}

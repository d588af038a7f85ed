import { Star } from 'lucide-react';
import { useId } from 'react';
import { formatRating } from '../format.ts';
import { useText } from '../i18n.ts';
import css from './marks.module.css';
import { kitText } from './text.ts';

/** A rating to read: one star with its figure, or all five when `isFull`. No ratings yet says so. */
export function Stars({ rating, count, isFull = false, sizePixels = 16 }: { rating: number; count?: number; isFull?: boolean; sizePixels?: number }) {
  const { t } = useText(kitText);
  if (count === 0) return <span className={css.starsNote} style={{ marginInlineStart: 0 }}>{t('noRating')}</span>;
  return (
    <span className={css.stars} role="img" aria-label={t('rating', { rating: formatRating(rating) })}>
      {isFull
        ? [1, 2, 3, 4, 5].map((star) => <Star key={star} size={sizePixels} fill={star <= Math.round(rating) ? 'currentColor' : 'none'} strokeWidth={1.6} />)
        : <Star size={sizePixels} fill="currentColor" strokeWidth={0} />}
      <span className={css.starsText}>{formatRating(rating)}</span>
      {count === undefined ? null : <span className={css.starsNote}>{t('ratingCount', { count })}</span>}
    </span>
  );
}

/** Gives one to five stars in a named dimension: arrow keys move, a word tells what the stars mean. */
export function StarsInput({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  const { t } = useText(kitText);
  const name = useId();
  const words = ['', t('star1'), t('star2'), t('star3'), t('star4'), t('star5')];
  return (
    <div className={css.starRow} role="radiogroup" aria-label={label}>
      <div>
        <span className={css.starName}>{label}</span>
        <span className={css.starWord} aria-live="polite">{words[value]}</span>
      </div>
      <span className={css.starInput}>
        {[1, 2, 3, 4, 5].map((star) => (
          <label key={star} data-on={star <= value}>
            <input type="radio" name={name} value={star} checked={star === value} onChange={() => onChange(star)} aria-label={`${star} · ${words[star]}`} />
            <Star size={30} fill={star <= value ? 'currentColor' : 'none'} strokeWidth={1.5} aria-hidden="true" />
          </label>
        ))}
      </span>
    </div>
  );
}

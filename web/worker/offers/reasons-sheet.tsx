import { useText } from '../../shared/i18n.ts';
import { ButtonLink, Sheet } from '../../shared/kit/index.ts';
import css from '../match/match.module.css';
import { matchText } from '../match/match.text.ts';
import type { Offer } from '../use-work.ts';

const inPercent = (share: number): number => Math.round(share * 1000) / 10;
const outOf100 = (score: number): number => Math.round(score * 100);

/** Everything that was weighed for this offer: what it counts, what she got, and why. */
export function ReasonsSheet({ dimensions, onClose }: { dimensions: Offer['dimensions']; onClose: () => void }) {
  const { t, say } = useText(matchText);
  const total = dimensions.reduce((sum, { score, weight }) => sum + score * weight, 0);
  return (
    <Sheet isOpen title={t('reasonsTitle')} onClose={onClose}>
      <p>{t('reasonsLead', { score: outOf100(total) })}</p>
      <ol className={css.parts} data-testid="offer-dimensions">
        {[...dimensions].sort((a, b) => b.score * b.weight - a.score * a.weight).map((one) => (
          <li key={one.key}>
            <div className={css.partHead}><b>{say(one.label)}</b><span>{t('gotOf', { percent: inPercent(one.weight), score: outOf100(one.score) })}</span></div>
            <div className={css.bar} aria-hidden="true"><i style={{ width: `${outOf100(one.score)}%` }} /></div>
            <p>{say(one.reason)}</p>
          </li>
        ))}
      </ol>
      <ButtonLink href="/me/formula" kind="secondary" isWide>{t('toFormula')}</ButtonLink>
    </Sheet>
  );
}

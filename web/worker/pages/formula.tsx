import { useText } from '../../shared/i18n.ts';
import { Card, Faces, Notice, Screen, SkeletonScreen } from '../../shared/kit/index.ts';
import { DeskCall } from '../desk-call.tsx';
import css from '../match/match.module.css';
import { matchText } from '../match/match.text.ts';
import { type Formula, useFormula } from '../match/use-match.ts';

/** The published formula in plain words: what each part weighs now, how it is counted, where she stands. */
export default function FormulaPage() {
  const { t } = useText(matchText);
  return <Screen title={t('formula')} back="/me"><Faces of={useFormula()} loading={<SkeletonScreen />}>{(formula) => <Body formula={formula} />}</Faces></Screen>;
}

function Body({ formula }: { formula: Formula }) {
  const { t, say } = useText(matchText);
  const most = Math.max(...formula.dimensions.map(({ sharePercent }) => sharePercent));
  return (
    <div className={css.stack}>
      <p>{t('intro')}</p>
      <Notice tone="jade">{t('neverCounted')}</Notice>
      <Card>
        <ol className={css.parts}>
          {[...formula.dimensions].sort((a, b) => b.sharePercent - a.sharePercent).map((part) => (
            <li key={part.key} data-testid="formula-part">
              <div className={css.partHead}><b>{say(part.label)}</b><span>{t('share', { percent: part.sharePercent })}</span></div>
              <div className={css.bar} aria-hidden="true"><i style={{ width: `${(part.sharePercent / most) * 100}%` }} /></div>
              <p>{say(part.how)}</p>
              {part.own ? <p className={css.own}><small>{t('mine')}</small>{say(part.own)}</p> : null}
            </li>
          ))}
        </ol>
      </Card>
      <p className={css.soft}>{formula.weightsVersion === 0 ? t('versionPublished', { formula: formula.formulaVersion }) : t('versionLearned', { formula: formula.formulaVersion, version: formula.weightsVersion })}{' · '}{t(formula.isLearning ? 'learning' : 'fixed')}</p>
      <Card><p>{t('wrong')}</p><DeskCall /></Card>
    </div>
  );
}

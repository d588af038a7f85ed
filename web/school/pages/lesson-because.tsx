import { Input } from 'antd';
import type { View } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { figuresText } from './figures.text.ts';

type Edited = View<'learning', 'editedModule'>['lessons'][number];

/** What a version answers, in the editor's words, with the feedback there was when it was written. */
export function LessonBecause({ of, value, onChange }: { of: Edited | null; value: string; onChange: (said: string) => void }) {
  const { t } = useText(figuresText);
  const { draft, published } = of ?? { draft: null, published: null };
  const counted = draft?.because ?? null;
  return (
    <>
      <label>{t('because')}<Input value={value} maxLength={200} placeholder={t('becauseHint')} data-testid="lesson-because" onChange={(event) => onChange(event.target.value)} /></label>
      {counted ? <p className={partCss.quiet} data-testid="lesson-grounds">{t('grounds', { days: counted.days, reviews: counted.reviews, complaints: counted.complaints, inspections: counted.inspections })}</p> : null}
      {published?.because ? <p className={partCss.quiet}>{t('publishedAnswers', { words: published.because.words })} · {t('grounds', { days: published.because.days, reviews: published.because.reviews, complaints: published.because.complaints, inspections: published.because.inspections })}</p> : null}
    </>
  );
}

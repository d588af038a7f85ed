import { RotateCcw } from 'lucide-react';
import { useText } from '../../shared/i18n.ts';
import { Button } from '../../shared/kit/index.ts';
import { usePickedAnswer } from '../../shared/pick-answer.ts';
import { ReadAloud } from '../../shared/read-aloud.tsx';
import css from '../learn.module.css';
import type { Attempt } from '../use-learner.ts';
import examCss from './exam.module.css';
import { examText } from './exam.text.ts';

type Item = Attempt['items'][number];

/** One question with options as large as a thumb. */
export function Question({ item, answer: kept, onAnswer }: { item: Item; answer: readonly string[]; onAnswer: (answer: readonly string[]) => void }) {
  const { t, say } = useText(examText);
  const { answer, pick, redo } = usePickedAnswer(item, kept, onAnswer);
  const aloud = [say(item.stem), ...item.options.map((option, index) => `${letter(index)}，${say(option.text)}`)].join('。');
  return (
    <section className={css.wide} data-testid="question" data-no={item.no}>
      <h2 className={examCss.stem}>{item.no}. {say(item.stem)}</h2>
      {item.picture ? <img className={examCss.picture} src={item.picture.url} alt={say(item.picture.alt) || t('pictureOf')} /> : null}
      <div className={css.row}><small className={css.soft}>{t(item.pick)}</small><ReadAloud text={aloud} label={t('listen')} /></div>
      <div className={examCss.options} role={item.pick === 'one' ? 'radiogroup' : 'group'} aria-label={say(item.stem)}>
        {item.options.map((option, index) => {
          const at = answer.indexOf(option.code);
          const isOn = at >= 0;
          const state = item.pick === 'one' ? { role: 'radio', 'aria-checked': isOn } : { 'aria-pressed': isOn };
          return <button key={option.code} type="button" className={examCss.option} data-testid="option" {...state} onClick={() => pick(option.code)}><span className={examCss.mark} aria-hidden="true">{item.pick === 'order' ? (isOn ? at + 1 : '') : letter(index)}</span><span>{say(option.text)}</span></button>;
        })}
      </div>
      {item.pick === 'order' && answer.length > 0 ? <Button kind="quiet" icon={<RotateCcw size={18} aria-hidden="true" />} onClick={redo}>{t('redo')}</Button> : null}
    </section>
  );
}

const letter = (index: number): string => String.fromCharCode(65 + index);

import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import css from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { appealsText } from '../pages/appeals.text.ts';

/** Uphold an appeal or do not, never without a word to her. */
export function DecideLine({ quick, isBusy, onDecide, children }: { quick: readonly string[]; isBusy: boolean; onDecide: (isAccepted: boolean, words: string) => void; children?: ReactNode }) {
  const { t } = useText(appealsText);
  const [words, setWords] = useState('');
  const run = (isAccepted: boolean): void => {
    if (words.trim() === '') showToast(t('needWords'), { tone: 'warm' });
    else onDecide(isAccepted, words.trim());
  };
  return (
    <div className={css.form}>
      {children}
      <div className={css.line} role="group" aria-label={t('words')}>{quick.map((one) => <button key={one} type="button" className={css.chip} aria-pressed={words === one} onClick={() => setWords(one)}>{one}</button>)}</div>
      <Input value={words} maxLength={300} placeholder={t('words')} aria-label={t('words')} onChange={(event) => setWords(event.target.value)} data-testid="appeal-words" />
      <div className={css.line}><Button type="primary" loading={isBusy} data-testid="appeal-uphold" onClick={() => run(true)}>{t('uphold')}</Button><Button disabled={isBusy} data-testid="appeal-decline" onClick={() => run(false)}>{t('decline')}</Button></div>
    </div>
  );
}

import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatTime } from '../format.ts';
import { useText } from '../i18n.ts';
import { kitText } from './text.ts';
import css from './timeline.module.css';

export type TimelineStep = { key: string; title: ReactNode; note?: ReactNode; state: 'done' | 'now' | 'next' | 'broken'; at?: string | null; atText?: string };

/** How far an order has come; the state of each step is read out too. */
export function Timeline({ steps, label }: { steps: readonly TimelineStep[]; label?: string }) {
  const { t } = useText(kitText);
  const word = { done: t('done'), now: t('now'), next: t('next'), broken: '' };
  return (
    <ol className={css.timeline} aria-label={label}>
      {steps.map((step) => (
        <li key={step.key} className={css.step} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span className={css.dot} aria-hidden="true">{step.state === 'done' ? <Check size={13} strokeWidth={3.4} /> : step.state === 'broken' ? <X size={13} strokeWidth={3.4} /> : null}</span>
          <span><span className={css.title}>{step.title}<span className="visually-hidden"> · {word[step.state]}</span></span>{step.note ? <span className={css.note}>{step.note}</span> : null}</span>
          <span className={css.at}>{step.atText ?? (step.at ? formatTime(step.at) : '')}</span>
        </li>
      ))}
    </ol>
  );
}

/** The same as a thin row of bars, for a card in a list. */
export function TimelineBars({ steps, label }: { steps: readonly { key: string; state: TimelineStep['state'] }[]; label: string }) {
  return <div className={css.track} role="img" aria-label={label}>{steps.map((step) => <span key={step.key} className={css.bar} data-state={step.state} />)}</div>;
}

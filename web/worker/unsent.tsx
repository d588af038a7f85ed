import type { RefusalError } from '../shared/refusal.ts';
import { isTransient } from '../shared/refusal.ts';
import { useText } from '../shared/i18n.ts';
import { Notice } from '../shared/kit/index.ts';
import { text } from './text.ts';
import css from './unsent.module.css';

/** A command that the network lost: says so and sends the very same thing again. Nothing is shown for a plain refusal. */
export function Unsent({ refusal, onRetry }: { refusal: RefusalError | null; onRetry: () => void }) {
  const { t } = useText(text);
  if (refusal === null || !isTransient(refusal)) return null;
  return <Notice tone="warm">{t('unsent')} <button type="button" className={css.retry} data-testid="unsent-retry" onClick={onRetry}>{t('resend')}</button></Notice>;
}

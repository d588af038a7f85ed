import { Phone } from 'lucide-react';
import { useText } from '../shared/i18n.ts';
import css from './desk-call.module.css';
import { text } from './text.ts';
import { useCity } from './use-work.ts';

/** Rings the platform; shown wherever she may be stuck. */
export function DeskCall({ label }: { label?: string }) {
  const { t } = useText(text);
  const hotline = useCity().value?.hotline;
  if (!hotline) return null;
  return <a href={`tel:${hotline}`} className={css.call}><Phone size={20} aria-hidden="true" />{label ?? t('callDesk')} {hotline}</a>;
}

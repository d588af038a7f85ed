import { ChevronRight, Siren } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { useText } from '../i18n.ts';
import css from './sos-link.module.css';
import { sosText } from './sos.text.ts';

/** Fetched beforehand: where help is needed there may be no network. */
const useWarm = (): void => useEffect(() => { void import('./sos-page.tsx'); }, []);
const hrefOf = (orderId?: string): string => (orderId ? `/sos?order=${encodeURIComponent(orderId)}` : '/sos');

/** The way to the button, at the head of a visit. */
export function SosLink({ orderId }: { orderId?: string }) {
  const { t } = useText(sosText);
  useWarm();
  return <Link className={css.link} href={hrefOf(orderId)} data-testid="sos-link"><Siren size={20} aria-hidden="true" />{t('help')}</Link>;
}

/** The same as a row among others. */
export function SosRow({ orderId }: { orderId?: string }) {
  const { t } = useText(sosText);
  useWarm();
  return <Link className={css.row} href={hrefOf(orderId)} data-testid="sos-link"><Siren size={22} aria-hidden="true" /><span><b>{t('row')}</b><small>{t('rowNote')}</small></span><ChevronRight size={20} aria-hidden="true" /></Link>;
}

import { setLocale, useText } from './i18n.ts';
import { kitText } from './kit/text.ts';

/** Offers the other language by its own name. */
export function LanguageSwitch({ className }: { className?: string | undefined }) {
  const { t, locale } = useText(kitText);
  const other = locale === 'zh' ? 'en' : 'zh';
  return <button type="button" className={className} style={{ minHeight: 44, minWidth: 44, padding: '0 8px' }} lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLocale(other)}>{other === 'zh' ? t('chinese') : t('english')}</button>;
}

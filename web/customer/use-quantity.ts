import { type Bilingual, useText } from '../shared/i18n.ts';
import { text } from './text.ts';

/** The unit as it follows a number: `小时`, `hour`, `hours`. */
export function useUnit(): (unit: Bilingual, quantity: number) => string {
  const { say, locale } = useText(text);
  return (unit, quantity) => (locale === 'en' && quantity !== 1 && /[a-z]$/.test(unit.en) ? `${say(unit)}s` : say(unit));
}

import { useMemo, useSyncExternalStore } from 'react';
import type { Locale } from './format.ts';

export type { Locale } from './format.ts';
export type Bilingual = { zh: string; en: string };

const storageKey = 'linli.locale';
const listeners = new Set<() => void>();
let current: Locale = typeof localStorage !== 'undefined' && localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh';
if (typeof document !== 'undefined') document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';

export const locale = (): Locale => current;

/** Switches the language of every screen of this browser. */
export function setLocale(next: Locale): void {
  current = next;
  localStorage.setItem(storageKey, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
}
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useLocale = (): Locale => useSyncExternalStore(subscribe, locale, () => 'zh');

export type Dictionary<Key extends string = string> = { readonly zh: Readonly<Record<Key, string>>; readonly en: Readonly<Record<Key, string>> };
/**
 * A dictionary of one app or one screen: `defineText({ zh: { book: '预约' }, en: { book: 'Book' } })`. The types refuse a
 * key that one language lacks; `{name}` marks a place for a value. Dictionaries live in files named `text.ts` or
 * `*.text.ts`, where a test reads them.
 */
export const defineText = <const Key extends string>(dictionary: { zh: Record<Key, string>; en: Record<NoInfer<Key>, string> }): Dictionary<Key> => dictionary;

export type Values = Readonly<Record<string, string | number>>;
export const fill = (text: string, values?: Values): string => (values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text);

export type Text<Key extends string> = {
  /** The text of a key in the language of the screen. */
  t: (key: Key, values?: Values) => string;
  /** Picks the language of a bilingual value the server sent; an empty string when there is none. */
  say: (text: Bilingual | null | undefined) => string;
  locale: Locale;
};

/** `const { t, say, locale } = useText(dictionary)`. */
export function useText<Key extends string>(dictionary: Dictionary<Key>): Text<Key> {
  const spoken = useLocale();
  return useMemo(() => ({ t: (key, values) => fill(dictionary[spoken][key], values), say: (text) => (text ? text[spoken] : ''), locale: spoken }), [dictionary, spoken]);
}
/** `say` alone, where a component has no words of its own. */
export function useSay(): (text: Bilingual | null | undefined) => string {
  const spoken = useLocale();
  return (text) => (text ? text[spoken] : '');
}

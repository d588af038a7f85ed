import { defineText, useText } from './i18n.ts';

export const byNameText = defineText({ zh: { system: '系统' }, en: { system: 'System' } });

/** What the system signs with when nobody did it: the part of it that worked (`alliance.endTrial`), the command line, the making of the demo city. */
const partOfSystem = /^(?:[a-z]+\.[a-zA-Z]+|system|command line|demo(?: city)?)$/;
export const isSystem = (name: string): boolean => partOfSystem.test(name);

/** `by(row.byName)`: a person's name as it is, the system's in the language of the screen, nothing when it is not known. */
export function useByName(): (name: string | null | undefined) => string {
  const { t } = useText(byNameText);
  return (name) => (name ? (isSystem(name) ? t('system') : name) : '');
}

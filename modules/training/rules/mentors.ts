import type { Bilingual } from '@linli/contract';

/** More than three newcomers cannot be watched at work. */
export const MOST_TRAINEES = 3;
/** A session is written down while both remember it. */
export const COACHING_DAYS = 7;

/** Whether a session of that day may be recorded today: not in the future, not too old, not from before they were a pair. */
export const isCoachingDay = (day: string, pairedOn: string, today: string): boolean => day <= today && day >= pairedOn && Date.parse(today) - Date.parse(day) <= COACHING_DAYS * 86_400_000;

export const sessionWords: Record<'waiting' | 'confirmed' | 'refused', Bilingual> = {
  waiting: { zh: '等学员确认', en: 'waits for the newcomer' }, confirmed: { zh: '双方已确认', en: 'confirmed by both' }, refused: { zh: '学员说没有', en: 'the newcomer says no' },
};

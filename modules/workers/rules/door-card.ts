import type { Bilingual, cardStates } from '@linli/contract';
import chineseDays from 'chinese-days';

export type CardState = (typeof cardStates)[number];
export type ScanOutcome = 'shown' | 'stale' | 'lost' | 'expired' | 'revoked' | 'notAdmitted';

export const cardStateNames: Record<CardState, Bilingual> = { active: { zh: '有效', en: 'in force' }, lost: { zh: '已挂失', en: 'reported lost' }, expired: { zh: '已过期', en: 'expired' }, revoked: { zh: '已收回', en: 'revoked' } };
export const scanWords: Record<ScanOutcome, Bilingual> = {
  shown: { zh: '这是平台的家政员，可以放心', en: 'One of our workers: you may let her in' }, stale: { zh: '二维码已过时，请她刷新后再扫', en: 'This code has run out: ask her for a fresh one' },
  lost: { zh: '这张证已挂失，请不要开门，可打给平台', en: 'This card was reported lost: do not open, and call us' }, expired: { zh: '这张证已过期，请打给平台核实', en: 'This card has expired: please call us' },
  revoked: { zh: '这张证已收回，请不要开门，可打给平台', en: 'This card was taken back: do not open, and call us' }, notAdmitted: { zh: '她现在不能上门服务，请打给平台核实', en: 'She may not be sent out at present: please call us' },
};

/** A code is good for its half minute and the next: never longer than a minute. Another server's clock may be half a minute ahead. */
export const SLOT_MS = 30_000;
export const slotAt = (now: Date): number => Math.floor(now.getTime() / SLOT_MS);
export const slotEnd = (slot: number): Date => new Date((slot + 1) * SLOT_MS);
export const isFresh = (slot: number, now: Date): boolean => { const age = slotAt(now) - slot; return age >= -1 && age <= 1; };

const TOKEN = /^LL1\.(dcd_[0-9a-z]{26})\.(\d{1,10})\.([A-Za-z0-9_-]{22})$/;
/** The parts of a code, also out of the address that the square holds; null for anything else. */
export const readToken = (text: string): { cardId: string; slot: number; signature: string } | null => {
  const match = TOKEN.exec(text.trim().replace(/^.*[?&]t=/, ''));
  return match ? { cardId: match[1]!, slot: Number(match[2]), signature: match[3]! } : null;
};

export const REISSUE_WORKDAYS = 5;
/** The day by which a lost card is replaced: five working days of the national calendar, make-up days counted. */
export const reissueBy = (day: string): string => {
  let at = day;
  for (let left = REISSUE_WORKDAYS; left > 0;) {
    at = new Date(Date.parse(at) + 86_400_000).toISOString().slice(0, 10);
    if (chineseDays.isWorkday(at)) left -= 1;
  }
  return at;
};
export const CARD_DAYS = 365;

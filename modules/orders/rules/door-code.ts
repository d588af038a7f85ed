import type { Bilingual } from '@linli/contract';
import type { No } from '../rules.ts';

/** Wrong codes a worker may enter at one door: guessing four digits would take ten thousand. */
export const MOST_DOOR_CODE_TRIES = 5;

/** Refuses the code, right or wrong, once too many were wrong (`orders.door_code_locked`). */
export const refuseDoorCode = (tries: number): No | null => (tries >= MOST_DOOR_CODE_TRIES ? { code: 'orders.door_code_locked', params: { tries: MOST_DOOR_CODE_TRIES } } : null);

/** What the history of the order says then, to the household as well. */
export const doorCodeLocked: Bilingual = { zh: `确认码连续输错 ${MOST_DOOR_CODE_TRIES} 次，已锁定，只能由客户在手机上或经客服确认`, en: `${MOST_DOOR_CODE_TRIES} wrong door codes: locked; only the household’s own phone or the desk can confirm now` };

import { identityCheckLetter } from '@linli/contract/id-number.ts';

/** Whether eighteen characters carry their own check digit (GB 11643), so that a slip of the thumb is told at once. The server looks again. */
export function isIdentityNumber(text: string): boolean {
  return /^\d{17}[\dX]$/.test(text) && identityCheckLetter(text) === text[17];
}

/** What the thumb typed, as the card prints it. */
export const tidyIdentity = (text: string): string => text.toUpperCase().replace(/[^\dX]/g, '').slice(0, 18);

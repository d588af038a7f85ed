const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether eighteen characters carry their own check digit (GB 11643), so that a slip of the thumb is told at once. The server looks again. */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return '10X98765432'[sum % 11] === text[17];
}

/** What the thumb typed, as the card prints it. */
export const tidyIdentity = (text: string): string => text.toUpperCase().replace(/[^\dX]/g, '').slice(0, 18);

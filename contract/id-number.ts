const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_LETTERS = '10X98765432';
const OLDEST_YEARS = 120;

/** The 18th place of an identity number, from its first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export const identityCheckLetter = (first17: string): string => CHECK_LETTERS[WEIGHTS.reduce((total, weight, at) => total + Number(first17[at]) * weight, 0) % 11]!;

/** An identity number by GB 11643: 17 digits and a check letter, with a birthday that exists and lies before `today` ('YYYY-MM-DD'). */
export const isIdentityNumber = (number: string, today: string): boolean => {
  const text = number.trim().toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  if (identityCheckLetter(text) !== text[17]) return false;
  const [year, month, day] = [Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14))];
  const birthday = new Date(Date.UTC(year, month - 1, day));
  const isRealDay = birthday.getUTCFullYear() === year && birthday.getUTCMonth() === month - 1 && birthday.getUTCDate() === day;
  const written = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return isRealDay && written < today && Number(today.slice(0, 4)) - year <= OLDEST_YEARS;
};

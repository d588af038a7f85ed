/**
 * Who may have a code and which code opens the door. A number can be guessed with 50 tries a day out of 1,000,000 (ten codes,
 * five tries each), which is below 1 in 10,000; the wait and the quotas keep the SMS bill from being farmed.
 */
export const codePolicy = {
  liveSeconds: 300, resendSeconds: 60, mostTries: 5, mostPerNumberAndDay: 10, mostPerAddressAndHour: 50, sessionDays: 30,
} as const;

export type CodeHistory = { lastRequestedAt: Date | null; requestsOfNumberToday: number; requestsOfAddressThisHour: number };
export type CodeRequestVerdict = { outcome: 'send' } | { outcome: 'tooSoon'; seconds: number } | { outcome: 'quota' };

/**
 * Whether a code is sent now. In a demo city, where one machine plays all callers and everybody may read the inbox, a limit
 * would protect nobody and only keep visitors and stories waiting.
 */
export const judgeCodeRequest = (history: CodeHistory, now: Date, { isDemoCity }: { isDemoCity: boolean }): CodeRequestVerdict => {
  if (isDemoCity) return { outcome: 'send' };
  if (history.requestsOfNumberToday >= codePolicy.mostPerNumberAndDay) return { outcome: 'quota' };
  if (history.requestsOfAddressThisHour >= codePolicy.mostPerAddressAndHour) return { outcome: 'quota' };
  const waited = history.lastRequestedAt ? (now.getTime() - history.lastRequestedAt.getTime()) / 1000 : Infinity;
  return waited < codePolicy.resendSeconds ? { outcome: 'tooSoon', seconds: Math.ceil(codePolicy.resendSeconds - waited) } : { outcome: 'send' };
};

export type SentCode = { requestedAt: Date; wrongTries: number; consumedAt: Date | null };
export type CodeVerdict = { outcome: 'good' } | { outcome: 'wrong'; left: number } | { outcome: 'expired' } | { outcome: 'tries' };

/** Whether the newest code of a number lets in. A used, old or never sent code reads the same, so nothing can be learnt from it. */
export const judgeCode = (sent: SentCode | undefined, isMatch: boolean, now: Date): CodeVerdict => {
  if (!sent || sent.consumedAt) return { outcome: 'expired' };
  if (now.getTime() - sent.requestedAt.getTime() >= codePolicy.liveSeconds * 1000) return { outcome: 'expired' };
  if (sent.wrongTries >= codePolicy.mostTries) return { outcome: 'tries' };
  if (isMatch) return { outcome: 'good' };
  const left = codePolicy.mostTries - sent.wrongTries - 1;
  return left > 0 ? { outcome: 'wrong', left } : { outcome: 'tries' };
};

/** 32 hex digits as decimal digits: better-auth is given this instead of a phone, so its tables hold no number to leak. */
export const pseudoNumber = (hex: string): string => `99${BigInt(`0x${hex}`).toString()}`;

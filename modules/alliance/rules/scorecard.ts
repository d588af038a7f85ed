import type { Bilingual } from '@linli/contract';

/** What came of the orders a merchant was given, and whether that is enough to be admitted for good. Pure. */

export type Served = { assigned: number; finished: number; missed: number; complaints: number; responseMinutes: number | null };
export type Score = Served & { completionPercent: number | null; complaintPercent: number | null; words: Bilingual };

const percent = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part / whole) * 1000) / 10);
/** Of what is over: visits done against those nobody came to. */
export const scoreOf = (served: Served): Score => {
  const over = served.finished + served.missed;
  const completionPercent = percent(served.finished, over), complaintPercent = percent(served.complaints, served.finished);
  const words = over === 0 ? { zh: '还没有完成的服务', en: 'No visits done yet' }
    : { zh: `完成率 ${completionPercent}%，属实投诉 ${served.complaints} 起`, en: `${completionPercent} % completed, ${served.complaints} complaints found right` };
  return { ...served, completionPercent, complaintPercent, words };
};

export const TRIAL_COMPLETION_PERCENT = 90;
export const TRIAL_COMPLAINT_PERCENT = 5;
/** Why the platform has to look at a trial itself; null when the merchant is admitted by the figures alone. */
export const whyTrialWaits = ({ finished, completionPercent, complaintPercent }: Score): Bilingual | null => {
  if (finished === 0 || completionPercent === null || complaintPercent === null) return { zh: '试运营期间没有完成的服务', en: 'No visit was done during the trial' };
  if (completionPercent < TRIAL_COMPLETION_PERCENT) return { zh: `完成率 ${completionPercent}%，不到 ${TRIAL_COMPLETION_PERCENT}%`, en: `${completionPercent} % completed, below ${TRIAL_COMPLETION_PERCENT} %` };
  if (complaintPercent > TRIAL_COMPLAINT_PERCENT) return { zh: `投诉率 ${complaintPercent}%，超过 ${TRIAL_COMPLAINT_PERCENT}%`, en: `${complaintPercent} % complaints, above ${TRIAL_COMPLAINT_PERCENT} %` };
  return null;
};

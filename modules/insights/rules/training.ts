import type { Bilingual, ServiceFamily } from '@linli/contract';

/** The certificate that opens a trade: what somebody is trained for who is wanted there. */
export const kindOfTrade: Record<ServiceFamily, string> = {
  cleaning: 'practical', nanny: 'core', maternity: 'postnatalCare', childcare: 'infantCare', elderCare: 'elderCare', repair: 'homeRepair', installation: 'homeRepair', laundry: 'applianceCleaning', waterproofing: 'homeRepair', moving: 'core', pet: 'practical', company: 'practical',
};
/** Visits one worker serves in a week without hurrying. */
export const WEEKLY_VISITS = 12;
/** A rise is sudden from half as much again, and from so many orders that it is no accident. */
const SPIKE_FACTOR = 1.5;
const SPIKE_ORDERS = 5;
export const PAST_WEEKS = 4;

/** Full weeks before this one of which there are figures, four at most. Days are days of the city. */
export const weeksKnown = (firstDay: string | null, weekStart: string): number => (firstDay === null ? 0 : Math.min(PAST_WEEKS, Math.max(0, Math.floor((Date.parse(weekStart) - Date.parse(firstDay)) / (7 * 86_400_000)))));

export type Wanted = { orders: number; past: number; workers: number; weeks: number };
export type Gap = { usual: number; isSpike: boolean; needed: number; gap: number; words: Bilingual };
/** How many workers are wanted more than there are; `past` are the orders of the weeks before this one. */
export const gapOf = ({ orders, past, workers, weeks }: Wanted): Gap => {
  const usual = weeks === 0 ? 0 : Math.round((past / weeks) * 10) / 10;
  const isSpike = weeks > 0 && orders >= SPIKE_ORDERS && orders >= usual * SPIKE_FACTOR;
  const needed = Math.ceil(orders / WEEKLY_VISITS);
  const gap = Math.max(0, needed - workers);
  const words = gap > 0 ? { zh: `要 ${needed} 人，在线有证 ${workers} 人，还差 ${gap} 人`, en: `${needed} wanted, ${workers} certified online: ${gap} short` } : { zh: `在线有证 ${workers} 人，够用`, en: `${workers} certified online: enough` };
  return { usual, isSpike, needed, gap, words };
};

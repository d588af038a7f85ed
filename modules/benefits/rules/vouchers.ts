import type { Bilingual } from '@linli/contract';
import { yuan } from './stored.ts';

/**
 * The national voucher for elders assessed as dependent (civil affairs, 2026): up to ¥800.00 a month, half of an order of home care that counts, gone at
 * the end of its month. Pure.
 */
export type CareLevel = 'moderate' | 'severe' | 'total';
export const levelWords: Record<CareLevel, Bilingual> = { moderate: { zh: '中度失能', en: 'Moderately dependent' }, severe: { zh: '重度失能', en: 'Severely dependent' }, total: { zh: '完全失能', en: 'Wholly dependent' } };

/** Services that help with meals, bathing, tidying, walking, urgent and medical needs, or rehabilitation at home. */
export const coveredItems: readonly string[] = ['elder-care', 'elder-nursing', 'elder-rehab', 'elder-monthly-care', 'clinic-escort', 'discharge-care'];
const VOUCHER_PERCENT = 50;
/** Of what is claimed, at least so much is looked at on site. */
const SAMPLE_PERCENT = 1;

const dayHere = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
export const monthOf = (at: Date): string => dayHere(at).slice(0, 7);
export const today = dayHere;
export const lastDayOf = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

export type Elder = { memberId: string; memberName: string; validFrom: string; validTo: string };
type Visit = { itemId: string; memberIds: readonly string[]; startsAt: Date | null };

/** Why an elder's voucher cannot be used for a visit, or null. */
export function whyNoVoucher(elder: Elder, visit: Visit, now: Date): Bilingual | null {
  if (!coveredItems.includes(visit.itemId)) return { zh: '这项服务不在消费券范围内', en: 'this service is not covered by the voucher' };
  if (!visit.memberIds.includes(elder.memberId)) return { zh: `下单时没有选择${elder.memberName}`, en: `${elder.memberName} was not named in the order` };
  if (visit.startsAt === null) return { zh: '还没有确定时间', en: 'no time is fixed yet' };
  const day = dayHere(visit.startsAt);
  if (day.slice(0, 7) !== monthOf(now)) return { zh: '消费券当月有效，下月的服务请下月再付', en: 'the voucher is good for visits of this month' };
  if (day < elder.validFrom || day > elder.validTo) return { zh: `资格有效期是 ${elder.validFrom} 到 ${elder.validTo}`, en: `the eligibility runs from ${elder.validFrom} to ${elder.validTo}` };
  return null;
}

/** What the voucher pays of an amount. */
export const voucherFen = (payableFen: number, leftFen: number): number => Math.max(0, Math.min(leftFen, Math.floor((payableFen * VOUCHER_PERCENT) / 100)));

export const sayVoucher = (memberName: string, fen: number): Bilingual => ({ zh: `${memberName}的养老消费券`, en: `Elder voucher of ${memberName}${fen > 0 ? ` (${yuan(fen)})` : ''}` });

export type Proof = { isServed: boolean; arrivedAt: Date | null; arrivalReason: string; photos: number; isConfirmedByFamily: boolean };
/** What the claim asks for and is not there. */
export function lacksOf({ isServed, arrivedAt, arrivalReason, photos, isConfirmedByFamily }: Proof): Bilingual[] {
  const lacks: Bilingual[] = [];
  if (!isServed) lacks.push({ zh: '服务没有完成', en: 'the visit is not done' });
  if (arrivedAt === null || arrivalReason !== '') lacks.push({ zh: '没有在家门口签到', en: 'no check-in at the home' });
  if (photos === 0) lacks.push({ zh: '没有现场照片', en: 'no photo' });
  if (!isConfirmedByFamily) lacks.push({ zh: '老人或家属没有亲自确认', en: 'not confirmed by the elder or the family themselves' });
  return lacks;
}

/** Which of these are inspected: the first by their hash, one in a hundred, one at least. Nobody can choose them. */
export function sampleOf(hashed: readonly { id: string; hash: string }[]): Set<string> {
  const count = hashed.length === 0 ? 0 : Math.max(1, Math.ceil((hashed.length * SAMPLE_PERCENT) / 100));
  return new Set(hashed.toSorted((a, b) => (a.hash < b.hash ? -1 : 1)).slice(0, count).map(({ id }) => id));
}

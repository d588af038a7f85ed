import type { Bilingual, ServiceFamily } from '@linli/contract';
import { yuan } from './words.ts';

/** What an invoice says, and when it may be asked for. Pure; money in fen. */
export type InvoiceState = 'requested' | 'issued' | 'delivered' | 'redLettered' | 'refused';

export const invoiceStateWords: Record<InvoiceState, Bilingual> = {
  requested: { zh: '正在开票', en: 'Being issued' }, issued: { zh: '已开票', en: 'Issued' }, delivered: { zh: '已送达', en: 'Delivered' }, redLettered: { zh: '已冲红', en: 'Taken back by a red letter' }, refused: { zh: '没有开成', en: 'Not issued' },
};

/**
 * Value added tax by kind of service. Care and domestic services are exempt from 2026-01-01 to 2027-12-31 (announcement 7 of 2026), where the
 * three conditions are met that the evidence pack proves; the others pay the small taxpayer's 1 % (3 % reduced, to the same day).
 */
const EXEMPT: readonly ServiceFamily[] = ['cleaning', 'nanny', 'maternity', 'childcare', 'elderCare'];
const EXEMPT_FROM = '2026-01-01';
const EXEMPT_UNTIL = '2027-12-31';
export const isExemptService = (family: string, day: string): boolean => EXEMPT.some((one) => one === family) && day >= EXEMPT_FROM && day <= EXEMPT_UNTIL;

/** The tax inside an amount that includes it, to the nearest fen. */
export const taxWithin = (amountFen: number, ratePercent: number): number => Math.round((amountFen * ratePercent) / (100 + ratePercent));
export const taxOf = (family: string, day: string, amountFen: number): { rate: string; taxFen: number; note: string } => {
  if (isExemptService(family, day)) return { rate: '免税', taxFen: 0, note: '家政服务免征增值税（2026 年第 7 号公告）' };
  const percent = day <= EXEMPT_UNTIL ? 1 : 3;
  return { rate: `${percent}%`, taxFen: taxWithin(amountFen, percent), note: '' };
};

/** Ways of paying that are the family's own money; what was given on top, points, and a public voucher are not, and no invoice is made for them. */
const OWN_MONEY: readonly string[] = ['rail', 'cash', 'stored', 'pack'];
export const isOwnMoney = (kind: string): boolean => OWN_MONEY.includes(kind);
export type PaidPart = { kind: string; amountFen: number; refundedFen: number };

/** What an invoice may say: paid of the family's own money and not given back. Discounts are in the order's total no more, whoever bears them. */
export const invoiceableFen = (parts: readonly PaidPart[]): number => parts.reduce((sum, { kind, amountFen, refundedFen }) => (isOwnMoney(kind) ? sum + amountFen - refundedFen : sum), 0);

const partNames: Record<string, Bilingual> = {
  rail: { zh: '自己付款', en: 'Paid by you' }, cash: { zh: '现金', en: 'Cash' }, stored: { zh: '余额', en: 'Balance' }, pack: { zh: '次卡', en: 'Pack' }, bonus: { zh: '赠送金（不开票）', en: 'Bonus (no invoice)' },
  points: { zh: '积分（不开票）', en: 'Points (no invoice)' }, voucher: { zh: '养老消费券（不开票）', en: 'Elder voucher (no invoice)' },
};
export const sayParts = (parts: readonly PaidPart[]): { label: Bilingual; amountFen: number }[] => parts.flatMap(({ kind, amountFen, refundedFen }) => {
  const name = partNames[kind] ?? { zh: kind, en: kind };
  return [{ label: name, amountFen }, ...(refundedFen > 0 ? [{ label: { zh: `${name.zh}：已退`, en: `${name.en}: given back` }, amountFen: -refundedFen }] : [])];
});

/** The part of an invoice's tax that a red letter of `redFen` takes back; the last one takes what is left, so that nothing remains. */
export const redTaxFen = ({ amountFen, taxFen, redFen: takenFen, redTaxTakenFen }: { amountFen: number; taxFen: number; redFen: number; redTaxTakenFen: number }, redFen: number): number =>
  (takenFen + redFen === amountFen ? taxFen - redTaxTakenFen : Math.min(taxFen - redTaxTakenFen, Math.round((taxFen * redFen) / amountFen)));

/** One sentence about an invoice. */
export const sayInvoice = ({ amountFen, redFen, state, number, isRed }: { amountFen: number; redFen: number; state: InvoiceState; number: string | null; isRed: boolean }): Bilingual => {
  const { zh, en } = invoiceStateWords[state];
  if (isRed) return { zh: `红字发票 -${yuan(amountFen)}，${zh}${number ? `，号码 ${number}` : ''}`, en: `Red letter of -${yuan(amountFen)}: ${en.toLowerCase()}${number ? `, number ${number}` : ''}` };
  const left = redFen > 0 && redFen < amountFen ? { zh: `，退款已冲红 ${yuan(redFen)}，还有 ${yuan(amountFen - redFen)}`, en: `; ${yuan(redFen)} was taken back with a refund, ${yuan(amountFen - redFen)} stands` } : { zh: '', en: '' };
  return { zh: `电子发票 ${yuan(amountFen)}，${zh}${number ? `，号码 ${number}` : ''}${left.zh}`, en: `E-invoice of ${yuan(amountFen)}: ${en.toLowerCase()}${number ? `, number ${number}` : ''}${left.en}` };
};

import type { Bilingual } from '@linli/contract';
import { yuan } from './stored.ts';

/** What insurance covers whom, what it costs whom, and what a claim needs. Pure; money in fen, days are the city's. */

export type Limits = { deathFen: number; medicalFen: number; thirdPartyFen: number; lostWorkDayFen: number; lostWorkAfterDays: number; deductibleFen: number };
export type Product = Limits & { productId: string; kind: 'visit' | 'year'; name: Bilingual; insurer: string; occupationClass: number; premiumFen: number; youngestYears: number; oldestYears: number; evidence: string; isOffered: boolean };

const ages = { youngestYears: 16, oldestYears: 65 };
const visit = (occupationClass: number, premiumFen: number): Product => ({
  productId: `visit-class-${occupationClass}`, kind: 'visit', name: { zh: `单次服务险（${occupationClass} 类）`, en: `Cover of one visit, class ${occupationClass}` }, insurer: '邻里合作保险', occupationClass, premiumFen, ...ages,
  deathFen: 10_000_000, medicalFen: 1_000_000, thirdPartyFen: 20_000_000, lostWorkDayFen: 0, lostWorkAfterDays: 0, deductibleFen: 10_000, evidence: '按单投保 0.5–2.0 元，三者 20 万、意外 10 万，服务前后各 1 小时', isOffered: true,
});
/** Employer's liability by class and plan: death and disability, medical costs, 80 yuan a day from the sixth day off work. */
const plans = [[10_000_000, 1_000_000], [30_000_000, 3_000_000], [50_000_000, 5_000_000], [80_000_000, 6_000_000]] as const;
const yearly = (occupationClass: number, trades: Bilingual, premiumsYuan: readonly number[]): Product[] => premiumsYuan.map((premium, at) => ({
  productId: `employer-class-${occupationClass}-${'abcd'[at]!}`, kind: 'year', name: { zh: `雇主责任险 ${occupationClass} 类 ${'ABCD'[at]!} 款（${trades.zh}）`, en: `Employer’s liability, class ${occupationClass}, plan ${'ABCD'[at]!} (${trades.en})` }, insurer: '邻里合作保险', occupationClass, premiumFen: premium * 100, ...ages,
  deathFen: plans[at]![0], medicalFen: plans[at]![1], thirdPartyFen: 0, lostWorkDayFen: 8000, lostWorkAfterDays: 5, deductibleFen: 0, evidence: `雇主责任 ${occupationClass} 类 ${premiumsYuan.join('/')} 元每人每年`, isOffered: true,
}));

/** What a city begins with; a row of its own replaces the product of the same id. */
export const usualProducts: readonly Product[] = [
  visit(2, 100), visit(3, 150), visit(4, 200),
  ...yearly(2, { zh: '月嫂、保姆、护理、保洁、收纳', en: 'care, cleaning, organizing' }, [70, 100, 180, 270]), ...yearly(3, { zh: '厨师、家电清洗', en: 'cooking, appliance cleaning' }, [90, 180, 260, 350]), ...yearly(4, { zh: '搬家、疏通、水电', en: 'moving, plumbing, electrical' }, [130, 270, 320, 400]),
  {
    productId: 'shanghai-basic', kind: 'year', name: { zh: '普惠意外险', en: 'Basic accident insurance' }, insurer: '邻里合作保险', occupationClass: 2, premiumFen: 3000, youngestYears: 16, oldestYears: 65,
    deathFen: 10_000_000, medicalFen: 1_000_000, thirdPartyFen: 0, lostWorkDayFen: 0, lostWorkAfterDays: 0, deductibleFen: 10_000, evidence: '普惠 30 元，意外 10 万、医疗 1 万、免赔 100', isOffered: true,
  },
];

const CLASS_OF_SKILL: Record<string, number> = { cooking: 3, applianceCleaning: 3, windowCleaning: 3, installation: 4, plumbing: 4, electrical: 4, applianceRepair: 4, waterproofing: 4, moving: 4 };
/** The class of work that somebody with these skills, or a service that asks for them, is in: the most dangerous of them. */
export const classOfSkills = (skills: readonly string[]): number => Math.max(2, ...skills.map((skill) => CLASS_OF_SKILL[skill] ?? 2));

/** The product that covers a visit of a class: the lowest class that is high enough, the cheapest of it. */
export const visitProduct = (products: readonly Product[], neededClass: number): Product | null =>
  products.filter((one) => one.kind === 'visit' && one.isOffered && one.occupationClass >= neededClass).sort((a, b) => a.occupationClass - b.occupationClass || a.premiumFen - b.premiumFen)[0] ?? null;

const HOUR_MS = 3_600_000;
/** A visit is covered from an hour before its start to an hour after its end: the way there and back. */
export const coverWindow = (startsAt: Date, endsAt: Date): { startsAt: Date; endsAt: Date } => ({ startsAt: new Date(startsAt.getTime() - HOUR_MS), endsAt: new Date(endsAt.getTime() + HOUR_MS) });

/** Platform and holder share a premium for each person; the fen that is left over is the holder's. */
export const sharePremium = (premiumFen: number, persons: number, holderPercent: number): { premiumFen: number; platformFen: number; holderFen: number } => {
  const platformEach = Math.floor((premiumFen * (100 - holderPercent)) / 100);
  return { premiumFen: premiumFen * persons, platformFen: platformEach * persons, holderFen: (premiumFen - platformEach) * persons };
};

const DAY_MS = 86_400_000;
export const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
/** A year from a day on, its last day included. */
export const yearFrom = (day: string): string => addDays(`${Number(day.slice(0, 4)) + 1}${day.slice(4) === '-02-29' ? '-03-01' : day.slice(4)}`, -1);
/** What of a year's premium comes back when it ends: the days after today in proportion, to the fen below; the holder's and the platform's part alike. */
export const unusedPremium = ({ validFrom, validUntil, platformFen, holderFen }: { validFrom: string; validUntil: string; platformFen: number; holderFen: number }, today: string): { platformFen: number; holderFen: number } => {
  const days = (from: string, to: string): number => (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
  const whole = days(validFrom, validUntil) + 1, left = today < validFrom ? whole : Math.max(0, days(today, validUntil));
  const share = (fen: number): number => Math.floor((fen * left) / whole);
  return { platformFen: share(platformFen), holderFen: share(holderFen) };
};

export const coverStateWords: Record<'requested' | 'active' | 'voided' | 'refused' | 'over', Bilingual> = {
  requested: { zh: '正在投保', en: 'Being insured' }, active: { zh: '保障中', en: 'Insured' }, voided: { zh: '已作废，保费不收', en: 'Void, nothing is owed for it' }, refused: { zh: '没有保成，保费退回余额', en: 'Not insured; the premium goes back into your balance' }, over: { zh: '保障已结束', en: 'Over' },
};
export const policyStateWords: Record<'requested' | 'active' | 'refused' | 'surrendered' | 'over', Bilingual> = {
  requested: { zh: '正在投保', en: 'Being insured' }, active: { zh: '有效', en: 'In force' }, refused: { zh: '没有保成，保费已退', en: 'Not insured, the premium is back' }, surrendered: { zh: '已退保', en: 'Ended early' }, over: { zh: '已到期', en: 'Over' },
};
export const claimStateWords: Record<ClaimState, Bilingual> = {
  reported: { zh: '已报案，等材料', en: 'Reported, documents are missing' }, documented: { zh: '材料齐，等保险公司决定', en: 'Complete, waiting for the insurer' }, accepted: { zh: '同意赔付，等到账', en: 'Accepted, waiting for the money' }, refused: { zh: '不予赔付', en: 'Refused' }, paid: { zh: '已赔付', en: 'Paid' },
};

export type ClaimState = 'reported' | 'documented' | 'accepted' | 'refused' | 'paid';
export type ClaimKind = 'injury' | 'damage' | 'lostWork';
export type DocumentKind = 'photo' | 'medical' | 'invoice' | 'statement' | 'police' | 'other';
export const documentNames: Record<DocumentKind, Bilingual> = {
  photo: { zh: '现场照片', en: 'Photo' }, medical: { zh: '病历和医疗票据', en: 'Medical record and bills' }, invoice: { zh: '维修或购买凭证', en: 'Repair or purchase bill' }, statement: { zh: '经过说明', en: 'Statement' }, police: { zh: '报警回执', en: 'Police report' }, other: { zh: '其他', en: 'Other' },
};
/** Without these an insurer decides nothing. */
const needed: Record<ClaimKind, readonly DocumentKind[]> = { injury: ['medical', 'statement'], damage: ['photo', 'invoice'], lostWork: ['medical', 'statement'] };
export const missingDocuments = (kind: ClaimKind, given: readonly DocumentKind[]): DocumentKind[] => needed[kind].filter((one) => !given.includes(one));

export const REPORT_HOURS = 48;
export const reportBy = (happenedAt: Date): Date => new Date(happenedAt.getTime() + REPORT_HOURS * HOUR_MS);
/** The report has to be with the insurer soon, and is not confirmed. */
export const isUrgent = (claim: { insurerNo: string | null; reportBy: Date }, now: Date): boolean => claim.insurerNo === null && claim.reportBy.getTime() - now.getTime() < 6 * HOUR_MS;

/** Most that a kind of claim pays under these limits; nothing: this product does not cover the kind. Lost work counts ninety days. */
export const limitFor = (kind: ClaimKind, limits: Limits): number => (kind === 'damage' ? limits.thirdPartyFen : kind === 'lostWork' ? limits.lostWorkDayFen * 90 : limits.deathFen + limits.medicalFen);
/** Whose the money is: what was broken is the family's, a body is the worker's. */
export const payeeOf = (kind: ClaimKind): 'household' | 'worker' => (kind === 'damage' ? 'household' : 'worker');
/** The insurer's money: what the platform advanced is recovered first. */
export const shareClaim = (decidedFen: number, advancedFen: number): { recoveredFen: number; paidFen: number } => ({ recoveredFen: Math.min(decidedFen, advancedFen), paidFen: Math.max(0, decidedFen - advancedFen) });

export const sayClaim = (claim: { kind: ClaimKind; state: ClaimState; insurerNo: string | null; reportBy: Date; decidedFen: number | null; paidFen: number | null; missing: readonly DocumentKind[] }, now: Date): Bilingual => {
  const { zh, en } = claimStateWords[claim.state];
  if (claim.state === 'reported') {
    const papers = { zh: claim.missing.map((kind) => documentNames[kind].zh).join('、'), en: claim.missing.map((kind) => documentNames[kind].en.toLowerCase()).join(', ') };
    const left = Math.floor((claim.reportBy.getTime() - now.getTime()) / HOUR_MS);
    const clock = claim.insurerNo === null ? (left >= 0 ? { zh: `；报案时限还有 ${left} 小时`, en: `; ${left} hours left to report` } : { zh: '；已过 48 小时报案时限', en: '; past the 48 hours' }) : { zh: `；保险公司报案号 ${claim.insurerNo}`, en: `; the insurer’s number is ${claim.insurerNo}` };
    return { zh: `${zh}：${papers.zh}${clock.zh}`, en: `${en}: ${papers.en}${clock.en}` };
  }
  if (claim.state === 'accepted' || claim.state === 'paid') return { zh: `${zh}：${yuan(claim.decidedFen ?? 0)}`, en: `${en}: ${yuan(claim.decidedFen ?? 0)}` };
  return { zh, en };
};

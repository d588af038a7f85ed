import type { Bilingual } from '@linli/contract';
import { RATING_EPOCH } from './profile.ts';
import { isInForce, missingPapers, paperNames, sayMissing, type PaperFacts, type PaperKind } from './papers.ts';

/** Three colours, like the code at a station's gate: green may work, yellow has something to see to, red is sent nowhere. */
export type SafetyColour = 'green' | 'yellow' | 'red';
export type SafetyPart = 'identity' | 'health' | 'insurance' | 'credit';
export type MarkKind = 'complaint' | 'noShow' | 'doorLocked';

/** What a fresh mark weighs. A household that stood waiting weighs most; a mistyped code could be anybody's. */
export const MARK_WEIGHTS: Record<MarkKind, number> = { complaint: 1.5, noShow: 2, doorLocked: 0.5 };
export const markNames: Record<MarkKind, Bilingual> = {
  complaint: { zh: '投诉属实', en: 'Complaint found right' }, noShow: { zh: '没有上门', en: 'Did not come' }, doorLocked: { zh: '确认码连续输错被锁', en: 'Door code locked by wrong tries' },
};
export const CREDIT_HALF_LIFE_DAYS = 90;
export const CREDIT_YELLOW = 1;
export const CREDIT_RED = 3;
/** A paper so near to its end makes the code yellow. */
export const PAPER_SOON_DAYS = 14;

const DAY_MS = 86_400_000;
/** Sums are kept as they would weigh on the rating epoch, so that a mark is added to them and never gone over again. */
export const creditFactor = (at: Date): number => 2 ** ((at.getTime() - RATING_EPOCH.getTime()) / (CREDIT_HALF_LIFE_DAYS * DAY_MS));
/** What the kept sum amounts to on a day, to a hundredth. */
export const weighedMarks = (creditWeight: number, now: Date): number => Math.round(Math.max(0, creditWeight / creditFactor(now)) * 100) / 100;
/** How much of a mark is left, in percent; nothing of one that was taken off. */
export const markPercent = (mark: { at: Date; excusedAt: Date | null }, now: Date): number => (mark.excusedAt !== null ? 0 : Math.round(Math.min(1, creditFactor(mark.at) / creditFactor(now)) * 100));

export type SafetyReason = { part: SafetyPart; colour: SafetyColour; words: Bilingual; todo: Bilingual | null };
export type Safety = { colour: SafetyColour; reasons: SafetyReason[]; todo: Bilingual | null };

const PARTS: readonly { part: SafetyPart; papers: readonly PaperKind[] }[] = [{ part: 'identity', papers: ['identity', 'background'] }, { part: 'health', papers: ['health'] }, { part: 'insurance', papers: ['insurance'] }];
/** Papers without which the code is red: nobody is sent to a home without them. */
export const SAFETY_PAPERS: readonly PaperKind[] = PARTS.flatMap(({ papers }) => papers);
export const partNames: Record<SafetyPart, Bilingual> = { identity: { zh: '身份和背景', en: 'Identity and background' }, health: { zh: '健康证', en: 'Health' }, insurance: { zh: '保险', en: 'Insurance' }, credit: { zh: '信用', en: 'Credit' } };
const rank: Record<SafetyColour, number> = { green: 0, yellow: 1, red: 2 };
const worse = (some: readonly { colour: SafetyColour }[]): SafetyColour => some.reduce<SafetyColour>((worst, { colour }) => (rank[colour] > rank[worst] ? colour : worst), 'green');

const renew = (kind: PaperKind): Bilingual => ({ zh: `补交${paperNames[kind].zh}（在“我的”的“证件”里）`, en: `Hand in the ${paperNames[kind].en.toLowerCase()} (Me, Papers)` });
const daysUntil = (day: string, today: string): number => Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);

function judgePapers(part: SafetyPart, kinds: readonly PaperKind[], papers: readonly PaperFacts[], today: string): SafetyReason[] {
  const missing = missingPapers(papers, kinds, today);
  if (missing.length > 0) {
    return missing.map((kind) => ({
      part, colour: 'red', words: sayMissing(papers, kind, today),
      todo: papers.some((paper) => paper.kind === kind && paper.state === 'submitted') ? { zh: `等平台审核${paperNames[kind].zh}，急的话打给平台`, en: `Wait for the ${paperNames[kind].en.toLowerCase()} to be checked, or call the desk` } : renew(kind),
    }));
  }
  const last = (kind: PaperKind): string => papers.filter((paper) => paper.kind === kind && isInForce(paper, today)).map(({ validUntil }) => validUntil).sort().at(-1)!;
  const ending = kinds.map((kind) => ({ kind, until: last(kind) })).filter(({ until }) => daysUntil(until, today) < PAPER_SOON_DAYS);
  if (ending.length > 0) {
    return ending.map(({ kind, until }) => ({ part, colour: 'yellow', words: { zh: `${paperNames[kind].zh} ${until} 到期，过期当天就变红`, en: `${paperNames[kind].en} ends ${until}; the code turns red then` }, todo: renew(kind) }));
  }
  return [{ part, colour: 'green', words: { zh: `${partNames[part].zh}有效`, en: `${partNames[part].en} in force` }, todo: null }];
}

/** The day on which the sum will have fallen below a threshold if nothing is added. */
const fallsBelow = (points: number, threshold: number, now: Date): string => new Date(now.getTime() + 8 * 3_600_000 + Math.ceil(CREDIT_HALF_LIFE_DAYS * Math.log2(points / threshold)) * DAY_MS).toISOString().slice(0, 10);

function judgeCredit(creditWeight: number, now: Date): SafetyReason {
  const points = weighedMarks(creditWeight, now);
  if (points < CREDIT_YELLOW) return { part: 'credit', colour: 'green', words: { zh: '没有未了的投诉和失约', en: 'No complaint or missed visit counts' }, todo: null };
  const [colour, threshold] = points >= CREDIT_RED ? ['red', CREDIT_RED] as const : ['yellow', CREDIT_YELLOW] as const;
  const day = fallsBelow(points, threshold, now);
  return {
    part: 'credit', colour, words: { zh: `投诉、失约等合计 ${points} 分（${CREDIT_YELLOW} 分变黄，${CREDIT_RED} 分变红）`, en: `Complaints and missed visits add up to ${points} (yellow from ${CREDIT_YELLOW}, red from ${CREDIT_RED})` },
    todo: colour === 'red' ? { zh: `打给平台说明情况；不再增加的话 ${day} 起恢复派单`, en: `Call the desk and explain; with nothing added, orders come again from ${day}` } : { zh: `按时上门就好，${day} 起变绿；记错了请打给平台`, en: `Keep coming on time: green from ${day}; call the desk if something is wrong` },
  };
}

/** A worker's safety code on a day from her papers (every state) and the sum of her marks, with the one thing to do first: what is red before what is yellow. */
export const safetyOf = (papers: readonly PaperFacts[], creditWeight: number, today: string, now: Date): Safety => {
  const reasons = [...PARTS.flatMap(({ part, papers: kinds }) => judgePapers(part, kinds, papers, today)), judgeCredit(creditWeight, now)];
  const colour = worse(reasons);
  return { colour, reasons, todo: colour === 'green' ? null : reasons.find((reason) => reason.colour === colour)!.todo };
};

/** What keeps a worker with this code from being sent out: the red reasons. */
export const redReasons = (safety: Safety): Bilingual[] => safety.reasons.filter(({ colour }) => colour === 'red').map(({ words }) => words);

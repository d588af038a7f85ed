import type { Bilingual } from '@linli/contract';
import { foundationOf, theoryOf } from './papers.ts';
import { rubricOf } from './rubrics.ts';

/** Theory and practice prove what somebody can do now: for so long before the certificate. */
export const EVIDENCE_DAYS = 365;
/** A certificate that is to be refreshed within so many days may be sat for again. */
export const REFRESH_DAYS = 30;
const DAY_MS = 86_400_000;

/** What a certificate of hers looks like from here; dates are days of the city. */
export type HeldCertificate = { certificateId: string; number: string; kind: string; issuedAt: Date; retrainedAt: Date | null; revokedAt: Date | null; validUntil: string | null; retrainBy: string | null };
/** `from` names who held it where it was not this platform. */
export type Proof = { id: string; scorePercent: number; at: Date; from?: string };
export type Standing = {
  kind: string; live: HeldCertificate | null; isRefreshable: boolean; isOrdered: boolean; theory: { isNeeded: boolean; isMet: boolean; paper: string | null; proof: Proof | null; rests: string | null }; modules: readonly { module: string; isMet: boolean }[]; practical: { isNeeded: boolean; proof: Proof | null };
};

/** The certificates exams give, in the order in which they are usually earned. */
export const certifiable = ['core', 'practical', 'deepCleaning', 'applianceCleaning', 'organizing', 'postnatalCare', 'infantCare', 'elderCare', 'homeRepair', 'mentor', 'coordination'] as const;

/** From when on proofs count for one more certificate of the kind: what was used for an earlier one, or stood before it was revoked, is spent. */
export const spentUntil = (certificates: readonly HeldCertificate[], kind: string): Date | null =>
  certificates.filter((one) => one.kind === kind).flatMap(({ issuedAt, retrainedAt, revokedAt }) => [issuedAt, retrainedAt, revokedAt]).reduce<Date | null>((latest, at) => (at !== null && (latest === null || at > latest) ? at : latest), null);

const counts = (proof: Proof | null, since: Date | null, now: Date): Proof | null => (proof !== null && (since === null || proof.at > since) && proof.at.getTime() >= now.getTime() - EVIDENCE_DAYS * DAY_MS ? proof : null);

const liveOf = (certificates: readonly HeldCertificate[], kind: string, today: string): HeldCertificate | null =>
  certificates.find((one) => one.kind === kind && one.revokedAt === null && (one.validUntil === null || one.validUntil >= today)) ?? null;

/** Where she stands with one kind, given her latest proofs. Evidence and certificate may come in either order. `orderedAt`: since when she is to earn it anew; what she has proven before does not count for that. */
export const standingOf = ({ kind, orderedAt = null, certificates, needs, finished, theory, practical, today, now }: {
  kind: string; orderedAt?: Date | null; certificates: readonly HeldCertificate[]; needs: readonly string[]; finished: ReadonlySet<string>; theory: Proof | null; practical: Proof | null; today: string; now: Date;
}): Standing => {
  const spent = spentUntil(certificates, kind);
  const since = orderedAt !== null && (spent === null || orderedAt > spent) ? orderedAt : spent;
  const live = liveOf(certificates, kind, today);

  const soon = new Date(Date.parse(today) + REFRESH_DAYS * DAY_MS).toISOString().slice(0, 10);
  const foundation = foundationOf(kind);
  const paper = theoryOf(foundation ?? kind);
  const hasPractical = rubricOf(kind) !== undefined;
  const own = foundation === null ? counts(theory, since, now) : null;
  const base = foundation === null ? null : liveOf(certificates, foundation, today);
  return {
    kind, live, isOrdered: orderedAt !== null, isRefreshable: live !== null && (orderedAt !== null || (live.retrainBy !== null && live.retrainBy <= soon) || (live.validUntil !== null && live.validUntil <= soon)),
    theory: { isNeeded: paper !== null, isMet: own !== null || base !== null, paper, proof: own, rests: base && `${theory ? `理论 ${theory.scorePercent} 分` : '理论'}（岗前核心 ${base.number}）` }, modules: needs.map((module) => ({ module, isMet: finished.has(module) })), practical: { isNeeded: hasPractical, proof: counts(practical, since, now) },
  };
};

/** Theory passed and modules finished and, where there is one, the practical passed. */
export const isComplete = ({ theory, modules, practical }: Standing): boolean => (!theory.isNeeded || theory.isMet) && (!practical.isNeeded || practical.proof !== null) && modules.every(({ isMet }) => isMet);

/** What the certificate rests on: the practical where there is one that was signed here, else the paper. The words tell both halves, and who held one elsewhere. */
export const evidenceOf = ({ theory, practical }: Standing): { kind: 'attempt' | 'practical'; evidenceId: string; words: string } => {
  const parts = [theory.proof ? `理论 ${theory.proof.scorePercent} 分` : theory.rests, practical.proof && `实操 ${practical.proof.scorePercent} 分${practical.proof.from ? `（${practical.proof.from}）` : ''}`].filter((part) => part !== null);
  return practical.proof && practical.proof.from === undefined ? { kind: 'practical', evidenceId: practical.proof.id, words: parts.join('，') } : { kind: 'attempt', evidenceId: theory.proof!.id, words: parts.join('，') };
};

type Step = 'learn' | 'exam' | 'bookPractical' | 'goToPractical' | 'none';
/** The one next step on the way to a certificate. */
export const nextStep = (standing: Standing, { moduleWords, seatWords }: { moduleWords: Bilingual; seatWords: Bilingual | null }): { step: Step; words: Bilingual } => {
  const { live, isRefreshable, isOrdered, theory, modules, practical } = standing;
  if (live !== null && !isRefreshable) return { step: 'none', words: { zh: '已有证书，现在不用做什么', en: 'You hold it; nothing to do now' } };
  if (modules.some(({ isMet }) => !isMet)) return { step: 'learn', words: { zh: `先学完：${moduleWords.zh}`, en: `Finish first: ${moduleWords.en}` } };
  if (theory.isNeeded && !theory.isMet) return { step: 'exam', words: live || isOrdered ? { zh: '复训：再考一次理论', en: 'To refresh it: sit the theory again' } : { zh: '参加理论考试', en: 'Sit the theory exam' } };
  if (practical.isNeeded && practical.proof === null) return seatWords ? { step: 'goToPractical', words: { zh: `按时参加实操：${seatWords.zh}`, en: `Go to your practical: ${seatWords.en}` } } : { step: 'bookPractical', words: { zh: '约一场实操考核', en: 'Book a practical' } };
  return { step: 'none', words: { zh: '都完成了，证书马上签发', en: 'All done; the certificate is being issued' } };
};

/** Why theory or practical cannot be sat again now; null when it can. */
export const whyNotAgain = (standing: Standing, part: 'theory' | 'practical'): Bilingual | null => {
  const { live, isRefreshable, theory, practical } = standing;
  if (live !== null && !isRefreshable) return { zh: live.retrainBy === null ? '证书在有效期内' : `证书有效，${live.retrainBy} 前一个月再来复训`, en: live.retrainBy === null ? 'your certificate is in force' : `your certificate is in force; refresh it in the month before ${live.retrainBy}` };
  if (part === 'theory' && theory.proof !== null) return practical.isNeeded ? { zh: '理论已通过，接着约实操', en: 'theory is passed, book the practical next' } : { zh: '理论已通过', en: 'theory is passed' };
  if (part === 'practical' && practical.proof !== null) return theory.isNeeded ? { zh: '实操已通过，接着考理论', en: 'the practical is passed, sit the theory next' } : { zh: '实操已通过', en: 'the practical is passed' };
  return null;
};

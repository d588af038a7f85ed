import type { Bilingual } from '@linli/contract';
import type { Proof } from './certification.ts';

export type OutsidePart = 'theory' | 'practical';
export type Recognition = { kind: string; part: OutsidePart; partners: readonly string[]; leastPercent: number; days: number };
/** A result as it was held elsewhere; `heldAt` is noon of its day. `partnerKind` is null unless the issuer's agreement was in force that day. */
export type OutsideProof = { id: string; kind: string; part: OutsidePart; scorePercent: number; isPassed: boolean; heldAt: Date; heldOn: string; issuer: string; partnerKind: string | null };

/**
 * Which results of others count towards a certificate of this platform. Only practicals stand here, and only in trades whose equipment a school or a clinic has: theory is always
 * sat here, under the server's clock. Whatever is not in this table is kept beside and counts for nothing.
 */
export const recognition: readonly Recognition[] = [
  { kind: 'postnatalCare', part: 'practical', partners: ['vocationalSchool', 'clinic'], leastPercent: 80, days: 365 },
  { kind: 'infantCare', part: 'practical', partners: ['vocationalSchool'], leastPercent: 80, days: 365 },
  { kind: 'elderCare', part: 'practical', partners: ['vocationalSchool', 'elderInstitution', 'clinic'], leastPercent: 80, days: 365 },
  { kind: 'homeRepair', part: 'practical', partners: ['vocationalSchool', 'trainingAgency'], leastPercent: 80, days: 365 },
];

const no = (zh: string, en: string): { counts: false; why: Bilingual } => ({ counts: false, why: { zh, en } });
/** Whether a result counts today, and why not. */
export const recognise = (result: Omit<OutsideProof, 'id' | 'issuer' | 'heldOn'>, now: Date): { counts: boolean; why: Bilingual } => {
  const rule = recognition.find(({ kind, part }) => kind === result.kind && part === result.part);
  if (rule === undefined) return no('规则表里没有这一项，只作记录', 'The table does not name it: kept beside');
  if (!result.isPassed) return no('没有通过，只作记录', 'Not passed: kept beside');
  if (result.partnerKind === null) return no('考核那天没有和这家机构的合作协议，只作记录', 'No agreement with the issuer on that day: kept beside');
  if (!rule.partners.includes(result.partnerKind)) return no('这一项不认这类机构的成绩，只作记录', 'The table does not name this sort of issuer: kept beside');
  if (result.scorePercent < rule.leastPercent) return no(`不到 ${rule.leastPercent} 分，只作记录`, `Below ${rule.leastPercent}: kept beside`);
  if (result.heldAt.getTime() < now.getTime() - rule.days * 86_400_000) return no(`超过 ${rule.days} 天，只作记录`, `Older than ${rule.days} days: kept beside`);
  return { counts: true, why: { zh: '计入实操', en: 'Counts as the practical' } };
};

/** The latest practical of a kind that counts. */
export const outsideProof = (results: readonly OutsideProof[], kind: string, now: Date): Proof | null => {
  const counting = results.filter((one) => one.kind === kind && one.part === 'practical' && recognise(one, now).counts).sort((a, b) => b.heldAt.getTime() - a.heldAt.getTime())[0];
  return counting === undefined ? null : { id: counting.id, scorePercent: counting.scorePercent, at: counting.heldAt, from: `${counting.issuer} ${counting.heldOn}` };
};

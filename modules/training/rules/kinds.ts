import type { Bilingual, certificateParts } from '@linli/contract';

export type Part = (typeof certificateParts)[number];
/** `skills` are hers with the certificate, at `skillLevel`, and held up for new orders while no certificate that covers them is good; months count from the day of issue or of the last retraining. */
export type Kind = { kind: string; part: Part; title: Bilingual; criteria: Bilingual; skills: readonly string[]; skillLevel: number; validMonths: number | null; retrainMonths: number };

/** Every certificate of the platform. None is a certificate of the state. */
export const kinds: readonly Kind[] = [
  {
    kind: 'core', part: 'core', title: { zh: '岗前核心模块合格证', en: 'Core modules certificate' }, skills: ['cleaning', 'cooking', 'housekeeping'], skillLevel: 1, validMonths: null, retrainMonths: 24,
    criteria: { zh: '学完基础保洁、烹饪、婴幼儿照护、老人陪护四个核心模块并通过考试', en: 'Finished the four core modules (basic cleaning, cooking, infant care, elder companionship) and passed their exam' },
  },
  { kind: 'practical', part: 'practical', title: { zh: '实操考核合格证', en: 'Practical exam certificate' }, skills: ['cleaning', 'housekeeping'], skillLevel: 2, validMonths: null, retrainMonths: 24, criteria: { zh: '现场实操由考官按评分表评定合格', en: 'An examiner rated the practical on site by the rubric' } },
  { kind: 'deepCleaning', part: 'specialty', title: { zh: '深度保洁专项证书', en: 'Deep cleaning specialty' }, skills: ['deepCleaning', 'moveInCleaning', 'windowCleaning'], skillLevel: 2, validMonths: 36, retrainMonths: 18, criteria: { zh: '深度保洁、开荒、擦玻璃的理论与实操合格', en: 'Theory and practice of deep, move-in and window cleaning' } },
  { kind: 'applianceCleaning', part: 'specialty', title: { zh: '家电清洗专项证书', en: 'Appliance cleaning specialty' }, skills: ['applianceCleaning', 'fabricCleaning'], skillLevel: 2, validMonths: 36, retrainMonths: 18, criteria: { zh: '家电与布艺清洗的理论与实操合格', en: 'Theory and practice of cleaning appliances and fabrics' } },
  { kind: 'organizing', part: 'specialty', title: { zh: '收纳规划专项证书', en: 'Organizing specialty' }, skills: ['organizing'], skillLevel: 2, validMonths: 36, retrainMonths: 18, criteria: { zh: '收纳规划的理论与实操合格', en: 'Theory and practice of organizing a home' } },
  { kind: 'postnatalCare', part: 'specialty', title: { zh: '母婴护理专项证书', en: 'Postnatal care specialty' }, skills: ['postnatalCare'], skillLevel: 2, validMonths: 24, retrainMonths: 12, criteria: { zh: '母婴护理的理论与实操合格', en: 'Theory and practice of postnatal care' } },
  { kind: 'infantCare', part: 'specialty', title: { zh: '婴幼儿照护专项证书', en: 'Infant care specialty' }, skills: ['infantCare', 'schoolCare'], skillLevel: 2, validMonths: 24, retrainMonths: 12, criteria: { zh: '婴幼儿照护与急救的理论与实操合格', en: 'Theory and practice of infant care with first aid' } },
  { kind: 'elderCare', part: 'specialty', title: { zh: '老人陪护专项证书', en: 'Elder care specialty' }, skills: ['elderCare', 'elderNursing', 'patientCare', 'clinicCompanion'], skillLevel: 2, validMonths: 24, retrainMonths: 12, criteria: { zh: '老人照护、陪诊与应急的理论与实操合格', en: 'Theory and practice of elder care, clinic visits and emergencies' } },
  { kind: 'homeRepair', part: 'specialty', title: { zh: '居家维修专项证书', en: 'Home repair specialty' }, skills: ['plumbing', 'electrical', 'installation', 'applianceRepair', 'waterproofing'], skillLevel: 2, validMonths: 36, retrainMonths: 18, criteria: { zh: '居家维修与用电安全的理论与实操合格', en: 'Theory and practice of home repair and electrical safety' } },
  { kind: 'mentor', part: 'mentor', title: { zh: '带教证书', en: 'Mentor certificate' }, skills: [], skillLevel: 2, validMonths: 24, retrainMonths: 24, criteria: { zh: '带教能力培训合格，能带新人上岗', en: 'Trained to coach newcomers on the job' } },
  { kind: 'coordination', part: 'coordination', title: { zh: '团队协调能力评估', en: 'Coordination assessment' }, skills: [], skillLevel: 2, validMonths: 24, retrainMonths: 24, criteria: { zh: '通过团队协调、排班与应急处置的评估', en: 'Passed the assessment of coordinating a team, its roster and its emergencies' } },
];
/** The admission checks a certificate answers: hours and exam, or the practical. */
export const checksOf = (part: Part): readonly ('trainingHours' | 'exam' | 'practical')[] => (part === 'core' ? ['trainingHours', 'exam'] : part === 'practical' ? ['practical'] : []);
export const kindOf = (kind: string): Kind | undefined => kinds.find((one) => one.kind === kind);

/** The day so many months on; the 31st becomes the month's last day. */
export const addMonths = (day: string, months: number): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
};

/** The last day it may hold, and the day by which it is to be refreshed; never later than it ends. */
export const termsOf = (kind: Kind, issuedOn: string, wishedUntil: string | undefined): { longest: string | null; validUntil: string | null; retrainBy: string } => {
  const longest = kind.validMonths === null ? null : addMonths(issuedOn, kind.validMonths);
  return { longest, validUntil: wishedUntil ?? longest, retrainBy: addMonths(issuedOn, kind.retrainMonths) };
};

export const revokeWords: Record<'forgedEvidence' | 'issuedInError' | 'misconduct' | 'ownWish' | 'keyLost', Bilingual> = {
  forgedEvidence: { zh: '发证依据不实', en: 'It rested on forged evidence' }, issuedInError: { zh: '签发有误', en: 'It was issued in error' }, misconduct: { zh: '严重违规', en: 'Serious misconduct' }, ownWish: { zh: '本人申请', en: 'Her own wish' }, keyLost: { zh: '签发密钥失密', en: 'The key that signed it was lost' },
};
/** Said beside every certificate of the platform. */
export const notOfTheState: Bilingual = { zh: '平台培训证书，不是国家职业资格证书', en: 'A training certificate of the platform, not an occupational certificate of the state' };

/** The skills some certificates prove together, each at the highest level one of them gives. */
export const provenSkills = (held: readonly string[]): { code: string; level: number }[] => {
  const levels = new Map<string, number>();
  for (const { skills, skillLevel } of held.flatMap((kind) => kindOf(kind) ?? [])) for (const code of skills) levels.set(code, Math.max(levels.get(code) ?? 0, skillLevel));
  return [...levels].map(([code, level]) => ({ code, level }));
};

/** What a certificate rests on, for whoever looks it up; the reason itself may name people and is not told to everybody. */
export const basisOf = (evidenceKind: 'attempt' | 'practical' | 'national' | 'record'): { isByHand: boolean; words: Bilingual } => {
  if (evidenceKind === 'attempt') return { isByHand: false, words: { zh: '凭考核成绩签发', en: 'On exams that were passed' } };
  if (evidenceKind === 'practical') return { isByHand: false, words: { zh: '凭理论成绩和实操评定签发', en: 'On theory and practical, both passed' } };
  return { isByHand: true, words: evidenceKind === 'national' ? { zh: '由平台人工签发，依据已核实的国家职业证书', en: 'Issued by hand on a verified certificate of the state' } : { zh: '由平台人工签发，依据书面记录', en: 'Issued by hand on a written record' } };
};

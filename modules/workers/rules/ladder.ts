import type { Bilingual, LadderConditionCode, OutputOf, contract } from '@linli/contract';
import { ratingFactor, type RatingSums } from './profile.ts';

/** What a platform certificate is to the ladder. */
export type CertificatePart = 'core' | 'practical' | 'specialty' | 'mentor' | 'coordination';
export type HeldCertificate = { part: CertificatePart; titleZh: string; titleEn: string; validUntil: string | null; endedAt: Date | null };
export type LadderFacts = RatingSums & {
  /** Served, with what an appeal found missing. */
  minutes: number;
  certificates: readonly HeldCertificate[];
  lead: { name: string } | null;
  /** Whether she has stood on level 2 or above: what was proven once is kept above a lower bar. */
  hasProven: boolean;
};

export const SKILLED_MINUTES = 500 * 60;
export const SATISFIED_PERCENT = 90;
/** Below this a level that was reached is lost again: one bad week does not end a career, a bad year does. */
export const KEPT_PERCENT = 85;
const PRIOR_RATING = 4.5;
const PRIOR_WEIGHT = 10;

/** Hours served to a tenth, never rounded up: 499.99 are 499.9. */
export const servedHours = (minutes: number): number => Math.floor(minutes / 6) / 10;
/** Satisfaction on a day, percent of five stars to a tenth, never rounded up; reviews age and newcomers start as in her rating. */
export const satisfactionPercent = ({ ratingSum, ratingWeight }: RatingSums, now: Date): number => {
  const factor = ratingFactor(now);
  const mean = (PRIOR_RATING * PRIOR_WEIGHT + ratingSum / factor) / (PRIOR_WEIGHT + ratingWeight / factor);
  return Math.floor(mean * 200 + 1e-6) / 10;
};

export const levelNames: readonly Bilingual[] = [
  { zh: '见习', en: 'trainee' }, { zh: '基础级', en: 'basic level' }, { zh: '熟练级', en: 'skilled level' }, { zh: '专业级', en: 'specialist level' }, { zh: '导师级', en: 'mentor level' }, { zh: '管理级', en: 'lead level' },
];
/** What each level asks beside everything the levels below ask. */
export const LADDER: readonly { level: number; conditions: readonly LadderConditionCode[] }[] = [
  { level: 1, conditions: ['core', 'practical'] }, { level: 2, conditions: ['hours', 'satisfaction'] }, { level: 3, conditions: ['specialty'] }, { level: 4, conditions: ['mentor', 'coordination'] }, { level: 5, conditions: ['lead'] },
];

type Condition = OutputOf<typeof contract.workers.myLadder>['levels'][number]['conditions'][number];

const partNames: Record<CertificatePart, { name: Bilingual; todo: Bilingual }> = {
  core: { name: { zh: '核心模块', en: 'Core modules' }, todo: { zh: '学完四个核心模块并通过考试', en: 'Finish the four core modules and pass their exam' } },
  practical: { name: { zh: '实操考核', en: 'Practical exam' }, todo: { zh: '预约并通过实操考核', en: 'Book and pass the practical exam' } },
  specialty: { name: { zh: '专项证书', en: 'Specialty certificate' }, todo: { zh: '考取一项有效的专项证书（如母婴护理、收纳整理）', en: 'Earn a specialty certificate that is in force (postnatal care, organizing, …)' } },
  mentor: { name: { zh: '带教证书', en: 'Mentor certificate' }, todo: { zh: '考取带教证书', en: 'Earn the mentor certificate' } },
  coordination: { name: { zh: '团队协调评估', en: 'Coordination assessment' }, todo: { zh: '通过团队协调能力评估', en: 'Pass the assessment of coordination' } },
};
const none: Bilingual = { zh: '还没有', en: 'not yet' };

function certified(part: CertificatePart, { certificates }: LadderFacts, today: string): Condition {
  const own = certificates.filter((certificate) => certificate.part === part);
  const held = own.find(({ validUntil, endedAt }) => endedAt === null && (validUntil === null || validUntil >= today));
  const ended = own.find(({ endedAt, validUntil }) => endedAt === null && validUntil !== null && validUntil < today);
  const have = held ? { zh: `${held.titleZh}${held.validUntil ? `，有效至 ${held.validUntil}` : ''}`, en: `${held.titleEn}${held.validUntil ? `, until ${held.validUntil}` : ''}` }
    : ended ? { zh: `${ended.titleZh}已于 ${ended.validUntil} 到期`, en: `${ended.titleEn} ended on ${ended.validUntil}` } : own.length > 0 ? { zh: '已撤销', en: 'revoked' } : none;
  const { name, todo } = partNames[part];
  return { code: part, name, isMet: held !== undefined, have, need: { zh: `${name.zh}有效`, en: `${name.en} in force` }, missing: held ? null : todo };
}

function served({ minutes }: LadderFacts): Condition {
  const isMet = minutes >= SKILLED_MINUTES;
  const left = Math.ceil((SKILLED_MINUTES - minutes) / 6) / 10;
  return {
    code: 'hours', name: { zh: '服务时长', en: 'Hours served' }, isMet, have: { zh: `${servedHours(minutes)} 小时`, en: `${servedHours(minutes)} h` }, need: { zh: '500 小时', en: '500 h' },
    missing: isMet ? null : { zh: `再服务 ${left} 小时（已有 ${servedHours(minutes)} 小时）`, en: `Serve ${left} h more (${servedHours(minutes)} h so far)` },
  };
}

function satisfied(facts: LadderFacts, now: Date): Condition {
  const percent = satisfactionPercent(facts, now);
  const bar = facts.hasProven ? KEPT_PERCENT : SATISFIED_PERCENT;
  const isMet = percent >= bar;
  const shown = percent.toFixed(1);
  return {
    code: 'satisfaction', name: { zh: '客户满意度', en: 'Satisfaction' }, isMet, have: { zh: `${shown}%`, en: `${shown} %` },
    need: facts.hasProven ? { zh: `${SATISFIED_PERCENT}%（达到过，现在不低于 ${KEPT_PERCENT}% 即保留）`, en: `${SATISFIED_PERCENT} % (reached before: kept from ${KEPT_PERCENT} % on)` } : { zh: `${SATISFIED_PERCENT}%`, en: `${SATISFIED_PERCENT} %` },
    missing: isMet ? null : { zh: `满意度要到 ${bar}%，现在 ${shown}%`, en: `Satisfaction of ${bar} % is needed, it is ${shown} %` },
  };
}

function leads({ lead }: LadderFacts): Condition {
  return {
    code: 'lead', name: { zh: '负责小团队或站点', en: 'Runs a team or a station' }, isMet: lead !== null, have: lead ? { zh: lead.name, en: lead.name } : none, need: { zh: '由平台指派', en: 'given by the platform' },
    missing: lead ? null : { zh: '负责一个小团队或服务站（由平台指派）', en: 'Run a small team or a station (the platform gives it)' },
  };
}

const judge = (code: LadderConditionCode, facts: LadderFacts, now: Date, today: string): Condition =>
  (code === 'hours' ? served(facts) : code === 'satisfaction' ? satisfied(facts, now) : code === 'lead' ? leads(facts) : certified(code, facts, today));

export type Standing = { level: number; levels: { level: number; conditions: Condition[] }[] };
/** The level that follows from the facts on a day: the highest whose conditions and all below hold. Nobody sets it. */
export const standingOf = (facts: LadderFacts, now: Date, today: string): Standing => {
  const levels = LADDER.map(({ level, conditions }) => ({ level, conditions: conditions.map((code) => judge(code, facts, now, today)) }));
  const broken = levels.findIndex(({ conditions }) => conditions.some(({ isMet }) => !isMet));
  return { level: broken === -1 ? LADDER.length : broken, levels };
};

/** What is missing for a level, from below upwards; empty when it is reached. */
export const missingFor = (standing: Standing, level: number): Bilingual[] => standing.levels.filter((one) => one.level <= level).flatMap(({ conditions }) => conditions.flatMap(({ missing }) => (missing ? [missing] : [])));

/** Why a level changed: what was met on the way up, what does not hold any more on the way down. */
export const reasonsFor = (standing: Standing, from: number): Bilingual[] => {
  if (standing.level > from) {
    return standing.levels.filter(({ level }) => level > from && level <= standing.level).flatMap(({ conditions }) => conditions.map(({ name, have }) => ({ zh: `${name.zh}：${have.zh}`, en: `${name.en}: ${have.en}` })));
  }
  return standing.levels[standing.level]!.conditions.filter(({ isMet }) => !isMet).map(({ name, have }) => ({ zh: `${name.zh}：${have.zh}`, en: `${name.en}: ${have.en}` }));
};

/** Her standing in one sentence. */
export const sayStanding = (level: number, missing: readonly Bilingual[]): Bilingual => {
  const { zh, en } = levelNames[level]!;
  if (missing.length === 0) return { zh: `您是${zh}，已到最高一级`, en: `You are on ${en}, the highest there is` };
  const next = levelNames[level + 1]!;
  return { zh: `您现在是${zh}，升${next.zh}还差 ${missing.length} 项：${missing[0]!.zh}`, en: `You are on ${en}; ${missing.length} left for ${next.en}: ${missing[0]!.en}` };
};

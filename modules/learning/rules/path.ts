import type { Bilingual } from '@linli/contract';
import { CORE, MODULES_BY_SERVICE_FAMILY, kindsThatNeed, modulesFor, seedModuleOf } from './modules.ts';

export type StepKind = 'finish' | 'required' | 'repair' | 'demand' | 'grow';
export type Step = { module: string; kind: StepKind; reasons: Bilingual[] };
export type PathFacts = {
  /** Open modules in their order. */
  modules: readonly { code: string; title: Bilingual; lessonCount: number }[];
  progress: readonly { module: string; isFinished: boolean; lessonsFinished: number }[];
  /** Newest first. */
  quizzes: readonly { paper: string; scorePercent: number; isPassed: boolean }[];
  /** What reviews, complaints and inspections of the last months ask for, newest first. */
  signals?: readonly { source: 'review' | 'complaint' | 'inspection'; module: string; words: Bilingual; mendedAt: Date | null }[];
  /** Newest first, with the family of the service where it is known. */
  reviews: readonly { family: string | null; skill: number; communication: number; attitude: number }[];
  demand: readonly { family: string; near: number; city: number }[];
  familyNames: Record<string, Bilingual>;
  /** A core certificate in force: whoever has one has proven the core modules, wherever she learned them. */
  isCoreHeld?: boolean;
};

/** Reviews that are looked at, how many have to agree, and below which mean a link is weak. */
export const LAST_REVIEWS = 10;
const LEAST_REVIEWS = 2;
const WEAK_MEAN = 4;
/** Orders in thirty days that make a family worth learning for; the city's count as a fifth of one near by. */
export const DEMAND_DAYS = 30;
/** Counts are kept for a week and the four before it, with which it is compared. */
export const DEMAND_KEPT_DAYS = 36;
const LEAST_DEMAND = 5;
const CITY_SHARE = 5;
const MOST_FAMILIES = 3;
const MOST_STEPS = 8;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Weak links: modules that reviews ask for, each with what was seen. */
export const weakLinks = (reviews: PathFacts['reviews'], familyNames: PathFacts['familyNames']): Map<string, Bilingual> => {
  const found = new Map<string, Bilingual>();
  const last = reviews.slice(0, LAST_REVIEWS);
  const look = (values: readonly number[], modules: readonly string[], zh: string, en: string): void => {
    if (values.length < LEAST_REVIEWS || meanOf(values) >= WEAK_MEAN) return;
    const mean = meanOf(values).toFixed(1);
    for (const module of modules) found.set(module, { zh: `近 ${values.length} 条评价里，${zh}平均 ${mean} 分`, en: `${en} averages ${mean} in the last ${values.length} reviews` });
  };
  for (const [family, own] of Map.groupBy(last.filter((one) => one.family !== null), ({ family: name }) => name!)) {
    const name = familyNames[family] ?? { zh: family, en: family };
    look(own.map(({ skill }) => skill), (MODULES_BY_SERVICE_FAMILY as Record<string, readonly string[]>)[family]?.slice(0, 1) ?? [], `${name.zh}的手艺`, `Skill in ${name.en}`);
  }
  look(last.map(({ communication }) => communication), ['communication'], '沟通', 'Communication');
  look(last.map(({ attitude }) => attitude), ['etiquette', 'emotionalLabour'], '态度', 'Manner');
  return found;
};

/**
 * What was found by people asks for its module until it is mended: until she has finished it, or passed its quiz, after that. One upheld complaint, one clause not kept or one word on safety is enough;
 * stars alone are weighed by their mean.
 */
export const openSignals = (signals: PathFacts['signals'] = []): Map<string, Bilingual> => new Map(signals.filter(({ source, module, mendedAt }) => mendedAt === null && (source !== 'review' || module === 'safety')).map(({ module, words }) => [module, words] as const).reverse());

/** What a paper asks about: the quiz of a module, the core exam, the theory of a specialty. */
export const modulesOfPaper = (paper: string): readonly string[] => {
  if (paper.startsWith('quiz-')) return [paper.slice(5)];
  if (paper.startsWith('specialty-')) return modulesFor(paper.slice(10)).filter((code) => seedModuleOf(code)?.grouping === 'specialty');
  return paper === 'core' ? CORE : [];
};

/**
 * What to learn next and why. Order: what reviews and failed quizzes ask of somebody at work, what is begun, the core modules, what is wanted near her, what certificates
 * on the way up ask for. A module stands once with all its reasons; a finished one only where something says that it did not stick.
 */
export const pathOf = (facts: PathFacts): Step[] => {
  const progress = new Map(facts.progress.map((one) => [one.module, one]));
  const isDone = (code: string): boolean => progress.get(code)?.isFinished === true || (facts.isCoreHeld === true && CORE.includes(code as never));
  const steps = new Map<string, Step & { weight: number }>();
  const add = (code: string, kind: StepKind, weight: number, reason: Bilingual): void => {
    if (!facts.modules.some((one) => one.code === code && one.lessonCount > 0)) return;
    const before = steps.get(code);
    steps.set(code, before ? { ...before, ...(weight > before.weight && { kind, weight }), reasons: [...before.reasons, reason] } : { module: code, kind, weight, reasons: [reason] });
  };
  const isCoreDone = CORE.every(isDone);
  for (const [code, reason] of weakLinks(facts.reviews, facts.familyNames)) add(code, 'repair', isCoreDone ? 110 : 70, reason);
  for (const [code, words] of openSignals(facts.signals)) add(code, 'repair', isCoreDone ? 112 : 72, words);
  // Of a module the last word counts: a quiz passed after a failed exam has mended it.
  const asked = new Set<string>();
  for (const { paper, scorePercent, isPassed } of facts.quizzes) {
    for (const code of modulesOfPaper(paper).filter((one) => !asked.has(one))) {
      asked.add(code);
      if (isPassed) continue;
      const reason = paper.startsWith('quiz-') ? { zh: `上次小测 ${scorePercent} 分，没过，再学一遍`, en: `The last quiz was ${scorePercent} and not passed: go through it again` } : { zh: `考试 ${scorePercent} 分，没过，再看一遍`, en: `The exam was ${scorePercent} and not passed: look at it again` };
      add(code, 'repair', 105, reason);
    }
  }
  for (const { code, lessonCount } of facts.modules) {
    const own = progress.get(code);
    if (!own || own.isFinished) continue;
    const left = Math.max(0, lessonCount - own.lessonsFinished);
    const reason = own.lessonsFinished === 0 ? { zh: `已经开始，还差 ${left} 课`, en: `Begun, ${left} lessons left` } : { zh: `已经学了 ${own.lessonsFinished} 课，还差 ${left} 课`, en: `${own.lessonsFinished} lessons done, ${left} left` };
    add(code, 'finish', CORE.includes(code as never) ? 103 : 95, reason);
  }
  CORE.filter((code) => !isDone(code)).forEach((code, index) => add(code, 'required', 100 - index, { zh: '上岗必学，学完四个核心模块才能考试', en: 'Everybody learns it: the exam takes all four core modules' }));
  const wanted = facts.demand.map((one) => ({ ...one, weight: one.near + one.city / CITY_SHARE })).filter(({ weight }) => weight >= LEAST_DEMAND).sort((a, b) => b.weight - a.weight || (a.family < b.family ? -1 : 1)).slice(0, MOST_FAMILIES);
  wanted.forEach(({ family, near, city }, index) => {
    const name = facts.familyNames[family] ?? { zh: family, en: family };
    const code = ((MODULES_BY_SERVICE_FAMILY as Record<string, readonly string[]>)[family] ?? []).find((one) => !isDone(one));
    if (code) add(code, 'demand', 60 - index, near > 0 ? { zh: `您附近 ${DEMAND_DAYS} 天里有 ${near} 单${name.zh}`, en: `${near} orders of ${name.en} near you in ${DEMAND_DAYS} days` } : { zh: `全城 ${DEMAND_DAYS} 天里有 ${city} 单${name.zh}`, en: `${city} orders of ${name.en} in the city in ${DEMAND_DAYS} days` });
  });
  // Four core modules are enough in front of somebody who has just applied.
  if (isCoreDone) for (const { code } of facts.modules) if (!isDone(code) && kindsThatNeed(code).length > 0) add(code, 'grow', 20, { zh: '考专项证书要用，证书多，能接的单就多', en: 'A specialty certificate asks for it: more certificates, more orders' });
  const order = new Map(facts.modules.map(({ code }, index) => [code, index]));
  return [...steps.values()].sort((a, b) => b.weight - a.weight || order.get(a.module)! - order.get(b.module)!).slice(0, MOST_STEPS).map(({ module, kind, reasons }) => ({ module, kind, reasons }));
};

/** The path in one sentence. */
export const sayPath = (first: { title: Bilingual; kind: StepKind } | undefined, count: number): Bilingual => (first === undefined
  ? { zh: '该学的都学完了', en: 'Everything asked for is learned' }
  : { zh: `下一步学${first.title.zh}，一共 ${count} 步`, en: `Next is ${first.title.en}; ${count} steps in all` });

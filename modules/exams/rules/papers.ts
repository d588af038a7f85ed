import { quizOf, type Bilingual, type examPaperKinds } from '@linli/contract';
import type { TriesRule } from './attempts.ts';

export type PaperKind = (typeof examPaperKinds)[number];
/** `parts` say how many questions of which topic are asked; `needs` which modules are to be finished before. */
export type PaperRule = {
  paper: string; kind: PaperKind; module: string | null; certificateKind: string | null; title: Bilingual; about: Bilingual; itemCount: number; minutes: number; passPercent: number; tries: TriesRule;
  parts: readonly { topic: string; asks: number }[]; needs: readonly string[];
};
/** What is known of modules: their names, and which a certificate asks for. */
export type Syllabus = { names: ReadonlyMap<string, Bilingual>; neededFor: (kind: string) => readonly string[] };

/** The four modules everybody learns, as the platform names them. */
export const coreModules = ['basicCleaning', 'cooking', 'infantCare', 'elderCare'] as const;
export const MERCHANT_TOPIC = 'merchant';
export const merchantTopic: Bilingual = { zh: '加盟商户规则', en: 'Rules for merchants' };
/** The topic of the bank a specialty is asked about most. */
export const specialtyTopics: Record<string, { topic: string; title: Bilingual }> = {
  deepCleaning: { topic: 'deepCleaning', title: { zh: '深度保洁', en: 'Deep cleaning' } }, applianceCleaning: { topic: 'applianceCleaning', title: { zh: '家电清洗', en: 'Appliance cleaning' } }, organizing: { topic: 'organizing', title: { zh: '收纳规划', en: 'Organizing' } },
  postnatalCare: { topic: 'postnatalCare', title: { zh: '母婴护理', en: 'Postnatal care' } }, infantCare: { topic: 'infantCareAdvanced', title: { zh: '婴幼儿照护', en: 'Infant care' } }, elderCare: { topic: 'elderCareAdvanced', title: { zh: '老人陪护', en: 'Elder care' } },
  homeRepair: { topic: 'homeRepair', title: { zh: '居家维修', en: 'Home repair' } },
};

const EXAM_TRIES: TriesRule = { most: 3, hours: 24 };
const PASS_PERCENT = 80;
const SPECIALTY_ITEMS = 20;
const OWN_ITEMS = 12;

const corePaper: PaperRule = {
  paper: 'core', kind: 'core', module: null, certificateKind: 'core', title: { zh: '岗前核心考试', en: 'Core exam' }, about: { zh: '四个核心模块各 10 题，共 40 题', en: 'Ten questions on each of the four core modules, forty in all' },
  itemCount: 40, minutes: 60, passPercent: PASS_PERCENT, tries: EXAM_TRIES, parts: coreModules.map((topic) => ({ topic, asks: 10 })), needs: coreModules,
};
const merchantPaper: PaperRule = {
  paper: 'merchant', kind: 'merchant', module: null, certificateKind: null, title: { zh: '商户入驻考试', en: 'Merchant exam' }, about: { zh: '商户规则 40 题，由负责人本人作答', en: 'Forty questions on the rules for merchants, answered by the owner' },
  itemCount: 40, minutes: 60, passPercent: PASS_PERCENT, tries: EXAM_TRIES, parts: [{ topic: MERCHANT_TOPIC, asks: 40 }], needs: [],
};

const quizPaper = (module: string, title: Bilingual): PaperRule => ({
  paper: quizOf(module), kind: 'quiz', module, certificateKind: null, title: { zh: `${title.zh}小测`, en: `Quiz: ${title.en}` }, about: { zh: '10 道题，答完就看讲解', en: 'Ten questions, explained at once' },
  itemCount: 10, minutes: 15, passPercent: PASS_PERCENT, tries: { most: 10, hours: 24 }, parts: [{ topic: module, asks: 10 }], needs: [],
});

/** Twelve of the trade's own questions; the rest is shared among the other modules the certificate asks for, the first ones taking what is over. */
const specialtyPaper = (kind: string, { topic, title }: { topic: string; title: Bilingual }, needs: readonly string[]): PaperRule => {
  const others = needs.filter((module) => module !== topic);
  const left = SPECIALTY_ITEMS - OWN_ITEMS;
  const parts = others.length === 0 ? [{ topic, asks: OWN_ITEMS }] : [{ topic, asks: OWN_ITEMS }, ...others.slice(0, left).map((module, place, list) => ({ topic: module, asks: Math.floor(left / list.length) + (place < left % list.length ? 1 : 0) }))];
  const itemCount = parts.reduce((sum, { asks }) => sum + asks, 0);
  return {
    paper: `specialty-${kind}`, kind: 'specialty', module: null, certificateKind: kind, title: { zh: `${title.zh}理论考试`, en: `${title.en}: theory` }, about: { zh: `共 ${itemCount} 题，其中本专项 ${OWN_ITEMS} 题`, en: `${itemCount} questions, ${OWN_ITEMS} of them on the trade itself` },
    itemCount, minutes: 40, passPercent: PASS_PERCENT, tries: EXAM_TRIES, parts, needs,
  };
};

/** Every paper there is: one quiz a module, the core exam, one theory a specialty, the merchants’ exam. */
export const papersOf = ({ names, neededFor }: Syllabus): PaperRule[] => [
  corePaper, ...Object.entries(specialtyTopics).map(([kind, about]) => specialtyPaper(kind, about, neededFor(kind))), merchantPaper, ...[...names].map(([module, title]) => quizPaper(module, title)),
];
export const paperOf = (name: string, syllabus: Syllabus): PaperRule | undefined => papersOf(syllabus).find(({ paper }) => paper === name);
/** The certificate whose theory another one rests on: where there is no paper of its own, nobody is certified by practice alone. */
export const foundationOf = (kind: string): string | null => (kind === 'core' || kind in specialtyTopics ? null : 'core');
/** The theory paper of a certificate; null where it has none of its own. */
export const theoryOf = (kind: string): string | null => (kind === 'core' ? 'core' : kind in specialtyTopics ? `specialty-${kind}` : null);

export const topicName = (topic: string, names: ReadonlyMap<string, Bilingual>): Bilingual =>
  names.get(topic) ?? (topic === MERCHANT_TOPIC ? merchantTopic : Object.values(specialtyTopics).find((one) => one.topic === topic)?.title) ?? { zh: topic, en: topic };

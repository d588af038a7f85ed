import type { Bilingual, targetSteps } from '@linli/contract';

/** Whoever attended a session within so many days counts as covered. */
export const COVERAGE_DAYS = 365;
/** The steps of the pilot with what the first cohorts aimed at: it holds until the city sets its own. */
export const funnelSteps: readonly { step: Exclude<(typeof targetSteps)[number], 'partners'>; name: Bilingual; target: number | null }[] = [
  { step: 'candidates', name: { zh: '候选人', en: 'Candidates' }, target: 200 }, { step: 'enrolled', name: { zh: '已报班', en: 'Enrolled' }, target: null }, { step: 'trained', name: { zh: '已结业', en: 'Trained' }, target: 150 },
  { step: 'basic', name: { zh: '基础认证', en: 'Basic certificate' }, target: 120 }, { step: 'advanced', name: { zh: '专项高级认证', en: 'Advanced certificate' }, target: 30 }, { step: 'atWork', name: { zh: '已上岗', en: 'At work' }, target: null },
];
/** Agreements in force with schools, bodies and institutions. */
export const partnerStep = { step: 'partners', name: { zh: '有效合作协议', en: 'Agreements in force' }, target: 5 } as const;
export const targetNames = Object.fromEntries([...funnelSteps, partnerStep].map(({ step, name }) => [step, name])) as Record<(typeof targetSteps)[number], Bilingual>;

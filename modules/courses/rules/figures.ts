import type { Bilingual } from '@linli/contract';

/** Whoever attended a session within so many days counts as covered. */
export const COVERAGE_DAYS = 365;
/** What the first cohorts aimed at. */
export const funnelSteps: readonly { step: 'candidates' | 'enrolled' | 'trained' | 'basic' | 'advanced' | 'atWork'; name: Bilingual; target: number | null }[] = [
  { step: 'candidates', name: { zh: '候选人', en: 'Candidates' }, target: 200 }, { step: 'enrolled', name: { zh: '已报班', en: 'Enrolled' }, target: null }, { step: 'trained', name: { zh: '已结业', en: 'Trained' }, target: 150 },
  { step: 'basic', name: { zh: '基础认证', en: 'Basic certificate' }, target: 120 }, { step: 'advanced', name: { zh: '专项高级认证', en: 'Advanced certificate' }, target: 30 }, { step: 'atWork', name: { zh: '已上岗', en: 'At work' }, target: null },
];

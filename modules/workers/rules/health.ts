import type { Bilingual, healthItemCodes } from '@linli/contract';
import type { HealthClass } from './papers.ts';

export type HealthItemCode = (typeof healthItemCodes)[number];
export const healthItemNames: Record<HealthItemCode, Bilingual> = {
  history: { zh: '病史', en: 'History' }, bloodPressure: { zh: '血压', en: 'Blood pressure' }, skin: { zh: '皮肤', en: 'Skin' }, eyes: { zh: '视力', en: 'Eyes' }, chestXRay: { zh: '胸片', en: 'Chest X-ray' }, ecg: { zh: '心电图', en: 'ECG' }, liverEnzymes: { zh: '转氨酶', en: 'Liver enzymes' },
  stoolCulture: { zh: '粪便培养（志贺、伤寒、霍乱）', en: 'Stool culture' }, hepatitisAE: { zh: '甲肝、戊肝', en: 'Hepatitis A and E' }, bloodSugar: { zh: '血糖', en: 'Blood sugar' }, kidney: { zh: '肾功能', en: 'Kidney' }, mobility: { zh: '腰和手的活动', en: 'Back and hands' }, cognition: { zh: '认知筛查', en: 'Cognition' },
  syphilis: { zh: '梅毒', en: 'Syphilis' }, gynaecology: { zh: '妇科常规', en: 'Gynaecology' }, mentalHealth: { zh: '心理量表', en: 'Mental health scale' },
};
const added: Record<HealthClass, readonly HealthItemCode[]> = {
  A: ['history', 'bloodPressure', 'skin', 'eyes', 'chestXRay', 'ecg', 'liverEnzymes'], B: ['stoolCulture', 'hepatitisAE'], C: ['bloodSugar', 'kidney', 'mobility', 'cognition'], D: ['syphilis', 'gynaecology', 'mentalHealth'],
};
/** Each class asks for what the classes before it ask for, and more. */
export const itemsOfClass = (healthClass: HealthClass): HealthItemCode[] => (['A', 'B', 'C', 'D'] as const).filter((one) => one <= healthClass).flatMap((one) => added[one]);
export const isHealthItem = (code: string): code is HealthItemCode => Object.hasOwn(healthItemNames, code);

/** A record holds for twelve months at most: through the day before the same day a year on. */
export const lastHealthDay = (examinedOn: string): string => new Date(Date.UTC(Number(examinedOn.slice(0, 4)) + 1, Number(examinedOn.slice(5, 7)) - 1, Number(examinedOn.slice(8, 10)) - 1)).toISOString().slice(0, 10);

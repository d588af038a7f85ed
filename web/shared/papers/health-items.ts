import type { healthItemCodes } from '@linli/contract';

export type HealthItem = (typeof healthItemCodes)[number];
export const healthClasses = ['A', 'B', 'C', 'D'] as const;
export type HealthClass = (typeof healthClasses)[number];

/** What each class adds to the one before, as the server asks for it. */
const added: Record<HealthClass, readonly HealthItem[]> = {
  A: ['history', 'bloodPressure', 'skin', 'eyes', 'chestXRay', 'ecg', 'liverEnzymes'], B: ['stoolCulture', 'hepatitisAE'], C: ['bloodSugar', 'kidney', 'mobility', 'cognition'], D: ['syphilis', 'gynaecology', 'mentalHealth'],
};
export const itemsOf = (healthClass: HealthClass): HealthItem[] => healthClasses.filter((one) => one <= healthClass).flatMap((one) => added[one]);

/** The last day a health check of that day holds: twelve months less a day. */
export const lastHealthDay = (examinedOn: string): string => {
  if (!/^\d{4}-\d\d-\d\d$/.test(examinedOn)) return '';
  const day = new Date(Date.UTC(Number(examinedOn.slice(0, 4)) + 1, Number(examinedOn.slice(5, 7)) - 1, Number(examinedOn.slice(8, 10)) - 1));
  return day.toISOString().slice(0, 10);
};

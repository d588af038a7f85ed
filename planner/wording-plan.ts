/** How a plan's times and names are said. A problem's unit is the caller's, so the caller may say how its clock reads; left out, the number is shown. */
import type { Bilingual } from './types.ts';

export type PlanWords = {
  /** A moment: `hourClock` for seconds since midnight. */
  clock?: (at: number) => string;
  /** A length of time: `minuteSpan` for seconds. */
  span?: (length: number) => Bilingual;
  worker?: (workerId: string) => string;
  task?: (taskId: string) => string;
  skill?: (skill: string) => Bilingual;
};

const two = (value: number): string => `${value < 10 ? '0' : ''}${value}`;
/** 14:05 for 50,700 seconds since midnight; 25:10 is ten past one the next night. */
export function hourClock(at: number): string {
  if (!Number.isFinite(at)) return '—';
  const minutes = Math.floor(at / 60);
  return `${two(Math.floor(minutes / 60))}:${two(((minutes % 60) + 60) % 60)}`;
}
/** Whole minutes, rounded up. */
export function minuteSpan(length: number): Bilingual {
  const minutes = Math.ceil(length / 60 - 1e-9);
  return { zh: `${minutes} 分钟`, en: `${minutes} min` };
}

/** At most two decimals, no trailing zeros. */
export const sayNumber = (value: number): string => (Number.isFinite(value) ? String(Math.round(value * 100) / 100) : value > 0 ? '∞' : '—');
export const sayClock = (at: number, words: PlanWords = {}): string => (words.clock && Number.isFinite(at) ? words.clock(at) : sayNumber(at));
export const saySpan = (length: number, words: PlanWords = {}): Bilingual =>
  (words.span && Number.isFinite(length) ? words.span(length) : { zh: sayNumber(length), en: sayNumber(length) });
export const sayWorker = (id: string, words: PlanWords = {}): string => words.worker?.(id) ?? id;
export const sayTask = (id: string, words: PlanWords = {}): string => words.task?.(id) ?? id;
export const saySkill = (skill: string, words: PlanWords = {}): Bilingual => words.skill?.(skill) ?? { zh: skill, en: skill };

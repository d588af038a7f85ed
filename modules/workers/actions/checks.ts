import type { Check } from '../../../kernel/module.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { RATING_EPOCH, RATING_HALF_LIFE_DAYS } from '../rules/profile.ts';
import { CREDIT_HALF_LIFE_DAYS, MARK_WEIGHTS } from '../rules/safety.ts';
import { countLevelFaults } from '../store/ladder.ts';
import { countPeriodFaults } from '../store/admission.ts';
import { countOverlaps } from '../store/calendar.ts';
import { REFUSAL_HALF_LIFE_DAYS } from '../rules/responses.ts';
import { countMarkFaults } from '../store/marks.ts';
import { countResponseFaults } from '../store/responses.ts';
import { countRatingFaults } from '../store/workers.ts';

const from = ({ faults, looked }: { faults: number; looked: number }): { ok: boolean; count: number } => ({ ok: faults === 0, count: faults === 0 ? looked : faults });

export const checks: Check[] = [
  { name: 'no worker is claimed twice at once', run: async (tx, cityId) => { const { entries, faults } = await countOverlaps(tx, cityId); return from({ faults, looked: entries }); } },
  { name: 'every rating is the sum of its reviews', run: async (tx, cityId) => { const { workers, faults } = await countRatingFaults(tx, cityId, RATING_EPOCH, RATING_HALF_LIFE_DAYS * 86_400); return from({ faults, looked: workers }); } },
  { name: 'every worker’s answers add up to her numbers', run: async (tx, cityId) => { const { workers, faults } = await countResponseFaults(tx, cityId, RATING_EPOCH, REFUSAL_HALF_LIFE_DAYS * 86_400); return from({ faults, looked: workers }); } },
  { name: 'every worker’s marks add up to her credit', run: async (tx, cityId) => from(await countMarkFaults(tx, cityId, RATING_EPOCH, CREDIT_HALF_LIFE_DAYS * 86_400, MARK_WEIGHTS)) },
  { name: 'every level has its history', run: async (tx, cityId) => from(await countLevelFaults(tx, cityId)) },
  { name: 'every admission stands on an active worker and ends with its last day', run: async (tx, cityId, now) => from(await countPeriodFaults(tx, cityId, cityDay(new Date(now.getTime() - 86_400_000)))) },
];

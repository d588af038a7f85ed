import type { Check } from '../../../kernel/module.ts';
import { FINISH_PERCENT } from '../rules/watch.ts';
import { countFaults, countLessonFaults, countUnwatched } from '../store/report.ts';

const told = ({ looked, faults }: { looked: number; faults: number }): { ok: boolean; count: number } => ({ ok: faults === 0, count: faults === 0 ? looked : faults });

/** What must hold of learning at any moment. */
export const checks: Check[] = [
  { name: 'no lesson counts as learned that was not watched', run: async (tx, cityId) => told(await countUnwatched(tx, cityId, FINISH_PERCENT)) },
  { name: 'learners are counted right', run: async (tx, cityId) => told(await countFaults(tx, cityId)) },
  { name: 'modules know their lessons', run: async (tx, cityId) => { const count = await countLessonFaults(tx, cityId); return { ok: count === 0, count }; } },
];

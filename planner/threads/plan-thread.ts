/** What the planning thread runs: one errand after the other, each answered by its number. */
import { parentPort } from 'node:worker_threads';
import { repair } from '../live/repair.ts';
import { planDay } from '../plan-day.ts';
import { solve } from '../solve.ts';
import { PlannerInputError } from '../types.ts';
import type { PlanAnswer, PlanErrand } from './off-thread.ts';

function run(errand: PlanErrand): Extract<PlanAnswer, { found: unknown }>['found'] {
  if (errand.kind === 'solve') return solve(errand.problem, errand.options);
  if (errand.kind === 'day') return planDay(errand.visits, errand.workers, errand.options);
  const { day: _, ...repaired } = repair(errand.problem, errand.plan, errand.disruption, errand.options);
  return repaired;
}

parentPort!.on('message', ({ number, errand }: { number: number; errand: PlanErrand }) => {
  let answer: PlanAnswer;
  try {
    answer = { number, found: run(errand) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    answer = { number, error: { name, message, ...(error instanceof PlannerInputError ? { field: error.field } : {}) } };
  }
  parentPort!.postMessage(answer);
});

import type { Bilingual } from '@linli/contract';
import { problemFor, Refusal } from '../../../kernel/refusal.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { noteVisitConflict, placeVisitOrder, seriesVisitDue } from '../../orders/index.ts';
import type { DueVisit } from '../../orders/index.ts';
import { holdVisit } from './slots.ts';

const wordsOf = (refusal: Refusal): Bilingual => {
  const { zh, en } = problemFor(refusal, 'zh');
  return { zh, en };
};

type Tried = { holdId: string } | { no: Refusal };

/** Refusals come before anything is written, so the transaction may go on with somebody else. */
const attempt = (ctx: Ctx, visit: DueVisit, workerId: string | undefined): Promise<Tried> => holdVisit(ctx, visit, workerId).catch((error: unknown) => {
  if (error instanceof Refusal) return { no: error };
  throw error;
});

/**
 * A visit of a series is due: its worker's time is held and the order made. A worker who is only preferred is replaced by the
 * best one who can come; a kept one is not, the household decides. What could not be done stands on the visit with the reason.
 * Safe to run twice: a visit that has its order is left alone.
 */
export async function serveSeriesVisit(ctx: Ctx, { visitId }: { visitId: string }): Promise<void> {
  const visit = await seriesVisitDue(ctx, { visitId });
  if (!visit) return;
  const first = await attempt(ctx, visit, visit.workerId ?? undefined);
  const isReplaceable = visit.workerId !== null && !visit.isWorkerKept && 'no' in first && ['dispatch.slot_taken', 'dispatch.worker_unsuitable', 'workers.worker_unknown'].includes(first.no.code);
  const tried = isReplaceable ? await attempt(ctx, visit, undefined) : first;
  if ('holdId' in tried) return placeVisitOrder(ctx, { visitId, holdId: tried.holdId });
  await noteVisitConflict(ctx, { visitId, words: wordsOf(tried.no) });
}

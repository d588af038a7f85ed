import type { InputOf, OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { orderForViewer } from '../../orders/index.ts';
import { cardsOf } from '../../workers/index.ts';
import { labelled } from '../rules.ts';
import { decisionsOf } from '../store/offers.ts';
import { formulaVersion, rankForOrder } from './gather.ts';
import { candidateViews } from './slots.ts';

type Dispatch = typeof contract.dispatch;
const SHOWN_BLOCKED = 30;

/** Who could serve this order, best first with reasons, and who could not and why not. */
export async function candidates(ctx: Ctx, input: InputOf<Dispatch['candidates']>): Promise<OutputOf<Dispatch['candidates']>> {
  const order = await orderForViewer(ctx, input.orderId);
  if (!order.startsAt) return { formulaVersion, candidates: [], blocked: [] };
  const ranking = await rankForOrder(ctx, order, { limit: 20 });
  const blocked = ranking.blocked.slice(0, SHOWN_BLOCKED);
  const cards = await cardsOf(ctx, blocked.map((b) => b.workerId));
  return {
    formulaVersion,
    candidates: await candidateViews(ctx, ranking.candidates, { heldWorkerId: ranking.need.heldWorkerId, territoryMerchantId: ranking.need.territoryMerchantId }),
    blocked: blocked.flatMap(({ workerId, blockers }) => {
      const worker = cards.get(workerId);
      return worker ? [{ worker, blockers }] : [];
    }),
  };
}

/** Every decision about an order, in order, with the reasons frozen when it was taken. */
export async function decisions(ctx: Ctx, input: InputOf<Dispatch['decisions']>): Promise<OutputOf<Dispatch['decisions']>> {
  await orderForViewer(ctx, input.orderId);
  const rows = await decisionsOf(ctx.tx, ctx.cityId, input.orderId);
  return {
    items: rows.map((d) => ({
      decisionId: d.id, at: d.at.toISOString(), kind: d.kind, words: { zh: d.wordsZh, en: d.wordsEn }, workerName: d.workerName, score: d.score, formulaVersion: d.formulaVersion,
      dimensions: labelled(d.candidates.find((c) => c.workerId === d.workerId)?.dimensions ?? []),
    })),
  };
}

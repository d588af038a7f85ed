import type { OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { myMerchantId } from '../../alliance/index.ts';
import { lockOrder, orderFacts, summariesOf } from '../../orders/index.ts';
import { diversionsOf } from '../store/diversions.ts';
import { liveOffersOf } from '../store/offers.ts';
import { saveSearch, searchOf, waitingFor } from '../store/policy.ts';
import { divert } from './diversions.ts';
import { rankForOrder, recordDecision } from './gather.ts';
import { offerOrder } from './search.ts';
import { candidateViews } from './slots.ts';

type Dispatch = typeof contract.dispatch;

/** Timer: the time of whoever had the right to answer is over. Somebody who was found meanwhile keeps it. */
export async function overflow(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await lockOrder(ctx, orderId);
  const search = await searchOf(ctx.tx, ctx.cityId, orderId);
  if (order.status !== 'paid' || !search?.waitsUntil || search.waitsUntil > ctx.now) return;
  await offerOrder(ctx, { orderId });
}

/** The merchant says by itself that it cannot. Refuses `dispatch.not_waiting` when the order has gone elsewhere meanwhile. */
export async function handOn(ctx: Ctx, { orderId, reason }: { orderId: string; reason: string }): Promise<{ ok: true }> {
  const merchantId = await myMerchantId(ctx);
  const order = await lockOrder(ctx, orderId);
  const search = await searchOf(ctx.tx, ctx.cityId, orderId);
  if (order.holderMerchantId !== merchantId) refuse('orders.order_unknown');
  if (order.status !== 'paid' || search?.stage !== 'merchant' || search.waitsForMerchantId !== merchantId || (await liveOffersOf(ctx.tx, ctx.cityId, orderId)).length > 0) refuse('dispatch.not_waiting');
  await recordDecision(ctx, order, null, { kind: 'merchant', workerId: null, score: null, words: { zh: `商户转出：${reason}`, en: `The merchant hands it on: ${reason}` } });
  await divert(ctx, order, search, 'handedOn');
  await saveSearch(ctx.tx, ctx.cityId, { ...search, stage: 'asking' });
  await offerOrder(ctx, { orderId });
  return { ok: true };
}

const SHOWN_CANDIDATES = 5;
/** The merchant's list: what waits for it, who of its own could go and why, or why nobody can. */
export async function listWaiting(ctx: Ctx): Promise<OutputOf<Dispatch['listWaiting']>> {
  const merchantId = await myMerchantId(ctx);
  const rows = await waitingFor(ctx.tx, ctx.cityId, merchantId, ctx.now);
  const orders = new Map((await summariesOf(ctx, { orderIds: rows.map(({ orderId }) => orderId) })).map((order) => [order.orderId, order]));
  const items = [];
  for (const row of rows) {
    const order = orders.get(row.orderId);
    if (!order) continue;
    const facts = await orderFacts(ctx, row.orderId);
    const ranking = await rankForOrder(ctx, facts, { limit: 60, blockedLimit: 200, territoryMerchantId: merchantId });
    const own = new Set(ranking.views.filter((view) => view.merchantId === merchantId).map(({ workerId }) => workerId));
    const candidates = ranking.candidates.filter(({ workerId }) => own.has(workerId)).slice(0, SHOWN_CANDIDATES);
    const whyNot = ranking.blocked.filter(({ workerId }) => own.has(workerId)).flatMap(({ blockers }) => blockers.slice(0, 1).map(({ reason }) => reason));
    items.push({
      order, since: row.openedAt.toISOString(), until: row.waitsUntil?.toISOString() ?? null, isHandedOn: (await diversionsOf(ctx.tx, ctx.cityId, row.orderId)).length > 0,
      candidates: await candidateViews(ctx, candidates, { heldWorkerId: ranking.need.heldWorkerId, territoryMerchantId: merchantId }),
      whyNobody: candidates.length > 0 ? [] : [...new Map(whyNot.map((reason) => [reason.zh, reason])).values()].slice(0, 3),
    });
  }
  return { items };
}

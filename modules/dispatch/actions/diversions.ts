import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { cityRoles } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { tellPerson } from '../../accounts/index.ts';
import { merchantBriefs, myMerchantId, neighboursOf } from '../../alliance/index.ts';
import { passOn } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { previewSplit } from '../../payments/index.ts';
import { releaseTime } from '../../workers/index.ts';
import { decisionWords, sayBeijing } from '../rules.ts';
import * as store from '../store/diversions.ts';
import type { SearchRow } from '../store/policy.ts';
import { rankForOrder, recordDecision } from './gather.ts';

type Dispatch = typeof contract.dispatch;
type Reason = 'noAnswer' | 'handedOn';

/** The nearest other holder of the family who has somebody able to come; null where there is none. */
async function neighbourFor(ctx: Ctx, order: OrderFacts): Promise<string | null> {
  const near = await neighboursOf(ctx, { lon: order.lon, lat: order.lat, family: order.family, exceptMerchantId: order.holderMerchantId! });
  if (near.length === 0) return null;
  const ranking = await rankForOrder(ctx, order, { limit: 0, blockedLimit: 0, territoryMerchantId: null });
  const merchantOf = new Map(ranking.views.map((view) => [view.workerId, view.merchantId]));
  const able = new Set(ranking.field.map(({ workerId }) => merchantOf.get(workerId)));
  return near.find(({ merchantId }) => able.has(merchantId))?.merchantId ?? null;
}

/**
 * The order leaves its merchant: to the neighbour the first time, to the whole city after that. Written down with what the merchant would have
 * earned, and said to it. The caller has locked the order and goes on looking; `search` is told that nobody waits for a merchant any more.
 */
export async function divert(ctx: Ctx, order: OrderFacts, search: SearchRow, reason: Reason): Promise<void> {
  const from = order.holderMerchantId!;
  const isFirst = (await store.diversionsOf(ctx.tx, ctx.cityId, order.id)).length === 0;
  const to = isFirst ? await neighbourFor(ctx, order) : null;
  const { merchantFen } = await previewSplit(ctx, { ...order, workerId: order.workerId ?? '', merchantId: from });
  const waitedMinutes = Math.max(0, Math.round((ctx.now.getTime() - search.openedAt.getTime()) / 60_000));
  await store.insertDiversion(ctx.tx, ctx.cityId, { orderId: order.id, fromMerchantId: from, toMerchantId: to, at: ctx.now, reason, waitedMinutes, lostFen: Math.max(0, merchantFen) });
  const merchants = await merchantBriefs(ctx, to === null ? [from] : [from, to]);
  const nameOf = (merchantId: string): string => merchants.get(merchantId)?.name ?? merchantId;
  const words = decisionWords.diverted(nameOf(from), to === null ? null : nameOf(to), reason, waitedMinutes);
  await releaseTime(ctx, { orderId: order.id, reason: 'diverted' });
  await passOn(ctx, { orderId: order.id, holderMerchantId: to, words });
  await recordDecision(ctx, order, null, { kind: 'diverted', workerId: null, score: null, words });
  const owner = merchants.get(from)?.ownerPersonId;
  await ctx.emit('dispatch.diverted', { orderId: order.id, personIds: owner ? [owner] : [], merchantId: from, fromMerchantId: from, toMerchantId: to });
  if (owner) await tellPerson(ctx, { personId: owner, template: 'orderLost', params: { item: order.itemNameZh, time: sayBeijing(order.startsAt!), next: to === null ? '全城家政员' : nameOf(to) } });
  Object.assign(search, { waitsForMerchantId: null, waitsUntil: null });
}

/** Diversions of the last days: the city sees all, a merchant those it lost; with the sums by merchant. */
export async function listDiversions(ctx: Ctx, { merchantId, days }: ParsedOf<Dispatch['listDiversions']>): Promise<OutputOf<Dispatch['listDiversions']>> {
  const scope = holds(ctx.actor, cityRoles) ? merchantId ?? null : await myMerchantId(ctx);
  const rows = await store.diversionsSince(ctx.tx, ctx.cityId, { since: new Date(ctx.now.getTime() - days * 86_400_000), merchantId: scope });
  const sums = new Map<string, { merchantId: string; name: string; lost: number; lostFen: number; gained: number }>();
  const sumOf = (id: string, name: string) => sums.get(id) ?? sums.set(id, { merchantId: id, name, lost: 0, lostFen: 0, gained: 0 }).get(id)!;
  for (const row of rows) {
    const lost = sumOf(row.fromMerchantId, row.fromName);
    lost.lost += 1;
    lost.lostFen += row.lostFen;
    // What a neighbour gained is the neighbour's business, and the city's.
    if (row.toMerchantId !== null && scope === null) sumOf(row.toMerchantId, row.toName!).gained += 1;
  }
  return {
    items: rows.map((row) => ({
      orderId: row.orderId, orderNo: row.orderNo, itemName: { zh: row.itemNameZh, en: row.itemNameEn }, startAt: row.startsAt.toISOString(), districtName: row.districtName, fromMerchantId: row.fromMerchantId, fromMerchantName: row.fromName,
      toMerchantId: row.toMerchantId, toMerchantName: row.toName, at: row.at.toISOString(), reason: row.reason, words: decisionWords.diverted(row.fromName, row.toName, row.reason, row.waitedMinutes), waitedMinutes: row.waitedMinutes, lostFen: row.lostFen,
    })),
    byMerchant: [...sums.values()].sort((a, b) => b.lostFen - a.lostFen || b.lost - a.lost),
  };
}

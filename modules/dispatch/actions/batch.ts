import { assignBatch } from '@linli/planner';
import type { Candidate } from '@linli/planner';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { lockOrder } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { entryOfOrder, releaseTime, workerLockKey } from '../../workers/index.ts';
import { decisionWords, isOpenForDispatch } from '../rules.ts';
import { batchOf, saveSearch, searchOf } from '../store/policy.ts';
import { MOST_BLOCKED_KEPT, askable, nameOf, rankForOrder, recordDecision } from './gather.ts';
import type { Ranking } from './gather.ts';
import { makeOffer } from './offers.ts';
import { policyOf } from './policy.ts';
import { claim, offerOrder } from './search.ts';

type Row = { order: OrderFacts; ranking: Ranking; candidates: Candidate[] };

/**
 * Timer: the urgent orders of a district that came within one window are matched at once, each worker to one of them at most, as many as
 * possible and of those the best in sum. Who is left over, or was lost to somebody else meanwhile, is looked for alone. Orders are locked in one order.
 */
export async function runBatch(ctx: Ctx, { districtId, at }: { districtId: string; at: string }): Promise<void> {
  const open: OrderFacts[] = [];
  for (const orderId of await batchOf(ctx.tx, ctx.cityId, districtId, new Date(at))) {
    const order = await lockOrder(ctx, orderId);
    const search = await searchOf(ctx.tx, ctx.cityId, orderId);
    if (!search || search.stage !== 'batch') continue;
    await saveSearch(ctx.tx, ctx.cityId, { ...search, stage: 'asking' });
    if (!isOpenForDispatch(order.status) || !order.startsAt || order.startsAt <= ctx.now) continue;
    open.push(order);
  }
  // Whom the families were shown first is kept for each of them, and would fix the match before it is made: these claims are free for all of them.
  const entries = (await Promise.all(open.map(({ id }) => entryOfOrder(ctx, id)))).filter((entry) => entry !== null);
  const rows: Row[] = [];
  for (const order of open) {
    const { policy } = await policyOf(ctx, order);
    const ranking = await rankForOrder(ctx, order, { blockedLimit: MOST_BLOCKED_KEPT, freedEntryIds: entries.map(({ id }) => id) });
    rows.push({ order, ranking, candidates: await askable(ctx, ranking, policy.maxLiveOffers) });
  }
  const workerIds = [...new Set(rows.flatMap(({ candidates }) => candidates.map(({ workerId }) => workerId)))].sort();
  const column = new Map(workerIds.map((workerId, index) => [workerId, index]));
  const costs = rows.map(({ candidates }) => {
    const row = workerIds.map(() => Infinity);
    for (const { workerId, score } of candidates) row[column.get(workerId)!] = 100 - score;
    return row;
  });
  const { columnOf } = assignBatch(costs);
  await lockFor(ctx.tx, ...entries.map(({ workerId }) => workerLockKey(ctx, workerId)));
  for (const { id } of open) await releaseTime(ctx, { orderId: id, reason: 'batch' });
  for (const [index, { order, ranking, candidates }] of rows.entries()) {
    const matched = columnOf[index]! < 0 ? undefined : candidates.find(({ workerId }) => workerId === workerIds[columnOf[index]!]);
    if (!matched || !await claim(ctx, order, ranking, matched.workerId)) {
      await offerOrder(ctx, { orderId: order.id });
      continue;
    }
    const { policy } = await policyOf(ctx, order);
    await makeOffer(ctx, order, matched, 'auto', { isAssigned: policy.mode === 'auto' });
    await recordDecision(ctx, order, { ...ranking, candidates: [matched, ...ranking.candidates.filter((c) => c !== matched)] }, {
      kind: 'batch', workerId: matched.workerId, score: matched.score, words: decisionWords.batch(await nameOf(ctx, matched.workerId), matched.score, rows.length, matched === ranking.candidates[0]),
    });
  }
}

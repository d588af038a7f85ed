import { explainWorker } from '@linli/planner';
import type { Candidate } from '@linli/planner';
import type { DispatchPolicy } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { tellPerson } from '../../accounts/index.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { lockOrder } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { entryOfOrder, releaseTime, workerLockKey } from '../../workers/index.ts';
import { RETRY_MINUTES, decisionWords, isOpenForDispatch, isUrgent, sayBeijing } from '../rules.ts';
import { answerBy, batchEnd, hallFrom } from '../rules/policy.ts';
import type { Stage } from '../rules/policy.ts';
import { countLiveFor, liveOffersOf, tryLockWorker } from '../store/offers.ts';
import { saveSearch, searchOf } from '../store/policy.ts';
import type { SearchRow } from '../store/policy.ts';
import { settingsOf } from '../../accounts/index.ts';
import { bindPromise } from '../store/promises.ts';
import { isDayFull } from './day-limit.ts';
import { divert } from './diversions.ts';
import { MOST_BLOCKED_KEPT, askable, nameOf, rankForOrder, recordDecision, workersFor } from './gather.ts';
import type { Ranking } from './gather.ts';
import { makeOffer, shareOffer, takeTime } from './offers.ts';
import { policyOf } from './policy.ts';

/**
 * Looks for a worker for a paid order, in the way its policy says. Safe to run twice: an order that is not open any more, or about which
 * somebody is being asked, is left alone. `isMoved`: the order has another hour, so that its search begins anew.
 */
export async function offerOrder(ctx: Ctx, input: { orderId: string; isMoved?: boolean }): Promise<void> {
  let order = await lockOrder(ctx, input.orderId);
  if (!isOpenForDispatch(order.status) || !order.startsAt || order.startsAt <= ctx.now) return;
  if ((await liveOffersOf(ctx.tx, ctx.cityId, order.id)).length > 0) return;
  const { policy, version } = await policyOf(ctx, order);
  const known = input.isMoved ? undefined : await searchOf(ctx.tx, ctx.cityId, order.id);
  if (order.holdId !== null) await bindPromise(ctx.tx, ctx.cityId, order.holdId, order.id, ctx.now);
  const openedAt = known?.openedAt ?? ctx.now;
  const search: SearchRow = {
    ...(known ?? { batchAt: null, waitsForMerchantId: null, waitsUntil: null }), orderId: order.id, openedAt, policyVersion: version, mode: policy.mode, districtId: order.districtId, stage: 'asking', hallFrom: hallFrom(policy, openedAt, ctx.now),
  };
  // The holder's time to answer may be over, then the neighbour's: at most two steps.
  while (policy.overflowMinutes !== null && order.holderMerchantId !== null) {
    if (search.waitsForMerchantId !== order.holderMerchantId) {
      search.waitsForMerchantId = order.holderMerchantId;
      search.waitsUntil = answerBy(ctx.now, order.startsAt!, policy.overflowMinutes);
      await ctx.schedule({ name: 'dispatch.overflow', key: order.id, at: search.waitsUntil, payload: { orderId: order.id } });
      break;
    }
    if (search.waitsUntil === null || search.waitsUntil > ctx.now) break;
    await divert(ctx, order, search, 'noAnswer');
    order = await lockOrder(ctx, order.id);
  }
  const isChosen = order.isWorkerChosen && (await entryOfOrder(ctx, order.id)) !== null;
  const enter = (stage: Stage): Promise<number> => saveSearch(ctx.tx, ctx.cityId, { ...search, stage });

  if (policy.mode === 'merchant' && order.holderMerchantId !== null) {
    search.waitsForMerchantId = order.holderMerchantId;
    await enter('merchant');
    if (known?.stage !== 'merchant' || known.waitsForMerchantId !== order.holderMerchantId) await tellMerchant(ctx, order, search);
    return;
  }
  if (policy.mode === 'grab' && !isChosen) {
    await enter('hall');
    await releaseTime(ctx, { orderId: order.id, reason: 'hall' });
    if (known?.stage !== 'hall') await recordDecision(ctx, order, null, { kind: 'hall', workerId: null, score: null, words: decisionWords.hall });
    return;
  }
  const isAsked = policy.mode === 'auto' || policy.mode === 'offerOne' || policy.mode === 'offerBest';
  if (isAsked && policy.batchSeconds > 0 && search.batchAt === null && order.districtId !== null && !isChosen && isUrgent(ctx.now, order.startsAt!, await settingsOf(ctx))) {
    search.batchAt = batchEnd(ctx.now, policy.batchSeconds);
    await enter('batch');
    await ctx.schedule({ name: 'dispatch.runBatch', key: `${order.districtId} ${search.batchAt.getTime()}`, at: search.batchAt, payload: { districtId: order.districtId, at: search.batchAt.toISOString() } });
    return;
  }
  await enter(policy.mode === 'household' ? 'household' : 'asking');
  await askBest(ctx, order, policy, isChosen);
}

/** Asks whom the policy says; where nobody can be asked, says so and looks again later. */
async function askBest(ctx: Ctx, order: OrderFacts, policy: DispatchPolicy, isChosen: boolean): Promise<void> {
  const ranking = await rankForOrder(ctx, order, { limit: 20, blockedLimit: MOST_BLOCKED_KEPT });
  const heldWorkerId = ranking.need.heldWorkerId;
  const all = await askable(ctx, ranking, policy.maxLiveOffers);
  // Whom the family chose by name comes first whatever the mode, and however many offers of the city's own she is thinking about; under
  // household nobody else is asked at all.
  const chosen = isChosen ? ranking.candidates.filter((c) => c.workerId === heldWorkerId) : [];
  const isHouseholds = policy.mode === 'household';
  const wanted = chosen.length > 0 ? chosen : isHouseholds ? all.filter((c) => c.workerId === heldWorkerId) : all;
  const isMany = policy.mode === 'offerBest' && chosen.length === 0;
  if (isMany ? await askMany(ctx, order, ranking, wanted, policy) : await askOne(ctx, order, ranking, wanted, policy.mode === 'auto')) return;
  await releaseTime(ctx, { orderId: order.id, reason: 'nobody' });
  const blockedCount = ranking.views.length - ranking.candidates.length;
  await recordDecision(ctx, order, ranking, { kind: 'none', workerId: null, score: null, words: isHouseholds ? decisionWords.noneChosen : decisionWords.none(ranking.candidates.length, blockedCount) });
  await ctx.emit('dispatch.unmatched', { orderId: order.id, personIds: [order.customerId], merchantId: order.holderMerchantId, reason: `${blockedCount} blocked` });
  if (!isHouseholds) await ctx.schedule({ name: 'dispatch.lookAgain', key: order.id, at: new Date(ctx.now.getTime() + RETRY_MINUTES * 60_000), payload: { orderId: order.id } });
}

async function askOne(ctx: Ctx, order: OrderFacts, ranking: Ranking, wanted: readonly Candidate[], isAssigned: boolean): Promise<boolean> {
  for (const candidate of wanted) {
    if (!await claim(ctx, order, ranking, candidate.workerId)) continue;
    const name = await nameOf(ctx, candidate.workerId);
    const isHeld = candidate.workerId === ranking.need.heldWorkerId;
    const isChosen = order.isWorkerChosen && isHeld;
    await makeOffer(ctx, order, candidate, isChosen ? 'household' : 'auto', { isAssigned });
    const words = isAssigned ? decisionWords.auto(name, candidate.score) : isChosen ? decisionWords.chosen(name) : isHeld ? decisionWords.held(name, candidate.score) : decisionWords.offer(name, candidate.score);
    await recordDecision(ctx, order, ranking, { kind: isAssigned ? 'assign' : 'offer', workerId: candidate.workerId, score: candidate.score, words });
    return true;
  }
  return false;
}

/** Several are asked at once. Nobody's time is taken for it: it is the first yes that takes it, so only who was kept for the order stays kept. */
async function askMany(ctx: Ctx, order: OrderFacts, ranking: Ranking, wanted: readonly Candidate[], policy: DispatchPolicy): Promise<boolean> {
  const asked: Candidate[] = [];
  for (const candidate of wanted) {
    if (asked.length >= policy.offerCount) break;
    // Under her lock the count of her open offers stands still, so that two orders at once cannot both be the last she is asked.
    if (!await tryLockWorker(ctx.tx, workerLockKey(ctx, candidate.workerId)) || await countLiveFor(ctx.tx, ctx.cityId, candidate.workerId) >= policy.maxLiveOffers) continue;
    await shareOffer(ctx, order, candidate);
    asked.push(candidate);
  }
  if (asked.length === 0) return false;
  if (!asked.some(({ workerId }) => workerId === ranking.need.heldWorkerId)) await releaseTime(ctx, { orderId: order.id, reason: 'nobody kept' });
  const names = await Promise.all(asked.map(({ workerId }) => nameOf(ctx, workerId)));
  await recordDecision(ctx, order, ranking, { kind: 'offer', workerId: asked[0]!.workerId, score: asked[0]!.score, words: decisionWords.offerMany(names) });
  return true;
}

/** Takes a worker's time for the order if, looked at under her lock and under that of her merchant's day, it still fits; tells whether it did. */
export async function claim(ctx: Ctx, order: OrderFacts, ranking: Pick<Ranking, 'need'>, workerId: string): Promise<boolean> {
  if (!await tryLockWorker(ctx.tx, workerLockKey(ctx, workerId))) return false;
  const [view] = await workersFor(ctx, ranking.need, order.startsAt!, order.endsAt!, [workerId]);
  if (!view || explainWorker(ranking.need, view, { now: ctx.now.getTime() }).blockers.length > 0) return false;
  if (await isDayFull(ctx, order, workerId)) return false;
  await takeTime(ctx, order, workerId);
  return true;
}

/** The order stands in the merchant's list from now on. */
async function tellMerchant(ctx: Ctx, order: OrderFacts, search: SearchRow): Promise<void> {
  const merchant = (await merchantBriefs(ctx, [order.holderMerchantId!])).get(order.holderMerchantId!);
  const name = merchant?.name ?? order.holderMerchantId!;
  await recordDecision(ctx, order, null, { kind: 'merchant', workerId: null, score: null, words: decisionWords.merchant(name, search.waitsUntil) });
  await ctx.emit('dispatch.waiting', { orderId: order.id, personIds: merchant ? [merchant.ownerPersonId] : [], merchantId: order.holderMerchantId, until: search.waitsUntil?.toISOString() ?? null });
  if (merchant) await tellPerson(ctx, { personId: merchant.ownerPersonId, template: 'orderWaits', params: { orderNo: order.no, item: order.itemNameZh, time: sayBeijing(order.startsAt!), estate: order.estateName, until: sayBeijing(search.waitsUntil ?? order.startsAt!) } });
}

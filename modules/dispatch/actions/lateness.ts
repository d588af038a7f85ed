import { distanceMeters, explainWorker, travelSeconds } from '@linli/planner';
import type { OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import { lockOrder, orderFacts, unassign } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { personOfWorker, workerOf, workerOfActor, workerViews } from '../../workers/index.ts';
import { addDays, decisionWords, sayBeijing } from '../rules.ts';
import { LATE_UNTIL_MINUTES, askRisk, departure, isAtRisk, isLookDue, minutesLate, nextLook, runningEnd, sayRisk, type StopBefore } from '../rules/lateness.ts';
import * as store from '../store/late-risks.ts';
import { nameOf, needOfOrder, recordDecision, workersFor } from './gather.ts';
import { whereabouts } from './promise.ts';

type Dispatch = typeof contract.dispatch;
const MINUTE_MS = 60_000;
/** What a running visit may endanger: her visits that begin so soon. */
const NEXT_HOURS = 4;
/** To read the message and get going. */
const READY_MS = 3 * MINUTE_MS;

/** Half an hour past the start it is late, which the desk sees by itself. */
const mayBeLate = (order: OrderFacts, now: Date): boolean => order.workerId !== null && order.startsAt !== null && now.getTime() < order.startsAt.getTime() + LATE_UNTIL_MINUTES * MINUTE_MS && order.arrivedAt === null && (order.status === 'accepted' || order.status === 'onTheWay');

/** An accepted visit is looked at twenty minutes before it begins, and again while it may still change. */
export async function watchArrival(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await orderFacts(ctx, orderId);
  if (!mayBeLate(order, ctx.now)) return settleRisk(ctx, { orderId });
  const startAt = order.startsAt!.getTime();
  const now = ctx.now.getTime();
  const next = nextLook(now, startAt);
  if (next !== null) await ctx.schedule({ name: 'dispatch.watchArrival', key: orderId, at: new Date(next), payload: { orderId } });
  if (isLookDue(now, startAt)) await foresee(ctx, orderId);
}

/** What runs over, began late or ended early changes when the worker can be at her next door. */
export async function watchNext(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const { workerId } = await orderFacts(ctx, orderId);
  if (workerId === null) return;
  const ids = await store.nextAccepted(ctx.tx, ctx.cityId, workerId, new Date(ctx.now.getTime() - LATE_UNTIL_MINUTES * MINUTE_MS), new Date(ctx.now.getTime() + NEXT_HOURS * 3_600_000));
  for (const id of ids.filter((id) => id !== orderId).slice(0, 1)) await foresee(ctx, id);
}

/** Work began: at its agreed end somebody looks whether it is over. */
export async function planOverrun(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const { endsAt } = await orderFacts(ctx, orderId);
  if (endsAt !== null && endsAt > ctx.now) await ctx.schedule({ name: 'dispatch.watchOverrun', key: orderId, at: endsAt, payload: { orderId } });
  await watchNext(ctx, { orderId });
}
/** Timer: past its end and still running, it keeps the next family waiting; looked at again until it is over. */
export async function watchOverrun(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  if ((await orderFacts(ctx, orderId)).status !== 'inService') return;
  await ctx.schedule({ name: 'dispatch.watchOverrun', key: orderId, at: new Date(ctx.now.getTime() + 5 * MINUTE_MS), payload: { orderId } });
  await watchNext(ctx, { orderId });
}

/** Says when she will be there, and what follows from it. */
async function foresee(ctx: Ctx, orderId: string): Promise<void> {
  const order = await lockOrder(ctx, orderId);
  if (!mayBeLate(order, ctx.now)) return settleRisk(ctx, { orderId });
  const workerId = order.workerId!;
  const arriveAt = await predictArrival(ctx, order);
  const startAt = order.startsAt!.getTime();
  const known = await store.riskOf(ctx.tx, ctx.cityId, orderId, workerId);
  const isOpen = known !== undefined && known.clearedAt === null;
  if (!isAtRisk(arriveAt, startAt)) { if (isOpen) await settleRisk(ctx, { orderId }); return; }
  const lateMinutes = minutesLate(arriveAt, startAt);
  const sooner = await soonerThan(ctx, order, arriveAt);
  const isTold = await store.wasTold(ctx.tx, ctx.cityId, orderId);
  await store.saveRisk(ctx.tx, ctx.cityId, {
    orderId, workerId, since: isOpen ? known.since : ctx.now, lookedAt: ctx.now, arriveAt: new Date(arriveAt), lateMinutes, soonerWorkerId: sooner?.workerId ?? null, soonerAt: sooner ? new Date(sooner.arriveAt) : null, toldAt: isTold ? null : ctx.now,
  });
  if (isOpen && known.lateMinutes === lateMinutes) return;
  const personId = await personOfWorker(ctx, workerId);
  await ctx.emit('visit.lateRisk', { orderId, workerId, lateMinutes, arriveAt: new Date(arriveAt).toISOString(), personIds: [personId, order.customerId], merchantId: order.merchantId });
  if (known === undefined) await tellPerson(ctx, { personId, template: 'lateAsk', params: { item: order.itemNameZh, time: sayBeijing(order.startsAt!), estate: order.estateName, minutes: lateMinutes } });
  if (!isTold) await tellPerson(ctx, { personId: order.customerId, template: 'lateRisk', params: { worker: await nameOf(ctx, workerId), item: order.itemNameZh, time: sayBeijing(new Date(arriveAt)), minutes: lateMinutes } });
}

async function predictArrival(ctx: Ctx, order: OrderFacts): Promise<number> {
  const [view] = await workerViews(ctx, { from: ctx.now, to: ctx.now, workerIds: [order.workerId!] });
  const worker = await workerOf(ctx, order.workerId!);
  const row = await store.visitBefore(ctx.tx, ctx.cityId, { workerId: worker.id, orderId: order.id, startAt: order.startsAt! });
  const isRunning = row !== undefined && ['onTheWay', 'checklistConfirmed', 'inService'].includes(row.status);
  const before: StopBefore | null = !row ? null : { at: { lon: row.lon, lat: row.lat }, isRunning, endAt: isRunning ? runningEnd(row, ctx.now) : (row.finishedAt ?? row.startsAt).getTime() };
  const leaves = departure({ now: ctx.now.getTime(), home: { lon: worker.homeLon, lat: worker.homeLat }, position: view?.position ?? null, before: order.status === 'onTheWay' ? null : before });
  return leaves.at + travelSeconds(leaves.from, order, worker.travelMode) * 1000;
}

/** Somebody suitable and online who would be there at least five minutes before her. */
async function soonerThan(ctx: Ctx, order: OrderFacts, arriveAt: number): Promise<{ workerId: string; arriveAt: number } | null> {
  const need = await needOfOrder(ctx, order);
  const now = ctx.now.getTime();
  const views = (await workersFor(ctx, need, ctx.now, addDays(ctx.now, 0.5))).filter(({ isOnline, workerId }) => isOnline && workerId !== order.workerId);
  const arrivals = views.map((view) => {
    const from = whereabouts(view, now);
    return { view, meters: distanceMeters(from, need.at), at: Math.max(order.startsAt!.getTime(), Math.ceil((Math.max(now + READY_MS, from.readyAt) + travelSeconds(from, need.at, view.travelMode) * 1000) / MINUTE_MS) * MINUTE_MS) };
  }).filter(({ at }) => at <= arriveAt - 5 * MINUTE_MS).sort((a, b) => a.at - b.at || a.meters - b.meters);
  const found = arrivals.find(({ view, at }) => explainWorker({ ...need, startAt: at, heldWorkerId: null }, view, { now }).blockers.length === 0);
  return found ? { workerId: found.view.workerId, arriveAt: found.at } : null;
}

/** In time again, at the door, given to somebody else or off: it is nobody's worry any more. */
export async function settleRisk(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const open = await store.openRiskOfOrder(ctx.tx, ctx.cityId, orderId);
  if (!open) return;
  await store.clearRisks(ctx.tx, ctx.cityId, orderId, ctx.now);
  const order = await orderFacts(ctx, orderId);
  await ctx.emit('visit.lateRiskOver', { orderId, workerId: open.workerId, personIds: [await personOfWorker(ctx, open.workerId), order.customerId], merchantId: order.merchantId });
}

const riskView = (order: OrderFacts, risk: store.LateRisk): OutputOf<Dispatch['myLateRisks']>['items'][number] => ({
  orderId: order.id, itemName: { zh: order.itemNameZh, en: order.itemNameEn }, estateName: order.estateName, startAt: order.startsAt!.toISOString(), arriveAt: risk.arriveAt.toISOString(), lateMinutes: risk.lateMinutes, answer: risk.answer, words: askRisk(risk.arriveAt, risk.lateMinutes),
});

/** My visits that will begin late as things stand. */
export async function myLateRisks(ctx: Ctx): Promise<OutputOf<Dispatch['myLateRisks']>> {
  const worker = await workerOfActor(ctx);
  const items = [];
  for (const risk of await store.openRisksOf(ctx.tx, ctx.cityId, worker.id)) {
    const order = await orderFacts(ctx, risk.orderId);
    if (mayBeLate(order, ctx.now) && order.workerId === worker.id) items.push(riskView(order, risk));
  }
  return { items };
}

/**
 * She is on her way, or cannot come: then a visit she has not set out for is looked for anew, at no cost to her, and one she has set out for stands at
 * the top of the desk's board. Refuses `dispatch.risk_over`.
 */
export async function answerLateRisk(ctx: Ctx, { orderId, answer }: { orderId: string; answer: 'onMyWay' | 'cannot' }): Promise<OutputOf<Dispatch['myLateRisks']>> {
  const worker = await workerOfActor(ctx);
  const risk = await store.riskOf(ctx.tx, ctx.cityId, orderId, worker.id);
  if (!risk || risk.clearedAt !== null) refuse('dispatch.risk_over');
  const order = await lockOrder(ctx, orderId);
  if (!mayBeLate(order, ctx.now) || order.workerId !== worker.id) refuse('dispatch.risk_over');
  await store.answerRisk(ctx.tx, ctx.cityId, orderId, worker.id, answer, ctx.now);
  await ctx.emit('visit.lateRisk', { orderId, workerId: worker.id, lateMinutes: risk.lateMinutes, arriveAt: risk.arriveAt.toISOString(), personIds: [worker.personId], merchantId: order.merchantId });
  if (answer === 'cannot' && order.status === 'accepted') {
    const words = { zh: `${worker.name}说来不及，另派他人`, en: `${worker.name} cannot make it; somebody else is sent` };
    await recordDecision(ctx, order, null, { kind: 'withdrawn', workerId: worker.id, score: null, words: decisionWords.withdrawn(words) });
    await store.clearRisks(ctx.tx, ctx.cityId, orderId, ctx.now);
    await unassign(ctx, { orderId, reason: 'late', words });
  }
  return myLateRisks(ctx);
}

/** What a family or the desk is told of an open risk; null while all is well. */
export async function openRisk(ctx: Ctx, orderId: string): Promise<{ arriveAt: Date; words: ReturnType<typeof sayRisk> } | null> {
  const risk = await store.openRiskOfOrder(ctx.tx, ctx.cityId, orderId);
  return risk ? { arriveAt: risk.arriveAt, words: sayRisk(risk.arriveAt, risk.lateMinutes) } : null;
}

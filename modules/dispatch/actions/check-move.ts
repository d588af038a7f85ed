import { explainWorker, travelSeconds } from '@linli/planner';
import type { InputOf, OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { orderForViewer, statusLabels, summariesOf } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { workerNames } from '../../workers/index.ts';
import { isReassignable, isUnderWay } from '../rules.ts';
import { claimsInTheWay, helpFor, minutesLate, partBlockers } from '../rules/move.ts';
import { ordersOfClaims } from '../store/moves.ts';
import { labels, needOfOrder, rankForOrder, workersFor } from './gather.ts';

type Dispatch = typeof contract.dispatch;
/** More sentences than a day plan has rows help nobody. */
const MOST_BLOCKED_SAID = 400;

/** Why an order cannot be given to anybody any more; null while it can. */
function stateFault(order: OrderFacts): { rule: string; reason: { zh: string; en: string } } | null {
  const label = statusLabels[order.status];
  if (!isReassignable(order.status) && !isUnderWay(order.status)) return { rule: 'state', reason: { zh: `这一单现在是“${label.zh}”，不能再改派`, en: `This order is now “${label.en}” and cannot be given to anybody else` } };
  return order.startsAt ? null : { rule: 'state', reason: { zh: '还没有和客户约好时间', en: 'No time has been agreed with the family yet' } };
}

/** One order onto one worker, at the time the family agreed to: judged by the rules `assign` judges by, and nothing is changed. */
export async function checkMove(ctx: Ctx, input: InputOf<Dispatch['checkMove']>): Promise<OutputOf<Dispatch['checkMove']>> {
  const order = await orderForViewer(ctx, input.orderId);
  const workerName = (await workerNames(ctx, [input.workerId])).get(input.workerId) ?? refuse('workers.worker_unknown', {}, 'workerId');
  const answer = { orderId: order.id, workerId: input.workerId, workerName, isHers: order.workerId === input.workerId, cautions: [], travelMinutes: 0, lateMinutes: 0, displaced: [] };
  const fault = stateFault(order);
  if (fault) return { ...answer, isAllowed: false, blockers: [fault], help: helpFor(fault.rule) };
  const need = await needOfOrder(ctx, order);
  const [view] = await workersFor(ctx, need, order.startsAt!, order.endsAt!, [input.workerId]);
  if (!view) refuse('workers.worker_unknown', {}, 'workerId');
  const { standing, cautions } = partBlockers(explainWorker(need, view, { now: ctx.now.getTime(), labels }).blockers, isUnderWay(order.status));
  const visit = { startAt: order.startsAt!.getTime(), endAt: order.endsAt!.getTime() };
  const claims = view.commitments.filter(({ id }) => !need.ownCommitmentIds?.includes(id));
  const former = claims.filter(({ endAt }) => endAt <= visit.startAt).at(-1);
  const way = travelSeconds(former?.at ?? view.position ?? view.home, need.at, view.travelMode);
  const inTheWay = await ordersOfClaims(ctx.tx, ctx.cityId, claimsInTheWay(claims, visit, standing.map(({ rule }) => rule)));
  return {
    ...answer, isAllowed: standing.length === 0, blockers: standing, cautions, help: standing[0] ? helpFor(standing[0].rule) : null,
    travelMinutes: Math.ceil(way / 60), lateMinutes: minutesLate(Math.max(ctx.now.getTime(), former?.endAt ?? 0), way, visit.startAt),
    displaced: inTheWay.length === 0 ? [] : await summariesOf(ctx, { orderIds: inTheWay }),
  };
}

/** Everybody within reach of an order: who may have it, best first, and the first rule against everybody else. Who is out of reach or lacks the skill is not among them. */
export async function listMoves(ctx: Ctx, input: InputOf<Dispatch['listMoves']>): Promise<OutputOf<Dispatch['listMoves']>> {
  const order = await orderForViewer(ctx, input.orderId);
  if (stateFault(order)) return { orderId: order.id, allowed: [], blocked: [] };
  const { candidates, blocked, views } = await rankForOrder(ctx, order, { blockedLimit: MOST_BLOCKED_SAID });
  const byId = new Map(views.map((view) => [view.workerId, view]));
  const nameOf = (workerId: string): string => byId.get(workerId)?.name ?? workerId;
  const parted = blocked.map(({ workerId, blockers }) => ({ workerId, ...partBlockers(blockers, isUnderWay(order.status)) }));
  return {
    orderId: order.id,
    allowed: [
      ...candidates.map((one) => ({ workerId: one.workerId, name: nameOf(one.workerId), score: one.score, travelMinutes: Math.ceil(one.travelInSeconds / 60), caution: null })),
      ...parted.filter(({ standing }) => standing.length === 0).map(({ workerId, cautions }) => {
        const view = byId.get(workerId)!;
        return { workerId, name: nameOf(workerId), score: 0, travelMinutes: Math.ceil(travelSeconds(view.position ?? view.home, { lon: order.lon, lat: order.lat }, view.travelMode) / 60), caution: cautions[0]?.reason ?? null };
      }),
    ],
    blocked: parted.flatMap(({ workerId, standing }) => (standing[0] ? [{ workerId, ...standing[0] }] : [])),
  };
}

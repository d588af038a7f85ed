import { feasibleStarts, planDay, rankCandidates, PlanThread } from '@linli/planner';
import type { DayPlanOptions, Need, PlannedDay, PlanVisit, WorkerView } from '@linli/planner';
import type { Ctx } from '../../../kernel/context.ts';
import { settingOf } from '../../accounts/index.ts';
import { ordersWhere } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { workerViews } from '../../workers/index.ts';
import { addDays, beijingDay, dayStart } from '../rules.ts';
import { AMENDMENTS, MOST_LATE_MINUTES, THINK_SECONDS, firmness, orderPrint, roundsFor, sayMove, sayNearest, sayNobody, underWay, workerPrint } from '../rules/plan.ts';
import type { Basis } from '../rules/plan.ts';
import { standing as standingDisruptions } from '../store/disruptions.ts';
import { standingsOf, workersAround } from '../store/plan.ts';
import type { LeftRow, MoveRow } from '../store/plan.ts';
import { searchesOf } from '../store/policy.ts';
import { countDays, roomOf } from './day-limit.ts';
import type { MerchantDay } from '../store/day-limit.ts';
import { judgeInTurn } from './fit.ts';
import { labels } from './gather.ts';
import { needsOfOrders } from './needs.ts';
import { policyOf } from './policy.ts';
import { weightsInForce } from './weights.ts';

/** Workers looked at for a cell: whoever works there that day, then the nearest. */
const MOST_WORKERS = 300;
const openStatuses = ['paid', 'assigned', 'accepted', 'onTheWay', 'checklistConfirmed', 'inService'];
/** What is told of a visit wherever it stands in a list. */
export type VisitSaid = Pick<OrderFacts, 'id' | 'no' | 'itemNameZh' | 'itemNameEn' | 'estateName'> & { startsAt: Date };
/** Everything a cell's plan is made of; plain data, so that a thread of its own may think about it. */
export type CellAsked = {
  visits: PlanVisit[]; workers: WorkerView[]; options: DayPlanOptions; said: VisitSaid[]; basis: Basis; leadMinutes: number;
  /** What merchants with a limit have been given, these visits included. */
  merchantDays: MerchantDay[];
  /** Every order's policy says to carry plans out at once. */
  isCommitting: boolean;
};
export type CellFound = { planned: PlannedDay; moves: MoveRow[]; left: LeftRow[]; basis: Basis; workersConsidered: number };

export const saidOf = ({ id, no, itemNameZh, itemNameEn, estateName, startsAt }: OrderFacts): VisitSaid => ({ id, no, itemNameZh, itemNameEn, estateName, startsAt: startsAt! });

/** Ways in a district take so many times as long now. */
export const trafficIn = async (ctx: Ctx, districtId: string): Promise<number> => ((await standingDisruptions(ctx.tx, ctx.cityId, 'traffic', districtId, ctx.now))[0]?.detail.factorPercent ?? 100) / 100;

/** Workers for visits at some homes: those named, and whose radius reaches the homes. */
export async function viewsAround(ctx: Ctx, homes: readonly { lon: number; lat: number }[], named: readonly string[], from: Date, to: Date): Promise<WorkerView[]> {
  if (homes.length === 0 && named.length === 0) return [];
  const [lons, lats] = [homes.map(({ lon }) => lon), homes.map(({ lat }) => lat)];
  const workerIds = await workersAround(ctx.tx, ctx.cityId, { west: Math.min(...lons), east: Math.max(...lons), south: Math.min(...lats), north: Math.max(...lats), named: [...new Set(named)], limit: MOST_WORKERS });
  return workerViews(ctx, { from, to: new Date(to.getTime() - 1), workerIds });
}

/** How orders and workers stand now, for comparing with what a plan was made of. */
export async function basisOf(ctx: Ctx, about: { orderIds: readonly string[]; workerIds: readonly string[]; from: Date; to: Date }): Promise<Basis> {
  const orders = await ordersWhere(ctx, { orderIds: about.orderIds });
  const views = await workerViews(ctx, { from: about.from, to: new Date(about.to.getTime() - 1), workerIds: about.workerIds });
  return { orders: Object.fromEntries(orders.map((order) => [order.id, orderPrint(order)])), workers: Object.fromEntries(views.map((view) => [view.workerId, workerPrint(view, about.from.getTime(), about.to.getTime())])) };
}

/**
 * Reads a cell: the district's orders of the day with an agreed start, who has them, who could. `isAutomatic`: orders whose policy switches the live plan off
 * stay as they are. Orders that find their worker in another way (hall, merchant, batch, the family's own choice) are not this plan's to place. Null: nothing to plan.
 */
export async function readCell(ctx: Ctx, { districtId, day, isAutomatic }: { districtId: string; day: string; isAutomatic: boolean }): Promise<CellAsked | null> {
  const [from, to] = [dayStart(day), addDays(dayStart(day), 1)];
  const all = await ordersWhere(ctx, { districtId, from, to, statuses: openStatuses });
  const standings = new Map((await standingsOf(ctx.tx, ctx.cityId, all.map(({ id }) => id))).map((row) => [row.orderId, row]));
  const searches = new Map((await searchesOf(ctx.tx, ctx.cityId, all.map(({ id }) => id))).map((row) => [row.orderId, row]));
  const isPlans = (order: OrderFacts): boolean => order.status !== 'paid' || (order.startsAt! > ctx.now && searches.get(order.id)?.stage === 'asking' && !standings.get(order.id)!.hasOffer);
  const orders = all.filter((order) => order.startsAt !== null && isPlans(order));
  if (orders.length === 0) return null;
  const needs = await needsOfOrders(ctx, orders);
  const policies = await Promise.all(orders.map((order) => policyOf(ctx, order).then(({ policy }) => policy)));
  const views = await viewsAround(ctx, orders, orders.flatMap(({ workerId }) => workerId ?? []), from, to);
  const worksThatDay = (view: WorkerView): boolean => view.availability.some((span) => span.endAt > Math.max(from.getTime(), ctx.now.getTime()) && span.startAt < to.getTime());
  // Who has no time any more that day keeps what she has begun; nothing else can be planned for her.
  const workers = views.filter((view) => worksThatDay(view) || orders.some(({ workerId }) => workerId === view.workerId)).map((view) => (worksThatDay(view) ? view : { ...view, commitments: [] }));
  const known = new Map(workers.map((view) => [view.workerId, view]));
  const visits = orders.flatMap((order, at): PlanVisit[] => {
    const { need } = needs.get(order.id)!;
    const standing = { ...standings.get(order.id)!, ...order, startsAt: order.startsAt! };
    const isOff = isAutomatic && policies[at]!.livePlan === 'off';
    const firm = firmness(standing, ctx.now, dayStart(beijingDay(ctx.now)));
    if (firm === 'frozen') {
      const view = known.get(order.workerId!);
      return view && worksThatDay(view) ? [{ visitId: order.id, need, workerId: order.workerId, started: underWay({ ...order, startsAt: order.startsAt! }, ctx.now) }] : [];
    }
    if (isOff && order.workerId === null) return [];
    return [{ visitId: order.id, need, workerId: order.workerId, isPinned: isOff || firm === 'pinned', isHeldUnlessLate: firm === 'held' }];
  });
  const gain = Math.max(...policies.map(({ gainToMoveMinutes }) => gainToMoveMinutes));
  return {
    visits, workers, said: orders.map(saidOf), leadMinutes: await settingOf(ctx, 'minLeadMinutes'), merchantDays: await countDays(ctx, []), isCommitting: policies.every(({ livePlan }) => livePlan === 'commit'),
    options: { from: from.getTime(), to: to.getTime(), now: ctx.now.getTime(), labels, weights: (await weightsInForce(ctx)).weights, gainToMove: gain * 60, factor: await trafficIn(ctx, districtId), iterations: roundsFor(visits.length), seconds: THINK_SECONDS, mostLateSeconds: MOST_LATE_MINUTES * 60 },
    basis: { orders: Object.fromEntries(orders.map((order) => [order.id, orderPrint(order)])), workers: Object.fromEntries(views.map((view) => [view.workerId, workerPrint(view, from.getTime(), to.getTime())])) },
  };
}

const thread = new PlanThread();
/** Thinks about a cell on the planning thread. Other hours for what is left are looked for here, one visit at a time, so that nobody waits for all of them. */
export async function computeCell(cell: CellAsked): Promise<CellFound> {
  let asked = cell;
  let planned = await thread.day(asked.visits, asked.workers, asked.options);
  for (let tries = 1; tries <= AMENDMENTS; tries++) {
    const amended = amend(asked, planned, tries);
    if (amended === null) break;
    asked = amended;
    const { seconds } = planned;
    planned = await thread.day(asked.visits, asked.workers, asked.options);
    planned.seconds += seconds;
  }
  planned = withoutUnfit(asked, planned);
  const left: LeftRow[] = [];
  for (const visit of unplaced(asked, planned)) {
    await new Promise((resolve) => { setImmediate(resolve); });
    left.push(leftOf(asked, planned, visit));
  }
  return tellFound(asked, planned, left);
}
/** The same at once, for a handful of visits within a transaction. */
export function computeNow(cell: CellAsked): CellFound {
  let asked = cell;
  let planned = planDay(asked.visits, asked.workers, asked.options);
  for (let tries = 1; tries <= AMENDMENTS; tries++) {
    const amended = amend(asked, planned, tries);
    if (amended === null) break;
    asked = amended;
    planned = planDay(asked.visits, asked.workers, asked.options);
  }
  planned = withoutUnfit(asked, planned);
  return tellFound(asked, planned, unplaced(asked, planned).map((visit) => leftOf(asked, planned, visit)));
}

const minutesLate = ({ lateSeconds }: { lateSeconds: number }): number => Math.round(lateSeconds / 60);
/** Visits that change hands. */
const changesOf = (asked: CellAsked, { visits }: PlannedDay) => {
  const had = new Map(asked.visits.map(({ visitId, workerId }) => [visitId, workerId]));
  return visits.flatMap(({ visitId, before, after }) => (after !== null && after.workerId !== (before?.workerId ?? had.get(visitId)) ? [{ visitId, before, after, had: had.get(visitId) ?? null }] : []));
};

/** Moves that would not be carried out as they are planned, each with whom it was planned for: later than anybody may come, or against a rule as the calendars will stand. */
function unfitOf(asked: CellAsked, planned: PlannedDay): { orderId: string; toWorkerId: string }[] {
  const changes = changesOf(asked, planned);
  const needs = new Map(asked.visits.map(({ visitId, need }) => [visitId, need]));
  const freed = new Set(changes.flatMap(({ visitId }) => needs.get(visitId)!.ownCommitmentIds ?? []));
  const views = new Map(asked.workers.map((view) => [view.workerId, { ...view, commitments: view.commitments.filter(({ id }) => !freed.has(id)) }]));
  const room = roomOf(asked.merchantDays);
  for (const { visitId, had } of changes) if (had !== null) room.giveBack(views.get(had)?.merchantId ?? null, needs.get(visitId)!.startAt);
  const wanted = changes.map(({ visitId, after }) => ({ orderId: visitId, toWorkerId: after.workerId, lateMinutes: minutesLate(after) }));
  const { unfit } = judgeInTurn(wanted.filter(({ lateMinutes }) => lateMinutes <= MOST_LATE_MINUTES), needs, views, asked.options.now, room);
  return [...wanted.filter(({ lateMinutes }) => lateMinutes > MOST_LATE_MINUTES), ...unfit.map(({ wish }) => wish)];
}

/** The cell with what does not stand ruled out; later on, such a visit keeps whom it has. Null: all of it stands. */
function amend(asked: CellAsked, planned: PlannedDay, tries: number): CellAsked | null {
  const unfit = new Map(unfitOf(asked, planned).map(({ orderId, toWorkerId }) => [orderId, toWorkerId]));
  if (unfit.size === 0) return null;
  const visits = asked.visits.map((visit) => {
    const workerId = unfit.get(visit.visitId);
    if (workerId === undefined) return visit;
    return { ...visit, notBy: [...visit.notBy ?? [], workerId], isPinned: visit.isPinned === true || (tries > 1 && visit.workerId !== null) };
  });
  // Each time half as long: all of it together takes less than twice what was asked.
  return { ...asked, visits, options: { ...asked.options, seconds: asked.options.seconds / 2 } };
}

/** What still does not stand after all: a visit of nobody's is left open; where one keeps whom it has, its day stays as it is. */
function withoutUnfit(asked: CellAsked, planned: PlannedDay): PlannedDay {
  const unfit = new Set(unfitOf(asked, planned).map(({ orderId }) => orderId));
  if (unfit.size === 0) return planned;
  const isAnybodys = asked.visits.some(({ visitId, workerId }) => unfit.has(visitId) && workerId !== null);
  return {
    ...planned, visits: planned.visits.map((visit) => (isAnybodys ? { ...visit, after: visit.before } : unfit.has(visit.visitId) ? { ...visit, after: null } : visit)),
    after: isAnybodys ? planned.before : { ...planned.after, unassigned: planned.after.unassigned + unfit.size },
  };
}
const unplaced = ({ said }: CellAsked, { visits }: PlannedDay): VisitSaid[] => {
  const open = new Set(visits.filter(({ after }) => after === null).map(({ visitId }) => visitId));
  return said.filter(({ id }) => open.has(id));
};

/** What was found, in the desk's words. */
function tellFound(asked: CellAsked, planned: PlannedDay, left: LeftRow[]): CellFound {
  const said = new Map(asked.said.map((one) => [one.id, one]));
  const views = new Map(asked.workers.map((view) => [view.workerId, view]));
  const named = (workerId: string) => ({ workerId, name: views.get(workerId)?.name ?? workerId });
  const changed = changesOf(asked, planned);
  const moves = changed.map(({ visitId, before, after, had: from }): MoveRow => {
    const visit = said.get(visitId)!;
    const freedFor = from === null ? undefined : changed.find((other) => other.visitId !== visitId && other.after.workerId === from);
    const room = freedFor && said.get(freedFor.visitId);
    return {
      ...headOf(visit), newStartAt: null, fromWorker: from === null ? null : named(from), toWorker: named(after.workerId), arriveAt: new Date(after.startAt).toISOString(), lateMinutes: minutesLate(after),
      why: sayMove({ from: from === null ? null : named(from).name, to: named(after.workerId).name, before, after, madeRoomFor: room ? `${room.estateName}` : null }),
    };
  });
  const touched = { orders: [...moves, ...left].map(({ orderId }) => orderId), workers: moves.flatMap(({ fromWorker, toWorker }) => [fromWorker?.workerId, toWorker?.workerId].filter((id) => id !== undefined)) };
  const pick = (prints: Record<string, string>, ids: readonly string[]) => Object.fromEntries(ids.flatMap((id) => (prints[id] === undefined ? [] : [[id, prints[id]]])));
  return { planned, moves, left, workersConsidered: asked.workers.length, basis: { orders: pick(asked.basis.orders, touched.orders), workers: pick(asked.basis.workers, touched.workers) } };
}

export const headOf = (visit: VisitSaid) => ({ orderId: visit.id, orderNo: visit.no, itemName: { zh: visit.itemNameZh, en: visit.itemNameEn }, estateName: visit.estateName, startAt: visit.startsAt.toISOString() });

/** A visit nobody could be found for: the rule that binds for the worker nearest to it, and the nearest hour at which somebody could come once the rest stands as planned. */
function leftOf(asked: CellAsked, planned: PlannedDay, visit: VisitSaid): LeftRow {
  const { need } = asked.visits.find(({ visitId }) => visitId === visit.id)!;
  const own = new Set(asked.visits.flatMap(({ need: { ownCommitmentIds = [] } }) => ownCommitmentIds));
  const needs = new Map(asked.visits.map((one) => [one.visitId, one.need]));
  const taken = Map.groupBy(planned.visits.flatMap(({ visitId, after }) => (after === null ? [] : [{ id: visitId, workerId: after.workerId, startAt: after.startAt, endAt: after.startAt + needs.get(visitId)!.durationMinutes * 60_000, at: needs.get(visitId)!.at }])), ({ workerId }) => workerId);
  const views = asked.workers.map((view) => ({ ...view, commitments: [...view.commitments.filter(({ id }) => !own.has(id)), ...taken.get(view.workerId) ?? []].sort((a, b) => a.startAt - b.startAt) }));
  return whyLeft(visit, need, views, { now: asked.options.now, leadMinutes: asked.leadMinutes, to: asked.options.to });
}

/** `views`: workers as they stand once everything else is placed; hours are looked for until `to`. */
export function whyLeft(visit: VisitSaid, need: Need, views: readonly WorkerView[], { now, leadMinutes, to }: { now: number; leadMinutes: number; to: number }): LeftRow {
  const nameOf = (workerId: string): string => views.find((view) => view.workerId === workerId)?.name ?? workerId;
  const { blocked } = rankCandidates(need, views, { now, labels, limit: 0, blockedLimit: 5 });
  const nearest = nearestStart(need, views, { now, leadMinutes, to });
  const nobody = sayNobody(blocked.flatMap(({ workerId, blockers }) => blockers.slice(0, 1).map(({ reason }) => ({ name: nameOf(workerId), reason }))), views.length);
  const later = sayNearest(nearest && { startAt: new Date(nearest.startAt), name: nameOf(nearest.workerId) });
  return {
    ...headOf(visit), why: { zh: nobody.zh + later.zh, en: nobody.en + later.en },
    nearest: nearest && { startAt: new Date(nearest.startAt).toISOString(), worker: { workerId: nearest.workerId, name: nameOf(nearest.workerId) } },
  };
}

const STEP_MINUTES = 30;
/** The hour nearest to the agreed one at which somebody may come; earlier or later. `from`: not before this. */
export function nearestStart(need: Need, views: readonly WorkerView[], { now, leadMinutes, to, from = 0 }: { now: number; leadMinutes: number; to: number; from?: number }): { startAt: number; workerId: string } | null {
  const { startAt, ...open } = need;
  const step = STEP_MINUTES * 60_000;
  const first = Math.ceil(Math.max(now + leadMinutes * 60_000, from) / step) * step;
  if (first >= to) return null;
  const starts = feasibleStarts(open, views, { from: first, to, stepMinutes: STEP_MINUTES }, { now });
  const best = starts.reduce<(typeof starts)[number] | null>((nearest, one) => (nearest === null || Math.abs(one.startAt - startAt) < Math.abs(nearest.startAt - startAt) ? one : nearest), null);
  return best && { startAt: best.startAt, workerId: best.workerIds[0]! };
}

import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { addDays, dayStart } from '../rules.ts';
import { changedSince, minutesOf, sayPlan, stateWords } from '../rules/plan.ts';
import type { Diff } from '../rules/plan.ts';
import * as store from '../store/plan.ts';
import { basisOf, computeCell, readCell } from './cell.ts';
import type { CellAsked, CellFound } from './cell.ts';
import { aboutPlan, askPlan, districtNames, endPlan, planViewOf, viewPlan } from './plan-ask.ts';
import type { Cell, PlanView } from './plan-ask.ts';
import { commitByPolicy } from './plan-commit.ts';

/** Asked anew so often when the world moved on while it was thought about; then the desk is told. */
const MOST_TRIES = 2;

/** The desk asks for a better plan of a day. Refuses `alliance.district_unknown`, `dispatch.plan_past`. */
export async function startPlan(ctx: Ctx, cell: Cell): Promise<PlanView> {
  if (!(await districtNames(ctx)).has(cell.districtId)) refuse('alliance.district_unknown', {}, 'districtId');
  if (addDays(dayStart(cell.day), 1) <= ctx.now) refuse('dispatch.plan_past', {}, 'day');
  return viewPlan(ctx, await askPlan(ctx, cell, 'asked', { isNow: true }));
}

export const getPlan = (ctx: Ctx, { planId }: { planId: string }): Promise<PlanView> => viewPlan(ctx, planId);
export async function listPlans(ctx: Ctx, { day, districtId }: { day?: string | undefined; districtId?: string | undefined }): Promise<{ items: PlanView[] }> {
  const names = await districtNames(ctx);
  return { items: (await store.plansWhere(ctx.tx, ctx.cityId, { day: day ?? null, districtId: districtId ?? null })).map((row) => planViewOf(row, names.get(row.districtId) ?? row.districtId)) };
}

/** The desk lays a plan aside. Refuses `dispatch.plan_unknown`, `dispatch.plan_over`. */
export async function discardPlan(ctx: Ctx, { planId }: { planId: string }): Promise<PlanView> {
  const row = (await store.lockPlan(ctx.tx, ctx.cityId, planId)) ?? refuse('dispatch.plan_unknown');
  if (row.state !== 'thinking' && row.state !== 'ready') refuse('dispatch.plan_over', { stateZh: stateWords[row.state].zh, stateEn: stateWords[row.state].en });
  await endPlan(ctx, row, 'discarded', { zh: `${ctx.actor.name}放弃了这个方案`, en: `${ctx.actor.name} laid it aside` });
  return viewPlan(ctx, planId);
}

type Asked = CellAsked & { planId: string };
type Found = { planId: string; found: CellFound } | { planId: string; failure: string };
/** What the timer `dispatch.planCell` does: read in a short transaction, think on another thread, look again and write. */
export const planCell = {
  read: async (ctx: Ctx, { planId }: { planId: string }): Promise<Asked | null> => {
    const row = await store.planById(ctx.tx, ctx.cityId, planId);
    if (row?.state !== 'thinking') return null;
    const asked = await readCell(ctx, { ...row, isAutomatic: row.cause !== 'asked' });
    return { ...(asked ?? emptyCell(row, ctx.now)), planId };
  },
  compute: async (asked: Asked): Promise<Found> => {
    if (asked.visits.length === 0) return { planId: asked.planId, found: { planned: emptyPlan, moves: [], left: [], basis: { orders: {}, workers: {} }, workersConsidered: 0 } };
    // A plan that cannot be made is said on the plan; trying the same again would only fail again.
    return computeCell(asked).then((found) => ({ planId: asked.planId, found }), (error: unknown) => ({ planId: asked.planId, failure: error instanceof Error ? error.message : String(error) }));
  },
  write: (ctx: Ctx, _payload: unknown, found: Found): Promise<void> => writeFound(ctx, found),
};
const noTotals = { travelMeters: 0, travelSeconds: 0, lateSeconds: 0, unassigned: 0, workers: 0 };
const emptyPlan: CellFound['planned'] = { visits: [], before: noTotals, after: noTotals, rounds: 0, seconds: 0 };
const emptyCell = (row: Cell, now: Date): CellAsked => ({ visits: [], workers: [], said: [], basis: { orders: {}, workers: {} }, leadMinutes: 0, merchantDays: [], isCommitting: false, options: { from: dayStart(row.day).getTime(), to: addDays(dayStart(row.day), 1).getTime(), now: now.getTime(), weights: {} as never, gainToMove: 0, iterations: 0, seconds: 0 } });

const diffOf = ({ planned: { before, after }, moves }: CellFound): Diff => ({
  travelMeters: { before: Math.round(before.travelMeters), after: Math.round(after.travelMeters) }, travelMinutes: { before: minutesOf(before.travelSeconds), after: minutesOf(after.travelSeconds) }, lateMinutes: { before: minutesOf(before.lateSeconds), after: minutesOf(after.lateSeconds) },
  unassigned: { before: before.unassigned, after: after.unassigned }, workers: { before: before.workers, after: after.workers }, moved: moves.length,
});

/** Puts down what was found, if what it was made of still holds; otherwise it is asked anew, once. */
async function writeFound(ctx: Ctx, answer: Found): Promise<void> {
  const row = await store.lockPlan(ctx.tx, ctx.cityId, answer.planId);
  if (row?.state !== 'thinking') return;
  if ('failure' in answer) return endPlan(ctx, row, 'discarded', { zh: '这次没有算出来，请稍后再试', en: `It could not be worked out: ${answer.failure.slice(0, 200)}` });
  const { found } = answer;
  const [from, to] = [dayStart(row.day), addDays(dayStart(row.day), 1)];
  const now = await basisOf(ctx, { orderIds: Object.keys(found.basis.orders), workerIds: Object.keys(found.basis.workers), from, to });
  const changed = changedSince(found.basis, now);
  if (changed.orderIds.length + changed.workerIds.length > 0) {
    await endPlan(ctx, row, 'stale', { zh: '计算期间安排有了变化', en: 'things changed while it was worked out' });
    if (row.tries + 1 < MOST_TRIES) await askPlan(ctx, row, 'rebased', { isNow: true, tries: row.tries + 1 });
    return;
  }
  const diff = diffOf(found);
  const state = found.moves.length === 0 ? 'nothing' : 'ready';
  await store.writeFound(ctx.tx, ctx.cityId, row.id, {
    state, at: ctx.now, seconds: found.planned.seconds, visits: found.planned.visits.length, workersConsidered: found.workersConsidered, diff, moves: found.moves, left: found.left, basis: found.basis,
    words: state === 'ready' ? sayPlan(diff) : { zh: '现在的安排已经够好，不用改', en: 'The day as it stands is good enough: nothing to change' },
  });
  await ctx.emit('plan.ready', aboutPlan(row));
  if (state === 'ready' && row.cause !== 'asked' && row.byId === null) await commitByPolicy(ctx, row.id);
}

import type { OutputOf, PlanCause, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { listDistricts } from '../../alliance/index.ts';
import { addDays, beijingDay, dayStart } from '../rules.ts';
import { GATHER_SECONDS, causeWords, stateWords } from '../rules/plan.ts';
import * as store from '../store/plan.ts';
import type { PlanRow } from '../store/plan.ts';

type Dispatch = typeof contract.dispatch;
export type PlanView = OutputOf<Dispatch['getPlan']>;
export type Cell = { districtId: string; day: string };

const cellKey = ({ districtId, day }: Cell): string => `${districtId} ${day}`;
export const planViewOf = (row: PlanRow, districtName: string): PlanView => ({
  planId: row.id, state: row.state, districtId: row.districtId, districtName, day: row.day, cause: { kind: row.cause, words: { zh: row.causeZh, en: row.causeEn } }, askedAt: row.askedAt.toISOString(), readyAt: row.readyAt?.toISOString() ?? null, byName: row.byName,
  seconds: row.seconds, visits: row.visits, workersConsidered: row.workersConsidered, diff: row.diff, moves: row.moves, left: row.leftOpen, words: row.wordsZh === '' ? stateWords[row.state] : { zh: row.wordsZh, en: row.wordsEn }, undoUntil: row.undoUntil?.toISOString() ?? null,
});
export const districtNames = async (ctx: Ctx): Promise<Map<string, string>> => new Map((await listDistricts(ctx)).items.map(({ districtId, name }) => [districtId, name]));
export const viewPlan = async (ctx: Ctx, planId: string): Promise<PlanView> => {
  const row = (await store.planById(ctx.tx, ctx.cityId, planId)) ?? refuse('dispatch.plan_unknown');
  return planViewOf(row, (await districtNames(ctx)).get(row.districtId) ?? row.districtId);
};
export const aboutPlan = (row: Pick<PlanRow, 'id' | 'districtId' | 'day'>) => ({ planId: row.id, districtId: row.districtId, day: row.day, personIds: [] });

/**
 * Asks for a plan of a cell. One is thought about at a time: while it is, another cause changes nothing, and a person who asks has it thought about at once.
 * A plan that waits for the desk gives way to the new one.
 */
export async function askPlan(ctx: Ctx, { districtId, day }: Cell, cause: PlanCause, { isNow = false, tries = 0 }: { isNow?: boolean; tries?: number } = {}): Promise<string> {
  const cell = { districtId, day };
  await lockFor(ctx.tx, `dispatch-plan ${ctx.cityId} ${cellKey(cell)}`);
  const open = await store.openPlanOf(ctx.tx, ctx.cityId, cell.districtId, cell.day);
  const wake = (planId: string): Promise<void> => ctx.schedule({ name: 'dispatch.planCell', key: cellKey(cell), at: isNow ? ctx.now : new Date(ctx.now.getTime() + GATHER_SECONDS * 1000), payload: { planId } });
  if (open?.state === 'thinking') {
    if (isNow) await wake(open.id);
    return open.id;
  }
  if (open) await endPlan(ctx, open, 'discarded', { zh: '已有更新的方案', en: 'a newer plan took its place' });
  const planId = ctx.newId('pln');
  await store.insertPlan(ctx.tx, ctx.cityId, { id: planId, ...cell, cause, causeZh: causeWords[cause].zh, causeEn: causeWords[cause].en, askedAt: ctx.now, byId: ctx.actor.personId, byName: ctx.actor.kind === 'person' ? ctx.actor.name : null, tries });
  await wake(planId);
  await ctx.emit('plan.changed', aboutPlan({ id: planId, ...cell }));
  return planId;
}

/** A plan is over without having been carried out. */
export async function endPlan(ctx: Ctx, row: Pick<PlanRow, 'id' | 'districtId' | 'day'>, state: 'stale' | 'discarded', words: { zh: string; en: string }): Promise<void> {
  await store.endPlan(ctx.tx, ctx.cityId, row.id, state, ctx.now, words);
  await ctx.emit('plan.changed', aboutPlan(row));
}

/** Something upset a day: its cell is planned anew soon, unless that day is over. */
export async function replan(ctx: Ctx, about: { districtId: string | null; startsAt: Date | null }, cause: PlanCause): Promise<void> {
  if (about.districtId === null || about.startsAt === null) return;
  const day = beijingDay(about.startsAt);
  if (addDays(dayStart(day), 1) > ctx.now) await askPlan(ctx, { districtId: about.districtId, day }, cause);
}

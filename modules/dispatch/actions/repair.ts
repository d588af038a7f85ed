import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { demand } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import { closedSince, resumeMerchant } from '../../alliance/index.ts';
import { postpone, unassign } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { endAbsence, personOfWorker, releaseTime, restorePapers, workerOfActor } from '../../workers/index.ts';
import { beijingDay, isUnderWay, sayBeijing, sayUntil } from '../rules.ts';
import { sayLifted, sayRepair } from '../rules/repair.ts';
import * as store from '../store/disruptions.ts';
import type { DisruptionRow } from '../store/disruptions.ts';
import type { LeftRow, MoveRow } from '../store/plan.ts';
import { saveSearch, searchOf } from '../store/policy.ts';
import { divert } from './diversions.ts';
import { recordDecision } from './gather.ts';
import { giveVisits, lockForGiving } from './give.ts';
import type { Giving } from './give.ts';
import { withdrawOffers } from './offers.ts';
import { askPlan, replan } from './plan-ask.ts';
import { findRepair } from './replace.ts';
import { offerOrder } from './search.ts';
import { upsets } from './upset.ts';
import type { Upset } from './upset.ts';

type Dispatch = typeof contract.dispatch;
type RepairView = OutputOf<Dispatch['repair']>;

const viewOf = (row: DisruptionRow): RepairView => ({
  disruptionId: row.id, kind: row.kind, subject: { id: row.subjectId, name: row.subjectName }, until: row.until?.toISOString() ?? null, words: { zh: row.wordsZh, en: row.wordsEn }, at: row.at.toISOString(), byName: row.byName,
  moves: row.moves, left: row.leftOpen, told: { households: row.toldHouseholds, workers: row.toldWorkers }, state: row.state, canLift: row.state === 'done',
});

/**
 * Something upsets the day. With `isPreview` only what would be done is said; otherwise it is done, all of it or nothing: the worker is away (the papers are
 * refused, the merchant suspended, the district closed), every visit it concerns goes to somebody else or to another hour, whoever must know is told once, and
 * what could not be placed is looked for on, stands on the desk's board and is listed with the rule that binds and the nearest hour that fits.
 */
export async function repair(ctx: Ctx, input: ParsedOf<Dispatch['repair']>): Promise<RepairView> {
  return input.isPreview ? preview(ctx, await upsets[input.kind](ctx, input), input.factorPercent ?? null) : carryOut(ctx, input);
}

/** The worker herself says that she is ill. */
export async function reportIll(ctx: Ctx, { until, note }: ParsedOf<Dispatch['reportIll']>): Promise<RepairView> {
  const { id } = await workerOfActor(ctx);
  return carryOut(ctx, { kind: 'workerIll', isPreview: false, workerId: id, until, reason: note });
}

const saidOf = (upset: Upset, found: { moves: MoveRow[]; left: LeftRow[] }, factorPercent: number | null, isPreview: boolean) =>
  sayRepair({ kind: upset.kind, name: upset.subject.name, until: upset.until, reason: upset.reason, moved: found.moves.length, left: found.left.length, handedOn: upset.waiting.length, factorPercent, isPreview });
const byNameOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'person' ? ctx.actor.name : null);

async function preview(ctx: Ctx, upset: Upset, factorPercent: number | null): Promise<RepairView> {
  const found = await findRepair(ctx, upset);
  return {
    disruptionId: null, kind: upset.kind, subject: upset.subject, until: upset.until?.toISOString() ?? null, words: saidOf(upset, found, factorPercent, true), at: ctx.now.toISOString(), byName: byNameOf(ctx), ...found,
    told: told(upset, found), state: 'preview', canLift: false,
  };
}

/** Households: one message for each visit moved or sought for. Workers: who gets a visit, who loses one, and who is ill. */
function told(upset: Upset, { moves, left }: { moves: MoveRow[]; left: LeftRow[] }): { households: number; workers: number } {
  const decided = new Set(upset.decided.map(({ id }) => id));
  const people = new Set([...moves.flatMap(({ fromWorker, toWorker }) => [fromWorker?.workerId, toWorker?.workerId]), upset.illWorkerId].filter((id) => id !== undefined && id !== null));
  return { households: moves.length + left.filter(({ orderId }) => !decided.has(orderId)).length, workers: people.size };
}

/** Before anything is looked for nobody may change what is to be moved. What came to it before the locks were taken is seen under them. */
async function lockUpset(ctx: Ctx, input: ParsedOf<Dispatch['repair']>): Promise<{ upset: Upset; locked: Map<string, OrderFacts> }> {
  const lock = (upset: Upset): Promise<Map<string, OrderFacts>> => lockForGiving(ctx, [...upset.orders, ...upset.waiting].map(({ id }) => id), upset.workerId === null ? [] : [upset.workerId]);
  await lock(await upsets[input.kind](ctx, input));
  const upset = await upsets[input.kind](ctx, input);
  return { upset, locked: await lock(upset) };
}

async function carryOut(ctx: Ctx, input: ParsedOf<Dispatch['repair']>): Promise<RepairView> {
  const { upset, locked } = await lockUpset(ctx, input);
  upset.orders = upset.orders.flatMap(({ id, status, workerId }) => { const now = locked.get(id)!; return now.workerId === workerId && now.status === status ? [now] : []; });
  const detail = await upset.happen(ctx);
  const found = await findRepair(ctx, upset);
  const { moves, left } = await apply(ctx, upset, found);
  for (const order of upset.waiting) await handOn(ctx, locked.get(order.id)!);
  const disruption: Omit<DisruptionRow, 'state' | 'liftedAt'> = {
    id: ctx.newId('dsr'), kind: upset.kind, subjectId: upset.subject.id, subjectName: upset.subject.name, at: ctx.now, until: upset.until, byId: ctx.actor.personId, byName: byNameOf(ctx), reason: upset.reason, detail, moves, leftOpen: left,
    toldHouseholds: told(upset, { moves, left }).households, toldWorkers: told(upset, { moves, left }).workers, wordsZh: '', wordsEn: '',
  };
  const words = saidOf(upset, { moves, left }, detail.factorPercent ?? null, false);
  const row = { ...disruption, wordsZh: words.zh, wordsEn: words.en };
  await store.insertDisruption(ctx.tx, ctx.cityId, row);
  if (upset.illWorkerId !== null) await tellPerson(ctx, { personId: await personOfWorker(ctx, upset.illWorkerId), template: 'dayCleared', params: { count: moves.length, until: sayUntil(upset.until!).zh } });
  await ctx.emit('repair.done', { disruptionId: row.id, kind: upset.kind, orderIds: [...moves, ...left].map(({ orderId }) => orderId), personIds: [] });
  await planAgain(ctx, upset);
  return viewOf({ ...row, state: 'done', liftedAt: null });
}

/** A repair puts right what was broken and leaves the rest of the day alone; whether the whole could be better now is for a plan to say. */
async function planAgain(ctx: Ctx, upset: Upset): Promise<void> {
  if (upset.kind === 'traffic') { await askPlan(ctx, { districtId: upset.subject.id, day: beijingDay(ctx.now) }, 'traffic'); return; }
  const cells = new Map(upset.orders.map((order) => [`${order.districtId} ${beijingDay(order.startsAt!)}`, order]));
  for (const order of cells.values()) await replan(ctx, order, upset.kind === 'workerIll' ? 'workerIll' : 'repair');
}

/** Gives every visit to whom it was found for; what does not fit any more, or had nobody, is nobody's and looked for on. */
async function apply(ctx: Ctx, upset: Upset, { moves, left }: { moves: MoveRow[]; left: LeftRow[] }): Promise<{ moves: MoveRow[]; left: LeftRow[] }> {
  const orders = await lockForGiving(ctx, upset.orders.map(({ id }) => id), moves.flatMap(({ toWorker }) => toWorker?.workerId ?? []));
  const givings: Giving[] = [];
  for (const move of moves) {
    const order = orders.get(move.orderId)!;
    if (move.newStartAt !== null) {
      await withdrawOffers(ctx, { orderId: order.id, reason: move.why });
      await releaseTime(ctx, { orderId: order.id, reason: 'postponed' });
      orders.set(order.id, await postpone(ctx, { orderId: order.id, startAt: new Date(move.newStartAt), words: move.why }));
    }
    givings.push({ orderId: move.orderId, toWorkerId: move.toWorker!.workerId, kind: 'repair', why: upset.cause, lateMinutes: move.lateMinutes, ...(move.newStartAt !== null && { postponedFrom: order.startsAt! }) });
  }
  const { unfit } = await giveVisits(ctx, givings, orders, { isQuietTo: upset.illWorkerId });
  const lost = new Map(unfit.map(({ orderId, blocker }) => [orderId, blocker.reason]));
  const late = moves.filter(({ orderId }) => lost.has(orderId)).map(({ newStartAt: _, fromWorker: _from, toWorker: _to, arriveAt: _at, lateMinutes: _late, ...move }): LeftRow => ({ ...move, why: lost.get(move.orderId)!, nearest: null }));
  const open = [...left, ...late];
  // A flood leaves whom it leaves with her hour: the family and the desk decide; nobody could come sooner anyway.
  if (!upset.isHours) for (const row of open) { const order = orders.get(row.orderId); if (order) await seekOn(ctx, upset, order, row); }
  return { moves: moves.filter(({ orderId }) => !lost.has(orderId)), left: open };
}

async function seekOn(ctx: Ctx, upset: Upset, order: OrderFacts, row: LeftRow): Promise<void> {
  // Who has set out is only ever replaced by somebody: until then it is hers, and the desk's to decide.
  if (isUnderWay(order.status)) return;
  await withdrawOffers(ctx, { orderId: order.id, reason: upset.cause });
  await releaseTime(ctx, { orderId: order.id, reason: 'repair' });
  await recordDecision(ctx, order, null, { kind: 'none', workerId: null, score: null, words: { zh: `${upset.cause.zh}；${row.why.zh}`, en: `${upset.cause.en}; ${row.why.en}` } });
  if (order.status !== 'paid') await unassign(ctx, { orderId: order.id, reason: 'repair', words: upset.cause });
  await tellPerson(ctx, { personId: order.customerId, template: 'workerSought', params: { why: upset.cause.zh, item: order.itemNameZh, time: sayBeijing(order.startsAt!) } });
}

async function handOn(ctx: Ctx, order: OrderFacts): Promise<void> {
  const search = await searchOf(ctx.tx, ctx.cityId, order.id);
  if (order.status !== 'paid' || search?.stage !== 'merchant' || order.holderMerchantId === null) return;
  await divert(ctx, order, search, 'handedOn');
  await saveSearch(ctx.tx, ctx.cityId, { ...search, stage: 'asking' });
  await offerOrder(ctx, { orderId: order.id });
}

/** A merchant was suspended, or leaves: its visits go to others all the same. One that a repair has closed is done with, and so is one that is open again. */
export async function repairSuspended(ctx: Ctx, { subjectId, reason }: { subjectId: string; reason: string }): Promise<void> {
  const closedAt = await closedSince(ctx, subjectId);
  const [done] = await store.standing(ctx.tx, ctx.cityId, 'merchantSuspended', subjectId, ctx.now);
  if (closedAt && (!done || done.at < closedAt)) await carryOut(ctx, { kind: 'merchantSuspended', isPreview: false, merchantId: subjectId, reason: reason || '暂停合作' });
}

export const listRepairs = async (ctx: Ctx, { days }: { days: number }): Promise<{ items: RepairView[] }> =>
  ({ items: (await store.disruptionsSince(ctx.tx, ctx.cityId, new Date(ctx.now.getTime() - days * 86_400_000))).map(viewOf) });

/** It is over. What was moved stays moved; new visits are possible again. Refuses `dispatch.disruption_unknown`, `dispatch.disruption_over`. */
export async function liftDisruption(ctx: Ctx, { disruptionId, reason }: { disruptionId: string; reason: string }): Promise<RepairView> {
  const row = (await store.lockDisruption(ctx.tx, ctx.cityId, disruptionId)) ?? refuse('dispatch.disruption_unknown');
  if (row.state === 'lifted') refuse('dispatch.disruption_over');
  if (row.kind === 'merchantSuspended' || row.kind === 'papersRecalled') demand(ctx, 'operator');
  if (row.detail.exceptionId !== undefined) await endAbsence(ctx, { workerId: row.subjectId, exceptionId: row.detail.exceptionId });
  if (row.detail.paperIds !== undefined) await restorePapers(ctx, { paperIds: row.detail.paperIds });
  if (row.kind === 'merchantSuspended') await resumeMerchant(ctx, { merchantId: row.subjectId });
  const words = sayLifted({ zh: row.wordsZh, en: row.wordsEn }, ctx.actor.name, reason);
  await store.liftDisruption(ctx.tx, ctx.cityId, row.id, { at: ctx.now, id: ctx.actor.personId, reason, words });
  await ctx.emit('repair.lifted', { disruptionId: row.id, kind: row.kind, personIds: [] });
  if (row.kind === 'traffic') await askPlan(ctx, { districtId: row.subjectId, day: beijingDay(ctx.now) }, 'traffic');
  return viewOf({ ...row, state: 'lifted', wordsZh: words.zh, wordsEn: words.en });
}

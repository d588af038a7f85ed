import { dimensionKeys, formulaVersion, rankCandidates } from '@linli/planner';
import type { Blocked, Candidate, FieldRow, Need, WorkerView } from '@linli/planner';
import type { HomeScene, Point } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { matchWishes } from '../../accounts/index.ts';
import { holderOf, merchantBriefs } from '../../alliance/index.ts';
import { itemOf } from '../../catalog/index.ts';
import { entryOfOrder, paperLabels, skillLabels, workerNames, workerViews, workersBlocking } from '../../workers/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { allergensOf, sceneOf, withoutHerWords } from '../rules.ts';
import { busyDeciding, declinedBy, insertDecision, servedBefore } from '../store/offers.ts';
import type { DecisionKind } from '../store/offers.ts';
import { diversionsOf } from '../store/diversions.ts';
import { fullMerchantDays } from './day-limit.ts';
import { weightsInForce } from './weights.ts';

/** What skills and papers are called where the planner gives its reasons. */
export const labels = { skills: skillLabels, papers: paperLabels };

export { formulaVersion };

type Wanted = { itemId: string; at: Point; homeScene: HomeScene; householdId: string; durationMinutes: number; orderId?: string };
type Item = Awaited<ReturnType<typeof itemOf>>;

/** What a visit asks of a worker, as the planner reads it; the start is left open. */
export async function needWithoutStart(ctx: Ctx, wanted: Wanted, item?: Item): Promise<Omit<Need, 'startAt'>> {
  const service = item ?? await itemOf(ctx, wanted.itemId);
  const holder = await holderOf(ctx, { ...wanted.at, family: service.family });
  const wishes = await matchWishes(ctx, wanted.householdId);
  return {
    durationMinutes: wanted.durationMinutes, at: wanted.at, requiredSkills: service.requiredSkills.map(({ skill, level }) => ({ skill, level })), requiredPapers: service.requiredPapers,
    healthClass: service.healthClass, family: service.family, homeScene: sceneOf(wanted.homeScene), territoryMerchantId: holder?.merchantId ?? null, ...(holder ? { territoryMerchantName: holder.merchantName } : {}),
    allergens: allergensOf(wanted.homeScene), sensitivities: wanted.homeScene.sensitivities, wishedTraits: wishes.traits,
    ...await fullMerchantDays(ctx, wanted.orderId ?? null), preferredWorkerIds: wishes.favourites, servedBeforeWorkerIds: await servedBefore(ctx.tx, ctx.cityId, wanted.householdId),
    blockedWorkerIds: [...new Set([...wishes.blocked, ...await workersBlocking(ctx, wanted.householdId)])], refusedWorkerIds: [],
  };
}

const DAY_MS = 86_400_000;
/** An order's need, with whom it holds and who has already said no. */
export async function needOfOrder(ctx: Ctx, order: OrderFacts): Promise<Need> {
  const entry = await entryOfOrder(ctx, order.id);
  const open = await needWithoutStart(ctx, { itemId: order.itemId, at: { lon: order.lon, lat: order.lat }, homeScene: order.homeScene, householdId: order.householdId, durationMinutes: order.durationMinutes, orderId: order.id });
  return {
    ...open, ...await divertedTo(ctx, order), startAt: order.startsAt!.getTime(), heldWorkerId: entry?.workerId ?? null, ownCommitmentIds: entry ? [entry.id] : [],
    preferredWorkerIds: order.isWorkerChosen && entry ? [...new Set([entry.workerId, ...open.preferredWorkerIds])] : open.preferredWorkerIds, refusedWorkerIds: await declinedBy(ctx.tx, ctx.cityId, order.id),
  };
}

/** Whose an order is that left the holder of its district: the neighbour's, or anybody's. */
async function divertedTo(ctx: Ctx, order: OrderFacts): Promise<Partial<Pick<Need, 'territoryMerchantId' | 'territoryMerchantName'>>> {
  if ((await diversionsOf(ctx.tx, ctx.cityId, order.id)).length === 0) return {};
  const territoryMerchantId = order.holderMerchantId;
  const name = territoryMerchantId === null ? undefined : (await merchantBriefs(ctx, [territoryMerchantId])).get(territoryMerchantId)?.name;
  return { territoryMerchantId, ...(name !== undefined && { territoryMerchantName: name }) };
}

/** Workers near a point with the skills a need asks for, seen over the whole Beijing days of a span. */
export async function workersFor(ctx: Ctx, need: Omit<Need, 'startAt'>, from: Date, to: Date, workerIds?: string[]): Promise<WorkerView[]> {
  const skill = need.requiredSkills[0]?.skill;
  const dayStart = Math.floor((from.getTime() + 8 * 3_600_000) / DAY_MS) * DAY_MS - 8 * 3_600_000;
  return workerViews(ctx, { from: new Date(dayStart), to: new Date(Math.max(to.getTime(), dayStart + DAY_MS) + 6 * 3_600_000), ...(workerIds ? { workerIds } : { near: need.at, ...(skill ? { skill } : {}) }) });
}

/** Why not, of so many: those nearest to being possible. Writing it for a whole city costs more than deciding. */
export const MOST_BLOCKED_KEPT = 50;
const MOST_FIELD_KEPT = 300;

export type Ranking = { need: Need; candidates: Candidate[]; blocked: Blocked[]; views: WorkerView[]; field: FieldRow[]; weightsVersion: number };

/** `territoryMerchantId`: as if it belonged to this merchant, or to none; `freedEntryIds`: as if these claims on workers' time were given back. */
type Looking = { limit?: number; blockedLimit?: number; territoryMerchantId?: string | null; freedEntryIds?: readonly string[] };
/** Everyone who could serve this order now, best first, and everyone who could not, with the reason. */
export async function rankForOrder(ctx: Ctx, order: OrderFacts, { territoryMerchantId, freedEntryIds = [], ...limits }: Looking = {}): Promise<Ranking> {
  const asked = await needOfOrder(ctx, order);
  const need = { ...asked, ...(territoryMerchantId !== undefined && { territoryMerchantId }), ownCommitmentIds: [...asked.ownCommitmentIds ?? [], ...freedEntryIds] };
  const views = await workersFor(ctx, need, order.startsAt!, order.endsAt!);
  const { weights, version } = await weightsInForce(ctx);
  const ranked = rankCandidates(need, views, { now: ctx.now.getTime(), labels, weights, withField: true, ...limits });
  return { need, views, weightsVersion: version, ...ranked };
}

/** Candidates who can be bothered with one more offer; the worker whose time is held for this order always stands first. */
export async function askable(ctx: Ctx, ranking: Ranking, maxLiveOffers: number): Promise<Candidate[]> {
  const busy = await busyDeciding(ctx.tx, ctx.cityId, maxLiveOffers);
  const free = ranking.candidates.filter((c) => !busy.has(c.workerId));
  const held = free.find((c) => c.workerId === ranking.need.heldWorkerId);
  return held ? [held, ...free.filter((c) => c !== held)] : free;
}

/** Writes down what was decided with everything that was known, so that it can be explained and replayed. */
export async function recordDecision(ctx: Ctx, order: OrderFacts, ranking: Ranking | null, decided: { kind: DecisionKind; workerId: string | null; words: { zh: string; en: string }; score: number | null }): Promise<void> {
  await insertDecision(ctx.tx, ctx.cityId, {
    id: ctx.newId('dec'), orderId: order.id, at: ctx.now, actorId: ctx.actor.personId, formulaVersion, weightsVersion: ranking?.weightsVersion ?? 0, need: ranking?.need ?? {},
    candidates: (ranking?.candidates ?? []).slice(0, 10).map(withoutHerWords), blocked: (ranking?.blocked ?? []).slice(0, MOST_BLOCKED_KEPT), field: frozenField(ranking?.field ?? []), ...decided,
  });
}

/** The field as it is kept: names of the dimensions once, then a row a worker. Beyond some hundreds the first ones by score are enough. */
const frozenField = (field: readonly FieldRow[]) => ({ keys: dimensionKeys, rows: field.slice(0, MOST_FIELD_KEPT).map(({ workerId, scores }) => [workerId, ...scores]) });

export const nameOf = async (ctx: Ctx, workerId: string): Promise<string> => (await workerNames(ctx, [workerId])).get(workerId) ?? workerId;

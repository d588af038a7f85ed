import type { Bilingual, EventPayload, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { settingOf } from '../../accounts/index.ts';
import { orderFacts } from '../../orders/index.ts';
import { workerNames, workerOf } from '../../workers/index.ts';
import { anniversaryOf, extraPaid, incidentalTaxOf, referralPaid, sayCampaign, subsidyOf } from '../rules/income.ts';
import { dayOf } from '../rules/statement.ts';
import { yuan } from '../rules/words.ts';
import { addCampaign, addCoaching, campaigns, campaignsOn, coachings, earnedOfOrder, endCampaign, firstVisitDay, type CampaignRow } from '../store/income.ts';
import { postTransaction } from './ledger.ts';

type Payments = typeof contract.payments;
type Families = OutputOf<Payments['startHolidayCampaign']>['families'];
const DAY_MS = 86_400_000;
const COACHING_DAYS = 31;

/** A session both sides of a mentor pair have agreed on is paid once; one that was noted by hand already is not paid again. */
export async function payCoached(ctx: Ctx, { sessionId, mentorId, traineeId, day, minutes }: EventPayload<'training.coached'>): Promise<void> {
  await payCoaching(ctx, { id: `coa_${sessionId}`, coachId: mentorId, newcomerId: traineeId, day, minutes, words: '师徒双方确认', notedByName: '' });
}

/** A coached session is paid once. Refuses `workers.worker_unknown`, `payments.coaching_wrong`, `payments.coaching_twice`. */
export async function noteCoaching(ctx: Ctx, { coachId, newcomerId, day, minutes, words }: ParsedOf<Payments['noteCoaching']>): Promise<OutputOf<Payments['noteCoaching']>> {
  await workerOf(ctx, coachId);
  await workerOf(ctx, newcomerId);
  if (coachId === newcomerId || day > dayOf(ctx.now) || day < dayOf(new Date(ctx.now.getTime() - COACHING_DAYS * DAY_MS))) refuse('payments.coaching_wrong');
  const paid = (await payCoaching(ctx, { id: ctx.newId('coa'), coachId, newcomerId, day, minutes, words, notedByName: ctx.actor.name })) ?? refuse('payments.coaching_twice');
  return { ...paid, coachingId: paid.id, notedAt: ctx.now.toISOString() };
}

type Session = { id: string; coachId: string; newcomerId: string; day: string; minutes: number; words: string; notedByName: string };
/** Keeps the session and posts the allowance; null when this pair's day is paid for. */
async function payCoaching(ctx: Ctx, session: Session): Promise<(Session & { amountFen: number; coachName: string; newcomerName: string }) | null> {
  const { id, coachId, newcomerId, day, minutes } = session;
  const names = await workerNames(ctx, [coachId, newcomerId]);
  const amountFen = await settingOf(ctx, 'coachingFen');
  if (!await addCoaching(ctx.tx, ctx.cityId, { ...session, amountFen, notedAt: ctx.now })) return null;
  const newcomerName = names.get(newcomerId) ?? '';
  await postTransaction(ctx, extraPaid('coaching', { workerId: coachId, amountFen, key: id, orderId: null, words: { zh: `${day} 带教${newcomerName} ${minutes} 分钟，津贴 ${yuan(amountFen)}`, en: `Coached ${newcomerName} for ${minutes} min on ${day}: ${yuan(amountFen)}` } }));
  return { ...session, amountFen, coachName: names.get(coachId) ?? '', newcomerName };
}

export async function listCoaching(ctx: Ctx): Promise<OutputOf<Payments['listCoaching']>> {
  const items = (await coachings(ctx.tx, ctx.cityId)).map(({ id, notedAt, ...row }) => ({ ...row, coachingId: id, notedAt: notedAt.toISOString() }));
  return { items, sumFen: items.reduce((sum, { amountFen }) => sum + amountFen, 0) };
}

const campaignView = (row: CampaignRow & { visits: number; costFen: number }): OutputOf<Payments['startHolidayCampaign']> => ({
  campaignId: row.id, name: { zh: row.nameZh, en: row.nameEn }, fromDay: row.fromDay, toDay: row.toDay, kind: row.kind, value: row.value, families: row.families as Families, words: sayCampaign(row), endedAt: row.endedAt?.toISOString() ?? null, madeByName: row.madeByName, visits: row.visits, costFen: row.costFen,
});

export async function startHolidayCampaign(ctx: Ctx, { nameZh, nameEn, fromDay, toDay, kind, value, families }: ParsedOf<Payments['startHolidayCampaign']>): Promise<OutputOf<Payments['startHolidayCampaign']>> {
  if (toDay < fromDay || toDay < dayOf(ctx.now) || (kind === 'percent' && value > 100)) refuse('payments.campaign_wrong');
  const row: CampaignRow = { id: ctx.newId('hol'), nameZh, nameEn, fromDay, toDay, kind, value, families, madeAt: ctx.now, madeByName: ctx.actor.name, endedAt: null };
  await addCampaign(ctx.tx, ctx.cityId, row);
  return campaignView({ ...row, visits: 0, costFen: 0 });
}

export async function endHolidayCampaign(ctx: Ctx, { campaignId }: ParsedOf<Payments['endHolidayCampaign']>): Promise<OutputOf<Payments['endHolidayCampaign']>> {
  if (await endCampaign(ctx.tx, ctx.cityId, campaignId, ctx.now) === 0) refuse('payments.campaign_unknown');
  return { ok: true };
}

export const listHolidayCampaigns = async (ctx: Ctx): Promise<OutputOf<Payments['listHolidayCampaigns']>> => ({ items: (await campaigns(ctx.tx, ctx.cityId)).map(campaignView) });

/**
 * A visit was settled: what the platform adds to the worker's pay. On a day of a campaign its subsidy; with the first visit after each full year with one
 * family, from day 366 on, the loyalty bonus of that anniversary. Each once, by its key. A free redo earns neither.
 */
export async function payExtras(ctx: Ctx, { orderId, workerId }: Pick<EventPayload<'order.settled'>, 'orderId' | 'workerId'>): Promise<void> {
  const order = await orderFacts(ctx, orderId);
  if (order.redoOf !== null || order.startsAt === null || order.totalFen === 0) return;
  const day = dayOf(order.startsAt);
  for (const campaign of await campaignsOn(ctx.tx, ctx.cityId, day, order.family)) {
    const amountFen = subsidyOf(campaign, await earnedOfOrder(ctx.tx, ctx.cityId, orderId, workerId));
    if (amountFen > 0) await postTransaction(ctx, extraPaid('holiday', { workerId, amountFen, key: `${campaign.id}:${orderId}`, orderId, words: { zh: `${campaign.nameZh}：订单 ${order.no} 补贴 ${yuan(amountFen)}`, en: `${campaign.nameEn}: ${yuan(amountFen)} for order ${order.no}` } }));
  }
  const firstDay = await firstVisitDay(ctx.tx, ctx.cityId, workerId, order.householdId);
  const years = firstDay === null ? 0 : anniversaryOf(firstDay, day);
  const bonusFen = years > 0 ? await settingOf(ctx, 'loyaltyBonusFen') : 0;
  if (bonusFen > 0) await postTransaction(ctx, extraPaid('loyaltyBonus', { workerId, amountFen: bonusFen, key: `${workerId}:${order.householdId}:${years}`, orderId, words: { zh: `与同一家庭合作满 ${years} 年，长期服务奖 ${yuan(bonusFen)}`, en: `${years} years with the same family: a bonus of ${yuan(bonusFen)}` } }));
}

/** A worker's referral reward in cash, once for each `refId`: gross on her account, its tax of 20 % to the tax office. Answers both. */
export async function rewardWorker(ctx: Ctx, { workerId, amountFen, refId, words }: { workerId: string; amountFen: number; refId: string; words: Bilingual }): Promise<{ taxFen: number; isNew: boolean }> {
  const { isNew } = await postTransaction(ctx, referralPaid({ workerId, amountFen, key: refId, words }));
  return { taxFen: incidentalTaxOf(amountFen), isNew };
}

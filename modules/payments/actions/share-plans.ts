import { serviceFamilies, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { holderOf, listStations } from '../../alliance/index.ts';
import { itemOf } from '../../catalog/index.ts';
import { faultOf, sayPlan } from '../rules/share-plan.ts';
import { saySplit, splitLines } from '../rules/words.ts';
import { addSharePlan, latestSharePlan, sharePlans, type Scope, type SharePlanRow } from '../store/share-plans.ts';
import { labourRefundedFen, sayTerms, splitFor } from './shares.ts';
import { orderForActor } from './view.ts';

type Payments = typeof contract.payments;

const planView = (row: SharePlanRow, isInForce: boolean): OutputOf<Payments['setSharePlan']> => ({
  planId: row.id, scope: row.scope, scopeId: row.scopeId, version: row.version, commissionBasisPoints: row.commissionBasisPoints, parties: row.parties, words: sayPlan(row), reason: row.reason, setByName: row.setByName, setAt: row.setAt.toISOString(), isInForce,
});

export const listSharePlans = async (ctx: Ctx): Promise<OutputOf<Payments['listSharePlans']>> => ({ items: (await sharePlans(ctx.tx, ctx.cityId)).map((row) => planView(row, row.isInForce)) });

async function insistScope(ctx: Ctx, { scope, scopeId }: Scope): Promise<void> {
  if (scope === 'item') await itemOf(ctx, scopeId);
  else if (!(serviceFamilies as readonly string[]).includes(scopeId)) refuse('payments.share_scope_wrong', {}, 'scopeId');
}

/** A new version of who gets what; orders placed before keep theirs. Refuses `payments.commission_out_of_range`, `payments.shares_not_whole`, `payments.share_party_wrong`. */
export async function setSharePlan(ctx: Ctx, { scope, scopeId, commissionBasisPoints, parties, reason }: ParsedOf<Payments['setSharePlan']>): Promise<OutputOf<Payments['setSharePlan']>> {
  await insistScope(ctx, { scope, scopeId });
  const fault = faultOf({ commissionBasisPoints, parties });
  if (fault) refuse(fault.code, fault.params);
  const stations = parties.some(({ party }) => party === 'station') ? new Set((await listStations(ctx)).items.map(({ stationId }) => stationId)) : null;
  for (const { party, partyId } of parties) if (party === 'station' && !stations!.has(partyId!)) refuse('payments.share_party_wrong', { partyZh: '服务站', partyEn: 'station' });
  return next(ctx, { scope, scopeId }, { commissionBasisPoints, parties: parties as SharePlanRow['parties'], isOver: false, reason });
}

export async function endSharePlan(ctx: Ctx, { scope, scopeId, reason }: ParsedOf<Payments['endSharePlan']>): Promise<OutputOf<Payments['endSharePlan']>> {
  const latest = await latestSharePlan(ctx.tx, ctx.cityId, { scope, scopeId });
  if (!latest || latest.isOver) return refuse('payments.share_scope_wrong', {}, 'scopeId');
  return next(ctx, { scope, scopeId }, { commissionBasisPoints: latest.commissionBasisPoints, parties: latest.parties, isOver: true, reason });
}

async function next(ctx: Ctx, scope: Scope, about: Pick<SharePlanRow, 'commissionBasisPoints' | 'parties' | 'isOver' | 'reason'>): Promise<OutputOf<Payments['setSharePlan']>> {
  const latest = await latestSharePlan(ctx.tx, ctx.cityId, scope);
  const row: SharePlanRow = { id: ctx.newId('shp'), ...scope, ...about, version: (latest?.version ?? 0) + 1, setByName: ctx.actor.name, setAt: ctx.now };
  await addSharePlan(ctx.tx, ctx.cityId, row);
  return planView(row, !row.isOver);
}

/** What of an order's money is whose: as it was or will be split, by the merchant who holds the place until a worker is found. */
export async function sharesOfOrder(ctx: Ctx, { orderId }: ParsedOf<Payments['sharesOfOrder']>): Promise<OutputOf<Payments['sharesOfOrder']>> {
  const order = await orderForActor(ctx, orderId);
  const about = { ...order, workerId: order.workerId ?? '', merchantId: order.workerId === null ? order.holderMerchantId ?? (await holderOf(ctx, order))?.merchantId ?? null : order.merchantId };
  const lessFen = await labourRefundedFen(ctx, orderId);
  const split = await splitFor(ctx, about, lessFen);
  return { words: saySplit(split, order.totalFen - lessFen), lines: splitLines(split), rule: await sayTerms(ctx, about) };
}

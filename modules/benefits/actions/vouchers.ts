import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf } from '../../accounts/index.ts';
import { lacksOf, lastDayOf, levelWords, monthOf, sampleOf, today } from '../rules/vouchers.ts';
import {
  addClaims, addEligibility, batchesOf, eligibilitiesOf, endEligibilityRow, findEligibility, householdOfMember, listEligibilityRows, lockClaim, markClaimed, markInspected, visitsOfMonth, voucherUsedFen, type EligibilityRow, type VoucherVisit,
} from '../store/vouchers.ts';

type Benefits = typeof contract.benefits;

const view = (row: EligibilityRow): OutputOf<Benefits['grantEligibility']> => ({
  eligibilityId: row.id, memberId: row.memberId, memberName: row.memberName, level: row.level, levelWords: levelWords[row.level], evidence: row.evidence, monthlyFen: row.monthlyFen, validFrom: row.validFrom, validTo: row.validTo,
  grantedByName: row.grantedByName, grantedAt: row.grantedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, endReason: row.endReason,
});

/** Notes that an elder was assessed, on which paper, and for how long. One at a time. */
export async function grantEligibility(ctx: Ctx, input: ParsedOf<Benefits['grantEligibility']>): Promise<OutputOf<Benefits['grantEligibility']>> {
  const { memberId, level, evidence, validFrom, validTo, monthlyFen } = input;
  const householdId = (await householdOfMember(ctx.tx, ctx.cityId, memberId)) ?? refuse('accounts.member_unknown');
  if (validTo < validFrom || validTo < today(ctx.now)) refuse('benefits.eligibility_span', {}, 'validTo');
  const id = ctx.newId('elg');
  if (!await addEligibility(ctx.tx, ctx.cityId, { id, householdId, memberId, level, evidence, monthlyFen, validFrom, validTo, by: ctx.actor.personId ?? 'system', byName: ctx.actor.name, at: ctx.now })) refuse('benefits.eligibility_twice');
  return view((await findEligibility(ctx.tx, ctx.cityId, id))!);
}

export async function endEligibility(ctx: Ctx, { eligibilityId, reason }: ParsedOf<Benefits['endEligibility']>): Promise<OutputOf<Benefits['endEligibility']>> {
  if ((await endEligibilityRow(ctx.tx, ctx.cityId, eligibilityId, { at: ctx.now, by: ctx.actor.personId ?? 'system', reason })) === 0) refuse('benefits.eligibility_unknown');
  return view((await findEligibility(ctx.tx, ctx.cityId, eligibilityId))!);
}

export const listEligibilities = async (ctx: Ctx, { memberId }: ParsedOf<Benefits['listEligibilities']>): Promise<OutputOf<Benefits['listEligibilities']>> => ({ items: (await listEligibilityRows(ctx.tx, ctx.cityId, memberId)).map(view) });

/** What an elder's voucher of a month still pays, as if the order in hand had used nothing of it. */
export const voucherLeftFen = async (ctx: Ctx, elder: EligibilityRow, month: string, exceptOrderId: string): Promise<number> => Math.max(0, elder.monthlyFen - await voucherUsedFen(ctx.tx, ctx.cityId, elder.memberId, month, exceptOrderId));
export const lockVoucher = (ctx: Ctx, elder: EligibilityRow): Promise<void> => lockFor(ctx.tx, `benefits:voucher:${ctx.cityId}:${elder.memberId}`);

export async function myVouchers(ctx: Ctx): Promise<OutputOf<Benefits['myVouchers']>> {
  const householdId = ctx.actor.personId === null ? null : await householdOf(ctx, ctx.actor.personId);
  const month = monthOf(ctx.now), day = today(ctx.now);
  const elders = householdId === null ? [] : (await eligibilitiesOf(ctx.tx, ctx.cityId, householdId)).filter(({ validFrom, validTo }) => validFrom <= day && day <= validTo);
  const items: OutputOf<Benefits['myVouchers']>['items'] = [];
  for (const elder of elders) {
    const leftFen = await voucherLeftFen(ctx, elder, month, '');
    items.push({ eligibilityId: elder.id, memberName: elder.memberName, levelWords: levelWords[elder.level], month, monthlyFen: elder.monthlyFen, usedFen: elder.monthlyFen - leftFen, leftFen, expiresOn: lastDayOf(month) });
  }
  return { items };
}

const lacks = (visit: VoucherVisit): ReturnType<typeof lacksOf> => lacksOf({ ...visit, isServed: visit.status === 'confirmed' || visit.status === 'settled' });

type ClaimState = OutputOf<Benefits['voucherClaims']>['items'][number]['state'];
const stateOf = (visit: VoucherVisit): ClaimState => {
  if (visit.claimedAt !== null) return 'claimed';
  if (visit.markedFen === null) return lacks(visit).length > 0 ? 'lacking' : 'ready';
  if (!visit.isSampled) return 'marked';
  return visit.isFine === null ? 'toInspect' : visit.isFine ? 'marked' : 'failed';
};

export async function voucherClaims(ctx: Ctx, { month }: { month: string }): Promise<OutputOf<Benefits['voucherClaims']>> {
  const visits = await visitsOfMonth(ctx.tx, ctx.cityId, month);
  const items = visits.filter(({ netFen, markedFen }) => netFen > 0 || markedFen !== null).map((visit) => {
    const state = stateOf(visit);
    return {
      orderId: visit.orderId, orderNo: visit.orderNo, itemName: { zh: visit.itemNameZh, en: visit.itemNameEn }, startAt: visit.startAt?.toISOString() ?? null, amountFen: state === 'claimed' ? visit.markedFen! : visit.netFen, state, lacks: lacks(visit),
      isSampled: visit.isSampled, inspection: visit.inspection, batch: visit.batch, returnedAfterFen: state === 'claimed' ? visit.markedFen! - visit.netFen : 0,
    };
  });
  const sum = (state: ClaimState): number => items.reduce((total, item) => (item.state === state ? total + item.amountFen : total), 0);
  return { month, items, claimableFen: sum('marked'), claimedFen: sum('claimed') };
}

const lockMonth = (ctx: Ctx, month: string): Promise<void> => lockFor(ctx.tx, `benefits:claims:${ctx.cityId}:${month}`);

/** Marks what has its proof. Who is looked at is decided here, before anything is claimed, and by nobody. */
export async function markVoucherClaims(ctx: Ctx, { month }: { month: string }): Promise<OutputOf<Benefits['voucherClaims']>> {
  await lockMonth(ctx, month);
  const ready = (await visitsOfMonth(ctx.tx, ctx.cityId, month)).filter((visit) => visit.netFen > 0 && stateOf(visit) === 'ready');
  const sampled = sampleOf(ready.map(({ orderId }) => ({ id: orderId, hash: sha256(`${ctx.cityId}:${month}:${orderId}`) })));
  if (ready.length > 0) await addClaims(ctx.tx, ctx.cityId, month, ready.map(({ orderId, eligibilityId, netFen }) => ({ orderId, eligibilityId, amountFen: netFen, isSampled: sampled.has(orderId) })), ctx.now);
  return voucherClaims(ctx, { month });
}

export async function inspectVoucherClaim(ctx: Ctx, { orderId, isFine, words }: ParsedOf<Benefits['inspectVoucherClaim']>): Promise<{ ok: true }> {
  const claim = (await lockClaim(ctx.tx, ctx.cityId, orderId)) ?? refuse('benefits.voucher_claim_unknown');
  if (claim.claimedAt !== null) refuse('benefits.voucher_claim_over');
  if (!claim.isSampled) refuse('benefits.not_sampled');
  await markInspected(ctx.tx, ctx.cityId, orderId, { at: ctx.now, by: ctx.actor.personId ?? 'system', isFine, words });
  return { ok: true };
}

/** Claims what is marked, for what it is worth now; what the inspection found wrong stays out. */
export async function claimVouchers(ctx: Ctx, { month }: { month: string }): Promise<OutputOf<Benefits['voucherClaims']>> {
  await lockMonth(ctx, month);
  const visits = await visitsOfMonth(ctx.tx, ctx.cityId, month);
  const waiting = visits.filter((visit) => stateOf(visit) === 'toInspect').length;
  if (waiting > 0) refuse('benefits.sample_open', { count: waiting });
  const claims = visits.filter((visit) => visit.netFen > 0 && stateOf(visit) === 'marked').map(({ orderId, netFen }) => ({ orderId, amountFen: netFen }));
  if (claims.length === 0) refuse('benefits.claim_nothing');
  await markClaimed(ctx.tx, ctx.cityId, claims, { at: ctx.now, by: ctx.actor.personId ?? 'system', batch: `V${month.replace('-', '')}-${await batchesOf(ctx.tx, ctx.cityId, month) + 1}` });
  return voucherClaims(ctx, { month });
}

import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { sheetFile } from '../../../kernel/sheet.ts';
import { householdOf, peopleOfPhones } from '../../accounts/index.ts';
import { lacksOf, lastDayOf, levelWords, monthOf, sampleOf, today } from '../rules/vouchers.ts';
import {
  addClaims, addEligibility, batchesOf, eligibilitiesOf, endEligibilityRow, findElderRows, findEligibility, householdOfMember, listEligibilityRows, lockClaim, markClaimed, markInspected, visitsOfMonth, voucherUsedFen, type EligibilityRow, type VoucherVisit,
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

const MOST_FOUND = 20;
/** Whom an eligibility may be for. A whole phone number finds one household and nothing else; part of one finds nobody. */
export async function findElders(ctx: Ctx, { q }: ParsedOf<Benefits['findElders']>): Promise<OutputOf<Benefits['findElders']>> {
  const isPhone = /^1\d{10}$/.test(q);
  const personId = isPhone ? (await peopleOfPhones(ctx, { phones: [q] })).get(q) ?? null : null;
  if (isPhone && personId === null) return { items: [] };
  return { items: await findElderRows(ctx.tx, ctx.cityId, { words: q, personId, limit: MOST_FOUND }) };
}

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
      orderId: visit.orderId, orderNo: visit.orderNo, memberName: visit.memberName, itemName: { zh: visit.itemNameZh, en: visit.itemNameEn }, startAt: visit.startAt?.toISOString() ?? null, amountFen: state === 'claimed' ? visit.markedFen! : visit.netFen, state, lacks: lacks(visit),
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

const heads = { zh: ['订单', '老人', '服务', '服务时间', '金额（元）', '进度', '缺什么', '抽查', '抽查结果', '申报批次', '申报后退回（元）'], en: ['Order', 'Elder', 'Service', 'Time', 'Amount (yuan)', 'State', 'What lacks', 'Sampled', 'Inspection', 'Batch', 'Given back after (yuan)'] };
const stateNames: Record<ClaimState, Bilingual> = { lacking: { zh: '证据不齐', en: 'Proof lacks' }, ready: { zh: '可以标记', en: 'To be marked' }, toInspect: { zh: '等抽查', en: 'To be inspected' }, failed: { zh: '抽查不合格', en: 'Inspection failed' }, marked: { zh: '可以申报', en: 'To be claimed' }, claimed: { zh: '已申报', en: 'Claimed' } };
export async function exportVoucherClaims(ctx: Ctx, { month, format, language }: ParsedOf<Benefits['exportVoucherClaims']>): Promise<OutputOf<Benefits['exportVoucherClaims']>> {
  const { items } = await voucherClaims(ctx, { month });
  const yes = language === 'zh' ? '是' : 'yes';
  return sheetFile(language === 'zh' ? `养老消费券-${month}` : `elder-vouchers-${month}`, format, {
    name: language === 'zh' ? '消费券' : 'Vouchers', columns: heads[language],
    rows: items.map((one) => [one.orderNo, one.memberName, one.itemName[language], one.startAt === null ? '' : cityDay(new Date(one.startAt)), one.amountFen / 100, stateNames[one.state][language], one.lacks.map((lack) => lack[language]).join('；'), one.isSampled ? yes : '', one.inspection, one.batch ?? '', one.returnedAfterFen / 100]),
  });
}

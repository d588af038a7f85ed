import type { Bilingual, OutputOf, ParsedOf, Quote, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { dropRefund, endOf, memberDiscount, planWords, plans as standard, type MemberTerms } from '../rules/memberships.ts';
import { addMembership, endMemberships, findMembership, findPlan, listPlans, lockMembership, markDropped, markRunning, membershipsOf, nameCharge, runningMembership, savePlan, waitingMembership, type MembershipRow, type PlanRow } from '../store/memberships.ts';

type Promotions = typeof contract.promotions;

const planView = (row: PlanRow): OutputOf<Promotions['saveMembershipPlan']> => ({ ...row, planId: row.id, name: { zh: row.nameZh, en: row.nameEn }, words: planWords(row) });

/** Memberships one may buy. */
export const membershipPlans = async (ctx: Ctx): Promise<OutputOf<Promotions['membershipPlans']>> => ({ items: (await listPlans(ctx.tx, ctx.cityId, true)).map(planView) });

export const changePlan = async (ctx: Ctx, { planId, ...wish }: ParsedOf<Promotions['saveMembershipPlan']>): Promise<OutputOf<Promotions['saveMembershipPlan']>> => {
  if (planId !== undefined && !await findPlan(ctx.tx, ctx.cityId, planId)) refuse('promotions.plan_unknown');
  const row: PlanRow = { ...wish, id: planId ?? ctx.newId('mbp') };
  await savePlan(ctx.tx, ctx.cityId, row, ctx.actor.personId ?? 'system', ctx.now);
  return planView(row);
};

/** The memberships a new city starts with; one that is there already is let be. System use. */
export const installPlans = async (ctx: Ctx): Promise<{ added: number }> => {
  let added = 0;
  for (const { name, ...plan } of standard) {
    if (await findPlan(ctx.tx, ctx.cityId, plan.id)) continue;
    await savePlan(ctx.tx, ctx.cityId, { ...plan, nameZh: name.zh, nameEn: name.en, isOpen: true }, 'system', ctx.now);
    added++;
  }
  return { added };
};

export type Membership = MembershipRow;

/** What a household enjoys now, and what it has had. */
export const memberTermsOf = async (ctx: Ctx, householdId: string): Promise<(MemberTerms & { membershipId: string; nameZh: string; nameEn: string; endsAt: Date }) | null> => {
  const row = await runningMembership(ctx.tx, ctx.cityId, householdId, ctx.now);
  return row ? { ...row, membershipId: row.id, endsAt: row.endsAt! } : null;
};
export type MemberLine = { source: string; label: Bilingual; detail: Bilingual; amountFen: number; bearers: { platformFen: number; merchantFen: number; fundFen: number } };

/**
 * What a household's membership takes off an order, line by line, borne by the platform; nothing without one. `lines` are the quote's with what is
 * taken off before. A coupon that stands alone takes the place of the percentage, never of the platform's fee.
 */
export const memberLines = async (ctx: Ctx, { householdId, lines, isCouponAlone = false }: { householdId: string; lines: Quote['lines']; isCouponAlone?: boolean }): Promise<MemberLine[]> => {
  const terms = await memberTermsOf(ctx, householdId);
  if (!terms) return [];
  const { discountFen, feeFen } = memberDiscount(terms, lines);
  const detail = { zh: terms.nameZh, en: terms.nameEn };
  const line = (source: string, label: Bilingual, amountFen: number): MemberLine => ({ source: `${source}:${terms.membershipId}`, label, detail, amountFen, bearers: { platformFen: amountFen, merchantFen: 0, fundFen: 0 } });
  return [
    line('membership', { zh: '会员优惠', en: 'Member discount' }, isCouponAlone ? 0 : discountFen), line('membershipFee', { zh: '会员免平台服务费', en: 'No platform fee for members' }, feeFen),
  ].filter(({ amountFen }) => amountFen > 0);
};

export const membershipList = (ctx: Ctx, householdId: string): Promise<Membership[]> => membershipsOf(ctx.tx, ctx.cityId, householdId);
export const membershipForUpdate = async (ctx: Ctx, membershipId: string): Promise<Membership | null> => await lockMembership(ctx.tx, ctx.cityId, membershipId) ?? null;

/** A membership that waits for its payment; asked for another plan, the one that waited is given up first. Refuses `promotions.plan_unknown`. */
export const askMembership = async (ctx: Ctx, { householdId, payerId, planId }: { householdId: string; payerId: string; planId: string }): Promise<{ membership: Membership; isNew: boolean }> => {
  const plan = await findPlan(ctx.tx, ctx.cityId, planId);
  if (!plan?.isOpen) refuse('promotions.plan_unknown');
  const waiting = await waitingMembership(ctx.tx, ctx.cityId, householdId);
  if (waiting?.planId === planId && waiting.priceFen === plan.priceFen) return { membership: waiting, isNew: false };
  if (waiting) await markDropped(ctx.tx, ctx.cityId, waiting.id, { refundFen: 0, endsAt: null });
  const id = ctx.newId('mbr');
  await addMembership(ctx.tx, ctx.cityId, { id, householdId, payerId, plan, at: ctx.now });
  return { membership: (await findMembership(ctx.tx, ctx.cityId, id))!, isNew: true };
};

export const noteCharge = (ctx: Ctx, { membershipId, chargeId }: { membershipId: string; chargeId: string }): Promise<number> => nameCharge(ctx.tx, ctx.cityId, membershipId, chargeId);

/**
 * A membership was paid for and runs from now. Not started: it had been given up meanwhile, or another runs, and the money goes back. Safe to say twice.
 */
export const startMembership = async (ctx: Ctx, membershipId: string): Promise<{ isStarted: boolean; membership: Membership }> => {
  await endMemberships(ctx.tx, ctx.cityId, ctx.now);
  const membership = (await lockMembership(ctx.tx, ctx.cityId, membershipId))!;
  const running = await runningMembership(ctx.tx, ctx.cityId, membership.householdId, ctx.now);
  if (membership.state !== 'waiting' || running) return { isStarted: membership.state === 'running', membership };
  await markRunning(ctx.tx, ctx.cityId, membershipId, { startsAt: ctx.now, endsAt: endOf(ctx.now, membership.days) });
  return { isStarted: true, membership: (await findMembership(ctx.tx, ctx.cityId, membershipId))! };
};

/** What giving up would bring; null: it is too late for that. */
export const previewDrop = (ctx: Ctx, membership: Membership): { refundFen: number; usedDays: number } | null => (membership.state === 'running' ? dropRefund({ ...membership, startsAt: membership.startsAt! }, ctx.now) : null);

export const dropMembership = (ctx: Ctx, { membershipId, refundFen }: { membershipId: string; refundFen: number }): Promise<number> => markDropped(ctx.tx, ctx.cityId, membershipId, { refundFen, endsAt: ctx.now });

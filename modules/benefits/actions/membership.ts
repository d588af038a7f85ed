import type { EventPayload, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { chart, moved, openCharge, refundCharge, takeCharge } from '../../payments/index.ts';
import { askMembership, dropMembership, listPlans, memberTermsOf, membershipForUpdate, membershipList, noteCharge, planWords, previewDrop, startMembership, type Membership } from '../../promotions/index.ts';
import { membershipLabels, sayDrop } from '../rules/membership.ts';
import { lockWallet, myHousehold } from './stored.ts';

type Benefits = typeof contract.benefits;

const viewOne = (row: Membership): NonNullable<OutputOf<Benefits['membership']>['current']> => ({
  membershipId: row.id, planId: row.planId, name: { zh: row.nameZh, en: row.nameEn }, words: planWords(row), priceFen: row.priceFen, state: row.state, stateLabel: membershipLabels[row.state],
  startsAt: row.startsAt?.toISOString() ?? null, endsAt: row.endsAt?.toISOString() ?? null, refundFen: row.refundFen,
});

async function viewFor(ctx: Ctx, householdId: string): Promise<OutputOf<Benefits['membership']>> {
  const all = await membershipList(ctx, householdId);
  const terms = await memberTermsOf(ctx, householdId);
  const current = all.find(({ id }) => id === terms?.membershipId);
  const drop = current ? previewDrop(ctx, current) : null;
  return { current: current ? viewOne(current) : null, plans: (await listPlans(ctx)).items, history: all.filter((row) => row !== current && row.state !== 'waiting').map(viewOne), drop: current && drop ? { refundFen: drop.refundFen, words: sayDrop({ ...current, ...drop }) } : null };
}

export const viewMembership = async (ctx: Ctx): Promise<OutputOf<Benefits['membership']>> => viewFor(ctx, await myHousehold(ctx));

/** A membership to be paid for; one at a time per household. */
export async function buyMembership(ctx: Ctx, { planId }: ParsedOf<Benefits['buyMembership']>): Promise<OutputOf<Benefits['buyMembership']>> {
  const householdId = await myHousehold(ctx);
  await lockWallet(ctx, householdId);
  const running = await memberTermsOf(ctx, householdId);
  if (running) refuse('benefits.member_already', { until: new Date(running.endsAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) });
  const { membership: { id, nameZh, nameEn, priceFen } } = await askMembership(ctx, { householdId, payerId: ctx.actor.personId!, planId });
  const chargeId = await openCharge(ctx, { kind: 'membership', payerId: ctx.actor.personId!, householdId, refId: id, amountFen: priceFen, words: { zh: nameZh, en: nameEn } });
  await noteCharge(ctx, { membershipId: id, chargeId });
  return { membershipId: id, chargeId, amountFen: priceFen };
}

/** It was paid for: it runs, and the fee is earned. Given up meanwhile, or a member already by another: the money goes back. */
export async function takeMembership(ctx: Ctx, { chargeId, refId, amountFen }: Pick<EventPayload<'charge.paid'>, 'chargeId' | 'refId' | 'amountFen'>): Promise<void> {
  const { isStarted, membership: { id, nameZh, nameEn } } = await startMembership(ctx, refId);
  if (!isStarted) {
    await dropMembership(ctx, { membershipId: id, refundFen: 0 });
    return refundCharge(ctx, { chargeId, key: 'notStarted', amountFen, words: { zh: `${nameZh}没有开通，会员费原路退回`, en: `${nameEn} was not started: the fee goes back` } });
  }
  const words = { zh: `${nameZh}会员费`, en: `Fee of ${nameEn.toLowerCase()}` };
  await takeCharge(ctx, { chargeId, entry: moved({ businessKey: `membership:${id}`, kind: 'membership', orderId: null, words }, [{ from: chart.charge(chargeId), to: chart.membership(), amountFen, kind: 'membership' }]) });
}

/** Nobody paid in time. */
export const forgetMembership = async (ctx: Ctx, { refId }: Pick<EventPayload<'charge.closed'>, 'refId'>): Promise<void> => {
  if ((await membershipForUpdate(ctx, refId))?.state === 'waiting') await dropMembership(ctx, { membershipId: refId, refundFen: 0 });
};

/** Gives up a running membership: the days not begun go back the way they were paid. */
export async function giveUpMembership(ctx: Ctx, { membershipId }: ParsedOf<Benefits['dropMembership']>): Promise<OutputOf<Benefits['dropMembership']>> {
  const householdId = await myHousehold(ctx);
  const membership = await membershipForUpdate(ctx, membershipId);
  if (!membership || membership.householdId !== householdId || membership.state !== 'running') refuse('benefits.membership_unknown');
  const drop = previewDrop(ctx, membership) ?? refuse('benefits.drop_too_late');
  const words = sayDrop({ ...membership, ...drop });
  await dropMembership(ctx, { membershipId, refundFen: drop.refundFen });
  if (drop.refundFen > 0) {
    await refundCharge(ctx, { chargeId: membership.chargeId!, key: 'dropped', amountFen: drop.refundFen, words, entry: moved({ businessKey: `membershipDropped:${membershipId}`, kind: 'membershipDropped', orderId: null, words }, [{ from: chart.membership(), to: chart.charge(membership.chargeId!), amountFen: drop.refundFen, kind: 'membershipDropped' }]) });
  }
  return viewFor(ctx, householdId);
}

import type { EventPayload, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf } from '../../accounts/index.ts';
import { chart, moved, openCharge, postTransaction, refundCharge, refundableOfCharge, takeCharge } from '../../payments/index.ts';
import { arePlansSound, bonusOf, MOST_TOP_UP_FEN, needsReason, sayRefund, spreadRefund, usualPlans, yuan, type Plan } from '../rules/stored.ts';
import { endedPackCharges } from '../store/packs.ts';
import { addStoredRefund, addTopUp, heldBy, lockTopUp, markTopUp, movementsOf, paidTopUps, plansOf, replacePlans, type TopUpRow } from '../store/wallets.ts';

type Benefits = typeof contract.benefits;
const MOVEMENTS_SHOWN = 200;

/** The household of whoever acts. Refuses `benefits.no_household` before a first address was given. */
export const myHousehold = async (ctx: Ctx): Promise<string> => (ctx.actor.personId === null ? null : await householdOf(ctx, ctx.actor.personId)) ?? refuse('benefits.no_household');

/** One change of a household's money at a time. */
export const lockWallet = (ctx: Ctx, householdId: string): Promise<void> => lockFor(ctx.tx, `benefits:wallet:${ctx.cityId}:${householdId}`);

export const plansHere = async (ctx: Ctx): Promise<readonly Plan[]> => {
  const plans = await plansOf(ctx.tx, ctx.cityId);
  return plans.length > 0 ? plans : usualPlans;
};

/** What a household holds, in fen. */
export async function storedOf(ctx: Ctx, householdId: string): Promise<{ storedFen: number; bonusFen: number }> {
  const [stored, bonus] = [chart.stored(householdId).code, chart.bonus(householdId).code];
  const held = await heldBy(ctx.tx, ctx.cityId, [stored, bonus]);
  return { storedFen: held.get(stored) ?? 0, bonusFen: held.get(bonus) ?? 0 };
}

type Back = { amountFen: number; lapsingBonusFen: number; needsReason: boolean; parts: { chargeId: string; amountFen: number }[] };
async function refundNow(ctx: Ctx, householdId: string): Promise<Back> {
  const { storedFen, bonusFen } = await storedOf(ctx, householdId);
  const topUps = await paidTopUps(ctx.tx, ctx.cityId, householdId);
  const charges: { chargeId: string; leftFen: number }[] = [];
  // What a pack left behind came by the pack's own payment.
  for (const { chargeId } of [...topUps, ...await endedPackCharges(ctx.tx, ctx.cityId, householdId)]) charges.push({ chargeId, leftFen: await refundableOfCharge(ctx, chargeId) });
  const parts = spreadRefund(charges, storedFen);
  const amountFen = parts.reduce((sum, part) => sum + part.amountFen, 0);
  return { amountFen, lapsingBonusFen: amountFen > 0 ? bonusFen : 0, needsReason: needsReason(topUps[0]?.paidAt ?? null, ctx.now), parts };
}

export async function viewWallet(ctx: Ctx): Promise<OutputOf<Benefits['wallet']>> {
  const plans = (await plansHere(ctx)).map(({ payFen, bonusFen }) => ({ payFen, bonusFen }));
  const householdId = ctx.actor.personId === null ? null : await householdOf(ctx, ctx.actor.personId);
  if (householdId === null) return { storedFen: 0, bonusFen: 0, totalFen: 0, plans, mostFen: MOST_TOP_UP_FEN, movements: [], refund: { amountFen: 0, lapsingBonusFen: 0, needsReason: false, words: sayRefund({ amountFen: 0, lapsingBonusFen: 0, isFree: true }) } };
  const { storedFen, bonusFen } = await storedOf(ctx, householdId);
  const bonus = chart.bonus(householdId).code;
  const movements = await movementsOf(ctx.tx, ctx.cityId, [chart.stored(householdId).code, bonus], MOVEMENTS_SHOWN);
  const back = await refundNow(ctx, householdId);
  return {
    storedFen, bonusFen, totalFen: storedFen + bonusFen, plans, mostFen: MOST_TOP_UP_FEN,
    movements: movements.map(({ postingId, at, account, kind, wordsZh, wordsEn, orderId, amountFen }) => ({ postingId, at: at.toISOString(), part: account === bonus ? 'bonus' : 'stored', kind, words: { zh: wordsZh, en: wordsEn }, orderId, amountFen })),
    refund: { amountFen: back.amountFen, lapsingBonusFen: back.lapsingBonusFen, needsReason: back.needsReason, words: sayRefund({ ...back, isFree: !back.needsReason }) },
  };
}

/** Money to be put in: a charge, and the bonus it will bring as the plans stand now. */
export async function topUp(ctx: Ctx, { amountFen }: ParsedOf<Benefits['topUp']>): Promise<OutputOf<Benefits['topUp']>> {
  const householdId = await myHousehold(ctx);
  if (amountFen > MOST_TOP_UP_FEN) refuse('benefits.top_up_too_large', { most: (MOST_TOP_UP_FEN / 100).toFixed(2) }, 'amountFen');
  const bonusFen = bonusOf(await plansHere(ctx), amountFen);
  const id = ctx.newId('top');
  const chargeId = await openCharge(ctx, { kind: 'topUp', payerId: ctx.actor.personId!, householdId, refId: id, amountFen, words: { zh: `充值 ${yuan(amountFen)}`, en: `Put in ${yuan(amountFen)}` } });
  await addTopUp(ctx.tx, ctx.cityId, { id, householdId, payerId: ctx.actor.personId!, chargeId, amountFen, bonusFen, createdAt: ctx.now });
  return { chargeId, amountFen, bonusFen };
}

/** The money came: the household's, and the bonus with it, borne by the platform. */
export async function takeTopUp(ctx: Ctx, { chargeId, refId }: Pick<EventPayload<'charge.paid'>, 'chargeId' | 'refId'>): Promise<void> {
  const { id, householdId, amountFen, bonusFen }: TopUpRow = (await lockTopUp(ctx.tx, ctx.cityId, refId)) ?? (() => { throw new Error(`there is no top-up ${refId}`); })();
  await takeCharge(ctx, {
    chargeId, entry: moved({ businessKey: `topUp:${id}`, kind: 'topUp', orderId: null, words: { zh: `充值 ${yuan(amountFen)}${bonusFen > 0 ? `，赠送 ${yuan(bonusFen)}` : ''}`, en: `${yuan(amountFen)} put in${bonusFen > 0 ? ` with a bonus of ${yuan(bonusFen)}` : ''}` } }, [
      { from: chart.charge(chargeId), to: chart.stored(householdId), amountFen, kind: 'topUp' },
      { from: chart.subsidy(), to: chart.bonus(householdId), amountFen: bonusFen, kind: 'bonus' },
    ]),
  });
  await markTopUp(ctx.tx, ctx.cityId, id, 'paid', ctx.now);
}

/** What was put in and not spent goes back the way it came, the latest payment first; the bonus lapses. */
export async function refundStored(ctx: Ctx, { reason }: ParsedOf<Benefits['refundStored']>): Promise<OutputOf<Benefits['wallet']>> {
  const householdId = await myHousehold(ctx);
  await lockWallet(ctx, householdId);
  const back = await refundNow(ctx, householdId);
  if (back.amountFen === 0) refuse('benefits.nothing_left');
  if (back.needsReason && reason === '') refuse('benefits.reason_needed', {}, 'reason');
  const id = ctx.newId('srf');
  const words = { zh: `储值退款 ${yuan(back.amountFen)}${reason === '' ? '' : `：${reason}`}`, en: `Stored value paid back: ${yuan(back.amountFen)}${reason === '' ? '' : ` (${reason})`}` };
  await addStoredRefund(ctx.tx, ctx.cityId, { id, householdId, amountFen: back.amountFen, lapsedBonusFen: back.lapsingBonusFen, reason, askedBy: ctx.actor.personId!, at: ctx.now });
  for (const { chargeId, amountFen } of back.parts) {
    await refundCharge(ctx, { chargeId, key: id, amountFen, words, entry: moved({ businessKey: `storedRefund:${id}:${chargeId}`, kind: 'storedRefund', orderId: null, words }, [{ from: chart.stored(householdId), to: chart.charge(chargeId), amountFen, kind: 'storedRefund' }]) });
  }
  await postTransaction(ctx, moved({ businessKey: `bonusLapsed:${id}`, kind: 'bonusLapsed', orderId: null, words: { zh: `储值退款，赠送余额 ${yuan(back.lapsingBonusFen)} 作废`, en: `Bonus of ${yuan(back.lapsingBonusFen)} lapsed with the refund` } }, [{ from: chart.bonus(householdId), to: chart.breakage(), amountFen: back.lapsingBonusFen, kind: 'bonusLapsed' }]));
  return viewWallet(ctx);
}

export async function setTopUpPlans(ctx: Ctx, { plans }: ParsedOf<Benefits['setTopUpPlans']>): Promise<{ ok: true }> {
  if (!arePlansSound(plans)) refuse('benefits.plan_wrong', {}, 'plans');
  await replacePlans(ctx.tx, ctx.cityId, plans, ctx.now, ctx.actor.personId ?? 'system');
  return { ok: true };
}

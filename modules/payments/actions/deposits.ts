import type { EventPayload, OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { cityFacts } from '../../accounts/index.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { orderFacts } from '../../orders/index.ts';
import { appealUntil, caseStateWords, depositDeducted, depositReturned, depositTaken, isCaseOpen, requiredDepositOf, returnFrom, sayDeposit } from '../rules/deposit.ts';
import { chart } from '../rules/postings.ts';
import { dayOf } from '../rules/statement.ts';
import { findCharge } from '../store/charges.ts';
import * as store from '../store/deposits.ts';
import { balancesOf } from '../store/ledger.ts';
import { openCharge, refundCharge, refundableOfCharge, takeCharge } from './charges.ts';
import { postTransaction } from './ledger.ts';

type Payments = typeof contract.payments;
type DepositView = OutputOf<Payments['deposit']>;

async function insistMayWatch(ctx: Ctx, merchantId: string): Promise<void> {
  if (!(await merchantBriefs(ctx, [merchantId])).has(merchantId) || !holds(ctx.actor, ['merchantOwner', 'finance', 'operator', 'auditor'], merchantId)) refuse('alliance.merchant_unknown');
}

const heldOf = async (ctx: Ctx, merchantId: string): Promise<number> => 0 - ((await balancesOf(ctx.tx, ctx.cityId, [chart.deposit(merchantId).code])).get(chart.deposit(merchantId).code) ?? 0);
/** Tells those to the left what a guarantee holds now. */
async function tellMoved(ctx: Ctx, merchantId: string, what: EventPayload<'deposit.moved'>['what'], changeFen: number): Promise<void> {
  const heldFen = await heldOf(ctx, merchantId);
  const required = await store.findLeave(ctx.tx, ctx.cityId, merchantId) ? 0 : requiredDepositOf((await cityFacts(ctx)).tier);
  await ctx.emit('deposit.moved', { subjectId: merchantId, changeFen, heldFen, missingFen: Math.max(0, required - heldFen), what, personIds: [], merchantId });
}
/** Whatever changes a merchant's guarantee does so one after the other. */
const lockDeposit = (ctx: Ctx, merchantId: string): Promise<void> => lockFor(ctx.tx, `deposit:${ctx.cityId}:${merchantId}`);

async function viewOf(ctx: Ctx, merchantId: string): Promise<DepositView> {
  const { tx, cityId, now, actor } = ctx;
  const cases = await store.casesOfMerchant(tx, cityId, merchantId);
  const leave = await store.findLeave(tx, cityId, merchantId);
  const heldFen = await heldOf(ctx, merchantId);
  const required = leave ? 0 : requiredDepositOf((await cityFacts(ctx)).tier);
  const open = (await store.depositCharges(tx, cityId, merchantId)).find(({ status }) => status === 'open');
  const isStaff = holds(actor, ['finance', 'operator']);
  return {
    merchantId, requiredFen: required, heldFen, missingFen: Math.max(0, required - heldFen), chargeId: open?.id ?? null, leftAt: leave?.leftAt.toISOString() ?? null, refundFrom: leave?.refundFrom.toISOString() ?? null, returnedAt: leave?.returnedAt?.toISOString() ?? null,
    words: sayDeposit({ required, heldFen, refundFrom: leave ? dayOf(leave.refundFrom) : null, returnedAt: leave?.returnedAt ? dayOf(leave.returnedAt) : null, hasOpenCase: cases.some(({ state }) => isCaseOpen(state)) }),
    cases: cases.map((c) => ({
      caseId: c.id, orderId: c.orderId, amountFen: c.amountFen, words: c.words, state: c.state, stateWords: caseStateWords[c.state], proposedByName: c.proposedByName, proposedAt: c.proposedAt.toISOString(), decidedByName: c.decidedByName, decisionWords: c.decisionWords, appealUntil: c.appealUntil?.toISOString() ?? null,
      appealWords: c.appealWords, appealDecisionWords: c.appealDecisionWords, endedAt: c.endedAt?.toISOString() ?? null,
      canDecide: isStaff && c.state === 'proposed' && c.proposedBy !== actor.personId, canAppeal: holds(actor, 'merchantOwner', merchantId) && c.state === 'decided' && c.appealUntil !== null && now < c.appealUntil,
      canDecideAppeal: holds(actor, 'operator') && c.state === 'appealed' && c.decidedBy !== actor.personId,
    })),
  };
}

export async function viewDeposit(ctx: Ctx, { merchantId }: ParsedOf<Payments['deposit']>): Promise<DepositView> {
  await insistMayWatch(ctx, merchantId);
  return viewOf(ctx, merchantId);
}

/** Opens the charge for what is missing. Refuses `payments.deposit_whole`. */
export async function payDeposit(ctx: Ctx, { merchantId }: ParsedOf<Payments['payDeposit']>): Promise<DepositView> {
  await insistMayWatch(ctx, merchantId);
  await lockDeposit(ctx, merchantId);
  const { missingFen, chargeId } = await viewOf(ctx, merchantId);
  if (missingFen === 0) refuse('payments.deposit_whole');
  if (chargeId === null) {
    const nth = await store.countDepositCharges(ctx.tx, ctx.cityId, merchantId) + 1;
    await openCharge(ctx, { kind: 'deposit', payerId: ctx.actor.personId!, merchantId, refId: `${merchantId}:${nth}`, amountFen: missingFen, words: { zh: '商户保证金', en: 'Guarantee deposit' } });
  }
  return viewOf(ctx, merchantId);
}

/** The money of a guarantee has come: it is kept apart, as the merchant's own. */
export async function takeDeposit(ctx: Ctx, { chargeId, kind, amountFen }: EventPayload<'charge.paid'>): Promise<void> {
  if (kind !== 'deposit') return;
  const charge = (await findCharge(ctx.tx, ctx.cityId, chargeId))!;
  await takeCharge(ctx, { chargeId, entry: depositTaken({ chargeId, merchantId: charge.merchantId!, amountFen, no: charge.no }) });
  await tellMoved(ctx, charge.merchantId!, 'taken', amountFen);
}

/** Refuses `payments.deposit_short` beyond what is there and not wanted by another open case. */
export async function proposeDeduction(ctx: Ctx, { merchantId, amountFen, words, orderId }: ParsedOf<Payments['proposeDeduction']>): Promise<DepositView> {
  await insistMayWatch(ctx, merchantId);
  await lockDeposit(ctx, merchantId);
  if (orderId !== undefined && (await orderFacts(ctx, orderId)).merchantId !== merchantId) refuse('orders.order_unknown');
  const wantedFen = (await store.casesOfMerchant(ctx.tx, ctx.cityId, merchantId)).reduce((sum, c) => (isCaseOpen(c.state) ? sum + c.amountFen : sum), 0);
  const freeFen = await heldOf(ctx, merchantId) - wantedFen;
  if (amountFen > freeFen) refuse('payments.deposit_short', { left: (Math.max(0, freeFen) / 100).toFixed(2) }, 'amountFen');
  await store.addCase(ctx.tx, ctx.cityId, { id: ctx.newId('dpc'), merchantId, orderId: orderId ?? null, amountFen, words, proposedBy: ctx.actor.personId!, proposedByName: ctx.actor.name, proposedAt: ctx.now });
  return viewOf(ctx, merchantId);
}

async function openCase(ctx: Ctx, caseId: string, state: store.CaseRow['state']): Promise<store.CaseRow> {
  const found = await store.lockCase(ctx.tx, ctx.cityId, caseId) ?? refuse('payments.case_unknown');
  if (found.state !== state) refuse('payments.case_over', { stateZh: caseStateWords[found.state].zh, stateEn: caseStateWords[found.state].en });
  return found;
}

/** A second person's word. From now the merchant has seven days to appeal; then it is taken by itself. */
export async function decideDeduction(ctx: Ctx, { caseId, isApproved, words }: ParsedOf<Payments['decideDeduction']>): Promise<DepositView> {
  const found = await openCase(ctx, caseId, 'proposed');
  if (found.proposedBy === ctx.actor.personId) refuse('payments.proposal_own');
  const until = isApproved ? appealUntil(ctx.now) : null;
  await store.decideCase(ctx.tx, ctx.cityId, caseId, { state: isApproved ? 'decided' : 'dropped', by: ctx.actor.personId!, byName: ctx.actor.name, at: ctx.now, words, appealUntil: until });
  if (until) await ctx.schedule({ name: 'payments.takeDeduction', key: caseId, at: until, payload: { caseId } });
  return viewOf(ctx, found.merchantId);
}

/** The time to appeal is over: what was decided is taken. */
export async function takeDeduction(ctx: Ctx, { caseId }: { caseId: string }): Promise<void> {
  const found = await store.lockCase(ctx.tx, ctx.cityId, caseId);
  if (found?.state === 'decided' && found.appealUntil !== null && ctx.now >= found.appealUntil) await deduct(ctx, found, null, '');
}

async function deduct(ctx: Ctx, { id, merchantId, amountFen, words, orderId }: store.CaseRow, byName: string | null, said: string): Promise<void> {
  await postTransaction(ctx, depositDeducted({ caseId: id, merchantId, amountFen, words, orderId }));
  await store.endCase(ctx.tx, ctx.cityId, id, { state: 'taken', at: ctx.now, byName, words: said });
  await tellMoved(ctx, merchantId, 'deducted', -amountFen);
}

export async function appealDeduction(ctx: Ctx, { caseId, words }: ParsedOf<Payments['appealDeduction']>): Promise<DepositView> {
  const found = await store.lockCase(ctx.tx, ctx.cityId, caseId);
  if (!found || !holds(ctx.actor, 'merchantOwner', found.merchantId)) return refuse('payments.case_unknown');
  if (found.state !== 'decided' || found.appealUntil === null || ctx.now >= found.appealUntil) refuse('payments.case_over', { stateZh: caseStateWords[found.state].zh, stateEn: caseStateWords[found.state].en });
  await store.appealCase(ctx.tx, ctx.cityId, caseId, ctx.now, words);
  return viewOf(ctx, found.merchantId);
}

/** The appeal is heard by somebody who has not decided before. */
export async function decideAppeal(ctx: Ctx, { caseId, isUpheld, words }: ParsedOf<Payments['decideAppeal']>): Promise<DepositView> {
  const found = await openCase(ctx, caseId, 'appealed');
  if (found.decidedBy === ctx.actor.personId) refuse('payments.proposal_own');
  if (isUpheld) await deduct(ctx, found, ctx.actor.name, words);
  else await store.endCase(ctx.tx, ctx.cityId, caseId, { state: 'dropped', at: ctx.now, byName: ctx.actor.name, words });
  return viewOf(ctx, found.merchantId);
}

/** A merchant has left: its guarantee goes back 90 days later, by itself. */
export async function noteMerchantLeft(ctx: Ctx, { subjectId: merchantId }: EventPayload<'merchant.left'>): Promise<void> {
  const refundFrom = returnFrom(ctx.now);
  if (await store.noteLeave(ctx.tx, ctx.cityId, merchantId, ctx.now, refundFrom) > 0) await ctx.schedule({ name: 'payments.returnDeposit', key: merchantId, at: refundFrom, payload: { merchantId } });
}

/** Why a guarantee does not go back yet, or null. */
async function whyNotYet(ctx: Ctx, merchantId: string): Promise<{ whyZh: string; whyEn: string } | null> {
  const leave = await store.findLeave(ctx.tx, ctx.cityId, merchantId);
  if (!leave) return { whyZh: '商户还没有退出', whyEn: 'The merchant has not left' };
  if (leave.returnedAt) return { whyZh: '保证金已经退还', whyEn: 'It was given back already' };
  if (ctx.now < leave.refundFrom) return { whyZh: `退出满 90 天才退，${dayOf(leave.refundFrom)} 之后`, whyEn: `It goes back 90 days after leaving, after ${dayOf(leave.refundFrom)}` };
  if ((await store.casesOfMerchant(ctx.tx, ctx.cityId, merchantId)).some(({ state }) => isCaseOpen(state))) return { whyZh: '还有扣款案没有了结', whyEn: 'A case is still open' };
  return null;
}

export async function returnDeposit(ctx: Ctx, { merchantId }: ParsedOf<Payments['returnDeposit']>): Promise<DepositView> {
  await insistMayWatch(ctx, merchantId);
  await lockDeposit(ctx, merchantId);
  const why = await whyNotYet(ctx, merchantId);
  if (why) refuse('payments.deposit_too_early', why);
  await giveDepositBack(ctx, merchantId);
  return viewOf(ctx, merchantId);
}

/** Timer. A case still open then holds it up; whoever closes the last one returns it by hand. */
export async function returnDepositByTimer(ctx: Ctx, { merchantId }: { merchantId: string }): Promise<void> {
  await lockDeposit(ctx, merchantId);
  if (await whyNotYet(ctx, merchantId) === null) await giveDepositBack(ctx, merchantId);
}

/** The way it came as far as that is possible, newest payment first; what came in cash is paid out with the merchant's other money. */
async function giveDepositBack(ctx: Ctx, merchantId: string): Promise<void> {
  const heldFen = await heldOf(ctx, merchantId);
  let leftFen = heldFen;
  for (const charge of await store.depositCharges(ctx.tx, ctx.cityId, merchantId)) {
    const amountFen = charge.status === 'paid' ? Math.min(leftFen, await refundableOfCharge(ctx, charge.id)) : 0;
    if (amountFen === 0) continue;
    await refundCharge(ctx, { chargeId: charge.id, key: 'deposit', amountFen, words: { zh: '退出满 90 天，退还保证金。原路退回', en: 'Guarantee given back 90 days after leaving, the way it came' }, entry: depositReturned({ key: charge.id, merchantId, chargeId: charge.id, amountFen }) });
    leftFen -= amountFen;
  }
  if (leftFen > 0) await postTransaction(ctx, depositReturned({ key: merchantId, merchantId, chargeId: null, amountFen: leftFen }));
  await store.markReturned(ctx.tx, ctx.cityId, merchantId, ctx.now);
  await tellMoved(ctx, merchantId, 'returned', -heldFen);
}

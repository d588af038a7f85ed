import { deskRoles, type Bilingual, type ChargeKind, type OutputOf, type Role, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { chargeNumber } from '../rules/attempts.ts';
import type { LedgerEntry } from '../rules/postings.ts';
import { addCharge, findCharge, liveCharge, lockChargeRow, markChargeClosed, nextChargeNo, refundsOfCharge, type ChargeRow } from '../store/charges.ts';
import { payingPaymentOfCharge, paymentsOfCharge } from '../store/payments.ts';
import { refundWishedFen } from '../store/refunds.ts';
import { postTransaction } from './ledger.ts';
import { askSoon } from './receive.ts';
import { requestRefund } from './refund.ts';

/** A charge that is not paid by then is closed; who still wants it asks anew. */
const HOURS_TO_PAY = 2;

/**
 * Says that something that is no order is to be paid: `refId` is the thing's own id at its owner, and a thing is charged for once at a time (asked again,
 * the open or paid charge is answered). When the money comes, `charge.paid` tells, and the owner of the kind takes it (`takeCharge`).
 */
export async function openCharge(ctx: Ctx, c: { kind: ChargeKind; payerId: string; householdId?: string | null; merchantId?: string | null; orderId?: string | null; refId: string; amountFen: number; words: Bilingual; payBefore?: Date }): Promise<string> {
  const { tx, cityId, now } = ctx;
  if (!Number.isSafeInteger(c.amountFen) || c.amountFen <= 0) throw new Error(`a charge of ${c.amountFen} fen is none`);
  const id = ctx.newId('chg');
  const payBefore = c.payBefore ?? new Date(now.getTime() + HOURS_TO_PAY * 3_600_000);
  const isNew = await addCharge(tx, cityId, {
    id, no: chargeNumber(now, await nextChargeNo(tx)), kind: c.kind, refId: c.refId, payerId: c.payerId, householdId: c.householdId ?? null, merchantId: c.merchantId ?? null, orderId: c.orderId ?? null, amountFen: c.amountFen, words: c.words, createdAt: now, payBefore,
  });
  if (!isNew) return (await liveCharge(tx, cityId, c.kind, c.refId))!.id;
  await ctx.schedule({ name: 'payments.expireCharge', key: id, at: payBefore, payload: { chargeId: id } });
  return id;
}

/** Posts where the money of a paid charge goes; the entry takes it from the charge's account. Once, by the entry's key. */
export async function takeCharge(ctx: Ctx, { chargeId, entry }: { chargeId: string; entry: LedgerEntry }): Promise<void> {
  const charge = (await lockChargeRow(ctx.tx, ctx.cityId, chargeId)) ?? refuse('payments.charge_unknown');
  if (charge.status !== 'paid') throw new Error(`charge ${charge.no} is ${charge.status}: nothing is there to be taken`);
  await postTransaction(ctx, entry);
}

/**
 * Gives a part of a paid charge back over the rail it came by. `entry` brings the money back into the charge's account when it was taken before; `key`
 * names the wish, so that saying it twice refunds once. More than was paid is never asked back.
 */
export async function refundCharge(ctx: Ctx, { chargeId, key, amountFen, words, entry }: { chargeId: string; key: string; amountFen: number; words: Bilingual; entry?: LedgerEntry }): Promise<void> {
  const charge = (await lockChargeRow(ctx.tx, ctx.cityId, chargeId)) ?? refuse('payments.charge_unknown');
  const payment = await payingPaymentOfCharge(ctx.tx, ctx.cityId, chargeId);
  if (charge.status !== 'paid' || !payment) throw new Error(`charge ${charge.no} was not paid over a rail: nothing goes back over one`);
  if (entry) await postTransaction(ctx, entry);
  await requestRefund(ctx, { payment, due: { order: null, charge }, amountFen, reasonKey: `charge:${key}`, words });
}

/** What of a paid charge may still go back over its rail. */
export async function refundableOfCharge(ctx: Ctx, chargeId: string): Promise<number> {
  const payment = await payingPaymentOfCharge(ctx.tx, ctx.cityId, chargeId);
  return payment ? payment.amountFen - await refundWishedFen(ctx.tx, ctx.cityId, payment.id) : 0;
}

/** The time to pay is over: the charge is closed and an open payment with it; money that comes after all goes back. */
export async function expireCharge(ctx: Ctx, { chargeId }: { chargeId: string }): Promise<void> {
  const charge = await lockChargeRow(ctx.tx, ctx.cityId, chargeId);
  if (!charge || charge.status !== 'open' || charge.payBefore > ctx.now) return;
  await markChargeClosed(ctx.tx, ctx.cityId, chargeId, ctx.now);
  for (const payment of await paymentsOfCharge(ctx.tx, ctx.cityId, chargeId)) if (payment.status === 'created') await askSoon(ctx, payment.id, ctx.now, true);
  await ctx.emit('charge.closed', { chargeId, kind: charge.kind, refId: charge.refId, personIds: [charge.payerId], merchantId: charge.merchantId });
}

const watchers: readonly Role[] = [...deskRoles, 'finance', 'auditor', 'stationStaff'];

/** The charge, for whom it concerns; foreign ones answer like unknown ones. */
export async function chargeForActor(ctx: Ctx, chargeId: string, roles: readonly Role[] = watchers): Promise<ChargeRow> {
  const charge = await findCharge(ctx.tx, ctx.cityId, chargeId);
  const isTheirs = charge && (charge.payerId === ctx.actor.personId || holds(ctx.actor, roles) || (charge.merchantId !== null && holds(ctx.actor, ['merchantOwner'], charge.merchantId)));
  return isTheirs ? charge : refuse('payments.charge_unknown');
}

export async function viewCharge(ctx: Ctx, { chargeId }: { chargeId: string }): Promise<OutputOf<typeof contract.payments.charge>> {
  const charge = await chargeForActor(ctx, chargeId);
  return {
    chargeId: charge.id, no: charge.no, kind: charge.kind, refId: charge.refId, orderId: charge.orderId, amountFen: charge.amountFen, words: { zh: charge.wordsZh, en: charge.wordsEn }, status: charge.status, payBefore: charge.payBefore.toISOString(), paidAt: charge.paidAt?.toISOString() ?? null,
    refunds: (await refundsOfCharge(ctx.tx, ctx.cityId, chargeId)).map((refund) => ({ refundId: refund.id, amountFen: refund.amountFen, status: refund.status, words: { zh: refund.wordsZh, en: refund.wordsEn }, requestedAt: refund.requestedAt.toISOString(), arrivedAt: refund.arrivedAt?.toISOString() ?? null })),
  };
}

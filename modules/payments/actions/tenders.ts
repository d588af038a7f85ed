import type { Bilingual, OutputOf, TenderKind, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { lockOrder, type OrderFacts } from '../../orders/index.ts';
import { tendered, tenderReturned, type Account } from '../rules/postings.ts';
import { wayWords } from '../rules/ways.ts';
import { paymentsOfOrder, payingPayment } from '../store/payments.ts';
import { refundWishedFen } from '../store/refunds.ts';
import { addTenderRow, markTenderReleased, tenderedFen, tendersOfOrder } from '../store/tenders.ts';
import { postTransaction, postTransactions } from './ledger.ts';
import { giveUp, refuseState } from './start.ts';
import { orderForActor } from './view.ts';

/**
 * The held order whose way of paying may still change: an open payment is closed first. Refuses `orders.wrong_state` when it is not held, and
 * `payments.already_paying` when its money had come meanwhile.
 */
export async function openTenders(ctx: Ctx, orderId: string): Promise<OrderFacts> {
  const order = await lockOrder(ctx, orderId);
  if (order.status !== 'held') await refuseState(ctx, orderId);
  for (const payment of await paymentsOfOrder(ctx.tx, ctx.cityId, orderId)) {
    if (payment.status === 'created' && (await giveUp(ctx, payment)) === 'paid') refuse('payments.already_paying');
  }
  return order;
}

/**
 * Pays a part of a held order out of an account, or by a voucher or cash that we are owed. Refuses `payments.tender_too_large` beyond what is left to pay
 * and `payments.tender_short` beyond what the account holds.
 */
export async function addTender(ctx: Ctx, { orderId, kind, refId = '', from, amountFen, words }: { orderId: string; kind: TenderKind; refId?: string; from: Account; amountFen: number; words: Bilingual }): Promise<{ tenderId: string; leftFen: number }> {
  const order = await openTenders(ctx, orderId);
  const leftFen = order.totalFen - await tenderedFen(ctx.tx, ctx.cityId, orderId);
  if (amountFen <= 0 || !Number.isSafeInteger(amountFen)) throw new Error(`a tender of ${amountFen} fen is none`);
  if (amountFen > leftFen) refuse('payments.tender_too_large', { left: (leftFen / 100).toFixed(2) });
  const tenderId = ctx.newId('tnd');
  const [posted] = await postTransactions(ctx, [tendered({ orderId, orderNo: order.no, tenderId, from, amountFen, words })]);
  if (posted && 'overdrawn' in posted) refuse('payments.tender_short', { whatZh: from.name.zh, whatEn: from.name.en, left: (posted.overdrawn.heldFen / 100).toFixed(2) });
  await addTenderRow(ctx.tx, ctx.cityId, { id: tenderId, orderId, kind, refId, account: from.code, amountFen, words, at: ctx.now });
  return { tenderId, leftFen: leftFen - amountFen };
}

/** Everything given for an order goes back where it came from: the order ended unpaid, or is to be paid otherwise. Safe to say twice. */
export async function releaseTenders(ctx: Ctx, order: OrderFacts): Promise<void> {
  for (const tender of await tendersOfOrder(ctx.tx, ctx.cityId, order.id)) {
    if ((await markTenderReleased(ctx.tx, ctx.cityId, tender.id, ctx.now)) === 0) continue;
    await postTransaction(ctx, tenderReturned({ orderId: order.id, orderNo: order.no, from: tender.from, amountFen: tender.amountFen, key: tender.id }));
  }
}

export type HeldTender = { kind: TenderKind; refId: string; account: string; amountFen: number; words: Bilingual };
/** What an order stands on beside a rail. */
export const heldTenders = async (ctx: Ctx, orderId: string): Promise<HeldTender[]> =>
  (await tendersOfOrder(ctx.tx, ctx.cityId, orderId)).map(({ kind, refId, from, amountFen, wordsZh, wordsEn }) => ({ kind, refId, account: from.code, amountFen, words: { zh: wordsZh, en: wordsEn } }));

/** By what an order is or was paid, part by part, and what is left to pay over a rail. */
export async function listTenders(ctx: Ctx, { orderId }: { orderId: string }): Promise<OutputOf<typeof contract.payments.listTenders>> {
  const order = await orderForActor(ctx, orderId);
  const tenders = await tendersOfOrder(ctx.tx, ctx.cityId, orderId);
  const payment = await payingPayment(ctx.tx, ctx.cityId, orderId);
  const rail = payment && payment.amountFen > 0 ? [{ way: 'rail' as const, wayName: wayWords('rail'), words: wayWords('rail'), amountFen: payment.amountFen, returnedFen: await refundWishedFen(ctx.tx, ctx.cityId, payment.id) }] : [];
  const items = [...tenders.map(({ kind, wordsZh, wordsEn, amountFen, returnedFen }) => ({ way: kind, wayName: wayWords(kind), words: { zh: wordsZh, en: wordsEn }, amountFen, returnedFen })), ...rail];
  return { items, totalFen: order.totalFen, leftFen: order.status === 'held' || order.status === 'draft' ? order.totalFen - items.reduce((sum, { amountFen }) => sum + amountFen, 0) : 0 };
}


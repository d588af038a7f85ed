import type { EventPayload, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { PaymentRail, RailName } from '../../../gateways/payment.ts';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { settingsOf } from '../../accounts/index.ts';
import { holderOf, merchantBriefs } from '../../alliance/index.ts';
import { orderFacts, type OrderFacts } from '../../orders/index.ts';
import { nextTryAt } from '../rules/attempts.ts';
import { maskAccount } from '../rules/payouts.ts';
import { chart } from '../rules/postings.ts';
import { recallEnded, recallOf, recallStarted, routeOf, shareArrived, shareDueAt, shareFailed, shareStarted } from '../rules/rail-share.ts';
import { dayOf, startOfDay } from '../rules/statement.ts';
import { railWords } from '../rules/words.ts';
import { balancesOf } from '../store/ledger.ts';
import { findPayment, payingPayment, type PaymentRow } from '../store/payments.ts';
import { payeeOf } from '../store/payouts.ts';
import * as store from '../store/rail-shares.ts';
import { refundWishedFen } from '../store/refunds.ts';
import { postTransaction } from './ledger.ts';

type Payments = typeof contract.payments;
const AGAIN_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
const plain = (id: string): string => id.replace(/\W/g, '');

async function insistMerchant(ctx: Ctx, merchantId: string, roles: readonly ('merchantOwner' | 'finance' | 'operator' | 'auditor')[]): Promise<void> {
  if (!(await merchantBriefs(ctx, [merchantId])).has(merchantId) || !holds(ctx.actor, roles, merchantId)) refuse('alliance.merchant_unknown');
}

const receiverView = (row: store.ReceiverRow) => ({ rail: row.rail, maskedAccount: maskAccount(row.account), holderName: row.holderName, setAt: row.setAt.toISOString() });

export async function setReceiver(ctx: Ctx, { merchantId, rail, account, holderName }: ParsedOf<Payments['setReceiver']>): Promise<OutputOf<Payments['setReceiver']>> {
  await insistMerchant(ctx, merchantId, ['merchantOwner']);
  const row = { merchantId, rail, account, holderName, setAt: ctx.now };
  await store.saveReceiver(ctx.tx, ctx.cityId, { ...row, byName: ctx.actor.name });
  return receiverView(row);
}

export async function listRailShares(ctx: Ctx, { merchantId }: ParsedOf<Payments['railShares']>): Promise<OutputOf<Payments['railShares']>> {
  await insistMerchant(ctx, merchantId, ['merchantOwner', 'finance', 'operator', 'auditor']);
  return {
    receivers: (await store.receiversOf(ctx.tx, ctx.cityId, merchantId)).map(receiverView),
    items: (await store.railSharesOf(ctx.tx, ctx.cityId, merchantId)).map((row) => ({ shareId: row.id, orderId: row.orderId, orderNo: row.orderNo, rail: row.rail, amountFen: row.amountFen, recalledFen: row.recalledFen, state: row.state, words: { zh: row.whyZh, en: row.whyEn }, dueAt: row.dueAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null })),
  };
}

/** Whether a payment of this order is opened so that the rail can share it: the merchant whose district it is has an account there. */
export async function isOrderToShare(ctx: Ctx, orderId: string, rail: RailName): Promise<boolean> {
  const order = await orderFacts(ctx, orderId);
  const merchantId = order.merchantId ?? order.holderMerchantId ?? (await holderOf(ctx, order))?.merchantId ?? null;
  return merchantId !== null && (await store.receiversOf(ctx.tx, ctx.cityId, merchantId)).some((receiver) => receiver.rail === rail);
}

/** A settled order: its merchant's part waits to be shared on the day it would be paid out, or is left to the payouts, with the reason. */
export async function routeShare(ctx: Ctx, { orderId }: Pick<EventPayload<'order.settled'>, 'orderId'>): Promise<void> {
  const { tx, cityId, now } = ctx;
  const { merchantId } = await orderFacts(ctx, orderId);
  const payment = await payingPayment(tx, cityId, orderId);
  const rail = payment && ctx.gateways.rails.get(payment.provider as RailName);
  if (!payment || !rail) return;
  const isSharable = await store.isToShare(tx, cityId, payment.id);
  const receiver = merchantId === null ? undefined : (await store.receiversOf(tx, cityId, merchantId)).find((one) => one.rail === rail.provider);
  const amountFen = merchantId === null ? 0 : await store.merchantPartOf(tx, cityId, orderId, merchantId);
  if (!receiver || amountFen <= 0) { if (isSharable) await freeLater(ctx, payment.id); return; }
  const words = railWords(rail.provider);
  const route = routeOf({ amountFen, paidFen: payment.amountFen, maxPercent: rail.limits.maxSharePercent, isToShare: isSharable, railZh: words.zh, railEn: words.en });
  const id = ctx.newId('shr');
  const { merchantPayoutDays } = await settingsOf(ctx);
  const dueAt = shareDueAt(startOfDay(dayOf(now)), merchantPayoutDays);
  const isRail = route.way === 'rail';
  const isNew = await store.addRailShare(tx, cityId, {
    id, orderId, paymentId: payment.id, merchantId: receiver.merchantId, rail: rail.provider, account: receiver.account, shareNo: plain(id), amountFen, state: isRail ? 'queued' : 'byPayout', dueAt, createdAt: now, endedAt: isRail ? null : now,
    why: isRail ? { zh: `${dayOf(dueAt)} 由${words.zh}分账`, en: `${words.en} shares it on ${dayOf(dueAt)}` } : route.why,
  });
  if (!isNew) return;
  if (isRail) await ctx.schedule({ name: 'payments.sendShare', key: id, at: dueAt, payload: { shareId: id } });
  else if (isSharable) await freeLater(ctx, payment.id);
}

/** Nothing of the payment will be shared: what the rail holds back for it is set free. */
const freeLater = (ctx: Ctx, paymentId: string): Promise<void> => ctx.schedule({ name: 'payments.freePayment', key: paymentId, at: ctx.now, payload: { paymentId, attempts: 0 } });

/** An order that ended otherwise will not be shared either. */
export async function freeEnded(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const payment = await payingPayment(ctx.tx, ctx.cityId, orderId);
  if (payment && await store.isToShare(ctx.tx, ctx.cityId, payment.id)) await ctx.schedule({ name: 'payments.freePayment', key: payment.id, at: new Date(ctx.now.getTime() + DAY_MS), payload: { paymentId: payment.id, orderId, attempts: 0 } });
}

const MOST_FREE_TRIES = 20;
export async function freePayment(ctx: Ctx, { paymentId, orderId, attempts }: { paymentId: string; orderId?: string; attempts: number }): Promise<void> {
  const payment = await findPaid(ctx, paymentId);
  const rail = payment && ctx.gateways.rails.get(payment.provider as RailName);
  if (!payment || !rail) return;
  const answer = await rail.share({ outTradeNo: payment.tradeNo, outShareNo: `free${plain(paymentId)}`, receivers: [], isFinal: true, words: '无需分账，解冻' }).catch(() => null);
  if (answer === null && attempts < MOST_FREE_TRIES) await ctx.schedule({ name: 'payments.freePayment', key: paymentId, at: nextTryAt(attempts + 1, ctx.now), payload: { paymentId, ...(orderId && { orderId }), attempts: attempts + 1 } });
}

/**
 * Timer: gives the merchant its part over the rail. An open complaint or a stopped merchant holds it up a day; what it no longer holds here goes by
 * payout. Without a clear answer it is told again under the same number.
 */
export async function sendShare(ctx: Ctx, { shareId }: { shareId: string }): Promise<void> {
  const { tx, cityId, now } = ctx;
  const share = await store.lockRailShare(tx, cityId, shareId);
  if (!share || (share.state !== 'queued' && share.state !== 'sending')) return;
  const rail = ctx.gateways.rails.get(share.rail)!;
  if (share.state === 'queued' && !await startShare(ctx, share)) return;
  const name = (await store.receiversOf(tx, cityId, share.merchantId)).find((one) => one.account === share.account)?.holderName;
  const answer = await (share.state === 'queued'
    ? rail.share({ outTradeNo: share.tradeNo, outShareNo: share.shareNo, receivers: [{ account: share.account, kind: 'merchant', amountFen: share.amountFen, words: `订单 ${share.orderNo} 分账`, ...(name && { name }) }], isFinal: true })
    : askAgain(rail, share, name)).catch((error: unknown) => ({ trouble: error instanceof Error ? error.message.slice(0, 200) : 'no answer' }));
  if ('trouble' in answer) return waitShare(ctx, share, { zh: '渠道没有回音，稍后再问', en: 'The rail has not answered; it is asked again' }, nextTryAt(share.attempts + 1, now));
  const part = answer.receivers.find(({ account }) => account === share.account);
  if (answer.state === 'refused' || part?.state === 'failed') return failShare(ctx, share, part?.why ?? answer.why ?? '');
  if (part?.state === 'succeeded') {
    await postTransaction(ctx, shareArrived({ ...share }));
    await store.moveRailShare(tx, cityId, share.id, { state: 'arrived', why: { zh: '分账已到账', en: 'Arrived' }, dueAt: share.dueAt, endedAt: part.at ?? now, isTried: false });
    return;
  }
  await waitShare(ctx, share, { zh: '渠道处理中', en: 'The rail is at it' }, new Date(now.getTime() + AGAIN_MS));
}

/** Asked about; if the rail knows nothing of it, it never heard us, and is told again. */
const askAgain = async (rail: PaymentRail, share: store.RailShareRow, name: string | undefined) => await rail.queryShare(share.shareNo, share.tradeNo)
  ?? rail.share({ outTradeNo: share.tradeNo, outShareNo: share.shareNo, receivers: [{ account: share.account, kind: 'merchant', amountFen: share.amountFen, words: `订单 ${share.orderNo} 分账`, ...(name && { name }) }], isFinal: true });

const waitShare = async (ctx: Ctx, share: store.RailShareRow, why: { zh: string; en: string }, at: Date): Promise<void> => {
  await store.moveRailShare(ctx.tx, ctx.cityId, share.id, { state: 'sending', why, dueAt: at, endedAt: null, isTried: true });
  await ctx.schedule({ name: 'payments.sendShare', key: share.id, at, payload: { shareId: share.id } });
};

/** Takes the part out of the merchant's account, or says why not now. */
async function startShare(ctx: Ctx, share: store.RailShareRow): Promise<boolean> {
  const { tx, cityId, now } = ctx;
  const order = await orderFacts(ctx, share.orderId);
  const payee = await payeeOf(tx, cityId, { partyKind: 'merchant', partyId: share.merchantId });
  const why = order.openComplaintCount > 0 ? { zh: '有投诉未结，结案后再分账', en: 'A complaint is open; it waits' } : payee?.blockedAt ? { zh: `已暂停打款：${payee.blockedReason}`, en: `Stopped: ${payee.blockedReason}` } : null;
  if (why) {
    const dueAt = new Date(now.getTime() + DAY_MS);
    await store.moveRailShare(tx, cityId, share.id, { state: 'queued', why, dueAt, endedAt: null, isTried: false });
    await ctx.schedule({ name: 'payments.sendShare', key: share.id, at: dueAt, payload: { shareId: share.id } });
    return false;
  }
  const account = chart.merchant(share.merchantId).code;
  await lockFor(tx, `ledger:${cityId}:${account}`);
  if (0 - ((await balancesOf(tx, cityId, [account])).get(account) ?? 0) < share.amountFen) {
    await store.moveRailShare(tx, cityId, share.id, { state: 'byPayout', why: { zh: '其中一部分已退款或已打款，余下的由打款', en: 'A part was given back or paid out; the rest goes with a payout' }, dueAt: share.dueAt, endedAt: now, isTried: false });
    await freeLater(ctx, share.paymentId);
    return false;
  }
  await postTransaction(ctx, shareStarted({ ...share }));
  return true;
}

async function failShare(ctx: Ctx, share: store.RailShareRow, why: string): Promise<void> {
  await postTransaction(ctx, shareFailed({ ...share }));
  await store.moveRailShare(ctx.tx, ctx.cityId, share.id, { state: 'failed', why: { zh: `渠道没有接受分账（${why}），改由打款`, en: `The rail did not share it (${why}); it goes with a payout` }, dueAt: share.dueAt, endedAt: ctx.now, isTried: true });
  await freeLater(ctx, share.paymentId);
}

/** The rail says a share has ended: it is asked, for a notify alone ends nothing. */
export async function hearOfShare(ctx: Ctx, { shareNo }: EventPayload<'rail.shareEnded'>): Promise<void> {
  const found = await store.railShareOfNo(ctx.tx, ctx.cityId, shareNo);
  if (found) await sendShare(ctx, { shareId: found.id });
}

const findPaid = async (ctx: Ctx, paymentId: string): Promise<{ provider: string; tradeNo: string } | undefined> => {
  const payment = await findPayment(ctx.tx, ctx.cityId, paymentId);
  return payment?.status === 'paid' ? payment : undefined;
};

/**
 * Before a refund of a settled order: what its merchant got over the rail and owes of it, and what the rail could not refund otherwise, is asked back. It
 * is the merchant's again at once, so that the refund finds it; the rail is told before the refund (`bringBack`). Answers how much.
 */
export async function wantBack(ctx: Ctx, { order, payment, refundFen, owedFen }: { order: OrderFacts; payment: PaymentRow; refundFen: number; owedFen: number }): Promise<number> {
  const { tx, cityId } = ctx;
  const found = await store.railShareOfOrder(tx, cityId, order.id);
  const share = found && await store.lockRailShare(tx, cityId, found.id);
  if (!share || share.state !== 'arrived') return 0;
  const amountFen = recallOf({ owedFen, refundFen, refundedFen: await refundWishedFen(tx, cityId, payment.id), paidFen: payment.amountFen, sharedFen: share.amountFen - share.recalledFen });
  if (amountFen <= 0) return 0;
  const id = ctx.newId('rcl');
  await store.addRecall(tx, cityId, { id, shareId: share.id, paymentId: payment.id, returnNo: plain(id), amountFen, at: ctx.now });
  await postTransaction(ctx, recallStarted({ id, orderId: order.id, orderNo: order.no, merchantId: share.merchantId, amountFen }));
  return amountFen;
}

/** Fetches back what is wanted for a payment. Answers what has to go along with the refund itself (Alipay), or that it must wait. */
export async function bringBack(ctx: Ctx, payment: PaymentRow): Promise<{ isReady: boolean; returns: { account: string; amountFen: number }[]; done: () => Promise<void> }> {
  const { tx, cityId, now } = ctx;
  const rail = ctx.gateways.rails.get(payment.provider as RailName);
  const along: { recall: store.RecallRow; share: store.RailShareRow }[] = [];
  for (const recall of rail ? await store.recallsWanted(tx, cityId, payment.id) : []) {
    const share = (await store.lockRailShare(tx, cityId, recall.shareId))!;
    const answer = await rail!.returnShare({ outTradeNo: share.tradeNo, outShareNo: share.shareNo, outReturnNo: recall.returnNo, account: share.account, amountFen: recall.amountFen, words: `订单 ${share.orderNo} 退款` }).catch(() => null);
    if (answer === null || answer.state === 'processing') return { isReady: false, returns: [], done: async () => {} };
    if (answer.state === 'refused' && answer.why === 'with_refund') along.push({ recall, share });
    else await end(recall, share, answer.state === 'succeeded', answer.why ?? '');
  }
  async function end(recall: store.RecallRow, share: store.RailShareRow, isArrived: boolean, why: string): Promise<void> {
    if (await store.endRecall(tx, cityId, recall.id, { state: isArrived ? 'arrived' : 'refused', why, at: now }) === 0) return;
    await postTransaction(ctx, recallEnded({ id: recall.id, orderId: share.orderId, orderNo: share.orderNo, amountFen: recall.amountFen, rail: share.rail, isArrived }));
  }
  return { isReady: true, returns: along.map(({ recall, share }) => ({ account: share.account, amountFen: recall.amountFen })), done: async () => { for (const { recall, share } of along) await end(recall, share, true, ''); } };
}

import type { EventPayload, OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf, settingOf, tellPerson } from '../../accounts/index.ts';
import { lockOrder, orderFacts, type OrderFacts } from '../../orders/index.ts';
import { personOfWorker } from '../../workers/index.ts';
import { chart } from '../rules/postings.ts';
import { TIP_DAYS, tipStateWords, tipTaken, tipTakenBack } from '../rules/income.ts';
import { yuan } from '../rules/words.ts';
import { addTip, lockTip, markTipClosed, markTipPaid, markTipTakenBack, tipsOfOrder, wasPaidOut, type TipRow } from '../store/income.ts';
import { balancesOf } from '../store/ledger.ts';
import { openCharge, refundCharge, takeCharge } from './charges.ts';
import { orderForActor } from './view.ts';

type Payments = typeof contract.payments;
const served: readonly string[] = ['finished', 'confirmed', 'settled'];

const tipView = async (ctx: Ctx, tip: TipRow): Promise<OutputOf<Payments['giveTip']>> => ({
  tipId: tip.id, orderId: tip.orderId, chargeId: tip.chargeId, amountFen: tip.amountFen, words: tip.words, state: tip.state, stateWords: tipStateWords[tip.state], createdAt: tip.createdAt.toISOString(), paidAt: tip.paidAt?.toISOString() ?? null,
  canTakeBack: tip.state === 'paid' && tip.paidAt !== null && !await wasPaidOut(ctx.tx, ctx.cityId, tip.workerId, tip.paidAt),
});

/** A tip for the worker of a finished visit. The same amount asked for again while it is unpaid answers the same. Refuses `payments.tip_too_early`, `payments.tip_too_late`, `payments.tip_too_large`. */
export async function giveTip(ctx: Ctx, { orderId, amountFen, words }: ParsedOf<Payments['giveTip']>): Promise<OutputOf<Payments['giveTip']>> {
  await orderForActor(ctx, orderId, []);
  const order = await lockOrder(ctx, orderId);
  if (!served.includes(order.status) || order.workerId === null) return refuse('payments.tip_too_early');
  if (order.finishedAt && ctx.now.getTime() > order.finishedAt.getTime() + TIP_DAYS * 86_400_000) refuse('payments.tip_too_late', { days: TIP_DAYS });
  const mostFen = await settingOf(ctx, 'tipMostFen');
  if (amountFen > mostFen) refuse('payments.tip_too_large', { most: (mostFen / 100).toFixed(2) }, 'amountFen');
  const payerId = ctx.actor.personId!;
  const open = (await tipsOfOrder(ctx.tx, ctx.cityId, orderId)).find((tip) => tip.state === 'open' && tip.amountFen === amountFen && tip.payerId === payerId);
  if (open) return tipView(ctx, open);
  const id = ctx.newId('tip');
  const chargeId = await openCharge(ctx, { kind: 'tip', payerId, householdId: order.householdId, orderId, refId: id, amountFen, words: { zh: `${order.itemNameZh} 感谢金`, en: `Tip for ${order.itemNameEn}` } });
  const tip: TipRow = { id, orderId, workerId: order.workerId, payerId, chargeId, amountFen, words, state: 'open', createdAt: ctx.now, paidAt: null };
  await addTip(ctx.tx, ctx.cityId, tip);
  return tipView(ctx, tip);
}

/** Whether the acting person served the order. */
const isItsWorker = async (ctx: Ctx, order: OrderFacts): Promise<boolean> => order.workerId !== null && ctx.actor.personId !== null && (await personOfWorker(ctx, order.workerId)) === ctx.actor.personId;

export async function listTips(ctx: Ctx, { orderId }: ParsedOf<Payments['listTips']>): Promise<OutputOf<Payments['listTips']>> {
  const isWorker = await isItsWorker(ctx, await orderFacts(ctx, orderId));
  if (!isWorker) await orderForActor(ctx, orderId);
  const tips = (await tipsOfOrder(ctx.tx, ctx.cityId, orderId)).filter(({ state }) => !isWorker || state === 'paid');
  return { items: await Promise.all(tips.map((tip) => tipView(ctx, tip))) };
}

/** The money of a tip has come: all of it is the worker's, and she is told. */
export async function takeTip(ctx: Ctx, { chargeId, kind, refId }: EventPayload<'charge.paid'>): Promise<void> {
  if (kind !== 'tip') return;
  const tip = await lockTip(ctx.tx, ctx.cityId, refId);
  if (!tip || tip.state !== 'open') return;
  const order = await orderFacts(ctx, tip.orderId);
  await markTipPaid(ctx.tx, ctx.cityId, tip.id, ctx.now);
  await takeCharge(ctx, { chargeId, entry: tipTaken({ tipId: tip.id, chargeId, workerId: tip.workerId, orderId: order.id, orderNo: order.no, amountFen: tip.amountFen }) });
  await tellPerson(ctx, { personId: await personOfWorker(ctx, tip.workerId), template: 'tipGiven', params: { amount: (tip.amountFen / 100).toFixed(2), item: order.itemNameZh } });
}

export const closeTip = async (ctx: Ctx, { kind, refId }: EventPayload<'charge.closed'>): Promise<void> => { if (kind === 'tip') await markTipClosed(ctx.tx, ctx.cityId, refId); };

/**
 * A tip goes back: by the family before the worker was paid, or by the desk when the family has complained about the visit. What she no longer holds
 * here the platform pays. Refuses `payments.tip_unknown`, `payments.tip_not_paid`, `payments.tip_paid_out`.
 */
export async function takeBackTip(ctx: Ctx, { tipId, words }: ParsedOf<Payments['takeBackTip']>): Promise<OutputOf<Payments['takeBackTip']>> {
  const { tx, cityId } = ctx;
  const tip = await lockTip(tx, cityId, tipId) ?? refuse('payments.tip_unknown');
  const order = await orderFacts(ctx, tip.orderId);
  const isDesk = holds(ctx.actor, ['agent', 'operator', 'finance']);
  if (!isDesk && (ctx.actor.personId === null || (await householdOf(ctx, ctx.actor.personId)) !== order.householdId)) refuse('payments.tip_unknown');
  if (tip.state !== 'paid' || tip.paidAt === null) return refuse('payments.tip_not_paid');
  const isPaidOut = await wasPaidOut(tx, cityId, tip.workerId, tip.paidAt);
  if (isPaidOut && !(isDesk && order.complaintCount > 0)) refuse('payments.tip_paid_out');
  const account = chart.worker(tip.workerId).code;
  const heldFen = isPaidOut ? 0 : Math.max(0, -((await balancesOf(tx, cityId, [account])).get(account) ?? 0));
  const entry = tipTakenBack({ tipId, chargeId: tip.chargeId, workerId: tip.workerId, orderId: order.id, orderNo: order.no, amountFen: tip.amountFen, workerFen: Math.min(heldFen, tip.amountFen) });
  await markTipTakenBack(tx, cityId, tipId, ctx.now, words);
  await refundCharge(ctx, { chargeId: tip.chargeId, key: `tip:${tipId}`, amountFen: tip.amountFen, words: { zh: `感谢金 ${yuan(tip.amountFen)} 退回：${words}。原路退回，一般 1-3 个工作日到账`, en: `Tip of ${yuan(tip.amountFen)} taken back: ${words}. It goes back the way it came, usually within 1–3 working days` }, entry });
  return tipView(ctx, { ...tip, state: 'takenBack' });
}

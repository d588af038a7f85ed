import type { EventPayload, OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { householdOf, settingsOf } from '../../accounts/index.ts';
import { orderFacts } from '../../orders/index.ts';
import { chart, moved, postTransaction } from '../../payments/index.ts';
import { memberTermsOf } from '../../promotions/index.ts';
import { earnedPoints, lapsedBefore, lapsingBefore, lastDayOfYear, leftOf, sayPoints } from '../rules/points.ts';
import { givenFen, lapsedPoints, pointsOf } from '../store/loyalty.ts';
import { movementsOf } from '../store/wallets.ts';

const MOVEMENTS_SHOWN = 100;

/** How many points a household may spend now. */
export async function heldPoints(ctx: Ctx, householdId: string): Promise<number> {
  const { earned, used } = await pointsOf(ctx.tx, ctx.cityId, chart.points(householdId).code, ctx.now);
  return earned - used;
}

export async function viewPoints(ctx: Ctx): Promise<OutputOf<typeof contract.benefits.points>> {
  const householdId = await householdOf(ctx, ctx.actor.personId!);
  const account = chart.points(householdId).code;
  const { earned, used, earnedBefore } = await pointsOf(ctx.tx, ctx.cityId, account, lapsingBefore(ctx.now));
  const { pointsPercent } = await settingsOf(ctx);
  const times = (await memberTermsOf(ctx, householdId))?.pointsTimes ?? 1;
  const lapsing = leftOf({ earnedBefore, used });
  const rows = await movementsOf(ctx.tx, ctx.cityId, [account], MOVEMENTS_SHOWN);
  return {
    points: earned - used, words: sayPoints(earned - used, pointsPercent, times), ratePercent: pointsPercent, times, expiring: lapsing > 0 ? { points: lapsing, lastDay: lastDayOfYear(ctx.now) } : null,
    movements: rows.map(({ postingId, at, kind, wordsZh, wordsEn, orderId, amountFen }) => ({ postingId, at: at.toISOString(), kind, words: { zh: wordsZh, en: wordsEn }, orderId, points: amountFen })),
  };
}

/** A settled order earns points for what the household paid with its own money, once. They are a debt of ours from then on. */
export async function earnPoints(ctx: Ctx, { orderId }: Pick<EventPayload<'order.settled'>, 'orderId'>): Promise<void> {
  const order = await orderFacts(ctx, orderId);
  const { pointsPercent } = await settingsOf(ctx);
  const times = (await memberTermsOf(ctx, order.householdId))?.pointsTimes ?? 1;
  const points = earnedPoints({ ownFen: order.paidFen - order.refundedFen - await givenFen(ctx.tx, ctx.cityId, orderId), percent: pointsPercent, times });
  if (points === 0) return;
  const words = { zh: `订单 ${order.no} 得 ${points} 积分`, en: `${points} points for order ${order.no}` };
  await postTransaction(ctx, moved({ businessKey: `points:${orderId}`, kind: 'pointsEarned', orderId, words }, [{ from: chart.loyalty(), to: chart.points(order.householdId), amountFen: points, kind: 'pointsEarned' }]));
}

const MOST_AT_ONCE = 2000;

/** Every night: points of the year before last are gone, and what we no longer owe for them is income. Those an order holds lapse when it lets go of them. */
export async function lapsePoints(ctx: Ctx): Promise<void> {
  const day = new Date(ctx.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const { householdId, points } of await lapsedPoints(ctx.tx, ctx.cityId, lapsedBefore(ctx.now), MOST_AT_ONCE)) {
    const words = { zh: `${points} 积分到期作废`, en: `${points} points have lapsed` };
    await postTransaction(ctx, moved({ businessKey: `pointsLapsed:${householdId}:${day}`, kind: 'pointsLapsed', orderId: null, words }, [{ from: chart.points(householdId), to: chart.breakage(), amountFen: points, kind: 'pointsLapsed' }]));
  }
}

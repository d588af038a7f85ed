import type { EventPayload } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { orderFacts } from '../../orders/index.ts';
import { chart, moved, postTransaction, type Account } from '../../payments/index.ts';
import { completeReferral, takeReward } from '../../promotions/index.ts';
import { personOfWorker } from '../../workers/index.ts';
import { workerIdOf } from '../store/loyalty.ts';

/** A settled order may be the first of somebody who was recommended: of the household that was served, or of the worker who served. A free redo is nobody's first. */
export async function noteFirstOrder(ctx: Ctx, { orderId, workerId }: Pick<EventPayload<'order.settled'>, 'orderId' | 'workerId'>): Promise<void> {
  const { householdId, customerId, redoOf } = await orderFacts(ctx, orderId);
  if (redoOf !== null) return;
  await completeReferral(ctx, { as: 'household', householdId, personId: customerId, orderId });
  await completeReferral(ctx, { as: 'worker', householdId, personId: await personOfWorker(ctx, workerId), orderId });
}

/** Pays a reward that is due: a coupon is given with it, points and money are posted here, with the tax on incidental income. Once, whoever says so twice. */
export async function payReward(ctx: Ctx, { referralId }: Pick<EventPayload<'referral.due'>, 'referralId'>): Promise<void> {
  const reward = await takeReward(ctx, { referralId });
  if (!reward || reward.kind === 'coupon') return;
  const { householdId, refereeName, rewardFen, taxFen } = reward;
  const workerId = reward.referrerKind === 'worker' ? await workerIdOf(ctx.tx, ctx.cityId, reward.referrerId) : null;
  const to: Account = reward.kind === 'points' ? chart.points(householdId) : workerId === null ? chart.stored(householdId) : chart.worker(workerId);
  const words = { zh: `推荐${refereeName}的奖励`, en: `Reward for recommending ${refereeName}` };
  await postTransaction(ctx, moved({ businessKey: `referral:${referralId}`, kind: 'referral', orderId: null, words }, [
    { from: chart.referral(), to, amountFen: rewardFen, kind: 'referral' },
    { from: to, to: chart.tax(), amountFen: taxFen, kind: 'referralTax' },
  ]));
}

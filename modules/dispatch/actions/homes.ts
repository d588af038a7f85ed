import type { OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf } from '../../accounts/index.ts';
import { maskName, orderFacts } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { blockHousehold, workerOfActor } from '../../workers/index.ts';
import { hasBeenThere } from '../rules.ts';
import * as store from '../store/homes.ts';

type Declined = OutputOf<typeof contract.dispatch.myDeclinedHouseholds>;

/** Households that workers do not go to any more, for the desk; one worker's or one customer's where it is named. */
export const declinedHouseholds = async (ctx: Ctx, { workerId, customerId }: { workerId?: string | undefined; customerId?: string | undefined }): Promise<Declined> => {
  const householdId = customerId === undefined ? null : await householdOf(ctx, customerId);
  return { items: (await store.declinedHouseholds(ctx.tx, ctx.cityId, { workerId: workerId ?? null, householdId })).map((row) => ({ ...row, setAt: row.setAt.toISOString() })) };
};

/** The households the acting worker does not go to any more, names masked as on her visits of the past. */
export const myDeclinedHouseholds = async (ctx: Ctx): Promise<Declined> => {
  const { items } = await declinedHouseholds(ctx, { workerId: (await workerOfActor(ctx)).id });
  return { items: items.map((one) => ({ ...one, householdName: maskName(one.householdName) })) };
};

/** An order of her own; everybody else's reads as unknown. */
async function ownOrder(ctx: Ctx, orderId: string): Promise<{ workerId: string; order: OrderFacts }> {
  const { id: workerId } = await workerOfActor(ctx);
  const order = await orderFacts(ctx, orderId);
  return order.workerId === workerId ? { workerId, order } : refuse('orders.order_unknown');
}

/** Not to this household again. Only who has stood at the door may say so; the household is never told. */
export async function declineHousehold(ctx: Ctx, { orderId, reason }: { orderId: string; reason: string }): Promise<Declined> {
  const { workerId, order } = await ownOrder(ctx, orderId);
  if (!hasBeenThere(order.status, order.arrivedAt)) refuse('dispatch.not_there_yet');
  await blockHousehold(ctx, { workerId, householdId: order.householdId, reason });
  return myDeclinedHouseholds(ctx);
}

/** She goes there again. */
export async function resumeHousehold(ctx: Ctx, { orderId }: { orderId: string }): Promise<Declined> {
  const { workerId, order } = await ownOrder(ctx, orderId);
  await blockHousehold(ctx, { workerId, householdId: order.householdId, reason: null });
  return myDeclinedHouseholds(ctx);
}

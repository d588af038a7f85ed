import type { Ctx } from '../../../kernel/context.ts';
import { countComplaint } from '../store/orders.ts';
import { about, forgetLocked, lockOrder } from './open.ts';

/** Support raised a complaint about an order (`isOpen`), or settled one: the seventh alliance step shows it. */
export const noteComplaint = async (ctx: Ctx, { orderId, isOpen }: { orderId: string; isOpen: boolean }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  await countComplaint(ctx.tx, ctx.cityId, orderId, isOpen, ctx.now);
  forgetLocked(ctx, orderId);
  await ctx.emit('order.complained', { ...(await about(ctx, order)), isOpen });
};

import type { EventPayload } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { settingsOf } from '../../accounts/index.ts';
import { orderFacts } from '../../orders/index.ts';
import { compensate } from '../../promotions/index.ts';

/** A worker who checked in later than the city calls late owes the household a coupon (TRADE_RULES 11); the platform pays it. */
export async function compensateLate(ctx: Ctx, { orderId }: Pick<EventPayload<'order.arrived'>, 'orderId'>): Promise<void> {
  const { no, householdId, paidFen, startsAt, arrivedAt } = await orderFacts(ctx, orderId);
  const { lateAfterMinutes } = await settingsOf(ctx);
  if (!startsAt || !arrivedAt || arrivedAt.getTime() - startsAt.getTime() <= lateAfterMinutes * 60_000) return;
  await compensate(ctx, { key: 'late', orderId, orderNo: no, householdId, paidFen });
}

/** A worker who did not come at all: everything goes back, and a coupon beside it. */
export async function compensateNoShow(ctx: Ctx, { orderId, who, paidFen }: Pick<EventPayload<'order.noShow'>, 'orderId' | 'who' | 'paidFen'>): Promise<void> {
  if (who !== 'worker') return;
  const { no, householdId } = await orderFacts(ctx, orderId);
  await compensate(ctx, { key: 'noShow', orderId, orderNo: no, householdId, paidFen });
}

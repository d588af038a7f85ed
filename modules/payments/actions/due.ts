import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { lockOrder, type OrderFacts } from '../../orders/index.ts';
import { lockChargeRow, type ChargeRow } from '../store/charges.ts';

/** What a payment pays for. */
export type Due = { order: OrderFacts; charge: null } | { order: null; charge: ChargeRow };

/** Locked until the end of the transaction: everything here takes order or charge, then payment, then accounts. */
export const lockDue = async (ctx: Ctx, { orderId, chargeId }: { orderId: string | null; chargeId: string | null }): Promise<Due> =>
  (orderId !== null ? { order: await lockOrder(ctx, orderId), charge: null } : { order: null, charge: (await lockChargeRow(ctx.tx, ctx.cityId, chargeId ?? '')) ?? refuse('payments.charge_unknown') });

/** Whom to tell about it, and what it is called. */
export const customerOf = ({ order, charge }: Due): { personId: string; item: Bilingual } =>
  (order ? { personId: order.customerId, item: { zh: order.itemNameZh, en: order.itemNameEn } } : { personId: charge.payerId, item: { zh: charge.wordsZh, en: charge.wordsEn } });

import { deskRoles, type InputOf, type OutputOf, type contract } from '@linli/contract';
import type { Action } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { lockChargeRow } from '../store/charges.ts';
import { paymentsOfCharge } from '../store/payments.ts';
import { chargeForActor } from './charges.ts';
import { openPayment } from './start.ts';

/** Opens the payment of an open charge, as one of an order is opened. Refuses `payments.charge_unknown`, `payments.charge_over`, `payments.window_over` and as `start` does. */
export const startCharge: Action<InputOf<typeof contract.payments.startCharge>, OutputOf<typeof contract.payments.startCharge>> = async (ctx, { chargeId, rail, scene, payerOpenId }) => {
  await chargeForActor(ctx, chargeId, [...deskRoles, 'stationStaff']);
  const charge = (await lockChargeRow(ctx.tx, ctx.cityId, chargeId))!;
  if (charge.status !== 'open') refuse('payments.charge_over', charge.status === 'paid' ? { stateZh: '已付过', stateEn: 'paid already' } : { stateZh: '已关闭', stateEn: 'closed' });
  if (charge.payBefore <= ctx.now) refuse('payments.window_over');
  return openPayment(ctx, {
    due: { orderId: null, chargeId }, no: charge.no, amountFen: charge.amountFen, description: `${charge.wordsZh} ${charge.no}`, payBefore: charge.payBefore, returnPath: `/charges/${chargeId}`, payerId: charge.payerId, earlier: await paymentsOfCharge(ctx.tx, ctx.cityId, chargeId), wished: { rail, scene, payerOpenId },
  });
};

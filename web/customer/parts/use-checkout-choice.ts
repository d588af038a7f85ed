import { useQueryClient } from '@tanstack/react-query';
import { api, type Input, type View } from '../../shared/api.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';

export type Checkout = View<'benefits', 'checkout'>;
export type Chosen = Checkout['chosen'];

/** What a held order may be paid with beside a rail, and the choice: every change is one command that says the whole of it. */
export function useCheckoutChoice(orderId: string) {
  const queries = useQueryClient();
  const key = ['benefits', 'checkout', orderId];
  const checkout = useView(key, () => api.benefits.checkout({ orderId }), { live: { subject: orderId }, isKept: false, staleSeconds: 0 });
  const use = useCommand(api.benefits.useTenders, { refreshes: [['orders', 'get', orderId], ['benefits', 'wallet'], ['promotions', 'myCoupons']], onDone: (next) => queries.setQueryData(key, next) });
  const choose = (change: Partial<Chosen>): void => {
    if (!checkout.value || use.isRunning) return;
    const { packId, couponId, ...rest } = { ...checkout.value.chosen, ...change };
    const whole: Input<'benefits', 'useTenders'> = { orderId, ...rest, ...(packId && { packId }), ...(couponId && { couponId }) };
    void use.run(whole);
  };
  return { checkout: checkout.value, isChoosing: use.isRunning, choose };
}

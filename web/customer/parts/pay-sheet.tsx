import { useCallback, useEffect, useRef, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, PriceLines, Sheet } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { useNow } from '../use-now.ts';
import { CashierBar, CashierBody, isPast } from './cashier-body.tsx';
import { CheckoutChoice } from './checkout-choice.tsx';
import { checkoutText } from './checkout.text.ts';
import css from './pay-sheet.module.css';
import { payText } from './pay-sheet.text.ts';
import { useCashier } from './use-cashier.ts';
import { type Checkout, useCheckoutChoice } from './use-checkout-choice.ts';

export type Order = View<'orders', 'get'>;

/** Pays a held order: what may be used for it is chosen, the rest goes over a rail: one tap at its cashier, then waits for the provider's word. `onPaid` fires once, when the order itself stands as paid. */
export function PaySheet({ order, onClose, onPaid }: { order: Order; onClose: () => void; onPaid: (order: Order) => void }) {
  const { t, say } = useText(payText);
  const checkout = useText(checkoutText);
  const now = useNow(1);
  const { orderId } = order;
  const [isFreeMeant, setFreeMeant] = useState(false);
  const { checkout: found, isChoosing, choose } = useCheckoutChoice(orderId);
  const [isPaid, setPaid] = useState(false);
  const fresh = useView(['orders', 'get', orderId], () => api.orders.get({ orderId }), { live: { subject: orderId }, isKept: false, ...(isPaid && { everySeconds: 1 }) });
  const open = useCallback((rail: Parameters<typeof api.payments.start>[0]['rail']) => api.payments.start({ orderId, ...(rail && { rail }) }), [orderId]);
  const { reload } = fresh;
  const paid = useCallback(() => { setPaid(true); reload(); }, [reload]);
  // The payment is paid a moment before the order read here says so: whoever left in between would be asked to pay again.
  const settled = isPaid && fresh.value && fresh.value.status !== 'held' ? fresh.value : null;
  const isTold = useRef(false);
  useEffect(() => {
    if (!settled || isTold.current) return;
    isTold.current = true;
    onPaid(settled);
  }, [settled, onPaid]);
  const dueFen = found?.leftFen ?? order.totalFen;
  // An order of which nothing is left to pay is paid by opening its payment: only when that is meant.
  const isFree = found !== undefined && dueFen === 0;
  const cashier = useCashier({ dueKey: found === undefined || isChoosing || (isFree && !isFreeMeant) ? null : `${orderId} ${dueFen}`, open, onPaid: paid });
  const leftFen = cashier.isWaiting && cashier.payment ? cashier.payment.amountFen : dueFen;
  const isOver = isPast(order.payBefore, now);
  return (
    <Sheet isOpen title={t('title')} onClose={onClose} bar={isFree && !isOver && !cashier.isBroken && !cashier.isWaiting
      ? <Button size="large" isWide data-testid="pay-confirm" isBusy={isChoosing || isFreeMeant} onClick={() => setFreeMeant(true)}>{checkout.t('payWith')}</Button>
      : <CashierBar of={cashier} amountFen={leftFen} isOver={isOver} isBusy={isChoosing} onClose={onClose} />}>
      <CashierBody of={cashier} amountFen={leftFen} title={say(order.itemName)} payBefore={order.payBefore} keptNote={t('kept')}>
        {found && !cashier.isWaiting ? <CheckoutChoice of={found} isChoosing={isChoosing} onChoose={choose} /> : null}
        <div className={css.lines}><PriceLines lines={[...(fresh.value ?? order).quote.lines, ...usedLines(found)]} totalFen={leftFen} {...(found && found.used.length > 0 && { totalLabel: checkout.t('left') })} /></div>
      </CashierBody>
    </Sheet>
  );
}

/** What was used instead of money over a rail, as lines that take off. */
const usedLines = (of: Checkout | undefined) => (of?.used ?? []).map(({ words, amountFen }) => ({ label: words, amountFen: -amountFen }));

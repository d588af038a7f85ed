import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Card, PriceLines, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import css from './order.module.css';
import { orderText } from './order.text.ts';

/** What it costs, what was paid, and what came back with the rule that says so. */
export function MoneyPart({ order }: { order: Order }) {
  const { t, say } = useText(orderText);
  const { instant } = useFormat();
  const hasRefunds = order.refundedFen > 0 || ((order.status === 'cancelled' || order.status === 'noShow') && order.paidFen > 0);
  const refunds = useView(['payments', 'listRefunds', order.orderId], () => api.payments.listRefunds({ orderId: order.orderId }), { isReady: hasRefunds, live: ['payment', 'order'], isKept: false });
  return (
    <Card title={t('money')}>
      <PriceLines lines={order.quote.lines} totalFen={order.totalFen} />
      {order.paidFen > 0 ? <div className={css.sum}><span>{t('paid')}</span><Amount fen={order.paidFen} /></div> : null}
      {order.refundedFen > 0 ? <div className={css.sum}><span>{t('refunded')}</span><Amount fen={order.refundedFen} /></div> : null}
      {hasRefunds && refunds.value && refunds.value.items.length > 0 ? (
        <div className={css.refunds}>
          <h3>{t('refunds')}</h3>
          {refunds.value.items.map((refund) => (
            <div key={refund.refundId} className={css.refund}>
              <span className={css.refundHead}><Amount fen={refund.amountFen} size="medium" /><StatusPill tone={refund.status === 'succeeded' ? 'jade' : refund.status === 'failed' ? 'danger' : 'warm'}>{t(refund.status === 'succeeded' ? 'refundArrived' : refund.status === 'failed' ? 'refundFailed' : 'refundRequested')}</StatusPill></span>
              <span>{say(refund.words)}</span>
              <small>{refund.arrivedAt ? instant(refund.arrivedAt) : t('requestedAt', { time: instant(refund.requestedAt) })}</small>
            </div>
          ))}
        </div>
      ) : null}
    </Card>
  );
}

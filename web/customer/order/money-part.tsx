import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Card, PriceLines, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import css from './order.module.css';
import { orderText } from './order.text.ts';
import { paperText } from './paper.text.ts';
import { Tips } from './tips.tsx';

/** What it costs, what was paid, and what came back with the rule that says so. */
export function MoneyPart({ order }: { order: Order }) {
  const { t, say } = useText(orderText);
  const paper = useText(paperText);
  const { instant } = useFormat();
  const hasRefunds = order.paidFen > 0 && (order.refundedFen > 0 || order.finishedAt !== null || order.status === 'cancelled' || order.status === 'noShow');
  const refunds = useView(['payments', 'listRefunds', order.orderId], () => api.payments.listRefunds({ orderId: order.orderId }), { isReady: hasRefunds, live: ['payment', 'order'], isKept: false });
  const tenders = useView(['payments', 'listTenders', order.orderId], () => api.payments.listTenders({ orderId: order.orderId }), { isReady: order.paidFen > 0, live: ['payment', 'order'], isKept: false });
  // Who paid all of it over a rail needs no list of ways.
  const ways = tenders.value?.items.some(({ way }) => way !== 'rail') ? tenders.value.items : [];
  return (
    <Card title={t('money')}>
      <PriceLines lines={order.quote.lines} totalFen={order.totalFen} />
      {ways.map((one) => <div key={`${one.way} ${one.amountFen}`} className={css.sum}><span>{paper.t('paidBy', { way: say(one.wayName) })}</span><Amount fen={one.amountFen} /></div>)}
      {order.paidFen > 0 ? <div className={css.sum}><span>{t('paid')}</span><Amount fen={order.paidFen} /></div> : null}
      {order.refundedFen > 0 ? <div className={css.sum}><span>{t('refunded')}</span><Amount fen={order.refundedFen} /></div> : null}
      <Tips order={order} />
      {hasRefunds && refunds.value && refunds.value.items.length > 0 ? (
        <div className={css.refunds}>
          <h3>{t('refunds')}</h3>
          {refunds.value.items.map((refund) => (
            <div key={refund.refundId} className={css.refund}>
              <span className={css.refundHead}><Amount fen={refund.amountFen} size="medium" /><StatusPill tone={refund.status === 'succeeded' ? 'jade' : refund.status === 'failed' ? 'danger' : 'warm'}>{t(refund.status === 'succeeded' ? 'refundArrived' : refund.status === 'failed' ? 'refundFailed' : 'refundRequested')}</StatusPill></span>
              <span>{say(refund.words)}</span>
              <small>{paper.t('way', { way: say(refund.wayName) })} · {refund.arrivedAt ? instant(refund.arrivedAt) : t('requestedAt', { time: instant(refund.requestedAt) })}</small>
            </div>
          ))}
        </div>
      ) : null}
    </Card>
  );
}

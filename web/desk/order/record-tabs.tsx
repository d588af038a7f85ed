import { api } from '../../shared/api.ts';
import type { Order } from '../../shared/desk/order/order-drawer.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import deskCss from '../../shared/desk/parts.module.css';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Faces, StatusPill } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import css from './order.module.css';
import { orderText } from './order.text.ts';
import { PartRefund } from './part-refund.tsx';

/** What was paid, what went back and why, and every posting it caused. */
export function MoneyTab({ order }: { order: Order }) {
  const { t, say, locale } = useText(orderText);
  const { orderId } = order;
  const refunds = useView(['payments', 'listRefunds', orderId], () => api.payments.listRefunds({ orderId }), { live: { subject: orderId }, isKept: false });
  const ledger = useView(['payments', 'ledgerOfOrder', orderId], () => api.payments.ledgerOfOrder({ orderId }), { live: { subject: orderId }, isKept: false });
  return (
    <div className={deskCss.stack}>
      <div className={css.sums}>
        <div><small>{t('total')}</small><b><Amount fen={order.totalFen} /></b></div><div><small>{t('paid')}</small><b><Amount fen={order.paidFen} /></b></div><div><small>{t('refunded')}</small><b><Amount fen={order.refundedFen} /></b></div>
        {order.workerPayFen === null ? null : <div><small>{t('pay')}</small><b><Amount fen={order.workerPayFen} /></b></div>}
      </div>
      <PartRefund order={order} />
      <Panel title={t('refunds')}>
        <Faces of={refunds} isEmpty={({ items }) => items.length === 0} empty={<p className={deskCss.quiet}>{t('noRefunds')}</p>}>
          {({ items }) => <>{items.map((refund) => (
            <div key={refund.refundId} className={deskCss.pair}>
              <span>{say(refund.words)} <span className={deskCss.quiet}>{formatStamp(refund.arrivedAt ?? refund.requestedAt, locale)}</span> <StatusPill tone={refund.status === 'succeeded' ? 'jade' : refund.status === 'failed' ? 'danger' : 'warm'}>{t(refund.status)}</StatusPill></span><Amount fen={refund.amountFen} />
            </div>
          ))}</>}
        </Faces>
      </Panel>
      <Panel title={t('ledger')} note={t('sumZero')}>
        <Faces of={ledger} isEmpty={({ transactions }) => transactions.length === 0} empty={<p className={deskCss.quiet}>{t('noLedger')}</p>}>
          {({ transactions }) => <div>{transactions.map((one) => (
            <div key={one.transactionId} className={css.transaction}>
              <div className={css.decisionTop}><b>{say(one.words)}</b><time dateTime={one.at}>{formatStamp(one.at, locale)}</time></div>
              {one.postings.map((posting, index) => <div key={index} className={deskCss.pair}><span title={posting.account}>{say(posting.name)}</span><Amount fen={posting.amountFen} hasSign /></div>)}
            </div>
          ))}</div>}
        </Faces>
      </Panel>
    </div>
  );
}

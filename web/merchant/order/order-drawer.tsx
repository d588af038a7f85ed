import { api } from '../../shared/api.ts';
import { HistoryTimeline } from '../../shared/desk/history-timeline.tsx';
import { Candidates } from '../../shared/desk/order/candidates.tsx';
import { type Order, OrderDrawer } from '../../shared/desk/order/order-drawer.tsx';
import { Overview } from '../../shared/desk/order/overview.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Tag } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { useMerchant } from '../use-merchant.ts';
import { orderText } from './order.text.ts';

/** One order beside the list: what it is, whom of the own staff to send, what has happened. */
export default function MerchantOrderDrawer({ orderId }: { orderId: string }) {
  const { showTab } = useOpen();
  const { merchantId } = useMerchant();
  return (
    <OrderDrawer
      orderId={orderId}
      tabs={[
        ['overview', (order) => <Overview order={order} mark={<Origin of={order} />} mayOpenWorker={order.worker?.merchantId === merchantId} />],
        ['candidates', (order) => <Candidates order={order} merchantId={merchantId} onAssigned={() => showTab('overview')} />],
        ['history', (order) => <History order={order} />],
      ]}
    />
  );
}

/** Served by this merchant, by another one in its territory, or by nobody yet. */
function Origin({ of }: { of: Order }) {
  const { t } = useText(orderText);
  const { merchantId } = useMerchant();
  if (of.merchantId === merchantId) return <Tag tone="jade">{t('own')}</Tag>;
  return <Tag tone="sky">{of.merchantId === null ? t('territory') : t('other', { name: of.merchantName ?? '' })}</Tag>;
}

function History({ order: { orderId, history } }: { order: Order }) {
  const { t } = useText(orderText);
  const decisions = useView(['dispatch', 'decisions', orderId], () => api.dispatch.decisions({ orderId }), { live: { subject: orderId }, isKept: false });
  return (
    <div className={css.stack}>
      <Panel title={t('history')}><HistoryTimeline entries={history} /></Panel>
      <Panel title={t('decisions')}>
        <Faces of={decisions} isEmpty={({ items }) => items.length === 0} empty={<p className={css.quiet}>{t('noDecisions')}</p>}>
          {({ items }) => <HistoryTimeline entries={items.map(({ at, words, workerName }) => ({ at, words, ...(workerName && { actorLabel: { zh: workerName, en: workerName } }) }))} />}
        </Faces>
      </Panel>
    </div>
  );
}

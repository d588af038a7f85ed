import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { HistoryTimeline } from '../../shared/desk/history-timeline.tsx';
import { useText } from '../../shared/i18n.ts';
import { Faces, OrderStatusPill, SkeletonScreen } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Panel } from '../parts/panel.tsx';
import css from '../parts/parts.module.css';
import { type OrderTab, useOpen } from '../use-merchant.ts';
import { Candidates } from './candidates.tsx';
import orderCss from './order.module.css';
import { orderText } from './order.text.ts';
import { Overview } from './overview.tsx';

const tabs = ['overview', 'candidates', 'history'] as const satisfies readonly OrderTab[];

/** One order beside the list: what it is, whom to send, what has happened. */
export default function OrderDrawer({ orderId }: { orderId: string }) {
  const { t, say } = useText(orderText);
  const { orderTab, showTab, close } = useOpen();
  const order = useView(['orders', 'get', orderId], () => api.orders.get({ orderId }), { live: { subject: orderId }, isKept: false });
  const { value } = order;
  const title = value ? (
    <span className={orderCss.head}><span>{say(value.itemName)}</span><OrderStatusPill status={value.status} label={value.statusLabel} isLate={value.isLate} /><small>{value.no}{value.workOrderNo ? ` · ${t('workOrder', { no: value.workOrderNo })}` : ''}</small></span>
  ) : t('loading');
  const assign = value?.can['assign'];
  return (
    <DeskDrawer isOpen title={title} widthPixels={760} onClose={close} aside={value && assign && orderTab !== 'candidates' ? <ActButton can={assign} type="primary" data-testid="open-candidates" onClick={() => showTab('candidates')}>{t(value.workerId ? 'reassign' : 'assign')}</ActButton> : null}>
      <div className={css.stack} data-testid="order-drawer">
        <div className={orderCss.tabs} role="tablist">
          {tabs.map((tab) => <button key={tab} type="button" role="tab" id={`tab-${tab}`} aria-controls="order-panel" aria-selected={tab === orderTab} data-testid={`tab-${tab}`} onClick={() => showTab(tab)}>{t(tab)}</button>)}
        </div>
        <div role="tabpanel" id="order-panel" aria-labelledby={`tab-${orderTab}`}>
          <Faces of={order} loading={<SkeletonScreen />}>
            {(shown) => orderTab === 'candidates' ? <Candidates order={shown} onAssigned={() => showTab('overview')} /> : orderTab === 'history' ? <History orderId={orderId} entries={shown.history} /> : <Overview order={shown} />}
          </Faces>
        </div>
      </div>
    </DeskDrawer>
  );
}

function History({ orderId, entries }: { orderId: string; entries: Parameters<typeof HistoryTimeline>[0]['entries'] }) {
  const { t } = useText(orderText);
  const decisions = useView(['dispatch', 'decisions', orderId], () => api.dispatch.decisions({ orderId }), { live: { subject: orderId }, isKept: false });
  return (
    <div className={css.stack}>
      <Panel title={t('history')}><HistoryTimeline entries={entries} /></Panel>
      <Panel title={t('decisions')}>
        <Faces of={decisions} isEmpty={({ items }) => items.length === 0} empty={<p className={css.quiet}>{t('noDecisions')}</p>}>
          {({ items }) => <HistoryTimeline entries={items.map(({ at, words, workerName }) => ({ at, words, ...(workerName && { actorLabel: { zh: workerName, en: workerName } }) }))} />}
        </Faces>
      </Panel>
    </div>
  );
}

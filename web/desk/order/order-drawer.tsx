import { useEffect, useRef } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { HistoryTimeline } from '../../shared/desk/history-timeline.tsx';
import { useShortcut, useShortcutKeys } from '../../shared/desk/use-shortcut.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, OrderStatusPill, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { ActButton } from '../parts/act-button.tsx';
import { type OrderTab, useOpen } from '../use-desk.ts';
import { CandidatesTab } from './candidates-tab.tsx';
import { OrderActs } from './order-acts.tsx';
import css from './order.module.css';
import { orderText } from './order.text.ts';
import { OverviewTab } from './overview-tab.tsx';
import { DecisionsTab, MoneyTab } from './record-tabs.tsx';

const tabs = ['overview', 'candidates', 'decisions', 'money', 'history'] as const satisfies readonly OrderTab[];

/** One order beside the list, whole: digits 1–5 change the page, a assigns, Esc closes. */
export default function OrderDrawer({ orderId }: { orderId: string }) {
  const { t, say } = useText(orderText);
  const { orderTab, showTab, close } = useOpen();
  const order = useView(['orders', 'get', orderId], () => api.orders.get({ orderId }), { live: { subject: orderId }, isKept: false });
  const { value } = order;
  useShortcut('a', () => showTab('candidates'), t('assign'));
  useShortcutKeys('12345', (key) => showTab(tabs[Number(key) - 1]!), (key) => t('tabsKeys', { number: key }));
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => { panel.current?.closest('.ant-drawer-body')?.scrollTo(0, 0); }, [orderTab]);

  const title = value ? (
    <span className={css.head}>
      <span>{say(value.itemName)}</span>
      <small><button type="button" title={t('copyNo')} onClick={() => { void navigator.clipboard?.writeText(value.no); showToast(value.no); }}>{value.no}</button>{value.workOrderNo ? ` · ${t('workOrder', { no: value.workOrderNo })}` : ''}</small>
      <OrderStatusPill status={value.status} label={value.statusLabel} isLate={value.isLate} />
    </span>
  ) : t('loading');
  const assign = value?.can['assign'];
  return (
    <DeskDrawer
      isOpen title={title} widthPixels={780} onClose={close} footer={value ? <OrderActs order={value} /> : null}
      aside={value && orderTab !== 'candidates' && assign ? <ActButton can={assign} type="primary" onClick={() => showTab('candidates')} data-testid="open-candidates">{t(value.workerId ? 'reassign' : 'assign')}</ActButton> : null}
    >
      <div className={css.stack} data-testid="order-drawer" ref={panel}>
        <div className={css.tabs} role="tablist">
          {tabs.map((tab) => <button key={tab} type="button" role="tab" id={`tab-${tab}`} aria-controls="order-panel" aria-selected={tab === orderTab} data-testid={`tab-${tab}`} onClick={() => showTab(tab)}>{t(tab)}</button>)}
        </div>
        <div role="tabpanel" id="order-panel" aria-labelledby={`tab-${orderTab}`}>
          <Faces of={order} loading={<SkeletonScreen />}>
            {(shown) => orderTab === 'candidates' ? <CandidatesTab order={shown} onAssigned={() => showTab('history')} />
              : orderTab === 'decisions' ? <DecisionsTab orderId={orderId} />
                : orderTab === 'money' ? <MoneyTab order={shown} />
                  : orderTab === 'history' ? <div data-testid="history"><HistoryTimeline entries={shown.history} /></div>
                    : <OverviewTab order={shown} />}
          </Faces>
        </div>
      </div>
    </DeskDrawer>
  );
}

import { type ReactNode, useEffect, useRef } from 'react';
import { api, type View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import { Faces, OrderStatusPill, SkeletonScreen } from '../../kit/index.ts';
import { showToast } from '../../toasts.ts';
import { useView } from '../../use-view.ts';
import { ActButton } from '../act-button.tsx';
import { DeskDrawer } from '../desk-drawer.tsx';
import css from '../parts.module.css';
import { type OrderTab, useOpen } from '../use-open.ts';
import { useShortcut, useShortcutKeys } from '../use-shortcut.ts';
import orderCss from './order.module.css';
import { orderText } from './order.text.ts';

export type Order = View<'orders', 'get'>;

/** One order beside the list, on the tabs its app gives it: digits change the tab, a assigns, Esc closes. The first tab shows when the address names none. */
export function OrderDrawer({ orderId, tabs, footer }: { orderId: string; tabs: readonly (readonly [tab: OrderTab, show: (order: Order) => ReactNode])[]; footer?: (order: Order) => ReactNode }) {
  const { t, say } = useText(orderText);
  const { orderTab, showTab, close } = useOpen();
  const order = useView(['orders', 'get', orderId], () => api.orders.get({ orderId }), { live: { subject: orderId }, isKept: false });
  const { value } = order;
  const [current, show] = tabs.find(([tab]) => tab === orderTab) ?? tabs[0]!;
  useShortcut('a', () => showTab('candidates'), t('assign'));
  useShortcutKeys('123456789'.slice(0, tabs.length), (key) => showTab(tabs[Number(key) - 1]![0]), (key) => t(tabs[Number(key) - 1]![0]));
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => { panel.current?.closest('.ant-drawer-body')?.scrollTo(0, 0); }, [current]);

  const title = value ? (
    <span className={orderCss.head}>
      <span>{say(value.itemName)}</span><OrderStatusPill status={value.status} label={value.statusLabel} isLate={value.isLate} />
      <small><button type="button" className={orderCss.copy} title={t('copyNo')} onClick={() => { void navigator.clipboard?.writeText(value.no); showToast(t('copied', { no: value.no })); }}>{value.no}</button>{value.workOrderNo ? ` · ${t('workOrder', { no: value.workOrderNo })}` : ''}</small>
    </span>
  ) : t(order.refusal ? 'notOpened' : 'loading');
  const assign = value?.can['assign'];
  return (
    <DeskDrawer
      isOpen title={title} widthPixels={780} onClose={close} footer={value && footer ? footer(value) : null}
      aside={value && current !== 'candidates' && assign ? <ActButton can={assign} type="primary" onClick={() => showTab('candidates')} data-testid="open-candidates">{t(value.workerId ? 'reassign' : 'assign')}</ActButton> : null}
    >
      <div className={css.stack} data-testid="order-drawer" ref={panel}>
        <div className={orderCss.tabs} role="tablist">
          {tabs.map(([tab]) => <button key={tab} type="button" role="tab" id={`tab-${tab}`} aria-controls="order-panel" aria-selected={tab === current} data-testid={`tab-${tab}`} onClick={() => showTab(tab)}>{t(tab)}</button>)}
        </div>
        <div role="tabpanel" id="order-panel" aria-labelledby={`tab-${current}`}>
          <Faces of={order} loading={<SkeletonScreen />}>{show}</Faces>
        </div>
      </div>
    </DeskDrawer>
  );
}

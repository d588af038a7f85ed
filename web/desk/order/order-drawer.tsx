import { HistoryTimeline } from '../../shared/desk/history-timeline.tsx';
import { Candidates } from '../../shared/desk/order/candidates.tsx';
import { Decisions } from '../../shared/desk/order/decisions.tsx';
import { OrderDrawer } from '../../shared/desk/order/order-drawer.tsx';
import { Overview } from '../../shared/desk/order/overview.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { HouseholdWishes } from '../parts/household-wishes.tsx';
import { OrderActs } from './order-acts.tsx';
import { MoneyTab } from './record-tabs.tsx';

/** One order beside the list, whole. */
export default function DeskOrderDrawer({ orderId }: { orderId: string }) {
  const { showTab } = useOpen();
  return (
    <OrderDrawer
      orderId={orderId} footer={(order) => <OrderActs order={order} />}
      tabs={[
        ['overview', (order) => <div className={css.stack}><Overview order={order} /><HouseholdWishes customerId={order.customerId} /></div>],
        ['candidates', (order) => <Candidates order={order} merchantId={null} onAssigned={() => showTab('history')} />],
        ['decisions', () => <Decisions orderId={orderId} />],
        ['money', (order) => <MoneyTab order={order} />],
        ['history', (order) => <div data-testid="history"><HistoryTimeline entries={order.history} /></div>],
      ]}
    />
  );
}

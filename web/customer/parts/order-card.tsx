import type { OrderStatus } from '@linli/contract';
import { Link } from 'wouter';
import type { View } from '../../shared/api.ts';
import { cx } from '../../shared/class-names.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, OrderStatusPill, ServiceTile, TimelineBars } from '../../shared/kit/index.ts';
import { text } from '../text.ts';
import { useNearWindow } from '../use-near-window.ts';
import css from './order-card.module.css';

export type OrderSummary = View<'orders', 'list'>['items'][number];

/** The road of an order as a family sees it; each bar stands for the statuses that are on it. */
const road: readonly (readonly OrderStatus[])[] = [['draft', 'held'], ['paid', 'assigned'], ['accepted'], ['onTheWay', 'checklistConfirmed'], ['inService'], ['finished', 'confirmed', 'settled']];
export const roadOf = (status: OrderStatus): { key: string; state: 'done' | 'now' | 'next' | 'broken' }[] => {
  const at = road.findIndex((part) => part.includes(status));
  const isOver = status === 'confirmed' || status === 'settled';
  return road.map((_, index) => ({ key: String(index), state: at < 0 ? 'next' : index < at || isOver ? 'done' : index === at ? 'now' : 'next' }));
};
export const isUnderWay = (status: OrderStatus): boolean => !['confirmed', 'settled', 'cancelled', 'noShow'].includes(status);

/** One order in a list: what, when, who, where it stands. */
export function OrderCard({ order, isWarm = false }: { order: OrderSummary; isWarm?: boolean }) {
  const { say } = useText(text);
  const nearWindow = useNearWindow();
  return (
    <Link href={`/orders/${order.orderId}`} className={cx(css.card, isWarm && css.warm)} data-testid="order-card">
      <span className={css.head}>
        <ServiceTile icon={order.icon} family={order.family} sizePixels={44} />
        <span className={css.main}>
          <b>{say(order.itemName)}</b>
          <span className={css.when}>{order.startAt && order.endAt ? nearWindow(order.startAt, order.endAt).map((part) => <span key={part}>{part}</span>) : say(order.nextStep)}</span>
        </span>
        <OrderStatusPill status={order.status} label={order.statusLabel} isLate={order.isLate} />
      </span>
      {isUnderWay(order.status) ? <span className={css.next}>{say(order.nextStep)}</span> : null}
      {isUnderWay(order.status) ? <TimelineBars steps={roadOf(order.status)} label={say(order.statusLabel)} /> : null}
      <span className={css.foot}>
        <span>{[order.estateName, order.workerName].filter(Boolean).join(' · ')}</span>
        <Amount fen={order.totalFen} />
      </span>
    </Link>
  );
}

import { CalendarSync, ChevronRight } from 'lucide-react';
import { useLocation } from 'wouter';
import { useText } from '../../shared/i18n.ts';
import { Card } from '../../shared/kit/index.ts';
import { formatTime, formatWeekday } from '../../shared/format.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import css from './series.module.css';
import { seriesText } from './series.text.ts';

const recurring = ['paid', 'assigned', 'accepted', 'finished', 'confirmed', 'settled'];

/** On an order: the way to the series it belongs to, or to make one of it. */
export function SeriesHint({ order }: { order: Order }) {
  const { t, locale } = useText(seriesText);
  const [, navigate] = useLocation();
  if (!order.seriesId && (!order.startAt || order.redoOf || !recurring.includes(order.status))) return null;
  const when = order.startAt ? `${formatWeekday(order.startAt, locale)} ${formatTime(order.startAt)}` : '';
  return (
    <Card onPress={() => navigate(order.seriesId ? `/series/${order.seriesId}` : `/series/new/${order.orderId}`)}>
      <span className={css.hint} data-testid="series-hint">
        <CalendarSync size={24} strokeWidth={1.8} color="var(--jade-600)" aria-hidden="true" />
        <span><b>{order.seriesId ? t('inSeries') : t('makeAt', { when })}</b><small>{order.seriesId ? t('seeSeries') : t('makeLead')}</small></span>
        <ChevronRight size={20} color="var(--ink-500)" aria-hidden="true" />
      </span>
    </Card>
  );
}

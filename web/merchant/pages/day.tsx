import { api } from '../../shared/api.ts';
import { DayPicker, useDay } from '../../shared/desk/day-picker.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { GanttDay } from '../../shared/desk/gantt-day.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useIsPhone } from '../../shared/desk/use-is-phone.ts';
import { useOpen } from '../../shared/desk/use-open.ts';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, OrderStatusPill, SkeletonScreen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { useView } from '../../shared/use-view.ts';
import { useMerchant } from '../use-merchant.ts';
import pageCss from './pages.module.css';
import { pagesText } from './pages.text.ts';

/** The day of the own workers as one picture; above it what nobody serves yet. */
export default function DayPage() {
  const { t, say } = useText(pagesText);
  const { time } = useFormat();
  const { merchantId } = useMerchant();
  const { openOrder, openWorker, orderId } = useOpen();
  const now = useNow();
  const isPhone = useIsPhone();
  const [day, go] = useDay(now);
  const plan = useView(['dispatch', 'dayPlan', day, merchantId], () => api.dispatch.dayPlan({ day, merchantId }), { live: ['order', 'offer', 'worker'] });
  return (
    <Page title={t('day')} aside={<DayPicker day={day} today={dayOf(now)} onChange={go} />}>
      <Faces of={plan} loading={<SkeletonScreen />}>
        {({ rows, unassigned }) => (
          <>
            {unassigned.length > 0 ? (
              <Panel title={t('waiting', { count: unassigned.length })}>
                <div className={css.line} data-testid="unassigned">
                  {unassigned.map((order) => <button key={order.orderId} type="button" className={css.chip} onClick={() => openOrder(order.orderId, 'candidates')}>{order.startAt ? time(order.startAt) : '—'} {say(order.itemName)} · {order.estateName} <OrderStatusPill status={order.status} label={order.statusLabel} isLate={order.isLate} /></button>)}
                </div>
              </Panel>
            ) : null}
            {isPhone ? <p className={pageCss.hint}>{t('phoneHint')}</p> : null}
            {rows.length === 0 ? <EmptyState title={t('dayEmpty')} art="calm" /> : <GanttDay day={day} rows={rows.map((row) => ({ ...row, merchantName: null }))} now={now} selectedId={orderId} onOpen={(bar, row) => (bar.orderId ? openOrder(bar.orderId) : openWorker(row.workerId))} onOpenRow={(row) => openWorker(row.workerId)} />}
          </>
        )}
      </Faces>
    </Page>
  );
}

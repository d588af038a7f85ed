import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { api } from '../../shared/api.ts';
import { addDays, dayOf } from '../../shared/format.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { GanttDay } from '../../shared/desk/gantt-day.tsx';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, OrderStatusPill, SkeletonScreen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { Panel } from '../parts/panel.tsx';
import css from '../parts/parts.module.css';
import { useIsPhone, useMerchant, useNow, useOpen } from '../use-merchant.ts';
import pageCss from './pages.module.css';
import { pagesText } from './pages.text.ts';

/** The day of the own workers as one picture; above it what nobody serves yet. */
export default function DayPage() {
  const { t, say } = useText(pagesText);
  const { day: sayDay, time } = useFormat();
  const { merchantId } = useMerchant();
  const { param, setParam, openOrder, openWorker, orderId } = useOpen();
  const now = useNow();
  const isPhone = useIsPhone();
  const today = dayOf(now);
  const day = /^\d{4}-\d\d-\d\d$/.test(param('day') ?? '') ? param('day')! : today;
  const go = (next: string): void => setParam('day', next === today ? null : next);
  const plan = useView(['dispatch', 'dayPlan', day, merchantId], () => api.dispatch.dayPlan({ day, merchantId }), { live: ['order', 'offer', 'worker'] });
  const aside = (
    <>
      <Button icon={<ChevronLeft size={16} />} aria-label={t('previousDay')} onClick={() => go(addDays(day, -1))} />
      <DatePicker aria-label={t('pickDay')} allowClear={false} value={dayjs(day)} format={() => sayDay(day)} inputReadOnly onChange={(picked: dayjs.Dayjs | null) => { if (picked) go(picked.format('YYYY-MM-DD')); }} style={{ width: 148 }} />
      <Button icon={<ChevronRight size={16} />} aria-label={t('nextDay')} onClick={() => go(addDays(day, 1))} />
      {day === today ? null : <Button onClick={() => go(today)}>{t('toToday')}</Button>}
    </>
  );
  return (
    <Page title={t('day')} aside={aside}>
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

import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { addDays, dayOf, formatMoney, formatTime } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Chips, Faces, Notice, Segmented, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { RequireSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import type { Order } from '../parts/pay-sheet.tsx';
import { Conflicts, weekdayCodes } from '../series/change-parts.tsx';
import css from '../series/series.module.css';
import { seriesText } from '../series/series.text.ts';
import { text } from '../text.ts';

const intervals = { weekly: 1, biweekly: 2, monthly: 4 } as const;
const lengths = { open: null, half: 182, year: 364 } as const;
const early = ['paid', 'assigned', 'accepted'];

/** An order becomes a series: everything is filled in from it, one tap confirms. */
export default function NewSeries({ orderId }: { orderId: string }) {
  const { t } = useText(seriesText);
  const common = useText(text);
  const order = useView(['orders', 'get', orderId], () => api.orders.get({ orderId }), { live: { subject: orderId } });
  const again = useView(['orders', 'rebook', orderId], () => api.orders.rebook({ orderId }), { live: false, staleSeconds: 60 });
  return (
    <RequireSession title={common.t('loginFirst')} lead={common.t('loginLead')}>
      {order.value?.startAt && again.value ? <Wish key={order.value.workerId} order={order.value} again={again.value} />
        : <Frame title={t('makeTitle')} back={`/orders/${orderId}`}><Faces of={order} loading={<SkeletonScreen />}>{() => <SkeletonScreen />}</Faces></Frame>}
    </RequireSession>
  );
}

function Wish({ order, again }: { order: Order; again: View<'orders', 'rebook'> }) {
  const { t, say } = useText(seriesText);
  const { day } = useFormat();
  const [, navigate] = useLocation();
  const [every, setEvery] = useState<keyof typeof intervals>('weekly');
  const [mode, setMode] = useState<'kept' | 'preferred' | 'none'>(order.workerId ? 'kept' : 'none');
  const [holidayRule, setHolidayRule] = useState<'skip' | 'serve' | 'nextDay' | 'dayBefore'>('skip');
  const [length, setLength] = useState<keyof typeof lengths>('open');
  const [openedAt] = useState(() => new Date().toISOString());
  const isFirst = early.includes(order.status) && order.startAt! > openedAt;
  const firstDay = isFirst ? dayOf(order.startAt!) : dayOf(again.wishedStartAt);
  const weekday = weekdayCodes[(new Date(`${firstDay}T00:00:00Z`).getUTCDay() + 6) % 7]!;
  const wish = {
    itemId: again.itemId, addressId: again.addressId, quantity: again.quantity, rule: `FREQ=WEEKLY;INTERVAL=${intervals[every]};BYDAY=${weekday}`, firstDay, startTime: formatTime(order.startAt!), holidayRule,
    workerMode: mode, ...(mode !== 'none' && order.workerId && { workerId: order.workerId }), ...(lengths[length] !== null && { endsOn: addDays(firstDay, lengths[length]!) }),
  };
  const preview = useView(['orders', 'previewSeries', wish, isFirst], () => api.orders.previewSeries(wish), { live: false, staleSeconds: 0 });
  const create = useCommand(api.orders.createSeries, { onDone: (series) => { showToast(t('made')); navigate(`/series/${series.seriesId}`, { replace: true }); } });
  const name = order.workerName ?? '';
  // The order in hand is the first visit: what is said of its day is about itself.
  const conflicts = preview.value?.conflicts.filter((one) => !(isFirst && one.day === firstDay)) ?? [];
  return (
    <Frame title={t('makeTitle')} back={`/orders/${order.orderId}`} width="reading" bar={<Button size="large" isWide data-testid="series-confirm" isBusy={create.isRunning} disabled={preview.value === undefined} onClick={() => void create.run({ ...wish, note: again.note, memberIds: again.memberIds, ...(isFirst && { firstOrderId: order.orderId }) })}>{t('confirm')}</Button>}>
      <Card>
        <Faces of={preview} loading={<SkeletonScreen />}>{(value) => (
          <div className={css.head}>
            <h2>{say(value.words)}</h2>
            <p className={css.soft}>{say(order.itemName)} · {t('price', { amount: formatMoney(value.priceFen) })}</p>
            <p className={css.soft}>{t('firstVisits', { days: value.visits.filter(({ state }) => state !== 'skipped').slice(0, 4).map((visit) => day(visit.startAt)).join(' · ') })}</p>
          </div>
        )}</Faces>
      </Card>
      <Card>
        <div className={css.stack}>
          <Segmented label={t('how')} value={every} onChange={setEvery} choices={(['weekly', 'biweekly', 'monthly'] as const).map((value) => ({ value, label: t(value) }))} />
          {order.workerId ? <Chips label={t('who')} isLabelShown value={mode} onChange={(value) => value && setMode(value)} choices={[{ value: 'kept', label: t('kept', { name }) }, { value: 'preferred', label: t('preferred', { name }) }, { value: 'none', label: t('anyone') }]} /> : null}
          <p className={css.soft}>{t(mode === 'kept' ? 'keptLead' : mode === 'preferred' ? 'preferredLead' : 'anyoneLead')}</p>
          <Chips label={t('holiday')} isLabelShown value={holidayRule} onChange={(value) => value && setHolidayRule(value)} choices={(['skip', 'serve', 'nextDay', 'dayBefore'] as const).map((value) => ({ value, label: t(value) }))} />
          <Chips label={t('until')} isLabelShown value={length} onChange={(value) => value && setLength(value)} choices={(['open', 'half', 'year'] as const).map((value) => ({ value, label: t(value) }))} />
        </div>
      </Card>
      {preview.value ? <Card><div className={css.stack}>{conflicts.length > 0 ? <Conflicts conflicts={conflicts} /> : <Notice tone="jade">{t('noConflicts')}</Notice>}<p className={css.soft}>{say(preview.value.holidayWords)}</p></div></Card> : null}
      <p className={css.soft}>{t('payLead', { days: 14 })}</p>
    </Frame>
  );
}

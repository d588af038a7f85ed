import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import css from '../../shared/desk/parts.module.css';
import { dayOf, formatTime } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { ConflictList, weekdayCodes } from './change-view.tsx';
import { seriesText } from './series.text.ts';

type Order = View<'orders', 'search'>['items'][number];
type Mode = 'kept' | 'preferred' | 'none';
const early = ['held', 'paid', 'assigned', 'accepted'];

/** A caller wants an order again and again: found by its number, repeated from its day and hour. */
export function NewModal({ onClose, onMade }: { onClose: () => void; onMade: (seriesId: string) => void }) {
  const { t, say } = useText(seriesText);
  const { instant } = useFormat();
  const [words, setWords] = useState('');
  const [openedAt] = useState(() => new Date().toISOString());
  const [order, setOrder] = useState<Order | null>(null);
  const [weeks, setWeeks] = useState(1);
  const [mode, setMode] = useState<Mode>('kept');
  const [reason, setReason] = useState('');
  const found = useView(['orders', 'search', 'series', words], () => api.orders.search({ q: words, limit: 20 }), { isReady: words.trim().length >= 2, live: false });
  const again = useView(['orders', 'rebook', order?.orderId], () => api.orders.rebook({ orderId: order!.orderId }), { isReady: order !== null, live: false });
  const isFirst = order !== null && early.includes(order.status) && order.startAt !== null && order.startAt > openedAt;
  const usedMode = again.value?.workerId ? mode : 'none';
  const firstDay = order && again.value ? (isFirst ? dayOf(order.startAt!) : dayOf(again.value.wishedStartAt)) : null;
  const wish = order && again.value && firstDay ? {
    itemId: again.value.itemId, addressId: again.value.addressId, quantity: again.value.quantity, customerId: order.customerId, rule: `FREQ=WEEKLY;INTERVAL=${weeks};BYDAY=${weekdayCodes[(new Date(`${firstDay}T00:00:00Z`).getUTCDay() + 6) % 7]!}`, firstDay,
    startTime: formatTime(order.startAt ?? again.value.wishedStartAt), workerMode: usedMode, ...(usedMode !== 'none' && { workerId: again.value.workerId! }),
  } : null;
  const preview = useView(['orders', 'previewSeries', wish], () => api.orders.previewSeries(wish!), { isReady: wish !== null, live: false, staleSeconds: 0 });
  const create = useCommand(api.orders.createSeries, { onDone: ({ seriesId }) => { showToast(t('created')); onMade(seriesId); } });
  const name = order?.workerName ?? '';
  return (
    <Modal open title={t('makeTitle')} width={640} onCancel={onClose} okText={t('create')} cancelText={t('back')} confirmLoading={create.isRunning} okButtonProps={{ disabled: preview.value === undefined || reason.trim() === '' }}
      onOk={() => void create.run({ ...wish!, reason: reason.trim(), note: again.value!.note, memberIds: again.value!.memberIds, ...(isFirst && { firstOrderId: order!.orderId }) })}>
      <div className={css.form}>
        <label>{t('findOrder')}<Select<string> showSearch filterOption={false} aria-label={t('findOrder')} notFoundContent={t('noOrder')} value={order?.orderId ?? null} onSearch={setWords} onChange={(id) => setOrder(found.value?.items.find(({ orderId }) => orderId === id) ?? null)}
          options={[...(found.value?.items ?? []), ...(order && !found.value?.items.some(({ orderId }) => orderId === order.orderId) ? [order] : [])].map((one) => ({ value: one.orderId, label: `${one.no} · ${one.customerName} · ${say(one.itemName)}${one.startAt ? ` · ${instant(one.startAt)}` : ''}` }))} /></label>
        {order ? <div className={css.two}>
          <label>{t('every')}<Select<number> aria-label={t('every')} value={weeks} onChange={setWeeks} options={[{ value: 1, label: t('everyWeek') }, { value: 2, label: t('every2') }, { value: 4, label: t('every4') }]} /></label>
          <label>{t('who')}<Select<Mode> aria-label={t('who')} value={usedMode} disabled={!again.value?.workerId} onChange={setMode} options={[{ value: 'kept', label: t('kept', { name }) }, { value: 'preferred', label: t('preferred', { name }) }, { value: 'none', label: t('anyone') }]} /></label>
        </div> : null}
        <label>{t('reason')}<Input value={reason} maxLength={200} placeholder={t('reasonHint')} onChange={(event) => setReason(event.target.value)} /></label>
        {preview.refusal ? <p className={css.wrong}>{say(preview.refusal)}</p> : null}
        {preview.value && order ? <><b>{say(preview.value.words)}</b><ConflictList conflicts={preview.value.conflicts.filter((one) => !(isFirst && one.day === firstDay))} /><p className={css.quiet}>{say(preview.value.holidayWords)}</p></> : null}
      </div>
    </Modal>
  );
}

import { Button, Modal } from 'antd';
import { Phone } from 'lucide-react';
import { api, type View } from '../../shared/api.ts';
import type { Carried } from '../../shared/desk/gantt-carry.ts';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useMaskedCall } from '../../shared/use-masked-call.ts';
import { useView } from '../../shared/use-view.ts';
import { RaiseTicket } from '../order/order-acts.tsx';
import css from './move.module.css';
import { moveText } from './move.text.ts';
import { type Allowed, useMoves } from './use-moves.ts';

export type MoveCheck = View<'dispatch', 'checkMove'>;
const shownBetter = 4;
/** Rules about her other visits: only then giving one of those away helps. */
const timeRules: readonly string[] = ['overlap', 'travelIn', 'travelOut'];

/** A drop that breaks a rule: which one, in one sentence, what would help, and who could go instead. */
export function BlockedDialog({ check, formerWorkerId, onGive, onClose }: { check: MoveCheck; formerWorkerId: string | null; onGive: (worker: Allowed) => void; onClose: () => void }) {
  const { t, say } = useText(moveText);
  const { timeWindow } = useFormat();
  const { openOrder } = useOpen();
  const moves = useMoves(check.orderId);
  const better = moves.value?.allowed.filter(({ workerId }) => workerId !== check.workerId && workerId !== formerWorkerId).slice(0, shownBetter) ?? [];
  return (
    <Modal open onCancel={onClose} title={t('blockedTitle', { name: check.workerName })} footer={<Button type="primary" onClick={onClose} autoFocus>{t('fine')}</Button>} width={520}>
      <div className={css.why} data-testid="move-blocked">
        <ul>{check.blockers.map(({ rule, reason }) => <li key={rule} className={css.rule} data-rule={rule}>{say(reason)}{rule === 'travelIn' && check.lateMinutes > 0 ? ` · ${t('late', { minutes: check.lateMinutes })}` : ''}</li>)}</ul>
        {check.help ? <div><h3>{t('helpTitle')}</h3><p className={css.help} data-testid="move-help">{say(check.help)}</p></div> : null}
        {check.displaced.length > 0 && check.blockers.every(({ rule }) => timeRules.includes(rule)) ? (
          <div><h3>{t('displaced')}</h3>
            {check.displaced.map((order) => <div key={order.orderId} className={css.pair}><span>{order.startAt && order.endAt ? timeWindow(order.startAt, order.endAt) : ''} {say(order.itemName)} · {order.estateName}</span><Button size="small" onClick={() => { onClose(); openOrder(order.orderId); }}>{t('open')}</Button></div>)}
          </div>
        ) : null}
        {moves.value ? <div><h3>{t('better')}</h3>
          {better.length === 0 ? <p className={css.quiet}>{t('nobody')}</p> : <div className={css.line}>{better.map((one) => <Button key={one.workerId} onClick={() => onGive(one)}>{one.name}{one.caution ? '' : ` · ${t('score', { score: Math.round(one.score) })}`}</Button>)}</div>}
        </div> : null}
      </div>
    </Modal>
  );
}

/** A drop onto another hour: the family agreed on this one, so it is asked, never moved. */
export function TimeDialog({ carried, shiftMinutes, worker, onGive, onClose }: { carried: Carried; shiftMinutes: number; worker: { workerId: string; name: string } | null; onGive: (() => void) | null; onClose: () => void }) {
  const { t, say } = useText(moveText);
  const { instant } = useFormat();
  const order = useView(['orders', 'get', carried.orderId], () => api.orders.get({ orderId: carried.orderId }), { live: { subject: carried.orderId }, isKept: false });
  const call = useMaskedCall(carried.orderId);
  const from = instant(carried.startAt);
  const to = instant(new Date(Date.parse(carried.startAt) + shiftMinutes * 60_000).toISOString());
  return (
    <Modal open onCancel={onClose} title={t('timeTitle')} width={520} footer={(
      <div className={css.line} style={{ justifyContent: 'flex-end' }}>
        {onGive && worker ? <Button onClick={onGive}>{t('keepTime', { name: worker.name })}</Button> : null}
        <Button onClick={onClose}>{t('keep')}</Button>
        <RaiseTicket isPrimary orderId={carried.orderId} kind="change" label={t('ask')} words={t('askWords', { from, to, item: order.value ? say(order.value.itemName) : carried.label, worker: worker?.name ?? order.value?.workerName ?? '' })} />
      </div>
    )}>
      <div className={css.why} data-testid="move-time">
        <p>{t('timeLead', { from, to })}</p>
        <div className={css.pair}><span className={css.quiet}>{order.value ? `${order.value.customerName} · ${order.value.estateName}` : ''}</span><Button icon={<Phone size={16} />} loading={call.isRunning} onClick={call.ring}>{t('ring')}</Button></div>
        {call.dialNumber ? <p role="status">{t('dial', { number: call.dialNumber })}</p> : null}
      </div>
    </Modal>
  );
}

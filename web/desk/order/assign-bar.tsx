import { Button, Input, Switch } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { showUndo } from '../../shared/desk/undo.ts';
import { useText } from '../../shared/i18n.ts';
import { useCommand } from '../../shared/use-command.ts';
import css from './order.module.css';
import { orderText } from './order.text.ts';

type AssignableOrder = Pick<View<'orders', 'search'>['items'][number], 'orderId' | 'no' | 'status' | 'workerId' | 'workerName'>;

/** Assigns with an undo: back to whoever had the order before, or to the search for somebody. */
function useAssign(order: AssignableOrder, onDone: () => void) {
  const { t } = useText(orderText);
  const assign = useCommand(api.dispatch.assign);
  const redispatch = useCommand(api.dispatch.redispatch);
  const run = async (worker: { workerId: string; name: string }, reason: string, isAcceptedByPhone: boolean): Promise<void> => {
    const former = { workerId: order.workerId, wasAccepted: order.status === 'accepted' };
    const done = await assign.run({ orderId: order.orderId, workerId: worker.workerId, reason, isAcceptedByPhone });
    if (!done) return;
    showUndo(t(isAcceptedByPhone ? 'assignedDone' : 'askedDone', { name: worker.name }), () => {
      if (former.workerId) void assign.run({ orderId: order.orderId, workerId: former.workerId, reason: t('undoWords'), isAcceptedByPhone: former.wasAccepted });
      else void redispatch.run({ orderId: order.orderId, reason: t('undoWords') });
    });
    onDone();
  };
  return { run, isRunning: assign.isRunning };
}

const reasonKeys = ['why2', 'why1', 'why3', 'why4', 'why6'] as const;

/** The last step of an assignment: a reason is already there, Enter assigns, Esc goes back. */
export function AssignBar({ order, worker, onDone, onCancel }: { order: AssignableOrder; worker: { workerId: string; name: string }; onDone: () => void; onCancel: () => void }) {
  const { t } = useText(orderText);
  const [reason, setReason] = useState<string>(t(order.workerId ? 'why3' : 'why2'));
  const [isByPhone, setByPhone] = useState(false);
  const { run, isRunning } = useAssign(order, onDone);
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => confirm.current?.focus({ preventScroll: true }), [worker.workerId]);
  const send = (): void => { if (reason.trim() !== '') void run(worker, reason.trim(), isByPhone); };
  return (
    <div role="group" aria-label={t('why')} className={css.assign} data-testid="assign-bar" onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); onCancel(); } }}>
      <div className={css.assignRow}>
        {reasonKeys.map((key) => <button key={key} type="button" className={css.chip} aria-pressed={reason === t(key)} onClick={() => { setReason(t(key)); confirm.current?.focus(); }}>{t(key)}</button>)}
      </div>
      <div className={css.assignRow}>
        <Input value={reason} maxLength={200} aria-label={t('why')} placeholder={t('whyPlaceholder')} onChange={(event) => setReason(event.target.value)} onPressEnter={send} style={{ flex: '1 1 200px', width: 'auto' }} />
        <label className={css.assignRow} title={t('byPhoneNote')} style={{ gap: 6 }}><Switch size="small" checked={isByPhone} onChange={setByPhone} aria-label={t('byPhone')} data-testid="assign-by-phone" />{t('byPhone')}</label>
      </div>
      <div className={css.assignRow}>
        <Button ref={confirm} type="primary" loading={isRunning} disabled={reason.trim() === ''} onClick={send} data-testid="assign-confirm">{t(order.workerId ? 'assignAgain' : 'assignTo', { name: worker.name })}</Button>
        <Button type="text" onClick={onCancel}>{t('notNow')}</Button>
        <span className={css.lead}>{t('byPhoneNote')}</span>
      </div>
    </div>
  );
}

import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api, type View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import { showToast } from '../../toasts.ts';
import { useCommand } from '../../use-command.ts';
import css from '../parts.module.css';
import { Toggle } from '../toggle.tsx';
import { showUndo } from '../undo.ts';
import orderCss from './order.module.css';
import { orderText } from './order.text.ts';

export type AssignableOrder = Pick<View<'orders', 'search'>['items'][number], 'orderId' | 'status' | 'workerId' | 'merchantId'>;

/** Assigns with an undo: back to whoever had the order before, or to the search for somebody. A merchant cannot give it back to another merchant or to the search, so there it is only told. `isQuiet`: the caller says itself why it was refused. */
export function useAssign({ isQuiet = false }: { isQuiet?: boolean } = {}) {
  const { t } = useText(orderText);
  const assign = useCommand(api.dispatch.assign, { isQuiet });
  const back = useCommand(api.dispatch.assign);
  const redispatch = useCommand(api.dispatch.redispatch);
  const run = async (order: AssignableOrder, worker: { workerId: string; name: string }, reason: string, isAcceptedByPhone: boolean): Promise<boolean> => {
    const { orderId, workerId: formerId, merchantId: formerMerchantId, status } = order;
    const done = await assign.run({ orderId, workerId: worker.workerId, reason, isAcceptedByPhone });
    if (!done) return false;
    const words = t(isAcceptedByPhone ? 'assignedDone' : 'askedDone', { name: worker.name });
    const mayRedispatch = done.can['redispatch']?.isAllowed === true;
    if (formerId && (mayRedispatch || formerMerchantId === done.merchantId)) showUndo(words, () => void back.run({ orderId, workerId: formerId, reason: t('undoWords'), isAcceptedByPhone: status === 'accepted' }));
    else if (mayRedispatch) showUndo(words, () => void redispatch.run({ orderId, reason: t('undoWords') }));
    else showToast(words);
    return true;
  };
  return { run, isRunning: assign.isRunning };
}

const reasonKeys = ['why2', 'why1', 'why3', 'why4', 'why6'] as const;

/** The last step of an assignment: a reason is already there, Enter assigns, Esc goes back. */
export function AssignBar({ order, worker, onDone, onCancel }: { order: AssignableOrder; worker: { workerId: string; name: string }; onDone: () => void; onCancel: () => void }) {
  const { t } = useText(orderText);
  const [reason, setReason] = useState<string>(t(order.workerId ? 'why3' : 'why2'));
  const [isByPhone, setByPhone] = useState(false);
  const { run, isRunning } = useAssign();
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => confirm.current?.focus({ preventScroll: true }), [worker.workerId]);
  const send = async (): Promise<void> => { if (reason.trim() !== '' && await run(order, worker, reason.trim(), isByPhone)) onDone(); };
  return (
    <div role="group" aria-label={t('why')} className={orderCss.assign} data-testid="assign-bar" onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); onCancel(); } }}>
      <div className={css.line}>
        {reasonKeys.map((key) => <button key={key} type="button" className={css.chip} aria-pressed={reason === t(key)} onClick={() => { setReason(t(key)); confirm.current?.focus(); }}>{t(key)}</button>)}
      </div>
      <Input value={reason} maxLength={200} aria-label={t('why')} placeholder={t('whyPlaceholder')} onChange={(event) => setReason(event.target.value)} onPressEnter={() => void send()} />
      <Toggle label={t('byPhone')} note={t('byPhoneNote')} isOn={isByPhone} onChange={setByPhone} testId="assign-by-phone" />
      <div className={css.line}>
        <Button ref={confirm} type="primary" loading={isRunning} disabled={reason.trim() === ''} onClick={() => void send()} data-testid="assign-confirm">{t(order.workerId ? 'assignAgain' : 'assignTo', { name: worker.name })}</Button>
        <Button type="text" onClick={onCancel}>{t('notNow')}</Button>
      </div>
    </div>
  );
}

import { Circle } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Chips, EmptyState, Faces, Notice, Sheet, SkeletonScreen, TextArea, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import css from './order.module.css';
import { refundText } from './refund.text.ts';

const reasons = ['why1', 'why2', 'why3'] as const;

/** Money back for what was left undone: what, how much, by which rule, before it is asked for. */
export function RefundSheet({ order, onClose, onRedo }: { order: Order; onClose: () => void; onRedo: () => void }) {
  const { t, say } = useText(refundText);
  const [reason, setReason] = useState<(typeof reasons)[number] | null>('why1');
  const [words, setWords] = useState('');
  const about = { orderId: order.orderId, kind: 'undoneItems' as const };
  const preview = useView(['payments', 'previewPartRefund', order.orderId], () => api.payments.previewPartRefund(about), { live: false, staleSeconds: 0 });
  const ask = useCommand(api.payments.proposeRefund, { isQuiet: true, refreshes: [['payments'], ['orders', 'get']], onDone: ({ state }) => { showToast(t(state === 'approved' ? 'sent' : 'sentWaits')); onClose(); } });
  const whole = [reason ? t(reason) : '', words.trim()].filter(Boolean).join(' · ');
  const found = preview.value;
  return (
    <Sheet isOpen title={t('title')} onClose={onClose} {...(found && found.refundFen > 0 && { bar: <Button size="large" isWide isBusy={ask.isRunning} disabled={whole === ''} data-testid="refund-send" onClick={() => void ask.run({ ...about, reason: whole.slice(0, 200) })}>{t('send', { amount: formatMoney(found.refundFen) })}</Button> })}>
      <Faces of={preview} loading={<SkeletonScreen />} isEmpty={({ refundFen }) => refundFen === 0} empty={<EmptyState title={t('nothing')} art="calm" {...(order.can['redo']?.isAllowed && { action: <Button onClick={onRedo}>{t('toRedo')}</Button> })}>{t('nothingLead')}</EmptyState>}>
        {(value) => (
          <div className={css.sheetStack}>
            <div className={css.big}><Amount fen={value.refundFen} size="large" /><p>{t('back')} · {t('toRail')}</p></div>
            <Notice tone="jade">{say(value.words)}</Notice>
            <div className={css.undone}><h3>{t('undone')}</h3><ul>{value.items.filter(({ isDone }) => !isDone).map((item) => <li key={item.code}><Circle size={18} strokeWidth={1.6} aria-hidden="true" /><span>{say(item.text)}</span></li>)}</ul></div>
            <Chips label={t('why')} isLabelShown canClear value={reason} onChange={setReason} choices={reasons.map((value_) => ({ value: value_, label: t(value_) }))} />
            <TextArea label={t('why')} isLabelHidden isOptional rows={2} maxLength={160} placeholder={t('whyHint')} value={words} onChange={setWords} wrong={ask.refusal} />
          </div>
        )}
      </Faces>
    </Sheet>
  );
}

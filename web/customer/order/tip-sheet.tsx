import { useCallback, useState } from 'react';
import { api } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Chips, Sheet, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { ChargeSheet } from '../parts/charge-sheet.tsx';
import type { Order } from '../parts/pay-sheet.tsx';
import css from './order.module.css';
import { paperText } from './paper.text.ts';

const usualYuan = ['5', '10', '20', '50'] as const;

/** A thank-you to the worker after the visit: all of it is hers. */
export function TipSheet({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useText(paperText);
  const [yuan, setYuan] = useState<string>('10');
  const [words, setWords] = useState('');
  const [chargeId, setChargeId] = useState<string | null>(null);
  const give = useCommand(api.payments.giveTip, { isQuiet: true, refreshes: [], onDone: (tip) => setChargeId(tip.chargeId) });
  const name = order.worker?.name ?? '';
  const done = useCallback(() => { showToast(t('tipDone', { name })); onClose(); }, [t, name, onClose]);
  const amountFen = Math.round(Number(yuan) * 100);
  if (chargeId) return <ChargeSheet chargeId={chargeId} title={t('tipTitle', { name })} note={t('tipNote')} onClose={onClose} onPaid={done} />;
  return (
    <Sheet isOpen title={t('tipTitle', { name })} onClose={onClose} bar={<Button size="large" isWide kind="warm" isBusy={give.isRunning} disabled={!(amountFen >= 100)} data-testid="tip-give" onClick={() => void give.run({ orderId: order.orderId, amountFen, words: words.trim() })}>{t('tipGive', { amount: amountFen >= 100 ? formatMoney(amountFen) : '' })}</Button>}>
      <Chips label={t('tip')} value={usualYuan.find((one) => one === yuan) ?? null} onChange={(value) => setYuan(value ?? '')} choices={usualYuan.map((value) => ({ value, label: `¥${value}` }))} />
      <TextInput label={t('tipOther')} prefix="¥" inputMode="decimal" value={yuan} onChange={(value) => setYuan(value.replace(/[^\d.]/g, '').slice(0, 7))} wrong={give.refusal} />
      <TextInput label={t('tipWords')} isOptional maxLength={100} placeholder={t('tipWordsHint')} value={words} onChange={setWords} />
      <p className={css.soft}>{t('tipNote')}</p>
    </Sheet>
  );
}

import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Chips, Faces, Notice, Sheet, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { CancelTiers } from '../parts/cancel-tiers.tsx';
import type { Order } from '../parts/pay-sheet.tsx';
import css from './order.module.css';
import { sheetText } from './sheets.text.ts';

const reasons = ['reasonPlans', 'reasonMistake', 'reasonPrice', 'reasonWorker', 'reasonOther'] as const;

/** What cancelling now gives back and by which rule, before it is done. */
export function CancelSheet({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t, say } = useText(sheetText);
  const [reason, setReason] = useState<(typeof reasons)[number] | null>(null);
  const preview = useView(['orders', 'cancelPreview', order.orderId], () => api.orders.cancelPreview({ orderId: order.orderId }), { live: false, staleSeconds: 0, everySeconds: 30 });
  const cancel = useCommand(api.orders.cancel, { refreshes: [['orders', 'get'], ['orders', 'list'], ['payments']], onDone: () => { showToast(t('cancelled')); onClose(); } });
  const isPaid = order.paidFen > 0;
  return (
    <Sheet isOpen title={t('cancelTitle')} onClose={onClose} bar={<>
      <Button kind="secondary" size="large" onClick={onClose}>{t('keep')}</Button>
      <Button kind="danger" size="large" isWide isBusy={cancel.isRunning} disabled={!preview.value} data-testid="cancel-confirm" onClick={() => void cancel.run({ orderId: order.orderId, reason: reason ? t(reason) : '' })}>{preview.value && isPaid ? t('cancelConfirm', { amount: formatMoney(preview.value.refundFen) }) : t('cancelPlain')}</Button>
    </>}>
      <Faces of={preview} loading={<SkeletonScreen />}>
        {(value) => (
          <div className={css.sheetStack}>
            {isPaid ? <div className={css.big}><Amount fen={value.refundFen} size="large" /><p>{t('back')} · {t('refundTo')}</p></div> : null}
            <Notice tone={value.keptFen > 0 ? 'warm' : 'jade'}>{say(value.rule)}{value.keptFen > 0 ? <><br />{t('keptFor', { amount: formatMoney(value.keptFen) })}</> : null}</Notice>
            {isPaid && value.tiers.length > 0 ? <CancelTiers label={t('rules')} tiers={value.tiers} nowPercent={value.refundPercent} /> : null}
            <Chips label={t('whyCancel')} isLabelShown canClear value={reason} onChange={setReason} choices={reasons.map((value) => ({ value, label: t(value) }))} />
          </div>
        )}
      </Faces>
    </Sheet>
  );
}

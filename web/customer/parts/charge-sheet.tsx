import { useCallback } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Sheet, SkeletonScreen } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { useNow } from '../use-now.ts';
import { CashierBar, CashierBody, isPast } from './cashier-body.tsx';
import { payText } from './pay-sheet.text.ts';
import { useCashier } from './use-cashier.ts';

/** Pays what is no order: money put in, a pack, a membership, a tip. `note` says what becomes of the money. */
export function ChargeSheet({ chargeId, title, note, onClose, onPaid }: { chargeId: string; title: string; note: string; onClose: () => void; onPaid: () => void }) {
  const { t, say } = useText(payText);
  const now = useNow(1);
  const charge = useView(['payments', 'charge', chargeId], () => api.payments.charge({ chargeId }), { live: ['charge', 'payment'], isKept: false });
  const open = useCallback((rail: Parameters<typeof api.payments.startCharge>[0]['rail']) => api.payments.startCharge({ chargeId, ...(rail && { rail }) }), [chargeId]);
  const cashier = useCashier({ dueKey: chargeId, open, onPaid });
  const found = charge.value;
  return (
    <Sheet isOpen title={t('title')} onClose={onClose} {...(found && { bar: <CashierBar of={cashier} amountFen={found.amountFen} isOver={isPast(found.payBefore, now)} onClose={onClose} /> })}>
      <Faces of={charge} loading={<SkeletonScreen />}>{(value) => <CashierBody of={cashier} amountFen={value.amountFen} title={title || say(value.words)} payBefore={null} keptNote={note} />}</Faces>
    </Sheet>
  );
}

import { UserX } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, CanButton, Dialog, Sheet, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import type { Visit } from '../use-work.ts';
import { HouseholdCard } from './household-card.tsx';
import { visitText } from './visit.text.ts';

/** Nobody opens: call, wait, then report, with what follows said before. */
export function AbsentCustomer({ visit }: { visit: Visit }) {
  const { t } = useText(visitText);
  const [isOpen, setOpen] = useState(false);
  const [isSure, setSure] = useState(false);
  const [note, setNote] = useState('');
  const report = useCommand(api.orders.reportNoShow, { onDone: () => { setSure(false); setOpen(false); showToast(t('absentDone')); }, onRefused: () => setSure(false) });
  return (
    <>
      <Button kind="quiet" isWide icon={<UserX size={20} aria-hidden="true" />} data-testid="visit-absent" onClick={() => setOpen(true)}>{t('absent')}</Button>
      <Sheet isOpen={isOpen} title={t('absentTitle')} onClose={() => setOpen(false)} bar={<CanButton can={visit.can['reportNoShow']} kind="danger" size="large" isWide onClick={() => setSure(true)}>{t('absentReport')}</CanButton>}>
        <p>{t('absentLead')}</p>
        <HouseholdCard visit={visit} />
        <p>{t('absentWhat')}</p>
        <TextInput label={t('absentNote')} placeholder={t('absentNoteHint')} isOptional value={note} onChange={setNote} maxLength={200} />
      </Sheet>
      <Dialog isOpen={isSure} title={t('absentReport')} isDanger isBusy={report.isRunning} confirm={t('absentReport')} onConfirm={() => void report.run({ orderId: visit.orderId, who: 'customer', note: note.trim() })} onClose={() => setSure(false)}>{t('absentConfirm')}</Dialog>
    </>
  );
}

import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Card, Chips, Sheet, TextArea, TextInput } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useParcels } from '../outbox.ts';
import { Unsent } from '../unsent.tsx';
import type { Visit } from '../use-work.ts';
import { PostNotice, tickedItems } from './checklist.tsx';
import css from './visit.module.css';
import { visitText } from './visit.text.ts';

const reasons = ['undoneCustomer', 'undoneTools', 'undoneTime', 'undoneBroken', 'undoneSafety', 'undoneOther'] as const;
type Reason = (typeof reasons)[number];

/** Finishing closes the list for good, so it is confirmed by what follows; what is missing is named, with a reason as the way on. */
export function FinishButton({ visit }: { visit: Visit }) {
  const { t, say } = useText(visitText);
  const parcels = useParcels(visit.orderId);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const [note, setNote] = useState('');
  const finish = useCommand(api.orders.finish, { onDone: () => window.scrollTo({ top: 0 }) });
  const items = tickedItems(visit, parcels).filter((item) => item.isRequired && !item.isDone);
  const nodes = visit.requiredPhotoNodes.filter((node) => !visit.photos.some((photo) => photo.node === node.code) && !parcels.some((parcel) => parcel.kind === 'photo' && parcel.subject === node.code));
  const missing = items.length + nodes.length;
  const undoneReason = missing === 0 ? '' : reason === 'undoneOther' ? words.trim() : reason ? t(reason) : '';
  const run = (): void => void finish.run({ orderId: visit.orderId, note: note.trim(), undoneReason });
  const isWaiting = parcels.length > 0;
  return (
    <>
      <Button size="large" isWide kind={missing === 0 ? 'primary' : 'secondary'} data-testid="visit-finish" onClick={() => setOpen(true)}>{missing === 0 ? t('finish') : t('finishLeft', { count: missing })}</Button>
      <Sheet isOpen={isOpen} title={t('finishTitle')} onClose={() => setOpen(false)}
        bar={<Button size="large" isWide isBusy={finish.isRunning} disabled={isWaiting || (missing > 0 && undoneReason === '')} data-testid="finish-confirm" onClick={run}>{isWaiting ? t('sending', { count: parcels.length }) : t(missing === 0 ? 'finishGo' : undoneReason === '' ? 'missingPick' : 'finishUndone')}</Button>}>
        <PostNotice orderId={visit.orderId} />
        {missing === 0 ? <p>{t('finishAll')}</p> : (
          <>
            <Card title={t('missing')} face="warm">
              <ul className={css.missing}>
                {items.map((item) => <li key={item.code}><CircleAlert size={19} aria-hidden="true" />{say(item.text)}</li>)}
                {nodes.map((node) => <li key={node.code}><CircleAlert size={19} aria-hidden="true" />{t('missingPhoto', { node: say(node.text) })}</li>)}
              </ul>
            </Card>
            <Button kind="secondary" size="large" onClick={() => setOpen(false)}>{t('back')}</Button>
            <Chips label={t('missingPick')} isLabelShown value={reason} onChange={setReason} choices={reasons.map((value) => ({ value, label: t(value) }))} />
            {reason === 'undoneOther' ? <TextInput label={t('undoneWords')} value={words} onChange={setWords} maxLength={200} /> : null}
            <p>{t('undoneSeen')}</p>
          </>
        )}
        <TextArea label={t('finishNote')} placeholder={t('finishNoteHint')} isOptional maxLength={300} value={note} onChange={setNote} />
        <p>{t('finishWhat')}</p>
        <Card face="jade"><span className={css.pay}><span>{t('donePay')}</span><Amount fen={visit.workerPayFen ?? 0} size="large" /></span></Card>
        <Unsent refusal={finish.refusal} onRetry={run} />
      </Sheet>
    </>
  );
}

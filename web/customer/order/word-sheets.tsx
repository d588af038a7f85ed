import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Chips, Dialog, Notice, Segmented, Sheet, StarsInput, TextArea, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import { WishButtons } from '../wishes/wish-buttons.tsx';
import wishesCss from '../wishes/wishes.module.css';
import { wishesText } from '../wishes/wishes.text.ts';
import css from './order.module.css';
import { sheetText } from './sheets.text.ts';

type Props = { order: Order; onClose: () => void };
const redoReasons = ['redoMissed', 'redoDirty', 'redoBroken'] as const;

/** A free second visit: what was not right, in a tap or in words. */
export function RedoSheet({ order, onClose }: Props) {
  const { t } = useText(sheetText);
  const [, navigate] = useLocation();
  const [words, setWords] = useState('');
  const [reason, setReason] = useState<(typeof redoReasons)[number] | null>(null);
  const redo = useCommand(api.orders.redo, { isQuiet: true, onDone: (made) => { showToast(t('redoDone')); onClose(); navigate(`/orders/${made.orderId}`); } });
  const whole = [reason ? t(reason) : '', words.trim()].filter(Boolean).join(' · ');
  return (
    <Sheet isOpen title={t('redoTitle')} onClose={onClose} bar={<Button size="large" isWide isBusy={redo.isRunning} disabled={whole === ''} onClick={() => void redo.run({ orderId: order.orderId, reason: whole.slice(0, 300) })}>{t('redoConfirm')}</Button>}>
      <Notice tone="jade">{t('redoLead')}</Notice>
      <Chips label={t('redoTitle')} canClear value={reason} onChange={setReason} choices={redoReasons.map((value) => ({ value, label: t(value) }))} />
      <TextArea label={t('redoWords')} rows={3} maxLength={280} placeholder={t('redoHint')} value={words} onChange={setWords} wrong={redo.refusal} />
    </Sheet>
  );
}

const ticketKinds = { complaint: 'ticketComplaint', consulting: 'ticketConsult', incident: 'ticketIncident' } as const;

/** A ticket with the call centre about this order. */
export function TicketSheet({ order, onClose }: { order: { orderId: string } | null; onClose: () => void }) {
  const { t } = useText(sheetText);
  const [kind, setKind] = useState<keyof typeof ticketKinds>('complaint');
  const [words, setWords] = useState('');
  const raise = useCommand(api.support.raiseTicket, { isQuiet: true, onDone: (ticket) => { showToast(t('ticketDone', { no: ticket.no })); onClose(); } });
  return (
    <Sheet isOpen title={t('ticketTitle')} onClose={onClose} bar={<Button size="large" isWide isBusy={raise.isRunning} disabled={words.trim() === ''} onClick={() => void raise.run({ kind, words: words.trim(), ...(order && { orderId: order.orderId }) })}>{t('ticketConfirm')}</Button>}>
      <Segmented label={t('ticketTitle')} value={kind} onChange={setKind} choices={(Object.keys(ticketKinds) as (keyof typeof ticketKinds)[]).map((value) => ({ value, label: t(ticketKinds[value]) }))} />
      <TextArea label={t('ticketWords')} rows={5} maxLength={1000} placeholder={t('ticketHint')} value={words} onChange={setWords} wrong={raise.refusal} />
      <p className={css.soft}>{t('ticketLead')}</p>
    </Sheet>
  );
}

/** Nobody came: the money goes back and somebody calls. Cannot be undone, so it is asked once more. */
export function NoShowDialog({ order, onClose }: Props) {
  const { t } = useText(sheetText);
  const report = useCommand(api.orders.reportNoShow, { onDone: () => { showToast(t('noShowDone')); onClose(); } });
  return <Dialog isOpen title={t('noShowTitle')} confirm={t('noShowConfirm')} cancel={t('wait')} isDanger isBusy={report.isRunning} onClose={onClose} onConfirm={() => void report.run({ orderId: order.orderId, who: 'worker' })}>{t('noShowLead')}</Dialog>;
}

/** Three dimensions and words; the worker never learns who wrote them. */
export function ReviewSheet({ order, onClose }: Props) {
  const { t } = useText(sheetText);
  const wishes = useText(wishesText);
  const [skill, setSkill] = useState(0);
  const [communication, setCommunication] = useState(0);
  const [attitude, setAttitude] = useState(0);
  const [words, setWords] = useState('');
  const review = useCommand(api.orders.review, { isQuiet: true, onDone: () => { showToast(t('reviewDone')); onClose(); } });
  const isWhole = skill > 0 && communication > 0 && attitude > 0;
  return (
    <Sheet isOpen title={t('reviewTitle')} onClose={onClose} bar={<Button size="large" isWide data-testid="review-confirm" isBusy={review.isRunning} disabled={!isWhole} onClick={() => void review.run({ orderId: order.orderId, skill, communication, attitude, words: words.trim() })}>{t('reviewConfirm')}</Button>}>
      {isWhole ? null : <Button kind="soft" onClick={() => { setSkill(5); setCommunication(5); setAttitude(5); }}>{t('allGood')}</Button>}
      <StarsInput label={t('reviewSkill')} value={skill} onChange={setSkill} />
      <StarsInput label={t('reviewCommunication')} value={communication} onChange={setCommunication} />
      <StarsInput label={t('reviewAttitude')} value={attitude} onChange={setAttitude} />
      <TextArea label={t('reviewWords')} isOptional rows={3} maxLength={500} placeholder={t('reviewHint')} value={words} onChange={setWords} wrong={review.refusal} />
      <Notice tone="sky">{t('reviewAnonymous')}</Notice>
      <p className={css.soft}>{t('reviewNeighbour')}</p>
      {order.worker ? <section className={wishesCss.next}><b>{wishes.t('nextTime')}</b><span className={wishesCss.soft}>{wishes.t('nextTimeLead')}</span><WishButtons worker={order.worker} /></section> : null}
    </Sheet>
  );
}

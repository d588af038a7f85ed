import { Button, Input, Modal, Popover, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { api } from '../../shared/api.ts';
import { ActButton } from '../../shared/desk/act-button.tsx';
import type { Order } from '../../shared/desk/order/order-drawer.tsx';
import { Facts } from '../../shared/desk/panel.tsx';
import partsCss from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { showUndo } from '../../shared/desk/undo.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Faces, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import css from './order.module.css';
import { orderText } from './order.text.ts';

/** A line of words with quick ones to press. */
function QuickWords({ label, words, onChange, quick, isLong = false }: { label: string; words: string; onChange: (words: string) => void; quick: readonly string[]; isLong?: boolean }) {
  return (
    <>
      <div className={partsCss.line} role="group" aria-label={label}>{quick.map((one) => <button key={one} type="button" className={partsCss.chip} aria-pressed={words === one} onClick={() => onChange(one)}>{one}</button>)}</div>
      {isLong ? <Input.TextArea value={words} onChange={(event) => onChange(event.target.value)} aria-label={label} placeholder={label} rows={4} maxLength={1000} /> : <Input value={words} onChange={(event) => onChange(event.target.value)} aria-label={label} placeholder={label} maxLength={200} />}
    </>
  );
}

/** What the desk can do with an order beside assigning: take it back, report a no-show, cancel, open a ticket. */
export function OrderActs({ order }: { order: Order }) {
  return (
    <div className={css.foot}>
      <Redispatch order={order} /><NoShow order={order} /><RaiseTicket orderId={order.orderId} />
      <i /><Cancel order={order} />
    </div>
  );
}

function Redispatch({ order }: { order: Order }) {
  const { t } = useText(orderText);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState<string>(t('re1'));
  const assign = useCommand(api.dispatch.assign);
  const run = useCommand(api.dispatch.redispatch, { onDone: () => {
    setOpen(false);
    const former = { workerId: order.workerId, wasAccepted: order.status === 'accepted' };
    if (former.workerId) showUndo(t('redispatchDone'), () => void assign.run({ orderId: order.orderId, workerId: former.workerId!, reason: t('undoWords'), isAcceptedByPhone: former.wasAccepted }));
    else showToast(t('redispatchDone'));
  } });
  const can = order.can['redispatch'];
  const content = (
    <div className={css.form} style={{ width: 340, maxWidth: '80vw' }}>
      <p className={partsCss.lead}>{t('redispatchLead')}</p>
      <QuickWords label={t('why')} words={reason} onChange={setReason} quick={[t('re1'), t('re2'), t('re3'), t('re4')]} />
      <Button type="primary" loading={run.isRunning} disabled={reason.trim() === ''} onClick={() => void run.run({ orderId: order.orderId, reason: reason.trim() })} data-testid="redispatch-confirm">{t('redispatch')}</Button>
    </div>
  );
  if (!can?.isAllowed) return <ActButton can={can}>{t('redispatch')}</ActButton>;
  return <Popover trigger="click" open={isOpen} onOpenChange={setOpen} content={content} title={t('redispatch')}><Button data-testid="redispatch">{t('redispatch')}</Button></Popover>;
}

function NoShow({ order }: { order: Order }) {
  const { t } = useText(orderText);
  const [isOpen, setOpen] = useState(false);
  const [who, setWho] = useState<'worker' | 'customer'>('worker');
  const [note, setNote] = useState('');
  const run = useCommand(api.orders.reportNoShow, { onDone: () => { setOpen(false); showToast(t('noShowDone')); } });
  return (
    <>
      <ActButton can={order.can['reportNoShow']} onClick={() => setOpen(true)} data-testid="no-show">{t('noShow')}</ActButton>
      <Modal open={isOpen} onCancel={() => setOpen(false)} title={t('noShow')} okText={t('confirmNoShow')} cancelText={t('notNow')} confirmLoading={run.isRunning} onOk={() => void run.run({ orderId: order.orderId, who, note: note.trim() })} width={440}>
        <div className={css.form}>
          <p>{t('noShowLead')}</p>
          <Segmented<'worker' | 'customer'> value={who} onChange={setWho} options={[{ value: 'worker', label: t('workerAbsent') }, { value: 'customer', label: t('customerAbsent') }]} />
          <Input value={note} onChange={(event) => setNote(event.target.value)} maxLength={200} placeholder={t('noShowNote')} aria-label={t('noShowNote')} />
        </div>
      </Modal>
    </>
  );
}

/** Cancelling cannot be undone, so it shows what happens to the money first. */
function Cancel({ order }: { order: Order }) {
  const { t } = useText(orderText);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActButton can={order.can['cancel']} danger onClick={() => setOpen(true)} data-testid="cancel">{t('cancelOrder')}</ActButton>
      {isOpen ? <CancelDialog order={order} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CancelDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t, say } = useText(orderText);
  const [reason, setReason] = useState<string>(t('ca1'));
  const [isForceMajeure, setForceMajeure] = useState(false);
  const preview = useView(['orders', 'cancelPreview', order.orderId, isForceMajeure], () => api.orders.cancelPreview({ orderId: order.orderId, isForceMajeure: isForceMajeure ? 'true' : 'false' }), { live: { subject: order.orderId }, staleSeconds: 0, isKept: false });
  const run = useCommand(api.orders.cancel, { onDone: () => { onClose(); showToast(t('cancelled')); } });
  return (
    <Modal open onCancel={onClose} title={t('cancelOrder')} okText={t('confirmCancel')} okButtonProps={{ danger: true, type: 'primary' }} cancelText={t('keepOrder')} confirmLoading={run.isRunning} onOk={() => void run.run({ orderId: order.orderId, reason: reason.trim(), isForceMajeure })} width={480}>
      <div className={css.form}>
        <p className={partsCss.lead}>{t('cancelLead')}</p>
        <Faces of={preview}>
          {(money): ReactNode => (
            <Facts of={[
              [t('refundToCustomer'), <b key="r"><Amount fen={money.refundFen} /></b>],
              [t('kept'), <Amount key="k" fen={money.keptFen} />],
              [t('workerPay'), <Amount key="w" fen={money.workerPayFen} />],
              [t('rule'), say(money.rule)],
            ]} />
          )}
        </Faces>
        <Toggle label={t('forceMajeure')} note={t('forceMajeureNote')} isOn={isForceMajeure} onChange={setForceMajeure} testId="force-majeure" />
        <QuickWords label={t('why')} words={reason} onChange={setReason} quick={[t('ca1'), t('ca2'), t('ca3'), t('ca4')]} />
      </div>
    </Modal>
  );
}

type TicketKind = 'complaint' | 'consulting' | 'change' | 'incident';
/** Opens a ticket, about an order when one is given. */
export function RaiseTicket({ orderId, customerId, label, words: given = '', kind: givenKind = 'complaint', isPrimary = false }: { orderId?: string; customerId?: string; label?: string; words?: string; kind?: TicketKind; isPrimary?: boolean }) {
  const { t } = useText(orderText);
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<TicketKind>(givenKind);
  const [words, setWords] = useState(given);
  const run = useCommand(api.support.raiseTicket, { onDone: (ticket) => { setOpen(false); setWords(given); showToast(t('raised', { no: ticket.no })); } });
  return (
    <>
      <Button type={isPrimary ? 'primary' : 'default'} onClick={() => setOpen(true)} data-testid="raise-ticket">{label ?? t('ticket')}</Button>
      <Modal open={isOpen} onCancel={() => setOpen(false)} title={label ?? t('ticket')} okText={t('raise')} cancelText={t('notNow')} okButtonProps={{ disabled: words.trim() === '' }} confirmLoading={run.isRunning} onOk={() => void run.run({ kind, words: words.trim(), ...(orderId && { orderId }), ...(customerId && { customerId }) })} width={480} destroyOnHidden>
        <div className={css.form}>
          <p className={partsCss.lead}>{t('ticketLead')}</p>
          <Segmented<TicketKind> value={kind} onChange={setKind} options={(['complaint', 'consulting', 'change', 'incident'] as const).map((value) => ({ value, label: t(value) }))} />
          <Input.TextArea autoFocus value={words} onChange={(event) => setWords(event.target.value)} rows={4} maxLength={1000} placeholder={t('ticketWords')} aria-label={t('ticketWords')} />
        </div>
      </Modal>
    </>
  );
}

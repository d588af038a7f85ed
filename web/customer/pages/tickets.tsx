import { MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, EmptyState, Faces, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { TicketSheet } from '../order/word-sheets.tsx';
import css from './me.module.css';
import { meText } from './me.text.ts';
import { SignInFirst } from './sign-in-first.tsx';

type Ticket = View<'support', 'myTickets'>['items'][number];
const tones = { open: 'warm', inProgress: 'sky', resolved: 'jade', closed: 'grey' } as const;

/** What was asked or complained about, and how it goes. */
export default function Tickets() {
  const { t } = useText(meText);
  const [isAsking, setAsking] = useState(false);
  return (
    <Frame title={t('tickTitle')} back="/me" width="reading" bar={<Button size="large" isWide icon={<MessageSquareText size={20} />} onClick={() => setAsking(true)}>{t('tickNew')}</Button>}>
      <SignInFirst><TicketList /></SignInFirst>
      {isAsking ? <TicketSheet order={null} onClose={() => setAsking(false)} /> : null}
    </Frame>
  );
}

function TicketList() {
  const { t } = useText(meText);
  const tickets = useView(['support', 'myTickets'], () => api.support.myTickets({}), { live: ['ticket'] });
  return (
    <Faces of={tickets} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('tickEmpty')} art="calm">{t('tickEmptyLead')}</EmptyState>}>
      {({ items }) => <div className={css.stack}>{items.map((ticket) => <TicketCard key={ticket.ticketId} ticket={ticket} />)}</div>}
    </Faces>
  );
}

function TicketCard({ ticket }: { ticket: Ticket }) {
  const { t } = useText(meText);
  const { instant } = useFormat();
  const isLive = ticket.state === 'open' || ticket.state === 'inProgress';
  return (
    <Card>
      <div className={css.entry}>
        <div className={css.entryHead}><b>{t(ticket.kind)} · {ticket.no}</b><StatusPill tone={ticket.isOverdue && isLive ? 'danger' : tones[ticket.state]}>{t(ticket.state)}</StatusPill></div>
        <p className={css.words}>{ticket.words}</p>
        {isLive ? <p className={css.soft}>{ticket.isOverdue ? t('tickOverdue') : t('tickDue', { time: instant(ticket.dueAt) })}</p> : null}
        {ticket.resolution ? <p className={css.answer}>{t('tickAnswer', { words: ticket.resolution })}</p> : null}
        {ticket.orderId ? <Link className={css.entryLink} href={`/orders/${ticket.orderId}`}>{t('tickOrder', { no: ticket.orderNo ?? '' })}</Link> : null}
      </div>
    </Card>
  );
}

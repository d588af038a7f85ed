import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { HistoryTimeline } from '../../shared/desk/history-timeline.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useShortcut } from '../../shared/desk/use-shortcut.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import type { Tone } from '../../shared/tokens.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { RaiseTicket } from '../order/order-acts.tsx';
import { Severity } from '../sos/severity.tsx';
import { useHolds } from '../use-desk.ts';
import formCss from './follow-ups.module.css';
import { ticketText } from './tickets.text.ts';

type Ticket = View<'support', 'listTickets'>['items'][number];
const filters = ['unsolved', 'open', 'inProgress', 'resolved', 'closed', 'all'] as const;
type Filter = (typeof filters)[number];
const stateTones: Record<Ticket['state'], Tone> = { open: 'warm', inProgress: 'sky', resolved: 'jade', closed: 'grey' };
const kindTones: Record<Ticket['kind'], Tone> = { complaint: 'danger', incident: 'danger', change: 'warm', consulting: 'grey' };

/** Tickets, the most overdue first; each is taken, noted, resolved, closed beside the list. */
export default function TicketsPage() {
  const { t } = useText(ticketText);
  const { relative } = useFormat();
  const { param, setParam, setParams } = useOpen();
  const filter = (param('state') ?? 'unsolved') as Filter;
  const asked = filter === 'unsolved' || filter === 'all' ? undefined : filter;
  const found = usePages(['support', 'listTickets', asked ?? ''], (cursor) => api.support.listTickets({ limit: 100, ...(asked && { state: asked }), ...(cursor && { cursor }) }), { live: ['ticket'], everySeconds: 60 });
  const rows = found.value?.filter(({ state }) => filter !== 'unsolved' || state === 'open' || state === 'inProgress');
  const openId = param('ticket');
  // A ticket moved on leaves a filtered list; its drawer stays with what it has become.
  const [moved, setMoved] = useState<Ticket | null>(null);
  const open = found.value?.find(({ ticketId }) => ticketId === openId) ?? (moved?.ticketId === openId ? moved : null);
  const columns = [
    { title: t('due'), key: 'due', width: 130, render: (_: unknown, row: Ticket) => <span className={css.clipped}><span>{row.state === 'closed' || row.state === 'resolved' ? '—' : relative(row.dueAt)}</span>{row.isOverdue ? <small className={css.danger}>{t('overdue')}</small> : null}</span> },
    { title: t('kind'), key: 'kind', width: 84, render: (_: unknown, row: Ticket) => <Tag tone={kindTones[row.kind]}>{t(row.kind)}</Tag> },
    { title: t('words'), key: 'words', width: 340, render: (_: unknown, row: Ticket) => <span className={css.twoLines} title={row.words}>{row.words}</span> },
    { title: t('customer'), key: 'customer', width: 160, render: (_: unknown, row: Ticket) => row.customerName ?? '—' },
    { title: t('state'), key: 'state', width: 116, render: (_: unknown, row: Ticket) => <StatusPill tone={stateTones[row.state]}>{t(row.state)}</StatusPill> },
    { title: t('assignee'), key: 'assignee', width: 100, render: (_: unknown, row: Ticket) => row.assigneeName ?? <span className={css.warm}>{t('nobody')}</span> },
    { title: t('no'), key: 'no', width: 140, render: (_: unknown, row: Ticket) => <span className={css.quiet}>{row.no}</span> },
  ];
  const card = (row: Ticket): RowCard => ({
    title: <span className={css.line}><Tag tone={kindTones[row.kind]}>{t(row.kind)}</Tag>{row.customerName ?? ''}</span>, aside: <StatusPill tone={stateTones[row.state]}>{t(row.state)}</StatusPill>,
    note: <><span className={css.wide}>{row.words}</span>{row.isOverdue ? <span className={css.danger}>{t('overdue')} · {relative(row.dueAt)}</span> : null}<span>{row.assigneeName ?? t('nobody')}</span></>,
  });
  return (
    <Page title={t('title')} aside={<RaiseTicket label={t('newTicket')} kind="consulting" />}>
      <FilterBar<Filter> segments={{ value: filter, onChange: (next) => setParams({ state: next === 'unsolved' ? null : next, ticket: null }), choices: filters.map((value) => ({ value, label: t(value) })) }} />
      <div data-testid="tickets"><DenseTable<Ticket> of={{ ...found, value: rows }} rowKey={(row) => row.ticketId} columns={columns} card={card} onOpen={(row) => setParam('ticket', row.ticketId)} openKey={openId} empty={<EmptyState title={t('empty')} art="calm">{t('emptyNote')}</EmptyState>} /></div>
      {open ? <TicketDrawer key={open.ticketId} ticket={open} onMoved={setMoved} onClose={() => setParam('ticket', null)} /> : null}
    </Page>
  );
}

function TicketDrawer({ ticket, onMoved, onClose }: { ticket: Ticket; onMoved: (moved: Ticket) => void; onClose: () => void }) {
  const { t } = useText(ticketText);
  const { instant } = useFormat();
  const { openOrder } = useOpen();
  const mayMove = useHolds()('agent', 'dispatcher', 'operator');
  const [words, setWords] = useState('');
  const [isUpheld, setUpheld] = useState(false);
  const isJudged = ticket.kind === 'complaint' && ticket.orderId !== null;
  const move = useCommand(api.support.moveTicket, { onDone: (moved) => { setWords(''); onMoved(moved); showToast(t('moved', { no: moved.no, state: t(moved.state) })); } });
  const run = (state: 'inProgress' | 'resolved' | 'closed', said = words.trim()): void => {
    if (said === '') return showToast(t('needWords'), { tone: 'warm' });
    void move.run({ ticketId: ticket.ticketId, state, words: said, ...(state === 'closed' && isJudged && { isUpheld }) });
  };
  const isOver = ticket.state === 'closed';
  useShortcut('t', () => { if (ticket.state === 'open' && mayMove) run('inProgress', t('takeWords')); }, t('shortcutTake'));
  return (
    <DeskDrawer
      isOpen title={<span className={css.line}>{t(ticket.kind)} <small className={css.quiet}>{ticket.no}</small><StatusPill tone={stateTones[ticket.state]}>{t(ticket.state)}</StatusPill></span>} widthPixels={560} onClose={onClose}
      aside={ticket.orderId ? <Button onClick={() => openOrder(ticket.orderId!)}>{t('openOrder')}</Button> : null}
      footer={isOver || !mayMove || ticket.isAlarm ? null : <div className={formCss.foot}>
        {ticket.state === 'open' ? <Button type="primary" loading={move.isRunning} onClick={() => run('inProgress', words.trim() || t('takeWords'))} data-testid="ticket-take" title="t">{t('take')}</Button> : <Button loading={move.isRunning} onClick={() => run('inProgress')} data-testid="ticket-note">{t('note')}</Button>}
        {ticket.state === 'resolved' ? null : <Button type={ticket.state === 'inProgress' ? 'primary' : 'default'} disabled={move.isRunning} onClick={() => run('resolved')} data-testid="ticket-resolve">{t('resolve')}</Button>}
        <Button disabled={move.isRunning} onClick={() => run('closed', words.trim() || (ticket.resolution ?? ''))} data-testid="ticket-close">{t('close')}</Button>
      </div>}
    >
      <div className={formCss.form} data-testid="ticket-drawer">
        <Severity ticket={ticket} mayMove={mayMove} onMoved={onMoved} />
        <Panel title={t('words')} aside={ticket.isOverdue ? <StatusPill tone="danger">{t('overdue')}</StatusPill> : null}>
          <p>{ticket.words}</p>
          <Facts of={[[t('customer'), ticket.customerName], [t('order'), ticket.orderNo], [t('opened'), instant(ticket.openedAt)], [t('due'), isOver ? null : instant(ticket.dueAt)], [t('assignee'), ticket.assigneeName ?? t('nobody')], [t('resolution'), ticket.resolution]]} />
        </Panel>
        <Panel title={t('notes')}>
          {ticket.notes.length === 0 ? <p className={css.quiet}>{t('noNotes')}</p> : <HistoryTimeline entries={ticket.notes.map((note) => ({ at: note.at, words: { zh: note.words, en: note.words }, actorLabel: { zh: note.by, en: note.by } }))} />}
          {isOver ? <p className={css.quiet}>{t('over')}</p> : mayMove ? (
            <>
              <div className={css.line}>{(['quick1', 'quick2', 'quick3', 'quick4'] as const).map((key) => <button key={key} type="button" className={css.chip} aria-pressed={words === t(key)} onClick={() => setWords(t(key))}>{t(key)}</button>)}</div>
              <Input.TextArea value={words} onChange={(event) => setWords(event.target.value)} rows={3} maxLength={1000} placeholder={t('said')} aria-label={t('said')} data-testid="ticket-words" />
              {isJudged ? <Checkbox checked={isUpheld} onChange={(event) => setUpheld(event.target.checked)} data-testid="ticket-upheld">{t('upheld')} <span className={css.quiet}>{t('upheldNote')}</span></Checkbox> : null}
              <p className={css.quiet}>{t('closeNote')}</p>
            </>
          ) : null}
        </Panel>
      </div>
    </DeskDrawer>
  );
}

import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { TicketKind, TicketState } from '../rules.ts';
import type { Severity } from '../rules/sos.ts';

export type TicketRow = {
  id: string; no: string; kind: TicketKind; severity: Severity | null; isAlarm: boolean; state: TicketState; orderId: string | null; orderNo: string | null; customerId: string | null; customerName: string | null; openedBy: string;
  words: string; dueAt: Date; openedAt: Date; assigneeName: string | null; resolution: string | null; notes: { at: string; byId: string | null; by: string; words: string }[];
};

const listed = sql`
  select t.id, t.no, t.kind, t.severity, exists (select from support.sos s where s.city_id = t.city_id and s.ticket_id = t.id) as is_alarm, t.state, t.order_id, o.no as order_no, t.customer_id, p.name as customer_name, t.opened_by, t.words, t.due_at, t.opened_at, ap.name as assignee_name, t.resolution,
    coalesce((select jsonb_agg(jsonb_build_object('at', n.at, 'byId', n.by_id, 'by', n.by_name, 'words', n.words) order by n.seq)
      from support.ticket_note n where n.city_id = t.city_id and n.ticket_id = t.id), '[]'::jsonb) as notes
  from support.ticket t
  left join orders."order" o on o.city_id = t.city_id and o.id = t.order_id
  left join accounts.person p on p.city_id = t.city_id and p.id = t.customer_id
  left join accounts.person ap on ap.city_id = t.city_id and ap.id = t.assignee_id`;

export const addTicket = (tx: Tx, cityId: string, ticket: { id: string; no: string; kind: TicketKind; severity: Severity | null; orderId: string | null; customerId: string | null; openedBy: string; words: string; dueAt: Date; openedAt: Date }): Promise<number> =>
  run(tx, sql`
    insert into support.ticket (city_id, id, no, kind, severity, state, order_id, customer_id, opened_by, words, due_at, opened_at)
    values (${cityId}, ${ticket.id}, ${ticket.no}, ${ticket.kind}, ${ticket.severity}, 'open', ${ticket.orderId}, ${ticket.customerId}, ${ticket.openedBy}, ${ticket.words}, ${ticket.dueAt}, ${ticket.openedAt})`);

export const findTicket = (tx: Tx, cityId: string, ticketId: string): Promise<TicketRow | undefined> => maybe(tx, sql`${listed} where t.city_id = ${cityId} and t.id = ${ticketId}`);

export const lockTicket = (tx: Tx, cityId: string, ticketId: string): Promise<{ id: string; kind: TicketKind; state: TicketState; openedBy: string; openedAt: Date; isAlarm: boolean } | undefined> =>
  maybe(tx, sql`
    select id, kind, state, opened_by, opened_at, exists (select from support.sos s where s.city_id = t.city_id and s.ticket_id = t.id) as is_alarm
    from support.ticket t where city_id = ${cityId} and id = ${ticketId} for update of t`);

export const setSeverityRow = (tx: Tx, cityId: string, ticketId: string, severity: Severity, dueAt: Date): Promise<number> =>
  run(tx, sql`update support.ticket set severity = ${severity}, due_at = ${dueAt} where city_id = ${cityId} and id = ${ticketId}`);

/** A ticket of this kind about an order that nobody has finished yet. */
export const openTicketOfOrder = (tx: Tx, cityId: string, orderId: string, kind: TicketKind, openedBy?: string): Promise<{ id: string } | undefined> =>
  maybe(tx, sql`
    select id from support.ticket where city_id = ${cityId} and order_id = ${orderId} and kind = ${kind} and state in ('open', 'inProgress')
      ${openedBy === undefined ? sql`` : sql`and opened_by = ${openedBy}`} order by opened_at limit 1`);

/** Adds a note. The ticket's row must be locked, or new. */
export const addNote = async (tx: Tx, cityId: string, ticketId: string, note: { at: Date; byId: string | null; byName: string; words: string }): Promise<void> => {
  await one(tx, sql`
    insert into support.ticket_note (city_id, ticket_id, seq, at, by_id, by_name, words)
    select ${cityId}, ${ticketId}, coalesce(max(seq), 0) + 1, ${note.at}, ${note.byId}, ${note.byName}, ${note.words} from support.ticket_note where city_id = ${cityId} and ticket_id = ${ticketId}
    returning seq`);
};

export const moveTicketRow = (tx: Tx, cityId: string, ticketId: string, move: { state: TicketState; assigneeId: string | null; resolution: string | null; closedAt: Date | null }): Promise<number> =>
  run(tx, sql`
    update support.ticket set state = ${move.state}, assignee_id = coalesce(${move.assigneeId}::text, assignee_id), resolution = ${move.resolution}::text, closed_at = ${move.closedAt}
    where city_id = ${cityId} and id = ${ticketId}`);

/** Open work first, the most overdue at the top; what is finished below. */
export const listTicketRows = (tx: Tx, cityId: string, { state, after, limit }: { state: TicketState | undefined; after: { rank: number; at: Date; id: string } | null; limit: number }): Promise<TicketRow[]> =>
  many(tx, sql`
    ${listed} where t.city_id = ${cityId}
      ${state === undefined ? sql`` : sql`and t.state = ${state}`}
      ${after === null ? sql`` : sql`and ((t.state in ('resolved', 'closed'))::int, t.due_at, t.id) > (${after.rank}::int, ${after.at}::timestamptz, ${after.id})`}
    order by (t.state in ('resolved', 'closed'))::int, t.due_at, t.id limit ${limit}`);

/** Tickets a person opened, or that are about the person, newest first. */
export const ticketsOfPerson = (tx: Tx, cityId: string, personId: string): Promise<TicketRow[]> =>
  many(tx, sql`${listed} where t.city_id = ${cityId} and (t.opened_by = ${personId} or t.customer_id = ${personId}) order by t.opened_at desc, t.id desc limit 200`);

/** The review of an order: its average stars and words. */
export const reviewOfOrder = (tx: Tx, cityId: string, orderId: string): Promise<{ stars: number; words: string } | undefined> =>
  maybe(tx, sql`select (skill + communication + attitude) / 3.0 as stars, words from orders.review where city_id = ${cityId} and order_id = ${orderId}`);

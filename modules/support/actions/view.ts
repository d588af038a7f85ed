import type { OutputOf, contract } from '@linli/contract';
import { isFollowUpOverdue, isTicketOverdue } from '../rules.ts';
import type { FollowUpRow } from '../store/follow-ups.ts';
import type { TicketRow } from '../store/tickets.ts';

export type FollowUpView = OutputOf<typeof contract.support.recordFollowUp>;
export type TicketView = OutputOf<typeof contract.support.moveTicket>;

export const followUpView = (row: FollowUpRow, now: Date): FollowUpView => ({
  followUpId: row.id, orderId: row.orderId, orderNo: row.orderNo, itemName: { zh: row.itemNameZh, en: row.itemNameEn }, customerId: row.customerId, customerName: row.customerName, maskedPhone: row.maskedPhone,
  workerName: row.workerName, merchantName: row.merchantName, state: row.state, dueAt: row.dueAt.toISOString(), attempts: row.attempts, isOverdue: isFollowUpOverdue(row, now),
  satisfaction: row.satisfaction, words: row.words, doneAt: row.doneAt?.toISOString() ?? null, agentName: row.agentName,
});

/** `reader` is the person reading when it is not the desk: names of the staff stay inside. */
export const ticketView = (row: TicketRow, now: Date, reader: string | null = null): TicketView => ({
  ticketId: row.id, no: row.no, kind: row.kind, severity: row.severity, isAlarm: row.isAlarm, state: row.state, orderId: row.orderId, orderNo: row.orderNo, customerId: row.customerId, customerName: row.customerName,
  words: row.words, dueAt: row.dueAt.toISOString(), isOverdue: isTicketOverdue(row, now), openedAt: row.openedAt.toISOString(),
  assigneeName: row.assigneeName === null || reader === null ? row.assigneeName : '客服', resolution: row.resolution,
  notes: row.notes.map((note) => ({ at: new Date(note.at).toISOString(), by: reader === null || note.byId === reader ? note.by : '客服', words: note.words })),
});

/** A cursor that carries the sort key of the last row of a page. */
export const cursorOf = (parts: readonly (string | number)[]): string => parts.join('|');
/** The parts of a cursor, or null when it is none of ours: the list then starts at its beginning. */
export const cursorParts = (cursor: string | undefined, count: number): string[] | null => {
  const parts = cursor?.split('|') ?? [];
  return parts.length === count ? parts : null;
};
/** The instant in a cursor; anything else is no cursor of ours. */
export const cursorAt = (text: string | undefined): Date | null => {
  const at = new Date(text ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
};

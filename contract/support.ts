import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { IncidentSeverity, sosEndpoints } from './sos.ts';
import { Bilingual, Done, Id, Instant, Note, Page, Phone, Text, pageOf } from './shapes.ts';

export const FollowUp = z.object({
  followUpId: Id, orderId: Id, orderNo: z.string(), itemName: Bilingual, customerId: Id, customerName: z.string(), maskedPhone: z.string(), workerName: z.string().nullable(), merchantName: z.string().nullable(),
  state: z.enum(['due', 'done', 'unreachable']), dueAt: Instant, attempts: z.int(), isOverdue: z.boolean(), satisfaction: z.int().nullable(), words: z.string(), doneAt: Instant.nullable(), agentName: z.string().nullable(),
}).meta({ id: 'FollowUp' });
export const Ticket = z.object({
  ticketId: Id, no: z.string(), kind: z.enum(['complaint', 'consulting', 'change', 'incident']), severity: IncidentSeverity.nullable().meta({ description: 'Of an incident' }), isAlarm: z.boolean().meta({ description: 'Opened by a call for help: handled on its own page' }), state: z.enum(['open', 'inProgress', 'resolved', 'closed']), orderId: Id.nullable(), orderNo: z.string().nullable(), customerId: Id.nullable(), customerName: z.string().nullable(),
  words: z.string(), dueAt: Instant, isOverdue: z.boolean(), openedAt: Instant, assigneeName: z.string().nullable(), resolution: z.string().nullable(), notes: z.array(z.object({ at: Instant, by: z.string(), words: z.string() })),
}).meta({ id: 'Ticket' });

export const support = {
  listFollowUps: query({ path: '/api/follow-ups', who: ['agent', 'dispatcher', 'operator', 'auditor'], summary: 'Follow-up calls, due first', input: z.object({ state: z.enum(['due', 'done', 'unreachable']).default('due'), ...Page }), output: pageOf(FollowUp) }),
  callCustomer: command({ path: '/api/follow-ups/:followUpId/call', who: ['agent', 'operator'], summary: 'Ring the customer through a masked number', input: z.object({ followUpId: Id }), output: z.object({ dialNumber: z.string(), callId: Id }), refusals: ['support.follow_up_unknown', 'support.follow_up_over'] }),
  recordFollowUp: command({
    path: '/api/follow-ups/:followUpId', who: ['agent', 'operator'], summary: 'Record the satisfaction survey, or that nobody answered',
    input: z.object({ followUpId: Id, isReached: z.boolean(), satisfaction: z.int().min(1).max(5).optional(), isArrivedOnTime: z.boolean().optional(), isScopeDone: z.boolean().optional(), isExtraCharged: z.boolean().optional(), words: Note(500).default('') }),
    output: FollowUp, refusals: ['support.follow_up_unknown', 'support.follow_up_over', 'support.satisfaction_missing'],
  }),
  raiseTicket: command({ path: '/api/tickets', who: 'signedIn', summary: 'Complain or ask; the answer has a deadline', input: z.object({ kind: z.enum(['complaint', 'consulting', 'change', 'incident']), orderId: Id.optional(), customerId: Id.optional(), severity: IncidentSeverity.optional().meta({ description: 'Of an incident, for the desk to say; others’ are major' }), words: Text(1000) }), output: Ticket, refusals: ['orders.order_unknown'] }),
  setSeverity: command({ path: '/api/tickets/:ticketId/severity', who: ['agent', 'dispatcher', 'operator'], summary: 'How bad an incident is; its deadline follows', input: z.object({ ticketId: Id, severity: IncidentSeverity, words: Text(300) }), output: Ticket, refusals: ['support.ticket_unknown', 'support.severity_only_incident', 'support.ticket_is_alarm', 'support.ticket_wrong_state'] }),
  myTickets: query({ path: '/api/my/tickets', who: 'signedIn', summary: 'My tickets', input: z.object({}), output: z.object({ items: z.array(Ticket) }) }),
  listTickets: query({ path: '/api/tickets', who: ['agent', 'dispatcher', 'operator', 'auditor'], summary: 'Tickets, overdue first', input: z.object({ state: z.enum(['open', 'inProgress', 'resolved', 'closed']).optional(), ...Page }), output: pageOf(Ticket) }),
  moveTicket: command({ path: '/api/tickets/:ticketId', who: ['agent', 'dispatcher', 'operator'], summary: 'Take, resolve or close a ticket; closing tells the customer', input: z.object({ ticketId: Id, state: z.enum(['inProgress', 'resolved', 'closed']), words: Text(1000), isUpheld: z.boolean().optional().meta({ description: 'Closing a complaint about a visit: whether it was found right. If so it counts in the worker’s safety code' }) }), output: Ticket, refusals: ['support.ticket_unknown', 'support.ticket_wrong_state', 'support.ticket_is_alarm'] }),
  logCall: command({ path: '/api/calls', who: ['agent', 'operator'], summary: 'Note an inbound call', input: z.object({ phone: Phone, words: Note(500).default(''), orderId: Id.optional() }), output: Done }),
  listCalls: query({ path: '/api/calls', who: ['agent', 'dispatcher', 'operator', 'auditor'], summary: 'Calls, newest first', input: z.object({ ...Page }), output: pageOf(z.object({ callId: Id, at: Instant, direction: z.enum(['inbound', 'outbound']), maskedPhone: z.string(), agentName: z.string(), orderNo: z.string().nullable(), words: z.string() })) }),
  ...sosEndpoints,
};

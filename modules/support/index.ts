import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

/** The call desk: follow-ups after every visit, tickets, calls. */
export const mount: Module = { name: 'support', routes, reactions, checks };

export { checks } from './actions/checks.ts';
export { callCustomer, listFollowUps, planFollowUp, recordFollowUp } from './actions/follow-up.ts';
export { raiseSos } from './actions/sos.ts';
export { complain, listTickets, moveTicket, raiseTicket } from './actions/ticket.ts';

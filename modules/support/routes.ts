import { contract } from '@linli/contract';
import { on } from '../../kernel/http.ts';
import { callCustomer, listCalls, listFollowUps, logCall, recordFollowUp } from './actions/follow-up.ts';
import { listTickets, moveTicket, myTickets, raiseTicket } from './actions/ticket.ts';

export const routes = [
  on(contract.support.listFollowUps, listFollowUps),
  on(contract.support.callCustomer, callCustomer),
  on(contract.support.recordFollowUp, recordFollowUp),
  on(contract.support.raiseTicket, raiseTicket),
  on(contract.support.myTickets, myTickets),
  on(contract.support.listTickets, listTickets),
  on(contract.support.moveTicket, moveTicket),
  on(contract.support.logCall, logCall),
  on(contract.support.listCalls, listCalls),
];

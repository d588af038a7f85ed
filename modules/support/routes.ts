import { contract } from '@linli/contract';
import { on } from '../../kernel/http.ts';
import { callCustomer, listCalls, listFollowUps, logCall, recordFollowUp } from './actions/follow-up.ts';
import { addShift, dutyRoster, removeShift } from './actions/duty.ts';
import { mySos, raiseSos, removeEmergencyContact, sayOnSos, setEmergencyContact } from './actions/sos.ts';
import { acknowledgeSos, callOnSos, closeSos, getSos, listSos, noteSos, tellSosContact } from './actions/sos-desk.ts';
import { listTickets, moveTicket, myTickets, raiseTicket, setSeverity } from './actions/ticket.ts';

export const routes = [
  on(contract.support.listFollowUps, listFollowUps),
  on(contract.support.callCustomer, callCustomer),
  on(contract.support.recordFollowUp, recordFollowUp),
  on(contract.support.raiseTicket, raiseTicket),
  on(contract.support.myTickets, myTickets),
  on(contract.support.listTickets, listTickets),
  on(contract.support.moveTicket, moveTicket),
  on(contract.support.setSeverity, setSeverity),
  on(contract.support.raiseSos, raiseSos),
  on(contract.support.mySos, mySos),
  on(contract.support.sayOnSos, sayOnSos),
  on(contract.support.setEmergencyContact, setEmergencyContact),
  on(contract.support.removeEmergencyContact, removeEmergencyContact),
  on(contract.support.listSos, listSos),
  on(contract.support.getSos, getSos),
  on(contract.support.acknowledgeSos, acknowledgeSos),
  on(contract.support.noteSos, noteSos),
  on(contract.support.callOnSos, callOnSos),
  on(contract.support.tellSosContact, tellSosContact),
  on(contract.support.closeSos, closeSos),
  on(contract.support.dutyRoster, dutyRoster),
  on(contract.support.addShift, addShift),
  on(contract.support.removeShift, removeShift),
  on(contract.support.logCall, logCall),
  on(contract.support.listCalls, listCalls),
];

import { every, onTimer, when } from '../../kernel/reactions.ts';
import { endTrial } from './actions/joining-desk.ts';
import { closeLedger, lapseSanction } from './actions/sanctions.ts';
import { lapsePapers, noteAnswered, noteAsked, noteAssigned, noteDeposit, noteExam, noteFinished, noteMissed, noteUpheld } from './actions/standing.ts';

export const reactions = [
  when('deposit.moved', 'alliance.noteDeposit', noteDeposit),
  when('exam.judged', 'alliance.noteExam', noteExam),
  onTimer('alliance.endTrial', endTrial),
  onTimer('alliance.endSanction', lapseSanction),
  when('merchant.left', 'alliance.closeLedger', closeLedger),
  every('alliance.lapsePapers', '10 0 * * *', lapsePapers),
  when('offer.made', 'alliance.noteAsked', noteAsked),
  when('order.assigned', 'alliance.noteAssigned', noteAssigned),
  when('order.reassigned', 'alliance.noteReassigned', noteAssigned),
  when('order.accepted', 'alliance.noteAnswered', noteAnswered),
  when('order.finished', 'alliance.noteFinished', noteFinished),
  when('order.noShow', 'alliance.noteMissed', noteMissed),
  when('complaint.judged', 'alliance.noteUpheld', noteUpheld),
];

import { every, when, type Reaction } from '../../kernel/reactions.ts';
import { takeDue } from './actions/editions.ts';
import { noteVisit, openMonthlyRound } from './actions/rounds.ts';

export const reactions: Reaction[] = [
  when('order.settled', 'standards.noteVisit', noteVisit),
  every('standards.takeDue', '1 0 * * *', takeDue),
  every('standards.openMonthlyRound', '30 5 1 * *', openMonthlyRound),
];

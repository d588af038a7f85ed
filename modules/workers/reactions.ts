import { every, type Reaction } from '../../kernel/reactions.ts';
import { sweepHolds } from './actions/calendar.ts';
import { forgetPositions } from './actions/shifts.ts';

export const reactions: Reaction[] = [
  every('workers.sweepHolds', '*/5 * * * *', sweepHolds),
  every('workers.forgetPositions', '30 3 * * *', forgetPositions),
];

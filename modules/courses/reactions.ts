import { every, onTimer, type Reaction } from '../../kernel/reactions.ts';
import { sweepCohorts } from './actions/cohorts.ts';
import { sweepLiveSlots } from './actions/live.ts';
import { noteCohortLearned } from './actions/seats.ts';

export const reactions: Reaction[] = [
  onTimer('courses.noteLearned', (ctx, timer: { enrolmentId: string }) => noteCohortLearned(ctx, timer)),
  every('courses.sweepCohorts', '2 0 * * *', sweepCohorts),
  every('courses.sweepLiveSlots', '4 0 * * *', sweepLiveSlots),
];

import { every, when, type Reaction } from '../../kernel/reactions.ts';
import { signHead } from './actions/heads.ts';
import { sweepRetraining, weighReviews } from './actions/retraining.ts';
import { recordService } from './actions/services.ts';

export const reactions: Reaction[] = [
  when('order.settled', 'training.recordService', recordService),
  when('order.reviewed', 'training.weighReviews', (ctx, e) => weighReviews(ctx, { workerId: e.workerId })),
  // What a signed head holds cannot be changed unnoticed any more. A head for each record would be as many heads as records.
  every('training.signHead', '*/5 * * * *', signHead),
  every('training.sweepRetraining', '0 0 * * *', sweepRetraining),
];

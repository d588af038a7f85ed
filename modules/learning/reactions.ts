import { every, onTimer, when, type Reaction } from '../../kernel/reactions.ts';
import { completeModules } from './actions/modules.ts';
import { countOrder, forgetOldDemand, weighQuiz } from './actions/path.ts';
import { finishStragglers } from './actions/progress.ts';
import { weighBreach, weighComplaint, weighReview } from './actions/signals.ts';
import { dropFiles, endStaleConverting } from './actions/videos.ts';

export const reactions: Reaction[] = [
  when('exam.judged', 'learning.weighQuiz', weighQuiz),
  when('order.reviewed', 'learning.weighReview', weighReview),
  when('complaint.judged', 'learning.weighComplaint', weighComplaint),
  when('standard.breached', 'learning.weighBreach', weighBreach),
  when('order.paid', 'learning.countOrder', countOrder),
  onTimer('learning.dropFiles', dropFiles),
  onTimer('learning.finishStragglers', finishStragglers),
  every('learning.completeModules', '10 1 * * *', completeModules),
  every('learning.forgetOldDemand', '20 1 * * *', forgetOldDemand),
  every('learning.endStaleConverting', '30 * * * *', endStaleConverting),
];

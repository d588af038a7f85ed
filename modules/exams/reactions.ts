import { every, onTimer, when, type Reaction } from '../../kernel/reactions.ts';
import { closeAttempt, closeForgotten } from './actions/attempts.ts';
import { completeBank } from './actions/bank.ts';
import { settleCertificates } from './actions/certify.ts';
import { countAttempt } from './actions/reports.ts';

export const reactions: Reaction[] = [
  onTimer('exams.close', (ctx, { attemptId }: { attemptId: string }) => closeAttempt(ctx, { attemptId })),
  when('exam.judged', 'exams.countAttempt', (ctx, e) => countAttempt(ctx, { attemptId: e.attemptId })),
  when('learning.finished', 'exams.settleCertificates', (ctx, e) => settleCertificates(ctx, { workerId: e.workerId })),
  every('exams.closeForgotten', '*/10 * * * *', closeForgotten),
  every('exams.completeBank', '40 1 * * *', completeBank),
];

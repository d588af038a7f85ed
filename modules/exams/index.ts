import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { raw, routes } from './routes.ts';

export { closeAttempt, submit } from './actions/attempts.ts';
export { installQuestions, questions } from './actions/bank.ts';
export { settleCertificates } from './actions/certify.ts';
export { checks } from './actions/checks.ts';
export { start } from './actions/papers.ts';
export { addSlot, bookPractical, rubrics } from './actions/practicals.ts';
export { signOff } from './actions/sign-off.ts';

export const mount: Module = { name: 'exams', routes, reactions, checks, raw };

import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { raw, routes } from './routes.ts';

export { closeAttempt } from './actions/attempts.ts';
export { installQuestions } from './actions/bank.ts';
export { settleCertificates } from './actions/certify.ts';
export { checks } from './actions/checks.ts';
export { addSlot } from './actions/practicals.ts';

export const mount: Module = { name: 'exams', routes, reactions, checks, raw };

import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { wellKnown } from './actions/well-known.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

export { checks } from './actions/checks.ts';
export { signHead } from './actions/heads.ts';
export { issueByHand, issueCertificate, issueCertificates, revokeCertificate } from './actions/issue.ts';
export type { Evidence, IssueWish } from './actions/issue.ts';
export { appendLeaf } from './actions/log.ts';
export { isVerifiedNational } from './actions/national.ts';
export { checkHeads, checkRecord } from './actions/record-check.ts';
export type { RecordFile, RecordReport } from './actions/record-check.ts';
export { certificateFacts, kindLabels } from './actions/facts.ts';
export type { CertificateFacts } from './actions/facts.ts';
export { answerCoaching, pairMentor, recordCoaching } from './actions/mentors.ts';
export { recordRetraining } from './actions/retraining.ts';
export { kindOf } from './rules/kinds.ts';

export const mount: Module = { name: 'training', routes, reactions, checks, raw: wellKnown };

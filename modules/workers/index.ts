import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { raw, routes } from './routes.ts';

export { admit, installPaper, recallPapers, restorePapers, submitPaper, verifyPaper, withdrawPaper } from './actions/admission.ts';
export { isAdmittedTo, moveChecks, recordCheck, recordChecks } from './actions/admission-checks.ts';
export type { CheckResult } from './actions/admission-checks.ts';
export { applyFor } from './actions/applications.ts';
export { finishRetraining, orderedRetrainings } from './actions/conduct.ts';
export { noteKit } from './actions/kit.ts';

export { noteStage } from './actions/stages.ts';
export { bindHold, bookTime, entriesOfOrders, entryOfOrder, holdOf, holdTime, moveTime, releaseTime, releaseTimes, serveTime, takeTimes } from './actions/calendar.ts';
export type { CalendarEntry, HoldFacts } from './actions/calendar.ts';
export { checks } from './actions/checks.ts';
export { cardsOf, levelLabels, paperLabels, personOfWorker, positionsOf, ratingOf, ratingWords, skillLabels, workerLockKey, workerNames, workerOf, workerOfActor, workersOf } from './actions/facts.ts';
export type { WorkerFacts } from './actions/facts.ts';
export { identityOf } from './actions/identity.ts';
export { blockHousehold, workersBlocking, workersBlockingMany } from './actions/match.ts';
export { register, searchWorkers, setSkills } from './actions/profiles.ts';
export { openPost } from './actions/recruiting.ts';
export { proveSkills, unproveSkills } from './actions/proven-skills.ts';
export type { OrderedRetraining } from './rules/admission.ts';
export { climbLadder, endCertificate, recordCertificates, reviewsSince, setSkillHolds } from './actions/ladder.ts';
export { recordRating, recordVisit } from './actions/records.ts';
export { recordResponse } from './actions/responses.ts';
export type { ResponseKind } from './actions/responses.ts';
export { addException, endAbsence, markAbsent, reportPosition, setAvailability, setOnline, setPositionConsent } from './actions/shifts.ts';
export { SAFETY_PAPERS } from './rules/safety.ts';
export { workerViews } from './actions/views.ts';

export const mount: Module = { name: 'workers', routes, reactions, checks, raw };

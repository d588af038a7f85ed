import { accounts } from './accounts.ts';
import { alliance } from './alliance.ts';
import { benefits } from './benefits.ts';
import { catalog } from './catalog.ts';
import { courses } from './courses.ts';
import { dispatch } from './dispatch.ts';
import { exams } from './exams.ts';
import { insights } from './insights.ts';
import { learning } from './learning.ts';
import { orders } from './orders.ts';
import { payments } from './payments.ts';
import { promotions } from './promotions.ts';
import { standards } from './standards.ts';
import { support } from './support.ts';
import { training } from './training.ts';
import { workers } from './workers.ts';
import type { Endpoint } from './endpoint.ts';
import type { EndpointTable } from './client.ts';

/** Every call of the API, by module and verb: the one thing server, screens, stories and command line share. */
export const contract = { accounts, alliance, catalog, standards, promotions, workers, training, learning, courses, exams, orders, payments, benefits, dispatch, support, insights };
export type Contract = typeof contract;

/** The contract without its schemas. */
export const endpointTable = (): EndpointTable => Object.fromEntries(
  Object.entries(contract).map(([name, verbs]) => [name, Object.fromEntries(
    Object.entries(verbs as Record<string, Endpoint>).map(([verb, e]) => [verb, { method: e.method, path: e.path, isIdempotent: e.isIdempotent }]),
  )]),
);

export { command, pathParams, query } from './endpoint.ts';
export type { Endpoint, Who } from './endpoint.ts';
export { refusals } from './refusals.ts';
export type { RefusalCode } from './refusals.ts';
export { eventNames, events } from './events.ts';
export type { EventName, EventPayload } from './events.ts';
export type { SocialProvider } from './accounts.ts';
export { chargeKinds, tenderKinds } from './charges.ts';
export type { ChargeKind, TenderKind } from './charges.ts';
export { shareParties } from './shares.ts';
export type { ShareParty } from './shares.ts';
export { cityRoles, deskRoles, merchantRoles, roles, schoolRoles } from './roles.ts';
export type { Role, ScopeType } from './roles.ts';
export { allergens, orderStatuses, sceneSkills, serviceFamilies } from './shapes.ts';
export type { Allergen, Bilingual, Can, Channel, HomeScene, OrderStatus, Point, Quote, ServiceFamily, WorkerCard } from './shapes.ts';
export { identityCheckLetter, isIdentityNumber } from './id-number.ts';
export { paperKinds } from './workers.ts';
export { attendanceStates, checklistLevels, markOutcomes, roomCostKinds, roomKinds, sessionKinds, sessionStates } from './timetable.ts';
export { clothColours, groupKinds, homeAreas, kitConditions, partnerKinds, sponsorshipKinds, targetSteps, toolCodes } from './campus.ts';
export { cohortStates, costBearers, courseStates, enrolmentStates, intakeKinds } from './courses.ts';
export { certificateEvidence, certificateParts, revokeReasons } from './certificates.ts';
export { feedbackTopics, learningSources, learningStates, signalSources, lessonKinds, moduleGroups } from './learning.ts';
export type { LadderConditionCode } from './ladder.ts';
export { joiningStages, merchantGrades, merchantPaperKinds, ownerTopics } from './joining.ts';
export type { JoiningStage, MerchantPaperKind, OwnerTopic } from './joining.ts';
export { elderProviderStates, elderServices, sanctionKinds, sanctionStates } from './sanctions.ts';
export { attemptStates, integrityKinds, moduleOfQuiz, paperKinds as examPaperKinds, questionKinds, quizOf, seatStates } from './exams.ts';
export { checkCodes, checkStates, consentKinds, healthItemCodes, signedChecks, verdictCodes } from './admission.ts';
export { applicationSources, applicationStages, importStates, schoolings, targetGroups } from './recruiting.ts';
export { clauseWeights, comparisonVerdicts, findingVerdicts, standardKinds, standardStates, standardSubjects } from './standards.ts';
export { subsidyDocuments, subsidyEvidence, subsidyStates } from './subsidies.ts';
export { cardScopes, cardStates, careKinds, conductKinds } from './door-card.ts';
export { incidentSeverities, sosKinds, sosOutcomes, sosStates, visitVerdicts } from './sos.ts';
export { decisionKinds, refusalReasons } from './dispatch.ts';
export { disruptionKinds, planCauses, planStates } from './plan.ts';
export type { DisruptionKind, PlanCause } from './plan.ts';
export { policyModes } from './policy.ts';
export type { DispatchPolicy, PolicyMode } from './policy.ts';
export { statements, traitKeys, traitNames, traitsOf } from './manner.ts';
export type { Statement, Trait, Traits } from './manner.ts';
export { createClient, RefusalError } from './client.ts';
export type { CallOptions, Client, EndpointTable, Wire, WireRequest, WireResponse } from './client.ts';

import type { z } from 'zod';
/** Input a caller sends and output a caller receives, for any endpoint. */
export type InputOf<E> = E extends Endpoint<infer I, infer _O> ? z.input<I> : never;
export type OutputOf<E> = E extends Endpoint<infer _I, infer O> ? z.output<O> : never;
/** Input as an action receives it, defaults filled in. */
export type ParsedOf<E> = E extends Endpoint<infer I, infer _O> ? z.output<I> : never;

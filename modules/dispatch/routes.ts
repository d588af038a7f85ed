import { contract } from '@linli/contract';
import { on } from '../../kernel/http.ts';
import { assign, redispatch } from './actions/assign.ts';
import { checkMove, listMoves } from './actions/check-move.ts';
import { dayPlan, liveMap, trackOrder } from './actions/desk.ts';
import { candidates, decisions } from './actions/explain.ts';
import { myFormula } from './actions/formula.ts';
import { grab, listPool } from './actions/grab.ts';
import { acceptAndShow, refuseOffer } from './actions/answers.ts';
import { listDiversions } from './actions/diversions.ts';
import { answerLateRisk, myLateRisks } from './actions/lateness.ts';
import { handOn, listWaiting } from './actions/merchant.ts';
import { listOffers } from './actions/offers.ts';
import { discardPlan, getPlan, listPlans, startPlan } from './actions/plan.ts';
import { liftDisruption, listRepairs, repair, reportIll } from './actions/repair.ts';
import { commitPlan, undoPlan } from './actions/plan-commit.ts';
import { listPolicies, policyFor, removePolicy, setPolicy } from './actions/policy.ts';
import { onTimeRecord, promiseArrival } from './actions/promise.ts';
import { declineHousehold, declinedHouseholds, myDeclinedHouseholds, resumeHousehold } from './actions/homes.ts';
import { replayDecision, revertWeights, setWeights, viewWeights } from './actions/weights.ts';
import { holdSlot, listSlots, releaseHold, suggestWorkers } from './actions/slots.ts';

export const routes = [
  on(contract.dispatch.listSlots, listSlots),
  on(contract.dispatch.suggestWorkers, suggestWorkers),
  on(contract.dispatch.holdSlot, holdSlot),
  on(contract.dispatch.releaseHold, releaseHold),
  on(contract.dispatch.trackOrder, trackOrder),
  on(contract.dispatch.listOffers, listOffers),
  on(contract.dispatch.acceptOffer, acceptAndShow),
  on(contract.dispatch.refuseOffer, refuseOffer),
  on(contract.dispatch.myLateRisks, myLateRisks),
  on(contract.dispatch.answerLateRisk, answerLateRisk),
  on(contract.dispatch.listPool, listPool),
  on(contract.dispatch.grab, grab),
  on(contract.dispatch.myFormula, myFormula),
  on(contract.dispatch.declineHousehold, declineHousehold),
  on(contract.dispatch.resumeHousehold, resumeHousehold),
  on(contract.dispatch.myDeclinedHouseholds, myDeclinedHouseholds),
  on(contract.dispatch.declinedHouseholds, declinedHouseholds),
  on(contract.dispatch.candidates, candidates),
  on(contract.dispatch.assign, assign),
  on(contract.dispatch.redispatch, redispatch),
  on(contract.dispatch.decisions, decisions),
  on(contract.dispatch.listPolicies, listPolicies),
  on(contract.dispatch.setPolicy, setPolicy),
  on(contract.dispatch.removePolicy, removePolicy),
  on(contract.dispatch.policyFor, policyFor),
  on(contract.dispatch.listWaiting, listWaiting),
  on(contract.dispatch.handOn, handOn),
  on(contract.dispatch.listDiversions, listDiversions),
  on(contract.dispatch.promiseArrival, promiseArrival),
  on(contract.dispatch.onTimeRecord, (ctx, input) => onTimeRecord(ctx, input)),
  on(contract.dispatch.viewWeights, viewWeights),
  on(contract.dispatch.revertWeights, revertWeights),
  on(contract.dispatch.setWeights, setWeights),
  on(contract.dispatch.replayDecision, replayDecision),
  on(contract.dispatch.startPlan, startPlan),
  on(contract.dispatch.listPlans, listPlans),
  on(contract.dispatch.getPlan, getPlan),
  on(contract.dispatch.commitPlan, commitPlan),
  on(contract.dispatch.discardPlan, discardPlan),
  on(contract.dispatch.undoPlan, undoPlan),
  on(contract.dispatch.repair, repair),
  on(contract.dispatch.listRepairs, listRepairs),
  on(contract.dispatch.liftDisruption, liftDisruption),
  on(contract.dispatch.reportIll, reportIll),
  on(contract.dispatch.dayPlan, dayPlan),
  on(contract.dispatch.checkMove, checkMove),
  on(contract.dispatch.listMoves, listMoves),
  on(contract.dispatch.liveMap, liveMap),
];

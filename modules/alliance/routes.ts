import { contract } from '@linli/contract';
import { on, type Route } from '../../kernel/http.ts';
import * as actions from './actions.ts';
import * as joining from './actions/joining.ts';
import * as desk from './actions/joining-desk.ts';
import * as views from './actions/joining-views.ts';
import * as leaving from './actions/leaving.ts';
import * as trainings from './actions/owner-training.ts';
import * as elders from './actions/elder-providers.ts';
import * as sanctions from './actions/sanctions.ts';
import * as standing from './actions/standing.ts';

export const routes: Route[] = [
  on(contract.alliance.listMerchants, actions.listMerchants),
  on(contract.alliance.getMerchant, actions.getMerchant),
  on(contract.alliance.publicMerchant, actions.publicMerchant),
  on(contract.alliance.admitMerchant, actions.admitMerchant),
  on(contract.alliance.suspendMerchant, leaving.suspendMerchant),
  on(contract.alliance.exitMerchant, leaving.exitMerchant),
  on(contract.alliance.resumeMerchant, leaving.resumeMerchant),
  on(contract.alliance.addBranch, actions.addBranch),
  on(contract.alliance.listStations, actions.listStations),
  on(contract.alliance.addStation, actions.addStation),
  on(contract.alliance.listDistricts, actions.listDistricts),
  on(contract.alliance.drawDistrict, actions.drawDistrict),
  on(contract.alliance.openDistrict, actions.openDistrict),
  on(contract.alliance.assignTerritory, actions.assignTerritory),
  on(contract.alliance.releaseTerritory, actions.releaseTerritory),
  on(contract.alliance.myJoining, views.myJoining),
  on(contract.alliance.listJoinings, views.listJoinings),
  on(contract.alliance.getJoining, views.getJoining),
  on(contract.alliance.joiningPhoto, views.joiningPhoto),
  on(contract.alliance.merchantJoining, views.merchantJoining),
  on(contract.alliance.scorecard, views.scorecard),
  on(contract.alliance.saveJoining, joining.saveJoining),
  on(contract.alliance.startAccountCheck, joining.startAccountCheck),
  on(contract.alliance.confirmAccountCheck, joining.confirmAccountCheck),
  on(contract.alliance.submitJoining, joining.submitJoining),
  on(contract.alliance.withdrawJoining, joining.withdrawJoining),
  on(contract.alliance.judgePaper, desk.judgePaper),
  on(contract.alliance.sendJoiningBack, desk.sendJoiningBack),
  on(contract.alliance.refuseJoining, desk.refuseJoining),
  on(contract.alliance.approveJoining, desk.approveJoining),
  on(contract.alliance.decideTrial, desk.decideTrial),
  on(contract.alliance.askToLeave, leaving.askToLeave),
  on(contract.alliance.stay, leaving.stay),
  on(contract.alliance.setGrade, standing.setGrade),
  on(contract.alliance.setComplaintPhone, standing.setComplaintPhone),
  on(contract.alliance.sanctionsOf, sanctions.sanctionsOf),
  on(contract.alliance.imposeSanction, sanctions.imposeSanction),
  on(contract.alliance.appealSanction, sanctions.appealSanction),
  on(contract.alliance.sanctionAppeals, sanctions.sanctionAppeals),
  on(contract.alliance.decideSanctionAppeal, sanctions.decideSanctionAppeal),
  on(contract.alliance.endSanction, sanctions.endSanction),
  on(contract.alliance.elderProviders, elders.elderProviders),
  on(contract.alliance.setElderProvider, elders.setElderProvider),
  on(contract.alliance.exportElderProviders, elders.exportElderProviders),
  on(contract.alliance.ownerSessions, trainings.ownerSessions),
  on(contract.alliance.planOwnerSession, trainings.planOwnerSession),
  on(contract.alliance.cancelOwnerSession, trainings.cancelOwnerSession),
  on(contract.alliance.takeOwnerSeat, trainings.takeOwnerSeat),
  on(contract.alliance.leaveOwnerSeat, trainings.leaveOwnerSeat),
  on(contract.alliance.markOwnerSeat, trainings.markOwnerSeat),
  on(contract.alliance.saveJoiningPaper, joining.saveJoiningPaper, { isUpload: true }),
];

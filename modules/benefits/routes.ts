import { contract } from '@linli/contract';
import { on } from '../../kernel/http.ts';
import { listFunds, payIntoFund } from './actions/funds.ts';
import { buyMembership, giveUpMembership, viewMembership } from './actions/membership.ts';
import { viewPoints } from './actions/points.ts';
import { checkout, useTenders } from './actions/checkout.ts';
import { addClaimDocument, advanceClaim, claimPhoto, decideClaim, listClaims, reportClaim, settleClaim } from './actions/claims.ts';
import { coverOfOrder, listCovers, listInsuranceProducts, setInsuranceProduct } from './actions/covers.ts';
import { buyPolicy, listPolicies, previewPolicy, surrenderPolicy } from './actions/policies.ts';
import { buyPack, listPacks, packOffers, refundPack, savePackOffer } from './actions/packs.ts';
import { addSubsidyDocument, draftSubsidy, exportSubsidies, getSubsidy, listSubsidies, mySubsidies, submitSubsidy, subsidyChances, subsidyPhoto, withdrawSubsidy } from './actions/subsidies.ts';
import { clawBackByHand, decideSubsidies, paySubsidies, returnSubsidies } from './actions/subsidy-money.ts';
import { listProgrammes, noteAttendance, saveProgramme, setYear } from './actions/subsidy-programmes.ts';
import { refundStored, setTopUpPlans, topUp, viewWallet } from './actions/stored.ts';
import { claimVouchers, endEligibility, exportVoucherClaims, findElders, grantEligibility, inspectVoucherClaim, listEligibilities, markVoucherClaims, myVouchers, voucherClaims } from './actions/vouchers.ts';

export const routes = [
  on(contract.benefits.wallet, viewWallet),
  on(contract.benefits.topUp, topUp),
  on(contract.benefits.refundStored, refundStored),
  on(contract.benefits.setTopUpPlans, setTopUpPlans),
  on(contract.benefits.points, viewPoints),
  on(contract.benefits.membership, viewMembership),
  on(contract.benefits.buyMembership, buyMembership),
  on(contract.benefits.dropMembership, giveUpMembership),
  on(contract.benefits.funds, listFunds),
  on(contract.benefits.payIntoFund, payIntoFund),
  on(contract.benefits.packOffers, packOffers),
  on(contract.benefits.savePackOffer, savePackOffer),
  on(contract.benefits.packs, listPacks),
  on(contract.benefits.buyPack, buyPack),
  on(contract.benefits.refundPack, refundPack),
  on(contract.benefits.myVouchers, myVouchers),
  on(contract.benefits.grantEligibility, grantEligibility),
  on(contract.benefits.endEligibility, endEligibility),
  on(contract.benefits.findElders, findElders),
  on(contract.benefits.exportVoucherClaims, exportVoucherClaims),
  on(contract.benefits.listEligibilities, listEligibilities),
  on(contract.benefits.voucherClaims, voucherClaims),
  on(contract.benefits.markVoucherClaims, markVoucherClaims),
  on(contract.benefits.inspectVoucherClaim, inspectVoucherClaim),
  on(contract.benefits.claimVouchers, claimVouchers),
  on(contract.benefits.checkout, checkout),
  on(contract.benefits.useTenders, useTenders),
  on(contract.benefits.listInsuranceProducts, listInsuranceProducts),
  on(contract.benefits.setInsuranceProduct, setInsuranceProduct),
  on(contract.benefits.coverOfOrder, coverOfOrder),
  on(contract.benefits.listCovers, listCovers),
  on(contract.benefits.previewPolicy, previewPolicy),
  on(contract.benefits.buyPolicy, buyPolicy),
  on(contract.benefits.listPolicies, listPolicies),
  on(contract.benefits.surrenderPolicy, surrenderPolicy),
  on(contract.benefits.reportClaim, reportClaim),
  on(contract.benefits.listClaims, listClaims),
  on(contract.benefits.addClaimDocument, addClaimDocument, { isUpload: true }),
  on(contract.benefits.claimPhoto, claimPhoto),
  on(contract.benefits.advanceClaim, advanceClaim),
  on(contract.benefits.decideClaim, decideClaim),
  on(contract.benefits.settleClaim, settleClaim),
  on(contract.benefits.subsidyProgrammes, listProgrammes),
  on(contract.benefits.saveSubsidyProgramme, saveProgramme),
  on(contract.benefits.setSubsidyYear, setYear),
  on(contract.benefits.mySubsidies, mySubsidies),
  on(contract.benefits.subsidyChances, subsidyChances),
  on(contract.benefits.draftSubsidy, draftSubsidy),
  on(contract.benefits.addSubsidyDocument, addSubsidyDocument, { isUpload: true }),
  on(contract.benefits.subsidyPhoto, subsidyPhoto),
  on(contract.benefits.submitSubsidy, submitSubsidy),
  on(contract.benefits.withdrawSubsidy, withdrawSubsidy),
  on(contract.benefits.getSubsidy, getSubsidy),
  on(contract.benefits.listSubsidies, listSubsidies),
  on(contract.benefits.decideSubsidies, decideSubsidies),
  on(contract.benefits.paySubsidies, paySubsidies),
  on(contract.benefits.clawBackSubsidy, clawBackByHand),
  on(contract.benefits.returnSubsidy, returnSubsidies),
  on(contract.benefits.noteAttendance, noteAttendance),
  on(contract.benefits.exportSubsidies, exportSubsidies),
];

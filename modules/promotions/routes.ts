import { contract } from '@linli/contract';
import { on, type Route } from '../../kernel/http.ts';
import { addStock, campaigns, listCodes, makeCampaign, makeCodes, redemptions, setCampaignState } from './actions/campaigns.ts';
import { claim, giveByDesk, myCoupons, offers, redeemCode } from './actions/coupons.ts';
import { changePlan, membershipPlans } from './actions/memberships.ts';
import { bindReferral, changeProgramme, decideReferral, myReferral, noteDevice, programmes, referrals } from './actions/referrals.ts';

export const routes: Route[] = [
  on(contract.promotions.campaigns, campaigns),
  on(contract.promotions.makeCampaign, makeCampaign),
  on(contract.promotions.setCampaignState, setCampaignState),
  on(contract.promotions.addStock, addStock),
  on(contract.promotions.makeCodes, makeCodes),
  on(contract.promotions.listCodes, listCodes),
  on(contract.promotions.redemptions, redemptions),
  on(contract.promotions.giveCoupon, giveByDesk),
  on(contract.promotions.offers, offers),
  on(contract.promotions.claim, claim),
  on(contract.promotions.redeemCode, redeemCode),
  on(contract.promotions.myCoupons, myCoupons),
  on(contract.promotions.myReferral, myReferral, { isWriting: true }),
  on(contract.promotions.bindReferral, bindReferral),
  on(contract.promotions.noteDevice, noteDevice),
  on(contract.promotions.referrals, referrals),
  on(contract.promotions.decideReferral, decideReferral),
  on(contract.promotions.programmes, programmes),
  on(contract.promotions.saveProgramme, changeProgramme),
  on(contract.promotions.membershipPlans, membershipPlans),
  on(contract.promotions.saveMembershipPlan, changePlan),
];

import { contract } from '@linli/contract';
import { on, type Route } from '../../kernel/http.ts';
import * as city from './actions/city.ts';
import * as codes from './actions/codes.ts';
import * as households from './actions/households.ts';
import * as login from './actions/login.ts';
import * as people from './actions/people.ts';
import * as places from './actions/places.ts';
import * as social from './actions/social.ts';
import * as wishes from './actions/wishes.ts';
import * as ways from './actions/ways.ts';

export const routes: Route[] = [
  on(contract.accounts.city, city.viewCity),
  on(contract.accounts.demoPersons, city.demoPersons),
  on(contract.accounts.requestCode, codes.requestCode),
  on(contract.accounts.signIn, login.signIn),
  on(contract.accounts.ways, social.ways),
  on(contract.accounts.requestEmailCode, codes.requestEmailCode),
  on(contract.accounts.signInByEmail, login.signInByEmail),
  on(contract.accounts.beginSocial, social.beginSocial),
  on(contract.accounts.signInBySocial, social.signInBySocial),
  on(contract.accounts.finishSocial, social.finishSocial),
  on(contract.accounts.myWays, ways.myWays),
  on(contract.accounts.addPhone, ways.addPhone),
  on(contract.accounts.addEmail, ways.addEmail),
  on(contract.accounts.linkSocial, social.linkSocial),
  on(contract.accounts.unlinkSocial, ways.unlinkSocial),
  on(contract.accounts.signOut, login.signOut),
  on(contract.accounts.me, login.me),
  on(contract.accounts.updateMe, login.updateMe),
  on(contract.accounts.listDivisions, places.listDivisions),
  on(contract.accounts.listEstates, places.listEstates),
  on(contract.accounts.addEstates, places.addEstates),
  on(contract.accounts.listAddresses, households.listAddresses),
  on(contract.accounts.addAddress, households.addAddress),
  on(contract.accounts.updateAddress, households.updateAddress),
  on(contract.accounts.removeAddress, households.removeAddress),
  on(contract.accounts.listMembers, households.listMembers),
  on(contract.accounts.addMember, households.addMember),
  on(contract.accounts.removeMember, households.removeMember),
  on(contract.accounts.myManner, wishes.myManner),
  on(contract.accounts.setManner, wishes.setManner),
  on(contract.accounts.forgetManner, wishes.forgetManner),
  on(contract.accounts.findCustomer, people.findCustomer),
  on(contract.accounts.openHousehold, people.openHousehold),
  on(contract.accounts.listPeople, people.listPeople),
  on(contract.accounts.grantRole, people.grantRole),
  on(contract.accounts.revokeRole, people.revokeRole),
  on(contract.accounts.auditTrail, people.auditTrail),
  on(contract.accounts.settings, city.listSettings),
  on(contract.accounts.changeSetting, city.changeSetting),
];

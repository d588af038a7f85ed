import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { identify } from './actions/login.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

export { checks } from './actions/checks.ts';
export { cityFacts, openCity, registerDemoPerson, settingOf, settingsOf } from './actions/city.ts';
export type { CityFacts } from './actions/city.ts';
export { addAddress, addMember, addressFacts, addressFor, contactPhone, listAddresses, membersNamed, updateAddress } from './actions/households.ts';
export type { AddressFacts } from './actions/households.ts';
export { actingPersonId, identify } from './actions/login.ts';
export { tellNumber, tellPeople, tellPerson } from './actions/messages.ts';
export type { Message } from './actions/messages.ts';
export { callablePhone, countOrder, demandPlainName, ensurePeople, ensurePerson, giveRole, householdOf, nameScope, openWorkerRoles, peopleOfPhones, personBriefs, suspendPerson, takeRole } from './actions/people.ts';
export type { PersonBrief } from './actions/people.ts';
export { addEstates, listDivisions, listEstates, markEstatesOpen } from './actions/places.ts';
export { matchWishes, matchWishesOfMany, saveWorkerWish, workerWishes } from './actions/wishes.ts';
export { mannerView } from './rules/manner.ts';
export { isPlainName, pinyinOf } from './rules/people.ts';
export { cellOf, distanceMeters } from './rules/places.ts';
export type { Template } from './rules/messages.ts';
export type { SettingKey } from './rules/settings.ts';

export const mount: Module = { name: 'accounts', routes, reactions, checks, identify };

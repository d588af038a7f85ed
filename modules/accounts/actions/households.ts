import { demand, holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { seal, unseal } from '../../../kernel/crypto.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { HomeScene, OutputOf, Role, contract } from '@linli/contract';
import { isBirthYearFuture, isMinor } from '../rules/people.ts';
import { fullAddress } from '../rules/places.ts';
import * as store from '../store/places.ts';
import { actingPersonId } from './login.ts';
import { callablePhone, demandPlainName, findPersonOr404, householdOf } from './people.ts';

type Accounts = typeof contract.accounts;
type AddressView = OutputOf<Accounts['addAddress']>;
type MemberView = OutputOf<Accounts['addMember']>;

export type AddressFacts = {
  addressId: string; householdId: string; customerId: string; estateId: string; estateName: string; districtName: string; streetName: string; building: string; room: string; full: string;
  lon: number; lat: number; homeScene: HomeScene; contactName: string; maskedPhone: string;
  /** False for a customer who came by e-mail and has given no phone yet. */
  isCustomerCallable: boolean;
};

/** Who may act for a customer they name: the desk and the stations. */
const HELPERS: readonly Role[] = ['agent', 'dispatcher', 'operator', 'stationStaff'];

const addressView = (row: store.AddressRow): AddressView => ({
  addressId: row.addressId, estateId: row.estateId, estateName: row.estateName, building: row.building, room: row.room, full: fullAddress(row), contactName: row.contactName,
  maskedPhone: row.contactPhoneMasked, districtCode: row.districtCode, districtName: row.districtName, streetName: row.streetName, communityName: row.communityName,
  lon: row.lon, lat: row.lat, homeScene: row.homeScene, isDefault: row.isDefault,
});

const addressFactsOf = (row: store.AddressRow, customerId: string): AddressFacts => ({
  addressId: row.addressId, householdId: row.householdId, customerId, estateId: row.estateId, estateName: row.estateName, districtName: row.districtName, streetName: row.streetName,
  building: row.building, room: row.room, full: fullAddress(row), lon: row.lon, lat: row.lat, homeScene: row.homeScene, contactName: row.contactName, maskedPhone: row.contactPhoneMasked, isCustomerCallable: true,
});

/** The customer spoken of: the one named by somebody who may name one, else the person acting. */
export const customerOf = (ctx: Ctx, customerId: string | undefined): string => {
  if (customerId === undefined || customerId === ctx.actor.personId) return actingPersonId(ctx);
  demand(ctx, HELPERS);
  return customerId;
};

/** An address the actor may change: of the own household, or any when the desk acts. All others read as unknown. */
const lockOwnAddress = async (ctx: Ctx, addressId: string): Promise<store.AddressRow> => {
  const row = await store.findAddress(ctx.tx, ctx.cityId, addressId);
  if (!row || row.isRemoved) refuse('accounts.address_unknown');
  const isOwn = ctx.actor.personId !== null && row.householdId === (await householdOf(ctx, ctx.actor.personId));
  if (!isOwn && !holds(ctx.actor, HELPERS)) refuse('accounts.address_unknown');
  await store.lockHousehold(ctx.tx, ctx.cityId, row.householdId);
  return (await store.findAddress(ctx.tx, ctx.cityId, addressId)) ?? refuse('accounts.address_unknown');
};

/**
 * An address to serve at, for whoever orders: of the own household, or of the customer that the desk, a station or the system
 * names. Everything else, a removed address too, is refused as `accounts.address_unknown`.
 */
export const addressFor = async (ctx: Ctx, { addressId, customerId }: { addressId: string; customerId?: string | undefined }): Promise<AddressFacts> => {
  const row = await store.findAddress(ctx.tx, ctx.cityId, addressId);
  if (!row || row.isRemoved) refuse('accounts.address_unknown');
  const isHelping = holds(ctx.actor, HELPERS);
  const personId = customerId ?? ctx.actor.personId;
  if (personId === null && isHelping) return addressFactsOf(row, row.ownerPersonId);
  if (personId === null || (personId !== ctx.actor.personId && !isHelping)) refuse('accounts.address_unknown');
  const person = await findPersonOr404(ctx, personId);
  if (person.householdId !== row.householdId) refuse('accounts.address_unknown');
  return { ...addressFactsOf(row, personId), isCustomerCallable: person.phoneEncrypted !== null };
};

/** Any address, also one that was removed since: history keeps its place. System use. */
export const addressFacts = async (ctx: Ctx, addressId: string): Promise<AddressFacts> => {
  const row = (await store.findAddress(ctx.tx, ctx.cityId, addressId)) ?? refuse('accounts.address_unknown');
  return addressFactsOf(row, row.ownerPersonId);
};

export const listAddresses = async (ctx: Ctx, { customerId }: { customerId?: string | undefined }): Promise<{ items: AddressView[] }> => {
  const rows = await store.addressesOf(ctx.tx, ctx.cityId, await householdOf(ctx, customerOf(ctx, customerId)));
  return { items: rows.map(addressView) };
};

type NewAddress = { customerId?: string | undefined; estateId: string; building: string; room: string; contactName?: string | undefined; contactPhone?: string | undefined; homeScene: HomeScene; isDefault: boolean };

/** Refuses an unknown estate and a building the estate does not have. The first address of a household is its default. */
export const addAddress = async (ctx: Ctx, input: NewAddress): Promise<AddressView> => {
  const personId = customerOf(ctx, input.customerId);
  const person = await findPersonOr404(ctx, personId);
  const estate = (await store.findEstate(ctx.tx, ctx.cityId, input.estateId)) ?? refuse('accounts.estate_unknown', {}, 'estateId');
  if (!estate.buildings.includes(input.building)) refuse('accounts.building_unknown', { estate: estate.name, building: input.building }, 'building');
  if (input.room !== '') demandPlainName(input.room, 'room');
  await store.lockHousehold(ctx.tx, ctx.cityId, person.householdId);
  const isFirst = (await store.addressesOf(ctx.tx, ctx.cityId, person.householdId)).length === 0;
  const addressId = ctx.newId('adr');
  const phone = input.contactPhone ?? (await callablePhone(ctx, personId));
  await store.insertAddress(ctx.tx, ctx.cityId, {
    addressId, householdId: person.householdId, estateId: input.estateId, building: input.building, room: input.room, homeScene: input.homeScene, now: ctx.now,
    contactName: input.contactName === undefined ? person.name : demandPlainName(input.contactName, 'contactName'),
    contactPhoneEncrypted: seal(ctx.settings.secret, phone, `address:${addressId}`), contactPhoneMasked: maskPhone(phone),
  });
  if (isFirst || input.isDefault) await store.setDefaultAddress(ctx.tx, ctx.cityId, person.householdId, addressId);
  return addressView((await store.findAddress(ctx.tx, ctx.cityId, addressId))!);
};

type AddressChanges = { addressId: string; room?: string | undefined; contactName?: string | undefined; contactPhone?: string | undefined; homeScene?: HomeScene | undefined; isDefault?: boolean | undefined };

/** Orders placed before keep the address as it was told then. */
export const updateAddress = async (ctx: Ctx, { addressId, room, contactName, contactPhone, homeScene, isDefault }: AddressChanges): Promise<AddressView> => {
  const row = await lockOwnAddress(ctx, addressId);
  if (room) demandPlainName(room, 'room');
  if (contactName !== undefined) demandPlainName(contactName, 'contactName');
  await store.updateAddressRow(ctx.tx, ctx.cityId, addressId, {
    room: room ?? null, contactName: contactName ?? null, homeScene: homeScene ?? null,
    contactPhoneEncrypted: contactPhone === undefined ? null : seal(ctx.settings.secret, contactPhone, `address:${addressId}`),
    contactPhoneMasked: contactPhone === undefined ? null : maskPhone(contactPhone),
  });
  if (isDefault) await store.setDefaultAddress(ctx.tx, ctx.cityId, row.householdId, addressId);
  return addressView((await store.findAddress(ctx.tx, ctx.cityId, addressId))!);
};

export const removeAddress = async (ctx: Ctx, { addressId }: { addressId: string }): Promise<{ ok: true }> => {
  const row = await lockOwnAddress(ctx, addressId);
  await store.removeAddressRow(ctx.tx, ctx.cityId, addressId, ctx.now);
  await store.setDefaultAddress(ctx.tx, ctx.cityId, row.householdId, null);
  return { ok: true };
};

/** The open phone of an address's contact, for gateways only. */
export const contactPhone = async (ctx: Ctx, addressId: string): Promise<string> => {
  const row = (await store.contactPhoneOf(ctx.tx, ctx.cityId, addressId)) ?? refuse('accounts.address_unknown');
  return unseal(ctx.settings.secret, row.contactPhoneEncrypted, `address:${addressId}`);
};

const memberView = (row: store.MemberRow, now: Date): MemberView => ({ ...row, isMinor: isMinor(row.birthYear, now) });
const ownHousehold = (ctx: Ctx): Promise<string> => householdOf(ctx, actingPersonId(ctx));

export const listMembers = async (ctx: Ctx): Promise<{ items: MemberView[] }> => {
  const rows = await store.membersOf(ctx.tx, ctx.cityId, await ownHousehold(ctx));
  return { items: rows.map((row) => memberView(row, ctx.now)) };
};

type NewMember = { name: string; relation: 'spouse' | 'child' | 'elder' | 'other'; birthYear?: number | undefined; needs: string };

/** Only the household itself adds its members, so a child is entered by its own guardian and never at the desk. */
export const addMember = async (ctx: Ctx, { name, relation, birthYear, needs }: NewMember): Promise<MemberView> => {
  demandPlainName(name);
  if (birthYear !== undefined && isBirthYearFuture(birthYear, ctx.now)) refuse('accounts.birth_year_future', {}, 'birthYear');
  const member = { memberId: ctx.newId('mem'), name, relation, birthYear: birthYear ?? null, needs };
  await store.insertMember(ctx.tx, ctx.cityId, { ...member, householdId: await ownHousehold(ctx), addedBy: actingPersonId(ctx), now: ctx.now });
  return memberView(member, ctx.now);
};

export const removeMember = async (ctx: Ctx, { memberId }: { memberId: string }): Promise<{ ok: true }> => {
  const removed = await store.removeMemberRow(ctx.tx, ctx.cityId, await ownHousehold(ctx), memberId, ctx.now);
  if (removed === 0) refuse('accounts.member_unknown');
  return { ok: true };
};

/** Names of members of a household, in the order asked; refuses `accounts.member_unknown` when one is not of it. */
export const membersNamed = async (ctx: Ctx, { householdId, memberIds }: { householdId: string; memberIds: readonly string[] }): Promise<{ memberId: string; name: string }[]> => {
  if (memberIds.length === 0) return [];
  const known = new Map((await store.membersOf(ctx.tx, ctx.cityId, householdId)).map((row) => [row.memberId, row.name]));
  return memberIds.map((memberId) => ({ memberId, name: known.get(memberId) ?? refuse('accounts.member_unknown') }));
};

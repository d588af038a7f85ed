import { demand, holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { blindIndex, seal, unseal } from '../../../kernel/crypto.ts';
import { isConflict, lockFor } from '../../../kernel/database.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { InputOf, OutputOf, Role, ScopeType, contract } from '@linli/contract';
import { keyOfCursor, pageFrom } from '../rules/pages.ts';
import { isPlainName, pinyinOf, plainNameExpected } from '../rules/people.ts';
import { isGrantWellFormed, isLastOperator, mayGrant, type GrantKey } from '../rules/roles.ts';
import * as store from '../store/people.ts';

type Accounts = typeof contract.accounts;
export type PersonBrief = { personId: string; name: string; maskedPhone: string; householdId: string | null };

/** Finds a phone without opening it; the city is part of it, so two cities in one database share no fingerprint. */
export const phoneHashOf = (ctx: Ctx, phone: string): string => blindIndex(ctx.settings.secret, `phone:${ctx.cityId}:${phone}`);
const PHONE = /^1[3-9]\d{9}$/;

/** Refuses `request.invalid` for a name with markup, control characters or nothing to read in it. */
export const demandPlainName = (name: string, field = 'name'): string => {
  if (!isPlainName(name)) refuse('request.invalid', plainNameExpected, field);
  return name;
};

export const findPersonOr404 = async (ctx: Ctx, personId: string): Promise<store.PersonRow> =>
  (await store.findPerson(ctx.tx, ctx.cityId, personId)) ?? refuse('accounts.person_unknown');

/** The person of a phone; a phone nobody has yet is registered with a household of its own. Emits `person.registered` then. */
export const ensurePerson = async (ctx: Ctx, { phone, name }: { phone: string; name: string }): Promise<{ personId: string; householdId: string; isNew: boolean }> => {
  const phoneHash = phoneHashOf(ctx, phone);
  await lockFor(ctx.tx, `person:${ctx.cityId}:${phoneHash}`);
  const known = await store.findPersonByPhone(ctx.tx, ctx.cityId, phoneHash);
  if (known) return { personId: known.personId, householdId: known.householdId, isNew: false };
  demandPlainName(name);
  const personId = ctx.newId('per');
  const householdId = ctx.newId('hh');
  await store.insertPerson(ctx.tx, ctx.cityId, {
    personId, householdId, memberId: ctx.newId('mem'), name, pinyin: pinyinOf(name), phoneHash, phoneMasked: maskPhone(phone),
    phoneEncrypted: seal(ctx.settings.secret, phone, `person:${personId}`), now: ctx.now,
  });
  await ctx.emit('person.registered', { personId, personIds: [personId] });
  return { personId, householdId, isNew: true };
};

/** The people of many phones; phones nobody has yet are registered. For imports of thousands: no event is told of each. System use. */
export const ensurePeople = async (ctx: Ctx, { people }: { people: readonly { phone: string; name: string }[] }): Promise<Map<string, string>> => {
  const wanted = new Map(people.map(({ phone, name }) => [phoneHashOf(ctx, phone), { phone, name }]));
  await lockFor(ctx.tx, `people:${ctx.cityId}`);
  const known = new Map((await store.peopleByPhones(ctx.tx, ctx.cityId, [...wanted.keys()])).map(({ phoneHash, personId }) => [phoneHash, personId]));
  const fresh = [...wanted].filter(([phoneHash]) => !known.has(phoneHash)).map(([phoneHash, { phone, name }]) => {
    const personId = ctx.newId('per');
    return { personId, householdId: ctx.newId('hh'), memberId: ctx.newId('mem'), name: demandPlainName(name), pinyin: pinyinOf(name), phoneHash, phoneMasked: maskPhone(phone), phoneEncrypted: seal(ctx.settings.secret, phone, `person:${personId}`) };
  });
  if (fresh.length > 0) await store.insertPeople(ctx.tx, ctx.cityId, fresh, ctx.now);
  for (const { phoneHash, personId } of fresh) known.set(phoneHash, personId);
  return new Map([...wanted].map(([phoneHash, { phone }]) => [phone, known.get(phoneHash)!]));
};

/** Who many phones belong to; phones nobody has are left out. */
export const peopleOfPhones = async (ctx: Ctx, { phones }: { phones: readonly string[] }): Promise<Map<string, string>> => {
  const byHash = new Map(phones.map((phone) => [phoneHashOf(ctx, phone), phone]));
  return new Map((await store.peopleByPhones(ctx.tx, ctx.cityId, [...byHash.keys()])).map(({ phoneHash, personId }) => [byHash.get(phoneHash)!, personId]));
};

/** Opens the worker's role for many people who have just become workers. They are strangers to every running sign-in but their own, which asks anew within half a minute. System use. */
export const openWorkerRoles = (ctx: Ctx, { scopes }: { scopes: readonly { personId: string; scopeId: string; name: string }[] }): Promise<void> => store.openSelfScopes(ctx.tx, ctx.cityId, scopes, ctx.actor.personId, ctx.now);

/** The open phone number of a person, for gateways only: it is never shown, logged or sent to a screen. Refuses `accounts.phone_missing`. */
export const callablePhone = async (ctx: Ctx, personId: string): Promise<string> => {
  const person = await findPersonOr404(ctx, personId);
  if (person.phoneEncrypted === null) refuse('accounts.phone_missing');
  return unseal(ctx.settings.secret, person.phoneEncrypted, `person:${personId}`);
};

/** Names and masked phones of people, in one question; ids nobody has are left out. */
export const personBriefs = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, PersonBrief>> => {
  const rows = personIds.length === 0 ? [] : await store.findPeople(ctx.tx, ctx.cityId, [...new Set(personIds)]);
  return new Map(rows.map((row) => [row.personId, { personId: row.personId, name: row.name, maskedPhone: row.phoneMasked, householdId: row.householdId }]));
};

/** The household a person belongs to; refuses `accounts.person_unknown`. */
export const householdOf = async (ctx: Ctx, personId: string): Promise<string> => (await findPersonOr404(ctx, personId)).householdId;

/** Notes that a person placed one more order, so that the desk sees it when the caller is looked up. */
export const countOrder = async (ctx: Ctx, personId: string): Promise<void> => { await store.addToOrderCount(ctx.tx, ctx.cityId, personId); };

/** A suspended person cannot sign in, and every open sign-in of theirs stands for nobody from now on. System use. */
export const suspendPerson = async (ctx: Ctx, { personId, isSuspended }: { personId: string; isSuspended: boolean }): Promise<void> => {
  await findPersonOr404(ctx, personId);
  if (isSuspended) {
    await lockFor(ctx.tx, `operators:${ctx.cityId}`);
    const grants = await store.grantsOf(ctx.tx, ctx.cityId, [personId]);
    const operator = grants.find((grant) => grant.role === 'operator');
    if (operator && isLastOperator(operator, await store.countOperators(ctx.tx, ctx.cityId))) refuse('accounts.last_operator');
  }
  await store.setSuspended(ctx.tx, ctx.cityId, personId, isSuspended ? ctx.now : null);
  await ctx.emit('person.grantsChanged', { personId, personIds: [personId] });
};

/** Tells that a merchant, station or worker profile exists and what it is called, so that roles can be granted in it. */
export const nameScope = async (ctx: Ctx, scope: { scopeType: Exclude<ScopeType, 'city'>; scopeId: string; name: string }): Promise<void> => {
  await store.saveScope(ctx.tx, ctx.cityId, scope);
};

/** Grants a role; doing it twice changes nothing. System use: the caller has decided that it may be. Emits `person.grantsChanged`. */
export const giveRole = async (ctx: Ctx, grant: { personId: string; role: Role; scopeType: ScopeType; scopeId: string; grantedBy?: string | null }): Promise<void> => {
  const added = await store.insertGrant(ctx.tx, ctx.cityId, { ...grant, grantedBy: grant.grantedBy ?? ctx.actor.personId, now: ctx.now });
  if (added > 0) await ctx.emit('person.grantsChanged', { personId: grant.personId, personIds: [grant.personId] });
};

/** Takes a role back; taking one that is not there changes nothing. System use. Refuses `accounts.last_operator`. */
export const takeRole = async (ctx: Ctx, grant: GrantKey & { personId: string }): Promise<void> => {
  if (grant.role === 'operator') {
    await lockFor(ctx.tx, `operators:${ctx.cityId}`);
    const held = (await store.grantsOf(ctx.tx, ctx.cityId, [grant.personId])).some((one) => one.role === 'operator' && one.scopeId === grant.scopeId);
    if (held && isLastOperator(grant, await store.countOperators(ctx.tx, ctx.cityId))) refuse('accounts.last_operator');
  }
  const taken = await store.deleteGrant(ctx.tx, ctx.cityId, grant);
  if (taken > 0) await ctx.emit('person.grantsChanged', { personId: grant.personId, personIds: [grant.personId] });
};

type PersonView = OutputOf<Accounts['grantRole']>;
type GrantView = PersonView['grants'][number];
export const grantView = ({ role, scopeType, scopeId, scopeName }: store.GrantRow): GrantView => ({ role, scopeType, scopeId, scopeName });

/** People with their grants. A merchant's owner sees the grants of the own merchant only. */
const personViews = async (ctx: Ctx, rows: readonly store.PersonRow[]): Promise<PersonView[]> => {
  const grants = rows.length === 0 ? [] : await store.grantsOf(ctx.tx, ctx.cityId, rows.map((row) => row.personId));
  const seesAll = holds(ctx.actor, ['operator', 'dispatcher', 'agent', 'finance', 'auditor']);
  return rows.map((row) => ({
    personId: row.personId, name: row.name, maskedPhone: row.phoneMasked, registeredAt: row.registeredAt.toISOString(), isSuspended: row.suspendedAt !== null,
    grants: grants.filter((grant) => grant.personId === row.personId && (seesAll || holds(ctx.actor, 'merchantOwner', grant.scopeId))).map(grantView),
  }));
};

const personView = async (ctx: Ctx, personId: string): Promise<PersonView> => (await personViews(ctx, [await findPersonOr404(ctx, personId)]))[0]!;

/** Grants a role by hand. Refuses `accounts.scope_wrong` for a scope the role cannot have or that does not exist, `access.forbidden` beyond the own merchant. */
export const grantRole = async (ctx: Ctx, { personId, role, scopeType, scopeId }: InputOf<Accounts['grantRole']>): Promise<PersonView> => {
  const grant = { role, scopeType, scopeId };
  if (!mayDecide(ctx, grant)) demand(ctx, 'operator');
  await findPersonOr404(ctx, personId);
  const isKnown = scopeType !== 'city' && (await store.isScopeKnown(ctx.tx, ctx.cityId, scopeType, scopeId));
  if (!isGrantWellFormed(grant, ctx.cityId, isKnown)) refuse('accounts.scope_wrong', { role });
  await giveRole(ctx, { personId, ...grant });
  return personView(ctx, personId);
};

/** Takes a role back by hand. The last operator stays. */
export const revokeRole = async (ctx: Ctx, { personId, role, scopeType, scopeId }: InputOf<Accounts['revokeRole']>): Promise<PersonView> => {
  const grant = { role, scopeType, scopeId };
  if (!mayDecide(ctx, grant)) demand(ctx, 'operator');
  await findPersonOr404(ctx, personId);
  await takeRole(ctx, { personId, ...grant });
  return personView(ctx, personId);
};

const mayDecide = (ctx: Ctx, grant: GrantKey): boolean => ctx.actor.kind === 'system' || mayGrant(ctx.actor.grants, grant);

/** People with their roles, by name, reading or whole phone. */
export const listPeople = async (ctx: Ctx, { q, role, cursor, limit }: { q?: string | undefined; role?: Role | undefined; cursor?: string | undefined; limit: number }): Promise<OutputOf<Accounts['listPeople']>> => {
  const rows = await store.searchPeople(ctx.tx, ctx.cityId, { ...whatIsSought(ctx, q), role: role ?? null, after: keyOfCursor(cursor, ['string', 'string']), limit: limit + 1 });
  const page = pageFrom(rows, limit, (row) => [row.pinyin, row.personId]);
  return { items: await personViews(ctx, page.rows), nextCursor: page.nextCursor };
};

const whatIsSought = (ctx: Ctx, q: string | undefined): { phoneHash: string | null; q: string | null } => {
  const text = q?.trim() ?? '';
  if (PHONE.test(text)) return { phoneHash: phoneHashOf(ctx, text), q: null };
  return { phoneHash: null, q: text === '' ? null : text };
};

const MOST_FOUND = 20;

/** A caller at the desk: by the whole phone or by name. */
export const findCustomer = async (ctx: Ctx, { q }: InputOf<Accounts['findCustomer']>): Promise<OutputOf<Accounts['findCustomer']>> => {
  const rows = await store.searchPeople(ctx.tx, ctx.cityId, { ...whatIsSought(ctx, q), role: null, after: null, limit: MOST_FOUND });
  return { items: rows.map((row) => ({ personId: row.personId, name: row.name, maskedPhone: row.phoneMasked, householdId: row.householdId, orderCount: row.orderCount })) };
};

/** Registers a caller; a phone that is known already gives that person back. */
export const openHousehold = async (ctx: Ctx, { phone, name }: InputOf<Accounts['openHousehold']>): Promise<OutputOf<Accounts['openHousehold']>> => {
  try {
    return await ensurePerson(ctx, { phone, name });
  } catch (error) {
    if (isConflict(error, 'person_phone_once')) refuse('server.busy', { seconds: 1 });
    throw error;
  }
};

/** Who did what, newest first, with each entry's link of the hash chain. */
export const auditTrail = async (ctx: Ctx, { subjectId, actorId, cursor, limit }: { subjectId?: string | undefined; actorId?: string | undefined; cursor?: string | undefined; limit: number }): Promise<OutputOf<Accounts['auditTrail']>> => {
  const before = keyOfCursor(cursor, ['number'])?.[0] ?? null;
  const rows = await store.auditEntries(ctx.tx, ctx.cityId, { subjectId: subjectId ?? null, actorId: actorId ?? null, before: before as number | null, limit: limit + 1 });
  const page = pageFrom(rows, limit, (row) => [row.seq]);
  return { items: page.rows.map((row) => ({ ...row, subjectIds: row.subjectIds.filter((id) => id !== ''), at: row.at.toISOString() })), nextCursor: page.nextCursor };
};

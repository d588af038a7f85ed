import type { Role, ScopeType } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { GrantKey } from '../rules/roles.ts';

export type PersonRow = {
  personId: string; authUserId: string | null; name: string; pinyin: string; phoneEncrypted: string | null; phoneMasked: string; emailEncrypted: string | null; emailMasked: string; locale: 'zh' | 'en'; isElderMode: boolean;
  suspendedAt: Date | null; orderCount: number; registeredAt: Date; householdId: string;
};
export type GrantRow = { personId: string; role: Role; scopeType: ScopeType; scopeId: string; scopeName: string };

const columns = sql`p.id as person_id, p.auth_user_id, p.name, p.pinyin, p.phone_encrypted, p.phone_masked, p.email_encrypted, p.email_masked, p.locale, p.is_elder_mode, p.suspended_at, p.order_count, p.registered_at, h.household_id`;
const people = sql`accounts.person p join accounts.household_person h on h.city_id = p.city_id and h.person_id = p.id`;

export const findPerson = (tx: Tx, cityId: string, personId: string): Promise<PersonRow | undefined> =>
  maybe(tx, sql<PersonRow>`select ${columns} from ${people} where p.city_id = ${cityId} and p.id = ${personId}`);

export const findPersonByPhone = (tx: Tx, cityId: string, phoneHash: string): Promise<PersonRow | undefined> =>
  maybe(tx, sql<PersonRow>`select ${columns} from ${people} where p.city_id = ${cityId} and p.phone_hash = ${phoneHash}`);

export const findPersonByEmail = (tx: Tx, cityId: string, emailHash: string): Promise<PersonRow | undefined> =>
  maybe(tx, sql<PersonRow>`select ${columns} from ${people} where p.city_id = ${cityId} and p.email_hash = ${emailHash}`);

export const findPeople = (tx: Tx, cityId: string, personIds: readonly string[]): Promise<PersonRow[]> =>
  many(tx, sql<PersonRow>`select ${columns} from ${people} where p.city_id = ${cityId} and p.id = any(${personIds}::text[])`);

type Phone = { phoneEncrypted: string; phoneHash: string; phoneMasked: string };
type Email = { emailEncrypted: string; emailHash: string; emailMasked: string };
/** A person with a household of their own, in which they are the first member; reachable by phone or by e-mail. */
export const insertPerson = (tx: Tx, cityId: string, person: { personId: string; householdId: string; memberId: string; name: string; pinyin: string; now: Date } & Partial<Phone> & Partial<Email>): Promise<number> => run(tx, sql`
  with new_person as (
    insert into accounts.person (city_id, id, name, pinyin, phone_encrypted, phone_hash, phone_masked, email_encrypted, email_hash, email_masked, registered_at)
    values (${cityId}, ${person.personId}, ${person.name}, ${person.pinyin}, ${person.phoneEncrypted ?? null}, ${person.phoneHash ?? null}, ${person.phoneMasked ?? ''},
      ${person.emailEncrypted ?? null}, ${person.emailHash ?? null}, ${person.emailMasked ?? ''}, ${person.now})
  ), new_household as (
    insert into accounts.household (city_id, id, created_at) values (${cityId}, ${person.householdId}, ${person.now})
  ), joined as (
    insert into accounts.household_person (city_id, household_id, person_id, joined_at) values (${cityId}, ${person.householdId}, ${person.personId}, ${person.now})
  )
  insert into accounts.member (city_id, id, household_id, name, relation, added_by, added_at)
  values (${cityId}, ${person.memberId}, ${person.householdId}, ${person.name}, 'self', ${person.personId}, ${person.now})`);

export type NewPerson = { personId: string; householdId: string; memberId: string; name: string; pinyin: string } & Phone;
/** Many people at once, each with a household of their own; whoever has one of the phones must have been left out before. */
export const insertPeople = (tx: Tx, cityId: string, people: readonly NewPerson[], now: Date): Promise<number> => run(tx, sql`
  with given as (
    select * from jsonb_to_recordset(${JSON.stringify(people.map((p) => ({ person_id: p.personId, household_id: p.householdId, member_id: p.memberId, name: p.name, pinyin: p.pinyin, phone_encrypted: p.phoneEncrypted, phone_hash: p.phoneHash, phone_masked: p.phoneMasked })))}::jsonb)
      as g(person_id text, household_id text, member_id text, name text, pinyin text, phone_encrypted text, phone_hash text, phone_masked text)
  ), new_person as (
    insert into accounts.person (city_id, id, name, pinyin, phone_encrypted, phone_hash, phone_masked, registered_at) select ${cityId}, person_id, name, pinyin, phone_encrypted, phone_hash, phone_masked, ${now}::timestamptz from given
  ), new_household as (
    insert into accounts.household (city_id, id, created_at) select ${cityId}, household_id, ${now}::timestamptz from given
  ), joined as (
    insert into accounts.household_person (city_id, household_id, person_id, joined_at) select ${cityId}, household_id, person_id, ${now}::timestamptz from given
  )
  insert into accounts.member (city_id, id, household_id, name, relation, added_by, added_at) select ${cityId}, member_id, household_id, name, 'self', person_id, ${now}::timestamptz from given`);
export const peopleByPhones = (tx: Tx, cityId: string, phoneHashes: readonly string[]): Promise<{ personId: string; phoneHash: string }[]> => many(tx, sql<{ personId: string; phoneHash: string }>`
  select id as person_id, phone_hash from accounts.person where city_id = ${cityId} and phone_hash = any(${phoneHashes}::text[])`);
/** The worker's role for many, each in the scope of her own profile. */
export const openSelfScopes = async (tx: Tx, cityId: string, scopes: readonly { personId: string; scopeId: string; name: string }[], by: string | null, now: Date): Promise<void> => {
  const given = sql`jsonb_to_recordset(${JSON.stringify(scopes.map((s) => ({ person_id: s.personId, scope_id: s.scopeId, name: s.name })))}::jsonb) as g(person_id text, scope_id text, name text)`;
  await run(tx, sql`insert into accounts.scope (city_id, scope_type, scope_id, name) select ${cityId}, 'self', scope_id, name from ${given} on conflict (city_id, scope_type, scope_id) do nothing`);
  await run(tx, sql`insert into accounts.role_grant (city_id, person_id, role, scope_type, scope_id, granted_by, granted_at) select ${cityId}, person_id, 'worker', 'self', scope_id, ${by}, ${now}::timestamptz from ${given} on conflict do nothing`);
};

export const linkLogin = (tx: Tx, cityId: string, personId: string, authUserId: string): Promise<number> =>
  run(tx, sql`update accounts.person set auth_user_id = ${authUserId} where city_id = ${cityId} and id = ${personId} and auth_user_id is distinct from ${authUserId}`);

/** Fails on `person_phone_once` when the phone is another account's. */
export const setPhone = (tx: Tx, cityId: string, personId: string, phone: Phone): Promise<number> => run(tx, sql`
  update accounts.person set phone_encrypted = ${phone.phoneEncrypted}, phone_hash = ${phone.phoneHash}, phone_masked = ${phone.phoneMasked} where city_id = ${cityId} and id = ${personId}`);

/** Fails on `person_email_once` when the address is another account's. */
export const setEmail = (tx: Tx, cityId: string, personId: string, email: Email): Promise<number> => run(tx, sql`
  update accounts.person set email_encrypted = ${email.emailEncrypted}, email_hash = ${email.emailHash}, email_masked = ${email.emailMasked} where city_id = ${cityId} and id = ${personId}`);

export const updatePerson = (tx: Tx, cityId: string, personId: string, person: { name: string; pinyin: string; locale: string; isElderMode: boolean }): Promise<number> => run(tx, sql`
  with own_member as (
    update accounts.member set name = ${person.name} where city_id = ${cityId} and added_by = ${personId} and relation = 'self'
  )
  update accounts.person set name = ${person.name}, pinyin = ${person.pinyin}, locale = ${person.locale}, is_elder_mode = ${person.isElderMode} where city_id = ${cityId} and id = ${personId}`);

export const setSuspended = (tx: Tx, cityId: string, personId: string, at: Date | null): Promise<number> =>
  run(tx, sql`update accounts.person set suspended_at = ${at} where city_id = ${cityId} and id = ${personId}`);

export const addToOrderCount = (tx: Tx, cityId: string, personId: string): Promise<number> =>
  run(tx, sql`update accounts.person set order_count = order_count + 1 where city_id = ${cityId} and id = ${personId}`);

/** `%` and `_` in what people type are letters, not wildcards. */
const like = (text: string): string => text.replace(/[\\%_]/g, (mark) => `\\${mark}`);

/** By phone, name or the beginning of its latin reading; sorted by reading. */
export const searchPeople = (tx: Tx, cityId: string, about: { phoneHash: string | null; q: string | null; role: string | null; after: (string | number)[] | null; limit: number }): Promise<PersonRow[]> => many(tx, sql<PersonRow>`
  select ${columns} from ${people}
  where p.city_id = ${cityId}
    and (${about.phoneHash}::text is null or p.phone_hash = ${about.phoneHash})
    and (${about.q}::text is null or p.name ilike ${`%${like(about.q ?? '')}%`} or p.pinyin like ${`${like((about.q ?? '').toLowerCase().replace(/\s+/g, ''))}%`})
    and (${about.role}::text is null or exists (select from accounts.role_grant g where g.city_id = p.city_id and g.person_id = p.id and g.role = ${about.role}))
    and (${about.after === null} or (p.pinyin, p.id) > (${about.after?.[0] ?? ''}, ${about.after?.[1] ?? ''}))
  order by p.pinyin, p.id limit ${about.limit}`);

export const grantsOf = (tx: Tx, cityId: string, personIds: readonly string[]): Promise<GrantRow[]> => many(tx, sql<GrantRow>`
  select g.person_id, g.role, g.scope_type, g.scope_id, coalesce(s.name, c.name_zh, '') as scope_name
  from accounts.role_grant g
  left join accounts.scope s on s.city_id = g.city_id and s.scope_type = g.scope_type and s.scope_id = g.scope_id
  left join accounts.city c on c.city_id = g.city_id and g.scope_type = 'city'
  where g.city_id = ${cityId} and g.person_id = any(${personIds}::text[]) order by g.granted_at, g.role, g.scope_id`);

export const insertGrant = (tx: Tx, cityId: string, grant: GrantKey & { personId: string; grantedBy: string | null; now: Date }): Promise<number> => run(tx, sql`
  insert into accounts.role_grant (city_id, person_id, role, scope_type, scope_id, granted_by, granted_at)
  values (${cityId}, ${grant.personId}, ${grant.role}, ${grant.scopeType}, ${grant.scopeId}, ${grant.grantedBy}, ${grant.now}) on conflict do nothing`);

export const deleteGrant = (tx: Tx, cityId: string, grant: GrantKey & { personId: string }): Promise<number> => run(tx, sql`
  delete from accounts.role_grant where city_id = ${cityId} and person_id = ${grant.personId} and role = ${grant.role} and scope_type = ${grant.scopeType} and scope_id = ${grant.scopeId}`);

/** Operators who can still sign in. */
export const countOperators = async (tx: Tx, cityId: string): Promise<number> => (await one<{ n: number }>(tx, sql`
  select count(*)::int as n from accounts.role_grant g join accounts.person p on p.city_id = g.city_id and p.id = g.person_id
  where g.city_id = ${cityId} and g.role = 'operator' and p.suspended_at is null`)).n;

export const saveScope = (tx: Tx, cityId: string, scope: { scopeType: string; scopeId: string; name: string }): Promise<number> => run(tx, sql`
  insert into accounts.scope (city_id, scope_type, scope_id, name) values (${cityId}, ${scope.scopeType}, ${scope.scopeId}, ${scope.name})
  on conflict (city_id, scope_type, scope_id) do update set name = excluded.name`);

export const isScopeKnown = async (tx: Tx, cityId: string, scopeType: string, scopeId: string): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from accounts.scope where city_id = ${cityId} and scope_type = ${scopeType} and scope_id = ${scopeId}`)) !== undefined;

export type AuditRow = { seq: number; at: Date; actorId: string | null; actorName: string; action: string; subjectIds: string[]; hash: string };
export const auditEntries = (tx: Tx, cityId: string, about: { subjectId: string | null; actorId: string | null; before: number | null; limit: number }): Promise<AuditRow[]> => many(tx, sql<AuditRow>`
  select seq, at, actor_id, actor_name, action, subject_ids, hash from kernel.audit_entry
  where city_id = ${cityId} and (${about.before}::bigint is null or seq < ${about.before})
    and (${about.subjectId}::text is null or subject_ids @> array[${about.subjectId}]::text[]) and (${about.actorId}::text is null or actor_id = ${about.actorId})
  order by seq desc limit ${about.limit}`);

/** People without exactly one household. */
export const countHouseholdFaults = (tx: Tx, cityId: string): Promise<{ people: number; faults: number }> => one(tx, sql`
  select count(*)::int as people, count(*) filter (where h.person_id is null)::int as faults
  from accounts.person p left join accounts.household_person h on h.city_id = p.city_id and h.person_id = p.id where p.city_id = ${cityId}`);

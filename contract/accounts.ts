import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Role, ScopeType, cityRoles } from './roles.ts';
import { MannerAnswers, Traits } from './manner.ts';
import { Bilingual, Done, Email, HomeScene, Id, Instant, Lat, Lon, Note, Page, Phone, QueryLat, QueryLon, Text, pageOf } from './shapes.ts';

export const Grant = z.object({ role: Role, scopeType: ScopeType, scopeId: Id, scopeName: z.string() }).meta({ id: 'Grant' });
export const Me = z.object({
  personId: Id, name: z.string(), maskedPhone: z.string().meta({ description: 'Empty for somebody who came by e-mail and has given no phone yet' }), maskedEmail: z.string(), householdId: Id, workerId: Id.nullable(), merchantId: Id.nullable(),
  grants: z.array(Grant), isNew: z.boolean(), locale: z.enum(['zh', 'en']), isElderMode: z.boolean(),
}).meta({ id: 'Me' });

export const SocialProvider = z.enum(['wechat', 'alipay']).meta({ id: 'SocialProvider' });
export type SocialProvider = z.infer<typeof SocialProvider>;
const Code = z.string().regex(/^\d{6}$/);
/** What comes back from a provider, and the word that only the browser knows which set out. */
const SocialAnswer = { provider: SocialProvider, code: z.string().min(1).max(512), state: z.string().min(1).max(512), verifier: z.string().min(1).max(200) };
const codeRefusals = ['session.code_wrong', 'session.code_expired', 'session.code_tries'] as const;
const socialRefusals = ['session.social_unknown', 'session.social_state_forged', 'session.social_code_expired', 'session.social_down'] as const;

export const Estate = z.object({
  estateId: Id, name: z.string(), districtCode: z.string(), districtName: z.string(), streetCode: z.string(), streetName: z.string(), communityName: z.string(),
  lon: Lon, lat: Lat, buildings: z.array(z.string()), isOpen: z.boolean(), distanceMeters: z.number().nullable(),
}).meta({ id: 'Estate' });

export const Address = z.object({
  addressId: Id, estateId: Id, estateName: z.string(), building: z.string(), room: z.string(), full: z.string(), contactName: z.string(), maskedPhone: z.string(),
  districtCode: z.string(), districtName: z.string(), streetName: z.string(), communityName: z.string(), lon: Lon, lat: Lat, homeScene: HomeScene, isDefault: z.boolean(),
}).meta({ id: 'Address' });

export const Member = z.object({
  memberId: Id, name: z.string(), relation: z.enum(['self', 'spouse', 'child', 'elder', 'other']), birthYear: z.int().nullable(), isMinor: z.boolean(), needs: z.string(),
}).meta({ id: 'Member' });

export const Person = z.object({
  personId: Id, name: z.string(), maskedPhone: z.string(), grants: z.array(Grant), registeredAt: Instant, isSuspended: z.boolean(),
}).meta({ id: 'Person' });

export const City = z.object({
  cityId: Id, name: Bilingual, tier: z.int().min(1).max(3), isDemo: z.boolean(), paymentName: Bilingual, hotline: z.string(),
}).meta({ id: 'City' });

/** `answers` null: not answered, or taken back. */
export const MannerView = z.object({ answers: MannerAnswers.nullable(), traits: Traits.nullable(), consentedAt: Instant.nullable() }).meta({ id: 'Manner' });

export const accounts = {
  city: query({ path: '/api/city', who: 'anyone', summary: 'The city this program serves', input: z.object({}), output: City }),
  demoPersons: query({
    path: '/api/demo/persons', who: 'anyone', summary: 'Demo persons of each app (empty outside the demo)', input: z.object({}),
    output: z.object({ persons: z.array(z.object({ app: z.enum(['customer', 'worker', 'desk', 'merchant', 'hq', 'station', 'learn', 'school']), name: z.string(), phone: z.string(), role: Bilingual })) }),
  }),
  requestCode: command({
    path: '/api/session/code', who: 'anyone', isIdempotent: false, summary: 'Send a one-time login code by SMS',
    input: z.object({ phone: Phone }), output: z.object({ resendAfterSeconds: z.int(), expiresInSeconds: z.int(), isDemo: z.boolean() }),
    refusals: ['session.code_too_soon', 'session.code_quota'],
  }),
  signIn: command({
    path: '/api/session', who: 'anyone', isIdempotent: false, summary: 'Trade the code for a session; a new person is registered with the name given',
    input: z.object({ phone: Phone, code: z.string().regex(/^\d{6}$/), name: Text(30).optional() }),
    output: z.object({ token: z.string(), me: Me }),
    refusals: ['session.code_wrong', 'session.code_expired', 'session.code_tries', 'accounts.person_suspended'],
  }),
  ways: query({
    path: '/api/session/ways', who: 'anyone', summary: 'Social logins this city offers beside phone and e-mail', input: z.object({}),
    output: z.object({ social: z.array(z.object({ provider: SocialProvider, name: Bilingual })) }),
  }),
  requestEmailCode: command({
    path: '/api/session/email/code', who: 'anyone', isIdempotent: false, summary: 'Send a one-time login code by e-mail; the answer is the same whether or not the address is known',
    input: z.object({ email: Email }), output: z.object({ resendAfterSeconds: z.int(), expiresInSeconds: z.int(), isDemo: z.boolean() }),
    refusals: ['session.code_too_soon', 'session.code_quota'],
  }),
  signInByEmail: command({
    path: '/api/session/email', who: 'anyone', isIdempotent: false, summary: 'Trade the code from the e-mail for a session; a new address is registered and gives a phone before the first booking',
    input: z.object({ email: Email, code: Code, name: Text(30).optional() }), output: z.object({ token: z.string(), me: Me }), refusals: [...codeRefusals, 'accounts.person_suspended'],
  }),
  beginSocial: query({
    path: '/api/session/social/begin', who: 'anyone', summary: 'Where to send the browser for a social login; keep the verifier until it is back',
    input: z.object({ provider: SocialProvider, app: z.enum(['customer', 'worker']) }), output: z.object({ authorizeUrl: z.string(), verifier: z.string() }), refusals: ['session.social_unknown'],
  }),
  signInBySocial: command({
    path: '/api/session/social', who: 'anyone', isIdempotent: false, summary: 'Trade the provider’s answer for a session; the first time it is a ticket that asks for the phone',
    input: z.object(SocialAnswer), output: z.object({ token: z.string().nullable(), me: Me.nullable(), ticket: z.string().nullable() }), refusals: [...socialRefusals, 'accounts.person_suspended'],
  }),
  finishSocial: command({
    path: '/api/session/social/phone', who: 'anyone', isIdempotent: false, summary: 'The phone of a first social login: links it to the phone’s account, new or old, and signs in',
    input: z.object({ ticket: z.string().min(1).max(2000), phone: Phone, code: Code, name: Text(30).optional() }), output: z.object({ token: z.string(), me: Me }),
    refusals: [...codeRefusals, 'session.social_ticket_expired', 'accounts.social_taken', 'accounts.social_other', 'accounts.person_suspended'],
  }),
  myWays: query({
    path: '/api/me/ways', who: 'signedIn', summary: 'How I can sign in', input: z.object({}),
    output: z.object({ maskedPhone: z.string(), maskedEmail: z.string(), social: z.array(z.object({ provider: SocialProvider, name: Bilingual, label: z.string(), linkedAt: Instant.nullable() })) }),
  }),
  addPhone: command({
    path: '/api/me/phone', who: 'signedIn', isIdempotent: false, summary: 'Give my account its phone, proven by a code', input: z.object({ phone: Phone, code: Code }), output: Me,
    refusals: [...codeRefusals, 'accounts.phone_fixed', 'accounts.phone_taken'],
  }),
  addEmail: command({
    path: '/api/me/email', who: 'signedIn', isIdempotent: false, summary: 'Give my account an e-mail address or another one, proven by a code', input: z.object({ email: Email, code: Code }), output: Me,
    refusals: [...codeRefusals, 'accounts.email_taken'],
  }),
  linkSocial: command({
    path: '/api/me/social', who: 'signedIn', isIdempotent: false, summary: 'Link a social login to my account', input: z.object(SocialAnswer), output: Done,
    refusals: [...socialRefusals, 'accounts.social_taken', 'accounts.social_other'],
  }),
  unlinkSocial: command({ path: '/api/me/social/:provider/unlink', who: 'signedIn', summary: 'Unlink a social login; the phone or e-mail stays', input: z.object({ provider: SocialProvider }), output: Done }),
  signOut: command({ path: '/api/session/end', who: 'signedIn', isIdempotent: false, summary: 'End this session', input: z.object({}), output: Done }),
  me: query({ path: '/api/me', who: 'signedIn', summary: 'Who I am and what I may do', input: z.object({}), output: Me }),
  updateMe: command({
    path: '/api/me', who: 'signedIn', summary: 'Change my name, language or elder mode',
    input: z.object({ name: Text(30).optional(), locale: z.enum(['zh', 'en']).optional(), isElderMode: z.boolean().optional() }), output: Me,
  }),
  listDivisions: query({
    path: '/api/divisions', who: 'anyone', summary: 'Administrative divisions below a code (province → city → district → street → community)',
    input: z.object({ parent: z.string().max(12).optional() }),
    output: z.object({ items: z.array(z.object({ code: z.string(), name: z.string(), level: z.enum(['province', 'city', 'district', 'street', 'community']) })) }),
  }),
  listEstates: query({
    path: '/api/estates', who: 'anyone', summary: 'Estates to choose an address from: nearest first when a point is given, else by name',
    input: z.object({ lon: QueryLon.optional(), lat: QueryLat.optional(), districtCode: z.string().max(12).optional(), q: z.string().max(40).optional(), ...Page }),
    output: pageOf(Estate),
  }),
  addEstates: command({
    path: '/api/estates', who: ['operator'], summary: 'Add or update estates of the city',
    input: z.object({ estates: z.array(z.object({ name: Text(40), streetCode: Text(12), communityName: Text(40), lon: Lon, lat: Lat, buildings: z.array(Text(20)).min(1).max(200) })).min(1).max(500) }),
    output: z.object({ estateIds: z.array(Id) }), refusals: ['accounts.division_unknown'],
  }),
  listAddresses: query({
    path: '/api/addresses', who: 'signedIn', summary: 'My household’s addresses (a desk agent may name the customer)',
    input: z.object({ customerId: Id.optional() }), output: z.object({ items: z.array(Address) }),
  }),
  addAddress: command({
    path: '/api/addresses', who: 'signedIn', summary: 'Add a service address in a known estate',
    input: z.object({ customerId: Id.optional(), estateId: Id, building: Text(20), room: Note(20).default(''), contactName: Text(30).optional(), contactPhone: Phone.optional(), homeScene: HomeScene.prefault({}), isDefault: z.boolean().default(false) }),
    output: Address, refusals: ['accounts.estate_unknown', 'accounts.building_unknown', 'accounts.phone_missing'],
  }),
  updateAddress: command({
    path: '/api/addresses/:addressId', who: 'signedIn', summary: 'Change room, contact, home scene or default',
    input: z.object({ addressId: Id, room: Note(20).optional(), contactName: Text(30).optional(), contactPhone: Phone.optional(), homeScene: HomeScene.optional(), isDefault: z.boolean().optional() }),
    output: Address, refusals: ['accounts.address_unknown'],
  }),
  removeAddress: command({ path: '/api/addresses/:addressId/remove', who: 'signedIn', summary: 'Forget an address', input: z.object({ addressId: Id }), output: Done, refusals: ['accounts.address_unknown'] }),
  listMembers: query({ path: '/api/household/members', who: 'signedIn', summary: 'Members of my household', input: z.object({}), output: z.object({ items: z.array(Member) }) }),
  addMember: command({
    path: '/api/household/members', who: 'signedIn', summary: 'Add a household member; a minor only by the household’s own adult',
    input: z.object({ name: Text(30), relation: z.enum(['spouse', 'child', 'elder', 'other']), birthYear: z.int().min(1900).max(2100).optional(), needs: Note(200).default('') }),
    output: Member, refusals: ['accounts.birth_year_future'],
  }),
  removeMember: command({ path: '/api/household/members/:memberId/remove', who: 'signedIn', summary: 'Remove a member', input: z.object({ memberId: Id }), output: Done, refusals: ['accounts.member_unknown'] }),
  myManner: query({
    path: '/api/household/manner', who: 'signedIn', summary: 'The manner my household wishes in a worker, if it answered the questionnaire; nobody else sees the answers', input: z.object({}), output: MannerView,
  }),
  setManner: command({
    path: '/api/household/manner', who: 'signedIn', summary: 'Answer the ten statements about the worker my household would like; voluntary, used for matching only',
    input: z.object({ answers: MannerAnswers, isConsented: z.literal(true) }), output: MannerView,
  }),
  forgetManner: command({ path: '/api/household/manner/forget', who: 'signedIn', summary: 'Take the answers and the consent back; they are deleted', input: z.object({}), output: MannerView }),
  findCustomer: query({
    path: '/api/customers', who: ['agent', 'dispatcher', 'operator', 'stationStaff'], summary: 'Find a customer by phone (exact) or name',
    input: z.object({ q: z.string().trim().min(2).max(30) }),
    output: z.object({ items: z.array(z.object({ personId: Id, name: z.string(), maskedPhone: z.string(), householdId: Id, orderCount: z.int() })) }),
  }),
  openHousehold: command({
    path: '/api/customers', who: ['agent', 'operator', 'stationStaff'], summary: 'Register a caller who has no account yet',
    input: z.object({ phone: Phone, name: Text(30) }), output: z.object({ personId: Id, householdId: Id, isNew: z.boolean() }),
  }),
  listPeople: query({ path: '/api/people', who: cityRoles, summary: 'People and their roles', input: z.object({ q: z.string().max(30).optional(), role: Role.optional(), ...Page }), output: pageOf(Person) }),
  grantRole: command({
    path: '/api/people/:personId/grants', who: ['operator', 'merchantOwner'], summary: 'Grant a role in a scope; a merchant owner may grant merchantStaff of the own merchant',
    input: z.object({ personId: Id, role: Role, scopeType: ScopeType, scopeId: Id }), output: Person, refusals: ['accounts.person_unknown', 'accounts.scope_wrong'],
  }),
  revokeRole: command({
    path: '/api/people/:personId/grants/revoke', who: ['operator', 'merchantOwner'], summary: 'Take a role back',
    input: z.object({ personId: Id, role: Role, scopeType: ScopeType, scopeId: Id }), output: Person, refusals: ['accounts.person_unknown', 'accounts.last_operator'],
  }),
  auditTrail: query({
    path: '/api/audit', who: ['auditor', 'operator'], summary: 'Who did what, newest first; each entry carries its link of the hash chain',
    input: z.object({ subjectId: Id.optional(), actorId: Id.optional(), ...Page }),
    output: pageOf(z.object({ seq: z.int(), at: Instant, actorId: Id.nullable(), actorName: z.string(), action: z.string(), subjectIds: z.array(Id), hash: z.string() })),
  }),
  settings: query({
    path: '/api/settings', who: cityRoles, summary: 'The city’s policy settings with their meaning', input: z.object({}),
    output: z.object({ items: z.array(z.object({ key: z.string(), label: Bilingual, value: z.number(), unit: Bilingual, min: z.number(), max: z.number() })) }),
  }),
  changeSetting: command({
    path: '/api/settings', who: ['operator'], summary: 'Change one policy setting', input: z.object({ key: Id, value: z.number() }), output: Done,
    refusals: ['accounts.setting_unknown', 'accounts.setting_out_of_range'],
  }),
};

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../kernel/context.ts';
import { sql } from '../../kernel/database.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import {
  addressFacts, addressFor, callablePhone, countOrder, ensurePerson, giveRole, markEstatesOpen, membersNamed, mount, nameScope, openCity, personBriefs, registerDemoPerson, settingOf, suspendPerson, tellPerson,
} from './index.ts';
import { cellOf } from './rules/places.ts';

let city: Harness;
let operator: Person;
let estateIds: string[];
const CITY = '650100';
const street = '650102004';

beforeAll(async () => {
  city = await openHarness({ modules: [mount], config: { isDemo: false } });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '0991-96596', isDemo: false });
  operator = await city.signIn('13900000001', '沈平');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: CITY });
  city.app.forgetIdentity();
  ({ estateIds } = await operator.client.accounts.addEstates({ estates: [
    { name: '幸福里', streetCode: street, communityName: '幸福社区', lon: 87.62, lat: 43.79, buildings: ['1号楼', '2号楼'] },
    { name: '和平里', streetCode: street, communityName: '和平社区', lon: 87.64, lat: 43.79, buildings: ['A座'] },
    { name: '远郊花园', streetCode: street, communityName: '远郊社区', lon: 87.9, lat: 44.1, buildings: ['1栋'] },
  ] }));
});
afterAll(() => city.close());

const is = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const codeOf = (phone: string): string => String(city.gateways.sms.inbox(phone)[0]!.params['code']);
const otherThan = (code: string, step = 1): string => String((Number(code) + step) % 1_000_000).padStart(6, '0');
const rows = async (query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> => (await query.execute(city.database.kysely)).rows as Record<string, unknown>[];
const waitOut = (seconds: number): void => { city.clock.advance({ seconds }); };

describe('signing in', () => {
  test('a new phone is registered, with person, household and first member', async () => {
    const door = city.client();
    expect(await door.accounts.requestCode({ phone: '13911110001' })).toEqual({ resendAfterSeconds: 60, expiresInSeconds: 300, isDemo: false });
    const sent = city.gateways.sms.inbox('13911110001')[0]!;
    expect(sent).toMatchObject({ template: 'login_code', params: { code: expect.stringMatching(/^\d{6}$/), minutes: 5, zh: expect.stringContaining('5 分钟') } });
    const { token, me } = await door.accounts.signIn({ phone: '13911110001', code: codeOf('13911110001') });
    expect(me).toMatchObject({ name: '新用户0001', maskedPhone: '139****0001', isNew: true, grants: [], workerId: null, merchantId: null, locale: 'zh', isElderMode: false });
    const signedIn = city.client(token);
    expect(await signedIn.accounts.me({})).toMatchObject({ personId: me.personId, isNew: false });
    expect((await signedIn.accounts.listMembers({})).items).toMatchObject([{ name: '新用户0001', relation: 'self', isMinor: false }]);
    waitOut(61);
    await door.accounts.requestCode({ phone: '13911110001' });
    const again = await door.accounts.signIn({ phone: '13911110001', code: codeOf('13911110001'), name: '换个名字' });
    expect(again.me).toMatchObject({ personId: me.personId, name: '新用户0001', isNew: false });
    expect(await signedIn.accounts.me({})).toMatchObject({ personId: me.personId });
  });

  test('wrong codes are counted although they are refused, five close the code, a new one opens it again', async () => {
    const phone = '13911110002';
    const door = city.client();
    await door.accounts.requestCode({ phone });
    const good = codeOf(phone);
    for (const left of [4, 3, 2, 1]) await expect(door.accounts.signIn({ phone, code: otherThan(good, left) })).rejects.toEqual(is('session.code_wrong', { status: 400, field: 'code', zh: expect.stringContaining(`还可以试 ${left} 次`) }));
    await expect(door.accounts.signIn({ phone, code: otherThan(good, 9) })).rejects.toEqual(is('session.code_tries', { status: 429 }));
    await expect(door.accounts.signIn({ phone, code: good })).rejects.toEqual(is('session.code_tries'));
    expect(await rows(sql`select 1 from accounts.person where phone_masked = '139****0002'`)).toEqual([]);
    waitOut(61);
    await door.accounts.requestCode({ phone });
    expect((await door.accounts.signIn({ phone, code: codeOf(phone) })).me.isNew).toBe(true);
  });

  test('a code works once, for five minutes, and only the newest counts', async () => {
    const phone = '13911110003';
    const door = city.client();
    await expect(door.accounts.signIn({ phone, code: '123456' })).rejects.toEqual(is('session.code_expired'));
    await door.accounts.requestCode({ phone });
    const first = codeOf(phone);
    waitOut(61);
    await door.accounts.requestCode({ phone });
    const second = codeOf(phone);
    if (first !== second) await expect(door.accounts.signIn({ phone, code: first })).rejects.toEqual(is('session.code_wrong'));
    await door.accounts.signIn({ phone, code: second });
    await expect(door.accounts.signIn({ phone, code: second })).rejects.toEqual(is('session.code_expired'));
    waitOut(61);
    await door.accounts.requestCode({ phone });
    waitOut(300);
    await expect(door.accounts.signIn({ phone, code: codeOf(phone) })).rejects.toEqual(is('session.code_expired'));
  });

  test('ten guesses at the same time are counted one by one', async () => {
    const phone = '13911110004';
    const door = city.client();
    await door.accounts.requestCode({ phone });
    const good = codeOf(phone);
    const answers = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => door.accounts.signIn({ phone, code: otherThan(good, i + 1) })));
    const codes = answers.map((answer) => (answer as PromiseRejectedResult).reason.code as string);
    expect([codes.filter((code) => code === 'session.code_wrong').length, codes.filter((code) => code === 'session.code_tries').length]).toEqual([4, 6]);
  });

  test('quota: 60 s between codes, ten a day for a number, fifty an hour for an address', async () => {
    const phone = '13911110005';
    const door = city.client();
    await door.accounts.requestCode({ phone });
    waitOut(30);
    await expect(door.accounts.requestCode({ phone })).rejects.toEqual(is('session.code_too_soon', { status: 429, retryAfterSeconds: 30 }));
    for (let i = 1; i < 10; i++) { city.clock.advance({ minutes: 30 }); await door.accounts.requestCode({ phone }); }
    city.clock.advance({ minutes: 30 });
    await expect(door.accounts.requestCode({ phone })).rejects.toEqual(is('session.code_quota', { status: 429 }));
    city.clock.advance({ hours: 24 });
    await door.accounts.requestCode({ phone });
    for (let i = 1; i < 50; i++) await door.accounts.requestCode({ phone: `1392222${String(i).padStart(4, '0')}` });
    await expect(door.accounts.requestCode({ phone: '13922229999' })).rejects.toEqual(is('session.code_quota'));
    city.clock.advance({ hours: 1 });
  });

  test('neither phone nor code nor a usable token lies readable in the database', async () => {
    const lin = await city.signIn('13911110006', '林小满');
    await city.client().accounts.requestCode({ phone: '13911110016' });
    for (const table of ['auth_user', 'auth_session', 'auth_account', 'auth_verification', 'accounts.person', 'accounts.code_request', 'kernel.audit_entry', 'kernel.outbox', 'kernel.timer']) {
      const text = JSON.stringify(await rows(sql`select t::text from ${sql.raw(table)} t`));
      expect(text, table).not.toContain('1391111');
      expect(text, table).not.toContain(codeOf('13911110016'));
      expect(text, table).not.toContain(lin.token);
    }
    expect(await rows(sql`select * from auth_verification`)).toEqual([]);
    const [session] = await rows(sql`select token from auth_session order by created_at desc limit 1`);
    await expect(city.client(String(session!['token'])).accounts.me({})).rejects.toEqual(is('access.sign_in'));
    await expect(city.client(`${lin.token.slice(0, -1)}x`).accounts.me({})).rejects.toEqual(is('access.sign_in', { status: 401 }));
  });

  test('signing out ends this sign-in alone; after 30 days every one has ended', async () => {
    const phone = '13911110007';
    const one = await city.signIn(phone);
    waitOut(61);
    const two = await city.signIn(phone);
    await one.client.accounts.signOut({});
    city.app.forgetIdentity();
    await expect(one.client.accounts.me({})).rejects.toEqual(is('access.sign_in'));
    expect((await two.client.accounts.me({})).personId).toBe(one.me.personId);
    city.clock.advance({ days: 30, minutes: 1 });
    await expect(two.client.accounts.me({})).rejects.toEqual(is('access.sign_in'));
    operator = await city.signIn('13900000001');
  });

  test('a suspended person stays outside, whatever the code, and every open sign-in ends', async () => {
    const lin = await city.signIn('13911110008', '林小满');
    await city.act('system', suspendPerson, { personId: lin.me.personId, isSuspended: true });
    city.app.forgetIdentity();
    await expect(lin.client.accounts.me({})).rejects.toEqual(is('access.sign_in'));
    waitOut(61);
    await city.client().accounts.requestCode({ phone: lin.phone });
    await expect(city.client().accounts.signIn({ phone: lin.phone, code: otherThan(codeOf(lin.phone)) })).rejects.toEqual(is('session.code_wrong'));
    await expect(city.client().accounts.signIn({ phone: lin.phone, code: codeOf(lin.phone) })).rejects.toEqual(is('accounts.person_suspended', { status: 403 }));
  });

  test('names with markup and endless names are refused by field', async () => {
    const lin = await city.signIn('13911110009', '林小满');
    for (const name of ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', 'a'.repeat(10_000), '\u202e坏', '   ']) {
      await expect(lin.client.accounts.updateMe({ name }), name.slice(0, 20)).rejects.toEqual(is('request.invalid', { status: 400, field: 'name' }));
      await expect(lin.client.accounts.addMember({ name, relation: 'child' })).rejects.toEqual(is('request.invalid', { field: 'name' }));
    }
    await expect(city.client().accounts.signIn({ phone: '13911110019', code: '123456', name: '<b>x</b>' })).rejects.toEqual(is('request.invalid', { field: 'name' }));
    await expect(city.client().accounts.requestCode({ phone: '1391111000' })).rejects.toEqual(is('request.invalid', { field: 'phone' }));
    expect(await lin.client.accounts.updateMe({ name: '单雄信', locale: 'en', isElderMode: true })).toMatchObject({ name: '单雄信', locale: 'en', isElderMode: true });
    expect(await rows(sql`select pinyin from accounts.person where id = ${lin.me.personId}`)).toEqual([{ pinyin: 'shanxiongxin' }]);
    expect((await lin.client.accounts.listMembers({})).items[0]!.name).toBe('单雄信');
  });

  test('a provider that is away: the caller hears it, and the code may be asked for again', async () => {
    const send = city.gateways.sms.send;
    city.gateways.sms.send = async () => { throw new Error('the provider is away'); };
    try {
      await expect(city.client().accounts.requestCode({ phone: '13911110020' })).rejects.toEqual(is('server.busy', { status: 503 }));
    } finally { city.gateways.sms.send = send; }
    waitOut(60);
    await city.client().accounts.requestCode({ phone: '13911110020' });
  });
});

describe('places', () => {
  test('divisions from the province down to the community', async () => {
    const door = city.client();
    expect((await door.accounts.listDivisions({})).items).toHaveLength(31);
    expect((await door.accounts.listDivisions({ parent: '65' })).items[0]).toMatchObject({ code: '6501', name: '乌鲁木齐市', level: 'city' });
    expect((await door.accounts.listDivisions({ parent: CITY })).items).toHaveLength(8);
    expect((await door.accounts.listDivisions({ parent: street })).items[0]).toMatchObject({ level: 'community', code: expect.stringMatching(/^650102004\d{3}$/) });
    expect((await door.accounts.listDivisions({ parent: "6501' or 1=1" })).items).toEqual([]);
  });

  test('estates: nearest first whatever the distance, by name else; streets are real', async () => {
    const door = city.client();
    const near = await door.accounts.listEstates({ lon: 87.639, lat: 43.79, limit: 2 });
    expect(near.items.map((e) => e.name)).toEqual(['和平里', '幸福里']);
    expect(near.items[0]).toMatchObject({ districtName: '天山区', districtCode: '650102', streetName: '团结路街道', isOpen: false, distanceMeters: 80, buildings: ['A座'] });
    const rest = await door.accounts.listEstates({ lon: 87.639, lat: 43.79, limit: 2, cursor: near.nextCursor! });
    expect([rest.items.map((e) => e.name), rest.nextCursor]).toEqual([['远郊花园'], null]);
    expect((await door.accounts.listEstates({ lon: 116.4, lat: 39.9 })).items).toHaveLength(3);
    expect((await door.accounts.listEstates({})).items.map((e) => e.name)).toEqual(['和平里', '幸福里', '远郊花园']);
    expect((await door.accounts.listEstates({ q: 'xingfu' })).items.map((e) => e.name)).toEqual(['幸福里']);
    expect((await door.accounts.listEstates({ q: '%' })).items).toEqual([]);
    const wrong = { name: '假小区', communityName: '假社区', lon: 87.6, lat: 43.8, buildings: ['1'] };
    for (const streetCode of ['650102999', '110101001', 'x']) {
      await expect(operator.client.accounts.addEstates({ estates: [{ ...wrong, streetCode }] })).rejects.toEqual(is('accounts.division_unknown', { zh: expect.stringContaining(streetCode), field: 'estates.0.streetCode' }));
    }
    await expect(city.client().accounts.addEstates({ estates: [{ ...wrong, streetCode: street }] })).rejects.toEqual(is('access.sign_in'));
  });

  test('adding an estate again brings it up to date; cells open and close it, also before it exists', async () => {
    const newer = { name: '幸福里', streetCode: `${street}000`, communityName: '幸福社区', lon: 87.62, lat: 43.79, buildings: ['1号楼', '2号楼', '3号楼'] };
    const late = { name: '新苑', streetCode: street, communityName: '新社区', lon: 87.7, lat: 43.9, buildings: ['1号楼'] };
    await city.act('system', markEstatesOpen, { cells: [cellOf(87.62, 43.79), cellOf(87.7, 43.9)], isOpen: true });
    const added = await operator.client.accounts.addEstates({ estates: [newer, late, late] });
    expect(added.estateIds).toEqual([estateIds[0], added.estateIds[1], added.estateIds[1]]);
    const open = async () => (await city.client().accounts.listEstates({})).items.filter((e) => e.isOpen).map((e) => e.name);
    expect(await open()).toEqual(['幸福里', '新苑']);
    await city.act('system', markEstatesOpen, { cells: [cellOf(87.62, 43.79)], isOpen: false });
    expect(await open()).toEqual(['新苑']);
  });
});

test('the corner of the search box does not come before a nearer estate outside of it', async () => {
  const at = { lon: 89, lat: 42 };
  const estate = (name: string, east: number, north: number) => ({ name, streetCode: street, communityName: '角落社区', lon: at.lon + east, lat: at.lat + north, buildings: ['1号楼'] });
  await operator.client.accounts.addEstates({ estates: [estate('角一', 0.033, 0.0245), estate('角二', 0.033, 0.0246), estate('正东', 0.037, 0)] });
  expect((await city.client().accounts.listEstates({ ...at, limit: 1 })).items.map((e) => e.name)).toEqual(['正东']);
});

describe('household', () => {
  test('addresses: the first is the default, buildings are the estate’s, contact is the person', async () => {
    const lin = await city.signIn('13933330001', '林小满');
    const first = await lin.client.accounts.addAddress({ estateId: estateIds[0]!, building: '1号楼', room: '1201' });
    expect(first).toMatchObject({ full: '天山区团结路街道幸福里 1号楼 1201', contactName: '林小满', maskedPhone: '139****0001', isDefault: true, homeScene: { homeType: 'flat', areaSquareMeters: 90, hasBaby: false } });
    const second = await lin.client.accounts.addAddress({ estateId: estateIds[1]!, building: 'A座', contactName: '林母', contactPhone: '13700001111', homeScene: { hasElder: true }, isDefault: true });
    expect(second).toMatchObject({ isDefault: true, contactName: '林母', maskedPhone: '137****1111', homeScene: { hasElder: true } });
    expect((await lin.client.accounts.listAddresses({})).items.map((a) => [a.estateName, a.isDefault])).toEqual([['和平里', true], ['幸福里', false]]);
    await expect(lin.client.accounts.addAddress({ estateId: estateIds[0]!, building: '9号楼' })).rejects.toEqual(is('accounts.building_unknown', { status: 422, zh: expect.stringContaining('幸福里没有“9号楼”') }));
    await expect(lin.client.accounts.addAddress({ estateId: 'est_none', building: '1号楼' })).rejects.toEqual(is('accounts.estate_unknown', { status: 404 }));
    expect(await lin.client.accounts.updateAddress({ addressId: first.addressId, room: '1202', isDefault: true })).toMatchObject({ room: '1202', contactName: '林小满', isDefault: true });
    await lin.client.accounts.removeAddress({ addressId: first.addressId });
    expect((await lin.client.accounts.listAddresses({})).items.map((a) => [a.estateName, a.isDefault])).toEqual([['和平里', true]]);
    await expect(lin.client.accounts.updateAddress({ addressId: first.addressId, room: '1' })).rejects.toEqual(is('accounts.address_unknown'));
    await expect(city.act(lin, addressFor, { addressId: first.addressId })).rejects.toMatchObject({ code: 'accounts.address_unknown' });
    expect(await city.act('system', addressFacts, first.addressId)).toMatchObject({ room: '1202', customerId: lin.me.personId });
  });

  test('a foreign address reads like an unknown one; the desk may name the customer', async () => {
    const lin = await city.signIn('13933330002', '林小满');
    const wang = await city.signIn('13933330003', '王大力');
    const { addressId } = await lin.client.accounts.addAddress({ estateId: estateIds[0]!, building: '1号楼' });
    const foreign = [
      wang.client.accounts.updateAddress({ addressId, room: '1' }), wang.client.accounts.removeAddress({ addressId }), wang.client.accounts.removeAddress({ addressId: 'adr_none' }),
    ];
    for (const answer of await Promise.allSettled(foreign)) expect((answer as PromiseRejectedResult).reason).toMatchObject({ status: 404, code: 'accounts.address_unknown' });
    for (const input of [{ addressId }, { addressId, customerId: lin.me.personId }, { addressId: 'adr_none' }]) await expect(city.act(wang, addressFor, input)).rejects.toMatchObject({ code: 'accounts.address_unknown' });
    await expect(wang.client.accounts.listAddresses({ customerId: lin.me.personId })).rejects.toEqual(is('access.forbidden', { status: 403 }));
    await expect(wang.client.accounts.addAddress({ customerId: lin.me.personId, estateId: estateIds[0]!, building: '1号楼' })).rejects.toEqual(is('access.forbidden'));
    expect(await city.act(lin, addressFor, { addressId })).toMatchObject({ addressId, customerId: lin.me.personId, estateId: estateIds[0], lon: 87.62, lat: 43.79, contactName: '林小满' });
    expect(await city.act(operator, addressFor, { addressId, customerId: lin.me.personId })).toMatchObject({ customerId: lin.me.personId });
    await expect(city.act(operator, addressFor, { addressId, customerId: wang.me.personId })).rejects.toMatchObject({ code: 'accounts.address_unknown' });
    expect(await city.act('system', addressFor, { addressId })).toMatchObject({ customerId: lin.me.personId });
    expect((await operator.client.accounts.listAddresses({ customerId: lin.me.personId })).items).toHaveLength(1);
  });

  test('members: a child is marked, the future refused, foreign members unknown', async () => {
    const lin = await city.signIn('13933330004', '林小满');
    const wang = await city.signIn('13933330005', '王大力');
    const child = await lin.client.accounts.addMember({ name: '小宝', relation: 'child', birthYear: 2020, needs: '花生过敏' });
    expect(child).toMatchObject({ isMinor: true, needs: '花生过敏' });
    expect(await lin.client.accounts.addMember({ name: '姥姥', relation: 'elder', birthYear: 1950 })).toMatchObject({ isMinor: false });
    await expect(lin.client.accounts.addMember({ name: '未来', relation: 'child', birthYear: 2028 })).rejects.toEqual(is('accounts.birth_year_future', { field: 'birthYear' }));
    await expect(wang.client.accounts.removeMember({ memberId: child.memberId })).rejects.toEqual(is('accounts.member_unknown', { status: 404 }));
    const self = (await lin.client.accounts.listMembers({})).items.find((m) => m.relation === 'self')!;
    await expect(lin.client.accounts.removeMember({ memberId: self.memberId })).rejects.toEqual(is('accounts.member_unknown'));
    expect(await city.act('system', membersNamed, { householdId: lin.me.householdId, memberIds: [child.memberId] })).toEqual([{ memberId: child.memberId, name: '小宝' }]);
    await expect(city.act('system', membersNamed, { householdId: wang.me.householdId, memberIds: [child.memberId] })).rejects.toMatchObject({ code: 'accounts.member_unknown' });
    await lin.client.accounts.removeMember({ memberId: child.memberId });
    expect((await lin.client.accounts.listMembers({})).items.map((m) => m.name)).toEqual(['林小满', '姥姥']);
  });
});

describe('roles', () => {
  test('an owner grants the own staff only; scopes must exist; a worker is never made by hand', async () => {
    const [owner, staff] = [await city.signIn('13944440001', '马掌柜'), await city.signIn('13944440002', '小李')];
    await city.act('system', nameScope, { scopeType: 'merchant', scopeId: 'mer_a', name: '好邻居家政' });
    await city.act('system', nameScope, { scopeType: 'merchant', scopeId: 'mer_b', name: '别家' });
    await city.act('system', giveRole, { personId: owner.me.personId, role: 'merchantOwner', scopeType: 'merchant', scopeId: 'mer_a' });
    city.app.forgetIdentity();
    expect(await owner.client.accounts.me({})).toMatchObject({ merchantId: 'mer_a', grants: [{ role: 'merchantOwner', scopeName: '好邻居家政' }] });
    const { personId } = staff.me;
    const wanted = { personId, role: 'merchantStaff', scopeType: 'merchant', scopeId: 'mer_a' } as const;
    expect((await owner.client.accounts.grantRole(wanted)).grants).toMatchObject([{ role: 'merchantStaff', scopeId: 'mer_a' }]);
    await owner.client.accounts.grantRole(wanted);
    for (const beyond of [{ ...wanted, scopeId: 'mer_b' }, { ...wanted, role: 'merchantOwner' }, { ...wanted, role: 'operator', scopeType: 'city', scopeId: CITY }] as const) {
      await expect(owner.client.accounts.grantRole(beyond)).rejects.toEqual(is('access.forbidden', { status: 403 }));
    }
    await expect(staff.client.accounts.grantRole(wanted)).rejects.toEqual(is('access.forbidden'));
    await operator.client.accounts.grantRole({ personId, role: 'agent', scopeType: 'city', scopeId: CITY });
    city.app.forgetIdentity();
    expect((await owner.client.accounts.grantRole(wanted)).grants).toHaveLength(1);
    const wrong = [{ ...wanted, scopeId: 'mer_none' }, { ...wanted, role: 'dispatcher' }, { personId, role: 'dispatcher', scopeType: 'city', scopeId: '110100' }, { personId, role: 'worker', scopeType: 'self', scopeId: 'wrk_1' }] as const;
    for (const grant of wrong) await expect(operator.client.accounts.grantRole(grant)).rejects.toEqual(is('accounts.scope_wrong', { status: 422 }));
    await expect(operator.client.accounts.grantRole({ ...wanted, role: 'king' as 'agent' })).rejects.toEqual(is('request.invalid', { field: 'role' }));
    await expect(operator.client.accounts.grantRole({ ...wanted, personId: 'per_none' })).rejects.toEqual(is('accounts.person_unknown', { status: 404 }));
    expect((await owner.client.accounts.revokeRole(wanted)).grants).toEqual([]);
    expect((await operator.client.accounts.listPeople({ role: 'agent' })).items).toMatchObject([{ personId, grants: [{ role: 'agent', scopeName: '乌鲁木齐' }] }]);
  });

  test('the last operator stays, also when two are revoked at once', async () => {
    const last = { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: CITY } as const;
    await expect(operator.client.accounts.revokeRole(last)).rejects.toEqual(is('accounts.last_operator', { status: 409 }));
    await expect(city.act('system', suspendPerson, { personId: operator.me.personId, isSuspended: true })).rejects.toMatchObject({ code: 'accounts.last_operator' });
    const second = await city.signIn('13944440003', '副手');
    await operator.client.accounts.grantRole({ ...last, personId: second.me.personId });
    city.app.forgetIdentity();
    const both = await Promise.allSettled([operator.client.accounts.revokeRole({ ...last, personId: second.me.personId }), second.client.accounts.revokeRole(last)]);
    expect(both.map((answer) => (answer.status === 'fulfilled' ? 'done' : (answer.reason as { code: string }).code)).sort()).toEqual(['accounts.last_operator', 'done']);
    await city.act('system', giveRole, last);
    city.app.forgetIdentity();
  });

  test('people are found by name, reading or whole phone; plain customers may not look', async () => {
    const lin = await city.signIn('13944440004', '欧阳春');
    await city.act('system', countOrder, lin.me.personId);
    for (const q of ['欧阳', 'ouyang', 'Ou Yang', '13944440004']) expect((await operator.client.accounts.findCustomer({ q })).items, q).toMatchObject([{ personId: lin.me.personId, maskedPhone: '139****0004', orderCount: 1 }]);
    for (const q of ['1394444', '%%', '__']) expect((await operator.client.accounts.findCustomer({ q })).items, q).toEqual([]);
    await expect(lin.client.accounts.findCustomer({ q: '欧阳' })).rejects.toEqual(is('access.forbidden'));
    const found: string[] = [];
    for (let cursor: string | null = '', turns = 0; cursor !== null && turns < 50; turns++) {
      const page: { items: { personId: string }[]; nextCursor: string | null } = await operator.client.accounts.listPeople({ limit: 3, ...(cursor && { cursor }) });
      found.push(...page.items.map((p) => p.personId));
      cursor = page.nextCursor;
    }
    const [{ n }] = (await rows(sql`select count(*)::int as n from accounts.person`)) as [{ n: number }];
    expect([found.length, new Set(found).size]).toEqual([n, n]);
  });

  test('a caller is registered at the desk once and is the same person when signing in', async () => {
    const made = await operator.client.accounts.openHousehold({ phone: '13944440005', name: '李奶奶' });
    expect(made.isNew).toBe(true);
    expect(await operator.client.accounts.openHousehold({ phone: '13944440005', name: '别的名字' })).toEqual({ ...made, isNew: false });
    const li = await city.signIn('13944440005');
    expect(li.me).toMatchObject({ personId: made.personId, householdId: made.householdId, name: '李奶奶' });
    const twins = await Promise.all([1, 2, 3].map(() => city.act('system', ensurePerson, { phone: '13944440006', name: '三胞胎' })));
    expect(new Set(twins.map((t) => t.personId)).size).toBe(1);
  });
});

describe('city', () => {
  test('settings: bounds, unknown keys, who may', async () => {
    const before = await operator.client.accounts.settings({});
    expect(before.items.find((s) => s.key === 'holdMinutes')).toMatchObject({ value: 10, min: 2, max: 60, unit: { zh: '分钟' } });
    await operator.client.accounts.changeSetting({ key: 'holdMinutes', value: 20 });
    expect((await operator.client.accounts.auditTrail({ subjectId: 'holdMinutes' })).items.map(({ action }) => action), 'the trail says which rule was changed').toContain('POST /api/settings');
    expect(await city.act('system', settingOf, 'holdMinutes' as const)).toBe(20);
    await expect(operator.client.accounts.changeSetting({ key: 'holdMinutes', value: 1 })).rejects.toEqual(is('accounts.setting_out_of_range', { zh: '“holdMinutes”应在 2 到 60 之间' }));
    await expect(operator.client.accounts.changeSetting({ key: 'toString', value: 1 })).rejects.toEqual(is('accounts.setting_unknown', { status: 404 }));
    const lin = await city.signIn('13955550001');
    await expect(lin.client.accounts.changeSetting({ key: 'holdMinutes', value: 20 })).rejects.toEqual(is('access.forbidden'));
  });

  test('demo persons show in a demo city only, and only there is their phone free of the wait', async () => {
    const { personId } = await city.act('system', ensurePerson, { phone: '13955550002', name: '演示' });
    const person = { app: 'desk', personId, phone: '13955550002', roleZh: '调度', roleEn: 'Dispatcher' } as const;
    const facts = { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '0991-96596' };
    await city.act('system', registerDemoPerson, person);
    expect((await city.client().accounts.demoPersons({})).persons).toEqual([]);
    await city.act('system', openCity, { ...facts, isDemo: true });
    await city.act('system', registerDemoPerson, person);
    expect(await city.client().accounts.city({})).toMatchObject({ cityId: CITY, name: { zh: '乌鲁木齐', en: 'Urumqi' }, isDemo: true, paymentName: { zh: '演示支付' } });
    expect((await city.client().accounts.demoPersons({})).persons).toEqual([{ app: 'desk', name: '演示', phone: '13955550002', role: { zh: '调度', en: 'Dispatcher' } }]);
    await city.client().accounts.requestCode({ phone: '13955550002' });
    expect((await city.client().accounts.requestCode({ phone: '13955550002' })).isDemo).toBe(true);
    await city.act('system', openCity, { ...facts, isDemo: false });
    expect((await city.client().accounts.demoPersons({})).persons).toEqual([]);
    await expect(city.client().accounts.requestCode({ phone: '13955550002' })).rejects.toEqual(is('session.code_too_soon'));
  });

  test('a message leaves after the commit, to the open phone, and not for what did not happen', async () => {
    const { personId } = await city.act('system', ensurePerson, { phone: '13955550003', name: '收信人' });
    const message = { personId, template: 'orderPaid', params: { item: '日常保洁', time: '11月22日 14:00', amount: '135.00' } } as const;
    await city.act('system', tellPerson, message);
    expect(city.gateways.sms.inbox('13955550003')).toEqual([]);
    await city.drain();
    expect(city.gateways.sms.inbox('13955550003')).toMatchObject([{ template: 'order_paid', params: { zh: '【邻里】11月22日 14:00 的日常保洁已付款 ¥135.00，正在为您安排家政员。' } }]);
    await expect(city.act('system', async (ctx: Ctx) => { await tellPerson(ctx, message); throw new Error('undone'); }, {})).rejects.toThrow('undone');
    await city.drain();
    expect(city.gateways.sms.inbox('13955550003')).toHaveLength(1);
    await expect(city.act('system', tellPerson, { ...message, personId: 'per_none' })).rejects.toMatchObject({ code: 'accounts.person_unknown' });
    expect(await city.act('system', callablePhone, personId)).toBe('13955550003');
    expect((await city.act('system', personBriefs, [personId, 'per_none'])).get(personId)).toMatchObject({ name: '收信人', maskedPhone: '139****0003' });
  });

  test('the trail shows who did what, newest first, link by link; only auditor and operator read it', async () => {
    const page = await operator.client.accounts.auditTrail({ actorId: operator.me.personId, limit: 3 });
    expect(page.items[0]).toMatchObject({ action: 'POST /api/settings', actorId: operator.me.personId, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const next = await operator.client.accounts.auditTrail({ actorId: operator.me.personId, limit: 3, cursor: page.nextCursor! });
    expect(next.items[0]!.seq).toBeLessThan(page.items[2]!.seq);
    expect((await operator.client.accounts.auditTrail({ subjectId: 'mer_a' })).items.map((e) => e.action)).toContain('POST /api/people/:personId/grants/revoke');
    const lin = await city.signIn('13955550004');
    await expect(lin.client.accounts.auditTrail({})).rejects.toEqual(is('access.forbidden'));
    expect((await city.app.verify()).filter((check) => !check.ok)).toEqual([]);
  });
});

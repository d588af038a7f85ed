import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '../../kernel/database.ts';
import { openHarness, type Harness } from '../../kernel/harness.ts';
import type { Client, SocialProvider } from '@linli/contract';
import type { Consent } from '../../gateways/social-stand-in.ts';
import { addressFor, giveRole, mount, openCity, suspendPerson, tellPerson } from './index.ts';

let city: Harness;
beforeAll(async () => {
  // The stand-ins of a demo, the limits of a real city.
  city = await openHarness({ modules: [mount] });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: false });
});
afterAll(() => city.close());
beforeEach(() => { city.clock.advance({ seconds: 61 }); });

const is = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const mailed = (email: string): string => String(city.gateways.mail.inbox(email)[0]?.params['code']);
const texted = (phone: string): string => String(city.gateways.sms.inbox(phone)[0]?.params['code']);
const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const rows = async (query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> => (await query.execute(city.database.kysely)).rows as Record<string, unknown>[];

const byEmail = async (email: string, name?: string) => {
  const door = city.client();
  await door.accounts.requestEmailCode({ email });
  const { token, me } = await door.accounts.signInByEmail({ email, code: mailed(email), ...(name !== undefined && { name }) });
  return { client: city.client(token), me, token };
};

describe('by e-mail', () => {
  test('a new address is registered without a phone, a known one comes back, capitals or not', async () => {
    const first = await byEmail('lin@example.com', '林小满');
    expect([first.me.isNew, first.me.maskedPhone, first.me.maskedEmail, first.me.name]).toEqual([true, '', 'l***@example.com', '林小满']);
    city.clock.advance({ seconds: 61 });
    const door = city.client();
    await door.accounts.requestEmailCode({ email: 'Lin@Example.com' });
    const again = await door.accounts.signInByEmail({ email: 'LIN@example.com', code: mailed('lin@example.com') });
    expect([again.me.isNew, again.me.personId]).toEqual([false, first.me.personId]);
  });

  test('the answer tells nobody whether an address or phone is known; the limits are those of the SMS', async () => {
    await byEmail('known@example.com');
    city.clock.advance({ seconds: 61 });
    const ask = async (email: string) => city.request({ method: 'POST', url: '/api/session/email/code', body: { email } });
    const [known, unknown] = [await ask('known@example.com'), await ask('unknown@example.com')];
    expect(known.status).toBe(200);
    expect(unknown.body).toEqual(known.body);
    const tryWith = (email: string) => city.request({ method: 'POST', url: '/api/session/email', body: { email, code: otherThan(mailed(email)) } });
    const [knownWrong, unknownWrong] = [await tryWith('known@example.com'), await tryWith('unknown@example.com')];
    expect([knownWrong.status, knownWrong.body.code]).toEqual([400, 'session.code_wrong']);
    expect(unknownWrong.body).toEqual(knownWrong.body);
    await expect(city.client().accounts.requestEmailCode({ email: 'Unknown@example.com' })).rejects.toEqual(is('session.code_too_soon', { status: 429 }));
    for (let i = 1; i < 10; i++) { city.clock.advance({ seconds: 61 }); await city.client().accounts.requestEmailCode({ email: 'often@example.com' }); }
    city.clock.advance({ seconds: 61 });
    await city.client().accounts.requestEmailCode({ email: 'often@example.com' });
    city.clock.advance({ seconds: 61 });
    await expect(city.client().accounts.requestEmailCode({ email: 'often@example.com' })).rejects.toEqual(is('session.code_quota'));
    city.clock.advance({ hours: 1 });
  });

  test('five wrong tries close a code, and a code of one address opens no other', async () => {
    const door = city.client();
    await door.accounts.requestEmailCode({ email: 'one@example.com' });
    await door.accounts.requestEmailCode({ email: 'two@example.com' });
    const [one, two] = [mailed('one@example.com'), mailed('two@example.com')];
    if (one !== two) await expect(door.accounts.signInByEmail({ email: 'one@example.com', code: two })).rejects.toEqual(is('session.code_wrong'));
    for (let left = 3; left >= 1; left--) await expect(door.accounts.signInByEmail({ email: 'one@example.com', code: otherThan(one) })).rejects.toEqual(is('session.code_wrong'));
    await expect(door.accounts.signInByEmail({ email: 'one@example.com', code: otherThan(one) })).rejects.toEqual(is('session.code_tries'));
    await expect(door.accounts.signInByEmail({ email: 'one@example.com', code: one })).rejects.toEqual(is('session.code_tries'));
    await expect(door.accounts.requestEmailCode({ email: 'no address' })).rejects.toEqual(is('request.invalid'));
  });

  test('an e-mail account gets its phone by a code, then signs in by either; messages go by mail until then', async () => {
    const { client, me } = await byEmail('family@example.com', '周岚');
    await city.act('system', tellPerson, { personId: me.personId, template: 'followUp', params: { item: '日常保洁' } });
    await city.drain();
    expect(city.gateways.mail.inbox('family@example.com')[0]).toMatchObject({ template: 'follow_up' });
    const phone = '13812340001';
    await city.client().accounts.requestCode({ phone });
    await expect(client.accounts.addPhone({ phone, code: otherThan(texted(phone)) })).rejects.toEqual(is('session.code_wrong'));
    expect(await client.accounts.addPhone({ phone, code: texted(phone) })).toMatchObject({ personId: me.personId, maskedPhone: '138****0001' });
    city.clock.advance({ seconds: 61 });
    const back = await city.signIn(phone);
    expect(back.me.personId).toBe(me.personId);
    // Both ways share one login: whoever is suspended is out of all of them.
    expect((await client.accounts.me({})).personId).toBe(me.personId);
    await expect(client.accounts.addPhone({ phone: '13812340002', code: '123456' })).rejects.toEqual(is('accounts.phone_fixed', { status: 409 }));
    await city.act('system', tellPerson, { personId: me.personId, template: 'followUp', params: { item: '擦玻璃' } });
    await city.drain();
    expect(city.gateways.sms.inbox(phone)[0]).toMatchObject({ template: 'follow_up' });
  });

  test('a phone account adds an e-mail and signs in with it; what is another’s is told only after the code', async () => {
    const wang = await city.signIn('13812340011', '王芳');
    const email = 'wang@example.com';
    await wang.client.accounts.requestEmailCode({ email });
    expect((await wang.client.accounts.addEmail({ email, code: mailed(email) })).maskedEmail).toBe('w***@example.com');
    city.clock.advance({ seconds: 61 });
    expect((await byEmail(email)).me.personId).toBe(wang.me.personId);
    city.clock.advance({ seconds: 61 });
    const other = await byEmail('other@example.com');
    await other.client.accounts.requestEmailCode({ email });
    await expect(other.client.accounts.addEmail({ email, code: otherThan(mailed(email)) })).rejects.toEqual(is('session.code_wrong'));
    await expect(other.client.accounts.addEmail({ email, code: mailed(email) })).rejects.toEqual(is('accounts.email_taken', { status: 409 }));
    await other.client.accounts.requestCode({ phone: wang.phone });
    await expect(other.client.accounts.addPhone({ phone: wang.phone, code: texted(wang.phone) })).rejects.toEqual(is('accounts.phone_taken', { status: 409 }));
  });

  test('no address lies readable in the database, and none without phone can be called or given an address to serve', async () => {
    const { client, me } = await byEmail('secret-address@example.com');
    for (const table of ['auth_user', 'accounts.person', 'accounts.code_request', 'kernel.audit_entry', 'kernel.outbox', 'kernel.timer']) {
      expect(JSON.stringify(await rows(sql`select t::text from ${sql.raw(table)} t`)), table).not.toContain('secret-address');
    }
    const operator = await city.signIn('13812340021', '沈平');
    await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
    city.app.forgetIdentity();
    const { estateIds } = await operator.client.accounts.addEstates({ estates: [{ name: '幸福里', streetCode: '650102004', communityName: '幸福社区', lon: 87.62, lat: 43.79, buildings: ['1号楼'] }] });
    await expect(client.accounts.addAddress({ estateId: estateIds[0]!, building: '1号楼' })).rejects.toEqual(is('accounts.phone_missing', { status: 422 }));
    // With somebody else's number at the door the address is kept, but whoever orders is told from a customer who can be called.
    const { addressId } = await client.accounts.addAddress({ estateId: estateIds[0]!, building: '1号楼', contactPhone: '13812340021' });
    const asCustomer = { kind: 'person' as const, personId: me.personId, name: me.name, grants: [] };
    expect((await city.act(asCustomer, addressFor, { addressId })).isCustomerCallable).toBe(false);
    await city.client().accounts.requestCode({ phone: '13812340022' });
    await client.accounts.addPhone({ phone: '13812340022', code: texted('13812340022') });
    expect((await city.act(asCustomer, addressFor, { addressId })).isCustomerCallable).toBe(true);
    await city.act('system', suspendPerson, { personId: me.personId, isSuspended: true });
    city.clock.advance({ seconds: 61 });
    await expect(byEmail('secret-address@example.com')).rejects.toEqual(is('accounts.person_suspended'));
  });
});

/** The browser's side of the code flow: set out, decide at the provider, come back. */
const goThere = async (client: Client, provider: SocialProvider, consent: Consent = 'agreed', account = '小满') => {
  const { authorizeUrl, verifier } = await client.accounts.beginSocial({ provider, app: 'customer' });
  const page = new URL(authorizeUrl, 'http://city.invalid');
  const back = new URL(city.gateways.socialStandIn.choose(provider, { returnTo: page.searchParams.get('redirect_uri')!, state: page.searchParams.get('state')!, account, consent }), 'http://city.invalid');
  expect([page.pathname, back.pathname]).toEqual([`/demo/social/${provider}`, `/sign-in/${provider}`]);
  return { provider, code: back.searchParams.get(provider === 'alipay' ? 'auth_code' : 'code') ?? '', state: back.searchParams.get('state') ?? '', verifier };
};

describe.each(['wechat', 'alipay'] as const)('by %s', (provider) => {
  const phone = provider === 'wechat' ? '13812350001' : '13812350002';

  test('the first time the phone is asked once and linked; from then on one tap signs in', async () => {
    const door = city.client();
    expect((await door.accounts.ways({})).social.map((way) => way.provider)).toEqual(['wechat', 'alipay']);
    const first = await door.accounts.signInBySocial(await goThere(door, provider));
    expect([first.token, first.me, typeof first.ticket]).toEqual([null, null, 'string']);
    await door.accounts.requestCode({ phone });
    await expect(door.accounts.finishSocial({ ticket: first.ticket!, phone, code: otherThan(texted(phone)) })).rejects.toEqual(is('session.code_wrong'));
    const linked = await door.accounts.finishSocial({ ticket: first.ticket!, phone, code: texted(phone), name: '林小满' });
    expect([linked.me.isNew, linked.me.name]).toEqual([true, '林小满']);
    const again = await door.accounts.signInBySocial(await goThere(door, provider));
    expect([again.me?.personId, again.ticket]).toEqual([linked.me.personId, null]);
    expect((await city.client(again.token!).accounts.myWays({})).social.find((way) => way.provider === provider)).toMatchObject({ label: '小*', linkedAt: expect.any(String) });
  });

  test('an answer is worth something once, in the browser that set out, with its own state', async () => {
    const door = city.client();
    const answer = await goThere(door, provider, 'agreed', '一次');
    await door.accounts.signInBySocial(answer);
    await expect(door.accounts.signInBySocial(answer)).rejects.toEqual(is('session.social_code_expired'));
    const stolen = await goThere(door, provider, 'agreed', '别人');
    const own = await door.accounts.beginSocial({ provider, app: 'customer' });
    await expect(door.accounts.signInBySocial({ ...stolen, verifier: own.verifier })).rejects.toEqual(is('session.social_state_forged', { status: 400 }));
    await expect(door.accounts.signInBySocial({ ...stolen, provider: provider === 'wechat' ? 'alipay' : 'wechat' })).rejects.toEqual(is('session.social_state_forged'));
    await expect(door.accounts.signInBySocial({ ...stolen, state: 'made-up' })).rejects.toEqual(is('session.social_state_forged'));
    // A fresh code does not revive a state that was used.
    const fresh = await goThere(door, provider, 'agreed', '一次');
    await expect(door.accounts.signInBySocial({ ...fresh, state: answer.state, verifier: answer.verifier })).rejects.toEqual(is('session.social_state_forged'));
    const late = await goThere(door, provider);
    city.clock.advance({ minutes: 11 });
    await expect(door.accounts.signInBySocial(late)).rejects.toEqual(is('session.social_state_forged'));
  });

  test.each([['code_expired', 'session.social_code_expired', 400], ['code_used', 'session.social_code_expired', 400], ['provider_down', 'session.social_down', 503], ['state_forged', 'session.social_state_forged', 400]] as const)('%s is refused by name', async (consent, code, status) => {
    const door = city.client();
    await expect(door.accounts.signInBySocial(await goThere(door, provider, consent))).rejects.toEqual(is(code, { status }));
    expect((await rows(sql`select 1 from accounts.person where name = '小满'`)).length).toBe(0);
  });

  test('linked from an account, unlinked, linked to another; never to two', async () => {
    const [ma, li] = [await city.signIn(`${phone.slice(0, 10)}5`, '马兰'), await city.signIn(`${phone.slice(0, 10)}6`, '李梅')];
    await ma.client.accounts.linkSocial(await goThere(ma.client, provider, 'agreed', '兰兰'));
    await ma.client.accounts.linkSocial(await goThere(ma.client, provider, 'agreed', '兰兰'));
    await expect(ma.client.accounts.linkSocial(await goThere(ma.client, provider, 'agreed', '另一个'))).rejects.toEqual(is('accounts.social_other', { status: 409 }));
    await expect(li.client.accounts.linkSocial(await goThere(li.client, provider, 'agreed', '兰兰'))).rejects.toEqual(is('accounts.social_taken', { status: 409 }));
    await ma.client.accounts.unlinkSocial({ provider });
    expect((await city.client().accounts.signInBySocial(await goThere(city.client(), provider, 'agreed', '兰兰'))).ticket).not.toBeNull();
    await li.client.accounts.linkSocial(await goThere(li.client, provider, 'agreed', '兰兰'));
    expect((await city.client().accounts.signInBySocial(await goThere(city.client(), provider, 'agreed', '兰兰'))).me?.personId).toBe(li.me.personId);
    const subjects = JSON.stringify(await rows(sql`select t::text from accounts.social_login t`));
    expect(subjects).not.toContain('兰兰');
  });

  test('a ticket ends after a quarter of an hour and cannot be made up', async () => {
    const door = city.client();
    const { ticket } = await door.accounts.signInBySocial(await goThere(door, provider, 'agreed', '慢慢来'));
    await expect(door.accounts.finishSocial({ ticket: `${ticket!.slice(0, -2)}xx`, phone, code: '123456' })).rejects.toEqual(is('session.social_ticket_expired'));
    city.clock.advance({ minutes: 16 });
    await door.accounts.requestCode({ phone });
    await expect(door.accounts.finishSocial({ ticket: ticket!, phone, code: texted(phone) })).rejects.toEqual(is('session.social_ticket_expired'));
  });
});

test('a real city without settings offers no social login, and says so', async () => {
  const plain = await openHarness({ modules: [mount], config: { isDemo: false } });
  try {
    expect((await plain.client().accounts.ways({})).social).toEqual([]);
    await expect(plain.client().accounts.beginSocial({ provider: 'wechat', app: 'customer' })).rejects.toEqual(is('session.social_unknown', { status: 404 }));
    expect((await plain.request({ method: 'GET', url: '/demo/social/wechat?redirect_uri=/sign-in/wechat' })).body).not.toContain('consent');
  } finally { await plain.close(); }
});

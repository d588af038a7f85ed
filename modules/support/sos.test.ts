import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { one, run, sql } from '../../kernel/database.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { acceptByWorker, assignWorker, mount as orders, orderFacts } from '../orders/index.ts';
import { mount as payments } from '../payments/index.ts';
import { holdTime, moveTime, mount as workers } from '../workers/index.ts';
import { mount as support } from './index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const itemId = 'daily-cleaning';
const home = { lon: 87.6177, lat: 43.7928 };

let city: Harness;
let lin: Person;
let stranger: Person;
let he: Person;
let wu: Person;
let boss: Person;
let li: Person;
let zhao: Person;
let addressId: string;
let liId: string;

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, orders, payments, support], at: '2026-11-22T00:00:00Z', runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '0991-96369', isDemo: false });
  await city.act('system', installCatalogue as never, {});
  const staff = async (phone: string, name: string, role: 'operator' | 'agent'): Promise<Person> => {
    const person = await city.signIn(phone, name);
    await city.act('system', giveRole, { personId: person.me.personId, role, scopeType: 'city', scopeId: city.app.config.cityId });
    return person;
  };
  [boss, he, wu] = [await staff('13900000001', '沈平', 'operator'), await staff('13900000002', '何婷', 'agent'), await staff('13900000003', '吴明', 'agent')];
  await city.drain();
  const ring: [number, number][] = [[home.lon - 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat + 0.02], [home.lon - 0.02, home.lat + 0.02]];
  await boss.client.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring, isOpen: true });
  const { items: streets } = await boss.client.accounts.listDivisions({ parent: '650102' });
  const { estateIds } = await boss.client.accounts.addEstates({ estates: [{ streetCode: streets[0]!.code, communityName: '团结社区', buildings: ['1号楼'], name: '幸福花园', ...home }] });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
  const register = (phone: string, name: string) => boss.client.workers.register({ phone, name, homeLon: home.lon, homeLat: home.lat, homeArea: '天山区', skills: [{ code: 'cleaning', level: 2 }], weekly });
  liId = (await register('13600000001', '李桂兰')).workerId;
  await register('13600000002', '赵红');
  await city.drain();
  [lin, stranger, li, zhao] = [await city.signIn('13800000001', '林小满'), await city.signIn('13800000003', '钱多多'), await city.signIn('13600000001'), await city.signIn('13600000002')];
  addressId = (await lin.client.accounts.addAddress({ estateId: estateIds[0]!, building: '1号楼', room: '502' })).addressId;
}, 180_000);
afterAll(() => city.close());
beforeEach(async () => { for (const person of [lin, stranger, he, wu, boss, li, zhao]) if (await person.client.accounts.me({}).then(() => false, () => true)) Object.assign(person, await city.signIn(person.phone)); });
afterEach(async () => {
  await city.drain();
  const failed = (await city.app.verify()).filter((check) => !check.ok);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
  for (const { sosId, state } of (await he.client.support.listSos({})).items) {
    if (state === 'open') await he.client.support.acknowledgeSos({ sosId });
    await he.client.support.closeSos({ sosId, outcome: 'settled', words: '本测试结束', visit: 'usual' });
  }
  await city.drain();
});

let press = 0;
const pressed = () => ({ clientId: `press-${++press}-abcdef`, kind: 'threat' as const });
let lastStart = 0;
/** A visit li has accepted and set out for, 40 minutes ahead. */
const visit = async (): Promise<string> => {
  const startAt = new Date((lastStart = Math.max(lastStart + 4 * HOUR, Math.floor(city.clock.now().getTime() / HOUR) * HOUR + 3 * HOUR)));
  const holdId = await city.act('system', holdTime, { workerId: liId, startAt, endAt: new Date(startAt.getTime() + 3 * HOUR), expiresAt: new Date(city.clock.now().getTime() + 10 * MINUTE), customerId: lin.me.personId, itemId, addressId, quantity: 3, ...home, isChosen: false });
  const { orderId } = await lin.client.orders.place({ holdId, itemId, addressId, quantity: 3 });
  const payment = await lin.client.payments.start({ orderId });
  await city.gateways.payment.choose(payment.tradeNo, 'paid');
  await city.drain();
  await city.act('system', async (ctx) => {
    const { startsAt, endsAt, customerId, quantity, lon, lat } = await orderFacts(ctx, orderId);
    await moveTime(ctx, { orderId, workerId: liId, startAt: startsAt!, endAt: endsAt!, customerId, itemId, addressId, quantity, lon, lat });
    await assignWorker(ctx, { orderId, workerId: liId, merchantId: null, workerPayFen: 8_000, words: { zh: '已派', en: 'Offered' } });
    await acceptByWorker(ctx, { orderId, workerId: liId });
  }, {});
  await city.drain();
  city.clock.set(new Date(startAt.getTime() - 40 * MINUTE));
  await city.drain();
  await li.client.orders.depart({ orderId });
  return orderId;
};
const alarmsTo = (person: Person) => city.gateways.sms.inbox(person.phone).filter(({ template }) => template === 'sos_alarm').length;
const callsTo = (person: Person) => city.gateways.phoneLine.calls().filter(({ to, from }) => to === person.phone && from === 'sos').length;
const live = async () => (await he.client.support.listSos({})).items;

describe('raising', () => {
  test('a double press, a second phone and an answer lost on the way are one alarm and one critical incident', async () => {
    const orderId = await visit();
    const first = { ...pressed(), orderId, words: '他锁门' };
    const one = await li.client.support.raiseSos(first);
    expect(one).toMatchObject({ state: 'open', isPlaceKept: false, isContactTold: false });
    expect((await li.client.support.raiseSos(first)).sosId).toBe(one.sosId);
    const [a, b] = await Promise.all([li.client.support.raiseSos(pressed()), li.client.support.raiseSos({ ...pressed(), kind: 'injury' })]);
    expect([a.sosId, b.sosId]).toEqual([one.sosId, one.sosId]);
    const [alarm, ...more] = await live();
    expect(more).toEqual([]);
    expect(alarm).toMatchObject({ pressedTimes: 3, side: 'worker', estateName: '幸福花园', personName: '李桂兰' });
    const view = await he.client.support.getSos({ sosId: one.sosId });
    expect(view).toMatchObject({ words: '他锁门', workerName: '李桂兰', familyName: '林小满', place: null, contact: null });
    expect(view.address).toContain('502');
    expect(view.steps.map(({ what }) => what)).toEqual(['raised', 'again', 'again']);
    const ticket = (await he.client.support.listTickets({ limit: 200 })).items.find(({ ticketId }) => ticketId === alarm!.ticketId)!;
    expect(ticket).toMatchObject({ kind: 'incident', severity: 'critical', isAlarm: true, state: 'open', customerId: null });
    expect(ticket.words).not.toContain('锁门');
    expect(Date.parse(ticket.dueAt) - Date.parse(ticket.openedAt)).toBe(15 * MINUTE);
    await expect(he.client.support.moveTicket({ ticketId: ticket.ticketId, state: 'closed', words: 'x' })).rejects.toMatchObject({ code: 'support.ticket_is_alarm' });
    expect((await lin.client.support.myTickets({})).items.map(({ ticketId }) => ticketId)).not.toContain(ticket.ticketId);
    const { text } = await storedText();
    expect(text).not.toContain('他锁门');
  });

  test('a press that waited for a network is one alarm when it arrives, believed for 72 hours and never in the future', async () => {
    const orderId = await visit();
    const waited = { ...pressed(), kind: 'hazard' as const, orderId, madeAt: city.clock.now().toISOString() };
    await city.pass({ minutes: 100 });
    const { sosId } = await li.client.support.raiseSos(waited);
    const view = await he.client.support.getSos({ sosId });
    expect(view.madeAt).toBe(waited.madeAt);
    expect(view.steps[0]!.words.zh).toContain('100 分钟后才送到');
    await he.client.support.acknowledgeSos({ sosId });
    await he.client.support.closeSos({ sosId, outcome: 'settled', words: '已离开', visit: 'usual' });
    expect(await li.client.support.raiseSos(waited)).toMatchObject({ sosId, state: 'closed' });
    expect(await live()).toEqual([]);
    const late = await li.client.support.raiseSos({ ...pressed(), madeAt: new Date(city.clock.now().getTime() - 100 * HOUR).toISOString() });
    expect(Date.parse((await he.client.support.getSos({ sosId: late.sosId })).madeAt)).toBe(city.clock.now().getTime() - 72 * HOUR);
    await city.drain();
    const ahead = await lin.client.support.raiseSos({ ...pressed(), madeAt: new Date(city.clock.now().getTime() + HOUR).toISOString() });
    expect(Date.parse((await he.client.support.getSos({ sosId: ahead.sosId })).madeAt)).toBe(city.clock.now().getTime());
  });

  test('not her visit: the alarm stands, without the visit and without its home', async () => {
    const orderId = await visit();
    for (const person of [zhao, stranger]) {
      const { sosId, orderNo } = await person.client.support.raiseSos({ ...pressed(), orderId });
      expect(orderNo).toBeNull();
      const view = await he.client.support.getSos({ sosId });
      expect(view).toMatchObject({ orderId: null, address: null, familyName: null });
      expect(view.steps.map(({ what }) => what)).toContain('notHers');
    }
    await zhao.client.support.raiseSos({ ...pressed(), orderId: 'ord_none' });
    await city.drain();
    expect((await city.act('system', orderFacts, orderId)).safety).toBeNull();
    expect((await li.client.support.raiseSos(pressed())).orderNo).not.toBeNull();
  });

  test('a place is rounded, a strange one is kept with a doubt, an impossible one not at all, and all are forgotten', async () => {
    const orderId = await visit();
    const { sosId } = await li.client.support.raiseSos({ ...pressed(), orderId, lon: home.lon + 0.0012345, lat: home.lat });
    expect((await he.client.support.getSos({ sosId })).place).toMatchObject({ lon: 87.619, lat: 43.793, isDoubtful: false });
    await li.client.support.raiseSos({ ...pressed(), lon: 116.4, lat: 39.9 });
    expect((await he.client.support.getSos({ sosId })).place).toMatchObject({ lon: 116.4, isDoubtful: true });
    await li.client.support.raiseSos({ ...pressed(), lon: 500, lat: -500 });
    expect((await he.client.support.getSos({ sosId })).place).toMatchObject({ lon: 116.4 });
    const other = await lin.client.support.raiseSos({ ...pressed(), orderId, lon: 500, lat: 0 });
    const view = await he.client.support.getSos({ sosId: other.sosId });
    expect(view).toMatchObject({ side: 'family', place: null });
    expect(view.steps.map(({ what }) => what)).toContain('placeUnusable');
    await city.drain();
    await he.client.support.acknowledgeSos({ sosId });
    await he.client.support.closeSos({ sosId, outcome: 'settled', words: '已离开', visit: 'usual' });
    const { forgetSosPlaces } = await import('./actions/sos-alert.ts');
    await city.act('system', forgetSosPlaces, undefined as never);
    expect((await he.client.support.getSos({ sosId })).place).not.toBeNull();
    await city.pass({ hours: 73 });
    Object.assign(he, await city.signIn(he.phone));
    await city.act('system', forgetSosPlaces, undefined as never);
    const after = await he.client.support.getSos({ sosId });
    expect(after.place).toBeNull();
    expect(after.steps.at(-1)!.what).toBe('placeForgotten');
  });
});

const storedText = () => one<{ text: string }>(city.database.kysely, sql`select string_agg(s::text, ' ') as text from support.sos s`);

describe('who is woken', () => {
  test('nobody on call: the gap is named and every agent is told at once; without an answer everybody is, and it rings on', async () => {
    const roster = await he.client.support.dutyRoster({ days: 2 });
    expect(roster).toMatchObject({ isFallback: true, now: [], shifts: [] });
    expect(roster.gaps).toHaveLength(1);
    const before = { he: alarmsTo(he), wu: alarmsTo(wu), boss: alarmsTo(boss) };
    const { sosId } = await li.client.support.raiseSos(pressed());
    await city.drain();
    expect([alarmsTo(he) - before.he, alarmsTo(wu) - before.wu, alarmsTo(boss) - before.boss]).toEqual([1, 1, 0]);
    expect(callsTo(he)).toBeGreaterThan(0);
    const text = city.gateways.sms.inbox(he.phone).find(({ template }) => template === 'sos_alarm')!.params['zh']!;
    expect(text).toContain('李**');
    expect(text).not.toContain('桂兰');
    expect((await he.client.support.getSos({ sosId })).steps.at(-1)!.words.zh).toContain('没有人值班');
    await city.pass({ minutes: 8 });
    expect(alarmsTo(boss) - before.boss).toBe(1);
    expect(await live()).toMatchObject([{ level: 3, nextLevelAt: null }]);
    await city.pass({ minutes: 12 });
    expect(alarmsTo(boss) - before.boss).toBe(3);
    await wu.client.support.acknowledgeSos({ sosId });
    await city.pass({ minutes: 20 });
    expect(alarmsTo(boss) - before.boss).toBe(3);
  });

  test('the first on call is told alone; after two minutes the second and the agents, after five more everybody', async () => {
    const shift = (person: Person, rank: number) => boss.client.support.addShift({ personId: person.me.personId, rank, fromAt: city.clock.now().toISOString(), untilAt: new Date(city.clock.now().getTime() + 8 * HOUR).toISOString() });
    const first = await shift(wu, 1);
    const second = await shift(boss, 2);
    await expect(shift(wu, 2)).rejects.toMatchObject({ code: 'support.shift_overlap', field: 'fromAt' });
    await expect(boss.client.support.addShift({ personId: lin.me.personId, rank: 1, fromAt: city.clock.now().toISOString(), untilAt: new Date(city.clock.now().getTime() + HOUR).toISOString() })).rejects.toMatchObject({ code: 'support.shift_person' });
    await expect(boss.client.support.addShift({ personId: he.me.personId, rank: 1, fromAt: city.clock.now().toISOString(), untilAt: new Date(city.clock.now().getTime() + 30 * HOUR).toISOString() })).rejects.toMatchObject({ code: 'support.shift_long' });
    await expect(he.client.support.removeShift({ shiftId: first.shiftId })).rejects.toMatchObject({ code: 'access.forbidden' });
    const roster = await he.client.support.dutyRoster({ days: 1 });
    expect(roster).toMatchObject({ isFallback: false, now: [{ personName: '吴明', rank: 1 }, { personName: '沈平', rank: 2 }] });
    expect(roster.gaps).toMatchObject([{ fromAt: first.untilAt }]);
    const before = { he: alarmsTo(he), wu: alarmsTo(wu), boss: alarmsTo(boss) };
    const { sosId } = await li.client.support.raiseSos(pressed());
    await city.drain();
    expect([alarmsTo(he) - before.he, alarmsTo(wu) - before.wu, alarmsTo(boss) - before.boss]).toEqual([0, 1, 0]);
    await city.pass({ minutes: 2 });
    expect([alarmsTo(he) - before.he, alarmsTo(wu) - before.wu, alarmsTo(boss) - before.boss]).toEqual([1, 2, 1]);
    await city.pass({ minutes: 5 });
    expect([alarmsTo(he) - before.he, alarmsTo(wu) - before.wu, alarmsTo(boss) - before.boss]).toEqual([2, 3, 2]);
    expect((await he.client.support.getSos({ sosId })).told.map(({ level }) => level)).toEqual([1, 2, 2, 2, 3, 3, 3]);
    for (const { shiftId } of [first, second]) await boss.client.support.removeShift({ shiftId });
    await expect(boss.client.support.removeShift({ shiftId: first.shiftId })).rejects.toMatchObject({ code: 'support.shift_past' });
    expect((await he.client.support.dutyRoster({ days: 1 })).isFallback).toBe(true);
  });

  test('a phone line that is away keeps nobody from being told', async () => {
    const { phoneLine } = city.gateways;
    const placeCall = phoneLine.placeCall;
    phoneLine.placeCall = () => Promise.reject(new Error('line down'));
    try {
      const before = alarmsTo(he);
      const { sosId } = await li.client.support.raiseSos(pressed());
      await city.drain();
      expect(alarmsTo(he)).toBe(before + 1);
      expect((await he.client.support.getSos({ sosId })).told.every(({ isRung }) => !isRung)).toBe(true);
    } finally {
      phoneLine.placeCall = placeCall;
    }
  });
});

describe('answering', () => {
  test('of two agents one has it; the other reads who, and the person who called sees that somebody has it', async () => {
    const orderId = await visit();
    const { sosId } = await li.client.support.raiseSos({ ...pressed(), orderId });
    await expect(he.client.support.closeSos({ sosId, outcome: 'falseAlarm', words: '误触', visit: 'usual' })).rejects.toMatchObject({ code: 'support.sos_not_acknowledged' });
    const answers = await Promise.allSettled([he.client.support.acknowledgeSos({ sosId }), wu.client.support.acknowledgeSos({ sosId })]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = answers.find((answer) => answer.status === 'rejected')!.reason as { code: string; zh: string };
    const [taken] = await live();
    expect(lost).toMatchObject({ code: 'support.sos_taken' });
    expect(lost.zh).toContain(taken!.acknowledgedByName!);
    const winner = answers[0]!.status === 'fulfilled' ? he : wu;
    expect((await winner.client.support.acknowledgeSos({ sosId })).acknowledgedByName).toBe(taken!.acknowledgedByName);
    const mine = await li.client.support.mySos({});
    expect(mine.alarm).toMatchObject({ sosId, state: 'acknowledged' });
    expect(JSON.stringify(mine)).not.toContain(taken!.acknowledgedByName!);
    expect((await winner.client.support.callOnSos({ sosId, whom: 'raiser' })).dialNumber).toMatch(/^1700000/);
    expect(city.gateways.phoneLine.calls().at(-1)!.to).toBe(li.phone);
    await winner.client.support.callOnSos({ sosId, whom: 'family' });
    await li.client.support.sayOnSos({ sosId, what: 'safe' });
    await expect(stranger.client.support.sayOnSos({ sosId, what: 'mistake' })).rejects.toMatchObject({ code: 'support.sos_unknown' });
    await he.client.support.noteSos({ sosId, words: '已到楼下' });
    await expect(winner.client.support.closeSos({ sosId, outcome: 'helped', words: '已离开' })).rejects.toMatchObject({ code: 'support.sos_visit_undecided', field: 'visit' });
    const closed = await winner.client.support.closeSos({ sosId, outcome: 'helped', words: '已离开', visit: 'excused' });
    expect(closed).toMatchObject({ state: 'closed', outcome: 'helped', visit: 'excused' });
    expect(closed.steps.map(({ what }) => what)).toEqual(expect.arrayContaining(['raised', 'acknowledged', 'called', 'safe', 'note', 'closed']));
    await expect(wu.client.support.noteSos({ sosId, words: 'x' })).rejects.toMatchObject({ code: 'support.sos_over' });
    for (const call of [() => lin.client.support.listSos({}), () => li.client.support.getSos({ sosId }), () => li.client.support.acknowledgeSos({ sosId })]) await expect(call()).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  test('the emergency contact hears of it by consent only, once, and not what happened', async () => {
    const { sosId } = await zhao.client.support.raiseSos(pressed());
    await he.client.support.acknowledgeSos({ sosId });
    await expect(he.client.support.tellSosContact({ sosId })).rejects.toMatchObject({ code: 'support.contact_missing' });
    const contact = { name: '赵强', relation: '丈夫', phone: '13700000009' };
    await zhao.client.support.setEmergencyContact({ ...contact, isTold: false });
    await expect(he.client.support.tellSosContact({ sosId })).rejects.toMatchObject({ code: 'support.contact_no_consent' });
    expect(await zhao.client.support.setEmergencyContact({ ...contact, isTold: true })).toMatchObject({ maskedPhone: '137****0009', isTold: true });
    await he.client.support.tellSosContact({ sosId });
    await he.client.support.tellSosContact({ sosId });
    await city.drain();
    const messages = city.gateways.sms.inbox(contact.phone);
    expect(messages).toHaveLength(1);
    expect(messages[0]!.params['zh']).toContain('0991-96369');
    expect(messages[0]!.params['zh']).not.toContain('威胁');
    expect((await zhao.client.support.mySos({})).alarm).toMatchObject({ isContactTold: true });
    await zhao.client.support.removeEmergencyContact({});
    expect((await zhao.client.support.mySos({})).contact).toBeNull();
    const { text } = await one<{ text: string }>(city.database.kysely, sql`select coalesce(string_agg(s::text, ' '), '') || coalesce((select string_agg(c::text, ' ') from support.emergency_contact c), '') as text from support.sos_step s`);
    expect(text).not.toContain(contact.phone);
  });
});

describe('leaving an unsafe home', () => {
  test('is no no-show and costs neither record nor rating; the household is not told why, and a person decides', async () => {
    const orderId = await visit();
    const { sosId } = await li.client.support.raiseSos({ ...pressed(), orderId });
    await city.drain();
    await city.pass({ minutes: 80 });
    expect((await lin.client.orders.get({ orderId })).can['cancel']).toMatchObject({ isAllowed: false });
    for (const call of [() => lin.client.orders.reportNoShow({ orderId, who: 'worker' }), () => lin.client.orders.cancel({ orderId })]) {
      const refusal = await call().then(() => null, (error: { code: string; zh: string }) => error);
      expect(refusal).toMatchObject({ code: 'orders.safety_hold' });
      expect(refusal!.zh).not.toContain('求助');
    }
    await expect(he.client.orders.reportNoShow({ orderId, who: 'worker' })).rejects.toMatchObject({ code: 'orders.safety_undecided' });
    await he.client.support.acknowledgeSos({ sosId });
    await he.client.support.closeSos({ sosId, outcome: 'helped', words: '客户醉酒，已让她离开', visit: 'excused' });
    await city.drain();
    await expect(he.client.orders.reportNoShow({ orderId, who: 'worker' })).rejects.toMatchObject({ code: 'orders.safety_undecided' });
    const preview = await he.client.orders.cancelPreview({ orderId });
    expect(preview.workerPayFen).toBeGreaterThanOrEqual(3000);
    await he.client.orders.cancel({ orderId, reason: '平台处理' });
    await city.drain();
    expect(await li.client.workers.listMarks({ workerId: liId })).toMatchObject({ points: 0, items: [] });
  });

  test('a report that came before the press is set aside, and counts again only when a person says so', async () => {
    const orderId = await visit();
    const waited = { ...pressed(), orderId, madeAt: city.clock.now().toISOString() };
    await city.pass({ minutes: 70 });
    await lin.client.orders.reportNoShow({ orderId, who: 'worker' });
    await city.drain();
    expect((await li.client.workers.listMarks({ workerId: liId })).points).toBeGreaterThan(1);
    const { sosId } = await li.client.support.raiseSos(waited);
    await city.drain();
    expect((await li.client.workers.listMarks({ workerId: liId })).points).toBe(0);
    await he.client.support.acknowledgeSos({ sosId });
    await he.client.support.closeSos({ sosId, outcome: 'falseAlarm', words: '说不清', visit: 'usual' });
    await city.drain();
    expect((await li.client.workers.listMarks({ workerId: liId })).points).toBeGreaterThan(1);
    const [mark] = (await li.client.workers.listMarks({ workerId: liId })).items;
    await boss.client.workers.excuseMark({ markId: mark!.markId, words: '测试' });
  });

  test('stars of a visit she called for help on reach her rating only when it counts as usual', async () => {
    const reviewed = async (verdict: 'excused' | 'usual'): Promise<number> => {
      for (const person of [lin, li, he]) Object.assign(person, await city.signIn(person.phone));
      const orderId = await visit();
      const before = await ratings();
      await li.client.orders.checkIn({ orderId, ...home });
      const { sosId } = await li.client.support.raiseSos({ ...pressed(), orderId });
      await city.drain();
      await lin.client.orders.confirmChecklist({ orderId, checklistVersion: (await lin.client.orders.get({ orderId })).checklistVersion });
      await li.client.orders.startService({ orderId });
      await li.client.orders.finish({ orderId, undoneReason: '家里不安全，先离开' });
      await lin.client.orders.confirm({ orderId });
      await lin.client.orders.review({ orderId, skill: 1, communication: 1, attitude: 1, words: '' });
      await city.drain();
      expect(await ratings()).toBe(before);
      await he.client.support.acknowledgeSos({ sosId });
      await he.client.support.closeSos({ sosId, outcome: 'helped', words: '已核实', visit: verdict });
      await city.drain();
      return (await ratings()) - before;
    };
    const ratings = async (): Promise<number> => (await one<{ n: number }>(city.database.kysely, sql`select count(*)::int as n from workers.rating where worker_id = ${liId}`)).n;
    expect(await reviewed('excused')).toBe(0);
    expect(await reviewed('usual')).toBe(1);
  });

  test('somebody else who takes the visit over is not under its hold', async () => {
    const orderId = await visit();
    await li.client.support.raiseSos({ ...pressed(), orderId });
    await city.drain();
    const zhaoId = (await zhao.client.accounts.me({})).workerId!;
    await city.act('system', async (ctx) => assignWorker(ctx, { orderId, workerId: zhaoId, merchantId: null, workerPayFen: 8_000, words: { zh: '改派', en: 'Reassigned' } }), {});
    expect((await city.act('system', orderFacts, orderId)).safety).toBeNull();
    await he.client.orders.cancel({ orderId });
  });
});

test('the check turns red when a call for help is left alone, and when a place is kept too long', async () => {
  const { sosId } = await li.client.support.raiseSos({ ...pressed(), lon: home.lon, lat: home.lat });
  await city.drain();
  const check = (name: string) => support.checks!.find((one) => one.name.startsWith(name))!;
  const looking = (name: string, change: ReturnType<typeof sql>) => city.database.transaction(async (tx) => {
    await run(tx, change);
    const found = await check(name).run(tx, city.app.config.cityId, city.clock.now());
    throw Object.assign(new Error('undo'), { found });
  }).catch((error: Error & { found?: unknown }) => error.found);
  expect(await looking('every call', sql`update support.sos set second_at = second_at - interval '10 minutes' where id = ${sosId}`)).toMatchObject({ ok: false, count: 1 });
  expect(await looking('every call', sql`update support.sos set level = 2, third_at = third_at - interval '20 minutes' where id = ${sosId}`)).toMatchObject({ ok: false, count: 1 });
  expect(await looking('every call', sql`update support.sos set level = 3, third_at = third_at - interval '20 minutes' where id = ${sosId}`)).toMatchObject({ ok: true });
  expect(await looking('no place', sql`update support.sos set forget_at = opened_at - interval '5 hours' where id = ${sosId}`)).toMatchObject({ ok: false, count: 1 });
});

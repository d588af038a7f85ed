import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { one, run, sql } from '../../kernel/database.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { acceptByWorker, assignWorker, mount as orders, orderFacts, type OrderView } from '../orders/index.ts';
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
let agent: Person;
let li: Person;
let addressId: string;
let farAddressId: string;
let liId: string;

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, orders, payments, support], at: '2026-11-22T00:00:00Z', runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: false });
  await city.act('system', installCatalogue as never, {});
  const staff = async (phone: string, name: string, role: 'operator' | 'agent'): Promise<Person> => {
    const person = await city.signIn(phone, name);
    await city.act('system', giveRole, { personId: person.me.personId, role, scopeType: 'city', scopeId: city.app.config.cityId });
    return person;
  };
  const { client: hq } = await staff('13900000001', '沈平', 'operator');
  agent = await staff('13900000002', '何婷', 'agent');
  await city.drain();
  const ring: [number, number][] = [[home.lon - 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat + 0.02], [home.lon - 0.02, home.lat + 0.02]];
  await hq.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring, isOpen: true });
  const { items: streets } = await hq.accounts.listDivisions({ parent: '650102' });
  const { estateIds } = await hq.accounts.addEstates({ estates: [{ streetCode: streets[0]!.code, communityName: '团结社区', buildings: ['1号楼'], name: '幸福花园', ...home }, { streetCode: streets[0]!.code, communityName: '团结社区', buildings: ['1号楼'], name: '远郊苑', lon: 87.4, lat: 43.9 }] });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
  liId = (await hq.workers.register({ phone: '13600000001', name: '李桂兰', homeLon: home.lon, homeLat: home.lat, homeArea: '天山区', skills: [{ code: 'cleaning', level: 2 }], weekly })).workerId;
  await city.drain();
  [lin, stranger, li] = [await city.signIn('13800000001', '林小满'), await city.signIn('13800000003', '钱多多'), await city.signIn('13600000001')];
  addressId = (await lin.client.accounts.addAddress({ estateId: estateIds[0]!, building: '1号楼', room: '502' })).addressId;
  farAddressId = (await lin.client.accounts.addAddress({ estateId: estateIds[1]!, building: '1号楼' })).addressId;
}, 180_000);
afterAll(() => city.close());
afterEach(async () => {
  await city.drain();
  const failed = (await city.app.verify()).filter((check) => !check.ok);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
});

/** Moves on to a moment; whoever's session has run out by then signs in again. */
const setTo = async (at: Date): Promise<void> => {
  if (at <= city.clock.now()) return;
  city.clock.set(at);
  await city.drain();
  for (const person of [lin, stranger, agent, li]) if (await person.client.accounts.me({}).then(() => false, () => true)) Object.assign(person, await city.signIn(person.phone));
};
let lastStart = 0;
const hold = async (): Promise<{ holdId: string; startAt: Date }> => {
  const startAt = new Date((lastStart = Math.max(lastStart + 4 * HOUR, Math.floor(city.clock.now().getTime() / HOUR) * HOUR + 3 * HOUR)));
  const holdId = await city.act('system', holdTime, {
    workerId: liId, startAt, endAt: new Date(startAt.getTime() + 3 * HOUR), expiresAt: new Date(city.clock.now().getTime() + 10 * MINUTE), customerId: lin.me.personId, itemId, addressId, quantity: 3, ...home, isChosen: false,
  });
  return { holdId, startAt };
};
/** A whole visit, accepted by the household. */
const served = async (): Promise<OrderView> => {
  const { holdId } = await hold();
  const order = await lin.client.orders.place({ holdId, itemId, addressId, quantity: 3 });
  const { orderId } = order;
  const payment = await lin.client.payments.start({ orderId });
  await city.gateways.payment.choose(payment.tradeNo, 'paid');
  await city.drain();
  await city.act('system', async (ctx, input: { orderId: string }) => {
    const { startsAt, endsAt, customerId, quantity, lon, lat } = await orderFacts(ctx, input.orderId);
    await moveTime(ctx, { orderId, workerId: liId, startAt: startsAt!, endAt: endsAt!, customerId, itemId, addressId, quantity, lon, lat });
    await assignWorker(ctx, { orderId, workerId: liId, merchantId: null, workerPayFen: 8_000, words: { zh: '已派', en: 'Offered' } });
    await acceptByWorker(ctx, { orderId, workerId: liId });
  }, { orderId });
  await setTo(new Date(Date.parse(order.startAt!) - 40 * MINUTE));
  await li.client.orders.depart({ orderId });
  await li.client.orders.checkIn({ orderId, ...home });
  await lin.client.orders.confirmChecklist({ orderId, checklistVersion: order.checklistVersion });
  await li.client.orders.startService({ orderId });
  await setTo(new Date(Date.parse(order.endAt!)));
  await li.client.orders.finish({ orderId, undoneReason: '客户要求提前结束' });
  await lin.client.orders.confirm({ orderId });
  await city.drain();
  return lin.client.orders.get({ orderId });
};
const followUpOf = async (orderId: string) => (await agent.client.support.listFollowUps({ limit: 200 })).items.find((item) => item.orderId === orderId)!;
const ticketsOf = async (orderId: string) => (await agent.client.support.listTickets({ limit: 200 })).items.filter((item) => item.orderId === orderId);

describe('follow-ups', () => {
  test('an accepted visit is followed up by day; the survey is recorded once and the order closes', async () => {
    const order = await served();
    const followUp = await followUpOf(order.orderId);
    expect(followUp).toMatchObject({ orderNo: order.no, customerName: '林小满', maskedPhone: '138****0001', workerName: '李桂兰', merchantName: null, state: 'due', attempts: 0, isOverdue: false });
    const hour = new Date(Date.parse(followUp.dueAt) + 8 * HOUR).getUTCHours();
    expect(hour).toBeGreaterThanOrEqual(9);
    expect(hour).toBeLessThan(20);
    expect(order.closedAt).toBeNull();
    const { followUpId } = followUp;

    const call = await agent.client.support.callCustomer({ followUpId });
    expect(call.dialNumber).toMatch(/^1700000\d{4}$/);
    expect(city.gateways.phoneLine.calls().at(-1)).toMatchObject({ to: lin.phone, from: agent.me.personId });
    expect((await agent.client.support.listCalls({})).items[0]).toMatchObject({ direction: 'outbound', maskedPhone: '138****0001', agentName: '何婷', orderNo: order.no });

    await expect(agent.client.support.recordFollowUp({ followUpId, isReached: true })).rejects.toMatchObject({ code: 'support.satisfaction_missing', status: 422, field: 'satisfaction' });
    expect(await agent.client.support.recordFollowUp({ followUpId, isReached: true, satisfaction: 5, isArrivedOnTime: true, isScopeDone: true, isExtraCharged: false, words: '很满意' }))
      .toMatchObject({ state: 'done', attempts: 1, satisfaction: 5, words: '很满意', agentName: '何婷', doneAt: city.clock.now().toISOString() });
    await expect(agent.client.support.recordFollowUp({ followUpId, isReached: true, satisfaction: 1 })).rejects.toMatchObject({ code: 'support.follow_up_over', status: 409 });
    await expect(agent.client.support.callCustomer({ followUpId })).rejects.toMatchObject({ code: 'support.follow_up_over' });
    await city.drain();
    expect((await lin.client.orders.get({ orderId: order.orderId })).closedAt).not.toBeNull();
    expect((await agent.client.support.listFollowUps({ state: 'done' })).items[0]).toMatchObject({ followUpId, satisfaction: 5 });
    expect(await ticketsOf(order.orderId)).toEqual([]);
  });

  test('three unanswered calls: given up, and the order closes all the same', async () => {
    const order = await served();
    const { followUpId, dueAt } = await followUpOf(order.orderId);
    await setTo(new Date(Date.parse(dueAt) + MINUTE));
    expect((await followUpOf(order.orderId)).isOverdue).toBe(true);
    const first = await agent.client.support.recordFollowUp({ followUpId, isReached: false, words: '无人接听' });
    expect(first).toMatchObject({ state: 'due', attempts: 1, isOverdue: false, doneAt: null, satisfaction: null });
    expect(Date.parse(first.dueAt)).toBeGreaterThanOrEqual(city.clock.now().getTime() + 3 * HOUR);
    expect(await agent.client.support.recordFollowUp({ followUpId, isReached: false })).toMatchObject({ state: 'due', attempts: 2 });
    expect(await agent.client.support.recordFollowUp({ followUpId, isReached: false })).toMatchObject({ state: 'unreachable', attempts: 3 });
    await expect(agent.client.support.recordFollowUp({ followUpId, isReached: false })).rejects.toMatchObject({ code: 'support.follow_up_over' });
    await city.drain();
    expect((await lin.client.orders.get({ orderId: order.orderId })).closedAt).not.toBeNull();
    expect((await agent.client.support.listFollowUps({ state: 'unreachable' })).items.map((item) => item.followUpId)).toEqual([followUpId]);
  });

  test('a poor answer on the phone and a poor review are one complaint; closing it tells the customer', async () => {
    const order = await served();
    const { followUpId } = await followUpOf(order.orderId);
    await agent.client.support.recordFollowUp({ followUpId, isReached: true, satisfaction: 2, words: '没擦干净' });
    await lin.client.orders.review({ orderId: order.orderId, skill: 1, communication: 2, attitude: 2, words: '不好' });
    await city.drain();
    const [complaint, ...more] = await ticketsOf(order.orderId);
    expect(more).toEqual([]);
    expect(complaint).toMatchObject({ kind: 'complaint', state: 'open', customerName: '林小满', isOverdue: false });
    expect(complaint!.no).toMatch(/^T26\d{8}$/);
    expect(complaint!.notes).toHaveLength(1);
    expect(complaint!.notes[0]!.words).toContain('1.7 星');
    expect((await lin.client.orders.get({ orderId: order.orderId })).allianceSteps[6]!.isDone).toBe(false);
    const { ticketId } = complaint!;
    expect(await agent.client.support.moveTicket({ ticketId, state: 'inProgress', words: '已联系客户' })).toMatchObject({ state: 'inProgress', assigneeName: '何婷', resolution: null });
    expect(await agent.client.support.moveTicket({ ticketId, state: 'resolved', words: '安排返工' })).toMatchObject({ state: 'resolved', resolution: '安排返工' });
    expect(await agent.client.support.moveTicket({ ticketId, state: 'closed', words: '客户满意' })).toMatchObject({ state: 'closed' });
    await expect(agent.client.support.moveTicket({ ticketId, state: 'inProgress', words: '再看看' })).rejects.toMatchObject({ code: 'support.ticket_wrong_state', status: 409, zh: '客服单现在是“已关闭”，不能这样改', en: 'The ticket is “closed” and cannot move there' });
    await city.drain();
    const message = city.gateways.sms.inbox(lin.phone).find(({ template }) => template === 'ticket_closed');
    expect(message?.params).toMatchObject({ zh: `【邻里】您的客服单 ${complaint!.no} 已办结：客户满意。如有疑问请回电客服。`, en: `[Linli] Your ticket ${complaint!.no} is closed: 客户满意. Call us if anything is left open.` });
    expect(city.gateways.sms.inbox(lin.phone).filter(({ template }) => template === 'ticket_closed')).toHaveLength(1);
    expect((await lin.client.orders.get({ orderId: order.orderId })).allianceSteps[6]!.isDone).toBe(true);
    const [mine] = (await lin.client.support.myTickets({})).items;
    expect(mine).toMatchObject({ ticketId, assigneeName: '客服' });
    expect(mine!.notes.map(({ by }) => by)).not.toContain('何婷');
  });

  test('a good review opens nothing; an order has one follow-up however often it is said', async () => {
    const order = await served();
    await lin.client.orders.review({ orderId: order.orderId, skill: 5, communication: 4, attitude: 5, words: '' });
    await city.drain();
    expect(await ticketsOf(order.orderId)).toEqual([]);
    const { planFollowUp } = await import('./index.ts');
    await city.act('system', planFollowUp, { orderId: order.orderId });
    expect((await one<{ n: number }>(city.database.kysely, sql`select count(*)::int as n from support.follow_up where order_id = ${order.orderId}`)).n).toBe(1);
  });
});

test('a masked call between the two sides of a visit stands in the call log, with nobody’s number', async () => {
  const { holdId } = await hold();
  const { orderId, no } = await lin.client.orders.place({ holdId, itemId, addressId, quantity: 3 });
  const payment = await lin.client.payments.start({ orderId });
  await city.gateways.payment.choose(payment.tradeNo, 'paid');
  await city.drain();
  await city.act('system', async (ctx) => {
    const { startsAt, endsAt, customerId, quantity, lon, lat } = await orderFacts(ctx, orderId);
    await moveTime(ctx, { orderId, workerId: liId, startAt: startsAt!, endAt: endsAt!, customerId, itemId, addressId, quantity, lon, lat });
    await assignWorker(ctx, { orderId, workerId: liId, merchantId: null, workerPayFen: 8_000, words: { zh: '已派', en: 'Offered' } });
    await acceptByWorker(ctx, { orderId, workerId: liId });
  }, {});
  await lin.client.orders.call({ orderId });
  await city.drain();
  const [logged] = (await agent.client.support.listCalls({})).items;
  expect(logged).toMatchObject({ direction: 'outbound', maskedPhone: '136****0001', agentName: '林小满', orderNo: no, words: '客户拨打家政员（隐私号）' });
  await lin.client.orders.cancel({ orderId });
});

describe('tickets', () => {
  test('a need without a time goes to the desk, and leaves it when a time is found or the need withdrawn', async () => {
    const place = () => lin.client.orders.place({ itemId, addressId, quantity: 3, channel: 'phone' });
    const [arranged, withdrawn] = [await place(), await place()];
    await city.drain();
    const [ticket] = await ticketsOf(arranged.orderId);
    expect(ticket).toMatchObject({ kind: 'consulting', state: 'open', customerId: lin.me.personId });
    expect(ticket!.words).toContain('日常保洁');
    const { holdId } = await hold();
    await lin.client.orders.hold({ orderId: arranged.orderId, holdId });
    await lin.client.orders.cancel({ orderId: withdrawn.orderId });
    await city.drain();
    expect((await ticketsOf(arranged.orderId)).map(({ state }) => state)).toEqual(['closed']);
    expect((await ticketsOf(withdrawn.orderId)).map(({ state, resolution }) => [state, resolution?.slice(0, 5)])).toEqual([['closed', '需求已取消']]);
    await lin.client.orders.cancel({ orderId: arranged.orderId });
  });

  test('a need where no district is open goes to the desk as well, and says so', async () => {
    const { orderId } = await lin.client.orders.place({ itemId, addressId: farAddressId, quantity: 3 });
    await city.drain();
    const [ticket] = await ticketsOf(orderId);
    expect(ticket).toMatchObject({ kind: 'consulting', state: 'open', customerId: lin.me.personId, words: expect.stringContaining('尚未开通') as string });
    await lin.client.orders.cancel({ orderId });
  });

  test('people raise tickets about what is theirs only', async () => {
    const order = await served();
    const { orderId } = order;
    const own = await lin.client.support.raiseTicket({ kind: 'complaint', orderId, words: '地板有水渍' });
    expect(own).toMatchObject({ state: 'open', orderNo: order.no, customerId: lin.me.personId, words: '地板有水渍' });
    for (const id of [orderId, 'ord_none']) await expect(stranger.client.support.raiseTicket({ kind: 'complaint', orderId: id, words: '?' })).rejects.toMatchObject({ code: 'orders.order_unknown', status: 404 });
    const incident = await li.client.support.raiseTicket({ kind: 'incident', orderId, words: '手被划伤' });
    expect(incident).toMatchObject({ kind: 'incident', customerId: null });
    expect(Date.parse(incident.dueAt) - Date.parse(incident.openedAt)).toBe(6 * HOUR);
    expect(incident).toMatchObject({ severity: 'major', isAlarm: false });
    const minor = await agent.client.support.setSeverity({ ticketId: incident.ticketId, severity: 'minor', words: '已自行包扎' });
    expect(Date.parse(minor.dueAt) - Date.parse(minor.openedAt)).toBe(24 * HOUR);
    await expect(agent.client.support.setSeverity({ ticketId: own.ticketId, severity: 'minor', words: 'x' })).rejects.toMatchObject({ code: 'support.severity_only_incident', field: 'severity' });
    expect((await lin.client.support.myTickets({})).items.map(({ ticketId }) => ticketId)).not.toContain(incident.ticketId);
    expect((await li.client.support.myTickets({})).items.map(({ ticketId }) => ticketId)).toEqual([incident.ticketId]);
    expect(await agent.client.support.raiseTicket({ kind: 'change', customerId: stranger.me.personId, words: '想改地址' })).toMatchObject({ customerId: stranger.me.personId, customerName: '钱多多' });
    expect((await stranger.client.support.myTickets({})).items.map(({ kind }) => kind)).toEqual(['change']);
    for (const call of [() => lin.client.support.listTickets({}), () => lin.client.support.listFollowUps({}), () => lin.client.support.moveTicket({ ticketId: own.ticketId, state: 'closed', words: 'x' }), () => lin.client.support.listCalls({})]) {
      await expect(call()).rejects.toMatchObject({ code: 'access.forbidden' });
    }
    await expect(agent.client.support.moveTicket({ ticketId: 'tkt_none', state: 'closed', words: 'x' })).rejects.toMatchObject({ code: 'support.ticket_unknown', status: 404 });
  });

  test('the list begins with what is most overdue and can be paged', async () => {
    await city.pass({ hours: 25 });
    await setTo(new Date(city.clock.now().getTime() + MINUTE));
    const seen: { isOverdue: boolean; state: string; dueAt: string }[] = [];
    let cursor: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof agent.client.support.listTickets>> = await agent.client.support.listTickets({ limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const open = seen.filter(({ state }) => state === 'open');
    expect(open.length).toBeGreaterThanOrEqual(3);
    expect(open.every(({ isOverdue }) => isOverdue)).toBe(true);
    expect(seen.slice(0, open.length)).toEqual(open);
    expect(open.map(({ dueAt }) => dueAt)).toEqual(open.map(({ dueAt }) => dueAt).sort());
    expect(seen.length).toBe((await one<{ n: number }>(city.database.kysely, sql`select count(*)::int as n from support.ticket`)).n);
  });
});

test('a call that comes in is noted without its number', async () => {
  await agent.client.support.logCall({ phone: '13912345678', words: '问价格' });
  expect((await agent.client.support.listCalls({ limit: 1 })).items[0]).toMatchObject({ direction: 'inbound', maskedPhone: '139****5678', words: '问价格', orderNo: null });
  const { text } = await one<{ text: string }>(city.database.kysely, sql`select string_agg(c::text, ' ') as text from support.call c`);
  expect(text).not.toContain('13912345678');
  await expect(agent.client.support.logCall({ phone: '13912345678', orderId: 'ord_none' })).rejects.toMatchObject({ code: 'orders.order_unknown' });
});

test('the check turns red when nobody follows an order up', async () => {
  const before = await support.checks![0]!.run(city.database.kysely, city.app.config.cityId, city.clock.now());
  expect(before.ok).toBe(true);
  await city.database.transaction(async (tx) => {
    await run(tx, sql`delete from support.follow_up where order_id = (select order_id from support.follow_up limit 1)`);
    expect(await support.checks![0]!.run(tx, city.app.config.cityId, city.clock.now())).toMatchObject({ ok: false, count: 1 });
    throw new Error('undo');
  }).catch((error: Error) => { if (error.message !== 'undo') throw error; });
});

import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OrderStatus } from '@linli/contract';
import { many, one, sql } from '../../kernel/database.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { licenceChecksum, mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { holdTime, moveTime, mount as workers } from '../workers/index.ts';
import { acceptByWorker, assignWorker, closeOrder, confirmPaid, markSettled, mount as orders, noteComplaint, orderFacts, quoteHeld, recordRefund, unassign, type OrderView } from './index.ts';
import { nextStatus, verbs, type Verb } from './rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const itemId = 'daily-cleaning';
const home = { lon: 87.6177, lat: 43.7928 };
const farAway = { lon: 87.4, lat: 43.9 };
const square = ({ lon, lat }: typeof home, half = 0.02): [number, number][] => [[lon - half, lat - half], [lon + half, lat - half], [lon + half, lat + half], [lon - half, lat + half]];

let city: Harness;
let operator: Person;
let agent: Person;
let lin: Person;
let wang: Person;
let owner: Person;
let stranger: Person;
let li: Person;
let zhao: Person;
let linAddress: string;
let closedAddress: string;
let wangAddress: string;
let merchantId: string;
let liId: string;
let zhaoId: string;

const licence = (stem: string): string => stem + licenceChecksum(stem);

/** A small city: one open and one closed district, a merchant that holds the open one, two workers who are always free. */
beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, orders], at: '2026-11-22T00:00:00Z' });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: false });
  await city.act('system', installCatalogue, {});
  const staff = async (phone: string, name: string, role: 'operator' | 'agent'): Promise<Person> => {
    const person = await city.signIn(phone, name);
    await city.act('system', giveRole, { personId: person.me.personId, role, scopeType: 'city', scopeId: city.app.config.cityId });
    return person;
  };
  operator = await staff('13900000001', '沈平', 'operator');
  agent = await staff('13900000002', '何婷', 'agent');
  await city.drain();
  const hq = operator.client;
  const open = await hq.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring: square(home), isOpen: true });
  await hq.alliance.drawDistrict({ name: '城北片区', divisionCode: '650102', ring: square(farAway), isOpen: false });
  const { items: streets } = await hq.accounts.listDivisions({ parent: '650102' });
  const street = { streetCode: streets[0]!.code, communityName: '团结社区', buildings: ['1号楼', '2号楼'] };
  const { estateIds } = await hq.accounts.addEstates({ estates: [{ ...street, name: '幸福花园', ...home }, { ...street, name: '远郊苑', ...farAway }] });
  const merchant = await hq.alliance.admitMerchant({ name: '安心家政', licenceNo: licence('91650100MA0000001'), ownerName: '马老板', ownerPhone: '13700000001', families: ['cleaning'] });
  merchantId = merchant.merchantId;
  await hq.alliance.assignTerritory({ districtId: open.districtId, family: 'cleaning', merchantId });
  owner = await city.signIn('13700000001');
  [lin, wang, stranger] = [await city.signIn('13800000001', '林小满'), await city.signIn('13800000002', '王大伟'), await city.signIn('13800000003', '钱多多')];
  linAddress = (await lin.client.accounts.addAddress({ estateId: estateIds[0]!, building: '1号楼', room: '502' })).addressId;
  closedAddress = (await lin.client.accounts.addAddress({ estateId: estateIds[1]!, building: '1号楼' })).addressId;
  wangAddress = (await wang.client.accounts.addAddress({ estateId: estateIds[0]!, building: '2号楼', room: '101' })).addressId;
  const hire = async (phone: string, name: string, homeArea: string): Promise<string> => {
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
    const { workerId } = await hq.workers.register({ phone, name, merchantId, homeLon: home.lon, homeLat: home.lat, homeArea, skills: [{ code: 'cleaning', level: 3 }], weekly });
    return workerId;
  };
  liId = await hire('13600000001', '李桂兰', '别处');
  zhaoId = await hire('13600000002', '赵秀英', '别处');
  // Admission has its own tests; here it is only needed that they were admitted.
  await sql`update workers.worker set status = 'active', admitted_at = registered_at`.execute(city.database.kysely);
  await city.drain();
  [li, zhao] = [await city.signIn('13600000001'), await city.signIn('13600000002')];
}, 120_000);
afterAll(() => city.close());

const DAY = 24 * HOUR;
let lastNoon = Date.parse('2026-11-23T04:00:00Z');
/** Noon in Beijing, each time of a later day and two days ahead at least, so that tests do not meet in the calendar. */
const nextStart = (): Date => {
  while ((lastNoon += DAY) < city.clock.now().getTime() + 2 * DAY);
  return new Date(lastNoon);
};
/** Months pass here: everyone signs in again before their session is over. */
let signedInAt = Date.parse('2026-11-22T00:00:00Z');
const staySignedIn = async (): Promise<void> => {
  if (city.clock.now().getTime() < signedInAt + 10 * DAY) return;
  signedInAt = city.clock.now().getTime();
  for (const person of [operator, agent, lin, wang, owner, stranger, li, zhao]) Object.assign(person, await city.signIn(person.phone));
};
beforeEach(staySignedIn);
type Wish = { startAt?: Date; customer?: Person; addressId?: string; workerId?: string; quantity?: number; isChosen?: boolean; minutes?: number };
const holdFor = async ({ startAt = nextStart(), customer = lin, addressId = linAddress, workerId = liId, quantity = 3, isChosen = false, minutes = 10 }: Wish = {}): Promise<{ holdId: string; startAt: Date }> => {
  const holdId = await city.act('system', holdTime, {
    workerId, startAt, endAt: new Date(startAt.getTime() + quantity * HOUR), expiresAt: new Date(city.clock.now().getTime() + minutes * MINUTE), customerId: customer.me.personId, itemId, addressId, quantity, ...home, isChosen,
  });
  return { holdId, startAt };
};
const placeHeld = async (wish: Wish = {}): Promise<OrderView> => {
  await staySignedIn();
  const { holdId } = await holdFor(wish);
  const { customer = lin, addressId = linAddress, quantity = 3 } = wish;
  return customer.client.orders.place({ holdId, itemId, addressId, quantity });
};
const pay = (order: OrderView) => city.act('system', confirmPaid, { orderId: order.orderId, amountFen: order.totalFen, paidAt: city.clock.now() });
const placePaid = async (wish: Wish = {}): Promise<OrderView> => {
  const order = await placeHeld(wish);
  expect(await pay(order)).toEqual({ outcome: 'paid' });
  return order;
};
/** What dispatch does: the time goes to the worker and the order with it, in one transaction. */
const assign = ({ orderId }: { orderId: string }, workerId = liId) => city.act('system', async (ctx, input: { orderId: string }) => {
  const order = await orderFacts(ctx, input.orderId);
  await moveTime(ctx, { orderId: order.id, workerId, startAt: order.startsAt!, endAt: order.endsAt!, customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity, lon: order.lon, lat: order.lat });
  await assignWorker(ctx, { orderId: order.id, workerId, merchantId, workerPayFen: 8_000, words: { zh: '已派给家政员', en: 'Offered' } });
}, { orderId });
const accepted = async (wish: Wish = {}): Promise<OrderView> => {
  const order = await placePaid(wish);
  await assign(order, wish.workerId ?? liId);
  await city.act('system', acceptByWorker, { orderId: order.orderId, workerId: wish.workerId ?? liId });
  return lin.client.orders.get({ orderId: order.orderId }).catch(() => wang.client.orders.get({ orderId: order.orderId }));
};
const goTo = (order: { startAt: string | null }, minutesBefore: number): void => { city.clock.set(new Date(new Date(order.startAt!).getTime() - minutesBefore * MINUTE)); };
const onTheWay = async (wish: Wish = {}): Promise<OrderView> => {
  const order = await accepted(wish);
  goTo(order, 40);
  return li.client.orders.depart({ orderId: order.orderId });
};
const inService = async (wish: Wish = {}): Promise<OrderView> => {
  const { orderId, checklistVersion } = await onTheWay(wish);
  await li.client.orders.checkIn({ orderId, ...home });
  await (wish.customer ?? lin).client.orders.confirmChecklist({ orderId, checklistVersion });
  return li.client.orders.startService({ orderId });
};
const finished = async (wish: Wish = {}): Promise<OrderView> => {
  const { orderId } = await inService(wish);
  city.clock.advance({ minutes: 170 });
  return li.client.orders.finish({ orderId, undoneReason: '客户要求提前结束' });
};
const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
};
const imageBase64 = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])), chunk('IDAT', deflateSync(Buffer.from([0, 20, 120, 90]))), chunk('IEND', Buffer.alloc(0)),
]).toString('base64');
const refusal = (code: string): object => expect.objectContaining({ code }) as object;
/** The order's claims on somebody's time that still count. */
const claims = (orderId: string) => many<{ state: string; workerId: string }>(city.database.kysely, sql`select state, worker_id from workers.calendar_entry where order_id = ${orderId} and state in ('held', 'booked', 'done') order by created_at, id`);
const lastEvent = async (name: string): Promise<Record<string, any>> => (await one<{ payload: Record<string, any> }>(city.database.kysely, sql`select payload from kernel.outbox where name = ${name} order by id desc limit 1`)).payload;
const verifyOrders = async (): Promise<void> => {
  for (const check of orders.checks!) expect(await check.run(city.database.kysely, city.app.config.cityId, city.clock.now()), check.name).toMatchObject({ ok: true });
};

describe('one visit, from the wish to the review', () => {
  let order: OrderView;
  test('placed with a hold it waits for payment', async () => {
    const { holdId, startAt } = await holdFor();
    order = await lin.client.orders.place({ holdId, itemId, addressId: linAddress, quantity: 3, note: '有一只猫' });
    expect(order).toMatchObject({ status: 'held', startAt: startAt.toISOString(), workOrderNo: null, paidFen: 0, address: expect.stringContaining('502') as string });
    expect(order.no).toMatch(/^261122\d{6}$/);
    expect(order.doorCode).toMatch(/^\d{4}$/);
    expect(order.payBefore).toBe(new Date(city.clock.now().getTime() + 15 * MINUTE).toISOString());
    expect(order.history.map((entry) => entry.to)).toEqual(['draft', 'held']);
    expect(order.can).toMatchObject({ pay: { isAllowed: true }, cancel: { isAllowed: true }, reschedule: { isAllowed: false } });
    expect(order.quote.lines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(order.totalFen);
  });
  test('paid it is a work order of the merchant that holds the district; saying it twice changes nothing', async () => {
    expect(await pay(order)).toEqual({ outcome: 'paid' });
    expect(await pay(order)).toEqual({ outcome: 'already' });
    order = await lin.client.orders.get({ orderId: order.orderId });
    expect(order).toMatchObject({ status: 'paid', workOrderNo: `W${order.no}`, paidFen: order.totalFen, merchantId, merchantName: '安心家政' });
    expect(await claims(order.orderId)).toEqual([{ state: 'booked', workerId: liId }]);
    expect(order.allianceSteps.filter((step) => step.isDone).map((step) => step.step)).toEqual([1, 2, 3]);
    await city.drain();
    expect(city.gateways.sms.inbox('13800000001').some((message) => message.template === 'order_paid')).toBe(true);
  });
  test('the worker accepts, and knows the door only from two hours before', async () => {
    await assign(order);
    expect((await li.client.orders.get({ orderId: order.orderId })).can['depart']?.isAllowed).toBe(false);
    await city.act(li, acceptByWorker, { orderId: order.orderId, workerId: liId });
    goTo(order, 121);
    const early = await li.client.orders.get({ orderId: order.orderId });
    expect(early).toMatchObject({ status: 'accepted', address: '天山片区幸福花园附近', customerName: '林**', customerPhone: null, doorCode: null, review: null, workerPayFen: 8_000 });
    await expect(li.client.orders.depart({ orderId: order.orderId })).rejects.toEqual(refusal('orders.too_early_to_depart'));
    goTo(order, 60);
    expect((await li.client.orders.get({ orderId: order.orderId })).address).toContain('502');
    expect((await li.client.orders.depart({ orderId: order.orderId })).status).toBe('onTheWay');
  });
  test('arrived within 300 m, or with a reason', async () => {
    const { orderId } = order;
    await expect(li.client.orders.checkIn({ orderId, lon: home.lon + 0.01, lat: home.lat })).rejects.toEqual(refusal('orders.too_far_from_home'));
    await expect(lin.client.orders.confirmChecklist({ orderId, checklistVersion: order.checklistVersion })).rejects.toEqual(refusal('orders.not_arrived'));
    goTo(order, 5);
    const arrived = await li.client.orders.checkIn({ orderId, lon: home.lon + 0.01, lat: home.lat, reason: '地库没有信号' });
    expect(arrived.history.at(-1)?.words.zh).toMatch(/比约定早 5 分钟；定位距住址 8\d\d 米，原因：地库没有信号/);
    expect(arrived.statusLabel.zh).toBe('已到达');
    await expect(li.client.orders.checkIn({ orderId, ...home })).rejects.toEqual(refusal('orders.wrong_state'));
  });
  test('nothing starts before the family has confirmed the very version, here by the door code', async () => {
    const { orderId, checklistVersion } = order;
    await expect(li.client.orders.startService({ orderId })).rejects.toEqual(refusal('orders.wrong_state'));
    await expect(li.client.orders.confirmChecklist({ orderId, checklistVersion: checklistVersion + 1, doorCode: order.doorCode! })).rejects.toEqual(refusal('orders.checklist_stale'));
    await expect(li.client.orders.confirmChecklist({ orderId, checklistVersion })).rejects.toEqual(refusal('orders.door_code_wrong'));
    const wrong = String((Number(order.doorCode) + 1) % 10_000).padStart(4, '0');
    await expect(li.client.orders.confirmChecklist({ orderId, checklistVersion, doorCode: wrong })).rejects.toEqual(refusal('orders.door_code_wrong'));
    await li.client.orders.confirmChecklist({ orderId, checklistVersion, doorCode: order.doorCode! });
    expect((await li.client.orders.startService({ orderId })).status).toBe('inService');
  });
  test('items, photos of public areas, finish', async () => {
    const { orderId } = order;
    await expect(li.client.orders.tickItem({ orderId, code: 'nonsense', isDone: true })).rejects.toEqual(refusal('orders.item_unknown'));
    await expect(li.client.orders.finish({ orderId })).rejects.toEqual(refusal('orders.items_undone'));
    for (const item of order.checklist.filter((one) => one.isRequired)) await li.client.orders.tickItem({ orderId, code: item.code, isDone: true });
    await expect(li.client.orders.finish({ orderId })).rejects.toEqual(refusal('orders.photos_missing'));
    const [node] = order.requiredPhotoNodes;
    await expect(li.client.orders.addPhoto({ orderId, node: node!.code, area: 'bathroom', imageBase64 })).rejects.toMatchObject({ code: 'orders.private_area', zh: '只能拍公共区域，不能拍卫生间', en: 'Photos are for public areas only, not the bathroom' });
    await expect(li.client.orders.addPhoto({ orderId, node: 'roof', area: 'kitchen', imageBase64 })).rejects.toEqual(refusal('orders.photo_node_unknown'));
    await expect(li.client.orders.addPhoto({ orderId, node: node!.code, area: node!.area, imageBase64: btoa('<svg onload=alert(1)>') })).rejects.toEqual(refusal('media.not_an_image'));
    for (const { code, area } of order.requiredPhotoNodes) await li.client.orders.addPhoto({ orderId, node: code, area, imageBase64 });
    city.clock.advance({ minutes: 150 });
    const done = await li.client.orders.finish({ orderId, note: '阳台也擦了' });
    expect(done).toMatchObject({ status: 'finished', autoConfirmAt: new Date(city.clock.now().getTime() + 24 * HOUR).toISOString() });
    expect(await claims(orderId)).toEqual([{ state: 'done', workerId: liId }]);
  });
  test('photos are shown to those the order concerns, by pass, header or token', async () => {
    const [photo] = (await lin.client.orders.get({ orderId: order.orderId })).photos;
    const seen = await city.request({ method: 'GET', url: photo!.url });
    expect([seen.status, seen.headers['content-type'], seen.headers['cache-control']]).toEqual([200, 'image/png', 'private, max-age=3600']);
    const bare = `/api/photos/${photo!.photoId}`;
    expect((await city.request({ method: 'GET', url: bare, token: lin.token })).status).toBe(200);
    expect((await city.request({ method: 'GET', url: `${bare}?token=${lin.token}` })).status).toBe(200);
    expect((await city.request({ method: 'GET', url: bare })).status).toBe(401);
    expect((await city.request({ method: 'GET', url: bare, token: stranger.token })).status).toBe(404);
    expect((await city.request({ method: 'GET', url: '/api/photos/photo_nobody', token: lin.token })).status).toBe(404);
    expect((await city.request({ method: 'GET', url: photo!.url.replace(/pass=\d/, 'pass=9') })).status).toBe(401);
    city.clock.advance({ hours: 3 });
    expect((await city.request({ method: 'GET', url: photo!.url })).status).toBe(401);
  });
  test('confirmed, settled, followed up, reviewed without a name', async () => {
    const { orderId } = order;
    await expect(lin.client.orders.review({ orderId, skill: 5, communication: 5, attitude: 5 })).rejects.toEqual(refusal('orders.wrong_state'));
    expect((await lin.client.orders.confirm({ orderId })).status).toBe('confirmed');
    await city.act('system', closeOrder, { orderId });
    await city.act('system', closeOrder, { orderId });
    await city.act('system', markSettled, { orderId });
    await city.act('system', markSettled, { orderId });
    const reviewed = await lin.client.orders.review({ orderId, skill: 5, communication: 4, attitude: 3, words: '很仔细' });
    expect(reviewed).toMatchObject({ status: 'settled', review: { skill: 5, communication: 4, attitude: 3, isNeighbour: false, weight: 1 } });
    expect(reviewed.closedAt).not.toBeNull();
    expect(reviewed.allianceSteps.every((step) => step.isDone)).toBe(true);
    await expect(lin.client.orders.review({ orderId, skill: 1, communication: 1, attitude: 1 })).rejects.toEqual(refusal('orders.already_reviewed'));
    const hers = await li.client.orders.get({ orderId });
    expect(hers.review).toBeNull();
    expect(hers.history.map((entry) => entry.verb)).not.toContain('review');
    expect((await lastEvent('order.reviewed'))['personIds']).toEqual([lin.me.personId]);
    expect(await li.client.orders.reviewHousehold({ orderId, stars: 5, isSceneAsDeclared: true, isSafe: true })).toEqual({ ok: true });
    await expect(li.client.orders.reviewHousehold({ orderId, stars: 5, isSceneAsDeclared: true, isSafe: true })).rejects.toEqual(refusal('orders.already_reviewed'));
    expect((await lin.client.workers.publicPage({ workerId: liId })).reviews[0]).toMatchObject({ skill: 5, words: '很仔细' });
    await city.drain();
    await verifyOrders();
  });
  test('a neighbour’s word weighs 1.5, and the same again is a week later', async () => {
    const theirs = await finished({ customer: wang, addressId: wangAddress });
    await wang.client.orders.confirm({ orderId: theirs.orderId });
    const reviewed = await wang.client.orders.review({ orderId: theirs.orderId, skill: 4, communication: 4, attitude: 4 });
    expect(reviewed.review).toMatchObject({ isNeighbour: true, weight: 1.5 });
    const again = await wang.client.orders.rebook({ orderId: theirs.orderId });
    expect(again).toMatchObject({ itemId, addressId: wangAddress, quantity: 3, workerId: liId, wishedStartAt: new Date(new Date(theirs.startAt!).getTime() + 7 * 24 * HOUR).toISOString() });
    await city.act('system', noteComplaint, { orderId: theirs.orderId, isOpen: true });
    expect((await wang.client.orders.get({ orderId: theirs.orderId })).allianceSteps[6]).toMatchObject({ isDone: false, words: { zh: '1 件处理中' } });
  });
});

describe('what is refused leaves nothing behind', () => {
  const count = async (): Promise<number> => (await one<{ n: number }>(city.database.kysely, sql`select count(*) as n from orders."order"`)).n;
  test('holds that ran out, belong to others, or are for something else', async () => {
    const before = await count();
    const short = await holdFor({ minutes: 1 });
    city.clock.advance({ minutes: 2 });
    await expect(lin.client.orders.place({ ...short, startAt: undefined, itemId, addressId: linAddress, quantity: 3 })).rejects.toEqual(refusal('orders.hold_expired'));
    const { holdId } = await holdFor({ customer: wang, addressId: wangAddress });
    await expect(lin.client.orders.place({ holdId, itemId, addressId: linAddress, quantity: 3 })).rejects.toEqual(refusal('orders.hold_expired'));
    await expect(lin.client.orders.place({ holdId: 'ent_nobody', itemId, addressId: linAddress, quantity: 3 })).rejects.toEqual(refusal('orders.hold_expired'));
    const mine = await holdFor();
    await expect(lin.client.orders.place({ holdId: mine.holdId, itemId, addressId: linAddress, quantity: 4 })).rejects.toEqual(refusal('orders.hold_mismatch'));
    await expect(lin.client.orders.place({ holdId: mine.holdId, itemId, addressId: linAddress, quantity: 3, startAt: new Date(mine.startAt.getTime() + HOUR).toISOString() })).rejects.toEqual(refusal('orders.hold_mismatch'));
    await lin.client.orders.place({ holdId: mine.holdId, itemId, addressId: linAddress, quantity: 3 });
    await expect(lin.client.orders.place({ holdId: mine.holdId, itemId, addressId: linAddress, quantity: 3 })).rejects.toEqual(refusal('orders.hold_expired'));
    expect(await count()).toBe(before + 1);
  });
  test('another price than was shown', async () => {
    const { holdId } = await holdFor();
    await expect(lin.client.orders.place({ holdId, itemId, addressId: linAddress, quantity: 3, expectedTotalFen: 1 })).rejects.toMatchObject({ code: 'orders.price_changed', zh: expect.stringContaining('原来显示 ¥0.01') as string });
    const order = await lin.client.orders.place({ holdId, itemId, addressId: linAddress, quantity: 3 });
    expect(order.status).toBe('held');
  });
  test('places, times, people and texts', async () => {
    const place = (change: object) => lin.client.orders.place({ itemId, addressId: linAddress, quantity: 3, ...change });
    const { holdId: farHold } = await holdFor({ addressId: closedAddress });
    await expect(place({ addressId: closedAddress, holdId: farHold })).rejects.toMatchObject({ code: 'orders.address_closed', field: 'addressId', zh: '城北片区暂未开通服务，还不能选时间；可以先登记需求，有人能来时我们联系您' });
    await expect(place({ addressId: wangAddress })).rejects.toEqual(refusal('accounts.address_unknown'));
    await expect(place({ itemId: 'nothing' })).rejects.toEqual(refusal('catalog.item_unknown'));
    await expect(place({ quantity: 0.3 })).rejects.toEqual(refusal('catalog.quantity_wrong'));
    await expect(place({ memberIds: ['mem_other'] })).rejects.toEqual(refusal('accounts.member_unknown'));
    await expect(place({ note: '很'.repeat(10_000) })).rejects.toEqual(refusal('request.invalid'));
    await expect(place({ startAt: '2026-12-24T14:00:00' })).rejects.toEqual(refusal('request.zone_missing'));
    await expect(place({ startAt: new Date(city.clock.now().getTime() + 59 * MINUTE).toISOString() })).rejects.toEqual(refusal('orders.too_soon'));
    await expect(place({ startAt: new Date(city.clock.now().getTime() + 31 * 24 * HOUR).toISOString() })).rejects.toEqual(refusal('orders.too_far'));
    await expect(lin.client.orders.place({ itemId, addressId: wangAddress, quantity: 3, customerId: wang.me.personId })).rejects.toEqual(refusal('access.forbidden'));
    await expect(city.client().orders.place({ itemId, addressId: linAddress, quantity: 3 })).rejects.toEqual(refusal('access.sign_in'));
  });
  test('who came by e-mail gives a phone before booking', async () => {
    const email = 'by-mail@example.com';
    await city.client().accounts.requestEmailCode({ email });
    const guest = city.client((await city.client().accounts.signInByEmail({ email, code: String(city.gateways.mail.inbox(email)[0]!.params['code']) })).token);
    const { addressId } = await guest.accounts.addAddress({ estateId: (await lin.client.accounts.listAddresses({})).items.find((one) => one.addressId === linAddress)!.estateId, building: '1号楼', contactPhone: '13812340031' });
    await expect(guest.orders.place({ itemId, addressId, quantity: 3 })).rejects.toEqual(refusal('accounts.phone_missing'));
    await city.client().accounts.requestCode({ phone: '13812340031' });
    await guest.accounts.addPhone({ phone: '13812340031', code: String(city.gateways.sms.inbox('13812340031')[0]!.params['code']) });
    expect((await guest.orders.place({ itemId, addressId, quantity: 3 })).status).toBe('draft');
  });
  test('other people’s orders are as unknown as orders that do not exist', async () => {
    const { orderId } = await placePaid();
    for (const id of [orderId, 'ord_nobody']) {
      await expect(stranger.client.orders.get({ orderId: id })).rejects.toEqual(refusal('orders.order_unknown'));
      await expect(stranger.client.orders.cancel({ orderId: id })).rejects.toEqual(refusal('orders.order_unknown'));
      await expect(stranger.client.orders.cancelPreview({ orderId: id })).rejects.toEqual(refusal('orders.order_unknown'));
      await expect(stranger.client.orders.rebook({ orderId: id })).rejects.toEqual(refusal('orders.order_unknown'));
      await expect(zhao.client.orders.depart({ orderId: id })).rejects.toEqual(refusal('orders.order_unknown'));
    }
    await expect(stranger.client.orders.search({})).rejects.toEqual(refusal('access.forbidden'));
    await expect(lin.client.orders.confirm({ orderId })).rejects.toMatchObject({ code: 'orders.wrong_state', zh: '订单现在是“待派单”，不能验收', en: 'The order is “Finding a worker”: it cannot be confirmed now' });
    await expect(lin.client.orders.cancel({ orderId, isForceMajeure: true })).rejects.toEqual(refusal('access.forbidden'));
  });
});

describe('the other ways an order may go', () => {
  test('not paid in time: cancelled, the hour is free again, late money is too late', async () => {
    const order = await placeHeld();
    await city.pass({ minutes: 15 });
    expect(await lin.client.orders.get({ orderId: order.orderId })).toMatchObject({ status: 'cancelled', nextStep: { zh: '订单已取消，可以重新预约' } });
    expect(await lastEvent('order.cancelled')).toMatchObject({ orderId: order.orderId, ruleKey: 'unpaid', refundFen: 0, paidFen: 0 });
    await holdFor({ startAt: new Date(order.startAt!), customer: wang, addressId: wangAddress });
    expect(await pay(order)).toEqual({ outcome: 'tooLate' });
  });
  test('a demand without a time, given one by the desk', async () => {
    const order = await agent.client.orders.place({ itemId, addressId: wangAddress, quantity: 3, customerId: wang.me.personId, channel: 'phone' });
    expect(order).toMatchObject({ status: 'draft', channel: 'phone', customerId: wang.me.personId, startAt: null, doorCode: null });
    expect(order.history[0]?.actorLabel.zh).toBe('平台客服 何*');
    const board = await city.client().orders.openDemands({});
    expect(Object.keys(board.items.find((item) => item.orderId === order.orderId)!).sort()).toEqual(['districtName', 'durationMinutes', 'icon', 'itemName', 'orderId', 'postedAt', 'quantity', 'startAt', 'unitLabel']);
    expect((await city.client().orders.openDemands({ hasSlot: 'true' })).items.map((item) => item.orderId)).not.toContain(order.orderId);
    const { holdId } = await holdFor({ customer: wang, addressId: wangAddress });
    expect((await agent.client.orders.hold({ orderId: order.orderId, holdId })).status).toBe('held');
    expect((await wang.client.orders.get({ orderId: order.orderId })).doorCode).toMatch(/^\d{4}$/);
  });
  test('a demand where no district is open is taken and waits for the desk', async () => {
    const order = await lin.client.orders.place({ itemId, addressId: closedAddress, quantity: 3 });
    expect(order).toMatchObject({ status: 'draft', districtName: '城北片区', startAt: null, payBefore: null });
    expect((await agent.client.orders.search({ status: 'draft' })).items.map((item) => item.orderId)).toContain(order.orderId);
  });
  test('a phone without a position checks in with a reason, and not without', async () => {
    const { orderId, startAt } = await onTheWay();
    goTo({ startAt }, 5);
    await expect(li.client.orders.checkIn({ orderId })).rejects.toMatchObject({ code: 'orders.position_missing', status: 422, field: 'reason' });
    await expect(li.client.orders.checkIn({ orderId, lon: home.lon })).rejects.toEqual(refusal('orders.position_missing'));
    const arrived = await li.client.orders.checkIn({ orderId, reason: '手机没开定位' });
    expect(arrived.history.at(-1)?.words).toMatchObject({ zh: expect.stringContaining('没有定位，原因：手机没开定位') as string });
    expect((await city.act('system', orderFacts, orderId)).arrivalReason).toBe('手机没开定位');
  });
  test('wrong door codes are counted for good; the fifth locks the code, the household’s own phone still confirms', async () => {
    const { orderId, startAt, checklistVersion } = await onTheWay();
    goTo({ startAt }, 5);
    await li.client.orders.checkIn({ orderId, ...home });
    const { doorCode } = await lin.client.orders.get({ orderId });
    const wrong = String((Number(doorCode) + 1) % 10_000).padStart(4, '0');
    const enter = (code: string, options = {}) => li.client.orders.confirmChecklist({ orderId, checklistVersion, doorCode: code }, options);
    await expect(enter(wrong, { idempotencyKey: 'once' })).rejects.toMatchObject({ code: 'orders.door_code_wrong', field: 'doorCode', en: expect.stringContaining('4 tries left') as string });
    // The same key again is no replay of a success: a refused call leaves no key behind.
    await expect(enter(wrong, { idempotencyKey: 'once' })).rejects.toMatchObject({ zh: expect.stringContaining('还可以试 3 次') as string });
    for (const left of [2, 1]) await expect(enter(wrong)).rejects.toMatchObject({ zh: expect.stringContaining(`还可以试 ${left} 次`) as string });
    expect(await lin.client.orders.get({ orderId })).toMatchObject({ status: 'onTheWay' });
    await expect(enter(wrong)).rejects.toMatchObject({ code: 'orders.door_code_locked', status: 429 });
    await expect(enter(doorCode!)).rejects.toEqual(refusal('orders.door_code_locked'));
    expect((await city.act('system', orderFacts, orderId)).doorCodeTries).toBe(5);
    expect((await agent.client.orders.get({ orderId })).history.at(-1)).toMatchObject({ verb: 'confirmChecklist', from: 'onTheWay', to: 'onTheWay', words: { zh: expect.stringContaining('已锁定') as string } });
    expect((await lin.client.orders.confirmChecklist({ orderId, checklistVersion })).status).toBe('checklistConfirmed');
    await verifyOrders();
  });
  test('worker and household ring each other through masked numbers, while the order lets them', async () => {
    const order = await accepted();
    const { orderId } = order;
    goTo(order, 121);
    await expect(li.client.orders.call({ orderId })).rejects.toMatchObject({ code: 'orders.call_too_early', status: 409 });
    for (const person of [stranger, zhao]) await expect(person.client.orders.call({ orderId })).rejects.toEqual(refusal('orders.order_unknown'));
    await expect(agent.client.orders.call({ orderId })).rejects.toEqual(refusal('access.forbidden'));
    goTo(order, 120);
    const hers = await li.client.orders.call({ orderId });
    expect(hers.expiresAt).toBe(new Date(Date.parse(order.endAt!) + 2 * HOUR).toISOString());
    expect((await li.client.orders.call({ orderId })).dialNumber).toBe(hers.dialNumber);
    const theirs = await lin.client.orders.call({ orderId });
    const line = city.gateways.phoneLine;
    expect([line.dial(li.phone, hers.dialNumber), line.dial(lin.phone, theirs.dialNumber), line.dial(stranger.phone, hers.dialNumber)]).toEqual([lin.phone, li.phone, null]);
    expect(JSON.stringify([hers, theirs, await li.client.orders.get({ orderId }), await lin.client.orders.get({ orderId })])).not.toMatch(new RegExp(`${lin.phone}|${li.phone}`));
    expect(await lastEvent('order.called')).toMatchObject({ orderId, callerId: lin.me.personId, calleeId: li.me.personId, personIds: [lin.me.personId] });
    await lin.client.orders.cancel({ orderId });
    await city.drain();
    expect([line.dial(li.phone, hers.dialNumber), line.dial(lin.phone, theirs.dialNumber)]).toEqual([null, null]);
    await expect(lin.client.orders.call({ orderId })).rejects.toEqual(refusal('orders.call_over'));
  });
  test('a worker who breaks down on the way is replaced: time, door and numbers go to the other, both sides are told', async () => {
    const { orderId, startAt, checklistVersion } = await onTheWay();
    goTo({ startAt }, 5);
    await li.client.orders.checkIn({ orderId, reason: '电动车坏了，走到门口' });
    const hers = await li.client.orders.call({ orderId });
    await lin.client.orders.confirmChecklist({ orderId, checklistVersion });
    await assign({ orderId }, zhaoId);
    expect(await lin.client.orders.get({ orderId })).toMatchObject({ status: 'assigned', workerId: zhaoId, arrivedAt: null });
    expect(await claims(orderId)).toEqual([{ state: 'booked', workerId: zhaoId }]);
    await city.drain();
    expect(city.gateways.phoneLine.dial(li.phone, hers.dialNumber)).toBeNull();
    expect(city.gateways.sms.inbox(lin.phone)[0]).toMatchObject({ template: 'worker_replaced', params: { worker: '李桂兰', next: '赵秀英' } });
    expect(city.gateways.sms.inbox(li.phone)[0]).toMatchObject({ template: 'visit_reassigned' });
    await expect(li.client.orders.startService({ orderId })).rejects.toEqual(refusal('orders.order_unknown'));
    await city.act('system', acceptByWorker, { orderId, workerId: zhaoId });
    await zhao.client.orders.depart({ orderId });
    await zhao.client.orders.checkIn({ orderId, ...home });
    await lin.client.orders.confirmChecklist({ orderId, checklistVersion });
    await zhao.client.orders.startService({ orderId });
    await expect(assign({ orderId }, liId)).rejects.toEqual(refusal('orders.wrong_state'));
    await verifyOrders();
  });
  test('cancelling gives back what the preview said', async () => {
    const order = await accepted();
    goTo(order, 200);
    const preview = await lin.client.orders.cancelPreview({ orderId: order.orderId });
    expect(preview).toMatchObject({ refundPercent: 70, refundFen: Math.floor(order.totalFen * 0.7) });
    expect(preview.tiers.length).toBeGreaterThan(2);
    expect((await lin.client.orders.cancel({ orderId: order.orderId, reason: '临时出差' })).history.at(-1)?.words.zh).toContain('临时出差；距开始还有 3 小时 20 分');
    expect(await lastEvent('order.cancelled')).toMatchObject({ orderId: order.orderId, refundFen: preview.refundFen, workerPayFen: 0, paidFen: order.totalFen, workerId: liId, ruleKey: 'before1h' });
    expect(await claims(order.orderId)).toEqual([]);
    await city.act('system', recordRefund, { orderId: order.orderId, refundedFen: preview.refundFen });
    expect((await lin.client.orders.get({ orderId: order.orderId })).refundedFen).toBe(preview.refundFen);
    await city.drain();
    expect(city.gateways.sms.inbox('13800000001')[0]).toMatchObject({ template: 'order_cancelled', params: { amount: (preview.refundFen / 100).toFixed(2) } });
  });
  test('on the way it costs half and pays the worker; force majeure, said by the desk, nothing', async () => {
    const first = await onTheWay();
    await lin.client.orders.cancel({ orderId: first.orderId });
    expect(await lastEvent('order.cancelled')).toMatchObject({ refundFen: Math.floor(first.totalFen / 2), workerPayFen: 4_000, ruleKey: 'onTheWay' });
    const second = await onTheWay();
    const shown = async (isForceMajeure: 'true' | 'false') => { const { refundFen, keptFen, workerPayFen } = await agent.client.orders.cancelPreview({ orderId: second.orderId, isForceMajeure }); return [refundFen, keptFen, workerPayFen]; };
    expect([await shown('false'), await shown('true')]).toEqual([[Math.floor(second.totalFen / 2), Math.ceil(second.totalFen / 2), 4_000], [second.totalFen, 0, 0]]);
    await expect(lin.client.orders.cancelPreview({ orderId: second.orderId, isForceMajeure: 'true' })).rejects.toEqual(refusal('access.forbidden'));
    await agent.client.orders.cancel({ orderId: second.orderId, isForceMajeure: true, reason: '暴雪' });
    expect(await lastEvent('order.cancelled')).toMatchObject({ refundFen: second.totalFen, workerPayFen: 0, ruleKey: 'forceMajeure' });
  });
  test('moved to another hour: the old one is free, the worker is asked anew', async () => {
    const order = await accepted();
    const { holdId, startAt } = await holdFor({ workerId: zhaoId });
    const moved = await lin.client.orders.reschedule({ orderId: order.orderId, holdId });
    expect(moved).toMatchObject({ status: 'paid', startAt: startAt.toISOString(), workerId: null, totalFen: order.totalFen });
    expect(await claims(order.orderId)).toEqual([{ state: 'booked', workerId: zhaoId }]);
    const event = await lastEvent('order.rescheduled');
    expect(event).toMatchObject({ previousWorkerId: liId, startAt: startAt.toISOString() });
    expect(event['personIds']).toContain(li.me.personId);
    goTo(moved, 239);
    await expect(lin.client.orders.reschedule({ orderId: order.orderId, holdId: 'ent_any' })).rejects.toEqual(refusal('orders.too_late_to_move'));
  });
  test('a moved order may not slip into the night for the price of the day', async () => {
    const noon = nextStart();
    const order = await placePaid({ startAt: noon });
    const night = await holdFor({ startAt: new Date(noon.getTime() + 10 * HOUR) });
    await expect(lin.client.orders.reschedule({ orderId: order.orderId, holdId: night.holdId })).rejects.toEqual(refusal('orders.hold_mismatch'));
    expect(await claims(order.orderId)).toEqual([{ state: 'booked', workerId: liId }]);
  });
  test('the worker does not come', async () => {
    const order = await accepted();
    goTo(order, -14);
    await expect(lin.client.orders.reportNoShow({ orderId: order.orderId, who: 'worker' })).rejects.toEqual(refusal('orders.no_show_too_early'));
    goTo(order, -16);
    await expect(lin.client.orders.reportNoShow({ orderId: order.orderId, who: 'customer' })).rejects.toEqual(refusal('access.forbidden'));
    expect(await lin.client.orders.get({ orderId: order.orderId })).toMatchObject({ isLate: true });
    expect((await lin.client.orders.reportNoShow({ orderId: order.orderId, who: 'worker' })).status).toBe('noShow');
    expect(await lastEvent('order.noShow')).toMatchObject({ who: 'worker', refundFen: order.totalFen, workerPayFen: 0 });
    expect(await claims(order.orderId)).toEqual([]);
  });
  test('nobody is at home', async () => {
    const order = await onTheWay();
    goTo(order, 10);
    await li.client.orders.checkIn({ orderId: order.orderId, ...home });
    goTo(order, -14);
    await expect(li.client.orders.reportNoShow({ orderId: order.orderId, who: 'customer' })).rejects.toEqual(refusal('orders.no_show_too_early'));
    goTo(order, -15);
    await li.client.orders.reportNoShow({ orderId: order.orderId, who: 'customer' });
    expect(await lastEvent('order.noShow')).toMatchObject({ who: 'customer', refundFen: 0, workerPayFen: 4_000, paidFen: order.totalFen });
  });
  test('silence accepts after a day; a redo is free, once, within its window', async () => {
    const order = await finished();
    await city.pass({ hours: 24 });
    expect(await lin.client.orders.get({ orderId: order.orderId })).toMatchObject({ status: 'confirmed', history: expect.arrayContaining([expect.objectContaining({ verb: 'confirm', words: { zh: '到期自动验收', en: 'Accepted automatically: nobody objected' } })]) as object });
    const { holdId } = await holdFor();
    const again = await lin.client.orders.redo({ orderId: order.orderId, reason: '厨房没擦干净', holdId });
    expect(again).toMatchObject({ status: 'paid', totalFen: 0, redoOf: order.orderId, workOrderNo: `W${again.no}`, checklistVersion: order.checklistVersion, note: '厨房没擦干净' });
    expect(again.checklist.map((item) => item.code)).toEqual(order.checklist.map((item) => item.code));
    expect(again.doorCode).not.toBeNull();
    await expect(lin.client.orders.redo({ orderId: order.orderId, reason: '再来' })).rejects.toEqual(refusal('orders.redo_once'));
    const late = await finished();
    city.clock.advance({ hours: 49 });
    await expect(lin.client.orders.redo({ orderId: late.orderId, reason: '太晚' })).rejects.toEqual(refusal('orders.redo_too_late'));
    const third = await finished();
    expect(await lin.client.orders.redo({ orderId: third.orderId, reason: '阳台' })).toMatchObject({ status: 'draft', totalFen: 0 });
  });
  test('a chosen worker’s level counts in the price, the fastest one’s does not', async () => {
    await sql`update workers.worker set level = 4 where id = ${zhaoId}`.execute(city.database.kysely);
    const { holdId, startAt } = await holdFor({ workerId: zhaoId, isChosen: true });
    const wish = { itemId, quantity: 3, startAt, workerId: zhaoId };
    const shown = await city.act('system', quoteHeld, { ...wish, isChosen: true });
    expect(shown.lines.some((line) => line.kind === 'skillPremium')).toBe(true);
    expect((await city.act('system', quoteHeld, { ...wish, isChosen: false })).totalFen).toBeLessThan(shown.totalFen);
    expect((await lin.client.orders.place({ holdId, itemId, addressId: linAddress, quantity: 3, expectedTotalFen: shown.totalFen })).totalFen).toBe(shown.totalFen);
  });
  test('who finds which orders', async () => {
    const order = await placePaid({ customer: wang, addressId: wangAddress });
    const found = async (person: Person, input: object): Promise<boolean> => (await person.client.orders.search(input)).items.some((item) => item.orderId === order.orderId);
    for (const q of [order.no, order.no.slice(-6), '0002', '王大伟', '幸福', `W${order.no}`]) expect(await found(agent, { q }), q).toBe(true);
    for (const q of ['%', '王小', '9999']) expect(await found(agent, { q }), q).toBe(false);
    expect([await found(owner, {}), await found(owner, { q: '幸福' }), await found(owner, { q: '王大伟' }), await found(owner, { status: 'paid' }), await found(owner, { group: 'broken' })]).toEqual([true, true, false, true, false]);
    expect((await owner.client.orders.search({ q: order.no })).items[0]).toMatchObject({ customerName: '王**', address: expect.stringContaining('101') as string });
    await sql`update orders."order" set holder_merchant_id = 'mer_other' where id = ${order.orderId}`.execute(city.database.kysely);
    expect(await found(owner, {})).toBe(false);
    await expect(owner.client.orders.get({ orderId: order.orderId })).rejects.toEqual(refusal('orders.order_unknown'));
    const walked: string[] = [];
    for (let cursor: string | null = null, more = true; more;) {
      const page: Awaited<ReturnType<typeof lin.client.orders.list>> = await lin.client.orders.list({ limit: 4, ...(cursor !== null && { cursor }) });
      walked.push(...page.items.map((item) => item.orderId));
      cursor = page.nextCursor;
      more = cursor !== null;
    }
    expect(new Set(walked).size).toBe(walked.length);
    expect(walked.length).toBe((await lin.client.orders.list({ limit: 200 })).items.length);
    expect((await lin.client.orders.list({ filter: 'toReview' })).items.every((item) => item.status === 'confirmed' || item.status === 'settled')).toBe(true);
    const visits = await li.client.orders.myVisits({ from: '2026-11-20T00:00:00Z', to: '2027-12-31T00:00:00Z' });
    expect(visits.items.length).toBeGreaterThan(5);
    expect(visits.items.every((visit) => visit.workerId === liId && visit.doorCode === null)).toBe(true);
  });
});

/** Whatever people press in whatever order: only FLOW's ways are gone, and nothing dead keeps a worker's time. */
test('random verbs never leave FLOW and never leave a live entry for a dead order', async () => {
  const press: Partial<Record<Verb, (orderId: string, order: OrderView) => Promise<unknown>>> = {
    pay: (_orderId, order) => pay(order).then(({ outcome }) => { if (outcome !== 'paid') throw new Error('not paid'); }),
    assign: (orderId) => assign({ orderId }),
    accept: (orderId) => city.act('system', acceptByWorker, { orderId, workerId: liId }),
    unassign: (orderId) => city.act('system', unassign, { orderId, reason: 'test', words: { zh: '收回', en: 'Taken back' } }),
    depart: (orderId) => li.client.orders.depart({ orderId }),
    checkIn: (orderId) => li.client.orders.checkIn({ orderId, ...home }),
    confirmChecklist: (orderId, order) => lin.client.orders.confirmChecklist({ orderId, checklistVersion: order.checklistVersion }),
    startService: (orderId) => li.client.orders.startService({ orderId }),
    finish: (orderId) => li.client.orders.finish({ orderId, undoneReason: '试' }),
    confirm: (orderId) => lin.client.orders.confirm({ orderId }),
    settle: (orderId) => city.act('system', markSettled, { orderId }),
    reschedule: async (orderId) => lin.client.orders.reschedule({ orderId, holdId: (await holdFor({ workerId: zhaoId })).holdId }),
    cancel: (orderId) => lin.client.orders.cancel({ orderId }),
    reportNoShow: (orderId) => lin.client.orders.reportNoShow({ orderId, who: 'worker' }),
  };
  const pressed = Object.keys(press) as Verb[];
  expect(verbs).toEqual(expect.arrayContaining(pressed));
  // The straight way comes up often enough that the far end is reached as well.
  const straight: Verb[] = ['pay', 'assign', 'accept', 'depart', 'checkIn', 'confirmChecklist', 'startService', 'finish', 'confirm', 'settle'];
  const walk = fc.tuple(fc.nat({ max: straight.length }), fc.array(fc.tuple(fc.constantFrom(...pressed), fc.constantFrom(-600, -60, 20)), { minLength: 1, maxLength: 6 }))
    .map(([kept, then]) => [...straight.slice(0, kept).map((verb) => [verb, -60] as const), ...then]);
  await fc.assert(fc.asyncProperty(walk, async (steps) => {
    const order = await placeHeld();
    let status: OrderStatus = 'held';
    for (const [verb, minutesAfterStart] of steps) {
      const { startAt } = await lin.client.orders.get({ orderId: order.orderId });
      const at = new Date(new Date(startAt!).getTime() + minutesAfterStart * MINUTE);
      if (at > city.clock.now()) city.clock.set(at);
      const isDone = await press[verb]!(order.orderId, order).then(() => true, () => false);
      const now = (await city.act('system', orderFacts, order.orderId)).status;
      // Who gives an order to a worker says no other word for one who has set out.
      const way = verb === 'assign' && nextStatus('assign', status) === null ? 'reassign' : verb;
      if (isDone && !(verb === 'settle' && status === 'settled')) expect(now, verb).toBe(nextStatus(way, status));
      else expect(now, verb).toBe(status);
      status = now;
      const live = (await claims(order.orderId)).filter((entry) => ['held', 'booked'].includes(entry.state));
      expect(live.length, `${verb} → ${now}`).toBe(['held', 'paid', 'assigned', 'accepted', 'onTheWay', 'checklistConfirmed', 'inService'].includes(now) ? 1 : 0);
    }
    await verifyOrders();
  }), { numRuns: 15, seed: 20261122 });
}, 120_000);

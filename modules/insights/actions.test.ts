import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { one, run, sql } from '../../kernel/database.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { ensurePerson, giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { licenceChecksum, mount as alliance } from '../alliance/index.ts';
import { mount as catalog } from '../catalog/index.ts';
import { mount as dispatch } from '../dispatch/index.ts';
import { mount as orders } from '../orders/index.ts';
import { mount as payments } from '../payments/index.ts';
import { mount as support } from '../support/index.ts';
import { mount as training } from '../training/index.ts';
import { mount as workers } from '../workers/index.ts';
import { mount as insights } from './index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const cityId = '650100';

let city: Harness;
let operator: Person;
let owner: Person;
let otherOwner: Person;
let stranger: Person;
let customerId: string;
let merchantId: string;
let otherMerchantId: string;
const licence = (stem: string): string => stem + licenceChecksum(stem);

/** Noon in Beijing. What the board looks at is written straight into the tables: it is the looking that is tested here. */
beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, orders, payments, dispatch, support, insights], at: '2026-11-22T04:00:00Z', runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: false });
  operator = await city.signIn('13900000001', '沈平');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: cityId });
  await city.drain();
  // On a server the news of a changed grant travels by NOTIFY; this test does not wait for it.
  city.app.forgetIdentity(operator.me.personId);
  const admit = (name: string, stem: string, ownerPhone: string) => operator.client.alliance.admitMerchant({ name, licenceNo: licence(stem), ownerName: '马老板', ownerPhone, families: ['cleaning'] });
  merchantId = (await admit('安心家政', '91650100MA0000001', '13700000001')).merchantId;
  otherMerchantId = (await admit('洁净家政', '91650100MA0000002', '13700000002')).merchantId;
  await city.drain();
  [owner, otherOwner, stranger] = [await city.signIn('13700000001'), await city.signIn('13700000002'), await city.signIn('13800000009', '钱多多')];
  customerId = (await city.act('system', ensurePerson, { phone: '13800000001', name: '林小满' })).personId;
}, 180_000);
afterAll(() => city.close());
afterEach(async () => {
  for (const table of ['support.ticket', 'support.follow_up', 'dispatch.offer', 'dispatch.decision', 'payments.notify', 'workers.calendar_entry', 'workers.paper', 'workers.availability', 'workers.availability_exception', 'orders.review', 'orders."order"', 'workers.worker']) {
    await city.database.pool.query(`delete from ${table}`);
  }
});

let count = 0;
const soon = (minutes: number): Date => new Date(city.clock.now().getTime() + minutes * MINUTE);
type OrderWish = { status?: string; start?: number | null; length?: number; workerId?: string | null; merchant?: string | null; holder?: string | null; changed?: number; placed?: number; payBefore?: number | null; arrived?: number | null; totalFen?: number };
/** An order with times in minutes from now. */
const addOrder = async (wish: OrderWish = {}): Promise<string> => {
  const { status = 'paid', start = 120, length = 120, workerId = null, merchant = null, holder = null, changed = -60, placed = -60, payBefore = null, arrived = null, totalFen = 13_800 } = wish;
  const id = `ord_${++count}`;
  const isPaid = !['draft', 'held'].includes(status);
  await run(city.database.kysely, sql`
    insert into orders."order" (city_id, id, no, work_order_no, status, channel, customer_id, household_id, address_id, estate_id, placed_by, item_id, item_name_zh, item_name_en, icon, family, quantity, unit_label_zh, unit_label_en, duration_minutes,
      starts_at, ends_at, lon, lat, district_name, estate_name, address_full, home_scene, contact_name, quote, total_fen, paid_fen, holder_merchant_id, merchant_id, worker_id, door_code, checklist_version, photo_nodes, cancel_tiers, redo_hours, pay_before, arrived_at, placed_at, changed_at)
    values (${cityId}, ${id}, ${`N${count}`}, ${isPaid ? `W${count}` : null}, ${status}, 'h5', ${customerId}, 'hh', 'adr', 'est', ${customerId}, 'daily-cleaning', '日常保洁', 'Regular cleaning', 'broom', 'cleaning', 2, '小时', 'hours', ${length},
      ${start === null ? null : soon(start)}, ${start === null ? null : soon(start + length)}, 87.6, 43.8, '天山区', '翠竹园', '翠竹园1号楼', '{}'::jsonb, '林', '{}'::jsonb, ${totalFen}, ${isPaid ? totalFen : 0}, ${holder}, ${merchant}, ${workerId},
      '1234', 1, '[]'::jsonb, '[]'::jsonb, 48, ${payBefore === null ? null : soon(payBefore)}, ${arrived === null ? null : soon(arrived)}, ${soon(placed)}, ${soon(changed)})`);
  return id;
};
const addWorker = async ({ name = '李桂兰', merchant = null, isOnline = true, onlineSince = -90, papers = { identity: 3000, health: 300, background: 300 } }: { name?: string; merchant?: string | null; isOnline?: boolean; onlineSince?: number; papers?: Record<string, number> } = {}): Promise<string> => {
  const id = `wrk_${++count}`;
  const { personId } = await city.act('system', ensurePerson, { phone: `136${String(count).padStart(8, '0')}`, name });
  await run(city.database.kysely, sql`
    insert into workers.worker (city_id, id, person_id, merchant_id, status, home_lon, home_lat, home_area, travel_radius_meters, is_online, online_since, registered_at)
    values (${cityId}, ${id}, ${personId}, ${merchant}, 'active', 87.6, 43.8, '天山区', 8000, ${isOnline}, ${isOnline ? soon(onlineSince) : null}, ${soon(-1000)})`);
  for (const [kind, daysLeft] of Object.entries(papers)) {
    await run(city.database.kysely, sql`
      insert into workers.paper (city_id, id, worker_id, kind, number_encrypted, number_masked, valid_from, valid_until, state, submitted_at)
      values (${cityId}, ${`pap_${++count}`}, ${id}, ${kind}, '', '', '2020-01-01', ${new Date(city.clock.now().getTime() + daysLeft * DAY).toISOString().slice(0, 10)}, 'verified', ${soon(-1000)})`);
  }
  return id;
};
const board = () => operator.client.insights.board({});
const kindsNow = async (): Promise<string[]> => (await board()).exceptions.map(({ kind, severity }) => `${kind} ${severity}`);

describe('exceptions', () => {
  test('a quiet city has none', async () => {
    const { exceptions, kpis, idleWorkers, byHour } = await board();
    expect([exceptions, idleWorkers]).toEqual([[], []]);
    expect(kpis).toEqual({ ordersToday: 0, runningNow: 0, unassigned: 0, onlineWorkers: 0, idleWorkers: 0, revenueTodayFen: 0, autoAssignedPercent: 0, completionPercent: 0, onTimePercent: 0, satisfaction: 0 });
    expect(byHour.map(({ hour }) => hour)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]);
  });

  test('visits without a worker, with what dispatch said', async () => {
    const orderId = await addOrder({ start: 90 });
    await addOrder({ start: 3 * 24 * 60 });
    await addOrder({ start: 200, changed: 0 });
    expect(await kindsNow()).toEqual(['unassigned now']);
    await run(city.database.kysely, sql`
      insert into dispatch.decision (city_id, id, order_id, at, kind, words_zh, words_en, formula_version, need, candidates, blocked)
      values (${cityId}, 'dec_1', ${orderId}, ${soon(-5)}, 'none', '附近没有空闲的家政员', 'nobody near is free', '1', '{}'::jsonb, '[]'::jsonb, '[]'::jsonb)`);
    const [first] = (await board()).exceptions;
    expect(first).toMatchObject({ orderId, subjectId: orderId, action: 'assign', since: soon(-60).toISOString() });
    expect(first!.words.zh).toContain('附近没有空闲的家政员');
    await run(city.database.kysely, sql`update orders."order" set status = 'accepted', worker_id = 'wrk_none' where id = ${orderId}`);
    expect(await kindsNow()).toEqual([]);
  });

  test.each([
    ['accepted and not set out', { status: 'accepted', start: 10 }, 'noShowRisk soon', { status: 'onTheWay', start: 10 }],
    ['accepted, the start has passed', { status: 'accepted', start: -5 }, 'noShowRisk now', { status: 'inService', start: -5, arrived: -5 }],
    ['on the way and late', { status: 'onTheWay', start: -20 }, 'late now', { status: 'onTheWay', start: -20, arrived: -21 }],
    ['asked and silent', { status: 'assigned', start: 200, changed: -10 }, 'offerWaiting soon', { status: 'assigned', start: 1500, changed: -1 }],
    ['running over', { status: 'inService', start: -150, length: 120 }, 'overrun soon', { status: 'inService', start: -130, length: 120 }],
    ['held and unpaid', { status: 'held', start: 300, placed: -13, payBefore: 2 }, 'unpaidHold soon', { status: 'held', start: 300, placed: -2, payBefore: 13 }],
    ['a demand without a time', { status: 'draft', start: null, placed: -150 }, 'demandUnmatched soon', { status: 'draft', start: null, placed: -5 }],
  ] as [string, OrderWish, string, OrderWish][])('%s', async (_name, red, expected, green) => {
    const workerId = await addWorker();
    const needsWorker = (wish: OrderWish): OrderWish => (['held', 'draft', 'paid'].includes(wish.status!) ? wish : { ...wish, workerId });
    await addOrder(needsWorker(green));
    expect(await kindsNow()).toEqual([]);
    const orderId = await addOrder(needsWorker(red));
    const { exceptions } = await board();
    expect(exceptions.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([expected]);
    expect(exceptions[0]!.orderId).toBe(orderId);
    if (needsWorker(red).workerId) expect(exceptions[0]!.words.zh).toContain('李桂兰');
  });

  test('a locked door code burns until somebody has confirmed the checklist', async () => {
    const workerId = await addWorker();
    const orderId = await addOrder({ status: 'onTheWay', start: 5, arrived: -2, workerId });
    await run(city.database.kysely, sql`update orders."order" set door_code_tries = 4 where id = ${orderId}`);
    expect(await kindsNow()).toEqual([]);
    await run(city.database.kysely, sql`update orders."order" set door_code_tries = 5 where id = ${orderId}`);
    const [locked] = (await board()).exceptions;
    expect(locked).toMatchObject({ kind: 'doorCodeLocked', severity: 'now', orderId, action: 'call' });
    expect(locked!.words.zh).toContain('李桂兰在门口输错确认码 5 次');
    await run(city.database.kysely, sql`update orders."order" set status = 'checklistConfirmed' where id = ${orderId}`);
    expect(await kindsNow()).toEqual([]);
  });

  test('an offer that waits says until when; an overrun says who waits next', async () => {
    const workerId = await addWorker();
    const asked = await addOrder({ status: 'assigned', start: 200, workerId });
    await run(city.database.kysely, sql`
      insert into dispatch.offer (city_id, id, order_id, worker_id, origin, state, made_at, expires_at, net_pay_fen, pay_lines, travel_meters, travel_seconds, score, dimensions)
      values (${cityId}, 'off_1', ${asked}, ${workerId}, 'auto', 'live', ${soon(-8)}, ${soon(22)}, 8000, '[]'::jsonb, 1000, 300, 80, '[]'::jsonb)`);
    const running = await addOrder({ status: 'inService', start: -140, length: 120, workerId });
    await addOrder({ status: 'accepted', start: 40, workerId });
    const { exceptions } = await board();
    expect(exceptions.map(({ kind, severity, orderId }) => [kind, severity, orderId])).toEqual([['overrun', 'now', running], ['offerWaiting', 'soon', asked]]);
    expect(exceptions[0]!.words.zh).toContain('下一单 今天 12:40 开始');
    expect(exceptions[1]!.words.zh).toContain('8 分钟还没答复，今天 12:22 前有效');
  });

  test('tickets, follow-ups, papers and payment alarms', async () => {
    const workerId = await addWorker({ papers: { identity: 3000, health: 2, background: 300 } });
    const orderId = await addOrder({ status: 'confirmed', start: -600, workerId });
    const ticket = (id: string, state: string, due: number) => run(city.database.kysely, sql`
      insert into support.ticket (city_id, id, no, kind, state, opened_by, words, due_at, opened_at) values (${cityId}, ${id}, ${id}, 'complaint', ${state}, 'system', '没擦干净', ${soon(due)}, ${soon(-900)})`);
    await ticket('T1', 'open', -5);
    await ticket('T2', 'resolved', -5);
    await ticket('T3', 'open', 600);
    const followUp = (id: string, order: string, due: number) => run(city.database.kysely, sql`
      insert into support.follow_up (city_id, id, order_id, customer_id, state, due_at) values (${cityId}, ${id}, ${order}, ${customerId}, 'due', ${soon(due)})`);
    await followUp('F1', orderId, -300);
    await followUp('F2', await addOrder({ status: 'confirmed', start: -900, workerId }), 300);
    const notify = (id: string, reason: string, at: number) => run(city.database.kysely, sql`
      insert into payments.notify (city_id, id, provider, notify_id, kind, is_accepted, reason, body_hash, at) values (${cityId}, ${id}, 'demo', ${id}, 'unknown', false, ${reason}, '', ${soon(at)})`);
    await notify('a1', 'forged', -30);
    await notify('a2', 'forged', -20);
    await notify('a3', 'amount', -25 * 60);
    const { exceptions } = await board();
    expect(exceptions.map(({ kind, severity, subjectId }) => `${kind} ${severity} ${kind === 'paperExpiring' ? '' : subjectId}`)).toEqual(['ticketOverdue now T1', 'paperExpiring soon ', 'followUpOverdue soon F1', 'paymentAlarm soon a2']);
    expect(exceptions[1]).toMatchObject({ subjectId: workerId, paperId: expect.stringMatching(/./) as string });
    expect(exceptions[3]!.words.zh).toContain('2 个签名不对的支付通知');
    await run(city.database.kysely, sql`
      insert into workers.paper (city_id, id, worker_id, kind, number_encrypted, number_masked, valid_from, valid_until, state, submitted_at) values (${cityId}, 'pap_new', ${workerId}, 'health', '', '', '2026-11-20', '2027-11-20', 'verified', ${soon(-10)})`);
    expect((await kindsNow()).filter((kind) => kind.startsWith('paper'))).toEqual([]);
  });
});

describe('the day in figures', () => {
  test('counts the Beijing day, rates the last week', async () => {
    const workerId = await addWorker({ merchant: merchantId });
    await addWorker({ name: '赵秀英', isOnline: false });
    await addOrder({ status: 'settled', start: -180, workerId, merchant: merchantId, arrived: -185 });
    await addOrder({ status: 'settled', start: -5 * 24 * 60, workerId, merchant: merchantId, arrived: -5 * 24 * 60 + 30 });
    await addOrder({ status: 'noShow', start: -2 * 24 * 60, workerId, merchant: merchantId });
    await addOrder({ status: 'cancelled', start: 60 });
    await addOrder({ status: 'inService', start: -30, workerId, merchant: merchantId, arrived: -31 });
    await addOrder({ status: 'paid', start: 13 * 60 });
    const { kpis } = await board();
    expect(kpis).toMatchObject({ ordersToday: 2, runningNow: 1, unassigned: 1, onlineWorkers: 1, idleWorkers: 0, completionPercent: 66.7, onTimePercent: 50 });
    const mine = await owner.client.insights.merchantBoard({ merchantId });
    expect(mine).toMatchObject({ ordersToday: 2, runningNow: 1, unassigned: 0, workersOnline: 1, earnedThisWeekFen: 0, completionPercent: 66.7 });
    expect(mine.volumeByDay.map(({ day, orders: n }) => [day, n])).toEqual([['2026-11-16', 0], ['2026-11-17', 1], ['2026-11-18', 0], ['2026-11-19', 0], ['2026-11-20', 0], ['2026-11-21', 0], ['2026-11-22', 2]]);
    expect(mine.volumeByDay.at(-1)!.amountFen).toBe(27_600);
  });

  test('idle workers are certified, online and free for the next hour; longest first', async () => {
    const longest = await addWorker({ name: '王秀莲', onlineSince: -200 });
    const second = await addWorker({ name: '孙玉梅', onlineSince: -50 });
    await addWorker({ name: '无证的', papers: { identity: 3000, health: -1, background: 300 } });
    await addWorker({ name: '离线的', isOnline: false });
    const busy = await addWorker({ name: '在忙的' });
    await addOrder({ status: 'inService', start: -30, workerId: busy });
    const held = await addWorker({ name: '有约的' });
    await run(city.database.kysely, sql`
      insert into workers.calendar_entry (city_id, id, worker_id, state, starts_at, ends_at, customer_id, item_id, address_id, quantity, lon, lat, created_at)
      values (${cityId}, 'ent_1', ${held}, 'booked', ${soon(30)}, ${soon(150)}, ${customerId}, 'daily-cleaning', 'adr', 2, 87.6, 43.8, ${soon(-60)})`);
    const { idleWorkers, kpis } = await board();
    expect(idleWorkers).toEqual([{ workerId: longest, name: '王秀莲', areaLabel: '天山区', idleMinutes: 200 }, { workerId: second, name: '孙玉梅', areaLabel: '天山区', idleMinutes: 50 }]);
    expect(kpis.idleWorkers).toBe(2);
  });

  test('capacity by hour is weekly time plus extra shifts minus days off', async () => {
    const [regular, away, extra] = [await addWorker(), await addWorker({ name: '休息的' }), await addWorker({ name: '加班的' })];
    const weekly = (workerId: string) => run(city.database.kysely, sql`insert into workers.availability (city_id, worker_id, weekday, from_minute, to_minute) values (${cityId}, ${workerId}, 7, 480, 720)`);
    await weekly(regular);
    await weekly(away);
    const exception = (id: string, workerId: string, from: string, to: string, isAvailable: boolean) => run(city.database.kysely, sql`
      insert into workers.availability_exception (city_id, id, worker_id, starts_at, ends_at, is_available) values (${cityId}, ${id}, ${workerId}, ${new Date(`2026-11-22T${from}:00+08:00`)}, ${new Date(`2026-11-22T${to}:00+08:00`)}, ${isAvailable})`);
    await exception('x1', away, '10:30', '23:00', false);
    await exception('x2', extra, '11:00', '14:00', true);
    await addOrder({ status: 'accepted', start: -150, length: 90, workerId: regular });
    const { byHour } = await board();
    expect(byHour.filter(({ visits, capacity }) => visits + capacity > 0)).toEqual([
      { hour: 8, visits: 0, capacity: 2 }, { hour: 9, visits: 1, capacity: 2 }, { hour: 10, visits: 1, capacity: 1 }, { hour: 11, visits: 0, capacity: 2 }, { hour: 12, visits: 0, capacity: 1 }, { hour: 13, visits: 0, capacity: 1 },
    ]);
  });
});

describe('who may look', () => {
  test('a merchant sees its own trouble and no other', async () => {
    const workerId = await addWorker({ merchant: merchantId, papers: { identity: 3000, health: 2, background: 300 } });
    await addOrder({ status: 'onTheWay', start: -20, workerId, merchant: merchantId });
    await addOrder({ status: 'paid', start: 90, holder: merchantId });
    await addOrder({ status: 'paid', start: 90, holder: otherMerchantId });
    const mine = await owner.client.insights.merchantBoard({ merchantId });
    expect(mine.exceptions.map(({ kind }) => kind).sort()).toEqual(['late', 'paperExpiring', 'unassigned']);
    expect((await otherOwner.client.insights.merchantBoard({ merchantId: otherMerchantId })).exceptions.map(({ kind }) => kind)).toEqual(['unassigned']);
    expect((await operator.client.insights.merchantBoard({ merchantId })).exceptions).toHaveLength(3);
    for (const id of [merchantId, 'mer_none']) await expect(otherOwner.client.insights.merchantBoard({ merchantId: id })).rejects.toMatchObject({ code: 'alliance.merchant_unknown', status: 404 });
    await expect(owner.client.insights.board({})).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(stranger.client.insights.verify({})).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  test('verify counts every invariant', async () => {
    const { checks } = await operator.client.insights.verify({});
    expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['outbox drained', 'audit chain intact', 'ledger sums to zero', 'every paid order has its postings', 'every confirmed order has a follow-up']));
    expect(checks.every(({ name, ok, count: n }) => name !== '' && typeof ok === 'boolean' && Number.isInteger(n))).toBe(true);
  });
});

test('the board of a city with 5000 orders takes less than 300 ms', async () => {
  const workerId = await addWorker({ merchant: merchantId });
  await addOrder({ status: 'settled', start: -180, workerId, merchant: merchantId, arrived: -185 });
  const { columns } = await one<{ columns: string }>(city.database.kysely, sql`select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns where table_schema = 'orders' and table_name = 'order' and column_name not in ('id', 'no', 'work_order_no', 'starts_at', 'ends_at', 'status')`);
  await city.database.pool.query(`insert into orders."order" (id, no, work_order_no, starts_at, ends_at, status, ${columns})
    select 'big_' || n, 'B' || n, 'WB' || n, starts_at - n * interval '11 minutes' + interval '1 day', ends_at - n * interval '11 minutes' + interval '1 day', (array['settled', 'settled', 'settled', 'accepted', 'cancelled', 'inService', 'finished', 'paid'])[1 + n % 8], ${columns}
    from orders."order", generate_series(1, 5000) as n where no = (select min(no) from orders."order")`);
  await city.database.pool.query(`insert into payments.ledger_account values ('${cityId}', 'asset:channel:demo', 'asset', null, null, 'x', 'x', now()), ('${cityId}', 'liability:merchant:${merchantId}', 'liability', 'merchant', '${merchantId}', 'x', 'x', now())`);
  await city.database.pool.query(`insert into payments.ledger_transaction select '${cityId}', 'tx' || n, 'key' || n, 'received', null, 'x', 'x', '2026-11-22T04:00:00Z'::timestamptz - n * interval '11 minutes' from generate_series(1, 5000) n`);
  await city.database.pool.query(`insert into payments.ledger_posting (city_id, transaction_id, account, amount_fen, kind, at)
    select '${cityId}', 'tx' || n, a, v, 'received', '2026-11-22T04:00:00Z'::timestamptz - n * interval '11 minutes' from generate_series(1, 5000) n, (values ('asset:channel:demo', 100), ('liability:merchant:${merchantId}', -100)) as x(a, v)`);
  await city.database.pool.query('analyze');
  // The best of several looks: what the machine does beside is not the board's time.
  let boardMs = Infinity;
  for (let i = 0; i < 6; i++) {
    const started = performance.now();
    await board();
    boardMs = Math.min(boardMs, performance.now() - started);
  }
  const { kpis } = await board();
  const mine = await owner.client.insights.merchantBoard({ merchantId });
  expect(kpis.revenueTodayFen).toBeGreaterThan(0);
  expect(mine.earnedThisWeekFen).toBeGreaterThan(0);
  expect(boardMs).toBeLessThan(300);
}, 60_000);

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '../../kernel/context.ts';
import { openHarness, type Harness } from '../../kernel/harness.ts';
import { mount as accounts } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { mount as catalog } from '../catalog/index.ts';
import { bindHold, bookTime, checks, entryOfOrder, holdOf, holdTime, mount, moveTime, register, releaseTime, serveTime, workerViews } from './index.ts';

let city: Harness;
let phones = 13800000000;
const START = '2026-11-22T00:00:00Z';
beforeAll(async () => { city = await openHarness({ modules: [accounts, alliance, catalog, mount], at: START, runsSchedules: false }); });
afterAll(() => city.close());

const act = <I, O>(action: Action<I, O>, input: I): Promise<O> => city.act('system', action, input);
const newWorker = async (): Promise<string> => (await act(register, {
  phone: String(phones++), name: '李秀兰', homeLon: 87.6, homeLat: 43.8, homeArea: '南湖', travelMode: 'ebike', travelRadiusMeters: 8000, experienceYears: 1, about: '', sceneSkills: [], skills: [], weekly: [],
})).workerId;
const minutes = (n: number): Date => new Date(city.clock.now().getTime() + n * 60_000);
const at = (clock: string): Date => new Date(`2026-11-23T${clock}:00+08:00`);
const place = { customerId: 'per_lin', itemId: 'daily-cleaning', addressId: 'adr_1', quantity: 3 };
const hold = (workerId: string, from: string, to: string, customerId = 'per_lin'): Promise<string> => act(holdTime, { workerId, startAt: at(from), endAt: at(to), expiresAt: minutes(10), ...place, customerId, lon: 87.6, lat: 43.8, isChosen: true });
let orders = 0;
const booked = async (workerId: string, from: string, to: string): Promise<string> => {
  const orderId = `ord_${++orders}`;
  await act(bindHold, { holdId: await hold(workerId, from, to), orderId, ...place, expiresAt: minutes(15) });
  expect(await act(bookTime, { orderId })).toEqual({ isBooked: true });
  return orderId;
};
const stateOf = async (orderId: string) => { const entry = await act(entryOfOrder, orderId); return entry && { workerId: entry.workerId, state: entry.state, startAt: entry.startAt, endAt: entry.endAt }; };
const slotTaken = { code: 'dispatch.slot_taken' };

test('a slot is held once; its neighbours stay free', async () => {
  const worker = await newWorker();
  await hold(worker, '09:00', '12:00');
  await expect(hold(worker, '09:00', '12:00')).rejects.toMatchObject(slotTaken);
  await expect(hold(worker, '11:59', '13:00')).rejects.toMatchObject(slotTaken);
  await hold(worker, '12:00', '13:00');
  await hold(await newWorker(), '09:00', '12:00');
});

test('two who ask for the same slot at once: one gets it', async () => {
  const worker = await newWorker();
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => hold(worker, '09:00', '12:00')));
  expect(asked.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  for (const one of asked) if (one.status === 'rejected') expect(one.reason).toMatchObject(slotTaken);
});

test('the constraint holds even where the look was skipped', async () => {
  const worker = await newWorker();
  await hold(worker, '09:00', '12:00');
  await expect(city.database.pool.query(`insert into workers.calendar_entry (city_id, id, worker_id, state, starts_at, ends_at, customer_id, item_id, address_id, quantity, lon, lat, created_at)
    values ('650100', 'forced', '${worker}', 'booked', '2026-11-23T10:00+08:00', '2026-11-23T11:00+08:00', 'c', 'i', 'a', 1, 87, 43, now())`)).rejects.toMatchObject({ code: '23P01', constraint: 'worker_in_one_place' });
});

test('a hold that runs out frees the time, and reads as expired before it is swept', async () => {
  const worker = await newWorker();
  const holdId = await hold(worker, '09:00', '12:00');
  city.clock.advance({ minutes: 9 });
  await expect(hold(worker, '09:00', '12:00')).rejects.toMatchObject(slotTaken);
  city.clock.advance({ minutes: 1 });
  expect((await act(holdOf, holdId))!.state).toBe('expired');
  await hold(worker, '09:00', '12:00');
  await expect(act(bindHold, { holdId, orderId: 'ord_x', ...place, expiresAt: minutes(15) })).rejects.toMatchObject({ code: 'orders.hold_expired' });
});

test.each([
  ['another customer', { customerId: 'per_other' }, 'orders.hold_expired'], ['another service', { itemId: 'deep-cleaning' }, 'orders.hold_mismatch'], ['another address', { addressId: 'adr_2' }, 'orders.hold_mismatch'],
  ['another quantity', { quantity: 4 }, 'orders.hold_mismatch'], ['no such hold', { holdId: 'hold_none' }, 'orders.hold_expired'],
] as const)('a hold is bound only to what it was taken for: %s', async (_name, other, code) => {
  const holdId = await hold(await newWorker(), '09:00', '12:00');
  await expect(act(bindHold, { holdId, orderId: 'ord_y', ...place, expiresAt: minutes(15), ...other })).rejects.toMatchObject({ code });
});

test('a hold serves one order', async () => {
  const worker = await newWorker();
  const holdId = await hold(worker, '09:00', '12:00');
  const bind = (orderId: string) => act(bindHold, { holdId, orderId, ...place, expiresAt: minutes(15) });
  expect(await bind('ord_first')).toEqual({ workerId: worker, startAt: at('09:00'), endAt: at('12:00'), isChosen: true });
  await bind('ord_first');
  await expect(bind('ord_second')).rejects.toMatchObject({ code: 'orders.hold_expired' });
});

test('paid in time, paid late with the time still free, paid late and too late', async () => {
  const worker = await newWorker();
  const bound = async (orderId: string, from: string, to: string): Promise<void> => { await act(bindHold, { holdId: await hold(worker, from, to), orderId, ...place, expiresAt: minutes(15) }); };
  await bound('ord_late', '09:00', '10:00');
  await bound('ord_lost', '10:00', '11:00');
  city.clock.advance({ minutes: 16 });
  await hold(worker, '10:30', '11:30', 'per_other');
  expect(await act(bookTime, { orderId: 'ord_late' })).toEqual({ isBooked: true });
  expect(await act(bookTime, { orderId: 'ord_late' })).toEqual({ isBooked: true });
  expect(await act(bookTime, { orderId: 'ord_lost' })).toEqual({ isBooked: false });
  expect(await act(bookTime, { orderId: 'ord_never' })).toEqual({ isBooked: false });
});

test('a visit moves to another worker with its time, and to another time; never onto something else', async () => {
  const [a, b] = [await newWorker(), await newWorker()];
  const orderId = await booked(a, '09:00', '12:00');
  await booked(b, '11:00', '13:00');
  await expect(act(moveTime, { orderId, workerId: b })).rejects.toMatchObject(slotTaken);
  expect(await stateOf(orderId)).toMatchObject({ workerId: a, state: 'booked' });
  await act(moveTime, { orderId, workerId: b, startAt: at('14:00'), endAt: at('17:00') });
  expect(await stateOf(orderId)).toEqual({ workerId: b, state: 'booked', startAt: at('14:00'), endAt: at('17:00') });
  await hold(a, '09:00', '12:00');
  await act(moveTime, { orderId, workerId: b, startAt: at('15:00'), endAt: at('18:00') });
  await expect(act(moveTime, { orderId, workerId: b, startAt: at('12:00'), endAt: at('15:00') })).rejects.toMatchObject(slotTaken);
  const { rows } = await city.database.pool.query(`select state, ended_reason from workers.calendar_entry where order_id = '${orderId}' order by created_at, id`);
  expect(rows).toEqual([{ state: 'released', ended_reason: 'moved' }, { state: 'booked', ended_reason: null }]);
});

test('where no claim lives a move makes one; two moves at once do not deadlock', async () => {
  const [a, b] = [await newWorker(), await newWorker()];
  await act(moveTime, { orderId: 'ord_new', workerId: a, startAt: at('09:00'), endAt: at('10:00'), ...place, lon: 87.6, lat: 43.8 });
  expect(await stateOf('ord_new')).toMatchObject({ workerId: a, state: 'booked' });
  await expect(act(moveTime, { orderId: 'ord_nothing', workerId: a })).rejects.toThrow('startAt is not given');
  const other = await booked(b, '15:00', '16:00');
  await Promise.all([act(moveTime, { orderId: 'ord_new', workerId: b }), act(moveTime, { orderId: other, workerId: a })]);
  expect([(await stateOf('ord_new'))!.workerId, (await stateOf(other))!.workerId]).toEqual([b, a]);
});

test('a refused move leaves its transaction usable: the next worker may be tried in it', async () => {
  const [a, b, c] = [await newWorker(), await newWorker(), await newWorker()];
  const orderId = await booked(a, '09:00', '10:00');
  await hold(b, '09:00', '10:00');
  await act(async (ctx) => {
    await expect(moveTime(ctx, { orderId, workerId: b })).rejects.toMatchObject(slotTaken);
    await moveTime(ctx, { orderId, workerId: c });
  }, {});
  expect(await stateOf(orderId)).toMatchObject({ workerId: c });
});

test('released time is free; a served visit gives back its time, and remembers what was worked', async () => {
  const worker = await newWorker();
  const [first, second] = [await booked(worker, '09:00', '12:00'), await booked(worker, '13:00', '16:00')];
  expect(await act(releaseTime, { orderId: first, reason: 'cancelled' })).toEqual({ isReleased: true });
  expect(await act(releaseTime, { orderId: first, reason: 'cancelled' })).toEqual({ isReleased: false });
  expect(await stateOf(first)).toBe(null);
  await hold(worker, '09:00', '12:00');
  await act(serveTime, { orderId: second, endAt: at('15:00') });
  expect(await stateOf(second)).toEqual({ workerId: worker, state: 'done', startAt: at('13:00'), endAt: at('15:00') });
  await hold(worker, '15:00', '16:00');
  // Served early, before its own start: the hours that were promised to it are free for somebody else.
  const third = await booked(worker, '18:00', '19:00');
  await act(serveTime, { orderId: third, endAt: at('17:00') });
  expect((await stateOf(third))!.endAt).toEqual(at('18:01'));
  await hold(worker, '18:00', '19:00');
});

test('what a plan sees: claims of the day and the hours around it, no hold that ran out, today’s minutes, a visit that runs over', async () => {
  const worker = await newWorker();
  await booked(worker, '09:00', '10:00');
  await act(moveTime, { orderId: 'ord_evening', workerId: worker, startAt: new Date('2026-11-22T21:30:00+08:00'), endAt: new Date('2026-11-22T22:30:00+08:00'), ...place, lon: 87.6, lat: 43.8 });
  await hold(worker, '20:00', '21:00');
  city.clock.advance({ minutes: 11 });
  const view = async (day: string) => (await act(workerViews, { from: new Date(`${day}T10:00:00+08:00`), to: new Date(`${day}T11:00:00+08:00`), workerIds: [worker] }))[0]!;
  expect((await view('2026-11-23')).commitments.map(({ startAt }) => new Date(startAt).toISOString())).toEqual(['2026-11-22T13:30:00.000Z', '2026-11-23T01:00:00.000Z']);
  expect((await view('2026-11-22')).minutesToday).toBe(60);
  city.clock.set('2026-11-22T22:50:00+08:00');
  expect((await view('2026-11-22')).commitments.map(({ endAt }) => endAt)).toEqual([city.clock.now().getTime(), at('10:00').getTime()].slice(0, 1));
  city.clock.set(START);
});

type Entry = { workerId: string; orderId: string; startAt: number; endAt: number; state: 'held' | 'booked' | 'done' | 'released'; expiresAt: number };
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('hold' as const), worker: fc.nat(1), slot: fc.nat(15), length: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('book' as const), order: fc.nat(11) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('move' as const), order: fc.nat(11), worker: fc.nat(1), slot: fc.nat(15) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), order: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('serve' as const), order: fc.nat(11), early: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 20 }) }) },
);

test('random holds, payments, moves, releases and waits do exactly what a plain list says, and never overlap', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
    const workers = [await newWorker(), await newWorker()];
    const list: Entry[] = [];
    const base = at('08:00').getTime();
    const now = (): number => city.clock.now().getTime();
    const isLive = (entry: Entry): boolean => entry.state === 'booked' || (entry.state === 'held' && entry.expiresAt > now());
    const isTaken = (workerId: string, startAt: number, endAt: number, except?: Entry): boolean => list.some((entry) => entry !== except && entry.workerId === workerId && isLive(entry) && entry.startAt < endAt && entry.endAt > startAt);
    const refusedOrDone = async (isRefused: boolean, work: Promise<unknown>): Promise<void> => { if (isRefused) await expect(work).rejects.toMatchObject(slotTaken); else await work; };
    for (const one of steps) {
      const entry = 'order' in one ? list[one.order % Math.max(1, list.length)] : undefined;
      if (one.do === 'wait') city.clock.advance({ minutes: one.minutes });
      if (one.do === 'hold') {
        const made: Entry = { workerId: workers[one.worker]!, orderId: `ord_p${++orders}`, startAt: base + one.slot * 1_800_000, endAt: base + (one.slot + one.length) * 1_800_000, state: 'held', expiresAt: now() + 600_000 };
        const isRefused = isTaken(made.workerId, made.startAt, made.endAt);
        await refusedOrDone(isRefused, act(holdTime, { workerId: made.workerId, startAt: new Date(made.startAt), endAt: new Date(made.endAt), expiresAt: new Date(made.expiresAt), ...place, lon: 87.6, lat: 43.8, isChosen: false })
          .then((holdId) => act(bindHold, { holdId, orderId: made.orderId, ...place, expiresAt: new Date(made.expiresAt) })));
        if (!isRefused) list.push(made);
      }
      if (!entry) continue;
      if (one.do === 'book') {
        const isBooked = entry.state === 'booked' || (entry.state === 'held' && (isLive(entry) || !isTaken(entry.workerId, entry.startAt, entry.endAt, entry)));
        expect(await act(bookTime, { orderId: entry.orderId })).toEqual({ isBooked });
        if (isBooked) entry.state = 'booked';
      }
      if (one.do === 'move' && entry.state === 'booked') {
        const [workerId, startAt] = [workers[one.worker]!, base + one.slot * 1_800_000];
        const endAt = startAt + entry.endAt - entry.startAt;
        const isRefused = isTaken(workerId, startAt, endAt, entry);
        await refusedOrDone(isRefused, act(moveTime, { orderId: entry.orderId, workerId, startAt: new Date(startAt), endAt: new Date(endAt) }));
        if (!isRefused) Object.assign(entry, { workerId, startAt, endAt });
      }
      if (one.do === 'release') {
        await act(releaseTime, { orderId: entry.orderId, reason: 'cancelled' });
        if (entry.state === 'booked' || (entry.state === 'held' && isLive(entry))) entry.state = 'released';
      }
      if (one.do === 'serve' && entry.state === 'booked') {
        const endAt = new Date(entry.endAt - one.early * 60_000);
        await act(serveTime, { orderId: entry.orderId, endAt });
        Object.assign(entry, { state: 'done', endAt: Math.max(endAt.getTime(), entry.startAt + 60_000) });
      }
    }
    for (const workerId of workers) {
      const { rows } = await city.database.pool.query(`select starts_at, ends_at from workers.calendar_entry where worker_id = '${workerId}' and state in ('held', 'booked') and coalesce(expires_at, 'infinity') > '${city.clock.now().toISOString()}' order by starts_at`);
      const expected = list.filter((entry) => entry.workerId === workerId && isLive(entry)).sort((x, y) => x.startAt - y.startAt).map(({ startAt, endAt }) => [startAt, endAt]);
      expect((rows as { starts_at: Date; ends_at: Date }[]).map((row) => [row.starts_at.getTime(), row.ends_at.getTime()])).toEqual(expected);
    }
    city.clock.set(START);
  }), { numRuns: 20, seed: 20261122 });
  expect(await checks[0]!.run(city.database.kysely, '650100', city.clock.now())).toMatchObject({ ok: true });
}, 120_000);

test('two thousand workers are read at once', async () => {
  await city.database.pool.query(`insert into accounts.person (city_id, id, name, phone_encrypted, phone_hash, phone_masked, registered_at) select '650100', 'per' || g, '王' || g, 'x', 'h' || g, '138', now() from generate_series(1, 2000) g`);
  await city.database.pool.query(`insert into workers.worker (city_id, id, person_id, status, home_lon, home_lat, home_area, travel_radius_meters, registered_at) select '650100', 'wrk' || g, 'per' || g, 'active', 87.5 + (g % 40) * 0.01, 43.7 + (g % 30) * 0.01, 'x', 9000, now() from generate_series(1, 2000) g`);
  await city.database.pool.query(`insert into workers.skill select '650100', 'wrk' || g, 'skill' || k, 1 + k % 5, now() from generate_series(1, 2000) g, generate_series(1, 5) k`);
  await city.database.pool.query(`insert into workers.paper (city_id, id, worker_id, kind, health_class, number_encrypted, number_masked, valid_from, valid_until, state, submitted_at) select '650100', 'pap' || g || '_' || k, 'wrk' || g, (array['identity', 'health', 'background', 'insurance', 'electrician'])[k], case when k = 2 then 'B' end, 'x', 'x', '2026-01-01', '2027-01-01', 'verified', now() from generate_series(1, 2000) g, generate_series(1, 5) k`);
  await city.database.pool.query(`insert into workers.availability select '650100', 'wrk' || g, d, 480 + k * 300, 760 + k * 300 from generate_series(1, 2000) g, generate_series(1, 7) d, generate_series(0, 1) k`);
  await city.database.pool.query(`insert into workers.calendar_entry (city_id, id, worker_id, state, starts_at, ends_at, customer_id, item_id, address_id, quantity, lon, lat, created_at)
    select '650100', 'cal' || g || '_' || d || '_' || k, 'wrk' || g, 'booked', '2026-11-22T00:00Z'::timestamptz + d * interval '1 day' + k * interval '4 hours', '2026-11-22T02:00Z'::timestamptz + d * interval '1 day' + k * interval '4 hours', 'c', 'i', 'a', 1, 87.6, 43.8, now()
    from generate_series(1, 2000) g, generate_series(0, 1) d, generate_series(0, 1) k`);
  const wish = { from: new Date(START), to: new Date('2026-11-22T12:00:00Z') };
  // Processor time and not the clock: the database runs in this process, and the machine of the tests is shared.
  const time = async (more: object): Promise<number> => {
    const began = process.cpuUsage();
    const views = await act(workerViews, { ...wish, ...more });
    const { user, system } = process.cpuUsage(began);
    expect(views.length).toBeGreaterThan(50);
    return (user + system) / 1000;
  };
  await time({});
  const day = Math.min(await time({}), await time({}), await time({}));
  const near = Math.min(await time({ near: { lon: 87.6, lat: 43.8 }, skill: 'skill2' }), await time({ near: { lon: 87.6, lat: 43.8 }, skill: 'skill2' }));
  console.info(`2,000 workers: ${day.toFixed(0)} ms for a day; those near with a skill ${near.toFixed(0)} ms`);
  // The aim is 300 ms on a quiet machine; processor caches suffer from neighbours too.
  expect(day).toBeLessThan(600);
}, 60_000);

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DispatchPolicy } from '@linli/contract';
import { openHarness } from '../../kernel/harness.ts';
import type { Harness, Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { licenceChecksum, mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { mount as insights } from '../insights/index.ts';
import { mount as orders } from '../orders/index.ts';
import { mount as payments } from '../payments/index.ts';
import { mount as support } from '../support/index.ts';
import { mount as training } from '../training/index.ts';
import { mount as workers } from '../workers/index.ts';
import type { Ctx } from '../../kernel/context.ts';
import { run, sql } from '../../kernel/database.ts';
import { askPlan } from './actions/plan-ask.ts';
import { mount as dispatch } from './index.ts';

/** Beijing, Monday 08:00. One district five kilometres wide, homes at both ends. */
const itemId = 'daily-cleaning';
const [WEST, EAST] = [{ lon: 87.57, lat: 43.8 }, { lon: 87.625, lat: 43.8 }];
let city: Harness;
let operator: Person;
let districtId: string;
let estates: string[];
type Worker = Person & { workerId: string; name: string };
type Home = Person & { addressId: string };
let nextPhone = 13_600_000_000;
const phone = (): string => String(nextPhone++);

async function hire(name: string, home: { lon: number; lat: number }, weekly = { from: '08:00', to: '20:00' }, merchantId?: string): Promise<Worker> {
  const number = phone();
  const { workerId } = await operator.client.workers.register({
    phone: number, name, ...(merchantId && { merchantId }), homeLon: home.lon, homeLat: home.lat + 0.0005, homeArea: '红山花园', travelRadiusMeters: 20_000, skills: [{ code: 'cleaning', level: 3 }], weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...weekly })),
  });
  for (const kind of ['identity', 'health', 'background', 'insurance'] as const) {
    await operator.client.workers.submitPaper({ workerId, kind, number: kind === 'identity' ? '650102199003078517' : `NO${number}`, ...(kind === 'health' ? { healthClass: 'B' as const } : {}), validFrom: '2026-07-01', validUntil: '2027-06-30', isSeen: true });
  }
  await operator.client.workers.admit({ workerId });
  const person = await city.signIn(number);
  await person.client.workers.setOnline({ isOnline: true });
  return { ...person, workerId, name };
}
beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, orders, payments, dispatch, support, insights], at: '2026-11-23T00:00:00Z' });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await city.act('system', installCatalogue, {});
  operator = await city.signIn(phone(), '沈平');
  for (const role of ['operator', 'dispatcher'] as const) await city.act('system', giveRole, { personId: operator.me.personId, role, scopeType: 'city', scopeId: '650100' });
  ({ districtId } = await operator.client.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring: [[87.565, 43.77], [87.63, 43.77], [87.63, 43.83], [87.565, 43.83]], isOpen: true }));
  ({ estateIds: estates } = await operator.client.accounts.addEstates({ estates: [WEST, EAST].map((at, i) => ({ name: `花园${i}`, streetCode: '650102002', communityName: '红山社区', ...at, buildings: ['1号楼'] })) }));
}, 90_000);
afterAll(() => city.close());

const dayOf = (day: number): string => new Date(Date.parse('2026-11-23T00:00:00Z') + day * 86_400_000).toISOString().slice(0, 10);
const at = (day: number, hour: number): string => new Date(Date.parse('2026-11-22T16:00:00Z') + day * 86_400_000 + hour * 3_600_000).toISOString();
const write = async (change: Partial<DispatchPolicy>) => operator.client.dispatch.setPolicy({ policy: { ...(await operator.client.dispatch.listPolicies({})).items[0]!.policy, ...change }, reason: '试一试' });
async function household(place: 0 | 1): Promise<Home> {
  const person = await city.signIn(phone(), '林女士');
  return { ...person, addressId: (await person.client.accounts.addAddress({ estateId: estates[place]!, building: '1号楼' })).addressId };
}
async function paid(home: Home, startAt: string, workerId?: string): Promise<string> {
  const hold = await home.client.dispatch.holdSlot({ itemId, addressId: home.addressId, quantity: 2, startAt, ...(workerId ? { workerId } : {}) });
  const order = await home.client.orders.place({ holdId: hold.holdId, itemId, addressId: home.addressId, quantity: 2, startAt });
  await city.gateways.payment.choose((await home.client.payments.start({ orderId: order.orderId })).tradeNo, 'paid');
  await city.drain();
  return order.orderId;
}
async function accept(worker: Worker, orderId: string): Promise<void> {
  const offer = (await worker.client.dispatch.listOffers({})).items.find((one) => one.orderId === orderId)!;
  await worker.client.dispatch.acceptOffer({ offerId: offer.offerId });
  await city.drain();
}
const askPlan4 = (ctx: Ctx): Promise<string> => askPlan(ctx, { districtId, day: dayOf(4) }, 'traffic');
const addAbsence = (ctx: Ctx, { workerId, from, to }: { workerId: string; from: string; to: string }) => run(ctx.tx, sql`
  insert into workers.availability_exception (city_id, id, worker_id, starts_at, ends_at, is_available, reason) values (${ctx.cityId}, ${ctx.newId('exc')}, ${workerId}, ${from}::timestamptz, ${to}::timestamptz, false, '休息')`);
const whoHas = async (orderId: string) => { const { workerId, status } = await operator.client.orders.get({ orderId }); return [workerId, status]; };
const told = (person: Person): string[] => city.gateways.sms.inbox(person.phone).map(({ template }) => template).filter((name) => name !== 'login_code');
async function planned(day: number) {
  const { planId } = await operator.client.dispatch.startPlan({ districtId, day: dayOf(day) });
  await city.drain();
  return operator.client.dispatch.getPlan({ planId });
}
describe('a plan', () => {
  let [ayi, bian]: Worker[] = [];
  test('sees that two should change places, says why, and moves nothing by itself', async () => {
    ayi = await hire('王一', WEST);
    const { far } = await (async () => ({ far: await paid(await household(1), at(1, 10)) }))();
    await accept(ayi, far);
    bian = await hire('马一', EAST);
    const near = await paid(await household(0), at(1, 10));
    await accept(bian, near);
    const fresh = await planned(1);
    expect([fresh.state, fresh.moves.length]).toEqual(['nothing', 0]);
    await city.pass({ minutes: 11 });
    const plan = await planned(1);
    expect([plan.state, plan.visits, plan.workersConsidered, plan.diff!.moved, plan.byName]).toEqual(['ready', 2, 2, 2, '沈平']);
    expect(plan.diff!.travelMinutes.before - plan.diff!.travelMinutes.after).toBeGreaterThan(20);
    expect(plan.moves.map(({ orderId, fromWorker, toWorker }) => [orderId, fromWorker!.name, toWorker!.name]).sort()).toEqual([[far, '王一', '马一'], [near, '马一', '王一']].sort());
    expect(plan.moves[0]!.why.zh).toMatch(/要多走 \d+ 分钟，.*只要 \d+ 分钟/);
    expect(await whoHas(far)).toEqual([ayi.workerId, 'accepted']);
    const shown = (await operator.client.insights.board({})).exceptions.find(({ subjectId }) => subjectId === plan.planId)!;
    expect([shown.kind, shown.severity, shown.words.zh]).toEqual(['planReady', 'soon', `天山片区 ${dayOf(1)}：调度要求；${plan.words.zh}`]);
  });
  test('is carried out whole, each side told once, and taken back while nobody has answered', async () => {
    const [plan] = (await operator.client.dispatch.listPlans({ day: dayOf(1) })).items;
    const [first, second] = plan!.moves;
    const before = [told(ayi!).length, told(bian!).length];
    const done = await operator.client.dispatch.commitPlan({ planId: plan!.planId });
    await city.drain();
    expect([done.state, done.undoUntil !== null]).toEqual(['committed', true]);
    expect([await whoHas(first!.orderId), await whoHas(second!.orderId)]).toEqual([[first!.toWorker!.workerId, 'assigned'], [second!.toWorker!.workerId, 'assigned']]);
    expect([told(ayi!).slice(0, -before[0]!).sort(), told(bian!).slice(0, -before[1]!).sort()]).toEqual([['new_offer', 'visit_moved'], ['new_offer', 'visit_moved']]);
    expect((await operator.client.dispatch.decisions({ orderId: first!.orderId })).items.at(-1)).toMatchObject({ kind: 'plan', workerName: first!.toWorker!.name });
    await expect(operator.client.dispatch.commitPlan({ planId: plan!.planId })).rejects.toMatchObject({ code: 'dispatch.plan_over' });
    // One of the two says yes: that stays, the other goes back.
    await accept(first!.toWorker!.workerId === ayi!.workerId ? ayi! : bian!, first!.orderId);
    const undone = await operator.client.dispatch.undoPlan({ planId: plan!.planId });
    await city.drain();
    expect(undone.state).toBe('undone');
    expect(undone.words.zh).toContain('保持不变');
    expect(await whoHas(first!.orderId)).toEqual([first!.toWorker!.workerId, 'accepted']);
    await expect(operator.client.dispatch.undoPlan({ planId: plan!.planId })).rejects.toMatchObject({ code: 'dispatch.plan_over' });
  });
  test('is refused once what it rests on has changed, and worked out anew', async () => {
    await write({ gainToMoveMinutes: 2 });
    const [eastHome, westHome] = [await household(1), await household(0)];
    const far = await paid(eastHome, at(3, 10), ayi!.workerId);
    const near = await paid(westHome, at(3, 10), bian!.workerId);
    for (const [worker, orderId] of [[ayi!, far], [bian!, near]] as const) await accept(worker, orderId);
    await city.pass({ minutes: 31 });
    expect((await planned(3)).state).toBe('nothing');
    // Chosen by the families, they stay; left to the platform, they do not.
    await city.database.kysely.updateTable('orders.order').set({ isWorkerChosen: false }).where('id', 'in', [far, near]).execute();
    const plan = await planned(3);
    expect([plan.state, plan.moves.length]).toEqual(['ready', 2]);
    // A family takes an hour of one of the two at that very time of day: nothing of the orders changed, her day did.
    await (await household(0)).client.dispatch.holdSlot({ itemId, addressId: (westHome as Home).addressId, quantity: 2, startAt: at(3, 14), workerId: ayi!.workerId }).catch(() => undefined);
    const other = await household(0);
    await other.client.dispatch.holdSlot({ itemId, addressId: other.addressId, quantity: 2, startAt: at(3, 16), workerId: ayi!.workerId });
    await expect(operator.client.dispatch.commitPlan({ planId: plan.planId })).rejects.toMatchObject({ code: 'dispatch.plan_stale', status: 409 });
    expect([await whoHas(far), await whoHas(near)]).toEqual([[ayi!.workerId, 'accepted'], [bian!.workerId, 'accepted']]);
    const again = await planned(3);
    expect([again.state, (await operator.client.dispatch.getPlan({ planId: plan.planId })).state]).toEqual(['ready', 'discarded']);
    // A family calls off: the plan that waits is out of date by itself, and the next one comes without being asked for.
    await eastHome.client.orders.cancel({ orderId: far });
    await city.drain();
    expect((await operator.client.dispatch.getPlan({ planId: again.planId })).state).toBe('stale');
    await expect(operator.client.dispatch.commitPlan({ planId: again.planId })).rejects.toMatchObject({ code: 'dispatch.plan_stale' });
    await city.pass({ seconds: 61 });
    const [rebased] = (await operator.client.dispatch.listPlans({ day: dayOf(3), districtId })).items;
    expect([rebased!.cause.kind, rebased!.moves.map(({ orderId, toWorker }) => [orderId, toWorker!.name])]).toEqual(['rebased', [[near, '王一']]]);
    // The desk may take only some of it, or lay it aside.
    expect((await operator.client.dispatch.discardPlan({ planId: rebased!.planId })).state).toBe('discarded');
    await expect(operator.client.dispatch.discardPlan({ planId: rebased!.planId })).rejects.toMatchObject({ code: 'dispatch.plan_over' });
  });
  test('goes out by itself where the policy says so', async () => {
    await write({ livePlan: 'commit', mode: 'auto', gainToMoveMinutes: 2 });
    const westHome = await household(0);
    const near = await paid(westHome, at(4, 10), bian!.workerId);
    await city.database.kysely.updateTable('orders.order').set({ isWorkerChosen: false }).where('id', '=', near).execute();
    await city.pass({ minutes: 31 });
    await operator.client.dispatch.repair({ kind: 'traffic', districtId, factorPercent: 150, until: at(9, 0), isPreview: false });
    await city.act('system', askPlan4, {});
    await city.pass({ seconds: 61 });
    expect(await whoHas(near)).toEqual([ayi!.workerId, 'accepted']);
    expect(told(westHome)[0]).toBe('worker_changed');
    const plan = (await operator.client.dispatch.listPlans({ day: dayOf(4) })).items[0]!;
    expect([plan.state, plan.cause.kind]).toEqual(['committed', 'traffic']);
    expect((await operator.client.dispatch.undoPlan({ planId: plan.planId })).state).toBe('undone');
    expect(await whoHas(near)).toEqual([bian!.workerId, 'accepted']);
  });
  test('is not asked for where there is nothing to plan', async () => {
    await expect(operator.client.dispatch.startPlan({ districtId: 'dis_none', day: dayOf(2) })).rejects.toMatchObject({ code: 'alliance.district_unknown' });
    await expect(operator.client.dispatch.startPlan({ districtId, day: '2026-11-01' })).rejects.toMatchObject({ code: 'dispatch.plan_past' });
    await expect(operator.client.dispatch.getPlan({ planId: 'pln_none' })).rejects.toMatchObject({ code: 'dispatch.plan_unknown' });
    expect((await planned(8)).state).toBe('nothing');
  });
});

describe('a repair', () => {
  let [ayi, bian, cheng]: Worker[] = [];
  beforeAll(async () => {
    await write({ livePlan: 'off', mode: 'auto' });
    [ayi, bian, cheng] = [await hire('赵一', WEST), await hire('钱一', EAST), await hire('孙一', WEST, { from: '08:00', to: '12:00' })];
  });
  const given = async (worker: Worker, place: 0 | 1, startAt: string) => { const home = await household(place); return { home, orderId: await paid(home, startAt, worker.workerId) }; };
  const idle = async (day: number, except: string[]) => {
    // Everybody else has that day off, so that it is these who are looked at.
    const { items } = await operator.client.workers.search({ limit: 100 });
    for (const { workerId } of items) if (!except.includes(workerId)) await city.act('system', addAbsence, { workerId, from: at(day, 0), to: at(day, 24) });
  };
  test('what has begun is named and left to the desk, and stands on its board until it is over', async () => {
    const { home, orderId } = await given(bian!, 1, at(0, 13));
    await city.pass({ minutes: Math.max(0, (Date.parse(at(0, 12.5)) - city.clock.now().getTime()) / 60_000) });
    await bian!.client.orders.depart({ orderId });
    const ill = { kind: 'workerIll' as const, workerId: bian!.workerId, until: at(1, 0) };
    // On her way she may still be replaced; at work she may not.
    expect((await operator.client.dispatch.repair({ ...ill, isPreview: true })).moves.map((move) => move.orderId)).toEqual([orderId]);
    const { checklistVersion } = await bian!.client.orders.checkIn({ orderId, ...EAST });
    await home.client.orders.confirmChecklist({ orderId, checklistVersion });
    await bian!.client.orders.startService({ orderId });
    const done = await operator.client.dispatch.repair({ ...ill, isPreview: false });
    expect([done.moves.length, done.left.map((one) => one.orderId), await whoHas(orderId)]).toEqual([0, [orderId], [bian!.workerId, 'inService']]);
    const board = async () => (await operator.client.insights.board({})).exceptions.filter(({ kind }) => kind === 'repairLeft');
    expect((await board()).map((one) => [one.orderId, one.subjectId, one.words.zh.endsWith('请调度联系后决定')])).toEqual([[orderId, done.disruptionId, true]]);
    await operator.client.dispatch.liftDisruption({ disruptionId: done.disruptionId!, reason: '没事了' });
    expect(await board()).toEqual([]);
    await bian!.client.workers.setOnline({ isOnline: true });
  });
  test('“ill today” takes the whole day off her, in the best way for all of it, and tells everyone once', async () => {
    await idle(6, [ayi!.workerId, bian!.workerId, cheng!.workerId]);
    // Early in the day she has her own; who lives next door could only come then: one after the other, the last would be left with nobody.
    await given(bian!, 1, at(6, 9));
    const visits = [await given(ayi!, 0, at(6, 9)), await given(ayi!, 0, at(6, 12)), await given(ayi!, 0, at(6, 15))];
    await city.pass({ minutes: 31 });
    const ill = { kind: 'workerIll' as const, workerId: ayi!.workerId, until: at(7, 0) };
    const preview = await operator.client.dispatch.repair({ ...ill, isPreview: true });
    const ours = <M extends { orderId: string }>(moves: M[]): M[] => moves.filter((move) => visits.some(({ orderId }) => orderId === move.orderId));
    expect([preview.state, preview.disruptionId, ours(preview.moves).length, preview.left.length, preview.told.households - preview.moves.length]).toEqual(['preview', null, 3, 0, 0]);
    expect(await whoHas(visits[0]!.orderId)).toEqual([ayi!.workerId, 'accepted']);
    const before = visits.map(({ home }) => told(home).length);
    const done = await operator.client.dispatch.repair({ ...ill, isPreview: false });
    await city.drain();
    expect([done.state, ours(done.moves).map(({ toWorker }) => toWorker!.name)]).toEqual(['done', ['孙一', '钱一', '钱一']]);
    expect(done.words.zh).toContain('赵一生病，到 11月29日当天结束不派单');
    // The household reads that she cannot come; why is hers.
    expect(ours(done.moves)[0]!.why.zh).toMatch(/^赵一临时不能来，孙一多走 \d+ 分钟/);
    for (const [at0, { home, orderId }] of visits.entries()) {
      expect([(await whoHas(orderId))[1], told(home).slice(0, told(home).length - before[at0]!)]).toEqual(['accepted', ['worker_changed']]);
      expect((await operator.client.dispatch.decisions({ orderId })).items.at(-1)!.kind).toBe('repair');
    }
    expect(told(ayi!)[0]).toBe('day_cleared');
    const { items } = await operator.client.dispatch.listRepairs({});
    expect(items[0]).toMatchObject({ disruptionId: done.disruptionId, state: 'done', canLift: true, byName: '沈平' });
    await expect((await household(0)).client.dispatch.holdSlot({ itemId, addressId: visits[0]!.home.addressId, quantity: 2, startAt: at(6, 17), workerId: ayi!.workerId })).rejects.toBeTruthy();
    const lifted = await operator.client.dispatch.liftDisruption({ disruptionId: done.disruptionId!, reason: '退烧了' });
    expect([lifted.state, lifted.words.zh.endsWith('退烧了')]).toEqual(['lifted', true]);
    await expect(operator.client.dispatch.liftDisruption({ disruptionId: done.disruptionId!, reason: '再来' })).rejects.toMatchObject({ code: 'dispatch.disruption_over' });
    await expect(operator.client.dispatch.liftDisruption({ disruptionId: 'dsr_none', reason: '没有' })).rejects.toMatchObject({ code: 'dispatch.disruption_unknown' });
    const home = await household(0);
    await home.client.dispatch.holdSlot({ itemId, addressId: home.addressId, quantity: 2, startAt: at(6, 17), workerId: ayi!.workerId });
  });
  test('what could not be placed names the rule and the nearest hour, and is looked for on', async () => {
    await idle(10, [ayi!.workerId, cheng!.workerId]);
    const { orderId, home } = await given(ayi!, 0, at(10, 14));
    const done = await ayi!.client.dispatch.reportIll({ until: at(11, 0), note: '发烧' });
    await city.drain();
    expect([done.moves.some((move) => move.orderId === orderId), done.left.map((one) => one.orderId)]).toEqual([false, [orderId]]);
    expect(done.left[0]!.why.zh).toMatch(/最接近的是.*；11月27日|最接近的是.*可以来/);
    expect([new Date(done.left[0]!.nearest!.startAt) < new Date(at(10, 14)), done.left[0]!.nearest!.worker.name]).toEqual([true, '孙一']);
    expect([await whoHas(orderId), told(home)[0]]).toEqual([[null, 'paid'], 'worker_sought']);
    expect((await operator.client.dispatch.decisions({ orderId })).items.filter(({ kind }) => kind === 'none')[0]!.words.zh).toContain('赵一临时不能来');
    await expect(ayi!.client.dispatch.reportIll({ until: at(0, 0), note: '' })).rejects.toMatchObject({ code: 'workers.exception_wrong' });
    await expect(operator.client.dispatch.repair({ kind: 'workerIll', isPreview: true })).rejects.toMatchObject({ code: 'request.invalid' });
  });
  test('what the preview lists is what is done, and nobody is given a visit she would come to hours late', async () => {
    const [feng, chen, wei] = [await hire('冯二', WEST), await hire('陈二', WEST), await hire('卫二', EAST)];
    await idle(12, [feng, chen, wei].map(({ workerId }) => workerId));
    // Both others have their hands full from nine to eleven; one is free all afternoon, but not for two at once.
    await given(chen, 0, at(12, 9));
    await given(wei, 1, at(12, 9));
    await given(wei, 1, at(12, 14));
    const [morning, afternoon, evening] = [await given(feng, 0, at(12, 9)), await given(feng, 0, at(12, 13.5)), await given(feng, 0, at(12, 17))];
    await city.pass({ minutes: 31 });
    const ill = { kind: 'workerIll' as const, workerId: feng.workerId, until: at(13, 0) };
    const told = ({ moves, left }: Awaited<ReturnType<typeof operator.client.dispatch.repair>>) => ({ moves: moves.map(({ orderId, toWorker, arriveAt, lateMinutes, why }) => [orderId, toWorker!.name, arriveAt, lateMinutes, why.zh]), left: left.map(({ orderId, why, nearest }) => [orderId, why.zh, nearest?.startAt, nearest?.worker.name]) });
    const preview = await operator.client.dispatch.repair({ ...ill, isPreview: true });
    const ours = new Set([morning, afternoon, evening].map(({ orderId }) => orderId));
    expect(preview.left.filter(({ orderId }) => ours.has(orderId)).map(({ orderId }) => orderId)).toEqual([morning.orderId]);
    expect(preview.left.every(({ nearest }) => nearest !== null)).toBe(true);
    expect(preview.moves.every(({ lateMinutes }) => lateMinutes <= 30)).toBe(true);
    const done = await operator.client.dispatch.repair({ ...ill, isPreview: false });
    await city.drain();
    expect(told(done)).toEqual(told(preview));
    expect(done.told).toEqual(preview.told);
    for (const { orderId, toWorker } of done.moves) expect(await whoHas(orderId)).toEqual([toWorker!.workerId, 'accepted']);
    expect(await whoHas(morning.orderId)).toEqual([null, 'paid']);
    await operator.client.dispatch.liftDisruption({ disruptionId: done.disruptionId!, reason: '好了' });
  });
  test('a flooded district moves its visits to the next hour they fit, and takes none before', async () => {
    const { orderId, home } = await given(bian!, 1, at(2, 10));
    const flood = { kind: 'districtFlooded' as const, districtId, until: at(2, 13) };
    const preview = await operator.client.dispatch.repair({ ...flood, isPreview: true });
    expect(preview.moves.filter((move) => move.orderId === orderId).map(({ newStartAt, toWorker }) => [newStartAt, toWorker!.name])).toEqual([[at(2, 13), '钱一']]);
    const done = await operator.client.dispatch.repair({ ...flood, isPreview: false });
    await city.drain();
    const view = await operator.client.orders.get({ orderId });
    expect([view.startAt, view.workerId, view.status]).toEqual([at(2, 13), bian!.workerId, 'accepted']);
    expect(told(home)[0]).toBe('visit_postponed');
    const wish = { itemId, addressId: home.addressId, quantity: 2 };
    await expect(home.client.dispatch.holdSlot({ ...wish, startAt: at(2, 12) })).rejects.toMatchObject({ code: 'dispatch.district_closed' });
    const slots = async () => (await home.client.dispatch.listSlots({ ...wish, from: dayOf(2), days: 1 })).days[0]!.slots[0]?.startAt;
    expect(Date.parse((await slots())!)).toBeGreaterThanOrEqual(Date.parse(at(2, 13)));
    await operator.client.dispatch.liftDisruption({ disruptionId: done.disruptionId!, reason: '水退了' });
    expect(Date.parse((await slots())!)).toBeLessThan(Date.parse(at(2, 13)));
  });
  test('a recalled paper takes only what needs it, and a mistake gives it back', async () => {
    const { orderId } = await given(cheng!, 0, at(13, 9));
    const recall = { kind: 'papersRecalled' as const, workerId: cheng!.workerId, paperKind: 'health' as const, reason: '体检中心通报' };
    expect((await operator.client.dispatch.repair({ ...recall, isPreview: true })).moves.map((move) => move.orderId)).toContain(orderId);
    const done = await operator.client.dispatch.repair({ ...recall, isPreview: false });
    await city.drain();
    expect((await whoHas(orderId))[0]).not.toBe(cheng!.workerId);
    const papers = async () => (await operator.client.workers.getProfile({ workerId: cheng!.workerId })).papers.find(({ kind }) => kind === 'health')!.state;
    expect(await papers()).toBe('refused');
    await expect(operator.client.dispatch.repair({ ...recall, isPreview: true })).rejects.toMatchObject({ code: 'workers.paper_unknown' });
    await operator.client.dispatch.liftDisruption({ disruptionId: done.disruptionId!, reason: '通报有误' });
    expect(await papers()).toBe('verified');
  });
  test('a suspended merchant’s visits go to others, whoever suspended it', async () => {
    const ownerPhone = phone();
    const { merchantId } = await operator.client.alliance.admitMerchant({ name: '天山家政', licenceNo: `91650100MA0000010${licenceChecksum('91650100MA0000010')}`, ownerName: '店主', ownerPhone, families: ['cleaning'] });
    const hers = await hire('周一', WEST, undefined, merchantId);
    const { orderId } = await given(hers, 0, at(14, 9));
    await operator.client.alliance.suspendMerchant({ merchantId, reason: '资质过期' });
    await city.drain();
    const [workerId, status] = await whoHas(orderId);
    expect([workerId === hers.workerId, status]).toEqual([false, 'accepted']);
    const mine = (await operator.client.dispatch.listRepairs({})).items.filter(({ kind }) => kind === 'merchantSuspended');
    expect(mine.map(({ subject, moves }) => [subject.name, moves.length])).toEqual([['天山家政', 1]]);
    await operator.client.dispatch.liftDisruption({ disruptionId: mine[0]!.disruptionId!, reason: '资质补齐' });
    expect((await operator.client.alliance.getMerchant({ merchantId })).status).toBe('active');
  });
});

describe('at the same moment', () => {
  let [ayi, bian]: Worker[] = [];
  let orderIds: string[];
  beforeAll(async () => {
    await write({ livePlan: 'off', mode: 'auto', gainToMoveMinutes: 2 });
    [ayi, bian] = [await hire('吴一', WEST), await hire('郑一', EAST)];
  });
  /** Each has what the other lives next to; nobody else works that day. */
  const crossing = async (day: number) => {
    const { items } = await operator.client.workers.search({ limit: 100 });
    for (const { workerId } of items) if (workerId !== ayi!.workerId && workerId !== bian!.workerId) await city.act('system', addAbsence, { workerId, from: at(day, 0), to: at(day, 24) });
    const [eastHome, westHome] = [await household(1), await household(0)];
    orderIds = [await paid(eastHome, at(day, 10), ayi!.workerId), await paid(westHome, at(day, 10), bian!.workerId)];
    await city.database.kysely.updateTable('orders.order').set({ isWorkerChosen: false }).where('id', 'in', orderIds).execute();
    await city.pass({ minutes: 31 });
    const plan = await planned(day);
    expect([plan.state, plan.moves.length]).toEqual(['ready', 2]);
    return { plan, eastHome };
  };
  const codeOf = (result: PromiseSettledResult<unknown>): string => (result.status === 'fulfilled' ? 'ok' : (result.reason as { code: string }).code);
  const liveEntries = async (orderId: string): Promise<string[]> => (await city.database.kysely.selectFrom('workers.calendarEntry').select('workerId').where('orderId', '=', orderId).where('state', 'in', ['held', 'booked']).execute()).map((row) => String((row as { workerId: string }).workerId));

  test('two carry the same plan out: one does, the other is told so', async () => {
    const { plan } = await crossing(16);
    const results = await Promise.allSettled([1, 2].map(() => operator.client.dispatch.commitPlan({ planId: plan.planId })));
    expect(results.map(codeOf).sort()).toEqual(['dispatch.plan_over', 'ok']);
    await city.drain();
    expect([await liveEntries(orderIds[0]!), await liveEntries(orderIds[1]!)]).toEqual([[bian!.workerId], [ayi!.workerId]]);
  });
  test('a family calls off while a plan goes out: the plan is whole or not at all', async () => {
    const { plan, eastHome } = await crossing(17);
    const [commit, cancel] = await Promise.allSettled([operator.client.dispatch.commitPlan({ planId: plan.planId }), eastHome.client.orders.cancel({ orderId: orderIds[0]! })]);
    expect([codeOf(cancel!), ['ok', 'dispatch.plan_stale'].includes(codeOf(commit!))]).toEqual(['ok', true]);
    await city.drain();
    expect(await liveEntries(orderIds[0]!)).toEqual([]);
    expect(await liveEntries(orderIds[1]!)).toEqual([codeOf(commit!) === 'ok' ? ayi!.workerId : bian!.workerId]);
  });
  test('the clock steps back: a plan made later still goes out, and may still be taken back', async () => {
    const { plan } = await crossing(18);
    const now = city.clock.now();
    city.clock.set(new Date(now.getTime() - 2 * 3_600_000));
    expect((await operator.client.dispatch.commitPlan({ planId: plan.planId })).state).toBe('committed');
    expect((await operator.client.dispatch.undoPlan({ planId: plan.planId })).state).toBe('undone');
    city.clock.set(now);
    await city.drain();
    expect([await liveEntries(orderIds[0]!), await liveEntries(orderIds[1]!)]).toEqual([[ayi!.workerId], [bian!.workerId]]);
  });
  test('two dispatchers give one order to two workers, and two orders of one hour to one worker', async () => {
    const { eastHome } = await crossing(19);
    const assign = (orderId: string, worker: Worker) => operator.client.dispatch.assign({ orderId, workerId: worker.workerId, reason: '调度', isAcceptedByPhone: true });
    const free = await paid(eastHome, at(19, 15));
    const both = await Promise.allSettled([assign(free, ayi!), assign(free, bian!)]);
    expect(both.map(codeOf)).toEqual(['ok', 'ok']);
    await city.drain();
    const [holder] = await whoHas(free);
    expect(await liveEntries(free)).toEqual([holder]);
    const other = await paid(await household(0), at(19, 15));
    const [taken] = await whoHas(other);
    const third = taken === ayi!.workerId ? bian! : ayi!;
    expect(codeOf((await Promise.allSettled([assign(other, third)]))[0]!)).toBe('dispatch.slot_taken');
  });
  test('she says that she is ill while the desk gives her one more: it does not stay with her', async () => {
    await crossing(20);
    const free = await paid(await household(0), at(20, 15));
    await Promise.allSettled([operator.client.dispatch.assign({ orderId: free, workerId: ayi!.workerId, reason: '调度', isAcceptedByPhone: true }), ayi!.client.dispatch.reportIll({ until: at(21, 0), note: '' })]);
    await city.drain();
    const hers = (await operator.client.orders.search({ workerId: ayi!.workerId, from: at(20, 0), to: at(21, 0), group: 'open' })).items;
    expect(hers.map(({ orderId }) => orderId)).toEqual([]);
  });
  test('the desk sends somebody else while she begins: one of both, and the other is told', async () => {
    const home = await household(1);
    const orderId = await paid(home, at(0, 20 - 2), bian!.workerId);
    await city.pass({ minutes: Math.max(0, (Date.parse(at(0, 18)) - city.clock.now().getTime()) / 60_000 - 30) });
    await bian!.client.orders.depart({ orderId });
    const arrived = await bian!.client.orders.checkIn({ orderId, ...EAST });
    await home.client.orders.confirmChecklist({ orderId, checklistVersion: arrived.checklistVersion });
    const next = await hire('冯一', EAST);
    const [start, assign] = await Promise.allSettled([bian!.client.orders.startService({ orderId }), operator.client.dispatch.assign({ orderId, workerId: next.workerId, reason: '换人' })]);
    expect([codeOf(start!), codeOf(assign!)].filter((code) => code === 'ok')).toHaveLength(1);
    await city.drain();
    expect(await whoHas(orderId)).toEqual(codeOf(start!) === 'ok' ? [bian!.workerId, 'inService'] : [next.workerId, 'assigned']);
    const wrong = (await city.app.verify()).filter(({ ok }) => !ok);
    expect(wrong).toEqual([]);
  });
});

test('what upsets a running day has it planned anew: an overrun, going offline on the way, an early end, a no-show', async () => {
  // What earlier tests have left without anybody would be his at once.
  for (const { orderId } of (await operator.client.orders.search({ status: 'paid', from: at(1, 0), to: at(2, 0) })).items) await operator.client.orders.cancel({ orderId, reason: '测试' });
  const [chen, chu] = [await hire('陈一', WEST), await hire('褚一', WEST)];
  const visits: { home: Home; orderId: string }[] = [];
  for (const [hour, who] of [[9.5, chen], [12, chen], [16, chen], [17.5, chu]] as const) { const home = await household(0); visits.push({ home, orderId: await paid(home, at(1, hour), who.workerId) }); }
  const until = (hour: number) => city.pass({ minutes: Math.max(0, (Date.parse(at(1, hour)) - city.clock.now().getTime()) / 60_000) });
  const arrive = async ({ home, orderId }: (typeof visits)[number]) => {
    const { checklistVersion } = await chen.client.orders.checkIn({ orderId, ...WEST });
    await home.client.orders.confirmChecklist({ orderId, checklistVersion });
    await chen.client.orders.startService({ orderId });
    await city.drain();
  };
  const latest = async () => { await city.pass({ seconds: 61 }); return (await operator.client.dispatch.listPlans({ day: dayOf(1), districtId })).items[0]!.cause.kind; };
  await until(9.4);
  await chen.client.orders.depart({ orderId: visits[0]!.orderId });
  await until(9.5);
  await arrive(visits[0]!);
  // Ten past the end she could still be in time; a quarter of an hour on she cannot.
  await until(11.75);
  expect(await latest()).not.toBe('overrun');
  await until(11.95);
  expect(await latest()).toBe('overrun');
  await chen.client.orders.finish({ orderId: visits[0]!.orderId, undoneReason: '客户不需要' });
  await chen.client.orders.depart({ orderId: visits[1]!.orderId });
  await chen.client.workers.setOnline({ isOnline: false });
  await city.drain();
  expect(await latest()).toBe('offline');
  await arrive(visits[1]!);
  await chen.client.workers.setOnline({ isOnline: true });
  await until(12.5);
  await chen.client.orders.finish({ orderId: visits[1]!.orderId, undoneReason: '客户不需要' });
  await city.drain();
  expect(await latest()).toBe('earlyFinish');
  await until(16.3);
  await visits[2]!.home.client.orders.reportNoShow({ orderId: visits[2]!.orderId, who: 'worker' });
  await city.drain();
  expect(await latest()).toBe('noShow');
}, 60_000);

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Harness, Person } from '../../kernel/harness.ts';
import { openTown, type Home, type Town } from '../../kernel/harness-town.ts';
import { labels } from './actions/gather.ts';
import { learnFromOrder } from './actions/weights.ts';

/** Beijing, Monday 08:00. One open district, one merchant, workers who live in the estate and work all day. */
const START = '2026-11-23T00:00:00Z';
const centre = { lon: 87.6, lat: 43.8 };
let town: Town;
let city: Harness;
let operator: Person;
let merchantId: string;

beforeAll(async () => {
  town = await openTown({ at: START, districts: [{ name: '天山片区', west: 87.56, east: 87.64, merchant: '天山邻里家政' }] });
  ({ city, operator } = town);
  ({ merchantId } = town.merchants[0]!);
}, 60_000);
afterAll(() => city.close());

const hire = (name: string, options: { own?: boolean; level?: number } = {}): Promise<Person & { workerId: string }> => town.hire(name, { ...(options.own === false ? {} : { merchantId }), ...(options.level && { level: options.level }) });
const household = (name = '林女士'): Promise<Home> => town.household(name);

const itemId = 'daily-cleaning';
const at = (day: number, hour: number): string => town.at(day, hour);
async function paidOrder(home: Home, startAt: string, workerId?: string) {
  const hold = await home.client.dispatch.holdSlot({ itemId, addressId: home.addressId, quantity: 2, startAt, ...(workerId ? { workerId } : {}) });
  const order = await home.client.orders.place({ holdId: hold.holdId, itemId, addressId: home.addressId, quantity: 2, startAt });
  const payment = await home.client.payments.start({ orderId: order.orderId });
  await city.gateways.payment.choose(payment.tradeNo, 'paid');
  await city.drain();
  return { orderId: order.orderId, hold, view: await home.client.orders.get({ orderId: order.orderId }) };
}

let ayi: Person & { workerId: string };
let second: Person & { workerId: string };
beforeAll(async () => {
  ayi = await hire('王秀兰', { level: 4 });
  second = await hire('马玉梅');
}, 60_000);

describe('free slots', () => {
  test('every slot shown lies ahead, inside working hours and can be held', async () => {
    const home = await household();
    const { days, durationMinutes } = await home.client.dispatch.listSlots({ itemId, addressId: home.addressId, quantity: 2, from: '2026-11-24', days: 1 });
    const slots = days[0]!.slots;
    expect(durationMinutes).toBe(120);
    expect(slots[0]!.startAt >= at(1, 8)).toBe(true);
    expect(slots.at(-1)!.endAt <= at(1, 20)).toBe(true);
    const hold = await home.client.dispatch.holdSlot({ itemId, addressId: home.addressId, quantity: 2, startAt: slots[3]!.startAt });
    expect(hold.startAt).toBe(slots[3]!.startAt);
    expect(hold.quote.totalFen).toBe(slots[3]!.totalFen);
  });
  test('a slot whose last worker is held is shown no more and can not be held again', async () => {
    const [a, b, c] = [await household('甲'), await household('乙'), await household('丙')];
    await a.client.dispatch.holdSlot({ itemId, addressId: a.addressId, quantity: 2, startAt: at(2, 10) });
    await b.client.dispatch.holdSlot({ itemId, addressId: b.addressId, quantity: 2, startAt: at(2, 10) });
    await expect(c.client.dispatch.holdSlot({ itemId, addressId: c.addressId, quantity: 2, startAt: at(2, 10) })).rejects.toMatchObject({ code: 'dispatch.slot_taken', status: 409 });
    const { days } = await c.client.dispatch.listSlots({ itemId, addressId: c.addressId, quantity: 2, from: '2026-11-25', days: 1 });
    expect(days[0]!.slots.map((s) => s.startAt)).not.toContain(at(2, 10));
    await city.pass({ minutes: 11 });
    const later = await c.client.dispatch.holdSlot({ itemId, addressId: c.addressId, quantity: 2, startAt: at(2, 10) });
    expect(later.workerId).toBeTruthy();
  });
  test.each([
    ['too soon', () => new Date(city.clock.now().getTime() + 30 * 60_000).toISOString(), 'orders.too_soon'],
    ['too far', () => at(40, 10), 'orders.too_far'],
    ['in the middle of the night', () => at(3, 3), 'dispatch.slot_taken'],
  ])('a start %s is refused by name', async (_what, startAt, code) => {
    const home = await household();
    await expect(home.client.dispatch.holdSlot({ itemId, addressId: home.addressId, quantity: 2, startAt: startAt() })).rejects.toMatchObject({ code });
  });
  test('choosing another time gives the first one back', async () => {
    const home = await household();
    const first = await home.client.dispatch.holdSlot({ itemId, addressId: home.addressId, quantity: 2, startAt: at(4, 9), workerId: ayi.workerId });
    await home.client.dispatch.holdSlot({ itemId, addressId: home.addressId, quantity: 2, startAt: at(4, 14), workerId: ayi.workerId });
    await expect(home.client.orders.place({ holdId: first.holdId, itemId, addressId: home.addressId, quantity: 2, startAt: at(4, 9) })).rejects.toMatchObject({ code: 'orders.hold_expired' });
  });
});

describe('who is asked', () => {
  test('the household’s choice is asked, sees net pay and reasons, and accepts', async () => {
    const home = await household('选人的');
    const { orderId, view } = await paidOrder(home, at(5, 9), second.workerId);
    expect(view).toMatchObject({ status: 'assigned', workerId: second.workerId });
    const [offer] = (await second.client.dispatch.listOffers({})).items.filter((o) => o.orderId === orderId);
    expect(offer!.netPayFen).toBeGreaterThan(0);
    // the lines show where every fen of the price goes, her own part among them
    expect(offer!.payLines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(view.totalFen);
    expect(offer!.payLines.filter((line) => line.isWorkers).reduce((sum, line) => sum + line.amountFen, 0)).toBe(offer!.netPayFen);
    expect(offer!.payLines.some((line) => !line.isWorkers)).toBe(true);
    expect(offer!.why).toHaveLength(3);
    // the app of the worker speaks to her, never of the household's home as "yours"
    expect(offer!.why.map((reason) => reason.zh).join(' ')).toMatch(/客户点名请您/);
    expect(offer!.why.map((reason) => reason.zh).join(' ')).not.toMatch(/您留好|到您家|来过您家|离您家/);
    expect(city.gateways.sms.inbox(second.phone)[0]!.template).toBe('new_offer');
    expect((await second.client.dispatch.acceptOffer({ offerId: offer!.offerId })).status).toBe('accepted');
    await expect(second.client.dispatch.acceptOffer({ offerId: offer!.offerId })).rejects.toMatchObject({ code: 'dispatch.offer_over' });
    const { items } = await operator.client.dispatch.decisions({ orderId });
    expect(items[0]).toMatchObject({ kind: 'offer', workerName: '马玉梅' });
  });
  test('a refusal goes to the next, and her calendar moves with it', async () => {
    const home = await household('会被拒的');
    const { orderId, view } = await paidOrder(home, at(6, 9), ayi.workerId);
    expect(view.workerId).toBe(ayi.workerId);
    const offer = (await ayi.client.dispatch.listOffers({})).items.find((o) => o.orderId === orderId)!;
    expect(await ayi.client.dispatch.refuseOffer({ offerId: offer.offerId, reason: 'illness' })).toMatchObject({ isExcused: true });
    await city.drain();
    expect(await home.client.orders.get({ orderId })).toMatchObject({ status: 'assigned', workerId: second.workerId });
    const again = await household('接着约的');
    const hold = await again.client.dispatch.holdSlot({ itemId, addressId: again.addressId, quantity: 2, startAt: at(6, 9), workerId: ayi.workerId });
    expect(hold.workerId).toBe(ayi.workerId);
  });
  test('an offer nobody answers lapses and moves on; when nobody is left the desk is told why', async () => {
    const home = await household('没人应的');
    const { orderId, view } = await paidOrder(home, at(7, 9));
    const firstAsked = view.workerId;
    await city.pass({ minutes: 31 });
    const next = await home.client.orders.get({ orderId });
    expect(next.status).toBe('assigned');
    expect(next.workerId).not.toBe(firstAsked);
    await city.pass({ minutes: 31 });
    expect((await home.client.orders.get({ orderId })).status).toBe('paid');
    const { items } = await operator.client.dispatch.decisions({ orderId });
    expect(items.map((d) => d.kind)).toEqual(expect.arrayContaining(['offer', 'expired', 'none']));
    const { candidates, blocked } = await operator.client.dispatch.candidates({ orderId });
    expect(candidates).toHaveLength(0);
    expect(blocked.every((b) => b.blockers.length > 0 && b.blockers[0]!.reason.zh !== '')).toBe(true);
  });
  test('cancelling withdraws the offer and frees her time', async () => {
    const home = await household('取消的');
    const { orderId } = await paidOrder(home, at(8, 9), ayi.workerId);
    await home.client.orders.cancel({ orderId });
    await city.drain();
    expect((await ayi.client.dispatch.listOffers({})).items.filter((o) => o.orderId === orderId)).toHaveLength(0);
    const other = await household('补上的');
    expect((await other.client.dispatch.holdSlot({ itemId, addressId: other.addressId, quantity: 2, startAt: at(8, 9), workerId: ayi.workerId })).workerId).toBe(ayi.workerId);
  });
});

describe('the desk', () => {
  test('reassigns with a reason; the first worker’s offer ends, the second accepted by phone', async () => {
    const home = await household('改派的');
    const { orderId } = await paidOrder(home, at(9, 9), ayi.workerId);
    const view = await operator.client.dispatch.assign({ orderId, workerId: second.workerId, reason: '王阿姨请假', isAcceptedByPhone: true });
    expect(view).toMatchObject({ status: 'accepted', workerId: second.workerId });
    await city.drain();
    expect((await home.client.orders.get({ orderId })).status).toBe('accepted');
    expect(city.gateways.sms.inbox(ayi.phone)[0]!.template).toBe('offer_withdrawn');
  });
  test('replaces a worker who breaks down on the way, late as it is; a merchant may not, nor anybody once the work runs', async () => {
    const home = await household('等人的');
    const { orderId } = await paidOrder(home, at(0, 18), ayi.workerId);
    const offer = (await ayi.client.dispatch.listOffers({})).items.find((o) => o.orderId === orderId)!;
    await ayi.client.dispatch.acceptOffer({ offerId: offer.offerId });
    city.clock.set(new Date(Date.parse(at(0, 18)) + 5 * 60_000));
    await city.drain();
    await ayi.client.orders.depart({ orderId });
    const { owner } = town.merchants[0]!;
    const assign = (person: Person, workerId: string) => person.client.dispatch.assign({ orderId, workerId, reason: '电动车爆胎' });
    await expect(assign(owner, second.workerId)).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(assign(operator, ayi.workerId)).rejects.toMatchObject({ code: 'dispatch.worker_unsuitable', zh: expect.stringContaining('已在路上') as string });
    expect((await operator.client.orders.get({ orderId })).can['assign']).toEqual({ isAllowed: true, why: null });
    const view = await assign(operator, second.workerId);
    expect(view).toMatchObject({ status: 'assigned', workerId: second.workerId });
    expect(view.history.at(-1)).toMatchObject({ verb: 'reassign', from: 'onTheWay', to: 'assigned', words: { zh: '王秀兰途中不能到达（电动车爆胎），改派马玉梅，等待接单' } });
    await city.drain();
    expect(city.gateways.sms.inbox(home.phone).some(({ template }) => template === 'worker_replaced')).toBe(true);
    expect(city.gateways.sms.inbox(ayi.phone)[0]!.template).toBe('visit_reassigned');
    const plan = await operator.client.dispatch.dayPlan({ day: '2026-11-23' });
    expect(plan.rows.filter((row) => row.bars.some((bar) => bar.orderId === orderId)).map((row) => row.workerId)).toEqual([second.workerId]);
    const next = (await second.client.dispatch.listOffers({})).items.find((o) => o.orderId === orderId)!;
    await second.client.dispatch.acceptOffer({ offerId: next.offerId });
    await second.client.orders.depart({ orderId });
    await second.client.orders.checkIn({ orderId, ...centre });
    await home.client.orders.confirmChecklist({ orderId, checklistVersion: view.checklistVersion });
    await second.client.orders.startService({ orderId });
    await expect(assign(operator, ayi.workerId)).rejects.toMatchObject({ code: 'orders.wrong_state' });
    await second.client.orders.finish({ orderId, undoneReason: '客户要求提前结束' });
  });
  test('may not assign somebody whose time is taken, and is told so', async () => {
    const [a, b] = [await household('占着的'), await household('想要的')];
    await paidOrder(a, at(10, 9), ayi.workerId);
    const { orderId } = await paidOrder(b, at(10, 9), second.workerId);
    await expect(operator.client.dispatch.assign({ orderId, workerId: ayi.workerId, reason: '客户点名' })).rejects.toMatchObject({ code: 'dispatch.slot_taken' });
  });
  test('sees the day as rows with bars', async () => {
    const plan = await operator.client.dispatch.dayPlan({ day: '2026-12-02' });
    const row = plan.rows.find((r) => r.workerId === second.workerId)!;
    expect(row.availability).toHaveLength(1);
    expect(row.bars.map((b) => b.kind)).toContain('visit');
  });
});

test('every skill and paper the catalogue asks for is called by its name in a reason, never by its code', async () => {
  const { items } = await operator.client.catalog.listItems({});
  const missing = items.flatMap((item) => [...item.requiredPapers.filter((kind) => !labels.papers[kind]?.zh), ...item.requiredSkills.filter(({ skill }) => !labels.skills[skill]?.zh).map(({ skill }) => skill)]);
  expect(missing).toEqual([]);
});

describe('the grab hall', () => {
  beforeEach(() => city.drain());
  test('an order nobody was found for can be grabbed once', async () => {
    const home = await household('抢单的');
    const { orderId } = await paidOrder(home, at(11, 9), ayi.workerId);
    await city.pass({ minutes: 31 });
    await city.pass({ minutes: 31 });
    expect((await home.client.orders.get({ orderId })).status).toBe('paid');
    const third = await hire('刘桂芳');
    const entry = (await third.client.dispatch.listPool({})).items.find((i) => i.orderId === orderId)!;
    expect(entry).toMatchObject({ isFeasible: true });
    expect((await third.client.dispatch.grab({ orderId })).status).toBe('accepted');
    await expect(ayi.client.dispatch.grab({ orderId })).rejects.toMatchObject({ code: 'dispatch.already_taken' });
  });
});

test('every invariant holds at the end', async () => {
  await city.drain();
  expect((await city.app.verify()).filter((check) => !check.ok)).toEqual([]);
});

describe('wishes, allergies and weights', () => {
  const leaders = async (orderId: string): Promise<{ ids: string[]; blocked: Record<string, string[]> }> => {
    const { candidates, blocked } = await operator.client.dispatch.candidates({ orderId });
    return { ids: candidates.map((c) => c.worker.workerId), blocked: Object.fromEntries(blocked.map((b) => [b.worker.workerId, b.blockers.map(({ rule }) => rule)])) };
  };
  const draft = async (home: Home, startAt: string): Promise<string> => (await paidOrder(home, startAt)).orderId;

  test('a favourite leads, a blocked worker never comes, and taking it back makes all as before', async () => {
    const home = await household('钱女士');
    const orderId = await draft(home, at(9, 9));
    const before = await leaders(orderId);
    const last = before.ids.at(-1)!;
    await home.client.workers.setWish({ workerId: last, kind: 'favourite' });
    const liked = await operator.client.dispatch.candidates({ orderId });
    expect(liked.candidates.find((c) => c.worker.workerId === last)!.dimensions.find(({ key }) => key === 'continuity')!.score).toBe(0.9);
    expect((await home.client.workers.setWish({ workerId: last, kind: 'blocked', reason: '打碎了花瓶' })).items).toMatchObject([{ kind: 'blocked', reason: '打碎了花瓶', worker: { workerId: last } }]);
    const now = await leaders(orderId);
    expect([now.ids.includes(last), now.blocked[last]]).toEqual([false, ['blocklist']]);
    await home.client.workers.setWish({ workerId: last, kind: 'none' });
    expect((await leaders(orderId)).ids).toEqual(before.ids);
    // Nobody else's list.
    expect((await (await household()).client.workers.myWishes({})).items).toEqual([]);
    await expect(home.client.workers.setWish({ workerId: 'wrk_nobody', kind: 'blocked' })).rejects.toMatchObject({ code: 'workers.worker_unknown' });
  });

  test('an allergy keeps apart at once, in both directions, and says so', async () => {
    const home = await household('孙女士');
    await home.client.accounts.updateAddress({ addressId: home.addressId, homeScene: { hasPet: true, animals: ['cat'], sensitivities: ['smoke'] } });
    const orderId = await draft(home, at(9, 13));
    await ayi.client.workers.setMatching({ allergies: ['cat', 'cat'], habits: [], sceneSkills: ['pet'] });
    await second.client.workers.setMatching({ allergies: [], habits: ['smoke'], sceneSkills: [] });
    const { candidates, blocked } = await operator.client.dispatch.candidates({ orderId });
    const why = (workerId: string) => blocked.find((b) => b.worker.workerId === workerId)?.blockers.map(({ reason }) => reason.zh);
    expect([why(ayi.workerId), why(second.workerId)]).toEqual([['她对猫过敏，这一家有'], ['这一家有人对烟味过敏，她身上难免带着']]);
    expect(candidates.map((c) => c.worker.workerId)).not.toContain(ayi.workerId);
    expect((await ayi.client.workers.myProfile({})).allergies).toEqual(['cat']);
    for (const worker of [ayi, second]) await worker.client.workers.setMatching({ allergies: [], habits: [], sceneSkills: [] });
  });

  test('the questionnaire counts once both have answered, nobody sees the other’s answers, and it can be taken back', async () => {
    const home = await household('周女士');
    const orderId = await draft(home, at(10, 9));
    const fit = async (): Promise<number> => (await operator.client.dispatch.candidates({ orderId })).candidates.find((c) => c.worker.workerId === ayi.workerId)!.dimensions.find(({ key }) => key === 'personality')!.score;
    const answers = [6, 2, 6, 2, 5, 2, 6, 2, 6, 3];
    expect(await fit()).toBe(0.5);
    await ayi.client.workers.setManner({ answers, isConsented: true });
    expect(await fit()).toBe(0.5);
    expect(await home.client.accounts.setManner({ answers, isConsented: true })).toMatchObject({ answers, traits: { extraversion: 6 } });
    expect(await fit()).toBe(1);
    expect(JSON.stringify(await operator.client.dispatch.candidates({ orderId }))).not.toContain('traits');
    expect(JSON.stringify(await home.client.workers.publicPage({ workerId: ayi.workerId }))).not.toContain('answers');
    expect(await ayi.client.workers.forgetManner({})).toEqual({ answers: null, traits: null, consentedAt: null });
    expect([await fit(), (await ayi.client.workers.myManner({})).answers, (await home.client.accounts.forgetManner({})).answers]).toEqual([0.5, null, null]);
  });

  test('weights learn from an order once both have spoken, may be reverted and fixed, and a decision can be taken again', async () => {
    const published = await operator.client.dispatch.viewWeights({});
    expect([published.version, published.isLearning, published.inForce]).toEqual([0, true, published.published]);
    const home = await household('吴女士');
    const { orderId } = await paidOrder(home, at(1, 16), ayi.workerId);
    const [offer] = (await operator.client.dispatch.decisions({ orderId })).items;
    const again = await operator.client.dispatch.replayDecision({ decisionId: offer!.decisionId, policy: 'published' });
    expect(again).toMatchObject({ isSame: true, taken: { name: offer!.workerName }, weightsVersion: 0 });
    expect(again.fieldSize).toBeGreaterThan(1);
    const nearest = await operator.client.dispatch.replayDecision({ decisionId: offer!.decisionId, policy: 'nearest' });
    expect(nearest.ranking.map(({ score }) => score)).toEqual(nearest.ranking.map(({ score }) => score).sort((a, b) => b - a));
    for (const [policy, code] of [['cheapest', 'dispatch.policy_unknown'], ['version:9', 'dispatch.weights_unknown']] as const) {
      await expect(operator.client.dispatch.replayDecision({ decisionId: offer!.decisionId, policy })).rejects.toMatchObject({ code });
    }

    const worker = ayi;
    expect(again.taken!.workerId).toBe(worker.workerId);
    await serve(home, worker, orderId);
    await home.client.orders.review({ orderId, skill: 5, communication: 5, attitude: 5 });
    await city.drain();
    expect((await operator.client.dispatch.viewWeights({})).version).toBe(0);
    await worker.client.orders.reviewHousehold({ orderId, stars: 5, isSceneAsDeclared: true, isSafe: true });
    await city.drain();
    const learned = await operator.client.dispatch.viewWeights({});
    expect(learned).toMatchObject({ version: 1, reviews: 1, history: [{ version: 1, source: 'learned', outcome: 1, orderId, orderNo: expect.any(String) as string, decisionId: offer!.decisionId }] });
    expect(learned.inForce).not.toEqual(learned.published);
    // The same order asked again, alone after three days: it has taught already.
    await city.act('system', learnFromOrder, { orderId, isPatienceOver: true });
    expect((await operator.client.dispatch.viewWeights({})).version).toBe(1);

    const reverted = await operator.client.dispatch.revertWeights({ version: 0, reason: '试验结束' });
    expect([reverted.version, reverted.inForce, reverted.history.map(({ source }) => source)]).toEqual([2, reverted.published, ['reverted', 'learned']]);
    const weights = Object.fromEntries(published.published.map(({ key }) => [key, key === 'route' ? 10 : 1]));
    expect((await operator.client.dispatch.setWeights({ weights, reason: '先试近的' })).inForce.find(({ key }) => key === 'route')!.weight).toBe(0.5);
    await expect(operator.client.dispatch.setWeights({ weights: { route: 1 }, reason: '漏了' })).rejects.toMatchObject({ code: 'dispatch.weights_missing', field: 'weights' });
    await operator.client.accounts.changeSetting({ key: 'learnWeights', value: 0 });
    expect(await operator.client.dispatch.viewWeights({})).toMatchObject({ version: 0, isLearning: false });
    await operator.client.accounts.changeSetting({ key: 'learnWeights', value: 1 });
    await operator.client.dispatch.revertWeights({ version: 0, reason: '复原' });
  });
});

describe('what a worker is told and may say', () => {
  test('an offer shows everything that was weighed, said to her', async () => {
    const home = await household('褚女士');
    const { orderId } = await paidOrder(home, at(19, 9), ayi.workerId);
    const offer = (await ayi.client.dispatch.listOffers({})).items.find((o) => o.orderId === orderId)!;
    expect(offer.dimensions).toHaveLength(11);
    expect(offer.dimensions.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 6);
    expect(offer.dimensions.map(({ reason }) => reason.zh).join(' ')).not.toMatch(/您留好|到您家|来过您家|离您家/);
    expect(offer.dimensions.find(({ key }) => key === 'route')!.reason.zh).toMatch(/^从您/);
  });

  test('after a visit she may decline the household: never matched again, the desk reads why, the household does not; she can take it back', async () => {
    const home = await household('卫女士');
    const start = new Date(Math.ceil((city.clock.now().getTime() + 4 * 3_600_000) / 86_400_000) * 86_400_000 + 2 * 3_600_000).toISOString();
    const { orderId } = await paidOrder(home, start, ayi.workerId);
    await expect(ayi.client.dispatch.declineHousehold({ orderId, reason: '太早说' })).rejects.toMatchObject({ code: 'dispatch.not_there_yet' });
    await serve(home, ayi, orderId);
    await expect(second.client.dispatch.declineHousehold({ orderId, reason: '不是我的单' })).rejects.toMatchObject({ code: 'orders.order_unknown' });
    const next = new Date(Date.parse(start) + 86_400_000).toISOString();
    const ranked = async (): Promise<string[]> => (await home.client.dispatch.suggestWorkers({ itemId, addressId: home.addressId, quantity: 2, startAt: next })).items.map(({ worker }) => worker.workerId);
    expect(await ranked()).toContain(ayi.workerId);
    const mine = await ayi.client.dispatch.declineHousehold({ orderId, reason: '家里有人说话难听' });
    expect(mine.items).toMatchObject([{ orderId, reason: '家里有人说话难听', estateName: '红山花园', householdName: '卫**' }]);
    expect(await ranked()).not.toContain(ayi.workerId);
    expect((await operator.client.dispatch.declinedHouseholds({ workerId: ayi.workerId })).items).toMatchObject([{ workerName: '王秀兰', householdName: '卫女士', reason: '家里有人说话难听' }]);
    expect((await operator.client.dispatch.declinedHouseholds({ workerId: second.workerId })).items).toEqual([]);
    const ofFamily = async (family: Home) => (await operator.client.dispatch.declinedHouseholds({ customerId: family.me.personId })).items.map(({ workerName }) => workerName);
    expect([await ofFamily(home), await ofFamily(await household())]).toEqual([['王秀兰'], []]);
    expect(JSON.stringify(await home.client.orders.get({ orderId }))).not.toContain('说话难听');
    await expect(home.client.dispatch.declinedHouseholds({})).rejects.toMatchObject({ code: 'access.forbidden' });
    expect((await ayi.client.dispatch.resumeHousehold({ orderId })).items).toEqual([]);
    expect(await ranked()).toContain(ayi.workerId);
  });

  test('the formula comes with the shares in force, adding up to 100, and with her own standing', async () => {
    await ayi.client.workers.setMatching({ allergies: [], habits: [], sceneSkills: ['pet'] });
    const formula = await ayi.client.dispatch.myFormula({});
    const weights = await operator.client.dispatch.viewWeights({});
    expect(formula).toMatchObject({ formulaVersion: weights.formulaVersion, weightsVersion: weights.version });
    expect(Math.round(formula.dimensions.reduce((sum, { sharePercent }) => sum + sharePercent, 0) * 10)).toBe(1000);
    for (const { key, weight } of weights.inForce) expect(Math.abs(formula.dimensions.find((one) => one.key === key)!.sharePercent - weight * 100)).toBeLessThan(0.1);
    expect(formula.dimensions.every(({ how }) => how.zh !== '' && how.en !== '')).toBe(true);
    const own = Object.fromEntries(formula.dimensions.map((one) => [one.key, one.own?.zh ?? null]));
    const { responses, rating, ratingWords } = await ayi.client.workers.myProfile({});
    expect([own['rating'], ratingWords.zh.includes(rating.toFixed(2)), ratingWords.zh.includes('起步的 10 条 4.5 分')]).toEqual([ratingWords.zh, true, true]);
    expect(own['willingness']).toBe(`派过 ${responses.accepted + responses.refusedUnexcused} 单，您接了 ${responses.accepted} 单`);
    expect([own['scene'], own['papers'], own['route']]).toEqual(['您填了熟悉：有宠物', '您最早到期的证件：2027-11-22', null]);
    await expect((await household()).client.dispatch.myFormula({})).rejects.toMatchObject({ code: 'access.forbidden' });
    await ayi.client.workers.setMatching({ allergies: [], habits: [], sceneSkills: [] });
  });
});

/** A whole visit: accepted, driven to, served, confirmed. */
async function serve(home: Home, worker: Person & { workerId: string }, orderId: string): Promise<void> {
  const { items } = await worker.client.dispatch.listOffers({});
  await worker.client.dispatch.acceptOffer({ offerId: items.find((o) => o.orderId === orderId)!.offerId });
  const order = await home.client.orders.get({ orderId });
  await city.pass({ minutes: (Date.parse(order.startAt!) - city.clock.now().getTime()) / 60_000 - 20 });
  await worker.client.orders.depart({ orderId });
  await worker.client.orders.checkIn({ orderId, ...centre });
  await home.client.orders.confirmChecklist({ orderId, checklistVersion: order.checklistVersion });
  await worker.client.orders.startService({ orderId });
  await worker.client.orders.tickItem({ orderId, code: order.checklist.map(({ code }) => code), isDone: true });
  await city.pass({ minutes: 60 });
  await worker.client.orders.finish({ orderId, undoneReason: '照片稍后补' });
  await home.client.orders.confirm({ orderId });
  await city.drain();
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTown, type Town, type TownWorker } from '../../kernel/harness-town.ts';
import { mount as support } from '../support/index.ts';

/** Beijing, Monday 23 November 2026, 08:00. */
let town: Town;
let li: TownWorker;
let wang: TownWorker;
const inbox = (worker: TownWorker, template: string) => town.city.gateways.sms.inbox(worker.phone).filter((message) => message.template === template);
const codeOf = async (worker: TownWorker) => (await worker.client.workers.myProfile({})).safety;

beforeAll(async () => {
  town = await openTown({ at: '2026-11-23T00:00:00Z', more: [support] });
  [li, wang] = [await town.hire('李桂兰'), await town.hire('王秀英')];
}, 90_000);
afterAll(() => town.city.close());

test('an insurance taken back turns the code red the same minute: what she was asked, what is hers and what comes go to others; renewed, she is green again', async () => {
  const home = await town.household();
  const [asked, hers] = [await town.paid(home, town.at(1, 9), li.workerId), await town.paid(home, town.at(1, 14), li.workerId)];
  await town.accept(li, hers);
  expect([(await codeOf(li)).colour, (await home.client.workers.publicPage({ workerId: li.workerId })).card.isSafetyGreen]).toEqual(['green', true]);
  const { papers } = await town.operator.client.workers.getProfile({ workerId: li.workerId });
  const insurance = papers.find(({ kind }) => kind === 'insurance')!;
  const red = await town.operator.client.workers.verifyPaper({ paperId: insurance.paperId, isAccepted: false, reason: '保单查不到' });
  expect([red.safety.colour, red.isDispatchable, red.safety.todo!.zh, red.dispatchBlockers.map(({ zh }) => zh)]).toEqual(['red', false, '补交保险（在“我的”的“证件”里）', ['缺少有效的保险']]);
  await town.city.drain();
  for (const orderId of [asked, hers]) {
    const order = await town.operator.client.orders.get({ orderId });
    expect([order.status, order.workerId]).toEqual(['assigned', wang.workerId]);
    const { items } = await town.operator.client.dispatch.decisions({ orderId });
    expect(JSON.stringify(items.map(({ words }) => words.zh))).toContain(orderId === asked ? '家政员安全码变红' : '王秀英');
  }
  expect([(await li.client.dispatch.listOffers({})).items, inbox(li, 'safety_red').length, (await li.client.workers.myResponses({})).numbers.refusedUnexcused]).toEqual([[], 1, 0]);
  const { blocked } = await town.operator.client.dispatch.candidates({ orderId: asked });
  expect(blocked.find(({ worker }) => worker.workerId === li.workerId)!.blockers[0]).toEqual({ rule: 'safetyCode', reason: { zh: '安全码是红色：缺少有效的保险', en: 'The safety code is red: No valid insurance' } });
  await expect(town.operator.client.dispatch.assign({ orderId: asked, workerId: li.workerId, reason: '客户要她', isAcceptedByPhone: false })).rejects.toMatchObject({ code: 'dispatch.worker_unsuitable' });
  expect((await home.client.workers.publicPage({ workerId: li.workerId })).card.isSafetyGreen).toBe(false);
  await town.operator.client.workers.submitPaper({ workerId: li.workerId, kind: 'insurance', number: 'BX2', validFrom: '2026-01-01', validUntil: '2027-06-30', isSeen: true });
  expect((await codeOf(li)).colour).toBe('green');
});

test('only who may be asked is asked on: of several asked at once the red one’s offer ends, the others think on', async () => {
  const third = await town.hire('马玉梅', { paperUntil: '2026-11-25' });
  const { items: [policy] } = await town.operator.client.dispatch.listPolicies({});
  await town.operator.client.dispatch.setPolicy({ policy: { ...policy!.policy, mode: 'offerBest', offerCount: 3, scheduledOfferMinutes: 720 }, reason: '一起问' });
  expect(await codeOf(third)).toMatchObject({ colour: 'yellow', todo: { zh: '补交身份证（在“我的”的“证件”里）' } });
  const home = await town.household('赵女士');
  const orderId = await town.paid(home, town.at(2, 17));
  const isAsked = async (worker: TownWorker): Promise<boolean> => (await worker.client.dispatch.listOffers({})).items.some((offer) => offer.orderId === orderId);
  expect([await isAsked(li), await isAsked(third)]).toEqual([true, true]);
  await town.operator.client.workers.verifyPaper({ paperId: (await town.operator.client.workers.getProfile({ workerId: third.workerId })).papers.find(({ kind }) => kind === 'background')!.paperId, isAccepted: false, reason: '核查未过' });
  await town.city.drain();
  expect([await isAsked(li), await isAsked(third), (await town.operator.client.orders.get({ orderId })).status]).toEqual([true, false, 'paid']);
  await town.operator.client.dispatch.removePolicy({ reason: '还原' });
});

test('papers end with the date: in the first minute of the next day the code is red and her visits are given to others', async () => {
  const fourth = await town.hire('陈红');
  const { papers } = await town.operator.client.workers.getProfile({ workerId: fourth.workerId });
  await town.operator.client.workers.submitPaper({ workerId: fourth.workerId, kind: 'insurance', number: 'BX9', validFrom: '2026-01-01', validUntil: '2026-11-24', isSeen: true });
  await town.operator.client.workers.verifyPaper({ paperId: papers.find(({ kind }) => kind === 'insurance')!.paperId, isAccepted: false, reason: '换保单' });
  const orderId = await town.paid(await town.household('周女士'), town.at(2, 10), fourth.workerId);
  await town.accept(fourth, orderId);
  const left = Date.parse(town.at(2, 0)) - town.city.clock.now().getTime();
  await town.city.pass({ milliseconds: left - 60_000 });
  expect([(await codeOf(fourth)).colour, (await town.operator.client.orders.get({ orderId })).workerId]).toEqual(['yellow', fourth.workerId]);
  await town.city.pass({ minutes: 2 });
  const order = await town.operator.client.orders.get({ orderId });
  expect([inbox(fourth, 'safety_red').length, (await codeOf(fourth)).colour, order.status, order.workerId === fourth.workerId]).toEqual([1, 'red', 'assigned', false]);
}, 120_000);

test('a no-show makes it yellow, a complaint found right besides makes it red; the desk may take a mark off; marks fade', async () => {
  const fifth = await town.hire('孙丽');
  const home = await town.household('钱女士');
  const today = (hour: number): string => new Date(Math.floor((town.city.clock.now().getTime() + 8 * 3_600_000) / 86_400_000) * 86_400_000 - 8 * 3_600_000 + hour * 3_600_000).toISOString();
  const missed = await town.paid(home, today(33), fifth.workerId);
  await town.accept(fifth, missed);
  await town.city.pass({ hours: (Date.parse(today(33)) - town.city.clock.now().getTime()) / 3_600_000 + 0.3 });
  await home.client.orders.reportNoShow({ orderId: missed, who: 'worker' });
  await town.city.drain();
  expect(await codeOf(fifth)).toMatchObject({ colour: 'yellow', todo: { zh: expect.stringContaining('按时上门就好') } });
  const { ticketId } = await home.client.support.raiseTicket({ kind: 'complaint', orderId: missed, words: '没有来' });
  await town.operator.client.support.moveTicket({ ticketId, state: 'closed', words: '属实，已赔', isUpheld: true });
  await town.city.drain();
  const red = await codeOf(fifth);
  expect([red.colour, red.parts.find(({ part }) => part === 'credit')!.words.zh]).toEqual(['red', '投诉、失约等合计 3.5 分（1 分变黄，3 分变红）']);
  const { items, points } = await fifth.client.workers.listMarks({ workerId: fifth.workerId });
  expect([points, items.map(({ kind, weighsPercent }) => [kind, weighsPercent]), items[0]!.can['excuse']!.isAllowed]).toEqual([3.5, [['complaint', 100], ['noShow', 100]], false]);
  await expect(fifth.client.workers.excuseMark({ markId: items[0]!.markId, words: '不是我' })).rejects.toMatchObject({ code: 'access.forbidden' });
  await expect(wang.client.workers.listMarks({ workerId: fifth.workerId })).rejects.toMatchObject({ code: 'workers.worker_unknown' });
  expect((await town.operator.client.workers.excuseMark({ markId: items[0]!.markId, words: '同一件事只算一次' })).points).toBe(2);
  expect((await codeOf(fifth)).colour).toBe('yellow');
  await expect(town.operator.client.workers.excuseMark({ markId: items[0]!.markId, words: '再来' })).rejects.toMatchObject({ code: 'workers.mark_over' });
  town.city.clock.advance({ days: 91 });
  expect((await codeOf({ ...fifth, ...await town.city.signIn(fifth.phone) })).colour).toBe('green');
  expect((await town.city.app.verify()).find(({ name }) => name.includes('marks'))).toMatchObject({ ok: true });
});

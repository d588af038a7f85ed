import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTown, type Home, type Town, type TownWorker } from '../../kernel/harness-town.ts';
import { mount as insights } from '../insights/index.ts';
import { mount as support } from '../support/index.ts';

/** Beijing, Monday 23 November 2026, 08:00. One worker lives seven kilometres away: half an hour by e-bike. */
let town: Town;
let far: TownWorker;
let near: TownWorker;
let home: Home;
const texts = (who: { phone: string }, template: string) => town.city.gateways.sms.inbox(who.phone).filter((message) => message.template === template);
const risks = async () => (await town.operator.client.insights.board({})).exceptions.filter(({ kind }) => kind === 'lateRisk' || kind === 'noShowRisk');
const until = async (at: string, minutes = 0): Promise<void> => { await town.city.pass({ milliseconds: Date.parse(at) + minutes * 60_000 - town.city.clock.now().getTime() }); };
const visit = async (day: number, hour: number, worker = far): Promise<string> => { const orderId = await town.paid(home, town.at(day, hour), worker.workerId); await town.accept(worker, orderId); return orderId; };

beforeAll(async () => {
  town = await openTown({ at: '2026-11-23T00:00:00Z', more: [support, insights] });
  far = await town.hire('马玉梅', { lon: 87.69, travelRadiusMeters: 20_000 });
  near = await town.hire('王秀英');
  home = await town.household();
}, 90_000);
afterAll(() => town.city.close());

test('twenty minutes before, still at home half an hour away: the desk reads the minutes and who could come, the family is told once, she is asked; on her way in time again it goes', async () => {
  const orderId = await visit(0, 11);
  await until(town.at(0, 11), -21);
  expect(await risks()).toEqual([]);
  await until(town.at(0, 11), -20);
  const [risk, ...others] = await risks();
  expect([others.length, risk!.kind, risk!.severity, risk!.action]).toEqual([0, 'lateRisk', 'now', 'assign']);
  expect(risk!.words.zh).toMatch(/马玉梅预计 今天 11:\d\d 到，晚 \d+ 分钟，还没回话；王秀英 今天 11:00 能到/);
  const [asked] = (await far.client.dispatch.myLateRisks({})).items;
  expect([asked!.orderId, asked!.lateMinutes > 5, asked!.answer]).toEqual([orderId, true, null]);
  expect([texts(home, 'late_risk').length, texts(far, 'late_ask').length]).toEqual([1, 1]);
  expect((await home.client.dispatch.trackOrder({ orderId })).words.zh).toMatch(/^预计 11:\d\d 到，比约定晚 \d+ 分钟$/);
  await far.client.dispatch.answerLateRisk({ orderId, answer: 'onMyWay' });
  expect((await risks())[0]!.words.zh).toContain('她说在路上');
  await town.city.pass({ minutes: 5 });
  expect([texts(home, 'late_risk').length, texts(far, 'late_ask').length]).toEqual([1, 1]);
  // A lift brings her near.
  await far.client.orders.depart({ orderId });
  await far.client.workers.setPositionConsent({ isGiven: true });
  await far.client.workers.reportPosition({ lon: 87.604, lat: 43.8, accuracyMeters: 9000 });
  await town.city.pass({ minutes: 5 });
  expect([await risks(), (await far.client.dispatch.myLateRisks({})).items]).toEqual([[], []]);
  expect((await home.client.dispatch.trackOrder({ orderId })).words.zh).not.toContain('晚');
  await expect(far.client.dispatch.answerLateRisk({ orderId, answer: 'cannot' })).rejects.toMatchObject({ code: 'dispatch.risk_over' });
});

test('who cannot come says so: somebody else is sent, it costs her nothing, and the family is not told twice', async () => {
  const before = texts(home, 'late_risk').length;
  const orderId = await visit(1, 11);
  await until(town.at(1, 11), -20);
  expect(texts(home, 'late_risk').length).toBe(before + 1);
  await expect(near.client.dispatch.answerLateRisk({ orderId, answer: 'cannot' })).rejects.toMatchObject({ code: 'dispatch.risk_over' });
  await far.client.dispatch.answerLateRisk({ orderId, answer: 'cannot' });
  await town.city.drain();
  const order = await town.operator.client.orders.get({ orderId });
  expect([order.status, order.workerId, (await far.client.workers.myResponses({})).numbers.refusedUnexcused]).toEqual(['assigned', near.workerId, 0]);
  expect([(await risks()).length, (await far.client.dispatch.myLateRisks({})).items]).toEqual([0, []]);
  await town.accept(near, orderId);
  await town.city.pass({ minutes: 5 });
  expect(texts(home, 'late_risk').length).toBe(before + 1);
});

test('a visit that goes on past its end endangers the next one', async () => {
  const orderId = await visit(2, 9, near);
  const next = await visit(2, 11.5, near);
  await until(town.at(2, 9), -30);
  await near.client.orders.depart({ orderId });
  await until(town.at(2, 9), 30);
  await near.client.orders.checkIn({ orderId, lon: 87.6, lat: 43.8 });
  await home.client.orders.confirmChecklist({ orderId, checklistVersion: (await home.client.orders.get({ orderId })).checklistVersion });
  await near.client.orders.startService({ orderId });
  await town.city.drain();
  // Begun half an hour late, two hours long: over at 11:30 and at the next door four minutes later, which is nobody's worry.
  expect((await near.client.dispatch.myLateRisks({})).items).toEqual([]);
  // The agreed end passes, the work goes on: from 11:32 on the next family will wait for more than five minutes.
  await until(town.at(2, 11), 30);
  expect((await near.client.dispatch.myLateRisks({})).items).toEqual([]);
  await until(town.at(2, 11), 36);
  expect((await near.client.dispatch.myLateRisks({})).items.map((one) => [one.orderId, one.lateMinutes > 5])).toEqual([[next, true]]);
});

test('a visit begun so late that the next cannot be kept is foreseen at once, two hours ahead', async () => {
  const orderId = await visit(3, 9, near);
  const next = await visit(3, 11.5, near);
  await until(town.at(3, 9), -30);
  await near.client.orders.depart({ orderId });
  await until(town.at(3, 9), 40);
  await near.client.orders.checkIn({ orderId, lon: 87.6, lat: 43.8 });
  await home.client.orders.confirmChecklist({ orderId, checklistVersion: (await home.client.orders.get({ orderId })).checklistVersion });
  await near.client.orders.startService({ orderId });
  await town.city.drain();
  const [risk] = (await near.client.dispatch.myLateRisks({})).items;
  expect([risk?.orderId, risk?.lateMinutes]).toEqual([next, 14]);
  expect((await risks()).filter(({ kind }) => kind === 'lateRisk').map(({ orderId: id, words }) => [id, words.zh.includes('晚 14 分钟')])).toEqual([[next, true]]);
});

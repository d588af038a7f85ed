import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTown, type Home, type Town, type TownWorker } from '../../kernel/harness-town.ts';
import { giveRole } from '../accounts/index.ts';
import type { Person } from '../../kernel/harness.ts';
import { sweepCards } from './actions/door-cards.ts';

let town: Town;
let her: TownWorker;
let home: Home;
let second: Person;
beforeAll(async () => {
  town = await openTown({ at: '2026-11-22T00:00:00Z', runsSchedules: false });
  her = await town.hire('李秀兰');
  home = await town.household();
  second = await town.city.signIn(town.phone(), '何婷');
  await town.city.act('system', giveRole, { personId: second.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
});
afterAll(() => town.city.close());
const show = () => her.client.workers.myDoorCard({});
const scan = (token: string, who = town.city.client()) => who.workers.scanCard({ token });

describe('the door card', () => {
  test('comes with the admission and shows what she lets it show, no more', async () => {
    const { card, token, qrText } = await show();
    expect([card.state, card.cardNo, card.validUntil]).toEqual(['active', expect.stringMatching(/^LL650100-20261122-\d{4}$/), '2027-11-22']);
    const seen = await scan(qrText);
    expect(seen).toMatchObject({ isValid: true, state: 'shown', shown: { maskedName: '李**', firmName: '邻里平台', isSafetyGreen: true, rating: 4.5 }, expected: null });
    expect(JSON.stringify(seen)).not.toMatch(/秀兰|137\d{8}|wrk_|87\.6/);
    await her.client.workers.setCardScope({ scope: ['badges'] });
    expect((await scan(token)).shown).toMatchObject({ photo: null, rating: null, visitsDone: null, badges: expect.arrayContaining([{ zh: '实名认证', en: 'Identity verified' }]) });
  });

  test('a code lives a minute at most; a changed one, another card’s, one from tomorrow are none of ours', async () => {
    const { token, refreshSeconds } = await show();
    expect(refreshSeconds).toBeLessThanOrEqual(30);
    await town.city.pass({ seconds: 29 });
    expect((await scan(token)).state).toBe('shown');
    await town.city.pass({ seconds: 31 });
    expect(await scan(token)).toMatchObject({ isValid: false, state: 'stale', shown: null, words: { zh: '二维码已过时，请她刷新后再扫' } });
    const fresh = (await show()).token;
    // Another server's clock half a minute behind still reads it; two minutes behind does not.
    const now = town.city.clock.now();
    town.city.clock.set(new Date(now.getTime() - 30_000));
    expect((await scan(fresh)).state).toBe('shown');
    town.city.clock.set(new Date(now.getTime() - 120_000));
    expect((await scan(fresh)).state).toBe('stale');
    town.city.clock.set(now);
    const [head, card, slot, mark] = fresh.split('.');
    for (const forged of [`${head}.${card}.${Number(slot) + 1}.${mark}`, `${head}.${card}.${slot}.${mark!.slice(0, -1)}${mark!.endsWith('A') ? 'B' : 'A'}`, `${head}.dcd_${'0'.repeat(26)}.${slot}.${mark}`, 'hello']) await expect(scan(forged)).rejects.toMatchObject({ code: 'workers.card_token_wrong' });
  });

  test('the family she is sent to today is told so, nobody else; she sees that her card was read', async () => {
    const orderId = await town.paid(home, town.at(0, 14), her.workerId);
    const { token } = await show();
    expect((await scan(token, home.client)).expected).toMatchObject({ orderId, words: { zh: '是您今天的预约' } });
    expect((await scan(token, home.client)).words.zh).toBe('这就是平台今天派给您的李**');
    expect((await scan(token, (await town.household('路人')).client)).expected).toBeNull();
    const { items } = await her.client.workers.myScans({});
    expect([items.filter(({ isExpected }) => isExpected).length, items.filter(({ outcome }) => outcome === 'stale').length]).toEqual([2, 2]);
  });

  test('lost: refused from that moment, replaced within five working days, and the old one stays dead', async () => {
    const old = await show();
    expect(await her.client.workers.reportCardLost({ words: '公交车上掉了' })).toMatchObject({ state: 'lost', reissueBy: '2026-11-27' });
    expect(await scan(old.token)).toMatchObject({ isValid: false, state: 'lost', shown: null });
    expect((await town.operator.client.workers.lostCards({})).items).toMatchObject([{ workerName: '李秀兰', isLate: false }]);
    const fresh = await town.operator.client.workers.issueCard({ workerId: her.workerId });
    await expect(town.operator.client.workers.issueCard({ workerId: her.workerId })).rejects.toMatchObject({ code: 'workers.card_active' });
    expect((await scan(old.token)).state).toBe('revoked');
    expect((await scan((await show()).token)).shown).toMatchObject({ cardNo: fresh.cardNo });
    expect((await town.operator.client.workers.cardsOfWorker({ workerId: her.workerId })).items.map(({ state, replacedBy }) => [state, replacedBy])).toEqual([['active', null], ['revoked', fresh.cardId]]);
  });

  test('suspended she is shown to nobody, and a card ends with its day', async () => {
    await town.operator.client.workers.suspend({ workerId: her.workerId, reason: '核实', evidence: '投诉工单' });
    expect(await scan((await show()).token)).toMatchObject({ state: 'notAdmitted', shown: null });
    await town.operator.client.workers.resume({ workerId: her.workerId });
    const now = town.city.clock.now();
    await town.city.database.pool.query(`update workers.door_card set valid_until = '2026-11-21' where state = 'active'`);
    expect((await scan((await show()).token)).state).toBe('expired');
    await town.city.act('system', sweepCards, undefined);
    expect((await show()).card.state).toBe('expired');
    town.city.clock.set(now);
    await town.operator.client.workers.issueCard({ workerId: her.workerId });
  });
});

describe('conduct', () => {
  const record = (kind: 'reward' | 'warning' | 'retrain' | 'suspend' | 'remove', more: object = {}) => town.operator.client.workers.recordConduct({ workerId: her.workerId, kind, reason: '迟到三次', evidence: '订单 3 张', ...more });
  const status = async (): Promise<string> => (await town.operator.client.workers.getProfile({ workerId: her.workerId })).status;

  test('a penalty names its evidence; a suspension of days ends by itself', async () => {
    await expect(record('suspend', { evidence: '' })).rejects.toMatchObject({ code: 'workers.conduct_evidence_missing' });
    await record('suspend', { days: 2 });
    expect(await status()).toBe('suspended');
    await town.city.pass({ hours: 47 });
    expect(await status()).toBe('suspended');
    await town.city.pass({ hours: 2 });
    expect([await status(), (await her.client.workers.conductOf({ workerId: her.workerId })).items[0]!.state]).toEqual(['active', 'done']);
  });

  test('an appeal is decided by somebody else, once; an accepted one undoes the step', async () => {
    const { conductId } = await record('suspend');
    await expect(town.operator.client.workers.decideConduct({ conductId, isAccepted: true, words: '好' })).rejects.toMatchObject({ code: 'workers.appeal_over' });
    await her.client.workers.appealConduct({ conductId, words: '那天大雪封路' });
    await expect(her.client.workers.appealConduct({ conductId, words: '再说一次' })).rejects.toMatchObject({ code: 'workers.conduct_not_appealable', zh: '不能申诉：这条已经申诉过' });
    await expect(town.operator.client.workers.decideConduct({ conductId, isAccepted: true, words: '好' })).rejects.toMatchObject({ code: 'workers.own_decision' });
    expect((await second.client.workers.conductAppeals({})).items.map((item) => item.conductId)).toEqual([conductId]);
    expect((await second.client.workers.decideConduct({ conductId, isAccepted: true, words: '查实封路' })).state).toBe('lifted');
    expect(await status()).toBe('active');
    await expect(second.client.workers.decideConduct({ conductId, isAccepted: false, words: '又不好' })).rejects.toMatchObject({ code: 'workers.appeal_over' });
    const late = await record('warning');
    await town.city.pass({ hours: 24 * 7 + 1 });
    await expect(her.client.workers.appealConduct({ conductId: late.conductId, words: '晚了' })).rejects.toMatchObject({ zh: expect.stringContaining('超过 7 天') });
  });

  test('removed she has no card and no work, and may still appeal', async () => {
    const { conductId } = await record('remove');
    expect([await status(), (await show()).card.state]).toEqual(['left', 'revoked']);
    await expect(record('warning')).rejects.toMatchObject({ code: 'workers.has_left' });
    await her.client.workers.appealConduct({ conductId, words: '不是我' });
    await second.client.workers.decideConduct({ conductId, isAccepted: true, words: '认错人' });
    expect([await status(), (await show()).card.state]).toEqual(['active', 'active']);
  });

  test('retraining takes the training back in every trade until it is done; lifted, she works as before', async () => {
    const { recordCheck } = await import('./index.ts');
    const seen = async () => {
      const { checks, families, next } = await town.operator.client.workers.admissionOf({ workerId: her.workerId, family: 'cleaning' });
      const { state, isNeeded } = checks.find(({ code }) => code === 'training')!;
      return { state, isNeeded, admitted: families.filter(({ isAdmitted }) => isAdmitted).length, next: next.code };
    };
    for (const check of ['trainingHours', 'exam'] as const) await town.city.act('system', recordCheck, { workerId: her.workerId, check, state: 'passed', evidenceKind: 'training', evidenceId: 'att_1' });
    const before = await seen();
    expect(before).toMatchObject({ state: 'passed', isNeeded: false });
    await expect(record('retrain', { certificateKind: 'homeRepair' })).rejects.toMatchObject({ code: 'workers.retraining_unknown' });
    const { conductId } = await record('retrain');
    expect(await seen()).toEqual({ state: 'lapsed', isNeeded: true, admitted: 0, next: 'training' });
    expect((await town.operator.client.workers.getProfile({ workerId: her.workerId })).dispatchBlockers.map(({ zh }) => zh)).toContain('要求复训：迟到三次');
    // Hours signed by somebody else do not stand in for the order.
    await town.operator.client.workers.signCheck({ workerId: her.workerId, check: 'trainingHours', isPassed: true });
    expect((await seen()).admitted).toBe(0);
    expect(await town.operator.client.workers.endConduct({ conductId, words: '说明清楚了' })).toMatchObject({ state: 'done', endWords: '说明清楚了', certificateKind: 'core' });
    expect(await seen()).toEqual(before);
    await expect(town.operator.client.workers.endConduct({ conductId, words: '又' })).rejects.toMatchObject({ code: 'workers.conduct_over' });
  });

  test('a suspension by hand is a step like any other: evidence, ledger, appeal; one that lapses leaves the others standing', async () => {
    const suspendByHand = (evidence: string) => town.operator.client.workers.suspend({ workerId: her.workerId, reason: '投诉核实中', evidence });
    await expect(suspendByHand('')).rejects.toMatchObject({ code: 'workers.conduct_evidence_missing', field: 'evidence' });
    await suspendByHand('工单 20261201-0003');
    await record('suspend', { days: 1 });
    await town.city.pass({ hours: 25 });
    const ledger = async () => (await her.client.workers.conductOf({ workerId: her.workerId })).items.slice(0, 2).map(({ reason, state, canAppeal }) => [reason, state, canAppeal]);
    expect([await status(), await ledger()]).toEqual(['suspended', [['迟到三次', 'done', true], ['投诉核实中', 'standing', true]]]);
    expect((await town.operator.client.workers.resume({ workerId: her.workerId })).status).toBe('active');
    expect(await ledger()).toEqual([['迟到三次', 'done', true], ['投诉核实中', 'done', true]]);
    // What was wrong from the start does not stay in the ledger because its time is over.
    const [lapsed] = (await her.client.workers.conductOf({ workerId: her.workerId })).items;
    await her.client.workers.appealConduct({ conductId: lapsed!.conductId, words: '系统记错' });
    expect(await second.client.workers.decideConduct({ conductId: lapsed!.conductId, isAccepted: true, words: '属实' })).toMatchObject({ state: 'lifted' });
    expect((await second.client.workers.conductAppeals({ state: 'accepted' })).items[0]!.conductId).toBe(lapsed!.conductId);
    expect(await status()).toBe('active');
  });

  test('a removal that is taken back leaves her suspended while a suspension stands', async () => {
    const suspension = await record('suspend');
    const removal = await record('remove');
    await town.operator.client.workers.endConduct({ conductId: removal.conductId, words: '认错人' });
    expect(await status()).toBe('suspended');
    await town.operator.client.workers.endConduct({ conductId: suspension.conductId, words: '查清' });
    expect(await status()).toBe('active');
    await town.city.pass({ minutes: 1 });
  });

  test('benefits are kept; the credit file needs her signature and tells her who read it', async () => {
    await town.operator.client.workers.recordCare({ workerId: her.workerId, kind: 'festival', words: '中秋月饼', amountFen: 12_800, givenOn: '2026-09-25' });
    expect((await her.client.workers.careOf({ workerId: her.workerId })).items).toMatchObject([{ words: '中秋月饼', amountFen: 12_800 }]);
    const ask = () => town.operator.client.workers.creditFile({ workerId: her.workerId, purpose: '雇主查询' });
    await expect(ask()).rejects.toMatchObject({ code: 'workers.authorisation_missing' });
    const text = (await her.client.workers.mySignatures({})).items.find(({ kind }) => kind === 'creditFile')!;
    await her.client.workers.sign({ kind: text.kind, version: text.version, hash: text.hash });
    const file = await ask();
    expect(file).toMatchObject({ name: '李秀兰', hash: expect.stringMatching(/^[0-9a-f]{64}$/), groups: { basic: { maskedIdNumber: expect.stringMatching(/^6501\*+8517$/), bornYear: 1990, families: expect.arrayContaining(['cleaning']) } } });
    expect((await ask()).hash).toBe(file.hash);
    expect((await her.client.workers.recordReads({})).items).toMatchObject([{ kind: 'credit', why: '雇主查询' }, { kind: 'credit' }]);
  });
});

test('who loses a family of work while she is asked is asked no more, and can say yes to nothing she is not admitted to', async () => {
  town.city.app.forgetIdentity();
  const [asked, other] = [await town.hire('陈芳'), await town.hire('赵敏')];
  const orderId = await town.paid(home, town.at(12, 10), asked.workerId);
  const offer = (await asked.client.dispatch.listOffers({})).items.find((one) => one.orderId === orderId)!;
  // Insurance is one of the five; taken back without the reactions having run, the offer is still there.
  const { papers } = await town.operator.client.workers.getProfile({ workerId: asked.workerId });
  await town.operator.client.workers.verifyPaper({ paperId: papers.find(({ kind }) => kind === 'insurance')!.paperId, isAccepted: false, reason: '保单作废' });
  await expect(asked.client.dispatch.acceptOffer({ offerId: offer.offerId })).rejects.toMatchObject({ code: 'dispatch.worker_unsuitable' });
  await town.city.drain();
  expect((await asked.client.dispatch.listOffers({})).items.filter((one) => one.orderId === orderId)).toEqual([]);
  void other;
  expect((await town.city.app.verify()).filter(({ ok }) => !ok)).toEqual([]);
  // The invariant can fail: a yes without an admission is found.
  await town.accept((await town.operator.client.orders.get({ orderId })).workerId === other.workerId ? other : her, orderId);
  expect((await town.city.app.verify()).filter(({ ok }) => !ok)).toEqual([]);
  await town.city.database.pool.query(`update workers.admission_period set from_at = '2027-01-01' where ended_at is null; update workers.admission_period set ended_at = from_at where ended_at is not null`);
  expect((await town.city.app.verify()).filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['no dispatched visit without valid admission at that minute']);
});

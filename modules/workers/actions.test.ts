import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../kernel/context.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { admitMerchant, licenceChecksum, mount as alliance, suspendMerchant, resumeMerchant } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { cardsOf, holdTime, mount, bindHold, bookTime, positionsOf, recordRating, recordResponse, recordVisit, workerOf, workerViews } from './index.ts';
import { forgetPositions } from './actions/shifts.ts';

let city: Harness;
let operator: Person;
let owner: Person;
let merchantId: string;
const licence = (n: number): string => { const stem = `91650100MA0${String(n).padStart(6, '0')}`; return stem + licenceChecksum(stem); };
const merchant = async (n: number, name: string, ownerPhone: string): Promise<string> => (await city.act(systemActor('test'), admitMerchant, {
  name, licenceNo: licence(n), ownerName: '马兰', ownerPhone, commissionBasisPoints: 800, workerShareBasisPoints: 7000, guaranteeDepositFen: 0, families: ['cleaning'],
})).merchantId;
const home = { homeLon: 87.61, homeLat: 43.79, homeArea: '南湖片区' };
const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '20:00' }));
const identities = ['650102199003078517', '11010519491231002X'];
const papers = (workerId: string, who = operator) => [
  { workerId, kind: 'identity' as const, number: identities[0]!, validFrom: '2020-01-01', validUntil: '2040-01-01' }, { workerId, kind: 'health' as const, number: 'JK20260001', healthClass: 'B' as const, validFrom: '2026-01-01', validUntil: '2026-12-31' },
  { workerId, kind: 'background' as const, number: 'BJ20260001', validFrom: '2026-06-01', validUntil: '2026-12-01' }, { workerId, kind: 'insurance' as const, number: 'BX20260001', validFrom: '2026-01-01', validUntil: '2026-12-31' },
].map((paper) => () => who.client.workers.submitPaper(paper));
let phones = 13700000000;
const hire = async (name: string, more: Partial<Parameters<Person['client']['workers']['register']>[0]> = {}): Promise<{ workerId: string; phone: string }> => {
  const phone = String(phones++);
  const { workerId } = await operator.client.workers.register({ phone, name, merchantId, ...home, weekly: week, skills: [{ code: 'cleaning', level: 2 }], ...more });
  for (const submit of papers(workerId)) { const { papers: own } = await submit(); await operator.client.workers.verifyPaper({ paperId: own[0]!.paperId, isAccepted: true }); }
  await operator.client.workers.admit({ workerId });
  return { workerId, phone };
};

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, mount], at: '2026-11-22T00:00:00Z' });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: true });
  await city.act('system', installCatalogue, {});
  operator = await city.signIn('13900000001', '王主任');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  merchantId = await merchant(1, '南湖家政', '13900000010');
  owner = await city.signIn('13900000010', '马兰');
});
afterAll(() => city.close());

test('a worker applies, hands in papers, is verified, admitted, and only then may be sent', async () => {
  const applied = await owner.client.workers.register({ phone: '13711110001', name: '李秀兰', ...home, skills: [{ code: 'cleaning', level: 3 }, { code: 'cleaning', level: 2 }], weekly: week, sceneSkills: ['pet'] });
  expect([applied.status, applied.merchantId, applied.skills, applied.isDispatchable]).toEqual(['applied', merchantId, [{ code: 'cleaning', level: 2, name: { zh: '日常保洁', en: 'Daily cleaning' } }], false]);
  const { workerId } = applied;
  await expect(operator.client.workers.admit({ workerId })).rejects.toMatchObject({ code: 'workers.papers_missing', zh: expect.stringContaining('身份证、健康证、背景核查') });
  for (const submit of papers(workerId, owner)) await submit();
  const waiting = await owner.client.workers.getProfile({ workerId });
  expect(waiting.papers.map((paper) => paper.state)).toEqual(['submitted', 'submitted', 'submitted', 'submitted']);
  expect(waiting.can['admit']).toMatchObject({ isAllowed: false });
  for (const { paperId } of waiting.papers) await operator.client.workers.verifyPaper({ paperId, isAccepted: true });
  const admitted = await operator.client.workers.admit({ workerId });
  expect([admitted.status, admitted.isDispatchable, admitted.dispatchBlockers]).toEqual(['active', true, []]);
  expect(admitted.badges.map(({ zh }) => zh)).toEqual(['实名认证', '背景已核查', '健康证 B 类', '已投保', '不怕宠物']);
  const page = await city.client().workers.publicPage({ workerId });
  expect(page.card.name).toBe('李秀兰');
  expect(JSON.stringify(page)).not.toMatch(/1371111|87\.61|650102199/);
  // The person now is a worker; the background paper runs out and she is stopped that same day.
  const worker = await city.signIn('13711110001');
  expect((await worker.client.workers.myProfile({})).workerId).toBe(workerId);
  const after = new Date('2026-12-02T00:00:00Z');
  city.clock.set(after);
  expect((await operator.client.workers.getProfile({ workerId })).dispatchBlockers.map(({ zh }) => zh)).toEqual(['背景核查已于 2026-12-01 到期']);
  const [view] = await city.act('system', workerViews, { from: after, to: after, workerIds: [workerId] });
  expect([view!.admitted, view!.safety]).toEqual([true, { colour: 'red', reason: { zh: '背景核查已于 2026-12-01 到期', en: 'Background check expired on 2026-12-01' } }]);
  city.clock.set('2026-11-22T00:00:00Z');
});

test('paper numbers are sealed, masked and checked', async () => {
  const { workerId } = await hire('赵敏');
  const { rows } = await city.database.pool.query(`select number_encrypted, number_masked from workers.paper where worker_id = '${workerId}' and kind = 'identity'`);
  expect(rows[0]).toEqual({ number_encrypted: expect.stringMatching(/^v1\./), number_masked: '6501**********8517' });
  const submit = (more: object) => operator.client.workers.submitPaper({ workerId, kind: 'plumber', number: 'SN1', validFrom: '2026-01-01', validUntil: '2026-12-31', ...more });
  await expect(submit({ kind: 'identity', number: '650102199003078519' })).rejects.toMatchObject({ code: 'workers.id_number_wrong', field: 'number' });
  await expect(submit({ kind: 'health' })).rejects.toMatchObject({ code: 'workers.health_class_missing' });
  await expect(submit({ validUntil: '2025-12-31' })).rejects.toMatchObject({ code: 'workers.paper_dates_wrong' });
  const { papers: own } = await submit({ validUntil: '2026-11-21' });
  await expect(operator.client.workers.verifyPaper({ paperId: own[0]!.paperId, isAccepted: true })).rejects.toMatchObject({ code: 'workers.paper_expired', zh: expect.stringContaining('2026-11-21') });
  await expect(operator.client.workers.verifyPaper({ paperId: 'pap_none', isAccepted: true })).rejects.toMatchObject({ code: 'workers.paper_unknown' });
});

test('registering twice, with an unknown skill, with crooked times: named refusals, nothing half-written', async () => {
  const base = { phone: '13711110009', name: '周红', ...home };
  await expect(operator.client.workers.register({ ...base, skills: [{ code: 'flying', level: 1 }] })).rejects.toMatchObject({ code: 'workers.skill_unknown' });
  await expect(operator.client.workers.register({ ...base, weekly: [{ weekday: 3, from: '08:00', to: '12:00' }, { weekday: 3, from: '11:00', to: '13:00' }] })).rejects.toMatchObject({ code: 'workers.availability_wrong', zh: expect.stringContaining('周三') });
  await expect(operator.client.workers.register({ ...base, merchantId: 'mer_none' })).rejects.toMatchObject({ code: 'alliance.merchant_unknown' });
  await operator.client.workers.register(base);
  await expect(operator.client.workers.register(base)).rejects.toMatchObject({ code: 'workers.already_registered' });
});

test('a merchant sees, changes and finds its own workers only', async () => {
  const other = await merchant(2, '天山家政', '13900000020');
  const stranger = await city.signIn('13900000020', '孙丽');
  const { workerId } = await hire('吴倩');
  for (const call of [() => stranger.client.workers.getProfile({ workerId }), () => stranger.client.workers.setSkills({ workerId, skills: [] }), papers(workerId, stranger)[1]!]) await expect(call()).rejects.toMatchObject({ code: 'workers.worker_unknown', status: 404 });
  await expect(stranger.client.workers.getProfile({ workerId: 'wrk_none' })).rejects.toMatchObject({ code: 'workers.worker_unknown', status: 404 });
  expect((await stranger.client.workers.search({ q: '吴倩' })).items).toEqual([]);
  expect((await stranger.client.workers.search({ merchantId })).items).toEqual([]);
  expect((await owner.client.workers.search({ q: '吴倩' })).items.map((found) => found.workerId)).toEqual([workerId]);
  await expect(stranger.client.workers.register({ phone: '13711110019', name: '钱进', merchantId, ...home })).rejects.toMatchObject({ code: 'alliance.merchant_unknown' });
  expect((await operator.client.workers.search({ merchantId: other })).items).toEqual([]);
  await expect((await city.signIn('13711119999', '路人')).client.workers.search({})).rejects.toMatchObject({ code: 'access.forbidden' });
});

test('search finds by name, reading, initials and area, in pages, and sees every change at once', async () => {
  const { workerId, phone } = await hire('郑雨欣', { homeArea: '米东片区' });
  const found = async (wish: object): Promise<string[]> => (await operator.client.workers.search(wish)).items.map((item) => item.workerId);
  for (const q of ['雨欣', 'zhengyuxin', 'zhengyu', 'zyx', '米东']) expect(await found({ q }), q).toContain(workerId);
  for (const q of ['yuxin', 'zyh', '%']) expect(await found({ q }), q).not.toContain(workerId);
  expect(await found({ q: '雨欣', skill: 'petCare' })).toEqual([]);
  await operator.client.workers.setSkills({ workerId, skills: [{ code: 'petCare', level: 2 }] });
  expect(await found({ q: '雨欣', skill: 'petCare' })).toEqual([workerId]);
  expect(await found({ skill: 'petCare', isOnline: 'true' })).toEqual([]);
  const worker = await city.signIn(phone);
  await worker.client.workers.setOnline({ isOnline: true });
  expect(await found({ skill: 'petCare', isOnline: 'true' })).toEqual([workerId]);
  for (const q of ['雨', '郑雨欣', '米', '东片']) expect(await found({ q }), q).toContain(workerId);
  await worker.client.accounts.updateMe({ name: '欧阳雪' });
  for (const [q, isThere] of [['欧阳雪', true], ['ouyangx', true], ['雪', true], ['雨欣', false], ['zhengyu', false]] as const) expect((await found({ q })).includes(workerId), q).toBe(isThere);
  await worker.client.accounts.updateMe({ name: '郑雨欣' });
  await operator.client.workers.suspend({ workerId, reason: '投诉核实中', evidence: '投诉工单' });
  expect(await found({ skill: 'petCare', status: 'active' })).toEqual([]);
  const suspended = await worker.client.workers.myProfile({});
  expect([suspended.isOnline, suspended.dispatchBlockers[0]!.zh]).toEqual([false, '已暂停接单：投诉核实中']);
  await expect(city.client().workers.publicPage({ workerId })).rejects.toMatchObject({ code: 'workers.worker_unknown' });
  expect((await operator.client.workers.resume({ workerId })).status).toBe('active');
  const pages: string[] = [];
  let cursor: string | undefined;
  do { const page = await operator.client.workers.search({ limit: 2, ...(cursor && { cursor }) }); pages.push(...page.items.map((item) => item.workerId)); cursor = page.nextCursor ?? undefined; } while (cursor);
  expect(new Set(pages).size).toBe(pages.length);
  expect(pages.length).toBe((await operator.client.workers.search({ limit: 200 })).items.length);
});

test('a suspended merchant’s workers are not sent out', async () => {
  const { workerId } = await hire('冯霞');
  await city.act('system', suspendMerchant, { merchantId, reason: '检查' });
  expect((await operator.client.workers.getProfile({ workerId })).dispatchBlockers.map(({ zh }) => zh)).toEqual(['所属商户已暂停合作']);
  await city.act('system', resumeMerchant, { merchantId });
  expect((await operator.client.workers.getProfile({ workerId })).isDispatchable).toBe(true);
});

const at = (beijing: string): Date => new Date(`${beijing}:00+08:00`);
const book = async (workerId: string, customerId: string, orderId: string, from: string, to: string): Promise<void> => {
  const place = { customerId, itemId: 'daily-cleaning', addressId: 'adr_1', quantity: 2 };
  const holdId = await city.act('system', holdTime, { workerId, startAt: at(from), endAt: at(to), expiresAt: new Date(city.clock.now().getTime() + 600_000), ...place, lon: 87.6, lat: 43.8, isChosen: false });
  await city.act('system', bindHold, { holdId, orderId, ...place, expiresAt: new Date(city.clock.now().getTime() + 900_000) });
  await city.act('system', bookTime, { orderId });
};

test('a worker sets her week and takes days off, but not over a visit', async () => {
  const { workerId, phone } = await hire('陈静');
  const worker = await city.signIn(phone);
  const mine = worker.client.workers;
  await expect(mine.setAvailability({ weekly: [{ weekday: 7, from: '18:00', to: '08:00' }] })).rejects.toMatchObject({ code: 'workers.availability_wrong', zh: expect.stringContaining('周日') });
  expect((await mine.setAvailability({ weekly: [{ weekday: 7, from: '08:00', to: '12:00' }, { weekday: 7, from: '14:00', to: '18:00' }] })).weekly).toEqual([{ weekday: 7, from: '08:00', to: '12:00' }, { weekday: 7, from: '14:00', to: '18:00' }]);
  await book(workerId, 'per_x', 'ord_off', '2026-11-29T08:00', '2026-11-29T10:00');
  const off = (from: string, to: string) => mine.addException({ startAt: at(from).toISOString(), endAt: at(to).toISOString(), isAvailable: false });
  await expect(off('2026-11-29T09:00', '2026-11-29T11:00')).rejects.toMatchObject({ code: 'workers.exception_over_visit', zh: '11月29日 08:00–10:00 已有上门安排，请先联系调度改派', en: 'There is a visit on 29/11, 08:00–10:00; ask the desk to reassign it first' });
  await expect(off('2026-11-29T11:00', '2026-11-29T09:00')).rejects.toMatchObject({ code: 'workers.exception_wrong' });
  const exception = await off('2026-11-29T15:00', '2026-11-29T18:00');
  const view = async () => (await city.act('system', workerViews, { from: at('2026-11-29T00:00'), to: at('2026-11-29T12:00'), workerIds: [workerId] }))[0]!;
  expect((await view()).availability).toEqual([{ startAt: at('2026-11-29T08:00').getTime(), endAt: at('2026-11-29T12:00').getTime() }, { startAt: at('2026-11-29T14:00').getTime(), endAt: at('2026-11-29T15:00').getTime() }]);
  const calendar = await mine.myCalendar({ from: '2026-11-29', days: 1 });
  expect([calendar.exceptions.length, calendar.busy]).toEqual([1, [{ startAt: at('2026-11-29T08:00').toISOString(), endAt: at('2026-11-29T10:00').toISOString(), orderId: 'ord_off', label: '日常保洁' }]]);
  await mine.removeException({ exceptionId: exception.exceptionId });
  await expect(mine.removeException({ exceptionId: exception.exceptionId })).rejects.toMatchObject({ code: 'workers.exception_unknown' });
  expect((await view()).availability.length).toBe(2);
});

test('a position is kept on duty only, told to the families waiting, and forgotten after thirty days', async () => {
  const { workerId, phone } = await hire('何婷婷');
  const { client } = await city.signIn(phone);
  await expect(client.workers.reportPosition({ lon: 87.6, lat: 43.8 })).rejects.toMatchObject({ code: 'workers.consent_missing' });
  await client.workers.setPositionConsent({ isGiven: true });
  await expect(client.workers.reportPosition({ lon: 87.6, lat: 43.8 })).rejects.toMatchObject({ code: 'workers.off_duty' });
  await book(workerId, 'per_family', 'ord_near', '2026-11-22T09:30', '2026-11-22T11:30');
  await client.workers.reportPosition({ lon: 87.6, lat: 43.8 });
  const { rows } = await city.database.pool.query(`select payload from kernel.outbox where name = 'worker.moved' order by id desc limit 1`);
  expect((rows[0] as { payload: unknown }).payload).toMatchObject({ workerId, orderIds: ['ord_near'], personIds: [expect.stringMatching(/^per_/), 'per_family'], merchantId });
  city.clock.advance({ minutes: 1 });
  await expect(client.workers.reportPosition({ lon: 87.9, lat: 43.8 })).rejects.toMatchObject({ code: 'workers.position_jump' });
  await client.workers.reportPosition({ lon: 87.605, lat: 43.8 });
  expect((await city.act('system', positionsOf, [workerId])).get(workerId)).toMatchObject({ lon: 87.605, lat: 43.8 });
  expect((await city.act('system', workerViews, { from: city.clock.now(), to: city.clock.now(), workerIds: [workerId] }))[0]!.position).toEqual({ lon: 87.605, lat: 43.8 });
  // The clock is set back: nobody knows how long ago the last one was, so the next is believed, and is where she is.
  city.clock.advance({ minutes: -3 });
  await client.workers.reportPosition({ lon: 87.7, lat: 43.8 });
  expect((await city.act('system', workerViews, { from: city.clock.now(), to: city.clock.now(), workerIds: [workerId] }))[0]!.position).toEqual({ lon: 87.7, lat: 43.8 });
  city.clock.advance({ minutes: 3 });
  // Consent taken back: what was kept is gone, nothing more is kept, and it may be given again.
  expect((await client.workers.setPositionConsent({ isGiven: false })).hasPositionConsent).toBe(false);
  expect((await city.act('system', positionsOf, [workerId])).size).toBe(0);
  await expect(client.workers.reportPosition({ lon: 87.605, lat: 43.8 })).rejects.toMatchObject({ code: 'workers.consent_missing' });
  await client.workers.setPositionConsent({ isGiven: true });
  await client.workers.reportPosition({ lon: 87.605, lat: 43.8 });
  // Off line with a family waiting it stays; with nobody waiting it goes.
  await client.workers.setOnline({ isOnline: false });
  expect((await city.act('system', positionsOf, [workerId])).size).toBe(1);
  const other = await hire('周倩');
  const { client: idle } = await city.signIn(other.phone);
  await idle.workers.setPositionConsent({ isGiven: true });
  await idle.workers.setOnline({ isOnline: true });
  await idle.workers.reportPosition({ lon: 87.6, lat: 43.8 });
  await idle.workers.setOnline({ isOnline: false });
  expect((await city.act('system', positionsOf, [other.workerId])).size).toBe(0);
  city.clock.advance({ minutes: 31 });
  expect((await city.act('system', workerViews, { from: city.clock.now(), to: city.clock.now(), workerIds: [workerId] }))[0]!.position).toBe(null);
  city.clock.advance({ days: 30 });
  await city.act('system', forgetPositions, {});
  expect((await city.act('system', positionsOf, [workerId])).size).toBe(0);
  city.clock.set('2026-11-22T00:00:00Z');
});

test('reviews, visits and answers are counted once and shown weighted', async () => {
  const { workerId } = await hire('宋佳');
  const rate = (orderId: string, score: number, weight: number) => city.act('system', recordRating, { workerId, orderId, itemName: { zh: '日常保洁', en: 'Daily cleaning' }, skill: score, communication: score, attitude: 5, words: '很仔细', weight, isNeighbour: weight > 1 });
  await rate('ord_r1', 5, 1.5);
  await rate('ord_r1', 1, 1);
  await rate('ord_r2', 2, 1);
  await city.act('system', recordVisit, { workerId, minutes: 179.6 });
  for (const kind of ['accepted', 'accepted', 'refusedUnexcused', 'refusedExcused', 'expired'] as const) await city.act('system', recordResponse, { workerId, kind });
  expect((await operator.client.workers.getProfile({ workerId })).responses).toEqual({ accepted: 2, refusedExcused: 1, refusedUnexcused: 1, expired: 1, acceptedPercent: 67, weighedRefusals: 1 });
  const page = await city.client().workers.publicPage({ workerId });
  expect(page.dimensions).toEqual({ skill: (5 * 1.5 + 2) / 2.5, communication: 3.8, attitude: 5 });
  expect(page.reviews.map((review) => [review.skill, review.authorLabel.zh])).toEqual([[2, '服务过的家庭'], [5, '同小区邻居']]);
  expect([page.card.rating, page.card.ratingCount, page.card.visitsDone]).toEqual([Math.round(((45 + 7.5 + 3) / 12.5) * 100) / 100, 2, 1]);
  expect(await city.act('system', workerOf, workerId)).toMatchObject({ minutesDone: 180, refusedUnexcusedCount: 1, name: '宋佳' });
  expect((await city.act('system', cardsOf, [workerId, 'wrk_none'])).size).toBe(1);
  expect(await Promise.all(mount.checks!.map((check) => check.run(city.database.kysely, '650100', city.clock.now())))).toMatchObject([{ ok: true }, { ok: true }, { ok: true }, { ok: true }, { ok: true }, { ok: true }]);
});

test('the number of workers a merchant shows is the number that serves', async () => {
  const { items } = await operator.client.workers.search({ merchantId, status: 'active', limit: 200 });
  expect((await city.client().alliance.publicMerchant({ merchantId })).workerCount).toBe(items.length);
});

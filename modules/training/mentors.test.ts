import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { when } from '../../kernel/reactions.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { mount as catalog } from '../catalog/index.ts';
import { mount as workers } from '../workers/index.ts';
import { mount as training } from './index.ts';

let city: Harness;
let operator: Person;
const coached: { sessionId: string; minutes: number }[] = [];
let nextPhone = 13_600_000_000;
const hire = async (name: string): Promise<Person & { workerId: string }> => {
  const phone = String(nextPhone++);
  const { workerId } = await operator.client.workers.register({ phone, name, homeLon: 87.6, homeLat: 43.8, homeArea: '南湖' });
  return { ...await city.signIn(phone), workerId };
};

beforeAll(async () => {
  const payer = { name: 'payer', reactions: [when('training.coached', 'payer.pay', async (_ctx, e) => { coached.push({ sessionId: e.sessionId, minutes: e.minutes }); })] };
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, payer], everyAtMostMinutes: 60 });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  operator = await city.signIn('13900000001', '沈平');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(operator.me.personId);
});
afterAll(() => city.close());

test('a mentor takes newcomers along, records sessions, and both agree before anybody pays', async () => {
  const [shifu, a, b, c, d] = [await hire('陈师傅'), await hire('小安'), await hire('小白'), await hire('小程'), await hire('小丁')];
  const pair = (traineeId: string, mentorId = shifu.workerId) => operator.client.training.pairMentor({ mentorId, traineeId });
  await expect(pair(a.workerId)).rejects.toMatchObject({ code: 'training.mentor_uncertified' });
  await operator.client.training.issueCertificate({ workerId: shifu.workerId, kind: 'mentor', evidence: { kind: 'record', words: '带教班结业' } });
  await expect(pair(shifu.workerId)).rejects.toMatchObject({ code: 'training.mentor_self' });
  const { pairId } = await pair(a.workerId);
  await expect(pair(a.workerId)).rejects.toMatchObject({ code: 'training.trainee_paired' });
  await pair(b.workerId);
  await pair(c.workerId);
  await expect(pair(d.workerId)).rejects.toMatchObject({ code: 'training.mentor_full', zh: '陈师傅已经带 3 位新人，最多 3 位' });

  const record = (day: string, who = shifu) => who.client.training.recordCoaching({ pairId, day, minutes: 90, about: '厨房深度保洁' });
  await expect(record('2026-11-21')).rejects.toMatchObject({ code: 'training.coaching_day_wrong' });
  await expect(record('2026-11-22', a)).rejects.toMatchObject({ code: 'training.pair_unknown' });
  const session = await record('2026-11-22');
  expect(session).toMatchObject({ state: 'waiting', words: { zh: '等学员确认' }, traineeName: '小安' });
  await expect(record('2026-11-22')).rejects.toMatchObject({ code: 'training.coached_already' });
  await city.drain();
  expect(coached).toEqual([]);
  expect(city.gateways.sms.inbox(a.phone)[0]?.params['zh']).toContain('陈师傅记了 2026-11-22 带教您 90 分钟');
  await expect(b.client.training.answerCoaching({ sessionId: session.sessionId, isConfirmed: true })).rejects.toMatchObject({ code: 'training.session_unknown' });
  await a.client.training.answerCoaching({ sessionId: session.sessionId, isConfirmed: true });
  await expect(a.client.training.answerCoaching({ sessionId: session.sessionId, isConfirmed: true })).rejects.toMatchObject({ code: 'training.session_over' });
  await city.drain();
  expect(coached).toEqual([{ sessionId: session.sessionId, minutes: 90 }]);

  await city.pass({ days: 1 });
  const second = await record('2026-11-23');
  await a.client.training.answerCoaching({ sessionId: second.sessionId, isConfirmed: false, words: '那天我休息' });
  expect((await record('2026-11-23')).state).toBe('waiting');
  await city.drain();
  expect(coached).toHaveLength(1);
  expect((await shifu.client.training.myMentoring({})).pairs.find((one) => one.pairId === pairId)).toMatchObject({ sessionCount: 1, minutes: 90 });
  await operator.client.training.endMentorPair({ pairId, words: '已出师' });
  await expect(record('2026-11-22')).rejects.toMatchObject({ code: 'training.pair_over' });
  expect((await operator.client.training.mentorPairs({ isLive: 'true' })).items).toHaveLength(2);
  expect((await city.app.verify()).filter(({ ok }) => !ok)).toEqual([]);
});

test('certificates of the state stand beside, by the register’s own trades and levels', async () => {
  const lan = await hire('李秀兰');
  const base = { occupation: 'housekeeper', trade: '母婴护理员', level: 3, issuer: '乌鲁木齐市职业技能鉴定中心', number: '2465010012300012', issuedOn: '2025-06-01', verifyUrl: 'http://zscx.osta.org.cn/' };
  const made = await lan.client.training.submitNational(base);
  expect(made).toMatchObject({ state: 'submitted', occupationCode: '4-10-01-06', levelName: { zh: '三级/高级工' }, maskedNumber: '********0012', note: { zh: '国家职业技能等级，与平台五级通道互不换算' } });
  for (const [change, code] of [[{ level: 1 }, 'training.occupation_level_wrong'], [{ trade: '' }, 'training.trade_wrong'], [{ level: 2 }, 'training.trade_wrong'], [{ occupation: 'juggler' }, 'training.occupation_unknown'], [{ issuedOn: '2027-01-01' }, 'training.national_future'], [{}, 'training.national_taken']] as const) {
    await expect(lan.client.training.submitNational({ ...base, ...change })).rejects.toMatchObject({ code });
  }
  const evidence = { kind: 'national' as const, evidenceId: made.nationalId, words: '已在官网核验' };
  await expect(operator.client.training.issueCertificate({ workerId: lan.workerId, kind: 'postnatalCare', evidence })).rejects.toMatchObject({ code: 'training.national_unknown' });
  // She holds nothing of the platform's: the queue finds her all the same, the longest waiting first.
  const later = await lan.client.training.submitNational({ ...base, occupation: 'electrician', trade: '', number: 'E-2465010' });
  const queue = await operator.client.training.nationalList({ limit: 1 });
  expect(queue.items).toMatchObject([{ nationalId: made.nationalId, workerName: '李秀兰', state: 'submitted', judgedByName: null }]);
  expect((await operator.client.training.nationalList({ limit: 1, cursor: queue.nextCursor! })).items).toMatchObject([{ nationalId: later.nationalId }]);
  await operator.client.training.judgeNational({ nationalId: later.nationalId, isAccepted: false, words: '编号查不到' });
  await operator.client.training.judgeNational({ nationalId: made.nationalId, isAccepted: true });
  expect((await operator.client.training.nationalList({})).items).toEqual([]);
  const seen = await operator.client.training.submitNational({ ...base, workerId: lan.workerId, occupation: 'elderCarer', trade: '', number: 'Y-24650101', isSeen: true });
  expect((await operator.client.training.nationalList({ state: 'verified' })).items.map(({ nationalId }) => nationalId).toSorted()).toEqual([made.nationalId, seen.nationalId].toSorted());
  await city.drain();
  const told = city.gateways.sms.inbox(lan.phone).flatMap(({ template, params }) => (template.startsWith('national') ? [String(params['zh'])] : []));
  expect(told.toSorted()).toEqual([expect.stringContaining('家政服务员（三级/高级工）已核对'), expect.stringContaining('电工（三级/高级工）没通过核对：编号查不到')]);
  await expect(operator.client.training.judgeNational({ nationalId: made.nationalId, isAccepted: false })).rejects.toMatchObject({ code: 'training.national_over' });
  expect((await lan.client.workers.myLadder({})).levels[2]!.conditions[0]!.isMet).toBe(false);
  await operator.client.training.issueCertificate({ workerId: lan.workerId, kind: 'postnatalCare', evidence });
  await expect(operator.client.training.issueCertificate({ workerId: lan.workerId, kind: 'postnatalCare', evidence })).rejects.toMatchObject({ code: 'training.certified_already' });
  const ladder = await lan.client.workers.myLadder({});
  expect([ladder.level, ladder.levels[2]!.conditions[0]!.isMet]).toEqual([0, true]);
  const { rows } = await city.database.pool.query('select number_sealed from training.national_certificate');
  expect(JSON.stringify(rows)).not.toContain('2465010012300012');
});

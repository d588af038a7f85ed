import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { mount as catalog } from '../catalog/index.ts';
import { installModules, mount as learning } from '../learning/index.ts';
import { mount as training } from '../training/index.ts';
import { applyFor, mount as workers } from '../workers/index.ts';
import type { Ctx } from '../../kernel/context.ts';
import { attendancePercent, attendedMinutes, mount as courses } from './index.ts';

let city: Harness;
let operator: Person;
let trainer: Person;
let courseId: string;
let roomId: string;
type Learner = Person & { workerId: string };
let nextPhone = 13_700_000_000;

const grant = async (person: Person, role: 'operator' | 'trainer'): Promise<void> => {
  await city.act('system', giveRole, { personId: person.me.personId, role, scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(person.me.personId);
};
const apply = async (name: string): Promise<Learner> => {
  const phone = String(nextPhone++);
  const { workerId } = await city.act('system', applyFor, { phone, name, families: ['cleaning'], homeArea: '南湖', homeLon: 87.6, homeLat: 43.8 });
  return { ...await city.signIn(phone), workerId };
};
/** Sessions of a login end after some days of the clock. */
const again = async (...people: Person[]): Promise<void> => { for (const person of people) Object.assign(person, await city.signIn(person.phone)); };
const openCohort = (change: Partial<Parameters<Person['client']['courses']['openCohort']>[0]> = {}) =>
  operator.client.courses.openCohort({ courseId, name: '一期班', intake: 'new', startsOn: '2026-11-23', endsOn: '2026-12-22', seats: 2, roomId, trainerId: trainer.me.personId, ...change });
const faults = async (): Promise<string[]> => (await city.app.verify()).filter(({ ok }) => !ok).map(({ name, count, detail }) => `${count} ${name} ${detail ?? ''}`);
const mark = (workerId: string, sessionId: string, markId: string, state: 'present' | 'late' | 'absent' = 'present', at = city.clock.now().toISOString(), minutes?: number) => ({ markId, sessionId, workerId, state, at, ...(minutes !== undefined && { minutes }) });
const percent = (ctx: Ctx, { workerId }: { workerId: string }) => attendancePercent(ctx, workerId, courseId);
const minutesIn = async (ctx: Ctx, { workerId, modules }: { workerId: string; modules?: string[] }) => (await attendedMinutes(ctx, [workerId], modules ? { modules } : {})).get(workerId) ?? 0;

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, learning, courses], everyAtMostMinutes: 60 });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await city.act('system', installModules, {});
  operator = await city.signIn('13900000001', '沈平');
  trainer = await city.signIn('13900000002', '郝老师');
  await grant(operator, 'operator');
  await grant(trainer, 'trainer');
  roomId = (await operator.client.courses.saveRoom({ kind: 'classroom', name: '一号教室', address: '南湖路 1 号', seats: 20 })).roomId;
  const course = await operator.client.courses.saveCourse({
    title: '岗前核心班', modules: ['basicCleaning', 'safety'], certificateKind: 'core',
    plan: [{ kind: 'class', module: 'safety', title: '安全第一课', minutes: 120 }, { kind: 'simulation', module: 'basicCleaning', title: '厨房实操', minutes: 120 }, { kind: 'case', module: 'safety', title: '事故案例', minutes: 60 }],
  });
  courseId = course.courseId;
  await operator.client.courses.moveCourse({ courseId, state: 'open' });
});
afterAll(() => city.close());

test('a course says what it is, and refuses what cannot be', async () => {
  const base = { title: '收费班', modules: ['cooking'], plan: [] };
  await expect(operator.client.courses.saveCourse({ ...base, modules: ['flying'] })).rejects.toMatchObject({ code: 'courses.module_unknown' });
  await expect(operator.client.courses.saveCourse({ ...base, certificateKind: 'flying' })).rejects.toMatchObject({ code: 'courses.kind_unknown' });
  await expect(operator.client.courses.saveCourse({ ...base, costBearer: 'learner' })).rejects.toMatchObject({ code: 'courses.bearer_wrong' });
  await expect(trainer.client.courses.saveCourse(base)).rejects.toMatchObject({ code: 'access.forbidden' });
  const paid = await operator.client.courses.saveCourse({ ...base, priceFen: 80_000, costBearer: 'learner' });
  expect(paid).toMatchObject({ isFree: false, costBearerName: { zh: '学员自付' }, state: 'draft' });
  await expect(operator.client.courses.moveCourse({ courseId: paid.courseId, state: 'open' })).rejects.toMatchObject({ code: 'courses.plan_empty' });
  await expect(openCohort({ courseId: paid.courseId })).rejects.toMatchObject({ code: 'courses.course_closed' });
  // A short standard is no way around the reason that a short cohort gives.
  await expect(operator.client.courses.saveCourse({ ...base, standardDays: 1 })).rejects.toMatchObject({ code: 'courses.course_too_short', field: 'shortReason', zh: '标准天数 1 天，少于 30 天，请写明缩短的理由' });
  expect(await operator.client.courses.saveCourse({ ...base, courseId: paid.courseId, priceFen: 80_000, costBearer: 'learner', standardDays: 12, shortReason: '夜校，每天一小时', family: 'cleaning' })).toMatchObject({ standardDays: 12, shortReason: '夜校，每天一小时', familyName: { zh: '保洁' } });
  await expect(city.database.pool.query(`update courses.course set short_reason = '' where id = '${paid.courseId}'`)).rejects.toThrow(/short_course_with_reason/);
  const page = await operator.client.courses.listCourses({ limit: 1 });
  const next = await operator.client.courses.listCourses({ limit: 1, cursor: page.nextCursor! });
  expect([...page.items, ...next.items].map(({ title }) => title).toSorted()).toEqual(['岗前核心班', '收费班']);
  expect(next.nextCursor).toBeNull();
  expect((await operator.client.courses.listCourses({ q: '收费' })).items).toHaveLength(1);
  expect((await operator.client.courses.listCourses({ family: 'cleaning' })).items.map((course) => course.courseId)).toEqual([paid.courseId]);
  const lan = await apply('李看看');
  expect((await lan.client.courses.listCourses({})).items.map(({ title, isFree, theoryMinutes, practiceMinutes }) => [title, isFree, theoryMinutes, practiceMinutes])).toEqual([['岗前核心班', true, 180, 120]]);
});

test('fewer than thirty days only with a reason; room, trainer and days are looked at', async () => {
  await expect(openCohort({ endsOn: '2026-12-21' })).rejects.toMatchObject({ code: 'courses.cohort_too_short', zh: '培训周期 29 天，少于 30 天，请写明缩短的理由' });
  await expect(openCohort({ startsOn: '2026-11-21' })).rejects.toMatchObject({ code: 'courses.cohort_days_wrong' });
  await expect(openCohort({ seats: 21 })).rejects.toMatchObject({ code: 'courses.room_too_small' });
  await expect(openCohort({ trainerId: operator.me.personId })).rejects.toMatchObject({ code: 'courses.trainer_unknown' });
  const short = await openCohort({ name: '突击班', endsOn: '2026-11-29', waiverReason: '均有两年以上经验，只补安全课' });
  expect(short).toMatchObject({ days: 7, waiverReason: '均有两年以上经验，只补安全课', waivedByName: '沈平' });
  await expect(city.database.pool.query(`update courses.cohort set waiver_reason = '' where id = '${short.cohortId}'`)).rejects.toThrow(/short_with_reason/);
  expect((await openCohort({ name: '整月班', waiverReason: '不需要' })).waiverReason).toBe('');
});

test('the last seat has one taker, who waits moves up when a seat is given back, and a cohort that is full stays full', async () => {
  const { cohortId } = await openCohort({ name: '抢座班', startsOn: '2027-01-04', endsOn: '2027-02-05' });
  const learners = [await apply('王抢一'), await apply('张抢二'), await apply('赵抢三'), await apply('钱抢四'), await apply('孙抢五')];
  const made = await Promise.all(learners.map(({ client }) => client.courses.enrol({ cohortId })));
  expect(made.map(({ state }) => state).toSorted()).toEqual(['enrolled', 'enrolled', 'waiting', 'waiting', 'waiting']);
  expect(await operator.client.courses.getCohort({ cohortId })).toMatchObject({ enrolled: 2, waiting: 3, freeSeats: 0, words: { zh: '2027-01-04 开班，名额已满，3 人候补' } });
  const list = (await operator.client.courses.listEnrolments({ cohortId, state: 'waiting' })).items.toSorted((a, b) => a.waitingNo! - b.waitingNo!);
  expect(list.map(({ waitingNo }) => waitingNo)).toEqual([1, 2, 3]);
  const seated = made.find(({ state }) => state === 'enrolled')!;
  const owner = learners.find(({ workerId }) => workerId === seated.workerId)!;
  await expect(owner.client.courses.enrol({ cohortId })).rejects.toMatchObject({ code: 'courses.enrolled_already' });
  const other = learners.find(({ workerId }) => workerId !== seated.workerId)!;
  await expect(other.client.courses.dropOut({ enrolmentId: seated.enrolmentId })).rejects.toMatchObject({ code: 'courses.enrolment_unknown' });
  await owner.client.courses.dropOut({ enrolmentId: seated.enrolmentId, reason: '家里有事' });
  await expect(owner.client.courses.dropOut({ enrolmentId: seated.enrolmentId })).rejects.toMatchObject({ code: 'courses.enrolment_over' });
  const lucky = learners.find(({ workerId }) => workerId === list[0]!.workerId)!;
  expect((await lucky.client.courses.myTraining({})).enrolments[0]).toMatchObject({ state: 'enrolled', waitingNo: null });
  await city.drain();
  expect(city.gateways.sms.inbox(lucky.phone).map(({ params }) => params['zh'])).toContainEqual(expect.stringContaining('有名额了'));
  expect((await owner.client.courses.enrol({ cohortId })).state).toBe('waiting');
  await expect(operator.client.courses.resizeCohort({ cohortId, seats: 1 })).rejects.toMatchObject({ code: 'courses.seats_taken' });
  expect(await operator.client.courses.resizeCohort({ cohortId, seats: 4 })).toMatchObject({ enrolled: 4, waiting: 1 });
  await expect(city.database.pool.query(`update courses.cohort set enrolled = 5 where id = '${cohortId}'`)).rejects.toThrow(/seats_hold_learners/);
  expect(await faults()).toEqual([]);
});

test('a room, a trainer and a learner are in one place at a time', async () => {
  const [a, b] = [await openCohort({ name: '甲班', startsOn: '2027-03-01', endsOn: '2027-03-31' }), await openCohort({ name: '乙班', startsOn: '2027-03-01', endsOn: '2027-03-31' })];
  const second = (await operator.client.courses.saveRoom({ kind: 'townshipBase', name: '达坂城基地', seats: 20, dayCostFen: 30_000 })).roomId;
  const helper = await city.signIn('13900000003', '温老师');
  await grant(helper, 'trainer');
  const session = { kind: 'class' as const, module: 'safety', title: '用电', startAt: '2027-03-02T09:00:00+08:00', endAt: '2027-03-02T11:00:00+08:00' };
  const first = await trainer.client.courses.addSession({ cohortId: a.cohortId, ...session });
  expect(first).toMatchObject({ roomName: '一号教室', minutes: 120, trainerName: '郝老师' });
  const at = { startAt: '2027-03-02T10:00:00+08:00', endAt: '2027-03-02T12:00:00+08:00' };
  await expect(operator.client.courses.addSession({ cohortId: b.cohortId, ...session, ...at, trainerId: helper.me.personId })).rejects.toMatchObject({ code: 'courses.room_taken', zh: '一号教室在 2027-03-02 09:00 已经被占用' });
  await expect(operator.client.courses.addSession({ cohortId: b.cohortId, ...session, ...at, roomId: second })).rejects.toMatchObject({ code: 'courses.trainer_taken', zh: '郝老师在 2027-03-02 09:00 已经有别的课' });
  const learner = await apply('周两班');
  await learner.client.courses.enrol({ cohortId: a.cohortId });
  await learner.client.courses.enrol({ cohortId: b.cohortId });
  const beside = { cohortId: b.cohortId, ...session, ...at, roomId: second, trainerId: helper.me.personId };
  await expect(operator.client.courses.addSession(beside)).rejects.toMatchObject({ code: 'courses.learner_taken', zh: '周两班在 2027-03-02 09:00 已经有别的课' });
  // Right after the other one is no clash.
  const next = await operator.client.courses.addSession({ ...beside, startAt: '2027-03-02T11:00:00+08:00' });
  await expect(operator.client.courses.moveSession({ sessionId: next.sessionId, startAt: '2027-03-02T10:30:00+08:00' })).rejects.toMatchObject({ code: 'courses.learner_taken' });
  // Who is busy at the time of a cohort's sessions cannot take a seat in it.
  const busy = await apply('吴冲突');
  await operator.client.courses.resizeCohort({ cohortId: b.cohortId, seats: 5 });
  await busy.client.courses.enrol({ cohortId: a.cohortId });
  const third = await openCohort({ name: '丙班', startsOn: '2027-03-01', endsOn: '2027-03-31', seats: 5, roomId: second, trainerId: helper.me.personId });
  await operator.client.courses.addSession({ cohortId: third.cohortId, ...session, startAt: '2027-03-02T10:00:00+08:00', endAt: '2027-03-02T11:00:00+08:00', kind: 'class' });
  await expect(busy.client.courses.enrol({ cohortId: third.cohortId })).rejects.toMatchObject({ code: 'courses.learner_taken' });
  for (const [change, code] of [[{ endAt: '2027-03-02T09:10:00+08:00' }, 'courses.session_times_wrong'], [{ startAt: '2027-04-02T09:00:00+08:00', endAt: '2027-04-02T10:00:00+08:00' }, 'courses.session_times_wrong'], [{ startAt: '2027-03-03T23:30:00+08:00', endAt: '2027-03-04T00:30:00+08:00' }, 'courses.session_times_wrong'], [{ module: 'flying' }, 'courses.module_unknown'], [{ roomId: 'room_none' }, 'courses.room_unknown']] as const) {
    await expect(operator.client.courses.addSession({ cohortId: a.cohortId, ...session, ...change }), code).rejects.toMatchObject({ code });
  }
  // The database has the last word, whoever comes at the same moment.
  await expect(city.database.pool.query(`insert into courses.session (city_id, id, cohort_id, kind, module, title, starts_at, ends_at, room_id, trainer_id) select city_id, 'twin', cohort_id, kind, module, title, starts_at, ends_at, room_id, '${helper.me.personId}' from courses.session where id = '${first.sessionId}'`)).rejects.toThrow(/room_in_one_use/);
  const twins = await Promise.allSettled([1, 2, 3].map((n) => operator.client.courses.addSession({ cohortId: n === 1 ? a.cohortId : b.cohortId, ...session, startAt: '2027-03-05T09:00:00+08:00', endAt: '2027-03-05T10:00:00+08:00', roomId, trainerId: trainer.me.personId })));
  expect(twins.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await faults()).toEqual([]);
});

test('a plan is laid over a cohort, attendance comes from the phone, at once or late, and counts once', async () => {
  const { cohortId } = await openCohort({ name: '实训班', startsOn: '2026-11-23', endsOn: '2026-12-22', seats: 10 });
  const [lan, mei, hong] = [await apply('李秀兰'), await apply('王梅'), await apply('张红')];
  for (const learner of [lan, mei]) await learner.client.courses.enrol({ cohortId });
  const { items } = await operator.client.courses.planCohort({ cohortId });
  expect(items.map(({ startAt, kind, learners }) => [startAt, kind, learners])).toEqual([['2026-11-23T01:00:00.000Z', 'class', 2], ['2026-11-23T05:30:00.000Z', 'simulation', 2], ['2026-11-23T07:40:00.000Z', 'case', 2]]);
  await expect(operator.client.courses.planCohort({ cohortId })).rejects.toMatchObject({ code: 'courses.planned_already' });
  const [first, practice, cases] = items as [typeof items[0], typeof items[0], typeof items[0]];
  expect((await hong.client.courses.enrol({ cohortId })).state).toBe('enrolled');
  const send = (who: Person, marks: ReturnType<typeof mark>[]) => who.client.courses.markAttendance({ marks }).then(({ items: found }) => found.map(({ outcome, why }) => (why ? `${outcome}: ${why.zh}` : outcome)));

  expect(await send(trainer, [mark(lan.workerId, first.sessionId, 'mark-early-1')])).toEqual(['refused: 还没到上课时间，不能点名']);
  city.clock.set(new Date('2026-11-23T01:05:00Z'));
  await city.drain();
  await again(operator, trainer, lan, mei, hong);
  const helper = await city.signIn('13900000003');
  expect(await send(helper, [mark(lan.workerId, first.sessionId, 'mark-other-1')])).toEqual(['refused: 这节课由郝老师点名']);
  await expect(lan.client.courses.markAttendance({ marks: [mark(lan.workerId, first.sessionId, 'mark-self-11')] })).rejects.toMatchObject({ code: 'access.forbidden' });
  expect(await send(trainer, [
    mark(lan.workerId, first.sessionId, 'mark-lan-0001'), mark(mei.workerId, first.sessionId, 'mark-mei-0001', 'late', '2026-11-23T01:04:00Z'), mark(mei.workerId, first.sessionId, 'mark-mei-0002', 'late', '2026-11-23T01:04:00Z', 100), mark('wrk_none', first.sessionId, 'mark-none-001'), mark(hong.workerId, 'ses_none', 'mark-none-002'),
  ])).toEqual(['accepted', 'refused: 迟到或早退请填在场分钟数，不能超过这节课的 120 分钟', 'accepted', 'refused: 她不在这节课的名单里', 'refused: 没有找到这节课']);
  // The queue sends again what it has sent; another mark under the same number is not taken.
  expect(await send(trainer, [mark(lan.workerId, first.sessionId, 'mark-lan-0001'), mark(mei.workerId, first.sessionId, 'mark-lan-0001')])).toEqual(['repeated', 'refused: 这个记录编号已经用在另一条记录上']);
  // An older mark that arrives later does not undo the newer one; a phone whose clock runs ahead only says "now".
  expect(await send(trainer, [mark(lan.workerId, first.sessionId, 'mark-lan-0002', 'absent', '2026-11-23T01:00:00Z')])).toEqual(['older']);
  expect(await send(trainer, [mark(hong.workerId, first.sessionId, 'mark-hong-001', 'absent', '2031-01-01T00:00:00Z')])).toEqual(['accepted']);
  await city.pass({ minutes: 5 });
  expect(await send(trainer, [mark(hong.workerId, first.sessionId, 'mark-hong-002', 'present', '2026-11-23T01:10:00Z')])).toEqual(['accepted']);
  const sheet = await trainer.client.courses.getSession({ sessionId: first.sessionId });
  expect(sheet.seats.map(({ workerName, state, minutes }) => `${workerName} ${state} ${minutes}`).toSorted()).toEqual(['张红 present 120', '李秀兰 present 120', '王梅 late 100']);
  expect(sheet).toMatchObject({ learners: 3, marked: 3 });

  // The practical: what she can do, from the phone as well.
  const item = { sessionId: practice.sessionId, workerId: lan.workerId, code: 'cloths', at: '2026-11-23T06:00:00Z' };
  city.clock.set(new Date('2026-11-23T12:00:00Z'));
  expect((await trainer.client.courses.markChecklist({ marks: [{ ...item, markId: 'item-lan-0001', level: 'withHelp', words: '抹布颜色记反了' }, { ...item, markId: 'item-lan-0002', level: 'alone', at: '2026-11-23T07:00:00Z' }, { ...item, markId: 'item-lan-0003', level: 'alone', code: 'flying' }] })).items.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'refused']);
  expect((await trainer.client.courses.markChecklist({ marks: [{ ...item, markId: 'item-lan-0002', level: 'alone', at: '2026-11-23T07:00:00Z' }] })).items[0]!.outcome).toBe('repeated');
  expect((await lan.client.courses.myChecklist({})).items).toMatchObject([{ module: 'basicCleaning', code: 'cloths', level: 'alone', levelName: { zh: '能独立做' }, trainerName: '郝老师' }]);
  expect((await trainer.client.courses.mySheets({})).items.map(({ sessionId }) => sessionId)).toEqual([first.sessionId, practice.sessionId, cases.sessionId]);
  expect((await trainer.client.courses.unmarkedSessions({})).items.map(({ sessionId }) => sessionId)).toEqual([practice.sessionId, cases.sessionId]);
  expect(await faults()).toEqual([]);

  // Late marks are taken for 72 hours after the session and not a second longer, whatever the phone says.
  city.clock.set(new Date('2026-11-26T07:30:00Z'));
  await again(operator, trainer, lan, mei);
  expect(await send(trainer, [mark(lan.workerId, practice.sessionId, 'mark-lan-0010', 'present', '2026-11-23T06:00:00Z'), mark(mei.workerId, practice.sessionId, 'mark-mei-0010', 'absent', '2026-11-23T06:00:00Z')])).toEqual(['accepted', 'accepted']);
  city.clock.set(new Date('2026-11-26T07:30:01Z'));
  expect(await send(trainer, [mark(hong.workerId, practice.sessionId, 'mark-hong-010', 'present', '2026-11-23T06:00:00Z'), mark(lan.workerId, cases.sessionId, 'mark-lan-0011', 'present', '2026-11-23T08:00:00Z')])).toEqual(['refused: 课后 72 小时内才能补交，这条已经过期', 'accepted']);
  expect([await city.act('system', percent, { workerId: lan.workerId }), await city.act('system', percent, { workerId: mei.workerId }), await city.act('system', percent, { workerId: operator.me.personId })]).toEqual([100, 33, null]);
  expect([await city.act('system', minutesIn, { workerId: lan.workerId }), await city.act('system', minutesIn, { workerId: lan.workerId, modules: ['basicCleaning'] })]).toEqual([300, 120]);
  expect((await operator.client.courses.listEnrolments({ cohortId, q: 'wangmei' })).items).toMatchObject([{ workerName: '王梅', dueMinutes: 300, attendedMinutes: 100, attendancePercent: 33 }]);
  expect((await operator.client.courses.listEnrolments({ cohortId, q: '李秀' })).items).toMatchObject([{ workerName: '李秀兰' }]);
  expect(await operator.client.courses.trainingCounters({})).toMatchObject({ sessionsHeld: 3, learners: 3, attendedMinutes: 300 + 100 + 120, activeWorkers: 0, coveragePercent: null });
  await expect(operator.client.courses.finishCohort({ cohortId })).rejects.toMatchObject({ code: 'courses.cohort_goes_on' });
  expect(await faults()).toEqual([]);
});

test('a cohort closes itself when the last marks can have come in, and says who has finished', async () => {
  city.clock.set(new Date('2026-12-25T16:30:00Z'));
  await city.drain();
  await again(operator);
  const list = async () => (await operator.client.courses.listCohorts({ courseId })).items.find(({ name }) => name === '实训班')!;
  expect(await list()).toMatchObject({ state: 'finished', enrolled: 0, finished: 1, incomplete: 2, words: { zh: '1 人结业，2 人出勤不足' } });
  const report = await operator.client.courses.cohortReport({});
  expect(report.rows.find(({ state }) => state === 'finished')).toMatchObject({ finished: 1, incomplete: 2 });
  expect(report.rows.map(({ state }) => state)).toEqual(['planned', 'running', 'finished', 'cancelled']);
  const funnel = (await operator.client.courses.pilotFunnel({})).rows.map(({ step, count, target }) => [step, count, target]);
  expect(funnel).toEqual([['candidates', 11, 200], ['enrolled', 10, null], ['trained', 1, 150], ['basic', 0, 120], ['advanced', 0, 30], ['atWork', 0, null]]);
  // The city aims at something else from now on; what it aimed at before stays known.
  await expect(trainer.client.courses.setTarget({ step: 'trained', target: 2000, words: '市里的任务' })).rejects.toMatchObject({ code: 'access.forbidden' });
  await operator.client.courses.setTarget({ step: 'trained', target: 2000, words: '市里的任务' });
  await city.pass({ minutes: 1 });
  await operator.client.courses.setTarget({ step: 'trained', target: 4, words: '先做小班' });
  await operator.client.courses.setTarget({ step: 'basic', target: null, words: '今年不定' });
  expect((await operator.client.courses.pilotFunnel({})).rows.slice(2, 5).map(({ target, percent: share }) => [target, share])).toEqual([[4, 25], [null, null], [30, 0]]);
  expect((await operator.client.courses.targetHistory({ step: 'trained' })).items.map(({ target, words, byName }) => [target, words, byName])).toEqual([[4, '先做小班', '沈平'], [2000, '市里的任务', '沈平']]);
  expect((await operator.client.courses.targetHistory({ limit: 2 })).nextCursor).not.toBeNull();
  expect(await faults()).toEqual([]);
});

test('who is marked after the last day, when the cohort was closed by hand, has finished after all', async () => {
  const { cohortId } = await openCohort({ name: '早结班', startsOn: '2026-12-28', endsOn: '2026-12-29', waiverReason: '补课' });
  const learner = await apply('陈补上');
  await learner.client.courses.enrol({ cohortId });
  const { items } = await operator.client.courses.planCohort({ cohortId });
  city.clock.set(new Date('2026-12-29T12:00:00Z'));
  await city.drain();
  await again(operator, trainer, learner);
  expect(await operator.client.courses.finishCohort({ cohortId })).toMatchObject({ finished: 0, incomplete: 1 });
  await expect(operator.client.courses.finishCohort({ cohortId })).rejects.toMatchObject({ code: 'courses.cohort_over' });
  await trainer.client.courses.markAttendance({ marks: items.map(({ sessionId }, n) => mark(learner.workerId, sessionId, `after-mark-${n}`)) });
  expect(await operator.client.courses.getCohort({ cohortId })).toMatchObject({ finished: 1, incomplete: 0 });
  expect((await learner.client.courses.myTraining({})).enrolments[0]).toMatchObject({ state: 'finished', attendancePercent: 100 });
  await city.drain();
  expect((await learner.client.learning.listModules({})).items.filter(({ mine }) => mine?.source === 'cohort').map(({ module }) => module).toSorted()).toEqual(['basicCleaning', 'safety']);
  expect(await faults()).toEqual([]);
});

test('a cohort that does not take place gives everybody up and tells them', async () => {
  const { cohortId } = await openCohort({ name: '停开班', startsOn: '2027-05-03', endsOn: '2027-06-04' });
  const learner = await apply('冯空欢');
  const { enrolmentId } = await operator.client.courses.enrol({ cohortId, workerId: learner.workerId });
  const { items } = await operator.client.courses.planCohort({ cohortId });
  await operator.client.courses.cancelCohort({ cohortId, reason: '报名太少' });
  await city.drain();
  expect(city.gateways.sms.inbox(learner.phone).at(0)?.params['zh']).toContain('停开班不开了：报名太少');
  await expect(learner.client.courses.enrol({ cohortId })).rejects.toMatchObject({ code: 'courses.cohort_over' });
  await expect(learner.client.courses.dropOut({ enrolmentId })).rejects.toMatchObject({ code: 'courses.enrolment_over' });
  // Its times are free again.
  const other = await openCohort({ name: '接替班', startsOn: '2027-05-03', endsOn: '2027-06-04' });
  expect((await operator.client.courses.planCohort({ cohortId: other.cohortId })).items.map(({ startAt }) => startAt)).toEqual(items.map(({ startAt }) => startAt));
  expect(await faults()).toEqual([]);
});

test('what was altered behind its back is noticed by name', async () => {
  const alter = async (change: string, back: string): Promise<string[]> => {
    await city.database.pool.query(change);
    const found = await faults();
    await city.database.pool.query(back);
    return found;
  };
  expect(await alter('update courses.cohort set waiting = waiting + 1', 'update courses.cohort set waiting = waiting - 1')).toMatchObject([expect.stringContaining('no cohort has more learners than seats')]);
  expect(await alter('update courses.learner set attended_minutes = attended_minutes + 1', 'update courses.learner set attended_minutes = attended_minutes - 1')).toMatchObject([expect.stringContaining('minutes are those of her sessions')]);
  expect(await alter('update courses.learner set courses_finished = courses_finished + 1', 'update courses.learner set courses_finished = courses_finished - 1')).toHaveLength(1);
  expect(await alter("update courses.seat set marked_at = marked_at + interval '4 days' where marked_at is not null", "update courses.seat set marked_at = marked_at - interval '4 days' where marked_at is not null")).toMatchObject([expect.stringContaining('marked within 72 hours')]);
  await city.database.pool.query(`insert into courses.kit (city_id, id, name, is_standard, items, in_stock) values ('650100', 'kit_x', '对不上的包', false, '[]', 1)`);
  expect(await faults()).toMatchObject([expect.stringContaining('every kit is in stock')]);
});

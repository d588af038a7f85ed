import { afterAll, beforeAll, expect, test } from 'vitest';
import { cityDay } from '../../kernel/cron.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { mount as catalog } from '../catalog/index.ts';
import { enrol, mount as courses, moveCourse, openCohort, saveCourse } from '../courses/index.ts';
import { installModules, mount as learning, modulesFor, noteLearned } from '../learning/index.ts';
import { mount as training } from '../training/index.ts';
import { mount as workers } from '../workers/index.ts';
import { installQuestions, mount as exams } from './index.ts';
import { rubricOf } from './rules/rubrics.ts';

let city: Harness;
let operator: Person;
let [examiner, other]: Person[] = [];
let nextPhone = 13_730_000_000;
let nextSignOff = 0;
const grant = async (person: Person, role: 'operator' | 'examiner' | 'trainer'): Promise<Person> => {
  await city.act('system', giveRole, { personId: person.me.personId, role, scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(person.me.personId);
  return person;
};
const hire = async (name: string): Promise<Person & { workerId: string }> => {
  const phone = String(nextPhone++);
  const { workerId } = await operator.client.workers.register({ phone, name, homeLon: 87.6, homeLat: 43.8, homeArea: '南湖' });
  return { ...await city.signIn(phone), workerId };
};
const learn = async (workerId: string, modules: readonly string[]): Promise<void> => { for (const module of modules) await city.act('system', noteLearned, { workerId, module, source: 'cohort', words: '岗前班' }); };
const inHours = (hours: number): string => new Date(city.clock.now().getTime() + hours * 3_600_000).toISOString();
const offer = (hours: number, wish: { kind?: string; by?: Person; capacity?: number } = {}) => operator.client.exams.addSlot({ kind: wish.kind ?? 'practical', place: '培训基地 2 号房', examinerId: (wish.by ?? examiner!).me.personId, startAt: inHours(hours), minutes: 90, capacity: wish.capacity ?? 6 });
const sheet = (kind: string, share = 1) => rubricOf(kind)!.items.map(({ code, points }) => ({ code, points: Math.floor(points * share) }));
const sign = (seatId: string, wish: { by?: Person; id?: string; kind?: string; share?: number; redLines?: string[]; words?: string; isAbsent?: boolean } = {}) =>
  (wish.by ?? examiner!).client.exams.signOff({ seatId, signOffId: wish.id ?? `phone-${String(++nextSignOff).padStart(6, '0')}`, items: wish.isAbsent ? [] : sheet(wish.kind ?? 'practical', wish.share), redLines: wish.redLines ?? [], words: wish.words ?? '', isAbsent: wish.isAbsent ?? false });

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, learning, courses, exams], everyAtMostMinutes: 60 });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  operator = await grant(await city.signIn('13900000001', '沈平'), 'operator');
  examiner = await grant(await city.signIn('13900000011', '考官一'), 'examiner');
  other = await grant(await city.signIn('13900000012', '考官二'), 'examiner');
  await city.act('system', installModules, {});
  await city.act('system', installQuestions, {});
});
afterAll(() => city.close());

test('a practical is offered with an examiner who is free, and booked one seat at a time', async () => {
  const [lan, mei] = [await hire('李秀兰'), await hire('王春梅')];
  await expect(operator.client.exams.addSlot({ kind: 'flying', place: '基地', examinerId: examiner!.me.personId, startAt: inHours(5), minutes: 60, capacity: 1 })).rejects.toMatchObject({ code: 'exams.rubric_unknown' });
  await expect(offer(5, { by: operator })).rejects.toMatchObject({ code: 'exams.examiner_unknown' });
  await expect(offer(-1)).rejects.toMatchObject({ code: 'exams.slot_past' });
  const slot = await offer(24, { capacity: 1 });
  await expect(offer(24.5)).rejects.toMatchObject({ code: 'exams.examiner_busy', zh: '考官一在这段时间已有一场考核' });
  const later = await offer(48, { by: other! });
  await expect(lan.client.exams.addSlot({ kind: 'practical', place: 'x', examinerId: examiner!.me.personId, startAt: inHours(5), minutes: 60, capacity: 1 })).rejects.toMatchObject({ code: 'access.forbidden' });
  const seat = await lan.client.exams.bookPractical({ slotId: slot.slotId });
  expect(seat).toMatchObject({ state: 'booked', examinerName: '考官一', can: { cancel: { isAllowed: true } } });
  await city.drain();
  expect(city.gateways.sms.inbox(lan.phone)[0]?.params['zh']).toContain('实操考核已约好');
  await expect(lan.client.exams.bookPractical({ slotId: later.slotId })).rejects.toMatchObject({ code: 'exams.seat_open' });
  await expect(mei.client.exams.bookPractical({ slotId: slot.slotId })).rejects.toMatchObject({ code: 'exams.slot_full' });
  expect((await mei.client.exams.openSlots({})).items.map(({ slotId, can }) => [slotId, can['book']!.isAllowed])).toEqual([[slot.slotId, false], [later.slotId, true]]);
  await expect(mei.client.exams.cancelSeat({ seatId: seat.seatId })).rejects.toMatchObject({ code: 'exams.seat_unknown' });
  await lan.client.exams.cancelSeat({ seatId: seat.seatId });
  await expect(lan.client.exams.cancelSeat({ seatId: seat.seatId })).rejects.toMatchObject({ code: 'exams.seat_over' });
  await mei.client.exams.bookPractical({ slotId: slot.slotId });
  await operator.client.exams.cancelSlot({ slotId: slot.slotId, words: '停电' });
  await expect(operator.client.exams.cancelSlot({ slotId: slot.slotId, words: '停电' })).rejects.toMatchObject({ code: 'exams.slot_over' });
  await city.drain();
  expect(city.gateways.sms.inbox(mei.phone)[0]?.params['zh']).toContain('取消了：停电');
  expect((await mei.client.exams.mySeats({})).items[0]).toMatchObject({ state: 'cancelled' });
});

test('one seat, many who want it: the seats there are and no more', async () => {
  const slot = await offer(30, { capacity: 2 });
  const racers = await Promise.all(['甲', '乙', '丙', '丁', '戊'].map((name) => hire(`赛${name}`)));
  const outcomes = await Promise.allSettled(racers.map((racer) => racer.client.exams.bookPractical({ slotId: slot.slotId })));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'exams.slot_full' });
  const slots = [await offer(40), await offer(45)];
  const twice = await Promise.allSettled(slots.map(({ slotId }) => racers.at(-1)!.client.exams.bookPractical({ slotId })));
  expect(twice.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
});

test('signed by its examiner alone, after it has begun, once; the phone’s queue may send it again', async () => {
  const lan = await hire('赵桂花');
  await learn(lan.workerId, modulesFor('practical'));
  const slot = await offer(50);
  const { seatId } = await lan.client.exams.bookPractical({ slotId: slot.slotId });
  await expect(sign(seatId)).rejects.toMatchObject({ code: 'exams.practical_ahead' });
  await city.pass({ hours: 50 });
  await expect(sign(seatId, { by: other! })).rejects.toMatchObject({ code: 'exams.not_examiner' });
  await expect(sign(seatId, { by: lan })).rejects.toMatchObject({ code: 'access.forbidden' });
  await expect(sign(seatId, { share: 0.5 })).rejects.toMatchObject({ code: 'exams.words_missing' });
  await expect(examiner!.client.exams.signOff({ seatId, signOffId: 'phone-half-sheet', items: sheet('practical').slice(2), redLines: [] })).rejects.toMatchObject({ code: 'exams.rubric_items_wrong' });
  const day = await examiner!.client.exams.myExamining({});
  expect([day.slots.find(({ slotId }) => slotId === slot.slotId)?.seats.map(({ workerName }) => workerName), day.rubrics.map(({ kind }) => kind)]).toEqual([['赵桂花'], ['practical']]);
  expect((await other!.client.exams.myExamining({})).slots.some(({ slotId }) => slotId === slot.slotId)).toBe(false);
  // The phone was without a connection for hours and sends what it kept, twice; its clock is a year off.
  await city.pass({ hours: 5 });
  const kept = { seatId, signOffId: 'phone-offline-1', items: sheet('practical', 0.9), redLines: [], words: '手法稳', phoneAt: '2027-11-22T00:00:00Z' };
  const first = await examiner!.client.exams.signOff(kept);
  expect(first).toMatchObject({ state: 'passed', outcome: { scorePercent: 88, isPassed: true, words: '手法稳' } });
  expect(await examiner!.client.exams.signOff({ ...kept, items: [...kept.items].reverse() })).toEqual(first);
  await expect(examiner!.client.exams.signOff({ ...kept, words: '改一改' })).rejects.toMatchObject({ code: 'exams.sign_off_differs' });
  await expect(sign(seatId)).rejects.toMatchObject({ code: 'exams.signed_already', zh: '这场考核已由考官一评定过，不能重复签' });
  // Practice alone certifies nobody: the certificate comes with the theory, here with the core exam.
  expect((await lan.client.training.myCertificates({})).items).toEqual([]);
  expect((await lan.client.exams.myCertification({})).items.find(({ kind }) => kind === 'practical')).toMatchObject({ theory: { isNeeded: true, isMet: false, paper: 'core' }, next: { step: 'exam' } });
  await learn(lan.workerId, modulesFor('core'));
  await passPaper(lan, 'core');
  const items = (await lan.client.training.myCertificates({})).items;
  expect(items.map(({ kind }) => kind).sort()).toEqual(['core', 'practical']);
  expect(items.find(({ kind }) => kind === 'practical')).toMatchObject({ evidence: { kind: 'practical', evidenceId: 'phone-offline-1', words: expect.stringMatching(/^理论 100 分（岗前核心 LL.*），实操 88 分$/) } });
  expect((await lan.client.workers.myAdmission({})).checks.find(({ code }) => code === 'practical')).toMatchObject({ state: 'passed' });
  await expect(lan.client.exams.bookPractical({ slotId: (await offer(30)).slotId })).rejects.toMatchObject({ code: 'exams.passed_already' });
});

test('a red line fails her whatever the points, and she reads why; who did not come may come again', async () => {
  const lan = await hire('孙玉梅');
  const slots = [await offer(60), await offer(64), await offer(68)];
  const book = async (place: number): Promise<string> => (await lan.client.exams.bookPractical({ slotId: slots[place]!.slotId })).seatId;
  const absent = await book(0);
  await city.pass({ hours: 61 });
  expect(await sign(absent, { isAbsent: true })).toMatchObject({ state: 'absent', outcome: { isAbsent: true, isPassed: false } });
  const failed = await book(1);
  await city.pass({ hours: 4 });
  expect(await sign(failed, { redLines: ['chemicals'], words: '84 和洁厕灵混用' })).toMatchObject({ state: 'failed', outcome: { scorePercent: 100, isPassed: false, redLines: ['chemicals'] } });
  await city.drain();
  expect(city.gateways.sms.inbox(lan.phone)[0]?.params['zh']).toContain('84 和洁厕灵混用');
  expect((await lan.client.training.myCertificates({})).items).toEqual([]);
  await book(2);
});

test('who has coached her does not examine her, nor does she herself', async () => {
  const [coach, newcomer] = [await grant(await hire('陈师傅'), 'examiner') as Person & { workerId: string }, await hire('小安')];
  await operator.client.training.issueCertificate({ workerId: coach.workerId, kind: 'mentor', evidence: { kind: 'record', words: '带教班结业' } });
  const { pairId } = await operator.client.training.pairMentor({ mentorId: coach.workerId, traineeId: newcomer.workerId });
  await operator.client.training.endMentorPair({ pairId, words: '已出师' });
  const slot = await offer(40, { by: coach });
  await expect(newcomer.client.exams.bookPractical({ slotId: slot.slotId })).rejects.toMatchObject({ code: 'exams.examiner_coached', zh: '陈师傅带过小安，不能当她的考官，请换一场' });
  await expect(coach.client.exams.bookPractical({ slotId: slot.slotId })).rejects.toMatchObject({ code: 'exams.examiner_self' });
  const own = await offer(44);
  const { seatId } = await newcomer.client.exams.bookPractical({ slotId: own.slotId });
  await expect(operator.client.exams.changeExaminer({ slotId: own.slotId, examinerId: coach.me.personId })).rejects.toMatchObject({ code: 'exams.examiner_coached' });
  // Paired after the seat was booked: it counts when she is judged.
  const late = await grant(await hire('何师傅'), 'examiner') as Person & { workerId: string };
  await operator.client.exams.changeExaminer({ slotId: own.slotId, examinerId: late.me.personId });
  await operator.client.training.issueCertificate({ workerId: late.workerId, kind: 'mentor', evidence: { kind: 'record', words: '带教班结业' } });
  await operator.client.training.pairMentor({ mentorId: late.workerId, traineeId: newcomer.workerId });
  await city.pass({ hours: 44 });
  await expect(sign(seatId, { by: late })).rejects.toMatchObject({ code: 'exams.examiner_coached' });
});

test('who has taught her in a class does not examine her either', async () => {
  const teacher = await grant(await grant(await city.signIn('13900000013', '郝老师'), 'trainer'), 'examiner');
  const [pupil, stranger] = [await hire('小苏'), await hire('小邱')];
  const plan = [{ kind: 'class' as const, module: 'safety', title: '用电', minutes: 60 }];
  const { courseId } = await city.act(operator, saveCourse, { title: '在职安全课', words: '', modules: ['safety'], plan, priceFen: 0, costBearer: 'platform', standardDays: 2, shortReason: '只补一门课' });
  await city.act(operator, moveCourse, { courseId, state: 'open' });
  const { cohortId } = await city.act(operator, openCohort, { courseId, name: '安全一班', intake: 'new', startsOn: cityDay(city.clock.now()), endsOn: cityDay(new Date(city.clock.now().getTime() + 86_400_000)), waiverReason: '', seats: 5, trainerId: teacher.me.personId });
  const slot = await offer(30, { by: teacher });
  // She books before she sits in the class: what counts is who has taught her when she is judged.
  const { seatId } = await pupil.client.exams.bookPractical({ slotId: slot.slotId });
  await city.act(operator, enrol, { cohortId, workerId: pupil.workerId });
  const later = await offer(50, { by: teacher });
  expect((await pupil.client.exams.openSlots({})).items.find(({ slotId }) => slotId === later.slotId)!.can['book']).toMatchObject({ isAllowed: false });
  await pupil.client.exams.cancelSeat({ seatId });
  expect((await pupil.client.exams.openSlots({})).items.find(({ slotId }) => slotId === later.slotId)!.can['book']).toMatchObject({ isAllowed: false, why: { zh: '考官教过您，请换一场' } });
  await expect(pupil.client.exams.bookPractical({ slotId: later.slotId })).rejects.toMatchObject({ code: 'exams.examiner_taught', zh: '郝老师教过小苏，不能当她的考官，请换一位考官或换一场' });
  const own = await offer(34, { by: other! });
  const seat = await pupil.client.exams.bookPractical({ slotId: own.slotId });
  await expect(operator.client.exams.changeExaminer({ slotId: own.slotId, examinerId: teacher.me.personId })).rejects.toMatchObject({ code: 'exams.examiner_taught' });
  const hers = await stranger.client.exams.bookPractical({ slotId: slot.slotId });
  expect(seat.state).toBe('booked');
  await city.act(operator, enrol, { cohortId, workerId: stranger.workerId });
  await city.pass({ hours: 30 });
  await expect(sign(hers.seatId, { by: teacher })).rejects.toMatchObject({ code: 'exams.examiner_taught' });
});

type Attempt = Awaited<ReturnType<Person['client']['exams']['start']>>;
const passPaper = async (learner: Person, paper: string): Promise<Attempt> => {
  const attempt = await learner.client.exams.start({ paper });
  const { rows } = await city.database.pool.query('select i.no, i.option_order, v.right_codes from exams.attempt_item i join exams.question_version v on v.city_id = i.city_id and v.question_id = i.question_id and v.version = i.version where i.attempt_id = $1', [attempt.attemptId]);
  await learner.client.exams.submit({ attemptId: attempt.attemptId, answers: (rows as { no: number; option_order: string[]; right_codes: string[] }[]).map((row) => ({ no: row.no, version: 1, answer: row.right_codes.map((code) => 'ABCDEFGH'[row.option_order.indexOf(code)]!) })) });
  return attempt;
};

const table = (rows: readonly string[]): string => ['姓名,手机号,考核项目,类别,考核日期,成绩,结果,成绩单号', ...rows].join('\n');
const sendTable = async (rows: readonly string[], wish: { by?: Person; isDryRun?: boolean; partnerId?: string; issuer?: string } = {}) => (await city.app.http.inject({
  method: 'POST', url: `/api/school/outside-imports?fileName=${encodeURIComponent('成绩.csv')}&isDryRun=${wish.isDryRun ?? false}&partnerId=${wish.partnerId ?? ''}&issuer=${encodeURIComponent(wish.issuer ?? '')}`,
  headers: { authorization: `Bearer ${(wish.by ?? operator).token}`, 'content-type': 'text/csv' }, payload: table(rows),
})).json() as { code?: string; importId: string; rowsIn: number; rowsOut: number; sha256: string; faults: { rowNo: number; column: string; reason: { zh: string } }[] };

test('results of an institute: tried first, each row in or named, once a person, exam and day; they count where the table says so', async () => {
  const [lan, mei] = [await hire('吴秀英'), await hire('郑小梅')];
  const today = inHours(0).slice(0, 10);
  await city.database.pool.query(`insert into courses.partner (city_id, id, kind, name, from_day, saved_at) values ('650100', 'par_1', 'vocationalSchool', '市技工学校', '2026-01-01', now())`);
  const rows = [`吴秀英,${lan.phone},老人陪护专项证书,实操,${today},86,合格,A-1`, `吴秀英,${lan.phone},老人陪护专项证书,实操,${today},90,合格,A-2`, `郑小美,${mei.phone},elderCare,实操,${today},86,合格,`, `郑小梅,${mei.phone},整理,实操,${today},86,合格,`, `某人,13999999999,elderCare,实操,${today},86,合格,`, `郑小梅,${mei.phone},elderCare,实操,${today},70,不合格,=1+1`];
  expect(await sendTable(rows, { issuer: ' ' })).toMatchObject({ code: 'exams.issuer_missing' });
  expect(await sendTable(rows, { partnerId: 'par_0' })).toMatchObject({ code: 'courses.partner_unknown' });
  expect(await sendTable(rows, { partnerId: 'par_1', by: examiner! })).toMatchObject({ code: 'access.forbidden' });
  const tried = await sendTable(rows, { partnerId: 'par_1', isDryRun: true });
  expect([tried.rowsIn, tried.rowsOut, tried.faults.map(({ rowNo, column }) => [rowNo, column])]).toEqual([2, 4, [[3, '考核日期'], [4, '姓名'], [5, '考核项目'], [6, '手机号']]]);
  expect(tried.faults[0]!.reason.zh).toContain('第 2 行');
  expect((await operator.client.exams.outsideResults({})).items).toEqual([]);
  // The theory she sat here; the practical was held at the school: together they give the certificate.
  await learn(lan.workerId, modulesFor('elderCare'));
  await passPaper(lan, 'specialty-elderCare');
  expect((await lan.client.training.myCertificates({})).items).toEqual([]);
  await sendTable(rows, { partnerId: 'par_1' });
  expect((await lan.client.training.myCertificates({})).items).toMatchObject([{ kind: 'elderCare', evidence: { kind: 'attempt', words: `理论 100 分，实操 86 分（市技工学校 ${today}）` } }]);
  const kept = (await operator.client.exams.outsideResults({})).items;
  expect(kept.map(({ workerName, counts, issuer, byName, sha256 }) => [workerName, counts, issuer, byName, sha256])).toEqual(expect.arrayContaining([['吴秀英', true, '市技工学校', '沈平', tried.sha256], ['郑小梅', false, '市技工学校', '沈平', tried.sha256]]));
  expect(kept.find(({ workerName }) => workerName === '郑小梅')!.why.zh).toBe('没有通过，只作记录');
  const again = await sendTable(rows, { partnerId: 'par_1' });
  expect([again.rowsIn, again.faults[0]!.reason.zh]).toEqual([0, expect.stringContaining('已由沈平导入，不能重复')]);
  const file = await city.app.http.inject({ url: `/api/school/outside-imports/${again.importId}/result.csv`, headers: { authorization: `Bearer ${operator.token}` } });
  expect([file.body.split('\r\n').length, file.body.includes('已读入'), file.body.includes(lan.phone)]).toEqual([8, false, false]);
  expect((await operator.client.exams.outsideImports({ limit: 1 })).nextCursor).not.toBeNull();
  expect((await city.app.verify()).filter(({ ok }) => !ok)).toEqual([]);
});

test('a specialty takes theory, modules and practical; it is refreshed by both again, not given twice', async () => {
  const lan = await hire('周桂英');
  await learn(lan.workerId, modulesFor('elderCare'));
  await passPaper(lan, 'specialty-elderCare');
  expect((await lan.client.training.myCertificates({})).items).toEqual([]);
  expect((await lan.client.exams.myCertification({})).items.find(({ kind }) => kind === 'elderCare')!.next.step).toBe('bookPractical');
  await expect(lan.client.exams.start({ paper: 'specialty-elderCare' })).rejects.toMatchObject({ code: 'exams.passed_already', zh: expect.stringContaining('理论已通过，接着约实操') });
  const { seatId } = await lan.client.exams.bookPractical({ slotId: (await offer(5, { kind: 'elderCare' })).slotId });
  expect((await lan.client.exams.myCertification({})).items.find(({ kind }) => kind === 'elderCare')!.next).toMatchObject({ step: 'goToPractical', words: { zh: expect.stringContaining('培训基地 2 号房') } });
  await city.pass({ hours: 6 });
  await sign(seatId, { kind: 'elderCare' });
  const [made] = (await lan.client.training.myCertificates({})).items;
  expect(made).toMatchObject({ kind: 'elderCare', evidence: { kind: 'practical', words: '理论 100 分，实操 100 分' } });
  await expect(lan.client.exams.start({ paper: 'specialty-elderCare' })).rejects.toMatchObject({ code: 'exams.passed_already' });
  // Low reviews bring the day forward; until it is near she need not come, then it takes both parts again, and its date moves.
  await city.pass({ hours: 1 });
  await city.database.pool.query(`update training.certificate set retrain_by = $1, retrain_why = 'reviews' where id = $2`, [inHours(10 * 24).slice(0, 10), made!.certificateId]);
  const back = lan;
  await passPaper(back, 'specialty-elderCare');
  expect((await back.client.training.myCertificates({})).items[0]!.retraining.by).toBe(inHours(10 * 24).slice(0, 10));
  const again = await back.client.exams.bookPractical({ slotId: (await offer(5, { kind: 'elderCare' })).slotId });
  await city.pass({ hours: 6 });
  await sign(again.seatId, { kind: 'elderCare' });
  const refreshed = (await back.client.training.myCertificates({})).items;
  expect(refreshed).toHaveLength(1);
  expect(refreshed[0]!.retraining).toMatchObject({ why: 'time', state: 'ahead' });
  expect(refreshed[0]!.retraining.by! > inHours(300 * 24)).toBe(true);
  expect((await operator.client.exams.seatList({ state: 'passed', kind: 'elderCare', limit: 1 })).nextCursor).not.toBeNull();
  expect((await city.app.verify()).filter(({ ok }) => !ok)).toEqual([]);
});

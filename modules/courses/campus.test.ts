import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { mount as catalog } from '../catalog/index.ts';
import { installModules, mount as learning, noteLearned } from '../learning/index.ts';
import { mount as training } from '../training/index.ts';
import { applyFor, mount as workers } from '../workers/index.ts';
import type { Ctx } from '../../kernel/context.ts';
import { attendancePercent, attendedMinutes, hasKit, installKit, mount as courses } from './index.ts';

let city: Harness;
let operator: Person;
let trainer: Person;
type Learner = Person & { workerId: string };
let nextPhone = 13_700_000_000;
const grant = async (person: Person, role: 'operator' | 'trainer' | 'auditor'): Promise<void> => {
  await city.act('system', giveRole, { personId: person.me.personId, role, scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(person.me.personId);
};
const apply = async (name: string): Promise<Learner> => {
  const phone = String(nextPhone++);
  const { workerId } = await city.act('system', applyFor, { phone, name, families: ['cleaning'], homeArea: '南湖', homeLon: 87.6, homeLat: 43.8 });
  return { ...await city.signIn(phone), workerId };
};
const faults = async (): Promise<string[]> => (await city.app.verify()).filter(({ ok }) => !ok).map(({ name, count, detail }) => `${count} ${name} ${detail ?? ''}`);
const again = async (...people: Person[]): Promise<void> => { for (const person of people) Object.assign(person, await city.signIn(person.phone)); };

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, learning, courses], everyAtMostMinutes: 60 });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await city.act('system', installModules, {});
  operator = await city.signIn('13900000001', '沈平');
  trainer = await city.signIn('13900000002', '郝老师');
  await grant(operator, 'operator');
  await grant(trainer, 'trainer');
});
afterAll(() => city.close());

test('a bed is for one, night by night, and who leaves early pays for the nights she slept', async () => {
  const { dormitoryId } = await operator.client.courses.saveDormitory({ name: '新人公寓', address: '北京路 8 号', nightFeeFen: 2500, bedNames: ['1', '2'] });
  const [lan, mei, hong] = [await apply('李秀兰'), await apply('王梅'), await apply('张红')];
  const week = { dormitoryId, fromDay: '2026-11-22', untilDay: '2026-11-29' };
  const stay = await trainer.client.courses.allotBed({ workerId: lan.workerId, ...week });
  expect(stay).toMatchObject({ bedName: '1', nights: 7, feeFen: 17_500, costBearerName: { zh: '平台承担' } });
  await expect(operator.client.courses.allotBed({ workerId: mei.workerId, bedId: stay.bedId, ...week, fromDay: '2026-11-28', untilDay: '2026-12-01' })).rejects.toMatchObject({ code: 'courses.bed_taken' });
  // She leaves on the 29th: the bed is free that night.
  expect((await operator.client.courses.allotBed({ workerId: mei.workerId, bedId: stay.bedId, ...week, fromDay: '2026-11-29', untilDay: '2026-12-01', costBearer: 'learner' })).costBearerName.zh).toBe('学员自付');
  await expect(operator.client.courses.allotBed({ workerId: lan.workerId, ...week, fromDay: '2026-11-25', untilDay: '2026-11-26' })).rejects.toMatchObject({ code: 'courses.learner_housed' });
  expect((await operator.client.courses.allotBed({ workerId: mei.workerId, ...week })).bedName).toBe('2');
  await expect(operator.client.courses.allotBed({ workerId: hong.workerId, ...week })).rejects.toMatchObject({ code: 'courses.beds_full' });
  await expect(operator.client.courses.allotBed({ workerId: hong.workerId, ...week, untilDay: '2026-11-22' })).rejects.toMatchObject({ code: 'courses.stay_days_wrong' });
  expect((await operator.client.courses.listDormitories({ fromDay: '2026-11-22', untilDay: '2026-11-23' })).items[0]).toMatchObject({ freeBeds: 0 });
  await city.pass({ days: 2 });
  await again(operator, hong, lan);
  await expect(operator.client.courses.endStay({ stayId: stay.stayId, lastDay: '2026-11-23' })).rejects.toMatchObject({ code: 'courses.stay_days_wrong' });
  expect(await operator.client.courses.endStay({ stayId: stay.stayId, lastDay: '2026-11-24' })).toMatchObject({ nights: 2, feeFen: 5000 });
  await expect(operator.client.courses.endStay({ stayId: stay.stayId, lastDay: '2026-11-24' })).rejects.toMatchObject({ code: 'courses.stay_over' });
  expect((await operator.client.courses.allotBed({ workerId: hong.workerId, ...week, fromDay: '2026-11-24' })).bedName).toBe('1');
  expect((await hong.client.courses.myTraining({})).stays).toMatchObject([{ dormitoryName: '新人公寓', bedName: '1', feeFen: 12_500 }]);
  expect((await operator.client.courses.listStays({ on: '2026-11-25' })).items.map(({ workerName }) => workerName).toSorted()).toEqual(['张红', '王梅']);
  expect((await operator.client.courses.listStays({ after: '2026-11-28' })).items.map(({ workerName }) => workerName)).toEqual(['王梅']);
  // A bed somebody has is not taken out; one that is free goes, and its name may come again.
  const home = { dormitoryId, name: '新人公寓', address: '北京路 8 号', nightFeeFen: 2500 };
  const third = (await operator.client.courses.saveDormitory({ ...home, bedNames: ['A 3'] })).beds.find(({ name }) => name === 'A 3')!;
  await expect(operator.client.courses.saveDormitory({ ...home, goneBedIds: [stay.bedId] })).rejects.toMatchObject({ code: 'courses.bed_in_use', zh: '1号床有人住或已经预订，先退床再撤' });
  expect((await operator.client.courses.saveDormitory({ ...home, goneBedIds: [third.bedId] })).beds.map(({ name }) => name)).toEqual(['1', '2']);
  await expect(operator.client.courses.allotBed({ workerId: lan.workerId, ...week, bedId: third.bedId, fromDay: '2026-12-10', untilDay: '2026-12-12' })).rejects.toMatchObject({ code: 'courses.bed_unknown' });
  expect((await operator.client.courses.saveDormitory({ ...home, bedNames: ['A 3'] })).beds.map(({ name }) => name)).toEqual(['1', '2', 'A 3']);
  await operator.client.courses.allotBed({ workerId: lan.workerId, ...week, fromDay: '2026-12-10', untilDay: '2026-12-12' });
  expect((await operator.client.courses.listStays({ after: '2026-11-28' })).items.map(({ workerName, fromDay }) => `${workerName} ${fromDay}`)).toEqual(['李秀兰 2026-12-10', '王梅 2026-11-29']);
  // Many at once for one bed: one has it.
  const rush = [await apply('赵一'), await apply('赵二'), await apply('赵三')];
  const tried = await Promise.allSettled(rush.map(({ workerId }) => operator.client.courses.allotBed({ workerId, dormitoryId, bedId: stay.bedId, fromDay: '2027-01-01', untilDay: '2027-01-08' })));
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(city.database.pool.query(`insert into courses.bed_stay select city_id, 'twin', dormitory_id, bed_id, '${lan.workerId}', null, from_day, until_day, 0, 'platform', allotted_at from courses.bed_stay where from_day = '2027-01-01'`)).rejects.toThrow(/bed_for_one/);
});

test('kits: six tools, counted in and out, one each, and none handed out that is not there', async () => {
  await city.act('system', installKit, {});
  await city.act('system', installKit, {});
  const { items } = await operator.client.courses.listKits({});
  expect(items).toHaveLength(1);
  expect(items[0]!.items.map(({ name, count, isUsedUp }) => [name.zh, count, isUsedUp])).toEqual([['瓷砖刷', 1, false], ['刮水器', 1, false], ['地板擦', 1, false], ['除尘纸', 2, true], ['去污膏', 2, true], ['污渍清洁剂', 2, true]]);
  const { kitId } = items[0]!;
  await expect(operator.client.courses.saveKit({ name: '怪包', items: [{ code: 'chainsaw', count: 1 }] })).rejects.toMatchObject({ code: 'courses.tool_unknown' });
  expect(await operator.client.courses.recordSponsorship({ sponsor: '洁佳用品厂', kind: 'gear', valueFen: 300_000, receivedOn: '2026-11-22', kitId, kitCount: 3 })).toMatchObject({ kitCount: 3, kindName: { zh: '物资' } });
  expect((await operator.client.courses.listSponsorships({})).totalFen).toBe(300_000);
  const learners = [await apply('孙甲'), await apply('孙乙'), await apply('孙丙'), await apply('孙丁')];
  const ids = learners.map(({ workerId }) => workerId);
  const holds = (ctx: Ctx, { workerId }: { workerId: string }) => hasKit(ctx, workerId);
  await expect(trainer.client.courses.issueKits({ kitId, workerIds: ids })).rejects.toMatchObject({ code: 'courses.kits_short', zh: '库存只有 3 套，要 4 套' });
  expect(await city.act('system', holds, { workerId: ids[0]! })).toBe(false);
  const { items: issued } = await trainer.client.courses.issueKits({ kitId, workerIds: ids.slice(0, 2) });
  expect(await city.act('system', holds, { workerId: ids[0]! })).toBe(true);
  // Twice at once for the last one.
  const tried = await Promise.allSettled([ids[2]!, ids[3]!].map((workerId) => trainer.client.courses.issueKits({ kitId, workerIds: [workerId] })));
  expect(tried.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await trainer.client.courses.issueKits({ kitId, workerIds: [ids[0]!] })).toEqual({ items: [], hadOne: 1 });
  expect((await operator.client.courses.returnKit({ issueId: issued[0]!.issueId, condition: 'lost', words: '公交车上丢的' })).can['return']!.isAllowed).toBe(false);
  await expect(operator.client.courses.returnKit({ issueId: issued[0]!.issueId, condition: 'good' })).rejects.toMatchObject({ code: 'courses.kit_returned' });
  await operator.client.courses.returnKit({ issueId: issued[1]!.issueId, condition: 'good' });
  expect((await operator.client.courses.listKits({})).items[0]).toMatchObject({ inStock: 1, issued: 1, lost: 1 });
  await expect(operator.client.courses.stockKits({ kitId, count: -2, words: '盘点' })).rejects.toMatchObject({ code: 'courses.kits_short' });
  expect((await operator.client.courses.listKitIssues({ isOut: 'true' })).items).toHaveLength(1);
  expect(await faults()).toEqual([]);
  const areas = (await city.client().courses.areaRules({})).items;
  expect(areas.map(({ name, clothName }) => `${name.zh}${clothName.zh}`)).toEqual(['马桶红色抹布', '卫生间黄色抹布', '厨房绿色抹布', '客厅蓝色抹布', '卧室蓝色抹布', '地面白色抹布', '玻璃白色抹布']);
});

test('a partner school’s subject counts once and spares her the sessions of that module', async () => {
  const partner = await operator.client.courses.savePartner({ kind: 'vocationalSchool', name: '新疆职业学院', phone: '13012345678', agreementNumber: 'XZ-2026-8', fromDay: '2026-09-01', untilDay: '2027-08-31', credits: [{ subject: '安全与急救', module: 'safety', minutes: 600 }] });
  expect(partner).toMatchObject({ isInForce: true, maskedPhone: '130****5678' });
  await expect(operator.client.courses.savePartner({ kind: 'clinic', name: '倒着的', fromDay: '2026-09-01', untilDay: '2026-08-31' })).rejects.toMatchObject({ code: 'courses.partner_days_wrong' });
  const old = await operator.client.courses.savePartner({ kind: 'government', name: '市商务局', fromDay: '2024-01-01', untilDay: '2025-12-31' });
  expect(await operator.client.courses.listPartners({})).toMatchObject({ inForce: 1, items: { length: 2 } });
  const room = await operator.client.courses.saveRoom({ kind: 'practicePoint', name: '南湖实操点', seats: 10, dayCostFen: 10_000 });
  const { courseId } = await operator.client.courses.saveCourse({ title: '学院班', modules: ['safety', 'cooking'], standardDays: 5, shortReason: '学院已教过基础', plan: [{ kind: 'class', module: 'safety', title: '安全', minutes: 60 }, { kind: 'simulation', module: 'cooking', title: '做饭', minutes: 60 }] });
  await operator.client.courses.moveCourse({ courseId, state: 'open' });
  const cohort = { courseId, name: '学院一班', intake: 'new' as const, startsOn: '2026-11-25', endsOn: '2026-12-01', seats: 5, roomId: room.roomId, trainerId: trainer.me.personId };
  await expect(operator.client.courses.openCohort({ ...cohort, partnerId: old.partnerId })).rejects.toMatchObject({ code: 'courses.partner_over' });
  const { cohortId } = await operator.client.courses.openCohort({ ...cohort, partnerId: partner.partnerId });
  const [lan, mei] = [await apply('周兰'), await apply('周梅')];
  for (const { workerId } of [lan, mei]) await operator.client.courses.enrol({ cohortId, workerId });
  const [, cooking] = (await trainer.client.courses.planCohort({ cohortId })).items;
  expect((await operator.client.courses.listSessions({ from: '2026-11-25', days: 7 })).weekWarnings.map(({ weekFrom, sessions }) => [weekFrom, sessions])).toEqual([['2026-11-30', 0]]);
  city.clock.set(new Date('2026-11-25T08:00:00Z'));
  await city.drain();
  await again(operator, trainer);
  await trainer.client.courses.markAttendance({ marks: [lan, mei].map(({ workerId }, n) => ({ markId: `cook-mark-${n}`, sessionId: cooking!.sessionId, workerId, state: 'present' as const, at: city.clock.now().toISOString() })) });
  const percent = (ctx: Ctx, { workerId }: { workerId: string }) => attendancePercent(ctx, workerId, courseId);
  const minutes = async (ctx: Ctx, { workerId }: { workerId: string }) => (await attendedMinutes(ctx, [workerId], { modules: ['safety'] })).get(workerId) ?? 0;
  expect(await city.act('system', percent, lan)).toBe(50);
  const wish = { workerId: lan.workerId, partnerId: partner.partnerId, subject: '安全与急救', documentHash: 'a'.repeat(64) };
  await expect(operator.client.courses.recogniseCredit({ ...wish, subject: '唱歌' })).rejects.toMatchObject({ code: 'courses.subject_unknown' });
  const credit = await operator.client.courses.recogniseCredit(wish);
  await expect(operator.client.courses.recogniseCredit({ ...wish, documentHash: 'b'.repeat(64) })).rejects.toMatchObject({ code: 'courses.credit_known', zh: '周兰的这门课已经认定过' });
  expect([await city.act('system', percent, lan), await city.act('system', percent, mei), await city.act('system', minutes, lan)]).toEqual([100, 50, 600]);
  await again(lan);
  expect((await lan.client.learning.listModules({})).items.find(({ module }) => module === 'safety')).toMatchObject({ mine: { source: 'credit' } });
  await operator.client.courses.withdrawCredit({ creditId: credit.creditId, reason: '成绩单不是本人的' });
  await expect(operator.client.courses.withdrawCredit({ creditId: credit.creditId, reason: '再来一次' })).rejects.toMatchObject({ code: 'courses.credit_unknown' });
  expect([await city.act('system', percent, lan), await city.act('system', minutes, lan)]).toEqual([50, 0]);
  // The module goes with the credit that gave it, and she is told.
  const module = async () => (await lan.client.learning.listModules({})).items.find((one) => one.module === 'safety')!;
  expect(await module()).toMatchObject({ mine: { source: null, finishedAt: null } });
  await city.drain();
  expect(city.gateways.sms.inbox(lan.phone).map(({ params }) => params['zh'])).toContainEqual(expect.stringContaining('学分认定已撤回'));
  // Two credits for one module: it stands until the last is withdrawn, and what she learned otherwise stands anyway.
  const second = await operator.client.courses.savePartner({ kind: 'clinic', name: '二附院', fromDay: '2026-09-01', credits: [{ subject: '急救', module: 'safety', minutes: 120 }] });
  const [first, other] = [await operator.client.courses.recogniseCredit(wish), await operator.client.courses.recogniseCredit({ ...wish, partnerId: second.partnerId, subject: '急救' })];
  await operator.client.courses.withdrawCredit({ creditId: first.creditId, reason: '重复' });
  expect(await module()).toMatchObject({ mine: { source: 'credit' } });
  const why = async (workerId: string) => (await city.database.pool.query(`select words from learning.module_progress where module = 'safety' and worker_id = '${workerId}'`)).rows;
  expect(await why(lan.workerId)).toEqual([{ words: '二附院：急救' }]);
  await operator.client.courses.withdrawCredit({ creditId: other.creditId, reason: '重复' });
  expect(await module()).toMatchObject({ mine: { finishedAt: null } });
  const late = await operator.client.courses.recogniseCredit(wish);
  await city.act('system', noteLearned, { workerId: mei.workerId, module: 'safety', source: 'cohort', words: '一班' });
  const hers = await operator.client.courses.recogniseCredit({ ...wish, workerId: mei.workerId });
  await operator.client.courses.withdrawCredit({ creditId: hers.creditId, reason: '不是本人的' });
  await again(mei);
  expect((await mei.client.learning.listModules({})).items.find((one) => one.module === 'safety')).toMatchObject({ mine: { source: 'cohort' } });
  await operator.client.courses.withdrawCredit({ creditId: late.creditId, reason: '不是本人的' });
  expect(await faults()).toEqual([]);
  expect(await operator.client.courses.listPartners({})).toMatchObject({ inForce: 2, target: 5, byKind: expect.arrayContaining([{ kind: 'clinic', name: { zh: '医疗机构', en: 'clinic' }, inForce: 1 }]) });
  await operator.client.courses.recordRoomCost({ roomId: room.roomId, day: '2026-11-25', kind: 'rent', amountFen: 45_000 });
  expect(await operator.client.courses.roomCosts({ roomId: room.roomId })).toMatchObject({ totalFen: 45_000, items: [{ kindName: { zh: '场地' } }] });
  expect((await operator.client.courses.listPartners({ kind: 'vocationalSchool' })).items[0]).toMatchObject({ cohorts: 1, learners: 2 });
  const { rows } = await city.database.pool.query('select phone_encrypted from courses.partner');
  expect(JSON.stringify(rows)).not.toContain('13012345678');
});

test('notes of a group open for its leader and its counsellor alone, and every reading is written down', async () => {
  const [leader, member, stranger] = [await apply('阿依古丽'), await apply('热娜'), await apply('过客')];
  const counsellor = await city.signIn('13900000005', '宋心理师');
  const auditor = await city.signIn('13900000006', '查审计');
  await grant(auditor, 'auditor');
  await expect(operator.client.courses.openGroup({ kind: 'fellowTownsmen', name: '喀什姐妹' })).rejects.toMatchObject({ code: 'courses.native_place_missing' });
  const { groupId } = await operator.client.courses.openGroup({ kind: 'fellowTownsmen', name: '喀什姐妹', nativePlace: '新疆喀什', leaderId: leader.workerId, counsellorId: counsellor.me.personId });
  expect((await member.client.courses.listGroups({ nativePlace: '喀什' })).items).toMatchObject([{ leaderName: '阿依古丽', memberCount: 1, isMember: false }]);
  await member.client.courses.joinGroup({ groupId, contact: '微信 rena99' });
  expect((await member.client.courses.joinGroup({ groupId, contact: '微信 rena100' })).memberCount).toBe(2);
  expect((await leader.client.courses.groupPage({ groupId })).members.map(({ name, isLeader, contact }) => [name, isLeader, contact])).toEqual([['阿依古丽', true, ''], ['热娜', false, '微信 rena100']]);
  expect((await operator.client.courses.groupPage({ groupId })).members.map(({ contact }) => contact)).toEqual(['', '']);
  await expect(stranger.client.courses.groupPage({ groupId })).rejects.toMatchObject({ code: 'courses.group_unknown' });
  await expect(member.client.courses.callMeeting({ groupId, startAt: '2026-12-05T19:00:00+08:00', minutes: 60, place: '站点', topic: '聊聊' })).rejects.toMatchObject({ code: 'courses.group_unknown' });
  const meeting = await counsellor.client.courses.callMeeting({ groupId, startAt: '2026-12-05T19:00:00+08:00', minutes: 60, place: '南湖站', topic: '想家怎么办', isCounselling: true });
  await city.drain();
  expect(city.gateways.sms.inbox(member.phone).at(0)?.params['zh']).toContain('喀什姐妹活动：2026-12-05 19:00，南湖站');
  // Called off: every member is told, once.
  const off = await leader.client.courses.callMeeting({ groupId, startAt: '2026-12-06T19:00:00+08:00', minutes: 60, place: '公园', topic: '包饺子' });
  const told = () => city.gateways.sms.inbox(member.phone).filter(({ params }) => String(params['zh']).includes('活动取消了'));
  expect(await leader.client.courses.cancelMeeting({ meetingId: off.meetingId })).toMatchObject({ isCancelled: true });
  await leader.client.courses.cancelMeeting({ meetingId: off.meetingId });
  await city.drain();
  expect(told()).toHaveLength(1);
  await counsellor.client.courses.writeGroupNote({ groupId, meetingId: meeting.meetingId, words: '热娜最近睡不好' });
  for (const nosy of [operator, trainer, member, stranger, auditor]) {
    await expect(nosy.client.courses.readGroupNotes({ groupId, why: '看看' })).rejects.toMatchObject({ code: 'courses.notes_closed' });
    await expect(nosy.client.courses.writeGroupNote({ groupId, words: '写写' })).rejects.toMatchObject({ code: 'courses.notes_closed' });
  }
  expect((await leader.client.courses.readGroupNotes({ groupId, why: '下次活动前回顾' })).items).toMatchObject([{ byName: '宋心理师', words: '热娜最近睡不好' }]);
  const reads = (await member.client.courses.groupNoteReads({ groupId })).items;
  expect(reads.map(({ readerName, why, notes }) => [readerName, why, notes])).toEqual([['阿依古丽', '下次活动前回顾', 1]]);
  expect((await auditor.client.courses.groupNoteReads({ groupId })).items).toHaveLength(1);
  await expect(stranger.client.courses.groupNoteReads({ groupId })).rejects.toMatchObject({ code: 'access.forbidden' });
  const { rows } = await city.database.pool.query('select words_sealed from courses.group_note');
  expect(JSON.stringify(rows)).not.toContain('睡不好');
  // Who leads no more reads no more.
  await expect(leader.client.courses.leaveGroup({ groupId })).rejects.toMatchObject({ code: 'courses.leader_stays' });
  await operator.client.courses.setGroupPeople({ groupId, leaderId: member.workerId, counsellorId: counsellor.me.personId });
  await expect(leader.client.courses.readGroupNotes({ groupId, why: '再看看' })).rejects.toMatchObject({ code: 'courses.notes_closed' });
  await leader.client.courses.leaveGroup({ groupId });
  await operator.client.courses.closeGroup({ groupId });
  await expect(leader.client.courses.joinGroup({ groupId })).rejects.toMatchObject({ code: 'courses.group_over' });
});

test('a live lesson every week, two weeks ahead; who joins has a place and cannot be elsewhere', async () => {
  city.clock.set(new Date('2026-11-25T16:00:00Z'));
  await again(operator, trainer);
  const slot = await operator.client.courses.saveLiveSlot({ title: '周四直播课', module: 'communication', weekday: 4, from: '19:30', minutes: 45, trainerId: trainer.me.personId, watchUrl: 'https://live.example.cn/linli' });
  expect(slot.nextSession).toMatchObject({ startAt: '2026-11-26T11:30:00.000Z', minutes: 45, learners: 0 });
  const list = async () => (await operator.client.courses.listSessions({ from: '2026-11-25', days: 30, trainerId: trainer.me.personId })).items.filter(({ liveSlotId }) => liveSlotId !== null).map(({ startAt }) => startAt);
  expect(await list()).toEqual(['2026-11-26T11:30:00.000Z', '2026-12-03T11:30:00.000Z']);
  await expect(operator.client.courses.saveLiveSlot({ ...slot, liveSlotId: undefined, title: '同时的课', from: '20:00', trainerId: slot.trainerId })).rejects.toMatchObject({ code: 'courses.trainer_taken' });
  const learner = await apply('吴直播');
  const { sessionId } = slot.nextSession!;
  expect(await learner.client.courses.joinLive({ sessionId })).toMatchObject({ watchUrl: 'https://live.example.cn/linli' });
  await learner.client.courses.joinLive({ sessionId });
  expect((await learner.client.courses.myTraining({})).sessions).toMatchObject([{ title: '周四直播课', state: 'expected' }]);
  await learner.client.courses.leaveLive({ sessionId });
  await learner.client.courses.joinLive({ sessionId });
  expect((await operator.client.courses.getSession({ sessionId })).learners).toBe(1);
  // The slot moves to eight o'clock: the lesson she has joined stays, the one nobody has joined follows.
  await operator.client.courses.saveLiveSlot({ ...slot, from: '20:00' });
  expect(await list()).toEqual(['2026-11-26T11:30:00.000Z', '2026-12-03T12:00:00.000Z']);
  city.clock.set(new Date('2026-11-26T12:30:00Z'));
  await city.drain();
  await again(operator, trainer, learner);
  await expect(learner.client.courses.joinLive({ sessionId })).rejects.toMatchObject({ code: 'courses.session_over' });
  await trainer.client.courses.markAttendance({ marks: [{ markId: 'live-mark-1', sessionId, workerId: learner.workerId, state: 'late', minutes: 30, at: city.clock.now().toISOString() }] });
  expect((await learner.client.courses.myTraining({})).attendedMinutes).toBe(30);
  expect((await operator.client.courses.trainingCounters({})).byKind.find(({ kind }) => kind === 'live')).toMatchObject({ sessions: 1, attendances: 1 });
  await city.pass({ days: 8 });
  await again(operator);
  expect(await list()).toEqual(['2026-11-26T11:30:00.000Z', '2026-12-03T12:00:00.000Z', '2026-12-10T12:00:00.000Z', '2026-12-17T12:00:00.000Z']);
  expect(await faults()).toEqual([]);
});

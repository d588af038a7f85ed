import { identityCheckLetter } from '@linli/contract';
import type { Actor } from '../../kernel/context.ts';
import { systemActor } from '../../kernel/context.ts';
import { addSubsidyDocument, decideSubsidies, draftSubsidy, listProgrammes, submitSubsidy } from '../../modules/benefits/index.ts';
import { addSession, callMeeting, enrol, finishCohort, issueKits, joinGroup, markAttendance, moveCourse, openCohort, openGroup, saveCourse, savePartner, stockKits } from '../../modules/courses/index.ts';
import { addSlot, bookPractical, questions, rubrics, signOff, start, submit } from '../../modules/exams/index.ts';
import { coreModules } from '../../modules/learning/index.ts';
import { answerCoaching, issueCertificates, pairMentor, recordCoaching, signHead } from '../../modules/training/index.ts';
import { openPost, submitPaper } from '../../modules/workers/index.ts';
import { type Bank, answersOf } from '../../stories/exams.ts';
import { attempt, person } from './town.ts';
import type { Timeline, Town, TownWorker } from './town.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const root = systemActor('demo city');
export type Learner = { workerId: string; personId: string; name: string; idNumber: string };
export const learnerActor = ({ personId, workerId, name }: Learner): Actor => person(personId, name, [{ role: 'worker', scopeType: 'self', scopeId: workerId }]);

/** A well-formed identity number of a division that does not exist; each number another person. */
export const inventIdentity = (at: number): string => {
  const first17 = `650199${1970 + (at % 30)}${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}${String(500 + Math.floor(at / 2)).padStart(3, '0')}`;
  return first17 + identityCheckLetter(first17);
};

/** Partners, posts and kits: what a school has before its first class. */
export async function settlePartners(town: Town, operator: Actor, today: string): Promise<string[]> {
  const partnerIds: string[] = [];
  const credits = [{ subject: '家政服务基础', module: 'basicCleaning', minutes: 480 }, { subject: '老年照护', module: 'elderCare', minutes: 600 }];
  for (const [kind, name, agreementNumber, given] of [
    ['vocationalSchool', '新疆职业大学家政学院', 'XY-2026-011', credits], ['womensFederation', '天山区妇女联合会', 'XY-2026-015', []], ['labourBase', '阿勒泰乡镇劳务基地', 'XY-2026-021', []], ['jobCentre', '乌鲁木齐人力资源服务中心', 'XY-2026-024', []], ['elderInstitution', '红山社区养老院', 'XY-2026-030', []],
  ] as const) partnerIds.push((await town.act(operator, savePartner, { kind, name, agreementNumber, contactName: '联络员', fromDay: today, credits: [...given] })).partnerId);
  await town.act(operator, openPost, { title: '钟点保洁员', families: ['cleaning'], words: '免费培训，考过就上岗，单子离家近', payWords: '每小时 28 到 40 元', place: '乌鲁木齐各片区', seats: 60, source: 'womensFederation' });
  await town.act(operator, openPost, { title: '住家养老护理员', families: ['elderCare'], words: '有照护老人经历优先，持证加薪', payWords: '每月 5500 到 8000 元', place: '乌鲁木齐', seats: 20, source: 'townshipBase' });
  await town.act(operator, stockKits, { kitId: 'kit_standard', count: 80, words: '首批采购' });
  return partnerIds;
}

/** The first of a cohort hold their tools and meet in groups of mutual help. */
export async function settleGroups(town: Town, { operator, counsellorId, cohortId, learners, meetsAt }: { operator: Actor; counsellorId: string; cohortId: string; learners: readonly Learner[]; meetsAt: Date }): Promise<void> {
  await town.act(operator, issueKits, { kitId: 'kit_standard', cohortId, workerIds: learners.map(({ workerId }) => workerId) });
  const [leader, ...others] = learners.slice(0, 8);
  if (!leader) return;
  const peers = await town.act(operator, openGroup, { kind: 'peerSupport', name: '姐妹互助一组', nativePlace: '', words: '每周聊一次，难处一起想办法', leaderId: leader.workerId, counsellorId });
  const townsmen = await town.act(operator, openGroup, { kind: 'fellowTownsmen', name: '阿勒泰老乡群', nativePlace: '新疆阿勒泰', words: '租房、看病、回家，互相搭把手', leaderId: leader.workerId });
  for (const learner of others) for (const { groupId } of [peers, townsmen]) await town.act(learnerActor(learner), joinGroup, { groupId, contact: '' });
  await town.act(operator, callMeeting, { groupId: peers.groupId, startAt: meetsAt.toISOString(), minutes: 60, place: '南湖培训教室', topic: '第一次上门，怎么开口', isCounselling: false });
}

/** Learners sit the core exam; every sixth does not pass. Answers who did. */
export async function sitCore(town: Town, operator: Actor, learners: readonly Learner[]): Promise<Set<string>> {
  const bank: Bank = new Map();
  for (const topic of coreModules) {
    const { items } = await town.act(operator, questions, { topic, state: 'active', limit: 200 });
    for (const question of items) bank.set(question.stem.zh, question);
  }
  const passed = new Set<string>();
  for (const [at, learner] of learners.entries()) {
    const { attemptId, items } = await town.act(learnerActor(learner), start, { paper: 'core' });
    const { isPassed } = await town.act(learnerActor(learner), submit, { attemptId, answers: answersOf(items, bank, at % 6 === 5 ? 11 : at % 6) });
    if (isPassed) passed.add(learner.workerId);
  }
  return passed;
}

/** A practical is offered, booked and, a day later, signed by its examiner: one misses it, one does not pass. */
export function planPractical(town: Town, line: Timeline, { operator, examiner, learners, at }: { operator: Actor; examiner: Actor; learners: readonly Learner[]; at: number }): void {
  if (learners.length === 0) return;
  const seats: string[] = [];
  line.plan(at, async () => {
    const { slotId } = await town.act(operator, addSlot, { kind: 'practical', place: '水木清华实操点', examinerId: examiner.personId!, startAt: new Date(at + DAY).toISOString(), minutes: 180, capacity: learners.length });
    for (const learner of learners) seats.push((await town.act(learnerActor(learner), bookPractical, { slotId })).seatId);
  });
  line.plan(at + DAY + 3 * HOUR, async () => {
    const { items } = (await town.act(examiner, rubrics, {})).items.find(({ kind }) => kind === 'practical')!;
    for (const [index, seatId] of seats.entries()) {
      const share = index % 5 === 3 ? 0.6 : 0.95 - (index % 3) * 0.05;
      await town.act(examiner, signOff, { seatId, signOffId: `demo-${seatId.replace(/\W/g, '')}`, isAbsent: index % 5 === 4, items: index % 5 === 4 ? [] : items.map(({ code, points }) => ({ code, points: Math.round(points * share) })), redLines: [], words: index % 5 === 3 ? '抹布没有分区，卫生间的擦了厨房' : '' });
    }
  });
}

/** Two of the city's own workers coach newcomers; one session is confirmed by both. */
export async function settleMentors(town: Town, operator: Actor, mentors: readonly TownWorker[], learners: readonly Learner[]): Promise<void> {
  await town.act(operator, issueCertificates, mentors.map(({ workerId }) => ({ workerId, kind: 'mentor', evidence: { kind: 'record' as const, evidenceId: `demo-mentor-${workerId}`, words: '带教培训合格' } })));
  const day = new Date(town.clock.now().getTime() + 8 * HOUR).toISOString().slice(0, 10);
  for (const [at, learner] of learners.entries()) {
    const mentor = mentors[at % mentors.length]!;
    const { pairId } = await town.act(operator, pairMentor, { mentorId: mentor.workerId, traineeId: learner.workerId });
    const { sessionId } = await town.act(mentor.actor, recordCoaching, { pairId, day, minutes: 90, about: '跟着做了一单，讲了抹布分区和进门礼仪' });
    if (at % 2 === 0) await town.act(learnerActor(learner), answerCoaching, { sessionId, isConfirmed: true, words: '' });
  }
}

/** Those who work already are trained too: an evening class on safety and talking. */
export function planInService(town: Town, line: Timeline, { operator, trainerId, roomId, workers, startAt }: { operator: Actor; trainerId: string; roomId: string; workers: readonly TownWorker[]; startAt: number }): void {
  const dayOf = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);
  let cohortId = '', sessionId = '';
  const seated: string[] = [];
  line.plan(startAt - 3 * DAY, async () => {
    const { courseId } = await town.act(operator, saveCourse, {
      title: '在岗提升：安全与沟通', words: '在岗家政员每年一次', modules: ['safety', 'communication'], plan: [{ kind: 'case', module: 'safety', title: '入户安全案例', minutes: 120 }], priceFen: 0, costBearer: 'platform', standardDays: 30, shortReason: '',
    });
    await town.act(operator, moveCourse, { courseId, state: 'open' });
    ({ cohortId } = await town.act(operator, openCohort, { courseId, name: '在岗一期', intake: 'inService', startsOn: dayOf(startAt), endsOn: dayOf(startAt), waiverReason: '在岗人员利用晚上，一次两小时', seats: 60, roomId, trainerId }));
    // Who has a visit at that hour comes another time.
    for (const { workerId } of workers) if (await attempt(() => town.act(operator, enrol, { cohortId, workerId }))) seated.push(workerId);
    ({ sessionId } = await town.act(operator, addSession, { cohortId, kind: 'case', module: 'safety', title: '入户安全案例', startAt: new Date(startAt).toISOString(), endAt: new Date(startAt + 2 * HOUR).toISOString(), roomId, trainerId }));
  });
  line.plan(startAt + 2 * HOUR, async () => {
    const at = town.clock.now().toISOString();
    await town.act(operator, markAttendance, { marks: seated.map((workerId, index) => ({ markId: `demo-in-service-${index}`, sessionId, workerId, words: '', at, state: index % 11 === 10 ? ('absent' as const) : ('present' as const) })) });
    await town.act(operator, finishCohort, { cohortId });
  });
}

/** Some who have the certificate ask for the subsidy: drafts, claims handed in, claims the office has accepted. */
export async function settleSubsidies(town: Town, operator: Actor, people: readonly { workerId: string; certificateId: string; idNumber: string }[]): Promise<void> {
  const programmeId = (await town.act(operator, listProgrammes, {})).items.find(({ code }) => code === 'BASIC-800')!.programmeId;
  const today = new Date(town.clock.now().getTime() + 8 * HOUR).toISOString().slice(0, 10);
  for (const [at, { workerId, certificateId, idNumber }] of people.entries()) {
    await town.act(operator, submitPaper, { workerId, kind: 'identity', number: idNumber, validFrom: today, validUntil: `${Number(today.slice(0, 4)) + 9}${today.slice(4)}`, isSeen: true });
    const { claimId, no } = await town.act(operator, draftSubsidy, { programmeId, certificateId, declares: true });
    await town.act(operator, addSubsidyDocument, { claimId, kind: 'exam', note: '结业考核成绩单，已看原件' });
    if (at % 3 === 0) continue;
    await town.act(operator, submitSubsidy, { claimId });
    if (at % 3 === 2) await town.act(operator, decideSubsidies, { claimIds: [claimId], isAccepted: true, officeNo: `RS-${no}`, words: '' });
  }
}

/** The log's heads, as the hours would have signed them. */
export function planHeads(town: Town, line: Timeline, from: number, until: number): void {
  for (let at = from; at < until; at += 4 * DAY) line.plan(at, async () => { await town.act(root, signHead, {}); });
}

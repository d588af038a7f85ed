import type { ParsedOf, applicationSources, contract, targetGroups } from '@linli/contract';
import type { Actor } from '../../kernel/context.ts';
import { systemActor } from '../../kernel/context.ts';
import { addSession, enrol, finishCohort, installKit, markAttendance, moveCourse, openCohort, planCohort, saveCourse, saveDormitory, saveRoom } from '../../modules/courses/index.ts';
import { addSlot, installQuestions } from '../../modules/exams/index.ts';
import { coreModules, noteLearned } from '../../modules/learning/index.ts';
import { issueCertificates } from '../../modules/training/index.ts';
import { applyFor } from '../../modules/workers/index.ts';
import { type Learner, inventIdentity, planHeads, planInService, planPractical, settleGroups, settleMentors, settlePartners, settleSubsidies, sitCore } from './school-life.ts';
import type { Timeline, Town, TownWorker } from './town.ts';
import { inventName } from './urumqi.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const root = systemActor('demo city');
type Courses = typeof contract.courses;
type Source = (typeof applicationSources)[number];
type Group = (typeof targetGroups)[number];
type Family = ParsedOf<(typeof contract)['workers']['saveApplication']>['families'];

/** The pilot: so many apply, so many sit in cohorts and are trained, so many get the basic certificate, so many a specialty beside it. */
export type PilotSize = { candidates: number; trained: number; basic: number; advanced: number };
export const pilotSize: PilotSize = { candidates: 200, trained: 150, basic: 120, advanced: 30 };

const COHORTS = 5;
const sources: readonly [source: Source, words: string, group: Group][] = [
  ['womensFederation', '天山区妇联', 'reEmployed'], ['townshipBase', '阿勒泰乡镇培训基地', 'rural'], ['jobCentre', '人力资源服务中心', 'flexible'], ['school', '新疆职业大学', 'graduate'], ['referral', '老员工介绍', 'hardship'],
];
const wishes: readonly NonNullable<Family>[] = [['cleaning'], ['nanny'], ['elderCare'], ['cleaning', 'nanny']];
const specialties = ['deepCleaning', 'organizing', 'applianceCleaning'] as const;
const cohortName = (at: number): string => `第${'一二三四五六七八九'[at]}期`;
const plan: ParsedOf<Courses['saveCourse']>['plan'] = [
  { kind: 'class', module: 'basicCleaning', title: '基础保洁：工具、区域与消毒', minutes: 180 }, { kind: 'simulation', module: 'basicCleaning', title: '样板间实操', minutes: 180 },
  { kind: 'class', module: 'cooking', title: '家常菜与饮食忌口', minutes: 180 }, { kind: 'class', module: 'infantCare', title: '婴幼儿照护与急救', minutes: 180 },
  { kind: 'class', module: 'elderCare', title: '老人陪护与转移', minutes: 180 }, { kind: 'case', module: 'safety', title: '入户安全案例', minutes: 120 },
];

const BEIJING = 8 * 3_600_000;
const midnight = (at: Date): number => Math.floor((at.getTime() + BEIJING) / DAY) * DAY - BEIJING;
const dayOf = (at: Date): string => new Date(at.getTime() + BEIJING).toISOString().slice(0, 10);

export type School = { operator: Actor; trainerId: string; examiner: Actor; cohorts: { cohortId: string; sessionId: string; learners: Learner[] }[]; courseId: string; roomIds: string[]; workers: readonly TownWorker[] };

/** Rooms, beds and kits, a course with five cohorts, and the people who applied for it; all of it a month before the city is shown. */
export async function settleSchool(town: Town, { operator, trainerId, examiner, workers }: Pick<School, 'operator' | 'trainerId' | 'examiner' | 'workers'>, size: PilotSize, until: Date): Promise<School> {
  await town.act(root, installQuestions, {});
  await town.act(root, installKit, {});
  const partnerIds = await settlePartners(town, operator, dayOf(town.clock.now()));
  const rooms: string[] = [];
  for (const [kind, name, seats] of [['classroom', '南湖培训教室', 40], ['multimedia', '红山多媒体教室', 60], ['townshipBase', '阿勒泰乡镇培训基地', 50], ['practicePoint', '水木清华实操点', 30]] as const) {
    rooms.push((await town.act(operator, saveRoom, { kind, name, address: `${name}一楼`, seats, dayCostFen: 30_000, isOpen: true })).roomId);
  }
  await town.act(operator, saveDormitory, { name: '学员宿舍', address: '南湖路 12 号', words: '四人间，晚上十一点关门', nightFeeFen: 1500, bedNames: ['101-1', '101-2', '101-3', '101-4', '102-1', '102-2', '102-3', '102-4'], goneBedIds: [] });
  const { courseId } = await town.act(operator, saveCourse, { title: '家政岗前培训', words: '四个核心模块，理论加实操，免费', modules: [...coreModules], certificateKind: 'core', plan, priceFen: 0, costBearer: 'platform', standardDays: 30, shortReason: '' });
  await town.act(operator, moveCourse, { courseId, state: 'open' });

  const applicants: Learner[] = [];
  for (let at = 0; at < size.candidates; at++) {
    const [source, sourceWords, group] = sources[at % sources.length]!;
    const name = inventName(town.random), idNumber = inventIdentity(at);
    const { workerId, personId } = await town.act(root, applyFor, {
      phone: `1377${String(at).padStart(7, '0')}`, name, families: wishes[at % wishes.length]!, idNumber, schooling: at % 3 === 0 ? 'seniorSecondary' : 'juniorSecondary', experienceYears: at % 6,
      targetGroups: at % 4 === 0 ? [group] : [], nativePlace: '新疆阿勒泰', homeArea: '南湖片区', homeLon: 87.61, homeLat: 43.82, travelMode: 'ebike', source, sourceWords,
    });
    applicants.push({ workerId, personId, name, idNumber });
  }
  const seated = applicants.slice(0, size.trained);
  const from = town.clock.now();
  const to = new Date(Math.min(from.getTime() + 29 * DAY, until.getTime() - DAY));
  const cohorts: School['cohorts'] = [];
  for (let at = 0; at < COHORTS; at++) {
    const learners = seated.filter((_, index) => index % COHORTS === at);
    const { cohortId } = await town.act(operator, openCohort, { courseId, name: cohortName(at), intake: 'new', startsOn: dayOf(from), endsOn: dayOf(to), waiverReason: '试点班，按人数压缩课时', seats: 40, roomId: rooms[at % rooms.length === 3 ? 0 : at % rooms.length]!, trainerId, ...(at > 2 && { partnerId: partnerIds[at - 3]! }) });
    for (const { workerId } of learners) await town.act(operator, enrol, { cohortId, workerId });
    // One class each, a day apart: a room, a trainer and a learner are in one place at a time.
    const start = midnight(new Date(from.getTime() + (1 + at) * DAY)) + 9 * 3_600_000;
    const { sessionId } = await town.act(operator, addSession, { cohortId, kind: 'class', module: 'basicCleaning', title: plan[0]!.title, startAt: new Date(start).toISOString(), endAt: new Date(start + 3 * 3_600_000).toISOString(), roomId: rooms[0]!, trainerId });
    cohorts.push({ cohortId, sessionId, learners });
  }
  return { operator, trainerId, examiner, workers, cohorts, courseId, roomIds: rooms };
}

/** What happens in the school over the weeks: attendance, core modules, exams, certificates, mentors and subsidies; then the next cohort and the practicals to come. */
export function planSchool(town: Town, line: Timeline, { operator, trainerId, examiner, workers, cohorts, courseId, roomIds }: School, size: PilotSize, { begin, until }: { begin: Date; until: Date }): void {
  const lastDay = (until.getTime() - begin.getTime()) / DAY;
  const on = (days: number, run: () => Promise<void>): void => line.plan(begin.getTime() + Math.min(days, lastDay - 0.5) * DAY, run);
  const everyone = cohorts.flatMap(({ learners }) => learners);
  for (const [at, { sessionId, learners }] of cohorts.entries()) {
    on(2 + at, async () => {
      const now = town.clock.now().toISOString();
      await town.act(operator, markAttendance, { marks: learners.map(({ workerId }, index) => ({ markId: `demo-${sessionId}-${index}`, sessionId, workerId, words: '', at: now, ...(index % 17 === 16 ? { state: 'late' as const, minutes: 150 } : { state: 'present' as const }) })) });
    });
    on(14 + at, async () => { for (const { workerId } of learners) for (const module of coreModules) await town.act(root, noteLearned, { workerId, module, source: 'cohort', words: `家政岗前培训${cohortName(at)}` }); });
  }
  const first = cohorts[0]!;
  on(3, () => settleGroups(town, { operator, counsellorId: trainerId, cohortId: first.cohortId, learners: first.learners, meetsAt: new Date(midnight(new Date(until.getTime() + 2 * DAY)) + 15 * HOUR) }));
  if (size.trained >= COHORTS * 10) planInService(town, line, { operator, trainerId, roomId: roomIds[1]!, workers: workers.slice(0, 50), startAt: midnight(new Date(begin.getTime() + 12 * DAY)) + 19 * HOUR });
  const certify = (people: readonly Learner[], kindOf: (at: number) => string) => town.act(operator, issueCertificates, people.map(({ workerId }, at) => ({ workerId, kind: kindOf(at), evidence: { kind: 'record' as const, evidenceId: `pilot-${kindOf(at)}-${workerId}`, words: '岗前培训结业考核' } })));
  // The last of the exam rooms had screens: those few sat here, the others' sheets came on paper.
  const sitters = everyone.slice(0, Math.min(12, Math.floor(size.basic / 3)));
  const held: Learner[] = [];
  const asking: { workerId: string; certificateId: string; idNumber: string }[] = [];
  on(19, async () => {
    const passed = await sitCore(town, operator, sitters);
    held.push(...sitters.filter(({ workerId }) => passed.has(workerId)));
  });
  on(20, async () => {
    const onPaper = everyone.slice(sitters.length, sitters.length + size.basic - held.length);
    const issued = await certify(onPaper, () => 'core');
    asking.push(...issued.slice(0, 7).map(({ workerId, certificateId }, at) => ({ workerId, certificateId, idNumber: onPaper[at]!.idNumber })));
    held.push(...onPaper);
  });
  planPractical(town, line, { operator, examiner, learners: sitters.slice(0, 6), at: begin.getTime() + Math.min(21, lastDay - 3) * DAY });
  on(24, async () => { await certify(held.slice(0, size.advanced), (at) => specialties[at % specialties.length]!); });
  on(25, () => settleMentors(town, operator, workers.slice(2, 4), held.slice(0, 4)));
  planHeads(town, line, begin.getTime() + DAY, until.getTime());
  on(lastDay - 0.5, async () => {
    for (const { cohortId } of cohorts) await town.act(operator, finishCohort, { cohortId });
    // What was attended counts for a subsidy once the cohort is over.
    await settleSubsidies(town, operator, asking);
    const startsAt = new Date(until.getTime() + 3 * DAY);
    const { cohortId } = await town.act(operator, openCohort, { courseId, name: cohortName(COHORTS), intake: 'new', startsOn: dayOf(startsAt), endsOn: dayOf(new Date(startsAt.getTime() + 29 * DAY)), waiverReason: '', seats: 30, roomId: roomIds[0]!, trainerId });
    await town.act(operator, planCohort, { cohortId, from: '09:00', weekdays: [1, 2, 3, 4, 5], minutesPerDay: 360 });
    for (const [at, kind] of (['practical', 'practical', 'deepCleaning'] as const).entries()) {
      await town.act(operator, addSlot, { kind, place: '水木清华实操点', examinerId: examiner.personId!, startAt: new Date(midnight(new Date(until.getTime() + (2 + at) * DAY)) + 10 * HOUR).toISOString(), minutes: 180, capacity: 8 });
    }
  });
}

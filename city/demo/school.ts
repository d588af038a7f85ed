import type { ParsedOf, applicationSources, contract, targetGroups } from '@linli/contract';
import type { Actor } from '../../kernel/context.ts';
import { systemActor } from '../../kernel/context.ts';
import { addSession, enrol, finishCohort, installKit, markAttendance, moveCourse, openCohort, openGroup, planCohort, saveCourse, saveDormitory, savePartner, saveRoom } from '../../modules/courses/index.ts';
import { addSlot, installQuestions } from '../../modules/exams/index.ts';
import { coreModules, noteLearned } from '../../modules/learning/index.ts';
import { issueCertificates } from '../../modules/training/index.ts';
import { applyFor } from '../../modules/workers/index.ts';
import type { Timeline, Town } from './town.ts';
import { inventName } from './urumqi.ts';

const DAY = 86_400_000;
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

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A well-formed identity number of a division that does not exist; each number another person. */
const inventIdentity = (at: number): string => {
  const first17 = `650199${1970 + (at % 30)}${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}${String(500 + Math.floor(at / 2)).padStart(3, '0')}`;
  return first17 + '10X98765432'[[...first17].reduce((total, digit, index) => total + Number(digit) * WEIGHTS[index]!, 0) % 11]!;
};
const BEIJING = 8 * 3_600_000;
const midnight = (at: Date): number => Math.floor((at.getTime() + BEIJING) / DAY) * DAY - BEIJING;
const dayOf = (at: Date): string => new Date(at.getTime() + BEIJING).toISOString().slice(0, 10);

export type School = { operator: Actor; trainerId: string; examinerId: string; cohorts: { cohortId: string; sessionId: string; workerIds: string[] }[]; learners: string[]; courseId: string; roomId: string };

/** Rooms, beds and kits, a course with five cohorts, and the people who applied for it; all of it a month before the city is shown. */
export async function settleSchool(town: Town, { operator, trainerId, examinerId }: Pick<School, 'operator' | 'trainerId' | 'examinerId'>, size: PilotSize, until: Date): Promise<School> {
  await town.act(root, installQuestions, {});
  await town.act(root, installKit, {});
  const rooms: string[] = [];
  for (const [kind, name, seats] of [['classroom', '南湖培训教室', 40], ['multimedia', '红山多媒体教室', 60], ['townshipBase', '阿勒泰乡镇培训基地', 50], ['practicePoint', '水木清华实操点', 30]] as const) {
    rooms.push((await town.act(operator, saveRoom, { kind, name, address: `${name}一楼`, seats, dayCostFen: 30_000, isOpen: true })).roomId);
  }
  await town.act(operator, saveDormitory, { name: '学员宿舍', address: '南湖路 12 号', words: '四人间，晚上十一点关门', nightFeeFen: 1500, bedNames: ['101-1', '101-2', '101-3', '101-4', '102-1', '102-2', '102-3', '102-4'], goneBedIds: [] });
  const { courseId } = await town.act(operator, saveCourse, { title: '家政岗前培训', words: '四个核心模块，理论加实操，免费', modules: [...coreModules], certificateKind: 'core', plan, priceFen: 0, costBearer: 'platform', standardDays: 30, shortReason: '' });
  await town.act(operator, moveCourse, { courseId, state: 'open' });

  const learners: string[] = [];
  for (let at = 0; at < size.candidates; at++) {
    const [source, sourceWords, group] = sources[at % sources.length]!;
    const { workerId } = await town.act(root, applyFor, {
      phone: `1377${String(at).padStart(7, '0')}`, name: inventName(town.random), families: wishes[at % wishes.length]!, idNumber: inventIdentity(at), schooling: at % 3 === 0 ? 'seniorSecondary' : 'juniorSecondary', experienceYears: at % 6,
      targetGroups: at % 4 === 0 ? [group] : [], nativePlace: '新疆阿勒泰', homeArea: '南湖片区', homeLon: 87.61, homeLat: 43.82, travelMode: 'ebike', source, sourceWords,
    });
    learners.push(workerId);
  }
  const seated = learners.slice(0, size.trained);
  const from = town.clock.now();
  const to = new Date(Math.min(from.getTime() + 29 * DAY, until.getTime() - DAY));
  const partners: string[] = [];
  const agreement = { contactName: '', agreementNumber: '', fromDay: dayOf(from), untilDay: dayOf(new Date(from.getTime() + 365 * DAY)) };
  for (const [kind, name, credits] of [
    ['vocationalSchool', '新疆职业大学', [{ subject: '老年照护基础', module: 'elderCare', minutes: 1800 }, { subject: '婴幼儿保育', module: 'infantCare', minutes: 1800 }]], ['womensFederation', '天山区妇联', []], ['jobCentre', '人力资源服务中心', []], ['labourBase', '阿勒泰劳务基地', []],
  ] as const) partners.push((await town.act(operator, savePartner, { ...agreement, kind, name, credits: [...credits] })).partnerId);
  await town.act(operator, openGroup, { kind: 'fellowTownsmen', name: '阿勒泰同乡会', nativePlace: '新疆阿勒泰', words: '刚进城的姐妹互相帮忙', leaderId: learners[0]!, counsellorId: trainerId });
  const cohorts: School['cohorts'] = [];
  for (let at = 0; at < COHORTS; at++) {
    const workerIds = seated.filter((_, index) => index % COHORTS === at);
    const { cohortId } = await town.act(operator, openCohort, { courseId, name: cohortName(at), intake: 'new', startsOn: dayOf(from), endsOn: dayOf(to), waiverReason: '试点班，按人数压缩课时', seats: 40, roomId: rooms[at % rooms.length === 3 ? 0 : at % rooms.length]!, trainerId, ...(at > 2 && { partnerId: partners[at - 3]! }) });
    for (const workerId of workerIds) await town.act(operator, enrol, { cohortId, workerId });
    // One class each, a day apart: a room, a trainer and a learner are in one place at a time.
    const start = midnight(new Date(from.getTime() + (1 + at) * DAY)) + 9 * 3_600_000;
    const { sessionId } = await town.act(operator, addSession, { cohortId, kind: 'class', module: 'basicCleaning', title: plan[0]!.title, startAt: new Date(start).toISOString(), endAt: new Date(start + 3 * 3_600_000).toISOString(), roomId: rooms[0]!, trainerId });
    cohorts.push({ cohortId, sessionId, workerIds });
  }
  return { operator, trainerId, examinerId, cohorts, learners, courseId, roomId: rooms[0]! };
}

/** What happens in the school over the weeks: attendance, core modules, certificates; then the next cohort and the practicals to come. */
export function planSchool(town: Town, line: Timeline, { operator, trainerId, examinerId, cohorts, courseId, roomId }: School, size: PilotSize, { begin, until }: { begin: Date; until: Date }): void {
  const lastDay = (until.getTime() - begin.getTime()) / DAY;
  const on = (days: number, run: () => Promise<void>): void => line.plan(begin.getTime() + Math.min(days, lastDay - 0.5) * DAY, run);
  const everyone = cohorts.flatMap(({ workerIds }) => workerIds);
  for (const [at, { sessionId, workerIds }] of cohorts.entries()) {
    on(2 + at, async () => {
      const now = town.clock.now().toISOString();
      await town.act(operator, markAttendance, { marks: workerIds.map((workerId, index) => ({ markId: `demo-${sessionId}-${index}`, sessionId, workerId, words: '', at: now, ...(index % 17 === 16 ? { state: 'late' as const, minutes: 150 } : { state: 'present' as const }) })) });
    });
    on(14 + at, async () => { for (const workerId of workerIds) for (const module of coreModules) await town.act(root, noteLearned, { workerId, module, source: 'cohort', words: `家政岗前培训${cohortName(at)}` }); });
  }
  const certify = (workerIds: readonly string[], kindOf: (at: number) => string) => town.act(operator, issueCertificates, workerIds.map((workerId, at) => ({ workerId, kind: kindOf(at), evidence: { kind: 'record' as const, evidenceId: `pilot-${kindOf(at)}-${workerId}`, words: '岗前培训结业考核' } })));
  on(20, async () => { await certify(everyone.slice(0, size.basic), () => 'core'); });
  on(24, async () => { await certify(everyone.slice(0, size.advanced), (at) => specialties[at % specialties.length]!); });
  on(lastDay - 0.5, async () => {
    for (const { cohortId } of cohorts) await town.act(operator, finishCohort, { cohortId });
    const startsAt = new Date(until.getTime() + 3 * DAY);
    const { cohortId } = await town.act(operator, openCohort, { courseId, name: cohortName(COHORTS), intake: 'new', startsOn: dayOf(startsAt), endsOn: dayOf(new Date(startsAt.getTime() + 29 * DAY)), waiverReason: '', seats: 30, roomId, trainerId });
    await town.act(operator, planCohort, { cohortId, from: '09:00', weekdays: [1, 2, 3, 4, 5], minutesPerDay: 360 });
    for (const [at, kind] of (['practical', 'practical', 'deepCleaning'] as const).entries()) {
      await town.act(operator, addSlot, { kind, place: '水木清华实操点', examinerId, startAt: new Date(midnight(new Date(until.getTime() + (2 + at) * DAY)) + 10 * 3_600_000).toISOString(), minutes: 180, capacity: 8 });
    }
  });
}

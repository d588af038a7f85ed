import type { Can, OutputOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { serviceFamilyNames } from '../../alliance/index.ts';
import { marksUntil } from '../rules/attendance.ts';
import { daysFrom, percentOf } from '../rules/cohorts.ts';
import { attendanceNames, bearerNames, cohortNames, enrolmentNames, intakeNames, levelNames, roomNames, sessionNames } from '../rules/names.ts';
import { minutesOf } from '../rules/plan.ts';
import type { ItemRow } from '../store/attendance.ts';
import type { CohortRow, CourseRow } from '../store/cohorts.ts';
import type { EnrolmentRow } from '../store/enrolments.ts';
import type { RoomRow, SeatRow, SessionRow } from '../store/sessions.ts';

type Courses = typeof contract.courses;
export type CourseView = OutputOf<Courses['saveCourse']>;
export type CohortView = OutputOf<Courses['getCohort']>;
export type EnrolmentView = OutputOf<Courses['enrol']>;
export type SessionView = OutputOf<Courses['addSession']>;
export type SheetView = OutputOf<Courses['getSession']>;
export type RoomView = OutputOf<Courses['saveRoom']>;

export const yes: Can[string] = { isAllowed: true, why: null };
export const no = (zh: string, en: string): Can[string] => ({ isAllowed: false, why: { zh, en } });
export const onlyOperator = (ctx: Ctx, answer: Can[string]): Can[string] => (holds(ctx.actor, 'operator') ? answer : no('需要平台运营权限', 'It takes an operator'));
const forTeachers = (ctx: Ctx, answer: Can[string]): Can[string] => (holds(ctx.actor, ['operator', 'trainer']) ? answer : no('需要培训老师或平台运营权限', 'It takes a trainer or an operator'));

/** A keyset place in a list: what it is ordered by, and the id. */
export const placeOf = (cursor: string | undefined): { at: string; id: string } | null => {
  const [at, id, ...rest] = cursor?.split(' ') ?? [];
  return at === undefined || id === undefined || rest.length > 0 || Number.isNaN(Date.parse(at)) ? null : { at, id };
};
export const timeOf = (cursor: string | undefined): { at: Date; id: string } | null => { const place = placeOf(cursor); return place && { at: new Date(place.at), id: place.id }; };
/** One page of rows that were asked for with one more than it holds. */
export const pageOf = <Row, View>(rows: readonly Row[], limit: number, view: (row: Row) => View, place: (row: Row) => string): { items: View[]; nextCursor: string | null } => {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(view), nextCursor: last === undefined ? null : place(last) };
};

export const courseView = (ctx: Ctx, row: CourseRow): CourseView => {
  const { theory, practice } = minutesOf(row.plan);
  return {
    courseId: row.id, title: row.title, words: row.words, state: row.state, modules: row.modules, certificateKind: row.certificateKind, plan: row.plan, theoryMinutes: theory, practiceMinutes: practice, priceFen: row.priceFen, isFree: row.priceFen === 0, costBearer: row.costBearer, costBearerName: bearerNames[row.costBearer],
    standardDays: row.standardDays, shortReason: row.shortReason, family: row.family, familyName: row.family && serviceFamilyNames[row.family], cohorts: row.cohorts,
    can: {
      open: onlyOperator(ctx, row.state === 'open' ? no('已经开放', 'Is open already') : row.plan.length === 0 ? no('先写教学安排', 'Write the plan first') : yes), close: onlyOperator(ctx, row.state === 'open' ? yes : no('没有开放', 'Is not open')), save: onlyOperator(ctx, yes),
      openCohort: onlyOperator(ctx, row.state === 'open' ? yes : no('课程没有开放', 'The course is not open')),
    },
  };
};

export const isOver = (row: Pick<CohortRow, 'state'>): boolean => row.state === 'finished' || row.state === 'cancelled';
export const cohortView = (ctx: Ctx, row: CohortRow): CohortView => {
  const over = no(`这个班${cohortNames[row.state].zh}`, `The cohort is ${cohortNames[row.state].en}`);
  const [today, days, freeSeats] = [cityDay(ctx.now), daysFrom(row.startsOn, row.endsOn), row.seats - row.enrolled];
  return {
    cohortId: row.id, courseId: row.courseId, courseTitle: row.courseTitle, name: row.name, intake: row.intake, intakeName: intakeNames[row.intake], startsOn: row.startsOn, endsOn: row.endsOn, days, waiverReason: row.waiverReason, waivedByName: row.waivedByName, seats: row.seats, enrolled: row.enrolled, waiting: row.waiting, freeSeats,
    roomId: row.roomId, trainerId: row.trainerId, trainerName: row.trainerName, partnerId: row.partnerId, partnerName: row.partnerName, priceFen: row.priceFen, costBearer: row.costBearer, state: row.state, stateName: cohortNames[row.state], finished: row.finished, incomplete: row.incomplete,
    words: isOver(row) ? { zh: row.state === 'cancelled' ? `已取消：${row.cancelWords}` : `${row.finished} 人结业，${row.incomplete} 人出勤不足`, en: row.state === 'cancelled' ? 'Cancelled' : `${row.finished} finished, ${row.incomplete} incomplete` }
      : freeSeats > 0 ? { zh: `${row.startsOn} 开班，共 ${days} 天，还有 ${freeSeats} 个名额`, en: `Starts on ${row.startsOn}, ${days} days, ${freeSeats} seats left` } : { zh: `${row.startsOn} 开班，名额已满，${row.waiting} 人候补`, en: `Starts on ${row.startsOn}, full, ${row.waiting} waiting` },
    can: {
      enrol: isOver(row) ? over : row.endsOn < today ? no('已经结课', 'The last day is over') : yes, plan: forTeachers(ctx, isOver(row) ? over : yes), resize: onlyOperator(ctx, isOver(row) ? over : yes), cancel: onlyOperator(ctx, isOver(row) ? over : yes),
      finish: onlyOperator(ctx, isOver(row) ? over : row.endsOn > today ? no(`到 ${row.endsOn} 才结束`, `Goes on until ${row.endsOn}`) : yes),
    },
  };
};

export const enrolmentView = (row: EnrolmentRow): EnrolmentView => ({
  enrolmentId: row.id, cohortId: row.cohortId, cohortName: row.cohortName, courseId: row.courseId, courseTitle: row.courseTitle, workerId: row.workerId, workerName: row.name, state: row.state, stateName: enrolmentNames[row.state], waitingNo: row.waitingNo, feeFen: row.feeFen, costBearer: row.costBearer,
  enrolledAt: row.enrolledAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, endWords: row.endWords, dueMinutes: row.dueMinutes, attendedMinutes: row.attendedMinutes, attendancePercent: percentOf(row.attendedMinutes, row.dueMinutes),
  can: { drop: row.state === 'waiting' || row.state === 'enrolled' ? yes : no(enrolmentNames[row.state].zh, enrolmentNames[row.state].en) },
});

export const sessionView = (ctx: Ctx, row: SessionRow): SessionView => {
  const isMine = row.trainerId === ctx.actor.personId || holds(ctx.actor, 'operator');
  const hasBegun = row.startsAt <= ctx.now;
  const until = marksUntil(row.endsAt);
  const change = forTeachers(ctx, row.state === 'cancelled' ? no('已取消', 'Is cancelled') : hasBegun ? no('已经开始', 'Has begun') : yes);
  return {
    sessionId: row.id, cohortId: row.cohortId, cohortName: row.cohortName, liveSlotId: row.liveSlotId, kind: row.kind, kindName: sessionNames[row.kind], module: row.module, title: row.title, startAt: row.startsAt.toISOString(), endAt: row.endsAt.toISOString(), minutes: Math.round((row.endsAt.getTime() - row.startsAt.getTime()) / 60_000),
    roomId: row.roomId, roomName: row.roomName, trainerId: row.trainerId, trainerName: row.trainerName, watchUrl: row.watchUrl, state: row.state, cancelWords: row.cancelWords, learners: row.learners, marked: row.marked, marksUntil: until.toISOString(),
    can: { move: change, cancel: change, mark: row.state === 'cancelled' ? no('已取消', 'Is cancelled') : !isMine ? no(`由${row.trainerName}点名`, `${row.trainerName} marks it`) : ctx.now > until ? no('补交时间已过', 'The time for marks is over') : yes },
  };
};

export const sheetView = (ctx: Ctx, row: SessionRow, seats: readonly SeatRow[], items: readonly ItemRow[]): SheetView => ({
  ...sessionView(ctx, row), checklist: row.checklist,
  seats: seats.filter(({ sessionId }) => sessionId === row.id).map((seat) => ({
    workerId: seat.workerId, workerName: seat.workerName, photo: seat.photo, state: seat.state, stateName: attendanceNames[seat.state], minutes: seat.minutes, words: seat.words, markedAt: seat.markedAt?.toISOString() ?? null, markedByName: seat.markedByName,
    items: items.filter(({ sessionId, workerId }) => sessionId === row.id && workerId === seat.workerId).map(({ code, level, words, at }) => ({ code, level, words, at: at.toISOString() })),
  })),
});

export const roomView = (row: RoomRow): RoomView => ({ roomId: row.id, kind: row.kind, kindName: roomNames[row.kind], name: row.name, address: row.address, lon: row.lon, lat: row.lat, seats: row.seats, dayCostFen: row.dayCostFen, spentFen: row.spentFen, isOpen: row.isOpen });
export const checklistItem = (row: ItemRow): OutputOf<Courses['myChecklist']>['items'][number] => ({ module: row.module, code: row.code, itemWords: row.itemWords, level: row.level, levelName: levelNames[row.level], words: row.words, trainerName: row.byName, at: row.at.toISOString() });

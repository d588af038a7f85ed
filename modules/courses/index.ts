import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

export { checks } from './actions/checks.ts';
export { markAttendance } from './actions/attendance.ts';
export { saveDormitory } from './actions/beds.ts';
export { finishCohort, moveCourse, openCohort, saveCourse } from './actions/cohorts.ts';
export { attendancePercent, attendedMinutes, enrol, hasKit } from './actions/enrolments.ts';
export { callMeeting, joinGroup, openGroup } from './actions/groups.ts';
export { installKit, issueKits, stockKits } from './actions/kits.ts';
export { savePartner } from './actions/partners.ts';
export { addSession, planCohort, saveRoom, teachersOf } from './actions/sessions.ts';

export const mount: Module = { name: 'courses', routes, reactions, checks };

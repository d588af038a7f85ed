import { every, onTimer, when, type Reaction } from '../../kernel/reactions.ts';
import { sweepAdmission } from './actions/admission-checks.ts';
import { sweepHolds } from './actions/calendar.ts';
import { sweepLadder } from './actions/ladder.ts';
import { lapseConduct } from './actions/conduct.ts';
import { sweepCards } from './actions/door-cards.ts';
import { noteMark, restoreMarks, setMarksAside, sweepSafety } from './actions/safety.ts';
import { forgetPositions } from './actions/shifts.ts';

export const reactions: Reaction[] = [
  every('workers.sweepHolds', '*/5 * * * *', sweepHolds),
  every('workers.forgetPositions', '30 3 * * *', forgetPositions),
  // The first minute of the city's day: papers end with the date.
  every('workers.sweepSafety', '0 0 * * *', sweepSafety),
  every('workers.sweepLadder', '0 0 * * *', sweepLadder),
  every('workers.sweepAdmission', '0 0 * * *', sweepAdmission),
  every('workers.sweepCards', '0 0 * * *', sweepCards),
  onTimer('workers.endConduct', lapseConduct),
  when('order.noShow', 'workers.markNoShow', async (ctx, e) => { if (e.who === 'worker' && e.workerId !== null) await noteMark(ctx, { workerId: e.workerId, orderId: e.orderId, kind: 'noShow', about: { zh: '客户或平台报您没有上门', en: 'The household or the desk reported that you did not come' } }); }),
  when('order.doorLocked', 'workers.markDoorLocked', async (ctx, e) => { if (!e.isHeld) await noteMark(ctx, { workerId: e.workerId, orderId: e.orderId, kind: 'doorLocked', about: { zh: '在门口连续输错确认码', en: 'Wrong door codes until it was locked' } }); }),
  when('sos.raised', 'workers.setMarksAside', setMarksAside),
  when('sos.closed', 'workers.restoreMarks', restoreMarks),
  when('complaint.judged', 'workers.markComplaint', async (ctx, e) => { if (e.isUpheld) await noteMark(ctx, { workerId: e.workerId, orderId: e.orderId, kind: 'complaint', about: { zh: '平台核实客户的投诉属实', en: 'The desk found the household’s complaint right' } }); }),
];

import type { Bilingual, OrderStatus } from '@linli/contract';

export type SosKind = 'injury' | 'threat' | 'hazard' | 'illness' | 'other';
export type SosState = 'open' | 'acknowledged' | 'closed';
export type SosOutcome = 'helped' | 'emergencyServices' | 'settled' | 'falseAlarm';
export type Severity = 'critical' | 'major' | 'minor';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const kindNames: Record<SosKind, Bilingual> = {
  injury: { zh: '受伤', en: 'injury' }, threat: { zh: '威胁或骚扰', en: 'threat or harassment' }, hazard: { zh: '着火、燃气或漏水', en: 'fire, gas or water' },
  illness: { zh: '老人或孩子突发不适', en: 'elder or child taken ill' }, other: { zh: '其他紧急情况', en: 'another emergency' },
};
export const outcomeNames: Record<SosOutcome, Bilingual> = {
  helped: { zh: '平台已帮助解决', en: 'helped by the desk' }, emergencyServices: { zh: '已交给 120、110 或 119', en: 'handed to the emergency services' }, settled: { zh: '已自行脱险', en: 'safe by herself' }, falseAlarm: { zh: '误触', en: 'pressed by mistake' },
};
export const severityNames: Record<Severity, Bilingual> = { critical: { zh: '危急', en: 'critical' }, major: { zh: '较重', en: 'major' }, minor: { zh: '轻微', en: 'minor' } };

/** Presses that waited for a network are believed for so long; an older clock is a wrong one. */
export const MOST_LATE_HOURS = 72;
/** From so long before the start her way is part of the visit, and for so long after its end what happened there is. */
const BEFORE_HOURS = 3;
const AFTER_HOURS = 6;
/** An alarm nobody takes goes on ringing everybody, so often at the most after the end of the chain. */
export const MOST_RINGS = 12;
/** An alarm that never ends keeps its place no longer than this. */
const LONGEST_PLACE_DAYS = 30;
/** A place farther from the home of the visit than this is somewhere else, or not true. */
export const DOUBTFUL_METERS = 5_000;

/** When it was pressed, as far as the phone's clock is believed: never later than now, at most 72 h ago. */
export const pressedAt = (madeAt: Date | null, now: Date): Date => {
  if (madeAt === null || Number.isNaN(madeAt.getTime()) || madeAt > now) return now;
  return new Date(Math.max(madeAt.getTime(), now.getTime() - MOST_LATE_HOURS * HOUR_MS));
};

const live: readonly OrderStatus[] = ['accepted', 'onTheWay', 'checklistConfirmed', 'inService', 'finished', 'confirmed', 'settled', 'noShow', 'cancelled'];

/** Whether a moment lies on a visit that its worker had accepted: from her way there to some hours after its end. */
export const isDuringVisit = (order: { status: OrderStatus; startsAt: Date | null; endsAt: Date | null; finishedAt: Date | null }, at: Date): boolean => {
  if (!live.includes(order.status) || order.startsAt === null) return false;
  const until = order.finishedAt ?? order.endsAt ?? order.startsAt;
  const isRunning = ['onTheWay', 'checklistConfirmed', 'inService'].includes(order.status);
  return at.getTime() >= order.startsAt.getTime() - BEFORE_HOURS * HOUR_MS && (isRunning || at.getTime() <= until.getTime() + AFTER_HOURS * HOUR_MS);
};

export type Place = { lon: number; lat: number };
/** To a thousandth of a degree, some hundred metres: enough to send help to, too little to say which door. Null where it lies outside the country or is no number. */
export const roughPlace = (lon: number | undefined, lat: number | undefined): Place | null => {
  if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat)) return null;
  if (lon < 73 || lon > 136 || lat < 3 || lat > 54) return null;
  return { lon: Math.round(lon * 1000) / 1000, lat: Math.round(lat * 1000) / 1000 };
};

/** When the second and the third level of the chain are woken. Minutes are the city's. */
export const chainOf = (openedAt: Date, rule: { sosSecondMinutes: number; sosThirdMinutes: number }): { secondAt: Date; thirdAt: Date } => {
  const secondAt = new Date(openedAt.getTime() + rule.sosSecondMinutes * MINUTE_MS);
  return { secondAt, thirdAt: new Date(secondAt.getTime() + rule.sosThirdMinutes * MINUTE_MS) };
};
/** When the next level is woken; null once somebody has taken the alarm and at the end of the chain. */
export const nextLevelAt = (sos: { state: SosState; level: number; secondAt: Date; thirdAt: Date }): Date | null =>
  sos.state !== 'open' || sos.level >= 3 ? null : sos.level === 2 ? sos.thirdAt : sos.secondAt;

/** Until when the place of an alarm that nobody has closed is kept; the city's hours count from its end. */
export const placeKeptUntil = (openedAt: Date): Date => new Date(openedAt.getTime() + LONGEST_PLACE_DAYS * 24 * HOUR_MS);

/** By when an incident is answered. Milliseconds come of the city's minutes and hours. */
export const incidentDueAt = (severity: Severity, openedAt: Date, rule: { incidentCriticalMinutes: number; incidentMajorHours: number; incidentMinorHours: number }): Date => {
  const spans: Record<Severity, number> = { critical: rule.incidentCriticalMinutes * MINUTE_MS, major: rule.incidentMajorHours * HOUR_MS, minor: rule.incidentMinorHours * HOUR_MS };
  return new Date(openedAt.getTime() + spans[severity]);
};

/** Who is woken at a level: first those on call, then the second and every agent, then everybody of the desk. Nobody on call: every agent at once. */
export const wakenAt = (level: number, desk: readonly { personId: string; isAgent: boolean }[], onCall: readonly { personId: string; rank: number }[]): { personIds: string[]; isFallback: boolean } => {
  const agents = desk.filter(({ isAgent }) => isAgent).map(({ personId }) => personId);
  const all = desk.map(({ personId }) => personId);
  const first = onCall.filter(({ rank }) => rank === 1).map(({ personId }) => personId);
  const called = onCall.map(({ personId }) => personId);
  const orAll = (some: readonly string[]): string[] => [...new Set(some.length > 0 ? some : all)];
  if (level === 1) return first.length > 0 ? { personIds: first, isFallback: false } : { personIds: orAll([...called, ...agents]), isFallback: true };
  if (level === 2) return { personIds: orAll([...called, ...agents]), isFallback: false };
  return { personIds: [...new Set([...called, ...all])], isFallback: false };
};

/** What stands in the steps of an alarm, in both languages. */
export const stepWords = {
  raised: (kind: SosKind, minutesLate: number): Bilingual => ({
    zh: `按下求助：${kindNames[kind].zh}${minutesLate > 0 ? `；当时没有网络，${minutesLate} 分钟后才送到` : ''}`, en: `Called for help: ${kindNames[kind].en}${minutesLate > 0 ? `; without a network, it arrived ${minutesLate} min later` : ''}`,
  }),
  again: (kind: SosKind): Bilingual => ({ zh: `又按了一次：${kindNames[kind].zh}`, en: `Pressed again: ${kindNames[kind].en}` }),
  notHers: { zh: '手机报来的上门不是本人的，没有关联', en: 'The visit the phone named is not hers; none is linked' },
  placeUnusable: { zh: '手机给出的位置不可用，没有保存', en: 'The place the phone gave cannot be right and was not kept' },
  placeDoubtful: { zh: '手机给出的位置离这次上门很远，请以本人说的为准', en: 'The place the phone gave is far from this visit: believe what she says' },
  told: (level: number, count: number, isFallback: boolean, failed: number): Bilingual => ({
    zh: `${isFallback ? '没有人值班，' : ''}${level === 1 ? '已通知' : level === 2 ? '没人接手，又通知第二值班和客服' : '还没人接手，通知平台所有人，'} ${count} 人（短信和电话）${failed > 0 ? `，${failed} 个电话没打通` : ''}`,
    en: `${isFallback ? 'Nobody is on call: ' : ''}${level === 1 ? 'told' : level === 2 ? 'nobody took it: told the second on call and the agents,' : 'still nobody: told everybody,'} ${count} by message and phone${failed > 0 ? `, ${failed} calls failed` : ''}`,
  }),
  nobody: { zh: '平台没有可通知的人，请马上安排', en: 'There is nobody at the desk to tell' },
  rung: (count: number): Bilingual => ({ zh: `仍没人接手，再次通知 ${count} 人`, en: `Still nobody: told ${count} again` }),
  acknowledged: { zh: '我来处理', en: 'Took the alarm' },
  called: (whom: 'raiser' | 'family' | 'worker'): Bilingual => ({ raiser: { zh: '拨打本人（隐私号）', en: 'Rang the person (masked)' }, family: { zh: '拨打家庭（隐私号）', en: 'Rang the family (masked)' }, worker: { zh: '拨打家政员（隐私号）', en: 'Rang the worker (masked)' } })[whom],
  safe: { zh: '本人说：我安全了', en: 'Says: I am safe' },
  mistake: { zh: '本人说：按错了', en: 'Says: pressed by mistake' },
  contactTold: { zh: '已按本人的同意通知紧急联系人', en: 'The emergency contact was told, as agreed' },
  closed: (outcome: SosOutcome, visit: 'excused' | 'usual' | null): Bilingual => ({
    zh: `结束：${outcomeNames[outcome].zh}${visit === 'excused' ? '；这次上门不计入她的记录' : visit === 'usual' ? '；这次上门照常计' : ''}`, en: `Closed: ${outcomeNames[outcome].en}${visit === 'excused' ? '; the visit does not count against her' : visit === 'usual' ? '; the visit counts as usual' : ''}`,
  }),
  placeForgotten: { zh: '位置已按规定删除', en: 'The place was forgotten by rule' },
};

/** How it stands, to who pressed. Plain words for somebody who may be shaking. */
export const mineWords = (sos: { state: SosState }): Bilingual => ({
  open: { zh: '求助已发出，正在叫人。有危险先离开，再打 110、119 或 120。', en: 'Your call is out and we are getting somebody. In danger, leave first and ring 110, 119 or 120.' },
  acknowledged: { zh: '客服已看到，马上联系您。', en: 'Somebody has it and will ring you now.' },
  closed: { zh: '这次求助已经结束。还需要帮助就再按一次。', en: 'This alarm is over. If you need help again, press again.' },
})[sos.state];

/** What the ticket of an alarm says. What she wrote stays with the alarm. */
export const ticketWords = (kind: SosKind): string => `一键求助：${kindNames[kind].zh}。请在“求助”页处理。`;

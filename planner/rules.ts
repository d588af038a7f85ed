/**
 * The hard rules: what must hold before a worker may serve a need. Each is one named function that answers null when it holds, or a way to
 * say why not, with the values that decided. They are asked in this order, cheap ones first; adding one is a checklist in README.md.
 *
 * `scope` says what the answer depends on: 'worker' alone, the local 'day' of the visit, its exact 'start', or the other workers ('pool').
 */
import {
  SOON_MS, bookedMinutes, isCovered, locate, metersFromHome, minutesBetween, openDay,
} from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { shortRest, weekOf, weekSpan } from './hours.ts';
import type { Bilingual, Blocker, HealthClass, NeedWithoutStart, Paper, WorkerView } from './types.ts';
import {
  DAY_MS, HEALTH_CLASSES, MINUTE_MS, dayOf, dayStart, sayAllergen, sayDate, sayDistance, sayHealthClass, sayHours, sayMinutes, sayMode, sayPaper, saySkill, saySpan, sayTime,
} from './wording.ts';

export type RuleName = 'admitted' | 'safetyCode' | 'admittedHere' | 'blocklist' | 'refused' | 'allergy' | 'skillLevel' | 'heldSkill' | 'papers' | 'healthClass' | 'merchantFull' | 'dailyHours' | 'weeklyHours'
  | 'online' | 'availability' | 'rest' | 'overlap' | 'radius' | 'travelIn' | 'travelOut' | 'territory';
/** Null: the rule holds. Otherwise a sentence, to be asked for before the attempt moves on. */
export type Verdict = (() => Bilingual) | null;
export type Rule = { name: RuleName; scope: 'worker' | 'day' | 'start' | 'pool'; judge: (attempt: Attempt) => Verdict };

export const rules: readonly Rule[] = [
  { name: 'admitted', scope: 'worker', judge: admitted },
  { name: 'safetyCode', scope: 'worker', judge: safetyCode },
  { name: 'admittedHere', scope: 'worker', judge: admittedHere },
  { name: 'blocklist', scope: 'worker', judge: blocklist },
  { name: 'refused', scope: 'worker', judge: refused },
  { name: 'allergy', scope: 'worker', judge: allergy },
  { name: 'skillLevel', scope: 'worker', judge: skillLevel },
  { name: 'heldSkill', scope: 'worker', judge: heldSkill },
  { name: 'papers', scope: 'day', judge: papers },
  { name: 'healthClass', scope: 'day', judge: healthClass },
  { name: 'merchantFull', scope: 'day', judge: merchantFull },
  { name: 'dailyHours', scope: 'day', judge: dailyHours },
  { name: 'weeklyHours', scope: 'day', judge: weeklyHours },
  { name: 'online', scope: 'start', judge: online },
  { name: 'availability', scope: 'start', judge: availability },
  { name: 'rest', scope: 'start', judge: rest },
  { name: 'overlap', scope: 'start', judge: overlap },
  { name: 'radius', scope: 'start', judge: radius },
  { name: 'travelIn', scope: 'start', judge: travelIn },
  { name: 'travelOut', scope: 'start', judge: travelOut },
  // Asked last, of the feasible alone: whether a district is kept to its holder depends on who else can come.
  { name: 'territory', scope: 'pool', judge: territory },
];

const judged = rules.filter((rule) => rule.scope !== 'pool');
const byWorker = rules.filter((rule) => rule.scope === 'worker');
const byDay = rules.filter((rule) => rule.scope === 'day');
const byStart = rules.filter((rule) => rule.scope === 'start');

const holdAll = (asked: readonly Rule[], attempt: Attempt): boolean => {
  for (let i = 0; i < asked.length; i++) if (asked[i]!.judge(attempt) !== null) return false;
  return true;
};
/** The three stages of one question, so that a grid of starts asks each only as often as its answer can change. */
export const holdsForWorker = (attempt: Attempt): boolean => holdAll(byWorker, attempt);
export const holdsForDay = (attempt: Attempt): boolean => holdAll(byDay, attempt);
export const holdsForStart = (attempt: Attempt): boolean => holdAll(byStart, attempt);

/** How many rules are broken (territory aside), without a sentence; `most` ends the count early. */
export function countBroken(attempt: Attempt, most: number): number {
  let broken = 0;
  for (let i = 0; i < judged.length; i++) {
    if (judged[i]!.judge(attempt) === null) continue;
    broken += 1;
    if (broken >= most) break;
  }
  return broken;
}

/** Every broken rule with its sentence (territory aside); empty when the worker can serve. */
export function findBlockers(attempt: Attempt): Blocker[] {
  const blockers: Blocker[] = [];
  for (const rule of judged) {
    const verdict = rule.judge(attempt);
    if (verdict) blockers.push({ rule: rule.name, reason: verdict() });
  }
  return blockers;
}

/** Audited, and neither suspended nor gone. */
export function admitted({ worker }: Attempt): Verdict {
  return worker.admitted ? null : () => ({ zh: '还没有通过入驻审核，暂时不能接单', en: 'Not admitted yet, cannot take orders' });
}

/** Identity, health, insurance or credit is not in order: the code is red and she goes nowhere until it is. */
export function safetyCode({ worker: { safety } }: Attempt): Verdict {
  if (safety?.colour !== 'red') return null;
  return () => (safety.reason ? { zh: `安全码是红色：${safety.reason.zh}`, en: `The safety code is red: ${safety.reason.en}` } : { zh: '安全码是红色，暂时不能派单', en: 'The safety code is red, cannot be sent' });
}

/** Every admission check of this family of work is in force: training, exam, credit and what else it asks for. */
export function admittedHere({ worker, frame: { need } }: Attempt): Verdict {
  if (need.family === undefined || worker.families === undefined || worker.families.includes(need.family)) return null;
  return () => ({ zh: '这类工作的入驻检查没有全部有效，暂时不能接这类单', en: 'Not every admission check for this kind of work is in force' });
}

/** Household and worker do not want to meet, whichever of the two said so. */
export function blocklist({ worker, frame }: Attempt): Verdict {
  return !frame.blocked.has(worker.workerId) ? null
    : () => ({ zh: '在双方的黑名单里，不再安排见面', en: 'On the blocklist between this household and this worker' });
}

/** Who refused this order is not asked again. */
export function refused({ worker, frame }: Attempt): Verdict {
  return !frame.refused.has(worker.workerId) ? null : () => ({ zh: '已经拒绝过这一单', en: 'Has already refused this order' });
}

/** Nothing in the home that the worker cannot be near, and nothing she brings along that somebody living there cannot be near. */
export function allergy({ worker, frame: { need, labels } }: Attempt): Verdict {
  const inHome = worker.allergies?.find((code) => need.allergens?.includes(code));
  if (inHome !== undefined) return () => { const name = sayAllergen(inHome, labels); return { zh: `她对${name.zh}过敏，这一家有`, en: `Allergic to ${name.en}, which this home has` }; };
  const brought = worker.habits?.find((code) => need.sensitivities?.includes(code));
  if (brought === undefined) return null;
  return () => { const name = sayAllergen(brought, labels); return { zh: `这一家有人对${name.zh}过敏，她身上难免带着`, en: `Somebody in this home is allergic to ${name.en}, which the worker brings along` }; };
}

/** Every required skill at the required level or above. */
export function skillLevel({ worker, frame }: Attempt): Verdict {
  const lacking = frame.need.requiredSkills.find(({ skill, level }) => !(levelOf(worker.skills, skill) >= level));
  if (!lacking) return null;
  return () => {
    const name = saySkill(lacking.skill, frame.labels);
    const level = levelOf(worker.skills, lacking.skill);
    if (level === 0) return { zh: `没有“${name.zh}”技能，这一单要求 ${lacking.level} 级`, en: `Has no ${name.en} skill, level ${lacking.level} is required` };
    return { zh: `“${name.zh}”现为 ${level} 级，这一单要求 ${lacking.level} 级`, en: `${name.en} is at level ${level}, level ${lacking.level} is required` };
  };
}
export const levelOf = (skills: Record<string, number>, skill: string): number => (Object.hasOwn(skills, skill) ? skills[skill]! : 0);

/** No required skill is held up, as by a certificate that was not refreshed in time. */
export function heldSkill({ worker: { heldSkills }, frame }: Attempt): Verdict {
  if (heldSkills === undefined) return null;
  const held = frame.need.requiredSkills.find(({ skill }) => Object.hasOwn(heldSkills, skill));
  return held ? () => heldSkills[held.skill]! : null;
}

/** Every required paper is good through the last day of the visit. */
export function papers(attempt: Attempt): Verdict {
  const { worker, frame } = attempt;
  const lacking = frame.need.requiredPapers.find((kind) => !worker.papers.some((paper) => paper.kind === kind && isGood(attempt, paper)));
  if (lacking === undefined) return null;
  return () => {
    const name = sayPaper(lacking, frame.labels);
    const last = latest(worker.papers.filter((paper) => paper.kind === lacking));
    return last ? sayExpired(attempt, name, last) : { zh: `没有${name.zh}`, en: `No ${name.en}` };
  };
}

/** A health paper good on the day, of the service's class or above: A 一般 < B 居家 < C 养老照护 < D 母婴照护. */
export function healthClass(attempt: Attempt): Verdict {
  const { worker, frame } = attempt;
  const rank = rankOf(frame.need.healthClass);
  if (bestHealthRank(attempt) >= rank) return null;
  return () => {
    const wanted = sayHealthClass(frame.need.healthClass);
    const expired = latest(worker.papers.filter((paper) => paper.healthClass && rankOf(paper.healthClass) >= rank));
    if (expired) {
      const held = sayHealthClass(expired.healthClass!);
      return sayExpired(attempt, { zh: `${held.zh}健康证`, en: `Health certificate ${held.en}` }, expired);
    }
    const best = bestHealthRank(attempt);
    if (best < 0) return { zh: `没有有效的健康证，这一单要求 ${wanted.zh}`, en: `No valid health certificate, ${wanted.en} is required` };
    const held = sayHealthClass(HEALTH_CLASSES[best] as HealthClass);
    return { zh: `健康证是 ${held.zh}，这一单要求 ${wanted.zh}`, en: `Health certificate is ${held.en}, ${wanted.en} is required` };
  };
}
export const rankOf = (wanted: HealthClass): number => HEALTH_CLASSES.indexOf(wanted);
/** Rank of the best health class good on the day; -1 = none. */
export function bestHealthRank(attempt: Attempt): number {
  let best = -1;
  for (const paper of attempt.worker.papers) {
    if (paper.healthClass && isGood(attempt, paper)) best = Math.max(best, rankOf(paper.healthClass));
  }
  return best;
}
/** Good through the visit's last local day: papers name days, not hours. */
export function isGood({ frame, endAt }: Attempt, paper: Paper): boolean {
  return dayOf(paper.validUntil, frame.zoneOffsetMs) >= dayOf(endAt - 1, frame.zoneOffsetMs);
}
const latest = (some: readonly Paper[]): Paper | undefined =>
  some.reduce<Paper | undefined>((best, paper) => (best && best.validUntil >= paper.validUntil ? best : paper), undefined);
function sayExpired({ frame, endAt }: Attempt, name: Bilingual, paper: Paper): Bilingual {
  const until = sayDate(paper.validUntil, frame.zoneOffsetMs, endAt - 1);
  const day = sayDate(endAt - 1, frame.zoneOffsetMs);
  return { zh: `${name.zh} ${until.zh} 到期，服务日 ${day.zh}`, en: `${name.en} expires ${until.en}, service day ${day.en}` };
}

/** A merchant on trial, or limited by the platform, takes so many orders a day, whoever of its people serves them. */
export function merchantFull({ worker, frame, startAt }: Attempt): Verdict {
  const days = worker.merchantId === null ? undefined : frame.need.fullMerchantDays?.[worker.merchantId];
  const day = days === undefined ? NaN : dayOf(startAt, frame.zoneOffsetMs);
  if (days === undefined || !days.includes(day)) return null;
  return () => {
    const on = sayDate(dayStart(day, frame.zoneOffsetMs), frame.zoneOffsetMs);
    return { zh: `所属商户在试运营或被限单，${on.zh} 的单量已满`, en: `The merchant is on trial or limited, and its orders of ${on.en} are used up` };
  };
}

/** Service minutes per local day, travel not counted; a visit over midnight is counted on each of its days. */
export function dailyHours(attempt: Attempt): Verdict {
  const { worker, frame, startAt, endAt } = attempt;
  const lastDay = dayOf(endAt - 1, frame.zoneOffsetMs);
  for (let day = dayOf(startAt, frame.zoneOffsetMs); day <= lastDay; day++) {
    const from = dayStart(day, frame.zoneOffsetMs);
    const minutes = (Math.min(endAt, from + DAY_MS) - Math.max(startAt, from)) / MINUTE_MS;
    const booked = bookedMinutes(attempt, day);
    if (booked + minutes <= worker.maxMinutesPerDay) continue;
    return () => {
      const on = sayDate(from, frame.zoneOffsetMs);
      return {
        zh: `${on.zh} 已排 ${sayHours(booked).zh}，加上这一单 ${sayHours(minutes).zh}，超过每天上限 ${sayHours(worker.maxMinutesPerDay).zh}`,
        en: `${on.en} has ${sayHours(booked).en} booked, this order adds ${sayHours(minutes).en}, the daily limit is ${sayHours(worker.maxMinutesPerDay).en}`,
      };
    };
  }
  return null;
}

/** Service minutes from Monday to Sunday; a visit over the end of a week is counted in each of its weeks. */
export function weeklyHours(attempt: Attempt): Verdict {
  const { worker, frame, startAt, endAt } = attempt;
  const limit = worker.maxMinutesPerWeek;
  if (limit === undefined) return null;
  const last = weekOf(dayOf(endAt - 1, frame.zoneOffsetMs));
  for (let week = weekOf(dayOf(startAt, frame.zoneOffsetMs)); week <= last; week++) {
    const span = weekSpan(week, frame.zoneOffsetMs);
    const minutes = (Math.min(endAt, span.endAt) - Math.max(startAt, span.startAt)) / MINUTE_MS;
    const booked = minutesBetween(attempt, span.startAt, span.endAt);
    if (booked + minutes <= limit) continue;
    return () => {
      const [from, to] = [sayDate(span.startAt, frame.zoneOffsetMs), sayDate(span.endAt - 1, frame.zoneOffsetMs)];
      return {
        zh: `${from.zh}–${to.zh} 这一周已排 ${sayHours(booked).zh}，加上这一单 ${sayHours(minutes).zh}，超过每周上限 ${sayHours(limit).zh}`,
        en: `The week ${from.en} to ${to.en} has ${sayHours(booked).en} booked, this order adds ${sayHours(minutes).en}, the weekly limit is ${sayHours(limit).en}`,
      };
    };
  }
  return null;
}

/** Between the visits of two working days lies the rest a person needs; within one working day the ways decide. */
export function rest(attempt: Attempt): Verdict {
  const { worker, frame } = attempt;
  if (worker.restMinutes === undefined) return null;
  openDay(attempt);
  const short = shortRest(attempt, [attempt.commitments, attempt.counted], worker.restMinutes, frame.zoneOffsetMs);
  return short === null ? null : () => {
    const say = (at: number): Bilingual => { const day = sayDate(at, frame.zoneOffsetMs); const time = sayTime(at, frame.zoneOffsetMs); return { zh: `${day.zh} ${time}`, en: `${day.en} ${time}` }; };
    const [ends, begins] = (short.isBefore ? [short.of.endAt, attempt.startAt] : [attempt.endAt, short.of.startAt]).map(say) as [Bilingual, Bilingual];
    // Rounded down: what is short by a minute must not read as enough.
    const had = sayHours(Math.floor(short.minutes / 6) * 6);
    const wanted = sayHours(worker.restMinutes!);
    return {
      zh: `${ends.zh} 收工，到 ${begins.zh} 开工只能休息 ${had.zh}，两个工作日之间至少要休息 ${wanted.zh}`,
      en: `Work ends ${ends.en} and starts again ${begins.en}: ${had.en} of rest, at least ${wanted.en} are due between two working days`,
    };
  };
}

/** Being online matters only for needs that start within two hours of now; later ones wait for an answer. */
export function online({ worker, frame, startAt }: Attempt): Verdict {
  const ahead = startAt - frame.now;
  if (worker.isOnline || ahead > SOON_MS) return null;
  return () => {
    const minutes = sayMinutes(Math.max(0, ahead / 1000));
    return {
      zh: `现在不在线，这一单 ${minutes.zh}后开始（2 小时内开始的单只派给在线的人）`,
      en: `Offline now and the order starts in ${minutes.en} (orders within 2 hours go to workers online)`,
    };
  };
}

/** The whole visit lies in the time the worker offers. */
export function availability(attempt: Attempt): Verdict {
  if (isCovered(attempt)) return null;
  return () => {
    const { frame, startAt, endAt } = attempt;
    const zone = frame.zoneOffsetMs;
    const day = dayOf(startAt, zone);
    const from = dayStart(day, zone);
    const offered: string[] = [];
    for (let i = 0; i < attempt.spanCount; i++) {
      const begin = Math.max(attempt.spanStartAt[i]!, from);
      const end = Math.min(attempt.spanEndAt[i]!, from + DAY_MS);
      if (end > begin) offered.push(end === from + DAY_MS ? `${sayTime(begin, zone)}–24:00` : saySpan(begin, end, zone));
    }
    const on = sayDate(startAt, zone);
    const span = saySpan(startAt, endAt, zone);
    return {
      zh: `${on.zh} ${span} 不在可接单时间内（${offered.length > 0 ? `当天可接 ${offered.join('、')}` : '当天休息'}）`,
      en: `${on.en} ${span} is outside the offered time (${offered.length > 0 ? `offers ${offered.join(', ')}` : 'day off'})`,
    };
  };
}

/** Nobody is in two homes at once. */
export function overlap(attempt: Attempt): Verdict {
  locate(attempt);
  if (!attempt.hasOverlap) return null;
  return () => {
    const { frame, startAt, endAt } = attempt;
    const other = attempt.commitments.find((commitment) => commitment.startAt < endAt && commitment.endAt > startAt)!;
    const span = saySpan(other.startAt, other.endAt, frame.zoneOffsetMs);
    const on = sayDate(other.startAt, frame.zoneOffsetMs);
    return { zh: `${on.zh} ${span} 已有安排，时间冲突`, en: `Already taken ${on.en} ${span}` };
  };
}

/** Within the worker's radius of home, or of where they come from (previous stop, live position). */
export function radius(attempt: Attempt): Verdict {
  locate(attempt);
  const { worker, origin, metersIn } = attempt;
  const home = metersFromHome(attempt);
  // The second half also refuses a distance nobody could measure.
  if (home <= worker.travelRadiusMeters || (origin !== 'home' && metersIn <= worker.travelRadiusMeters)) return null;
  return () => {
    if (Number.isNaN(home)) return { zh: '家庭位置缺失，算不出距离', en: 'The home position is missing, no distance can be told' };
    const limit = sayDistance(worker.travelRadiusMeters);
    const from = sayDistance(home);
    const near = sayDistance(metersIn);
    const stop = origin === 'home' ? { zh: '', en: '' }
      : origin === 'stop' ? { zh: `，离上一家 ${near.zh}`, en: ` and ${near.en} from the previous stop` }
        : { zh: `，离现在位置 ${near.zh}`, en: ` and ${near.en} from the current position` };
    return { zh: `离家 ${from.zh}${stop.zh}，超过接单范围 ${limit.zh}`, en: `${from.en} from home${stop.en}, beyond the radius of ${limit.en}` };
  };
}

/** There is time to come: from the previous stop, or from now when the start is near. */
export function travelIn(attempt: Attempt): Verdict {
  locate(attempt);
  // Overlapping time has its own rule; a negative gap would only repeat it.
  if (attempt.hasOverlap || attempt.secondsIn * 1000 <= attempt.gapInMs) return null;
  return () => {
    const { frame, startAt, worker, previous, origin, secondsIn, gapInMs } = attempt;
    const start = sayTime(startAt, frame.zoneOffsetMs);
    if (Number.isNaN(secondsIn)) return { zh: '出发位置缺失，算不出路程', en: 'The place to leave from is missing, no way can be told' };
    if (gapInMs < 0) return { zh: `开始时间 ${start} 已经过去`, en: `The start ${start} has already passed` };
    const way = sayMinutes(secondsIn);
    const gap = sayGap(gapInMs);
    const mode = sayMode(worker.travelMode);
    const isFromStop = origin === 'stop' && attempt.commitments[previous]!.endAt >= frame.now;
    if (isFromStop) {
      const end = sayTime(attempt.commitments[previous]!.endAt, frame.zoneOffsetMs);
      return {
        zh: `上一单 ${end} 结束，到这里${mode.zh}约 ${way.zh}，中间只有 ${gap.zh}`,
        en: `Previous visit ends ${end}, getting here ${mode.en} takes about ${way.en}, only ${gap.en} between`,
      };
    }
    return {
      zh: `现在出发${mode.zh}约 ${way.zh}，离 ${start} 开始只有 ${gap.zh}`,
      en: `Leaving now it takes about ${way.en} ${mode.en}, only ${gap.en} until ${start}`,
    };
  };
}

/** There is time to go on to the next stop. */
export function travelOut(attempt: Attempt): Verdict {
  locate(attempt);
  if (attempt.next < 0 || attempt.secondsOut * 1000 <= attempt.gapOutMs) return null;
  return () => {
    const { frame, worker, secondsOut, gapOutMs } = attempt;
    const begin = sayTime(attempt.startsAt[attempt.next]!, frame.zoneOffsetMs);
    const way = sayMinutes(secondsOut);
    const mode = sayMode(worker.travelMode);
    const gap = sayGap(gapOutMs);
    return {
      zh: `下一单 ${begin} 开始，过去${mode.zh}约 ${way.zh}，中间只有 ${gap.zh}`,
      en: `Next visit starts ${begin}, getting there ${mode.en} takes about ${way.en}, only ${gap.en} between`,
    };
  };
}
/** Rounded down: the gap shown must not look long enough. */
const sayGap = (gapMs: number): Bilingual => {
  const minutes = Math.floor(gapMs / MINUTE_MS);
  return { zh: `${minutes} 分钟`, en: `${minutes} min` };
};

/** Asked only when the district's holder can serve with own workers. */
export function territory({ worker, frame: { need } }: Attempt): Verdict {
  if (keepsTerritory(need, worker)) return null;
  const name = need.territoryMerchantName;
  return () => ({
    zh: name ? `由本片区商户“${name}”承接` : '由本片区商户的家政员承接',
    en: name ? `This district is served by ${name}` : 'This district is served by its own merchant’s workers',
  });
}
/** The holder's own; or the worker already held for this order, to whom the promise was made. */
export const keepsTerritory = ({ territoryMerchantId, heldWorkerId }: NeedWithoutStart, { merchantId, workerId }: WorkerView): boolean =>
  territoryMerchantId === null || merchantId === territoryMerchantId || workerId === heldWorkerId;

import type { Bilingual } from '@linli/contract';
import { standingBlockers, standingForReplacement } from '../rules.ts';

/** What the desk is told when it drags an order onto a worker: which rules hold whatever it says, which it may overrule, and what would help. Pure. */

type Blocker = { rule: string; reason: Bilingual };

/** Rules nobody may overrule, and those a dispatcher may. Whoever steps in for a worker under way may be late. */
export function partBlockers<B extends Blocker>(blockers: readonly B[], isReplacing: boolean): { standing: B[]; cautions: B[] } {
  const standing = isReplacing ? standingForReplacement(blockers) : standingBlockers(blockers);
  return { standing, cautions: blockers.filter((blocker) => !standing.includes(blocker)) };
}

/** Rules about her other visits: naming those says what stands in the way. */
const timeRules = { overlap: 'during', travelIn: 'before', travelOut: 'after' } as const;

type Claim = { id: string; startAt: number; endAt: number };
/** The claims on her time that leave no room: those at the same time, and the neighbours she cannot come from or go on to in time. */
export function claimsInTheWay(claims: readonly Claim[], visit: { startAt: number; endAt: number }, broken: readonly string[]): string[] {
  const places = new Set(broken.flatMap((rule) => (rule in timeRules ? [timeRules[rule as keyof typeof timeRules]] : [])));
  const before = claims.filter(({ endAt }) => endAt <= visit.startAt).sort((a, b) => b.endAt - a.endAt)[0];
  const after = claims.filter(({ startAt }) => startAt >= visit.endAt).sort((a, b) => a.startAt - b.startAt)[0];
  return [
    ...(places.has('during') ? claims.filter(({ startAt, endAt }) => startAt < visit.endAt && endAt > visit.startAt) : []),
    ...(places.has('before') && before ? [before] : []), ...(places.has('after') && after ? [after] : []),
  ].map(({ id }) => id);
}

/** How late somebody would be who leaves her last visit (or where she is now), in whole minutes; 0 when in time. */
export const minutesLate = (leavesAt: number, travelSeconds: number, startAt: number): number => Math.max(0, Math.ceil((leavesAt + travelSeconds * 1000 - startAt) / 60_000));

const helps: Record<string, Bilingual> = {
  admitted: { zh: '先让她补齐入驻材料，审核通过后马上可以派。', en: 'Complete her admission first; once it is passed she can be sent at once.' },
  blocklist: { zh: '有一方不愿再见面，请换一位。', en: 'One of the two does not want to meet again: choose somebody else.' },
  allergy: { zh: '为了双方的身体，请换一位。', en: 'For the health of both, choose somebody else.' },
  skillLevel: { zh: '这项技能考核升级后才能派，请先换一位会做的。', en: 'She must pass the skill’s examination first: choose somebody who has it.' },
  heldSkill: { zh: '复训通过后马上可以派，请先换一位。', en: 'Once she has been retrained she can be sent: choose somebody else for now.' },
  papers: { zh: '请她上传新的证件，审核通过后马上可以派。', en: 'Ask her for the new paper; once it is verified she can be sent at once.' },
  healthClass: { zh: '请她补办要求的健康证，或者换一位。', en: 'She needs the required health certificate, or choose somebody else.' },
  dailyHours: { zh: '先把她当天的别的单改派，或者换一位排得少的。', en: 'Give another visit of hers away first, or choose somebody with less on that day.' },
  merchantFull: { zh: '商户试运营期间每天单量有上限，请换一位别家的，或换一天。', en: 'A merchant on trial has a daily limit: choose somebody of another firm, or another day.' },
  weeklyHours: { zh: '她这一周的工时到顶了，请换一位。', en: 'Her hours of the week are used up: choose somebody else.' },
  rest: { zh: '两天之间要休息够，请换一位，或和客户商量晚一点开始。', en: 'She must rest between two days: choose somebody else, or ask the family for a later start.' },
  admittedHere: { zh: '这类工作的入驻检查要先补齐，请换一位。', en: 'The checks for this kind of work have to hold first: choose somebody else.' },
  safetyCode: { zh: '她的安全码要先转绿，请换一位。', en: 'Her safety code has to turn green first: choose somebody else.' },
  availability: { zh: '问问她愿不愿意加班：她加上这段可接单时间，就能派。', en: 'Ask her for extra hours: once she offers this time she can be sent.' },
  overlap: { zh: '先把这个时间的那一单改派给别人，再派这一单。', en: 'Give her visit at that time to somebody else first.' },
  radius: { zh: '太远了，请换一位住得近的，或请她自己调大接单范围。', en: 'Too far: choose somebody nearer, or ask her to widen her radius.' },
  travelIn: { zh: '把她前一单改派给别人，或和客户商量晚一点开始。', en: 'Give her visit before to somebody else, or ask the family for a later start.' },
  travelOut: { zh: '把她后一单改派给别人，或和客户商量早一点开始。', en: 'Give her visit after to somebody else, or ask the family for an earlier start.' },
  state: { zh: '这一单的状态变了，请看订单经过。', en: 'The order has moved on: look at its history.' },
};
/** What would make a blocked move possible, in one sentence about the rule. */
export const helpFor = (rule: string): Bilingual => helps[rule] ?? { zh: '请换一位能派的。', en: 'Choose somebody who can be sent.' };

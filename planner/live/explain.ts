/** Why this worker: the cost of the choice beside the next best, and what ruled the others out. */
import type { Plan, Problem } from '../problem.ts';
import { PlannerInputError } from '../types.ts';
import type { Bilingual } from '../types.ts';
import { sayClock, sayNumber, sayTask, sayWorker } from '../wording-plan.ts';
import type { PlanWords } from '../wording-plan.ts';
import { positionOf } from './changes.ts';
import type { LiveDay } from './columns.ts';
import { isStarted, openDay, place, remove } from './day.ts';
import type { OpenOptions } from './day.ts';
import { topOffers } from './scan.ts';
import { tryAll } from './trial.ts';
import { bindingRules } from './why-not.ts';

export type Explanation = {
  taskId: string;
  /** Null: not planned. */
  workerId: string | null;
  /** What doing it adds to the plan's cost as planned; null when not planned or already started. */
  cost: number | null;
  /** 1 = nobody would have been cheaper. */
  rank: number | null;
  /** The best other worker and how much more that would cost; below 0: cheaper (the plan weighs the whole day, or is not optimal). */
  next: { workerId: string; extraCost: number; startAt: number } | null;
  /** What binds the workers who could not: by rule, how many, and the nearest miss. */
  ruledOut: { rule: string; workers: number; workerId: string; reason: Bilingual }[];
  sentences: Bilingual[];
};

/** Throws PlannerInputError for an unknown task. The plan must be one of this problem. */
export function explain(problem: Problem, plan: Plan, taskId: string, options: OpenOptions & { words?: PlanWords } = {}): Explanation {
  return explainLive(openDay(problem, plan, options).day, taskId, options.words);
}

/** The same on a live day, which is left as it was. */
export function explainLive(day: LiveDay, taskId: string, words: PlanWords = {}): Explanation {
  const task = day.taskIndex.get(taskId);
  if (task === undefined) throw new PlannerInputError('taskId', `there is no task ${taskId} in this day`);
  const answer: Explanation = { taskId, workerId: null, cost: null, rank: null, next: null, ruledOut: [], sentences: [] };
  const say = (zh: string, en: string): void => void answer.sentences.push({ zh, en });
  const name = sayTask(taskId, words);
  const leg = day.legOf[task]!;
  if (leg >= 0 && isStarted(day, task)) {
    answer.workerId = day.workerIds[day.legWorker[leg]!]!;
    const who = sayWorker(answer.workerId, words);
    say(`${name} 已由 ${who} 在 ${sayClock(day.startAt[task]!, words)} 开始，不再变动`, `${name} was begun by ${who} at ${sayClock(day.startAt[task]!, words)} and stays`);
    return answer;
  }
  const position = leg >= 0 ? positionOf(day, task) : -1;
  const startAt = leg >= 0 ? day.startAt[task]! : NaN;
  if (leg >= 0) remove(day, [task]);
  const { offers } = topOffers(day, task, 8, 200);
  answer.ruledOut = bindingRules(day, task, words);
  if (leg >= 0) {
    const worker = day.legWorker[leg]!;
    const own = tryAll(day, [{ task, leg, position, delta: 0, start: 0, latest: 0 }]);
    answer.workerId = day.workerIds[worker]!;
    answer.cost = own;
    const other = offers.find((offer) => day.legWorker[offer.leg] !== worker);
    if (own !== null) answer.rank = 1 + offers.filter((offer) => day.legWorker[offer.leg] !== worker && offer.delta < own - 1e-9).length;
    if (other && own !== null) answer.next = { workerId: day.workerIds[day.legWorker[other.leg]!]!, extraCost: other.delta - own, startAt: other.start };
    place(day, task, leg, position);
    const who = sayWorker(answer.workerId, words);
    say(`${name} 由 ${who} 在 ${sayClock(startAt, words)} 开始，增加代价 ${sayNumber(own ?? NaN)}`,
      `${name} is with ${who}, starting ${sayClock(startAt, words)}, at an added cost of ${sayNumber(own ?? NaN)}`);
    if (answer.next) {
      const then = sayWorker(answer.next.workerId, words);
      const extra = sayNumber(Math.abs(answer.next.extraCost));
      if (answer.next.extraCost >= -1e-9) say(`其次是 ${then}，要多 ${extra}`, `Next best is ${then}, ${extra} more`);
      else say(`单看这一单，${then} 可省 ${extra}；现在的安排是全天一起算的`, `For this task alone ${then} would save ${extra}; the plan weighs the whole day`);
    } else say('没有其他人能接', 'Nobody else could take it');
  } else if (offers.length > 0) {
    const first = offers[0]!;
    const who = sayWorker(day.workerIds[day.legWorker[first.leg]!]!, words);
    say(`${name} 还没有排；${who} 可以接，增加代价 ${sayNumber(first.delta)}`, `${name} is not planned; ${who} could take it at an added cost of ${sayNumber(first.delta)}`);
  } else say(`${name} 排不进去`, `${name} does not fit`);
  for (const { rule, workers, workerId, reason } of answer.ruledOut.slice(0, 3)) {
    const who = sayWorker(workerId, words);
    say(`${workers} 人因“${rule}”不行，最接近的是 ${who}：${reason.zh}`, `${workers} ruled out by ${rule}; nearest ${who}: ${reason.en}`);
  }
  return answer;
}

/**
 * The published formula: nine dimensions of the match and two terms of duty (even work, a floor for newcomers), each 0..1 with a sentence, weighted
 * to a score of 0..100. README.md prints the same table for the people who are ranked by it; change both and `formulaVersion` together.
 */
import { addedSeconds, bookedMinutes, locate } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { bestHealthRank, isGood, levelOf, rankOf } from './rules.ts';
import { explainFit, personalityFit } from './personality.ts';
import { PlannerInputError } from './types.ts';
import type { Bilingual, Dimension, DimensionKey, HealthClass, Weights } from './types.ts';
import {
  HEALTH_CLASSES, MINUTE_MS, dayOf, sayDate, sayDistance, sayHealthClass, sayHours, sayMinutes, sayMode, saySkill,
} from './wording.ts';

export const formulaVersion = '2026.12-1';

export const defaultWeights: Weights = {
  skill: 0.12, papers: 0.04, route: 0.21, time: 0.1, rating: 0.16, willingness: 0.08, scene: 0.06, personality: 0.05, continuity: 0.11, fairness: 0.05, newcomer: 0.02,
};

/** Cold start: a new worker is rated as if ten households had given 4.5. */
export const RATING_PRIOR = { rating: 4.5, weight: 10 };
/** Cold start: as if nine of ten offers had been accepted. */
export const ACCEPT_PRIOR = { rate: 0.9, weight: 10 };
/** Below this many visits a worker is new: the newcomer term counts in full, then falls to nothing at three times as many. */
export const NEWCOMER_VISITS = 10;
/** Added travel at which the route dimension has fallen to one half. */
export const ROUTE_HALF_SECONDS = 1800;

/** What a dimension may know of the others: the median of the candidates' minutes on the day. */
export type Pool = { medianMinutes: number };
type Scorer = { key: DimensionKey; score: (attempt: Attempt, pool: Pool) => number; explain: (attempt: Attempt, pool: Pool) => Bilingual; tellWorker?: (attempt: Attempt) => Bilingual };

/** Fairness stands last: it is the only one that needs the whole pool, so the others are summed once. */
const scorers: readonly Scorer[] = [
  { key: 'skill', score: skillScore, explain: explainSkill },
  { key: 'papers', score: papersScore, explain: explainPapers },
  { key: 'route', score: routeScore, explain: explainRoute, tellWorker: tellRoute },
  { key: 'time', score: timeScore, explain: explainTime },
  { key: 'rating', score: ratingScore, explain: explainRating, tellWorker: tellRating },
  { key: 'willingness', score: willingnessScore, explain: explainWillingness, tellWorker: tellWillingness },
  { key: 'scene', score: sceneScore, explain: explainScene, tellWorker: tellScene },
  { key: 'personality', score: ({ worker, frame }) => personalityFit(worker.traits, frame.need.wishedTraits), explain: ({ worker, frame }) => explainFit(worker.traits, frame.need.wishedTraits) },
  { key: 'continuity', score: continuityScore, explain: explainContinuity, tellWorker: tellContinuity },
  { key: 'newcomer', score: newcomerScore, explain: explainNewcomer, tellWorker: tellNewcomer },
  { key: 'fairness', score: fairnessScore, explain: explainFairness, tellWorker: tellFairness },
];
export const dimensionKeys: readonly DimensionKey[] = scorers.map((scorer) => scorer.key);

const clamp = (value: number): number => (value > 0 ? Math.min(1, value) : 0);
/** Scores are kept to four places, so that the printed numbers give the printed total. */
const round = (value: number, places: number): number => Math.round(value * places) / places;
const roundedScore = (scorer: Scorer, attempt: Attempt, pool: Pool): number => round(clamp(scorer.score(attempt, pool)), 10_000);

/** Shares that sum to 1; refuses weights that are negative, missing or all zero. */
export function toShares(weights: Weights): Weights {
  let total = 0;
  for (const key of dimensionKeys) {
    if (!(weights[key] >= 0 && weights[key] < Infinity)) throw new PlannerInputError('weights', `weight ${key} is ${weights[key]}; it must be zero or more`);
    total += weights[key];
  }
  if (!(total > 0)) throw new PlannerInputError('weights', 'all weights are zero; at least one must count');
  const shares = { ...weights };
  // Already a whole (to the last bit but rounding): keep the published figures as printed.
  if (Math.abs(total - 1) > 1e-9) for (const key of dimensionKeys) shares[key] = weights[key] / total;
  return shares;
}

/** Everything but fairness, 0..1. */
export function partScore(attempt: Attempt, shares: Weights): number {
  let sum = 0;
  for (let i = 0; i < scorers.length - 1; i++) sum += shares[scorers[i]!.key] * roundedScore(scorers[i]!, attempt, NO_POOL);
  return sum;
}
export const NO_POOL: Pool = { medianMinutes: 0 };

/** How well the two fit, whatever the day looks like, 0..1: everything but route, time and fairness, by their shares. */
export function standingFit(attempt: Attempt, pool: Pool, weights: Weights): number {
  let [sum, total] = [0, 0];
  for (const scorer of scorers) {
    if (dayKeys.has(scorer.key)) continue;
    sum += weights[scorer.key] * roundedScore(scorer, attempt, pool);
    total += weights[scorer.key];
  }
  return total > 0 ? sum / total : 1;
}
const dayKeys: ReadonlySet<DimensionKey> = new Set(['route', 'time', 'fairness']);

/** The total of 0..100 from the part and the worker's minutes on the day. */
export function totalScore(part: number, minutes: number, pool: Pool, shares: Weights): number {
  return round((part + shares.fairness * round(fairnessOf(minutes, pool), 10_000)) * 100, 100);
}

/** The bare scores, in the order of `dimensionKeys`. */
export const bareScores = (attempt: Attempt, pool: Pool): number[] => scorers.map((scorer) => roundedScore(scorer, attempt, pool));

/** The dimensions with their sentences, in the published order. */
export function writeDimensions(attempt: Attempt, pool: Pool, shares: Weights): Dimension[] {
  return scorers.map((scorer) => ({
    key: scorer.key, score: roundedScore(scorer, attempt, pool), weight: shares[scorer.key], reason: scorer.explain(attempt, pool),
    ...(scorer.tellWorker && { toWorker: scorer.tellWorker(attempt) }),
  }));
}

const both = (zh: string, en: string): Bilingual => ({ zh, en });

function skillScore({ worker, frame }: Attempt): number {
  const { requiredSkills } = frame.need;
  let above = 0;
  for (const { skill, level } of requiredSkills) above += Math.min(2, levelOf(worker.skills, skill) - level) / 2;
  return 0.6 + 0.3 * (requiredSkills.length > 0 ? above / requiredSkills.length : 0) + 0.1 * (Math.min(5, Math.max(1, worker.level)) - 1) / 4;
}
function explainSkill({ worker, frame }: Attempt): Bilingual {
  const { requiredSkills } = frame.need;
  if (requiredSkills.length === 0) return both(`这项服务不限技能等级，本人阶梯 ${worker.level} 级`, `No skill level required; ladder level ${worker.level}`);
  const said = requiredSkills.map(({ skill, level }) => ({ name: saySkill(skill, frame.labels), has: levelOf(worker.skills, skill), level }));
  return both(
    said.map(({ name, has, level }) => `${name.zh} ${has} 级（要求 ${level} 级）`).join('、'),
    said.map(({ name, has, level }) => `${name.en} level ${has} (${level} required)`).join(', '),
  );
}

/** The first day a paper this need relies on runs out; Infinity when it relies on none. Of two of a kind the later one counts. */
function firstExpiry(attempt: Attempt): number {
  const { worker, frame } = attempt;
  let first = Infinity;
  const consider = (matches: (index: number) => boolean): void => {
    let last = -Infinity;
    for (let i = 0; i < worker.papers.length; i++) if (matches(i)) last = Math.max(last, worker.papers[i]!.validUntil);
    first = Math.min(first, last);
  };
  for (const kind of frame.need.requiredPapers) consider((i) => worker.papers[i]!.kind === kind);
  const rank = rankOf(frame.need.healthClass);
  consider((i) => {
    const paper = worker.papers[i]!;
    return Boolean(paper.healthClass) && rankOf(paper.healthClass!) >= rank && isGood(attempt, paper);
  });
  return first;
}
function papersScore(attempt: Attempt): number {
  const { frame, endAt } = attempt;
  const days = dayOf(firstExpiry(attempt), frame.zoneOffsetMs) - dayOf(endAt - 1, frame.zoneOffsetMs);
  const steps = bestHealthRank(attempt) - rankOf(frame.need.healthClass);
  return 0.5 + 0.3 * Math.min(90, Math.max(0, days)) / 90 + 0.2 * Math.min(2, Math.max(0, steps)) / 2;
}
function explainPapers(attempt: Attempt): Bilingual {
  const { frame, endAt } = attempt;
  const held = sayHealthClass(HEALTH_CLASSES[bestHealthRank(attempt)] as HealthClass);
  const until = sayDate(firstExpiry(attempt), frame.zoneOffsetMs, endAt - 1);
  return both(`证件齐全，健康证 ${held.zh}，最早 ${until.zh} 到期`, `Papers complete, health certificate ${held.en}, first to expire ${until.en}`);
}

function routeScore(attempt: Attempt): number {
  return 1 / (1 + addedSeconds(attempt) / ROUTE_HALF_SECONDS);
}
function explainRoute(attempt: Attempt): Bilingual {
  const { worker, origin, metersIn, secondsIn, destination } = attempt;
  const far = sayDistance(metersIn);
  const mode = sayMode(worker.travelMode);
  const minutes = sayMinutes(secondsIn);
  if (origin === 'home' && destination === 'home') {
    return both(`离您家 ${far.zh}，${mode.zh}约 ${minutes.zh}`, `${far.en} from your home, about ${minutes.en} ${mode.en}`);
  }
  const added = sayMinutes(addedSeconds(attempt));
  const from = origin === 'stop' ? both('从上一家过来', 'from the previous stop') : origin === 'position' ? both('从现在的位置过来', 'from the current position') : both('离您家', 'from your home');
  return both(
    `${from.zh} ${far.zh}，${mode.zh}约 ${minutes.zh}，全天路上多花 ${added.zh}`,
    `${far.en} ${from.en}, about ${minutes.en} ${mode.en}, adds ${added.en} of travel to the day`,
  );
}

function tellRoute(attempt: Attempt): Bilingual {
  const { worker, origin, metersIn, secondsIn } = attempt;
  const far = sayDistance(metersIn);
  const mode = sayMode(worker.travelMode);
  const minutes = sayMinutes(secondsIn);
  const from = origin === 'stop' ? both('从上一家过去', 'from your previous visit') : origin === 'position' ? both('从您现在的位置过去', 'from where you are') : both('从您家过去', 'from your home');
  return both(`${from.zh} ${far.zh}，${mode.zh}约 ${minutes.zh}`, `${far.en} ${from.en}, about ${minutes.en} ${mode.en}`);
}

/** Slack of one side in minutes; NaN when nothing stands there in the same stretch of work. */
const slackIn = (attempt: Attempt): number => (attempt.origin === 'stop' ? (attempt.gapInMs - attempt.secondsIn * 1000) / MINUTE_MS : NaN);
const slackOut = (attempt: Attempt): number => (attempt.destination === 'stop' ? (attempt.gapOutMs - attempt.secondsOut * 1000) / MINUTE_MS : NaN);
/** Under ten minutes a delay is passed on; beyond that every idle minute is unpaid. */
const sideScore = (slack: number): number =>
  Number.isNaN(slack) ? 0.7 : slack < 10 ? 0.5 + slack / 20 : Math.max(0.3, 1 - (slack - 10) / 200);
function timeScore(attempt: Attempt): number {
  locate(attempt);
  return (sideScore(slackIn(attempt)) + sideScore(slackOut(attempt))) / 2;
}
function explainTime(attempt: Attempt): Bilingual {
  const before = slackIn(attempt);
  const after = slackOut(attempt);
  const zh: string[] = [];
  const en: string[] = [];
  if (!Number.isNaN(before)) { zh.push(`到达后离开始还有 ${Math.floor(before)} 分钟`); en.push(`${Math.floor(before)} min to spare before the start`); }
  if (!Number.isNaN(after)) { zh.push(`做完去下一家有 ${Math.floor(after)} 分钟余量`); en.push(`${Math.floor(after)} min to spare before the next visit`); }
  return zh.length > 0 ? both(zh.join(','), en.join(', ')) : both('前后没有紧挨着的单，时间从容', 'No visit close before or after, no hurry');
}

/** Rating pulled towards the prior: (4.5 × 10 + rating × count) / (10 + count). */
function priorRating(rating: number, count: number): number {
  return (RATING_PRIOR.rating * RATING_PRIOR.weight + rating * count) / (RATING_PRIOR.weight + count);
}
/** Reviews weigh more from a neighbour and less with age: their weight is no whole number any more. */
const sayReviews = (count: number): Bilingual => (Number.isInteger(count)
  ? both(`共 ${count} 条评价`, `in ${count} ${count === 1 ? 'review' : 'reviews'}`)
  : both(`按邻居和新旧加权相当于 ${count.toFixed(1)} 条评价`, `in reviews that weigh as ${count.toFixed(1)} today`));
function ratingScore({ worker }: Attempt): number {
  return (priorRating(worker.rating, worker.ratingCount) - 3) / 2;
}
function explainRating({ worker }: Attempt): Bilingual {
  if (worker.ratingCount === 0) return both('还没有评价，先按 4.5 分起算', 'No reviews yet, counted as 4.5 to begin with');
  const shown = worker.rating.toFixed(1);
  const counted = priorRating(worker.rating, worker.ratingCount).toFixed(2);
  const reviews = sayReviews(worker.ratingCount);
  return both(`评分 ${shown}，${reviews.zh}，折算 ${counted} 分`, `Rated ${shown} ${reviews.en}, counted as ${counted}`);
}

function tellRating({ worker }: Attempt): Bilingual {
  if (worker.ratingCount === 0) return both('您还没有评价，先按 4.5 分起算', 'You have no reviews yet and are counted as 4.5 to begin with');
  const reviews = sayReviews(worker.ratingCount);
  return both(`您的评分 ${worker.rating.toFixed(1)}，${reviews.zh}`, `You are rated ${worker.rating.toFixed(1)} ${reviews.en}`);
}

function willingnessScore({ worker }: Attempt): number {
  const { accepted, refusedUnexcused } = worker.acceptance;
  return (ACCEPT_PRIOR.rate * ACCEPT_PRIOR.weight + accepted) / (ACCEPT_PRIOR.weight + accepted + refusedUnexcused);
}
/** Old refusals weigh less, so that their number is seldom whole. */
const sayRefusals = (weighed: number): Bilingual => (weighed < 0.05 ? both('没有无理由拒单', 'none refused without a reason')
  : both(`无理由拒单按时间折合 ${Math.round(weighed * 10) / 10} 次`, `refusals without a reason, faded with time, count ${Math.round(weighed * 10) / 10}`));
function explainWillingness({ worker }: Attempt): Bilingual {
  const { accepted, refusedUnexcused } = worker.acceptance;
  if (accepted + refusedUnexcused === 0) return both('还没有派单记录，先按九成接单起算', 'No offers yet, counted as nine of ten accepted');
  return both(`接过 ${accepted} 单，${sayRefusals(refusedUnexcused).zh}`, `Accepted ${accepted}; ${sayRefusals(refusedUnexcused).en}`);
}

function tellWillingness({ worker }: Attempt): Bilingual {
  const { accepted, refusedUnexcused } = worker.acceptance;
  if (accepted + refusedUnexcused === 0) return both('您还没有派单记录，先按九成接单起算', 'You have had no offers yet and are counted as accepting nine of ten');
  return both(`您接过 ${accepted} 单，${sayRefusals(refusedUnexcused).zh}`, `You accepted ${accepted}; ${sayRefusals(refusedUnexcused).en}`);
}

const SCENES: readonly { key: string; zh: string; en: string; isAsked: (scene: Attempt['frame']['need']['homeScene']) => boolean }[] = [
  { key: 'baby', zh: '宝宝', en: 'a baby', isAsked: (scene) => scene.hasBaby },
  { key: 'pet', zh: '宠物', en: 'a pet', isAsked: (scene) => scene.hasPet },
  { key: 'elder', zh: '老人', en: 'an elder', isAsked: (scene) => scene.hasElder },
  // Everybody is used to flats; several floors, stairs and a yard are another day's work.
  { key: 'house', zh: '平房院落', en: 'a house of its own', isAsked: (scene) => scene.homeType === 'house' },
];
function sceneScore({ worker, frame }: Attempt): number {
  let asked = 0;
  let met = 0;
  for (const scene of SCENES) {
    if (!scene.isAsked(frame.need.homeScene)) continue;
    asked += 1;
    if (worker.homeSceneSkills.includes(scene.key)) met += 1;
  }
  return asked === 0 ? 1 : met / asked;
}
function scenesOf({ worker, frame }: Attempt): { met: typeof SCENES; unmet: typeof SCENES } {
  const asked = SCENES.filter((scene) => scene.isAsked(frame.need.homeScene));
  const met = asked.filter((scene) => worker.homeSceneSkills.includes(scene.key));
  return { met, unmet: asked.filter((scene) => !met.includes(scene)) };
}
function explainScene(attempt: Attempt): Bilingual {
  const { met, unmet } = scenesOf(attempt);
  if (met.length + unmet.length === 0) return both('家里没有特别需要照顾的情况', 'Nothing special to care for in this home');
  const zh: string[] = [];
  const en: string[] = [];
  if (met.length > 0) { zh.push(`熟悉有${met.map((scene) => scene.zh).join('、')}的家庭`); en.push(`used to homes with ${met.map((scene) => scene.en).join(', ')}`); }
  if (unmet.length > 0) { zh.push(`家里有${unmet.map((scene) => scene.zh).join('、')}，这方面还没有经验`); en.push(`no experience yet with ${unmet.map((scene) => scene.en).join(', ')}`); }
  return both(zh.join('；'), en.join('; '));
}

function tellScene(attempt: Attempt): Bilingual {
  const { met, unmet } = scenesOf(attempt);
  if (met.length + unmet.length === 0) return both('客户家没有特别需要照顾的情况', 'Nothing special to care for in this home');
  const zh: string[] = [];
  const en: string[] = [];
  if (met.length > 0) { zh.push(`您熟悉有${met.map((scene) => scene.zh).join('、')}的家庭`); en.push(`you are used to homes with ${met.map((scene) => scene.en).join(', ')}`); }
  if (unmet.length > 0) { zh.push(`客户家有${unmet.map((scene) => scene.zh).join('、')}，您这方面还没有经验`); en.push(`this home has ${unmet.map((scene) => scene.en).join(', ')}, which is new to you`); }
  return both(zh.join('；'), capital(en.join('; ')));
}
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function continuityScore({ worker, frame }: Attempt): number {
  if (worker.workerId === frame.need.heldWorkerId) return 1;
  if (frame.preferred.has(worker.workerId)) return 0.9;
  return frame.servedBefore.has(worker.workerId) ? 0.7 : 0.3;
}
function explainContinuity({ worker, frame }: Attempt): Bilingual {
  if (worker.workerId === frame.need.heldWorkerId) return both('下单时已为您留好这位家政员', 'Kept for you when you booked');
  const isPreferred = frame.preferred.has(worker.workerId);
  const hasServed = frame.servedBefore.has(worker.workerId);
  if (isPreferred) return hasServed ? both('您收藏的家政员，以前来过您家', 'A favourite of yours who has been here before') : both('您收藏的家政员', 'A favourite of yours');
  return hasServed ? both('以前来过您家，熟悉情况', 'Has been to your home before') : both('第一次到您家服务', 'First time in your home');
}

function tellContinuity({ worker, frame }: Attempt): Bilingual {
  if (worker.workerId === frame.need.heldWorkerId) return both('客户下单时就为这一单留了您的时间', 'Your time was kept for this visit when it was booked');
  const hasServed = frame.servedBefore.has(worker.workerId);
  if (frame.preferred.has(worker.workerId)) return hasServed ? both('客户收藏了您，您以前也去过', 'You are a favourite of this family and have been there') : both('客户收藏了您', 'You are a favourite of this family');
  return hasServed ? both('您以前去过这一家，熟悉情况', 'You have been to this home before') : both('您第一次去这一家', 'Your first time in this home');
}

/** Half at the candidates' median, one four hours below it, zero four hours above. */
export function fairnessOf(minutes: number, pool: Pool): number {
  return clamp(0.5 + (pool.medianMinutes - minutes) / 480);
}
export const minutesOnDay = (attempt: Attempt): number => bookedMinutes(attempt, dayOf(attempt.startAt, attempt.frame.zoneOffsetMs));
function fairnessScore(attempt: Attempt, pool: Pool): number {
  return fairnessOf(minutesOnDay(attempt), pool);
}
function explainFairness(attempt: Attempt, pool: Pool): Bilingual {
  const own = sayHours(minutesOnDay(attempt));
  const median = sayHours(pool.medianMinutes);
  return both(`当天已排 ${own.zh}，候选人的中位数是 ${median.zh}`, `${own.en} booked that day, the candidates' median is ${median.en}`);
}
function tellFairness(attempt: Attempt): Bilingual {
  const own = sayHours(minutesOnDay(attempt));
  return both(`您当天已排 ${own.zh}，单子均着派`, `You have ${own.en} booked that day; work is shared evenly`);
}

/** 1 up to NEWCOMER_VISITS visits, falling in a straight line to 0 at three times as many: whoever has no record yet is lifted by what a record is worth. */
function newcomerScore({ worker }: Attempt): number {
  return (3 * NEWCOMER_VISITS - worker.visitsDone) / (2 * NEWCOMER_VISITS);
}
function explainNewcomer({ worker }: Attempt): Bilingual {
  if (worker.visitsDone < NEWCOMER_VISITS) return both(`新人，做过 ${worker.visitsDone} 单，这一项按满分照顾`, `New: ${worker.visitsDone} visits done, this counts in full`);
  if (worker.visitsDone < 3 * NEWCOMER_VISITS) return both(`做过 ${worker.visitsDone} 单，还有部分新人照顾`, `${worker.visitsDone} visits done, a part of the newcomer's lift is left`);
  return both(`做过 ${worker.visitsDone} 单，不再算新人`, `${worker.visitsDone} visits done, not a newcomer any more`);
}
function tellNewcomer({ worker }: Attempt): Bilingual {
  if (worker.visitsDone < 3 * NEWCOMER_VISITS) {
    return both(`您是新人，做满 ${3 * NEWCOMER_VISITS} 单以前都有照顾（已做 ${worker.visitsDone} 单）`, `You are new and lifted a little until ${3 * NEWCOMER_VISITS} visits are done (${worker.visitsDone} so far)`);
  }
  return both(`您已做 ${worker.visitsDone} 单，和大家一样排`, `${worker.visitsDone} visits done: ranked like everybody`);
}

import type { Allergen, Bilingual, HomeScene, OrderStatus } from '@linli/contract';

/** What the law of dispatch is: who may be overruled, how long an offer stands, which refusals cost nothing. Pure. */

export const SUGGESTED_WORKERS = 8;
/** Nobody could be found: look again this often while the start lies ahead. */
export const RETRY_MINUTES = 10;

/** How long a family's word waits for the worker's before it teaches alone. */
export const LESSON_PATIENCE_HOURS = 72;

const MINUTE = 60_000;

export type RefusalReason = 'unsafeHome' | 'falseAddress' | 'illness' | 'overDistance' | 'sceneNotDeclared' | 'timeClash' | 'familyMatter' | 'payTooLow' | 'other';

const excused: ReadonlySet<RefusalReason> = new Set(['unsafeHome', 'falseAddress', 'illness', 'overDistance', 'sceneNotDeclared']);

/** An excused reason costs the worker nothing: neither score nor the number shown to her. */
export const isExcused = (reason: RefusalReason): boolean => excused.has(reason);

export const refusalWords = (reason: RefusalReason): Bilingual => (isExcused(reason)
  ? { zh: '已记下，这个原因不影响您的评分和派单。', en: 'Noted. This reason affects neither your score nor your orders.' }
  : { zh: '已记下，会稍微影响近期接单意愿分，随时间恢复；有异议可以申诉。', en: 'Noted. It lowers your willingness score a little and fades with time; you may appeal.' });

export type OfferClock = { offerMinutesUrgent: number; offerMinutesScheduled: number; urgentWithinMinutes: number };

export const isUrgent = (now: Date, startAt: Date, clock: { urgentWithinMinutes: number }): boolean => startAt.getTime() - now.getTime() < clock.urgentWithinMinutes * MINUTE;

/** When an offer made now ends: 3 minutes when urgent, else 30, and never less than a minute nor past the start. */
export function offerEnds(now: Date, startAt: Date, clock: OfferClock): Date {
  const minutes = isUrgent(now, startAt, clock) ? clock.offerMinutesUrgent : clock.offerMinutesScheduled;
  const wished = now.getTime() + minutes * MINUTE;
  return new Date(Math.max(now.getTime() + MINUTE, Math.min(wished, startAt.getTime())));
}

/**
 * Rules a dispatcher may overrule after speaking with people on the phone: the worker said no before, is offline, or the
 * district belongs to another merchant. Skills, papers, time and travel are never overruled.
 */
const overrulable: ReadonlySet<string> = new Set(['refused', 'online', 'territory']);
export const standingBlockers = <B extends { rule: string }>(blockers: readonly B[]): B[] => blockers.filter((b) => !overrulable.has(b.rule));
/** Whoever steps in for a worker who broke down on the way comes when she can: that she may be late does not stand against her. */
export const standingForReplacement = <B extends { rule: string }>(blockers: readonly B[]): B[] => standingBlockers(blockers).filter((b) => b.rule !== 'travelIn');

const timeRules: ReadonlySet<string> = new Set(['overlap', 'travelIn', 'travelOut', 'availability']);
/** Blocked by nothing but time: the slot was there a moment ago and is gone. */
export const isOnlyTime = (blockers: readonly { rule: string }[]): boolean => blockers.length > 0 && blockers.every((b) => timeRules.has(b.rule));

/** States an order can be in while somebody may still be asked. */
export const isOpenForDispatch = (status: OrderStatus): boolean => status === 'paid';
export const isReassignable = (status: OrderStatus): boolean => status === 'paid' || status === 'assigned' || status === 'accepted';

/** A worker has set out or is at the door and has not begun: the desk may still send somebody else. */
export const isUnderWay = (status: OrderStatus): boolean => status === 'onTheWay' || status === 'checklistConfirmed';

/** The first start that may be booked, in words of the city's clock. */
export function sayBeijing(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日 ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
}

/** 2026-11-22 14:00 on the city's clock, for sentences shown in both languages. */
export const sayInstant = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** Until when, as people say it: midnight is the end of the day before, not the beginning of the next. */
export function sayUntil(at: Date): Bilingual {
  if (at.getTime() !== dayStart(beijingDay(at)).getTime()) return { zh: sayBeijing(at), en: sayInstant(at) };
  const day = new Date(at.getTime() - 1);
  return { zh: `${sayBeijing(day).split(' ')[0]}当天结束`, en: `the end of ${beijingDay(day)}` };
}
/** The same for a sentence whose one value is read in both languages: 2026-11-24 24:00. */
export const sayEnd = (at: Date): string => (at.getTime() === dayStart(beijingDay(at)).getTime() ? `${beijingDay(new Date(at.getTime() - 1))} 24:00` : sayInstant(at));

/** Midnight in Beijing of a calendar day. */
export const dayStart = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
export const addDays = (at: Date, days: number): Date => new Date(at.getTime() + days * 86_400_000);
export const beijingDay = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export type BookingWindow = { minLeadMinutes: number; maxDaysAhead: number };
/** Why a start cannot be booked, if it cannot. */
export function startFault(now: Date, startAt: Date, window: BookingWindow): 'orders.too_soon' | 'orders.too_far' | null {
  if (startAt.getTime() < now.getTime() + window.minLeadMinutes * MINUTE) return 'orders.too_soon';
  if (startAt.getTime() > now.getTime() + window.maxDaysAhead * 86_400_000) return 'orders.too_far';
  return null;
}

/** Grid of start times of a span of days; starts lie on whole steps of the Beijing day, never before the lead time, nor before `notBefore`. */
export function slotGrid(now: Date, from: Date, days: number, window: BookingWindow & { slotStepMinutes: number }, notBefore?: Date): { from: number; to: number; stepMinutes: number } {
  const step = window.slotStepMinutes * MINUTE;
  const earliest = Math.max(from.getTime(), now.getTime() + window.minLeadMinutes * MINUTE, notBefore?.getTime() ?? 0);
  const latest = Math.min(addDays(from, days).getTime(), now.getTime() + window.maxDaysAhead * 86_400_000);
  return { from: Math.ceil(earliest / step) * step, to: latest, stepMinutes: window.slotStepMinutes };
}

/** Night price applies from 20:00 to 07:00 Beijing time; used to ask for one quote per kind of hour. */
export const isNight = (startAt: Date): boolean => {
  const hour = new Date(startAt.getTime() + 8 * 3_600_000).getUTCHours();
  return hour >= 20 || hour < 7;
};

export const dimensionLabels: Record<string, Bilingual> = {
  skill: { zh: '技能等级', en: 'Skill' }, papers: { zh: '证件健康', en: 'Papers and health' }, route: { zh: '距离顺路', en: 'Distance and route' }, time: { zh: '时间合适', en: 'Time fit' },
  rating: { zh: '客户评价', en: 'Rating' }, willingness: { zh: '接单意愿', en: 'Willingness' }, scene: { zh: '家庭场景', en: 'Home scene' }, personality: { zh: '性格合拍', en: 'Personality' },
  continuity: { zh: '熟人延续', en: 'Continuity' }, newcomer: { zh: '新人照顾', en: 'Newcomer' }, fairness: { zh: '公平均衡', en: 'Fairness' },
};

/** How each part of the published formula is counted, in one plain sentence to the worker; the figures are those of planner/score.ts. */
export const dimensionHow: Record<string, Bilingual> = {
  skill: { zh: '这一单要求的技能，您的等级比要求高多少；等级阶梯也算一点。', en: 'How far your level lies above what the order asks; your rung of the ladder counts a little.' },
  papers: { zh: '证件离到期越远、健康证类别越高，分越高。', en: 'The further your papers are from expiring and the better your health class, the higher.' },
  route: { zh: '去这一家全天路上要多花多少时间：多花半小时，这一项只剩一半。', en: 'The travel this visit adds to your day: half an hour more halves it.' },
  time: { zh: '和前后两单接得顺不顺：太赶要扣，空等太久也要扣。', en: 'How well it fits between your visits: too tight costs, a long idle gap costs too.' },
  rating: { zh: '客户评价，同小区邻居的和新近的算得更重：过 90 天，一条评价的分量减半。', en: 'Reviews by families; neighbours of the estate and recent ones weigh more: after 90 days a review weighs half.' },
  willingness: { zh: '派给您的单接了多少。不安全、生病、太远这类有理由的拒单不算。', en: 'How many offers you accept. Refusals with a good reason (unsafe, ill, too far) do not count.' },
  scene: { zh: '这一家有宝宝、宠物、老人或院子时，您熟不熟悉这样的家庭。', en: 'Whether you are used to homes like this one: a baby, pets, an elder, a house with a yard.' },
  personality: { zh: '您和客户都自愿填了性格问卷才算；少一方不填，谁都不加不减。', en: 'Counts only when you and the family both chose to answer the questionnaire; otherwise neither way.' },
  continuity: { zh: '客户收藏了您、点名要您，或者您以前去过这一家，都会加分。', en: 'More when the family has you as a favourite, asks for you, or you have been there before.' },
  newcomer: { zh: '头 10 单按满分照顾，到 30 单慢慢减完：还没有记录的人也有机会。', en: 'In full for your first 10 visits, gone after 30: who has no record yet gets a chance too.' },
  fairness: { zh: '当天已经排得少的人加分，活儿大家匀着做。', en: 'More for whoever has less booked that day: work is shared evenly.' },
};

export type OwnStanding = {
  rating: Bilingual; accepted: number; refusedUnexcused: number; visitsDone: number; level: number; sceneSkills: readonly string[]; hasManner: boolean; firstPaperUntil: string | null;
};
const sceneWords: Record<string, Bilingual> = { baby: { zh: '有宝宝', en: 'a baby' }, pet: { zh: '有宠物', en: 'a pet' }, elder: { zh: '有老人', en: 'an elder' }, house: { zh: '平房院落', en: 'a house of its own' } };
const NEWCOMER_ENDS = 30;
/** Where a worker stands in what is about her alone; what depends on the order has no standing. */
export function ownStanding(own: OwnStanding): Record<string, Bilingual> {
  const say = (zh: string, en: string): Bilingual => ({ zh, en });
  const asked = own.accepted + own.refusedUnexcused;
  const left = NEWCOMER_ENDS - own.visitsDone;
  const scenes = own.sceneSkills.flatMap((key) => sceneWords[key] ?? []);
  return {
    skill: say(`您现在是 ${own.level} 级`, `You are on level ${own.level}`),
    papers: own.firstPaperUntil ? say(`您最早到期的证件：${own.firstPaperUntil}`, `Your first paper to expire: ${own.firstPaperUntil}`) : say('您还没有审核过的证件', 'You have no verified papers yet'),
    rating: own.rating,
    willingness: asked > 0 ? say(`派过 ${asked} 单，您接了 ${own.accepted} 单`, `You accepted ${own.accepted} of ${asked} offers`) : say('您还没有派单记录，先按九成接单起算', 'No offers yet: counted as nine of ten accepted'),
    scene: scenes.length > 0 ? say(`您填了熟悉：${scenes.map(({ zh }) => zh).join('、')}`, `You said you are used to: ${scenes.map(({ en }) => en).join(', ')}`) : say('您还没有填熟悉的家庭', 'You have not said yet which homes you are used to'),
    personality: own.hasManner ? say('您填过问卷', 'You have answered the questionnaire') : say('您没有填问卷，不影响您', 'You have not answered; that does not count against you'),
    newcomer: left > 0 ? say(`您做过 ${own.visitsDone} 单，还有 ${left} 单以内有照顾`, `${own.visitsDone} visits done; the lift lasts ${left} more`) : say(`您做过 ${own.visitsDone} 单，和大家一样排`, `${own.visitsDone} visits done: ranked like everybody`),
  };
}

/** Shares in percent to one decimal that add up to 100 exactly: what rounding leaves over goes to those it took most from. */
export function percentShares<K extends string>(weights: Readonly<Record<K, number>>, keys: readonly K[]): Record<K, number> {
  const total = keys.reduce((sum, key) => sum + weights[key], 0);
  const exact = keys.map((key) => ({ key, tenths: (weights[key] / total) * 1000 }));
  const shares = Object.fromEntries(exact.map(({ key, tenths }) => [key, Math.floor(tenths + 1e-9)])) as Record<K, number>;
  const left = 1000 - keys.reduce((sum, key) => sum + shares[key], 0);
  for (const { key } of exact.sort((a, b) => b.tenths % 1 - a.tenths % 1).slice(0, left)) shares[key] += 1;
  for (const key of keys) shares[key] /= 10;
  return shares;
}

/** A worker may decline a home she has stood at: served, or found nobody there. */
export const hasBeenThere = (status: OrderStatus, arrivedAt: Date | null): boolean => status === 'finished' || status === 'confirmed' || status === 'settled' || (status === 'noShow' && arrivedAt !== null);

export type PlannedDimension = { key: string; score: number; weight: number; reason: Bilingual; toWorker?: Bilingual };
export const labelled = (dimensions: readonly PlannedDimension[]) => dimensions.map(({ key, score, weight, reason }) => ({ key, score, weight, reason, label: dimensionLabels[key] ?? { zh: key, en: key } }));

/** What the worker reads first: the reasons that speak most for her, said to her. A household that chose her by name is told as that. */
export const strongestReasons = (dimensions: readonly PlannedDimension[], { isChosen = false, count = 3 } = {}): Bilingual[] =>
  [...dimensions].sort((a, b) => b.score * b.weight - a.score * a.weight || (a.key < b.key ? -1 : 1)).slice(0, count)
    .map((d) => (isChosen && d.key === 'continuity' ? chosenByName : d.toWorker ?? d.reason));
/** All that was weighed about an offer, said to her. */
export const saidToHer = (dimensions: readonly PlannedDimension[]) => labelled(dimensions.map(({ toWorker, reason, ...rest }) => ({ ...rest, reason: toWorker ?? reason })));
const chosenByName: Bilingual = { zh: '客户点名请您', en: 'The family asked for you by name' };
/** A decision is frozen as the household and the desk read it; the worker's words stay with her offer. */
export const withoutHerWords = <C extends { dimensions: readonly PlannedDimension[] }>(candidate: C) => ({ ...candidate, dimensions: candidate.dimensions.map(({ key, score, weight, reason }) => ({ key, score, weight, reason })) });

export const sceneOf = (scene: HomeScene) => ({ hasBaby: scene.hasBaby, hasPet: scene.hasPet, hasElder: scene.hasElder, homeType: scene.homeType });
/** What is in a home that a worker may be allergic to. */
export const allergensOf = (scene: HomeScene): Allergen[] => [...scene.animals, ...(scene.hasSmoker ? ['smoke' as const] : [])];

export const isLateNow = (status: OrderStatus, startAt: Date, now: Date, lateAfterMinutes: number): boolean =>
  (status === 'accepted' || status === 'assigned' || status === 'paid' || status === 'onTheWay') && now.getTime() > startAt.getTime() + lateAfterMinutes * MINUTE;

/** Sentences for the decision log. */
export const decisionWords = {
  offer: (name: string, score: number): Bilingual => ({ zh: `派给${name}（${score.toFixed(0)} 分，排名第一）`, en: `Offered to ${name} (score ${score.toFixed(0)}, ranked first)` }),
  held: (name: string, score: number): Bilingual => ({ zh: `派给${name}：下单时已为这单保留时间（${score.toFixed(0)} 分）`, en: `Offered to ${name}, whose time was held when booking (score ${score.toFixed(0)})` }),
  chosen: (name: string): Bilingual => ({ zh: `派给${name}：客户指定`, en: `Offered to ${name}, the household’s choice` }),
  assign: (name: string, who: string, reason: string): Bilingual => ({ zh: `${who}指派给${name}：${reason}`, en: `${who} assigned it to ${name}: ${reason}` }),
  reassign: (from: string, to: string, reason: string): Bilingual => ({ zh: `${from}途中不能到达（${reason}），改派${to}，等待接单`, en: `${from} cannot reach the home (${reason}); offered to ${to} instead, waiting for an answer` }),
  grab: (name: string): Bilingual => ({ zh: `${name}抢单成功`, en: `${name} grabbed it` }),
  none: (feasible: number, blocked: number): Bilingual => ({ zh: `暂时无人可派：${blocked} 人不符合条件，${feasible} 人正在考虑其他派单；${RETRY_MINUTES} 分钟后再找`, en: `Nobody can be asked now: ${blocked} do not fit, ${feasible} are busy with other offers; looking again in ${RETRY_MINUTES} min` }),
  refused: (name: string, isFree: boolean): Bilingual => ({ zh: `${name}婉拒${isFree ? '（有理由，不影响评分）' : ''}，继续找下一位`, en: `${name} refused${isFree ? ' (excused, no effect on the score)' : ''}; asking the next` }),
  expired: (name: string): Bilingual => ({ zh: `${name}未在时限内答复，继续找下一位`, en: `${name} did not answer in time; asking the next` }),
  withdrawn: (reason: Bilingual): Bilingual => ({ zh: `派单收回：${reason.zh}`, en: `Offer withdrawn: ${reason.en}` }),
  auto: (name: string, score: number): Bilingual => ({ zh: `直接派给${name}（${score.toFixed(0)} 分，排名第一），她可以在时限内退回`, en: `Assigned to ${name} (score ${score.toFixed(0)}, ranked first); she may give it back in time` }),
  offerMany: (names: readonly string[]): Bilingual => ({ zh: `同时询问 ${names.length} 人：${names.join('、')}，先答应的得`, en: `${names.length} are asked at once: ${names.join(', ')}; the first yes gets it` }),
  batch: (name: string, score: number, size: number, isFirst: boolean): Bilingual => ({ zh: `与同片区 ${size} 张急单一起匹配，派给${name}（${score.toFixed(0)} 分${isFirst ? '，也是这单的第一名' : '，整批合起来最好'}）`, en: `Matched together with ${size} urgent orders of the district: ${name} (score ${score.toFixed(0)}${isFirst ? ', first for this one too' : ', best for all of them together'})` }),
  hall: { zh: '进抢单大厅，先抢先得', en: 'In the grab hall: the first one wins' },
  merchant: (merchant: string, until: Date | null): Bilingual => ({ zh: `等${merchant}派人${until ? `，${sayBeijing(until).split(' ')[1]} 前没派就转出` : ''}`, en: `Waits for ${merchant} to send somebody${until ? `; goes on at ${sayInstant(until).slice(11)}` : ''}` }),
  diverted: (from: string, to: string | null, reason: 'noAnswer' | 'handedOn', minutes: number): Bilingual => ({ zh: `${from}${reason === 'noAnswer' ? ` ${minutes} 分钟没派出人` : '派不出人'}，转给${to ?? '全城家政员'}`, en: `${from} ${reason === 'noAnswer' ? `found nobody in ${minutes} min` : 'cannot serve it'}: on to ${to ?? 'the whole city'}` }),
  filler: (name: string, meters: number): Bilingual => ({ zh: `${name}刚在 ${meters} 米外完工，附近顺路单先问她`, en: `${name} has just finished ${meters} m away and is asked first` }),
  noneChosen: { zh: '客户选定的家政员不能来，按规则不问别人，等客户或调度另选', en: 'Whom the family chose cannot come; by the policy nobody else is asked until the family or the desk chooses again' },
};

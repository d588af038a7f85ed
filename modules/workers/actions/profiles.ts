import { cityRoles, merchantRoles, type Bilingual, type contract, type OutputOf, type ParsedOf } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { demandPlainName, ensurePerson, giveRole, nameScope } from '../../accounts/index.ts';
import { merchantBriefs, myMerchantId } from '../../alliance/index.ts';
import { clockOf, findAvailabilityFault, minuteOf, weekdayNames, type WeeklySpan } from '../rules/availability.ts';
import { checksFor, nearest, openChecks, sayOrdered } from '../rules/admission.ts';
import { isInForce, paperNames, paperStateOn, standingBlockers } from '../rules/papers.ts';
import { canOf, cursorOf, initialsPattern, keyOfCursor } from '../rules/profile.ts';
import { responsesOf } from '../rules/responses.ts';
import { redReasons, safetyOf } from '../rules/safety.ts';
import { paperEvidenceOf, verdictsOf, wantedByWorker, type PaperEvidenceRow, type VerdictRow } from '../store/admission.ts';
import * as calendar from '../store/calendar.ts';
import { retrainingsOf } from '../store/conduct.ts';
import * as store from '../store/workers.ts';
import { workFor, healthClassFor, workOf, recheckAdmission } from './admission-checks.ts';
import { cardFrom, ratingWords, recordsOf, skillLabels, tellChange, workerOf, workerOfActor, type WorkerFacts } from './facts.ts';
import { safetyView } from './safety.ts';

type Workers = typeof contract.workers;
export type WorkerProfile = OutputOf<Workers['getProfile']>;

const paperView = (row: store.PaperRow, today: string): WorkerProfile['papers'][number] => ({
  paperId: row.id, kind: row.kind, name: paperNames[row.kind], healthClass: row.healthClass, maskedNumber: row.numberMasked, validFrom: row.validFrom, validUntil: row.validUntil, state: paperStateOn(row, today), verifiedBy: row.verifiedBy, hasPhoto: row.photoId !== null, reason: row.state === 'refused' ? row.stateReason : '',
});
export const weeklyView = ({ weekday, fromMinute, toMinute }: WeeklySpan): WorkerProfile['weekly'][number] => ({ weekday, from: clockOf(fromMinute), to: clockOf(toMinute) });

/** Profiles with papers, weekly times, what blocks dispatch and what this viewer may do; as many questions however many they are. */
export const profilesOf = async (ctx: Ctx, rows: readonly WorkerFacts[]): Promise<WorkerProfile[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const { skills, papers } = await recordsOf(ctx, ids);
  const weekly = Map.groupBy(await calendar.weeklyOf(ctx.tx, ctx.cityId, ids), ({ workerId }) => workerId);
  const today = cityDay(ctx.now);
  const ordered = new Map((await retrainingsOf(ctx.tx, ctx.cityId, ids)).map((row) => [row.workerId, row]));
  // Only who waits for the audit is asked about it.
  const waiting = rows.filter(({ status }) => status === 'applied').map(({ id }) => id);
  const verdicts = waiting.length === 0 ? new Map<string, VerdictRow[]>() : Map.groupBy(await verdictsOf(ctx.tx, ctx.cityId, waiting), ({ workerId }) => workerId);
  const evidence = waiting.length === 0 ? new Map<string, PaperEvidenceRow[]>() : Map.groupBy(await paperEvidenceOf(ctx.tx, ctx.cityId, waiting), ({ workerId }) => workerId);
  const wanted = waiting.length === 0 ? new Map<string, string[]>() : await wantedByWorker(ctx.tx, ctx.cityId, waiting);
  const lacking = (row: WorkerFacts, own: readonly { code: string }[]): Bilingual[] => (row.status !== 'applied' ? [] : openChecks(nearest(
    workOf(own.map(({ code }) => code), wanted.get(row.id) ?? []).map((family) => checksFor(family, evidence.get(row.id) ?? [], verdicts.get(row.id) ?? [], today, healthClassFor(family, own.map(({ code }) => code)), ordered.get(row.id))))).filter(({ code, state }) => code !== 'age' || state !== 'missing').map(({ name }) => name));
  return rows.map((row) => {
    const own = papers.get(row.id) ?? [];
    const safety = safetyOf(own, row.creditWeight, today, ctx.now);
    const retraining = ordered.get(row.id);
    const blockers = [...standingBlockers(row), ...(retraining ? [sayOrdered(retraining)] : []), ...redReasons(safety)];
    const viewer = { isOperator: holds(ctx.actor, 'operator'), isMerchant: row.merchantId !== null && holds(ctx.actor, merchantRoles, row.merchantId), isSelf: ctx.actor.personId === row.personId };
    return {
      ...cardFrom(row, skills.get(row.id) ?? [], own, ctx.now), status: row.status, isOnline: row.isOnline, maskedPhone: row.maskedPhone, travelMode: row.travelMode, travelRadiusMeters: row.travelRadiusMeters,
      homeLon: row.homeLon, homeLat: row.homeLat, homeArea: row.homeArea, maxMinutesPerDay: row.maxMinutesPerDay, sceneSkills: row.sceneSkills, allergies: row.allergies, habits: row.habits, papers: own.map((paper) => paperView(paper, today)),
      weekly: (weekly.get(row.id) ?? []).map(weeklyView), can: canOf(row, viewer, lacking(row, skills.get(row.id) ?? [])),
      isDispatchable: blockers.length === 0, dispatchBlockers: blockers, safety: safetyView(safety), ratingWords: ratingWords(row, ctx.now), hasPositionConsent: row.positionConsentAt !== null, responses: responsesOf(row, ctx.now),
    };
  });
};

/** The profile as it stands after a change. */
export const profileOf = async (ctx: Ctx, workerId: string): Promise<WorkerProfile> => (await profilesOf(ctx, [await workerOf(ctx, workerId)]))[0]!;

/** Any worker for the city's roles, the own ones for a merchant; every other reads as unknown. */
export const visibleWorker = async (ctx: Ctx, workerId: string): Promise<WorkerFacts> => {
  const worker = await workerOf(ctx, workerId);
  if (!holds(ctx.actor, cityRoles) && !(worker.merchantId !== null && holds(ctx.actor, merchantRoles, worker.merchantId))) refuse('workers.worker_unknown');
  return worker;
};

/** A worker this operator or merchant may write to; every other reads as unknown. */
export const writableWorker = async (ctx: Ctx, workerId: string): Promise<WorkerFacts> => {
  const worker = await workerOf(ctx, workerId);
  if (!holds(ctx.actor, 'operator') && !(worker.merchantId !== null && holds(ctx.actor, merchantRoles, worker.merchantId))) refuse('workers.worker_unknown');
  return worker;
};

export const getProfile = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<WorkerProfile> => (await profilesOf(ctx, [await visibleWorker(ctx, workerId)]))[0]!;

export const myProfile = async (ctx: Ctx): Promise<WorkerProfile> => (await profilesOf(ctx, [await workerOfActor(ctx)]))[0]!;

/** Workers by name, reading, initials or home area. A merchant sees its own, whatever it asks for. */
export const searchWorkers = async (ctx: Ctx, wish: ParsedOf<Workers['search']>): Promise<OutputOf<Workers['search']>> => {
  const merchantId = holds(ctx.actor, cityRoles) ? (wish.merchantId ?? null) : await myMerchantId(ctx);
  if (wish.merchantId !== undefined && wish.merchantId !== merchantId) return { items: [], nextCursor: null };
  const q = wish.q?.trim() || null;
  const rows = await store.searchWorkers(ctx.tx, ctx.cityId, {
    q, initials: q === null ? null : initialsPattern(q.toLowerCase()), skill: wish.skill ?? null, merchantId, status: wish.status ?? null, isOnline: wish.isOnline === undefined ? null : wish.isOnline === 'true',
    after: keyOfCursor(wish.cursor), limit: wish.limit + 1,
  });
  const shown = rows.slice(0, wish.limit);
  const last = shown.at(-1);
  return { items: await profilesOf(ctx, shown), nextCursor: rows.length > wish.limit && last ? cursorOf(last.pinyin, last.id) : null };
};

const SHOWN_REVIEWS = 20;

/** What a family may see: verified papers and reviews, never phone or home. Only workers who are admitted have a page. */
export const publicPage = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<OutputOf<Workers['publicPage']>> => {
  const worker = await workerOf(ctx, workerId);
  if (worker.status !== 'active') refuse('workers.worker_unknown');
  const { skills, papers } = await recordsOf(ctx, [workerId]);
  const today = cityDay(ctx.now);
  const own = papers.get(workerId) ?? [];
  const inForce = own.filter((paper) => isInForce(paper, today)).sort((a, b) => (a.validUntil < b.validUntil ? 1 : -1));
  const reviews = await store.latestRatings(ctx.tx, ctx.cityId, workerId, SHOWN_REVIEWS);
  return {
    card: cardFrom(worker, skills.get(workerId) ?? [], own, ctx.now), about: worker.about,
    papers: inForce.filter((paper, index) => inForce.findIndex(({ kind }) => kind === paper.kind) === index).map(({ kind, validUntil }) => ({ kind, name: paperNames[kind], validUntil })),
    reviews: reviews.map((row) => ({
      reviewId: row.id, at: row.at.toISOString(), itemName: { zh: row.itemNameZh, en: row.itemNameEn }, skill: row.skill, communication: row.communication, attitude: row.attitude, words: row.words, isNeighbour: row.isNeighbour,
      authorLabel: row.isNeighbour ? { zh: '同小区邻居', en: 'A neighbour of the same estate' } : { zh: '服务过的家庭', en: 'A household served' },
    })),
    dimensions: await store.dimensionsOf(ctx.tx, ctx.cityId, workerId),
  };
};

export const skillList = async (): Promise<OutputOf<Workers['skillList']>> => ({ items: Object.entries(skillLabels).map(([code, name]) => ({ code, name, families: workFor(code) })) });

/** Refuses `workers.skill_unknown`; a code named twice counts with its last level. */
const demandSkills = (skills: readonly { code: string; level: number }[]): { code: string; level: number }[] => {
  for (const { code } of skills) if (!Object.hasOwn(skillLabels, code)) refuse('workers.skill_unknown', { skill: code }, 'skills');
  return [...new Map(skills.map((skill) => [skill.code, skill])).values()];
};

/** Refuses `workers.availability_wrong`, naming the weekday. */
export const demandWeekly = (weekly: readonly { weekday: number; from: string; to: string }[]): WeeklySpan[] => {
  const spans = weekly.map(({ weekday, from, to }) => ({ weekday, fromMinute: minuteOf(from), toMinute: minuteOf(to) }));
  const fault = findAvailabilityFault(spans);
  if (fault !== null) {
    const { zh, en } = weekdayNames[fault - 1]!;
    refuse('workers.availability_wrong', { weekdayZh: zh, weekdayEn: en }, 'weekly');
  }
  return spans;
};

/** The merchant a new worker belongs to: the own one for merchant staff; for an operator the named one, or none. */
const merchantOfNew = async (ctx: Ctx, asked: string | undefined): Promise<string | null> => {
  const merchantId = holds(ctx.actor, 'operator') ? (asked ?? null) : await myMerchantId(ctx);
  if (asked !== undefined && asked !== merchantId) refuse('alliance.merchant_unknown', {}, 'merchantId');
  if (merchantId !== null && !(await merchantBriefs(ctx, [merchantId])).has(merchantId)) refuse('alliance.merchant_unknown', {}, 'merchantId');
  return merchantId;
};

/** Opens the profile of a worker who applies; the person gets the worker's role and is sent nowhere before being admitted. */
export const register = async (ctx: Ctx, input: ParsedOf<Workers['register']>): Promise<WorkerProfile> => {
  const merchantId = await merchantOfNew(ctx, input.merchantId);
  const skills = demandSkills(input.skills);
  const weekly = demandWeekly(input.weekly);
  const { personId } = await ensurePerson(ctx, { phone: input.phone, name: demandPlainName(input.name) });
  if (await store.findWorkerOfPerson(ctx.tx, ctx.cityId, personId)) refuse('workers.already_registered', {}, 'phone');
  const workerId = ctx.newId('wrk');
  await store.insertWorker(ctx.tx, ctx.cityId, {
    id: workerId, personId, merchantId, homeLon: input.homeLon, homeLat: input.homeLat, homeArea: demandPlainName(input.homeArea, 'homeArea'), travelMode: input.travelMode, travelRadiusMeters: input.travelRadiusMeters,
    experienceYears: input.experienceYears, about: input.about, sceneSkills: [...new Set(input.sceneSkills)], registeredAt: ctx.now,
  });
  await store.replaceSkills(ctx.tx, ctx.cityId, workerId, skills, ctx.now);
  await calendar.replaceWeekly(ctx.tx, ctx.cityId, workerId, weekly);
  await nameScope(ctx, { scopeType: 'self', scopeId: workerId, name: input.name });
  await giveRole(ctx, { personId, role: 'worker', scopeType: 'self', scopeId: workerId });
  await tellChange(ctx, { id: workerId, personId, merchantId }, 'profile');
  return profileOf(ctx, workerId);
};

/** The whole set of a worker's skills. */
export const setSkills = async (ctx: Ctx, { workerId, skills }: ParsedOf<Workers['setSkills']>): Promise<WorkerProfile> => {
  const worker = await writableWorker(ctx, workerId);
  await store.replaceSkills(ctx.tx, ctx.cityId, workerId, demandSkills(skills), ctx.now);
  await recheckAdmission(ctx, workerId);
  await tellChange(ctx, worker, 'profile');
  return profileOf(ctx, workerId);
};

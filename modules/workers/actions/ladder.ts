import { cityRoles, merchantRoles, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { isConflict } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import { settingsOf, tellPerson } from '../../accounts/index.ts';
import { listStations } from '../../alliance/index.ts';
import { levelNames, missingFor, reasonsFor, sayStanding, standingOf, type Standing } from '../rules/ladder.ts';
import { activeIds } from '../store/marks.ts';
import * as store from '../store/ladder.ts';
import { findWorkers } from '../store/workers.ts';
import { skillLabels, tellChange, workerOf, workerOfActor, type WorkerFacts } from './facts.ts';

type Workers = typeof contract.workers;
type LadderView = OutputOf<Workers['myLadder']>;
type AppealView = OutputOf<Workers['decideLadderAppeal']>;

const judged = (ctx: Ctx, worker: WorkerFacts, facts: store.FactsRow): Standing => standingOf({
  minutes: worker.minutesDone + facts.granted, ratingSum: worker.ratingSum, ratingWeight: worker.ratingWeight, certificates: facts.certificates, lead: facts.leadName === null ? null : { name: facts.leadName }, hasProven: facts.hasProven,
}, ctx.now, cityDay(ctx.now));

const standingNow = async (ctx: Ctx, worker: WorkerFacts): Promise<Standing> => judged(ctx, worker, (await store.ladderFacts(ctx.tx, ctx.cityId, [worker.id]))[0]!);

/** Puts a worker on the level that her record has earned, up or down, with the reasons; she and the city are told. */
export const climb = async (ctx: Ctx, worker: WorkerFacts): Promise<void> => settleLevel(ctx, worker, await standingNow(ctx, worker));

/** The same for a worker by id. */
export const climbLadder = async (ctx: Ctx, workerId: string): Promise<void> => climb(ctx, await workerOf(ctx, workerId));

const settleLevel = async (ctx: Ctx, worker: WorkerFacts, standing: Standing): Promise<void> => {
  if (standing.level === worker.level) return;
  const reasons = reasonsFor(standing, worker.level);
  await store.setLevel(ctx.tx, ctx.cityId, worker.id, standing.level);
  await store.insertChange(ctx.tx, ctx.cityId, { id: ctx.newId('lvl'), workerId: worker.id, fromLevel: worker.level, toLevel: standing.level, reasons, at: ctx.now });
  await tellChange(ctx, worker, 'ladder');
  await ctx.emit('worker.levelChanged', { workerId: worker.id, fromLevel: worker.level, toLevel: standing.level, personIds: [worker.personId], merchantId: worker.merchantId });
  const [level, why] = [levelNames[standing.level]!, reasons[0]!];
  await tellPerson(ctx, { personId: worker.personId, template: standing.level > worker.level ? 'levelRaised' : 'levelLowered', params: { level: level.zh, why: why.zh } });
};

const PAGE = 500;
/** Reviews age and certificates end with the day: everybody's level is looked at in the first minute of each. */
export const sweepLadder = async (ctx: Ctx): Promise<void> => {
  for (let ids = await activeIds(ctx.tx, ctx.cityId, '', PAGE); ids.length > 0; ids = await activeIds(ctx.tx, ctx.cityId, ids.at(-1)!, PAGE)) {
    const facts = new Map((await store.ladderFacts(ctx.tx, ctx.cityId, ids)).map((row) => [row.workerId, row]));
    for (const worker of await findWorkers(ctx.tx, ctx.cityId, ids)) await settleLevel(ctx, worker, judged(ctx, worker, facts.get(worker.id)!));
  }
};

export type TaughtCertificate = { certificateId: string; kind: string; part: string; title: { zh: string; en: string }; issuedAt: Date; validUntil: string | null };
/** Training has issued certificates to a worker: her level follows. Safe to say twice. */
export const recordCertificates = async (ctx: Ctx, { workerId, certificates }: { workerId: string; certificates: readonly TaughtCertificate[] }): Promise<void> => {
  await store.lockWorker(ctx.tx, ctx.cityId, workerId);
  let isNew = false;
  for (const taught of certificates) isNew = (await store.insertCertificate(ctx.tx, ctx.cityId, { ...taught, id: taught.certificateId, workerId, titleZh: taught.title.zh, titleEn: taught.title.en })) > 0 || isNew;
  if (isNew) await climbLadder(ctx, workerId);
};

/** A certificate was revoked: it counts no more. Safe to say twice. */
export const endCertificate = async (ctx: Ctx, { workerId, certificateId }: { workerId: string; certificateId: string }): Promise<void> => {
  await store.lockWorker(ctx.tx, ctx.cityId, workerId);
  if ((await store.endCertificate(ctx.tx, ctx.cityId, certificateId, ctx.now)) > 0) await climbLadder(ctx, workerId);
};

/** The whole set of skills that are not to be used for new orders, each with its reason; those left out are free again. */
export const setSkillHolds = async (ctx: Ctx, { workerId, holds: held }: { workerId: string; holds: readonly { code: string; words: { zh: string; en: string } }[] }): Promise<void> => {
  const changed = await store.replaceHolds(ctx.tx, ctx.cityId, workerId, held, ctx.now);
  if (changed > 0) await tellChange(ctx, await workerOf(ctx, workerId), 'ladder');
};

/** What households said of a worker since a moment, with the service, newest first; 1 to 5 each. */
export const reviewsSince = async (ctx: Ctx, { workerId, since }: { workerId: string; since: Date }): Promise<store.ReviewRow[]> => store.reviewsSince(ctx.tx, ctx.cityId, workerId, since);

const leadView = (row: store.LeadRow): NonNullable<LadderView['lead']> => ({ leadId: row.id, workerId: row.workerId, kind: row.kind, stationId: row.stationId, name: row.name, memberCount: row.memberCount, fromAt: row.fromAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null });
const appealView = (row: store.AppealRow): AppealView => ({
  appealId: row.id, workerId: row.workerId, workerName: row.workerName, level: row.level, words: row.words, claimedMinutes: row.claimedMinutes, at: row.at.toISOString(), state: row.state, grantedMinutes: row.grantedMinutes, decidedByName: row.decidedByName,
  decidedAt: row.decidedAt?.toISOString() ?? null, decisionWords: row.decisionWords,
});

const ladderOf = async (ctx: Ctx, workerId: string): Promise<LadderView> => {
  const worker = await workerOf(ctx, workerId);
  const standing = await standingNow(ctx, worker);
  const settings = await settingsOf(ctx);
  const premiums: Record<number, number> = { 3: settings.premiumLevel3Percent, 4: settings.premiumLevel4Percent, 5: settings.premiumLevel5Percent };
  const missing = missingFor(standing, worker.level + 1);
  const lead = await store.liveLeadOf(ctx.tx, ctx.cityId, workerId);
  const appeals = (await store.appealsOf(ctx.tx, ctx.cityId, workerId)).map(appealView);
  const isSelf = ctx.actor.personId === worker.personId;
  const isOpen = appeals.some(({ state }) => state === 'open');
  const no = (zh: string, en: string) => ({ isAllowed: false, why: { zh, en } });
  return {
    workerId, level: worker.level, name: levelNames[worker.level]!, words: sayStanding(worker.level, missing), missing,
    levels: standing.levels.map(({ level, conditions }) => ({ level, name: levelNames[level]!, premiumPercent: premiums[level] ?? 0, isReached: level <= worker.level, conditions })),
    history: (await store.changesOf(ctx.tx, ctx.cityId, workerId)).map((row) => ({ ...row, at: row.at.toISOString() })), lead: lead ? leadView(lead) : null,
    certificates: (await store.heldCertificates(ctx.tx, ctx.cityId, workerId)).map(({ kind, titleZh, titleEn, validUntil }) => ({ kind, title: { zh: titleZh, en: titleEn }, validUntil })),
    holds: (await store.holdsOf(ctx.tx, ctx.cityId, [workerId])).map((row) => ({ skill: row.code, name: skillLabels[row.code] ?? { zh: row.code, en: row.code }, words: { zh: row.wordsZh, en: row.wordsEn }, since: row.since.toISOString() })),
    appeals, can: { appeal: !isSelf ? no('只能由本人申诉', 'Only the worker appeals') : isOpen ? no('有一条申诉还在处理', 'An appeal is open already') : { isAllowed: true, why: null } },
  };
};

export const myLadder = async (ctx: Ctx): Promise<LadderView> => ladderOf(ctx, (await workerOfActor(ctx)).id);

/** For the city's roles and the worker's merchant; every other reads as unknown. */
export const getLadder = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<LadderView> => {
  const worker = await workerOf(ctx, workerId);
  if (!holds(ctx.actor, cityRoles) && !(worker.merchantId !== null && holds(ctx.actor, merchantRoles, worker.merchantId))) refuse('workers.worker_unknown');
  return ladderOf(ctx, workerId);
};

/** She asks for a level; it is computed anew. Refuses `workers.level_not_earned` with what is missing: 499.9 hours and 89.9 % are not enough. */
export const raiseLevel = async (ctx: Ctx, { level }: { level: number }): Promise<LadderView> => {
  const worker = await workerOfActor(ctx);
  await climb(ctx, worker);
  const missing = missingFor(await standingNow(ctx, worker), level);
  if (missing.length > 0) {
    const { zh, en } = levelNames[level]!;
    refuse('workers.level_not_earned', { levelZh: zh, levelEn: en, missingZh: missing.map((one) => one.zh).join('；'), missingEn: missing.map((one) => one.en).join('; ') }, 'level');
  }
  return ladderOf(ctx, worker.id);
};

/** Refuses `workers.ladder_appeal_open`. */
export const appealLadder = async (ctx: Ctx, { words, claimedMinutes }: ParsedOf<Workers['appealLadder']>): Promise<LadderView> => {
  const worker = await workerOfActor(ctx);
  const isNew = await store.insertAppeal(ctx.tx, ctx.cityId, { id: ctx.newId('lap'), workerId: worker.id, level: worker.level, words, claimedMinutes, at: ctx.now });
  if (isNew === 0) refuse('workers.ladder_appeal_open');
  await tellChange(ctx, worker, 'ladder');
  return ladderOf(ctx, worker.id);
};

export const listLadderAppeals = async (ctx: Ctx, { state, cursor, limit }: ParsedOf<Workers['listLadderAppeals']>): Promise<OutputOf<Workers['listLadderAppeals']>> => {
  const rows = await store.appealsIn(ctx.tx, ctx.cityId, { state, after: placeOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(appealView), nextCursor: last ? `${last.at.toISOString()} ${last.id}` : null };
};

/** What was found missing is added to her hours; the level follows by itself, nobody grants one. Refuses `workers.ladder_appeal_unknown`, `workers.ladder_appeal_over`, `workers.granted_too_much`. */
export const decideLadderAppeal = async (ctx: Ctx, { appealId, isAccepted, grantedMinutes, words }: ParsedOf<Workers['decideLadderAppeal']>): Promise<AppealView> => {
  const row = (await store.lockAppeal(ctx.tx, ctx.cityId, appealId)) ?? refuse('workers.ladder_appeal_unknown');
  if (row.state !== 'open') refuse('workers.ladder_appeal_over');
  if (grantedMinutes > (isAccepted ? row.claimedMinutes : 0)) refuse('workers.granted_too_much', { count: row.claimedMinutes }, 'grantedMinutes');
  await store.lockWorker(ctx.tx, ctx.cityId, row.workerId);
  await store.saveDecision(ctx.tx, ctx.cityId, appealId, { isAccepted, grantedMinutes, words, byName: ctx.actor.name, at: ctx.now });
  const worker = await workerOf(ctx, row.workerId);
  await climb(ctx, worker);
  await tellPerson(ctx, { personId: worker.personId, template: isAccepted ? 'appealAccepted' : 'appealRejected', params: { item: '级别', words } });
  await tellChange(ctx, worker, 'ladder');
  return appealView((await store.lockAppeal(ctx.tx, ctx.cityId, appealId))!);
};

/** Refuses `workers.station_missing` and `workers.lead_taken`: a station is run by one person, a person runs one thing. */
export const giveLead = async (ctx: Ctx, { workerId, kind, stationId, name, memberCount }: ParsedOf<Workers['giveLead']>): Promise<LadderView> => {
  await store.lockWorker(ctx.tx, ctx.cityId, workerId);
  const worker = await workerOf(ctx, workerId);
  const own = await store.liveLeadOf(ctx.tx, ctx.cityId, workerId);
  if (own) refuse('workers.lead_taken', { name: own.name });
  const station = kind === 'station' ? (await listStations(ctx)).items.find((one) => one.stationId === stationId) : null;
  if (station === undefined) refuse('workers.station_missing', {}, 'stationId');
  try {
    await store.insertLead(ctx.tx, ctx.cityId, { id: ctx.newId('lead'), workerId, kind, stationId: station?.stationId ?? null, name: station?.name ?? name, memberCount, fromAt: ctx.now, byName: ctx.actor.name });
  } catch (error) {
    if (isConflict(error, 'one_lead_per_station')) refuse('workers.lead_taken', { name: station!.name }, 'stationId');
    throw error;
  }
  await climb(ctx, worker);
  return ladderOf(ctx, workerId);
};

/** Refuses `workers.lead_unknown`. */
export const endLead = async (ctx: Ctx, { leadId, words }: ParsedOf<Workers['endLead']>): Promise<LadderView> => {
  const lead = await store.lockLead(ctx.tx, ctx.cityId, leadId);
  if (!lead || lead.endedAt !== null) refuse('workers.lead_unknown');
  await store.lockWorker(ctx.tx, ctx.cityId, lead.workerId);
  await store.endLead(ctx.tx, ctx.cityId, leadId, words, ctx.now);
  await climbLadder(ctx, lead.workerId);
  return ladderOf(ctx, lead.workerId);
};

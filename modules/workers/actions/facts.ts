import type { Bilingual, WorkerCard } from '@linli/contract';
import { refuseAccess } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { skillNames } from '../../catalog/index.ts';
import { badgesOf, paperNames, type PaperFacts } from '../rules/papers.ts';
import { levelNames } from '../rules/ladder.ts';
import { sayRating, shownRating } from '../rules/profile.ts';
import { safetyOf } from '../rules/safety.ts';
import * as calendar from '../store/calendar.ts';
import * as store from '../store/workers.ts';

/** A worker's row with the person's name and the merchant's. For modules, never for a screen: it holds the home point. */
export type WorkerFacts = store.WorkerRow;

/** Names of skills by code. */
export const skillLabels: Record<string, Bilingual> = skillNames;
/** Names of papers by kind. */
export const paperLabels: Record<string, Bilingual> = paperNames;

/** Names of the levels, from 0 (has not reached the first) to 5. */
export const levelLabels: readonly Bilingual[] = levelNames;
/** The rating shown today, of five. */
export const ratingOf = (worker: WorkerFacts, now: Date): number => shownRating(worker, now);

/** The advisory lock that orders everything that claims a worker's time. */
export const workerLockKey = (ctx: Ctx, workerId: string): string => `worker:${ctx.cityId}:${workerId}`;

/** Locks workers' calendars, in one order whoever asks, and gives up their holds that have run out. */
export const lockCalendars = async (ctx: Ctx, ...workerIds: string[]): Promise<void> => {
  await lockFor(ctx.tx, ...workerIds.map((workerId) => workerLockKey(ctx, workerId)));
  if (workerIds.length > 0) await calendar.expireHoldsOf(ctx.tx, ctx.cityId, [...new Set(workerIds)], ctx.now);
};

/** Refuses `workers.worker_unknown`. */
export const workerOf = async (ctx: Ctx, workerId: string): Promise<WorkerFacts> =>
  (await store.findWorkers(ctx.tx, ctx.cityId, [workerId]))[0] ?? refuse('workers.worker_unknown');

/** Many workers by id, in one question; ids nobody has are left out. */
export const workersOf = async (ctx: Ctx, workerIds: readonly string[]): Promise<Map<string, WorkerFacts>> =>
  new Map((workerIds.length === 0 ? [] : await store.findWorkers(ctx.tx, ctx.cityId, [...new Set(workerIds)])).map((row) => [row.id, row]));

/** The worker who acts; refuses `access.forbidden` to everybody who is none. */
export const workerOfActor = async (ctx: Ctx): Promise<WorkerFacts> => {
  const { personId } = ctx.actor;
  return (personId !== null && (await store.findWorkerOfPerson(ctx.tx, ctx.cityId, personId))) || refuseAccess(ctx.actor, ['worker']);
};

/** Her rating and what it is made of, in one sentence to herself. */
export const ratingWords = (worker: WorkerFacts, now: Date): Bilingual => sayRating(worker, now);

export const personOfWorker = async (ctx: Ctx, workerId: string): Promise<string> => (await workerOf(ctx, workerId)).personId;

const skillView = ({ code, level }: { code: string; level: number }): WorkerCard['skills'][number] => ({ code, level, name: skillLabels[code] ?? { zh: code, en: code } });

export const cardFrom = (row: store.CardRow, skills: readonly Pick<store.SkillRow, 'code' | 'level'>[], papers: readonly PaperFacts[], now: Date): WorkerCard => ({
  workerId: row.id, name: row.name, photo: row.photo, merchantId: row.merchantId, merchantName: row.merchantName, level: row.level, rating: shownRating(row, now), ratingCount: row.ratingCount,
  visitsDone: row.visitsDone, experienceYears: row.experienceYears, skills: skills.map(skillView), badges: badgesOf(papers, row.sceneSkills, cityDay(now)), isSafetyGreen: safetyOf(papers, row.creditWeight, cityDay(now), now).colour === 'green',
});

/** Skills and papers of many workers, grouped by worker. */
export const recordsOf = async (ctx: Ctx, workerIds: readonly string[]): Promise<{ skills: Map<string, store.SkillRow[]>; papers: Map<string, store.PaperRow[]> }> => ({
  skills: Map.groupBy(await store.skillsOf(ctx.tx, ctx.cityId, workerIds), ({ workerId }) => workerId),
  papers: Map.groupBy(await store.papersOf(ctx.tx, ctx.cityId, workerIds), ({ workerId }) => workerId),
});

/** What families and desks see of workers at a glance, in one question; ids nobody has are left out. */
export const cardsOf = async (ctx: Ctx, workerIds: readonly string[]): Promise<Map<string, WorkerCard>> => {
  const ids = [...new Set(workerIds)];
  if (ids.length === 0) return new Map();
  const rows = await store.findCards(ctx.tx, ctx.cityId, ids);
  return new Map(rows.map((row) => [row.id, cardFrom(row, row.skills, row.papers, ctx.now)]));
};

/** Names of workers by id; ids nobody has are left out. */
export const workerNames = async (ctx: Ctx, workerIds: readonly string[]): Promise<Map<string, string>> =>
  new Map((await store.namesOf(ctx.tx, ctx.cityId, workerIds)).map(({ id, name }) => [id, name]));

/** Last known positions, of the named workers or of all; no older than thirty days because nothing older is kept. */
export const positionsOf = async (ctx: Ctx, workerIds?: readonly string[]): Promise<Map<string, { lon: number; lat: number; at: Date }>> =>
  new Map((await calendar.positionsOf(ctx.tx, ctx.cityId, workerIds ?? null)).map(({ workerId, lon, lat, at }) => [workerId, { lon, lat, at }]));

/** Says that something about a worker changed: she, her merchant and the desks see it live. */
export const tellChange = (ctx: Ctx, worker: Pick<WorkerFacts, 'id' | 'personId' | 'merchantId'>, what: 'profile' | 'papers' | 'availability' | 'online' | 'rating' | 'responses' | 'safety' | 'ladder'): Promise<void> =>
  ctx.emit('worker.changed', { workerId: worker.id, what, personIds: [worker.personId], merchantId: worker.merchantId });

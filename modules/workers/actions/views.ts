// The planner is called by others; here only the shape it reads is needed, so this import is of a type and leaves nothing at run time.
import type { WorkerView } from '@linli/planner';
import type { Point } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { cityDayStart, dayEndOf, spansBetween } from '../rules/availability.ts';
import { standingBlockers } from '../rules/papers.ts';
import { FRESH_POSITION_MS } from '../rules/position.ts';
import { weighedOn } from '../rules/profile.ts';
import { weighedRefusals } from '../rules/responses.ts';
import { redReasons, safetyOf } from '../rules/safety.ts';
import { LONGEST_OVERRUN_MS, countedSpan, minutesWithin, partClaims } from '../rules/hours.ts';
import { admittedWork } from '../store/admission.ts';
import { positionsOf } from '../store/calendar.ts';
import { traitsByWorker } from '../store/match.ts';
import * as store from '../store/views.ts';
import { hoursInForce } from './hours.ts';

const DAY_MS = 86_400_000;
/** Stops this long before or after the span decide where a worker comes from and goes to. */
const NEIGHBOUR_MS = 4 * 3_600_000;

export type ViewsWish = { from: Date; to: Date; skill?: string; workerIds?: readonly string[]; near?: Point };

/**
 * Workers as the planner reads them, sorted by id, in ten questions however many they are. Offered time and commitments cover the whole
 * city days the span touches, commitments four hours more on both sides; what else counts towards hours and rest covers the weeks and a day on each side. `skill` keeps those who have it at any level, `near` those whose radius may
 * reach the point; who has left is left out. `admitted` means that nothing in her standing keeps her from being sent out; papers and credit are her safety code's.
 */
export const workerViews = async (ctx: Ctx, wish: ViewsWish): Promise<WorkerView[]> => {
  const { tx, cityId, now } = ctx;
  const from = cityDayStart(wish.from.getTime());
  const to = cityDayStart(wish.to.getTime()) + DAY_MS;
  const rows = await store.viewRows(tx, cityId, { workerIds: wish.workerIds ?? null, skill: wish.skill ?? null, near: wish.near ?? null });
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const skills = await store.skillsByWorker(tx, cityId, ids);
  const held = await store.holdsByWorker(tx, cityId, ids);
  const papers = await store.papersByWorker(tx, cityId, ids);
  const weekly = await store.weeklyByWorker(tx, cityId, ids);
  const exceptions = await store.exceptionsByWorker(tx, cityId, ids, new Date(from), new Date(to));
  const limits = await hoursInForce(ctx);
  const counted = countedSpan(from, to);
  const claims = await store.claimsByWorker(tx, cityId, ids, { from: new Date(counted.from), to: new Date(counted.to), now, overrunFrom: new Date(now.getTime() - LONGEST_OVERRUN_MS) });
  const todayStart = cityDayStart(now.getTime());
  const fresh = (await positionsOf(tx, cityId, ids)).filter(({ at }) => now.getTime() - at.getTime() <= FRESH_POSITION_MS);
  const positions = new Map(fresh.map(({ workerId, lon, lat }) => [workerId, { lon, lat }]));
  const traits = await traitsByWorker(tx, cityId, ids);
  const today = cityDay(now);
  const families = await admittedWork(tx, cityId, ids, today);
  return rows.map((row) => {
    const own = papers.get(row.id) ?? [];
    const [commitments, alsoCounted] = partClaims(claims.get(row.id) ?? [], from - NEIGHBOUR_MS, to + NEIGHBOUR_MS, now.getTime());
    const safety = safetyOf(own, row.creditWeight, today, now);
    return {
      workerId: row.id, name: row.name, merchantId: row.merchantId, home: { lon: row.homeLon, lat: row.homeLat }, position: positions.get(row.id) ?? null, travelMode: row.travelMode, travelRadiusMeters: row.travelRadiusMeters,
      skills: Object.fromEntries((skills.get(row.id) ?? []).map(({ code, level }) => [code, level])),
      ...(held.has(row.id) && { heldSkills: Object.fromEntries(held.get(row.id)!.map(({ code, zh, en }) => [code, { zh, en }])) }),
      papers: own.filter(({ validFrom }) => validFrom <= today).map(({ kind, healthClass, validUntil }) => ({ kind, healthClass, validUntil: dayEndOf(validUntil) })),
      admitted: standingBlockers(row).length === 0, families: families.get(row.id) ?? [], safety: { colour: safety.colour, reason: redReasons(safety)[0] ?? null }, isOnline: row.isOnline, availability: spansBetween(weekly.get(row.id) ?? [], exceptions.get(row.id) ?? [], from, to), commitments, alsoCounted,
      maxMinutesPerDay: row.maxMinutesPerDay, maxMinutesPerWeek: limits.weekHoursMost * 60, restMinutes: limits.restHours * 60, ...reviewsOf(row, now), acceptance: { accepted: row.acceptedCount, refusedUnexcused: weighedRefusals(row.refusedWeight, now) },
      homeSceneSkills: row.sceneSkills, allergies: row.allergies, habits: row.habits, traits: traits.get(row.id) ?? null, minutesToday: minutesWithin(claims.get(row.id) ?? [], todayStart, todayStart + DAY_MS), visitsDone: row.visitsDone, level: row.level,
    };
  });
};

/** Mean and number of the reviews as they weigh today; the planner adds its own prior. */
const reviewsOf = (row: store.ViewRow, now: Date): Pick<WorkerView, 'rating' | 'ratingCount'> => {
  const { ratingSum, ratingWeight } = weighedOn(row, now);
  return { rating: ratingWeight > 0 ? ratingSum / ratingWeight : 0, ratingCount: ratingWeight };
};

import type { Ctx } from '../../../kernel/context.ts';
import { addressFacts } from '../../accounts/index.ts';
import { locate } from '../../alliance/index.ts';
import { itemOf } from '../../catalog/index.ts';
import { entryOfOrder, workerViews } from '../../workers/index.ts';
import { addMilliseconds, DAY_MS } from '../rules/order.ts';
import { conflictsOf, isFree, type Conflict, type WorkerTime } from '../rules/series-conflicts.ts';
import { workerOfVisit, type SeriesFacts, type VisitFacts } from '../rules/series.ts';
import { policyOf } from './open.ts';

/** Another worker is looked for where a worker cannot come, for so many visits; the page of one visit shows all of them. */
const MOST_LOOKED_FOR = 5;
const MOST_OTHERS = 3;

export type FoundConflict = Conflict & { otherWorkers: { workerId: string; name: string }[] };

type View = Awaited<ReturnType<typeof workerViews>>[number];
const timeOf = (view: View): WorkerTime => ({ workerId: view.workerId, name: view.name ?? '', availability: view.admitted ? view.availability : [], commitments: view.commitments });

/** Workers near the home with the skill who are free at that time, the best rated first. Dispatch judges way and load when the order is made. */
const othersFor = async (ctx: Ctx, series: SeriesFacts, visit: VisitFacts, at: { lon: number; lat: number }): Promise<{ workerId: string; name: string }[]> => {
  const [wanted] = (await itemOf(ctx, series.itemId)).requiredSkills;
  const views = await workerViews(ctx, { from: visit.startsAt, to: visit.endsAt, near: { lon: at.lon, lat: at.lat }, ...(wanted && { skill: wanted.skill }) });
  return views
    .filter((view) => view.workerId !== workerOfVisit(visit, series) && (!wanted || (view.skills[wanted.skill] ?? 0) >= wanted.level) && isFree(timeOf(view), visit.startsAt, visit.endsAt))
    .sort((a, b) => b.rating - a.rating || (a.workerId < b.workerId ? -1 : 1)).slice(0, MOST_OTHERS).map(({ workerId, name }) => ({ workerId, name: name ?? '' }));
};

/** What stands in the way of a series' visits to come, each with the way out. Claims of orders about to be dropped are in nobody's way. */
export const findConflicts = async (ctx: Ctx, series: SeriesFacts, visits: readonly VisitFacts[], about: { isLookingForOthers: boolean; dropped?: readonly string[] }): Promise<FoundConflict[]> => {
  const coming = visits.filter(({ startsAt, seriesId }) => startsAt > ctx.now && seriesId === series.id);
  const last = coming.reduce((latest, { endsAt }) => (endsAt > latest ? endsAt : latest), ctx.now);
  const workerIds = [...new Set(coming.map((visit) => workerOfVisit(visit, series)).filter((id) => id !== null))];
  const times = new Map((workerIds.length === 0 ? [] : await workerViews(ctx, { from: ctx.now, to: addMilliseconds(last, DAY_MS), workerIds })).map((view) => [view.workerId, timeOf(view)]));
  const address = await addressFacts(ctx, series.addressId);
  const ignoredClaims = new Set<string>();
  for (const orderId of about.dropped ?? []) {
    const entry = await entryOfOrder(ctx, orderId);
    if (entry) ignoredClaims.add(entry.id);
  }
  const found = conflictsOf(series, coming, { now: ctx.now, policy: await policyOf(ctx), timeOf: (workerId) => times.get(workerId), isDistrictOpen: (await locate(ctx, { lon: address.lon, lat: address.lat }))?.isOpen ?? false, ignoredClaims });
  const result: FoundConflict[] = [];
  let looked = 0;
  for (const conflict of found) {
    const isAboutWorker = conflict.kind === 'workerTaken' || conflict.kind === 'workerAway';
    const isLooking = about.isLookingForOthers && isAboutWorker && looked++ < MOST_LOOKED_FOR;
    result.push({ ...conflict, otherWorkers: isLooking ? await othersFor(ctx, series, coming.find(({ id }) => id === conflict.visitId)!, address) : [] });
  }
  return result;
};

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deskDay } from './desk-day.ts';
import type { DeskVisit } from './desk-day.ts';
import { evaluatePlan } from './evaluate.ts';
import { explainWorker, defaultWeights, travelSeconds } from './index.ts';
import { openDay, planOf, problemOf } from './live/day.ts';
import { improve, insertAll, openVisits } from './live/mend.ts';
import { repair } from './live/repair.ts';
import { wayBetween } from './live/ways.ts';
import { at, city, need, offset, seeded, visit as commitment, worker } from './sample.ts';
import type { WorkerView } from './types.ts';

fc.configureGlobal({ seed: Number(process.env['LINLI_FC_SEED'] ?? 20_261_122) });
const HOUR = 3_600_000;
const options = { from: at(0), to: at(24), now: at(7), weights: defaultWeights, gainToMove: 600 };
/** Without the commitments that nobody could keep: too far from what comes before, or from home at seven. */
function keepable({ home, travelMode, commitments }: WorkerView): WorkerView['commitments'] {
  let stands = { at: home, freeAt: options.now };
  return commitments.filter((one) => {
    if (stands.freeAt + (travelSeconds(stands.at, one.at, travelMode) + 60) * 1000 > one.startAt) return false;
    stands = { at: one.at, freeAt: one.endAt };
    return true;
  });
}
/** Some of the town's commitments are visits of this plan, the rest stay where they are; and a few needs that nobody has yet. */
function town(seed: number): { visits: DeskVisit[]; workers: WorkerView[] } {
  const random = seeded(seed);
  const workers = city(random, 14, 3).map((one) => ({ ...one, allergies: random() < 0.2 ? ['cat'] : [], travelRadiusMeters: 9000, commitments: keepable(one) }))
    .map((one) => (random() < 0.3 ? { ...one, maxMinutesPerWeek: 600, alsoCounted: [commitment(at(9, 0, 17), at(9 + Math.floor(random() * 8), 0, 17), one.home)] } : one))
    .map((one) => (random() < 0.3 ? { ...one, restMinutes: 660, alsoCounted: [...one.alsoCounted ?? [], commitment(at(19, 0, 21), at(22, 30, 21), one.home), commitment(at(6, 0, 23), at(8, 0, 23), one.home)] } : one))
    .map((one) => (random() < 0.4 ? { ...one, availability: [{ startAt: at(8), endAt: at(15) }], commitments: one.commitments.filter(({ endAt }) => endAt <= at(15)) } : one));
  const visits: DeskVisit[] = [];
  for (const one of workers) {
    for (const own of one.commitments) {
      if (random() < 0.3) continue;
      visits.push({
        visitId: `v-${own.id}`, workerId: one.workerId,
        need: need({ startAt: own.startAt, durationMinutes: Math.round((own.endAt - own.startAt) / 60_000), at: own.at, requiredPapers: [], requiredSkills: random() < 0.5 ? [{ skill: 'cleaning', level: 1 }] : [], allergens: random() < 0.2 ? ['cat'] : [], ownCommitmentIds: [own.id] }),
      });
    }
  }
  for (let k = 0; k < 6; k++) {
    visits.push({
      visitId: `open-${k}`, workerId: null,
      need: need({ startAt: at(9) + Math.floor(random() * 20) * HOUR / 2, durationMinutes: 60, at: offset((random() - 0.5) * 9000, (random() - 0.5) * 9000), requiredPapers: [], requiredSkills: [{ skill: 'cleaning', level: 2 }], territoryMerchantId: random() < 0.3 ? 'mer_2' : null }),
    });
  }
  return { visits, workers };
}

test('whatever a plan proposes, the desk’s rules allow; only a lateness it names may stand in the way', () => {
  let [moved, placed, late] = [0, 0, 0];
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
    const { visits, workers } = town(seed);
    const { problem, plan, ways } = deskDay(visits, workers, options);
    const { day } = openDay(problem, plan, { ways, now: (options.now - options.from) / 1000 });
    insertAll(day, openVisits(day));
    improve(day, { seed, iterations: 60 });
    const now = planOf(day);
    expect(evaluatePlan(problemOf(day), now, wayBetween(day.ways)).faults.filter(({ rule }) => rule !== 'mustServe')).toEqual([]);
    const starts = new Map(now.routes.flatMap(({ workerId, stops }) => stops.flatMap((stop) => (stop.kind === 'task' ? [[stop.taskId, { workerId, startAt: options.from + stop.startAt * 1000, endAt: options.from + stop.endAt * 1000, lateness: stop.lateness }] as const] : []))));
    for (const one of visits) {
      const given = starts.get(one.visitId);
      if (!given || given.workerId === one.workerId) continue;
      placed += Number(one.workerId === null);
      moved += Number(one.workerId !== null);
      late += Number(given.lateness > 0);
      // The worker as the plan would have her: everything else she was given, at the times it was given.
      const view = workers.find(({ workerId }) => workerId === given.workerId)!;
      const own = new Set(visits.flatMap(({ need: { ownCommitmentIds = [] } }) => ownCommitmentIds));
      const commitments = [
        ...view.commitments.filter(({ id }) => !own.has(id)),
        ...visits.filter((other) => other !== one && starts.get(other.visitId)?.workerId === view.workerId).map((other) => { const span = starts.get(other.visitId)!; return commitment(span.startAt, span.endAt, other.need.at, other.visitId); }),
      ].sort((a, b) => a.startAt - b.startAt);
      const { blockers } = explainWorker({ ...one.need, startAt: given.startAt, territoryMerchantId: null }, { ...view, commitments }, { now: options.now });
      // Ways are rounded on a plane here and measured on the sphere there: a minute either way is no broken promise.
      // Who starts late may also end after the offered time, or too near to tomorrow's first visit.
      const standing = blockers.filter(({ rule }) => !['travelIn', 'travelOut', ...(given.lateness > 0 ? ['availability', 'rest'] : [])].includes(rule));
      expect([seed, one.visitId, standing]).toEqual([seed, one.visitId, []]);
      for (const { rule, reason } of blockers) {
        if (rule !== 'travelIn' && rule !== 'travelOut') continue;
        const [way, gap] = [...reason.en.matchAll(/(\d+) min/g)].map(([, minutes]) => Number(minutes));
        expect([seed, one.visitId, rule, given.lateness > 0 || way! - gap! <= 1]).toEqual([seed, one.visitId, rule, true]);
      }
    }
  }), { numRuns: 40 });
  expect([moved > 20, placed > 40, late < placed]).toEqual([true, true, true]);
});

test('what is under way stays, a pin stays, a block is kept, and the ill worker’s day goes to others', () => {
  const pair = [worker({ workerId: 'wrk_1', home: offset(0) }), worker({ workerId: 'wrk_2', home: offset(500) }), worker({ workerId: 'wrk_3', home: offset(900), admitted: false })];
  const visits: DeskVisit[] = [
    { visitId: 'running', workerId: 'wrk_1', need: need({ startAt: at(8), durationMinutes: 120 }), started: { startAt: at(8, 5), endAt: at(10, 40) } },
    { visitId: 'next', workerId: 'wrk_1', need: need({ startAt: at(11, 30), durationMinutes: 60 }) },
    { visitId: 'held', workerId: 'wrk_1', need: need({ startAt: at(14), durationMinutes: 60 }), isPinned: true },
    { visitId: 'apart', workerId: 'wrk_1', need: need({ startAt: at(16), durationMinutes: 60, blockedWorkerIds: ['wrk_2'] }) },
  ];
  const set = { ...options, now: at(9) };
  const { problem, plan, ways } = deskDay(visits, pair, set);
  const mended = repair(problem, plan, { kind: 'workerLost', workerId: 'wrk_1' }, { now: (set.now - set.from) / 1000, ways });
  const who = (taskId: string) => mended.plan.routes.find(({ stops }) => stops.some((stop) => stop.kind === 'task' && stop.taskId === taskId))?.workerId ?? null;
  expect(['running', 'next', 'held', 'apart'].map(who)).toEqual(['wrk_1', 'wrk_2', null, null]);
  expect(mended.unplaced.map(({ visitId, binding }) => [visitId, binding?.rule])).toEqual([['held', 'pinned'], ['apart', 'blocked']]);
});

test('the daily limit counts what is promised elsewhere too', () => {
  const busy = worker({ workerId: 'wrk_1', maxMinutesPerDay: 300, commitments: [commitment(at(8), at(12), offset(100), 'hold')] });
  const visits: DeskVisit[] = [60, 90].map((durationMinutes) => ({ visitId: `v${durationMinutes}`, workerId: null, need: need({ startAt: at(15), durationMinutes, at: offset(200), requiredPapers: [] }) }));
  const placed = visits.map((one) => {
    const { problem, plan, ways } = deskDay([one], [busy], options);
    const { day } = openDay(problem, plan, { ways });
    insertAll(day, openVisits(day));
    return planOf(day).unassigned.length === 0;
  });
  expect(placed).toEqual([true, false]);
});

test('the week counts what was served before, and the rest to the days around closes the ends of the day', () => {
  const placed = (change: Partial<WorkerView>, startAt: number): boolean => {
    const one: DeskVisit = { visitId: 'v', workerId: null, need: need({ startAt, durationMinutes: 120, at: offset(200), requiredPapers: [] }) };
    const { problem, plan, ways } = deskDay([one], [worker({ workerId: 'wrk_1', ...change })], options);
    const { day } = openDay(problem, plan, { ways });
    insertAll(day, openVisits(day));
    return planOf(day).unassigned.length === 0;
  };
  const monday = [commitment(at(8, 0, 16), at(16, 0, 16)), commitment(at(7), at(8, 30), offset(100), 'served')];
  expect([690, 689].map((maxMinutesPerWeek) => placed({ maxMinutesPerWeek, alsoCounted: monday }, at(15)))).toEqual([true, false]);
  expect([571, 569].map((maxMinutesPerDay) => placed({ maxMinutesPerDay: maxMinutesPerDay - 360, alsoCounted: monday }, at(15)))).toEqual([true, false]);
  const late = [commitment(at(20, 0, 21), at(23, 0, 21)), commitment(at(6, 0, 23), at(7, 0, 23))];
  expect([9, 10, 17, 18].map((hour) => placed({ restMinutes: 660, alsoCounted: late }, at(hour)))).toEqual([false, true, true, false]);
});

/** Properties over random days, judged by a checker that shares no code with the planner. */
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultWeights, explainWorker, feasibleStarts, formulaVersion, rankCandidates, rules } from './index.ts';
import type { Commitment, Need, Point, WorkerView } from './index.ts';
import { at, need, offset, square, visit, worker } from './sample.ts';

const MINUTE = 60_000;
const speed = { walk: 1.25, ebike: 5, bus: 4, car: 7 };

// Angle between unit vectors instead of haversine; good to a centimetre at city size.
function chordMeters(a: Point, b: Point): number {
  const vector = ({ lon, lat }: Point) => [Math.cos(lat * Math.PI / 180) * Math.cos(lon * Math.PI / 180), Math.cos(lat * Math.PI / 180) * Math.sin(lon * Math.PI / 180), Math.sin(lat * Math.PI / 180)];
  const [p, q] = [vector(a), vector(b)];
  return 6_371_008.8 * 2 * Math.asin(Math.hypot(p[0]! - q[0]!, p[1]! - q[1]!, p[2]! - q[2]!) / 2);
}
const waySeconds = (a: Point, b: Point, mode: keyof typeof speed) => chordMeters(a, b) * 1.35 / speed[mode] + 240;

type Check = { broken: string[]; isTight: boolean };

/** Recomputes feasibility minute by minute and pair by pair. `isTight`: a second or a metre decides, so rounding may go either way. */
function check(asked: Need, who: WorkerView, now = -Infinity): Check {
  const broken: string[] = [];
  let isTight = false;
  const start = asked.startAt;
  const end = start + asked.durationMinutes * MINUTE;
  const decide = (rule: string, have: number, want: number, slack: number) => {
    if (Math.abs(have - want) <= slack) isTight = true;
    if (have < want) broken.push(rule);
  };
  const ours = who.commitments.filter(({ id }) => !asked.ownCommitmentIds?.includes(id));

  const theirs = who.alsoCounted ?? [];

  if (!who.admitted || asked.blockedWorkerIds.includes(who.workerId) || asked.refusedWorkerIds.includes(who.workerId)) broken.push('listed');
  const meet = (some: readonly string[] = [], others: readonly string[] = []): boolean => some.some((code) => others.includes(code));
  if (meet(who.allergies, asked.allergens) || meet(asked.sensitivities, who.habits)) broken.push('allergy');
  if (asked.requiredSkills.some(({ skill, level }) => (who.skills[skill] ?? 0) < level)) broken.push('skill');
  const localDate = (time: number) => new Date(time + 8 * 60 * MINUTE).toISOString().slice(0, 10);
  const good = who.papers.filter((paper) => localDate(paper.validUntil) >= localDate(end - 1));
  if (asked.requiredPapers.some((kind) => !good.some((paper) => paper.kind === kind))) broken.push('papers');
  if (!good.some((paper) => paper.healthClass && paper.healthClass >= asked.healthClass)) broken.push('health');
  if ((asked.fullMerchantDays?.[who.merchantId ?? ''] ?? []).some((day) => new Date(day * 1440 * MINUTE).toISOString().startsWith(localDate(start)))) broken.push('full');
  if (!who.isOnline && start - now <= 120 * MINUTE) broken.push('online');
  for (let time = start; time < end; time += MINUTE) {
    if (!who.availability.some((span) => span.startAt <= time && time < span.endAt)) { broken.push('availability'); break; }
  }
  if (ours.some((other) => other.startAt < end && other.endAt > start)) broken.push('overlap');
  for (const date of new Set([localDate(start), localDate(end - 1)])) {
    let taken = 0;
    let wanted = 0;
    const from = Date.parse(`${date}T00:00:00+08:00`);
    for (let time = from; time < from + 1440 * MINUTE; time += MINUTE) {
      if ([...ours, ...theirs].some((other) => other.startAt <= time && time < other.endAt)) taken += 1;
      if (start <= time && time < end) wanted += 1;
    }
    if (!who.alsoCounted && (now === -Infinity || localDate(now) === date)) taken = Math.max(taken, who.minutesToday);
    if (taken + wanted > who.maxMinutesPerDay) broken.push('hours');
  }
  // Sunday 22 November 2026: the week that ends with it, and the one that begins after it.
  for (const monday of [at(0, 0, 16), at(0, 0, 23)]) {
    const inWeek = (time: number): boolean => time >= monday && time < monday + 7 * 1440 * MINUTE;
    const minutesOf = (spans: readonly { startAt: number; endAt: number }[]): number => {
      const minutes = new Set<number>();
      for (const span of spans) for (let time = span.startAt; time < span.endAt; time += MINUTE) if (inWeek(time)) minutes.add(time);
      return minutes.size;
    };
    const wanted = minutesOf([{ startAt: start, endAt: end }]);
    if (wanted > 0 && minutesOf([...ours, ...theirs]) + wanted > (who.maxMinutesPerWeek ?? Infinity)) broken.push('week');
  }
  const rest = (who.restMinutes ?? 0) * MINUTE;
  for (const other of [...ours, ...theirs]) {
    const gap = other.endAt <= start ? start - other.endAt : other.startAt >= end ? other.startAt - end : Infinity;
    if (gap < rest && localDate(other.startAt) !== localDate(start)) { broken.push('rest'); break; }
  }
  const before = ours.filter((other) => other.endAt <= start);
  const after = ours.filter((other) => other.startAt >= end);
  const isLive = start - now <= 120 * MINUTE && Boolean(who.position) && !ours.some((other) => other.startAt < end && other.endAt > now);
  // The nearest stop binds; a farther one in time may only bind through it (triangle inequality plus door time does the rest).
  const last = before.reduce<Commitment | null>((best, other) => (best && best.endAt > other.endAt ? best : other), null);
  const following = after.reduce<Commitment | null>((best, other) => (best && best.startAt <= other.startAt ? best : other), null);
  if (isLive) decide('reach', (start - now) / 1000, waySeconds(who.position!, asked.at, who.travelMode), 1);
  else if (last) decide('travelIn', (start - last.endAt) / 1000, waySeconds(last.at, asked.at, who.travelMode), 1);
  if (following) decide('travelOut', (following.startAt - end) / 1000, waySeconds(asked.at, following.at, who.travelMode), 1);
  const fromStop = last && !isLive && start - last.endAt <= 240 * MINUTE;
  if (!isLive && now > -Infinity) {
    const from = fromStop ? last.at : who.home;
    decide('reach', (start - Math.max(now, last?.endAt ?? -Infinity)) / 1000, waySeconds(from, asked.at, who.travelMode), 1);
  }
  const near = Math.min(chordMeters(who.home, asked.at), fromStop ? chordMeters(last.at, asked.at) : isLive ? chordMeters(who.position!, asked.at) : Infinity);
  decide('radius', who.travelRadiusMeters, near, 0.1);
  return { broken, isTight };
}

const point = fc.record({ east: fc.integer({ min: -6000, max: 6000 }), north: fc.integer({ min: -6000, max: 6000 }) }).map(({ east, north }) => offset(east, north));
// Odd minutes and touching, overlapping or contained visits: all of them occur on a day with overruns.
const commitments = fc.array(fc.record({ start: fc.integer({ min: 0, max: 40 }), minutes: fc.integer({ min: 0, max: 36 }), place: point }), { maxLength: 6 })
  .map((some) => some.map(({ start, minutes, place }, index) => visit(at(7) + start * 25 * MINUTE, at(7) + (start * 25 + minutes * 5) * MINUTE, place, `vis_${index}`)));
const availability = fc.array(fc.record({ start: fc.integer({ min: 0, max: 20 }), hours: fc.integer({ min: 1, max: 16 }) }), { minLength: 1, maxLength: 3 })
  .map((some) => some.map(({ start, hours }) => ({ startAt: at(5 + start), endAt: at(5 + start + hours) })));
const often = fc.integer({ min: 0, max: 9 }).map((value) => value > 0);
const someWorker = fc.record({
  home: point, position: fc.option(point), travelMode: fc.constantFrom('walk' as const, 'ebike' as const, 'bus' as const, 'car' as const),
  travelRadiusMeters: fc.integer({ min: 2000, max: 14_000 }), skills: fc.record({ cleaning: fc.integer({ min: 1, max: 5 }) }), admitted: often, isOnline: often,
  papers: fc.record({ healthClass: fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const), hour: fc.integer({ min: 10, max: 60 }) })
    .map(({ healthClass, hour }) => [{ kind: 'healthCertificate', healthClass, validUntil: at(hour) }]),
  availability, commitments, maxMinutesPerDay: fc.integer({ min: 200, max: 1000 }), minutesToday: fc.integer({ min: 0, max: 300 }),
  rating: fc.double({ min: 0, max: 5, noNaN: true }), ratingCount: fc.nat(50), visitsDone: fc.nat(30), level: fc.integer({ min: 1, max: 5 }),
  merchantId: fc.constantFrom('mer_1', 'mer_2', null), homeSceneSkills: fc.subarray(['baby', 'pet', 'elder', 'house']),
  maxMinutesPerWeek: fc.constantFrom(undefined, undefined, undefined, undefined, 600, 1500), restMinutes: fc.constantFrom(undefined, undefined, undefined, undefined, 480, 660),
  alsoCounted: fc.option(fc.array(fc.record({ start: fc.integer({ min: 0, max: 60 }), minutes: fc.integer({ min: 1, max: 40 }) }), { maxLength: 2 })
    .map((some) => some.map(({ start, minutes }, index) => visit(at(6, 0, 21) + start * 45 * MINUTE, at(6, 0, 21) + (start * 45 + minutes * 10) * MINUTE, square, `done_${index}`))), { nil: undefined }),
  allergies: fc.constantFrom([], [], [], [], [], ['cat'], ['dog', 'smoke']), habits: fc.constantFrom([], [], [], [], [], ['smoke'], ['cat']),
});
const workers = fc.array(someWorker, { maxLength: 8 }).map((some) => some.map((change, index) => worker({ ...change, workerId: `wrk_${index}` })));
const someNeed = fc.record({
  startAt: fc.integer({ min: 0, max: 36 }).map((step) => at(7) + step * 30 * MINUTE), durationMinutes: fc.constantFrom(30, 60, 120, 180, 300), at: point,
  requiredSkills: fc.constantFrom(0, 2, 4).map((level) => (level > 0 ? [{ skill: 'cleaning', level }] : [])), healthClass: fc.constantFrom('A' as const, 'A' as const, 'B' as const),
  homeScene: fc.record({ hasBaby: fc.boolean(), hasPet: fc.boolean(), hasElder: fc.boolean(), homeType: fc.constantFrom('flat' as const, 'house' as const) }),
  territoryMerchantId: fc.constantFrom(null, 'mer_1'), refusedWorkerIds: fc.subarray(['wrk_3']), heldWorkerId: fc.constantFrom(null, 'wrk_1'),
  allergens: fc.constantFrom([], [], ['cat', 'dog']), sensitivities: fc.constantFrom([], [], ['smoke']),
  ownCommitmentIds: fc.subarray(['vis_0']), servedBeforeWorkerIds: fc.subarray(['wrk_0', 'wrk_2']),
}).map((change) => need({ ...change, ...(change.allergens.length > 0 && { fullMerchantDays: { mer_2: [Math.floor((at(0) + 8 * 60 * MINUTE) / (1440 * MINUTE))] } }) }));
const someNow = fc.option(fc.integer({ min: 0, max: 40 }).map((step) => at(6) + step * 20 * MINUTE), { nil: undefined });

test('a worker is a candidate exactly when the independent checker finds nothing broken', () => {
  let candidateCount = 0;
  let blockedCount = 0;
  fc.assert(fc.property(someNeed, workers, someNow, (asked, some, now) => {
    const open = { ...asked, territoryMerchantId: null };
    const { candidates, blocked } = rankCandidates(open, some, { now });
    expect(candidates.length + blocked.length).toBe(some.length);
    for (const who of some) {
      const { broken, isTight } = check(open, who, now);
      const isCandidate = candidates.some(({ workerId }) => workerId === who.workerId);
      if (isCandidate) candidateCount += 1; else blockedCount += 1;
      if (!isTight) expect({ isCandidate, broken }).toEqual({ isCandidate: broken.length === 0, broken });
    }
  }), { numRuns: 2400, seed: 22 });
  // A property over nothing proves nothing.
  expect(candidateCount).toBeGreaterThan(300);
  expect(blockedCount).toBeGreaterThan(300);
});

test('free starts are exactly the starts the ranking can serve, with the same people', () => {
  let freeCount = 0;
  fc.assert(fc.property(someNeed, workers, someNow, fc.constantFrom(15, 30, 45), (asked, some, now, stepMinutes) => {
    const grid = { from: at(6), to: at(30), stepMinutes };
    const found = feasibleStarts(asked, some, grid, { now });
    freeCount += found.length;
    const expected = [];
    for (let startAt = grid.from; startAt < grid.to; startAt += stepMinutes * MINUTE) {
      const workerIds = rankCandidates({ ...asked, startAt }, some, { now }).candidates.map(({ workerId }) => workerId).sort();
      if (workerIds.length > 0) expected.push({ startAt, workerIds });
    }
    expect(found).toEqual(expected);
  }), { numRuns: 150, seed: 22 });
  expect(freeCount).toBeGreaterThan(300);
});

test('neighbours are the ones a full scan finds, and the added travel is the detour through the need', () => {
  let neighbourCount = 0;
  fc.assert(fc.property(someNeed, workers, (asked, some) => {
    const end = asked.startAt + asked.durationMinutes * MINUTE;
    for (const { workerId, previousId, nextId, addedSeconds, travelInMeters } of rankCandidates(asked, some).candidates) {
      const who = some.find((other) => other.workerId === workerId)!;
      const ours = who.commitments.filter(({ id }) => !asked.ownCommitmentIds!.includes(id));
      const byId = (id: string | null) => ours.find((other) => other.id === id) ?? null;
      const [previous, next] = [byId(previousId), byId(nextId)];
      neighbourCount += Number(Boolean(previous)) + Number(Boolean(next));
      expect(previous?.endAt).toBe(ours.map((other) => other.endAt).filter((time) => time <= asked.startAt).sort((a, b) => b - a)[0]);
      expect(next?.startAt).toBe(ours.map((other) => other.startAt).filter((time) => time >= end).sort((a, b) => a - b)[0]);

      const from = previous && asked.startAt - previous.endAt <= 240 * MINUTE ? previous.at : who.home;
      const to = next && next.startAt - end <= 240 * MINUTE ? next.at : who.home;
      const direct = from === who.home && to === who.home ? 0 : waySeconds(from, to, who.travelMode);
      const detour = waySeconds(from, asked.at, who.travelMode) + waySeconds(asked.at, to, who.travelMode) - direct;
      expect(Math.abs(addedSeconds - detour)).toBeLessThan(2);
      expect(Math.abs(travelInMeters - chordMeters(from, asked.at))).toBeLessThan(1);
    }
  }), { numRuns: 2400, seed: 22 });
  expect(neighbourCount).toBeGreaterThan(300);
});

test('same input same output, whatever the order of the workers, and the input is left alone', () => {
  fc.assert(fc.property(someNeed, workers, fc.nat(), (asked, some, turn) => {
    const before = JSON.stringify([asked, some]);
    const first = rankCandidates(asked, some);
    const turned = [...some.slice(turn % (some.length + 1)), ...some.slice(0, turn % (some.length + 1))].reverse();
    expect(rankCandidates(asked, turned)).toEqual(first);
    expect(JSON.stringify([asked, some])).toBe(before);
  }), { numRuns: 300, seed: 22 });
});

test('one worker’s explanation beside the pool is the ranking’s', () => {
  fc.assert(fc.property(someNeed, workers, (asked, some) => {
    const { candidates, blocked } = rankCandidates(asked, some);
    for (const who of some) {
      const told = explainWorker(asked, who, { pool: some });
      expect(told.candidate).toEqual(candidates.find(({ workerId }) => workerId === who.workerId) ?? null);
      expect(told.blockers).toEqual(blocked.find(({ workerId }) => workerId === who.workerId)?.blockers ?? []);
    }
  }), { numRuns: 300, seed: 22 });
});

test('the order is by score, then workerId; a limit keeps the head; scores stay in range', () => {
  const twins = ['wrk_b', 'wrk_c', 'wrk_a'].map((workerId) => worker({ workerId }));
  expect(rankCandidates(need(), twins).candidates.map(({ workerId }) => workerId)).toEqual(['wrk_a', 'wrk_b', 'wrk_c']);
  fc.assert(fc.property(someNeed, workers, fc.nat(8), fc.nat(8), (asked, some, limit, blockedLimit) => {
    const { candidates: all, blocked } = rankCandidates(asked, some);
    expect(rankCandidates(asked, some, { limit, blockedLimit })).toEqual({ candidates: all.slice(0, limit), blocked: blocked.slice(0, blockedLimit), field: [] });
    for (const [index, { workerId, blockers }] of blocked.entries()) {
      const before = blocked[index - 1];
      if (before) expect(before.blockers.length < blockers.length || (before.blockers.length === blockers.length && before.workerId < workerId)).toBe(true);
    }
    for (const [index, { score, dimensions, addedSeconds }] of all.entries()) {
      expect(score >= 0 && score <= 100 && addedSeconds >= 0).toBe(true);
      if (index > 0) expect(score).toBeLessThanOrEqual(all[index - 1]!.score);
      for (const dimension of dimensions) {
        expect(dimension.score >= 0 && dimension.score <= 1).toBe(true);
        expect(`${dimension.reason.zh}${dimension.reason.en}`).not.toMatch(/NaN|undefined|Infinity|null/);
      }
    }
    for (const { blockers } of blocked) {
      for (const { reason } of blockers) expect(`${reason.zh}${reason.en}`).not.toMatch(/NaN|undefined|Infinity|null/);
    }
  }), { numRuns: 300, seed: 22 });
});

test('the package imports nothing and asks neither clock nor chance', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !/test|vitest/.test(name));
  expect(files.length).toBeGreaterThan(7);
  for (const name of files) {
    const text = readFileSync(`${import.meta.dirname}/${name}`, 'utf8');
    expect([...text.matchAll(/from '([^']+)'/g)].map((match) => match[1]).filter((path) => !path!.startsWith('./'))).toEqual([]);
    expect(text).not.toMatch(/Date\.now|new Date\(\)|Math\.random|performance\.|process\.|Intl\./);
  }
});

test('the README prints the formula that is used', () => {
  const readme = readFileSync(`${import.meta.dirname}/README.md`, 'utf8');
  expect(readme).toContain(`version ${formulaVersion}`);
  for (const [key, weight] of Object.entries(defaultWeights)) expect(readme).toContain(`| ${key} | ${weight.toFixed(2)} |`);
  for (const { name } of rules) expect(readme).toContain(`| \`${name}\` |`);
});

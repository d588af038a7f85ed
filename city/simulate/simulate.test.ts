import { describe, expect, it } from 'vitest';
import { simulate } from '../simulate.ts';
import { run as command } from '../command-line/simulate.ts';
import { draw, drawPoisson } from './draws.ts';
import { ordersOf } from './demand.ts';
import { policyRows } from './policies/index.ts';
import { measure } from './metrics.ts';
import { dayProblem, planDay } from './policies/hindsight.ts';
import { judgeRun, replay } from './referee.ts';
import { change, difference, estimate, gini, meanOfHighest, quantile, quantileOf, ratio, resampleDays } from './statistics.ts';
import { PLACED_BY_HOUR, workersOf } from './town.ts';
import { fateOf, isSick, mood, trueDuration, trueWay, willing } from './truth.ts';
import { live } from './world.ts';
import type { Run } from './world.ts';
import type { Foresight } from './policy.ts';

const clock = (): number => 0;
const small = { seed: 5, scenario: 'mixed', days: 2, load: 0.9, workers: 24 } as const;
const people = workersOf(small.seed, small.scenario, small.workers);
const orders = ordersOf(small);
const rowOf = (name: string) => policyRows.find((row) => row.name === name)!;
const runs = new Map<string, Run>();
const runOf = (name: string): Run => {
  if (!runs.has(name)) runs.set(name, live(rowOf(name).make(), { seed: small.seed, days: small.days, orders, workers: people, clock }));
  return runs.get(name)!;
};
const names = policyRows.map(({ name }) => name);

describe('common random numbers', () => {
  it('draws by what is drawn for, never by the order of drawing', () => {
    const first = draw(7, 'd0.old.repair.3', 'w4', 'mood');
    for (let k = 0; k < 100; k++) draw(7, k);
    expect(draw(7, 'd0.old.repair.3', 'w4', 'mood')).toBe(first);
    expect(draw(8, 'd0.old.repair.3', 'w4', 'mood')).not.toBe(first);
    expect(draw(7, 'd0.old.repair.3', 'w5', 'mood')).not.toBe(first);
  });
  it('is uniform, and neighbours are not alike', () => {
    const values = Array.from({ length: 20_000 }, (_, k) => draw(3, 'order', k, 'x'));
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
    for (let tenth = 0; tenth < 10; tenth++) expect(values.filter((value) => Math.floor(value * 10) === tenth).length).toBeGreaterThan(1800);
    const together = values.slice(1).reduce((sum, value, k) => sum + (value - 0.5) * (values[k]! - 0.5), 0) / values.length;
    expect(Math.abs(together)).toBeLessThan(0.003);
  });
  it('asks for the same orders, and more of the same where the load is higher', () => {
    const more = new Set(ordersOf({ ...small, load: 1.1 }).map(({ id }) => id));
    expect(orders.every(({ id }) => more.has(id))).toBe(true);
    expect(more.size).toBeGreaterThan(orders.length);
    expect(drawPoisson(3, 1, 'a')).toBeLessThanOrEqual(drawPoisson(5, 1, 'a'));
  });
  it('gives every policy the same fates, lengths and ways', () => {
    for (const order of orders.slice(0, 40)) expect(fateOf(small.seed, order)).toEqual(fateOf(small.seed, { ...order }));
    const [a, b] = [runOf('nearest'), runOf('online')];
    let both = 0;
    for (const [id, one] of a.orders) {
      const other = b.orders.get(id)!;
      if (one.outcome !== 'served' || other.outcome !== 'served') continue;
      both += 1;
      expect(one.endedAt! - one.startedAt!).toBe(other.endedAt! - other.startedAt!);
    }
    expect(both).toBeGreaterThan(20);
    expect([...a.orders.values()].filter(({ outcome }) => outcome === 'noShow').every(({ fate }) => fate.isNoShow)).toBe(true);
  });
  it('keeps the first workers the same whatever their number', () => {
    expect(workersOf(5, 'mixed', 10)).toEqual(people.slice(0, 10));
  });
});

describe('the town', () => {
  it('has 24 shares of a day, and windows after the placing', () => {
    expect(PLACED_BY_HOUR).toHaveLength(24);
    for (const { placedAt, window, plannedSeconds } of orders) {
      expect(window.from).toBeGreaterThanOrEqual(placedAt);
      expect(window.to).toBeGreaterThan(window.from);
      expect(plannedSeconds).toBeGreaterThanOrEqual(1800);
    }
  });
  it('is asked less readily of a farther worker', () => {
    const terms = { wayMinutes: 10, waitMinutes: 0, overrunMinutes: 0, isFavourite: false };
    const near = willing(5, orders[0]!, people[0]!, terms);
    expect(willing(5, orders[0]!, people[0]!, { ...terms, wayMinutes: 40 })).toBeLessThan(near);
    expect(willing(5, orders[0]!, people[0]!, { ...terms, overrunMinutes: 30 })).toBeLessThan(near);
    expect(willing(5, orders[0]!, people[0]!, { ...terms, isFavourite: true })).toBeGreaterThan(near);
  });
});

describe.each(names)('under %s', (name) => {
  it('every order ends exactly once, and the referee finds no fault in the log', () => {
    const run = runOf(name);
    const faults = judgeRun({ seed: small.seed, orders, workers: people, log: run.log, ...(name === 'clairvoyant' ? { knows: 'all' } : name === 'hindsight' ? { knows: 'lengths' } : {}) });
    expect(faults).toEqual([]);
    expect([...run.orders.values()].every(({ outcome, reason }) => outcome !== null && (outcome !== 'unserved' || reason !== null))).toBe(true);
  });
  it('the log read again is the same plan', () => {
    const run = runOf(name);
    const plan = replay(run.log);
    for (const [id, { people: who, outcome }] of run.orders) expect(plan.get(id)).toEqual({ people: who, outcome });
    expect(replay([...run.log])).toEqual(plan);
  });
});

describe('the referee', () => {
  const run = runOf('nearest');
  const judged = (log: Run['log']): string => judgeRun({ seed: small.seed, orders, workers: people, log }).join('\n');
  const copy = (): Run['log'] => run.log.map((line) => ({ ...line, workerIds: [...line.workerIds] }));
  it('sees an order that ends twice or never', () => {
    expect(judged([...copy(), run.log.at(-1)!.kind === 'ended' ? run.log.at(-1)! : run.log.findLast(({ kind }) => kind === 'ended')!])).toMatch(/time runs|after its end|ended 2 times/);
    const at = run.log.findIndex(({ kind }) => kind === 'ended');
    expect(judged(copy().filter((_, index) => index !== at))).toMatch(/ended 0 times/);
  });
  it('sees a worker in two places, one who did not say yes, and a way that took no time', () => {
    const log = copy();
    const first = log.findIndex(({ kind }) => kind === 'free');
    expect(judged(log.filter((_, index) => index !== first))).toMatch(/still busy|never came back/);
    expect(judged(copy().map((line) => (line.kind === 'asked' ? { ...line, isYes: false } : line)))).toMatch(/did not say yes/);
    const late = copy();
    late[late.findIndex(({ kind }) => kind === 'arrived')]!.at -= 1;
    expect(judged(late)).toMatch(/another time|backwards/);
  });
  it('sees a job for two begun by one', () => {
    const log = copy();
    const order = orders.find(({ id }) => log.some(({ kind, orderId }) => kind === 'started' && orderId === id))!;
    const asPair = orders.map((one) => (one === order ? { ...one, people: 2 as const } : one));
    expect(judgeRun({ seed: small.seed, orders: asPair, workers: people, log }).join()).toMatch(/needs 2 different people/);
  });
  it('sees the wrong person', () => {
    const log = copy();
    const line = log.find(({ kind }) => kind === 'assigned')!;
    const order = orders.find(({ id }) => id === line.orderId)!;
    line.workerIds = [people.find(({ skills }) => !skills[order.skill])!.id];
    expect(judged(log)).toMatch(/lacks the skill/);
  });
});

describe('many events', () => {
  it('10,000 and more lose no order and give none twice', () => {
    const wish = { seed: 11, scenario: 'mixed', days: 8, load: 1.1, workers: 60 } as const;
    const workers = workersOf(wish.seed, wish.scenario, wish.workers);
    const asked = ordersOf(wish);
    const run = live(rowOf('online').make(), { seed: wish.seed, days: wish.days, orders: asked, workers, clock });
    expect(run.log.length).toBeGreaterThan(10_000);
    expect(new Set(run.log.map(({ kind }) => kind)).size).toBe(12);
    expect([...run.orders.values()].filter(({ order, outcome }) => order.people === 2 && outcome === 'served').length).toBeGreaterThan(10);
    expect(judgeRun({ seed: wish.seed, orders: asked, workers, log: run.log })).toEqual([]);
    expect([...replay(run.log)].map(([id, { people: who, outcome }]) => ({ id, who, outcome })).sort((a, b) => (a.id < b.id ? -1 : 1)))
      .toEqual([...run.orders].map(([id, { people: who, outcome }]) => ({ id, who, outcome })).sort((a, b) => (a.id < b.id ? -1 : 1)));
  });
});

describe('hindsight', () => {
  const truthOf = (seed: number, some: readonly (typeof orders)[number][]): Foresight => ({
    orders: some, fate: (order) => ({ ...fateOf(seed, order), cancelAt: null, reschedule: null, isNoShow: false }), duration: (order) => trueDuration(seed, order), isSick: (worker, day) => isSick(seed, worker, day),
    way: (order, from, worker, at) => trueWay(seed, order, from, worker.mode, at), accepts: (order, worker) => mood(seed, order, worker) < 0.9,
  });
  it('serves as many as any plan of a day small enough to try them all', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const workers = workersOf(seed, 'cleaning', 12).filter(({ skills, daysOff }) => skills['cleaning'] && !daysOff.includes(0)).slice(0, 2);
      const some = ordersOf({ seed, scenario: 'cleaning', days: 1, load: 0.9, workers: 12 }).filter(({ skill, people: two, level }) => skill === 'cleaning' && two === 1 && level === 1).slice(0, 6);
      const { problem } = dayProblem(0, truthOf(seed, some), workers, true);
      const plan = planDay(problem, seed, { rounds: 300, iterations: 200 });
      expect(problem.tasks.length - plan.unassigned.length).toBe(mostServed(problem));
    }
  });
  it('serves at least as many as every policy that cannot see ahead', () => {
    const served = (name: string): number => [...runOf(name).orders.values()].filter(({ outcome }) => outcome === 'served').length;
    for (const name of names) expect(served('clairvoyant')).toBeGreaterThanOrEqual(served(name) - (name === 'hindsight' ? 2 : 0));
  });
});

/** The most tasks any choice and order of tasks lets the workers do: every subset for each worker by a walk over all orders. */
function mostServed(problem: ReturnType<typeof dayProblem>['problem']): number {
  const { tasks, workers, travel, places } = problem;
  const doable = workers.map((worker) => {
    const can = new Set<number>();
    const walk = (done: number, place: number, free: number): void => {
      can.add(done);
      tasks.forEach((task, at) => {
        if ((done >> at) & 1 || task.blocked!.includes(worker.id)) return;
        const start = Math.max(task.windows[0]!.from, free + travel[worker.mode!]!.time[place * places + task.place]!);
        if (start <= task.windows[0]!.to && start + task.duration <= worker.shifts[0]!.to) walk(done | (1 << at), task.place, start + task.duration);
      });
    };
    walk(0, worker.start!, worker.shifts[0]!.from);
    return can;
  });
  const bits = (set: number): number => [...set.toString(2)].filter((bit) => bit === '1').length;
  let most = 0;
  for (const a of doable[0]!) for (const b of doable[1]!) if ((a & b) === 0) most = Math.max(most, bits(a | b));
  return most;
}

describe('the report', () => {
  it('measures all policies on the same orders, and served shares go with served orders', () => {
    const weights = [1, 1];
    const figures = ['broadcast', 'online', 'clairvoyant'].map((name) => measure(runOf(name)));
    for (const one of figures) expect(one.cancelledShare(weights)).toBe(figures[0]!.cancelledShare(weights));
    const asked = figures.map((one) => one.servedOrdersPerDay(weights) / one.servedShare(weights));
    for (const one of asked) expect(one).toBeCloseTo(asked[0]!);
  });
  it('is the same for the same seed, but for the engines’ time', () => {
    const wish = { seed: 3, days: 2, scenario: 'repair', load: 0.6, workers: 20, policies: ['broadcast', 'nearest', 'online'].map(rowOf), clock: () => performance.now(), resamples: 50 } as const;
    const plain = ({ engine: _engine, ...rest }: ReturnType<typeof simulate>) => rest;
    expect(plain(simulate(wish))).toEqual(plain(simulate(wish)));
    expect(plain(simulate({ ...wish, seed: 4 }))).not.toEqual(plain(simulate(wish)));
  });
});

describe('statistics', () => {
  const ones = [1, 1, 1];
  it('takes ratios of sums and quantiles of weighted days', () => {
    expect(ratio([1, 2, 3], [2, 2, 2])(ones)).toBe(1);
    expect(ratio([1, 2, 3], [2, 2, 2])([0, 0, 2])).toBe(1.5);
    expect(ratio([1], [0])([1])).toBeNaN();
    const middle = quantile([5, 1, 9, 3], [0, 0, 1, 2], 0.5);
    expect(middle(ones)).toBe(3);
    expect(middle([0, 1, 0])).toBe(9);
    expect(middle([1, 0, 3])).toBe(3);
    expect(quantileOf([4, 1, 3, 2], 0.25)).toBe(1);
    expect(quantileOf([4, 1, 3, 2], 0.9)).toBe(4);
  });
  it('takes the mean of the highest tenth', () => {
    expect(meanOfHighest([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Array.from({ length: 10 }, () => 0), 0.2)([1])).toBeCloseTo(9.5);
    expect(meanOfHighest([10, 20], [0, 1], 0.5)([1, 3])).toBeCloseTo(20);
  });
  it('knows equal and unequal incomes', () => {
    expect(gini([3, 3, 3])).toBe(0);
    expect(gini([0, 0, 0, 4])).toBeCloseTo(0.75);
    expect(gini([1, 2, 3])).toBeCloseTo(2 / 9);
  });
  it('resamples whole days, paired, and finds the interval of a mean', () => {
    const draws = resampleDays(4, 2000, 9);
    for (const weights of draws.slice(0, 20)) expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(4);
    const days = [1, 1, 1, 1];
    const a = ratio([10, 20, 30, 40], days);
    const b = ratio([9, 19, 29, 39], days);
    // Days differ by much, policies by one on every day: the paired interval is a point, the unpaired ones are wide.
    expect(estimate(difference(a, b), 4, draws)).toEqual({ value: 1, low: 1, high: 1 });
    const { low, high } = estimate(a, 4, draws);
    // Standard deviation of a bootstrap mean of 4: √125 ÷ 2 = 5.6.
    expect(low!).toBeGreaterThan(12);
    expect(low!).toBeLessThan(18);
    expect(high!).toBeGreaterThan(32);
    expect(high!).toBeLessThan(38);
    expect(estimate(change(a, b), 4, draws).value).toBeCloseTo(25 / 24 - 1);
    expect(estimate(a, 1, draws).low).toBeNull();
  });
});

describe('the command', () => {
  it.each([
    [['--days', '0'], /--days 须为.*\n--days must be a whole number/], [['--days', 'seven'], /--days/], [['--seed', '-1'], /--seed/], [['--seed', '1.5'], /--seed/],
    [['--policy', 'best'], /没有策略“best”[^]*there is no policy "best"; choose from all,broadcast/], [['--policy', 'nearest,nearest'], /twice/], [['--load', '0.9,x'], /--load[^]*0.6,0.9,1.1/],
    [['--load', ''], /--load/], [['--load', '9'], /--load/], [['--scenario', 'moon'], /没有场景[^]*choose from mixed/], [['--workers', '4'], /--workers/], [['--workforce', '0'], /--workforce/],
  ])('refuses %j and names the way out in both languages', async (args, sentence) => {
    await expect(command(args)).rejects.toMatchObject({ code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', message: expect.stringMatching(sentence) });
  });
  it('refuses an option it does not know', async () => {
    await expect(command(['--speed', '3'])).rejects.toMatchObject({ code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' });
  });
});

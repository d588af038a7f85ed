/**
 * A simulated town under many dispatch policies: the same people, orders and luck for all, measured by the honest protocol of simulate/README.md.
 * In memory, under a virtual clock; the machine's clock is read only to say how long the engines think.
 */
import { ordersOf, ordersPerDay } from './simulate/demand.ts';
import type { Order } from './simulate/demand.ts';
import { METRIC_ROWS, arithmeticOf, measure, onEqualSet } from './simulate/metrics.ts';
import type { MetricKey } from './simulate/metrics.ts';
import type { PolicyRow } from './simulate/policy.ts';
import { change, difference, estimate, quantileOf, resampleDays } from './simulate/statistics.ts';
import type { Figure, Statistic } from './simulate/statistics.ts';
import { paidSecondsPerDay, workersOf } from './simulate/town.ts';
import type { Scenario } from './simulate/town.ts';
import { live } from './simulate/world.ts';
import type { Run } from './simulate/world.ts';

export type SimulationWish = {
  seed: number; days: number; scenario: Scenario; load: number; workers: number; policies: readonly PolicyRow[];
  /** Milliseconds of the machine; only engine latency is read from it. */
  clock: () => number;
  resamples?: number;
  /** Also look for the smallest workforce that serves 95 % of the same demand, on so many days. */
  workforceDays?: number;
  onProgress?: (sentence: string) => void;
};

export type PolicyReport = {
  name: string; zh: string; en: string; isBound: boolean;
  metrics: Record<MetricKey, Figure>;
  /** Difference to a baseline on the same days, in the unit of the metric. */
  versus: Record<string, Record<MetricKey, Figure>>;
  /** Relative changes and the approach over orders served by both. */
  relative: Record<string, { orders: Figure; ordersPerWorkerDay: Figure; approachKm: Figure; equalSet: { orders: number; kmHere: number; kmThere: number; change: Figure } }>;
};
export type Captured = { of: string; bound: string; servedOrders: Figure; servedHours: Figure };
export type Arithmetic = {
  baseline: string; approachMinutes: number; serviceMinutes: number; approachOverService: number;
  /** Orders per worker-day could rise by so much at most if ways were 60 % shorter and nothing else changed. */
  ceiling: number; neededFor45: number; isReachable: boolean;
  /** And by so much at most because the rest of the demand is all there is. */
  demandCeiling: number; measuredOrders: Record<string, number>; measuredDistance: Record<string, number>;
  /** How many saw an order in the hall; the distance to the nearest of k is 0.959 ÷ √k of that to any. */
  shownMean: number | null; nearestOverAny: number | null;
};
export type SimulationReport = {
  seed: number; days: number; scenario: Scenario; load: number; workers: number; orders: number; ordersPerDay: number; paidHoursPerDay: number; pairShare: number; recurringShare: number;
  leads: Record<Order['lead'], number>; policies: PolicyReport[]; captured: Captured[]; arithmetic: Arithmetic | null; workforce: { policy: string; workers: number | null; servedShare: number | null }[];
  /** Milliseconds the policies computed; the only figures that change from run to run. */
  engine: Record<string, { decisionP50: number; decisionP99: number; tickP50: number; tickP99: number; totalSeconds: number }>;
};

const BASELINES = ['broadcast', 'nearest'] as const;
/** What the trade claims, and the share of the demand a workforce has to serve. */
const CLAIMED_DISTANCE = 0.6;
const CLAIMED_ORDERS = 0.45;
const TARGET = 0.95;

/** Lives through the same town once for each policy and compares. Same wish, same report, but for `engine`. */
export function simulate(wish: SimulationWish): SimulationReport {
  const { seed, days, scenario, load, policies, clock, resamples = 1000 } = wish;
  const workers = workersOf(seed, scenario, wish.workers);
  const orders = ordersOf({ seed, scenario, days, load, workers: wish.workers });
  const runs = new Map<string, Run>();
  const engine: SimulationReport['engine'] = {};
  for (const row of policies) {
    wish.onProgress?.(`${row.zh} / ${row.en} · ${days} d · load ${load}`);
    const began = clock();
    const run = live(row.make(), { seed, days, orders, workers, clock });
    runs.set(row.name, run);
    engine[row.name] = {
      decisionP50: round(quantileOf(run.decisionMs, 0.5)), decisionP99: round(quantileOf(run.decisionMs, 0.99)), tickP50: round(quantileOf(run.tickMs, 0.5)),
      tickP99: round(quantileOf(run.tickMs, 0.99)), totalSeconds: round((clock() - began) / 1000),
    };
  }
  const draws = resampleDays(days, resamples, seed);
  const measured = new Map([...runs].map(([name, run]) => [name, measure(run)]));
  const figure = (statistic: Statistic): Figure => rounded(estimate(statistic, days, draws));
  const figures = (of: (key: MetricKey) => Statistic): Record<MetricKey, Figure> => Object.fromEntries(METRIC_ROWS.map(({ key }) => [key, figure(of(key))])) as Record<MetricKey, Figure>;
  const baselines = BASELINES.filter((name) => runs.has(name));
  const reports = policies.map(({ name, zh, en, isBound = false }): PolicyReport => {
    const own = measured.get(name)!;
    const others = baselines.filter((baseline) => baseline !== name);
    return {
      name, zh, en, isBound, metrics: figures((key) => own[key]),
      versus: Object.fromEntries(others.map((baseline) => [baseline, figures((key) => difference(own[key], measured.get(baseline)![key]))])),
      relative: Object.fromEntries(others.map((baseline) => {
        const base = measured.get(baseline)!;
        const equal = onEqualSet(runs.get(name)!, runs.get(baseline)!);
        const ones = new Float64Array(days).fill(1);
        return [baseline, {
          orders: figure(change(own.servedOrdersPerDay, base.servedOrdersPerDay)), ordersPerWorkerDay: figure(change(own.ordersPerWorkerDay, base.ordersPerWorkerDay)),
          approachKm: figure(change(own.approachKmMean, base.approachKmMean)),
          equalSet: { orders: equal.orders, kmHere: round(equal.a(ones)), kmThere: round(equal.b(ones)), change: figure(change(equal.a, equal.b)) },
        }];
      })),
    };
  });
  const shareOf = (key: MetricKey, name: string, bound: string): Figure => {
    const [own, base, top] = [measured.get(name)![key], measured.get('broadcast')![key], measured.get(bound)![key]];
    return figure((weights) => (own(weights) - base(weights)) / (top(weights) - base(weights)));
  };
  const captured = !runs.has('broadcast') ? [] : policies.filter(({ isBound }) => isBound).flatMap(({ name: bound }) => policies.filter(({ name, isBound }) => !isBound && name !== 'broadcast')
    .map(({ name }): Captured => ({ of: name, bound, servedOrders: shareOf('servedShare', name, bound), servedHours: shareOf('servedHoursShare', name, bound) })));
  return {
    seed, days, scenario, load, workers: wish.workers, orders: orders.length, ordersPerDay: round(ordersPerDay({ seed, scenario, load, workers: wish.workers })),
    paidHoursPerDay: round(paidSecondsPerDay(workers) / 3600), pairShare: round(orders.filter(({ people }) => people === 2).length / orders.length),
    recurringShare: round(orders.filter(({ isRecurring }) => isRecurring).length / orders.length),
    leads: leadsOf(orders), policies: reports, captured, arithmetic: arithmetic(runs, reports), workforce: wish.workforceDays ? workforce(wish, wish.workforceDays) : [], engine,
  };
}

function leadsOf(orders: readonly Order[]): Record<Order['lead'], number> {
  const share = (lead: Order['lead']): number => round(orders.filter((order) => order.lead === lead).length / Math.max(1, orders.length));
  return { urgent: share('urgent'), sameDay: share('sameDay'), nextDay: share('nextDay'), thisWeek: share('thisWeek') };
}

function arithmetic(runs: ReadonlyMap<string, Run>, reports: readonly PolicyReport[]): Arithmetic | null {
  const run = runs.get('broadcast');
  const base = reports.find(({ name }) => name === 'broadcast');
  if (!run || !base) return null;
  const { approachSeconds: a, serviceSeconds: s, shownMean } = arithmeticOf(run);
  const ceiling = (s + a) / (s + (1 - CLAIMED_DISTANCE) * a) - 1;
  const others = reports.filter(({ name }) => name !== 'broadcast');
  const pick = (of: 'ordersPerWorkerDay' | 'approachKm'): Record<string, number> => Object.fromEntries(others.map(({ name, relative }) => [name, relative['broadcast']![of].value]));
  const distances = Object.fromEntries(others.map(({ name, relative }) => [name, relative['broadcast']!.equalSet.change.value]));
  const demandCeiling = 1 / base.metrics.servedShare.value - 1;
  return {
    baseline: 'broadcast', approachMinutes: round(a / 60), serviceMinutes: round(s / 60), approachOverService: round(a / s), ceiling: round(ceiling),
    neededFor45: round(CLAIMED_ORDERS / (1 - (1 + CLAIMED_ORDERS) * (1 - CLAIMED_DISTANCE))), isReachable: ceiling >= CLAIMED_ORDERS && demandCeiling >= CLAIMED_ORDERS,
    demandCeiling: round(demandCeiling), measuredOrders: pick('ordersPerWorkerDay'), measuredDistance: distances,
    shownMean: shownMean === null ? null : round(shownMean), nearestOverAny: shownMean === null ? null : round(Math.min(1, 0.959 / Math.sqrt(shownMean))),
  };
}

/** By halving, for each policy: the fewest workers with whom 95 % of the demand of `load` at the town's own size is served. Null: not even with three times as many. */
function workforce(wish: SimulationWish, days: number): SimulationReport['workforce'] {
  const { seed, scenario, load, workers: base, clock } = wish;
  const orders = ordersOf({ seed, scenario, days, load, workers: base });
  return wish.policies.map((row) => {
    const servedWith = (count: number): number => {
      wish.onProgress?.(`${row.zh} / ${row.en} · ${count} workers`);
      const run = live(row.make(), { seed, days, orders, workers: workersOf(seed, scenario, count), clock });
      return measure(run).servedShare(new Float64Array(days).fill(1));
    };
    let [low, high] = [Math.floor(base / 2), base * 3];
    let best = servedWith(high);
    if (best < TARGET) return { policy: row.name, workers: null, servedShare: round(best) };
    while (high - low > Math.max(1, Math.round(base / 60))) {
      const middle = Math.round((low + high) / 2);
      const share = servedWith(middle);
      if (share >= TARGET) { high = middle; best = share; } else low = middle;
    }
    return { policy: row.name, workers: high, servedShare: round(best) };
  });
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
const orNull = (value: number | null): number | null => (value === null || Number.isNaN(value) ? null : round(value));
const rounded = ({ value, low, high }: Figure): Figure => ({ value: round(value), low: orNull(low), high: orNull(high) });

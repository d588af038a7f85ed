/** What is measured of a run. Every figure is counted on the day the order was for; units stand in `unit`. */
import type { OrderRecord, Run } from './world.ts';
import { gini, meanOfHighest, overPeople, quantile, quantileOf, ratio } from './statistics.ts';
import type { Statistic } from './statistics.ts';
import { HOUR } from './town.ts';

export type Unit = 'share' | 'km' | 'minutes' | 'seconds' | 'orders' | 'hours' | 'yuan' | 'number';
export type MetricRow = { key: string; zh: string; en: string; unit: Unit };
/** In the order they are printed. */
export const METRIC_ROWS = [
  { key: 'servedShare', zh: '完成率（不计家庭取消）', en: 'served share (household’s own cancellations not counted)', unit: 'share' },
  { key: 'servedOrdersPerDay', zh: '每天完成单数', en: 'orders served a day', unit: 'orders' },
  { key: 'servedHoursShare', zh: '完成工时占需求', en: 'service hours served, of those asked for', unit: 'share' },
  { key: 'revenuePerDay', zh: '每天营业额', en: 'revenue a day', unit: 'yuan' },
  { key: 'approachKmMean', zh: '上门距离 平均', en: 'approach distance, mean', unit: 'km' },
  { key: 'approachKmP50', zh: '上门距离 p50', en: 'approach distance p50', unit: 'km' },
  { key: 'approachKmP90', zh: '上门距离 p90', en: 'approach distance p90', unit: 'km' },
  { key: 'approachMinutesMean', zh: '上门路程 平均', en: 'approach time, mean', unit: 'minutes' },
  { key: 'approachMinutesP50', zh: '上门路程 p50', en: 'approach time p50', unit: 'minutes' },
  { key: 'approachMinutesP90', zh: '上门路程 p90', en: 'approach time p90', unit: 'minutes' },
  { key: 'approachKmPerServiceHour', zh: '每服务小时路程', en: 'approach per service hour', unit: 'km' },
  { key: 'ordersPerWorkerDay', zh: '人均日单量', en: 'orders per worker-day', unit: 'number' },
  { key: 'serviceHoursPerWorkerDay', zh: '人均日服务工时', en: 'service hours per worker-day', unit: 'hours' },
  { key: 'ordersPerPaidHour', zh: '每在岗小时单量', en: 'orders per paid hour', unit: 'number' },
  { key: 'serviceHoursPerPaidHour', zh: '在岗利用率', en: 'service hours per paid hour', unit: 'share' },
  { key: 'idleMinutesPerWorkerDay', zh: '人均日空闲', en: 'idle minutes per worker-day', unit: 'minutes' },
  { key: 'onTimeShare', zh: '准时率（窗口内开始）', en: 'on time (start within the window)', unit: 'share' },
  { key: 'lateMinutesP95', zh: '迟到 p95', en: 'late minutes p95', unit: 'minutes' },
  { key: 'confirmSecondsP50', zh: '下单到确认 p50', en: 'order to confirmed worker p50', unit: 'seconds' },
  { key: 'confirmSecondsP95', zh: '下单到确认 p95', en: 'order to confirmed worker p95', unit: 'seconds' },
  { key: 'confirmSecondsP99', zh: '下单到确认 p99', en: 'order to confirmed worker p99', unit: 'seconds' },
  { key: 'worstDecileWaitMinutes', zh: '等确认最久的一成 平均', en: 'worst tenth’s wait for an answer (gone ones too)', unit: 'minutes' },
  { key: 'acceptance', zh: '接单率', en: 'acceptance rate', unit: 'share' },
  { key: 'offersPerOrder', zh: '每单派发次数', en: 'offers per order', unit: 'number' },
  { key: 'autoShare', zh: '自动派定率', en: 'assigned without a dispatcher', unit: 'share' },
  { key: 'confirmedShare', zh: '派定率', en: 'confirmed share', unit: 'share' },
  { key: 'continuity', zh: '老客户由熟人服务', en: 'recurring visits by the preferred worker', unit: 'share' },
  { key: 'workersPerHousehold', zh: '老客户见过几位家政员', en: 'distinct workers per household (two visits or more)', unit: 'number' },
  { key: 'incomeGini', zh: '每在岗小时收入 基尼', en: 'Gini of income per paid hour', unit: 'number' },
  { key: 'incomeP10', zh: '每在岗小时收入 p10', en: 'income per paid hour p10', unit: 'yuan' },
  { key: 'incomeP90', zh: '每在岗小时收入 p90', en: 'income per paid hour p90', unit: 'yuan' },
  { key: 'newcomerWork', zh: '新人每在岗小时工时 ÷ 平均', en: 'newcomers’ work per paid hour ÷ everybody’s', unit: 'number' },
  { key: 'farServedShare', zh: '远郊完成率', en: 'served share, far district', unit: 'share' },
  { key: 'farOfServed', zh: '完成单中远郊占比', en: 'far district’s share of orders served', unit: 'share' },
  { key: 'changedAfterPromise', zh: '承诺后换人（策略）', en: 'worker changed after the promise, by the policy', unit: 'share' },
  { key: 'changedBySickness', zh: '承诺后换人（生病）', en: 'worker changed after the promise, by sickness', unit: 'share' },
  { key: 'unservedNoneFree', zh: '未完成：无空档', en: 'unserved: nobody free', unit: 'share' },
  { key: 'unservedAllRefused', zh: '未完成：都拒绝', en: 'unserved: all refused', unit: 'share' },
  { key: 'unservedNoneQualified', zh: '未完成：无合格者', en: 'unserved: nobody qualified in reach', unit: 'share' },
  { key: 'unservedLate', zh: '未完成：迟到太久', en: 'unserved: too late, household gone', unit: 'share' },
  { key: 'unservedNotTried', zh: '未完成：没轮到', en: 'unserved: not looked at in time', unit: 'share' },
  { key: 'cancelledShare', zh: '家庭取消与不在家', en: 'cancelled or not at home', unit: 'share' },
] as const satisfies readonly MetricRow[];
export type MetricKey = (typeof METRIC_ROWS)[number]['key'];

/** What a worker gets of the price, for income figures only. */
export const WORKER_SHARE = 0.7;

/** Orders whose household neither cancels nor is away: by fate, not by outcome, so that all policies are measured on the same orders (a doomed order may end unserved before it is cancelled). */
const isAsked = ({ fate }: OrderRecord): boolean => fate.cancelAt === null && !fate.isNoShow;

/** All figures of a run as functions of its days. */
export function measure(run: Run): Record<MetricKey, Statistic> {
  const all = [...run.orders.values()];
  const served = all.filter(({ outcome }) => outcome === 'served');
  const asked = all.filter(isAsked);
  const perDay = (records: readonly OrderRecord[], of: (record: OrderRecord) => number): Float64Array => {
    const days = new Float64Array(run.days);
    for (const record of records) days[record.order.day]! += of(record);
    return days;
  };
  const one = (): number => 1;
  const each = (records: readonly OrderRecord[], of: (record: OrderRecord) => number) => [records.map(of), records.map(({ order }) => order.day)] as const;
  const countIf = (records: readonly OrderRecord[], test: (record: OrderRecord) => boolean): Float64Array => perDay(records, (record) => Number(test(record)));
  const days = new Float64Array(run.days).fill(1);

  const people = perDay(served, ({ order }) => order.people);
  const workOf = ({ startedAt, endedAt, order }: OrderRecord): number => (endedAt! - startedAt!) * order.people;
  const work = perDay(served, workOf);
  const ways = perDay(all, ({ waySeconds }) => waySeconds);
  const paid = new Float64Array(run.days);
  const present = new Float64Array(run.days);
  const index = new Map(run.workers.map(({ id }, at) => [id, at]));
  const byWorker = (): Float64Array[] => run.workers.map(() => new Float64Array(run.days));
  const [paidHours, income, hours] = [byWorker(), byWorker(), byWorker()];
  run.workers.forEach(({ id, shift }, at) => {
    for (let day = 0; day < run.days; day++) {
      if (!run.isPresent(id, day)) continue;
      paid[day]! += shift.to - shift.from;
      present[day]! += 1;
      paidHours[at]![day] = (shift.to - shift.from) / HOUR;
    }
  });
  for (const record of served) {
    for (const id of record.people) {
      income[index.get(id)!]![record.order.day]! += record.order.priceFen / record.order.people / 100 * WORKER_SHARE;
      hours[index.get(id)!]![record.order.day]! += workOf(record) / record.order.people / HOUR;
    }
  }
  const newcomers = run.workers.flatMap(({ isNewcomer }, at) => (isNewcomer ? [at] : []));
  const together = (columns: readonly Float64Array[], of: readonly number[]): Float64Array => Float64Array.from({ length: run.days }, (_, day) => of.reduce((sum, at) => sum + columns[at]![day]!, 0));
  const everybody = run.workers.map((_, at) => at);
  const newcomerPace = ratio(together(hours, newcomers), together(paidHours, newcomers));
  const pace = ratio(together(hours, everybody), together(paidHours, everybody));

  const km = each(served, ({ wayMeters, order }) => wayMeters / order.people / 1000);
  const minutes = each(served, ({ waySeconds, order }) => waySeconds / order.people / 60);
  const confirmed = all.filter(({ confirmedAt }) => confirmedAt !== null);
  const confirmSeconds = each(confirmed, ({ confirmedAt, order }) => confirmedAt! - order.placedAt);
  const waits = each(asked, ({ confirmedAt, endedAt, order }) => ((confirmedAt ?? endedAt!) - order.placedAt) / 60);
  const late = each(served, ({ startedAt, order }) => Math.max(0, startedAt! - order.window.to) / 60);
  const wished = served.filter(({ order }) => order.preferredWorkerId !== null);
  const unserved = (reason: OrderRecord['reason']): Statistic => ratio(countIf(asked, (record) => record.outcome === 'unserved' && record.reason === reason), perDay(asked, one));
  const orders = perDay(served, one);
  return {
    servedShare: ratio(orders, perDay(asked, one)), servedOrdersPerDay: ratio(orders, days),
    servedHoursShare: ratio(perDay(served, ({ order }) => order.plannedSeconds * order.people), perDay(asked, ({ order }) => order.plannedSeconds * order.people)),
    revenuePerDay: ratio(perDay(served, ({ order }) => order.priceFen / 100), days),
    approachKmMean: ratio(perDay(served, ({ wayMeters }) => wayMeters / 1000), people), approachKmP50: quantile(...km, 0.5), approachKmP90: quantile(...km, 0.9),
    approachMinutesMean: ratio(perDay(served, ({ waySeconds }) => waySeconds / 60), people), approachMinutesP50: quantile(...minutes, 0.5), approachMinutesP90: quantile(...minutes, 0.9),
    approachKmPerServiceHour: ratio(perDay(all, ({ wayMeters }) => wayMeters / 1000), work.map((seconds) => seconds / HOUR)),
    ordersPerWorkerDay: ratio(people, present), serviceHoursPerWorkerDay: ratio(work.map((seconds) => seconds / HOUR), present),
    ordersPerPaidHour: ratio(people, paid.map((seconds) => seconds / HOUR)), serviceHoursPerPaidHour: ratio(work, paid),
    idleMinutesPerWorkerDay: ratio(paid.map((seconds, day) => (seconds - work[day]! - ways[day]!) / 60), present),
    onTimeShare: ratio(countIf(served, ({ startedAt, order }) => startedAt! <= order.window.to), orders), lateMinutesP95: quantile(...late, 0.95),
    confirmSecondsP50: quantile(...confirmSeconds, 0.5), confirmSecondsP95: quantile(...confirmSeconds, 0.95), confirmSecondsP99: quantile(...confirmSeconds, 0.99),
    worstDecileWaitMinutes: meanOfHighest(...waits, 0.1),
    acceptance: ratio(perDay(all, ({ yes }) => yes), perDay(all, ({ offers }) => offers)), offersPerOrder: ratio(perDay(all, ({ offers }) => offers), perDay(all, one)),
    autoShare: ratio(countIf(asked, ({ confirmedAt, isByHand }) => confirmedAt !== null && !isByHand), perDay(asked, one)),
    confirmedShare: ratio(countIf(asked, ({ confirmedAt }) => confirmedAt !== null), perDay(asked, one)),
    continuity: ratio(countIf(wished, ({ people: who, order }) => who.includes(order.preferredWorkerId!)), perDay(wished, one)), workersPerHousehold: () => workersPerHousehold(served),
    incomeGini: overPeople(income, paidHours, gini), incomeP10: overPeople(income, paidHours, (values) => quantileOf(values, 0.1)), incomeP90: overPeople(income, paidHours, (values) => quantileOf(values, 0.9)),
    newcomerWork: (weights) => newcomerPace(weights) / pace(weights),
    farServedShare: ratio(countIf(served, ({ order }) => order.isFar), countIf(asked, ({ order }) => order.isFar)), farOfServed: ratio(countIf(served, ({ order }) => order.isFar), orders),
    changedAfterPromise: ratio(countIf(confirmed, ({ isMovedByPolicy }) => isMovedByPolicy), perDay(confirmed, one)),
    changedBySickness: ratio(countIf(confirmed, ({ isMovedBySickness }) => isMovedBySickness), perDay(confirmed, one)),
    unservedNoneFree: unserved('noneFree'), unservedAllRefused: unserved('allRefused'), unservedNoneQualified: unserved('noneQualified'), unservedLate: unserved('late'), unservedNotTried: unserved('notTried'),
    cancelledShare: ratio(countIf(all, (record) => !isAsked(record)), perDay(all, one)),
  };
}

/** Over the whole run, of recurring households with two served visits or more; the day's weight cannot be told, so it has no interval. */
function workersPerHousehold(served: readonly OrderRecord[]): number {
  const seen = new Map<string, { visits: number; workers: Set<string> }>();
  for (const { order, people } of served) {
    if (!order.isRecurring) continue;
    const one = seen.get(order.household) ?? { visits: 0, workers: new Set() };
    one.visits += 1;
    for (const id of people) one.workers.add(id);
    seen.set(order.household, one);
  }
  const often = [...seen.values()].filter(({ visits }) => visits >= 2);
  return often.length === 0 ? NaN : often.reduce((sum, { workers }) => sum + workers.size, 0) / often.length;
}

/** Approach per person over orders served in both runs, by day: [metres in a, metres in b, people]. */
export function onEqualSet(a: Run, b: Run): { a: Statistic; b: Statistic; orders: number } {
  const [inA, inB, people] = [new Float64Array(a.days), new Float64Array(a.days), new Float64Array(a.days)];
  let orders = 0;
  for (const [id, one] of a.orders) {
    const other = b.orders.get(id);
    if (one.outcome !== 'served' || other?.outcome !== 'served') continue;
    inA[one.order.day]! += one.wayMeters / 1000;
    inB[one.order.day]! += other.wayMeters / 1000;
    people[one.order.day]! += one.order.people;
    orders += 1;
  }
  return { a: ratio(inA, people), b: ratio(inB, people), orders };
}

/** Mean approach and service seconds of one person's job, and how many saw an order first: what the arithmetic of distance and productivity needs. */
export function arithmeticOf(run: Run): { approachSeconds: number; serviceSeconds: number; shownMean: number | null } {
  const served = [...run.orders.values()].filter(({ outcome }) => outcome === 'served');
  const people = served.reduce((sum, { order }) => sum + order.people, 0);
  const shown = [...run.orders.values()].flatMap((record) => (record.shown === null || record.shown === 0 ? [] : [record.shown]));
  return {
    approachSeconds: served.reduce((sum, { waySeconds }) => sum + waySeconds, 0) / people,
    serviceSeconds: served.reduce((sum, { startedAt, endedAt, order }) => sum + (endedAt! - startedAt!) * order.people, 0) / people,
    shownMean: shown.length === 0 ? null : shown.reduce((a, b) => a + b, 0) / shown.length,
  };
}

/** The report for people: one table a load, Chinese and English side by side, then the protocol in sentences. */
import type { SimulationReport } from '../simulate.ts';
import { METRIC_ROWS } from './metrics.ts';
import type { Unit } from './metrics.ts';
import type { Figure } from './statistics.ts';

const percent = (value: number | null | undefined, digits = 1): string => (value === null || value === undefined || Number.isNaN(value) ? '–' : `${(100 * value).toFixed(digits)} %`);
const signed = (value: number): string => `${value > 0 ? '+' : ''}${(100 * value).toFixed(1)} %`;
const range = ({ low, high }: Figure): string => (low === null || high === null ? '' : ` [${signed(low)}, ${signed(high)}]`);

function show(value: number | null, unit: Unit): string {
  if (value === null || Number.isNaN(value)) return '–';
  if (unit === 'share') return percent(value);
  if (unit === 'seconds') return value < 600 ? `${value.toFixed(0)} s` : `${(value / 60).toFixed(0)} min`;
  if (unit === 'minutes') return `${value.toFixed(1)} min`;
  if (unit === 'km') return `${value.toFixed(2)} km`;
  if (unit === 'yuan') return `¥${value.toFixed(value < 1000 ? 1 : 0)}`;
  if (unit === 'orders') return value.toFixed(1);
  return value.toFixed(2);
}

/** Columns a terminal gives a text: Chinese characters take two. */
export const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (/[\u2e80-\u9fff\uff00-\uffef]/.test(letter) ? 2 : 1), 0);
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** What a manager reads. */
export function tableOf(report: SimulationReport): string {
  const { policies, captured, arithmetic, workforce, engine } = report;
  const lines: string[] = [];
  lines.push(`模拟城市 Simulated town · ${report.scenario} · 种子 seed ${report.seed} · ${report.days} 天 days · 负荷 load ${report.load}`);
  lines.push(`${report.workers} 位家政员 workers · 在岗 ${report.paidHoursPerDay.toFixed(0)} 小时/天 paid hours a day · ${report.orders} 单 orders（每天约 ${report.ordersPerDay.toFixed(0)} a day）`
    + ` · 双人单 for two ${percent(report.pairShare)} · 老客户 recurring ${percent(report.recurringShare)}`);
  lines.push('这是模拟，不是经营数据。This is a simulation, not operating figures. [ ]: 95 % bootstrap over days.', '');
  const head = 78;
  const widths = policies.map(({ name, zh }) => Math.max(11, name.length, widthOf(zh)) + 1);
  lines.push(pad('', head) + policies.map(({ name }, at) => pad(name, widths[at]!)).join(''));
  lines.push(pad('', head) + policies.map(({ zh }, at) => pad(zh, widths[at]!)).join(''));
  for (const { key, zh, en, unit } of METRIC_ROWS) lines.push(pad(`${zh} ${en}`, head) + policies.map(({ metrics }, at) => pad(show(metrics[key].value, unit), widths[at]!)).join(''));
  lines.push(pad('引擎用时 p50 / p99 engine, ms a decision', head) + policies.map(({ name }, at) => pad(`${engine[name]!.decisionP50.toFixed(2)}/${engine[name]!.decisionP99.toFixed(1)}`, widths[at]!)).join(''));
  for (const baseline of ['broadcast', 'nearest']) {
    const others = policies.filter(({ relative }) => relative[baseline]);
    if (others.length === 0) continue;
    lines.push('', `与 ${baseline} 同日相比 Against ${baseline}, same days:`);
    for (const { name, relative } of others) {
      const { orders, approachKm, equalSet } = relative[baseline]!;
      lines.push(`  ${pad(name, 12)} 完成单 orders ${signed(orders.value)}${range(orders)} · 距离 distance ${signed(approachKm.value)}${range(approachKm)}`
        + ` · 同一批单 equal set of ${equalSet.orders}: ${signed(equalSet.change.value)}${range(equalSet.change)}`);
    }
  }
  if (captured.length > 0) {
    lines.push('', '抓住了事后最优余地的多少 Share of the hindsight head-room captured, (policy − broadcast) ÷ (bound − broadcast); the bound is an estimate at this size:');
    for (const { of, bound, servedOrders, servedHours } of captured) {
      lines.push(`  ${pad(of, 12)} ${pad(bound, 12)} 单数 orders ${percent(servedOrders.value, 0)}${range(servedOrders)} · 工时 hours ${percent(servedHours.value, 0)}`);
    }
  }
  if (arithmetic) lines.push('', ...sayArithmetic(arithmetic));
  if (workforce.length > 0) {
    lines.push('', '完成同一需求 95 % 所需最少人手 Fewest workers that serve 95 % of the same demand:');
    for (const { policy, workers, servedShare } of workforce) lines.push(`  ${pad(policy, 12)} ${workers ?? '–'} (${percent(servedShare)})`);
  }
  return `${lines.join('\n')}\n`;
}

function sayArithmetic(sums: NonNullable<SimulationReport['arithmetic']>): string[] {
  const { approachMinutes, serviceMinutes, approachOverService, ceiling, neededFor45, isReachable, demandCeiling, measuredOrders, measuredDistance, shownMean, nearestOverAny } = sums;
  const own = 'replan' in measuredOrders ? 'replan' : Object.keys(measuredOrders)[0];
  const lines = [
    `算术 Arithmetic: 上门 approach ${approachMinutes.toFixed(1)} min ÷ 服务 service ${serviceMinutes.toFixed(1)} min = ${approachOverService.toFixed(2)}; `
      + `距离减 60 % 最多多接 60 % less way gives at most ${signed(ceiling)} (s + a) ÷ (s + 0.4 a); `
      + `+45 % 需要 needs a ÷ s ≥ ${neededFor45.toFixed(2)}; 剩余需求封顶 unserved demand allows at most ${signed(demandCeiling)}.`,
    isReachable ? '  +45 % 在此场景算术上可达 is within reach of arithmetic here.' : '  +45 % 在此场景为算术所不许 is forbidden by arithmetic here.',
  ];
  if (nearestOverAny !== null && shownMean !== null) {
    lines.push(`  抢单时平均 ${shownMean.toFixed(1)} 人看到一单 see an order in the hall: 最近一人的距离约为任意一人的 the nearest is at about ${percent(nearestOverAny, 0)} of anybody’s distance`
      + ` (0.959 ÷ √k; −60 % 需 needs k ≥ 5.7${shownMean >= 5.7 ? '' : ': 不可达 out of reach'}).`);
  }
  if (own !== undefined) lines.push(`  实测 Measured ${own}: 每人日单量 orders per worker-day ${signed(measuredOrders[own]!)}, 同一批单距离 distance on the equal set ${signed(measuredDistance[own]!)}.`);
  return lines;
}

/**
 * A plan a person can look at: a map of the routes and a chart of everyone's day, as one HTML text with inline SVG. No script, no font, no picture from
 * outside; every stop carries its words as a title; printed in black and white the numbers on map and bars still tell who is who.
 */
import type { Plan, Problem, Stop } from './problem.ts';
import { sayClock, sayNumber, sayTask, sayWorker } from './wording-plan.ts';
import type { PlanWords } from './wording-plan.ts';

export type PictureOptions = {
  /** Where each place is, by its number: lon/lat or x/y on a plane, larger y further up. Without it only the chart is drawn. */
  places?: readonly { x: number; y: number }[];
  title?: string;
  words?: PlanWords;
  /** Routes drawn at most, longest first; a city is not looked at all at once. Default 60. */
  most?: number;
};

const MAP = { width: 900, height: 620, margin: 24 };
const CHART = { width: 900, row: 22, left: 110, top: 26 };

const escape = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
/** Hues a golden angle apart stay apart however many there are; three lightnesses help in print. */
const colour = (index: number): string => `hsl(${Math.round((index * 137.508) % 360)} 62% ${[38, 48, 30][index % 3]}%)`;
const isTask = (stop: Stop): stop is Extract<Stop, { kind: 'task' }> => stop.kind === 'task';

/** Self-contained HTML of one plan. Stops at places that `places` does not know are left off the map. */
export function picture(problem: Problem, plan: Plan, { places, title = 'Plan', words = {}, most = 60 }: PictureOptions = {}): string {
  const routes = plan.routes.filter(({ stops }) => stops.some(isTask)).sort((a, b) => b.stops.length - a.stops.length).slice(0, most);
  const hidden = plan.routes.filter(({ stops }) => stops.some(isTask)).length - routes.length;
  const placed = plan.routes.reduce((sum, { stops }) => sum + stops.filter(isTask).length, 0);
  const facts = [
    `${placed} 单 / tasks`, `${routes.length + hidden} 人 / workers`, `代价 / cost ${sayNumber(plan.cost)}`, `路程 / distance ${sayNumber(plan.routes.reduce((sum, { distance }) => sum + distance, 0))}`,
    `未排 / unassigned ${plan.unassigned.length}`, plan.isFeasible ? '可行 / feasible' : '不可行 / not feasible',
  ];
  const body = [
    `<h1>${escape(title)}</h1><p>${facts.map(escape).join(' · ')}${hidden > 0 ? ` · ${hidden} 条路线未画 / routes not drawn` : ''}</p>`,
    places ? map(problem, routes, places, words) : '',
    chart(routes, words),
    plan.unassigned.length > 0 ? `<h2>未排 / Unassigned</h2><p>${plan.unassigned.map(({ taskId }) => escape(sayTask(taskId, words))).join('、')}</p>` : '',
    plan.faults.length > 0 ? `<h2>问题 / Faults</h2><ul>${plan.faults.map((fault) => `<li>${escape(fault)}</li>`).join('')}</ul>` : '',
  ];
  return `<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title>
<style>
body { font: 14px/1.5 system-ui, "Noto Sans SC", sans-serif; margin: 24px auto; max-width: 940px; color: #222; background: #fff }
h1 { font-size: 20px; margin: 0 } h2 { font-size: 16px; margin: 20px 0 6px } p { margin: 4px 0 12px; color: #444 }
svg { width: 100%; height: auto; border: 1px solid #ddd; background: #fff } text { font: 11px system-ui, "Noto Sans SC", sans-serif; fill: #222 }
@media print { body { margin: 0; max-width: none } svg { break-inside: avoid } }
</style></head><body>
${body.filter(Boolean).join('\n')}
</body></html>
`;
}

function map(problem: Problem, routes: Plan['routes'], places: readonly { x: number; y: number }[], words: PlanWords): string {
  const placeOf = new Map(problem.tasks.map(({ id, place }) => [id, place]));
  const workers = new Map(problem.workers.map((worker) => [worker.id, worker]));
  const used = routes.flatMap(({ workerId, stops }) => {
    const worker = workers.get(workerId);
    return [worker?.start ?? -1, worker?.end ?? -1, ...stops.filter(isTask).map(({ taskId }) => placeOf.get(taskId) ?? -1)];
  }).flatMap((place) => (places[place] ? [places[place]] : []));
  if (used.length === 0) return '';
  const [left, right] = [Math.min(...used.map(({ x }) => x)), Math.max(...used.map(({ x }) => x))];
  const [low, high] = [Math.min(...used.map(({ y }) => y)), Math.max(...used.map(({ y }) => y))];
  const scale = Math.min((MAP.width - 2 * MAP.margin) / Math.max(1e-9, right - left), (MAP.height - 2 * MAP.margin) / Math.max(1e-9, high - low));
  // The smaller side stands in the middle.
  const [shiftX, shiftY] = [(MAP.width - (right - left) * scale) / 2, (MAP.height - (high - low) * scale) / 2];
  const point = ({ x, y }: { x: number; y: number }): [number, number] => [Math.round((shiftX + (x - left) * scale) * 10) / 10, Math.round((MAP.height - shiftY - (y - low) * scale) * 10) / 10];
  const lines: string[] = [];
  const dots: string[] = [];
  routes.forEach(({ workerId, stops }, index) => {
    const worker = workers.get(workerId);
    const path: string[] = [];
    const go = (place: number | null | undefined, isHome: boolean): void => {
      const at = place === null || place === undefined ? undefined : places[place];
      if (!at) return;
      const [x, y] = point(at);
      path.push(`${x},${y}`);
      if (isHome) dots.push(`<rect x="${x - 4}" y="${y - 4}" width="8" height="8" fill="#fff" stroke="${colour(index)}" stroke-width="2"><title>${escape(sayWorker(workerId, words))}</title></rect>`);
    };
    go(worker?.start, true);
    let order = 0;
    for (const stop of stops) {
      if (stop.kind === 'home') { go(worker?.end, false); go(worker?.start, false); }
      if (!isTask(stop)) continue;
      order += 1;
      const at = places[placeOf.get(stop.taskId) ?? -1];
      go(placeOf.get(stop.taskId), false);
      if (!at) continue;
      const [x, y] = point(at);
      const says = `${index + 1}.${order} ${sayWorker(workerId, words)} · ${sayTask(stop.taskId, words)} · ${sayClock(stop.startAt, words)}–${sayClock(stop.endAt, words)}`;
      dots.push(`<circle cx="${x}" cy="${y}" r="4" fill="${colour(index)}"><title>${escape(says)}</title></circle>`);
      if (routes.length <= 30) dots.push(`<text x="${x + 5}" y="${y - 4}" style="font-size:9px">${index + 1}.${order}</text>`);
    }
    go(worker?.end, true);
    const dash = ['', ' stroke-dasharray="6 3"', ' stroke-dasharray="2 2"'][index % 3];
    lines.push(`<polyline points="${path.join(' ')}" fill="none" stroke="${colour(index)}" stroke-width="1.6" stroke-opacity="0.75"${dash}/>`);
  });
  return `<h2>路线 / Routes</h2>\n<svg viewBox="0 0 ${MAP.width} ${MAP.height}" role="img" aria-label="路线图 / map of routes">\n${lines.join('\n')}\n${dots.join('\n')}\n</svg>`;
}

function chart(routes: Plan['routes'], words: PlanWords): string {
  if (routes.length === 0) return '';
  const from = Math.min(...routes.map(({ leaveAt, stops }) => Math.min(leaveAt, ...stops.filter(isTask).map(({ startAt }) => startAt))));
  const to = Math.max(...routes.map(({ comeAt, stops }) => Math.max(comeAt, ...stops.filter(isTask).map(({ endAt }) => endAt))));
  const span = Math.max(1e-9, to - from);
  const x = (at: number): number => Math.round((CHART.left + (at - from) / span * (CHART.width - CHART.left - 10)) * 10) / 10;
  const height = CHART.top + routes.length * CHART.row + 8;
  const marks: string[] = [];
  const step = stepOf(span, words.clock !== undefined);
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    marks.push(`<line x1="${x(at)}" y1="${CHART.top - 6}" x2="${x(at)}" y2="${height}" stroke="#e3e3e3"/><text x="${x(at)}" y="14" text-anchor="middle">${escape(sayClock(at, words))}</text>`);
  }
  const rows = routes.map(({ workerId, leaveAt, comeAt, stops }, index) => {
    const y = CHART.top + index * CHART.row;
    const parts = [`<text x="4" y="${y + 14}">${index + 1} ${escape(sayWorker(workerId, words).slice(0, 14))}</text>`];
    parts.push(`<line x1="${x(leaveAt)}" y1="${y + 10}" x2="${x(comeAt)}" y2="${y + 10}" stroke="${colour(index)}" stroke-width="2" stroke-opacity="0.5"/>`);
    let order = 0;
    for (const stop of stops) {
      if (stop.kind === 'home') { parts.push(`<rect x="${x(stop.arriveAt)}" y="${y + 6}" width="${Math.max(1, x(stop.leaveAt) - x(stop.arriveAt))}" height="8" fill="#fff"/>`); continue; }
      const width = Math.max(1.5, x(stop.endAt) - x(stop.startAt));
      const span = `${sayClock(stop.startAt, words)}–${sayClock(stop.endAt, words)}`;
      if (stop.kind === 'break') {
        parts.push(`<rect x="${x(stop.startAt)}" y="${y + 4}" width="${width}" height="12" fill="#fff" stroke="#888" stroke-dasharray="2 2"><title>休息 / break ${escape(span)}</title></rect>`);
        continue;
      }
      order += 1;
      const says = `${sayTask(stop.taskId, words)} · ${span}${stop.lateness > 0 ? ` · 迟到 / late ${sayNumber(stop.lateness)}` : ''}`;
      const late = stop.lateness > 0 ? ' stroke="#c00" stroke-width="2"' : '';
      parts.push(`<rect x="${x(stop.startAt)}" y="${y + 2}" width="${width}" height="16" rx="2" fill="${colour(index)}"${late}><title>${escape(says)}</title></rect>`);
      if (width > 14) parts.push(`<text x="${x(stop.startAt) + width / 2}" y="${y + 14}" text-anchor="middle" style="fill:#fff;font-size:10px">${order}</text>`);
    }
    return parts.join('');
  });
  return `<h2>日程 / Day</h2>\n<svg viewBox="0 0 ${CHART.width} ${height}" role="img" aria-label="日程图 / chart of the day">\n${marks.join('')}\n${rows.join('\n')}\n</svg>`;
}

/** About ten marks at round numbers; whole hours where the clock reads seconds. */
function stepOf(span: number, isClock: boolean): number {
  if (isClock) return [900, 1800, 3600, 7200, 10_800, 21_600, 86_400].find((step) => span / step <= 12) ?? 86_400;
  const power = 10 ** Math.floor(Math.log10(span / 8));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => span / step <= 10) ?? power * 10;
}

/** Every policy there is. To add one: a file with a `Policy`, a row here, a line in ../README.md; tune it on other seeds than those reported. */
import type { PolicyRow } from '../policy.ts';
import { broadcast } from './broadcast.ts';
import { hindsight } from './hindsight.ts';
import { load, nearest, random, rating } from './ladder.ts';
import { manual } from './manual.ts';
import { online } from './online.ts';
import { replan } from './replan.ts';

/** Free parameters, tuned on seeds 101 to 103 (see ../README.md). Seconds and metres. */
const LADDER = { gap: 0, asks: 6 };
const PLAN = {
  slack: 150, wayFactor: 1.1, weights: { travelTime: 1, lateness: 10, overtime: 100, unpreferred: 900, moved: 1800 }, asks: 6, dearest: 6000, depth: 2, ejections: 3, moves: 2, still: 3600, most: 3,
};
const REPLAN = { ...PLAN, most: 5, rounds: 20, roomRounds: 50, roomTries: 6, batchSeconds: 30, retryTicks: 24 };
const HINDSIGHT = { rounds: 4000, iterations: 10_000 };
export const policyRows: readonly PolicyRow[] = [
  { name: 'broadcast', zh: '抢单大厅', en: 'grab hall', make: () => broadcast({ gap: 0, radiusMeters: 8000, widerMeters: 1500 }) },
  { name: 'manual', zh: '人工排单', en: 'by hand, FIFO rota', make: () => manual({ gap: 0, asks: 5, people: 2, medianThinking: 180, opens: 7, closes: 22 }) },
  { name: 'nearest', zh: '就近派单', en: 'nearest', make: () => nearest(LADDER) },
  { name: 'rating', zh: '评分优先', en: 'best rated first', make: () => rating(LADDER) },
  { name: 'load', zh: '最闲优先', en: 'least loaded', make: () => load(LADDER) },
  { name: 'random', zh: '随机派单', en: 'random', make: () => random(LADDER) },
  { name: 'online', zh: '邻里在线', en: 'Linli online', make: () => online(PLAN) },
  { name: 'replan', zh: '邻里滚动重排', en: 'Linli online + batch + re-plan', make: () => replan(REPLAN) },
  { name: 'hindsight', zh: '事后最优（守下单时刻）', en: 'hindsight, release-respecting', isBound: true, make: () => hindsight({ ...HINDSIGHT, isClairvoyant: false }) },
  { name: 'clairvoyant', zh: '事后最优（先知）', en: 'hindsight, clairvoyant', isBound: true, make: () => hindsight({ ...HINDSIGHT, isClairvoyant: true }) },
];

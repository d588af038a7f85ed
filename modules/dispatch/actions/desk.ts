import { distanceMeters, travelSeconds } from '@linli/planner';
import type { Bilingual, InputOf, OrderStatus, OutputOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityRoles } from '@linli/contract';
import { settingOf } from '../../accounts/index.ts';
import { myMerchantId } from '../../alliance/index.ts';
import { orderForViewer, summariesOf } from '../../orders/index.ts';
import { positionsOf, workerOf, workerViews } from '../../workers/index.ts';
import { addDays, beijingDay, dayStart, isLateNow, sayBeijing, sayInstant } from '../rules.ts';
import { openRisk } from './lateness.ts';
import { promiseOf } from '../store/promises.ts';
import { dayBars, dayExceptions, deskWorkers, mapVisits, mapWorkers } from '../store/offers.ts';

type Dispatch = typeof contract.dispatch;

/** Whose city the viewer looks at: the desk sees all, a merchant's people their own. */
const merchantScope = async (ctx: Ctx, asked?: string): Promise<string | null> => (holds(ctx.actor, cityRoles) ? asked ?? null : myMerchantId(ctx));

/** The day as rows of workers with availability and bars, and what nobody serves yet. */
export async function dayPlan(ctx: Ctx, input: InputOf<Dispatch['dayPlan']>): Promise<OutputOf<Dispatch['dayPlan']>> {
  const merchantId = await merchantScope(ctx, input.merchantId);
  const from = dayStart(input.day);
  const to = addDays(from, 1);
  const lateAfter = await settingOf(ctx, 'lateAfterMinutes');
  const people = await deskWorkers(ctx.tx, ctx.cityId, { merchantId, q: input.q, districtId: input.districtId, from, to });
  const ids = people.map((p) => p.workerId);
  const views = new Map((await workerViews(ctx, { from, to, workerIds: ids })).map((v) => [v.workerId, v]));
  const bars = [
    ...(await dayBars(ctx.tx, ctx.cityId, from, to, ids)).map((b) => ({
      workerId: b.workerId, id: b.id, orderId: b.orderId, kind: b.state === 'held' ? 'hold' as const : 'visit' as const, status: b.status as OrderStatus | null, startAt: b.startsAt.toISOString(), endAt: b.endsAt.toISOString(),
      label: b.itemNameZh !== null && b.itemNameEn !== null ? { zh: `${b.itemNameZh} · ${b.estateName}`, en: `${b.itemNameEn} · ${b.estateName}` } : null, isLate: b.status !== null && isLateNow(b.status as OrderStatus, b.startsAt, ctx.now, lateAfter),
    })),
    ...(await dayExceptions(ctx.tx, ctx.cityId, from, to, ids)).map((e) => ({ workerId: e.workerId, id: e.id, orderId: null, kind: 'exception' as const, status: null, startAt: e.startsAt.toISOString(), endAt: e.endsAt.toISOString(), label: e.reason ? { zh: e.reason, en: e.reason } : null, isLate: false })),
  ];
  const byWorker = Map.groupBy(bars, (b) => b.workerId);
  const unassigned = await summariesOf(ctx, { status: 'paid', from, to, ...(merchantId ? { merchantId } : {}) });
  return {
    day: input.day, unassigned, workerCount: people[0]?.total ?? 0,
    rows: people.map(({ total: _, ...p }) => ({
      ...p, availability: (views.get(p.workerId)?.availability ?? []).filter((s) => s.startAt < to.getTime() && s.endAt > from.getTime()).map((s) => ({ startAt: new Date(s.startAt).toISOString(), endAt: new Date(s.endAt).toISOString() })),
      bars: (byWorker.get(p.workerId) ?? []).map(({ workerId: _, ...bar }) => bar),
    })),
  };
}

const stateOf = (worker: { isOnline: boolean; status: string | null }): 'idle' | 'onTheWay' | 'inService' | 'offline' =>
  (worker.status === 'onTheWay' ? 'onTheWay' : worker.status ? 'inService' : worker.isOnline ? 'idle' : 'offline');

/** Workers and today's visits on the map. */
export async function liveMap(ctx: Ctx, input: InputOf<Dispatch['liveMap']>): Promise<OutputOf<Dispatch['liveMap']>> {
  const merchantId = await merchantScope(ctx);
  const lateAfter = await settingOf(ctx, 'lateAfterMinutes');
  const from = dayStart(beijingDay(ctx.now));
  const [people, visits] = [await mapWorkers(ctx.tx, ctx.cityId, ctx.now, merchantId), await mapVisits(ctx.tx, ctx.cityId, from, addDays(from, 1), { merchantId, districtId: input.districtId })];
  return {
    at: ctx.now.toISOString(),
    workers: people.map((w) => ({ workerId: w.workerId, name: w.name, lon: w.lon, lat: w.lat, state: stateOf(w), orderId: w.orderId })),
    visits: visits.map((v) => ({ orderId: v.orderId, no: v.no, itemName: { zh: v.itemNameZh, en: v.itemNameEn }, icon: v.icon, lon: v.lon, lat: v.lat, status: v.status as OrderStatus, startAt: v.startsAt.toISOString(), isLate: isLateNow(v.status as OrderStatus, v.startsAt, ctx.now, lateAfter) })),
  };
}

/** Where the worker is and when she will be there, told in a sentence. Her position shows only while she is on the way. */
export async function trackOrder(ctx: Ctx, input: InputOf<Dispatch['trackOrder']>): Promise<OutputOf<Dispatch['trackOrder']>> {
  const order = await orderForViewer(ctx, input.orderId);
  const home = { lon: order.lon, lat: order.lat };
  const at = order.status === 'onTheWay' && order.workerId && !order.arrivedAt ? (await positionsOf(ctx, [order.workerId])).get(order.workerId) : undefined;
  const say = (zh: string, en: string): Bilingual => ({ zh, en });
  const promised = (await promiseOf(ctx.tx, ctx.cityId, order.id))?.promisedAt ?? null;
  const risk = order.arrivedAt ? null : await openRisk(ctx, order.id);
  const expected = (): Bilingual => (risk ? risk.words : promised && !order.arrivedAt ? say(`承诺最迟 ${sayBeijing(promised)} 到门口`, `Promised at your door by ${sayInstant(promised)}`) : order.startsAt ? say(`约定 ${sayBeijing(order.startsAt)} 到达`, `Expected ${sayInstant(order.startsAt)}`) : say('时间待定', 'No time yet'));
  const promisedAt = promised?.toISOString() ?? null;
  if (!order.workerId || !at) return { status: order.status, home, worker: null, distanceMeters: null, etaAt: risk?.arriveAt.toISOString() ?? null, promisedAt, words: order.arrivedAt ? say(`${sayBeijing(order.arrivedAt).split(' ')[1]} 已到达`, `Arrived at ${sayBeijing(order.arrivedAt).split(' ')[1]}`) : expected() };
  const worker = await workerOf(ctx, order.workerId);
  const meters = distanceMeters(at, home);
  const etaAt = new Date(ctx.now.getTime() + travelSeconds(at, home, worker.travelMode) * 1000);
  const gap = Math.round((etaAt.getTime() - order.startsAt!.getTime()) / 60_000);
  const clock = sayBeijing(etaAt).split(' ')[1]!;
  const zhGap = gap === 0 ? '准时' : gap < 0 ? `比约定早 ${-gap} 分钟` : `比约定晚 ${gap} 分钟`;
  const enGap = gap === 0 ? 'on time' : gap < 0 ? `${-gap} min early` : `${gap} min late`;
  return {
    status: order.status, home, worker: { lon: at.lon, lat: at.lat, at: at.at.toISOString() }, distanceMeters: Math.round(meters), etaAt: etaAt.toISOString(), promisedAt,
    words: say(`${worker.name}距您 ${meters < 1000 ? `${Math.round(meters)} 米` : `${(meters / 1000).toFixed(1)} 公里`}，预计 ${clock} 到达，${zhGap}`, `${worker.name} is ${(meters / 1000).toFixed(1)} km away, arriving about ${clock}, ${enGap}`),
  };
}

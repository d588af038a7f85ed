/**
 * MDRPLib: real days of meal delivery, anonymised (Reyes, Erera, Savelsbergh, Sahasrabudhe, O'Neil, The Meal Delivery Routing Problem, 2018).
 * Tab-separated tables; minutes since the day's midnight, metres on a plane. Here the real arrival stream, shifts and city are used for home
 * services: an order's drop-off is the household, its placement the request, a courier the worker; what is done there comes from our catalogue.
 */
import { planeWays } from '../live/ways.ts';
import type { Ways } from '../live/ways.ts';
import type { Problem, TaskInput } from '../problem.ts';
import { Random } from '../routes/random.ts';
import { PlannerInputError } from '../types.ts';

export type MdrpDay = {
  orders: { id: string; x: number; y: number; placedAt: number; restaurant: string; readyAt: number }[];
  couriers: { id: string; x: number; y: number; onAt: number; offAt: number }[];
  restaurants: { id: string; x: number; y: number }[];
  metersPerMinute: number; pickUpMinutes: number; dropOffMinutes: number; targetMinutes: number; maxMinutes: number;
};

function table(name: string, text: string, columns: number): string[][] {
  const rows = text.split(/\r?\n/).filter((line) => line.trim() !== '').slice(1).map((line) => line.split('\t').map((field) => field.trim()));
  rows.forEach((row, index) => {
    if (row.length < columns) throw new PlannerInputError(`${name} line ${index + 2}`, `${name} line ${index + 2} has ${row.length} columns, ${columns} are needed`);
  });
  return rows;
}
function number(name: string, value: string | undefined): number {
  const parsed = Number(value);
  if (value === undefined || value === '' || !Number.isFinite(parsed)) throw new PlannerInputError(name, `${name} is "${value ?? ''}"; it must be a number`);
  return parsed;
}

/** The four tables of one day. Throws PlannerInputError naming table and line. */
export function readMdrp(texts: { orders: string; couriers: string; restaurants: string; parameters: string }): MdrpDay {
  const [metersPerMinute, pickUpMinutes, dropOffMinutes, targetMinutes, maxMinutes] = (table('parameters', texts.parameters, 5)[0] ?? []).map((value) => number('parameters', value));
  if (!(metersPerMinute! > 0)) throw new PlannerInputError('meters_per_minute', `is ${metersPerMinute}; it must be above 0`);
  return {
    orders: table('orders', texts.orders, 6).map(([id, x, y, placed, restaurant, ready]) => ({ id: id!, x: number('orders.x', x), y: number('orders.y', y),
      placedAt: number('orders.placement_time', placed), restaurant: restaurant!, readyAt: number('orders.ready_time', ready) })),
    couriers: table('couriers', texts.couriers, 5).map(([id, x, y, on, off]) => ({ id: id!, x: number('couriers.x', x), y: number('couriers.y', y), onAt: number('couriers.on_time', on),
      offAt: number('couriers.off_time', off) })),
    restaurants: table('restaurants', texts.restaurants, 3).map(([id, x, y]) => ({ id: id!, x: number('restaurants.x', x), y: number('restaurants.y', y) })),
    metersPerMinute: metersPerMinute!, pickUpMinutes: pickUpMinutes!, dropOffMinutes: dropOffMinutes!, targetMinutes: targetMinutes!, maxMinutes: maxMinutes!,
  };
}

/** Minutes of our catalogue that fit a courier's shift of two to four hours: repairs, appliance cleaning, short cleaning. */
const CATALOGUE = [20, 25, 30, 30, 40, 45, 60];

export type HomeDay = { problem: Problem; ways: Ways; arrivals: { at: number; task: TaskInput }[] };
/** The day as urgent home service: a worker must begin within `patience` minutes of the request. Tasks are not in the problem; they arrive. */
export function homeServiceDay(day: MdrpDay, { seed = 1, patience = 60 } = {}): HomeDay {
  const random = new Random(seed);
  const points = [...day.couriers, ...day.orders].map(({ x, y }) => ({ x, y }));
  const ways = planeWays(points, [day.metersPerMinute], { isRounded: false });
  const problem: Problem = {
    places: points.length, travel: [], tasks: [], weights: { travelTime: 1, lateness: 5, waiting: 0 },
    workers: day.couriers.map(({ id, onAt, offAt }, index) => ({ id, start: index, end: null, shifts: [{ from: onAt, to: Math.max(onAt, offAt) }] })),
  };
  const arrivals = day.orders.map((order, index) => ({
    at: order.placedAt,
    task: {
      id: order.id, visitId: order.id, place: day.couriers.length + index, duration: CATALOGUE[Math.floor(random.real() * CATALOGUE.length)]!,
      windows: [{ from: order.placedAt, to: order.placedAt + patience }], releasedAt: order.placedAt, dropCost: 1000,
    },
  })).sort((a, b) => a.at - b.at);
  return { problem, ways, arrivals };
}

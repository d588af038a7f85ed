/**
 * What households ask for: a non-homogeneous Poisson stream by district and service, made once a seed and the same for every policy.
 *
 * Orders are drawn by the day they are for and then given a moment of placing: independent marks of a Poisson process keep it Poisson, every
 * served day has its full share of early bookings, and the run needs no warm-up.
 */
import { draw, drawPoisson, pick } from './draws.ts';
import { DAY, DISTRICTS, HOUR, PLACED_BY_HOUR, REFERENCE_WAY, SERVICES, WEEKDAY_FACTOR, homeIn, meanHours, paidSecondsPerDay, plannedSeconds, workersOf } from './town.ts';
import type { Place, Scenario, Service } from './town.ts';

export type Lead = 'urgent' | 'sameDay' | 'nextDay' | 'thisWeek';
const LEADS: readonly Lead[] = ['urgent', 'sameDay', 'nextDay', 'thisWeek'];

/** What is known of an order once it is placed. The window is for the start. */
export type Order = {
  id: string; day: number; placedAt: number; lead: Lead; district: string; isFar: boolean; service: string; skill: string; level: number; people: 1 | 2;
  household: string; at: Place; window: { from: number; to: number }; plannedSeconds: number; priceFen: number;
  /** Weekly households have somebody they are used to. */
  isRecurring: boolean; preferredWorkerId: string | null;
};

export type DemandWish = { seed: number; scenario: Scenario; days: number; load: number; workers: number };

/** Mean orders a day so that planned work and one reference way a person fill `load` of the paid time of the workers the town has. */
export function ordersPerDay({ seed, scenario, load, workers }: Omit<DemandWish, 'days'>): number {
  const paid = paidSecondsPerDay(workersOf(seed, scenario, workers));
  const total = SERVICES.reduce((sum, { shares }) => sum + shares[scenario], 0);
  const each = SERVICES.reduce((sum, service) => sum + service.shares[scenario] / total * (1 + service.pairShare) * (meanHours(service) * HOUR + REFERENCE_WAY), 0);
  return load * paid / each;
}

/** All orders for days 0 … days − 1, sorted by the moment they are placed. Orders for the first days may be placed before midnight 0. */
export function ordersOf(wish: DemandWish): Order[] {
  const { seed, scenario, days } = wish;
  const mean = ordersPerDay(wish);
  const serviceShares = SERVICES.reduce((sum, { shares }) => sum + shares[scenario], 0);
  const districtShares = DISTRICTS.reduce((sum, { demand }) => sum + demand, 0);
  const regulars = workersOf(seed, scenario, wish.workers);
  const orders: Order[] = [];
  for (let day = 0; day < days; day++) {
    for (const district of DISTRICTS) {
      for (const service of SERVICES) {
        const expected = mean * WEEKDAY_FACTOR[day % 7]! * district.demand / districtShares * service.shares[scenario] / serviceShares;
        const count = drawPoisson(expected, seed, 'count', day, district.id, service.id);
        for (let number = 0; number < count; number++) {
          const id = `d${day}.${district.id}.${service.id}.${number}`;
          // A weekly household comes back under the same number on the same weekday, with the same home, length, hour and favourite.
          const isRecurring = draw(seed, day % 7, district.id, service.id, number, 'recurring') < service.recurringShare;
          const household = isRecurring ? `h${day % 7}.${district.id}.${service.id}.${number}` : `h.${id}`;
          orders.push(orderOf(seed, id, day, district, service, household, isRecurring, regulars));
        }
      }
    }
  }
  return orders.sort((a, b) => a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1));
}

/** Urgent and same-day orders can only be placed while there is day left; what would come later is for the next day. */
const LAST_URGENT = 17.5;
const LAST_SAME_DAY = 14.5;
const QUARTER = 900;

function hourOf(u: number, before: number): number {
  const open = PLACED_BY_HOUR.map((share, hour) => share * Math.max(0, Math.min(1, before - hour)));
  const hour = pick(u, open);
  return hour;
}

function orderOf(seed: number, id: string, day: number, district: (typeof DISTRICTS)[number], service: Service, household: string, isRecurring: boolean, regulars: ReturnType<typeof workersOf>): Order {
  const u = (purpose: string): number => draw(seed, id, purpose);
  const lasting = (purpose: string): number => draw(seed, household, purpose);
  const planned = plannedSeconds(seed, service, household);
  const lead: Lead = isRecurring ? 'thisWeek' : LEADS[pick(u('lead'), service.leads)]!;
  const latestStart = 20.5 * HOUR - planned;
  let placedAt: number;
  let from: number;
  let width: number;
  if (lead === 'urgent' || lead === 'sameDay') {
    const before = lead === 'urgent' ? LAST_URGENT : LAST_SAME_DAY;
    const hour = hourOf(u('hour'), before);
    placedAt = (hour + u('minute') * Math.min(1, before - hour)) * HOUR;
    const wait = lead === 'urgent' ? 0.4 + 1.1 * u('wait') : 2 + 4 * u('wait');
    from = Math.ceil((placedAt + wait * HOUR) / QUARTER) * QUARTER;
    from = Math.max(8.5 * HOUR, Math.min(from, Math.max(latestStart, Math.ceil((placedAt + 0.4 * HOUR) / QUARTER) * QUARTER)));
    width = lead === 'urgent' ? HOUR : [1, 2, 3][pick(u('width'), [0.5, 0.3, 0.2])]! * HOUR;
  } else {
    const ahead = lead === 'nextDay' ? 1 : 2 + Math.floor(u('ahead') * 5);
    placedAt = (hourOf(u('hour'), 24) + u('minute')) * HOUR - ahead * DAY;
    // Mornings and early afternoons are liked best.
    const slot = pick(lasting('slot'), [4, 6, 6, 4, 3, 5, 5, 4, 2, 1]);
    from = Math.min(latestStart, (8.5 + slot + (lasting('half') < 0.5 ? 0 : 0.5)) * HOUR);
    width = [1, 2, 4][pick(lasting('width'), [0.4, 0.4, 0.2])]! * HOUR;
  }
  const base = day * DAY;
  const level = 1 + pick(lasting('level'), service.levelShares);
  const at = homeIn(seed, district, household);
  // Regulars know somebody of the trade who lives within reach and works that day.
  const able = regulars.filter((worker) => (worker.skills[service.skill] ?? 0) >= level && !worker.daysOff.includes(day % 7)
    && Math.hypot(worker.home.x - at.x, worker.home.y - at.y) <= worker.radiusMeters && worker.shift.from <= from && from + planned + HOUR <= worker.shift.to);
  const near = able.sort((a, b) => Math.hypot(a.home.x - at.x, a.home.y - at.y) - Math.hypot(b.home.x - at.x, b.home.y - at.y)).slice(0, 6);
  const preferred = isRecurring && near.length > 0 ? near[Math.floor(lasting('preferred') * near.length)]! : null;
  const people = lasting('pair') < service.pairShare ? 2 : 1;
  return {
    id, day, placedAt: Math.round(base + placedAt), lead, district: district.id, isFar: district.isFar, service: service.id, skill: service.skill, level, people, household, at,
    window: { from: base + from, to: base + from + width }, plannedSeconds: planned, priceFen: Math.round(service.fenPerHour * planned / HOUR) * people,
    isRecurring, preferredWorkerId: preferred?.id ?? null,
  };
}

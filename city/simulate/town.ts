/**
 * The simulated town: where people live, what is done in homes, who works when. Parameters only and what is drawn from them once; all made up but
 * the hourly shape. Metres on a plane, seconds since the midnight before the first day, integer fen.
 */
import { DETOUR_FACTOR, DOOR_SECONDS, SPEED_METERS_PER_SECOND } from '../../planner/travel.ts';
import { draw, drawAround, drawNormal, pick } from './draws.ts';

export const HOUR = 3600;
export const DAY = 24 * HOUR;
export type Place = { x: number; y: number };
export type Mode = 'ebike' | 'car';

/**
 * Share of a day's orders placed in each hour, in thousandths. From the placement times of five real days of the public MDRPLib (Grubhub, Reyes et
 * al. 2018; seeds 0 to 4, 3,903 orders). Its clock has no stated zero: each day is shifted so that its busiest hour is 19:00 (which puts
 * the noon peak at 11 to 13), then the five days' shares are averaged. A meal stream, not a cleaning stream: no public one of ours exists.
 */
export const PLACED_BY_HOUR: readonly number[] = [1, 0, 0, 0, 0, 0, 1, 2, 2, 8, 22, 52, 65, 65, 56, 48, 46, 69, 126, 170, 136, 79, 42, 9];
/** Monday first: families book for the weekend. */
export const WEEKDAY_FACTOR: readonly number[] = [0.9, 0.85, 0.9, 0.95, 1.05, 1.25, 1.1];

export type District = { id: string; zh: string; en: string; x: number; y: number; side: number; demand: number; workers: number; isFar: boolean };
/** Corners and sides in metres; `demand` and `workers` are shares. Few workers live in the far one. */
export const DISTRICTS: readonly District[] = [
  { id: 'old', zh: '老城', en: 'old town', x: 0, y: 0, side: 4000, demand: 0.33, workers: 0.3, isFar: false },
  { id: 'east', zh: '城东', en: 'east', x: 4300, y: 300, side: 4200, demand: 0.28, workers: 0.32, isFar: false },
  { id: 'north', zh: '城北', en: 'north', x: 800, y: 4400, side: 4200, demand: 0.25, workers: 0.3, isFar: false },
  { id: 'far', zh: '远郊', en: 'far', x: 8600, y: 6200, side: 4000, demand: 0.14, workers: 0.08, isFar: true },
];
const ESTATES = 10;

export type Scenario = 'mixed' | 'cleaning' | 'repair';
export const SCENARIOS: readonly Scenario[] = ['mixed', 'cleaning', 'repair'];
export type Service = {
  id: string; zh: string; en: string; skill: string;
  /** Planned hours with their shares; `sigma` of the planned length (repairs are told apart on the phone) and of the realised one over the planned. */
  hours: readonly number[]; hourShares: readonly number[]; plannedSigma: number; sigma: number;
  levelShares: readonly number[]; pairShare: number; fenPerHour: number; recurringShare: number;
  /** Lead times: within two hours, later the same day, the next day, later in the week. */
  leads: readonly [number, number, number, number];
  shares: Record<Scenario, number>;
};
export const SERVICES: readonly Service[] = [
  {
    id: 'cleaning', zh: '日常保洁', en: 'cleaning', skill: 'cleaning', hours: [2, 3, 4], hourShares: [0.45, 0.35, 0.2], plannedSigma: 0, sigma: 0.15, levelShares: [0.75, 0.25],
    pairShare: 0.02, fenPerHour: 5000, recurringShare: 0.6, leads: [0.15, 0.25, 0.4, 0.2], shares: { mixed: 0.36, cleaning: 0.78, repair: 0.05 },
  },
  {
    id: 'deepCleaning', zh: '深度保洁', en: 'deep cleaning', skill: 'cleaning', hours: [3, 4], hourShares: [0.5, 0.5], plannedSigma: 0, sigma: 0.2, levelShares: [0, 1],
    pairShare: 0.4, fenPerHour: 7000, recurringShare: 0.1, leads: [0.05, 0.15, 0.4, 0.4], shares: { mixed: 0.09, cleaning: 0.12, repair: 0.02 },
  },
  {
    id: 'appliance', zh: '家电清洗', en: 'appliance cleaning', skill: 'appliance', hours: [0.5, 1, 1.5], hourShares: [0.3, 0.45, 0.25], plannedSigma: 0, sigma: 0.2, levelShares: [0.8, 0.2],
    pairShare: 0, fenPerHour: 12_000, recurringShare: 0.05, leads: [0.2, 0.3, 0.35, 0.15], shares: { mixed: 0.2, cleaning: 0.04, repair: 0.33 },
  },
  {
    id: 'repair', zh: '水电维修', en: 'repair', skill: 'repair', hours: [0.75], hourShares: [1], plannedSigma: 0.5, sigma: 0.25, levelShares: [0.7, 0.3],
    pairShare: 0.03, fenPerHour: 15_000, recurringShare: 0, leads: [0.5, 0.3, 0.15, 0.05], shares: { mixed: 0.22, cleaning: 0.02, repair: 0.57 },
  },
  {
    id: 'care', zh: '陪护', en: 'care visit', skill: 'care', hours: [1, 2, 3], hourShares: [0.3, 0.45, 0.25], plannedSigma: 0, sigma: 0.15, levelShares: [0.6, 0.4],
    pairShare: 0.02, fenPerHour: 6000, recurringShare: 0.6, leads: [0.1, 0.2, 0.4, 0.3], shares: { mixed: 0.13, cleaning: 0.04, repair: 0.03 },
  },
];

const TYPICAL_REPAIR = Math.exp(0.5 * 0.5 / 2);
/** Mean planned hours of one job. */
export function meanHours({ hours, hourShares, plannedSigma }: Service): number {
  return hours.reduce((sum, value, at) => sum + value * hourShares[at]!, 0) * (plannedSigma > 0 ? TYPICAL_REPAIR : 1);
}

/** What everybody knows about a worker; the rest (willingness, sickness) is the town's secret. */
export type WorkerProfile = {
  id: string; index: number; home: Place; district: string; mode: Mode; skills: Readonly<Record<string, number>>; radiusMeters: number;
  /** Seconds after midnight. */
  shift: { from: number; to: number };
  /** 0 = Monday. */
  daysOff: readonly number[];
  /** Null: a newcomer whom nobody has rated yet. */
  rating: number | null; isNewcomer: boolean;
};

const SHIFTS: readonly (readonly [number, number, number])[] = [[8, 18, 0.28], [9, 19, 0.3], [10, 20, 0.25], [8, 14, 0.05], [13, 21, 0.12]];
/** The second trade of a worker of each skill, and how many have it. */
const SECOND: Record<string, readonly [string, number]> = { cleaning: ['care', 0.15], appliance: ['cleaning', 0.4], repair: ['appliance', 0.35], care: ['cleaning', 0.4] };

/** A home in one of the district's estates. */
export function homeIn(seed: number, district: District, key: string): Place {
  const estate = Math.floor(draw(seed, key, 'estate') * ESTATES);
  const x = district.x + (0.08 + 0.84 * draw(seed, district.id, estate, 'estateX')) * district.side + 160 * drawNormal(seed, key, 'x');
  const y = district.y + (0.08 + 0.84 * draw(seed, district.id, estate, 'estateY')) * district.side + 160 * drawNormal(seed, key, 'y');
  return { x: Math.round(x), y: Math.round(y) };
}

/** Worker number `index`; the first n workers are the same people whatever n is. */
function workerAt(seed: number, index: number, skills: readonly string[], skillShares: readonly number[]): WorkerProfile {
  const id = `w${index}`;
  const district = DISTRICTS[pick(draw(seed, id, 'district'), DISTRICTS.map(({ workers }) => workers))]!;
  const main = skills[pick(spread(index, draw(seed, 'skillOffset')), skillShares)]!;
  const level = (purpose: string): number => 1 + pick(draw(seed, id, purpose), [0.3, 0.45, 0.25]);
  const [second, share] = SECOND[main]!;
  const [from, to] = SHIFTS[pick(draw(seed, id, 'shift'), SHIFTS.map(([, , weight]) => weight))]!;
  // Days off lie between Monday and Friday: weekends are when families want them.
  const off = Math.floor(draw(seed, id, 'dayOff') * 5);
  const isNewcomer = draw(seed, id, 'newcomer') < 0.12;
  return {
    id, index, home: homeIn(seed, district, id), district: district.id, mode: main === 'repair' && draw(seed, id, 'car') < 0.4 ? 'car' : 'ebike',
    skills: { [main]: isNewcomer ? 1 : level('level'), ...(draw(seed, id, 'second') < share ? { [second]: 1 } : {}) },
    radiusMeters: Math.round(6000 + 7000 * draw(seed, id, 'radius')), shift: { from: from * HOUR, to: to * HOUR },
    daysOff: draw(seed, id, 'twoDays') < 0.5 ? [off, (off + 2) % 5].sort((a, b) => a - b) : [off], isNewcomer,
    rating: isNewcomer ? null : Math.min(5, Math.max(3.5, Math.round((4.6 + 0.25 * drawNormal(seed, id, 'rating')) * 100) / 100)),
  };
}

/** Low-discrepancy shares (golden-ratio sequence), so that any first n workers have nearly the wanted mix of skills. */
const spread = (index: number, offset: number): number => (offset + index * 0.618_033_988_749_895) % 1;

/** The people of one seed and scenario. The mix of trades follows the hours that are asked for. */
export function workersOf(seed: number, scenario: Scenario, count: number): WorkerProfile[] {
  const skills = [...new Set(SERVICES.map(({ skill }) => skill))];
  const shares = skills.map((skill) => SERVICES.filter((service) => service.skill === skill)
    .reduce((sum, service) => sum + service.shares[scenario] * (1 + service.pairShare) * (meanHours(service) + REFERENCE_WAY / HOUR), 0));
  return Array.from({ length: count }, (_, index) => workerAt(seed, index, skills, shares));
}

/** The way to one job that the load is reckoned with, in seconds: load = (planned work + one such way a person) ÷ paid time. */
export const REFERENCE_WAY = 1200;
export const SICK_SHARE = 0.02;

/** Paid seconds of a mean day of these workers, sickness taken off. */
export function paidSecondsPerDay(workers: readonly WorkerProfile[]): number {
  return workers.reduce((sum, { shift, daysOff }) => sum + (shift.to - shift.from) * (7 - daysOff.length) / 7, 0) * (1 - SICK_SHARE);
}

export const distanceMeters = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);

/** What everybody reckons a way takes, in seconds: the planner's estimate (straight line × detour ÷ speed + door time). */
export function estimatedWay(from: Place, to: Place, mode: Mode): number {
  return Math.round(distanceMeters(from, to) * DETOUR_FACTOR / SPEED_METERS_PER_SECOND[mode]) + DOOR_SECONDS;
}

/** Whether this day (0 = a Monday) is one of the worker's working days. */
export const isOnDuty = ({ daysOff }: WorkerProfile, day: number): boolean => !daysOff.includes(((day % 7) + 7) % 7);

/** A planned length in seconds, in quarters of an hour. */
export function plannedSeconds(seed: number, service: Service, key: string): number {
  const hours = service.hours[pick(draw(seed, key, 'hours'), service.hourShares)]!;
  const asked = service.plannedSigma > 0 ? drawAround(hours, service.plannedSigma, seed, key, 'planned') : hours;
  return Math.max(1800, Math.round(Math.min(4, asked) * 4) * 900);
}

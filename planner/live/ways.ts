/**
 * How far places are from each other, for a live day. A planning problem brings matrices; a city of ten thousand homes cannot (10,000² ways are
 * 800 MB a mode), so a live day may bring points instead: straight line on a local plane × detour ÷ speed + door time, as `travel.ts` does it.
 * Places can be added while the day runs. Units are the problem's; for points metres and seconds.
 */
import type { WayBetween } from '../evaluate.ts';
import type { Problem } from '../problem.ts';
import { DETOUR_FACTOR, DOOR_SECONDS, SPEED_METERS_PER_SECOND } from '../travel.ts';
import type { Point, TravelMode } from '../types.ts';

export type Ways = {
  places: number;
  isPlane: boolean;
  times: readonly Float64Array[];
  distances: readonly Float64Array[];
  x: Float64Array;
  y: Float64Array;
  /** Straight-line metres × pace = seconds, by mode; detour included. */
  pace: Float64Array;
  detour: number;
  door: number;
  isRounded: boolean;
  /** Traffic: every time is multiplied by it. */
  factor: number;
};

const none = new Float64Array(0);

export function matrixWays({ places, travel }: Problem): Ways {
  return {
    places, isPlane: false, times: travel.map(({ time }) => time), distances: travel.map(({ distance }) => distance),
    x: none, y: none, pace: none, detour: 1, door: 0, isRounded: false, factor: 1,
  };
}

/** Points on a plane in metres with a speed for each mode (metres per time unit). */
export function planeWays(points: readonly { x: number; y: number }[], speeds: readonly number[], { detour = 1, door = 0, isRounded = true } = {}): Ways {
  const ways: Ways = {
    places: 0, isPlane: true, times: [], distances: [], x: new Float64Array(Math.max(64, points.length)), y: new Float64Array(Math.max(64, points.length)),
    pace: Float64Array.from(speeds, (speed) => detour / speed), detour, door, isRounded, factor: 1,
  };
  for (const { x, y } of points) addPlace(ways, x, y);
  return ways;
}

export const travelModes: readonly TravelMode[] = ['walk', 'ebike', 'bus', 'car'];
/** Points of the map; modes 0..3 are walk, e-bike, bus, car. A city is small enough for a plane: the error within 40 km is below 0.2 %. */
export function cityWays(points: readonly Point[]): { ways: Ways; toPlane: (point: Point) => { x: number; y: number } } {
  const origin = points[0] ?? { lon: 0, lat: 0 };
  const perDegree = 111_195;
  const shrink = Math.cos(origin.lat * Math.PI / 180);
  const toPlane = ({ lon, lat }: Point): { x: number; y: number } => ({ x: (lon - origin.lon) * perDegree * shrink, y: (lat - origin.lat) * perDegree });
  const speeds = travelModes.map((mode) => SPEED_METERS_PER_SECOND[mode]);
  return { ways: planeWays(points.map(toPlane), speeds, { detour: DETOUR_FACTOR, door: DOOR_SECONDS }), toPlane };
}

/** Answers the new place's number. Only for points. */
export function addPlace(ways: Ways, x: number, y: number): number {
  if (ways.places === ways.x.length) {
    const grow = (old: Float64Array): Float64Array => { const wide = new Float64Array(old.length * 2); wide.set(old); return wide; };
    ways.x = grow(ways.x);
    ways.y = grow(ways.y);
  }
  ways.x[ways.places] = x;
  ways.y[ways.places] = y;
  return ways.places++;
}

/** No place (-1) on either side: no way to go. */
export function timeBetween(ways: Ways, mode: number, from: number, to: number): number {
  if (from < 0 || to < 0) return 0;
  if (!ways.isPlane) return ways.times[mode]![from * ways.places + to]! * ways.factor;
  const east = ways.x[from]! - ways.x[to]!;
  const north = ways.y[from]! - ways.y[to]!;
  const seconds = Math.sqrt(east * east + north * north) * ways.pace[mode]! * ways.factor;
  return (ways.isRounded ? Math.round(seconds) : seconds) + ways.door;
}

export function distanceBetween(ways: Ways, mode: number, from: number, to: number): number {
  if (from < 0 || to < 0) return 0;
  if (!ways.isPlane) return ways.distances[mode]![from * ways.places + to]!;
  const east = ways.x[from]! - ways.x[to]!;
  const north = ways.y[from]! - ways.y[to]!;
  const meters = Math.sqrt(east * east + north * north) * ways.detour;
  return ways.isRounded ? Math.round(meters) : meters;
}

/** The same ways for `evaluatePlan`. */
export const wayBetween = (ways: Ways): WayBetween => (mode, from, to) => ({ time: timeBetween(ways, mode, from, to), distance: distanceBetween(ways, mode, from, to) });

import type { Point, TravelMode } from './types.ts';

const EARTH_RADIUS_METERS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Streets are not straight: road length over straight line, a usual figure for gridded cities. */
export const DETOUR_FACTOR = 1.35;
/** Lift, gate and finding the door: paid once per trip, however short. */
export const DOOR_SECONDS = 240;
/** Metres per second door to door in town: walking 4.5 km/h, e-bike 18, bus 14.4 (waiting included), car 25.2 (parking included). */
export const SPEED_METERS_PER_SECOND: Readonly<Record<TravelMode, number>> = { walk: 1.25, ebike: 5, bus: 4, car: 7 };

/** Metres in a straight line over the ground (haversine). NaN coordinates give NaN. */
export function distanceMeters(from: Point, to: Point): number {
  const sinLat = Math.sin((to.lat - from.lat) * RADIANS * 0.5);
  const sinLon = Math.sin((to.lon - from.lon) * RADIANS * 0.5);
  const chord = sinLat * sinLat + Math.cos(from.lat * RADIANS) * Math.cos(to.lat * RADIANS) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Seconds for a straight-line distance; see `travelSeconds`. */
export function secondsForMeters(meters: number, mode: TravelMode): number {
  return Math.round(meters * DETOUR_FACTOR / SPEED_METERS_PER_SECOND[mode]) + DOOR_SECONDS;
}

/**
 * Whole seconds to travel, an estimate without a map: haversine × detour 1.35 ÷ mode speed + 240 s to get out and in.
 * Symmetric; two stops in one building cost the 240 s. An unknown mode or NaN point gives NaN, which every rule treats as "does not fit".
 */
export function travelSeconds(from: Point, to: Point, mode: TravelMode): number {
  return secondsForMeters(distanceMeters(from, to), mode);
}

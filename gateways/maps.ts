/**
 * Travel between two points. The estimate here needs no map service: great-circle distance, a detour factor for real
 * streets, a speed per mode, and minutes for stairs, lock and gate. A real adapter (AMap or Tianditu route planning)
 * implements the same interface, keeps answers for a day per pair of cells, and falls back to this estimate when it fails.
 */
export type TravelMode = 'ebike' | 'walk' | 'bus';
export type Place = { lon: number; lat: number };
export type Travel = { distanceMeters: number; minutes: number };

export type MapsGateway = {
  /** Synchronous on purpose: a dispatch round asks thousands of times. */
  estimate(from: Place, to: Place, mode?: TravelMode): Travel;
};

declare module '../kernel/context.ts' {
  interface Gateways { maps: MapsGateway }
}

const EARTH_RADIUS_METERS = 6_371_008;
const DETOUR = 1.35;
const FIXED_MINUTES = 4;
/** Door to door, waiting for a bus included. */
const SPEED_KMH: Record<TravelMode, number> = { ebike: 15, walk: 4.5, bus: 12 };

/** Great-circle distance. */
export const haversineMeters = (a: Place, b: Place): number => {
  const rad = Math.PI / 180;
  const dLat = (b.lat - a.lat) * rad;
  const dLon = (b.lon - a.lon) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
};

export const createMaps = (): MapsGateway => ({
  estimate: (from, to, mode = 'ebike') => {
    const distanceMeters = Math.round(haversineMeters(from, to) * DETOUR);
    return { distanceMeters, minutes: Math.ceil((distanceMeters / 1000 / SPEED_KMH[mode]) * 60 + FIXED_MINUTES) };
  },
});

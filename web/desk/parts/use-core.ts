import { useMemo } from 'react';
import type { View } from '../../shared/api.ts';

type District = View<'alliance', 'listDistricts'>['items'][number];
type Place = { lon: number; lat: number };
const nearMeters = 26_000;

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const centreOf = ({ ring }: Pick<District, 'ring'>): Place => ({ lon: middle(ring.map(([lon]) => lon)), lat: middle(ring.map(([, lat]) => lat)) });
/** Flat-earth distance, good enough within one city. */
const metersBetween = (a: Place, b: Place): number => Math.hypot((a.lon - b.lon) * 111_320 * Math.cos((a.lat * Math.PI) / 180), (a.lat - b.lat) * 110_540);

/** The inner city: districts around the middle one. Two far counties would shrink everybody else to a dot. */
export function useCore(districts: readonly District[] | undefined, isWhole = false) {
  return useMemo(() => {
    const all = districts ?? [];
    const centres = all.map(centreOf);
    const heart = { lon: middle(centres.map(({ lon }) => lon)), lat: middle(centres.map(({ lat }) => lat)) };
    const isNear = (place: Place): boolean => isWhole || all.length === 0 || metersBetween(place, heart) < nearMeters;
    return { shownDistricts: all.filter((_, index) => isNear(centres[index]!)), isNear };
  }, [districts, isWhole]);
}

import type { FeatureCollection, Polygon } from 'geojson';

type Ring = readonly (readonly [number, number])[];
type District = { districtId: string; name: string; ring: Ring; isOpen: boolean };

/** Neighbouring districts lie in slightly different warm greys, so that they read without outlines. */
const grounds = ['#f8f3ea', '#f3ede1', '#f6efe4', '#f1ebdf', '#f5f1e6', '#efe8db'] as const;

/** Districts as GeoJSON for the map; rings are closed here. */
export const toGeoJson = (districts: readonly District[], selectedId?: string | null): FeatureCollection<Polygon> => ({
  type: 'FeatureCollection',
  features: districts.map(({ districtId, name, ring, isOpen }, index) => ({
    type: 'Feature',
    properties: { districtId, name, isOpen, isSelected: districtId === selectedId, color: grounds[index % grounds.length]! },
    geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!].map(([lon, lat]) => [lon, lat])] },
  })),
});

/** The box around everything shown, `[[west, south], [east, north]]`; null when nothing is. */
export function boundsOf(districts: readonly District[], points: readonly { lon: number; lat: number }[]): [[number, number], [number, number]] | null {
  const all = districts.length > 0 ? districts.flatMap((district) => district.ring.map(([lon, lat]) => ({ lon, lat }))) : points;
  if (all.length === 0) return null;
  return [
    [Math.min(...all.map((point) => point.lon)), Math.min(...all.map((point) => point.lat))],
    [Math.max(...all.map((point) => point.lon)), Math.max(...all.map((point) => point.lat))],
  ];
}

/** The centre of gravity of a ring, where its name is written. */
export function centreOf(ring: Ring): [number, number] {
  let [area, x, y] = [0, 0, 0];
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length]!;
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  });
  return area === 0 ? [ring[0]![0], ring[0]![1]] : [x / (3 * area), y / (3 * area)];
}

import type { FeatureCollection, Polygon } from 'geojson';
import { colors } from '../tokens.ts';

type Ring = readonly (readonly [number, number])[];
type District = { districtId: string; name: string; ring: Ring; isOpen: boolean; color?: string };
type Point = { lon: number; lat: number; isLate?: boolean; state?: string };
export type Bounds = [[number, number], [number, number]];

/** Grounds of districts nobody coloured: served ones in a pale jade, those to come in sand. */
export const districtPaint = { open: { fill: colors.jade100, line: colors.jade500 }, planned: { fill: '#e2d8c8', line: colors.ink400 } } as const;
/** Colours a map may give districts, far enough apart for neighbours and pale enough for names and marks above. */
export const districtPalette = ['#8cc7ae', '#f0b877', '#92bbd6', '#dda9b8', '#bcaed9', '#c9c47e', '#86c5c9', '#d3b092', '#a7bd8b', '#e0b3a0', '#a3b3d9', '#cfc3b0'] as const;

/** Districts as GeoJSON for the map; rings are closed here. */
export const toGeoJson = (districts: readonly District[], selectedId?: string | null): FeatureCollection<Polygon> => ({
  type: 'FeatureCollection',
  features: districts.map(({ districtId, name, ring, isOpen, color }) => {
    const { fill, line } = districtPaint[isOpen ? 'open' : 'planned'];
    return {
      type: 'Feature',
      properties: { districtId, name, isOpen, isSelected: districtId === selectedId, fill: color ?? fill, line },
      geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!].map(([lon, lat]) => [lon, lat])] },
    };
  }),
});

/** What needs somebody's hand: a visit nobody goes to yet, anything late. */
const needsAttention = ({ isLate, state }: Point): boolean => isLate === true || state === 'waiting';

/**
 * The box a map opens with, `[[west, south], [east, north]]`: open districts and what needs attention, so that a planned
 * district far out does not shrink the city. `isWhole` takes everything; null when nothing is shown.
 */
export function boundsOf(districts: readonly District[], points: readonly Point[], isWhole = false): Bounds | null {
  const open = isWhole ? districts : districts.filter(({ isOpen }) => isOpen);
  const rings = (open.length > 0 ? open : districts).flatMap(({ ring }) => ring.map(([lon, lat]) => ({ lon, lat })));
  const all = rings.length === 0 || isWhole ? [...rings, ...points] : [...rings, ...points.filter(needsAttention)];
  if (all.length === 0) return null;
  return [
    [Math.min(...all.map((point) => point.lon)), Math.min(...all.map((point) => point.lat))],
    [Math.max(...all.map((point) => point.lon)), Math.max(...all.map((point) => point.lat))],
  ];
}

/** Names without the ending all of them share ("片区"): on a map of districts every word costs room. */
export function shortNames(names: readonly string[]): string[] {
  if (names.length < 2) return [...names];
  let ending = 0;
  while (names.every((name) => name.length - ending > 2 && name.at(-1 - ending) === names[0]!.at(-1 - ending))) ending += 1;
  return names.map((name) => (ending < 2 ? name : name.slice(0, -ending).trim()));
}

/** A name to be written at a place in pixels; `reach` is half the size of its district on the screen. */
export type NameBox = { key: string; x: number; y: number; width: number; height: number; reach: { x: number; y: number } };
type Box = { left: number; top: number; right: number; bottom: number };
const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * How far each name is moved from the middle of its district so that no two cover one another: it stays in the middle when
 * it can, else stands above, below or beside its district, best where neither another district nor an obstacle lies. A name
 * without room is null until the map is larger. Earlier names choose first.
 */
export function placeNames(names: readonly NameBox[], obstacles: readonly Box[] = []): Map<string, { x: number; y: number } | null> {
  const taken: Box[] = [];
  const placed = new Map<string, { x: number; y: number } | null>();
  for (const { key, x, y, width, height, reach } of names) {
    const others = names.filter((other) => other.key !== key).map((other): Box => ({ left: other.x - other.reach.x, right: other.x + other.reach.x, top: other.y - other.reach.y, bottom: other.y + other.reach.y }));
    const [beside, above] = [reach.x + width / 2 + 3, reach.y + height / 2 + 2];
    const places = [{ x: 0, y: 0 }, { x: 0, y: -above }, { x: 0, y: above }, { x: beside, y: 0 }, { x: -beside, y: 0 }, { x: beside, y: -above }, { x: -beside, y: -above }, { x: beside, y: above }, { x: -beside, y: above }];
    const boxOf = (move: { x: number; y: number }): Box => ({ left: x + move.x - width / 2 - 2, right: x + move.x + width / 2 + 2, top: y + move.y - height / 2, bottom: y + move.y + height / 2 });
    const firstClearOf = (boxes: readonly Box[]) => places.find((move) => !boxes.some((other) => overlap(boxOf(move), other)));
    const free = firstClearOf([...taken, ...obstacles, ...others]) ?? firstClearOf([...taken, ...obstacles]) ?? firstClearOf(taken);
    placed.set(key, free ?? null);
    if (free) taken.push(boxOf(free));
  }
  return placed;
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

export type LonLat = [number, number];

const isPair = (value: unknown): value is LonLat => Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';
const isInside = ([lon, lat]: LonLat): boolean => lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54;
/** The first ring of whatever GeoJSON this is. */
function ringOf(value: unknown): LonLat[] | null {
  if (Array.isArray(value)) return value.every(isPair) ? value.map(([lon, lat]) => [lon, lat]) : ringOf(value[0]);
  if (typeof value !== 'object' || value === null) return null;
  const { coordinates, geometry, features } = value as { coordinates?: unknown; geometry?: unknown; features?: unknown[] };
  return coordinates !== undefined ? ringOf(coordinates) : geometry !== undefined ? ringOf(geometry) : features?.[0] !== undefined ? ringOf(features[0]) : null;
}

/**
 * An outline pasted as GeoJSON (geometry, feature or collection) or as lines of `longitude, latitude`. The closing point is
 * left out, as the contract wants it; null when it is no outline inside the country.
 */
export function parseOutline(words: string): LonLat[] | null {
  const trimmed = words.trim();
  let ring: LonLat[] | null = null;
  if (/^[[{]/.test(trimmed)) {
    try { ring = ringOf(JSON.parse(trimmed)); } catch { return null; }
  } else {
    const pairs = trimmed.split(/[\n;；]+/).map((line) => line.trim()).filter(Boolean).map((line) => line.split(/[\s,，]+/).map(Number));
    ring = pairs.every((pair) => pair.length === 2 && pair.every(Number.isFinite)) ? (pairs as LonLat[]) : null;
  }
  if (!ring) return null;
  const [first, last] = [ring[0], ring.at(-1)];
  const open = first && last && ring.length > 1 && first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring;
  return open.length >= 3 && open.length <= 500 && open.every(isInside) ? open : null;
}

import type { FeatureCollection, Point } from 'geojson';

type Mark = { id: string; kind: 'worker' | 'visit' | 'station'; state: string; lon: number; lat: number; isLate?: boolean };

/** More buttons than this make a map slow to open and say nothing each. */
export const mostButtons = 150;

/** Who is wanted first: what needs a hand, what moves, then the rest. */
const rankOf = ({ kind, state, isLate }: Mark): number =>
  isLate ? 0 : state === 'waiting' ? 1 : kind === 'station' ? 2 : state === 'onTheWay' ? 3 : state === 'inService' ? 4 : kind === 'visit' && state === 'due' ? 5 : state === 'idle' ? 6 : 7;

/**
 * Marks as buttons, and the crowd that is painted as dots: on a small city all are buttons, on a large one those that need somebody and the one that
 * is chosen. The order of the buttons is the one they came in.
 */
export function splitMarks<M extends Mark>(marks: readonly M[], selectedId: string | null, most = mostButtons): { buttons: readonly M[]; crowd: readonly M[] } {
  if (marks.length <= most) return { buttons: marks, crowd: [] };
  const first = new Set([...marks].sort((a, b) => Number(b.id === selectedId) - Number(a.id === selectedId) || rankOf(a) - rankOf(b)).slice(0, most));
  return { buttons: marks.filter((mark) => first.has(mark)), crowd: marks.filter((mark) => !first.has(mark)) };
}

export const crowdGeoJson = (crowd: readonly Mark[], colorOf: (mark: Mark) => string): FeatureCollection<Point> => ({
  type: 'FeatureCollection', features: crowd.map((mark) => ({ type: 'Feature', properties: { id: mark.id, color: colorOf(mark), isVisit: mark.kind === 'visit' }, geometry: { type: 'Point', coordinates: [mark.lon, mark.lat] } })),
});

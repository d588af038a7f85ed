import { expect, it } from 'vitest';
import { parseOutline } from './outline.ts';

const ring = [[87.5, 43.7], [87.6, 43.7], [87.6, 43.8]];
const closed = [...ring, ring[0]];
it.each([
  ['lines', '87.5, 43.7\n87.6,43.7\n87.6 43.8'], ['full-width commas', '87.5，43.7；87.6，43.7；87.6，43.8'], ['a bare ring', JSON.stringify(ring)], ['a polygon', JSON.stringify({ type: 'Polygon', coordinates: [closed] })],
  ['a feature', JSON.stringify({ type: 'Feature', geometry: { type: 'Polygon', coordinates: [closed] } })], ['a collection', JSON.stringify({ features: [{ geometry: { type: 'MultiPolygon', coordinates: [[closed]] } }] })],
])('reads %s', (_, words) => expect(parseOutline(words)).toEqual(ring));
it.each([['nothing', ''], ['two points', '87.5,43.7\n87.6,43.7'], ['words', 'Tianshan'], ['broken JSON', '{"coordinates":['], ['latitude first', '43.7,87.5\n43.7,87.6\n43.8,87.6']])('refuses %s', (_, words) => expect(parseOutline(words)).toBeNull());

import { expect, test } from 'vitest';
import { type NameBox, boundsOf, placeNames, shortNames } from './geometry.ts';

const square = (lon: number, lat: number): [number, number][] => [[lon, lat], [lon + 0.1, lat], [lon + 0.1, lat + 0.1], [lon, lat + 0.1]];
const district = (districtId: string, lon: number, lat: number, isOpen: boolean) => ({ districtId, name: districtId, ring: square(lon, lat), isOpen });

test('a map opens on the open districts and on what needs a hand, and shows a planned district far out on demand', () => {
  const districts = [district('near', 87.5, 43.8, true), district('far', 88.4, 43.2, false)];
  expect(boundsOf(districts, [])).toEqual([[87.5, 43.8], [87.6, 43.9]]);
  expect(boundsOf(districts, [{ lon: 88, lat: 43.5, state: 'idle' }]), 'somebody idle far away does not matter').toEqual([[87.5, 43.8], [87.6, 43.9]]);
  expect(boundsOf(districts, [{ lon: 87.7, lat: 43.8, state: 'due', isLate: true }])).toEqual([[87.5, 43.8], [87.7, 43.9]]);
  expect(boundsOf(districts, [], true)![1][0]).toBeCloseTo(88.5);
  expect(boundsOf([districts[1]!], []), 'a city with nothing open yet shows what is planned').toEqual([[88.4, 43.2], [88.5, expect.closeTo(43.3)]]);
  expect(boundsOf([], [{ lon: 87.6, lat: 43.8 }]), 'without districts the marks are the map').toEqual([[87.6, 43.8], [87.6, 43.8]]);
  expect(boundsOf([], [])).toBeNull();
});

test('names lose the ending they share, never their last letters', () => {
  expect(shortNames(['天山片区', '沙依巴克片区'])).toEqual(['天山', '沙依巴克']);
  expect(shortNames(['天山片区', '老城'])).toEqual(['天山片区', '老城']);
  expect(shortNames(['片区', '东片区'])).toEqual(['片区', '东片区']);
  expect(shortNames(['天山片区'])).toEqual(['天山片区']);
});

const box = (key: string, x: number, y: number): NameBox => ({ key, x, y, width: 60, height: 18, reach: { x: 15, y: 15 } });
const boxesOf = (names: readonly NameBox[], obstacles: Parameters<typeof placeNames>[1] = []) => {
  const places = placeNames(names, obstacles);
  return names.flatMap((name) => { const place = places.get(name.key); return place ? [{ left: name.x + place.x - 30, right: name.x + place.x + 30, top: name.y + place.y - 9, bottom: name.y + place.y + 9 }] : []; });
};

test('the names of neighbours never cover one another', () => {
  const names = [box('a', 100, 100), box('b', 135, 100), box('c', 135, 130), box('d', 100, 132)];
  const shown = boxesOf(names);
  expect(shown).toHaveLength(4);
  for (const [index, one] of shown.entries()) for (const other of shown.slice(index + 1)) expect(one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom).toBe(false);
});

test('a name makes way for a station, and is left out where there is no room at all', () => {
  expect(placeNames([box('a', 100, 100)]).get('a')).toEqual({ x: 0, y: 0 });
  expect(placeNames([box('a', 100, 100)], [{ left: 90, right: 110, top: 90, bottom: 110 }]).get('a')).not.toEqual({ x: 0, y: 0 });
  const crowd = Array.from({ length: 40 }, (_, index) => box(`n${index}`, 100 + (index % 3), 100));
  expect([...placeNames(crowd).values()].filter((place) => place === null).length).toBeGreaterThan(20);
});

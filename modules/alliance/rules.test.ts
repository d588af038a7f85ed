import { describe, expect, test } from 'vitest';
import { serviceFamilies } from '@linli/contract';
import { MOST_CELLS, cellAt, coveragePercent, drawCells, isLicenceValid, keyOfCursor, licenceChecksum, merchantRating, serviceFamilyNames, type Ring } from './rules.ts';

/** A square around a point, with its half side in degrees. */
const square = (lon: number, lat: number, half: number): Ring => [[lon - half, lat - half], [lon + half, lat - half], [lon + half, lat + half], [lon - half, lat + half]];

describe('drawing', () => {
  test('cells are those whose middle lies inside, and a point inside falls into one of them', () => {
    const drawn = drawCells(square(87.6, 43.8, 0.05));
    if (drawn.outcome !== 'cells') throw new Error(drawn.outcome);
    expect(drawn.cells.length).toBeGreaterThan(90);
    expect(new Set(drawn.cells.map(({ cell }) => cell)).size).toBe(drawn.cells.length);
    expect(drawn.cells.map(({ cell }) => cell)).toContain(cellAt(87.6, 43.8));
    for (const { cell, lon, lat } of drawn.cells) {
      expect(Math.max(Math.abs(lon - 87.6), Math.abs(lat - 43.8))).toBeLessThanOrEqual(0.05);
      expect(cellAt(lon, lat)).toBe(cell);
    }
  });
  test('neighbouring districts share no cell', () => {
    const cellsOf = (ring: Ring): string[] => { const drawn = drawCells(ring); return drawn.outcome === 'cells' ? drawn.cells.map(({ cell }) => cell) : []; };
    const west = new Set(cellsOf(square(87.5, 43.8, 0.05)));
    expect(cellsOf(square(87.6, 43.8, 0.05)).filter((cell) => west.has(cell))).toEqual([]);
  });
  test.each<[string, Ring, object]>([
    ['a garden', square(87.6, 43.8, 0.0001), { outcome: 'empty' }],
    ['a line', [[87, 43], [88, 44], [89, 45]], { outcome: 'empty' }],
    ['one point three times', [[87, 43], [87, 43], [87, 43]], { outcome: 'empty' }],
    ['a province', square(87.6, 43.8, 0.4), { outcome: 'tooLarge' }],
    ['the country, at once', [[73, 3], [136, 3], [136, 54], [73, 54]], { outcome: 'tooLarge' }],
  ])('%s', (_name, ring, outcome) => {
    const began = performance.now();
    const drawn = drawCells(ring);
    expect(drawn).toMatchObject(outcome);
    if (drawn.outcome === 'tooLarge') expect(drawn.cellCount).toBeGreaterThan(MOST_CELLS);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('licence', () => {
  // Codes of public companies as printed on their licences.
  test.each([['9144030071526726XG'], ['91330100799655058B'], ['914403001922038216'], ['91110000802100433B']])('%s holds', (code) => expect([licenceChecksum(code.slice(0, 17)), isLicenceValid(code)]).toEqual([code[17], true]));
  test.each([
    ['a changed digit', '9144030071526727XG'], ['two swapped', '9144030017526726XG'], ['a wrong last', '9144030071526726XA'], ['too short', '9144030071526726X'], ['a letter the standard leaves out', '9144030071526726IG'], ['empty', ''],
  ])('%s fails', (_name, code) => expect(isLicenceValid(code)).toBe(false));
  test('any single wrong digit is noticed', () => {
    for (let i = 0; i < 17; i++) for (const other of '0123456789') if (other !== '9144030071526726XG'[i]) expect(isLicenceValid(`${'9144030071526726XG'.slice(0, i)}${other}${'9144030071526726XG'.slice(i + 1)}`)).toBe(false);
  });
});

test.each([[0, 0, 4.5], [50, 10, 4.75], [10, 10, 2.75]])('rating of %s over %s is %s', (sum, weight, rating) => expect(merchantRating(sum, weight)).toBe(rating));
test.each([[0, 0, 0], [1, 3, 33.3], [5, 5, 100]])('%s of %s cells is %s %%', (covered, open, percent) => expect(coveragePercent(covered, open)).toBe(percent));
test.each([[undefined, null], ['x', null], ['hao lin ju mer_1', ['hao lin ju', 'mer_1']]])('cursor %j', (cursor, key) => expect(keyOfCursor(cursor)).toEqual(key));
test('every service family has a name in both languages', () => { for (const family of serviceFamilies) expect(serviceFamilyNames[family].zh && serviceFamilyNames[family].en, family).toBeTruthy(); });

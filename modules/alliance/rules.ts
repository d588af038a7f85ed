import { cellToLatLng, getHexagonAreaAvg, latLngToCell, polygonToCells } from 'h3-js';
import type { Bilingual, ServiceFamily } from '@linli/contract';

/** Cells of about 0.74 km²; the estates' cells in accounts are of the same size. */
export const CELL_RESOLUTION = 8;
/** About 2,200 km²: more than any urban district; past it the outline is a slip of the hand. */
export const MOST_CELLS = 3000;
/** A home is covered when help is within a quarter of an hour by bicycle. */
export const STATION_REACH_METERS = 3000;

export type Ring = readonly (readonly [number, number])[];

/** The cell a point lies in. */
export const cellAt = (lon: number, lat: number): string => latLngToCell(lat, lon, CELL_RESOLUTION);

export type Drawn = { outcome: 'cells'; cells: { cell: string; lon: number; lat: number }[] } | { outcome: 'tooLarge'; cellCount: number } | { outcome: 'empty' };

const EARTH_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Area inside a ring by the shoelace formula on a cylinder, within a few percent for a city. */
const ringAreaKm2 = (ring: Ring): number => {
  const middle = Math.cos(radians(ring.reduce((sum, [, lat]) => sum + lat, 0) / ring.length));
  const twice = ring.reduce((sum, [lon, lat], i) => {
    const [nextLon, nextLat] = ring[(i + 1) % ring.length]!;
    return sum + lon * nextLat - nextLon * lat;
  }, 0);
  return (Math.abs(twice) / 2) * radians(1) ** 2 * EARTH_KM ** 2 * middle;
};

/**
 * The cells whose middle lies inside the ring. A ring far too large is refused by its area before it is filled: filling the
 * whole country would take minutes and gigabytes.
 */
export const drawCells = (ring: Ring): Drawn => {
  const estimate = Math.round(ringAreaKm2(ring) / getHexagonAreaAvg(CELL_RESOLUTION, 'km2'));
  if (estimate > MOST_CELLS * 3) return { outcome: 'tooLarge', cellCount: estimate };
  const cells = fill(ring);
  if (cells.length === 0) return { outcome: 'empty' };
  if (cells.length > MOST_CELLS) return { outcome: 'tooLarge', cellCount: cells.length };
  return {
    outcome: 'cells',
    cells: cells.map((cell) => {
      const [lat, lon] = cellToLatLng(cell);
      return { cell, lon, lat };
    }),
  };
};

/** The library throws for rings without an inside (all points equal or in one line). */
const fill = (ring: Ring): string[] => {
  try {
    return polygonToCells([ring.map(([lon, lat]) => [lon, lat])], CELL_RESOLUTION, true);
  } catch {
    return [];
  }
};

/** GB 32100-2015, table 1 and section 5: 31 characters without I, O, S, V, Z; weights are powers of 3 modulo 31. */
const LICENCE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The 18th character of a unified social credit code, from its first 17 (GB 32100-2015, section 5). */
export const licenceChecksum = (first17: string): string => {
  let weight = 1;
  let sum = 0;
  for (const character of first17) {
    sum += LICENCE_CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return LICENCE_CHARACTERS[(31 - (sum % 31)) % 31]!;
};

export const isLicenceValid = (code: string): boolean =>
  code.length === 18 && [...code].every((character) => LICENCE_CHARACTERS.includes(character)) && licenceChecksum(code.slice(0, 17)) === code[17];

/** A merchant nobody has rated yet stands at 4.5, and ten reviews weigh as much as that first guess. */
export const merchantRating = (ratingSum: number, ratingWeight: number): number => Math.round(((4.5 * 10 + ratingSum) / (10 + ratingWeight)) * 100) / 100;

export const coveragePercent = (coveredCells: number, openCells: number): number => (openCells === 0 ? 0 : Math.round((coveredCells / openCells) * 1000) / 10);

export const serviceFamilyNames: Record<ServiceFamily, Bilingual> = {
  cleaning: { zh: '保洁', en: 'cleaning' }, nanny: { zh: '保姆', en: 'nanny' }, maternity: { zh: '月嫂', en: 'maternity' }, childcare: { zh: '育儿', en: 'childcare' },
  elderCare: { zh: '养老护理', en: 'elder care' }, repair: { zh: '维修', en: 'repair' }, installation: { zh: '安装', en: 'installation' }, laundry: { zh: '洗护', en: 'laundry' },
  waterproofing: { zh: '防水', en: 'waterproofing' }, moving: { zh: '搬家', en: 'moving' }, pet: { zh: '宠物', en: 'pets' }, company: { zh: '企业服务', en: 'company services' },
};

/** Sorting key of a cursor page: the latin reading, then the id. */
export const keyOfCursor = (cursor: string | undefined): [string, string] | null => {
  if (cursor === undefined) return null;
  const at = cursor.lastIndexOf(' ');
  return at < 0 ? null : [cursor.slice(0, at), cursor.slice(at + 1)];
};

import { latLngToCell } from 'h3-js';

/** Cells of about 0.74 km²: fine enough for an estate to belong to one district, coarse enough for a city of a few thousand. */
export const CELL_RESOLUTION = 8;
export const cellOf = (lon: number, lat: number): string => latLngToCell(lat, lon, CELL_RESOLUTION);

export type DivisionLevel = 'province' | 'city' | 'district' | 'street' | 'community';
const CHILD_LEVEL: Record<number, DivisionLevel> = { 0: 'province', 2: 'city', 4: 'district', 6: 'street', 9: 'community' };

/**
 * What lies below a division code, as the digits it is known by: 65 province, 6501 city, 650102 district, 650102002 street.
 * Padded codes (650000, 650100) are read as the province or city they mean; anything else is no division that has parts.
 */
export const divisionBelow = (code: string): { parent: string; level: DivisionLevel } | null => {
  if (!/^\d*$/.test(code)) return null;
  const parent = code.length === 6 && code.endsWith('0000') ? code.slice(0, 2) : code.length === 6 && code.endsWith('00') && !CITIES_WITHOUT_DISTRICTS.has(code) ? code.slice(0, 4) : code;
  const level = CHILD_LEVEL[parent.length];
  return level ? { parent, level } : null;
};
/** Dongguan, Zhongshan, Danzhou: the city itself stands where districts do, under its padded code. */
const CITIES_WITHOUT_DISTRICTS = new Set(['441900', '442000', '460400']);

/** A street code as nine digits (650102002), also from the twelve-digit writing; null when it is neither or lies in another city. */
export const streetCodeIn = (cityId: string, code: string): string | null => {
  const digits = /^\d{9}(000)?$/.test(code) ? code.slice(0, 9) : null;
  return digits?.startsWith(cityId.slice(0, 4)) ? digits : null;
};

export type AddressParts = { districtName: string; streetName: string; estateName: string; building: string; room: string };
export const fullAddress = (a: AddressParts): string => `${a.districtName}${a.streetName}${a.estateName} ${a.building}${a.room === '' ? '' : ` ${a.room}`}`;

const EARTH_METERS = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance. */
export const distanceMeters = (a: { lon: number; lat: number }, b: { lon: number; lat: number }): number => {
  const h = Math.sin(radians(b.lat - a.lat) / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * EARTH_METERS * Math.asin(Math.sqrt(h));
};

/** The rectangle that holds every point within the radius; what lies in it may still be farther. */
export const boxAround = ({ lon, lat }: { lon: number; lat: number }, radiusMeters: number): { west: number; east: number; south: number; north: number } => {
  const dLat = (radiusMeters / EARTH_METERS) * (180 / Math.PI);
  const dLon = dLat / Math.max(0.01, Math.cos(radians(lat)));
  return { west: lon - dLon, east: lon + dLon, south: lat - dLat, north: lat + dLat };
};

/** Nearest estates are looked for in these circles, the next one only when the page is not full. */
export const SEARCH_RADII_METERS = [3_000, 15_000, 20_040_000] as const;

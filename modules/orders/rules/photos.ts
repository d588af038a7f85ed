import type { Bilingual } from '@linli/contract';
import type { No } from '../rules.ts';
import type { PhotoNode } from './order.ts';

/** Where a worker may take photos: places a guest would see. */
export const publicAreas: Record<string, Bilingual> = {
  livingRoom: { zh: '客厅', en: 'living room' },
  kitchen: { zh: '厨房', en: 'kitchen' },
  balcony: { zh: '阳台', en: 'balcony' },
  corridor: { zh: '走廊', en: 'corridor' },
  entrance: { zh: '门口', en: 'entrance' },
  outdoor: { zh: '室外', en: 'outdoors' },
  equipment: { zh: '设备', en: 'equipment' },
};

/** Names of places that are never photographed, so that the refusal can say which. */
const privateAreas: Record<string, Bilingual> = {
  bedroom: { zh: '卧室', en: 'bedroom' },
  bathroom: { zh: '卫生间', en: 'bathroom' },
  toilet: { zh: '厕所', en: 'toilet' },
  nursery: { zh: '儿童房', en: 'nursery' },
  study: { zh: '书房', en: 'study' },
  wardrobe: { zh: '衣柜', en: 'wardrobe' },
};

/** Refuses an unknown node (`photo_node_unknown`) and every area that is not public (`private_area`). */
export const refusePhoto = (photo: { node: string; area: string }, nodes: readonly PhotoNode[]): No | null => {
  if (!nodes.some(({ code }) => code === photo.node)) return { code: 'orders.photo_node_unknown', params: {} };
  if (Object.hasOwn(publicAreas, photo.area)) return null;
  const name = Object.hasOwn(privateAreas, photo.area) ? privateAreas[photo.area]! : { zh: photo.area, en: photo.area };
  return { code: 'orders.private_area', params: { areaZh: name.zh, areaEn: name.en } };
};

type Item = { isRequired: boolean; doneAt: Date | null };

/** Refuses to finish with required items open or nodes without photo; a reason for what is undone lifts both. */
export const refuseFinish = (items: readonly Item[], nodes: readonly PhotoNode[], photographed: readonly string[], undoneReason: string): No | null => {
  if (undoneReason !== '') return null;
  const open = items.filter((item) => item.isRequired && item.doneAt === null).length;
  if (open > 0) return { code: 'orders.items_undone', params: { count: open } };
  const missing = nodes.filter(({ code }) => !photographed.includes(code));
  return missing.length > 0 ? { code: 'orders.photos_missing', params: { nodesZh: missing.map(({ text }) => text.zh).join('、'), nodesEn: missing.map(({ text }) => text.en).join(', ') } } : null;
};

const EARTH_RADIUS_METERS = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Straight-line distance on the globe, in whole metres. */
export const distanceMeters = (a: { lon: number; lat: number }, b: { lon: number; lat: number }): number => {
  const half = Math.sin(radians(b.lat - a.lat) / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return Math.round(2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(half))));
};

/**
 * Refuses a check-in away from the door, or by a phone that knows no position (null); a written reason (a position that jumps
 * between towers, a phone without one) lets it pass and is kept.
 */
export const refuseCheckIn = (distance: number | null, radiusMeters: number, reason: string): No | null => {
  if (reason !== '') return null;
  if (distance === null) return { code: 'orders.position_missing', params: {}, field: 'reason' };
  return distance > radiusMeters ? { code: 'orders.too_far_from_home', params: { distance } } : null;
};

import type { OrderStatus } from '@linli/contract';

/** Where a page ended: the sort instant and the id of its last row. */
export type Place = { at: Date; id: string };

export const cursorOf = (place: Place): string => btoa(`${place.at.toISOString()}|${place.id}`).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

const CURSOR = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)\|([\w-]{1,64})$/;
const BASE64_URL = /^[\w-]+$/;
/** Reads a cursor; one that was not made here starts from the beginning. */
export const placeOf = (cursor: string | undefined): Place | null => {
  if (!cursor || !BASE64_URL.test(cursor) || cursor.length % 4 === 1) return null;
  const match = CURSOR.exec(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
  const at = match && new Date(match[1]!);
  return match && at && !Number.isNaN(at.getTime()) ? { at, id: match[2]! } : null;
};

export const openStatuses: readonly OrderStatus[] = ['draft', 'held', 'paid', 'assigned', 'accepted', 'onTheWay', 'checklistConfirmed', 'inService', 'finished'];

/** The desk's groups: still to come, at the home now, served, broken off. */
export const groups: Record<'open' | 'running' | 'done' | 'broken', readonly OrderStatus[]> = {
  open: ['draft', 'held', 'paid', 'assigned', 'accepted'],
  running: ['onTheWay', 'checklistConfirmed', 'inService'],
  done: ['finished', 'confirmed', 'settled'],
  broken: ['cancelled', 'noShow'],
};

/** A desk's search box: what kind of word was typed. */
export const searchKind = (words: string): { kind: 'number' | 'phoneTail' | 'text'; words: string } => {
  const trimmed = words.trim();
  if (/^\d{4}$/.test(trimmed)) return { kind: 'phoneTail', words: trimmed };
  if (/^[Ww]?\d{5,12}$/.test(trimmed)) return { kind: 'number', words: trimmed.replace(/^[Ww]/, '') };
  return { kind: 'text', words: trimmed };
};

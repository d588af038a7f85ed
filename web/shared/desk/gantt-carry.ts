import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** A visit in the hand: picked up with the pointer or by a key, to be put down on another worker's row. */
export type Carried = { orderId: string; startAt: string; endAt: string; label: string; fromWorkerId: string | null; how: 'pointer' | 'keys' };
/** Where it would be put down now. Another time than the agreed one counts only from half an hour on, in whole half hours. */
export type CarryTarget = { workerId: string | null; shiftMinutes: number };
export type Carry = {
  carried: Carried | null;
  target: CarryTarget;
  /** The picture under the pointer; it is moved without rendering anything. */
  ghost: RefObject<HTMLDivElement | null>;
  /** For `onPointerDown`: from a few pixels on the press becomes a carry, before that it stays a click. `minutesPerPixel` 0: its time cannot be changed. */
  press: (event: ReactPointerEvent, item: Omit<Carried, 'how'>, minutesPerPixel?: number) => void;
  lift: (item: Omit<Carried, 'how'>) => void;
  cancel: () => void;
};

const nowhere: CarryTarget = { workerId: null, shiftMinutes: 0 };
const pixelsToLift = 6;
const edgePixels = 44;
const stepMinutes = 30;

/** A carry sideways by less than half an hour is a trembling hand. Exported for its test. */
export const shiftOf = (pixels: number, minutesPerPixel: number): number => {
  const minutes = pixels * minutesPerPixel;
  return Math.abs(minutes) < stepMinutes ? 0 : Math.round(minutes / stepMinutes) * stepMinutes;
};

/** The row before or after in the list; beyond either end it stays. Exported for its test. */
export function stepTo(rows: readonly string[], from: string | null, by: 1 | -1): string | null {
  const at = from === null ? -1 : rows.indexOf(from);
  if (at === -1) return (by === 1 ? rows[0] : rows.at(-1)) ?? null;
  return rows[Math.max(0, Math.min(rows.length - 1, at + by))] ?? null;
}

/** The rows in view order, then those best candidates who have no row. */
const placesShown = (isEvery: boolean): string[] =>
  [...new Set([...document.querySelectorAll<HTMLElement>(isEvery ? '[data-worker-row]' : '[data-worker-row][data-verdict="yes"], [data-worker]:not([data-worker-row])')].flatMap((place) => place.dataset.worker ?? []))];
/** Beside the pointer, and never off the screen. */
const showAt = (picture: HTMLElement | null, x: number, y: number): void => {
  if (picture) picture.style.transform = `translate(${Math.max(8, Math.min(x, window.innerWidth - picture.offsetWidth - 8))}px, ${Math.max(8, Math.min(y, window.innerHeight - picture.offsetHeight - 8))}px)`;
};

/**
 * Carrying by pointer and by keys, the same for both: arrows go to the next worker who may have it (with Shift to every row), left and right change
 * the time, digits go to the best candidates, Enter puts down, Esc lets go.
 */
export function useCarry(onDrop: (carried: Carried, target: CarryTarget) => void, best: readonly string[]): Carry {
  const [carried, setCarried] = useState<Carried | null>(null);
  const [target, setTarget] = useState<CarryTarget>(nowhere);
  const ghost = useRef<HTMLDivElement | null>(null);
  const now = useRef({ carried, target, onDrop, best });
  now.current = { carried, target, onDrop, best };
  const letGo = useRef<(() => void) | null>(null);

  const aim = useCallback((next: CarryTarget): void => {
    const { target: former } = now.current;
    if (former.workerId === next.workerId && former.shiftMinutes === next.shiftMinutes) return;
    now.current.target = next;
    setTarget(next);
  }, []);
  const cancel = useCallback((): void => {
    letGo.current?.();
    letGo.current = null;
    now.current.carried = null;
    setCarried(null);
    aim(nowhere);
  }, [aim]);
  const drop = useCallback((): void => {
    const { carried: what, target: where, onDrop: put } = now.current;
    cancel();
    if (what && (where.workerId !== null && (where.workerId !== what.fromWorkerId || where.shiftMinutes !== 0))) put(what, where);
  }, [cancel]);
  const begin = useCallback((item: Carried): void => {
    now.current.carried = item;
    setCarried(item);
    aim({ workerId: item.fromWorkerId, shiftMinutes: 0 });
  }, [aim]);

  const press = useCallback((event: ReactPointerEvent, item: Omit<Carried, 'how'>, minutesPerPixel = 0): void => {
    // A finger scrolls; it chooses an order and then a worker instead.
    if (event.button !== 0 || event.pointerType === 'touch' || now.current.carried) return;
    const scroller = document.querySelector<HTMLElement>('[data-gantt-scroll]');
    const from = { x: event.clientX, y: event.clientY, left: scroller?.scrollLeft ?? 0 };
    let at = { x: from.x, y: from.y };
    let isLifted = false;
    let frame = 0;
    const look = (): void => {
      showAt(ghost.current, at.x + 14, at.y + 12);
      const under = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>('[data-worker]');
      const isRow = under?.hasAttribute('data-worker-row') === true;
      aim({ workerId: under?.dataset.worker ?? null, shiftMinutes: isRow ? shiftOf(at.x - from.x + (scroller?.scrollLeft ?? 0) - from.left, minutesPerPixel) : 0 });
    };
    const roll = (): void => {
      const box = scroller?.getBoundingClientRect();
      if (box && scroller && at.x > box.left && at.x < box.right) {
        const by = at.y < box.top + edgePixels && at.y > box.top - edgePixels ? -12 : at.y > box.bottom - edgePixels && at.y < box.bottom + edgePixels ? 12 : 0;
        if (by !== 0) { scroller.scrollTop += by; look(); }
      }
      frame = requestAnimationFrame(roll);
    };
    const move = (moved: PointerEvent): void => {
      at = { x: moved.clientX, y: moved.clientY };
      if (!isLifted) {
        if (Math.hypot(at.x - from.x, at.y - from.y) < pixelsToLift) return;
        isLifted = true;
        document.getSelection()?.removeAllRanges();
        document.body.style.userSelect = 'none';
        document.body.style.cursor = 'grabbing';
        begin({ ...item, how: 'pointer' });
        frame = requestAnimationFrame(roll);
      }
      look();
    };
    const stop = (): void => {
      cancelAnimationFrame(frame);
      document.body.style.userSelect = '';
      document.body.style.cursor = '';
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', up);
      document.removeEventListener('pointercancel', cancel);
    };
    // The click that ends a carry is not a click on what lies below.
    const swallow = (click: MouseEvent): void => { click.stopPropagation(); click.preventDefault(); };
    const up = (ended: PointerEvent): void => {
      if (!isLifted) { stop(); letGo.current = null; return; }
      at = { x: ended.clientX, y: ended.clientY };
      look();
      document.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 0);
      drop();
    };
    letGo.current = stop;
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', up);
    document.addEventListener('pointercancel', cancel);
  }, [aim, begin, cancel, drop]);

  const isCarrying = carried !== null;
  useEffect(() => {
    if (!isCarrying) return undefined;
    const hear = (event: KeyboardEvent): void => {
      const { carried: what, target: where, best: first } = now.current;
      if (!what) return;
      const go = (workerId: string | null): void => { if (workerId !== null) aim({ ...where, workerId }); };
      const nth = /^[1-9]$/.test(event.key) ? first[Number(event.key) - 1] : undefined;
      if (event.key === 'Escape') cancel();
      else if (what.how !== 'keys') return;
      else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') go(stepTo(placesShown(event.shiftKey), where.workerId, event.key === 'ArrowDown' ? 1 : -1));
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') aim({ ...where, shiftMinutes: where.shiftMinutes + (event.key === 'ArrowRight' ? stepMinutes : -stepMinutes) });
      else if (nth !== undefined) go(nth);
      else if (event.key === 'Enter') drop();
      else if (event.key === 'Tab') { cancel(); return; } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', hear, { capture: true });
    return () => document.removeEventListener('keydown', hear, { capture: true });
  }, [isCarrying, aim, cancel, drop]);
  useEffect(() => () => letGo.current?.(), []);

  // With keys the row comes into view and the picture stands on it.
  useEffect(() => {
    if (carried?.how !== 'keys' || target.workerId === null) return;
    const row = document.querySelector<HTMLElement>(`[data-worker-row][data-worker="${CSS.escape(target.workerId)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    const box = (row?.querySelector('[data-landing]') ?? row ?? document.querySelector(`[data-worker="${CSS.escape(target.workerId)}"]`))?.getBoundingClientRect();
    if (box) showAt(ghost.current, box.left, row ? box.bottom + 4 : box.top - 64);
  }, [carried, target]);

  const lift = useCallback((item: Omit<Carried, 'how'>): void => { if (!now.current.carried) begin({ ...item, how: 'keys' }); }, [begin]);
  return { carried, target, ghost, press, lift, cancel };
}

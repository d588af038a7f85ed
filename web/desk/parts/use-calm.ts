import { useRef, useState } from 'react';

export type CalmRow<T> = { key: string; value: T; isGone: boolean };
export type Calm<T> = { rows: readonly CalmRow<T>[]; waiting: number; release: () => void; hold: { onPointerEnter: () => void; onPointerLeave: () => void; onFocus: () => void; onBlur: (event: { currentTarget: EventTarget & Element; relatedTarget: EventTarget | null }) => void } };

/**
 * Keeps a live list still while somebody points at it or stands in it with the keyboard: rows stay where they are with their
 * newest words, what is over stays greyed, what is new waits and is counted. Leaving the list, or `release`, lets it catch up.
 */
export function useCalm<T>(values: readonly T[], keyOf: (value: T) => string): Calm<T> {
  const [reasons, setReasons] = useState({ pointer: false, focus: false });
  const shown = useRef<readonly CalmRow<T>[]>([]);
  const [, redraw] = useState(0);
  const isHeld = reasons.pointer || reasons.focus;
  const current = new Map(values.map((value) => [keyOf(value), value]));
  const merged = mergeCalm(shown.current, current, isHeld && shown.current.length > 0);
  shown.current = merged;
  const waiting = values.length - merged.filter(({ isGone }) => !isGone).length;
  return {
    rows: merged, waiting,
    release: () => {
      shown.current = [];
      redraw((count) => count + 1);
    },
    hold: {
      onPointerEnter: () => setReasons((former) => ({ ...former, pointer: true })),
      onPointerLeave: () => setReasons((former) => ({ ...former, pointer: false })),
      onFocus: () => setReasons((former) => ({ ...former, focus: true })),
      onBlur: (event) => {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        setReasons((former) => ({ ...former, focus: false }));
      },
    },
  };
}

/** The rows to show next. Exported for its test. */
export function mergeCalm<T>(shown: readonly CalmRow<T>[], current: ReadonlyMap<string, T>, isHeld: boolean): CalmRow<T>[] {
  if (!isHeld) return [...current].map(([key, value]) => ({ key, value, isGone: false }));
  return shown.map((row) => {
    const value = current.get(row.key);
    return value === undefined ? { ...row, isGone: true } : { key: row.key, value, isGone: false };
  });
}

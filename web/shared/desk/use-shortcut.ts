import { useEffect, useRef, useSyncExternalStore } from 'react';

export type Shortcut = { keys: string; label: string; run: () => void };

let shortcuts: readonly Shortcut[] = [];
let typed: { keys: string[]; at: number } = { keys: [], at: 0 };
const listeners = new Set<() => void>();
/** A sequence is forgotten when its next key takes longer. */
const sequenceMilliseconds = 1200;

const publish = (next: readonly Shortcut[]): void => {
  shortcuts = next;
  for (const listener of listeners) listener();
};

/** Which shortcut the keys typed so far end in: the longest wins, so that `g o` beats `o`. Exported for its test. */
export function findShortcut(known: readonly Shortcut[], keys: readonly string[]): Shortcut | undefined {
  const text = keys.join(' ');
  return [...known].sort((a, b) => b.keys.length - a.keys.length).find(({ keys: wanted }) => text === wanted || text.endsWith(` ${wanted}`));
}
/** Keys typed into a field are words. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) && (target as HTMLInputElement).type !== 'radio' && (target as HTMLInputElement).type !== 'checkbox';

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1 || isTyping(event.target)) return;
  const now = Date.now();
  typed = { keys: [...(now - typed.at < sequenceMilliseconds ? typed.keys : []), event.key.toLowerCase()].slice(-3), at: now };
  const found = findShortcut(shortcuts, typed.keys);
  if (!found) return;
  event.preventDefault();
  typed = { keys: [], at: 0 };
  found.run();
}
if (typeof window !== 'undefined') window.addEventListener('keydown', hear);

/** Runs on a key or a sequence such as `'g o'`, `'/'`, `'n'`; never while somebody types. The label shows in the list under `?`. */
export function useShortcut(keys: string, run: () => void, label: string): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const mine: Shortcut = { keys, label, run: () => latest.current() };
    publish([...shortcuts, mine]);
    return () => publish(shortcuts.filter((other) => other !== mine));
  }, [keys, label]);
}

/** Several single keys that do one thing each: `useShortcutKeys('123', (key) => …)`. */
export function useShortcutKeys(keys: string, run: (key: string) => void, label: (key: string) => string): void {
  const latest = useRef(run);
  latest.current = run;
  const labels = [...keys].map(label).join('\n');
  useEffect(() => {
    const mine: Shortcut[] = labels.split('\n').map((text, i) => ({ keys: keys[i]!, label: text, run: () => latest.current(keys[i]!) }));
    publish([...shortcuts, ...mine]);
    return () => publish(shortcuts.filter((other) => !mine.includes(other)));
  }, [keys, labels]);
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useShortcuts = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => shortcuts, () => shortcuts);

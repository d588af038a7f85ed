import { useSyncExternalStore } from 'react';
import { locale } from './i18n.ts';
import type { RefusalError } from './refusal.ts';
import type { Tone } from './tokens.ts';

export type Toast = { id: number; text: string; tone: Tone; undo: { label: string; run: () => void } | null };

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const publish = (next: readonly Toast[]): void => {
  toasts = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Takes one toast away; null: those that offer to undo. */
export const dismissToast = (id: number | null): void => publish(toasts.filter((toast) => (id === null ? toast.undo === null : toast.id !== id)));

/** Says what happened for a moment: `showToast('已接单')`. With `undo` it stays 7 seconds, else 3 (5 when it is a refusal), unless `seconds` says otherwise. */
export function showToast(text: string, options: { tone?: Tone; undo?: { label: string; run: () => void }; seconds?: number } = {}): void {
  const toast: Toast = { id: nextId++, text, tone: options.tone ?? 'jade', undo: options.undo ?? null };
  publish([...toasts.filter((other) => other.text !== text).slice(-1), toast]);
  setTimeout(() => dismissToast(toast.id), (options.seconds ?? (toast.undo ? 7 : toast.tone === 'danger' ? 5 : 3)) * 1000);
}
export const showRefusal = (refusal: RefusalError): void => showToast(refusal[locale()], { tone: 'danger' });
export const useToasts = (): readonly Toast[] => useSyncExternalStore(subscribe, () => toasts, () => toasts);

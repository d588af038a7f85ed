import { useSyncExternalStore } from 'react';

const phoneWidth = matchMedia('(max-width: 640px)');
const watch = (listener: () => void): (() => void) => {
  phoneWidth.addEventListener('change', listener);
  return () => phoneWidth.removeEventListener('change', listener);
};

/** Whether the screen is held in a hand: lists turn into cards, controls grow to a thumb. */
export const useIsPhone = (): boolean => useSyncExternalStore(watch, () => phoneWidth.matches);

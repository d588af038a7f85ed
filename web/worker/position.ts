import { useEffect, useSyncExternalStore } from 'react';
import { api } from '../shared/api.ts';
import { RefusalError } from '../shared/refusal.ts';

/**
 * Her position on the way. It leaves the phone only while she is under way to a home and has said yes; it stops at the door,
 * when she goes off duty or withdraws.
 */
export type Fix = { lon: number; lat: number; accuracyMeters: number };
/** `asking`: she has not been asked yet; `blocked`: the phone refuses its position. */
export type Sharing = { consent: 'asking' | 'yes' | 'no'; isBlocked: boolean; lastAt: string | null };

const storageKey = 'linli.worker.position';
const everyMilliseconds = 30_000;
const listeners = new Set<() => void>();
const kept = localStorage.getItem(storageKey);
let sharing: Sharing = { consent: kept === 'yes' || kept === 'no' ? kept : 'asking', isBlocked: false, lastAt: null };

function change(part: Partial<Sharing>): void {
  sharing = { ...sharing, ...part };
  for (const listener of listeners) listener();
}
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useSharing = (): Sharing => useSyncExternalStore(subscribe, () => sharing);

/** The phone stops at once; the server is told, and told again as long as it has not heard. */
const unsentKey = `${storageKey}.unsent`;
export function setConsent(isGiven: boolean): void {
  localStorage.setItem(storageKey, isGiven ? 'yes' : 'no');
  localStorage.setItem(unsentKey, isGiven ? 'yes' : 'no');
  change({ consent: isGiven ? 'yes' : 'no', ...(isGiven ? {} : { lastAt: null }) });
  void sendConsent();
}
async function sendConsent(): Promise<void> {
  const unsent = localStorage.getItem(unsentKey);
  if (unsent === null) return;
  try {
    await api.workers.setPositionConsent({ isGiven: unsent === 'yes' });
    if (localStorage.getItem(unsentKey) === unsent) localStorage.removeItem(unsentKey);
  } catch {
    // Offline: tried again when the connection is back, or when the app is opened next.
  }
}
window.addEventListener('online', () => void sendConsent());
void sendConsent();

/** Asks the phone where it is; null when it is refused, switched off or too slow. */
export function locate(): Promise<Fix | null> {
  if (!('geolocation' in navigator)) return Promise.resolve(null);
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        resolve({ lon: coords.longitude, lat: coords.latitude, accuracyMeters: Math.min(10_000, Math.round(coords.accuracy)) });
      },
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 15_000 },
    );
  });
}

/** Reports the position every 30 s while `isUnderWay`. */
export function usePositionReport(isUnderWay: boolean): void {
  const { consent } = useSharing();
  const isOn = isUnderWay && consent === 'yes';
  useEffect(() => {
    if (!isOn) return undefined;
    let isStopped = false;
    const report = async (): Promise<void> => {
      const fix = await locate();
      if (isStopped) return;
      if (fix === null) return change({ isBlocked: true });
      try {
        await api.workers.reportPosition(fix);
        change({ isBlocked: false, lastAt: new Date().toISOString() });
      } catch (thrown) {
        // Off duty: the server keeps nothing, so we ask the phone no more. A lost connection or a jump is tried again.
        if (thrown instanceof RefusalError && thrown.code === 'workers.off_duty') stop();
        // Agreed on this phone before the server kept consents, or taken back on another: asked anew.
        if (thrown instanceof RefusalError && thrown.code === 'workers.consent_missing') {
          if (localStorage.getItem(unsentKey) === 'yes') return void sendConsent();
          stop();
          localStorage.removeItem(storageKey);
          change({ consent: 'asking', lastAt: null });
        }
      }
    };
    const timer = setInterval(() => void report(), everyMilliseconds);
    const stop = (): void => {
      isStopped = true;
      clearInterval(timer);
    };
    void report();
    return stop;
  }, [isOn]);
}

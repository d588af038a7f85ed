import { type ReactNode, useEffect, useRef, useState } from 'react';
import css from './sos.module.css';

const holdMilliseconds = 1000;
const armedMilliseconds = 5000;

/** Fires when held for a second, or on the second of two taps; one brush in a pocket does nothing. Works with keys and screen readers as two presses. */
export function HoldButton({ label, armed, icon, onFire }: { label: string; armed: string; icon: ReactNode; onFire: () => void }) {
  const [state, setState] = useState<'idle' | 'holding' | 'armed'>('idle');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hasFired = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  const fire = (): void => {
    clearTimeout(timer.current);
    hasFired.current = true;
    setState('idle');
    navigator.vibrate?.([200, 80, 200]);
    onFire();
  };
  const begin = (): void => {
    if (state === 'armed') return;
    hasFired.current = false;
    setState('holding');
    clearTimeout(timer.current);
    timer.current = setTimeout(fire, holdMilliseconds);
  };
  const leave = (): void => {
    if (state !== 'holding') return;
    clearTimeout(timer.current);
    setState('idle');
  };
  const tap = (): void => {
    // The finger that has held lets go: that tap has been heard.
    if (hasFired.current) { hasFired.current = false; return; }
    if (state === 'armed') return fire();
    clearTimeout(timer.current);
    setState('armed');
    timer.current = setTimeout(() => setState('idle'), armedMilliseconds);
  };
  return (
    <button type="button" className={css.hold} data-state={state} data-testid="sos-press" onPointerDown={begin} onPointerLeave={leave} onPointerCancel={leave} onContextMenu={(event) => event.preventDefault()} onClick={tap}>
      {icon}<span aria-live="assertive">{state === 'armed' ? armed : label}</span>
    </button>
  );
}

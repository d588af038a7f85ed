import { useCallback, useEffect, useState } from 'react';

/** Seconds left by the server's word, counted down by how long this page has run: the phone's own clock is never asked. */
export function useCountdown(remainingSeconds: number, receivedAt: number): { left: number; setLeft: (seconds: number) => void } {
  const [end, setEnd] = useState(() => receivedAt + remainingSeconds * 1000);
  const [left, setShown] = useState(remainingSeconds);
  useEffect(() => setEnd(receivedAt + remainingSeconds * 1000), [receivedAt, remainingSeconds]);
  useEffect(() => {
    const tick = (): void => setShown(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [end]);
  const setLeft = useCallback((seconds: number) => setEnd(performance.now() + seconds * 1000), []);
  return { left, setLeft };
}

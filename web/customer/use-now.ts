import { useEffect, useState } from 'react';

/** The present moment, anew every `seconds`; for countdowns and "5 minutes ago". */
export function useNow(seconds: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return now;
}

import { useEffect, useState } from 'react';

/** The present moment, told anew every `everySeconds`; for countdowns, "5 minutes ago" and screens left open over midnight. */
export function useNow(everySeconds = 30): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}

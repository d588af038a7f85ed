import { lazy, useEffect } from 'react';

/** Long enough for the first screen to have what it asked for. */
const afterMilliseconds = 2500;
const loads: (() => Promise<unknown>)[] = [];

/** As `lazy`, and fetched by `useWarm` before anybody asks for it. */
export const lazyLater: typeof lazy = (load) => {
  loads.push(load);
  return lazy(load);
};

/** Fetches the code of what is not shown yet once the first screen stands: a desk that then loses its connection still opens its pages and drawers. */
export function useWarm(): void {
  useEffect(() => {
    // What cannot be fetched now is fetched when it is opened.
    const timer = setTimeout(() => { for (const load of loads) load().catch(() => undefined); }, afterMilliseconds);
    return () => clearTimeout(timer);
  }, []);
}

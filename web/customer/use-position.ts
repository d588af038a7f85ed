import { useCallback, useEffect, useState } from 'react';

export type Point = { lon: number; lat: number };
type Position = {
  point: Point | null;
  /** `unasked`: a tap may ask; `refused`: the person or the browser said no. */
  state: 'unasked' | 'asking' | 'known' | 'refused';
  ask: () => void;
};
let known: Point | null = null;

/** Where the person is. The browser's question only comes on a tap; a permission given earlier is used at once. */
export function usePosition(): Position {
  const [point, setPoint] = useState<Point | null>(known);
  const [state, setState] = useState<Position['state']>(known ? 'known' : 'unasked');
  const ask = useCallback(() => {
    if (typeof navigator === 'undefined' || !('geolocation' in navigator)) return setState('refused');
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        known = { lon: Math.round(coords.longitude * 1e5) / 1e5, lat: Math.round(coords.latitude * 1e5) / 1e5 };
        setPoint(known);
        setState('known');
      },
      () => setState('refused'),
      { maximumAge: 300_000, timeout: 8000 },
    );
    return undefined;
  }, []);
  useEffect(() => {
    if (known || !('permissions' in navigator)) return undefined;
    let isHere = true;
    navigator.permissions.query({ name: 'geolocation' }).then((permission) => {
      if (isHere && permission.state === 'granted') ask();
    }, () => undefined);
    return () => { isHere = false; };
  }, [ask]);
  return { point, state, ask };
}

/** Metres between two points, good enough within a city. */
export function metersBetween(a: Point, b: Point): number {
  const east = (a.lon - b.lon) * Math.cos(((a.lat + b.lat) * Math.PI) / 360);
  return Math.hypot(east, a.lat - b.lat) * 111_320;
}

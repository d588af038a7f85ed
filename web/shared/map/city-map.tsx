import { Suspense, lazy } from 'react';
import { Bone } from '../kit/faces.tsx';
import type { CityMapProps } from './city-map-canvas.tsx';

export type { CityMapProps, MapMarker } from './city-map-canvas.tsx';

// MapLibre is a megabyte: it comes when a map is first shown.
const Canvas = lazy(() => import('./city-map-canvas.tsx').then((module) => ({ default: module.CityMapCanvas })));

/** The city with districts, workers and visits; see `CityMapProps`. */
export function CityMap(props: CityMapProps) {
  return <Suspense fallback={<Bone height={props.heightPixels ?? 420} radius="14px" />}><Canvas {...props} /></Suspense>;
}

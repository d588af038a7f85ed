import 'maplibre-gl/dist/maplibre-gl.css';
import { type GeoJSONSource, Map as MapEngine, type MapMouseEvent, Marker, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
// Without its own address the worker of MapLibre is not found in a Vite build ("Worker failed to load").
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n.ts';
import { colors } from '../tokens.ts';
import css from './city-map.module.css';
import { boundsOf, centreOf, toGeoJson } from './geometry.ts';
import { mapText } from './text.ts';

setWorkerUrl(workerUrl);

export type MapDistrict = { districtId: string; name: string; ring: readonly (readonly [number, number])[]; isOpen: boolean; isSchematic?: boolean };
/** Worker states as the live map sends them; a visit is waiting (nobody yet), due, onTheWay, inService or done. */
export type MapMarker = {
  id: string; kind: 'worker' | 'visit' | 'station'; lon: number; lat: number; label: string; isLate?: boolean;
  state: 'idle' | 'onTheWay' | 'inService' | 'offline' | 'waiting' | 'due' | 'done';
};
export type CityMapProps = {
  districts: readonly MapDistrict[];
  markers: readonly MapMarker[];
  selectedId?: string | null;
  onPick?: (marker: MapMarker) => void;
  onPickDistrict?: (districtId: string) => void;
  selectedDistrictId?: string | null;
  /** A point to move to, e.g. the order just opened. */
  focus?: { lon: number; lat: number } | null;
  heightPixels?: number | string;
  isLegendShown?: boolean;
};

const stateColors: Record<MapMarker['state'], string> = {
  idle: colors.jade500, onTheWay: colors.sky500, inService: colors.jade800, offline: colors.ink400, waiting: colors.apricot600, due: colors.jade600, done: colors.ink400,
};
const style: StyleSpecification = { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#efe9df' } }] };

/** MapLibre without tiles: the districts are the map. Markers are HTML buttons, so that keyboard and screen reader reach them. */
export function CityMapCanvas({ districts, markers, selectedId, onPick, onPickDistrict, selectedDistrictId, focus, heightPixels = 420, isLegendShown = true }: CityMapProps) {
  const { t } = useText(mapText);
  const place = useRef<HTMLDivElement>(null);
  const engine = useRef<MapEngine | null>(null);
  const [isReady, setReady] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const latest = useRef({ onPick, onPickDistrict });
  latest.current = { onPick, onPickDistrict };
  const shape = useMemo(() => toGeoJson(districts), [districts]);
  const bounds = useMemo(() => boundsOf(districts, markers), [districts, markers]);

  useEffect(() => {
    let map: MapEngine;
    try {
      map = new MapEngine({ container: place.current!, style, center: [87.6, 43.82], zoom: 9.5, attributionControl: false, dragRotate: false, pitchWithRotate: false, maxZoom: 16, fadeDuration: 0 });
    } catch {
      setFailed(true);
      return undefined;
    }
    map.touchZoomRotate.disableRotation();
    map.on('load', () => {
      map.addSource('districts', { type: 'geojson', data: toGeoJson([]) });
      map.addLayer({ id: 'fill', type: 'fill', source: 'districts', paint: { 'fill-color': ['case', ['get', 'isOpen'], ['get', 'color'], '#e4dccf'], 'fill-opacity': ['case', ['get', 'isSelected'], 0.95, 0.8] } });
      map.addLayer({ id: 'edge', type: 'line', source: 'districts', paint: { 'line-color': ['case', ['get', 'isSelected'], colors.jade600, '#fffdf9'], 'line-width': ['case', ['get', 'isSelected'], 3, 2] } });
      setReady(true);
    });
    map.on('click', 'fill', (event: MapMouseEvent & { features?: { properties: Record<string, unknown> }[] }) => {
      const id = event.features?.[0]?.properties.districtId;
      if (typeof id === 'string') latest.current.onPickDistrict?.(id);
    });
    engine.current = map;
    return () => {
      engine.current = null;
      setReady(false);
      map.remove();
    };
  }, []);

  useEffect(() => {
    if (!isReady) return;
    engine.current?.getSource<GeoJSONSource>('districts')?.setData(toGeoJson(districts, selectedDistrictId));
  }, [isReady, districts, selectedDistrictId]);

  useDistrictNames(isReady ? engine.current : null, districts, t('closed'));
  useMarkers(isReady ? engine.current : null, markers, selectedId ?? null, (marker) => latest.current.onPick?.(marker), (marker) => `${t(marker.kind, { name: marker.label })} · ${t(marker.state)}${marker.isLate ? ` · ${t('late')}` : ''}`);

  // Fits once the districts are known; later updates must not move the ground under the pointer.
  const hasFit = useRef(false);
  const fit = (animate: boolean): void => {
    if (bounds) engine.current?.fitBounds(bounds, { padding: 36, duration: animate ? 500 : 0, maxZoom: 13 });
  };
  useEffect(() => {
    if (!isReady || !bounds || hasFit.current || shape.features.length === 0) return;
    hasFit.current = true;
    fit(false);
  });
  useEffect(() => {
    if (!isReady) hasFit.current = false;
  }, [isReady]);
  const [lon, lat] = [focus?.lon, focus?.lat];
  useEffect(() => {
    if (isReady && lon !== undefined && lat !== undefined) engine.current?.easeTo({ center: [lon, lat], zoom: Math.max(engine.current.getZoom(), 12.5), duration: 500 });
  }, [isReady, lon, lat]);

  const counts = { workers: markers.filter((marker) => marker.kind === 'worker').length, visits: markers.filter((marker) => marker.kind === 'visit').length };
  return (
    <div className={css.frame} style={{ height: heightPixels }} role="region" aria-label={t('map', counts)}>
      <div ref={place} className={css.canvas} />
      {hasFailed ? <div className={css.failed}>{t('failed')}</div> : null}
      <div className={css.tools}>
        <button type="button" aria-label={t('zoomIn')} title={t('zoomIn')} onClick={() => engine.current?.zoomIn()}><Plus size={18} /></button>
        <button type="button" aria-label={t('zoomOut')} title={t('zoomOut')} onClick={() => engine.current?.zoomOut()}><Minus size={18} /></button>
        <button type="button" aria-label={t('fit')} title={t('fit')} onClick={() => fit(true)}><Maximize size={16} /></button>
      </div>
      {districts.some((district) => district.isSchematic !== false) && districts.length > 0 ? <span className={css.note}>{t('schematic')}</span> : null}
      {isLegendShown ? (
        <div className={css.legend} aria-hidden="true">
          {(['idle', 'onTheWay', 'inService', 'waiting'] as const).map((state) => <span key={state} style={{ '--c': stateColors[state] } as Record<string, string>}><i />{t(state)}</span>)}
        </div>
      ) : null}
    </div>
  );
}

function useDistrictNames(map: MapEngine | null, districts: readonly MapDistrict[], closed: string): void {
  useEffect(() => {
    if (!map) return undefined;
    const names = districts.map((district) => {
      const element = document.createElement('div');
      element.className = css.district!;
      element.textContent = district.name;
      if (!district.isOpen) element.appendChild(Object.assign(document.createElement('small'), { textContent: closed }));
      return new Marker({ element }).setLngLat(centreOf(district.ring)).addTo(map);
    });
    return () => names.forEach((name) => name.remove());
  }, [map, districts, closed]);
}

/** Keeps one button per marker and moves it; elements live on, so that focus and hover survive an update. */
function useMarkers(map: MapEngine | null, markers: readonly MapMarker[], selectedId: string | null, onPick: (marker: MapMarker) => void, describe: (marker: MapMarker) => string): void {
  const shown = useRef(new Map<string, { marker: Marker; element: HTMLButtonElement; of: MapMarker }>());
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    if (!map) return undefined;
    const current = shown.current;
    return () => {
      for (const { marker } of current.values()) marker.remove();
      current.clear();
    };
  }, [map]);
  useEffect(() => {
    if (!map) return;
    const wanted = new Set(markers.map((marker) => marker.id));
    for (const [id, entry] of shown.current) {
      if (wanted.has(id)) continue;
      entry.marker.remove();
      shown.current.delete(id);
    }
    for (const of of markers) {
      let entry = shown.current.get(of.id);
      if (!entry) {
        const element = document.createElement('button');
        element.type = 'button';
        element.className = css.marker!;
        const marker = new Marker({ element, anchor: of.kind === 'visit' ? 'bottom' : 'center' }).setLngLat([of.lon, of.lat]).addTo(map);
        const made = { marker, element, of };
        element.addEventListener('click', (event) => {
          event.stopPropagation();
          pick.current(made.of);
        });
        shown.current.set(of.id, made);
        entry = made;
      }
      entry.of = of;
      entry.marker.setLngLat([of.lon, of.lat]);
      const { element } = entry;
      element.dataset.kind = of.kind;
      element.dataset.state = of.state;
      element.dataset.late = String(of.isLate ?? false);
      element.setAttribute('aria-pressed', String(of.id === selectedId));
      element.title = describe(of);
      element.setAttribute('aria-label', element.title);
      element.style.setProperty('--c', of.isLate ? colors.danger600 : stateColors[of.state]);
      element.style.zIndex = of.kind === 'visit' ? '2' : '1';
    }
  });
}

import 'maplibre-gl/dist/maplibre-gl.css';
import { type GeoJSONSource, Map as MapEngine, type MapMouseEvent, Marker, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
// Without its own address the worker of MapLibre is not found in a Vite build ("Worker failed to load").
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Maximize, Minimize, Minus, Plus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n.ts';
import { colors } from '../tokens.ts';
import css from './city-map.module.css';
import { crowdGeoJson, splitMarks } from './crowd.ts';
import { boundsOf, centreOf, districtPaint, placeNames, shortNames, toGeoJson } from './geometry.ts';
import { mapText } from './text.ts';

setWorkerUrl(workerUrl);

/** `color` fills the district instead of the colour of open or planned ones, `note` stands below its name instead of “planned”. */
export type MapDistrict = { districtId: string; name: string; ring: readonly (readonly [number, number])[]; isOpen: boolean; isSchematic?: boolean; color?: string; note?: string };
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

/** MapLibre without tiles: the districts are the map. Markers are HTML buttons, so that keyboard and screen reader reach them; of a large city only those that matter most, the others are dots to click. */
export function CityMapCanvas({ districts, markers, selectedId, onPick, onPickDistrict, selectedDistrictId, focus, heightPixels = 420, isLegendShown = true }: CityMapProps) {
  const { t } = useText(mapText);
  const place = useRef<HTMLDivElement>(null);
  const engine = useRef<MapEngine | null>(null);
  const [isReady, setReady] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const latest = useRef<{ onPick: CityMapProps['onPick']; onPickDistrict: CityMapProps['onPickDistrict']; crowd: readonly MapMarker[] }>({ onPick, onPickDistrict, crowd: [] });
  const { buttons, crowd } = useMemo(() => splitMarks(markers, selectedId ?? null), [markers, selectedId]);
  latest.current = { onPick, onPickDistrict, crowd };
  const bounds = useMemo(() => boundsOf(districts, markers), [districts, markers]);
  const [isWhole, setWhole] = useState(false);

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
      map.addLayer({ id: 'fill', type: 'fill', source: 'districts', paint: { 'fill-color': ['get', 'fill'], 'fill-opacity': ['case', ['get', 'isSelected'], 1, 0.8] } });
      // Dashes cannot depend on a property, so that open and planned outlines are two layers.
      map.addLayer({ id: 'edge', type: 'line', source: 'districts', filter: ['any', ['get', 'isOpen'], ['get', 'isSelected']], paint: { 'line-color': ['case', ['get', 'isSelected'], colors.jade800, ['get', 'line']], 'line-width': ['case', ['get', 'isSelected'], 3, 1.5] } });
      map.addLayer({ id: 'planned', type: 'line', source: 'districts', filter: ['all', ['!', ['get', 'isOpen']], ['!', ['get', 'isSelected']]], paint: { 'line-color': ['get', 'line'], 'line-width': 1.5, 'line-dasharray': [3, 2] } });
      map.addSource('crowd', { type: 'geojson', data: crowdGeoJson([], () => '') });
      map.addLayer({ id: 'crowd', type: 'circle', source: 'crowd', paint: { 'circle-radius': ['case', ['get', 'isVisit'], 3.5, 4], 'circle-color': ['get', 'color'], 'circle-opacity': 0.75, 'circle-stroke-width': 1, 'circle-stroke-color': '#ffffff' } });
      setReady(true);
    });
    const crowdAt = (event: MapMouseEvent): MapMarker | undefined => {
      const id = map.getLayer('crowd') ? map.queryRenderedFeatures(event.point, { layers: ['crowd'] })[0]?.properties['id'] : undefined;
      return latest.current.crowd.find((mark) => mark.id === id);
    };
    map.on('mousemove', 'crowd', (event) => { map.getCanvas().style.cursor = 'pointer'; map.getCanvas().title = crowdAt(event)?.label ?? ''; });
    map.on('mouseleave', 'crowd', () => { map.getCanvas().style.cursor = ''; map.getCanvas().title = ''; });
    map.on('click', 'crowd', (event) => { const mark = crowdAt(event); if (mark) latest.current.onPick?.(mark); });
    map.on('movestart', ({ originalEvent }) => { if (originalEvent) isTouched.current = true; });
    map.on('mousemove', 'fill', () => { map.getCanvas().style.cursor = latest.current.onPickDistrict ? 'pointer' : ''; });
    map.on('mouseleave', 'fill', () => { map.getCanvas().style.cursor = ''; });
    map.on('click', 'fill', (event: MapMouseEvent & { features?: { properties: Record<string, unknown> }[] }) => {
      if (crowdAt(event)) return;
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

  useEffect(() => {
    if (isReady) engine.current?.getSource<GeoJSONSource>('crowd')?.setData(crowdGeoJson(crowd, (mark) => (mark.isLate ? colors.danger600 : stateColors[mark.state as MapMarker['state']])));
  }, [isReady, crowd]);

  useDistrictNames(isReady ? engine.current : null, districts, markers, t('closed'));
  useMarkers(isReady ? engine.current : null, buttons, selectedId ?? null, (marker) => latest.current.onPick?.(marker), (marker) => `${t(marker.kind, { name: marker.label })} · ${t(marker.state)}${marker.isLate ? ` · ${t('late')}` : ''}`);

  // Fits once the districts are known and once when the first marks arrive; later updates must not move the ground under the pointer.
  const hasFit = useRef({ ground: false, marks: false });
  const isTouched = useRef(false);
  const fit = (animate: boolean, whole = false): void => {
    const box = whole ? boundsOf(districts, markers, true) : bounds;
    // Names of small districts may stand beside them; the legend lies at the foot, on a small map in two lines.
    const isNarrow = (place.current?.clientWidth ?? 0) < 640;
    if (box) engine.current?.fitBounds(box, { padding: isNarrow ? { top: 24, left: 28, right: 62, bottom: 72 } : { top: 28, left: 56, right: 64, bottom: 44 }, duration: animate ? 500 : 0, maxZoom: 13 });
  };
  useEffect(() => {
    if (!isReady || !bounds || districts.length === 0) return;
    const isDone = hasFit.current.ground && (hasFit.current.marks || markers.length === 0 || isTouched.current);
    if (isDone) return;
    hasFit.current = { ground: true, marks: markers.length > 0 };
    fit(false);
  });
  useEffect(() => {
    if (!isReady) hasFit.current = { ground: false, marks: false };
  }, [isReady]);
  const [lon, lat] = [focus?.lon, focus?.lat];
  useEffect(() => {
    if (isReady && lon !== undefined && lat !== undefined) engine.current?.easeTo({ center: [lon, lat], zoom: Math.max(engine.current.getZoom(), 12.5), duration: 500 });
  }, [isReady, lon, lat]);

  // A district chosen elsewhere comes into sight; one already in sight must not move the map.
  useEffect(() => {
    const chosen = districts.filter(({ districtId }) => districtId === selectedDistrictId);
    const box = isReady && hasFit.current.ground && chosen.length > 0 ? boundsOf(chosen, [], true) : null;
    const seen = engine.current?.getBounds();
    if (box && seen && !(seen.contains(box[0]) && seen.contains(box[1]))) engine.current?.fitBounds(box, { padding: 72, duration: 500, maxZoom: 11 });
    // oxlint-disable-next-line react/exhaustive-deps -- only another choice moves the map
  }, [isReady, selectedDistrictId]);

  const counts = { workers: markers.filter((marker) => marker.kind === 'worker').length, visits: markers.filter((marker) => marker.kind === 'visit').length };
  return (
    <div className={css.frame} style={{ height: heightPixels }} role="region" aria-label={t('map', counts)}>
      <div ref={place} className={css.canvas} />
      {hasFailed ? <div className={css.failed}>{t('failed')}</div> : null}
      <div className={css.tools}>
        <button type="button" aria-label={t('zoomIn')} title={t('zoomIn')} onClick={() => engine.current?.zoomIn()}><Plus size={18} /></button>
        <button type="button" aria-label={t('zoomOut')} title={t('zoomOut')} onClick={() => engine.current?.zoomOut()}><Minus size={18} /></button>
        <button type="button" aria-label={t(isWhole ? 'fitOpen' : 'fit')} title={t(isWhole ? 'fitOpen' : 'fit')} onClick={() => { fit(true, !isWhole); setWhole(!isWhole); }}>{isWhole ? <Minimize size={16} /> : <Maximize size={16} />}</button>
      </div>
      <div className={css.foot}>
        {districts.some((district) => district.isSchematic !== false) && districts.length > 0 ? <span className={css.note}>{t('schematic')}</span> : null}
        {isLegendShown ? (
          <div className={css.legend} data-testid="map-legend">
            {(['open', 'planned'] as const).filter((kind) => districts.some(({ isOpen }) => isOpen === (kind === 'open'))).map((kind) => <Swatch key={kind} kind={kind} color={districtPaint[kind].fill} line={districtPaint[kind].line} label={t(kind === 'open' ? 'openDistrict' : 'closed')} />)}
            {(['idle', 'onTheWay', 'inService', 'offline', 'waiting', 'due'] as const).filter((state) => markers.some((marker) => marker.kind !== 'station' && marker.state === state)).map((state) => <Swatch key={state} kind="state" color={stateColors[state]} label={t(state)} />)}
            {markers.some(({ isLate }) => isLate) ? <Swatch kind="state" color={colors.danger600} label={t('late')} /> : null}
            {markers.some(({ kind }) => kind === 'station') ? <Swatch kind="station" color={colors.ink600} label={t('stationMark')} /> : null}
          </div>
        ) : null}
      </div>
    </div>
  );
}

const Swatch = ({ kind, color, line, label }: { kind: 'open' | 'planned' | 'state' | 'station'; color: string; line?: string; label: string }) => <span data-kind={kind} style={{ '--c': color, '--l': line ?? color } as Record<string, string>}><i aria-hidden="true" />{label}</span>;

/** Names of districts, moved aside where two would cover one another or a station; the largest room goes to open districts. */
function useDistrictNames(map: MapEngine | null, districts: readonly MapDistrict[], markers: readonly MapMarker[], closed: string): void {
  const stations = useRef<readonly MapMarker[]>([]);
  stations.current = markers.filter(({ kind }) => kind === 'station');
  const stationCount = stations.current.length;
  useEffect(() => {
    if (!map) return undefined;
    const words = shortNames(districts.map(({ name }) => name));
    const names = districts.map((district, index) => {
      const element = document.createElement('div');
      element.className = css.district!;
      element.textContent = words[index]!;
      const note = district.note ?? (district.isOpen ? null : closed);
      if (note) element.appendChild(Object.assign(document.createElement('small'), { textContent: note }));
      const [west, east] = [Math.min(...district.ring.map(([lon]) => lon)), Math.max(...district.ring.map(([lon]) => lon))];
      const [south, north] = [Math.min(...district.ring.map(([, lat]) => lat)), Math.max(...district.ring.map(([, lat]) => lat))];
      return { key: district.districtId, isOpen: district.isOpen, element, west, east, south, north, centre: centreOf(district.ring), marker: new Marker({ element }).setLngLat(centreOf(district.ring)).addTo(map) };
    });
    const arrange = (): void => {
      const boxes = names.toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen)).map(({ key, element, west, east, south, north, centre }) => {
        const [middle, low, high] = [map.project(centre), map.project([west, south]), map.project([east, north])];
        return { key, x: middle.x, y: middle.y, width: element.offsetWidth, height: element.offsetHeight, reach: { x: (high.x - low.x) / 2, y: (low.y - high.y) / 2 } };
      });
      const places = placeNames(boxes, stations.current.map(({ lon, lat }) => {
        const { x, y } = map.project([lon, lat]);
        return { left: x - 10, right: x + 10, top: y - 10, bottom: y + 10 };
      }));
      for (const { key, element, marker } of names) {
        const place = places.get(key);
        element.style.visibility = place ? '' : 'hidden';
        if (place) marker.setOffset([place.x, place.y]);
      }
    };
    arrange();
    // A pan moves all names alike; only a zoom or another size of the frame changes who covers whom.
    map.on('zoom', arrange);
    map.on('resize', arrange);
    return () => {
      map.off('zoom', arrange);
      map.off('resize', arrange);
      names.forEach(({ marker }) => marker.remove());
    };
  }, [map, districts, closed, stationCount]);
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

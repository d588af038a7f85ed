import { Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { useIsPhone } from '../../shared/desk/use-is-phone.ts';
import { useText } from '../../shared/i18n.ts';
import { placeNames, shortNames } from '../../shared/map/geometry.ts';
import { allianceText } from '../pages/alliance.text.ts';
import css from './draw-board.module.css';
import type { LonLat } from './outline.ts';

type District = { districtId: string; name: string; isOpen: boolean; ring: readonly (readonly [number, number])[] };
type Props = { districts: readonly District[]; points: readonly LonLat[]; isWrong?: boolean; onChange: (points: LonLat[]) => void };
const wide = 1000;

/** A plain drawing board over the known outlines: a click sets a point, a point can be dragged, arrows and Enter do the same from the keyboard. */
export function DrawBoard({ districts, points, isWrong = false, onChange }: Props) {
  const { t } = useText(allianceText);
  const board = useRef<SVGSVGElement>(null);
  // In a hand the board is a square and its words are three times as large to be read at a third of the size.
  const isPhone = useIsPhone();
  const [high, letter] = isPhone ? [1000, 34] : [620, 17];
  const [zoom, setZoom] = useState(2);
  const [centre, setCentre] = useState<LonLat | null>(() => (districts.length > 0 ? thickOf(districts) : null));
  const [cursor, setCursor] = useState<LonLat | null>(null);
  const dragged = useRef<number | null>(null);
  const wasDragged = useRef(false);

  const view = useMemo(() => {
    const all = districts.flatMap(({ ring }) => ring.map(([lon, lat]): LonLat => [lon, lat]));
    const known = all.length > 0 ? all : [[87.3, 43.6], [87.9, 44.0]] satisfies LonLat[];
    const [west, east, south, north] = [Math.min(...known.map(([lon]) => lon)), Math.max(...known.map(([lon]) => lon)), Math.min(...known.map(([, lat]) => lat)), Math.max(...known.map(([, lat]) => lat))];
    const [midLon, midLat] = centre ?? [(west + east) / 2, (south + north) / 2];
    const squeeze = Math.cos((midLat * Math.PI) / 180);
    const scale = Math.min(wide / ((east - west) * squeeze * 1.15), high / ((north - south) * 1.15)) * zoom;
    return {
      toX: (lon: number) => wide / 2 + (lon - midLon) * squeeze * scale, toY: (lat: number) => high / 2 - (lat - midLat) * scale,
      toLonLat: (x: number, y: number): LonLat => [round(midLon + (x - wide / 2) / (squeeze * scale)), round(midLat - (y - high / 2) / scale)],
      middle: [midLon, midLat] as LonLat, step: 12 / scale,
    };
  }, [districts, zoom, centre, high]);

  const at = (event: { clientX: number; clientY: number }): LonLat => {
    const box = board.current!.getBoundingClientRect();
    return view.toLonLat(((event.clientX - box.left) / box.width) * wide, ((event.clientY - box.top) / box.height) * high);
  };
  const move = (event: PointerEvent): void => {
    if (dragged.current === null) return;
    wasDragged.current = true;
    onChange(points.map((point, index) => (index === dragged.current ? at(event) : point)));
  };
  const key = (event: KeyboardEvent): void => {
    const [lon, lat] = cursor ?? view.middle;
    const moves: Record<string, LonLat> = { ArrowLeft: [lon - view.step, lat], ArrowRight: [lon + view.step, lat], ArrowUp: [lon, lat + view.step], ArrowDown: [lon, lat - view.step] };
    if (moves[event.key]) { event.preventDefault(); setCursor(moves[event.key]!); }
    if (event.key === 'Enter') { event.preventDefault(); onChange([...points, [round(lon), round(lat)]]); }
    if (event.key === 'Backspace') { event.preventDefault(); onChange(points.slice(0, -1)); }
  };
  const words = shortNames(districts.map(({ name }) => name));
  const places = placeNames(districts.map(({ districtId, ring }, index) => {
    const [lon, lat] = middleOf(ring);
    const reach = (values: readonly number[]): number => (Math.max(...values) - Math.min(...values)) / 2;
    return { key: districtId, x: view.toX(lon), y: view.toY(lat), width: words[index]!.length * letter, height: letter * 1.2, reach: { x: reach(ring.map(([one]) => view.toX(one))), y: reach(ring.map(([, one]) => view.toY(one))) } };
  }));
  const path = (ring: readonly (readonly [number, number])[]): string => ring.map(([lon, lat]) => `${view.toX(lon)},${view.toY(lat)}`).join(' ');
  const zoomBy = (factor: number): void => {
    if (points.length > 0) setCentre([points.reduce((sum, [lon]) => sum + lon, 0) / points.length, points.reduce((sum, [, lat]) => sum + lat, 0) / points.length]);
    setZoom(Math.max(1, Math.min(24, zoom * factor)));
    if (zoom * factor <= 1) setCentre(null);
  };
  return (
    <div className={css.frame}>
      <svg
        ref={board} viewBox={`0 0 ${wide} ${high}`} className={css.board} role="application"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the board is drawn on from the keyboard
        tabIndex={0} aria-label={t('canvas')} data-testid="draw-board" onKeyDown={key} onPointerMove={move} onPointerUp={() => { dragged.current = null; }} onPointerLeave={() => { dragged.current = null; }}
        onClick={(event) => { if (wasDragged.current) wasDragged.current = false; else onChange([...points, at(event)]); }}
      >
        {districts.map((district) => <polygon key={district.districtId} points={path(district.ring)} className={css.known} data-open={district.isOpen} />)}
        {districts.map(({ districtId, ring }, index) => {
          const [[lon, lat], move] = [middleOf(ring), places.get(districtId)];
          return move ? <text key={districtId} x={view.toX(lon) + move.x} y={view.toY(lat) + move.y} dominantBaseline="central" fontSize={letter} className={css.name}>{words[index]}</text> : null;
        })}
        {points.length > 1 ? <polygon points={path(points)} className={css.drawn} data-wrong={isWrong} /> : null}
        {points.map(([lon, lat], index) => (
          <circle key={index} cx={view.toX(lon)} cy={view.toY(lat)} r={9} className={css.point} role="img" aria-label={t('point', { number: index + 1 })} onPointerDown={(event) => { event.stopPropagation(); dragged.current = index; wasDragged.current = true; }} />
        ))}
        {cursor ? <g className={css.cross} transform={`translate(${view.toX(cursor[0])} ${view.toY(cursor[1])})`}><path d="M-14 0H14M0 -14V14" /></g> : null}
      </svg>
      <div className={css.tools}>
        <button type="button" aria-label={t('zoomIn')} title={t('zoomIn')} onClick={() => zoomBy(1.6)}><Plus size={18} /></button>
        <button type="button" aria-label={t('zoomOut')} title={t('zoomOut')} onClick={() => zoomBy(1 / 1.6)}><Minus size={18} /></button>
      </div>
    </div>
  );
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
/** Where most districts lie: one far out must not push the others into a corner. */
const thickOf = (districts: readonly District[]): LonLat => [median(districts.map(({ ring }) => middleOf(ring)[0])), median(districts.map(({ ring }) => middleOf(ring)[1]))];
/** About a metre is precise enough for an outline of cells of a kilometre. */
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
const middleOf = (ring: readonly (readonly [number, number])[]): LonLat => [ring.reduce((sum, [lon]) => sum + lon, 0) / ring.length, ring.reduce((sum, [, lat]) => sum + lat, 0) / ring.length];

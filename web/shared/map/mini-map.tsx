import { formatDistance } from '../format.ts';
import { useText } from '../i18n.ts';
import css from './mini-map.module.css';
import { mapText } from './text.ts';

type Point = { lon: number; lat: number };
type Props = { home: Point; worker?: Point | null | undefined; distanceMeters?: number | null | undefined; isArrived?: boolean; heightPixels?: number };

const width = 360;
/** A degree of longitude is shorter than one of latitude here; at 44° N about 0.72. */
const project = (point: Point, around: Point, scale: number, height: number): { x: number; y: number } => ({
  x: width / 2 + (point.lon - around.lon) * Math.cos((around.lat * Math.PI) / 180) * scale,
  y: height / 2 + 4 - (point.lat - around.lat) * scale,
});
/** The same streets for the same home: a small deterministic sequence 0–1. */
function* streetNoise(seed: number): Generator<number> {
  for (let value = seed % 2147483647 || 7; ; ) {
    value = (value * 48271) % 2147483647;
    yield value / 2147483647;
  }
}

/** Where she is and where home is, without a map engine: a schematic of a neighbourhood, home as a door, the worker as a dot with the way between. */
export function MiniMap({ home, worker, distanceMeters, isArrived = false, heightPixels = 180 }: Props) {
  const { t, locale } = useText(mapText);
  const height = (heightPixels / 360) * width;
  const away = !isArrived && worker ? worker : null;
  const middle = away ? { lon: (home.lon + away.lon) / 2, lat: (home.lat + away.lat) / 2 } : home;
  const spanX = away ? Math.abs(home.lon - away.lon) * Math.cos((home.lat * Math.PI) / 180) : 0;
  const spanY = away ? Math.abs(home.lat - away.lat) : 0;
  const scale = Math.min((width - 120) / Math.max(spanX, 0.004), (height - 108) / Math.max(spanY, 0.003));
  const door = project(home, middle, scale, height);
  const her = away ? project(away, middle, scale, height) : null;
  const words = isArrived ? t('atDoor') : distanceMeters === null || distanceMeters === undefined ? null : t('away', { distance: formatDistance(distanceMeters, locale) });
  return (
    <figure className={css.map} style={{ aspectRatio: `${width} / ${height}` }} aria-label={[t('home'), words].filter(Boolean).join(' · ')} role="img">
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <Streets height={height} seed={Math.round(home.lon * 1e4 + home.lat * 1e5)} />
        {her ? <path d={wayBetween(her, door)} fill="none" stroke="#fff" strokeWidth="8" strokeLinecap="round" /> : null}
        {her ? <path d={wayBetween(her, door)} fill="none" stroke="var(--jade-600)" strokeWidth="4" strokeLinecap="round" strokeDasharray="1 9" /> : null}
        <g transform={`translate(${door.x} ${door.y})`}>
          <ellipse cy="2" rx="15" ry="5" fill="rgb(60 45 25 / 18%)" />
          <path d="M-15-2v-22c0-9 6.5-16 15-16s15 7 15 16v22z" fill="var(--jade-600)" />
          <path d="M-9.5-2v-21c0-6 4-10.5 9.5-10.500S9.5-29 9.5-23v21z" fill="#f7cc9d" />
          <path d="M-9.5-2v-21c0-6 4-10.5 9.5-10.500V-2z" fill="#fff" />
        </g>
        {her ? (
          <g className={css.moving} style={{ transform: `translate(${her.x}px, ${her.y}px)` }}>
            <circle r="16" fill="var(--apricot-300)" className={css.pulse} />
            <circle r="11" fill="#fff" />
            <circle r="8" fill="var(--apricot-500)" />
          </g>
        ) : null}
      </svg>
      {words ? <span className={css.distance}>{words}</span> : null}
      <span className={css.note}>{t('routeNote')}</span>
    </figure>
  );
}

/** Out along one street, over along another: drawn with rounded corners. */
function wayBetween(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const endY = to.y - 2;
  const turnX = from.x + (to.x - from.x) * 0.58;
  const bend = Math.min(16, Math.abs(endY - from.y) / 2, Math.abs(to.x - from.x) / 4);
  const [stepX, stepY] = [Math.sign(to.x - from.x) * bend, Math.sign(endY - from.y) * bend];
  return `M${from.x} ${from.y} H${turnX - stepX} Q${turnX} ${from.y} ${turnX} ${from.y + stepY} V${endY - stepY} Q${turnX} ${endY} ${turnX + stepX} ${endY} H${to.x}`;
}

function Streets({ height, seed }: { height: number; seed: number }) {
  const noise = streetNoise(seed);
  const next = (): number => noise.next().value as number;
  const columns = [0, 1, 2, 3, 4, 5].map((column) => -20 + column * 76 + next() * 26);
  const rows = [0, 1, 2, 3].map((row) => -16 + row * (height / 2.8) + next() * 16);
  const blocks = columns.slice(0, -1).flatMap((x, column) => rows.map((y, row) => ({ x: x + 7, y: y + 7, wide: columns[column + 1]! - x - 14, high: (rows[row + 1] ?? height + 30) - y - 14, kind: next() })));
  return (
    <g>
      <rect width={width} height={height} fill="#fbf8f3" />
      {blocks.map((block, index) => <rect key={index} x={block.x} y={block.y} width={Math.max(0, block.wide)} height={Math.max(0, block.high)} rx="8" fill={block.kind > 0.82 ? '#dcebdd' : block.kind > 0.5 ? '#efe8dc' : '#f2ece2'} />)}
      <path d={`M-10 ${height * 0.86} C ${width * 0.3} ${height * 0.7}, ${width * 0.55} ${height * 1.05}, ${width + 10} ${height * 0.78}`} fill="none" stroke="#d5e6ee" strokeWidth="9" />
    </g>
  );
}

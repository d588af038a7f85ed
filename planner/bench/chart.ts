/** Quality against time as one SVG: mean gap to the best known by class, both axes logarithmic, peers as points. No library, nothing from outside. */
import type { Peer } from './family.ts';

/** Mean gaps in percent at shares of the allowance, one list per class; Infinity: no plan yet. */
export type Curve = { name: string; gaps: number[] };

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [760, 460, 64, 48, 150, 52] as const;
const COLOURS = ['#c2410c', '#1d4ed8', '#15803d', '#7e22ce', '#b45309', '#0e7490', '#be185d', '#4d7c0f'];
/** Gaps below this are drawn on the floor: a logarithm knows no zero. */
const FLOOR = 0.001;

/** The picture. `shares` are the moments of each curve's gaps, as parts of `seconds`. */
export function chart(title: string, seconds: number, shares: readonly number[], curves: readonly Curve[], peers: readonly Peer[]): string {
  const shown = curves.flatMap(({ gaps }) => gaps.filter(Number.isFinite));
  const points = peers.flatMap((peer) => Object.entries(peer.gaps).flatMap(([name, gap]) => (name === 'all' ? [{ peer, gap }] : [])));
  const most = 10 ** Math.ceil(Math.log10(Math.max(FLOOR * 10, ...shown, ...points.map(({ gap }) => gap))));
  const least = 10 ** Math.floor(Math.log10(Math.max(FLOOR, Math.min(most / 10, ...shown, ...points.map(({ gap }) => gap)))));
  const longest = Math.max(seconds, ...points.map(({ peer }) => peer.seconds));
  const x = (at: number): number => LEFT + (WIDTH - LEFT - RIGHT) * Math.log(at / (shares[0]! * seconds)) / Math.log(longest / (shares[0]! * seconds));
  const y = (gap: number): number => TOP + (HEIGHT - TOP - BOTTOM) * Math.log(most / Math.max(least, gap)) / Math.log(most / least);
  const parts: string[] = [];
  for (let gap = most; gap >= least * 0.99; gap /= 10) {
    parts.push(`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(y(gap))}" y2="${round(y(gap))}" stroke="#d6d3d1"/>`, text(LEFT - 8, y(gap) + 4, `${trim(gap)} %`, 'end'));
  }
  for (let at = 10 ** Math.ceil(Math.log10(shares[0]! * seconds)); at <= longest * 1.001; at *= 10) {
    parts.push(`<line y1="${TOP}" y2="${HEIGHT - BOTTOM}" x1="${round(x(at))}" x2="${round(x(at))}" stroke="#d6d3d1"/>`, text(x(at), HEIGHT - BOTTOM + 18, `${trim(at)} s`, 'middle'));
  }
  const ends: number[] = [];
  curves.forEach(({ name, gaps }, index) => {
    const colour = COLOURS[index % COLOURS.length]!;
    const line = gaps.flatMap((gap, at) => (Number.isFinite(gap) ? [`${round(x(shares[at]! * seconds))},${round(y(gap))}`] : []));
    if (line.length === 0) return;
    parts.push(`<polyline fill="none" stroke="${colour}" stroke-width="2" points="${line.join(' ')}"/>`);
    // Names at the end of their lines, pushed down where two would lie on each other.
    let at = y(gaps.at(-1)!) + 4;
    while (ends.some((other) => Math.abs(other - at) < 14)) at += 14;
    ends.push(at);
    parts.push(text(x(seconds) + 8, at, name, 'start', colour));
  });
  for (const { peer, gap } of points) {
    parts.push(`<circle cx="${round(x(peer.seconds))}" cy="${round(y(gap))}" r="4" fill="none" stroke="#44403c"/>`, text(x(peer.seconds) - 8, y(gap) - 8, peer.name, 'end', '#44403c'));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`
    + `${text(LEFT, 26, title, 'start', '#1c1917', 15)}${parts.join('')}</svg>\n`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const trim = (value: number): string => String(Number(value.toPrecision(2)));
const escape = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
function text(at: number, down: number, words: string, anchor: string, colour = '#57534e', size = 12): string {
  return `<text x="${round(at)}" y="${round(down)}" text-anchor="${anchor}" fill="${colour}" font-size="${size}">${escape(words)}</text>`;
}

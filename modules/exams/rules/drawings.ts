/** Small drawings of our own for questions that ask about what is seen. */
const draw = (body: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160" width="240" height="160"><rect width="240" height="160" fill="#fbfaf7"/>${body}</svg>`;
const ink = 'stroke="#333" stroke-width="4" fill="none" stroke-linejoin="round" stroke-linecap="round"';

export const drawings: Record<string, string> = {
  washTub30: draw(`<path d="M50 55 L65 125 H175 L190 55" ${ink}/><path d="M50 62 q12 -12 24 0 t24 0 t24 0 t24 0 t24 0 t20 0" ${ink}/><text x="120" y="112" font-size="36" text-anchor="middle" fill="#333" font-family="sans-serif">30</text>`),
  doNotTumble: draw(`<rect x="65" y="25" width="110" height="110" ${ink}/><circle cx="120" cy="80" r="45" ${ink}/><path d="M60 20 L180 140 M180 20 L60 140" stroke="#b3261e" stroke-width="5"/>`),
  doNotBleach: draw(`<path d="M120 25 L190 135 H50 Z" ${ink}/><path d="M55 30 L185 140 M185 30 L55 140" stroke="#b3261e" stroke-width="5"/>`),
  flammable: draw(`<path d="M120 12 L228 80 L120 148 L12 80 Z" fill="#fff" stroke="#b3261e" stroke-width="6"/><path d="M120 45 c22 22 26 34 20 52 a22 22 0 0 1 -42 -2 c-2 -14 6 -20 10 -30 c6 8 8 12 10 14 c4 -10 4 -22 2 -34 Z" fill="#333"/>`),
  corrosive: draw(`<path d="M120 12 L228 80 L120 148 L12 80 Z" fill="#fff" stroke="#b3261e" stroke-width="6"/><path d="M78 55 l34 14 -5 10 -34 -14 Z M140 69 l34 -14 -5 10 -30 14 Z" fill="#333"/><path d="M96 84 v12 M88 90 v8 M150 84 v12 M158 90 v8" ${ink}/><path d="M75 108 h40 M132 108 h36 q-4 -8 -14 -6 q-8 -8 -22 6" ${ink}/>`),
  socketWithWater: draw(`<rect x="70" y="30" width="100" height="80" rx="8" ${ink}/><path d="M105 55 v24 M135 55 v24 M120 88 v10" ${ink}/><path d="M60 120 q8 14 0 22 q-8 -8 0 -22 M180 116 q8 14 0 22 q-8 -8 0 -22 M120 118 q8 14 0 22 q-8 -8 0 -22" fill="#3b7dd8"/>`),
  babyOnBack: draw(`<rect x="25" y="35" width="190" height="95" rx="10" ${ink}/><circle cx="70" cy="82" r="20" fill="#f6d7bf" stroke="#333" stroke-width="3"/><circle cx="64" cy="79" r="2" fill="#333"/><circle cx="76" cy="79" r="2" fill="#333"/><path d="M63 89 q7 5 14 0" stroke="#333" stroke-width="2" fill="none"/><rect x="92" y="66" width="90" height="32" rx="14" fill="#bcd9f2" stroke="#333" stroke-width="3"/>`),
  wheelchairBrake: draw(`<circle cx="105" cy="105" r="38" ${ink}/><circle cx="170" cy="125" r="16" ${ink}/><path d="M80 30 V85 H150 L168 112 M80 60 H140" ${ink}/><path d="M128 78 l22 -16" stroke="#b3261e" stroke-width="7" stroke-linecap="round"/><circle cx="153" cy="60" r="7" fill="#b3261e"/>`),
};

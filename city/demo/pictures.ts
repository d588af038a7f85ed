import { crc32, deflateSync } from 'node:zlib';

/** Drawn stand-ins for the photos a worker would take: flat rooms in warm colours, so that the demo shows no real home. */
type Colour = [number, number, number];
const WIDTH = 480;
const HEIGHT = 360;

/** A picture of a public area as base64 PNG; the same seed draws the same room. */
const drawn = new Map<string, string>();

/** A picture of a public area as base64 PNG; a dozen rooms are drawn once each and shown again. */
export function drawRoom(area: string, seed: number): string {
  const key = `${area} ${seed % 12}`;
  const known = drawn.get(key) ?? draw(area, seed % 12);
  drawn.set(key, known);
  return known;
}

function draw(area: string, seed: number): string {
  const warm: Colour[] = [[246, 236, 222], [232, 240, 234], [240, 232, 236], [230, 236, 242]];
  const wall = warm[seed % warm.length]!;
  const floor: Colour = [205, 176, 142];
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  const paint = (x0: number, y0: number, x1: number, y1: number, [r, g, b]: Colour): void => {
    for (let y = Math.max(0, y0); y < Math.min(HEIGHT, y1); y++) {
      for (let x = Math.max(0, x0); x < Math.min(WIDTH, x1); x++) {
        const shade = 1 - (y / HEIGHT) * 0.06;
        const at = (y * WIDTH + x) * 3;
        pixels[at] = r * shade;
        pixels[at + 1] = g * shade;
        pixels[at + 2] = b * shade;
      }
    }
  };
  paint(0, 0, WIDTH, 250, wall);
  paint(0, 250, WIDTH, HEIGHT, floor);
  for (let i = 0; i < 8; i++) paint(0, 250 + i * 14, WIDTH, 251 + i * 14, [188, 158, 124]);
  paint(60 + (seed % 3) * 20, 50, 200 + (seed % 3) * 20, 170, [255, 255, 255]);
  paint(66 + (seed % 3) * 20, 56, 128 + (seed % 3) * 20, 164, [178, 214, 232]);
  paint(134 + (seed % 3) * 20, 56, 194 + (seed % 3) * 20, 164, [190, 222, 238]);
  if (area === 'kitchen') {
    paint(260, 40, 460, 110, [224, 206, 184]);
    paint(258, 200, 470, 214, [120, 112, 104]);
    paint(260, 214, 468, 300, [236, 226, 212]);
    for (let i = 0; i < 3; i++) paint(270 + i * 66, 226, 322 + i * 66, 292, [224, 206, 184]);
    paint(300, 188, 360, 200, [90, 96, 100]);
  } else if (area === 'balcony' || area === 'outdoor') {
    paint(240, 30, 470, 240, [200, 226, 238]);
    for (let i = 0; i < 6; i++) paint(240 + i * 42, 150, 246 + i * 42, 250, [150, 140, 130]);
    paint(300, 200, 350, 262, [120, 150, 104]);
  } else {
    paint(250, 180, 450, 262, [120, 158, 140]);
    paint(250, 150, 450, 190, [136, 174, 156]);
    paint(262, 262, 276, 276, [110, 90, 70]);
    paint(424, 262, 438, 276, [110, 90, 70]);
    paint(300, 290, 420, 300, [164, 128, 92]);
  }
  return png(pixels).toString('base64');
}

function png(pixels: Buffer): Buffer {
  const rows = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) pixels.copy(rows, y * (WIDTH * 3 + 1) + 1, y * WIDTH * 3, (y + 1) * WIDTH * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'ascii'), body]);
  const out = Buffer.alloc(body.length + 12);
  out.writeUInt32BE(body.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), body.length + 8);
  return out;
}

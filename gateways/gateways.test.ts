import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { VirtualClock } from '../kernel/clock.ts';
import { openHarness } from '../kernel/harness.ts';
import { createMaps, haversineMeters } from './maps.ts';
import { outcomes } from './pay-simulator/index.ts';
import { createPhoneLineStandIn } from './phone-line.ts';
import { createSmsStandIn } from './sms.ts';
import { createPhotoStorage } from './storage.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-gateways-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the cashier and the phone are pages of the demo, and of nothing else', async () => {
  const city = await openHarness({ modules: [] });
  const tradeNo = 'order01';
  const { cashierPath } = await city.gateways.payment.createOrder({ outTradeNo: tradeNo, amountFen: 990, description: '<b>保洁</b>', expiresAt: new Date('2026-11-23T00:00:00Z'), notifyPath: '/nowhere', returnPath: '/orders/1' });
  const page = await city.request({ method: 'GET', url: cashierPath!, headers: { accept: 'text/html' } });
  expect(page.body).toContain('¥9.90');
  expect(page.body).not.toMatch(/<b>保洁|<script/);
  expect((await city.request({ method: 'GET', url: `/demo/pay/${tradeNo}` })).body).toMatchObject({ state: 'open', amountFen: 990, outcomes: [...outcomes] });
  const form = await city.request({ method: 'POST', url: cashierPath!, body: 'outcome=paid', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  expect([form.status, form.headers['location']]).toEqual([303, '/orders/1']);
  expect(await city.request({ method: 'POST', url: `/demo/pay/${tradeNo}`, body: { outcome: 'stolen' } })).toMatchObject({ status: 400, body: { field: 'outcome' } });
  expect(await city.request({ method: 'GET', url: '/demo/pay/T0' })).toMatchObject({ status: 404, body: { code: 'payments.payment_unknown' } });
  await city.gateways.sms.send({ phone: '13900000001', template: 'login_code', params: { code: '123456', minutes: 5 } });
  await city.gateways.sms.send({ phone: '13900000002', template: 'other', params: { zh: '<i>你好', en: 'hi' } });
  expect((await city.request({ method: 'GET', url: '/demo/phone' })).body).toMatch(/<b>.*<\/b>/);
  expect((await city.request({ method: 'GET', url: '/demo/phone' })).body).not.toMatch(/<i>|<script/);
  expect((await city.request({ method: 'GET', url: '/demo/phone?phone=13900000002&lang=en' })).body).not.toContain('123456');
  expect((await city.request({ method: 'GET', url: '/demo/sms?phone=13900000001' })).body.messages).toMatchObject([{ params: { code: '123456' }, zh: expect.stringContaining('123456') }]);
  await city.close();
  const real = await openHarness({ modules: [], config: { isDemo: false } });
  for (const url of ['/demo/phone', '/demo/sms', '/demo/pay/T0']) expect((await real.request({ method: 'GET', url })).status).toBe(404);
  await real.close();
});

test('messages survive a restart in their journal', async () => {
  const clock = new VirtualClock('2026-11-22T00:00:00Z');
  await createSmsStandIn({ clock, folder }).send({ phone: '13900000003', template: 'login_code', params: { code: '1', minutes: 5 } });
  expect(createSmsStandIn({ clock, folder }).inbox('13900000003')).toHaveLength(1);
});

test('a virtual number connects its two ends while it lives', async () => {
  const clock = new VirtualClock('2026-11-22T00:00:00Z');
  const line = createPhoneLineStandIn({ clock });
  const { virtualNumber, bindingId } = await line.bind({ a: '13900000001', b: '13900000002', minutes: 10, reason: 'visit' });
  expect([line.dial('13900000001', virtualNumber), line.dial('13900000002', virtualNumber), line.dial('13900000009', virtualNumber)]).toEqual(['13900000002', '13900000001', null]);
  clock.advance({ minutes: 11 });
  expect(line.dial('13900000001', virtualNumber)).toBeNull();
  await line.unbind(bindingId);
  const { dialNumber } = await line.placeCall({ agentId: 'per_1', to: '13900000001', reason: 'follow-up' });
  expect(dialNumber).not.toBe('13900000001');
  expect(line.calls()).toHaveLength(1);
});

test('travel: known distances, a detour, a speed per mode', () => {
  const [peopleSquare, station] = [{ lon: 87.6168, lat: 43.8256 }, { lon: 87.5406, lat: 43.8497 }];
  expect(haversineMeters(peopleSquare, station)).toBeCloseTo(6674, -2);
  const maps = createMaps();
  expect(maps.estimate(peopleSquare, peopleSquare)).toEqual({ distanceMeters: 0, minutes: 4 });
  const { distanceMeters, minutes } = maps.estimate(peopleSquare, station, 'ebike');
  expect([distanceMeters, minutes]).toEqual([Math.round(haversineMeters(peopleSquare, station) * 1.35), Math.ceil((distanceMeters / 15_000) * 60 + 4)]);
  expect(maps.estimate(peopleSquare, station, 'walk').minutes).toBeGreaterThan(minutes * 2);
});

const segment = (marker: number, body: Buffer): Buffer => { const head = Buffer.alloc(4); head.writeUInt16BE(0xff00 | marker, 0); head.writeUInt16BE(body.length + 2, 2); return Buffer.concat([head, body]); };
const frame = (width: number, height: number): Buffer => { const body = Buffer.alloc(15); body[0] = 8; body.writeUInt16BE(height, 1); body.writeUInt16BE(width, 3); body[5] = 3; return segment(0xc0, body); };
const jpeg = (width: number, height: number, extra: Buffer[] = [], tail = Buffer.alloc(0)): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...extra, frame(width, height), segment(0xda, Buffer.alloc(10)), Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]), Buffer.from([0xff, 0xd9]), tail]);
const exif = (orientation: number): Buffer => {
  const tiff = Buffer.from('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0GPS 43.8256N 87.6168E', 'latin1');
  tiff.writeUInt16LE(orientation, 18);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
};
const chunk = (type: string, body: Buffer): Buffer => { const named = Buffer.concat([Buffer.from(type, 'latin1'), body]); const out = Buffer.alloc(named.length + 8); out.writeUInt32BE(body.length, 0); named.copy(out, 4); out.writeUInt32BE(crc32(named), named.length + 4); return out; };
const png = (width: number, height: number, extra: Buffer[] = []): Buffer => {
  const header = Buffer.alloc(13); header.writeUInt32BE(width, 0); header.writeUInt32BE(height, 4); header[8] = 8; header[9] = 2;
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), ...extra, chunk('IDAT', deflateSync(Buffer.alloc(40))), chunk('IEND', Buffer.alloc(0)), Buffer.from('hidden tail')]);
};

describe('photos', () => {
  const storage = createPhotoStorage(folder);
  test('lose where and with what they were taken, and what hides behind their end', async () => {
    const comment = segment(0xfe, Buffer.from('taken by 林小满'));
    const { photoId, width, height } = await storage.put(jpeg(640, 480, [exif(1), comment, segment(0xe2, Buffer.from('maker note'))], Buffer.from('PK\x03\x04 a zip')));
    const kept = (await storage.read(photoId))!;
    expect([width, height, kept.contentType]).toEqual([640, 480, 'image/jpeg']);
    expect(kept.bytes.toString('latin1')).not.toMatch(/GPS|Exif|taken by|maker note|a zip/);
    expect(kept.bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
    const drawn = await storage.put(png(10, 10, [chunk('tEXt', Buffer.from('Author\0Lin')), chunk('eXIf', Buffer.from('GPS')), chunk('gAMA', Buffer.alloc(4))]));
    const bytes = (await storage.read(drawn.photoId))!.bytes.toString('latin1');
    expect(bytes).not.toMatch(/Author|GPS|hidden/);
    expect(bytes).toContain('gAMA');
  });

  test('keep which way is up', async () => {
    const kept = (await storage.read((await storage.put(jpeg(64, 48, [exif(6)]))).photoId))!.bytes;
    expect(kept.toString('latin1')).toContain('Exif');
    expect(kept.toString('latin1')).not.toContain('GPS');
    expect((await storage.read((await storage.put(kept)).photoId))!.bytes).toEqual(kept);
  });

  test('are one file however often they come, as bytes or text', async () => {
    const a = await storage.put(png(12, 12));
    const b = await storage.put(png(12, 12).toString('base64'));
    const c = await storage.put(`data:image/png;base64,${png(12, 12).toString('base64')}`);
    expect([b.photoId, c.photoId]).toEqual([a.photoId, a.photoId]);
    expect(readFileSync(join(folder, 'photos', a.photoId.slice(0, 2), a.photoId)).length).toBe(a.bytes);
  });

  test.each([
    ['a script in SVG', Buffer.from('<svg onload=alert(1)>')], ['a GIF', Buffer.from('GIF89a....')], ['a zip', Buffer.from('PK\x03\x04')], ['nothing', Buffer.alloc(0)], ['a JPEG start only', Buffer.from([0xff, 0xd8, 0xff])],
    ['a JPEG cut short', jpeg(10, 10).subarray(0, 40)], ['a JPEG without a frame', Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xda, Buffer.alloc(4)), Buffer.from([0xff, 0xd9])])],
    ['a PNG with a wrong checksum', Buffer.from(png(10, 10)).fill(1, 20, 22)], ['30k x 30k pixels in PNG', png(30_000, 30_000)], ['60k x 60k pixels in JPEG', jpeg(60_000, 60_000)], ['no width', jpeg(0, 10)],
  ])('%s is not an image', async (_name, bytes) => {
    await expect(storage.put(bytes)).rejects.toMatchObject({ code: 'media.not_an_image' });
  });

  test('text that is no base64, too many bytes, and a path instead of an id', async () => {
    await expect(storage.put('<script>')).rejects.toMatchObject({ code: 'media.not_an_image' });
    await expect(storage.put(Buffer.concat([png(10, 10), Buffer.alloc(6 * 1024 * 1024)]))).rejects.toMatchObject({ code: 'media.too_large' });
    await expect(storage.put('A'.repeat(9_000_000))).rejects.toMatchObject({ code: 'media.too_large' });
    writeFileSync(join(folder, 'secret'), 'x');
    for (const id of ['../secret', '../../secret', 'a', '']) expect(await storage.read(id)).toBeNull();
  });
});

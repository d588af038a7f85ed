import { createHash, createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { LIST_BITS, encodeBits, isBitSet } from './bitstring.ts';
import { qrSvg } from './qr.ts';
import { keyIdOf, makeSigningKey, readToken, signToken } from './signing.ts';

test('a token is read with the key that signed it, and any other program can read it too', async () => {
  const key = await makeSigningKey();
  const token = await signToken(key.privateKey, { kid: `https://city.example/api/keys/${key.keyId}`, typ: 'vc+jwt' }, { name: '李秀兰' });
  expect(await readToken(token, [key.publicKey])).toEqual({ payload: { name: '李秀兰' }, keyId: key.keyId, typ: 'vc+jwt' });
  expect(keyIdOf(token)).toBe(key.keyId);
  const [header, payload, signature] = token.split('.');
  expect(verify(null, Buffer.from(`${header}.${payload}`), createPublicKey({ key: key.publicKey, format: 'jwk' }), Buffer.from(signature!, 'base64url'))).toBe(true);
  expect(JSON.parse(key.privateKey).d).toBeTypeOf('string');
  expect(JSON.stringify(key.publicKey)).not.toContain(JSON.parse(key.privateKey).d);
});

test('nothing altered, unsigned or signed by somebody else is read', async () => {
  const [ours, theirs] = [await makeSigningKey(), await makeSigningKey()];
  const token = await signToken(ours.privateKey, { kid: ours.keyId, typ: 'vc+jwt' }, { level: 1 });
  const [header, , signature] = token.split('.');
  const as = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const forged of [
    `${header}.${as({ level: 5 })}.${signature}`, `${as({ alg: 'none', kid: ours.keyId })}.${as({ level: 5 })}.`,
    `${as({ alg: 'HS256', kid: ours.keyId })}.${as({ level: 5 })}.${createHash('sha256').update(ours.publicKey.x).digest('base64url')}`,
    await signToken(theirs.privateKey, { kid: ours.keyId, typ: 'vc+jwt' }, { level: 5 }), 'no token at all', '',
  ]) expect(await readToken(forged, [ours.publicKey])).toBeNull();
  // A key under another's name: the id is the key's own thumbprint.
  const posing = await signToken(theirs.privateKey, { kid: ours.keyId, typ: 'vc+jwt' }, { level: 5 });
  expect(await readToken(posing, [{ ...theirs.publicKey, kid: ours.keyId }])).toBeNull();
});

test('a list of revoked numbers gives back exactly those', () => {
  const list = encodeBits([0, 7, 8, 94_567, LIST_BITS - 1]);
  expect([0, 1, 7, 8, 9, 94_567, LIST_BITS - 1].map((bit) => isBitSet(list, bit))).toEqual([true, false, true, true, false, true, true]);
  expect(list.length).toBeLessThan(200);
});

test('a QR code is a square of modules with a quiet zone', () => {
  const svg = qrSvg('https://city.example/verify/LL2026-0000');
  const [, side] = /viewBox="0 0 (\d+) \1"/.exec(svg)!;
  expect((Number(side) - 8 - 17) % 4).toBe(0);
  expect(svg).toContain('M4 4h7v1h-7z');
});

import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from './certificate.ts';

/** `pem` is the private key; the certificate names the key by its serial. */
export type SimulatedKey = { serial: string; pem: string; certificate: string };
type Kept = { platform: SimulatedKey[]; merchant: SimulatedKey; alipayApp: string; alipay: string; apiKey: string };

const makePem = (): string => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

/** A key with a certificate of its own. */
export const makeKey = (name: string): SimulatedKey => {
  const pem = makePem();
  const privateKey = createPrivateKey(pem);
  // The first digit keeps the number above zero and its length 40.
  const serial = `5${randomBytes(20).toString('hex').slice(1)}`.toUpperCase();
  return { serial, pem, certificate: makeCertificate({ name, serial, privateKey, publicKey: createPublicKey(privateKey) }) };
};

/** Making keys takes a while: simulators that keep nothing share theirs, each made when first needed. */
const shared: Partial<Kept> = {};
const opened = new Map<string, { privateKey: KeyObject; publicKey: KeyObject }>();

export type SimulatorKeys = {
  /** What WeChat Pay signs with: the last one is in use, those before it are still handed out. */
  platform(): SimulatedKey[];
  merchant(): SimulatedKey;
  apiKey(): string;
  alipayApp(): string;
  alipay(): string;
  rotate(): SimulatedKey;
};

export const openPair = (pem: string): { privateKey: KeyObject; publicKey: KeyObject } => {
  const found = opened.get(pem);
  if (found) return found;
  const privateKey = createPrivateKey(pem);
  const pair = { privateKey, publicKey: createPublicKey(privateKey) };
  opened.set(pem, pair);
  return pair;
};

/** The keys of both providers and of our accounts there; with a folder they stay the same over restarts. */
export const openKeys = (folder: string | null): SimulatorKeys => {
  const file = folder === null ? null : join(folder, 'outside', 'pay-keys.json');
  const kept: Partial<Kept> = file === null ? { ...shared } : existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Kept>) : {};
  const keep = <K extends keyof Kept>(name: K, value: Kept[K]): Kept[K] => {
    kept[name] = value;
    if (file === null) return value;
    mkdirSync(join(folder!, 'outside'), { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
    return value;
  };
  const once = <K extends keyof Kept>(name: K, make: () => Kept[K]): Kept[K] => kept[name] ?? keep(name, file === null ? ((shared as Kept)[name] ??= make()) : make());
  const platform = (): SimulatedKey[] => once('platform', () => [makeKey('WeChat Pay simulator')]);
  return {
    platform,
    merchant: () => once('merchant', () => makeKey('merchant of the WeChat Pay simulator')),
    apiKey: () => once('apiKey', () => randomBytes(16).toString('hex')),
    alipayApp: () => once('alipayApp', makePem),
    alipay: () => once('alipay', makePem),
    rotate: () => {
      const fresh = makeKey('WeChat Pay simulator');
      keep('platform', [...platform(), fresh]);
      return fresh;
    },
  };
};

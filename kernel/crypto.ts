import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Keys for columns, signatures and look-ups all come from the one secret of the installation, each for its own purpose. */
const keyCache = new Map<string, Buffer>();
const keyFor = (secret: string, purpose: string): Buffer => {
  const name = `${purpose}:${secret}`;
  let key = keyCache.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', secret, 'linli', purpose, 32));
    keyCache.set(name, key);
  }
  return key;
};

export const sha256 = (value: string | Uint8Array): string => createHash('sha256').update(value).digest('hex');

/** Names a secret without telling it; stands in every sealed value so that a changed secret is noticed. */
export const keyId = (secret: string): string => createHash('sha256').update(keyFor(secret, 'column')).digest('hex').slice(0, 8);

/** Seals text for a column (AES-256-GCM). `context` binds it to its place: a value copied to another row does not open there. */
export const seal = (secret: string, plain: string, context = ''): string => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, 'column'), iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `v1.${keyId(secret)}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
};

/** Opens what `seal` made; throws when the secret, the context or a single bit differs. */
export const unseal = (secret: string, sealed: string, context = ''): string => {
  const [version, id, body] = sealed.split('.');
  if (version !== 'v1' || !id || !body) throw new Error('not a sealed value');
  if (id !== keyId(secret)) throw new Error(`sealed with another secret (key ${id}, ours is ${keyId(secret)})`);
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, 'column'), bytes.subarray(0, 12)).setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
};

/** A stable fingerprint of a sealed value, for UNIQUE constraints and look-ups of phone and id-card numbers. */
export const blindIndex = (secret: string, value: string): string => createHmac('sha256', keyFor(secret, 'index')).update(value).digest('hex').slice(0, 32);

export const sign = (secret: string, text: string): string => createHmac('sha256', keyFor(secret, 'sign')).update(text).digest('base64url');

export const isSignedBy = (secret: string, text: string, signature: string): boolean => equalInConstantTime(sign(secret, text), signature);

export const equalInConstantTime = (a: string, b: string): boolean => {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
};

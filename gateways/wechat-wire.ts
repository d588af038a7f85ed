import { constants, createCipheriv, createDecipheriv, createSign, createVerify, privateDecrypt, publicEncrypt, randomBytes, X509Certificate, type KeyObject } from 'node:crypto';

/** The signatures and seals of WeChat Pay v3, for the adapter and for the simulator that answers it. Source: its APIv3 pages on signing and on encryption. */
export const WECHAT_SCHEME = 'WECHATPAY2-SHA256-RSA2048';
/** Notifies that only try whether we check: their signature begins so and must be refused. */
export const SIGN_TEST = 'WECHATPAY/SIGNTEST/';

export const sha256Sign = (text: string, key: KeyObject): string => createSign('RSA-SHA256').update(text).sign(key, 'base64');

/** Node reads base64 leniently: the same bytes written another way are not what was signed and are refused. */
export const isSha256Signed = (text: string, signature: string, key: KeyObject): boolean =>
  Buffer.from(signature, 'base64').toString('base64') === signature && createVerify('RSA-SHA256').update(text).verify(key, signature, 'base64');

/** What is signed: each part on a line of its own. */
export const wechatText = (...parts: string[]): string => parts.map((part) => `${part}\n`).join('');

export const newNonce = (): string => randomBytes(16).toString('hex').toUpperCase();
export const secondsOf = (at: Date): string => String(Math.floor(at.getTime() / 1000));

export type Signer = { serial: string; privateKey: KeyObject };

/** The header that proves a request is ours: method, address with query, time, nonce and body under our key. */
export const authorizationOf = (signer: Signer & { merchantId: string }, { method, path, body, at }: { method: string; path: string; body: string; at: Date }): string => {
  const [nonce, timestamp] = [newNonce(), secondsOf(at)];
  const signature = sha256Sign(wechatText(method, path, timestamp, nonce, body), signer.privateKey);
  return `${WECHAT_SCHEME} mchid="${signer.merchantId}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${signer.serial}",signature="${signature}"`;
};

/** The fields of that header, or null when it is not one. */
export const readAuthorization = (header: string): Record<'mchid' | 'nonce_str' | 'timestamp' | 'serial_no' | 'signature', string> | null => {
  if (!header.startsWith(`${WECHAT_SCHEME} `)) return null;
  const fields = Object.fromEntries([...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value])) as Record<string, string>;
  return ['mchid', 'nonce_str', 'timestamp', 'serial_no', 'signature'].every((name) => fields[name]) ? (fields as never) : null;
};

/** The headers under which the provider answers and notifies. */
export const signedHeaders = (signer: Signer, body: string, at: Date): Record<string, string> => {
  const [nonce, timestamp] = [newNonce(), secondsOf(at)];
  return {
    'wechatpay-timestamp': timestamp, 'wechatpay-nonce': nonce, 'wechatpay-serial': signer.serial, 'wechatpay-signature-type': WECHAT_SCHEME,
    'wechatpay-signature': sha256Sign(wechatText(timestamp, nonce, body), signer.privateKey),
  };
};

export type Sealed = { algorithm: string; ciphertext: string; nonce: string; associated_data: string };

/** AES-256-GCM under the APIv3 key; the tag stands behind the text. */
export const seal = (apiKey: string, plain: string, associatedData: string): Sealed => {
  const nonce = randomBytes(9).toString('base64url');
  const cipher = createCipheriv('aes-256-gcm', apiKey, nonce).setAAD(Buffer.from(associatedData));
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext: Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64'), nonce, associated_data: associatedData };
};

/** Throws when key, nonce, associated data or a single bit of the text are not the sealed ones. */
export const unseal = (apiKey: string, { algorithm, ciphertext, nonce, associated_data: associatedData }: Sealed): string => {
  if (algorithm !== 'AEAD_AES_256_GCM') throw new Error(`unknown algorithm ${algorithm}`);
  const bytes = Buffer.from(ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', apiKey, nonce).setAAD(Buffer.from(associatedData ?? '')).setAuthTag(bytes.subarray(-16));
  return decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8');
};

/** A person's name on its way to the provider (RSA-OAEP with SHA-1, as they ask). */
export const sealName = (name: string, key: KeyObject): string => publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, Buffer.from(name)).toString('base64');
export const unsealName = (sealed: string, key: KeyObject): string => privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, Buffer.from(sealed, 'base64')).toString('utf8');

export const certificateOf = (pem: string): { serial: string; publicKey: KeyObject; endsAt: Date } => {
  const certificate = new X509Certificate(pem);
  return { serial: certificate.serialNumber, publicKey: certificate.publicKey, endsAt: new Date(certificate.validTo) };
};

/** WeChat's own way to write an instant: Beijing, with its offset. */
export const wechatInstant = (at: Date): string => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

import { createPrivateKey, createPublicKey, createVerify, type KeyObject } from 'node:crypto';

/** RSA2 as Alipay's gateway wants it, for signing in, for paying and for the simulators. */
const inPem = (key: string, label: string): string => (key.includes('-----') ? key : `-----BEGIN ${label}-----\n${key.replace(/\s+/g, '')}\n-----END ${label}-----`);
export const alipayPrivateKey = (key: string): KeyObject => createPrivateKey(inPem(key, 'PRIVATE KEY'));
export const alipayPublicKey = (key: string): KeyObject => createPublicKey(inPem(key, 'PUBLIC KEY'));

/** What is signed: every parameter but `sign` itself, sorted by name (RSA2 = SHA256 with RSA). */
export const signedParams = (params: Record<string, string>): string => Object.entries(params).filter(([name, value]) => name !== 'sign' && value !== '').sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`).join('&');

/** Alipay's clock stands in Beijing. */
export const beijingTime = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** The signature covers the answer's text as it came, between its name and the signature. */
export const isAnswerSigned = (text: string, name: string, signature: string, theirKey: KeyObject): boolean => {
  const from = text.indexOf('{', text.indexOf(`"${name}"`));
  const to = text.lastIndexOf('}', text.lastIndexOf('"sign"'));
  return from > 0 && to > from && createVerify('RSA-SHA256').update(text.slice(from, to + 1)).verify(theirKey, signature, 'base64');
};

import { SignJWT, calculateJwkThumbprint, compactVerify, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type CryptoKey } from 'jose';

/** A public key as it is published (RFC 8037, RFC 7517); `kid` is its own thumbprint (RFC 7638), so a key cannot be given another's name. */
export type PublicKey = { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string; alg: 'EdDSA'; use: 'sig' };

/** A new Ed25519 pair. The private part is JSON, to be sealed at once. */
export const makeSigningKey = async (): Promise<{ keyId: string; publicKey: PublicKey; privateKey: string }> => {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { x } = await exportJWK(pair.publicKey);
  const keyId = await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x: x! });
  return { keyId, publicKey: { kty: 'OKP', crv: 'Ed25519', x: x!, kid: keyId, alg: 'EdDSA', use: 'sig' }, privateKey: JSON.stringify(await exportJWK(pair.privateKey)) };
};

/** Imported keys by their x (public) or the whole text (private): importing costs as much as signing. */
const imported = new Map<string, Promise<CryptoKey>>();
const keyOf = (name: string, jwk: { kty: string; crv: string; x: string; d?: string }): Promise<CryptoKey> => {
  let key = imported.get(name);
  if (!key) {
    key = importJWK(jwk, 'EdDSA') as Promise<CryptoKey>;
    imported.set(name, key);
  }
  return key;
};

/** Signs a payload as a compact JWS with EdDSA. `kid` is an address that ends in the key's id. */
export const signToken = async (privateKey: string, header: { kid: string; typ: string; cty?: string }, payload: Record<string, unknown>): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(await keyOf(privateKey, JSON.parse(privateKey)));

/** The id at the end of a token's `kid`, or null for what is no token. Says nothing about who signed it. */
export const keyIdOf = (token: string): string | null => {
  try {
    const { kid } = decodeProtectedHeader(token);
    return kid?.split(/[/#]/).at(-1) ?? null;
  } catch {
    return null;
  }
};

export type ReadToken = { payload: Record<string, unknown>; keyId: string; typ: string };
/** What a token says, if one of these keys signed it with EdDSA and not a bit has changed; otherwise null. */
export const readToken = async (token: string, keys: readonly PublicKey[]): Promise<ReadToken | null> => {
  const keyId = keyIdOf(token);
  const key = keys.find(({ kid }) => kid === keyId);
  if (!key || (await calculateJwkThumbprint({ kty: key.kty, crv: key.crv, x: key.x })) !== key.kid) return null;
  try {
    const { payload, protectedHeader } = await compactVerify(token, await keyOf(key.x, { kty: 'OKP', crv: 'Ed25519', x: key.x }), { algorithms: ['EdDSA'] });
    return { payload: JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>, keyId: key.kid, typ: protectedHeader.typ ?? '' };
  } catch {
    return null;
  }
};

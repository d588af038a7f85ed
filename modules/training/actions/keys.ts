import type { OutputOf, contract } from '@linli/contract';
import { demand } from '../../../kernel/access.ts';
import { forget, once, type Ctx } from '../../../kernel/context.ts';
import { seal, sha256, unseal } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { stableJson } from '../../../kernel/http.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { makeSigningKey, signToken, type PublicKey } from '../../../kernel/signing.ts';
import * as store from '../store/keys.ts';
import { appendLeaf } from './log.ts';

type Training = typeof contract.training;
type KeysView = OutputOf<Training['signingKeys']>;

const KEYS = 'training.keys';
/** Every key, asked once per transaction. */
export const allKeys = (ctx: Ctx): Promise<store.KeyRow[]> => once(ctx, KEYS, () => store.keysOf(ctx.tx, ctx.cityId));
/** Public keys to verify with. */
export const publicKeys = async (ctx: Ctx): Promise<PublicKey[]> => (await allKeys(ctx)).map(({ publicKey }) => publicKey);

const place = (keyId: string): string => `signing-key:${keyId}`;

const makeKey = async (ctx: Ctx): Promise<store.KeyRow> => {
  const { keyId, publicKey, privateKey } = await makeSigningKey();
  await store.insertKey(ctx.tx, ctx.cityId, { id: keyId, publicKey, privateSealed: seal(ctx.settings.secret, privateKey, place(keyId)), madeAt: ctx.now });
  forget(ctx, KEYS);
  await appendLeaf(ctx, { kind: 'key', ref: `made:${keyId}`, sha256: sha256(stableJson(publicKey)) });
  return (await store.keyInUse(ctx.tx, ctx.cityId))!;
};

/** The key in use; the first certificate of a city makes it. Its private part stands sealed in the database and is opened with the installation's secret. */
const keyInUse = async (ctx: Ctx): Promise<store.KeyRow> => {
  const key = await store.keyInUse(ctx.tx, ctx.cityId);
  if (key) return key;
  await lockFor(ctx.tx, `signing-key:${ctx.cityId}`);
  return (await store.keyInUse(ctx.tx, ctx.cityId)) ?? makeKey(ctx);
};

export type Signer = { keyId: string; sign(typ: string, payload: Record<string, unknown>): Promise<string> };
const signerOf = (ctx: Ctx, key: store.KeyRow): Signer => {
  const privateKey = unseal(ctx.settings.secret, key.privateSealed!, place(key.id));
  return { keyId: key.id, sign: (typ, payload) => signToken(privateKey, { kid: `${ctx.settings.publicUrl}/api/keys/${key.id}`, typ }, payload) };
};
/** Signs with the key in use, made when there is none yet. */
export const signer = async (ctx: Ctx): Promise<Signer> => signerOf(ctx, await keyInUse(ctx));
/** The same where nothing may be written; null before the first certificate. */
export const signerIfAny = async (ctx: Ctx): Promise<Signer | null> => {
  const key = await store.keyInUse(ctx.tx, ctx.cityId);
  return key ? signerOf(ctx, key) : null;
};

export const signingKeys = async (ctx: Ctx): Promise<KeysView> => ({
  items: (await allKeys(ctx)).map((row) => ({ keyId: row.id, madeAt: row.madeAt.toISOString(), retiredAt: row.retiredAt?.toISOString() ?? null, distrustedAt: row.distrustedAt?.toISOString() ?? null, reason: row.reason, publicKey: row.publicKey })),
});

/** Refuses `training.key_unknown`. */
export const signingKey = async (ctx: Ctx, { keyId }: { keyId: string }): Promise<PublicKey> => (await publicKeys(ctx)).find(({ kid }) => kid === keyId) ?? refuse('training.key_unknown');

/** Every public key as other programs look for them (RFC 7517). */
export const keySet = async (ctx: Ctx): Promise<{ keys: PublicKey[] }> => ({ keys: await publicKeys(ctx) });

/**
 * A new key from now on; the old one's private part is forgotten, what it signed stays verifiable. Of a lost key only what the log holds by now
 * counts: whoever found it cannot sign into the past.
 */
export const rotateKey = async (ctx: Ctx, { reason, isLost }: { reason: string; isLost: boolean }): Promise<KeysView> => {
  demand(ctx, 'operator');
  await lockFor(ctx.tx, `signing-key:${ctx.cityId}`);
  const old = await store.keyInUse(ctx.tx, ctx.cityId);
  if (old) {
    await store.retireKey(ctx.tx, ctx.cityId, old.id, { at: ctx.now, isLost, reason });
    await appendLeaf(ctx, { kind: 'key', ref: `${isLost ? 'lost' : 'retired'}:${old.id}`, sha256: sha256(stableJson(old.publicKey)) });
  }
  await makeKey(ctx);
  return signingKeys(ctx);
};

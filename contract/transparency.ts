import { z } from 'zod';
import { LogHead, LogProof } from './certificates.ts';
import { command, query } from './endpoint.ts';
import { Instant, Text } from './shapes.ts';

export const PublicKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), kid: z.string(), alg: z.literal('EdDSA'), use: z.literal('sig') }).meta({ id: 'PublicKey' });
const SigningKey = z.object({ keyId: z.string(), madeAt: Instant, retiredAt: Instant.nullable(), distrustedAt: Instant.nullable(), reason: z.string(), publicKey: PublicKey });

/** Keys and the public log; part of training's calls. */
export const transparency = {
  signingKeys: query({ path: '/api/keys', who: 'anyone', summary: 'Every key this city has ever signed with, the one in use first', input: z.object({}), output: z.object({ items: z.array(SigningKey) }) }),
  signingKey: query({ path: '/api/keys/:keyId', who: 'anyone', summary: 'One public key as a JWK', input: z.object({ keyId: z.string().max(80) }), output: PublicKey, refusals: ['training.key_unknown'] }),
  rotateKey: command({
    path: '/api/keys/rotate', who: ['operator'], summary: 'Sign with a new key from now on; what the old one signed stays verifiable, unless it was lost: then only what the log holds by now counts',
    input: z.object({ reason: Text(200), isLost: z.boolean().default(false) }), output: z.object({ items: z.array(SigningKey) }),
  }),
  logHead: query({ path: '/api/log/head', who: 'anyone', summary: 'The newest signed head of the log; null while nothing was ever logged', input: z.object({}), output: z.object({ head: LogHead.nullable() }) }),
  logHeads: query({ path: '/api/log/heads', who: 'anyone', summary: 'Signed heads by size', input: z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(500).default(100) }), output: z.object({ items: z.array(LogHead) }) }),
  logEntries: query({
    path: '/api/log/entries', who: 'anyone', summary: 'What the log holds, leaf by leaf: hashes and kinds, nobody’s name', input: z.object({ from: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(1000).default(100) }),
    output: z.object({ items: z.array(z.object({ index: z.int(), body: z.string(), leafHash: z.string() })) }),
  }),
  proveInclusion: query({
    path: '/api/log/inclusion', who: 'anyone', summary: 'The proof that a leaf lies in the tree of a signed head (the newest that holds it unless a size is named)', input: z.object({ leafHash: z.string().regex(/^[0-9a-f]{64}$/), size: z.coerce.number().int().min(1).optional() }),
    output: LogProof, refusals: ['training.leaf_unknown', 'training.size_wrong'],
  }),
  proveConsistency: query({
    path: '/api/log/consistency', who: 'anyone', summary: 'The proof that the tree of one size is the beginning of a larger one', input: z.object({ first: z.coerce.number().int().min(0), second: z.coerce.number().int().min(0) }),
    output: z.object({ first: z.int(), second: z.int(), path: z.array(z.string()) }), refusals: ['training.size_wrong'],
  }),
};

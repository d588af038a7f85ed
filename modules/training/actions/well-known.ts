import { guest } from '../../../kernel/context.ts';
import type { Module } from '../../../kernel/module.ts';
import { keySet } from './keys.ts';

/** Where programs look for a city's public keys (RFC 8615, RFC 7517), beside the API. */
export const wellKnown: NonNullable<Module['raw']> = (http, deps) => {
  http.get('/.well-known/jwks.json', { schema: { hide: true } as object }, async (_request, reply) => {
    const keys = await deps.read(guest, keySet, {});
    return reply.header('cache-control', 'public, max-age=300').header('access-control-allow-origin', '*').type('application/jwk-set+json').send(JSON.stringify(keys));
  });
};

import type { Client, Contract, EndpointTable, InputOf, OutputOf, Wire } from '@linli/contract';
import { createClient } from '@linli/contract/client.ts';
import endpoints from 'virtual:endpoints';
import { locale } from './i18n.ts';
import { newKey } from './intent.ts';
import { networkRefusal } from './refusal.ts';
import { keepToken, readToken } from './session.ts';

/** What a call answers with: `View<'orders', 'get'>`. */
export type View<Module extends keyof Contract, Verb extends keyof Contract[Module]> = OutputOf<Contract[Module][Verb]>;
/** What a call is asked with: `Input<'orders', 'place'>`. */
export type Input<Module extends keyof Contract, Verb extends keyof Contract[Module]> = InputOf<Contract[Module][Verb]>;

const timeoutMilliseconds = 25_000;

const wire: Wire = async ({ method, path, headers, body }) => {
  const token = readToken();
  try {
    const response = await fetch(path, { method, headers, ...(body === undefined ? {} : { body }), signal: AbortSignal.timeout(timeoutMilliseconds) });
    const text = await response.text();
    // A late answer to an old token must not throw out the person who has signed in since.
    if (response.status === 401 && token !== null && token === readToken()) keepToken(null);
    return { status: response.status, text };
  } catch {
    throw networkRefusal();
  }
};

export const spellOut = (table: typeof endpoints): EndpointTable => Object.fromEntries(Object.entries(table).map(([module, verbs]) => [
  module, Object.fromEntries(Object.entries(verbs).map(([verb, way]) => [verb, { method: way[0] === 'G' ? 'GET' : 'POST', path: way.slice(1), isIdempotent: way[0] === 'I' }])),
]));
const clientOf = (table: typeof endpoints): Client => createClient({ table: spellOut(table), wire, token: readToken, locale, newKey });

/** Every endpoint of the contract as a typed function: `await api.orders.place({ … })`. The schemas stay out of the bundle. */
export const api = clientOf(endpoints);

/** The calls that only desks make, added when a desk loads. */
export function addCalls(table: typeof endpoints): void {
  const known = api as Record<string, object>;
  for (const [module, verbs] of Object.entries(clientOf(table))) known[module] = { ...known[module], ...verbs };
}

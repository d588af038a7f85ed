import type { Contract, InputOf, OutputOf, Wire } from '@linli/contract';
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

/** Every endpoint of the contract as a typed function: `await api.orders.place({ … })`. The schemas stay out of the bundle. */
export const api = createClient({ table: endpoints, wire, token: readToken, locale, newKey });

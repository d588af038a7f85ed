import type { SocialProvider } from '@linli/contract';
import { api } from './api.ts';
import { sessionName } from './session.ts';

/** What this browser keeps while the person is at the provider; the verifier never leaves it before the answer is back. */
export type Journey = { provider: SocialProvider; verifier: string; returnPath: string; purpose: 'signIn' | 'link' };
const key = `linli.social.${sessionName}`;

/** Sends the browser to the provider; comes back to `/sign-in/:provider`. Throws what the server refuses. */
export async function goToProvider(provider: SocialProvider, purpose: Journey['purpose']): Promise<void> {
  const { authorizeUrl, verifier } = await api.accounts.beginSocial({ provider, app: sessionName === 'worker' ? 'worker' : 'customer' });
  const journey: Journey = { provider, verifier, purpose, returnPath: location.pathname.includes('/sign-in/') ? homePath : location.pathname + location.search };
  sessionStorage.setItem(key, JSON.stringify(journey));
  location.assign(authorizeUrl);
}

export const homePath = sessionName === 'worker' ? '/work' : '/';

/** The journey this browser set out on, once. */
export function takeJourney(): Journey | null {
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  try {
    return kept === null ? null : (JSON.parse(kept) as Journey);
  } catch {
    return null;
  }
}

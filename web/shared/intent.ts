/** A random key; `crypto.randomUUID` alone does not exist on a plain-http address in the local network. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The idempotency key of what a person means to do once. A repeat of the same input (a second tap, a retry after a lost
 * answer) carries the same key, so that the server does it once; another input is another intent.
 */
export type Intent = { keyFor: (input: unknown) => string; settle: () => void };

export function createIntent(makeKey: () => string = newKey): Intent {
  let held: { key: string; body: string } | null = null;
  return {
    keyFor(input) {
      const body = JSON.stringify(input) ?? '';
      if (held === null || held.body !== body) held = { key: makeKey(), body };
      return held.key;
    },
    settle() {
      held = null;
    },
  };
}

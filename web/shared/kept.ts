import { isTransient, toRefusal } from './refusal.ts';
import { appName, subscribeToken } from './session.ts';

const prefix = `linli.kept.${appName}.`;
/** An answer with when it was given: `keptAt` is null while the network answers. */
export type Kept<T> = { value: T; keptAt: string | null };

/**
 * Reads over the network and remembers the answer; without a network the last answer stands in, marked with its time. For the
 * few views somebody needs in a room without reception; whoever signs out takes them along.
 */
export function orKept<T>(name: string, read: () => Promise<T>): () => Promise<Kept<T>> {
  return async () => {
    try {
      const value = await read();
      keep(name, value);
      return { value, keptAt: null };
    } catch (thrown) {
      const kept = isTransient(toRefusal(thrown)) ? recall<T>(name) : null;
      if (kept === null) throw thrown;
      return kept;
    }
  };
}

/** The same where nobody needs to know how old the answer is. */
export const orKeptValue = <T>(name: string, read: () => Promise<T>): (() => Promise<T>) => { const either = orKept(name, read); return async () => (await either()).value; };

function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify({ value, keptAt: new Date().toISOString() }));
  } catch { /* a full store: the view is only shown while there is a network */ }
}

function recall<T>(name: string): Kept<T> | null {
  try {
    return JSON.parse(localStorage.getItem(prefix + name) ?? 'null') as Kept<T> | null;
  } catch {
    return null;
  }
}

// Another person on the same phone must not find what the last one read.
subscribeToken(() => {
  for (const entry of Object.keys(localStorage)) if (entry.startsWith(prefix)) localStorage.removeItem(entry);
});

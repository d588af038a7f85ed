import type { Actor } from './context.ts';
import { guest } from './context.ts';
import type { Clock } from './clock.ts';
import { sha256 } from './crypto.ts';

/** Who a bearer token stands for, or null when it stands for nobody (expired, ended, made up). */
export type Identify = (token: string) => Promise<Actor | null>;

const KEEP_MS = 30_000;
const MOST_KEPT = 20_000;

/**
 * Remembers for 30 s who a token stands for, so that a page with ten calls asks the database once. A changed grant or an
 * ended session is forgotten at once on this node and after at most 30 s on others.
 */
export const createIdentities = (identify: Identify, clock: Clock) => {
  const kept = new Map<string, { actor: Actor; until: number }>();
  let generation = 0;
  return {
    /** The actor of a token; guest without a token, null for a token that stands for nobody. */
    async of(token: string | null): Promise<Actor | null> {
      if (token === null || token === '') return guest;
      const key = sha256(token);
      const now = clock.now().getTime();
      const found = kept.get(key);
      if (found && found.until > now && found.until - now <= KEEP_MS) return found.actor;
      kept.delete(key);
      const asked = generation;
      const actor = await identify(token);
      if (!actor) return null;
      // A forget() that happened while we asked must win over the answer.
      if (asked === generation) {
        if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
        kept.set(key, { actor, until: now + KEEP_MS });
      }
      return actor;
    },
    /** Forgets one person, or everyone. */
    forget(personId?: string): void {
      generation++;
      for (const [key, { actor }] of kept) if (personId === undefined || actor.personId === personId) kept.delete(key);
    },
  };
};
export type Identities = ReturnType<typeof createIdentities>;

/** The token of `Authorization: Bearer …`, or null. */
export const bearerToken = (header: string | undefined): string | null => {
  const match = /^Bearer\s+(\S{1,512})$/i.exec(header ?? '');
  return match ? match[1]! : null;
};

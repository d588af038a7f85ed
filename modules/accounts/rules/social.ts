/** How long a person may take at the provider, and then to type a phone and its code. */
export const socialPolicy = { stateSeconds: 600, ticketSeconds: 900 } as const;

/** A state as it travels through the browser: a random part, when it ends (epoch seconds) and our signature over both. */
export type State = { nonce: string; endsAtSeconds: number; signature: string };

export const writeState = ({ nonce, endsAtSeconds, signature }: State): string => `${nonce}.${endsAtSeconds}.${signature}`;

/** Null for anything that is not shaped like one of ours. */
export const readState = (text: string): State | null => {
  const match = /^([a-z0-9_]{10,60})\.(\d{10})\.([\w-]{20,64})$/.exec(text);
  return match ? { nonce: match[1]!, endsAtSeconds: Number(match[2]), signature: match[3]! } : null;
};

export const isStateLive = ({ endsAtSeconds }: State, now: Date): boolean => endsAtSeconds * 1000 > now.getTime() && endsAtSeconds * 1000 <= now.getTime() + socialPolicy.stateSeconds * 1000;

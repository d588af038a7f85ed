import { api, type Input, type View } from '../api.ts';
import { type Outbox, browserShelf, createOutbox } from '../outbox.ts';

export type Press = Omit<Input<'support', 'raiseSos'>, 'clientId' | 'madeAt'>;
type Mine = View<'support', 'raiseSos'>;

/** An alarm is tried more often than a tick. */
const retryMilliseconds = 3000;
let current: { personId: string; box: Outbox<Press>; stop: () => void } | null = null;
const listeners = new Set<(mine: Mine | null) => void>();

/** Hears when an alarm has reached the desk; null when it could not be sent at all. */
export const onSent = (listener: (mine: Mine | null) => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The post of a person's calls for help, kept on the phone until the server has answered. The key of the parcel is the alarm's own id: sent twice, one alarm. */
export function boxOf(personId: string): Outbox<Press> {
  if (current?.personId === personId) return current.box;
  stopBox();
  const box = createOutbox<Press, Mine>({
    send: ({ key, postedAt, isStuck: _, ...press }) => api.support.raiseSos({ ...press, clientId: key, madeAt: postedAt }, { idempotencyKey: key }),
    shelf: browserShelf<Press>(`sos.${personId}`),
    onSent: (mine) => { for (const listener of listeners) listener(mine); },
    onRefused: () => { for (const listener of listeners) listener(null); },
    retryMilliseconds,
  });
  current = { personId, box, stop: box.open() };
  return box;
}

/** Nothing of one person is sent as another. */
export function stopBox(): void {
  current?.stop();
  current = null;
}

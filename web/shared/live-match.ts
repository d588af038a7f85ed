/** A change somewhere in the city, as the server tells it: `{ name: 'order.assigned', subject: 'ord_…' }`. */
export type LiveEvent = { id?: string; name: string; subject?: string };
/** What a view listens to: nothing, everything, or events whose name starts with one of the words; optionally only about one subject. */
export type LiveWish = boolean | readonly string[] | { names?: readonly string[]; subject: string };

/** So frequent that only a view naming them exactly is read again. */
const quietNames: readonly string[] = ['worker.moved'];

/** Whether a view with this wish must be read again after the event. */
export function isTouched(wish: LiveWish | undefined, event: LiveEvent): boolean {
  if (wish === false) return false;
  if (wish === undefined || wish === true) return !quietNames.includes(event.name);
  const names = 'subject' in wish ? wish.names : wish;
  if ('subject' in wish && event.subject !== undefined && event.subject !== wish.subject) return false;
  return names === undefined ? !quietNames.includes(event.name) : isNamed(names, event.name);
}
const isNamed = (names: readonly string[], eventName: string): boolean =>
  names.some((name) => eventName === name || (!quietNames.includes(eventName) && eventName.startsWith(`${name}.`)));

/** Accepts only well-formed events; greetings and pings of the socket are not events. */
export function readLiveEvent(text: unknown): LiveEvent | null {
  if (typeof text !== 'string') return null;
  try {
    const message = JSON.parse(text) as LiveEvent | null;
    return message !== null && typeof message === 'object' && typeof message.name === 'string' && message.name.includes('.') ? message : null;
  } catch {
    return null;
  }
}

/** Waiting time before try `attempt` (0, 1, 2 …): 0.5 s doubling to 15 s, spread by `chance` (0–1) so that a restart is not met by all at once. */
export const backoffMilliseconds = (attempt: number, chance: number): number => Math.min(15_000, 500 * 2 ** attempt) * (0.7 + 0.6 * chance);

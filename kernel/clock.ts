import { AsyncLocalStorage } from 'node:async_hooks';

export type Span = { days?: number; hours?: number; minutes?: number; seconds?: number; milliseconds?: number };

/** Where time comes from. Nothing else in the server reads the wall clock for a decision. */
export type Clock = {
  now(): Date;
  /** Runs `fn` once when the time has come; the returned function calls it off. */
  at(when: Date, fn: () => unknown): () => void;
};

export const spanMilliseconds = (span: Span): number =>
  (span.days ?? 0) * 86_400_000 + (span.hours ?? 0) * 3_600_000 + (span.minutes ?? 0) * 60_000 + (span.seconds ?? 0) * 1000 + (span.milliseconds ?? 0);

/** Node's timers overflow past this many milliseconds and then fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => new Date(),
  at: (when, fn) => {
    let handle: NodeJS.Timeout;
    const arm = (): void => {
      const wait = when.getTime() - Date.now();
      handle = wait > LONGEST_TIMEOUT_MS ? setTimeout(arm, LONGEST_TIMEOUT_MS) : setTimeout(() => void fn(), Math.max(0, wait));
      handle.unref();
    };
    arm();
    return () => clearTimeout(handle);
  },
};

type Waiting = { at: number; order: number; fn: () => unknown };

/**
 * A clock that stands still until it is moved. Work due between two moments sees its own due moment as `now`
 * (see `during`), so a day can be jumped over and every timer in it still happens at its time.
 */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #waiting: Waiting[] = [];
  #pretended = new AsyncLocalStorage<number>();

  constructor(at: Date | string) {
    this.#now = new Date(at).getTime();
    if (Number.isNaN(this.#now)) throw new Error(`not an instant: ${String(at)}`);
  }

  now(): Date {
    return new Date(this.#pretended.getStore() ?? this.#now);
  }

  at(when: Date, fn: () => unknown): () => void {
    const waiting = { at: when.getTime(), order: this.#order++, fn };
    this.#waiting.push(waiting);
    return () => { this.#waiting = this.#waiting.filter((other) => other !== waiting); };
  }

  advance(span: Span): Date {
    this.#now += spanMilliseconds(span);
    return new Date(this.#now);
  }

  set(at: Date | string): Date {
    this.#now = new Date(at).getTime();
    return new Date(this.#now);
  }

  /** The moment the clock really stands at, whatever `during` pretends. */
  get standing(): Date {
    return new Date(this.#now);
  }

  /** Runs `fn` as if it were `at`. */
  during<T>(at: Date, fn: () => T): T {
    return this.#pretended.run(at.getTime(), fn);
  }

  /** The earliest waiting call that is due, without taking it. */
  nextDue(): Date | null {
    const next = this.#earliest();
    return next && next.at <= this.#now ? new Date(next.at) : null;
  }

  /** Takes and runs the earliest due call at its own moment. */
  async runNextDue(): Promise<boolean> {
    const next = this.#earliest();
    if (!next || next.at > this.#now) return false;
    this.#waiting = this.#waiting.filter((other) => other !== next);
    await this.during(new Date(next.at), async () => next.fn());
    return true;
  }

  #earliest(): Waiting | undefined {
    let best: Waiting | undefined;
    for (const waiting of this.#waiting) if (!best || waiting.at < best.at || (waiting.at === best.at && waiting.order < best.order)) best = waiting;
    return best;
  }
}

import type { Action, Actor } from '../../kernel/context.ts';
import type { App } from '../../kernel/app.ts';
import type { VirtualClock } from '../../kernel/clock.ts';
import type { InlineRunner } from '../../kernel/runner-inline.ts';
import type { StandIns } from '../../gateways/index.ts';
import { Refusal } from '../../kernel/refusal.ts';

/** The city being made: everything in it happens through the same actions people use, at its own time. */
export type Town = {
  app: App; clock: VirtualClock; runner: InlineRunner; gateways: StandIns; random: () => number;
  pick<T>(from: readonly T[]): T;
  act<I, O>(who: Actor, action: Action<I, O>, input: I): Promise<O>;
};

export type Household = { personId: string; addressId: string; actor: Actor; district: number; estate: string; lon: number; lat: number };
export type TownWorker = { workerId: string; personId: string; actor: Actor; merchant: number };

/** The actor a person is, without going through a login. */
export const person = (personId: string, name: string, grants: Actor['grants'] = []): Actor => ({ kind: 'person', personId, name, grants });

/** Tries something that may be refused in the ordinary course of life; anything but a refusal is a fault and is thrown. */
export async function attempt<T>(action: () => Promise<T>): Promise<T | null> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** What happens when, in order of time. */
export class Timeline {
  readonly #steps: { at: number; order: number; run: () => Promise<void> }[] = [];
  #order = 0;

  plan(at: Date | number, run: () => Promise<void>): void {
    const time = typeof at === 'number' ? at : at.getTime();
    const step = { at: time, order: this.#order++, run };
    let low = 0;
    let high = this.#steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#steps[middle]!;
      if (other.at < time || (other.at === time && other.order < step.order)) low = middle + 1;
      else high = middle;
    }
    this.#steps.splice(low, 0, step);
  }

  /** Lives through everything up to a moment; later steps never happen. */
  async liveUntil(end: Date, town: Town): Promise<number> {
    let lived = 0;
    for (let step = this.#steps[0]; step && step.at <= end.getTime(); step = this.#steps[0]) {
      this.#steps.shift();
      town.clock.set(new Date(Math.max(step.at, town.clock.now().getTime())));
      await town.runner.drain();
      await step.run();
      await town.runner.drain();
      lived++;
    }
    town.clock.set(end);
    await town.runner.drain();
    return lived;
  }
}

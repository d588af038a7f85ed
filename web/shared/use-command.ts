import type { CallOptions } from '@linli/contract';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { createIntent } from './intent.ts';
import { type RefusalError, isTransient, toRefusal } from './refusal.ts';
import { showRefusal } from './toasts.ts';

type Options<I, O> = {
  onDone?: (answer: O, input: I) => void;
  onRefused?: (refusal: RefusalError, input: I) => void;
  /** The screen shows `refusal` itself, so no toast. */
  isQuiet?: boolean;
  /** Views to read again afterwards; all mounted ones when left out, none for `[]`. */
  refreshes?: readonly QueryKey[];
};
export type Command<I, O> = {
  /** Answers, or `undefined` when refused (then `refusal` says why). A second call while one runs is ignored. */
  run: undefined extends I ? (input?: I) => Promise<O | undefined> : (input: I) => Promise<O | undefined>;
  isRunning: boolean;
  refusal: RefusalError | null;
  reset: () => void;
};

const retryAfterMilliseconds = 900;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * A call that changes something: `const place = useCommand(api.orders.place, { onDone })`, then `place.run(input)`. The
 * idempotency key stays the same until it succeeds or the input changes, so a double tap or a lost answer does it once.
 */
export function useCommand<I, O>(call: (input: I, options?: CallOptions) => Promise<O>, options: Options<I, O> = {}): Command<I, O> {
  const queries = useQueryClient();
  const [isRunning, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<RefusalError | null>(null);
  const intent = useRef(createIntent());
  const isBusy = useRef(false);
  const latest = useRef({ call, options });
  latest.current = { call, options };

  const run = useCallback(async (input: I): Promise<O | undefined> => {
    if (isBusy.current) return undefined;
    isBusy.current = true;
    setRunning(true);
    setRefusal(null);
    const { call: send, options: wishes } = latest.current;
    const idempotencyKey = intent.current.keyFor(input);
    try {
      const answer = await send(input, { idempotencyKey }).catch(async (thrown: unknown) => {
        if (!isTransient(toRefusal(thrown))) throw thrown;
        await pause(retryAfterMilliseconds);
        return send(input, { idempotencyKey });
      });
      intent.current.settle();
      if (wishes.refreshes === undefined) void queries.invalidateQueries();
      else for (const queryKey of wishes.refreshes) void queries.invalidateQueries({ queryKey });
      wishes.onDone?.(answer, input);
      return answer;
    } catch (thrown) {
      const why = toRefusal(thrown);
      setRefusal(why);
      if (!wishes.isQuiet && why.status !== 401) showRefusal(why);
      wishes.onRefused?.(why, input);
      return undefined;
    } finally {
      isBusy.current = false;
      setRunning(false);
    }
  }, [queries]);

  const reset = useCallback(() => setRefusal(null), []);
  return { run: run as Command<I, O>['run'], isRunning, refusal, reset };
}

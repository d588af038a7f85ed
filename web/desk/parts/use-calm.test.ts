import { expect, it } from 'vitest';
import { type CalmRow, mergeCalm } from './use-calm.ts';

const row = (key: string, value: number, isGone = false): CalmRow<number> => ({ key, value, isGone });

it('takes everything over while nobody stands in the list', () => expect(mergeCalm([row('a', 1)], new Map([['b', 2], ['a', 3]]), false)).toEqual([row('b', 2), row('a', 3)]));
it('keeps places and renews words while held; what is over stays, what is new waits', () =>
  expect(mergeCalm([row('a', 1), row('b', 2)], new Map([['c', 9], ['b', 5]]), true)).toEqual([row('a', 1, true), row('b', 5)]));
it('what comes back is no longer over', () => expect(mergeCalm([row('a', 1, true)], new Map([['a', 4]]), true)).toEqual([row('a', 4)]));

import { expect, it } from 'vitest';
import { type LiveWish, backoffMilliseconds, isTouched, readLiveEvent } from './live-match.ts';

it.each<[LiveWish | undefined, string, string, boolean]>([
  [undefined, 'order.paid', 'a', true], [true, 'order.paid', 'a', true], [true, 'worker.moved', 'w', false], [false, 'order.paid', 'a', false],
  [['order'], 'order.paid', 'a', true], [['order'], 'orderly.paid', 'a', false], [['order.paid'], 'order.paid', 'a', true], [['order.paid'], 'order.held', 'a', false],
  [['worker'], 'worker.changed', 'w', true], [['worker'], 'worker.moved', 'w', false], [['worker.moved'], 'worker.moved', 'w', true],
  [{ subject: 'a' }, 'order.paid', 'a', true], [{ subject: 'a' }, 'order.paid', 'b', false], [{ subject: 'a', names: ['offer'] }, 'order.paid', 'a', false], [[], 'order.paid', 'a', false],
])('a view that wishes %j and %s about %s: read again %s', (wish, name, subject, touched) => expect(isTouched(wish, { name, subject })).toBe(touched));

it('greetings, pings and noise are not events', () => {
  expect(['{"type":"hello"}', '"ping"', 'null', '{"name":"hello"}', '<html>', undefined].map(readLiveEvent)).toEqual([null, null, null, null, null, null]);
  expect(readLiveEvent('{"name":"order.paid","subject":"a"}')).toEqual({ name: 'order.paid', subject: 'a' });
});

it('waits longer each time, at most about 15 seconds', () => {
  expect([0, 1, 2, 5, 30].map((attempt) => backoffMilliseconds(attempt, 0.5))).toEqual([500, 1000, 2000, 15_000, 15_000]);
  expect(backoffMilliseconds(30, 1)).toBeLessThan(20_000);
});

import { expect, it } from 'vitest';
import { createIntent, newKey } from './intent.ts';

const counted = () => {
  let count = 0;
  return createIntent(() => `key-${++count}`);
};

it('a second tap and a retry after a lost answer carry the same key', () => {
  const intent = counted();
  expect([intent.keyFor({ orderId: 'a' }), intent.keyFor({ orderId: 'a' })]).toEqual(['key-1', 'key-1']);
});
it('another input is another intent', () => {
  const intent = counted();
  expect([intent.keyFor({ stars: 4 }), intent.keyFor({ stars: 5 })]).toEqual(['key-1', 'key-2']);
});
it('after success the same input is meant anew', () => {
  const intent = counted();
  intent.keyFor({ orderId: 'a' });
  intent.settle();
  expect(intent.keyFor({ orderId: 'a' })).toBe('key-2');
});
it('keys differ', () => expect(newKey()).not.toBe(newKey()));

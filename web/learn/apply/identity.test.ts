import { expect, it } from 'vitest';
import { isIdentityNumber, tidyIdentity } from './identity.ts';

it('tells a slip of the thumb in an identity number', () => {
  expect(isIdentityNumber('11010519491231002X')).toBe(true);
  expect(isIdentityNumber('110105194912310021')).toBe(false);
  expect(isIdentityNumber('11010519491231003X')).toBe(false);
  expect(isIdentityNumber('1101051949123100')).toBe(false);
});

it('takes spaces, small letters and too many digits', () => {
  expect(tidyIdentity('110105 19491231 002x')).toBe('11010519491231002X');
  expect(tidyIdentity('11010519491231002X99')).toBe('11010519491231002X');
});

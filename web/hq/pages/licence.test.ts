import { expect, it } from 'vitest';
import { isLicenceRight } from './licence.ts';

it('accepts a real code', () => expect(isLicenceRight('91350100M000100Y43')).toBe(true));
it.each([['a wrong check character', '91350100M000100Y44'], ['two characters exchanged', '91350100M000100Y34'], ['too short', '91350100M000100Y4'], ['a letter that does not exist', '91350100I000100Y43']])('refuses %s', (_, code) => expect(isLicenceRight(code)).toBe(false));

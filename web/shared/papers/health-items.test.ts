import { expect, test } from 'vitest';
import { itemsOfClass, lastHealthDay as asTheServer } from '../../../modules/workers/rules/health.ts';
import { healthClasses, itemsOf, lastHealthDay } from './health-items.ts';

test('the form asks for what the server asks for, and for no longer than it allows', () => {
  for (const healthClass of healthClasses) expect(itemsOf(healthClass)).toEqual(itemsOfClass(healthClass));
  for (const day of ['2026-11-22', '2026-03-01', '2028-02-29', '2026-01-01']) expect(lastHealthDay(day)).toBe(asTheServer(day));
  expect(lastHealthDay('')).toBe('');
});

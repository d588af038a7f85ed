import { expect, it } from 'vitest';
import { spanOf, weekdayOf } from './span.ts';

it.each([
  ['thisWeek', '2026-11-22', '2026-11-16', '2026-11-22'], ['thisWeek', '2026-11-23', '2026-11-23', '2026-11-29'], ['lastWeek', '2026-11-22', '2026-11-09', '2026-11-15'],
  ['thisMonth', '2026-11-22', '2026-11-01', '2026-11-30'], ['thisMonth', '2026-12-31', '2026-12-01', '2026-12-31'], ['thisMonth', '2028-02-10', '2028-02-01', '2028-02-29'],
] as const)('%s on %s is %s to %s', (span, today, from, to) => expect(spanOf(span, today)).toEqual({ from, to }));
it('weeks begin on Monday', () => expect(['2026-11-23', '2026-11-22'].map(weekdayOf)).toEqual([1, 7]));

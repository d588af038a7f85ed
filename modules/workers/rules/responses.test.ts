import { describe, expect, test } from 'vitest';
import { canAppeal, refusalFactor, responsesOf, weighedRefusals, weighsPercent } from './responses.ts';

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const refusal = { kind: 'refused' as const, isExcused: false, at: at('2026-09-23'), appealState: null };

describe('a refusal without excuse', () => {
  test.each([['2026-09-23', 100, 1], ['2026-11-22', 50, 0.5], ['2027-01-21', 25, 0.25]])('on %s weighs %i %%', (day, percent, weighed) => {
    expect(weighsPercent(refusal, at(day))).toBe(percent);
    expect(weighedRefusals(refusalFactor(refusal.at), at(day))).toBe(weighed);
  });
  test('weighs nothing once excused, and neither does any other answer', () => {
    expect([weighsPercent({ ...refusal, isExcused: true }, at('2026-09-23')), weighsPercent({ ...refusal, kind: 'expired' }, at('2026-09-23'))]).toEqual([0, 0]);
  });
  test('may be appealed once; what costs nothing need not be', () => {
    expect([canAppeal(refusal)!.isAllowed, canAppeal({ ...refusal, appealState: 'open' })!.isAllowed, canAppeal({ ...refusal, isExcused: true })!.isAllowed, canAppeal({ ...refusal, kind: 'accepted' })!.isAllowed]).toEqual([true, false, false, false]);
  });
});

test('the rate counts what is left of old refusals', () => {
  const worker = { acceptedCount: 9, refusedExcusedCount: 4, refusedUnexcusedCount: 2, expiredCount: 1, refusedWeight: 2 * refusalFactor(at('2026-09-23')) };
  expect(responsesOf(worker, at('2026-11-22'))).toEqual({ accepted: 9, refusedExcused: 4, refusedUnexcused: 2, expired: 1, weighedRefusals: 1, acceptedPercent: 90 });
  expect(responsesOf({ ...worker, acceptedCount: 0, refusedWeight: 0 }, at('2026-11-22')).acceptedPercent).toBeNull();
});

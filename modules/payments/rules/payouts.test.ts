import { expect, test } from 'vitest';
import { cutOff, dueOf, isOver, maskAccount, mayMove, payoutStateWords, PAYOUT_FLOW, sayExpected, type PayoutState } from './payouts.ts';

test('T+1 pays what was settled before today, T+7 what was settled before six days ago, by the days of the city', () => {
  const morning = new Date('2026-11-22T02:00:00Z'); // 10:00 in Beijing
  expect(cutOff(morning, 1).toISOString()).toBe('2026-11-21T16:00:00.000Z');
  expect(cutOff(morning, 7).toISOString()).toBe('2026-11-15T16:00:00.000Z');
  expect(cutOff(new Date('2026-11-21T16:00:00Z'), 1).toISOString(), 'midnight in Beijing is the next day').toBe('2026-11-21T16:00:00.000Z');
});

test('due is the balance less what is fresh or frozen, never below zero', () => {
  expect(dueOf({ balanceFen: 1000, freshFen: 200, frozenFen: 300 })).toBe(500);
  expect(dueOf({ balanceFen: 100, freshFen: 200, frozenFen: 0 }), 'a part given back meets what is due first').toBe(0);
});

test('an end has no way on, and every way leads to an end', () => {
  for (const state of Object.keys(PAYOUT_FLOW) as PayoutState[]) expect(isOver(state) || PAYOUT_FLOW[state].some(isOver)).toBe(true);
  expect(mayMove('arrived', 'expired'), 'money that arrived is not taken back by a late word').toBe(false);
  expect(mayMove('waitConfirm', 'expired')).toBe(true);
  expect(Object.keys(payoutStateWords)).toEqual(Object.keys(PAYOUT_FLOW));
});

test('what comes next is said in one sentence', () => {
  const nothing = { dueFen: 0, freshFen: 0, frozenFen: 0, onTheWayFen: 0, dueDay: '2026-11-23', hasPayee: true, blockedReason: null };
  expect(sayExpected(nothing).zh).toBe('暂时没有要打款的收入');
  expect(sayExpected({ ...nothing, dueFen: 12_364, frozenFen: 5000 }).zh).toBe('2026-11-23 上午打款 ¥123.64；¥50.00 有投诉未结，结案后再打');
  expect(sayExpected({ ...nothing, dueFen: 12_364, hasPayee: false }).zh).toContain('请先填收款账户');
  expect(sayExpected({ ...nothing, dueFen: 12_364, blockedReason: '身份待核实' }).zh).toBe('暂停打款：身份待核实。余额一分不少，解除后补发');
});

test('an account is shown by its end alone', () => {
  expect(maskAccount('oUpF8uMuAJO_M2pxb1Q9zNjWeS6o')).toBe('****eS6o');
});

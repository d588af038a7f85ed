import { describe, expect, it } from 'vitest';
import { buildStatement, dayOf, spanOf, startOfDay, type StatementRow } from './statement.ts';
import { alarmReasons, alarmWords, refundWords, yuan } from './words.ts';

const at = (text: string): Date => new Date(text);

describe('spanOf', () => {
  const sunday = at('2026-11-22T06:00:00Z');
  it.each([
    ['the current week, Monday to Sunday', {}, sunday, '2026-11-16', '2026-11-22'],
    ['Monday begins at midnight in Beijing', {}, at('2026-11-22T16:00:00Z'), '2026-11-23', '2026-11-29'],
    ['from and to', { from: '2026-11-01', to: '2026-11-30' }, sunday, '2026-11-01', '2026-11-30'],
    ['from alone: a week', { from: '2026-11-01' }, sunday, '2026-11-01', '2026-11-07'],
    ['to alone: a week', { to: '2026-11-07' }, sunday, '2026-11-01', '2026-11-07'],
    ['the wrong way round', { from: '2026-11-07', to: '2026-11-01' }, sunday, '2026-11-01', '2026-11-07'],
  ])('%s', (_name, wish, now, from, to) => {
    const span = spanOf(wish, now);
    expect([span.from, span.to]).toEqual([from, to]);
    expect(dayOf(span.startAt)).toBe(from);
    expect(dayOf(new Date(span.endAt.getTime() - 1))).toBe(to);
  });
  it('a day begins at 16:00 UTC of the day before', () => { expect(startOfDay('2026-11-22').toISOString()).toBe('2026-11-21T16:00:00.000Z'); });
});

describe('buildStatement', () => {
  const row = (postingId: number, atText: string, kind: string, amountFen: number, orderId: string | null): StatementRow =>
    ({ postingId, at: at(atText), kind, amountFen, orderId, orderNo: orderId, itemNameZh: orderId && '日常保洁', itemNameEn: orderId && 'Regular cleaning' });
  it('adds up to the fen', () => {
    const statement = buildStatement({ from: '2026-11-16', to: '2026-11-22', openingFen: 500, rows: [
      row(1, '2026-11-20T15:59:59Z', 'labour', -9_200, 'a'), row(2, '2026-11-20T15:59:59Z', 'urgent', -300, 'a'),
      row(3, '2026-11-20T16:00:00Z', 'labour', -1, 'b'), row(4, '2026-11-21T01:00:00Z', 'cancellation', -3_000, 'c'), row(5, '2026-11-21T02:00:00Z', 'payout', 9_000, null),
    ] });
    expect(statement).toMatchObject({ openingFen: 500, earnedFen: 12_501, paidOutFen: 9_000, balanceFen: 4_001, visits: 2 });
    expect(statement.byDay).toEqual([{ day: '2026-11-20', amountFen: 9_500 }, { day: '2026-11-21', amountFen: 3_001 }]);
    expect(statement.byKind.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([['labour', 9_201], ['urgent', 300], ['cancellation', 3_000], ['payout', -9_000]]);
    expect(statement.lines.reduce((sum, line) => sum + line.amountFen, statement.openingFen)).toBe(statement.balanceFen);
    expect(statement.lines[0]).toMatchObject({ amountFen: 9_200, orderNo: 'a', itemName: { zh: '日常保洁', en: 'Regular cleaning' }, words: { zh: '服务报酬', en: 'Labour' } });
    expect(statement.lines[4]).toMatchObject({ amountFen: -9_000, itemName: null });
  });
  it('is whole when nothing happened', () => {
    expect(buildStatement({ from: '2026-11-16', to: '2026-11-22', openingFen: 700, rows: [] })).toMatchObject({ openingFen: 700, earnedFen: 0, balanceFen: 700, visits: 0, lines: [], byDay: [], byKind: [] });
  });
});

describe('words', () => {
  it('money is told with two places', () => { expect([yuan(0), yuan(5), yuan(13_805), yuan(-5)]).toEqual(['¥0.00', '¥0.05', '¥138.05', '-¥0.05']); });
  it('a refund says how much, of what and why, in both languages', () => {
    const words = refundWords({ key: 'cancelled', rule: { zh: '开始前 4-24 小时取消退 90%', en: 'cancelled 4–24 h before: 90 %' } }, 9_000, 10_000);
    expect(words.zh).toBe('退款 ¥90.00（已付 ¥100.00，按规则扣 ¥10.00）：开始前 4-24 小时取消退 90%。原路退回，一般 1-3 个工作日到账');
    expect(words.en).toContain('¥90.00 (paid ¥100.00, ¥10.00 kept by the rule): cancelled 4–24 h before: 90 %');
    expect(refundWords({ key: 'latePayment' }, 10_000, 10_000).zh).toMatch(/^全额退款 ¥100\.00/);
  });
  it.each(alarmReasons)('alarm %s has words', (reason) => { expect(alarmWords(reason).zh).toMatch(/[\u4e00-\u9fff]/); expect(alarmWords(reason).en).not.toBe(reason); });
});

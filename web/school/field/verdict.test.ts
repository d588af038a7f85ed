import { describe, expect, it } from 'vitest';
import { nothingRated, stepsOf, verdictOf } from './verdict.ts';

const rubric = { kind: 'practical', title: { zh: '实操', en: 'Practical' }, minutes: 40, passPercent: 80, items: [{ code: 'a', text: { zh: '甲', en: 'A' }, points: 60 }, { code: 'b', text: { zh: '乙', en: 'B' }, points: 40 }], redLines: [{ code: 'r', text: { zh: '红线', en: 'Red line' } }] };

describe('the verdict the examiner sees before signing', () => {
  it('passes at the mark and fails one point below it', () => {
    expect(verdictOf(rubric, { ...nothingRated, points: { a: 60, b: 20 } })).toMatchObject({ percent: 80, isPassed: true, unrated: 0 });
    expect(verdictOf(rubric, { ...nothingRated, points: { a: 60, b: 19 } })).toMatchObject({ percent: 79, isPassed: false });
  });

  it('fails on a red line whatever the points', () => expect(verdictOf(rubric, { ...nothingRated, points: { a: 60, b: 40 }, redLines: ['r'] })).toMatchObject({ percent: 100, isPassed: false }));
  it('names what is not rated yet', () => expect(verdictOf(rubric, { ...nothingRated, points: { a: 60 } }).unrated).toBe(1));
  it('offers few points where there are few', () => {
    expect(stepsOf(20)).toEqual([0, 5, 10, 15, 20]);
    expect(stepsOf(2)).toEqual([0, 1, 2]);
  });
});

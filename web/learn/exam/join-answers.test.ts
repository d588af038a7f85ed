import { expect, it } from 'vitest';
import { joinAnswers, unsentOf } from './join-answers.ts';

const items = [{ no: 1, version: 2, answer: ['a'] }, { no: 2, version: 0, answer: null }, { no: 3, version: 1, answer: ['b'] }];

it('keeps the newer of two answers, whichever side it lies on', () => {
  const joined = joinAnswers(items, { 1: { version: 1, answer: ['c'], isSent: false }, 2: { version: 1, answer: ['d'], isSent: false }, 3: { version: 4, answer: ['c', 'd'], isSent: false } });
  expect(joined).toEqual({ 1: { version: 2, answer: ['a'], isSent: true }, 2: { version: 1, answer: ['d'], isSent: false }, 3: { version: 4, answer: ['c', 'd'], isSent: false } });
});

it('remembers an answer that was taken back, so that the next one is newer', () => {
  expect(joinAnswers([{ no: 1, version: 3, answer: null }], {})).toEqual({ 1: { version: 3, answer: [], isSent: true } });
});

it('sends what waited, and nothing else', () => {
  expect(unsentOf(joinAnswers(items, {}))).toEqual([]);
  expect(unsentOf(joinAnswers(items, { 2: { version: 1, answer: ['d'], isSent: false } }))).toEqual([{ no: 2, version: 1, answer: ['d'] }]);
});

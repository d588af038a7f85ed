import { describe, expect, it } from 'vitest';
import { afterCall, followUpDueAt, isTicketOverdue, mayMoveTicket, ticketDueAt, ticketNo, withinCallHours, type TicketState } from './rules.ts';

const at = (text: string): Date => new Date(text);

describe('call hours', () => {
  it.each([
    ['in the afternoon: at once', '2026-11-22T14:00:00+08:00', '2026-11-22T14:00:00+08:00'],
    ['at 09:00: at once', '2026-11-22T09:00:00+08:00', '2026-11-22T09:00:00+08:00'],
    ['before nine: at nine', '2026-11-22T06:30:00+08:00', '2026-11-22T09:00:00+08:00'],
    ['at 20:00: next morning', '2026-11-22T20:00:00+08:00', '2026-11-23T09:00:00+08:00'],
    ['just before 20:00: at once', '2026-11-22T19:59:59+08:00', '2026-11-22T19:59:59+08:00'],
    ['after midnight: the same morning', '2026-11-23T00:10:00+08:00', '2026-11-23T09:00:00+08:00'],
    ['over the end of a year', '2026-12-31T23:00:00+08:00', '2027-01-01T09:00:00+08:00'],
  ])('%s', (_name, wish, expected) => { expect(withinCallHours(at(wish)).toISOString()).toBe(at(expected).toISOString()); });

  it('a visit accepted at 16:00 is followed up by noon, one accepted at 10:00 the morning after', () => {
    expect(followUpDueAt(at('2026-11-22T16:00:00+08:00'), 20).toISOString()).toBe(at('2026-11-23T12:00:00+08:00').toISOString());
    expect(followUpDueAt(at('2026-11-22T10:00:00+08:00'), 20).toISOString()).toBe(at('2026-11-23T09:00:00+08:00').toISOString());
  });
});

describe('afterCall', () => {
  const now = at('2026-11-22T18:00:00+08:00');
  it.each([
    ['answered at once', 0, true, { state: 'done', attempts: 1, dueAt: null }],
    ['answered at the last try', 2, true, { state: 'done', attempts: 3, dueAt: null }],
    ['first unanswered call: next morning', 0, false, { state: 'due', attempts: 1, dueAt: at('2026-11-23T09:00:00+08:00') }],
    ['third unanswered call: given up', 2, false, { state: 'unreachable', attempts: 3, dueAt: null }],
  ] as const)('%s', (_name, attempts, isReached, expected) => { expect(afterCall({ attempts, isReached, now })).toEqual(expected); });
});

describe('tickets', () => {
  it.each<[TicketState, TicketState, boolean]>([
    ['open', 'inProgress', true], ['open', 'resolved', true], ['open', 'closed', true], ['inProgress', 'inProgress', true], ['inProgress', 'closed', true],
    ['resolved', 'inProgress', true], ['resolved', 'closed', true], ['resolved', 'resolved', false], ['closed', 'inProgress', false], ['closed', 'closed', false],
  ])('%s → %s: %s', (from, to, isAllowed) => { expect(mayMoveTicket(from, to)).toBe(isAllowed); });

  it('has a number that tells its day', () => { expect(ticketNo('20261122-0042')).toBe('T2611220042'); });

  it('is answered within the city’s hours', () => { expect(ticketDueAt(at('2026-11-22T00:00:00Z'), 24)).toEqual(at('2026-11-23T00:00:00Z')); });

  it('is overdue only while somebody must act', () => {
    const due = { dueAt: at('2026-11-22T00:00:00Z') };
    const now = at('2026-11-22T00:00:01Z');
    expect([isTicketOverdue({ ...due, state: 'open' }, now), isTicketOverdue({ ...due, state: 'inProgress' }, now), isTicketOverdue({ ...due, state: 'resolved' }, now), isTicketOverdue({ ...due, state: 'open' }, due.dueAt)]).toEqual([true, true, false, false]);
  });
});

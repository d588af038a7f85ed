import { describe, expect, it } from 'vitest';
import { judgeAlarm, judgeDemand, judgeDoorCode, judgeFollowUp, judgeLate, judgeNotDeparted, judgeOfferWaiting, judgeOverrun, judgePaper, judgeTicket, judgeUnassigned, judgeUnpaidHold, percentOf, sortExceptions, type VisitFacts } from './exceptions.ts';
import { clockWords, dayOf, lengthWords, startOfDay, startOfWeek, weekdayOf } from './times.ts';

const now = new Date('2026-11-22T06:00:00Z'); // Sunday 14:00 in Beijing
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const visit = (startMinutes: number, length = 120): VisitFacts => ({
  orderId: 'ord_1', no: '20261122-0001', itemNameZh: '日常保洁', itemNameEn: 'Regular cleaning', estateName: '翠竹园', startsAt: inMinutes(startMinutes), endsAt: inMinutes(startMinutes + length), workerName: '李桂兰',
});
const none = { whyZh: null, whyEn: null };
const why = { whyZh: '附近没有空闲的家政员', whyEn: 'nobody near is free' };

describe('each exception is silent while all is well and speaks when it is not', () => {
  it.each([
    ['unassigned, just paid, tomorrow', judgeUnassigned({ ...visit(1500), since: inMinutes(-1), ...none }, now), null],
    ['unassigned, far away, dispatch still looking', judgeUnassigned({ ...visit(3000), since: inMinutes(-60), ...none }, now), null],
    ['unassigned, far away, dispatch found nobody', judgeUnassigned({ ...visit(3000), since: inMinutes(-60), ...why }, now), 'watch'],
    ['unassigned, this evening', judgeUnassigned({ ...visit(300), since: inMinutes(-10), ...none }, now), 'soon'],
    ['unassigned, in an hour, just paid', judgeUnassigned({ ...visit(59), since: inMinutes(-1), ...none }, now), 'now'],
    ['unassigned, start has passed', judgeUnassigned({ ...visit(-10), since: inMinutes(-100), ...none }, now), 'now'],
    ['accepted, an hour to go', judgeNotDeparted(visit(60), now), null],
    ['accepted, a quarter to go', judgeNotDeparted(visit(15), now), 'soon'],
    ['accepted, start has passed', judgeNotDeparted(visit(-1), now), 'now'],
    ['on the way, still time', judgeLate(visit(1), now, 15), null],
    ['on the way, five minutes over', judgeLate(visit(-5), now, 15), 'soon'],
    ['on the way, a quarter over', judgeLate(visit(-15), now, 15), 'now'],
    ['asked a minute ago', judgeOfferWaiting({ ...visit(600), madeAt: inMinutes(-1), expiresAt: inMinutes(29) }, now), null],
    ['asked ten minutes ago, tomorrow', judgeOfferWaiting({ ...visit(1500), madeAt: inMinutes(-10), expiresAt: inMinutes(20) }, now), 'watch'],
    ['asked ten minutes ago, in three hours', judgeOfferWaiting({ ...visit(180), madeAt: inMinutes(-10), expiresAt: null }, now), 'soon'],
    ['asked a minute ago, starts in half an hour', judgeOfferWaiting({ ...visit(30), madeAt: inMinutes(-1), expiresAt: inMinutes(2) }, now), 'now'],
    ['held for two minutes', judgeUnpaidHold({ ...visit(600), placedAt: inMinutes(-2), payBefore: inMinutes(13) }, now), null],
    ['held for ten minutes', judgeUnpaidHold({ ...visit(600), placedAt: inMinutes(-10), payBefore: inMinutes(5) }, now), 'watch'],
    ['two minutes left to pay', judgeUnpaidHold({ ...visit(600), placedAt: inMinutes(-13), payBefore: inMinutes(2) }, now), 'soon'],
    ['time to pay is over: it cancels itself', judgeUnpaidHold({ ...visit(600), placedAt: inMinutes(-16), payBefore: inMinutes(-1) }, now), null],
    ['ten minutes past the end', judgeOverrun({ ...visit(-130), nextStartsAt: null }, now), null],
    ['twenty minutes past the end', judgeOverrun({ ...visit(-140), nextStartsAt: inMinutes(180) }, now), 'soon'],
    ['twenty minutes past, next visit near', judgeOverrun({ ...visit(-140), nextStartsAt: inMinutes(20) }, now), 'now'],
    ['an hour past', judgeOverrun({ ...visit(-180), nextStartsAt: null }, now), 'now'],
    ['demand of five minutes ago', judgeDemand({ ...visit(0), placedAt: inMinutes(-5) }, now), null],
    ['demand of half an hour ago', judgeDemand({ ...visit(0), placedAt: inMinutes(-30) }, now), 'watch'],
    ['demand of this morning', judgeDemand({ ...visit(0), placedAt: inMinutes(-200) }, now), 'soon'],
    ['ticket due tomorrow', judgeTicket({ ticketId: 't', no: 'T1', kind: 'complaint', orderId: null, dueAt: inMinutes(1000), words: '没擦干净' }, now), null],
    ['ticket due in an hour', judgeTicket({ ticketId: 't', no: 'T1', kind: 'complaint', orderId: null, dueAt: inMinutes(60), words: '没擦干净' }, now), 'soon'],
    ['ticket overdue', judgeTicket({ ticketId: 't', no: 'T1', kind: 'complaint', orderId: null, dueAt: inMinutes(-1), words: '没擦干净' }, now), 'now'],
    ['follow-up not due', judgeFollowUp({ ...visit(0), followUpId: 'f', dueAt: inMinutes(1), attempts: 0 }, now), null],
    ['follow-up just overdue', judgeFollowUp({ ...visit(0), followUpId: 'f', dueAt: inMinutes(-30), attempts: 1 }, now), 'watch'],
    ['follow-up long overdue', judgeFollowUp({ ...visit(0), followUpId: 'f', dueAt: inMinutes(-300), attempts: 0 }, now), 'soon'],
    ['paper good for a month', judgePaper({ paperId: 'p', workerId: 'w', kind: 'health', workerName: '李桂兰', validUntil: '2026-12-22' }, now), null],
    ['paper ends in seven days', judgePaper({ paperId: 'p', workerId: 'w', kind: 'health', workerName: '李桂兰', validUntil: '2026-11-28' }, now), 'watch'],
    ['paper ends in three days', judgePaper({ paperId: 'p', workerId: 'w', kind: 'health', workerName: '李桂兰', validUntil: '2026-11-24' }, now), 'soon'],
    ['paper ends today', judgePaper({ paperId: 'p', workerId: 'w', kind: 'health', workerName: '李桂兰', validUntil: '2026-11-22' }, now), 'now'],
    ['paper has ended', judgePaper({ paperId: 'p', workerId: 'w', kind: 'health', workerName: '李桂兰', validUntil: '2026-11-21' }, now), 'now'],
    ['door code locked', judgeDoorCode({ ...visit(-5), since: inMinutes(-1), tries: 5 }, now), 'now'],
    ['changed amount', judgeAlarm({ alarmId: 'a', reason: 'amount', count: 2, firstAt: inMinutes(-60), lastAt: inMinutes(-1) }, now), 'now'],
    ['forged', judgeAlarm({ alarmId: 'a', reason: 'forged', count: 200, firstAt: inMinutes(-60), lastAt: inMinutes(-1) }, now), 'soon'],
    ['stale', judgeAlarm({ alarmId: 'a', reason: 'stale', count: 1, firstAt: inMinutes(-60), lastAt: inMinutes(-60) }, now), 'watch'],
  ])('%s', (_name, exception, severity) => {
    expect(exception?.severity ?? null).toBe(severity);
    if (exception) for (const { zh, en } of [exception.title, exception.words]) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).not.toMatch(/undefined|NaN|null/);
      expect(zh).not.toMatch(/undefined|NaN|null/);
    }
  });
});

describe('words carry the values', () => {
  it('says who, where, when, by how much', () => {
    expect(judgeLate(visit(-20), now, 15)!.words).toEqual({ zh: '今天 13:40 翠竹园的日常保洁（20261122-0001）：李桂兰在路上，已晚 20 分钟', en: 'Regular cleaning at 翠竹园, today 13:40 (20261122-0001): 李桂兰 is on the way, 20 min late' });
    expect(judgeUnassigned({ ...visit(90), since: inMinutes(-30), ...why }, now)!.words.zh).toBe('今天 15:30 翠竹园的日常保洁（20261122-0001），1 小时 30 分钟后开始；附近没有空闲的家政员');
    const paper = judgePaper({ paperId: 'p', workerId: 'w', kind: 'health', workerName: '李桂兰', validUntil: '2026-11-24' }, now)!;
    expect(paper).toMatchObject({ subjectId: 'w', paperId: 'p' });
    expect(paper.words.zh).toBe('李桂兰的健康证还有 3 天到期（2026-11-24）');
  });
  it('times are Beijing times', () => {
    expect(clockWords(new Date('2026-11-22T15:59:00Z'), now).zh).toBe('今天 23:59');
    expect(clockWords(new Date('2026-11-22T16:00:00Z'), now).zh).toBe('明天 00:00');
    expect(clockWords(new Date('2026-11-21T15:00:00Z'), now).zh).toBe('昨天 23:00');
    expect(clockWords(new Date('2026-11-25T02:00:00Z'), now)).toEqual({ zh: '11月25日 10:00', en: '25/11 10:00' });
    expect([dayOf(new Date('2026-11-22T16:00:00Z')), startOfDay(now).toISOString(), startOfWeek(now).toISOString(), weekdayOf(now), weekdayOf(inMinutes(600))]).toEqual(['2026-11-23', '2026-11-21T16:00:00.000Z', '2026-11-15T16:00:00.000Z', 7, 1]);
  });
  it('lengths are told as people do', () => {
    expect([20_000, 60_000 * 59, 60_000 * 60, 60_000 * 200, 60_000 * 60 * 72].map((ms) => lengthWords(ms).zh)).toEqual(['1 分钟', '59 分钟', '1 小时', '3 小时 20 分钟', '3 天']);
  });
});

describe('order', () => {
  it('what burns first, then what has lasted longest', () => {
    const sorted = sortExceptions([judgeNotDeparted(visit(15), now), null, judgeLate(visit(-20), now, 15), judgeLate(visit(-40), now, 15), judgeUnpaidHold({ ...visit(600), placedAt: inMinutes(-10), payBefore: inMinutes(5) }, now)]);
    expect(sorted.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual(['late now', 'late now', 'noShowRisk soon', 'unpaidHold watch']);
    expect(sorted[0]!.since < sorted[1]!.since).toBe(true);
  });
  it('percentages have one decimal and nothing of nothing is 0', () => { expect([percentOf(0, 0), percentOf(1, 3), percentOf(3, 3)]).toEqual([0, 33.3, 100]); });
});

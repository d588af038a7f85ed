import { orderStatuses, refusals, contract, type OrderStatus } from '@linli/contract';
import { describe, expect, test } from 'vitest';
import { FLOW, actingPart, isWhoMay, nextStatus, refuseStep, statusLabels, verbs, type Part, type Verb } from './rules.ts';
import { callsEndAt, refuseCall } from './rules/calls.ts';
import { cancelTerms, noShowTerms } from './rules/cancel.ts';
import { areaAddress, isEntryShown, isInWorkersWindow, maskName, sightOf } from './rules/masks.ts';
import type { OrderFacts, Policy } from './rules/order.ts';
import { cursorOf, placeOf, searchKind } from './rules/pages.ts';
import { distanceMeters, refuseCheckIn, refuseFinish, refusePhoto } from './rules/photos.ts';
import { doorCodeFrom, orderNumber, premiumFen, rebookStart, redoQuote, refuseDearerSlot, refuseHold, refusePrice, refuseStart } from './rules/place.ts';
import { averageOf, isNeighbourReview, reviewWeight } from './rules/review.ts';
import { allianceSteps } from './rules/steps.ts';
import { autoConfirmAtOf, canOf, isLateNow, refuseNoShow, refuseVerb, sayNo, type Terms } from './rules/terms.ts';
import { etaMinutes, nextStepOf, sayArrival, sayInstant, sayLength, sayStart } from './rules/words.ts';

const policy: Policy = {
  neighbourWeight: 1.5, payMinutes: 15, minLeadMinutes: 60, maxDaysAhead: 30, autoConfirmHours: 24, lateAfterMinutes: 15, checkInRadiusMeters: 300,
  departEarlyMinutes: 90, rescheduleHours: 4, reviewDays: 30, workerCancelMinFen: 3000, noShowAfterMinutes: 15,
};
/** 14:00–17:00 in Beijing */
const startsAt = new Date('2026-11-25T06:00:00Z');
const endsAt = new Date('2026-11-25T09:00:00Z');
const before = (minutes: number): Date => new Date(startsAt.getTime() - minutes * 60_000);
const after = (minutes: number): Date => before(-minutes);
const tier = (hoursBefore: number, refundPercent: number) => ({ hoursBefore, refundPercent, label: { zh: `${hoursBefore} 小时`, en: `${hoursBefore} h` } });
const nameless = { zh: '', en: '' };
const quote: OrderFacts['quote'] = {
  itemId: 'daily', itemName: { zh: '日常保洁', en: 'Cleaning' }, quantity: 3, unit: 'hour', unitLabel: { zh: '小时', en: 'h' }, durationMinutes: 180, crewSize: 1, priceKind: 'alliance',
  lines: [{ kind: 'labour', label: nameless, detail: nameless, amountFen: 13_200 }, { kind: 'platformFee', label: nameless, detail: nameless, amountFen: 300 }], totalFen: 13_500, cancelTiers: [],
};
const order = (change: Partial<OrderFacts> = {}): OrderFacts => ({
  id: 'ord_1', no: '261122000001', workOrderNo: 'W261122000001', status: 'accepted', channel: 'h5', customerId: 'per_lin', householdId: 'hh_lin', addressId: 'adr_1', estateId: 'est_1', placedBy: 'per_lin',
  itemId: 'daily', itemNameZh: '日常保洁', itemNameEn: 'Cleaning', icon: 'cleaning', family: 'cleaning', quantity: 3, unitLabelZh: '小时', unitLabelEn: 'h', durationMinutes: 180, startsAt, endsAt,
  lon: 87.6, lat: 43.8, districtId: 'dis_1', districtName: '天山片区', estateName: '幸福花园', addressFull: '幸福花园 3 号楼 502', homeScene: { homeType: 'flat', areaSquareMeters: 90, hasBaby: false, hasPet: false, hasElder: false, animals: [], hasSmoker: false, sensitivities: [], note: '' },
  contactName: '林小满', note: '', memberIds: [], quote, totalFen: 13_500, paidFen: 13_500, refundedFen: 0, holdId: 'ent_1', isWorkerChosen: false, holderMerchantId: 'mer_1', merchantId: 'mer_1', workerId: 'wrk_1', workerPayFen: 8_500,
  doorCode: '0417', doorCodeTries: 0, checklistVersion: 2, photoNodes: [], cancelTiers: [tier(24, 100), tier(4, 90), tier(1, 70), tier(0, 50)], redoHours: 48,
  payBefore: null, arrivedAt: null, arrivalReason: '', startedAt: null, finishedAt: null, undoneReason: '', confirmedAt: null, isAutoConfirmed: false, settledAt: null, followedUpAt: null, closedAt: null,
  complaintCount: 0, openComplaintCount: 0, redoOf: null, safety: null, placedAt: before(3 * 24 * 60), changedAt: before(60), ...change,
});
const at = (now: Date, change: Partial<Terms> = {}): Terms => ({ now, policy, isReviewed: false, isHouseholdReviewed: false, hasRedo: false, ...change });

describe('FLOW', () => {
  // Written by hand from the life of an order: a verb that is not named leads nowhere. `=` stays in the status.
  const life: Record<OrderStatus | 'nothing', Partial<Record<Verb, OrderStatus | '='>>> = {
    nothing: { place: 'draft' },
    draft: { hold: 'held', cancel: 'cancelled' },
    held: { pay: 'paid', expire: 'cancelled', cancel: 'cancelled' },
    paid: { passOn: '=', postpone: '=', assign: 'assigned', reschedule: 'paid', cancel: 'cancelled', reportNoShow: 'noShow' },
    assigned: { postpone: '=', assign: 'assigned', accept: 'accepted', unassign: 'paid', reschedule: 'paid', cancel: 'cancelled', reportNoShow: 'noShow' },
    accepted: { postpone: '=', assign: 'assigned', unassign: 'paid', depart: 'onTheWay', reschedule: 'paid', cancel: 'cancelled', reportNoShow: 'noShow' },
    onTheWay: { checkIn: '=', reassign: 'assigned', confirmChecklist: 'checklistConfirmed', cancel: 'cancelled', reportNoShow: 'noShow' },
    checklistConfirmed: { startService: 'inService', reassign: 'assigned', addPhoto: '=', cancel: 'cancelled' },
    inService: { tickItem: '=', addPhoto: '=', finish: 'finished' },
    finished: { confirm: 'confirmed', reviewHousehold: '=', redo: '=' },
    confirmed: { settle: 'settled', close: '=', review: '=', reviewHousehold: '=', redo: '=' },
    settled: { close: '=', review: '=', reviewHousehold: '=', redo: '=' },
    cancelled: {},
    noShow: {},
  };
  for (const status of ['nothing', ...orderStatuses] as const) {
    test.each(verbs)(`${status} × %s`, (verb) => {
      const wanted = life[status][verb];
      expect(nextStatus(verb, status)).toBe(wanted === undefined ? null : wanted === '=' ? status : wanted);
    });
  }

  // Who may, by hand: h household, w worker, m merchant, d desk, s system. `watch` never.
  const who: Record<Verb, string> = {
    place: 'hd', hold: 'hd', pay: 's', expire: 's', assign: 'sdmw', accept: 'wdms', unassign: 'sdwm', reassign: 'ds', passOn: 'sm', depart: 'w', checkIn: 'w', confirmChecklist: 'hwd', startService: 'w', tickItem: 'w', addPhoto: 'w', finish: 'w',
    confirm: 'hs', settle: 's', close: 's', review: 'h', reviewHousehold: 'w', redo: 'hd', reschedule: 'hd', postpone: 'sd', cancel: 'hd', reportNoShow: 'hdw',
  };
  const letters: Record<Part, string> = { household: 'h', worker: 'w', merchant: 'm', desk: 'd', system: 's', watch: 'x' };
  test.each(verbs)('who may %s', (verb) => {
    for (const [part, letter] of Object.entries(letters)) expect(isWhoMay(verb, [part as Part]), part).toBe(who[verb].includes(letter));
  });

  test('every status has a label and an end that can be reached', () => {
    for (const status of orderStatuses) {
      expect(statusLabels[status].zh).not.toBe('');
      const reached = new Set<OrderStatus>([status]);
      for (let grown = true; grown;) {
        grown = false;
        for (const from of reached) for (const verb of verbs) {
          const to = nextStatus(verb, from);
          if (to && !reached.has(to)) { reached.add(to); grown = true; }
        }
      }
      expect(['settled', 'cancelled', 'noShow'].some((end) => reached.has(end as OrderStatus)), status).toBe(true);
    }
  });
  test('the wrong person is named before the wrong status', () => {
    expect(refuseStep('depart', order({ status: 'draft' }), ['household'])).toMatchObject({ code: 'access.forbidden' });
    expect(refuseStep('depart', order({ status: 'draft' }), ['worker'])).toEqual({ code: 'orders.wrong_state', params: { statusZh: '待选时间', statusEn: 'Needs a time', verbZh: '出发', verbEn: 'set out for' } });
    expect(refuseStep('depart', order(), ['household', 'worker'])).toBeNull();
    expect(actingPart('cancel', ['desk', 'household'])).toBe('household');
  });
  test('every verb of a person is an endpoint of the contract', () => {
    for (const verb of ['place', 'hold', 'depart', 'checkIn', 'confirmChecklist', 'startService', 'tickItem', 'addPhoto', 'finish', 'confirm', 'review', 'reviewHousehold', 'redo', 'reschedule', 'cancel', 'reportNoShow'] as const) {
      expect(contract.orders).toHaveProperty(verb);
      expect(FLOW).toHaveProperty(verb);
    }
  });
});

describe('the terms of time', () => {
  test.each<[string, Verb, Partial<OrderFacts>, Part, Terms, string | null]>([
    ['90 minutes before', 'depart', {}, 'worker', at(before(90)), null],
    ['91 minutes before', 'depart', {}, 'worker', at(before(91)), 'orders.too_early_to_depart'],
    ['checking in twice', 'checkIn', { status: 'onTheWay', arrivedAt: before(5) }, 'worker', at(before(1)), 'orders.wrong_state'],
    ['nobody at the door', 'confirmChecklist', { status: 'onTheWay' }, 'household', at(startsAt), 'orders.not_arrived'],
    ['at the door', 'confirmChecklist', { status: 'onTheWay', arrivedAt: before(5) }, 'household', at(startsAt), null],
    ['4 h before', 'reschedule', {}, 'household', at(before(240)), null],
    ['3 h 59 before', 'reschedule', {}, 'household', at(before(239)), 'orders.too_late_to_move'],
    ['on the 30th day', 'review', { status: 'settled', finishedAt: endsAt }, 'household', at(new Date(endsAt.getTime() + 30 * 86_400_000)), null],
    ['past the 30th day', 'review', { status: 'settled', finishedAt: endsAt }, 'household', at(new Date(endsAt.getTime() + 30 * 86_400_000 + 1)), 'orders.review_too_late'],
    ['a second review', 'review', { status: 'settled', finishedAt: endsAt }, 'household', at(endsAt, { isReviewed: true }), 'orders.already_reviewed'],
    ['a second word on the home', 'reviewHousehold', { status: 'settled', finishedAt: endsAt }, 'worker', at(endsAt, { isHouseholdReviewed: true }), 'orders.already_reviewed'],
    ['48 h after', 'redo', { status: 'settled', finishedAt: endsAt }, 'household', at(new Date(endsAt.getTime() + 48 * 3_600_000)), null],
    ['past 48 h', 'redo', { status: 'settled', finishedAt: endsAt }, 'household', at(new Date(endsAt.getTime() + 48 * 3_600_000 + 1)), 'orders.redo_too_late'],
    ['a second redo', 'redo', { status: 'settled', finishedAt: endsAt }, 'household', at(endsAt, { hasRedo: true }), 'orders.redo_once'],
    ['a redo of a redo', 'redo', { status: 'settled', finishedAt: endsAt, redoOf: 'ord_0' }, 'desk', at(endsAt), 'orders.redo_once'],
    ['worker absent, too early', 'reportNoShow', {}, 'household', at(after(14)), 'orders.no_show_too_early'],
    ['worker absent', 'reportNoShow', {}, 'household', at(after(15)), null],
    ['worker there', 'reportNoShow', { status: 'onTheWay', arrivedAt: startsAt }, 'household', at(after(60)), 'orders.wrong_state'],
    ['nobody home, not at the door', 'reportNoShow', { status: 'onTheWay' }, 'worker', at(after(60)), 'orders.not_arrived'],
    ['nobody home, early at the door', 'reportNoShow', { status: 'onTheWay', arrivedAt: before(20) }, 'worker', at(after(14)), 'orders.no_show_too_early'],
    ['nobody home, waited', 'reportNoShow', { status: 'onTheWay', arrivedAt: after(5) }, 'worker', at(after(20)), null],
    ['closing twice', 'close', { status: 'settled', closedAt: endsAt }, 'system', at(endsAt), 'orders.wrong_state'],
  ])('%s: %s', (_name, verb, change, part, about, code) => {
    expect(refuseVerb(verb, order(change), [part], about)?.code ?? null).toBe(code);
  });

  test('late is one minute past the grace, until somebody is at the door', () => {
    expect(isLateNow(order(), after(15), policy)).toBe(false);
    expect(isLateNow(order(), after(16), policy)).toBe(true);
    expect(isLateNow(order({ status: 'onTheWay', arrivedAt: after(10) }), after(16), policy)).toBe(false);
    expect(isLateNow(order({ status: 'inService' }), after(16), policy)).toBe(false);
  });
  test('silence accepts 24 h after the finish', () => {
    expect(autoConfirmAtOf(order({ status: 'finished', finishedAt: endsAt }), policy)).toEqual(new Date('2026-11-26T09:00:00Z'));
    expect(autoConfirmAtOf(order({ status: 'confirmed', finishedAt: endsAt }), policy)).toBeNull();
  });
  test('the desk may report either side, and hears why it cannot', () => {
    expect(refuseNoShow(order(), 'customer', at(after(60)))).toMatchObject({ code: 'orders.not_arrived' });
    expect(refuseVerb('reportNoShow', order(), ['desk'], at(after(60)))).toBeNull();
  });
});

describe('who may ring whom, and when', () => {
  const finished = { status: 'finished', finishedAt: after(100) } as const;
  test.each<[string, Partial<OrderFacts>, Part, Date, string | null]>([
    ['the worker, two hours before', {}, 'worker', before(120), null],
    ['the worker, a minute earlier', {}, 'worker', before(121), 'orders.call_too_early'],
    ['the household, days before', {}, 'household', before(3 * 24 * 60), null],
    ['nobody has accepted', { status: 'assigned' }, 'worker', before(60), 'orders.wrong_state'],
    ['nobody has accepted, the household', { status: 'paid' }, 'household', before(60), 'orders.wrong_state'],
    ['out for it, long after its end', { status: 'inService' }, 'household', after(600), null],
    ['two hours less a minute after the finish', finished, 'worker', after(219), null],
    ['two hours after the finish', finished, 'worker', after(220), 'orders.call_over'],
    ['two hours after the finish, the household', finished, 'household', after(220), 'orders.call_over'],
    ['accepted and never begun', {}, 'household', after(180 + 120), 'orders.call_over'],
    ['cancelled', { status: 'cancelled' }, 'household', before(60), 'orders.call_over'],
    ['missed', { status: 'noShow', arrivedAt: startsAt }, 'worker', after(20), 'orders.call_over'],
    ['the desk rings from its own line', {}, 'desk', before(60), 'access.forbidden'],
  ])('%s', (_name, change, part, now, code) => expect(refuseCall(order(change), [part], now)?.code ?? null).toBe(code));
  test('a number lives until two hours after the finish, or after the agreed end', () => {
    expect([callsEndAt(order(finished), after(110)), callsEndAt(order(), before(60)), callsEndAt(order({ status: 'inService' }), after(200))]).toEqual([after(220), after(300), after(320)]);
  });
});

describe('cancelTerms', () => {
  const household = { isForceMajeure: false };
  test.each<[string, Partial<OrderFacts>, Date, { refundPercent: number; refundFen: number; workerPayFen: number; ruleKey: string }]>([
    ['not paid', { status: 'held', paidFen: 0 }, before(10), { refundPercent: 100, refundFen: 0, workerPayFen: 0, ruleKey: 'beforePaid' }],
    ['24 h to the second', {}, before(24 * 60), { refundPercent: 100, refundFen: 13_500, workerPayFen: 0, ruleKey: 'before24h' }],
    ['a minute less than 24 h', {}, before(24 * 60 - 1), { refundPercent: 90, refundFen: 12_150, workerPayFen: 0, ruleKey: 'before4h' }],
    ['4 h to the second', {}, before(240), { refundPercent: 90, refundFen: 12_150, workerPayFen: 0, ruleKey: 'before4h' }],
    ['a minute less than 4 h', {}, before(239), { refundPercent: 70, refundFen: 9_450, workerPayFen: 0, ruleKey: 'before1h' }],
    ['1 h to the second', {}, before(60), { refundPercent: 70, refundFen: 9_450, workerPayFen: 0, ruleKey: 'before1h' }],
    ['a minute less than 1 h', {}, before(59), { refundPercent: 50, refundFen: 6_750, workerPayFen: 4_250, ruleKey: 'before0h' }],
    ['less than 1 h, nobody had accepted', { status: 'assigned' }, before(59), { refundPercent: 50, refundFen: 6_750, workerPayFen: 0, ruleKey: 'before0h' }],
    ['on the way, 80 minutes before', { status: 'onTheWay' }, before(80), { refundPercent: 50, refundFen: 6_750, workerPayFen: 4_250, ruleKey: 'onTheWay' }],
    ['at the door', { status: 'checklistConfirmed', arrivedAt: before(3) }, after(45), { refundPercent: 50, refundFen: 6_750, workerPayFen: 4_250, ruleKey: 'onTheWay' }],
    ['a small pay is lifted to the minimum', { status: 'onTheWay', workerPayFen: 4_000 }, before(10), { refundPercent: 50, refundFen: 6_750, workerPayFen: 3_000, ruleKey: 'onTheWay' }],
    ['but never above what is kept', { status: 'onTheWay', paidFen: 4_001, workerPayFen: 2_000 }, before(10), { refundPercent: 50, refundFen: 2_000, workerPayFen: 2_001, ruleKey: 'onTheWay' }],
    ['29 minutes late', {}, after(29), { refundPercent: 50, refundFen: 6_750, workerPayFen: 4_250, ruleKey: 'before0h' }],
    ['30 minutes late', {}, after(30), { refundPercent: 100, refundFen: 13_500, workerPayFen: 0, ruleKey: 'workerLate' }],
    ['30 minutes late, still on the way', { status: 'onTheWay' }, after(30), { refundPercent: 100, refundFen: 13_500, workerPayFen: 0, ruleKey: 'workerLate' }],
    ['a free redo', { paidFen: 0, totalFen: 0, status: 'onTheWay' }, before(10), { refundPercent: 100, refundFen: 0, workerPayFen: 0, ruleKey: 'beforePaid' }],
    ['what was refunded before is not refunded again', { refundedFen: 3_500 }, before(30 * 60), { refundPercent: 100, refundFen: 10_000, workerPayFen: 0, ruleKey: 'before24h' }],
    ['a service without tiers of its own', { cancelTiers: [] }, before(30 * 60), { refundPercent: 50, refundFen: 6_750, workerPayFen: 0, ruleKey: 'before0h' }],
  ])('%s', (_name, change, now, wanted) => {
    const terms = cancelTerms(order(change), now, policy, household);
    expect(terms).toMatchObject(wanted);
    const { paidFen, refundedFen } = order(change);
    expect(terms.refundFen + terms.keptFen).toBe(paidFen - refundedFen);
    expect(terms.workerPayFen).toBeLessThanOrEqual(terms.keptFen);
  });
  test('force majeure gives everything back, even at the door', () => {
    expect(cancelTerms(order({ status: 'checklistConfirmed', arrivedAt: startsAt }), after(5), policy, { isForceMajeure: true })).toMatchObject({ refundFen: 13_500, workerPayFen: 0, ruleKey: 'forceMajeure' });
  });
  test('the rule is a sentence', () => {
    expect(cancelTerms(order(), before(200), policy, household).rule).toEqual({ zh: '距开始还有 3 小时 20 分，退 70%，即 ¥94.50', en: '3 h 20 min before the start: 70 % is given back, ¥94.50' });
  });
  test('a no-show: the worker’s gives all back, the customer’s pays the worker half', () => {
    expect(noShowTerms(order(), 'worker')).toEqual({ refundFen: 13_500, workerPayFen: 0 });
    expect(noShowTerms(order({ workerPayFen: 8_501 }), 'customer')).toEqual({ refundFen: 0, workerPayFen: 4_250 });
    expect(noShowTerms(order({ paidFen: 0 }), 'customer')).toEqual({ refundFen: 0, workerPayFen: 0 });
  });
});

describe('masks', () => {
  test.each<[Part, string]>([
    ['household', 'address name phone workerPhone door review'], ['desk', 'address name phone workerPhone review pay'], ['merchant', 'address phone workerPhone pay'],
    ['worker', 'address phone workerPhone pay'], ['watch', 'review pay'], ['system', 'address name phone workerPhone review pay'],
  ])('%s sees during the visit: %s', (part, wanted) => {
    const sight = sightOf(order({ status: 'inService' }), [part], after(60));
    const names = { hasAddress: 'address', hasFullName: 'name', hasCustomerPhone: 'phone', hasWorkerPhone: 'workerPhone', hasDoorCode: 'door', hasReview: 'review', hasWorkerPay: 'pay' } as const;
    expect(Object.entries(names).filter(([key]) => sight[key as keyof typeof names]).map(([, name]) => name).join(' ')).toBe(wanted);
  });
  test.each<[string, Partial<OrderFacts>, Date, boolean]>([
    ['2 h before', {}, before(120), true], ['a minute earlier', {}, before(121), false], ['2 h after the end', { status: 'settled' }, new Date(endsAt.getTime() + 7_200_000), true],
    ['a minute later', { status: 'settled' }, new Date(endsAt.getTime() + 7_260_000), false], ['asked, not accepted', { status: 'assigned' }, before(60), false], ['cancelled', { status: 'cancelled' }, before(60), false],
    ['a visit that runs over', { status: 'inService' }, new Date(endsAt.getTime() + 5 * 3_600_000), true],
  ])('the worker knows the door: %s', (_name, change, now, wanted) => {
    expect(isInWorkersWindow(order(change), now)).toBe(wanted);
  });
  test('a person who is both sees as both, but never the review of herself', () => {
    expect(sightOf(order({ status: 'settled' }), ['household', 'worker'], endsAt)).toMatchObject({ hasDoorCode: true, hasReview: false });
    expect(isEntryShown('review', ['worker'])).toBe(false);
    expect(isEntryShown('review', ['household'])).toBe(true);
  });
  test('names and places', () => {
    expect([maskName('张三'), maskName('欧阳小满'), maskName('李'), maskName('')]).toEqual(['张*', '欧**', '李*', '']);
    expect(areaAddress(order())).toBe('天山片区幸福花园附近');
  });
});

describe('reviews', () => {
  test.each([[0, '天山', false], [1, '天山', true], [0, '幸福花园', true]])('%i other households served, lives in %s: neighbour %s', (otherHouseholdsServedInEstate, workerHomeArea, wanted) => {
    expect(isNeighbourReview({ otherHouseholdsServedInEstate, estateName: '幸福花园', workerHomeArea })).toBe(wanted);
  });
  test('a neighbour weighs more, as much as the city says', () => {
    expect([reviewWeight(true, 1.5), reviewWeight(true, 2), reviewWeight(false, 1.5)]).toEqual([1.5, 2, 1]);
    expect(averageOf({ skill: 5, communication: 4, attitude: 3 })).toBe(4);
  });
});

describe('the seven alliance steps', () => {
  const done = (change: Partial<OrderFacts>): number[] => allianceSteps(order(change), { paidAt: before(100), merchantName: '安心家政' }).filter((step) => step.isDone).map((step) => step.step);
  test.each<[string, Partial<OrderFacts>, number[]]>([
    ['a draft', { status: 'draft', workOrderNo: null, holderMerchantId: null, merchantId: null }, [1]],
    ['paid, a merchant holds the district', { status: 'paid', merchantId: null }, [1, 2, 3]],
    ['paid, nobody holds it', { status: 'paid', merchantId: null, holderMerchantId: null }, [1, 2]],
    ['in service', { status: 'inService', startedAt: startsAt }, [1, 2, 3, 4]],
    ['finished', { status: 'finished', startedAt: startsAt, finishedAt: endsAt }, [1, 2, 3, 4, 5]],
    ['settled, not followed up', { status: 'settled', startedAt: startsAt, finishedAt: endsAt }, [1, 2, 3, 4, 5]],
    ['followed up', { status: 'settled', startedAt: startsAt, finishedAt: endsAt, followedUpAt: endsAt, closedAt: endsAt }, [1, 2, 3, 4, 5, 6, 7]],
    ['followed up with an open complaint', { status: 'settled', startedAt: startsAt, finishedAt: endsAt, followedUpAt: endsAt, closedAt: endsAt, complaintCount: 1, openComplaintCount: 1 }, [1, 2, 3, 4, 5, 6]],
  ])('%s', (_name, change, wanted) => expect(done(change)).toEqual(wanted));
  test('say where it stands', () => {
    const steps = allianceSteps(order({ status: 'settled', startedAt: startsAt, finishedAt: endsAt, undoneReason: '停水', complaintCount: 2, openComplaintCount: 1 }), { paidAt: null, merchantName: '安心家政' });
    expect(steps.map((step) => step.words.zh)).toEqual(['订单 261122000001', '工单 W261122000001', '安心家政', '已上门', '部分未做：停水', '待进行', '1 件处理中']);
  });
});

describe('placing', () => {
  const now = new Date('2026-11-22T02:00:00Z');
  test.each<[string, number, string | null]>([['in 60 minutes', 60, null], ['in 59', 59, 'orders.too_soon'], ['in 30 days', 30 * 1440, null], ['a minute later', 30 * 1440 + 1, 'orders.too_far']])('a start %s', (_name, minutes, code) => {
    expect(refuseStart(new Date(now.getTime() + minutes * 60_000), now, policy)?.code ?? null).toBe(code);
  });
  test('numbers, codes, prices', () => {
    expect(orderNumber(new Date('2026-11-22T16:30:00Z'), 1_000_042)).toBe('261123000042');
    expect(doorCodeFrom('000004d2ffff')).toBe('1234');
    expect(doorCodeFrom('00000007')).toBe('0007');
    expect(refusePrice(13_500, undefined)).toBeNull();
    expect(refusePrice(13_500, 13_500)).toBeNull();
    expect(refusePrice(13_500, 12_000)).toEqual({ code: 'orders.price_changed', params: { total: '135.00', expected: '120.00' } });
  });
  test.each([['itemId', '服务', 'service'], ['addressId', '地址', 'address'], ['quantity', '数量', 'quantity'], ['startAt', '时间', 'time']])('a hold with another %s', (key, whatZh, whatEn) => {
    const hold = { itemId: 'daily', addressId: 'adr_1', quantity: 3, startAt: startsAt };
    expect(refuseHold(hold, hold)).toBeNull();
    expect(refuseHold(hold, { ...hold, startAt: undefined })).toBeNull();
    expect(refuseHold(hold, { ...hold, [key]: key === 'quantity' ? 4 : key === 'startAt' ? endsAt : 'other' })).toEqual({ code: 'orders.hold_mismatch', params: { whatZh, whatEn } });
  });
  test('a moved order may not slip into a dearer hour', () => {
    const night = { ...quote, lines: [...quote.lines, { kind: 'night' as const, label: nameless, detail: nameless, amountFen: 4_000 }] };
    expect(premiumFen(night)).toBe(4_000);
    expect(refuseDearerSlot(quote, night)?.code).toBe('orders.hold_mismatch');
    expect([refuseDearerSlot(night, night), refuseDearerSlot(night, quote)]).toEqual([null, null]);
  });
  test('a redo costs nothing, line by line', () => {
    const free = redoQuote(quote, '261122000001');
    expect(free.totalFen).toBe(0);
    expect(free.lines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(0);
    expect(redoQuote(free, 'x').lines).toEqual(free.lines);
  });
  test('the same again is the same weekday and hour, in the first week that can be booked', () => {
    const usual = { startsAt, placedAt: now };
    expect(rebookStart(usual, now, policy)).toEqual(new Date('2026-12-02T06:00:00Z'));
    expect(rebookStart(usual, new Date('2026-12-02T04:59:00Z'), policy)).toEqual(new Date('2026-12-02T06:00:00Z'));
    expect(rebookStart(usual, new Date('2026-12-02T05:01:00Z'), policy)).toEqual(new Date('2026-12-09T06:00:00Z'));
  });
});

describe('at the home', () => {
  const nodes = [{ code: 'before', text: { zh: '开始前', en: 'before' }, area: 'livingRoom' }, { code: 'after', text: { zh: '完成后', en: 'after' }, area: 'kitchen' }];
  test.each([['before', 'livingRoom', null], ['before', 'bedroom', 'orders.private_area'], ['before', 'bathroom', 'orders.private_area'], ['before', 'constructor', 'orders.private_area'], ['roof', 'kitchen', 'orders.photo_node_unknown']])('a photo at %s of %s', (node, area, code) => {
    expect(refusePhoto({ node, area }, nodes)?.code ?? null).toBe(code);
  });
  test('the private area is named in both languages', () => expect(refusePhoto({ node: 'before', area: 'bathroom' }, nodes)?.params).toEqual({ areaZh: '卫生间', areaEn: 'bathroom' }));
  test('finishing needs the required items and every node, or a reason', () => {
    const items = [{ isRequired: true, doneAt: endsAt }, { isRequired: false, doneAt: null }];
    expect(refuseFinish(items, nodes, ['before', 'after'], '')).toBeNull();
    expect(refuseFinish(items, nodes, ['before'], '')).toEqual({ code: 'orders.photos_missing', params: { nodesZh: '完成后', nodesEn: 'after' } });
    expect(refuseFinish([{ isRequired: true, doneAt: null }], nodes, [], '')).toEqual({ code: 'orders.items_undone', params: { count: 1 } });
    expect(refuseFinish([{ isRequired: true, doneAt: null }], nodes, [], '停水')).toBeNull();
  });
  test('distance and check-in', () => {
    expect(distanceMeters({ lon: 87.6, lat: 43.8 }, { lon: 87.6, lat: 43.8 })).toBe(0);
    expect(distanceMeters({ lon: 87.6, lat: 43.8 }, { lon: 87.6, lat: 43.809 })).toBe(1001);
    expect([refuseCheckIn(300, 300, ''), refuseCheckIn(301, 300, '地库没信号')]).toEqual([null, null]);
    expect([refuseCheckIn(null, 300, '没开定位'), refuseCheckIn(null, 300, '')]).toEqual([null, { code: 'orders.position_missing', params: {}, field: 'reason' }]);
    expect(refuseCheckIn(301, 300, '')).toEqual({ code: 'orders.too_far_from_home', params: { distance: 301 } });
  });
});

describe('words and pages', () => {
  test('instants are said in Beijing time', () => {
    expect(sayInstant(startsAt)).toBe('2026-11-25 14:00');
    expect(sayStart(new Date('2026-11-24T17:00:00Z'))).toEqual({ zh: '11月25日 周三 01:00', en: 'Wed 25/11 01:00' });
    expect([sayLength(45).zh, sayLength(120).zh, sayLength(200).en]).toEqual(['45 分钟', '2 小时', '3 h 20 min']);
    expect(sayArrival(before(5), startsAt, 20, '').zh).toBe('13:55 到达，比约定早 5 分钟');
    expect(sayArrival(after(7), startsAt, null, '没开定位')).toEqual({ zh: '14:07 到达，比约定晚 7 分钟；没有定位，原因：没开定位', en: 'Arrived at 14:07, 7 min late; no position: 没开定位' });
    expect(sayArrival(after(7), startsAt, 812, '地库').zh).toBe('14:07 到达，比约定晚 7 分钟；定位距住址 812 米，原因：地库');
    expect([etaMinutes(5_000, startsAt, before(60)), etaMinutes(null, startsAt, before(60)), etaMinutes(0, startsAt, startsAt)]).toEqual([27, 60, 1]);
  });
  test('the next step speaks to the one who looks', () => {
    const about = { workerName: '李阿姨', autoConfirmAt: null };
    expect(nextStepOf(order(), 'household', about).zh).toBe('李阿姨将于 11月25日 周三 14:00 上门');
    expect(nextStepOf(order({ status: 'onTheWay', arrivedAt: before(2) }), 'worker', about).zh).toBe('请客户确认清单，或输入客户的 4 位确认码');
    expect(nextStepOf(order({ status: 'settled', closedAt: endsAt }), 'staff', about).zh).toBe('已办结');
    for (const status of orderStatuses) for (const viewer of ['household', 'staff'] as const) {
      const { zh, en } = nextStepOf(order({ status, payBefore: endsAt }), viewer, { workerName: null, autoConfirmAt: endsAt });
      expect([zh, en].every((words) => words !== '' && !words.includes('{')), `${status} ${viewer} ${zh} ${en}`).toBe(true);
    }
  });
  test('can says what and why not, from the same rules', () => {
    const can = canOf(order(), ['household'], at(before(120)));
    expect(Object.entries(can).filter(([, { isAllowed }]) => isAllowed).map(([verb]) => verb)).toEqual(['cancel', 'rebook', 'call']);
    expect(can['reschedule']?.why?.zh).toBe('距开始不足 4 小时，不能改约；可以取消，按规则退款');
    expect(can['depart']).toBeUndefined();
    const underWay = order({ status: 'onTheWay', arrivedAt: before(3) });
    expect([canOf(underWay, ['desk'], at(before(1)))['assign']?.isAllowed, canOf(underWay, ['merchant'], at(before(1)))['assign']?.isAllowed, canOf(order({ status: 'inService' }), ['desk'], at(after(1)))['assign']?.isAllowed]).toEqual([true, false, false]);
    expect(canOf(order({ status: 'held', payBefore: before(100) }), ['household'], at(before(100)))['pay']?.why?.zh).toBe(refusals['payments.window_over'].zh);
    expect(canOf(order(), ['desk'], at(before(120)))['redispatch']).toEqual({ isAllowed: true, why: null });
    expect(canOf(order(), ['watch'], at(before(120)))).toEqual({});
    expect(sayNo({ code: 'orders.redo_too_late', params: { hours: 48 } }).en).toBe('A redo can be asked for within 48 h');
  });
  test('cursors survive the way there and back, and nothing else is one', () => {
    const place = { at: startsAt, id: 'ord_01abc' };
    expect(placeOf(cursorOf(place))).toEqual(place);
    expect([placeOf(undefined), placeOf('nonsense'), placeOf('%%%'), placeOf('a'), placeOf(btoa("2026-11-25T06:00:00Z|'; drop"))]).toEqual([null, null, null, null, null]);
  });
  test('a search box understands numbers, phones and words', () => {
    expect([searchKind('5678').kind, searchKind('W261122000001'), searchKind(' 幸福 ')]).toEqual(['phoneTail', { kind: 'number', words: '261122000001' }, { kind: 'text', words: '幸福' }]);
  });
});

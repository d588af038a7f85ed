import { expect, test } from 'vitest';
import { explainWorker, feasibleStarts, rankCandidates, rules } from './index.ts';
import type { Need, PlanningOptions, RuleName, WorkerView } from './index.ts';
import { at, need, offset, square, visit, worker } from './sample.ts';
import { sayDate } from './wording.ts';

type Case = { need?: Partial<Need>; worker?: Partial<WorkerView>; options?: PlanningOptions };
/** `broken` breaks this rule and no other; `holds` is its nearest neighbour that breaks none. */
type Row = { rule: RuleName; broken: Case; holds: Case; zh: string; en: string };

const labels = { skills: { cleaning: { zh: '日常保洁', en: 'Cleaning' } }, papers: { electrician: { zh: '电工证', en: 'Electrician licence' } } };
const health = (validUntil: number, healthClass: 'A' | 'B' | 'C' | 'D' = 'A') => [{ kind: 'healthCertificate', healthClass, validUntil }];
const tutor = [{ kind: 'tutor', validUntil: at(12) }];

const table: Row[] = [
  { rule: 'admitted', broken: { worker: { admitted: false } }, holds: {}, zh: '还没有通过入驻审核，暂时不能接单', en: 'Not admitted yet, cannot take orders' },
  {
    rule: 'safetyCode', broken: { worker: { safety: { colour: 'red', reason: { zh: '保险已于 2026-11-21 到期', en: 'Insurance expired on 2026-11-21' } } } }, holds: { worker: { safety: { colour: 'yellow', reason: null } } },
    zh: '安全码是红色：保险已于 2026-11-21 到期', en: 'The safety code is red: Insurance expired on 2026-11-21',
  },
  {
    rule: 'admittedHere', broken: { need: { family: 'maternity' }, worker: { families: ['cleaning', 'nanny'] } }, holds: { need: { family: 'maternity' }, worker: { families: ['maternity'] } },
    zh: '这类工作的入驻检查没有全部有效，暂时不能接这类单', en: 'Not every admission check for this kind of work is in force',
  },
  {
    rule: 'blocklist', broken: { need: { blockedWorkerIds: ['wrk_1'] } }, holds: { need: { blockedWorkerIds: ['wrk_2'] } },
    zh: '在双方的黑名单里，不再安排见面', en: 'On the blocklist between this household and this worker',
  },
  {
    rule: 'refused', broken: { need: { refusedWorkerIds: ['wrk_1'] } }, holds: { need: { refusedWorkerIds: ['wrk_2'] } },
    zh: '已经拒绝过这一单', en: 'Has already refused this order',
  },
  {
    rule: 'allergy', broken: { worker: { allergies: ['smoke', 'cat'] }, need: { allergens: ['dog', 'cat'] } }, holds: { worker: { allergies: ['smoke', 'cat'] }, need: { allergens: ['dog'], sensitivities: ['cat'] } },
    zh: '她对猫过敏，这一家有', en: 'Allergic to cats, which this home has',
  },
  {
    rule: 'allergy', broken: { worker: { habits: ['smoke'] }, need: { sensitivities: ['smoke'] } }, holds: { worker: { habits: ['smoke'] }, need: { sensitivities: ['perfume'], allergens: ['smoke'] } },
    zh: '这一家有人对烟味过敏，她身上难免带着', en: 'Somebody in this home is allergic to smoke, which the worker brings along',
  },
  {
    rule: 'heldSkill', broken: { worker: { heldSkills: { cleaning: { zh: '深度保洁证书复训已过期', en: 'Retraining is overdue' } } }, need: { requiredSkills: [{ skill: 'cleaning', level: 1 }] } },
    holds: { worker: { heldSkills: { cooking: { zh: '做饭证书复训已过期', en: 'Retraining is overdue' } } }, need: { requiredSkills: [{ skill: 'cleaning', level: 1 }] } },
    zh: '深度保洁证书复训已过期', en: 'Retraining is overdue',
  },
  {
    rule: 'skillLevel', broken: { worker: { skills: { cleaning: 2 } }, need: { requiredSkills: [{ skill: 'cleaning', level: 3 }] } },
    holds: { worker: { skills: { cleaning: 3 } }, need: { requiredSkills: [{ skill: 'cleaning', level: 3 }] } },
    zh: '“日常保洁”现为 2 级，这一单要求 3 级', en: 'Cleaning is at level 2, level 3 is required',
  },
  {
    rule: 'skillLevel', broken: { need: { requiredSkills: [{ skill: 'cleaning', level: 1 }, { skill: 'constructor', level: 1 }] } }, holds: { need: { requiredSkills: [] } },
    zh: '没有“constructor”技能，这一单要求 1 级', en: 'Has no constructor skill, level 1 is required',
  },
  {
    rule: 'papers', broken: { need: { requiredPapers: ['tutor'] }, worker: { papers: [...health(at(12, 0, 30)), { kind: 'tutor', validUntil: at(12, 0, 20) }] } },
    holds: { need: { requiredPapers: ['tutor'] }, worker: { papers: [...health(at(12, 0, 30)), ...tutor] } },
    zh: 'tutor 11月20日 到期，服务日 11月22日', en: 'tutor expires 20 Nov, service day 22 Nov',
  },
  {
    rule: 'papers', broken: { need: { requiredPapers: ['electrician'] } }, holds: { need: { requiredPapers: [] } },
    zh: '没有电工证', en: 'No Electrician licence',
  },
  {
    // The class is good today, the paper of the required kind ran out: only the paper is named.
    rule: 'papers', broken: { worker: { papers: [{ kind: 'healthCertificate', validUntil: at(23, 59, 20) }, { kind: 'clinic', healthClass: 'A', validUntil: at(0, 0, 22) }] } },
    holds: { worker: { papers: health(at(0, 0, 22)) } },
    zh: '健康证 11月20日 到期，服务日 11月22日', en: 'Health certificate expires 20 Nov, service day 22 Nov',
  },
  {
    rule: 'healthClass', broken: { need: { healthClass: 'C' }, worker: { papers: health(at(12, 0, 30), 'B') } },
    holds: { need: { healthClass: 'C' }, worker: { papers: health(at(12, 0, 30), 'D') } },
    zh: '健康证是 B 类（居家），这一单要求 C 类（养老照护）', en: 'Health certificate is class B (household), class C (elder care) is required',
  },
  {
    rule: 'healthClass', broken: { need: { healthClass: 'B' }, worker: { papers: [...health(at(12, 0, 30)), { kind: 'clinic', healthClass: 'B', validUntil: at(0, 0, 21) }] } },
    holds: { need: { healthClass: 'B' }, worker: { papers: [...health(at(12, 0, 30)), { kind: 'clinic', healthClass: 'B', validUntil: at(0, 0, 22) }] } },
    zh: 'B 类（居家）健康证 11月21日 到期，服务日 11月22日', en: 'Health certificate class B (household) expires 21 Nov, service day 22 Nov',
  },
  {
    rule: 'healthClass', broken: { need: { requiredPapers: [] }, worker: { papers: [] } }, holds: { need: { requiredPapers: [] } },
    zh: '没有有效的健康证，这一单要求 A 类（一般）', en: 'No valid health certificate, class A (general) is required',
  },
  {
    rule: 'merchantFull', broken: { worker: { merchantId: 'mer_1' }, need: { fullMerchantDays: { mer_1: [Math.floor((at(10) + 8 * 3_600_000) / 86_400_000)] } } },
    holds: { worker: { merchantId: 'mer_1' }, need: { fullMerchantDays: { mer_1: [Math.floor((at(10) + 8 * 3_600_000) / 86_400_000) - 1], mer_2: [Math.floor((at(10) + 8 * 3_600_000) / 86_400_000)] } } },
    zh: '所属商户在试运营或被限单，11月22日 的单量已满', en: 'The merchant is on trial or limited, and its orders of 22 Nov are used up',
  },
  {
    rule: 'dailyHours', broken: { worker: { commitments: [visit(at(8), at(13, 1))] } }, holds: { worker: { commitments: [visit(at(8), at(13))] } },
    zh: '11月22日 已排 5 小时，加上这一单 3 小时，超过每天上限 8 小时', en: '22 Nov has 5 h booked, this order adds 3 h, the daily limit is 8 h',
  },
  {
    rule: 'dailyHours', broken: { worker: { minutesToday: 330 }, options: { now: at(9) } }, holds: { worker: { minutesToday: 330 }, options: { now: at(9, 0, 21) } },
    zh: '11月22日 已排 5.5 小时，加上这一单 3 小时，超过每天上限 8 小时', en: '22 Nov has 5.5 h booked, this order adds 3 h, the daily limit is 8 h',
  },
  {
    // A night visit counts on each of its two days.
    rule: 'dailyHours',
    broken: { need: { startAt: at(22), durationMinutes: 240 }, worker: { availability: [{ startAt: at(20), endAt: at(48) }], commitments: [visit(at(30), at(36, 30))] } },
    holds: { need: { startAt: at(22), durationMinutes: 240 }, worker: { availability: [{ startAt: at(20), endAt: at(48) }], commitments: [visit(at(30), at(36))] } },
    zh: '11月23日 已排 6.5 小时，加上这一单 2 小时，超过每天上限 8 小时', en: '23 Nov has 6.5 h booked, this order adds 2 h, the daily limit is 8 h',
  },
  {
    // Finished visits are told beside the commitments; nothing is counted twice, and nothing is added to them for being today.
    rule: 'dailyHours', broken: { worker: { minutesToday: 0, alsoCounted: [visit(at(8), at(10)), visit(at(9), at(13, 1))] }, options: { now: at(9) } },
    holds: { worker: { minutesToday: 600, alsoCounted: [visit(at(8), at(10)), visit(at(9), at(13))] }, options: { now: at(9) } },
    zh: '11月22日 已排 5 小时，加上这一单 3 小时，超过每天上限 8 小时', en: '22 Nov has 5 h booked, this order adds 3 h, the daily limit is 8 h',
  },
  {
    // 22 November 2026 is a Sunday: Monday the 16th counts, Monday the 23rd does not.
    rule: 'weeklyHours', broken: { worker: { maxMinutesPerWeek: 600, alsoCounted: [visit(at(0, 0, 16), at(7, 1, 16))] } },
    holds: { worker: { maxMinutesPerWeek: 600, alsoCounted: [visit(at(17, 0, 15), at(24, 0, 15)), visit(at(0, 0, 16), at(7, 0, 16)), visit(at(8, 0, 23), at(18, 0, 23))] } },
    zh: '11月16日–11月22日 这一周已排 7 小时，加上这一单 3 小时，超过每周上限 10 小时', en: 'The week 16 Nov to 22 Nov has 7 h booked, this order adds 3 h, the weekly limit is 10 h',
  },
  {
    rule: 'rest', broken: { worker: { restMinutes: 660, commitments: [visit(at(22, 0, 21), at(24, 1, 21)), visit(at(13), at(13, 10))] }, need: { startAt: at(11), durationMinutes: 60 } },
    holds: { worker: { restMinutes: 660, commitments: [visit(at(22, 0, 21), at(24, 0, 21)), visit(at(13), at(13, 10))] }, need: { startAt: at(11), durationMinutes: 60 } },
    zh: '11月22日 00:01 收工，到 11月22日 11:00 开工只能休息 10.9 小时，两个工作日之间至少要休息 11 小时', en: 'Work ends 22 Nov 00:01 and starts again 22 Nov 11:00: 10.9 h of rest, at least 11 h are due between two working days',
  },
  {
    // An early visit tomorrow; the same hours later on the same working day are no rest to keep, and the order's own hold is none of it.
    rule: 'rest', broken: { worker: { restMinutes: 900, alsoCounted: [visit(at(7, 0, 23), at(9, 0, 23))] } },
    holds: { need: { ownCommitmentIds: ['hold'] }, worker: { restMinutes: 900, commitments: [visit(at(8), at(10))], alsoCounted: [visit(at(7, 0, 23), at(9, 0, 23), square, 'hold'), visit(at(8, 0, 23), at(9, 0, 23))] } },
    zh: '11月22日 17:00 收工，到 11月23日 07:00 开工只能休息 14 小时，两个工作日之间至少要休息 15 小时', en: 'Work ends 22 Nov 17:00 and starts again 23 Nov 07:00: 14 h of rest, at least 15 h are due between two working days',
  },
  {
    rule: 'online', broken: { worker: { isOnline: false }, options: { now: at(12) } }, holds: { worker: { isOnline: false }, options: { now: at(11, 59) } },
    zh: '现在不在线，这一单 120 分钟后开始（2 小时内开始的单只派给在线的人）', en: 'Offline now and the order starts in 120 min (orders within 2 hours go to workers online)',
  },
  {
    rule: 'availability', broken: { worker: { availability: [{ startAt: at(8), endAt: at(12) }, { startAt: at(14, 1), endAt: at(24) }] } },
    holds: { worker: { availability: [{ startAt: at(8), endAt: at(15) }, { startAt: at(15), endAt: at(17) }] } },
    zh: '11月22日 14:00–17:00 不在可接单时间内（当天可接 08:00–12:00、14:01–24:00）', en: '22 Nov 14:00–17:00 is outside the offered time (offers 08:00–12:00, 14:01–24:00)',
  },
  {
    rule: 'availability', broken: { worker: { availability: [] } }, holds: { worker: { availability: [{ startAt: at(14), endAt: at(17) }] } },
    zh: '11月22日 14:00–17:00 不在可接单时间内（当天休息）', en: '22 Nov 14:00–17:00 is outside the offered time (day off)',
  },
  {
    rule: 'overlap', broken: { worker: { commitments: [visit(at(12), at(14, 30))] } }, holds: { worker: { commitments: [visit(at(11, 30), at(13, 56))] } },
    zh: '11月22日 12:00–14:30 已有安排，时间冲突', en: 'Already taken 22 Nov 12:00–14:30',
  },
  {
    // An overrun visit outlasts the short one after it; the order's own hold does not count.
    rule: 'overlap', broken: { worker: { commitments: [visit(at(11), at(14, 1)), visit(at(12), at(12, 30))] } },
    holds: { need: { ownCommitmentIds: ['hold'] }, worker: { commitments: [visit(at(14), at(17), square, 'hold')] } },
    zh: '11月22日 11:00–14:01 已有安排，时间冲突', en: 'Already taken 22 Nov 11:00–14:01',
  },
  {
    rule: 'radius', broken: { worker: { home: offset(5200) } }, holds: { worker: { home: offset(2999) } },
    zh: '离家 5.2 公里，超过接单范围 3.0 公里', en: '5.2 km from home, beyond the radius of 3.0 km',
  },
  {
    rule: 'radius', broken: { worker: { home: offset(5200), commitments: [visit(at(10), at(12), offset(4000))] } },
    holds: { worker: { home: offset(5200), commitments: [visit(at(10), at(12), offset(2500))] } },
    zh: '离家 5.2 公里，离上一家 4.0 公里，超过接单范围 3.0 公里', en: '5.2 km from home and 4.0 km from the previous stop, beyond the radius of 3.0 km',
  },
  {
    // 2,000 m × 1.35 / 5 m/s + 240 s = 780 s: thirteen minutes.
    rule: 'travelIn', broken: { worker: { commitments: [visit(at(12), at(13, 48), offset(2000))] } }, holds: { worker: { commitments: [visit(at(12), at(13, 46), offset(2000))] } },
    zh: '上一单 13:48 结束，到这里骑车约 13 分钟，中间只有 12 分钟', en: 'Previous visit ends 13:48, getting here by e-bike takes about 13 min, only 12 min between',
  },
  {
    rule: 'travelIn', broken: { worker: { position: offset(2900) }, options: { now: at(13, 45) } }, holds: { worker: { position: offset(2900) }, options: { now: at(13, 40) } },
    zh: '现在出发骑车约 18 分钟，离 14:00 开始只有 15 分钟', en: 'Leaving now it takes about 18 min by e-bike, only 15 min until 14:00',
  },
  {
    rule: 'travelIn', broken: { options: { now: at(14, 1) } }, holds: { options: { now: at(13, 50) } },
    zh: '开始时间 14:00 已经过去', en: 'The start 14:00 has already passed',
  },
  {
    // Even five hours do not bring a walker from 20 km away.
    rule: 'travelIn', broken: { worker: { travelMode: 'walk', commitments: [visit(at(8), at(8, 59), offset(20_000))] } },
    holds: { worker: { travelMode: 'walk', commitments: [visit(at(7), at(7, 30), offset(20_000))] } },
    zh: '上一单 08:59 结束，到这里步行约 364 分钟，中间只有 301 分钟', en: 'Previous visit ends 08:59, getting here on foot takes about 364 min, only 301 min between',
  },
  {
    rule: 'travelOut', broken: { worker: { commitments: [visit(at(17, 12), at(18), offset(2000))] } }, holds: { worker: { commitments: [visit(at(17, 14), at(18), offset(2000))] } },
    zh: '下一单 17:12 开始，过去骑车约 13 分钟，中间只有 12 分钟', en: 'Next visit starts 17:12, getting there by e-bike takes about 13 min, only 12 min between',
  },
];

const blockersOf = (row: Case) => explainWorker(need(row.need), worker(row.worker), { labels, ...row.options }).blockers;

test.each(table)('$rule: $zh', ({ rule, broken, holds, zh, en }) => {
  expect(blockersOf(broken)).toEqual([{ rule, reason: { zh, en } }]);
  expect(blockersOf(holds)).toEqual([]);
});

test('every rule has a row', () => {
  expect(new Set([...table.map((row) => row.rule), 'territory'])).toEqual(new Set(rules.map((rule) => rule.name)));
});

test('territory: the holder’s own workers come first if one of them can', () => {
  const own = worker({ workerId: 'wrk_own', merchantId: 'mer_holder' });
  const guest = worker({ workerId: 'wrk_guest', merchantId: 'mer_2' });
  const asked = need({ territoryMerchantId: 'mer_holder', territoryMerchantName: '安心家政' });
  const kept = rankCandidates(asked, [guest, own]);
  expect(kept.candidates.map((candidate) => candidate.workerId)).toEqual(['wrk_own']);
  expect(kept.blocked).toEqual([{ workerId: 'wrk_guest', blockers: [{ rule: 'territory', reason: { zh: '由本片区商户“安心家政”承接', en: 'This district is served by 安心家政' } }] }]);
  expect(explainWorker(asked, guest, { pool: [guest, own] })).toEqual({ candidate: null, blockers: kept.blocked[0]!.blockers });

  const busy = { ...own, commitments: [visit(at(13), at(15))] };
  expect(rankCandidates(asked, [guest, busy]).candidates.map((candidate) => candidate.workerId)).toEqual(['wrk_guest']);
  expect(rankCandidates(need(), [guest, own]).candidates).toHaveLength(2);
});

test('territory: a worker held for this order keeps the promise', () => {
  const own = worker({ workerId: 'wrk_own', merchantId: 'mer_holder' });
  const held = worker({ workerId: 'wrk_held', merchantId: 'mer_2' });
  const asked = need({ territoryMerchantId: 'mer_holder', heldWorkerId: 'wrk_held' });
  expect(rankCandidates(asked, [own, held]).blocked).toEqual([]);
  expect(feasibleStarts(asked, [own, held], { from: at(14), to: at(14, 1), stepMinutes: 30 })).toEqual([{ startAt: at(14), workerIds: ['wrk_held', 'wrk_own'] }]);
});

test('all obstacles are listed, in the order of the rules', () => {
  const { blockers } = explainWorker(need({ refusedWorkerIds: ['wrk_1'] }), worker({ admitted: false, availability: [], home: offset(9000) }));
  expect(blockers.map((blocker) => blocker.rule)).toEqual(['admitted', 'refused', 'availability', 'radius']);
});

test('a home nobody could measure is blocked, not trusted', () => {
  const { blockers } = explainWorker(need(), worker({ home: { lon: NaN, lat: 43 } }));
  expect(blockers.map(({ rule, reason }) => [rule, reason.zh])).toEqual([['radius', '家庭位置缺失，算不出距离'], ['travelIn', '出发位置缺失，算不出路程']]);
  const lost = worker({ commitments: [visit(at(10), at(12), { lon: NaN, lat: 43 }), visit(at(18), at(19), { lon: 87, lat: NaN })] });
  expect(explainWorker(need(), lost).blockers.map(({ rule }) => rule)).toEqual(['travelIn', 'travelOut']);
});

test.each([
  ['startAt', () => rankCandidates(need({ startAt: NaN }), [])],
  ['durationMinutes', () => rankCandidates(need({ durationMinutes: 0 }), [])],
  ['durationMinutes', () => feasibleStarts(need({ durationMinutes: -5 }), [], { from: at(8), to: at(9), stepMinutes: 30 })],
  ['at', () => rankCandidates(need({ at: { lon: 43.79, lat: 187.6 } }), [])],
  ['now', () => rankCandidates(need(), [], { now: NaN })],
  ['limit', () => rankCandidates(need(), [], { limit: -1 })],
  ['blockedLimit', () => rankCandidates(need(), [], { blockedLimit: NaN })],
  ['weights', () => rankCandidates(need(), [], { weights: { skill: -1 } as never })],
  ['commitments', () => rankCandidates(need(), [worker({ commitments: [visit(at(10), at(9))] })])],
  ['availability', () => rankCandidates(need(), [worker({ availability: [{ startAt: at(10), endAt: NaN }] })])],
  ['stepMinutes', () => feasibleStarts(need(), [], { from: at(8), to: at(9), stepMinutes: 0 })],
  ['grid', () => feasibleStarts(need(), [], { from: 0, to: at(9), stepMinutes: 30 })],
])('a senseless %s is refused by name', (field, call) => {
  expect(call).toThrow(expect.objectContaining({ name: 'PlannerInputError', field }));
});

test('dates are those of the calendar', () => {
  for (let day = 0; day < 30_000; day += 17) {
    const moment = Date.UTC(1960, 0, 1 + day);
    const date = new Date(moment);
    const [month, name] = [date.getUTCMonth() + 1, date.toLocaleString('en', { month: 'short', timeZone: 'UTC' })];
    const year = date.getUTCFullYear();
    expect(sayDate(moment, 0, Date.UTC(2101, 0))).toEqual({ zh: `${year}年${month}月${date.getUTCDate()}日`, en: `${date.getUTCDate()} ${name} ${year}` });
  }
  expect(sayDate(at(23, 59), 480 * 60_000).zh).toBe('11月22日');
  expect(sayDate(at(24), 480 * 60_000).zh).toBe('11月23日');
});

test('nobody to ask is no error', () => {
  expect(rankCandidates(need(), [])).toEqual({ candidates: [], blocked: [], field: [] });
  expect(feasibleStarts(need(), [], { from: at(8), to: at(20), stepMinutes: 30 })).toEqual([]);
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTown, type Town, type TownWorker } from '../../kernel/harness-town.ts';
import type { Person } from '../../kernel/harness.ts';
import { sql } from '../../kernel/database.ts';
import { giveRole } from '../accounts/index.ts';
import { mount as courses } from '../courses/index.ts';
import { installModules, mount as learning } from '../learning/index.ts';
import { chart, moved, postTransaction, type Account } from '../payments/index.ts';
import { mount as promotions } from '../promotions/index.ts';
import { mount as benefits } from './index.ts';
import { collectOwed } from './actions/subsidy-money.ts';
import { installSubsidyProgrammes } from './actions/subsidy-programmes.ts';
import { ageOn, amountOf, firstProgrammes, isAmountRuleRight, learnerPays, monthsOn, reasonsOf, type Chance } from './rules/subsidies.ts';

const photo = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
let invented = 0;
/** An identity number nobody else in the town has. */
const newIdentity = (born = '19900307'): string => {
  const body = `650102${born}${String(100 + (invented += 1)).padStart(3, '0')}`;
  return body + '10X98765432'[[...body].reduce((sum, digit, at) => sum + Number(digit) * weights[at]!, 0) % 11];
};

let town: Town;
let finance: Person;
const programmes = new Map<string, string>();
beforeAll(async () => {
  town = await openTown({ at: '2026-11-01T00:00:00Z', more: [promotions, learning, courses, benefits], runsSchedules: false });
  finance = await town.city.signIn(town.phone(), '钱会计');
  await town.city.act('system', giveRole, { personId: finance.me.personId, role: 'finance', scopeType: 'city', scopeId: '650100' });
  town.city.app.forgetIdentity(finance.me.personId);
  await town.city.act('system', installModules, {});
  await town.city.act('system', installSubsidyProgrammes, {});
  for (const { code, programmeId } of (await finance.client.benefits.subsidyProgrammes({})).items) programmes.set(code, programmeId);
}, 180_000);
afterAll(() => town.city.close());
afterEach(async () => {
  const failed = (await town.city.app.verify()).filter((check) => !check.ok);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
  const { sumFen } = await finance.client.payments.trialBalance({});
  if (sumFen !== 0) throw new Error(`the ledger is off by ${sumFen} fen`);
});

test('a city begins with three programmes, once', async () => {
  expect(await town.city.act('system', installSubsidyProgrammes, {})).toEqual({ added: 0 });
  expect([...programmes.keys()].toSorted()).toEqual(['BASIC-800', 'HARDSHIP', 'SPECIAL']);
});

const balanceOf = async (account: string): Promise<number> => 0 - ((await finance.client.payments.trialBalance({})).accounts.find((row) => row.account === account)?.balanceFen ?? 0);
let slips = 0;
const newSlip = (): string => `SLIP-${slips += 1}`;

/** A worker with a card of her own and a certificate; she has attended nine tenths unless said otherwise. */
async function learner(name: string, { kind = 'core', percent = 90, identity = newIdentity(), evidence = 'record' as const } = {}): Promise<TownWorker & { certificateId: string; number: string }> {
  const worker = await town.hire(name);
  await town.operator.client.workers.submitPaper({ workerId: worker.workerId, kind: 'identity', number: identity, validFrom: '2026-01-01', validUntil: '2030-06-30', isSeen: true });
  const certificate = await town.operator.client.training.issueCertificate({ workerId: worker.workerId, kind, evidence: { kind: evidence, words: '结业考试 88 分' } });
  if (percent > 0) await town.operator.client.benefits.noteAttendance({ workerId: worker.workerId, kind, course: '十月班', endedOn: '2026-10-30', percent, words: '签到表第 3 页' });
  return { ...worker, certificateId: certificate.certificateId, number: certificate.number };
}
const begin = async (who: TownWorker & { certificateId: string }, code = 'BASIC-800', more: object = {}) => {
  const claim = await who.client.benefits.draftSubsidy({ programmeId: programmes.get(code)!, certificateId: who.certificateId, declares: true, ...more });
  return who.client.benefits.addSubsidyDocument({ claimId: claim.claimId, kind: 'exam', photo });
};
const handedIn = async (who: TownWorker & { certificateId: string }, code = 'BASIC-800') => who.client.benefits.submitSubsidy({ claimId: (await begin(who, code)).claimId });
const paid = async (who: TownWorker & { certificateId: string }, code = 'BASIC-800') => {
  const { claimId, amountFen } = await handedIn(who, code);
  await town.operator.client.benefits.decideSubsidies({ claimIds: [claimId], isAccepted: true, officeNo: '人社补〔2026〕12' });
  return (await finance.client.benefits.paySubsidies({ claimIds: [claimId], slipNo: newSlip(), amountFen })).done[0]!;
};

describe('the rules', () => {
  const [basic, special, hardship] = firstProgrammes.map(({ rules }) => rules) as [Chance['programme']['rules'], Chance['programme']['rules'], Chance['programme']['rules']];
  test('800 exactly, between 1,200 and 2,000, or the whole fee', () => {
    const sum = (rules: typeof basic, kind: string, askedFen?: number, courseFeeFen: number | null = null) => amountOf(rules.amount, kind, { askedFen, courseFeeFen });
    expect(sum(basic, 'core')).toEqual({ amountFen: 80_000 });
    expect(sum(basic, 'core', 80_001)).toEqual({ fault: { leastFen: 80_000, mostFen: 80_000 } });
    expect(sum(special, 'elderCare')).toEqual({ amountFen: 200_000 });
    expect(sum(special, 'homeRepair')).toEqual({ amountFen: 120_000 });
    expect(sum(special, 'homeRepair', 200_000)).toEqual({ amountFen: 200_000 });
    for (const asked of [119_999, 200_001]) expect(sum(special, 'homeRepair', asked)).toEqual({ fault: { leastFen: 120_000, mostFen: 200_000 } });
    expect(sum(hardship, 'core', undefined, 150_000)).toEqual({ amountFen: 150_000 });
    expect(learnerPays(150_000, 150_000)).toBe(0);
    expect(sum(hardship, 'core', undefined, 350_000)).toEqual({ amountFen: 300_000 });
    expect(sum(hardship, 'core', undefined, null)).toHaveProperty('fault');
    expect(sum(hardship, 'core', 160_000, 150_000)).toHaveProperty('fault');
    expect(isAmountRuleRight({ kind: 'range', minFen: 2, maxFen: 1, byKind: {} })).toBe(false);
    expect(isAmountRuleRight({ kind: 'range', minFen: 1, maxFen: 2, byKind: { core: 3 } })).toBe(false);
  });
  test('months and years end where the calendar says', () => {
    expect(monthsOn('2026-08-31', 6)).toBe('2027-02-28');
    expect(monthsOn('2026-11-22', 12)).toBe('2027-11-22');
    expect([ageOn('1990-11-22', '2026-11-21'), ageOn('1990-11-22', '2026-11-22')]).toEqual([35, 36]);
  });
  test.each<[string, Partial<Chance>]>([
    ['open', { programme: { rules: basic, isOpen: false, validFrom: '2026-01-01', validTo: null } }], ['open', { today: '2025-12-31' }], ['kind', { certificate: { kind: 'elderCare', part: 'specialty', state: 'valid', issuedOn: '2026-11-01' } }],
    ['certificate', { certificate: { kind: 'core', part: 'core', state: 'revoked', issuedOn: '2026-11-01' } }], ['window', { today: '2027-11-02' }], ['once', { claimedNo: 'BT1' }], ['oncePerPerson', { claimedOnceNo: 'BT1' }],
    ['group', { programme: { rules: { ...basic, groups: ['hardship'] }, isOpen: true, validFrom: '2026-01-01', validTo: null }, groups: ['rural'] }], ['excluded', { programme: { rules: { ...basic, excludedGroups: ['graduate'] }, isOpen: true, validFrom: '2026-01-01', validTo: null }, groups: ['graduate'] }],
    ['age', { bornOn: '1960-01-01' }], ['attendance', { attendance: 79.9 }], ['quota', { placesLeft: 0 }],
  ])('not claimed: %s', (rule, change) => {
    const good: Chance = { programme: { rules: basic, isOpen: true, validFrom: '2026-01-01', validTo: null }, certificate: { kind: 'core', part: 'core', state: 'valid', issuedOn: '2026-11-01' }, groups: [], bornOn: '1990-01-01', attendance: 80, claimedNo: null, claimedOnceNo: null, placesLeft: 1, year: 2026, today: '2026-11-22' };
    expect(reasonsOf(good).filter(({ isMet }) => !isMet)).toEqual([]);
    expect(reasonsOf({ ...good, ...change }).filter(({ isMet }) => !isMet).map((one) => one.rule)).toEqual([rule]);
  });
});

test('a claim goes from her phone to her account, and cannot be made again', async () => {
  const li = await learner('李桂兰');
  const { chances } = await li.client.benefits.mySubsidies({});
  expect(chances.find(({ programmeId }) => programmeId === programmes.get('BASIC-800'))).toMatchObject({ isEligible: true, isClaimed: false, amountFen: 80_000, claimUntil: '2027-11-01' });
  // The other programme pays for core certificates too, but not for her.
  expect(chances.find(({ programmeId }) => programmeId === programmes.get('HARDSHIP'))).toMatchObject({ isEligible: false, words: { zh: '限：困难家庭、残疾人、下岗再就业' } });
  const draft = await li.client.benefits.draftSubsidy({ programmeId: programmes.get('BASIC-800')!, certificateId: li.certificateId });
  expect(draft).toMatchObject({ state: 'draft', isPackComplete: false, words: { zh: '还差：考试合格、本人承诺' } });
  await expect(li.client.benefits.submitSubsidy({ claimId: draft.claimId })).rejects.toMatchObject({ code: 'benefits.subsidy_pack_open' });
  await expect(li.client.benefits.addSubsidyDocument({ claimId: draft.claimId, kind: 'exam', note: '我考过了' })).rejects.toMatchObject({ code: 'benefits.subsidy_document_empty' });
  const same = await begin(li);
  expect(same).toMatchObject({ claimId: draft.claimId, isPackComplete: true, words: { zh: '材料齐了，可以提交' } });
  const sent = await li.client.benefits.submitSubsidy({ claimId: draft.claimId });
  expect(sent).toMatchObject({ state: 'submitted', amountFen: 80_000, pack: expect.arrayContaining([expect.objectContaining({ kind: 'attendance', value: '90%', isThere: true }), expect.objectContaining({ kind: 'certificate', value: li.number })]) });
  expect(sent.maskedIdNumber).toMatch(/^6501\*{10}.{4}$/);
  await expect(li.client.benefits.submitSubsidy({ claimId: draft.claimId })).rejects.toMatchObject({ code: 'benefits.subsidy_over' });
  await expect(li.client.benefits.draftSubsidy({ programmeId: programmes.get('BASIC-800')!, certificateId: li.certificateId })).rejects.toMatchObject({ code: 'benefits.subsidy_claimed' });
  await expect(town.operator.client.benefits.decideSubsidies({ claimIds: [sent.claimId], isAccepted: false })).rejects.toMatchObject({ code: 'benefits.subsidy_words_missing' });
  const decided = await town.operator.client.benefits.decideSubsidies({ claimIds: [sent.claimId, 'sub_nobody'], isAccepted: true, officeNo: 'RS-1' });
  expect(decided).toMatchObject({ done: [{ state: 'accepted', officeNo: 'RS-1' }], failed: [{ claimId: 'sub_nobody', words: { zh: '没有这笔申请' } }] });
  const before = await balanceOf(`liability:worker:${li.workerId}`);
  await expect(finance.client.benefits.paySubsidies({ claimIds: [sent.claimId], slipNo: 'SLIP-WRONG', amountFen: 79_999 })).rejects.toMatchObject({ code: 'benefits.slip_amount' });
  const slipNo = newSlip();
  expect((await finance.client.benefits.paySubsidies({ claimIds: [sent.claimId], slipNo, amountFen: 80_000 })).done[0]).toMatchObject({ state: 'paid' });
  expect(await balanceOf(`liability:worker:${li.workerId}`) - before).toBe(80_000);
  const other = await learner('王秀兰');
  const next = await handedIn(other);
  await town.operator.client.benefits.decideSubsidies({ claimIds: [next.claimId], isAccepted: true });
  await expect(finance.client.benefits.paySubsidies({ claimIds: [next.claimId], slipNo, amountFen: 80_000 })).rejects.toMatchObject({ code: 'benefits.slip_used' });
  await expect(other.client.benefits.getSubsidy({ claimId: sent.claimId })).rejects.toMatchObject({ code: 'benefits.subsidy_unknown' });
  await expect(other.client.benefits.draftSubsidy({ programmeId: programmes.get('BASIC-800')!, certificateId: li.certificateId })).rejects.toMatchObject({ code: 'training.certificate_unknown' });
});

test('one person with two profiles claims once; two at once, once', async () => {
  const identity = newIdentity();
  const [first, second] = [await learner('张一', { identity }), await learner('张一', { identity })];
  const [a, b] = [await begin(first), await begin(second)];
  const answers = await Promise.allSettled([first.client.benefits.submitSubsidy({ claimId: a.claimId }), second.client.benefits.submitSubsidy({ claimId: b.claimId })]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'benefits.subsidy_claimed' } });
});

test('too little attendance, asked too much and an unseen card are each refused by name', async () => {
  const lazy = await learner('钱迟', { percent: 79.9 });
  await expect(begin(lazy)).rejects.toMatchObject({ code: 'benefits.subsidy_not_eligible', zh: expect.stringContaining('出勤 79.9%') });
  const absent = await learner('孙未', { percent: 0 });
  expect((await begin(absent)).words.zh).toBe('还差：出勤记录');
  const elder = await learner('周护', { kind: 'elderCare' });
  for (const askedFen of [119_999, 200_001]) await expect(begin(elder, 'SPECIAL', { askedFen })).rejects.toMatchObject({ code: 'benefits.subsidy_amount_wrong' });
  expect(await begin(elder, 'SPECIAL')).toMatchObject({ amountFen: 200_000 });
  await expect(begin(elder)).rejects.toMatchObject({ code: 'benefits.subsidy_not_eligible', zh: expect.stringContaining('这种证书不在补贴范围') });
});

test('the last place goes to one of two, and a withdrawn claim gives it back', async () => {
  const programme = await town.operator.client.benefits.saveSubsidyProgramme({
    code: 'CITY-ONE', name: { zh: '区里的一个名额', en: 'One place' }, office: '区人社局', validFrom: '2026-01-01', amount: { kind: 'range', minFen: 120_000, maxFen: 200_000, byKind: {} }, kinds: ['organizing'],
  });
  programmes.set('CITY-ONE', programme.programmeId);
  await town.operator.client.benefits.setSubsidyYear({ programmeId: programme.programmeId, year: 2026, quotaPersons: 1, targetPersons: 1 });
  const two = [await learner('吴一', { kind: 'organizing' }), await learner('郑二', { kind: 'organizing' })];
  const drafts = [await begin(two[0]!, 'CITY-ONE'), await begin(two[1]!, 'CITY-ONE')];
  const answers = await Promise.allSettled(drafts.map(({ claimId }, at) => two[at]!.client.benefits.submitSubsidy({ claimId })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'benefits.quota_full' } });
  const winner = answers.findIndex(({ status }) => status === 'fulfilled');
  await expect(town.operator.client.benefits.setSubsidyYear({ programmeId: programme.programmeId, year: 2026, quotaPersons: 0, targetPersons: 1 })).rejects.toMatchObject({ code: 'benefits.quota_used' });
  await two[winner]!.client.benefits.withdrawSubsidy({ claimId: drafts[winner]!.claimId });
  expect((await two[1 - winner]!.client.benefits.submitSubsidy({ claimId: drafts[1 - winner]!.claimId })).state).toBe('submitted');
  expect((await finance.client.benefits.subsidyProgrammes({})).items.find(({ code }) => code === 'CITY-ONE')!.years[0]).toMatchObject({ year: 2026, quotaPersons: 1, claimed: 1, leftPersons: 0, accepted: 0, targetPercent: 0 });
});

test('a year to come takes a national target, and a programme says where it holds', async () => {
  const programmeId = programmes.get('BASIC-800')!;
  const planned = await town.operator.client.benefits.setSubsidyYear({ programmeId, year: 2027, quotaPersons: null, targetPersons: 1_500_000 });
  expect(planned.years).toMatchObject([{ year: 2027, targetPersons: 1_500_000, claimed: 0 }, { year: 2026, targetPersons: 120 }]);
  expect(planned.region).toBe('');
  const { name, office, validFrom, amount, parts, version } = planned;
  const saved = await town.operator.client.benefits.saveSubsidyProgramme({ programmeId, code: 'BASIC-800', name, office, validFrom, amount, parts, oncePerPerson: true, region: '天山区', youngestYears: 18, excludedGroups: ['veteran'] });
  expect(saved).toMatchObject({ region: '天山区', youngestYears: 18, excludedGroups: ['veteran'], version: version + 1, words: { zh: expect.stringContaining('天山区：每人') } });
});

test('a revoked certificate ends an open claim and fetches a paid one back: what she has at once, the rest as she earns', async () => {
  const open = await learner('冯开');
  const claim = await handedIn(open);
  await town.operator.client.training.revokeCertificate({ certificateId: open.certificateId, reason: 'issuedInError', words: '发错' });
  await town.city.drain();
  expect(await open.client.benefits.getSubsidy({ claimId: claim.claimId })).toMatchObject({ state: 'refused', words: { zh: '没通过：证书被撤销', en: 'Refused: the certificate was revoked' } });

  const cheat = await learner('陈假');
  const got = await paid(cheat);
  const account = `liability:worker:${cheat.workerId}`;
  // Five eighths have left her account since.
  const move = (businessKey: string, from: Account, to: Account, amountFen: number) => town.city.act('system', postTransaction, moved({ businessKey, kind: 'moved', orderId: null, words: { zh: '测试', en: 'test' } }, [{ from, to, amountFen, kind: 'moved' }]));
  await move('spent', chart.worker(cheat.workerId), chart.compensation(), 50_000);
  expect(await balanceOf(account)).toBe(30_000);
  await town.operator.client.training.revokeCertificate({ certificateId: cheat.certificateId, reason: 'forgedEvidence', words: '代考' });
  await town.city.drain();
  const back = await cheat.client.benefits.getSubsidy({ claimId: got.claimId });
  expect(back).toMatchObject({ state: 'clawedBack', clawback: { owedFen: 80_000, takenFen: 30_000, returnedFen: 0, words: { zh: '证书被撤销' } } });
  expect(await balanceOf(account)).toBe(0);
  await town.city.act('system', collectOwed, {});
  await move('earned', chart.compensation(), chart.worker(cheat.workerId), 60_000);
  await town.city.act('system', collectOwed, {});
  expect((await cheat.client.benefits.getSubsidy({ claimId: got.claimId })).clawback).toMatchObject({ owedFen: 80_000, takenFen: 80_000 });
  expect(await balanceOf(account)).toBe(10_000);
  const programmeId = programmes.get('BASIC-800')!;
  expect(await balanceOf(`liability:grant:${programmeId}`)).toBe(80_000);
  expect((await finance.client.benefits.returnSubsidy({ programmeId, slipNo: newSlip() })).heldFen).toBe(0);
  await expect(finance.client.benefits.returnSubsidy({ programmeId, slipNo: newSlip() })).rejects.toMatchObject({ code: 'benefits.nothing_to_return' });
  // With the old money back, a certificate that is rightly hers may be claimed for.
  const again = await town.operator.client.training.issueCertificate({ workerId: cheat.workerId, kind: 'core', evidence: { kind: 'record', words: '重考合格' } });
  expect((await handedIn({ ...cheat, certificateId: again.certificateId })).state).toBe('submitted');
});

test('hardship is paid in full to the school that had advanced the fee, with its proof', async () => {
  await town.operator.client.benefits.saveSubsidyProgramme({
    programmeId: programmes.get('HARDSHIP')!, code: 'HARDSHIP', name: { zh: '困难群体全额补贴', en: 'Full subsidy' }, office: '人社局', validFrom: '2026-01-01', amount: { kind: 'full', maxFen: 300_000 }, parts: ['core'], needsGroupProof: true, payTo: 'school',
  });
  const poor = await learner('褚难');
  await expect(poor.client.benefits.draftSubsidy({ programmeId: programmes.get('HARDSHIP')!, certificateId: poor.certificateId })).rejects.toMatchObject({ code: 'benefits.subsidy_amount_wrong' });
  const draft = await begin(poor, 'HARDSHIP', { courseFeeFen: 150_000 });
  expect(draft).toMatchObject({ amountFen: 150_000, learnerPaysFen: 0, words: { zh: '还差：困难或优先人群证明、学费票据' } });
  for (const kind of ['group', 'fee'] as const) await poor.client.benefits.addSubsidyDocument({ claimId: draft.claimId, kind, photo });
  await poor.client.benefits.submitSubsidy({ claimId: draft.claimId });
  await town.operator.client.benefits.decideSubsidies({ claimIds: [draft.claimId], isAccepted: true });
  const before = await balanceOf('income:training');
  await finance.client.benefits.paySubsidies({ claimIds: [draft.claimId], slipNo: newSlip(), amountFen: 150_000 });
  expect(await balanceOf('income:training') - before).toBe(150_000);
  expect(await balanceOf(`liability:worker:${poor.workerId}`)).toBe(0);
});

test('the list pages, and the file keeps identity numbers masked and formulas dead', async () => {
  const first = await finance.client.benefits.listSubsidies({ limit: 2 });
  expect(first.items).toHaveLength(2);
  const second = await finance.client.benefits.listSubsidies({ limit: 2, cursor: first.nextCursor! });
  expect(second.items.map(({ claimId }) => claimId)).not.toContain(first.items[0]!.claimId);
  const file = await finance.client.benefits.exportSubsidies({ format: 'csv', state: 'paid' });
  const text = Buffer.from(file.base64, 'base64').toString('utf8');
  expect(text.split('\r\n')[0]).toContain('身份证号');
  expect(text).toMatch(/6501\*{10}/);
  expect(text).not.toMatch(/650102\d{11}/);
  expect(file.rowCount).toBe((await finance.client.benefits.listSubsidies({ state: 'paid', limit: 200 })).items.length);
});

test.each([
  ['a claim paid for another sum', `update benefits.subsidy_claim set amount_fen = amount_fen + 1 where state = 'paid'`, `update benefits.subsidy_claim set amount_fen = amount_fen - 1 where state = 'paid'`, 'subsidies = what the ledger passed on and fetched back'],
  ['a claim on another kind of certificate', `update benefits.subsidy_claim set certificate_kind = 'x' || certificate_kind where state = 'paid'`, `update benefits.subsidy_claim set certificate_kind = substr(certificate_kind, 2) where state = 'paid'`, 'no subsidy is claimed twice for a person and certificate'],
  ['a year with fewer places than are in use', `update benefits.subsidy_year set quota_persons = quota_persons - 1 where quota_persons = 1`, `update benefits.subsidy_year set quota_persons = 1 where quota_persons = 0`, 'no programme gives more places than its year has'],
])('verify finds %s', async (_, spoil, mend, name) => {
  const broken = async () => (await town.city.app.verify()).filter(({ ok }) => !ok).map((check) => check.name);
  await sql.raw(spoil).execute(town.city.database.kysely);
  expect(await broken()).toEqual([name]);
  await sql.raw(mend).execute(town.city.database.kysely);
  expect(await broken()).toEqual([]);
});

test('attendance of a course held here counts by itself once it is over', async () => {
  const trainer = await town.city.signIn(town.phone(), '郝老师');
  await town.city.act('system', giveRole, { personId: trainer.me.personId, role: 'trainer', scopeType: 'city', scopeId: '650100' });
  town.city.app.forgetIdentity(trainer.me.personId);
  const who = await learner('卫勤', { kind: 'deepCleaning', percent: 0 });
  const desk = () => town.operator.client.courses;
  const { roomId } = await desk().saveRoom({ kind: 'classroom', name: '三号教室', address: '南湖路 3 号', seats: 20 });
  const { courseId } = await desk().saveCourse({ title: '深度保洁班', modules: ['safety'], certificateKind: 'deepCleaning', plan: [{ kind: 'class', module: 'safety', title: '安全', minutes: 120 }, { kind: 'simulation', module: 'safety', title: '实操', minutes: 120 }] });
  await desk().moveCourse({ courseId, state: 'open' });
  const { cohortId } = await desk().openCohort({ courseId, name: '一班', intake: 'inService', startsOn: '2026-11-02', endsOn: '2026-12-02', seats: 5, roomId, trainerId: trainer.me.personId });
  await desk().enrol({ cohortId, workerId: who.workerId });
  const sessions = [];
  for (const day of ['02', '03', '04', '05', '06']) sessions.push(await desk().addSession({ cohortId, kind: 'class', module: 'safety', title: '安全', roomId, trainerId: trainer.me.personId, startAt: `2026-11-${day}T09:00:00+08:00`, endAt: `2026-11-${day}T11:00:00+08:00` }));
  await town.moveTo('2026-11-06T03:00:00Z', [trainer, who, finance]);
  await trainer.client.courses.markAttendance({ marks: sessions.slice(1).map(({ sessionId, endAt }, at) => ({ markId: `mark-wei-000${at}`, sessionId, workerId: who.workerId, state: at === 3 ? 'absent' as const : 'present' as const, at: endAt })) });
  const begun = await begin(who, 'SPECIAL');
  expect(begun.words.zh).toBe('还差：出勤记录');
  await town.moveTo('2026-12-06T04:00:00Z', [trainer, who, finance]);
  await desk().finishCohort({ cohortId });
  // Three of five sessions: known now, and too little.
  expect((await who.client.benefits.mySubsidies({})).chances.find(({ programmeId }) => programmeId === programmes.get('SPECIAL'))!.reasons.find(({ rule }) => rule === 'attendance')).toMatchObject({ isMet: false, words: { zh: '出勤 60%，要求不低于 80%' } });
  await expect(who.client.benefits.submitSubsidy({ claimId: begun.claimId })).rejects.toMatchObject({ code: 'benefits.subsidy_not_eligible' });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTown, type Home, type Town, type TownWorker } from '../../kernel/harness-town.ts';
import { takeDue } from './actions/editions.ts';
import { openMonthlyRound } from './actions/rounds.ts';
import { installStandards, mount as standards } from './index.ts';
import { byNumber, compareClauses, compareEditions, drawSamples, repeatedNumber, tallyOf, type ClauseText } from './rules/standards.ts';
import { seeds } from './rules/seeds.ts';

const itemId = 'daily-cleaning';
let town: Town;
let family: Home;
let li: TownWorker;
beforeAll(async () => {
  town = await openTown({ at: '2026-11-01T00:00:00Z', districts: [{ name: '天山片区', west: 87.56, east: 87.64, merchant: '安心家政' }], more: [standards], runsSchedules: false });
  await town.city.act('system', installStandards, {});
  li = await town.hire('李桂兰', { merchantId: town.merchants[0]!.merchantId });
  family = await town.household();
}, 180_000);
afterAll(() => town.city.close());
afterEach(async () => {
  const failed = (await town.city.app.verify()).filter((check) => !check.ok);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
});
const desk = () => town.operator.client.standards;
const checklistOf = async (id = itemId) => (await family.client.catalog.getItem({ itemId: id })).checklist;

const clause = (no: string, change: Partial<ClauseText> = {}): ClauseText => ({ no, topic: '', weight: 'must', text: { zh: `条款 ${no}`, en: `clause ${no}` }, measure: null, ...change });
describe('the rules', () => {
  test('clauses stand in the order of the pages', () => {
    expect(['10', '4.10', 'A.1', '4.2', '4', 'A'].toSorted(byNumber)).toEqual(['4', '4.2', '4.10', '10', 'A', 'A.1']);
    expect(repeatedNumber([{ no: '4' }, { no: '5' }, { no: '4' }])).toBe('4');
  });
  const hours = (value: number, limit: 'atLeast' | 'atMost' = 'atLeast') => clause('4', { measure: { name: 'redoHours', unit: '小时', limit, value } });
  test.each([
    ['same', clause('4'), clause('4')], ['changed', clause('4'), clause('4', { text: { zh: '别的话', en: 'other words' } })], ['stricter', clause('4', { weight: 'should' }), clause('4')], ['looser', clause('4'), clause('4', { weight: 'may' })],
    ['stricter', hours(24), hours(48)], ['looser', hours(48), hours(24)], ['looser', hours(15, 'atMost'), hours(30, 'atMost')], ['stricter', hours(30, 'atMost'), hours(15, 'atMost')], ['changed', hours(24), hours(24, 'atMost')],
  ] as const)('%s', (verdict, left, right) => expect(compareClauses(left, right)).toBe(verdict));
  test('editions are paired by topic first, then by number', () => {
    const rows = compareEditions([clause('5', { topic: 'entering' }), clause('6'), clause('7', { topic: 'gone' })], [clause('9', { topic: 'entering', text: { zh: '条款 5', en: '' } }), clause('6'), clause('5', { topic: 'fresh' })]);
    expect(rows.map(({ no, verdict }) => [no, verdict])).toEqual([['5', 'same'], ['6', 'same'], ['7', 'dropped'], ['5', 'added']]);
  });
  test('samples are drawn by their hash, one at least; what nobody saw counts for nothing', () => {
    const visits = ['c', 'a', 'b'].map((hash) => ({ hash }));
    expect(drawSamples(visits, 2)).toEqual([{ hash: 'a' }]);
    expect(drawSamples(visits, 67)).toHaveLength(3);
    expect(drawSamples([], 50)).toEqual([]);
    expect(tallyOf(['met', 'notMet', 'met', 'notSeen', null])).toEqual({ seen: 3, met: 2, metPercent: 66.7 });
    expect(tallyOf(['notSeen']).metPercent).toBeNull();
  });
});

test('a city begins with the registry of the trade; what is not confirmed says so, and every family has its three documents', async () => {
  expect(await town.city.act('system', installStandards, {})).toEqual({ added: 0 });
  const { items } = await family.client.standards.listStandards({});
  expect(items.length).toBe(seeds.length - 1);
  expect(items.find(({ code }) => code === 'GB/T 31771')).toMatchObject({ number: 'GB/T 31771-2024', state: 'inForce', issuedOn: '2024-11-28', inForceFrom: '2025-03-01', supersedes: { number: 'GB/T 31771-2015' } });
  expect(items.filter(({ state }) => state === 'toConfirm').every(({ isTitleConfirmed, note }) => !isTitleConfirmed && note !== null)).toBe(true);
  expect((await family.client.standards.serviceDocuments({})).items.every(({ isComplete }) => isComplete)).toBe(true);
  expect((await checklistOf('postnatal-care')).filter(({ clauseId }) => clauseId !== undefined).map(({ text }) => text.zh)).toEqual(['与家庭核对护理需求', '入户先出示上门服务证并洗手']);
  const { lines, standards: behind } = await family.client.standards.standardsOfItem({ itemId: 'postnatal-care' });
  expect(lines.map(({ number, clauseNo }) => `${number} ${clauseNo}`)).toEqual(['GB/T 31771-2024 6.1', 'GB/T 31771-2024 6.3']);
  expect(behind.map(({ number }) => number)).toEqual(['Q/LL 001-2026', 'Q/LL 002-2026', 'Q/LL 003-2026', 'GB/T 31771-2024']);
});

test('an edition puts its lines on new orders only, is superseded on its day, and cannot be edited once it counts', async () => {
  const write = (year: number, text: string, more: object = {}) => desk().saveEdition({
    code: 'Q/LL 010', year, kind: 'enterprise', subject: 'quality', title: { zh: '保洁质量标准', en: 'Cleaning quality' }, families: ['cleaning'], ...more,
    clauses: [{ no: '4.1', topic: 'surfaces', text: { zh: `${text}。`, en: 'Surfaces.' }, measure: { name: 'dustSpots', unit: '处', limit: 'atMost', value: year === 2026 ? 3 : 1 }, lines: [{ itemIds: [itemId], text: { zh: text, en: `Surfaces ${year}` }, isRequired: true }] }],
  });
  const before = await checklistOf();
  const orderId = await town.paid(family, town.at(2, 10), li.workerId);
  const draft = await write(2026, '台面无尘');
  expect(draft).toMatchObject({ state: 'draft', checklists: [{ itemId, added: [{ zh: '台面无尘' }], removed: [] }] });
  expect(await checklistOf()).toEqual(before);
  await expect(write(2026, '再来一次')).rejects.toMatchObject({ code: 'standards.number_taken' });
  const first = await desk().announceEdition({ editionId: draft.editionId });
  expect(first.state).toBe('inForce');
  expect((await checklistOf()).at(-1)).toMatchObject({ text: { zh: '台面无尘' }, isRequired: true });
  expect((await family.client.orders.get({ orderId })).checklist.map(({ text }) => text.zh)).toEqual(before.map(({ text }) => text.zh));
  await expect(desk().saveEdition({ editionId: draft.editionId, code: 'Q/LL 010', year: 2026, kind: 'enterprise', subject: 'quality', title: { zh: '改', en: 'changed' } })).rejects.toMatchObject({ code: 'standards.edition_counts' });
  // Whoever rewrites the checklist by hand does not lose what the standard asks for.
  await town.operator.client.catalog.changeChecklist({ itemId, checklist: [{ text: { zh: '先喷后擦', en: 'Spray, then wipe' }, isRequired: false }] });
  expect((await checklistOf()).map(({ text }) => text.zh)).toEqual(['先喷后擦', '台面无尘']);

  const next = await write(2027, '台面与灯具无尘', { supersedesId: draft.editionId });
  expect(await desk().announceEdition({ editionId: next.editionId, inForceFrom: '2026-11-05' })).toMatchObject({ state: 'announced' });
  expect((await checklistOf()).map(({ text }) => text.zh)).toEqual(['先喷后擦', '台面无尘']);
  expect(await desk().compareEditions({ leftId: draft.editionId, rightId: next.editionId })).toMatchObject({ counts: { stricter: 1 }, clauses: [{ no: '4.1', verdict: 'stricter' }] });
  await town.moveTo('2026-11-05T00:00:00Z', [family, li]);
  await town.city.act('system', takeDue, {});
  expect((await checklistOf()).map(({ text }) => text.zh)).toEqual(['先喷后擦', '台面与灯具无尘']);
  expect(await desk().getStandard({ editionId: draft.editionId })).toMatchObject({ state: 'replaced', endedOn: '2026-11-05', supersededBy: { number: 'Q/LL 010-2027' } });
  expect((await desk().withdrawEdition({ editionId: next.editionId, reason: '并入流程标准' })).state).toBe('withdrawn');
  expect((await checklistOf()).map(({ text }) => text.zh)).toEqual(['先喷后擦']);
});

test('what does not stand in a registry is refused by name', async () => {
  const base = { code: 'Q/LL 020', year: 2026, kind: 'enterprise' as const, subject: 'process' as const, title: { zh: '试', en: 'try' } };
  const line = { no: '4', text: { zh: '一', en: 'one' } };
  await expect(desk().saveEdition({ ...base, clauses: [line, line] })).rejects.toMatchObject({ code: 'standards.clause_twice' });
  await expect(desk().saveEdition({ ...base, clauses: [{ ...line, lines: [{ itemIds: ['nothing'], text: { zh: '一', en: 'one' }, isRequired: true }] }] })).rejects.toMatchObject({ code: 'catalog.item_unknown' });
  await expect(desk().saveEdition({ ...base, issuedOn: '2026-12-02', inForceFrom: '2026-12-01' })).rejects.toMatchObject({ code: 'standards.days_wrong' });
  const own = await desk().saveEdition(base);
  await expect(desk().announceEdition({ editionId: own.editionId })).rejects.toMatchObject({ code: 'standards.edition_empty' });
  const many = Array.from({ length: 10 }, (_, at) => ({ itemIds: [itemId], text: { zh: `第 ${at} 行`, en: `line ${at}` }, isRequired: true }));
  const long = await desk().saveEdition({ ...base, editionId: own.editionId, clauses: ['1', '2', '3'].map((no) => ({ ...line, no, lines: many.map((one) => ({ ...one, text: { zh: `${no} ${one.text.zh}`, en: `${no} ${one.text.en}` } })) })) });
  await expect(desk().announceEdition({ editionId: long.editionId })).rejects.toMatchObject({ code: 'standards.checklist_long' });
  await expect(desk().announceEdition({ editionId: (await desk().saveEdition({ ...base, editionId: own.editionId, clauses: [line] })).editionId, inForceFrom: '2026-01-01' })).rejects.toMatchObject({ code: 'standards.days_wrong' });
  const { items } = await desk().listStandards({ state: 'toConfirm' });
  const unsure = items.find(({ code }) => code === 'GB/T 43153')!;
  await expect(desk().announceEdition({ editionId: unsure.editionId })).rejects.toMatchObject({ code: 'standards.edition_state' });
  await desk().confirmEdition({ editionId: unsure.editionId, source: '全国标准信息公共服务平台，2026-11-05 查' });
  expect(await desk().announceEdition({ editionId: unsure.editionId, inForceFrom: '2023-12-01' })).toMatchObject({ state: 'inForce' });
  await expect(li.client.standards.proposeChange({ editionId: unsure.editionId, words: '加一条', reason: '常见' })).rejects.toMatchObject({ code: 'standards.not_ours' });
});

test('the trade proposes, the operator answers once', async () => {
  const { items } = await li.client.standards.listStandards({ q: '流程' });
  const made = await li.client.standards.proposeChange({ editionId: items[0]!.editionId, clauseNo: '4.1', words: '下雨天迟到可放宽到 25 分钟', reason: '骑车不安全' });
  expect(await desk().answerProposal({ proposalId: made.proposalId, isTaken: true, words: '下一版加入' })).toMatchObject({ state: 'taken', answeredByName: '沈平' });
  await expect(desk().answerProposal({ proposalId: made.proposalId, isTaken: false, words: '不' })).rejects.toMatchObject({ code: 'standards.proposal_over' });
  expect((await li.client.standards.listProposals({ state: 'taken' })).items).toHaveLength(1);
});

test('an inspection draws settled visits, wants every clause judged, and ends when all is', async () => {
  for (const day of [4, 5, 6]) {
    const orderId = await town.paid(family, town.at(day, 10), li.workerId);
    await town.serve(family, li, orderId);
    await town.moveTo(new Date(town.city.clock.now().getTime()).toISOString(), [family, li, town.operator]);
  }
  await town.city.drain();
  const today = town.city.clock.now().toISOString().slice(0, 10);
  await expect(desk().openRound({ name: '未来', from: '2026-11-01', to: '2027-11-01' })).rejects.toMatchObject({ code: 'standards.round_days' });
  await expect(desk().openRound({ name: '没有', from: '2026-10-01', to: '2026-10-02' })).rejects.toMatchObject({ code: 'standards.round_empty' });
  const round = await desk().openRound({ name: '十一月抽查', from: '2026-11-01', to: today, ratePercent: 50 });
  expect(round).toMatchObject({ visits: 3, samples: 2, judged: 0, metPercent: null, items: [{ workerName: '李桂兰', merchantName: '安心家政' }, {}] });
  const [first, second] = round.items as [typeof round.items[number], typeof round.items[number]];
  const all = first.findings.map(({ clauseId }) => ({ clauseId, verdict: 'met' as const }));
  expect(all.length).toBeGreaterThan(5);
  await expect(desk().judgeSample({ sampleId: first.sampleId, findings: all.slice(1) })).rejects.toMatchObject({ code: 'standards.findings_missing' });
  await expect(desk().judgeSample({ sampleId: first.sampleId, findings: [{ clauseId: all[0]!.clauseId, verdict: 'notMet' }, ...all.slice(1)] })).rejects.toMatchObject({ code: 'standards.words_missing' });
  await expect(desk().judgeSample({ sampleId: first.sampleId, findings: [{ clauseId: 'cls_other', verdict: 'met' }] })).rejects.toMatchObject({ code: 'standards.clause_unknown' });
  const judged = await desk().judgeSample({ sampleId: first.sampleId, findings: [{ clauseId: all[0]!.clauseId, verdict: 'notMet', words: '没有列明耗材价格' }, ...all.slice(1)] });
  expect(judged.metPercent).toBe(Math.round(((all.length - 1) * 1000) / all.length) / 10);
  // She and her merchant's owner hear of it, once; a stranger sees nothing of it.
  await town.city.drain();
  const told = (phone: string, template: string): string[] => town.city.gateways.sms.inbox(phone).flatMap((one) => (one.template === template ? [String(one.params['zh'])] : []));
  await desk().judgeSample({ sampleId: first.sampleId, findings: [{ clauseId: all[0]!.clauseId, verdict: 'notMet', words: '没有列明耗材价格' }, ...all.slice(1)] });
  await town.city.drain();
  expect(told(li.phone, 'standard_not_kept')).toEqual([expect.stringContaining('没有列明耗材价格')]);
  expect(told(town.merchants[0]!.owner.phone, 'standard_not_kept_by_staff')).toEqual([expect.stringContaining('李桂兰')]);
  const seen = { workerId: li.workerId, itemId, words: '没有列明耗材价格', clauseNo: first.findings[0]!.clauseNo };
  expect((await li.client.standards.listBreaches({})).items).toMatchObject([seen]);
  expect((await town.merchants[0]!.owner.client.standards.listBreaches({ workerId: li.workerId })).items).toMatchObject([seen]);
  expect((await desk().listBreaches({})).items).toMatchObject([seen]);
  const other = await town.hire('王二妹');
  expect((await other.client.standards.listBreaches({ workerId: li.workerId })).items).toEqual([]);
  await expect(desk().closeRound({ roundId: round.roundId })).rejects.toMatchObject({ code: 'standards.samples_open' });
  await desk().judgeSample({ sampleId: second.sampleId, findings: second.findings.map(({ clauseId }) => ({ clauseId, verdict: 'notSeen' as const })) });
  const closed = await desk().closeRound({ roundId: round.roundId });
  expect(closed).toMatchObject({ state: 'closed', byMerchant: [{ name: '安心家政', seen: all.length, met: all.length - 1 }] });
  await expect(desk().judgeSample({ sampleId: first.sampleId, findings: all })).rejects.toMatchObject({ code: 'standards.round_closed' });
  expect((await desk().exportRound({ roundId: round.roundId, format: 'csv' })).rowCount).toBe(all.length + second.findings.length);
});

test('each month draws its own inspection once', async () => {
  await town.moveTo('2026-12-01T00:00:00Z', [family, li, town.operator]);
  for (let times = 0; times < 2; times++) await town.city.act('system', openMonthlyRound, {});
  expect((await desk().listRounds({})).items.filter(({ isAutomatic }) => isAutomatic)).toMatchObject([{ name: '2026-11 月度抽查', samples: 1, visits: 3 }]);
});

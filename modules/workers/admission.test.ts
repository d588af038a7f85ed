import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { withCheckLetter } from '../../tools/bench/applicants.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { sweepAdmission } from './actions/admission-checks.ts';
import { mount, recordCheck, recordChecks, workerViews } from './index.ts';

let city: Harness;
let operator: Person;
let second: Person;
const START = '2026-11-22T00:00:00Z';
let phones = 13_600_000_000;
const phone = (): string => String(phones++);
let numbers = 0;
const idNumber = (born = '19850312', running = String(100 + numbers++)): string => withCheckLetter(`650199${born}${running}`);
const signIn = (name?: string): Promise<Person> => city.signIn(phone(), name);
const signAll = async (person: Person, kinds: readonly string[] = ['privacy', 'background', 'credit', 'rules']): Promise<void> => {
  for (const { kind, version, hash } of (await person.client.workers.mySignatures({})).items) if (kinds.includes(kind)) await person.client.workers.sign({ kind, version, hash });
};
const draft = { families: ['maternity' as const], schooling: 'juniorSecondary' as const, homeArea: '南湖', homeLon: 87.61, homeLat: 43.82, experienceYears: 3, nativePlace: '甘肃天水', targetGroups: ['rural' as const, 'reEmployed' as const], referees: [{ name: '王芳', phone: '13500000001', relation: '前雇主' }, { name: '赵红', phone: '13500000002', relation: '前同事' }] };
/** Somebody who has handed in an application for postnatal care. */
const applicant = async (name = '李秀兰', number = idNumber()): Promise<Person & { workerId: string; applicationId: string }> => {
  const person = await signIn(name);
  await person.client.workers.saveApplication({ ...draft, name, idNumber: number, source: 'womensFederation' });
  await signAll(person);
  const { workerId, applicationId } = await person.client.workers.submitApplication({});
  // A server hears of her new role by notification, a moment later.
  city.app.forgetIdentity(person.me.personId);
  return { ...person, workerId: workerId!, applicationId };
};
const papers = [['identity', '2040-01-01'], ['health', '2027-06-30'], ['background', '2027-05-20'], ['insurance', '2027-08-31'], ['maternityCertificate', '2029-01-01']] as const;
const handIn = async (worker: { workerId: string }, number: string, kinds: readonly string[] = papers.map(([kind]) => kind)): Promise<void> => {
  for (const [kind, validUntil] of papers) if (kinds.includes(kind)) await operator.client.workers.submitPaper({ workerId: worker.workerId, kind, number: kind === 'identity' ? number : `NO-${kind}`, ...(kind === 'health' && { healthClass: 'D' as const }), validFrom: '2026-07-01', validUntil, isSeen: true });
};
const passRest = async (worker: { workerId: string }): Promise<void> => {
  await city.act('system', recordChecks, { results: (['trainingHours', 'exam', 'practical'] as const).map((check) => ({ workerId: worker.workerId, check, state: 'passed' as const, evidenceKind: 'training', evidenceId: `att_${check}` })) });
  for (const check of ['schooling', 'experience', 'interview', 'kit'] as const) await operator.client.workers.signCheck({ workerId: worker.workerId, check, isPassed: true });
  await operator.client.workers.checkCredit({ workerId: worker.workerId });
};
const admitted = async (name: string): Promise<Person & { workerId: string; applicationId: string; number: string }> => {
  const number = idNumber();
  const her = await applicant(name, number);
  await handIn(her, number);
  await passRest(her);
  await operator.client.workers.setSkills({ workerId: her.workerId, skills: [{ code: 'postnatalCare', level: 4 }, { code: 'cleaning', level: 2 }] });
  await operator.client.workers.admit({ workerId: her.workerId });
  await city.drain();
  return { ...her, number };
};
const inbox = (person: Person, template: string): string[] => city.gateways.sms.inbox(person.phone).filter((message) => message.template === template).map(({ params }) => String(params['zh']));
const workOf = async (workerId: string): Promise<string[]> => [...(await city.act('system', workerViews, { from: city.clock.now(), to: city.clock.now(), workerIds: [workerId] }))[0]!.families ?? []].sort();

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, mount], at: START, runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: true });
  await city.act('system', installCatalogue, {});
  [operator, second] = [await signIn('沈平'), await signIn('何婷')];
  for (const { me } of [operator, second]) await city.act('system', giveRole, { personId: me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
});
afterAll(() => city.close());

test('one draft that saves itself on any phone, is handed in once, and keeps no number in the clear', async () => {
  const number = idNumber();
  const her = await signIn('张梅');
  expect(await her.client.workers.myApplication({})).toEqual({ application: null });
  let taps = 0;
  const save = (part: Parameters<Person['client']['workers']['saveApplication']>[0]) => { taps += 1; return her.client.workers.saveApplication(part); };
  expect((await save({ families: ['cleaning'] })).missing.map(({ field }) => field)).toEqual(['idNumber', 'schooling', 'homeArea', 'consents']);
  await expect(her.client.workers.saveApplication({ idNumber: `${number.slice(0, 17)}${number[17] === '1' ? '2' : '1'}` })).rejects.toMatchObject({ code: 'workers.id_number_wrong', field: 'idNumber' });
  await save({ idNumber: number.toLowerCase(), schooling: 'juniorSecondary' });
  await expect(her.client.workers.submitApplication({})).rejects.toMatchObject({ code: 'workers.application_incomplete', zh: '还差：住在哪里、信息使用同意书', field: 'homeArea' });
  const again = await city.signIn(her.phone);
  expect((await again.client.workers.myApplication({})).application).toMatchObject({ state: 'draft', maskedIdNumber: `${number.slice(0, 4)}**********${number.slice(-4)}`, families: ['cleaning'], stage: 'lead' });
  await save({ homeArea: '南湖', homeLon: 87.61, homeLat: 43.82 });
  await signAll(her, ['privacy']);
  const done = await her.client.workers.submitApplication({});
  city.app.forgetIdentity(her.me.personId);
  expect([done.state, done.stage, done.steps.map(({ stage }) => stage), taps + 2 <= 15]).toEqual(['submitted', 'applied', ['lead', 'applied'], true]);
  await expect(her.client.workers.submitApplication({})).rejects.toMatchObject({ code: 'workers.application_over' });
  await expect(her.client.workers.saveApplication({ schooling: 'college' })).rejects.toMatchObject({ code: 'workers.application_over' });
  const twin = await signIn('冒名');
  await expect(twin.client.workers.saveApplication({ idNumber: number })).rejects.toMatchObject({ code: 'workers.identity_taken' });
  const { rows } = await city.database.pool.query('select a.*, s.text_hash from workers.application a join workers.signature s on s.person_id = a.person_id');
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${number}|${her.phone}`));
  expect((await again.client.workers.myAdmission({})).next).toMatchObject({ code: 'identity', who: 'self', words: { zh: '上传身份证' } });
  await city.drain();
  expect(inbox(her, 'application_in')[0]).toContain('上传身份证');
});

test('a text that has changed is not signed; what is signed keeps its version, hash and time', async () => {
  const her = await signIn('刘静');
  const { items: [first] } = await her.client.workers.mySignatures({});
  await expect(her.client.workers.sign({ kind: first!.kind, version: first!.version, hash: first!.hash.replace(/./, 'x') })).rejects.toMatchObject({ code: 'workers.text_changed' });
  await her.client.workers.sign({ kind: first!.kind, version: first!.version, hash: first!.hash });
  expect((await her.client.workers.mySignatures({})).items[0]).toMatchObject({ signedAt: expect.any(String), withdrawnAt: null });
  expect((await her.client.workers.withdrawSignature({ kind: first!.kind })).items[0]).toMatchObject({ withdrawnAt: expect.any(String) });
});

test('thirteen checks from the application to the first card: each step named, nobody in before the last', async () => {
  const number = idNumber();
  const her = await applicant('陈桂英', number);
  const next = async () => (await her.client.workers.myAdmission({})).next;
  const seen: string[] = [];
  expect((await her.client.workers.myAdmission({})).checks.map(({ no, isNeeded }) => (isNeeded ? no : 0))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  for (const [kind] of papers) { seen.push((await next()).code!); await handIn(her, number, [kind]); }
  expect(seen).toEqual(['identity', 'health', 'background', 'certificate', 'certificate']);
  expect(await next()).toMatchObject({ code: 'training', who: 'training' });
  await expect(operator.client.workers.admit({ workerId: her.workerId })).rejects.toMatchObject({ code: 'workers.papers_missing', zh: '入驻还差：学历、家政信用查、从业经历、岗前培训和考试、实操考核、面试、签守则、领工具' });
  const pass = (check: 'trainingHours' | 'exam' | 'practical') => city.act('system', recordCheck, { workerId: her.workerId, check, state: 'passed', evidenceKind: 'training', evidenceId: `att_${check}`, evidenceHash: 'a'.repeat(64) });
  await pass('trainingHours');
  expect((await her.client.workers.myAdmission({})).checks.find(({ code }) => code === 'training')!.state).toBe('missing');
  await pass('exam');
  await pass('practical');
  await expect(operator.client.workers.signCheck({ workerId: her.workerId, check: 'interview', isPassed: false })).rejects.toMatchObject({ code: 'workers.check_words_missing' });
  expect((await operator.client.workers.readReferees({ applicationId: her.applicationId })).items[0]).toEqual({ name: '王芳', phone: '13500000001', relation: '前雇主' });
  expect((await her.client.workers.recordReads({})).items).toMatchObject([{ kind: 'referees', readerName: '沈平' }]);
  for (const check of ['schooling', 'experience', 'interview', 'kit'] as const) await operator.client.workers.signCheck({ workerId: her.workerId, check, isPassed: true });
  const [signed] = (await operator.client.accounts.auditTrail({ subjectId: her.workerId, limit: 1 })).items;
  expect(signed, 'a check without a number of its evidence is in the trail by what it has').toMatchObject({ subjectIds: [her.workerId] });
  await operator.client.workers.checkCredit({ workerId: her.workerId });
  expect(await next()).toMatchObject({ code: null, who: 'desk', words: { zh: '全部通过，等平台确认入驻' } });
  expect(await workOf(her.workerId)).toEqual([]);
  await operator.client.workers.admit({ workerId: her.workerId });
  const view = await operator.client.workers.admissionOf({ workerId: her.workerId });
  expect([view.isAdmitted, view.family, view.families.map(({ family, passed, needed }) => [family, passed, needed])]).toEqual([true, 'maternity', [['maternity', 13, 13]]]);
  expect(view.checks.every(({ state, verifiedBy, validFrom, evidenceId }) => state === 'passed' && verifiedBy !== null && validFrom !== null && evidenceId !== undefined)).toBe(true);
  expect(await workOf(her.workerId)).toEqual(['maternity']);
  const { steps } = await operator.client.workers.getApplication({ applicationId: her.applicationId });
  expect(steps.map(({ stage }) => stage).toSorted()).toEqual(['admitted', 'applied', 'checking', 'examined', 'lead', 'learning']);
  expect((await her.client.workers.myDoorCard({})).card).toMatchObject({ state: 'active', firmName: '邻里平台' });
  const board = await operator.client.workers.recruitmentBoard({});
  expect(board.rows.find(({ source }) => source === 'womensFederation')!.reached).toMatchObject({ applied: 1, examined: 1, admitted: 1, firstOrder: 0 });
  expect(board.byGroup.find(({ group }) => group === 'rural')).toMatchObject({ applications: 1, admitted: 1 });
});

test('suspended she is admitted to nothing, resumed to what holds; a paper found false closes what needs it', async () => {
  const her = await admitted('吴霞');
  await operator.client.workers.suspend({ workerId: her.workerId, reason: '核实投诉', evidence: '投诉工单' });
  expect(await workOf(her.workerId)).toEqual([]);
  await operator.client.workers.resume({ workerId: her.workerId });
  expect(await workOf(her.workerId)).toContain('maternity');
  const { papers: held } = await operator.client.workers.getProfile({ workerId: her.workerId });
  await operator.client.workers.verifyPaper({ paperId: held.find(({ kind }) => kind === 'maternityCertificate')!.paperId, isAccepted: false, reason: '查无此证' });
  expect(await workOf(her.workerId)).toEqual(['cleaning', 'company', 'elderCare']);
  await city.drain();
  expect(inbox(her, 'admission_lapsed')).toHaveLength(1);
});

test('health: hepatitis B is refused by name, every item of the class is asked for, twelve months at most, and she sees who read it', async () => {
  const her = await applicant('郑丽');
  const codes = ['history', 'bloodPressure', 'skin', 'eyes', 'chestXRay', 'ecg', 'liverEnzymes', 'stoolCulture', 'hepatitisAE'];
  const record = (more: object = {}) => her.client.workers.recordHealth({ workerId: her.workerId, healthClass: 'B', hospital: '市人民医院', number: 'JK-1', examinedOn: '2026-11-20', validUntil: '2027-11-19', items: codes.map((code) => ({ code, result: '正常', isNormal: true })), ...more });
  for (const [item, more] of [['HBsAg', { items: [{ code: 'HBsAg', result: '阴性', isNormal: true }] }], ['乙肝两对半 阴性', { items: [{ code: 'liverEnzymes', result: '乙肝两对半 阴性', isNormal: true }] }], ['乙肝专科', { hospital: '乙肝专科' }]] as const) await expect(record(more)).rejects.toMatchObject({ code: 'workers.hepatitis_b_refused', zh: expect.stringContaining(item) });
  await expect(record({ items: codes.slice(1).map((code) => ({ code, result: '正常', isNormal: true })) })).rejects.toMatchObject({ code: 'workers.health_items_missing', zh: expect.stringContaining('病史') });
  await expect(record({ validUntil: '2027-11-20' })).rejects.toMatchObject({ code: 'workers.health_too_long' });
  await expect(record({ examinedOn: '2026-11-23', validUntil: '2027-01-01' })).rejects.toMatchObject({ code: 'workers.paper_dates_wrong' });
  await record({ isSeen: true });
  expect((await her.client.workers.myAdmission({ family: 'cleaning' })).checks[3]).toMatchObject({ code: 'health', state: 'submitted' });
  const { rows } = await city.database.pool.query(`select * from workers.health_record where worker_id = '${her.workerId}'`);
  expect(JSON.stringify(rows)).not.toContain('正常');
  expect((await operator.client.workers.readHealth({ workerId: her.workerId, why: '审核健康证' })).items).toHaveLength(9);
  expect((await her.client.workers.recordReads({})).items).toMatchObject([{ kind: 'health', readerName: '沈平', why: '审核健康证' }]);
  const stranger = await applicant('王陌');
  await expect(stranger.client.workers.readHealth({ workerId: her.workerId, why: '好奇' })).rejects.toMatchObject({ code: 'workers.worker_unknown' });
});

test('background and credit are looked up with her signature only, and keep a result and nothing else', async () => {
  const her = await signIn('孙琴');
  const number = idNumber();
  await her.client.workers.saveApplication({ ...draft, idNumber: number });
  await signAll(her, ['privacy']);
  const { workerId } = await her.client.workers.submitApplication({});
  city.app.forgetIdentity(her.me.personId);
  const background = (isClear: boolean) => operator.client.workers.recordBackground({ workerId: workerId!, isClear, checkedOn: '2026-11-20', documentHash: 'ab'.repeat(32) });
  await expect(background(true)).rejects.toMatchObject({ code: 'workers.authorisation_missing', zh: expect.stringContaining('背景核查授权书') });
  await expect(her.client.workers.submitPaper({ workerId: workerId!, kind: 'background', number: 'X1', validFrom: '2026-11-01', validUntil: '2027-01-01' })).rejects.toMatchObject({ code: 'workers.authorisation_missing' });
  await expect(operator.client.workers.checkCredit({ workerId: workerId! })).rejects.toMatchObject({ code: 'workers.authorisation_missing' });
  await signAll(her, ['background', 'credit']);
  await expect(operator.client.workers.checkCredit({ workerId: workerId! })).rejects.toMatchObject({ code: 'workers.identity_missing' });
  expect((await background(true)).checks[4]).toMatchObject({ code: 'background', state: 'passed', validUntil: '2027-05-22' });
  expect((await background(false)).checks[4]).toMatchObject({ state: 'failed' });
});

test.each([['911', 'failed', '在黑名单上'], ['912', 'failed', '没有信用记录'], ['913', null, null], ['300', 'passed', null]] as const)('the credit system’s answer for running number %s', async (running, state, words) => {
  const number = idNumber('19860101', running);
  const her = await applicant(`信用${running}`.replace(/\d/g, (digit) => '零一二三四五六七八九'[Number(digit)]!), number);
  await handIn(her, number, ['identity']);
  const asked = operator.client.workers.checkCredit({ workerId: her.workerId });
  if (state === null) await expect(asked).rejects.toMatchObject({ code: 'workers.credit_unreachable', status: 503 });
  else expect((await asked).checks[5]).toMatchObject({ state, ...(words && { words: { zh: expect.stringContaining(words) } }) });
});

test('a lead of the desk is found by her who signs in with that phone; a post collects applications until it closes', async () => {
  const post = await operator.client.workers.openPost({ title: '月嫂 20 名', families: ['maternity'], seats: 20, source: 'jobCentre', closesOn: '2026-12-31' });
  const number = phone();
  const lead = await operator.client.workers.addLead({ name: '冯兰', phone: number, source: 'township' as never }).catch((error: { code: string }) => error.code);
  expect(lead).toBe('request.invalid');
  await operator.client.workers.addLead({ name: '冯兰', phone: number, source: 'townshipBase', sourceWords: '喀什疏附县基地', postId: post.postId });
  await expect(operator.client.workers.addLead({ name: '冯兰', phone: number, source: 'self' })).rejects.toMatchObject({ code: 'workers.application_known' });
  const her = await city.signIn(number, '冯兰');
  expect((await her.client.workers.myApplication({})).application).toMatchObject({ name: '冯兰', source: 'townshipBase', families: ['maternity'], postId: post.postId });
  const saved = await her.client.workers.saveApplication({ idNumber: idNumber(), schooling: 'vocational', homeArea: '南湖', homeLon: 87.61, homeLat: 43.82 });
  await signAll(her, ['privacy']);
  await her.client.workers.submitApplication({});
  await expect(operator.client.workers.moveApplication({ applicationId: saved.applicationId, stage: 'certified' })).rejects.toMatchObject({ code: 'workers.stage_too_early', zh: '要先已考试' });
  await operator.client.workers.moveApplication({ applicationId: saved.applicationId, stage: 'learning', words: '疏附班' });
  expect((await city.client().workers.listPosts({})).items[0]).toMatchObject({ isOpen: true, applications: 1 });
  await operator.client.workers.closePost({ postId: post.postId });
  await expect((await signIn('后来')).client.workers.saveApplication({ postId: post.postId })).rejects.toMatchObject({ code: 'workers.post_closed' });
  expect((await operator.client.workers.refuseApplication({ applicationId: saved.applicationId, reason: '年龄不符' })).state).toBe('refused');
  await expect(operator.client.workers.getProfile({ workerId: (await her.client.workers.myApplication({})).application!.workerId! })).resolves.toMatchObject({ status: 'left' });
  expect((await operator.client.workers.listApplications({ q: 'fenglan' })).items.map(({ name }) => name)).toEqual(['冯兰']);
  const pages: string[] = [];
  let cursor: string | null | undefined;
  do { const page = await operator.client.workers.listApplications({ limit: 2, ...(cursor && { cursor }) }); pages.push(...page.items.map(({ applicationId }) => applicationId)); cursor = page.nextCursor; } while (cursor);
  expect([new Set(pages).size, pages.length]).toEqual([pages.length, (await operator.client.workers.listApplications({ limit: 200 })).items.length]);
});

test('what a stranger or another role asks for is refused', async () => {
  const her = await admitted('何娟');
  const other = await admitted('高燕');
  for (const call of [() => other.client.workers.creditFile({ workerId: her.workerId, purpose: '看看' }), () => other.client.workers.conductOf({ workerId: her.workerId }), () => other.client.workers.recordHealth({ workerId: her.workerId, healthClass: 'A', hospital: 'x', number: '1', examinedOn: '2026-11-01', validUntil: '2027-01-01', items: [{ code: 'skin', result: '好', isNormal: true }] })]) await expect(call()).rejects.toMatchObject({ code: 'workers.worker_unknown' });
  for (const call of [() => her.client.workers.signCheck({ workerId: her.workerId, check: 'interview', isPassed: true }), () => her.client.workers.recruitmentBoard({}), () => her.client.workers.listApplications({}), () => city.client().workers.myApplication({})]) await expect(call()).rejects.toMatchObject({ code: expect.stringMatching(/access\.(forbidden|sign_in)/) });
});

// Last: half a year passes, and every sign-in with it.
test('a lapse stops the family that needs it in that minute and no other; she is told 30, 7 and 1 days before, once each', async () => {
  let her = await admitted('周凤琴');
  expect(await workOf(her.workerId)).toEqual(['cleaning', 'company', 'elderCare', 'maternity']);
  // Credit holds 180 days: to 21 May 2027; every paper holds longer.
  await operator.client.workers.submitPaper({ workerId: her.workerId, kind: 'background', number: 'NO-2', validFrom: '2026-11-22', validUntil: '2027-12-31', isSeen: true });
  const told: string[] = [];
  const sweep = async (): Promise<void> => { await city.act('system', sweepAdmission, undefined); await city.drain(); };
  for (const day of ['2027-04-20', '2027-04-21', '2027-04-22', '2027-05-13', '2027-05-14', '2027-05-15', '2027-05-19', '2027-05-20', '2027-05-21']) {
    city.clock.set(`${day}T00:00:30+08:00`);
    await sweep();
    told.push(`${day} ${inbox(her, 'check_ends').filter((words) => words.includes('家政信用查')).length}`);
  }
  expect(told).toEqual(['2027-04-20 0', '2027-04-21 1', '2027-04-22 1', '2027-05-13 1', '2027-05-14 2', '2027-05-15 2', '2027-05-19 2', '2027-05-20 3', '2027-05-21 3']);
  [operator, her] = [await city.signIn(operator.phone), { ...her, ...await city.signIn(her.phone) }];
  expect((await operator.client.workers.lapses({ days: 7 })).items.filter(({ workerId }) => workerId === her.workerId).map(({ family, untilDay }) => [family, untilDay])).toEqual([['maternity', '2027-05-21']]);
  city.clock.set('2027-05-21T23:59:59+08:00');
  expect(await workOf(her.workerId)).toContain('maternity');
  // The minute after: closed although nobody has swept yet.
  city.clock.set('2027-05-22T00:00:00+08:00');
  expect(await workOf(her.workerId)).toEqual(['cleaning', 'company', 'elderCare']);
  await sweep();
  await sweep();
  expect(inbox(her, 'admission_lapsed')).toHaveLength(1);
  expect(inbox(her, 'admission_lapsed')[0]).toContain('家政信用查：已于 2027-05-21 到期');
  expect((await her.client.workers.myAdmission({ family: 'maternity' })).next).toMatchObject({ code: 'credit' });
  await operator.client.workers.checkCredit({ workerId: her.workerId });
  expect(await workOf(her.workerId)).toContain('maternity');
  expect((await her.client.workers.myAdmission({ family: 'maternity' })).periods.filter(({ family }) => family === 'maternity').map(({ endedAt }) => endedAt === null)).toEqual([true, false]);
  expect(await Promise.all(mount.checks!.map(async ({ name, run }) => [name, (await run(city.database.kysely, '650100', city.clock.now())).ok]))).toEqual(mount.checks!.map(({ name }) => [name, true]));
});

test('what an applicant says she can do is a word of hers until somebody takes it over', async () => {
  const she = await signIn('苗小凤');
  await expect(she.client.workers.saveApplication({ skills: ['flying'] })).rejects.toMatchObject({ code: 'workers.skill_unknown', field: 'skills' });
  const saved = await she.client.workers.saveApplication({ families: ['cleaning'], skills: ['cleaning', 'windowCleaning', 'cleaning'] });
  expect(saved.skills).toMatchObject([{ code: 'cleaning', name: { zh: expect.any(String) } }, { code: 'windowCleaning' }]);
  expect((await she.client.workers.saveApplication({ schooling: 'juniorSecondary' })).skills).toHaveLength(2);
  expect((await operator.client.workers.getApplication({ applicationId: saved.applicationId })).skills.map(({ code }) => code)).toEqual(['cleaning', 'windowCleaning']);
  expect((await she.client.workers.skillList({})).items.find(({ code }) => code === 'windowCleaning')!.families).toEqual(['cleaning']);
});

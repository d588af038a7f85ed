import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBitSet } from '../../kernel/bitstring.ts';
import { cityDay } from '../../kernel/cron.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { sha256 } from '../../kernel/crypto.ts';
import { stableJson } from '../../kernel/http.ts';
import { appendNodes, leafHash } from '../../kernel/merkle.ts';
import { makeSigningKey, signToken } from '../../kernel/signing.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { mount as workers, moveChecks, recordRating, recordVisit, workerViews } from '../workers/index.ts';
import { checkHeads, checkRecord, issueCertificate, mount as training, signHead } from './index.ts';
import { weighReviews } from './actions/retraining.ts';
import { recordService } from './actions/services.ts';
import { canonicalService } from './rules/records.ts';
import { servicesById } from './store/services.ts';

let city: Harness;
let operator: Person;
let lan: Person & { workerId: string };
let nextPhone = 13_700_000_000;

const hire = async (name: string): Promise<Person & { workerId: string }> => {
  const phone = String(nextPhone++);
  const { workerId } = await operator.client.workers.register({ phone, name, homeLon: 87.6, homeLat: 43.8, homeArea: '南湖', skills: [{ code: 'cleaning', level: 3 }] });
  return { ...await city.signIn(phone), workerId };
};
const certify = (workerId: string, kind: string, words = '现场核对') => operator.client.training.issueCertificate({ workerId, kind, evidence: { kind: 'record', words } });
const serve = async (worker: { workerId: string }, orderId: string, minutes = 120): Promise<void> => {
  const finishedAt = city.clock.now();
  await city.act('system', recordService, { orderId, workerId: worker.workerId, itemId: 'daily-cleaning', startedAt: new Date(finishedAt.getTime() - minutes * 60_000).toISOString(), finishedAt: finishedAt.toISOString(), minutes, personIds: [] });
};
const verdicts = async (): Promise<string[]> => (await city.app.verify()).filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
/** What somebody does who has the database in hand. */
const tamper = (sql: string): Promise<unknown> => city.database.pool.query(sql);
const pad = (text: string): string => Buffer.from(text).toString('base64url');

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training], everyAtMostMinutes: 60 });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await city.act('system', installCatalogue, {});
  operator = await city.signIn('13900000001', '沈平');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(operator.me.personId);
  lan = await hire('李秀兰');
});
afterAll(() => city.close());

describe('a certificate', () => {
  test('is issued, logged, told to her and verified by anybody, with a masked name', async () => {
    const made = await certify(lan.workerId, 'core');
    expect(made.number).toMatch(/^LL2026(-[0-9A-F]{4}){3}$/);
    expect(made).toMatchObject({ state: 'valid', part: 'core', title: { zh: '岗前核心模块合格证' }, validUntil: null, retraining: { by: '2028-11-22', state: 'ahead' }, evidence: { kind: 'record', words: '人工签发：现场核对' } });
    await city.drain();
    expect(city.gateways.sms.inbox(lan.phone)[0]?.params['zh']).toContain(made.number);
    const seen = await city.client().training.verifyCertificate({ number: made.number.toLowerCase(), name: '李秀兰' });
    expect(seen).toMatchObject({ state: 'valid', maskedName: '李**', isNameRight: true, words: { zh: '证书真实有效' }, basis: { zh: '由平台人工签发，依据书面记录' }, note: { zh: '平台培训证书，不是国家职业资格证书' } });
    expect(seen.checks.map(({ isPassed }) => isPassed)).toEqual([true, true, true, true]);
    expect(seen.qrSvg).toContain('<svg');
    expect((await city.client().training.verifyCertificate({ number: made.number, name: '李秀英' })).isNameRight).toBe(false);
    expect((await city.client().training.verifyCertificate({ number: made.number })).isNameRight).toBeNull();
    // Nowhere does the public page say the name.
    expect(JSON.stringify(await city.client().training.verifyCertificate({ number: made.number }))).not.toContain('秀兰');
    await expect(city.client().training.verifyCertificate({ number: 'LL2026-0000-0000-0000' })).rejects.toMatchObject({ code: 'training.certificate_unknown', status: 404 });
  });

  test('is an Open Badge that any program verifies with the published keys', async () => {
    const [mine] = (await lan.client.training.myCertificates({})).items;
    const keys = (await city.request({ method: 'GET', url: '/.well-known/jwks.json' })).body as { keys: { kid: string }[] };
    const [header, payload, signature] = mine!.token.split('.');
    const { alg, kid, typ } = JSON.parse(Buffer.from(header!, 'base64url').toString()) as { alg: string; kid: string; typ: string };
    expect([alg, typ]).toEqual(['EdDSA', 'vc+jwt']);
    const key = keys.keys.find((one) => kid.endsWith(`/api/keys/${one.kid}`))!;
    expect(await city.client().training.signingKey({ keyId: key.kid })).toEqual(key);
    expect(verify(null, Buffer.from(`${header}.${payload}`), createPublicKey({ key: key as never, format: 'jwk' }), Buffer.from(signature!, 'base64url'))).toBe(true);
    const credential = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Record<string, unknown>;
    expect(credential).toMatchObject({ type: ['VerifiableCredential', 'OpenBadgeCredential'], validFrom: mine!.issuedAt, credentialSubject: { achievement: { name: '岗前核心模块合格证' } }, credentialStatus: { type: 'BitstringStatusListEntry', statusListIndex: '0' } });
    expect(JSON.stringify(credential)).not.toContain('秀兰');
  });

  test('is issued once on the same evidence, by exams and by hand', async () => {
    const wish = { workerId: lan.workerId, kind: 'practical', evidence: { kind: 'practical' as const, evidenceId: 'prc_1', words: '92 分' } };
    const first = await city.act('system', issueCertificate, wish);
    expect((await city.act('system', issueCertificate, wish)).certificateId).toBe(first.certificateId);
    await expect(certify(lan.workerId, 'flying')).rejects.toMatchObject({ code: 'training.kind_unknown' });
    await expect(operator.client.training.issueCertificate({ workerId: lan.workerId, kind: 'mentor', evidence: { kind: 'record', words: '核对过' }, validUntil: '2040-01-01' })).rejects.toMatchObject({ code: 'training.valid_until_wrong' });
    await expect(operator.client.training.issueCertificate({ workerId: lan.workerId, kind: 'mentor', evidence: { kind: 'record', words: ' ' } })).rejects.toMatchObject({ code: 'training.reason_missing', field: 'evidence' });
    await expect(operator.client.training.issueCertificate({ workerId: lan.workerId, kind: 'mentor', evidence: { kind: 'national', words: '核对过' } })).rejects.toMatchObject({ code: 'training.evidence_missing' });
    await expect(lan.client.training.issueCertificate({ workerId: lan.workerId, kind: 'mentor', evidence: { kind: 'record', words: '核对过' } })).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  test('that was forged is called forged, and one from elsewhere not ours', async () => {
    const [mine] = (await lan.client.training.myCertificates({})).items;
    const [header, payload, signature] = mine!.token.split('.') as [string, string, string];
    const ask = async (token: string) => (await city.client().training.verifyToken({ token })).verdict;
    expect(await ask(mine!.token)).toBe('genuine');
    const raised = pad(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()) as object, name: '带教证书' }));
    expect(await ask(`${header}.${raised}.${signature}`)).toBe('forged');
    const thief = await makeSigningKey();
    expect(await ask(await signToken(thief.privateKey, { kid: mine!.token && JSON.parse(Buffer.from(header, 'base64url').toString()).kid, typ: 'vc+jwt' }, { id: mine!.verifyUrl }))).toBe('forged');
    expect(await ask(await signToken(thief.privateKey, { kid: thief.keyId, typ: 'vc+jwt' }, { id: mine!.verifyUrl }))).toBe('notOurs');
  });

  test('is revoked for good, in the list others fetch too', async () => {
    const made = await certify(lan.workerId, 'mentor');
    const revoked = await operator.client.training.revokeCertificate({ certificateId: made.certificateId, reason: 'issuedInError', words: '材料属于另一个人' });
    expect(revoked).toMatchObject({ state: 'revoked', revoked: { reason: 'issuedInError', words: '材料属于另一个人' } });
    expect(await city.client().training.verifyCertificate({ number: made.number })).toMatchObject({ state: 'revoked', words: { zh: '这张证书已于 2026-11-22 撤销' } });
    await expect(operator.client.training.revokeCertificate({ certificateId: made.certificateId, reason: 'misconduct', words: '核对过' })).rejects.toMatchObject({ code: 'training.revoked_already' });
    const { credential } = await city.client().training.statusList({ list: 1 });
    const { encodedList } = credential['credentialSubject'] as { encodedList: string };
    expect([0, 1, 2, 3].map((place) => isBitSet(encodedList, place))).toEqual([false, false, true, false]);
    await expect(city.client().training.statusList({ list: 2 })).rejects.toMatchObject({ code: 'training.list_unknown' });
  });
});

describe('the skills follow', () => {
  const skills = async (workerId: string) => (await operator.client.workers.getProfile({ workerId })).skills.map(({ code, level }) => `${code} ${level}`).toSorted();
  test('from certificates: those she lacks are added, none is taken away; a revoked one takes back what nobody has confirmed', async () => {
    const { workerId } = await hire('罗桂芬');
    const core = await certify(workerId, 'core');
    expect(await skills(workerId)).toEqual(['cleaning 3', 'cooking 1', 'housekeeping 1']);
    const practical = await certify(workerId, 'practical');
    expect(await skills(workerId)).toEqual(['cleaning 3', 'cooking 1', 'housekeeping 2']);
    await operator.client.training.revokeCertificate({ certificateId: practical.certificateId, reason: 'issuedInError', words: '评分表有误' });
    expect(await skills(workerId)).toEqual(['cleaning 3', 'cooking 1', 'housekeeping 1']);
    const deep = await certify(workerId, 'deepCleaning');
    const kept = (await operator.client.workers.getProfile({ workerId })).skills.filter(({ code }) => code !== 'windowCleaning').map(({ code, level }) => ({ code, level }));
    // Saving the list vouches for what stands in it.
    await operator.client.workers.setSkills({ workerId, skills: kept });
    await operator.client.training.revokeCertificate({ certificateId: core.certificateId, reason: 'issuedInError', words: '同名' });
    expect(await skills(workerId)).toEqual(['cleaning 3', 'cooking 1', 'deepCleaning 2', 'housekeeping 1', 'moveInCleaning 2']);
    expect(deep.state).toBe('valid');
  });

  test('and the checks of admission end when the certificate is to be refreshed, earlier when reviews bring that forward', async () => {
    const { workerId } = await hire('施小琴');
    const core = await certify(workerId, 'core');
    const training = async () => (await operator.client.workers.admissionOf({ workerId })).checks.find(({ code }) => code === 'training')!;
    const exam = async () => city.database.pool.query(`select valid_until::text as day from workers.admission_check where worker_id = '${workerId}' and code = 'exam' and superseded_at is null`).then(({ rows }) => rows[0].day as string);
    expect([(await training()).state, await exam()]).toEqual(['passed', core.retraining.by]);
    await city.act('system', moveChecks, { workerId, evidenceId: core.number, validUntil: '2026-12-06' });
    expect(await exam()).toBe('2026-12-06');
    await operator.client.training.retrain({ certificateId: core.certificateId, words: '复训两天' });
    expect(await exam()).toBe('2028-11-22');
  });
});

describe('the ladder follows', () => {
  test('from certificates, hours and satisfaction, up and down, each change with its reasons', async () => {
    expect(await lan.client.workers.myLadder({})).toMatchObject({ level: 1, name: { zh: '基础级' }, missing: [{ zh: '再服务 500 小时（已有 0 小时）' }] });
    await city.act('system', recordVisit, { workerId: lan.workerId, minutes: 29_994 });
    await expect(lan.client.workers.raiseLevel({ level: 2 })).rejects.toMatchObject({ code: 'workers.level_not_earned', zh: '还不能升到熟练级：再服务 0.1 小时（已有 499.9 小时）' });
    await city.act('system', recordVisit, { workerId: lan.workerId, minutes: 6 });
    expect(await lan.client.workers.raiseLevel({ level: 2 })).toMatchObject({ level: 2, history: [{ fromLevel: 1, toLevel: 2, reasons: [{ zh: '服务时长：500 小时' }, { zh: '客户满意度：90.0%' }] }, { fromLevel: 0, toLevel: 1 }] });
    const special = await certify(lan.workerId, 'deepCleaning');
    expect((await lan.client.workers.myLadder({})).level).toBe(3);
    for (const kind of ['mentor', 'coordination']) await certify(lan.workerId, kind, '第二次');
    expect((await lan.client.workers.myLadder({})).level).toBe(4);
    const led = await operator.client.workers.giveLead({ workerId: lan.workerId, kind: 'team', name: '红山小队', memberCount: 4 });
    expect(led).toMatchObject({ level: 5, name: { zh: '管理级' }, missing: [], lead: { name: '红山小队' } });
    await expect(operator.client.workers.giveLead({ workerId: lan.workerId, kind: 'station', stationId: 'sta_none', name: 'x', memberCount: 1 })).rejects.toMatchObject({ code: 'workers.lead_taken' });
    await operator.client.training.revokeCertificate({ certificateId: special.certificateId, reason: 'forgedEvidence', words: '证明是假的' });
    expect(await lan.client.workers.myLadder({})).toMatchObject({ level: 2, history: [{ fromLevel: 5, toLevel: 2, reasons: [{ zh: '专项证书：已撤销' }] }, {}, {}, {}, {}, {}], holds: [{ skill: 'deepCleaning', words: { zh: '深度保洁专项证书已撤销' } }, { skill: 'moveInCleaning' }, { skill: 'windowCleaning' }] });
    await operator.client.workers.endLead({ leadId: led.lead!.leadId });
    await city.drain();
    expect(city.gateways.sms.inbox(lan.phone).map(({ params }) => params['zh'])).toContainEqual(expect.stringContaining('您的级别变为熟练级'));
  });

  test('an appeal may correct the hours, never the level', async () => {
    const mei = await hire('王美');
    for (const kind of ['core', 'practical']) await certify(mei.workerId, kind);
    await city.act('system', recordVisit, { workerId: mei.workerId, minutes: 29_000 });
    await mei.client.workers.appealLadder({ words: '上个月的住家服务没有算进来', claimedMinutes: 1200 });
    await expect(mei.client.workers.appealLadder({ words: '再说一次' })).rejects.toMatchObject({ code: 'workers.ladder_appeal_open' });
    const [appeal] = (await operator.client.workers.listLadderAppeals({})).items;
    expect(appeal).toMatchObject({ workerName: '王美', claimedMinutes: 1200, state: 'open' });
    await expect(operator.client.workers.decideLadderAppeal({ appealId: appeal!.appealId, isAccepted: true, grantedMinutes: 1201, words: '核对过' })).rejects.toMatchObject({ code: 'workers.granted_too_much' });
    await operator.client.workers.decideLadderAppeal({ appealId: appeal!.appealId, isAccepted: true, grantedMinutes: 1000, words: '核对了合同' });
    expect((await mei.client.workers.myLadder({})).level).toBe(2);
    await expect(operator.client.workers.decideLadderAppeal({ appealId: appeal!.appealId, isAccepted: false, words: '核对过' })).rejects.toMatchObject({ code: 'workers.ladder_appeal_over' });
  });

  test('the premium is the city’s within 20 and 50 %', async () => {
    for (const value of [19, 51]) await expect(operator.client.accounts.changeSetting({ key: 'premiumLevel3Percent', value })).rejects.toMatchObject({ code: 'accounts.setting_out_of_range' });
    await operator.client.accounts.changeSetting({ key: 'premiumLevel3Percent', value: 25 });
    expect((await lan.client.workers.myLadder({})).levels.map(({ premiumPercent }) => premiumPercent)).toEqual([0, 0, 25, 35, 50]);
  });
});

describe('the log', () => {
  test('proves every record and every head to whoever kept an old one', async () => {
    await city.pass({ minutes: 61 });
    const { head: old } = await city.client().training.logHead({});
    for (const order of ['ord_a', 'ord_b', 'ord_b', 'ord_c']) await serve(lan, order);
    await city.pass({ minutes: 61 });
    const { head } = await city.client().training.logHead({});
    expect(head!.size).toBe(old!.size + 3);
    const keys = ((await city.request({ method: 'GET', url: '/.well-known/jwks.json' })).body as { keys: never[] }).keys;
    const { path } = await city.client().training.proveConsistency({ first: old!.size, second: head!.size });
    expect(await checkHeads(old!, head!, path, keys)).toBeNull();
    expect(await checkHeads({ ...old!, root: head!.root }, head!, path, keys)).toContain('not signed');
    await expect(city.client().training.proveConsistency({ first: 1, second: head!.size + 1 })).rejects.toMatchObject({ code: 'training.size_wrong' });
    const [first] = (await city.client().training.logEntries({ limit: 1 })).items;
    expect(await city.client().training.proveInclusion({ leafHash: first!.leafHash, size: old!.size })).toMatchObject({ index: 0, head: { size: old!.size } });
    expect(JSON.stringify((await city.client().training.logEntries({ limit: 1000 })).items)).not.toMatch(/李|秀兰|wrk_|ord_/);
    expect(await verdicts()).toEqual([]);
  });

  test('takes no change and no deletion', async () => {
    for (const sql of ['update training.log_leaf set body = body', 'delete from training.log_head', 'update training.log_node set hash = hash']) await expect(tamper(sql)).rejects.toThrow('append-only');
  });
});

describe('her record', () => {
  test('goes along with her and verifies from the file and the public keys alone', async () => {
    const { fileName, record, html } = await lan.client.training.exportRecord({});
    expect(fileName).toBe(`linli-record-${lan.workerId}-${cityDay(city.clock.now())}.json`);
    const keys = ((await city.request({ method: 'GET', url: '/.well-known/jwks.json' })).body as { keys: never[] }).keys;
    expect(await checkRecord(record, keys)).toEqual({ isGenuine: true, worker: '李秀兰', exportedAt: city.clock.now().toISOString(), certificates: 6, services: 3, keysFrom: 'given', faults: [] });
    expect(html).toContain('李秀兰 服务履历');
    expect(html).toContain('<td>日常保洁</td><td>3</td><td>6 小时</td>');
    const more = record.replace('"minutes":120', '"minutes":900');
    expect((await checkRecord(more, keys)).faults).toEqual(['the file was changed after it had been signed', expect.stringMatching(/^visit svc_\w+: it does not stand in the log$/)]);
    const other = await makeSigningKey();
    expect((await checkRecord(record, [other.publicKey])).isGenuine).toBe(false);
    expect((await checkRecord('{"format":"linli-record/1"}', null)).isGenuine).toBe(false);
    expect((await checkRecord('nothing', keys)).faults).toEqual(['the file is not JSON']);
    const new0 = await hire('赵新');
    await expect(new0.client.training.exportRecord({})).rejects.toMatchObject({ code: 'training.record_empty' });
  });
});

describe('a key', () => {
  test('is changed: the old one verifies on, nobody can sign with it any more', async () => {
    const before = (await lan.client.training.myCertificates({})).items.find(({ state }) => state === 'valid');
    const { items } = await operator.client.training.rotateKey({ reason: '例行更换' });
    expect([items.length, items[0]!.retiredAt, items[1]!.distrustedAt]).toEqual([2, null, null]);
    expect((await city.client().training.verifyToken({ token: before!.token })).verdict).toBe('genuine');
    const fresh = await certify((await hire('孙晓')).workerId, 'core');
    expect((await city.client().training.verifyCertificate({ number: fresh.number })).keyId).toBe(items[0]!.keyId);
    expect((await city.database.pool.query('select private_sealed from training.signing_key where retired_at is not null')).rows).toEqual([{ private_sealed: null }]);
  });
  test('is lost: what the log holds by then counts, nothing after', async () => {
    const made = await certify((await hire('钱多')).workerId, 'core');
    await city.pass({ seconds: 1 });
    const { items } = await operator.client.training.rotateKey({ reason: '服务器被入侵', isLost: true });
    expect(items[1]!.distrustedAt).not.toBeNull();
    expect((await city.client().training.verifyCertificate({ number: made.number })).state).toBe('valid');
    await tamper(`update training.certificate set issued_at = issued_at + interval '1 hour' where number = '${made.number}'`);
    expect((await city.client().training.verifyCertificate({ number: made.number })).checks.map(({ isPassed }) => isPassed)).toEqual([true, false, false, false]);
    await tamper(`update training.certificate set issued_at = issued_at - interval '1 hour' where number = '${made.number}'`);
    expect(await verdicts()).toEqual([]);
  });
});

describe('whoever alters a record with the database in hand is found out', () => {
  const without = (trigger: string, table: string, sql: string): string => `alter table training.${table} disable trigger ${trigger}; ${sql}; alter table training.${table} enable trigger ${trigger}`;
  test.each<[string, string, string, string[]]>([
    ['the hours of a visit', `update training.service_record set minutes = minutes + 60 where order_id = 'ord_a'`, `update training.service_record set minutes = minutes - 60 where order_id = 'ord_a'`, ['no logged record was altered']],
    ['whose visit it was', `update training.service_record set item_zh = '深度保洁' where order_id = 'ord_a'`, `update training.service_record set item_zh = '日常保洁' where order_id = 'ord_a'`, ['no logged record was altered']],
    ['until when a certificate holds', `update training.certificate set valid_until = '2039-01-01' where kind = 'mentor' and revoked_at is null`, `update training.certificate set valid_until = '2028-11-22' where kind = 'mentor' and revoked_at is null`, ['every certificate verifies', 'the ladder knows every certificate']],
    ['a revocation taken back', `update training.certificate set revoked_at = revoked_at + interval '1 day' where kind = 'deepCleaning'`, `update training.certificate set revoked_at = revoked_at - interval '1 day' where kind = 'deepCleaning'`, ['no logged record was altered']],
    ['a leaf', without('leaf_stays', 'log_leaf', `update training.log_leaf set body = body || ' ' where index = 2`), without('leaf_stays', 'log_leaf', `update training.log_leaf set body = rtrim(body) where index = 2`), ['the log is consistent between any two heads']],
    ['a subtree', without('node_stays', 'log_node', `update training.log_node set hash = reverse(hash) where level = 2 and index = 0`), without('node_stays', 'log_node', `update training.log_node set hash = reverse(hash) where level = 2 and index = 0`), ['the log is consistent between any two heads']],
    ['a head', without('head_stays', 'log_head', `update training.log_head set root = reverse(root)`), without('head_stays', 'log_head', `update training.log_head set root = reverse(root)`), ['the log is consistent between any two heads']],
    ['her level', `update workers.worker set level = 5 where level = 2`, `update workers.worker set level = 2 where level = 5`, ['every level has its history']],
  ])('%s', async (_what, change, back, expected) => {
    await tamper(change);
    expect((await verdicts()).map((line) => line.split(': ')[0])).toEqual(expect.arrayContaining(expected));
    await tamper(back);
    expect(await verdicts()).toEqual([]);
  });

  test('and who rewrites the whole log, keys and all, is caught by the first old head', async () => {
    const { head: kept } = await city.client().training.logHead({});
    const keys = ((await city.request({ method: 'GET', url: '/.well-known/jwks.json' })).body as { keys: never[] }).keys;
    const { rows } = await city.database.pool.query('select index, body from training.log_leaf order by index');
    const bodies = (rows as { index: number; body: string }[]).map(({ body }) => body);
    const visit = (await servicesById(city.database.kysely, '650100', '', 100)).find(({ orderId }) => orderId === 'ord_a')!;
    const facts = (minutes: number): string => sha256(stableJson(canonicalService({ ...visit, minutes })));
    const rewrite = async (minutes: number, altered: readonly string[]): Promise<void> => {
      const nodes = new Map<string, string>();
      await tamper('alter table training.log_leaf disable trigger all; alter table training.log_node disable trigger all; alter table training.log_head disable trigger all; delete from training.log_node; delete from training.log_head');
      for (const [index, body] of altered.entries()) {
        await city.database.pool.query('update training.log_leaf set body = $1, hash = $2 where index = $3', [body, leafHash(body), index]);
        for (const node of appendNodes(index, leafHash(body), ({ level, index: at }) => nodes.get(`${level}:${at}`)!)) {
          nodes.set(`${node.level}:${node.index}`, node.hash);
          await city.database.pool.query(`insert into training.log_node (city_id, level, index, hash) values ('650100', $1, $2, $3)`, [node.level, node.index, node.hash]);
        }
      }
      await tamper(`update training.service_record set minutes = ${minutes} where order_id = 'ord_a'`);
      await city.act('system', signHead, {});
    };
    await rewrite(600, bodies.map((body) => body.replace(facts(120), facts(600))));
    // The city itself sees nothing: everything fits, and the heads are signed with its own key.
    expect(await verdicts()).toEqual([]);
    const { head: now } = await city.client().training.logHead({});
    const { path } = await city.client().training.proveConsistency({ first: kept!.size, second: now!.size });
    expect(await checkHeads(kept!, now!, path, keys)).toContain('the log was rewritten');
    await rewrite(120, bodies);
    await tamper('alter table training.log_leaf enable trigger all; alter table training.log_node enable trigger all; alter table training.log_head enable trigger all');
    const { head: again } = await city.client().training.logHead({});
    expect(await checkHeads(kept!, again!, (await city.client().training.proveConsistency({ first: kept!.size, second: again!.size })).path, keys)).toBeNull();
    expect(await checkHeads({ ...kept!, root: 'ab'.repeat(32) }, again!, [], keys)).toBe('the head that was kept was not signed by this city');
    expect(await checkHeads(again!, { ...again!, size: 1 }, [], keys)).toBe('the head of today does not verify');
  });
});

describe('retraining', () => {
  test('is due by time: warned of, held up when missed, free again when done', async () => {
    const yun = await hire('周云');
    const core = await certify(yun.workerId, 'core');
    expect(core.retraining).toMatchObject({ by: '2028-11-22', why: 'time', state: 'ahead' });
    expect((await operator.client.training.retrainingList({})).items).toEqual([]);
    await tamper(`update training.certificate set retrain_by = '2026-12-22' where id = '${core.certificateId}'`);
    const warnings = (): string[] => city.gateways.sms.inbox(yun.phone).filter(({ template }) => template.startsWith('retraining')).map(({ template }) => template).reverse();
    await city.pass({ days: 8 });
    expect(warnings()).toEqual(['retraining_due']);
    await city.pass({ days: 24 });
    expect(warnings()).toEqual(['retraining_due', 'retraining_due', 'retraining_due', 'retraining_overdue']);
    const [her, desk] = [await city.signIn(yun.phone), await city.signIn('13900000001')];
    expect((await her.client.workers.myLadder({})).holds.map(({ skill }) => skill)).toEqual(['cleaning', 'cooking', 'housekeeping']);
    const view = async () => (await city.act('system', workerViews, { from: city.clock.now(), to: city.clock.now(), workerIds: [yun.workerId] }))[0]!.heldSkills;
    expect(await view()).toMatchObject({ cleaning: { zh: '岗前核心模块合格证复训已于 2026-12-22 过期' } });
    expect((await desk.client.training.retrainingList({})).items).toMatchObject([{ workerName: '周云', retraining: { state: 'overdue' } }]);
    expect(await city.client().training.verifyCertificate({ number: core.number })).toMatchObject({ state: 'valid', isRetrainingOverdue: true });
    expect((await desk.client.training.retrain({ certificateId: core.certificateId, words: '复训两天' })).retraining).toMatchObject({ by: '2028-12-24', state: 'ahead' });
    expect((await her.client.workers.myLadder({})).holds).toEqual([]);
    expect(await view()).toBeUndefined();
    expect(await verdicts()).toEqual([]);
  });

  test('is due by reviews: three low ones on what the certificate covers', async () => {
    operator = await city.signIn('13900000001');
    const ning = await hire('宁静');
    const core = await certify(ning.workerId, 'core');
    const deep = await certify(ning.workerId, 'deepCleaning');
    const by = async () => Object.fromEntries((await ning.client.training.myCertificates({})).items.map(({ kind, retraining }) => [kind, retraining.by]));
    for (const [index, score] of [2, 3, 3].entries()) {
      const orderId = `ord_low${index}`;
      await tamper(`insert into workers.calendar_entry (city_id, id, worker_id, state, starts_at, ends_at, order_id, customer_id, item_id, address_id, quantity, lon, lat, created_at)
        values ('650100', 'cal_low${index}', '${ning.workerId}', 'done', now(), now() + interval '1 hour', '${orderId}', 'per_x', 'daily-cleaning', 'adr_x', 2, 87.6, 43.8, now())`);
      await city.act('system', recordRating, { workerId: ning.workerId, orderId, itemName: { zh: '日常保洁', en: 'Daily cleaning' }, skill: score, communication: score, attitude: score, words: '', weight: 1, isNeighbour: false });
      await city.act('system', weighReviews, { workerId: ning.workerId });
      if (index < 2) expect(await by()).toEqual({ core: core.retraining.by, deepCleaning: deep.retraining.by });
    }
    expect(await by()).toEqual({ core: '2027-01-07', deepCleaning: deep.retraining.by });
    await city.drain();
    expect(city.gateways.sms.inbox(ning.phone)[0]?.params['zh']).toContain('近期评价偏低');
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { withCheckLetter } from '../../tools/bench/applicants.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { installKit, mount as courses } from '../courses/index.ts';
import { mount as learning } from '../learning/index.ts';
import { mount as training } from '../training/index.ts';
import { mount, register } from './index.ts';

let city: Harness;
let operator: Person;
let phones = 13_700_000_000;
const phone = (): string => String(phones++);
let numbers = 0;
const idNumber = (): string => withCheckLetter(`65019919850312${100 + numbers++}`);
const signAll = async (person: Person, kinds: readonly string[]): Promise<void> => {
  for (const { kind, version, hash } of (await person.client.workers.mySignatures({})).items) if (kinds.includes(kind)) await person.client.workers.sign({ kind, version, hash });
};
const draft = { families: ['maternity' as const], schooling: 'juniorSecondary' as const, homeArea: '南湖', homeLon: 87.61, homeLat: 43.82, nativePlace: '甘肃天水', referees: [{ name: '王芳', phone: '13500000001', relation: '前雇主' }, { name: '赵红', phone: '13500000002', relation: '前同事' }] };
type Applicant = Person & { workerId: string; applicationId: string };
const applicant = async (name: string, number = idNumber()): Promise<Applicant> => {
  const person = await city.signIn(phone(), name);
  await person.client.workers.saveApplication({ ...draft, name, idNumber: number });
  await signAll(person, ['privacy']);
  const { workerId, applicationId } = await person.client.workers.submitApplication({});
  city.app.forgetIdentity(person.me.personId);
  return { ...person, workerId: workerId!, applicationId };
};
/** A picture of one point. */
const photo = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, mount, training, learning, courses], at: '2026-11-22T00:00:00Z', runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: true });
  await city.act('system', installCatalogue, {});
  await city.act('system', installKit, undefined);
  operator = await city.signIn(phone(), '沈平');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
});
afterAll(() => city.close());

test('a health paper holds for twelve months at most whatever way it comes in, and never names hepatitis B', async () => {
  const her = await applicant('郑丽');
  const submit = (more: object) => her.client.workers.submitPaper({ workerId: her.workerId, kind: 'health', number: 'JK-1', healthClass: 'D', validFrom: '2026-11-22', validUntil: '2027-11-21', ...more });
  await expect(submit({ validUntil: '2027-11-22' })).rejects.toMatchObject({ code: 'workers.health_too_long', field: 'validUntil' });
  await expect(submit({ number: 'HBsAg-1' })).rejects.toMatchObject({ code: 'workers.hepatitis_b_refused', field: 'number' });
  expect((await submit({})).papers[0]).toMatchObject({ kind: 'health', validUntil: '2027-11-21', hasPhoto: false, reason: '' });
});

test('the picture of a paper is for her and for who judges it, and she reads who opened it', async () => {
  const her = await applicant('赵月');
  const other = await applicant('钱星');
  const { papers } = await her.client.workers.submitPaper({ workerId: her.workerId, kind: 'identity', number: idNumber(), validFrom: '2026-01-01', validUntil: '2036-01-01', imageBase64: photo });
  const { paperId } = papers[0]!;
  expect(papers[0]).toMatchObject({ hasPhoto: true });
  await expect(her.client.workers.submitPaper({ workerId: her.workerId, kind: 'insurance', number: 'BX', validFrom: '2026-01-01', validUntil: '2036-01-01', imageBase64: 'bm8=' })).rejects.toMatchObject({ code: 'media.not_an_image' });
  await signAll(her, ['background']);
  await expect(her.client.workers.submitPaper({ workerId: her.workerId, kind: 'background', number: 'BJ', validFrom: '2026-01-01', validUntil: '2027-01-01', imageBase64: photo })).rejects.toMatchObject({ code: 'workers.photo_not_kept' });
  await expect(other.client.workers.readPaperPhoto({ paperId })).rejects.toMatchObject({ code: 'workers.paper_unknown' });
  const shown = await operator.client.workers.readPaperPhoto({ paperId });
  expect(shown).toMatchObject({ contentType: 'image/png' });
  expect(await her.client.workers.readPaperPhoto({ paperId })).toEqual(shown);
  expect((await her.client.workers.recordReads({})).items).toMatchObject([{ kind: 'paper', readerName: '沈平', why: '核对身份证' }]);
  await operator.client.workers.verifyPaper({ paperId, isAccepted: false, reason: '照片看不清' });
  expect((await her.client.workers.myProfile({})).papers[0]).toMatchObject({ state: 'refused', reason: '照片看不清' });
});

test('who was turned down applies anew: filled in as before, the old application kept, the worker the same', async () => {
  const number = idNumber();
  const her = await applicant('冯兰', number);
  await operator.client.workers.signCheck({ workerId: her.workerId, check: 'schooling', isPassed: true });
  await operator.client.workers.refuseApplication({ applicationId: her.applicationId, reason: '暂时没有名额' });
  expect((await her.client.workers.myApplication({})).application).toMatchObject({ state: 'refused', refusedWords: '暂时没有名额', canWithdraw: false });
  const again = await her.client.workers.saveApplication({});
  expect(again).toMatchObject({ state: 'draft', nativePlace: '甘肃天水', families: ['maternity'], maskedIdNumber: `${number.slice(0, 4)}**********${number.slice(-4)}`, refereeCount: 2, missing: [], steps: [{ stage: 'lead' }], earlier: [{ state: 'refused', words: '暂时没有名额' }] });
  expect(again.applicationId).not.toBe(her.applicationId);
  // The number is sealed to its new row, and nobody else may use it meanwhile.
  await expect((await city.signIn(phone(), '冒名')).client.workers.saveApplication({ idNumber: number })).rejects.toMatchObject({ code: 'workers.identity_taken' });
  const done = await her.client.workers.submitApplication({});
  expect(done).toMatchObject({ state: 'submitted', stage: 'applied', workerId: her.workerId });
  expect((await her.client.workers.myAdmission({})).checks.filter(({ code }) => ['schooling', 'experience'].includes(code)).map(({ state }) => state)).toEqual(['passed', 'submitted']);
  expect((await operator.client.workers.getProfile({ workerId: her.workerId })).status).toBe('applied');
  expect(await operator.client.workers.getApplication({ applicationId: her.applicationId })).toMatchObject({ state: 'refused', workerId: null, steps: [{ stage: 'lead' }, { stage: 'applied' }, { stage: 'checking' }] });
  expect((await operator.client.workers.readReferees({ applicationId: done.applicationId })).items[0]).toMatchObject({ name: '王芳' });
  await expect(her.client.workers.saveApplication({ schooling: 'college' })).rejects.toMatchObject({ code: 'workers.application_over' });
  expect((await her.client.workers.withdrawApplication({})).state).toBe('withdrawn');
  await expect(operator.client.workers.addLead({ name: '冯兰', phone: her.phone, source: 'self' })).resolves.toMatchObject({ state: 'draft' });
  expect((await her.client.workers.myApplication({})).application).toMatchObject({ state: 'draft', source: 'self' });
});

test('who was removed for her conduct comes back by appeal, not by a new application', async () => {
  const her = await applicant('孔玉');
  await operator.client.workers.recordConduct({ workerId: her.workerId, kind: 'remove', reason: '冒用他人证件', evidence: '派出所核实' });
  await her.client.workers.withdrawApplication({});
  await expect(her.client.workers.saveApplication({})).rejects.toMatchObject({ code: 'workers.removed' });
});

test('the standard kit is the twelfth check: at once where the rules are signed, else with the signature', async () => {
  const her = await applicant('何娟');
  const merchantless = await city.act(operator, register, { phone: phone(), name: '高燕', homeLon: 87.61, homeLat: 43.82, homeArea: '南湖', travelMode: 'ebike', travelRadiusMeters: 8000, experienceYears: 1, about: '', sceneSkills: [], skills: [{ code: 'infantCare', level: 3 }], weekly: [] });
  const kit = async (workerId: string) => (await operator.client.workers.admissionOf({ workerId })).checks.find(({ code }) => code === 'kit');
  await operator.client.courses.stockKits({ kitId: 'kit_standard', count: 5, words: '进货' });
  await operator.client.courses.issueKits({ kitId: 'kit_standard', workerIds: [her.workerId, merchantless.workerId] });
  expect(await kit(her.workerId)).toMatchObject({ state: 'submitted', words: { zh: '工具包已领，等本人签服务守则' } });
  expect(await kit(merchantless.workerId)).toMatchObject({ state: 'passed', verifiedBy: '沈平' });
  await signAll(her, ['rules']);
  expect(await kit(her.workerId)).toMatchObject({ state: 'passed', verifiedBy: '沈平' });
});

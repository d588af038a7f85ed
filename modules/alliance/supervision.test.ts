import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Harness, Person } from '../../kernel/harness.ts';
import { openTown, type Town } from '../../kernel/harness-town.ts';
import { giveRole } from '../accounts/index.ts';
import { licenceChecksum } from './index.ts';

let town: Town;
let city: Harness;
let operator: Person;
let second: Person;
let owner: Person;
let merchantId: string;
const is = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const licence = (n: number): string => { const stem = `91650100MC${String(n).padStart(7, '0')}`; return stem + licenceChecksum(stem); };
const admit = async (n: number, families: ('cleaning' | 'elderCare')[] = ['cleaning']) => {
  const phone = town.phone();
  const made = await operator.client.alliance.admitMerchant({ name: `奖惩家政${n}号`, licenceNo: licence(n), ownerName: '高老板', ownerPhone: phone, families });
  return { merchantId: made.merchantId, owner: await city.signIn(phone) };
};
const stage = async (id = merchantId): Promise<string> => (await operator.client.alliance.merchantJoining({ merchantId: id })).stage;
const pass = async (days: number): Promise<void> => {
  await city.pass({ minutes: days * 1440 });
  for (const person of [operator, second, owner]) if (await person.client.accounts.me({}).then(() => false, () => true)) Object.assign(person, await city.signIn(person.phone));
};

beforeAll(async () => {
  town = await openTown({ at: '2026-11-22T00:00:00Z', runsSchedules: false });
  ({ city, operator } = town);
  second = await city.signIn(town.phone(), '吴复核');
  await city.act('system', giveRole, { personId: second.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  ({ merchantId, owner } = await admit(1));
}, 180_000);
afterAll(() => city.close());

describe('the ledger of a merchant', () => {
  test('a step names its evidence, a limit its number; the owner reads it, a stranger does not', async () => {
    const impose = operator.client.alliance.imposeSanction;
    await expect(impose({ merchantId, kind: 'warning', reason: '三次迟到' })).rejects.toEqual(is('alliance.evidence_missing', { field: 'evidence' }));
    await expect(impose({ merchantId, kind: 'limit', reason: '三次迟到', evidence: '抽查 8 号' })).rejects.toEqual(is('alliance.limit_missing', { field: 'ordersPerDay' }));
    await expect(owner.client.alliance.imposeSanction({ merchantId, kind: 'reward', reason: '自己夸自己' })).rejects.toEqual(is('access.forbidden'));
    expect(await impose({ merchantId, kind: 'reward', reason: '雪天全员到岗' })).toMatchObject({ state: 'done', stateWords: { zh: '已表彰' }, canAppeal: false, canEnd: false });
    const warned = await impose({ merchantId, kind: 'warning', reason: '三次迟到', evidence: '20261120-0003、20261121-0007' });
    expect(warned).toMatchObject({ state: 'standing', until: '2027-02-20T00:00:00.000Z', evidence: '20261120-0003、20261121-0007' });
    expect((await owner.client.alliance.sanctionsOf({ merchantId })).items).toMatchObject([{ kind: 'warning', canAppeal: true, canDecide: false }, { kind: 'reward', canAppeal: false }]);
    const other = await admit(2);
    await expect(other.owner.client.alliance.sanctionsOf({ merchantId })).rejects.toMatchObject({ status: expect.any(Number) });
    await expect(other.owner.client.alliance.appealSanction({ sanctionId: warned.sanctionId, words: '不服' })).rejects.toEqual(is('alliance.sanction_unknown'));
    const shown = await city.client().alliance.publicMerchant({ merchantId });
    expect(shown.conduct).toMatchObject([{ kind: 'warning', reason: '三次迟到' }, { kind: 'reward' }]);
    expect(JSON.stringify(shown), 'the evidence is not for everybody').not.toContain('20261120-0003');
  });

  test('a suspension stops new orders, ends by itself, and not over another one', async () => {
    const first = await operator.client.alliance.imposeSanction({ merchantId, kind: 'suspend', reason: '转单收费', evidence: '投诉 17 号', days: 3 });
    expect(await stage()).toBe('suspended');
    const later = await second.client.alliance.imposeSanction({ merchantId, kind: 'suspend', reason: '拒绝检查', evidence: '检查记录 4', days: 10 });
    await pass(4);
    expect(await stage(), 'the second still stands').toBe('suspended');
    expect((await owner.client.alliance.sanctionsOf({ merchantId })).items.find(({ sanctionId }) => sanctionId === first.sanctionId)).toMatchObject({ state: 'done', endedWords: '到期自动结束' });
    expect(await operator.client.alliance.endSanction({ sanctionId: later.sanctionId, words: '已整改' })).toMatchObject({ state: 'done', endedWords: '已整改' });
    expect(await stage()).toBe('active');
    await expect(operator.client.alliance.endSanction({ sanctionId: later.sanctionId, words: '再来' })).rejects.toEqual(is('alliance.sanction_over'));
  });

  test('suspended and resumed by hand stands in the ledger too, once', async () => {
    await operator.client.alliance.suspendMerchant({ merchantId, reason: '材料复查' });
    await operator.client.alliance.suspendMerchant({ merchantId, reason: '还在复查' });
    expect((await owner.client.alliance.sanctionsOf({ merchantId })).items.filter(({ state }) => state === 'standing').map(({ reason }) => reason)).toEqual(['材料复查', '三次迟到']);
    await operator.client.alliance.resumeMerchant({ merchantId });
    expect((await owner.client.alliance.sanctionsOf({ merchantId })).items.filter(({ state }) => state === 'standing').map(({ reason }) => reason)).toEqual(['三次迟到']);
  });

  test('one appeal within seven days, heard by another person; upheld it takes the step back and off the public page', async () => {
    const { sanctionId } = await operator.client.alliance.imposeSanction({ merchantId, kind: 'suspend', reason: '无证上岗', evidence: '抽查 12 号', days: 30 });
    await expect(second.client.alliance.decideSanctionAppeal({ sanctionId, isAccepted: true, words: '好' })).rejects.toEqual(is('alliance.appeal_over'));
    expect((await operator.client.alliance.merchantJoining({ merchantId })).waitsForPlatform, 'suspended: the platform resumes').toBe(true);
    await owner.client.alliance.appealSanction({ sanctionId, words: '那位阿姨的证在办理中' });
    await expect(owner.client.alliance.appealSanction({ sanctionId, words: '再说一次' })).rejects.toEqual(is('alliance.sanction_not_appealable', { zh: '不能申诉：这条已经申诉过' }));
    expect((await second.client.alliance.sanctionAppeals({})).items).toMatchObject([{ sanctionId, merchantName: '奖惩家政1号', canDecide: true, appeal: { state: 'open' } }]);
    await expect(operator.client.alliance.decideSanctionAppeal({ sanctionId, isAccepted: false, words: '维持' }), 'not by who took it').rejects.toEqual(is('alliance.own_decision'));
    expect(await second.client.alliance.decideSanctionAppeal({ sanctionId, isAccepted: true, words: '证已核实' })).toMatchObject({ state: 'lifted', stateWords: { zh: '申诉成立，已撤销' }, appeal: { state: 'accepted', decidedByName: '吴复核' } });
    expect(await stage()).toBe('active');
    expect((await city.client().alliance.publicMerchant({ merchantId })).conduct.map(({ reason }) => reason)).not.toContain('无证上岗');
    await expect(second.client.alliance.decideSanctionAppeal({ sanctionId, isAccepted: false, words: '又不' })).rejects.toEqual(is('alliance.appeal_over'));
    const late = await operator.client.alliance.imposeSanction({ merchantId, kind: 'warning', reason: '晚', evidence: '记录' });
    await pass(8);
    await expect(owner.client.alliance.appealSanction({ sanctionId: late.sanctionId, words: '晚了' })).rejects.toEqual(is('alliance.sanction_not_appealable', { zh: '不能申诉：超过 7 天，不能再申诉' }));
  });

  test('an appeal waits for the platform also where nothing else does, and one at a time is decided', async () => {
    const firm = await admit(3);
    const { sanctionId } = await operator.client.alliance.imposeSanction({ merchantId: firm.merchantId, kind: 'limit', reason: '投诉偏多', evidence: '月度复盘', ordersPerDay: 2 });
    expect(await operator.client.alliance.merchantJoining({ merchantId: firm.merchantId })).toMatchObject({ stage: 'active', waitsForPlatform: false });
    await firm.owner.client.alliance.appealSanction({ sanctionId, words: '数字不对' });
    expect((await operator.client.alliance.listJoinings({ waitsForPlatform: 'true' })).items.map((item) => item.merchantId)).toContain(firm.merchantId);
    const both = await Promise.allSettled([true, false].map((isAccepted) => second.client.alliance.decideSanctionAppeal({ sanctionId, isAccepted, words: '看过了' })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await operator.client.alliance.merchantJoining({ merchantId: firm.merchantId })).waitsForPlatform).toBe(false);
    await operator.client.alliance.exitMerchant({ merchantId: firm.merchantId, reason: '退出' });
    await city.drain();
    expect((await operator.client.alliance.sanctionsOf({ merchantId: firm.merchantId })).items.filter(({ state }) => state === 'standing')).toEqual([]);
  });
});

describe('the register of elder-care providers', () => {
  test('who cares for elders stands there with its state, as the authority decided it; the file has a line each', async () => {
    const elder = await admit(4, ['elderCare']);
    const set: typeof operator.client.alliance.setElderProvider = (given) => operator.client.alliance.setElderProvider(given);
    const rows = async () => (await operator.client.alliance.elderProviders({})).items;
    expect(await rows()).toMatchObject([{ merchantId: elder.merchantId, state: 'none', isInForce: false, stateWords: { zh: '还没有申请入库' } }]);
    await expect(set({ merchantId, state: 'applied' })).rejects.toEqual(is('alliance.not_elder_care'));
    await expect(set({ merchantId: elder.merchantId, state: 'listed', registerNo: 'YL-1' })).rejects.toEqual(is('alliance.register_incomplete', { field: 'authority' }));
    const listed = { merchantId: elder.merchantId, state: 'listed' as const, registerNo: 'YL-0991-08', authority: '市民政局', services: ['bathing' as const, 'meals' as const], listedOn: '2026-11-20' };
    await expect(set({ ...listed, listedOn: '2027-11-20' })).rejects.toEqual(is('alliance.register_dates_wrong'));
    await expect(set({ ...listed, validUntil: '2026-11-20' })).rejects.toEqual(is('alliance.register_dates_wrong'));
    expect(await set({ ...listed, validUntil: '2026-12-20' })).toMatchObject({ isInForce: true, stateWords: { zh: '在库，到 2026-12-20' } });
    expect((await city.client().alliance.publicMerchant({ merchantId: elder.merchantId })).elderProvider).toEqual({ registerNo: 'YL-0991-08', authority: '市民政局', validUntil: '2026-12-20' });
    const csv = Buffer.from((await operator.client.alliance.exportElderProviders({ format: 'csv' })).base64, 'base64').toString('utf8');
    expect(csv).toContain('奖惩家政4号');
    expect(csv).toContain('助浴、助餐');
    expect((await operator.client.alliance.exportElderProviders({})).fileName).toMatch(/^养老服务机构库-.*\.xlsx$/);
    await pass(20);
    expect(await rows()).toMatchObject([{ isInForce: false, stateWords: { zh: '在库登记已于 2026-12-20 到期' } }]);
    expect((await city.client().alliance.publicMerchant({ merchantId: elder.merchantId })).elderProvider).toBeNull();
    expect(await set({ merchantId: elder.merchantId, state: 'removed', words: '主动退出' })).toMatchObject({ state: 'removed', registerNo: 'YL-0991-08' });
    await expect(owner.client.alliance.elderProviders({})).rejects.toEqual(is('access.forbidden'));
  });
});

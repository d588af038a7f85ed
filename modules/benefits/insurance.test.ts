import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { INSURER_LOST_NAME, INSURER_REFUSED_NAME, INSURER_SLOW_NAME } from '../../gateways/insurer.ts';
import { openTown, type Home, type Town, type TownWorker } from '../../kernel/harness-town.ts';
import type { Person } from '../../kernel/harness.ts';
import { giveRole } from '../accounts/index.ts';
import { mount as promotions } from '../promotions/index.ts';
import { mount as benefits } from './index.ts';

let town: Town;
let finance: Person;
let family: Home;
let li: TownWorker;
let zhao: TownWorker;
let day = 0;
const photo = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

beforeAll(async () => {
  town = await openTown({ at: '2026-11-01T00:00:00Z', districts: [{ name: '天山片区', west: 87.56, east: 87.64, merchant: '安心家政' }], more: [promotions, benefits], runsSchedules: false });
  finance = await town.city.signIn(town.phone(), '钱会计');
  await town.city.act('system', giveRole, { personId: finance.me.personId, role: 'finance', scopeType: 'city', scopeId: '650100' });
  town.city.app.forgetIdentity(finance.me.personId);
  const { merchantId } = town.merchants[0]!;
  [li, zhao] = [await town.hire('李桂兰', { merchantId }), await town.hire('赵秀英', { merchantId })];
  family = await town.household();
}, 180_000);
afterAll(() => town.city.close());
afterEach(async () => {
  const failed = (await town.city.app.verify()).filter((check) => !check.ok);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
  const { sumFen } = await finance.client.payments.trialBalance({});
  if (sumFen !== 0) throw new Error(`the ledger is off by ${sumFen} fen`);
});

const everybody = (): Person[] => [finance, family, li, zhao];
const wait = (hours = 1): Promise<void> => town.moveTo(new Date(town.city.clock.now().getTime() + hours * 3_600_000).toISOString(), everybody());
const paid = async (worker = li): Promise<string> => town.paid(family, town.at(day += 2, 10), worker.workerId);
const coverOf = async (orderId: string) => (await family.client.benefits.coverOfOrder({ orderId })).cover!;
const balanceOf = async (account: string): Promise<number> => 0 - ((await finance.client.payments.trialBalance({})).accounts.find((row) => row.account === account)?.balanceFen ?? 0);
const served = async (): Promise<string> => {
  const orderId = await paid();
  await town.serve(family, li, orderId);
  await wait(0);
  return orderId;
};

test('a paid visit is insured with an hour before and after, follows its worker, and its premium reaches the insurer', async () => {
  const before = await balanceOf('liability:insurer');
  const orderId = await paid();
  const { startAt, endAt, quote } = await family.client.orders.get({ orderId });
  const cover = await coverOf(orderId);
  expect(cover).toMatchObject({ state: 'active', productId: 'visit-class-2', workerName: '李桂兰', amendments: [], startsAt: new Date(Date.parse(startAt!) - 3_600_000).toISOString(), endsAt: new Date(Date.parse(endAt!) + 3_600_000).toISOString() });
  await town.accept(li, orderId);
  await town.operator.client.dispatch.assign({ orderId, workerId: zhao.workerId, reason: '换人' });
  await town.city.drain();
  await town.accept(zhao, orderId);
  expect(await coverOf(orderId)).toMatchObject({ workerName: '赵秀英', amendments: [{ words: { zh: '被保险人改为赵秀英' } }] });
  expect(town.city.gateways.insurer.look(cover.coverId)!.insured).toEqual([{ workerId: zhao.workerId, name: '赵秀英' }]);
  expect(quote.lines.find(({ kind }) => kind === 'insurance')!.amountFen).toBe(cover.premiumFen);
  expect(await balanceOf('liability:insurer')).toBe(before);
  const other = await served();
  expect(await balanceOf('liability:insurer')).toBe(before + (await coverOf(other)).premiumFen);
});

test('a cancelled visit is insured no more, at the insurer as well, and nothing is owed for it', async () => {
  const before = await balanceOf('liability:insurer');
  const orderId = await paid();
  await family.client.orders.cancel({ orderId, reason: '不需要了' });
  await wait();
  expect(await coverOf(orderId)).toMatchObject({ state: 'voided', premiumBack: true, words: { zh: '已作废，保费不收（订单取消）' } });
  expect(town.city.gateways.insurer.look((await coverOf(orderId)).coverId)).toMatchObject({ isCancelled: true });
  expect(await balanceOf('liability:insurer')).toBe(before);
});

test('a refused, a slow and a lost answer each end in one named outcome', async () => {
  const names = { [INSURER_SLOW_NAME]: 'active', [INSURER_LOST_NAME]: 'active' } as const;
  for (const [name, state] of Object.entries(names)) {
    const worker = await town.hire(`王${name}`, { merchantId: town.merchants[0]!.merchantId });
    const orderId = await paid(worker);
    await town.accept(worker, orderId);
    await wait(2);
    const cover = await coverOf(orderId);
    expect(cover).toMatchObject({ state, workerName: `王${name}` });
    expect(town.city.gateways.insurer.look(cover.coverId)).toMatchObject({ policyNo: cover.policyNo, isCancelled: false });
  }
  const refused = await town.hire(`孙${INSURER_REFUSED_NAME}`, { merchantId: town.merchants[0]!.merchantId });
  const orderId = await paid(refused), before = await balanceOf('liability:insurer'), stored = (await family.client.benefits.wallet({})).storedFen;
  await town.serve(family, refused, orderId);
  expect(await coverOf(orderId)).toMatchObject({ state: 'refused', premiumBack: true });
  expect(await balanceOf('liability:insurer')).toBe(before);
  expect((await family.client.benefits.wallet({})).storedFen).toBe(stored + (await coverOf(orderId)).premiumFen);
});

test('a worker the insurer does not take ends the cover of the one before her', async () => {
  const orderId = await paid(), refused = await town.hire(`钱${INSURER_REFUSED_NAME}`, { merchantId: town.merchants[0]!.merchantId });
  await town.accept(li, orderId);
  await town.operator.client.dispatch.assign({ orderId, workerId: refused.workerId, reason: '换人' });
  await town.city.drain();
  await town.accept(refused, orderId);
  await wait(0);
  const cover = await coverOf(orderId);
  expect(cover).toMatchObject({ state: 'voided', words: { zh: '已作废，保费不收（被保险人不符合承保条件）' } });
  expect(town.city.gateways.insurer.look(cover.coverId)).toMatchObject({ isCancelled: true });
});

test('a year’s insurance: class checked, premium shared, paper installed, refused money back, unused days back', async () => {
  const { merchantId, owner } = town.merchants[0]!, today = '2026-11-' + new Date(town.city.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(8, 10);
  const about = { holderKind: 'merchant' as const, holderId: merchantId, productId: 'employer-class-2-a', workerIds: [li.workerId, zhao.workerId] };
  const boss = await town.city.signIn(owner.phone);
  expect(await boss.client.benefits.previewPolicy({ ...about, workerIds: about.workerIds.join(',') })).toMatchObject({ persons: 2, premiumFen: 14_000, platformFen: 7000, holderFen: 7000 });
  await expect(boss.client.benefits.buyPolicy({ ...about, holderPercent: 0, validFrom: today })).rejects.toMatchObject({ code: 'access.forbidden' });
  await expect(finance.client.benefits.buyPolicy({ ...about, validFrom: '2026-10-01' })).rejects.toMatchObject({ code: 'benefits.insurance_past' });
  await town.operator.client.workers.setSkills({ workerId: zhao.workerId, skills: [{ code: 'cleaning', level: 3 }, { code: 'moving', level: 1 }] });
  await expect(finance.client.benefits.buyPolicy({ ...about, validFrom: today })).rejects.toMatchObject({ code: 'benefits.class_too_low', zh: expect.stringContaining('赵秀英') });
  await town.operator.client.workers.setSkills({ workerId: zhao.workerId, skills: [{ code: 'cleaning', level: 3 }] });
  const held = await balanceOf(`liability:merchant:${merchantId}`);
  await expect(finance.client.benefits.buyPolicy({ ...about, productId: 'employer-class-4-d', holderPercent: 100, validFrom: today })).rejects.toMatchObject({ code: 'benefits.premium_short' });
  const percent = Math.floor((held * 100) / 14_000);
  const policy = await finance.client.benefits.buyPolicy({ ...about, holderPercent: percent, validFrom: today });
  await wait();
  const [active] = (await boss.client.benefits.listPolicies({ merchantId })).items;
  expect(active).toMatchObject({ policyId: policy.policyId, state: 'active', premiumFen: 14_000, members: [{ isCovered: true }, { isCovered: true }] });
  expect(await balanceOf(`liability:merchant:${merchantId}`)).toBe(held - policy.holderFen);
  const papers = async () => (await town.operator.client.workers.getProfile({ workerId: zhao.workerId })).papers.filter(({ kind, state, validUntil }) => kind === 'insurance' && state === 'verified' && validUntil === active!.validUntil);
  expect(await papers()).toHaveLength(1);
  await expect(finance.client.benefits.buyPolicy({ ...about, holderPercent: 0, validFrom: today })).rejects.toMatchObject({ code: 'benefits.insured_already' });
  await town.operator.client.workers.setSkills({ workerId: zhao.workerId, skills: [{ code: 'cleaning', level: 3 }, { code: 'moving', level: 1 }] });
  await town.city.drain();
  expect(await papers()).toHaveLength(0);
  expect((await finance.client.benefits.listPolicies({ workerId: zhao.workerId })).items[0]!.members.find(({ workerId }) => workerId === zhao.workerId)).toMatchObject({ isCovered: false, neededClass: 4 });
  await town.operator.client.workers.setSkills({ workerId: zhao.workerId, skills: [{ code: 'cleaning', level: 3 }] });
  await town.city.drain();
  expect(await papers()).toHaveLength(1);
  const ended = await finance.client.benefits.surrenderPolicy({ policyId: policy.policyId, reason: '合作结束' });
  expect(ended).toMatchObject({ state: 'surrendered' });
  expect(ended.returnedFen).toBeGreaterThan(13_800);
  expect(await papers()).toHaveLength(0);
  await expect(finance.client.benefits.surrenderPolicy({ policyId: policy.policyId, reason: '再退' })).rejects.toMatchObject({ code: 'benefits.policy_over' });

  const refused = await town.hire(`周${INSURER_REFUSED_NAME}`);
  const mine = await finance.client.benefits.buyPolicy({ holderKind: 'worker', holderId: refused.workerId, productId: 'shanghai-basic', holderPercent: 0, validFrom: today });
  await wait();
  expect((await refused.client.benefits.listPolicies({})).items).toMatchObject([{ policyId: mine.policyId, state: 'refused', returnedFen: 3000 }]);
});

test('a claim: within 48 hours and the visit’s time, with its documents, advanced, decided, recovered and paid', async () => {
  const orderId = await served(), cover = await coverOf(orderId);
  const happenedAt = new Date(Date.parse(cover.startsAt) + 2 * 3_600_000).toISOString();
  const wish = { orderId, kind: 'damage' as const, happenedAt, description: '花瓶打碎', askedFen: 80_000 };
  await expect(family.client.benefits.reportClaim({ ...wish, happenedAt: new Date(Date.parse(cover.startsAt) - 1000).toISOString() })).rejects.toMatchObject({ code: 'benefits.not_covered', zh: expect.stringContaining('一小时') });
  await expect(family.client.benefits.reportClaim({ ...wish, happenedAt: '2027-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'benefits.insurance_claim_ahead' });
  await expect(family.client.benefits.reportClaim({ ...wish, kind: 'lostWork' })).rejects.toMatchObject({ code: 'benefits.not_covered' });
  const claim = await family.client.benefits.reportClaim(wish);
  expect(claim).toMatchObject({ state: 'reported', missing: ['photo', 'invoice'], limitFen: 20_000_000, payee: 'household', isLate: false });
  await expect(family.client.benefits.reportClaim(wish)).rejects.toMatchObject({ code: 'benefits.insurance_claim_twice' });
  await wait(0);
  const { claimId } = claim;
  await expect(finance.client.benefits.decideClaim({ claimId, isAccepted: true, amountFen: 70_000, words: '同意' })).rejects.toMatchObject({ code: 'benefits.insurance_claim_papers_missing', zh: '还缺材料：现场照片、维修或购买凭证' });
  await family.client.benefits.addClaimDocument({ claimId, kind: 'photo', photo });
  const complete = await li.client.benefits.addClaimDocument({ claimId, kind: 'invoice', note: '购买小票' });
  expect(complete).toMatchObject({ state: 'documented', insurerNo: expect.stringMatching(/^C\d+/), missing: [] });
  expect((await finance.client.benefits.claimPhoto({ claimId, photoId: complete.documents[0]!.photoId! })).contentType).toBe('image/png');
  const stored = async (): Promise<number> => (await family.client.benefits.wallet({})).storedFen;
  const [before, insurer] = [await stored(), await balanceOf('liability:insurer')];
  await finance.client.benefits.advanceClaim({ claimId, amountFen: 30_000, words: '先垫付' });
  expect(await stored()).toBe(before + 30_000);
  await expect(finance.client.benefits.decideClaim({ claimId, isAccepted: true, amountFen: 70_001, words: '同意' })).rejects.toMatchObject({ code: 'benefits.insurance_claim_too_much', zh: '最多 ¥700.00' });
  await finance.client.benefits.decideClaim({ claimId, isAccepted: true, amountFen: 70_000, words: '扣免赔 100 元' });
  expect(await finance.client.benefits.settleClaim({ claimId })).toMatchObject({ state: 'paid', recoveredFen: 30_000, paidFen: 40_000 });
  await expect(finance.client.benefits.settleClaim({ claimId })).rejects.toMatchObject({ code: 'benefits.insurance_claim_over' });
  expect([await stored(), await balanceOf('liability:insurer')]).toEqual([before + 70_000, insurer - 70_000]);

  await wait(60);
  await expect(family.client.benefits.reportClaim({ ...wish, happenedAt: new Date(Date.parse(happenedAt) + 60_000).toISOString() })).rejects.toMatchObject({ code: 'benefits.insurance_claim_late' });
  const late = await town.operator.client.benefits.reportClaim({ ...wish, happenedAt: new Date(Date.parse(happenedAt) + 60_000).toISOString(), lateReason: '住院期间无法报案' });
  expect(late).toMatchObject({ isLate: true });
  expect(await finance.client.benefits.decideClaim({ claimId: late.claimId, isAccepted: false, words: '逾期' })).toMatchObject({ state: 'refused' });
  const stranger = await town.household('外人');
  expect((await stranger.client.benefits.listClaims({})).items).toEqual([]);
  await expect(stranger.client.benefits.addClaimDocument({ claimId, kind: 'other' })).rejects.toMatchObject({ code: 'benefits.insurance_claim_unknown' });
  expect((await family.client.benefits.listClaims({})).items).toHaveLength(2);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { sql } from '../../kernel/database.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { countWorkers, holderOf, licenceChecksum, locate, merchantBriefs, mount, myMerchantId, rateMerchant } from './index.ts';

let city: Harness;
let operator: Person;
const CITY = '650100';
const ringAround = (lon: number, lat: number, half = 0.02): [number, number][] => [[lon - half, lat - half], [lon + half, lat - half], [lon + half, lat + half], [lon - half, lat + half]];
const licence = (n: number): string => { const stem = `91650100MA${String(n).padStart(7, '0')}`; return stem + licenceChecksum(stem); };
const is = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
let merchants = 0;
const admit = (name: string, families: ('cleaning' | 'moving' | 'elderCare')[] = ['cleaning']) => {
  const n = ++merchants;
  return operator.client.alliance.admitMerchant({ name, licenceNo: licence(n), ownerName: `${name.slice(0, 2)}掌柜`, ownerPhone: `1380000${String(n).padStart(4, '0')}`, families });
};

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, mount] });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  operator = await city.signIn('13900000001', '沈平');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: CITY });
  city.app.forgetIdentity();
});
afterAll(() => city.close());

describe('merchants', () => {
  test('admitting names the owner, who may then act for this merchant alone', async () => {
    const made = await admit('好邻居家政', ['cleaning', 'moving']);
    expect(made).toMatchObject({ status: 'active', contactName: '好邻掌柜', maskedPhone: '138****0001', commissionBasisPoints: 800, workerShareBasisPoints: 7000, families: ['cleaning', 'moving'], districtNames: [], rating: 4.5, workerCount: 0 });
    const owner = await city.signIn('13800000001');
    expect(owner.me).toMatchObject({ merchantId: made.merchantId, grants: [{ role: 'merchantOwner', scopeType: 'merchant', scopeName: '好邻居家政' }] });
    expect(await city.act(owner, myMerchantId, undefined as never)).toBe(made.merchantId);
    await expect(city.act(operator, myMerchantId, undefined as never)).rejects.toMatchObject({ code: 'access.forbidden' });
    const other = await admit('别家保洁');
    const branch = { name: '天山店', address: '团结路 1 号', lon: 87.62, lat: 43.79 };
    expect(await owner.client.alliance.addBranch({ merchantId: made.merchantId, ...branch })).toMatchObject({ merchantId: made.merchantId, name: '天山店' });
    for (const merchantId of [other.merchantId, 'mer_none']) {
      await expect(owner.client.alliance.addBranch({ merchantId, ...branch })).rejects.toEqual(is('alliance.merchant_unknown', { status: 404 }));
      await expect(owner.client.alliance.getMerchant({ merchantId })).rejects.toEqual(is('alliance.merchant_unknown', { status: 404 }));
    }
    expect((await owner.client.alliance.getMerchant({ merchantId: made.merchantId })).branches).toHaveLength(1);
    await expect(owner.client.alliance.listMerchants({})).rejects.toEqual(is('access.forbidden'));
    const shown = await city.client().alliance.publicMerchant({ merchantId: made.merchantId });
    expect(Object.keys(shown).sort()).toEqual(['address', 'admittedOn', 'branches', 'complaintPhone', 'conduct', 'elderProvider', 'families', 'grade', 'isOpen', 'legalPersonName', 'licenceNo', 'merchantId', 'name', 'platformPhone', 'rating', 'scorecard', 'stage', 'workerCount']);
  });

  test('a licence must pass its checksum and is registered once; names carry no markup', async () => {
    const input = { name: '新来家政', ownerName: '新掌柜', ownerPhone: '13800009999', families: ['cleaning' as const] };
    const wrong = licence(50).slice(0, 17) + (licence(50)[17] === '0' ? '1' : '0');
    await expect(operator.client.alliance.admitMerchant({ ...input, licenceNo: wrong })).rejects.toEqual(is('alliance.licence_wrong', { status: 422, field: 'licenceNo' }));
    await expect(operator.client.alliance.admitMerchant({ ...input, licenceNo: licence(1) })).rejects.toEqual(is('alliance.licence_taken', { zh: '这张营业执照已登记为“好邻居家政”' }));
    for (const name of ['<script>x</script>', 'x'.repeat(10_000)]) await expect(operator.client.alliance.admitMerchant({ ...input, name, licenceNo: licence(51) })).rejects.toEqual(is('request.invalid', { field: 'name' }));
    await expect(operator.client.alliance.admitMerchant({ ...input, licenceNo: licence(51), commissionBasisPoints: 900 })).rejects.toEqual(is('request.invalid', { field: 'commissionBasisPoints' }));
    expect((await city.database.pool.query("select 1 from accounts.person where phone_masked = '138****9999'")).rows).toEqual([]);
    const twice = await Promise.allSettled([1, 2].map(() => operator.client.alliance.admitMerchant({ ...input, licenceNo: licence(52) })));
    expect(twice.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('pages, names and readings; rating and workers are counted', async () => {
    const all: string[] = [];
    for (let cursor: string | null = '', turns = 0; cursor !== null && turns < 20; turns++) {
      const page: { items: { name: string }[]; nextCursor: string | null } = await operator.client.alliance.listMerchants({ limit: 1, ...(cursor && { cursor }) });
      all.push(...page.items.map((m) => m.name));
      cursor = page.nextCursor;
    }
    expect(all).toEqual(['别家保洁', '好邻居家政', '新来家政']);
    const [found] = (await operator.client.alliance.listMerchants({ q: 'haolin' })).items;
    await city.act('system', rateMerchant, { merchantId: found!.merchantId, score: 5, weight: 1.5 });
    await city.act('system', countWorkers, { merchantId: found!.merchantId, workerCount: 7 });
    expect(await city.client().alliance.publicMerchant({ merchantId: found!.merchantId })).toMatchObject({ rating: 4.57, workerCount: 7 });
    expect((await city.act('system', merchantBriefs, [found!.merchantId, 'mer_none'])).get(found!.merchantId)).toMatchObject({ name: '好邻居家政', status: 'active', commissionBasisPoints: 800, workerShareBasisPoints: 7000 });
  });
});

describe('districts', () => {
  test('drawn as cells; an overlap names the other district and how much; nothing is half-written', async () => {
    const drawn = await operator.client.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring: ringAround(87.62, 43.79) });
    expect(drawn).toMatchObject({ name: '天山片区', isOpen: false, isSchematic: false, holders: [], ring: ringAround(87.62, 43.79) });
    const before = (await city.database.pool.query('select count(*)::int as n from alliance.district_cell')).rows[0]!['n'];
    expect(before).toBe(drawn.cellCount);
    const overlapping = await operator.client.alliance.drawDistrict({ name: '压线片区', divisionCode: '650102', ring: ringAround(87.65, 43.79) }).catch((error: unknown) => error);
    expect(overlapping).toEqual(is('alliance.district_overlaps', { status: 409, zh: expect.stringMatching(/^与片区“天山片区”重叠 \d+ 格/), field: 'ring' }));
    await expect(operator.client.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring: ringAround(87.9, 43.79) })).rejects.toEqual(is('request.invalid', { field: 'name' }));
    await expect(operator.client.alliance.drawDistrict({ name: '一格也没有', divisionCode: '650102', ring: ringAround(87.9, 43.79, 0.0001) })).rejects.toEqual(is('alliance.district_empty'));
    await expect(operator.client.alliance.drawDistrict({ name: '半个国家', divisionCode: '650102', ring: ringAround(100, 35, 15) })).rejects.toEqual(is('alliance.district_too_large', { status: 422 }));
    expect((await city.database.pool.query('select count(*)::int as n from alliance.district_cell')).rows[0]!['n']).toBe(before);
    expect((await city.client().alliance.listDistricts({})).items.map((d) => d.name)).toEqual(['天山片区']);
    const same = await Promise.allSettled(['双胞一', '双胞二'].map((name) => operator.client.alliance.drawDistrict({ name, divisionCode: '650102', ring: ringAround(88.2, 43.79) })));
    expect(same.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('opened in stages: estates follow, also one added later', async () => {
    const estate = (name: string) => ({ name, streetCode: '650102004', communityName: '社区', lon: 87.62, lat: 43.79, buildings: ['1号楼'] });
    await operator.client.accounts.addEstates({ estates: [estate('先来的')] });
    const districtId = (await city.client().alliance.listDistricts({})).items.find((d) => d.name === '天山片区')!.districtId;
    const open = async () => (await city.client().accounts.listEstates({})).items.map((e) => [e.name, e.isOpen]);
    expect(await open()).toEqual([['先来的', false]]);
    expect(await city.act('system', locate, { lon: 87.62, lat: 43.79 })).toMatchObject({ districtId, districtName: '天山片区', isOpen: false, cell: expect.stringMatching(/^88/) });
    expect((await operator.client.alliance.openDistrict({ districtId, isOpen: true })).isOpen).toBe(true);
    await operator.client.accounts.addEstates({ estates: [estate('后来的'), { ...estate('别处的'), lon: 87.9 }] });
    expect(await open()).toEqual([['别处的', false], ['后来的', true], ['先来的', true]]);
    expect(await city.act('system', locate, { lon: 87.62, lat: 43.79 })).toMatchObject({ isOpen: true });
    expect(await city.act('system', locate, { lon: 87.9, lat: 43.79 })).toBeNull();
    await operator.client.alliance.openDistrict({ districtId, isOpen: false });
    expect((await open()).filter(([, isOpen]) => isOpen)).toEqual([]);
    await expect(operator.client.alliance.openDistrict({ districtId: 'dis_none', isOpen: true })).rejects.toEqual(is('alliance.district_unknown', { status: 404 }));
    const lin = await city.signIn('13911112222');
    await expect(lin.client.alliance.openDistrict({ districtId, isOpen: true })).rejects.toEqual(is('access.forbidden'));
  });

  test('a service family of a district has one holder; suspending takes it out of reach, releasing frees it', async () => {
    const district = await operator.client.alliance.drawDistrict({ name: '米东片区', divisionCode: '650109', ring: ringAround(87.68, 43.96), isOpen: true });
    const { districtId } = district;
    const [a, b] = [await admit('甲家政', ['cleaning', 'elderCare']), await admit('乙家政', ['cleaning'])];
    const point = { lon: 87.68, lat: 43.96, family: 'cleaning' as const };
    expect(await city.act('system', holderOf, point)).toBeNull();
    const assign = (merchantId: string, family: 'cleaning' | 'elderCare' = 'cleaning') => operator.client.alliance.assignTerritory({ districtId, family, merchantId });
    const race = await Promise.allSettled([assign(a.merchantId), assign(b.merchantId)]);
    expect(race.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((race.find((answer) => answer.status === 'rejected') as PromiseRejectedResult).reason).toEqual(is('alliance.territory_taken', { status: 409 }));
    const [winner, loser] = race[0]!.status === 'fulfilled' ? [a, b] : [b, a];
    expect((await assign(winner.merchantId)).holders).toEqual([{ family: 'cleaning', merchantId: winner.merchantId, merchantName: winner.name }]);
    await expect(assign(loser.merchantId)).rejects.toEqual(is('alliance.territory_taken', { zh: `米东片区的“保洁”已由${winner.name}独家负责` }));
    await expect(assign(b.merchantId, 'elderCare')).rejects.toEqual(is('alliance.family_not_offered', { zh: '乙家政没有开展“养老护理”' }));
    await expect(assign('mer_none')).rejects.toEqual(is('alliance.merchant_unknown'));
    const holder = { merchantId: winner.merchantId, merchantName: winner.name, districtId, districtName: '米东片区' };
    expect(await city.act('system', holderOf, point)).toEqual(holder);
    expect((await operator.client.alliance.getMerchant({ merchantId: winner.merchantId })).districts).toEqual([{ districtId, name: '米东片区', families: ['cleaning'] }]);
    expect((await operator.client.alliance.suspendMerchant({ merchantId: winner.merchantId, reason: '投诉过多' })).status).toBe('suspended');
    expect(await city.act('system', holderOf, point)).toBeNull();
    await expect(assign(winner.merchantId)).rejects.toEqual(is('alliance.merchant_suspended', { zh: expect.stringContaining(`${winner.name}已暂停合作`) }));
    await operator.client.alliance.resumeMerchant({ merchantId: winner.merchantId });
    expect(await city.act('system', holderOf, point)).toEqual(holder);
    const release = { districtId, family: 'cleaning' as const };
    expect((await operator.client.alliance.releaseTerritory({ ...release, merchantId: loser.merchantId })).holders).toHaveLength(1);
    expect((await operator.client.alliance.releaseTerritory({ ...release, merchantId: winner.merchantId })).holders).toEqual([]);
    expect((await assign(loser.merchantId)).holders).toMatchObject([{ merchantId: loser.merchantId }]);
  });

  test('the key itself refuses a second holder of a cell', async () => {
    const [row] = (await sql<{ cell: string; districtId: string }>`select cell, district_id from alliance.territory_cell limit 1`.execute(city.database.kysely)).rows;
    const other = (await operator.client.alliance.listMerchants({ q: '好邻居' })).items[0]!.merchantId;
    await expect(sql`insert into alliance.territory_cell (city_id, cell, family, merchant_id, district_id) values (${CITY}, ${row!.cell}, 'cleaning', ${other}, ${row!.districtId})`.execute(city.database.kysely))
      .rejects.toMatchObject({ code: '23505', constraint: 'one_holder_per_cell_and_family' });
    await expect(sql`insert into alliance.district_cell (city_id, cell, district_id, lon, lat) values (${CITY}, ${row!.cell}, ${row!.districtId}, 0, 0)`.execute(city.database.kysely))
      .rejects.toMatchObject({ constraint: 'cell_in_one_district' });
  });

  test('stations: what share of the open cells has one within 3 km; staff can be granted there', async () => {
    expect(await city.client().alliance.listStations({})).toEqual({ items: [], coveragePercent: 0 });
    const station = await operator.client.alliance.addStation({ name: '米东邻里驿站', kind: 'community', address: '古牧地路 1 号', lon: 87.68, lat: 43.96 });
    const { items, coveragePercent } = await city.client().alliance.listStations({});
    expect(items).toEqual([{ ...station, phone: '' }]);
    expect(coveragePercent).toBeGreaterThan(80);
    await operator.client.alliance.drawDistrict({ name: '远处片区', divisionCode: '650107', ring: ringAround(88.6, 43.3), isOpen: true });
    expect((await city.client().alliance.listStations({})).coveragePercent).toBeLessThan(60);
    expect((await operator.client.accounts.grantRole({ personId: operator.me.personId, role: 'stationStaff', scopeType: 'station', scopeId: station.stationId })).grants).toContainEqual({ role: 'stationStaff', scopeType: 'station', scopeId: station.stationId, scopeName: '米东邻里驿站' });
  });

  test('every invariant holds, and a lost cell is noticed', async () => {
    await city.drain();
    expect((await city.app.verify()).filter((check) => !check.ok)).toEqual([]);
    await city.database.pool.query("delete from alliance.territory_cell where ctid = (select ctid from alliance.territory_cell limit 1)");
    expect((await city.app.verify()).filter((check) => !check.ok)).toMatchObject([{ name: 'territory exclusive and whole', count: 1 }]);
  });
});

import { holds, refuseAccess } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/context.ts';
import { cityDay } from '../../kernel/cron.ts';
import { lockFor } from '../../kernel/database.ts';
import type { Check } from '../../kernel/module.ts';
import { refuse } from '../../kernel/refusal.ts';
import { cityRoles, merchantRoles, type InputOf, type OutputOf, type ServiceFamily, type contract } from '@linli/contract';
import { cityFacts, demandPlainName, ensurePerson, giveRole, markEstatesOpen, nameScope, personBriefs, pinyinOf } from '../accounts/index.ts';
import { MOST_CELLS, STATION_REACH_METERS, cellAt, coveragePercent, drawCells, isLicenceValid, keyOfCursor, merchantRating, serviceFamilyNames } from './rules.ts';
import { recordDirect } from './actions/stages.ts';
import { gradeView, scorecardSince } from './actions/joining-views.ts';
import { stageNames } from './rules/joining.ts';
import { SHOWN_DAYS, sanctionNames, sayRegister, sayStep } from './rules/sanctions.ts';
import { joiningOfMerchant, papersOf } from './store/joining.ts';
import { elderProviderOf, shownSanctions } from './store/sanctions.ts';
import * as store from './store.ts';

type Alliance = typeof contract.alliance;
type MerchantView = OutputOf<Alliance['admitMerchant']>;
type DistrictView = OutputOf<Alliance['drawDistrict']>;
export type MerchantBrief = { merchantId: string; name: string; status: store.MerchantRow['status']; ownerPersonId: string; commissionBasisPoints: number; workerShareBasisPoints: number };

const merchantViews = async (ctx: Ctx, rows: readonly store.MerchantRow[]): Promise<MerchantView[]> => {
  if (rows.length === 0) return [];
  const owners = await personBriefs(ctx, rows.map((row) => row.ownerPersonId));
  const holders = await store.listHolders(ctx.tx, ctx.cityId, { merchantIds: rows.map((row) => row.merchantId) });
  return rows.map((row) => ({
    merchantId: row.merchantId, name: row.name, licenceNo: row.licenceNo, status: row.status, admittedAt: row.admittedAt.toISOString(),
    contactName: owners.get(row.ownerPersonId)?.name ?? '', maskedPhone: owners.get(row.ownerPersonId)?.maskedPhone ?? '',
    commissionBasisPoints: row.commissionBasisPoints, workerShareBasisPoints: row.workerShareBasisPoints, guaranteeDepositFen: row.guaranteeDepositFen, families: row.families,
    districtNames: [...new Set(holders.filter((holder) => holder.merchantId === row.merchantId).map((holder) => holder.districtName))],
    workerCount: row.workerCount, rating: merchantRating(row.ratingSum, row.ratingWeight),
  }));
};

export const merchantView = async (ctx: Ctx, merchantId: string): Promise<MerchantView> => {
  const row = (await store.findMerchant(ctx.tx, ctx.cityId, merchantId)) ?? refuse('alliance.merchant_unknown');
  return (await merchantViews(ctx, [row]))[0]!;
};

/** A merchant of the actor's own, or any for the city; every other reads as unknown. */
const visibleMerchant = async (ctx: Ctx, merchantId: string): Promise<store.MerchantRow> => {
  if (!holds(ctx.actor, cityRoles) && !holds(ctx.actor, merchantRoles, merchantId)) refuse('alliance.merchant_unknown');
  return (await store.findMerchant(ctx.tx, ctx.cityId, merchantId)) ?? refuse('alliance.merchant_unknown');
};

const tellChange = (ctx: Ctx, subjectId: string, merchant?: { merchantId: string; ownerPersonId: string }): Promise<void> =>
  ctx.emit('alliance.changed', { subjectId, personIds: merchant ? [merchant.ownerPersonId] : [], ...(merchant && { merchantId: merchant.merchantId }) });

export const listMerchants = async (ctx: Ctx, { q, cursor, limit }: { q?: string | undefined; cursor?: string | undefined; limit: number }): Promise<OutputOf<Alliance['listMerchants']>> => {
  const sought = q?.trim() ?? '';
  const rows = await store.searchMerchants(ctx.tx, ctx.cityId, { q: sought === '' ? null : sought, after: keyOfCursor(cursor), limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: await merchantViews(ctx, shown), nextCursor: rows.length > limit && last ? `${last.pinyin} ${last.merchantId}` : null };
};

export const getMerchant = async (ctx: Ctx, { merchantId }: { merchantId: string }): Promise<OutputOf<Alliance['getMerchant']>> => {
  const row = await visibleMerchant(ctx, merchantId);
  const districts = new Map<string, { districtId: string; name: string; families: ServiceFamily[] }>();
  for (const { districtId, districtName, family } of await store.listHolders(ctx.tx, ctx.cityId, { merchantIds: [merchantId] })) {
    const district = districts.get(districtId) ?? { districtId, name: districtName, families: [] };
    district.families.push(family);
    districts.set(districtId, district);
  }
  return { ...(await merchantViews(ctx, [row]))[0]!, branches: await store.branchesOf(ctx.tx, ctx.cityId, merchantId), districts: [...districts.values()] };
};

/** What anybody may know of a merchant, as the rules of the trade ask; one that has left or is not open yet is unknown. */
export const publicMerchant = async (ctx: Ctx, { merchantId }: { merchantId: string }): Promise<OutputOf<Alliance['publicMerchant']>> => {
  const row = await store.findMerchant(ctx.tx, ctx.cityId, merchantId);
  const joining = row && await joiningOfMerchant(ctx.tx, ctx.cityId, merchantId);
  if (!row || !joining || row.status === 'exited' || row.status === 'joining') return refuse('alliance.merchant_unknown');
  const legal = (await papersOf(ctx.tx, ctx.cityId, [joining.id])).find(({ kind, state }) => kind === 'legalPerson' && state === 'passed');
  return {
    merchantId, name: row.name, licenceNo: row.licenceNo, families: row.families, rating: merchantRating(row.ratingSum, row.ratingWeight),
    workerCount: row.workerCount, branches: await store.branchesOf(ctx.tx, ctx.cityId, merchantId),
    stage: stageNames[joining.stage], isOpen: row.status === 'active', complaintPhone: row.complaintPhone, platformPhone: (await cityFacts(ctx)).hotline, legalPersonName: legal?.holderName ?? '', grade: await gradeView(ctx, merchantId), admittedOn: cityDay(row.admittedAt), address: joining.address,
    scorecard: await scorecardSince(ctx, merchantId, new Date(ctx.now.getTime() - 90 * 86_400_000)), ...await publicStanding(ctx, merchantId),
  };
};

/** Rewards and steps of the last two years, and its entry in the register of elder-care providers. */
const publicStanding = async (ctx: Ctx, merchantId: string): Promise<Pick<OutputOf<Alliance['publicMerchant']>, 'conduct' | 'elderProvider'>> => {
  const steps = await shownSanctions(ctx.tx, ctx.cityId, merchantId, new Date(ctx.now.getTime() - SHOWN_DAYS * 86_400_000));
  const elder = await elderProviderOf(ctx.tx, ctx.cityId, merchantId, cityDay(ctx.now));
  return {
    conduct: steps.map((row) => ({ kind: row.kind, kindName: sanctionNames[row.kind], reason: row.reason, from: row.from.toISOString(), until: row.until?.toISOString() ?? null, state: row.state, stateWords: sayStep(row) })),
    elderProvider: elder && sayRegister(elder.state, elder.validUntil, cityDay(ctx.now)).isInForce ? { registerNo: elder.registerNo, authority: elder.authority, validUntil: elder.validUntil } : null,
  };
};

type NewMerchant = {
  name: string; licenceNo: string; ownerName: string; ownerPhone: string; commissionBasisPoints: number; workerShareBasisPoints: number; guaranteeDepositFen: number; families: readonly ServiceFamily[];
};

/** Admits a merchant, registers its owner and gives the owner's role. The licence must pass its checksum and be new to the city. */
export const admitMerchant = async (ctx: Ctx, input: NewMerchant): Promise<MerchantView> => {
  demandPlainName(input.name);
  if (!isLicenceValid(input.licenceNo)) refuse('alliance.licence_wrong', {}, 'licenceNo');
  await lockFor(ctx.tx, `licence:${ctx.cityId}:${input.licenceNo}`);
  const known = await store.findMerchantByLicence(ctx.tx, ctx.cityId, input.licenceNo);
  if (known) refuse('alliance.licence_taken', { merchant: known.name }, 'licenceNo');
  const owner = await ensurePerson(ctx, { phone: input.ownerPhone, name: demandPlainName(input.ownerName, 'ownerName') });
  const merchant = {
    merchantId: ctx.newId('mer'), name: input.name, pinyin: pinyinOf(input.name, false), licenceNo: input.licenceNo, ownerPersonId: owner.personId, families: [...new Set(input.families)],
    commissionBasisPoints: input.commissionBasisPoints, workerShareBasisPoints: input.workerShareBasisPoints, guaranteeDepositFen: input.guaranteeDepositFen, admittedAt: ctx.now,
  };
  await store.insertMerchant(ctx.tx, ctx.cityId, merchant);
  await nameScope(ctx, { scopeType: 'merchant', scopeId: merchant.merchantId, name: merchant.name });
  await giveRole(ctx, { personId: owner.personId, role: 'merchantOwner', scopeType: 'merchant', scopeId: merchant.merchantId });
  await recordDirect(ctx, merchant);
  await tellChange(ctx, merchant.merchantId, merchant);
  return merchantView(ctx, merchant.merchantId);
};

export const addBranch = async (ctx: Ctx, { merchantId, name, address, lon, lat }: InputOf<Alliance['addBranch']>): Promise<store.BranchRow> => {
  if (!holds(ctx.actor, 'operator') && !holds(ctx.actor, 'merchantOwner', merchantId)) refuse('alliance.merchant_unknown');
  const merchant = (await store.findMerchant(ctx.tx, ctx.cityId, merchantId)) ?? refuse('alliance.merchant_unknown');
  const branch = { branchId: ctx.newId('bra'), merchantId, name: demandPlainName(name), address: demandPlainName(address, 'address'), lon, lat };
  await store.insertBranch(ctx.tx, ctx.cityId, { ...branch, now: ctx.now });
  await tellChange(ctx, merchantId, merchant);
  return branch;
};

/** Stations, and which share of the cells open to booking has one within reach. */
export const listStations = async (ctx: Ctx): Promise<OutputOf<Alliance['listStations']>> => {
  const { open, covered } = await store.countCoveredCells(ctx.tx, ctx.cityId, STATION_REACH_METERS);
  return { items: await store.listStations(ctx.tx, ctx.cityId), coveragePercent: coveragePercent(covered, open) };
};

export const addStation = async (ctx: Ctx, input: { name: string; kind: 'community' | 'mall' | 'office'; address: string; lon: number; lat: number; phone: string }): Promise<store.StationRow> => {
  const station = { ...input, stationId: ctx.newId('sta'), name: demandPlainName(input.name), address: demandPlainName(input.address, 'address') };
  await store.insertStation(ctx.tx, ctx.cityId, { ...station, now: ctx.now });
  await nameScope(ctx, { scopeType: 'station', scopeId: station.stationId, name: station.name });
  await tellChange(ctx, station.stationId);
  return station;
};

const districtViews = (rows: readonly store.DistrictRow[], holders: readonly store.HolderRow[]): DistrictView[] => rows.map((row) => ({
  ...row, holders: holders.filter((holder) => holder.districtId === row.districtId).map(({ family, merchantId, merchantName }) => ({ family, merchantId, merchantName })),
}));

export const listDistricts = async (ctx: Ctx): Promise<{ items: DistrictView[] }> =>
  ({ items: districtViews(await store.listDistricts(ctx.tx, ctx.cityId), await store.listHolders(ctx.tx, ctx.cityId)) });

const lockDistrict = async (ctx: Ctx, districtId: string): Promise<store.DistrictRow> => (await store.lockDistrict(ctx.tx, ctx.cityId, districtId)) ?? refuse('alliance.district_unknown');
const districtView = async (ctx: Ctx, district: store.DistrictRow): Promise<DistrictView> =>
  districtViews([district], await store.listHolders(ctx.tx, ctx.cityId, { districtId: district.districtId }))[0]!;

type NewDistrict = { name: string; divisionCode: string; ring: [number, number][]; isOpen: boolean; isSchematic: boolean };

/**
 * Draws a district. Drawings wait for each other, so an overlap can be named; the key on the cells holds even if they did not.
 * Refuses an outline without a cell, one of more than 3000 cells, and one that shares a cell with another district.
 */
export const drawDistrict = async (ctx: Ctx, { name, divisionCode, ring, isOpen, isSchematic }: NewDistrict): Promise<DistrictView> => {
  demandPlainName(name);
  const drawn = drawCells(ring);
  if (drawn.outcome === 'empty') refuse('alliance.district_empty', {}, 'ring');
  if (drawn.outcome === 'tooLarge') refuse('alliance.district_too_large', { cells: drawn.cellCount, max: MOST_CELLS }, 'ring');
  const cells = drawn.cells.map(({ cell }) => cell);
  await lockFor(ctx.tx, `districts:${ctx.cityId}`);
  if (await store.isDistrictNameTaken(ctx.tx, ctx.cityId, name)) refuse('request.invalid', { expectedZh: '已有同名片区，请换一个名字', expectedEn: 'another district has this name; choose one of its own' }, 'name');
  const overlap = await store.findOverlap(ctx.tx, ctx.cityId, cells);
  if (overlap) refuse('alliance.district_overlaps', { district: overlap.name, cells: overlap.cells }, 'ring');
  const district = { districtId: ctx.newId('dis'), name, divisionCode, ring, cellCount: cells.length, isOpen, isSchematic };
  await store.insertDistrict(ctx.tx, ctx.cityId, { ...district, now: ctx.now }, drawn.cells);
  if (isOpen) await markEstatesOpen(ctx, { cells, isOpen });
  await tellChange(ctx, district.districtId);
  return districtView(ctx, district);
};

/** Opens a district to booking or closes it; its estates follow at once. Orders placed before are not touched. */
export const openDistrict = async (ctx: Ctx, { districtId, isOpen }: { districtId: string; isOpen: boolean }): Promise<DistrictView> => {
  const district = await lockDistrict(ctx, districtId);
  await store.setDistrictOpen(ctx.tx, ctx.cityId, districtId, isOpen);
  await markEstatesOpen(ctx, { cells: await store.cellsOf(ctx.tx, ctx.cityId, districtId), isOpen });
  await tellChange(ctx, districtId);
  return districtView(ctx, { ...district, isOpen });
};

const whyNotOpen = async (ctx: Ctx, merchantId: string): Promise<{ whyZh: string; whyEn: string }> => {
  const { zh, en } = stageNames[(await joiningOfMerchant(ctx.tx, ctx.cityId, merchantId))?.stage ?? 'review'];
  return { whyZh: zh, whyEn: en };
};

/** Gives a service family of a district to one merchant alone. Giving it again to the same merchant changes nothing. */
export const assignTerritory = async (ctx: Ctx, { districtId, family, merchantId }: { districtId: string; family: ServiceFamily; merchantId: string }): Promise<DistrictView> => {
  const district = await lockDistrict(ctx, districtId);
  const merchant = (await store.lockMerchant(ctx.tx, ctx.cityId, merchantId)) ?? refuse('alliance.merchant_unknown');
  const { zh, en } = serviceFamilyNames[family];
  if (merchant.status === 'joining') refuse('alliance.merchant_not_open', { merchant: merchant.name, ...(await whyNotOpen(ctx, merchantId)) });
  if (merchant.status !== 'active') refuse('alliance.merchant_suspended', { merchant: merchant.name });
  if (!merchant.families.includes(family)) refuse('alliance.family_not_offered', { merchant: merchant.name, familyZh: zh, familyEn: en }, 'family');
  if ((await store.takeTerritory(ctx.tx, ctx.cityId, { districtId, family, merchantId, now: ctx.now })) === 0) {
    const holder = (await store.listHolders(ctx.tx, ctx.cityId, { districtId })).find((one) => one.family === family);
    if (holder?.merchantId !== merchantId) refuse('alliance.territory_taken', { district: district.name, familyZh: zh, familyEn: en, merchant: holder?.merchantName ?? '' });
  } else {
    await tellChange(ctx, districtId, merchant);
  }
  return districtView(ctx, district);
};

/** Takes a territory back; one the merchant does not hold changes nothing. */
export const releaseTerritory = async (ctx: Ctx, { districtId, family, merchantId }: { districtId: string; family: ServiceFamily; merchantId: string }): Promise<DistrictView> => {
  const district = await lockDistrict(ctx, districtId);
  const merchant = await store.findMerchant(ctx.tx, ctx.cityId, merchantId);
  const dropped = await store.dropTerritory(ctx.tx, ctx.cityId, { districtId, family, merchantId });
  if (dropped > 0) await tellChange(ctx, districtId, merchant);
  return districtView(ctx, district);
};

/** The district a point lies in, whether it is open to booking, and its cell; null outside every district. */
export const locate = async (ctx: Ctx, { lon, lat }: { lon: number; lat: number }): Promise<{ districtId: string; districtName: string; isOpen: boolean; cell: string } | null> => {
  const cell = cellAt(lon, lat);
  const district = await store.findDistrictAt(ctx.tx, ctx.cityId, cell);
  return district ? { ...district, cell } : null;
};

/** The one merchant that holds a service family at a point; null when nobody does or it is suspended. */
export const holderOf = async (ctx: Ctx, { lon, lat, family }: { lon: number; lat: number; family: ServiceFamily }): Promise<{ merchantId: string; merchantName: string; districtId: string; districtName: string } | null> =>
  (await store.findHolder(ctx.tx, ctx.cityId, cellAt(lon, lat), family)) ?? null;

/** Other active holders of a family, the one whose territory lies nearest to a point first. */
export const neighboursOf = (ctx: Ctx, about: { lon: number; lat: number; family: ServiceFamily; exceptMerchantId: string }): Promise<{ merchantId: string; merchantName: string; meters: number }[]> => store.nearestHolders(ctx.tx, ctx.cityId, about);

/** Names, standing, owners and shares of merchants, in one question; ids nobody has are left out. */
export const merchantBriefs = async (ctx: Ctx, merchantIds: readonly string[]): Promise<Map<string, MerchantBrief>> => {
  const rows = merchantIds.length === 0 ? [] : await store.findMerchants(ctx.tx, ctx.cityId, [...new Set(merchantIds)]);
  return new Map(rows.map(({ merchantId, name, status, ownerPersonId, commissionBasisPoints, workerShareBasisPoints }) =>
    [merchantId, { merchantId, name, status, ownerPersonId, commissionBasisPoints, workerShareBasisPoints }]));
};

/** Adds a review's score (1–5) to a merchant's rating, with its weight. */
export const rateMerchant = async (ctx: Ctx, { merchantId, score, weight }: { merchantId: string; score: number; weight: number }): Promise<void> => {
  await store.addRating(ctx.tx, ctx.cityId, merchantId, score, weight);
};

/** Tells how many workers serve for a merchant now; the module that owns workers calls it whenever that changes. */
export const countWorkers = async (ctx: Ctx, { merchantId, workerCount }: { merchantId: string; workerCount: number }): Promise<void> => {
  await store.setWorkerCount(ctx.tx, ctx.cityId, merchantId, workerCount);
};

/** The merchant the actor works for; refuses `access.forbidden` to everybody else. */
export const myMerchantId = async (ctx: Ctx): Promise<string> => {
  const grant = ctx.actor.grants.find((one) => one.scopeType === 'merchant' && (one.role === 'merchantOwner' || one.role === 'merchantStaff'));
  if (!grant) return refuseAccess(ctx.actor, merchantRoles);
  return grant.scopeId;
};

export const checks: readonly Check[] = [
  {
    name: 'territory exclusive and whole',
    run: async (tx, cityId) => {
      const { districts, territories, faults } = await store.countTerritoryFaults(tx, cityId);
      return faults === 0 ? { ok: true, count: districts + territories } : { ok: false, count: faults, detail: `${faults} districts or territories whose cells do not fit` };
    },
  },
];

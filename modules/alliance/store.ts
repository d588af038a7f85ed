import type { ServiceFamily } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../kernel/database.ts';
import type { MerchantStatus } from './rules/joining.ts';

export type MerchantRow = {
  merchantId: string; name: string; pinyin: string; licenceNo: string; status: MerchantStatus; ownerPersonId: string; commissionBasisPoints: number;
  workerShareBasisPoints: number; guaranteeDepositFen: number; families: ServiceFamily[]; ratingSum: number; ratingWeight: number; workerCount: number; admittedAt: Date; complaintPhone: string;
};
const merchantColumns = sql`m.id as merchant_id, m.name, m.pinyin, m.licence_no, m.status, m.owner_person_id, m.commission_basis_points, m.worker_share_basis_points,
  m.guarantee_deposit_fen, m.families, m.rating_sum, m.rating_weight, m.worker_count, m.admitted_at, m.complaint_phone`;

export const findMerchant = (tx: Tx, cityId: string, merchantId: string): Promise<MerchantRow | undefined> =>
  maybe(tx, sql<MerchantRow>`select ${merchantColumns} from alliance.merchant m where m.city_id = ${cityId} and m.id = ${merchantId}`);

export const lockMerchant = (tx: Tx, cityId: string, merchantId: string): Promise<MerchantRow | undefined> =>
  maybe(tx, sql<MerchantRow>`select ${merchantColumns} from alliance.merchant m where m.city_id = ${cityId} and m.id = ${merchantId} for update`);

export const findMerchantByLicence = (tx: Tx, cityId: string, licenceNo: string): Promise<MerchantRow | undefined> =>
  maybe(tx, sql<MerchantRow>`select ${merchantColumns} from alliance.merchant m where m.city_id = ${cityId} and m.licence_no = ${licenceNo} and m.status <> 'exited'`);

export const findMerchants = (tx: Tx, cityId: string, merchantIds: readonly string[]): Promise<MerchantRow[]> =>
  many(tx, sql<MerchantRow>`select ${merchantColumns} from alliance.merchant m where m.city_id = ${cityId} and m.id = any(${merchantIds}::text[])`);

/** `%` and `_` in what people type are letters, not wildcards. */
const like = (text: string): string => text.replace(/[\\%_]/g, (mark) => `\\${mark}`);

export const searchMerchants = (tx: Tx, cityId: string, about: { q: string | null; after: [string, string] | null; limit: number }): Promise<MerchantRow[]> => many(tx, sql<MerchantRow>`
  select ${merchantColumns} from alliance.merchant m
  where m.city_id = ${cityId}
    and (${about.q}::text is null or m.name ilike ${`%${like(about.q ?? '')}%`} or m.pinyin like ${`${like((about.q ?? '').toLowerCase())}%`} or m.licence_no = ${about.q ?? ''})
    and (${about.after === null} or (m.pinyin, m.id) > (${about.after?.[0] ?? ''}, ${about.after?.[1] ?? ''}))
  order by m.pinyin, m.id limit ${about.limit}`);

export const insertMerchant = (tx: Tx, cityId: string, merchant: Omit<MerchantRow, 'status' | 'complaintPhone' | 'ratingSum' | 'ratingWeight' | 'workerCount'>): Promise<number> => run(tx, sql`
  insert into alliance.merchant (city_id, id, name, pinyin, licence_no, owner_person_id, commission_basis_points, worker_share_basis_points, guarantee_deposit_fen, families, admitted_at)
  values (${cityId}, ${merchant.merchantId}, ${merchant.name}, ${merchant.pinyin}, ${merchant.licenceNo}, ${merchant.ownerPersonId}, ${merchant.commissionBasisPoints},
    ${merchant.workerShareBasisPoints}, ${merchant.guaranteeDepositFen}, ${merchant.families}::text[], ${merchant.admittedAt})`);

export const setMerchantStatus = (tx: Tx, cityId: string, merchantId: string, status: MerchantStatus, reason: string): Promise<number> =>
  run(tx, sql`update alliance.merchant set status = ${status}, status_reason = ${reason} where city_id = ${cityId} and id = ${merchantId}`);

export const setComplaintPhone = (tx: Tx, cityId: string, merchantId: string, phone: string): Promise<number> => run(tx, sql`update alliance.merchant set complaint_phone = ${phone} where city_id = ${cityId} and id = ${merchantId}`);
export const addDeposit = (tx: Tx, cityId: string, merchantId: string, changeFen: number): Promise<number> => run(tx, sql`update alliance.merchant set deposit_held_fen = deposit_held_fen + ${changeFen} where city_id = ${cityId} and id = ${merchantId}`);

export const addRating = (tx: Tx, cityId: string, merchantId: string, score: number, weight: number): Promise<number> => run(tx, sql`
  update alliance.merchant set rating_sum = rating_sum + ${score * weight}::double precision, rating_weight = rating_weight + ${weight}::double precision
  where city_id = ${cityId} and id = ${merchantId}`);

export const setWorkerCount = (tx: Tx, cityId: string, merchantId: string, workerCount: number): Promise<number> =>
  run(tx, sql`update alliance.merchant set worker_count = ${workerCount} where city_id = ${cityId} and id = ${merchantId}`);

export type BranchRow = { branchId: string; merchantId: string; name: string; address: string; lon: number; lat: number };
export const branchesOf = (tx: Tx, cityId: string, merchantId: string): Promise<BranchRow[]> => many(tx, sql<BranchRow>`
  select id as branch_id, merchant_id, name, address, lon, lat from alliance.branch where city_id = ${cityId} and merchant_id = ${merchantId} order by opened_at, id`);

export const insertBranch = (tx: Tx, cityId: string, branch: BranchRow & { now: Date }): Promise<number> => run(tx, sql`
  insert into alliance.branch (city_id, id, merchant_id, name, address, lon, lat, opened_at)
  values (${cityId}, ${branch.branchId}, ${branch.merchantId}, ${branch.name}, ${branch.address}, ${branch.lon}, ${branch.lat}, ${branch.now})`);

export type StationRow = { stationId: string; name: string; kind: 'community' | 'mall' | 'office'; address: string; lon: number; lat: number; phone: string };
export const listStations = (tx: Tx, cityId: string): Promise<StationRow[]> => many(tx, sql<StationRow>`
  select id as station_id, name, kind, address, lon, lat, phone from alliance.station where city_id = ${cityId} order by opened_at, id`);

export const insertStation = (tx: Tx, cityId: string, station: StationRow & { now: Date }): Promise<number> => run(tx, sql`
  insert into alliance.station (city_id, id, name, kind, address, lon, lat, phone, opened_at)
  values (${cityId}, ${station.stationId}, ${station.name}, ${station.kind}, ${station.address}, ${station.lon}, ${station.lat}, ${station.phone}, ${station.now})`);

/** How many cells of open districts there are, and how many of them have a station within reach. */
export const countCoveredCells = (tx: Tx, cityId: string, reachMeters: number): Promise<{ open: number; covered: number }> => one(tx, sql`
  select count(*)::int as open, count(*) filter (where exists (
    select from alliance.station s where s.city_id = c.city_id and 2 * 6371000 * asin(least(1, sqrt(
      power(sin(radians(s.lat - c.lat) / 2), 2) + cos(radians(c.lat)) * cos(radians(s.lat)) * power(sin(radians(s.lon - c.lon) / 2), 2)))) <= ${reachMeters}))::int as covered
  from alliance.district_cell c join alliance.district d on d.city_id = c.city_id and d.id = c.district_id and d.is_open
  where c.city_id = ${cityId}`);

export type DistrictRow = { districtId: string; name: string; divisionCode: string; ring: [number, number][]; cellCount: number; isOpen: boolean; isSchematic: boolean };
const districtColumns = sql`d.id as district_id, d.name, d.division_code, d.ring, d.cell_count, d.is_open, d.is_schematic`;

export const listDistricts = (tx: Tx, cityId: string): Promise<DistrictRow[]> =>
  many(tx, sql<DistrictRow>`select ${districtColumns} from alliance.district d where d.city_id = ${cityId} order by d.division_code, d.drawn_at, d.id`);

export const lockDistrict = (tx: Tx, cityId: string, districtId: string): Promise<DistrictRow | undefined> =>
  maybe(tx, sql<DistrictRow>`select ${districtColumns} from alliance.district d where d.city_id = ${cityId} and d.id = ${districtId} for update`);

export const isDistrictNameTaken = async (tx: Tx, cityId: string, name: string): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from alliance.district where city_id = ${cityId} and name = ${name}`)) !== undefined;

/** The district that shares most cells with the given ones. */
export const findOverlap = (tx: Tx, cityId: string, cells: readonly string[]): Promise<{ name: string; cells: number } | undefined> => maybe(tx, sql`
  select d.name, count(*)::int as cells from alliance.district_cell c join alliance.district d on d.city_id = c.city_id and d.id = c.district_id
  where c.city_id = ${cityId} and c.cell = any(${cells}::text[]) group by d.id, d.name order by cells desc, d.name limit 1`);

export const insertDistrict = (tx: Tx, cityId: string, district: DistrictRow & { now: Date }, cells: readonly { cell: string; lon: number; lat: number }[]): Promise<number> => run(tx, sql`
  with drawn as (
    insert into alliance.district (city_id, id, name, division_code, ring, cell_count, is_open, is_schematic, drawn_at)
    values (${cityId}, ${district.districtId}, ${district.name}, ${district.divisionCode}, ${JSON.stringify(district.ring)}::jsonb, ${district.cellCount}, ${district.isOpen}, ${district.isSchematic}, ${district.now})
  )
  insert into alliance.district_cell (city_id, cell, district_id, lon, lat)
  select ${cityId}, c.cell, ${district.districtId}, c.lon, c.lat from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as c(cell text, lon double precision, lat double precision)`);

export const setDistrictOpen = (tx: Tx, cityId: string, districtId: string, isOpen: boolean): Promise<number> =>
  run(tx, sql`update alliance.district set is_open = ${isOpen} where city_id = ${cityId} and id = ${districtId}`);

export const cellsOf = async (tx: Tx, cityId: string, districtId: string): Promise<string[]> =>
  (await many<{ cell: string }>(tx, sql`select cell from alliance.district_cell where city_id = ${cityId} and district_id = ${districtId}`)).map((row) => row.cell);

export const findDistrictAt = (tx: Tx, cityId: string, cell: string): Promise<{ districtId: string; districtName: string; isOpen: boolean } | undefined> => maybe(tx, sql`
  select d.id as district_id, d.name as district_name, d.is_open from alliance.district_cell c join alliance.district d on d.city_id = c.city_id and d.id = c.district_id
  where c.city_id = ${cityId} and c.cell = ${cell}`);

export type HolderRow = { districtId: string; districtName: string; family: ServiceFamily; merchantId: string; merchantName: string };
/** Who holds what: in all districts, in one, or of one merchant. */
export const listHolders = (tx: Tx, cityId: string, about: { districtId?: string; merchantIds?: readonly string[] } = {}): Promise<HolderRow[]> => many(tx, sql<HolderRow>`
  select t.district_id, d.name as district_name, t.family, t.merchant_id, m.name as merchant_name
  from alliance.territory t join alliance.district d on d.city_id = t.city_id and d.id = t.district_id join alliance.merchant m on m.city_id = t.city_id and m.id = t.merchant_id
  where t.city_id = ${cityId} and (${about.districtId ?? null}::text is null or t.district_id = ${about.districtId ?? null})
    and (${about.merchantIds === undefined} or t.merchant_id = any(${about.merchantIds ?? []}::text[]))
  order by d.division_code, d.id, t.family`);

/** The active merchant that holds a service family in a cell. */
export const findHolder = (tx: Tx, cityId: string, cell: string, family: string): Promise<{ merchantId: string; merchantName: string; districtId: string; districtName: string } | undefined> => maybe(tx, sql`
  select m.id as merchant_id, m.name as merchant_name, d.id as district_id, d.name as district_name
  from alliance.territory_cell t join alliance.merchant m on m.city_id = t.city_id and m.id = t.merchant_id and m.status = 'active'
    join alliance.district d on d.city_id = t.city_id and d.id = t.district_id
  where t.city_id = ${cityId} and t.cell = ${cell} and t.family = ${family}`);

/** Other active merchants that hold a family somewhere, by how near the nearest cell of theirs lies. */
export const nearestHolders = (tx: Tx, cityId: string, about: { lon: number; lat: number; family: string; exceptMerchantId: string }): Promise<{ merchantId: string; merchantName: string; meters: number }[]> => many(tx, sql`
  select m.id as merchant_id, m.name as merchant_name, min(2 * 6371000 * asin(least(1, sqrt(
    power(sin(radians(c.lat - ${about.lat}) / 2), 2) + cos(radians(c.lat)) * cos(radians(${about.lat})) * power(sin(radians(c.lon - ${about.lon}) / 2), 2))))) as meters
  from alliance.territory t join alliance.merchant m on m.city_id = t.city_id and m.id = t.merchant_id and m.status = 'active'
    join alliance.district_cell c on c.city_id = t.city_id and c.district_id = t.district_id
  where t.city_id = ${cityId} and t.family = ${about.family} and t.merchant_id <> ${about.exceptMerchantId} group by m.id, m.name order by meters, m.id limit 10`);

/**
 * Gives a service family of a district to a merchant. The key lets one holder win; 0 rows mean that somebody holds it already,
 * also somebody who took it a moment ago.
 */
export const takeTerritory = async (tx: Tx, cityId: string, territory: { districtId: string; family: string; merchantId: string; now: Date }): Promise<number> => {
  const taken = await run(tx, sql`
    insert into alliance.territory (city_id, district_id, family, merchant_id, assigned_at)
    values (${cityId}, ${territory.districtId}, ${territory.family}, ${territory.merchantId}, ${territory.now}) on conflict do nothing`);
  if (taken > 0) {
    await run(tx, sql`
      insert into alliance.territory_cell (city_id, cell, family, merchant_id, district_id)
      select city_id, cell, ${territory.family}, ${territory.merchantId}, district_id from alliance.district_cell where city_id = ${cityId} and district_id = ${territory.districtId}`);
  }
  return taken;
};

export const dropTerritory = async (tx: Tx, cityId: string, territory: { districtId: string; family: string; merchantId: string }): Promise<number> => {
  await run(tx, sql`
    delete from alliance.territory_cell where city_id = ${cityId} and district_id = ${territory.districtId} and family = ${territory.family} and merchant_id = ${territory.merchantId}`);
  return run(tx, sql`
    delete from alliance.territory where city_id = ${cityId} and district_id = ${territory.districtId} and family = ${territory.family} and merchant_id = ${territory.merchantId}`);
};

/** Districts whose cells, and territories whose cells, are not the ones that should be there. */
export const countTerritoryFaults = (tx: Tx, cityId: string): Promise<{ districts: number; territories: number; faults: number }> => one(tx, sql`
  with district_cells as (
    select d.id, d.cell_count, count(c.cell)::int as cells from alliance.district d left join alliance.district_cell c on c.city_id = d.city_id and c.district_id = d.id
    where d.city_id = ${cityId} group by d.id, d.cell_count
  ), held as (
    select t.district_id, t.family, d.cell_count, count(c.cell)::int as cells from alliance.territory t join alliance.district d on d.city_id = t.city_id and d.id = t.district_id
      left join alliance.territory_cell c on c.city_id = t.city_id and c.district_id = t.district_id and c.family = t.family and c.merchant_id = t.merchant_id
    where t.city_id = ${cityId} group by t.district_id, t.family, d.cell_count
  )
  select (select count(*)::int from district_cells) as districts, (select count(*)::int from held) as territories,
    (select count(*)::int from district_cells where cells <> cell_count) + (select count(*)::int from held where cells <> cell_count)
      + (select count(*)::int from alliance.territory_cell c where c.city_id = ${cityId} and not exists (
          select from alliance.territory t where t.city_id = c.city_id and t.district_id = c.district_id and t.family = c.family and t.merchant_id = c.merchant_id)) as faults`);

import type { HomeScene } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type EstateRow = {
  estateId: string; name: string; pinyin: string; districtCode: string; districtName: string; streetCode: string; streetName: string; communityName: string;
  lon: number; lat: number; buildings: string[]; isOpen: boolean; distanceMeters: number | null;
};

const columns = sql`e.id as estate_id, e.name, e.pinyin, e.district_code, e.district_name, e.street_code, e.street_name, e.community_name, e.lon, e.lat, e.buildings,
  exists (select from accounts.open_cell o where o.city_id = e.city_id and o.cell = e.cell) as is_open`;

export const findEstate = (tx: Tx, cityId: string, estateId: string): Promise<EstateRow | undefined> =>
  maybe(tx, sql<EstateRow>`select ${columns}, null as distance_meters from accounts.estate e where e.city_id = ${cityId} and e.id = ${estateId}`);

type Box = { west: number; east: number; south: number; north: number };
type Filter = { districtCode: string | null; q: string | null; after: (string | number)[] | null; limit: number };

const like = (text: string): string => text.replace(/[\\%_]/g, (mark) => `\\${mark}`);
const fits = (filter: Filter) => sql`(${filter.districtCode}::text is null or e.district_code = ${filter.districtCode})
  and (${filter.q}::text is null or e.name ilike ${`%${like(filter.q ?? '')}%`} or e.pinyin like ${`${like((filter.q ?? '').toLowerCase().replace(/\s+/g, ''))}%`})`;

/** Estates within the radius, nearest first; the box lets the index do the coarse work. */
export const estatesNear = (tx: Tx, cityId: string, near: { lon: number; lat: number; radiusMeters: number; box: Box }, filter: Filter): Promise<EstateRow[]> => many(tx, sql<EstateRow>`
  select * from (
    select ${columns}, 2 * 6371000 * asin(least(1, sqrt(
      power(sin(radians(e.lat - ${near.lat}) / 2), 2) + cos(radians(${near.lat})) * cos(radians(e.lat)) * power(sin(radians(e.lon - ${near.lon}) / 2), 2)))) as distance_meters
    from accounts.estate e
    where e.city_id = ${cityId} and e.lon between ${near.box.west} and ${near.box.east} and e.lat between ${near.box.south} and ${near.box.north} and ${fits(filter)}
  ) found
  where distance_meters <= ${near.radiusMeters} and (${filter.after === null} or (distance_meters, estate_id) > (${filter.after?.[0] ?? 0}::double precision, ${filter.after?.[1] ?? ''}))
  order by distance_meters, estate_id limit ${filter.limit}`);

export const estatesByName = (tx: Tx, cityId: string, filter: Filter): Promise<EstateRow[]> => many(tx, sql<EstateRow>`
  select ${columns}, null as distance_meters from accounts.estate e
  where e.city_id = ${cityId} and ${fits(filter)} and (${filter.after === null} or (e.pinyin, e.id) > (${filter.after?.[0] ?? ''}, ${filter.after?.[1] ?? ''}))
  order by e.pinyin, e.id limit ${filter.limit}`);

export type NewEstate = Omit<EstateRow, 'isOpen' | 'distanceMeters'> & { cell: string };

/** Adds estates or brings them up to date (same street and name); ids in the order given. */
export const saveEstates = async (tx: Tx, cityId: string, estates: readonly NewEstate[]): Promise<string[]> => {
  const rows = estates.map((e) => ({
    id: e.estateId, name: e.name, pinyin: e.pinyin, district_code: e.districtCode, district_name: e.districtName, street_code: e.streetCode, street_name: e.streetName,
    community_name: e.communityName, lon: e.lon, lat: e.lat, cell: e.cell, buildings: e.buildings,
  }));
  const saved = await many<{ estateId: string; name: string; streetCode: string }>(tx, sql`
    insert into accounts.estate (city_id, id, name, pinyin, district_code, district_name, street_code, street_name, community_name, lon, lat, cell, buildings)
    select ${cityId}, e.id, e.name, e.pinyin, e.district_code, e.district_name, e.street_code, e.street_name, e.community_name, e.lon, e.lat, e.cell, e.buildings
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id text, name text, pinyin text, district_code text, district_name text, street_code text, street_name text,
      community_name text, lon double precision, lat double precision, cell text, buildings jsonb)
    on conflict (city_id, street_code, name) do update set community_name = excluded.community_name, lon = excluded.lon, lat = excluded.lat, cell = excluded.cell, buildings = excluded.buildings
    returning id as estate_id, name, street_code`);
  const idOf = new Map(saved.map((row) => [`${row.streetCode} ${row.name}`, row.estateId]));
  return estates.map((estate) => idOf.get(`${estate.streetCode} ${estate.name}`)!);
};

/** Opens or closes cells to booking. */
export const markCells = (tx: Tx, cityId: string, cells: readonly string[], isOpen: boolean): Promise<number> => (isOpen
  ? run(tx, sql`insert into accounts.open_cell (city_id, cell) select ${cityId}, unnest(${cells}::text[]) on conflict do nothing`)
  : run(tx, sql`delete from accounts.open_cell where city_id = ${cityId} and cell = any(${cells}::text[])`));

export type AddressRow = {
  addressId: string; householdId: string; ownerPersonId: string; estateId: string; estateName: string; building: string; room: string; contactName: string; contactPhoneMasked: string;
  districtCode: string; districtName: string; streetName: string; communityName: string; lon: number; lat: number; homeScene: HomeScene; isDefault: boolean; isRemoved: boolean;
};

const addressColumns = sql`a.id as address_id, a.household_id, (
    select h.person_id from accounts.household_person h where h.city_id = a.city_id and h.household_id = a.household_id order by h.joined_at, h.person_id limit 1) as owner_person_id,
  a.estate_id, e.name as estate_name, a.building, a.room, a.contact_name, a.contact_phone_masked, e.district_code, e.district_name, e.street_name, e.community_name, e.lon, e.lat,
  a.home_scene, a.is_default, a.removed_at is not null as is_removed`;
const addresses = sql`accounts.address a join accounts.estate e on e.city_id = a.city_id and e.id = a.estate_id`;

export const findAddress = (tx: Tx, cityId: string, addressId: string): Promise<AddressRow | undefined> =>
  maybe(tx, sql<AddressRow>`select ${addressColumns} from ${addresses} where a.city_id = ${cityId} and a.id = ${addressId}`);

export const addressesOf = (tx: Tx, cityId: string, householdId: string): Promise<AddressRow[]> => many(tx, sql<AddressRow>`
  select ${addressColumns} from ${addresses} where a.city_id = ${cityId} and a.household_id = ${householdId} and a.removed_at is null order by a.is_default desc, a.created_at desc, a.id desc`);

/** Commands on one household wait for each other, so that there is always one default address and no more. */
export const lockHousehold = (tx: Tx, cityId: string, householdId: string): Promise<unknown> =>
  one(tx, sql`select id from accounts.household where city_id = ${cityId} and id = ${householdId} for update`);

export const insertAddress = (tx: Tx, cityId: string, address: {
  addressId: string; householdId: string; estateId: string; building: string; room: string; contactName: string; contactPhoneEncrypted: string; contactPhoneMasked: string; homeScene: HomeScene; now: Date;
}): Promise<number> => run(tx, sql`
  insert into accounts.address (city_id, id, household_id, estate_id, building, room, contact_name, contact_phone_encrypted, contact_phone_masked, home_scene, created_at)
  values (${cityId}, ${address.addressId}, ${address.householdId}, ${address.estateId}, ${address.building}, ${address.room}, ${address.contactName},
    ${address.contactPhoneEncrypted}, ${address.contactPhoneMasked}, ${JSON.stringify(address.homeScene)}::jsonb, ${address.now})`);

export const updateAddressRow = (tx: Tx, cityId: string, addressId: string, changes: {
  room: string | null; contactName: string | null; contactPhoneEncrypted: string | null; contactPhoneMasked: string | null; homeScene: HomeScene | null;
}): Promise<number> => run(tx, sql`
  update accounts.address set room = coalesce(${changes.room}, room), contact_name = coalesce(${changes.contactName}, contact_name),
    contact_phone_encrypted = coalesce(${changes.contactPhoneEncrypted}, contact_phone_encrypted), contact_phone_masked = coalesce(${changes.contactPhoneMasked}, contact_phone_masked),
    home_scene = coalesce(${changes.homeScene === null ? null : JSON.stringify(changes.homeScene)}::jsonb, home_scene)
  where city_id = ${cityId} and id = ${addressId}`);

/** Makes one address the default and takes that from every other; without an id the newest left becomes it. */
export const setDefaultAddress = (tx: Tx, cityId: string, householdId: string, addressId: string | null): Promise<number> => run(tx, sql`
  update accounts.address set is_default = (id = coalesce(${addressId}, (
    select id from accounts.address where city_id = ${cityId} and household_id = ${householdId} and removed_at is null order by is_default desc, created_at desc, id desc limit 1)))
  where city_id = ${cityId} and household_id = ${householdId} and removed_at is null`);

export const removeAddressRow = (tx: Tx, cityId: string, addressId: string, now: Date): Promise<number> =>
  run(tx, sql`update accounts.address set removed_at = ${now}, is_default = false where city_id = ${cityId} and id = ${addressId}`);

export const contactPhoneOf = (tx: Tx, cityId: string, addressId: string): Promise<{ contactPhoneEncrypted: string } | undefined> =>
  maybe(tx, sql`select contact_phone_encrypted from accounts.address where city_id = ${cityId} and id = ${addressId}`);

export type MemberRow = { memberId: string; name: string; relation: 'self' | 'spouse' | 'child' | 'elder' | 'other'; birthYear: number | null; needs: string };
export const membersOf = (tx: Tx, cityId: string, householdId: string): Promise<MemberRow[]> => many(tx, sql<MemberRow>`
  select id as member_id, name, relation, birth_year, needs from accounts.member
  where city_id = ${cityId} and household_id = ${householdId} and removed_at is null order by added_at, id`);

export const insertMember = (tx: Tx, cityId: string, member: MemberRow & { householdId: string; addedBy: string; now: Date }): Promise<number> => run(tx, sql`
  insert into accounts.member (city_id, id, household_id, name, relation, birth_year, needs, added_by, added_at)
  values (${cityId}, ${member.memberId}, ${member.householdId}, ${member.name}, ${member.relation}, ${member.birthYear}, ${member.needs}, ${member.addedBy}, ${member.now})`);

/** Takes a member out of a household; never the person the household began with. */
export const removeMemberRow = (tx: Tx, cityId: string, householdId: string, memberId: string, now: Date): Promise<number> => run(tx, sql`
  update accounts.member set removed_at = ${now}
  where city_id = ${cityId} and household_id = ${householdId} and id = ${memberId} and removed_at is null and relation <> 'self'`);

import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { InputOf, OutputOf, contract } from '@linli/contract';
import { keyOfCursor, pageFrom } from '../rules/pages.ts';
import { pinyinOf } from '../rules/people.ts';
import { SEARCH_RADII_METERS, boxAround, cellOf, divisionBelow, streetCodeIn } from '../rules/places.ts';
import { divisionsBelow, type Division } from '../store/divisions.ts';
import * as store from '../store/places.ts';
import { demandPlainName } from './people.ts';

type Accounts = typeof contract.accounts;
type EstateView = OutputOf<Accounts['listEstates']>['items'][number];

/** Divisions below a code, from the provinces down to the communities of a street; a code without parts gives none. */
export const listDivisions = async (_ctx: Ctx, { parent }: InputOf<Accounts['listDivisions']>): Promise<{ items: Division[] }> => {
  const below = divisionBelow(parent ?? '');
  return { items: below ? await divisionsBelow(below.parent, below.level) : [] };
};

const estateView = ({ pinyin: _pinyin, distanceMeters, ...estate }: store.EstateRow): EstateView => ({ ...estate, distanceMeters: distanceMeters === null ? null : Math.round(distanceMeters) });

type EstateQuery = { lon?: number | undefined; lat?: number | undefined; districtCode?: string | undefined; q?: string | undefined; cursor?: string | undefined; limit: number };

/** Estates to choose from: nearest first when a point is given (the circle widens until the page is full), else by name. */
export const listEstates = async (ctx: Ctx, { lon, lat, districtCode, q, cursor, limit }: EstateQuery): Promise<OutputOf<Accounts['listEstates']>> => {
  const sought = q?.trim() ?? '';
  const filter = { districtCode: districtCode ?? null, q: sought === '' ? null : sought, limit: limit + 1 };
  if (lon === undefined || lat === undefined) {
    const rows = await store.estatesByName(ctx.tx, ctx.cityId, { ...filter, after: keyOfCursor(cursor, ['string', 'string']) });
    const page = pageFrom(rows, limit, (row) => [row.pinyin, row.estateId]);
    return { items: page.rows.map(estateView), nextCursor: page.nextCursor };
  }
  const after = keyOfCursor(cursor, ['number', 'string']);
  let rows: store.EstateRow[] = [];
  for (const radiusMeters of SEARCH_RADII_METERS) {
    rows = await store.estatesNear(ctx.tx, ctx.cityId, { lon, lat, radiusMeters, box: boxAround({ lon, lat }, radiusMeters) }, { ...filter, after });
    if (rows.length > limit) break;
  }
  const page = pageFrom(rows, limit, (row) => [row.distanceMeters ?? 0, row.estateId]);
  return { items: page.rows.map(estateView), nextCursor: page.nextCursor };
};

/** Adds estates of the city's real streets. Names of district and street come from the division list, not from the caller. */
export const addEstates = async (ctx: Ctx, { estates }: InputOf<Accounts['addEstates']>): Promise<{ estateIds: string[] }> => {
  const streets = new Map<string, { street: Division; district: Division }>();
  const rows = new Map<string, store.NewEstate>();
  for (const [i, estate] of estates.entries()) {
    demandPlainName(estate.name, `estates.${i}.name`);
    for (const building of estate.buildings) demandPlainName(building, `estates.${i}.buildings`);
    const streetCode = streetCodeIn(ctx.cityId, estate.streetCode);
    if (streetCode && !streets.has(streetCode)) {
      const [street] = await divisionsBelow(streetCode, 'street');
      const [district] = await divisionsBelow(streetCode.slice(0, 6), 'district');
      if (street && district) streets.set(streetCode, { street, district });
    }
    const place = streetCode ? streets.get(streetCode) : undefined;
    if (!place) refuse('accounts.division_unknown', { code: estate.streetCode }, `estates.${i}.streetCode`);
    rows.set(`${place.street.code} ${estate.name}`, {
      estateId: ctx.newId('est'), name: estate.name, pinyin: pinyinOf(estate.name, false), districtCode: place.district.code, districtName: place.district.name,
      streetCode: place.street.code, streetName: place.street.name, communityName: demandPlainName(estate.communityName, `estates.${i}.communityName`),
      lon: estate.lon, lat: estate.lat, cell: cellOf(estate.lon, estate.lat), buildings: [...new Set(estate.buildings)],
    });
  }
  const saved = [...rows.keys()];
  const ids = await store.saveEstates(ctx.tx, ctx.cityId, [...rows.values()]);
  const idOf = new Map(saved.map((key, i) => [key, ids[i]!]));
  return { estateIds: estates.map((estate) => idOf.get(`${streetCodeIn(ctx.cityId, estate.streetCode)} ${estate.name}`)!) };
};

/** Opens or closes the H3 cells (resolution 8) of a district to booking; estates in them follow, also those added later. */
export const markEstatesOpen = async (ctx: Ctx, { cells, isOpen }: { cells: readonly string[]; isOpen: boolean }): Promise<void> => { await store.markCells(ctx.tx, ctx.cityId, cells, isOpen); };
